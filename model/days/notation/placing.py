"""A place counted to: "the 5th business day after", "the last day of the month of", "the fifth anniversary of".

>>> _WEEKDAY_SIDES.beginning("preceding")
[(('preceding',), (-1, False))]
"""

from __future__ import annotations

from typing import Final

from model.days.notation.asking import constant
from model.days.notation.counting import distance, measure
from model.days.notation.dates import WEEKDAY_NAMES
from model.days.notation.draft import StepDraft
from model.days.notation.numbers import number, ordinal, place
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import calendars
from model.days.notation.reader import Reader
from model.days.notation.units import SIDES, UNITS
from model.days.notation.yeardays import THE, month_day
from model.days.operation import (
    Add,
    Counting,
    LastDayOfMonth,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
)
from model.days.wording import WEEKDAYS

_NEXT_DAY: Final = Phrases(
    "“the next”",
    dict.fromkeys(
        (
            "next",
            "next succeeding",
            "next following",
            "following",
            "immediately following",
            "immediately preceding",
            "succeeding",
            "immediately succeeding",
            "preceding",
            "next preceding",
        ),
        True,
    ),
)
_DAY_KIND: Final = Phrases("“day”", {
    "day": "day", "calendar day": "calendar day", "business day": "business day", "working day": "business day",
    "clear day": "clear day", "bd": "business day"})  # fmt: skip
_LAST_DAY: Final = Phrases("“the last day of the month”", dict.fromkeys(
    ("last day of the month", "last day of the calendar month", "end of the month", "last day of month",
     "end of the calendar month", "last day of that month of", "close of the month"), True),
    ("last day of the month",))  # fmt: skip
_OF_MONTH: Final = Phrases("“of the month”", dict.fromkeys(
    ("business day of the month", "working day of the month", "business day of the calendar month"), True),
    ("business day of the month",))  # fmt: skip
_OF: Final = Phrases("“of”", dict.fromkeys(("of", "in which", "during which", "containing"), True), ("of",))
_FOLLOWING: Final = Phrases("“following”", dict.fromkeys(
    (f"{how}{where}" for how in ("following", "after", "next following", "immediately following", "next after")
     for where in ("", " the month in which", " the calendar month in which", " the month of", " that in which")),
    True))  # fmt: skip
_NEXT: Final = Phrases("“the next”", {"next": True, "first": True}, ("next",))
_AFTER: Final = Phrases("“after”", {"after": True, "following": True}, ("after",))
_OF_THAT_MONTH: Final = Phrases("“of that month”", dict.fromkeys(("last day of that month", "end of that month"), True))
_NTH_OF_THAT: Final = Phrases("“of that month”", {"business day of that month": True})
_REG_FD: Final = Phrases("“promptly under Regulation FD”", dict.fromkeys(
    ("promptly under regulation fd", "promptly under reg fd", "promptly as defined in regulation fd"), True),
    ("promptly under Regulation FD",))  # fmt: skip


def lead(reader: Reader) -> list[StepDraft]:
    """A distance or a place, up to what it counts from: "45 days after", "the 5th business day of the month of".

    Several where one period is added to another ("one year and one day after"), in their order; none where none is.
    """
    start = reader.at
    if drafts := distance(reader):
        return drafts
    reader.at = start
    for form in (
        _nth_day_after,
        _nth_weekday,
        _last_day_of_month,
        _nth_of_month,
        _day_of_next_month,
        _anniversary,
        _next_month_day,
        _promptly,
    ):
        draft = form(reader)
        if draft is not None:
            return [draft]
        reader.at = start
    return []


_ANNIVERSARY: Final = Pattern(r"(?:-)?(?:annual )?anniversary(?: date)? of(?= )")


