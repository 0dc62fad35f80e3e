"""Conditions precedent: what must be in place before something closes, who owes it, and how far it has come.

Of an instrument these are what its obligations need, what others need of it, the conditions of its reliefs, and what
is tagged as a condition; of an event, what is due before it, what it is a tag of, and what is needed by whatever starts
with it; of an obligation or a relief, its own. Whatever those need belongs to them, and so on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from model.assess.standing import Assessment, holds_up_nothing, mark_of
from model.days.operation import Add, BusinessDays, CountDays, Hours
from model.docket import Docket
from model.phrases import listed
from model.record.deadline import After, Anchor, EventAnchor, dated_parts
from model.record.event import Event
from model.record.fact import Approved, Fact, Performed, Reading, Submitted
from model.record.obligation import Obligation
from model.record.ref import ref_key
from model.record.relief import Relief

KINDS: Final = ("instrument", "event", "obligation", "relief")
"""The kinds of record that have a checklist."""

_COUNTS: Final = (Add, BusinessDays, CountDays, Hours)
_SHOWS: Final = (Performed, Submitted, Approved, Reading)
_TAGS: Final = ("condition", "cp", "closing condition")
CONDITION_TAG: Final = "condition precedent"
"""What an obligation of an instrument is tagged that must be in place before it closes."""


class Condition(Struct, frozen=True):
    """One condition: its standing by mark, whether it is in place, and what there is to show for it.

    ``spare``: it is not asked for, since another of several does (``instead``), or what needed it is done already.
    ``needed_by`` are the records that need it, ``words`` those of the source; ``evidence`` the documents of its facts,
    ``shown_by`` the latest fact that shows how far it has come.
    """

    id: str
    mark: str
    in_place: bool
    spare: bool = False
    instead: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    words: str = ""
    owner: str = ""
    due: date | None = None
    act_by: date | None = None
    evidence: tuple[str, ...] = ()
    shown_by: str = ""
    question: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still asked for."""
        return not (self.in_place or self.spare)


class ChecklistGroup(Struct, frozen=True):
    """What one party owes, what is still open first; ``party`` is empty where nobody is named."""

    party: str
    name: str
    ours: bool
    conditions: tuple[Condition, ...]


class ConditionTally(Struct, frozen=True):
    """How many of the conditions that are asked for are in place."""

    done: int
    total: int


