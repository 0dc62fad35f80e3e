"""The forms a deadline takes, and what a clock starts from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Final, Literal

from model.days.calendar import WEEKENDS, Calendar, known_calendars, named
from model.days.operation import Hours, Step, check_steps
from model.days.recurrence import check_rule
from model.days.step import work_out
from model.days.undated import NOT_STATED, UndatedReason
from model.days.zone import check_zone
from model.errors import DayError
from model.record.base import Id, Problem, Value
from model.record.day import Day

OpenReason = UndatedReason

ANY_ZONE = "UTC"
"""Stands in, for :func:`time_problems`, where no zone means that of the machine."""

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class EventAnchor(Value, frozen=True, kw_only=True, tag_field="on", tag="event"):
    """The day on which an event happens."""

    event: Id


class ObligationAnchor(Value, frozen=True, kw_only=True, tag_field="on", tag="obligation"):
    """A day of another obligation: that of its performance, of its miss, or its due day."""

    obligation: Id
    of: Literal["performed", "missed", "due"] = "performed"


Anchor = EventAnchor | ObligationAnchor


class Start(Value, frozen=True, kw_only=True):
    """What an obligation begins with: one thing, or the earlier or later of several."""

    of: tuple[Anchor, ...]
    pick: Literal["earlier", "later"] = "earlier"
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """A start names at least one thing."""
        if not self.of:
            yield Problem("starts", "Choose the event or obligation it starts with, or clear the start.")


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


class After(Value, frozen=True, kw_only=True, tag_field="form", tag="after"):
    """Steps counted from an anchor, in order: 45 days after quarter end, then to the next business day.

    ``calendars`` stand in for those of the instrument; ``rulebook`` is the id of the rule that the steps are from.
    ``opens`` are steps from the same anchor to the first day on which it may be done: not less than 30 nor more than
    60 days before the meeting. That day itself is in time.
    """

    anchor: Anchor
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


class Changed(Value, frozen=True, kw_only=True):
    """One occurrence that differs from its series: due on another day, or not owed at all (``due`` is None)."""

    occurrence: date
    due: date | None = None
    reason: str

    def problems(self) -> Iterator[Problem]:
        """A change says why."""
        if not self.reason.strip():
            yield Problem("deadline", "Say why this occurrence differs: the reason is shown beside its day.")


class Every(Value, frozen=True, kw_only=True, tag_field="form", tag="every"):
    """A series: an RFC 5545 recurrence, or each occurrence of a recurring event; each with its own facts and standing.

    An occurrence is named by the day that the rule or the event gives. It is due on that day, or where ``steps``
    count from it to; ``changed`` holds the occurrences that differ. ``until`` is the last day that may name one.
    ``calendars`` stand in for those of the instrument; ``rulebook`` is the id of the rule that the steps are from.
    ``promptly`` and ``opens`` hold of each occurrence: its window opens where those steps come to from the day that
    names it.
    """

    rule: str = ""
    start: date | None = None
    until: date | None = None
    event: Id | None = None
    steps: tuple[Step, ...] = ()
    opens: tuple[Step, ...] = ()
    calendars: tuple[str, ...] = ()
    rulebook: str = ""
    changed: tuple[Changed, ...] = ()
    promptly: bool = False
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """It recurs by one thing, the rule can be read, the end is not before the start, each change is once."""
        yield from self._recurrence_problems()
        if self.until and self.start and self.until < self.start:
            yield Problem("deadline", "The recurrence ends before it starts. Correct one of the two days.")
        if self.steps:
            yield from step_problems("deadline", self.steps)
        yield from calendar_problems("deadline", self.calendars)
        yield from window_problems(self.opens, self.steps, self.calendars)
        if len({change.occurrence for change in self.changed}) < len(self.changed):
            yield Problem("deadline", "The same occurrence is changed twice. Remove one.")
        for change in self.changed:
            yield from change.problems()

    def _recurrence_problems(self) -> Iterator[Problem]:
        if self.event:
            if self.rule:
                yield Problem("deadline", "It recurs with its event or by a rule of its own, not both. Clear one.")
            return
        if not self.rule:
            yield Problem("deadline", "Say how often: a recurrence rule, or an event that recurs.")
            return
        if self.start is None:
            yield Problem("deadline", "A recurrence needs the day of its first occurrence.")
        try:
            check_rule(self.rule)
        except DayError as error:
            yield Problem("deadline", str(error))


class While(Value, frozen=True, kw_only=True, tag_field="form", tag="while"):
    """Continuing from ``since`` (or from the instrument's day) to ``until``, inclusive, or until released."""

    since: date | None = None
    until: date | None = None
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """The end is not before the beginning."""
        if self.since and self.until and self.until < self.since:
            yield Problem("deadline", "The time ends before it begins. Correct one of the two days.")


Dated = On | After


class Earliest(Value, frozen=True, kw_only=True, tag_field="form", tag="earliest"):
    """The earliest of several days; a day not yet known does not hold up the others."""

    of: tuple[Dated, ...]
    promptly: bool = False
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """At least two, each sound."""
        yield from _several(self.of)


class Latest(Value, frozen=True, kw_only=True, tag_field="form", tag="latest"):
    """The latest of several days; unknown until every one of them is known."""

    of: tuple[Dated, ...]
    promptly: bool = False
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """At least two, each sound."""
        yield from _several(self.of)


class Open(Value, frozen=True, kw_only=True, tag_field="form", tag="open"):
    """No day, and why. Never missed by time alone; the obligation says when it is looked at again."""

    reason: OpenReason = NOT_STATED
    words: str = ""


Deadline = On | After | Every | While | Earliest | Latest | Open


class Override(Value, frozen=True, kw_only=True):
    """A due day set by hand. The computed day stays beside it, and recalculation leaves it alone."""

    day: date
    reason: str

    def problems(self) -> Iterator[Problem]:
        """An override says why."""
        if not self.reason.strip():
            yield Problem("override", "Say why the computed day is set aside: the reason is shown beside it.")


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


def _several(parts: tuple[Dated, ...]) -> Iterator[Problem]:
    if len(parts) < 2:
        yield Problem("deadline", "The earlier or later of several needs at least two days.")
    for part in parts:
        yield from part.problems()
        if part.promptly:
            yield Problem("deadline", "“Promptly” belongs to the whole deadline, not to one of its days. Set it there.")
        if isinstance(part, After) and part.opens:
            yield Problem("deadline", "No day of the earlier or later of several has a window of its own. Remove it.")


def is_promptly(deadline: Deadline | None) -> bool:
    """Whether its day is a long stop: owed promptly, and by then at the latest."""
    return isinstance(deadline, On | After | Every | Earliest | Latest) and deadline.promptly


def dated_parts(deadline: Deadline | None) -> tuple[Dated, ...]:
    """The single days that a deadline is made of: itself, its parts, or none."""
    if isinstance(deadline, Earliest | Latest):
        return deadline.of
    return (deadline,) if isinstance(deadline, On | After) else ()


def anchors_of(deadline: Deadline | None) -> tuple[Anchor, ...]:
    """Every anchor that a deadline counts from."""
    if isinstance(deadline, Every) and deadline.event:
        return (EventAnchor(event=deadline.event),)
    return tuple(part.anchor for part in dated_parts(deadline) if isinstance(part, After))
