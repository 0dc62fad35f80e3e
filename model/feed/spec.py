"""What a feed is: which components, of what, how much of it is said, and where it is kept up to date."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from model.docket import Docket
from model.errors import UnreadableInput
from model.feed.scope import Scope
from model.record.base import Value
from model.record.fact import Instant
from model.record.remembered import Remembered

Component = Literal["events", "tasks"]
Privacy = Literal["full", "titles", "redacted"]
Place = Literal["folder", "served"]


class Spec(Value, frozen=True, kw_only=True):
    """One feed. ``act_by``, ``targets`` and ``reminders`` add items of their own for these days."""

    component: Component = "events"
    scope: Scope = Scope()
    privacy: Privacy = "full"
    act_by: bool = False
    targets: bool = False
    reminders: bool = False

    @property
    def name(self) -> str:
        """What the feed's states are kept under: the same for every feed that says the same of the same records.

        >>> Spec().name, Spec(component="tasks", privacy="redacted", targets=True).name
        ('events all full', 'tasks all redacted with targets')
        """
        said = [self.component, _key(self.scope), self.privacy]
        added = [name for name in ("act_by", "targets", "reminders") if getattr(self, name)]
        return " ".join([*said, *(("with", *added) if added else ())])


def _key(scope: Scope) -> str:
    """The scope's part of a name: nothing of what it is called, so that renaming it begins no new feed."""
    if scope.whole:
        return "all"
    return hashlib.sha256(msgspec.json.encode(replace(scope, title=""), order="sorted")).hexdigest()[:16]


class SavedFilter(Remembered, frozen=True, kw_only=True, tag="filter"):
    """A filter kept under a name, for feeds."""

    title: str
    scope: Scope


class Publication(Remembered, frozen=True, kw_only=True, tag="publication"):
    """A feed that is kept up to date: as a file in the folder ``path``, or under an address of this machine.

    ``file`` is its file's name, ``address`` where its readers find it, where that is known.
    """

    title: str
    spec: Spec = Spec(privacy="redacted")
    place: Place = "folder"
    path: str = ""
    file: str = ""
    address: str = ""
    paused: bool = False
    last_at: Instant | None = None
    last_error: str = ""
    etag: str = ""


PARTS: Final[Mapping[str, str]] = {"act-by": "act_by", "targets": "targets", "reminders": "reminders"}
"""What a feed may hold beside its deadlines, as a command line names it, and the field of :class:`Spec`."""


def parse_parts(text: str) -> dict[str, bool]:
    """The fields of a spec that ``act-by,targets,reminders`` asks for.

    Raises :class:`model.errors.UnreadableInput` for any other word.
    """
    asked = [part.strip() for part in text.split(",") if part.strip()]
    for part in asked:
        if part not in PARTS:
            raise UnreadableInput(f"“{part}” is no part of a feed. Write any of {', '.join(PARTS)}, by commas.")
    return {PARTS[part]: True for part in asked}


def parse_scope(docket: Docket, filters: Mapping[str, SavedFilter], text: str) -> Scope:
    """The scope that a command line asks for: ``all``, ``instrument:X``, ``owner:X`` or ``filter:X``.

    X is an id or a name. Raises :class:`model.errors.UnreadableInput` that lists what there is.
    """
    sort, _, wanted = text.partition(":")
    if text.strip() in ("", "all"):
        return Scope()
    if sort == "instrument":
        names = {one.id: (one.title, one.short_title) for one in docket.instruments.values()}
        found = _find(sort, wanted, names)
        return Scope(title=docket.instruments[found].title, instruments=(found,))
    if sort == "owner":
        found = _find(sort, wanted, {one.id: (one.name,) for one in docket.people.values()})
        return Scope(title=docket.people[found].name, owners=(found,))
    if sort == "filter":
        found = _find(sort, wanted, {one.id: (one.title,) for one in filters.values()})
        return replace(filters[found].scope, title=filters[found].title)
    raise UnreadableInput(f"“{text}” is no scope. Write all, instrument:TITLE, owner:NAME or filter:NAME.")


def _find(sort: str, wanted: str, names: Mapping[str, tuple[str, ...]]) -> str:
    folded = " ".join(wanted.split()).casefold()
    found = [
        id_
        for id_, said in names.items()
        if folded in (id_.casefold(), *(" ".join(one.split()).casefold() for one in said if one))
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"“{said[0]}”" for said in names.values()) or f"no {sort} at all"
    trouble = f"several are called “{wanted}”: write its id" if found else f"the docket has {known}"
    raise UnreadableInput(f"“{wanted}” names no one {sort}: {trouble}.")
