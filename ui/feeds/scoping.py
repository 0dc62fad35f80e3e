"""What a feed can be of: everything, an instrument, an owner, a saved filter, and what the window's filter shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from model.docket import Docket
from model.feed.scope import Scope
from model.feed.spec import SavedFilter
from ui.filter.filter import Filter

SHOWN = "shown"
"""The choice of what the window's filter shows now."""

_FACETS = {"instrument": "instruments", "owner": "owners", "standing": "standings", "kind": "kinds", "due": "due"}
"""The chips whose values a scope can hold, and the field that holds them."""


class ScopeChoice(NamedTuple):
    """One scope on offer. ``key`` tells it from the others."""

    key: str
    words: str
    scope: Scope


def choices(docket: Docket, filters: Sequence[SavedFilter], shown: Filter) -> list[ScopeChoice]:
    """Every scope on offer, in the order of the list."""
    found = [ScopeChoice("all", "Everything", Scope())]
    found += [
        ScopeChoice(f"filter {one.id}", f"Filter: {one.title}", replace(one.scope, title=one.title)) for one in filters
    ]
    if not shown.empty and kept_whole(shown):
        found.append(ScopeChoice(SHOWN, "What the filter shows now…", scope_of(shown)))
    instruments = sorted(docket.instruments.values(), key=lambda one: one.short.casefold())
    found += [
        ScopeChoice(f"instrument {one.id}", f"Under {one.short}", Scope(title=one.short, instruments=(one.id,)))
        for one in instruments
    ]
    people = sorted(docket.people.values(), key=lambda one: one.name.casefold())
    found += [
        ScopeChoice(f"owner {one.id}", f"Owned by {one.name}", Scope(title=one.name, owners=(one.id,)))
        for one in people
    ]
    return found


def choice_of(offered: Sequence[ScopeChoice], scope: Scope) -> ScopeChoice | None:
    """The choice that lets the same pass, by its name first."""
    same = [one for one in offered if _fields(one.scope) == _fields(scope)]
    return next((one for one in same if one.scope.title == scope.title), same[0] if same else None)


def kept_whole(shown: Filter) -> bool:
    """Whether a scope can hold all that the filter narrows by: a band of Today is worked out anew each day."""
    return set(shown.chosen) <= set(_FACETS)


def scope_of(shown: Filter, title: str = "") -> Scope:
    """The window's filter as a scope."""
    chosen = {_FACETS[facet]: tuple(sorted(values)) for facet, values in shown.chosen.items() if facet in _FACETS}
    return Scope(title=title, words=" ".join(shown.words.split()), **chosen)


def _fields(scope: Scope) -> dict[str, object]:
    """What a scope narrows by, without what it is called."""
    return {name: getattr(scope, name) for name in Scope.__struct_fields__ if name != "title"}
