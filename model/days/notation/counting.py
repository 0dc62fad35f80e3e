"""What is counted and from where: "45 days after", "the last day of the month of", each with its question."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.numbers import number, ordinal, place
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.yeardays import THE, month_day
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    CountDays,
    Fixed,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    MonthEnd,
    NextMonthDay,
    NthBusinessDayOfMonth,
    RegFdPromptly,
    Roll,
    Step,
)

Side: TypeAlias = Literal["after", "before", "of"]

PLAIN_LIMIT: Final = 31
"""Up to so many plain days are asked about; longer periods are calendar days everywhere."""

UNITS: Final = Phrases(
    "a unit, such as days",
    {
        **dict.fromkeys(("day", "days", "day's", "days'"), "day"),
        **dict.fromkeys(("calendar day", "calendar days", "calendar-day", "calendar-days"), "calendar day"),
        **dict.fromkeys(
            ("business day", "business days", "business day's", "business days'", "business-day", "business-days",
             "working day", "working days", "bd", "bds"), "business day"),
        **dict.fromkeys(
            ("trading day", "trading days", "banking day", "banking days", "bank day", "bank days", "court day",
             "court days"), "market day"),
        **dict.fromkeys(("clear day", "clear days"), "clear day"),
        **dict.fromkeys(("clear business day", "clear business days", "clear working days"), "clear business day"),
        **dict.fromkeys(("week", "weeks", "weeks'"), "week"),
        **dict.fromkeys(("fortnight", "fortnights"), "fortnight"),
        **dict.fromkeys(("month", "months", "calendar month", "calendar months", "months'"), "month"),
        **dict.fromkeys(("year", "years", "calendar year", "calendar years"), "year"),
        **dict.fromkeys(("hour", "hours", "hours'"), "hour"),
    },
    ("days", "business days", "calendar days", "months", "weeks", "years", "clear days", "hours"),
)  # fmt: skip
SIDES: Final[Phrases[Side]] = Phrases(
    "“after” or “before”",
    {
        **dict.fromkeys(("after", "following", "from", "from and after", "next following", "next after"), "after"),
        **dict.fromkeys(("before", "prior to", "preceding", "in advance of", "ahead of"), "before"),
        "of": "of",
    },
    ("after", "before"),
)
MONTH_ENDS: Final[Phrases[MonthEnd]] = Phrases(
    "a month-end policy",
    {
        "month end to month end": "sticky",
        "month-end to month-end": "sticky",
        "end of month": "sticky",
        "last business day to last business day": "sticky_business",
        "less a day": "day_before",
        "less one day": "day_before",
        "same number or last day": "clip",
    },
    ("month end to month end", "last business day to last business day", "less a day"),
)
FIRST_DAY_COUNTED: Final = Phrases(
    "“the first day counted”",
    dict.fromkeys(
        ("the first day counted", "first day counted", "counting the first day", "the first day included",
         "including the first day", "including that day", "counting that day"), True),
    ("the first day counted",),
)  # fmt: skip
_NOTICE: Final = Phrases("“notice”", dict.fromkeys(
    ("notice", "prior notice", "written notice", "prior written notice"), True))  # fmt: skip
_NOTICE_OF: Final = Phrases("“of”", dict.fromkeys(("of", "before", "prior to"), True))
_ONE: Final = Phrases("a number", {"a": 1, "an": 1})
_NEXT_DAY: Final = Phrases(
    "“the next”",
    dict.fromkeys(
        ("next", "next succeeding", "next following", "following", "immediately following", "immediately preceding"),
        True,
    ),
)
_DAY_KIND: Final = Phrases("“day”", {
    "day": "day", "calendar day": "calendar day", "business day": "business day", "working day": "business day",
    "clear day": "clear day"})  # fmt: skip
_LAST_DAY: Final = Phrases("“the last day of the month”", dict.fromkeys(
    ("last day of the month", "last day of the calendar month", "end of the month", "last day of month"), True),
    ("last day of the month",))  # fmt: skip
_OF_MONTH: Final = Phrases("“of the month”", dict.fromkeys(
    ("business day of the month", "working day of the month", "business day of the calendar month"), True),
    ("business day of the month",))  # fmt: skip
_OF: Final = Phrases("“of”", dict.fromkeys(("of", "in which", "containing"), True), ("of",))
_FOLLOWING: Final = Phrases("“following”", dict.fromkeys(("following", "after", "next following"), True))
_NEXT: Final = Phrases("“the next”", {"next": True, "first": True}, ("next",))
_AFTER: Final = Phrases("“after”", {"after": True, "following": True}, ("after",))
_OF_THAT_MONTH: Final = Phrases("“of that month”", dict.fromkeys(("last day of that month", "end of that month"), True))
_NTH_OF_THAT: Final = Phrases("“of that month”", {"business day of that month": True})
_REG_FD: Final = Phrases("“promptly under Regulation FD”", dict.fromkeys(
    ("promptly under regulation fd", "promptly under reg fd", "promptly as defined in regulation fd"), True),
    ("promptly under Regulation FD",))  # fmt: skip


class Draft(Struct):
    """A step as far as it is read: later words may still change how it counts."""

    at: int
    unit: str = ""
    count: Build[int] | None = None
    side: Side = "after"
    month_end: MonthEnd = "clip"
    first_counted: bool = False
    not_counted: list[tuple[str, str]] | None = None
    closed_not_counted: bool = False
    leap: bool = False
    hours_roll: Literal["none", "following_same_time", "preceding_same_time"] = "none"
    zone: str = ""
    ready: tuple[Step, ...] = ()
    rolls: list[tuple[Roll, str]] = []
    forward_only: bool = False
    fixed: Build[date] | None = None


def lead(reader: Reader) -> Draft | None:
    """A distance or a place, up to what it counts from: "45 days after", "the 5th business day of the month of"."""
    start = reader.at
    for form in (_distance, _nth_day_after, _last_day_of_month, _nth_of_month, _next_month_day, _promptly):
        draft = form(reader)
        if draft is not None:
            return draft
        reader.at = start
    return None


def _distance(reader: Reader) -> Draft | None:
    at = reader.position(reader.offset)
    one = reader.see(_ONE)
    if one is not None and reader.see(UNITS, one[0]):
        reader.at += one[0]
        count: Build[int] | None = constant(1)
    else:
        count = number(reader)
    if count is None:
        return None
    unit = reader.take(UNITS)
    if unit is None:
        return None
    draft = Draft(at, unit, count)
    _between_unit_and_side(reader, draft)
    if reader.see(_NOTICE):
        reader.skip(_NOTICE)
        draft.side = "before"
        return draft if reader.skip(_NOTICE_OF) else None
    side = reader.take(SIDES)
    if side is None:
        return None
    draft.side = side
    return draft


def _between_unit_and_side(reader: Reader, draft: Draft) -> None:
    """A policy set off by commas, as in "3 months, month end to month end, after closing"."""
    start = reader.at
    if not reader.comma():
        return
    policy = reader.see(MONTH_ENDS)
    counted = reader.see(FIRST_DAY_COUNTED)
    seen = policy or counted
    if seen is None:
        reader.at = start
        return
    reader.at += seen[0]
    reader.comma()
    if policy is not None:
        draft.month_end = policy[1]
    else:
        draft.first_counted = True


def _nth_day_after(reader: Reader) -> Draft | None:
    """A place counted to: “the 5th business day after closing” is “5 business days after” it, “the day after” 1 day."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    nearest = reader.see(_NEXT_DAY)
    reader.at += nearest[0] if nearest else 0
    unit = reader.see(_DAY_KIND)
    count = 1 if nearest or unit else ordinal(reader)
    if count is None:
        return None
    unit = reader.see(_DAY_KIND)
    if unit is None:
        return None
    reader.at += unit[0]
    side = reader.see(SIDES)
    if side is None or side[1] == "of":
        return None
    reader.at += side[0]
    kind = "calendar day" if unit[1] == "day" and count == 1 else unit[1]
    return Draft(at, kind, lambda _: count, side[1])


