"""What a deadline says once it is read: one of six forms, each complete in itself.

>>> Stated(date(2027, 6, 30), before=True).before
True
>>> Recurring("FREQ=MONTHLY")
Traceback (most recent call last):
model.errors.DayError: The recurrence does not say on which day. Say it, or from which day it counts.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from model.days.iso import check_day
from model.days.notation.letters import tidy
from model.days.operation import Step, check_steps
from model.days.recurrence import check_rule
from model.days.undated import UndatedReason
from model.days.zone import check_zone
from model.errors import DayError

Reason: TypeAlias = UndatedReason
Pick: TypeAlias = Literal["earlier", "later"]

_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_ORDER: Final = (
    "FREQ", "INTERVAL", "COUNT", "WKST", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS",
)  # fmt: skip


class Stated(Struct, frozen=True):
    """A day that is stated. `before`: the day itself is too late. `time` is HH:MM by the clock of `zone`.

    `promptly`: owed promptly, and on that day at the latest (a long stop).
    """

    day: date
    before: bool = False
    time: str = ""
    zone: str = ""
    not_earlier_than: date | None = None
    promptly: bool = False

    def __post_init__(self) -> None:
        check_day(self.day)
        _check_limits(self.time, self.zone, self.not_earlier_than)
        if self.not_earlier_than and self.not_earlier_than > self.day:
            raise DayError("“Not earlier than” lies after the due day. Correct one of the two.")


class Counted(Struct, frozen=True):
    """Steps counted from an anchor, by its name or its day; without `calendars`, those of the instrument.

    `promptly`: owed promptly, and on that day at the latest (a long stop). `opens`: steps from the same anchor to
    the first day on which it may be done (a window: “not more than 60 nor less than 30 days before the meeting”).
    """

    steps: tuple[Step, ...]
    anchor: str | date
    calendars: tuple[str, ...] = ()
    time: str = ""
    zone: str = ""
    not_earlier_than: date | None = None
    promptly: bool = False
    opens: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        check_steps(self.steps)
        if self.opens:
            check_steps(self.opens)
        _tidy_names(self)
        if not self.anchor:
            raise DayError("The deadline does not say from what it counts. Name an event, or a day.")
        _check_limits(self.time, self.zone, self.not_earlier_than)


class Recurring(Struct, frozen=True):
    """Again and again: by an RFC 5545 `rule`, or with each occurrence of `anchor`; each day then takes `steps`.

    The rule is kept in a fixed order of its parts, its end as `until`. A rule that does not place its own days
    needs `start`, the day of its first occurrence, or `start_event`, the event on whose day it starts; `until_event`
    is the event with which it ends. `promptly`, `opens`, and `time` by the clock of `zone` hold of each occurrence, as
    in `Counted`.
    """

    rule: str = ""
    start: date | None = None
    until: date | None = None
    steps: tuple[Step, ...] = ()
    anchor: str = ""
    calendars: tuple[str, ...] = ()
    promptly: bool = False
    opens: tuple[Step, ...] = ()
    start_event: str = ""
    until_event: str = ""
    time: str = ""
    zone: str = ""

    def __post_init__(self) -> None:
        _tidy_names(self)
        _tidy_ends(self, "start_event", "until_event")
        _check_limits(self.time, self.zone, None)
        if self.opens:
            check_steps(self.opens)
        if bool(self.rule) == bool(self.anchor):
            raise DayError("A recurrence follows a rule, or each occurrence of an event: one of the two.")
        if self.steps:
            check_steps(self.steps)
        if self.rule:
            _order_rule(self)
        for day in (self.start, self.until):
            if day is not None:
                check_day(day)
        if self.start and self.until and self.until < self.start:
            raise DayError("The recurrence ends before it starts. Correct one of the two days.")
        _check_ends(self.start, self.start_event, self.until, self.until_event)
        if self.start_event and not self.rule:
            raise DayError("What comes with each occurrence of an event starts with it. Leave out the start.")
        if self.rule and self.start is None and not self.start_event:
            check_placed(self.rule)


class Several(Struct, frozen=True):
    """The earlier or the later of at least two days; `promptly`, and on it at the latest (a long stop)."""

    pick: Pick
    of: tuple[Stated | Counted, ...]
    promptly: bool = False

    def __post_init__(self) -> None:
        if len(self.of) < 2:
            raise DayError("The earlier or later of several needs at least two days.")


class Undated(Struct, frozen=True):
    """No day, and why; `words` are the source's own where they say more than the reason."""

    reason: Reason
    words: str = ""

    def __post_init__(self) -> None:
        words = tidy(self.words)
        force_setattr(self, "words", "" if words == self.reason else words)