class Checklist(Struct, frozen=True):
    """The conditions of one record, those that we owe first."""

    id: str
    kind: str
    title: str
    groups: tuple[ChecklistGroup, ...]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All of them."""
        return tuple(one for group in self.groups for one in group.conditions)


def checklist(docket: Docket, assessment: Assessment, kind: str, record_id: str) -> Checklist:
    """What must be in place before the record of that kind and id. Raises :class:`KeyError` where there is none."""
    found = _Gathered(docket, assessment, record_id)
    found.gather(_roots(docket, kind, record_id))
    found.found.pop(record_id, None)
    return Checklist(record_id, kind, _title(docket, kind, record_id), tuple(_groups(docket, found)))


def event_tag(event: Event) -> str:
    """What an obligation is tagged that must be in place before an event: its title, without commas, as tags are."""
    return " ".join(event.title.replace(",", " ").split())


def has_checklist(docket: Docket, kind: str, record_id: str) -> bool:
    """Whether anything at all is a condition of it, for those who offer to show it."""
    return any(one != record_id for root in _roots(docket, kind, record_id) for one in root.one_of)


def tally(conditions: Iterable[Condition]) -> ConditionTally:
    """Counts of what is asked for.

    >>> say_tally(tally([Condition("a", "satisfied", True), Condition("b", "open", False)]))
    '1 of 2 in place'
    """
    asked = [one for one in conditions if not one.spare]
    return ConditionTally(sum(one.in_place for one in asked), len(asked))


def say_tally(count: ConditionTally) -> str:
    """Counts in words."""
    return f"{count.done:,} of {count.total:,} in place" if count.total else "none asked for"


def spare_words(docket: Docket, condition: Condition) -> str:
    """Why a condition is not asked for; empty where it is."""
    if not condition.spare:
        return ""
    if not condition.instead:
        return "no longer needed"
    return f"not needed: {listed([docket.short_ref(one) for one in condition.instead])} will do"


def _title(docket: Docket, kind: str, record_id: str) -> str:
    record = docket.kind(kind)[record_id]
    if isinstance(record, Obligation | Relief):
        return f"{record.ref}  {record.title}"
    return str(getattr(record, "title", ""))


# --- Where a checklist begins -----------------------------------------------------------------------------


class _Need(Struct, frozen=True):
    """One of these is asked for, by this record."""

    one_of: tuple[str, ...]
    by: str = ""
    words: str = ""


def _roots(docket: Docket, kind: str, record_id: str) -> Iterator[_Need]:
    if kind == "obligation":
        yield from _needs(docket.obligations[record_id])
    elif kind == "relief":
        yield from _conditions(docket.reliefs[record_id])
    elif kind == "instrument":
        yield from _of_instrument(docket, record_id)
    elif kind == "event":
        yield from _of_event(docket, record_id)


def _needs(node: Obligation) -> Iterator[_Need]:
    return (_Need(need.one_of, node.id, need.words) for need in node.needs)


def _conditions(relief: Relief) -> Iterator[_Need]:
    return (_Need((one,), relief.id) for one in relief.conditions)


def _of_instrument(docket: Docket, instrument_id: str) -> Iterator[_Need]:
    for relief in docket.reliefs_by_ref():
        if relief.instrument == instrument_id:
            yield from _conditions(relief)
    for node in docket.obligations_by_ref():
        inside = node.instrument == instrument_id
        for need in _needs(node):
            if inside or any(docket.obligations[one].instrument == instrument_id for one in need.one_of):
                yield need
        if inside and _tagged(node.tags):
            yield _Need((node.id,))


def _tagged(tags: Iterable[str]) -> bool:
    return any(tag.casefold() in _TAGS or tag.casefold().startswith("condition") for tag in tags)


def _of_event(docket: Docket, event_id: str) -> Iterator[_Need]:
    tag = event_tag(docket.events[event_id]).casefold()
    hanging = {end.id for end in docket.links_to.get(event_id, ())}
    for node in docket.obligations_by_ref():
        if tag in (one.casefold() for one in node.tags) or (node.id in hanging and _before(node, event_id)):
            yield _Need((node.id,))
        elif node.id in hanging:
            yield from _needs(node)


def _before(node: Obligation, event_id: str) -> bool:
    """Whether it is due before the event: its steps count back from it."""
    parts = [part for part in dated_parts(node.deadline) if isinstance(part, After) and _is(part.anchor, event_id)]
    return any(isinstance(step, _COUNTS) and step.n < 0 for part in parts for step in part.steps)


def _is(anchor: Anchor, event_id: str) -> bool:
    return isinstance(anchor, EventAnchor) and anchor.event == event_id


# --- What they need in turn -------------------------------------------------------------------------------


class _Gathered:
    """The conditions that are reached, each with whether it is asked for and by what."""

    def __init__(self, docket: Docket, assessment: Assessment, target: str) -> None:
        self.docket, self.assessment, self.target = docket, assessment, target
        self.found: dict[str, bool] = {}
        self.by: dict[str, dict[str, str]] = {}
        self.instead: dict[str, tuple[str, ...]] = {}

    def gather(self, roots: Iterable[_Need]) -> None:
        """Follow the needs. What is asked for is not undone by a second way on which it is not."""
        queue = deque((need, True) for need in roots)
        while queue:
            need, asked = queue.popleft()
            for one, wanted in self._of(need, asked=asked).items():
                self.by.setdefault(one, {}).setdefault(need.by, need.words)
                if self.found.get(one) or (one in self.found and not wanted):
                    continue
                self.found[one] = wanted
                node = self.docket.obligations[one]
                still = wanted and not self.in_place(one)
                queue.extend((further, still) for further in _needs(node))

    def _of(self, need: _Need, *, asked: bool) -> Mapping[str, bool]:
        """Each of the alternatives, and whether it is asked for: those in place are, or the first where none is."""
        done = [one for one in need.one_of if self.in_place(one)]
        chosen = done or list(need.one_of[:1])
        for one in need.one_of:
            if one not in chosen:
                self.instead[one] = tuple(chosen)
        return {one: one in done or (asked and one in chosen) for one in need.one_of}

    def in_place(self, record_id: str) -> bool:
        """Whether a condition precedent is met, as for what it blocks."""
        return holds_up_nothing(self.docket.obligations[record_id], self.assessment[record_id].standing)

    def condition(self, record_id: str) -> Condition:
        """One of them, as it stands."""
        node, position = self.docket.obligations[record_id], self.assessment[record_id]
        by, spare = self.by.get(record_id, {}), not self.found[record_id]
        person = self.docket.people.get(node.owner or "")
        return Condition(
            record_id,
            mark_of(node, position.standing),
            self.in_place(record_id),
            spare,
            self.instead.get(record_id, ()) if spare else (),
            tuple(one for one in by if one not in ("", self.target)),
            next((words for words in by.values() if words), ""),
            person.name if person else "",
            position.due or position.perform_by,
            position.act_by,
            tuple(dict.fromkeys(one for fact in self._told(record_id) for one in fact.evidence)),
            next((fact.id for fact in self._told(record_id)[::-1] if isinstance(fact.what, _SHOWS)), ""),
            node.question,
        )

    def _told(self, record_id: str) -> list[Fact]:
        """The facts about one of them, of the day or before."""
        facts = self.docket.facts_about.get(record_id, ())
        return [fact for fact in facts if fact.day.on <= self.assessment.day]


def _groups(docket: Docket, gathered: _Gathered) -> Iterator[ChecklistGroup]:
    owed: dict[str, list[Condition]] = {}
    for record_id in gathered.found:
        owed.setdefault(docket.obligations[record_id].obligor or "", []).append(gathered.condition(record_id))
    made = [_group(docket, party, conditions) for party, conditions in owed.items()]
    yield from sorted(made, key=lambda one: (not one.ours, not one.party, one.name.casefold()))


def _group(docket: Docket, party_id: str, conditions: list[Condition]) -> ChecklistGroup:
    party = docket.parties.get(party_id)
    ordered = sorted(
        conditions,
        key=lambda one: (
            one.in_place,
            one.spare,
            one.act_by or one.due or date.max,
            ref_key(docket.short_ref(one.id)),
        ),
    )
    return ChecklistGroup(
        party_id, party.name if party else "Nobody named", party.ours if party else True, tuple(ordered)
    )