def _last_day_of_month(reader: Reader) -> Draft | None:
    at = reader.position(reader.offset)
    reader.skip(THE)
    if reader.see(_OF_THAT_MONTH):
        reader.skip(_OF_THAT_MONTH)
        return Draft(at, ready=(LastDayOfMonth(),), unit="that")
    if not reader.skip(_LAST_DAY):
        return None
    if reader.skip(_OF):
        return Draft(at, ready=(LastDayOfMonth(),))
    if reader.skip(_FOLLOWING):
        return Draft(at, ready=(LastDayOfMonth(months=1),))
    months = number(reader)
    unit = reader.take(UNITS) if months else None
    side = reader.take(SIDES) if unit == "month" else None
    if side is None or side == "of":
        return None
    return Draft(at, "last day", months, side)


def _nth_of_month(reader: Reader) -> Draft | None:
    at = reader.position(reader.offset)
    reader.skip(THE)
    nth = place(reader)
    if nth is None or abs(nth) > 23:
        return None
    step = NthBusinessDayOfMonth(n=nth)
    if reader.see(_NTH_OF_THAT):
        reader.skip(_NTH_OF_THAT)
        return Draft(at, ready=(step,), unit="that")
    if not reader.skip(_OF_MONTH):
        return None
    if reader.skip(_OF):
        return Draft(at, ready=(step,))
    if reader.skip(_FOLLOWING):
        return Draft(at, ready=(Add(n=1, unit="month"), step))
    return None