def _anniversary(reader: Reader) -> StepDraft | None:
    """The same day so many years on: “the fifth anniversary of”, “the six-month anniversary of”."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    place = ordinal(reader)
    if place is not None and reader.fits(_ANNIVERSARY):
        return StepDraft(at, "year", constant(place))
    if place is not None:
        return None
    found = measure(reader)
    if (
        found is None
        or found.unit not in ("month", "year", "week", "day", "calendar day")
        or not reader.fits(_ANNIVERSARY)
    ):
        return None
    return found


_FIRST_DAY_OF_NEXT: Final = Pattern(
    r"(?:start|beginning|commencement)(?= of the (?:calendar )?month (?:immediately |next )?(?:following|after|succ))"
)
_LAST_DAY_OF_NEXT: Final = Pattern(r"(?:last (?:calendar )?day|end)(?= of the [a-z0-9]+ )")
_DAY_WORD: Final = Pattern(r"(?:calendar )?day(?= of| in)")
_OF_NEXT: Final = Pattern(
    r"(?:of|in) the (?:(?P<nth>[a-z]+|[0-9]{1,2}(?:st|nd|rd|th)) )??(?:full )?(?:calendar )?(?:month (?:(?:beginning"
    r"|commencing|starting|that begins|which begins) )?(?:immediately |next )?(?:following|after|succeeding)|(?:next"
    r"|following) month after)"
    r"(?: (?:the|that) (?:calendar )?month (?:in|during) which| the month of| that in which)?(?= )"
)


def _day_of_next_month(reader: Reader) -> StepDraft | None:
    """A day of a month after: “the 10th day of the month following”, “the last day of the third month after” it."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    last = reader.fits(_LAST_DAY_OF_NEXT) is not None
    day: int | None = 1 if reader.fits(_FIRST_DAY_OF_NEXT) else 0 if last else ordinal(reader)
    reader.fits(_DAY_WORD)
    start = reader.at
    found = reader.fits(_OF_NEXT) if day is not None else None
    if found is None or day is None or day > 28:
        return None
    months = _month_counted(reader, start, found["nth"])
    if months is None:
        return None
    before = LastDayOfMonth(months=months - 1)
    return StepDraft(at, ready=(LastDayOfMonth(months=months),) if last else (before, Add(n=day, unit="day")))


def _month_counted(reader: Reader, start: int, nth: str | None) -> int | None:
    """Which month after it is meant: “the third month following”; the first where none is said."""
    if nth is None:
        return 1
    end, reader.at = reader.at, start + 2
    months = ordinal(reader)
    reader.at = end
    return months if months is not None and 1 <= months <= 120 else None


def _nth_day_after(reader: Reader) -> StepDraft | None:
    """A place counted to: “the 5th business day after closing” is “5 business days after” it, “the day after” 1 day."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    nearest = reader.see(_NEXT_DAY)
    reader.at += nearest[0] if nearest else 0
    unit = reader.see(_DAY_KIND)
    last = nearest is None and reader.skip(_LAST_BEFORE)
    count = 1 if nearest or unit or last else ordinal(reader)
    if count is None:
        return None
    named = () if reader.see(_DAY_KIND) else calendars(reader, noun=False) or ()
    unit = reader.see(_DAY_KIND)
    if named:
        reader.want(_DAY_KIND.name, ("business day",))
    if unit is None:
        return None
    reader.at += unit[0]
    reader.fits(_OCCURRING)
    reader.want(SIDES.name, SIDES.shown, SIDES.words)
    side = reader.see(SIDES)
    if side is None or side[1] == "of" or (last and side[1] != "before"):
        return None
    reader.at += side[0]
    kind = "calendar day" if unit[1] == "day" and count == 1 else unit[1]
    return StepDraft(at, "business day" if named else kind, lambda _: count, side[1], calendars=named)


_LAST_BEFORE: Final = Phrases("“last”", {"last": True, "final": True})
_WEEKDAY_SIDES: Final[Phrases[tuple[int, bool]]] = Phrases(
    "“after” or “before”",
    {
        **dict.fromkeys(("after", "following", "next following", "next after", "immediately following",
            "immediately after", "next succeeding", "succeeding", "from", "post"), (1, False)),
        **dict.fromkeys(("before", "preceding", "prior to", "immediately preceding", "immediately before",
            "next preceding", "immediately prior to", "in advance of", "pre"), (-1, False)),
        **dict.fromkeys(("on or after", "on or next following", "on or following", "on or immediately after",
            "on or immediately following", "falling on or after", "occurring on or after"), (1, True)),
        **dict.fromkeys(("on or before", "on or prior to", "on or immediately before", "on or preceding",
            "falling on or before", "occurring on or before"), (-1, True)),
    },
    ("after", "before", "on or after"),
)  # fmt: skip


def _nth_weekday(reader: Reader) -> StepDraft | None:
    """A weekday counted to: “the first Friday after closing”, “the Monday on or before”, “the last Friday before”."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    nearest = reader.see(_NEXT_DAY)
    reader.at += nearest[0] if nearest else 0
    last = nearest is None and reader.skip(_LAST_BEFORE)
    bare = nearest is not None or last or reader.see(WEEKDAY_NAMES) is not None
    count = 1 if bare else ordinal(reader)
    weekday = reader.see(WEEKDAY_NAMES)
    if count is None or weekday is None:
        return None
    reader.at += weekday[0]
    reader.fits(_OCCURRING)
    side = reader.take(_WEEKDAY_SIDES)
    if side is None or (last and side[0] > 0) or not 1 <= count <= _MOST_WEEKS:
        return None
    counted: Counting = "include_trigger" if side[1] else "exclude_trigger"
    return StepDraft(at, ready=(NthWeekday(n=side[0] * count, weekday=WEEKDAYS[weekday[1]], count=counted),))


