"""Instruments: what obligations arise under."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from model.days.calendar import WEEKENDS
from model.days.operation import Convention, Step
from model.record.base import Id, Problem, Record, Value
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Deadline,
    Earliest,
    Every,
    Latest,
    ObligationAnchor,
    On,
    anchors_of,
    calendar_problems,
    dated_parts,
    is_promptly,
    step_problems,
    time_problems,
)

InstrumentKind = Literal[
    "agreement", "amendment", "waiver letter", "acknowledgment", "statute", "order", "filing", "other"
]
SourceRank = Literal["executed instrument", "summary"]


class NoticeMethod(Value, frozen=True, kw_only=True):
    """One way to give notice, and when a notice so sent is deemed received: steps from the day it is sent.

    No step means on the day itself; ``words`` are those of the clause.
    """

    method: str
    receipt: tuple[Step, ...] = ()
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """A method has a name, and its steps say something certain."""
        if not self.method.strip():
            yield Problem("notice", "Name the method: courier, first-class mail, e-mail.")
        if self.receipt:
            yield from step_problems("notice", self.receipt)


class NoticeClause(Value, frozen=True, kw_only=True):
    """How notice is given under an instrument, in the clause's own terms, and by which methods.

    ``of_default``: how long after a default of one's own the other side is told of it, where the instrument says so;
    ``of_default_words`` are the words that say it.
    """

    address: str = ""
    method: str = ""
    deemed_receipt: str = ""
    copy_to: str = ""
    methods: tuple[NoticeMethod, ...] = ()
    of_default: tuple[Step, ...] = ()
    of_default_words: str = ""

    def problems(self) -> Iterator[Problem]:
        """Each method is sound and named once, and the time for a notice of default says something certain."""
        if self.of_default:
            yield from step_problems("notice", self.of_default)
        for method in self.methods:
            yield from method.problems()
        if len({method.method.casefold() for method in self.methods}) < len(self.methods):
            yield Problem("notice", "The same method stands twice. Remove one.")


class InForceWhen(Value, frozen=True, kw_only=True):
    """What must come before an instrument is in force: obligations satisfied, or one of several, and events.

    It is in force from the first day on which all are met, for good. ``effective``: the day as of which it then counts
    what runs from its coming into force ("effective as of the date first above written"); without it, that first day.
    """

    needs: tuple[Need, ...] = ()
    events: tuple[Id, ...] = ()
    effective: date | None = None
    words: str = ""

    @property
    def obligations(self) -> tuple[Id, ...]:
        """Every obligation that is a condition, or one of several."""
        return tuple(dict.fromkeys(target for need in self.needs for target in need.one_of))

    def problems(self) -> Iterator[Problem]:
        """It names at least one condition, and each of several names something."""
        if not (self.needs or self.events):
            yield Problem("in_force_when", "Name what must come first, or clear the conditions of coming into force.")
        if any(not need.one_of for need in self.needs):
            yield Problem("in_force_when", "A condition names at least one obligation. Choose it, or remove the line.")


class Instrument(Record, frozen=True, kw_only=True):
    """An agreement, amendment, waiver letter, statute, order or filing.

    It is in force from ``in_force_from``, else from its own day, else always; where ``in_force_when`` has conditions,
    once they are met too. ``in_force_until`` is its last day; ``ends`` is a deadline whose day is its last ("one
    Business Day after notice"); of both, the earlier.
    Its ``calendars``, ``roll``, ``cutoff`` and ``zone`` are its own Business Day, by which its obligations count;
    ``roll_rule`` is the rule of the rulebook that its ``roll`` is from, where a statute of its governing law moves a
    closed day, not its own words.
    ``counts`` is how it counts plain "days", where it says so. ``source_rank`` says whether we hold the executed
    instrument or only a summary of it.
    """

    title: str
    kind: InstrumentKind = "agreement"
    short_title: str = ""
    day: Day | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    in_force_when: InForceWhen | None = None
    ends: Deadline | None = None
    parties: tuple[Id, ...] = ()
    governing_law: str = ""
    amends: Id | None = None
    calendars: tuple[str, ...] = ()
    roll: Convention = "none"
    roll_rule: str = ""
    counts: Literal["", "calendar", "business"] = ""
    zone: str = ""
    cutoff: str = ""
    notice: NoticeClause | None = None
    source_rank: SourceRank = "executed instrument"
    notes: str = ""

    @property
    def short(self) -> str:
        """The title that fits a table."""
        return self.short_title or self.title

    @property
    def conditional(self) -> bool:
        """Whether its coming into force or its end hangs on something else."""
        return self.in_force_when is not None or self.ends is not None

    @property
    def begins(self) -> date | None:
        """The first day it is in force, or None where it always was."""
        return self.in_force_from or (self.day.on if self.day else None)

    def problems(self) -> Iterator[Problem]:
        """A title, known calendars, an end not before the beginning, and no amendment of itself."""
        if not self.title.strip():
            yield Problem("title", "An instrument needs a title.")
        if self.amends == self.id:
            yield Problem("amends", "An instrument does not amend itself. Choose another.")
        if self.begins and self.in_force_until and self.in_force_until < self.begins:
            yield Problem("in_force_until", "It ends before it is in force. Correct one of the two days.")
        yield from self._term_problems()
        if self.roll_rule and self.roll == "none":
            yield Problem("roll_rule", "A law that moves closed days is named, but they are not moved. Clear one.")
        yield from calendar_problems("calendars", self.calendars)
        if self.notice:
            yield from self.notice.problems()
        yield from time_problems("cutoff", self.cutoff, self.zone, zone_field="zone")

    def _term_problems(self) -> Iterator[Problem]:
        if self.in_force_when:
            yield from self.in_force_when.problems()
        if self.ends is None:
            return
        if not isinstance(self.ends, On | After | Earliest | Latest):
            yield Problem("ends", "An end is a day, or counted from one. Choose a deadline that has a day.")
            return
        if is_promptly(self.ends) or any(isinstance(part, After) and part.opens for part in dated_parts(self.ends)):
            yield Problem("ends", "An end has no window and is not “promptly”. Clear them.")
        if any(isinstance(anchor, ObligationAnchor) and anchor.of == "missed" for anchor in anchors_of(self.ends)):
            yield Problem("ends", "An instrument does not end by a miss. Count from a notice or another event.")
        yield from (Problem("ends", problem.message) for problem in self.ends.problems())


def calendars_of(instrument: Instrument | None) -> tuple[str, ...]:
    """The business-day calendars that count under an instrument; without any of its own, weekends alone are closed."""
    return instrument.calendars if instrument and instrument.calendars else WEEKENDS


def calendars_for(part: After[Anchor] | Every, instrument: Instrument | None) -> tuple[str, ...]:
    """The calendars that a deadline counts by: its own, or those of its instrument where it has none."""
    return part.calendars or calendars_of(instrument)