def _next_month_day(reader: Reader) -> Draft | None:
    at = reader.position(reader.offset)
    reader.skip(THE)
    if not reader.skip(_NEXT):
        return None
    found = month_day(reader)
    if found is None or not reader.skip(_AFTER):
        return None
    return Draft(at, ready=(NextMonthDay(month=found[0], day=found[1]),))


def _promptly(reader: Reader) -> Draft | None:
    at = reader.position(reader.offset)
    if reader.skip(_REG_FD) and reader.skip(_AFTER):
        return Draft(at, ready=(RegFdPromptly(),))
    return None


def steps_of(draft: Draft, reader: Reader, anchor: str, asker: Asker) -> tuple[Step, ...]:
    """The step or steps that a draft comes to; `anchor` stands in its questions."""
    if draft.rolls:
        roll = asker.ask("The nearest business day: by which reading?", draft.rolls)
        return (Roll(convention=roll.convention, use_forward_only=draft.forward_only),)
    if draft.fixed is not None:
        return (Fixed(date=draft.fixed(asker)),)
    if draft.ready or draft.count is None:
        return draft.ready
    n = draft.count(asker)
    side = draft.side
    if side == "of":
        said = f"{n} {draft.unit}{'' if n == 1 else 's'} of {anchor}: after or before?"
        side = asker.ask(said, [("after", f"after {anchor}"), ("before", f"before {anchor}")])
    return (_counted(draft, n if side == "after" else -n, reader, asker),)


def _counted(draft: Draft, n: int, reader: Reader, asker: Asker) -> Step:
    match draft.unit:
        case "day":
            return _days(draft, n, reader, asker)
        case "calendar day":
            return Add(n=n, unit="day")
        case "business day" | "market day":
            return BusinessDays(n=n, count="include_trigger" if draft.first_counted else "exclude_trigger")
        case "clear day" | "clear business day":
            side: Literal["before", "after"] = (
                "before" if n < 0 else draft.side if n == 0 and draft.side != "of" else "after"
            )
            return ClearDays(n=abs(n), direction=side, skip_non_business=draft.unit == "clear business day")
        case "hour":
            return Hours(n=n, tz=_zone(draft, reader, asker), roll=draft.hours_roll)
        case "last day":
            return LastDayOfMonth(months=n)
        case "fortnight":
            return Add(n=2 * n, unit="week")
        case "week":
            return Add(n=n, unit="week")
        case "year":
            return Add(n=n, unit="year", month_end=draft.month_end)
        case _:
            return Add(n=n, unit="month", month_end=draft.month_end)


def _days(draft: Draft, n: int, reader: Reader, asker: Asker) -> Step:
    """Plain days: what is not counted settles their kind, else a short period is asked about."""
    if draft.leap:
        return LeapYearDays(n=n)
    if draft.not_counted is not None:
        return CountDays(n=n, skip_non_business=draft.closed_not_counted, exclude_ranges=tuple(draft.not_counted))
    calendar_days, business_days = Add(n=n, unit="day"), BusinessDays(n=n)
    if draft.first_counted:
        raise NotationError("Only business days can count their first day. Write “business days”.", draft.at)
    if n == 0 or abs(n) > PLAIN_LIMIT:
        return calendar_days
    context = reader.context
    noun = "day" if abs(n) == 1 else "days"
    question = f"{abs(n)} {noun}: calendar or business?"
    kinds: list[tuple[Step, str]] = [(calendar_days, "calendar"), (business_days, "business")]
    if context.counts:
        named = context.named
        question += f" {named[0].upper()}{named[1:]} counts {context.counts} days."
        kinds.sort(key=lambda kind: kind[1] != context.counts)
    so = f", as {context.named} counts"
    options = [(step, f"{abs(n)} {kind} {noun}{so if kind == context.counts else ''}") for step, kind in kinds]
    return asker.ask(question, options)


_ZONES: Final = (
    ("America/New_York", "Eastern time"),
    ("Europe/London", "London time"),
    ("America/Denver", "Mountain time"),
    ("America/Los_Angeles", "Pacific time"),
    ("America/Toronto", "Toronto time"),
)


def _zone(draft: Draft, reader: Reader, asker: Asker) -> str:
    return draft.zone or zone_of(reader, asker)


def zone_of(reader: Reader, asker: Asker) -> str:
    """The instrument's zone, else the one that is asked for."""
    if reader.context.zone:
        return reader.context.zone
    return asker.ask("By the clock of which zone?", [(zone, f"by {said}") for zone, said in _ZONES])
