"""The forms that a deadline takes, generic in what it counts from.

A record holds an anchor by its id (:mod:`model.record.deadline`), the notation by the name that counsel wrote
(:mod:`model.days.notation.named_deadline`). A name is never stored for an id: they are different types, and the door
of the records refuses the one for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Final, Generic, Literal, TypeAlias, TypeVar

from model.days.calendar import WEEKENDS, Calendar, known_calendars, named
from model.days.operation import Hours, Step, check_steps
from model.days.recurrence import check_rule
from model.days.step import work_out
from model.days.undated import NOT_STATED, UndatedReason
from model.days.value import Problem, Value
from model.days.zone import check_zone
from model.errors import DayError

A_co = TypeVar("A_co", covariant=True)
B = TypeVar("B")
Pick: TypeAlias = Literal["earlier", "later"]

ANY_ZONE = "UTC"
"""Stands in, for :func:`time_problems`, where no zone means that of the machine."""

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Day(Value, frozen=True, kw_only=True):
    """A date, with the source's own words where it is not exact.

    "July 1996" is ``Day(on=date(1996, 7, 31), words="July 1996")``: it counts from the last day it can mean, and
    before that day the reasons say that it may already have happened.
    """

    on: date
    words: str = ""

    @property
    def exact(self) -> bool:
        """Whether the source names the day itself."""
        return not self.words


class On(Value, frozen=True, kw_only=True, tag_field="form", tag="on"):
    """By a stated day. ``strictly_before``: the day itself is too late.

    ``promptly``, here and in every other dated form: owed promptly, and on its day at the latest (a long stop).
    """

    day: Day
    strictly_before: bool = False
    not_earlier_than: date | None = None
    time: str = ""
    zone: str = ""
    promptly: bool = False

    def problems(self) -> Iterator[Problem]:
        """A time is HH:MM and has a zone; the earliest day is not after the due day."""
        yield from time_problems("deadline", self.time, self.zone)
        if self.not_earlier_than and self.not_earlier_than > self.day.on:
            yield Problem("deadline", "“Not earlier than” lies after the due day. Correct one of the two.")


class After(Value, Generic[A_co], frozen=True, kw_only=True, tag_field="form", tag="after"):
    """Steps counted from an anchor, in order: 45 days after quarter end, then to the next business day.

    ``calendars`` stand in for those of the instrument; ``rulebook`` is the id of the rule that the steps are from.
    ``opens`` are steps from the same anchor to the first day on which it may be done: not less than 30 nor more than
    60 days before the meeting. That day itself is in time.
    """

    anchor: A_co
    steps: tuple[Step, ...]
    opens: tuple[Step, ...] = ()
    calendars: tuple[str, ...] = ()
    rulebook: str = ""
    not_earlier_than: date | None = None
    time: str = ""
    zone: str = ""
    promptly: bool = False
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """The steps say something certain, over calendars that are known; a window opens before it closes."""
        yield from time_problems("deadline", self.time, self.zone)
        yield from step_problems("deadline", self.steps)
        yield from calendar_problems("deadline", self.calendars)
        yield from window_problems(self.opens, self.steps, self.calendars)

    def counted_from(self, anchor: B, *, rulebook: str = "", words: str = "") -> After[B]:
        """The same count from another anchor; what no notation says, the rule and the source's words, is told anew."""
        return After(
            anchor=anchor,
            steps=self.steps,
            opens=self.opens,
            calendars=self.calendars,
            rulebook=rulebook,
            not_earlier_than=self.not_earlier_than,
            time=self.time,
            zone=self.zone,
            promptly=self.promptly,
            words=words,
        )


class SeriesForm(Value, frozen=True, kw_only=True):
    """What comes again and again, whatever event it comes with: :class:`model.record.deadline.Every` holds one.

    ``until`` is the last day that may name an occurrence. ``steps`` lead from the day that names an occurrence to its
    due day, ``opens`` to the first day on which it may be done; ``promptly`` holds of each occurrence.
    """

    rule: str = ""
    start: date | None = None
    until: date | None = None
    steps: tuple[Step, ...] = ()
    opens: tuple[Step, ...] = ()
    calendars: tuple[str, ...] = ()
    promptly: bool = False

    def problems(self) -> Iterator[Problem]:
        """The end is not before the start, and the steps say something certain."""
        if self.until and self.start and self.until < self.start:
            yield Problem("deadline", "The recurrence ends before it starts. Correct one of the two days.")
        if self.steps:
            yield from step_problems("deadline", self.steps)

    def without_event(self) -> dict[str, Any]:
        """What it says whatever it comes with, by the names of the fields."""
        return {name: getattr(self, name) for name in SeriesForm.__struct_fields__}

    def recurrence_problems(self, event: str | None) -> Iterator[Problem]:
        """It recurs with ``event`` or by a rule, and the rule can be read."""
        if event:
            if self.rule:
                yield Problem("deadline", "It recurs with its event or by a rule of its own, not both. Clear one.")
            return
        if not self.rule:
            yield Problem("deadline", "Say how often: a recurrence rule, or an event that recurs.")
            return
        try:
            check_rule(self.rule)
        except DayError as error:
            yield Problem("deadline", str(error))


class SpanForm(Value, frozen=True, kw_only=True):
    """What goes on at all times, however its ends are given besides: :class:`While` is what a record holds."""

    since: date | None = None
    until: date | None = None
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """The end is not before the beginning."""
        if self.since and self.until and self.until < self.since:
            yield Problem("deadline", "The time ends before it begins. Correct one of the two days.")