_MOST_WEEKS: Final = 60
_OCCURRING: Final = Pattern(
    r"(?:that (?:is|falls|occurs)|occurring|falling|which (?:is|falls))(?: immediately| next"
    r"| at least)?(?= (?:after|before|following|prior|preceding))"
)


def _last_day_of_month(reader: Reader) -> StepDraft | None:
    at = reader.position(reader.offset)
    reader.skip(THE)
    if reader.see(_OF_THAT_MONTH):
        reader.skip(_OF_THAT_MONTH)
        return StepDraft(at, ready=(LastDayOfMonth(),), unit="that")
    if not reader.skip(_LAST_DAY):
        return None
    if reader.skip(_OF):
        return StepDraft(at, ready=(LastDayOfMonth(),))
    if reader.skip(_FOLLOWING):
        return StepDraft(at, ready=(LastDayOfMonth(months=1),))
    months = number(reader)
    unit = reader.take(UNITS) if months else None
    side = reader.take(SIDES) if unit == "month" else None
    if side is None or side == "of":
        return None
    return StepDraft(at, "last day", months, side)


def _nth_of_month(reader: Reader) -> StepDraft | None:
    at = reader.position(reader.offset)
    reader.skip(THE)
    nth = place(reader)
    if nth is None or abs(nth) > 23:
        return None
    step = NthBusinessDayOfMonth(n=nth)
    if reader.see(_NTH_OF_THAT):
        reader.skip(_NTH_OF_THAT)
        return StepDraft(at, ready=(step,), unit="that")
    if not reader.skip(_OF_MONTH):
        return None
    if reader.skip(_OF):
        return StepDraft(at, ready=(step,))
    if reader.skip(_FOLLOWING):
        return StepDraft(at, ready=(Add(n=1, unit="month"), step))
    return None


def _next_month_day(reader: Reader) -> StepDraft | None:
    at = reader.position(reader.offset)
    reader.skip(THE)
    led = reader.skip(_NEXT)
    found = month_day(reader)
    if found is None:
        return None
    step = NextMonthDay(month=found[0], day=found[1])
    if led and reader.skip(_AFTER):
        return StepDraft(at, ready=(step,))
    if led or not reader.fits(_OF_YEAR_AFTER):
        return None
    new_year = NextMonthDay(month=1, day=1)
    return StepDraft(at, ready=(new_year,) if step == new_year else (new_year, step))


_OF_YEAR_AFTER: Final = Pattern(
    r"(?:,? ?(?:of|in) )?the (?:calendar )?year (?:immediately |next )?(?:following|after|succeeding)"
    r"(?: (?:the|that) (?:calendar )?(?:year )?(?:in|during) which| the (?:calendar )?year of)?(?= )"
)


def _promptly(reader: Reader) -> StepDraft | None:
    at = reader.position(reader.offset)
    if reader.skip(_REG_FD) and reader.skip(_AFTER):
        return StepDraft(at, ready=(RegFdPromptly(),))
    return None
