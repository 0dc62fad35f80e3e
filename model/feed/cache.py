"""What a feed was made from, so that after a change only what the change can reach is made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import msgspec

from model.assess.standing import Assessment, Position
from model.docket import Docket
from model.feed.components import component_bytes, uid_of
from model.feed.items import FeedItem, items_of
from model.feed.privacy import told
from model.feed.spec import Spec
from model.outlook.discretion import discreet
from model.record.deadline import Every
from model.record.door import KINDS
from model.record.feedstate import FeedState
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.references import references

_FOR_ALL: Final = frozenset({"caption", "closure", "metric"})
"""Kinds that an item may speak of, or be placed by, without naming them: a change of one makes every item again."""


_LINKED: Final = frozenset({"obligation", "relief"})
"""Kinds whose links show on the items at the other end too."""


@dataclass(frozen=True, slots=True)
class SaidItem:
    """An item as its readers see it, with its UID and the hash of all that it says."""

    item: FeedItem
    uid: str
    fingerprint: str

    @classmethod
    def of(cls, item: FeedItem) -> SaidItem:
        """Hash an item."""
        return cls(item, uid_of(item), hashlib.sha256(_ENCODER.encode(item)).hexdigest())


_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class _CachedRecord:
    """The items of one record, and the ids of all that their words were made from; ``day``, where they go by it."""

    said: tuple[SaidItem, ...]
    made_from: frozenset[str]
    day: date | None


@dataclass
class Cache:
    """What one feed was made from last. Kept by its caller between two feeds of the same spec; a new one is empty."""

    _spec: Spec | None = None
    _docket: Docket = field(default_factory=Docket)
    _assessment: Assessment | None = None
    _entries: dict[str, _CachedRecord] = field(default_factory=dict)
    _written: dict[str, tuple[FeedState, SaidItem, bytes]] = field(default_factory=dict)

    def said(self, docket: Docket, assessment: Assessment, spec: Spec) -> Iterator[tuple[SaidItem, ...]]:
        """The items of each record that the feed holds, in the order of the docket."""
        stale = self._stale(docket, assessment, spec)
        spoken = discreet(docket)
        fresh: dict[str, _CachedRecord] = {}
        for node in docket.nodes():
            known = None if stale is None else self._entries.get(node.id)
            if known and (known.day or assessment.day) == assessment.day and known.made_from.isdisjoint(stale or ()):
                entry = known
            else:
                entry = _entry(spoken, assessment, spoken.node(node.id), spec)
            fresh[node.id] = entry
            if not entry.said:
                yield ()
            elif spec.scope.whole or spec.scope.holds(docket, assessment, node):
                yield entry.said
            else:
                yield ()
        self._spec, self._docket, self._assessment, self._entries = spec, docket, assessment, fresh

    def bytes_of(self, said: SaidItem, state: FeedState) -> bytes:
        """The item's component, made once for each state of it."""
        known = self._written.get(said.uid)
        if known is not None and known[0] == state and known[1].item.related == said.item.related:
            return known[2]
        made = component_bytes(said.item, state)
        self._written[said.uid] = (state, said, made)
        return made

    def drop(self, kept: Iterable[str]) -> None:
        """Forget the bytes of items that the feed no longer holds."""
        wanted = set(kept)
        for uid in [uid for uid in self._written if uid not in wanted]:
            del self._written[uid]

    def _stale(self, docket: Docket, assessment: Assessment, spec: Spec) -> set[str] | None:
        """The ids of all that changed since, or that stands otherwise; None where everything must be made again."""
        if self._assessment is None or spec != self._spec:
            return None
        changed: set[str] = set()
        for kind in KINDS:
            found = changed_ids(self._docket, docket, kind)
            if found and kind in _FOR_ALL:
                return None
            changed |= found
            if kind in _LINKED:
                changed |= _linked_to(self._docket, found) | _linked_to(docket, found)
        return changed | moved_ids(self._assessment, assessment)


def changed_ids(before: Docket, after: Docket, kind: str) -> set[str]:
    """The ids of the records of one kind that were added, taken out or changed."""
    old, new = before.kind(kind), after.kind(kind)
    if old is new:
        return set()
    changed = {id_ for id_, record in new.items() if old.get(id_) is not record}
    return {id_ for id_ in changed if old.get(id_) != new[id_]} | (old.keys() - new.keys())


def _linked_to(docket: Docket, ids: set[str]) -> set[str]:
    """What the records of these ids depend on."""
    return {end.id for id_ in ids for end in docket.links_from.get(id_, ())}


def moved_ids(before: Assessment, after: Assessment) -> set[str]:
    """The ids of the records that stand otherwise."""
    old = before.positions
    changed = [id_ for id_, position in after.positions.items() if old.get(id_) is not position]
    return {id_ for id_ in changed if old.get(id_) != after.positions[id_]}


def _entry(spoken: Docket, assessment: Assessment, node: Node, spec: Spec) -> _CachedRecord:
    items = tuple(
        SaidItem.of(told(item, spec.privacy, confidential=node.confidential))
        for item in items_of(spoken, assessment, node, spec)
    )
    recurs = isinstance(node, Obligation) and isinstance(node.deadline, Every)
    of_the_day = recurs or any(said.item.key.endswith("/missed") for said in items)
    made_from = frozenset(_sources(spoken, assessment[node.id], node))
    return _CachedRecord(items, made_from, assessment.day if of_the_day else None)


def _sources(docket: Docket, position: Position, node: Node) -> Iterator[str]:
    """The ids of every record whose words, day or standing may stand in the items of ``node``."""
    yield node.id
    yield from (reference.id for reference in references(node))
    yield from (end.id for end in docket.links_to.get(node.id, ()))
    yield from (fact.id for fact in docket.facts_about.get(node.id, ()))
    for reason in (*position.reasons, *(one for each in position.occurrences for one in each.reasons)):
        yield reason.about
        yield from reason.ids
    for exposure in position.exposes:
        yield exposure.consequence
        yield from exposure.path
    yield from (*position.lapses, *position.brings_back, *position.for_reliefs)