class While(SpanForm, frozen=True, kw_only=True, tag_field="form", tag="while"):
    """Continuing from ``since`` (or from the instrument's day) to ``until``, inclusive, or until released."""


Dated: TypeAlias = On | After[A_co]


class Earliest(Value, Generic[A_co], frozen=True, kw_only=True, tag_field="form", tag="earliest"):
    """The earliest of several days; a day not yet known does not hold up the others."""

    pick: ClassVar[Pick] = "earlier"
    of: tuple[Dated[A_co], ...]
    promptly: bool = False
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """At least two, each sound."""
        yield from _several(self.of)


class Latest(Value, Generic[A_co], frozen=True, kw_only=True, tag_field="form", tag="latest"):
    """The latest of several days; unknown until every one of them is known."""

    pick: ClassVar[Pick] = "later"
    of: tuple[Dated[A_co], ...]
    promptly: bool = False
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """At least two, each sound."""
        yield from _several(self.of)


class Open(Value, frozen=True, kw_only=True, tag_field="form", tag="open"):
    """No day, and why. Never missed by time alone; the obligation says when it is looked at again."""

    reason: UndatedReason = NOT_STATED
    words: str = ""


def several_of(pick: Pick, of: tuple[Dated[B], ...], *, promptly: bool = False) -> Earliest[B] | Latest[B]:
    """The earlier or the later of several days."""
    return Earliest(of=of, promptly=promptly) if pick == "earlier" else Latest(of=of, promptly=promptly)


Form: TypeAlias = On | After[A_co] | SeriesForm | SpanForm | Earliest[A_co] | Latest[A_co] | Open
"""A deadline, whatever it counts from."""


def time_problems(field: str, time: str, zone: str, *, zone_field: str = "") -> Iterator[Problem]:
    """A time of day is HH:MM on 24 hours and names its zone; a zone is one of the IANA database."""
    if time and not _TIME.fullmatch(time):
        yield Problem(field, f"“{time}” is no time of day. Write it as 17:30.")
    if time and not zone:
        yield Problem(zone_field or field, "A time of day needs its zone, such as America/Denver.")
    if zone:
        try:
            check_zone(zone)
        except DayError as error:
            yield Problem(zone_field or field, str(error))


def step_problems(field: str, steps: tuple[Step, ...]) -> Iterator[Problem]:
    """Steps are at least one, and each says something certain."""
    try:
        check_steps(steps)
    except DayError as error:
        yield Problem(field, str(error))


def calendar_problems(field: str, names: tuple[str, ...]) -> Iterator[Problem]:
    """Each calendar is one that Duly has."""
    for name in names:
        if name not in known_calendars():
            known = ", ".join(known_calendars())
            yield Problem(field, f"“{name}” is no calendar that Duly knows. Choose from {known}.")


_SAMPLED: Final = tuple(date(2023, month, 14) for month in range(1, 13))
"""Days of every weekday and month, from which a window is tried. 2023 is no leap year and lies in every calendar."""


def window_problems(opens: tuple[Step, ...], steps: tuple[Step, ...], calendars: tuple[str, ...]) -> Iterator[Problem]:
    """A window says when it opens, and that is not after the day on which it closes, wherever it counts from."""
    if not opens:
        return
    try:
        check_steps(opens)
        tried = [_window_from(day, opens, steps, named(calendars or WEEKENDS)) for day in _SAMPLED]
    except DayError as error:
        yield Problem("deadline", str(error))
        return
    if all(opening > due for opening, due in tried):
        yield Problem("deadline", "The window opens after the due day. Correct one of the two.")


def _window_from(day: date, opens: tuple[Step, ...], steps: tuple[Step, ...], calendar: Calendar) -> tuple[date, date]:
    """Where a window opens and closes that counts from ``day``, or from noon on it where hours are counted."""
    start = datetime.combine(day, time(12), UTC) if any(isinstance(one, Hours) for one in (*opens, *steps)) else day
    due = work_out(steps, start, calendar)[-1].day if steps else day
    return work_out(opens, start, calendar)[-1].day, due


def _several(parts: tuple[Dated[A_co], ...]) -> Iterator[Problem]:
    yield from number_problems(parts)
    for part in parts:
        yield from part.problems()
        if part.promptly:
            yield Problem("deadline", "“Promptly” belongs to the whole deadline, not to one of its days. Set it there.")
        if isinstance(part, After) and part.opens:
            yield Problem("deadline", "No day of the earlier or later of several has a window of its own. Remove it.")


def number_problems(parts: tuple[object, ...]) -> Iterator[Problem]:
    """There are at least two days to choose from."""
    if len(parts) < 2:
        yield Problem("deadline", "The earlier or later of several needs at least two days.")


def is_promptly(deadline: Form[object] | None) -> bool:
    """Whether its day is a long stop: owed promptly, and by then at the latest."""
    return isinstance(deadline, On | After | SeriesForm | Earliest | Latest) and deadline.promptly


def dated_parts(deadline: Form[A_co] | None) -> tuple[Dated[A_co], ...]:
    """The single days that a deadline is made of: itself, its parts, or none."""
    if isinstance(deadline, Earliest | Latest):
        return deadline.of
    return (deadline,) if isinstance(deadline, On | After) else ()
