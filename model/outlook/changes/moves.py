"""What a change moves: each date that is another after it than before, over all levels, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from model.assess.engine import Assessed, assess_whole
from model.assess.reassess import reassess
from model.assess.standing import Occurrence, Position, Standing
from model.docket import Docket
from model.outlook.changes.move_reasons import WhyMoved
from model.outlook.changes.reach import CHANGED, levels, reached, touched
from model.outlook.changes.side import ComparedSide
from model.record.event import Event
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.ref import ref_key

Of = Literal["due", "occurrence", "last day of cure", "perform by", "act by"]


class Move(Struct, frozen=True, kw_only=True):
    """One date that is another after a change than before it.

    ``of`` says which date: the legal due day (for a relief, the last day it covers); that of one occurrence of a
    series; the last day of cure where the due day stays; the day by which a condition of the changed relief is to be
    performed; the latest day to start, where what needs it moves and its own due day stays. ``old`` or ``new`` is
    None where there is no date. ``level`` is -1 for the changed record itself, 0 for what counts from it, 1 for what
    counts from those, and so on. What is ``held`` by hand does not move: old and new are the day set by hand, and
    ``computed`` is the day it would be. ``was`` and ``becomes`` are the standing on the day, before and after.
    """

    id: str
    ref: str
    title: str
    old: date | None
    new: date | None
    of: Of = "due"
    why: str = ""
    level: int = CHANGED
    held: bool = False
    computed: date | None = None
    was: Standing | None = None
    becomes: Standing | None = None

    @property
    def of_another(self) -> bool:
        """Whether a date of another record than the changed one moves."""
        return self.level > CHANGED and not self.held

    @property
    def days(self) -> int | None:
        """By how many days it moves, earlier ones negative; None where it gains or loses its date."""
        return (self.new - self.old).days if self.old and self.new else None

    @property
    def stands_otherwise(self) -> bool:
        """Whether its standing on the day is another."""
        return self.was is not self.becomes


def moves(before: Docket, after: Docket, day: date, *, held: Assessed | None = None) -> tuple[Move, ...]:
    """Every date that differs between the two dockets on ``day``: the changed record first, then level by level.

    ``held`` is the assessment of ``before``, where one is at hand; one of that day makes the answer quick. Within a
    level they stand by their new day, then by ref. Pure: nothing is written.
    """
    known = held if held is not None and held.assessment.day == day else assess_whole(before, day)
    if known.run.docket is not before:
        known = reassess(known, before)
    return _Comparison(ComparedSide(known), ComparedSide(reassess(known, after))).moves()


def to_review(found: Iterable[Move]) -> bool:
    """Whether a change is to be reviewed first: a deadline of another record moves, and not only a day to start."""
    return any(move.of_another and move.of != "act by" for move in found)


def day_to_judge(before: Docket, after: Docket, day: date) -> date:
    """The first day from ``day`` on by which everything that differs has happened.

    A closing that is entered ahead of its day starts its clocks on that day, with nobody confirming anything more:
    what it moves is looked at as of then.
    """
    happened = [day]
    for kind in ("event", "fact", "figure"):
        old, new = before.kind(kind), after.kind(kind)
        if old is not new:
            ids = (one for one in {**old, **new} if old.get(one) != new.get(one))
            happened += [found for one in ids for found in _days(old.get(one), new.get(one))]
    return max(happened)


def _days(*records: object) -> Iterator[date]:
    for record in records:
        if isinstance(record, Event) and record.happened:
            yield record.happened.on
        elif isinstance(record, Fact):
            yield record.day.on
        elif isinstance(record, Figure) and not record.expected:
            yield record.counts_from


class _Comparison:
    """Two sides of one change, position by position."""

    def __init__(self, before: ComparedSide, after: ComparedSide) -> None:
        self.before, self.after = before, after
        self.changed = touched(before.docket, after.docket)
        self.reached = reached(before.docket, after.docket, self.changed)
        self.why = WhyMoved(before, after, self.changed)

    def moves(self) -> tuple[Move, ...]:
        """Whatever differs, with its reason and its level."""
        found = [move for node in self._nodes() for move in self._of(node)]
        placed = levels(self.after.docket, self.changed, {move.id for move in found})
        found = [replace(move, level=placed.get(move.id, CHANGED)) for move in found]
        found += self._starts_of_work({move.id: move.level for move in found if not move.held})
        return tuple(sorted(found, key=_order))

    def _nodes(self) -> Iterator[Node]:
        yield from self.after.docket.nodes()
        yield from (node for node in self.before.docket.nodes() if node.id not in self.after.assessment.positions)

    def _of(self, node: Node) -> Iterator[Move]:
        """What moves of one record. Where its due day moves, the last day of cure goes with it unsaid."""
        old = self.before.assessment.positions.get(node.id, NOWHERE)
        new = self.after.assessment.positions.get(node.id, NOWHERE)
        if old.occurrences or new.occurrences:
            yield from self._occurrences(node, old.occurrences, new.occurrences)
        elif old.due != new.due:
            yield _move(node, old, new, "due", (old.due, new.due), why=self.why.due(node.id))
        elif old.last_day != new.last_day:
            days = (old.last_day, new.last_day)
            yield _move(node, old, new, "last day of cure", days, why=self.why.cure(node.id))
        elif self._asked_otherwise(old, new):
            yield _move(node, old, new, "perform by", (old.perform_by, new.perform_by), why=self.why.asked(node.id))
        elif isinstance(node, Obligation) and node.override:
            yield from self._held(node, node.override.day)

    def _asked_otherwise(self, old: Position, new: Position) -> bool:
        """Whether a changed relief asks for a performance by another day than before."""
        moved = old.perform_by and new.perform_by and old.perform_by != new.perform_by
        return bool(moved) and not self.changed.isdisjoint(new.for_reliefs)

    def _held(self, node: Obligation, day: date) -> Iterator[Move]:
        """What is set by hand and stays, though the day that it is computed to moves."""
        standing = self.before.obligation(node.id)
        if standing is None or node.id not in self.reached or node.id in self.changed:
            return
        computed = self.after.trail(node).computed
        if self.before.trail(standing).computed != computed:
            old, new = self.before.assessment[node.id], self.after.assessment[node.id]
            words = self.why.held(node, computed)
            yield _move(node, old, new, "due", (day, day), held=True, computed=computed, why=words)

    def _occurrences(self, node: Node, old: Occurrences, new: Occurrences) -> Iterator[Move]:
        """The occurrences that move, are new or fall away."""
        why = ""
        for was, becomes in paired(old, new, self.after.assessment.day):
            why = why or self.why.due(node.id)
            days = (was.due if was else None, becomes.due if becomes else None)
            yield _move(node, was, becomes, "occurrence", days, why=why)

    def _starts_of_work(self, known: dict[str, int]) -> Iterator[Move]:
        """The latest days to start of what is needed by something that moves, back along the links."""
        after = self.after.docket
        for node_id in reversed(after.order):
            old = self.before.assessment.positions.get(node_id, NOWHERE)
            new = self.after.assessment[node_id]
            if node_id in known or old.act_by == new.act_by:
                continue
            links = after.links_to.get(node_id, ())
            waiting = [end.id for end in links if end.link in ("needs", "paid from") and end.id in known]
            if waiting:
                known[node_id] = level = min(known[one] for one in waiting) + 1
                why = self.why.start(node_id, waiting)
                days = (old.act_by, new.act_by)
                yield _move(after.node(node_id), old, new, "act by", days, level=level, why=why)


NOWHERE = Position("", Standing.DORMANT, ())
"""In place of the position of a record that is not there."""

Occurrences = tuple[Occurrence, ...]
Days = tuple[date | None, date | None]


def _move(
    node: Node,
    was: Position | Occurrence | None,
    becomes: Position | Occurrence | None,
    of: Of,
    days: Days,
    **more: Any,
) -> Move:
    return Move(
        id=node.id,
        ref=node.ref,
        title=node.short,
        of=of,
        old=days[0],
        new=days[1],
        was=None if was is None or was is NOWHERE else was.standing,
        becomes=None if becomes is None or becomes is NOWHERE else becomes.standing,
        **more,
    )


def paired(old: Occurrences, new: Occurrences, day: date) -> Iterator[tuple[Occurrence | None, Occurrence | None]]:
    """Each occurrence that moves with what it becomes; None for one that is new or falls away.

    Occurrences of one name belong together. The others are paired in their order: a series that begins a fortnight
    later moves each of its days. An assessment shows one occurrence after its day and no more, so what would only
    come into sight or leave it is passed over.
    """
    names = {_name(one) for one in old} & {_name(one) for one in new}
    later = {_name(one): one for one in new if _name(one) in names}
    for one in old:
        if _name(one) in names and one.due != later[_name(one)].due:
            yield one, later[_name(one)]
    days = {one.due for one in old} & {one.due for one in new}
    gone = [one for one in old if _name(one) not in names and one.due not in days]
    come = [one for one in new if _name(one) not in names and one.due not in days]
    for was, becomes in zip_longest(gone, come):
        alone = was if becomes is None else becomes if was is None else None
        ahead = new if becomes is None else old
        if alone is None or alone.due <= day or not any(one.due > day for one in ahead):
            yield was, becomes


def _name(one: Occurrence) -> tuple[date, int]:
    """What tells an occurrence apart: the day that names it, and which of that day it is."""
    return one.period, one.number


def _order(move: Move) -> tuple[int, date, tuple[str, int]]:
    return move.level, move.new or move.old or date.max, ref_key(move.ref)
