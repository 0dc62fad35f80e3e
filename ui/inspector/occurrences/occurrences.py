"""The occurrences of a series as the inspector's rows: past ones that are open, those to come, those settled.

No Qt here. What is open is always in the rows, however long ago it was due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from model.assess.due import Occasion, horizon, occasions_of
from model.assess.own import NOTHING, Own, own_facts
from model.assess.standing import PERFORMED, SETTLED, Occurrence, Standing, mark_of
from model.days.wording import say_count, say_day, say_distance
from model.errors import DayError
from model.outlook.today.open_occurrences import open_count
from model.record.deadline import Changed, Every
from model.record.fact import Cancelled, Fact
from model.record.obligation import Obligation
from model.wording.standings import money_text
from ui.frame.standing import word_of_key
from ui.inspector.occurrences.testdates import TestDateOutcome, outcomes_of
from ui.inspector.reading import RecordInView

COMING = 6
"""How many occurrences to come are shown; those that differ from the series are shown beyond them as well."""
SOON = 14
TO_COME = "to come"
NOT_OWED = "not owed"

Place = Literal["past", "coming", "settled"]
Act = Literal["record", "move", "strike", "back", "following"]


class OccurrenceRow(NamedTuple):
    """One occurrence: the day that names it, its due day (None: not owed), and the day that the series gives it.

    ``key`` is that of its shape and colour, nothing for what is only to come; ``acts`` is what can be done with it.
    """

    period: date
    due: date | None
    computed: date
    place: Place
    key: str
    word: str
    distance: str = ""
    near: bool = False
    notes: tuple[str, ...] = ()
    acts: frozenset[Act] = frozenset()

    @property
    def day(self) -> date:
        """The day it stands at."""
        return self.due or self.computed

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(filter(None, (say_day(self.day), self.word, self.distance, *self.notes)))


class Occurrences(NamedTuple):
    """The rows of a series, each group by its days; the latest settled one first."""

    past: tuple[OccurrenceRow, ...] = ()
    coming: tuple[OccurrenceRow, ...] = ()
    settled: tuple[OccurrenceRow, ...] = ()
    note: str = ""

    @property
    def settled_words(self) -> str:
        """What the settled ones are counted as."""
        return f"{len(self.settled):,} settled"


def occurrences_of(sight: RecordInView) -> Occurrences | None:
    """The occurrences of a recurring obligation; None where it does not recur."""
    node = sight.node
    if not isinstance(node, Obligation) or not isinstance(node.deadline, Every):
        return None
    try:
        rows = list(_Series(sight, node, node.deadline).rows())
    except DayError as error:
        return Occurrences(note=str(error))
    groups: dict[Place, list[OccurrenceRow]] = {"past": [], "coming": [], "settled": []}
    for row in sorted(rows, key=lambda row: (row.day, row.period)):
        groups[row.place].append(row)
    note = open_count(sight.position) if rows else "none falls due"
    return Occurrences(tuple(groups["past"]), tuple(groups["coming"]), tuple(reversed(groups["settled"])), note)


class _Series:
    """A series on the day of a sight, with what is recorded of each of its occurrences."""

    def __init__(self, sight: RecordInView, node: Obligation, series: Every) -> None:
        self.sight, self.node, self.series = sight, node, series
        self.day = sight.assessment.day
        self.through = horizon(self.day)
        self.standings: Mapping[date, Occurrence] = {one.period: one for one in sight.position.occurrences}
        self.changes: Mapping[date, Changed] = {change.occurrence: change for change in series.changed}
        known = sight.docket.facts_about.get(node.id, ())
        self.facts: tuple[Fact, ...] = tuple(fact for fact in known if fact.day.on <= self.day)
        plain = replace(node, deadline=replace(series, changed=()))
        self.computed = {one.period: one.due for one in occasions_of(sight.docket, plain, self.through)}
        self.first = min(self.computed, default=None)
        self.owed = occasions_of(sight.docket, node, self.through)
        ahead = [one.period for one in self.owed if one.due > self.day]
        self.near = {*ahead[:COMING], *self.changes}
        self.cancelled = {fact.occurrence for fact in self.facts if isinstance(fact.what, Cancelled)}
        # On whatever day: what happened to an occurrence is not struck out with it.
        self.recorded = {fact.occurrence for fact in known}

    def rows(self) -> Iterator[OccurrenceRow]:
        yield from self._tests() if self.node.continuing else self._dues()
        owed = {one.period for one in self.owed}
        for period, change in self.changes.items():
            if period in self.computed and period not in owed:
                yield self._struck_out(period, change)

    # --------------------------------------------------------------------------------- what is to be done

    def _dues(self) -> Iterator[OccurrenceRow]:
        own = self._own_facts()
        ended = False
        for one in self.owed:
            standing = self._standing_of(one, own)
            if one.due > self.day and standing is Standing.RELEASED and one.period not in self.cancelled:
                # Released as a whole: its instrument has ended, it is replaced, or an alternative was performed.
                ended = True
            if not ended and (one.due <= self.day or one.period in self.near):
                yield self._due_row(one, standing, own[one.period])

    def _own_facts(self) -> Mapping[date, Own]:
        """What is recorded of each; what names no occurrence counts for all of them."""
        named: dict[date, list[Fact]] = {}
        for fact in self.facts:
            if fact.occurrence is not None:
                named.setdefault(fact.occurrence, []).append(fact)
        whole = [fact for fact in self.facts if fact.occurrence is None]
        common = own_facts(self.node, tuple(whole), self.day) if whole else NOTHING
        return {
            one.period: self._own_of([*whole, *named[one.period]], one.opens) if one.period in named else common
            for one in self.owed
        }

    def _own_of(self, facts: Sequence[Fact], opens: date) -> Own:
        return own_facts(self.node, tuple(sorted(facts, key=lambda fact: fact.day.on)), self.day, opens)

    def _standing_of(self, one: Occasion, own: Mapping[date, Own]) -> Standing | None:
        """How it stands; None for what is only to come."""
        known = self.standings.get(one.period)
        if known is not None:
            return known.standing
        if own[one.period].done is not None:
            return Standing.SATISFIED
        return Standing.OPEN if one.due <= self.day else None

    def _due_row(self, one: Occasion, standing: Standing | None, own: Own) -> OccurrenceRow:
        key = mark_of(self.node, standing) if standing else ""
        settled = standing in SETTLED
        place: Place = "coming" if one.due > self.day or (one.due == self.day and not settled) else "past"
        left = (one.due - self.day).days
        return OccurrenceRow(
            period=one.period,
            due=one.due,
            computed=self.computed[one.period],
            place="settled" if settled and place == "past" else place,
            key=key,
            word=word_of_key(key) if key else TO_COME,
            distance=_distance(one, standing, own, left),
            near=0 <= left <= SOON and not settled,
            notes=tuple(self._notes(one, tuple(self._done_words(one, own, standing)))),
            acts=self._acts(one.period),
        )

    def _done_words(self, one: Occasion, own: Own, standing: Standing | None) -> Iterator[str]:
        """What happened, and on which day where that is not the due day."""
        amount = self.node.amount
        if own.done == one.due and standing is Standing.SATISFIED:
            return
        if own.done is not None:
            yield f"performed {say_day(own.done)}"
        elif own.brought is not None and amount is not None:
            whole = money_text(amount.number, amount.currency)
            yield f"performed {money_text(own.brought, amount.currency)} of {whole}"
        elif own.part is not None:
            yield f"performed in part {say_day(own.part)}"
        if own.not_performed is not None and own.done is None:
            yield "confirmed not performed"
        if own.cancelled is not None:
            yield f"cancelled {say_day(own.cancelled)}"
        if standing is Standing.SUBMITTED and own.submissions:
            yield f"submitted {say_day(own.submissions[-1].day)}"

    # ------------------------------------------------------------------------------------- what is tested

    def _tests(self) -> Iterator[OccurrenceRow]:
        """The test dates of a covenant: each with the reading that was taken for it, or what its figures say."""
        found = outcomes_of(self.sight.docket, self.node, self.facts, self.owed, self.day)
        last_good = max((one.day for one in found.values() if one.met), default=date.min)
        for one in self.owed:
            if one.due <= self.day or one.period in self.near:
                yield self._test_row(one, found.get(one.period), last_good)

    def _test_row(self, one: Occasion, outcome: TestDateOutcome | None, last_good: date) -> OccurrenceRow:
        come = one.due <= self.day
        met = outcome.met if outcome else None
        settled = outcome is not None and met is not None and (met or outcome.day < last_good)
        left = (one.due - self.day).days
        return OccurrenceRow(
            period=one.period,
            due=one.due,
            computed=self.computed[one.period],
            place="settled" if settled and come else "past" if come else "coming",
            key={True: "in_compliance", False: "failing", None: "untested" if come else ""}[met],
            word={True: "met", False: "not met", None: "untested" if come else TO_COME}[met],
            distance=say_distance(left) if met is None else "",
            near=0 <= left <= SOON,
            notes=tuple(self._notes(one, outcome.notes if outcome else ())),
            acts=self._acts(one.period),
        )

    # ------------------------------------------------------------------------------------ what they share

    def _struck_out(self, period: date, change: Changed) -> OccurrenceRow:
        computed = self.computed[period]
        return OccurrenceRow(
            period=period,
            due=None,
            computed=computed,
            place="coming" if computed > self.day else "settled",
            key="released",
            word=NOT_OWED,
            notes=tuple(self._notes(Occasion(period, computed), [change.reason])),
            acts=self._acts(period) - {"record", "strike"},
        )

    def _notes(self, one: Occasion, done: Sequence[str]) -> Iterator[str]:
        """What it is for, what was done, and why it differs."""
        computed = self.computed[one.period]
        if computed != one.period:
            yield f"for {say_day(one.period)}"
        yield from done
        change = self.changes.get(one.period)
        if change is not None and change.due is not None:
            yield f"moved from {say_day(computed)}: {change.reason}"

    def _acts(self, period: date) -> frozenset[Act]:
        acts: set[Act] = {"record", "move"}
        if period not in self.recorded:
            acts.add("strike")
        if period in self.changes:
            acts.add("back")
        if period != self.first:
            acts.add("following")
        return frozenset(acts)


def _distance(one: Occasion, standing: Standing | None, own: Own, left: int) -> str:
    """How far off it is, or how late it was done."""
    if own.done is None or standing not in PERFORMED:
        return "" if standing in SETTLED else say_distance(left)
    days = (own.done - one.due).days
    if days == 0:
        return "on the day"
    if days < 0:
        return f"{say_count(-days, 'day')} early"
    return f"{say_count(days, 'day')} late" if standing is Standing.SATISFIED_LATE else "in time, extended"