class Continuing(Struct, frozen=True):
    """At all times, from `since` to the end of `until`, where they are stated, or between the days of two events.

    `words` are the source's own where they say how long in another way ("so long as any Loan is outstanding").
    """

    since: date | None = None
    until: date | None = None
    words: str = ""
    since_event: str = ""
    until_event: str = ""

    def __post_init__(self) -> None:
        _tidy_ends(self, "words", "since_event", "until_event")
        _check_ends(self.since, self.since_event, self.until, self.until_event)
        for day in (self.since, self.until):
            if day is not None:
                check_day(day)
        if self.since and self.until and self.until < self.since:
            raise DayError("The time ends before it begins. Correct one of the two days.")


Said: TypeAlias = Stated | Counted | Recurring | Several | Undated | Continuing


def rule_parts(rule: str) -> dict[str, str]:
    """The parts of a rule by their names, in their order.

    >>> rule_parts("FREQ=MONTHLY;BYMONTHDAY=-1")
    {'FREQ': 'MONTHLY', 'BYMONTHDAY': '-1'}
    """
    return dict(part.split("=", 1) for part in rule.split(";"))


def join_parts(parts: dict[str, str]) -> str:
    """The parts as a rule, in the order in which the notation keeps them."""
    return ";".join(f"{key}={parts[key]}" for key in _ORDER if key in parts)


def check_placed(rule: str) -> None:
    """Refuse, with DayError, a rule whose days hang on a start that it does not have."""
    parts = rule_parts(rule)
    if "COUNT" in parts:
        raise DayError("A number of times counts from a first day. Say from which day.")
    if "INTERVAL" in parts:
        raise DayError("The recurrence leaves days out. Say from which day it counts.")
    if parts["FREQ"] != "DAILY" and not {"BYMONTHDAY", "BYDAY", "BYYEARDAY"} & set(parts):
        raise DayError("The recurrence does not say on which day. Say it, or from which day it counts.")


def _order_rule(said: Recurring) -> None:
    """The rule with its parts in order, plain numbers, and its end told by `until`."""
    check_rule(said.rule)
    parts = {key: re.sub(r"\+?\b0*([1-9])", r"\1", value) for key, value in rule_parts(said.rule).items()}
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if end := parts.pop("UNTIL", ""):
        last = date(int(end[:4]), int(end[4:6]), int(end[6:]))
        force_setattr(said, "until", min(last, said.until or last))
    force_setattr(said, "rule", join_parts(parts))


def _tidy_names(said: Counted | Recurring) -> None:
    if isinstance(said.anchor, str):
        force_setattr(said, "anchor", tidy(said.anchor))
    else:
        check_day(said.anchor)
    force_setattr(said, "calendars", tuple(dict.fromkeys(said.calendars)))


def _tidy_ends(said: Recurring | Continuing, *fields: str) -> None:
    for field in fields:
        force_setattr(said, field, tidy(getattr(said, field)))


def _check_ends(first: date | None, first_event: str, last: date | None, last_event: str) -> None:
    if first and first_event:
        raise DayError("It starts on a day or with an event, not both. Leave one out.")
    if last and last_event:
        raise DayError("It ends on a day or with an event, not both. Leave one out.")


def _check_limits(time: str, zone: str, first: date | None) -> None:
    if time and not _TIME.fullmatch(time):
        raise DayError(f"“{time}” is no time of day. Write it as 17:30.")
    if bool(time) != bool(zone):
        raise DayError("A time of day and its zone belong together. Say both, as in by 17:30 Eastern time.")
    if zone:
        check_zone(zone)
    if first is not None:
        check_day(first)
