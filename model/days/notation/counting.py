"""What is counted and from where: "45 days after", "the last day of the month of", each with its question."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from msgspec import Struct

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.numbers import number, ordinal, place
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import calendars
from model.days.notation.reader import Reader
from model.days.notation.units import SIDES, UNITS, Side
from model.days.notation.yeardays import THE, month_day
from model.days.operation import (
    Add,
    LastDayOfMonth,
    MonthEnd,
    NextMonthDay,
    NthBusinessDayOfMonth,
    RegFdPromptly,
    Roll,
    Step,
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
_NOTICE: Final = Pattern(
    r"(?:prior |advance |previous |written |irrevocable |formal |express ){0,4}notice(?: in writing)?"
    r"(?: (?:to|by|from) (?:(?!of |before |prior |expiring |ending |terminating |that )[^ ,;:()]+ ?){1,6})?(?= |$)"
)
_NOTICE_OF: Final = Pattern(
    r"(?:of|before|prior to|in advance of|expiring (?:on or before|on|at|no later than)|ending (?:on|at)"
    r"|terminating on|to expire on|to take effect on"
    r"|taking effect on|that expires on)(?: the)?(?: date of)?(?= )"
)
EFFECT: Final = "day on which the notice takes effect"
"""What notice of so many days counts back from where the words don't say of what it is notice."""
_ONE: Final = Phrases("a number", {"a": 1, "an": 1, "one full": 1})
_SIGNED: Final = Phrases("“+”", {"+": 1, "-": -1, "plus": 1, "minus": -1})
_PERIOD: Final = Pattern(r"(?:the |a )?period of (?:not more than |up to )?|the (?=[0-9]|[a-z]+ (?:\( )?[a-z0-9]+ )")
_OF_PERIOD: Final = Pattern(r"(?:period|window)(?: (?:immediately|next))?(?= )")
_AND_MORE: Final = Phrases("“and”", {"and": True, ", and": True, ",": True, "+": True, "plus": True, ", plus": True})
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
    calendars: tuple[str, ...] = ()
    effect: str | None = None
    sided: bool = True


def closing_notice(reader: Reader) -> str | None:
    """Whether notice is counted: None where it is not, empty where it says of what, else what it counts back from."""
    if not reader.fits(_NOTICE):
        return None
    return "" if reader.fits(_NOTICE_OF) else EFFECT


def lead(reader: Reader) -> list[Draft]:
    """A distance or a place, up to what it counts from: "45 days after", "the 5th business day of the month of".

    Several where one period is added to another ("one year and one day after"), in their order; none where none is.
    """
    start = reader.at
    if drafts := _distance(reader):
        return drafts
    reader.at = start
    for form in (
        _nth_day_after,
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


def _distance(reader: Reader) -> list[Draft]:
    reader.fits(_PERIOD)
    first = measure(reader)
    if first is None:
        return []
    drafts = [first]
    while len(drafts) < 4:
        start = reader.at
        joined = reader.see(_AND_MORE)
        reader.at += joined[0] if joined else 0
        further = measure(reader) if joined else None
        if further is None:
            reader.at = start
            break
        drafts.append(further)
    _between_unit_and_side(reader, first)
    start = reader.at
    if reader.fits(_NOTICE):
        return _of_notice(reader, drafts)
    reader.at = start
    if reader.fits(_IN_ADVANCE):
        drafts[-1].effect = EFFECT
        for draft in drafts:
            draft.side = "before"
        return drafts
    reader.fits(_OF_PERIOD)
    if reader.fits(_BEGINNING):
        return _first_day_in(drafts)
    side = reader.take(SIDES)
    if side is None:
        return []
    for draft in drafts:
        draft.side = side
    return drafts


_IN_ADVANCE: Final = Pattern(r"(?:in advance|beforehand|prior notice)(?=$)")
_BEGINNING: Final = Pattern(
    r"(?:beginning|commencing|starting|running|counting)(?: on and including| and including"
    r"| from and including| on| with| from)(?= )"
)


def _first_day_in(drafts: list[Draft]) -> list[Draft]:
    """A period that begins with a day counts it: 28 days beginning with 1 March end on 28 March."""
    if drafts[0].unit in ("business day", "market day"):
        drafts[0].first_counted = True
        return drafts
    return [*drafts, Draft(drafts[0].at, "calendar day", constant(1), "before")]


def measure(reader: Reader) -> Draft | None:
    """A number of something: "45 days", "three (3) London business days"."""
    at, start = reader.position(reader.offset), reader.at
    one = reader.see(_ONE)
    if one is not None and reader.see(UNITS, one[0]):
        reader.at += one[0]
        count: Build[int] | None = constant(1)
    else:
        count = number(reader)
    if count is None:
        return None
    named: tuple[str, ...] = ()
    if not reader.see(UNITS):
        named = calendars(reader, noun=False) or ()
    unit = reader.take(UNITS)
    if unit is None or (named and unit not in ("business day", "market day", "day")):
        reader.at = start
        return None
    kind = "business day" if named else unit
    said = count(Asker())
    if reader.sees(Pattern(rf"\( {said} \)(?= )")):
        reader.at += 3
    return Draft(at, kind, count, calendars=named)


def _of_notice(reader: Reader, drafts: list[Draft]) -> list[Draft]:
    """Notice counts back: from what it is notice of, or from the day on which it takes effect."""
    for draft in drafts:
        draft.side = "before"
    if not reader.fits(_NOTICE_OF):
        drafts[-1].effect = EFFECT
        if not reader.at_end() and reader.token is not None and reader.token.key not in _AFTER_NOTICE:
            return []
    return drafts


_AFTER_NOTICE: Final = frozenset({",", ";", "(", ")", "in", "and", "or", "whichever"})


def offset(reader: Reader) -> list[Draft]:
    """What is added behind a day or a name: "+ 30d", "plus 2 business days", "- 5bd"."""
    sign = reader.take(_SIGNED)
    first = measure(reader) if sign else None
    if first is None or sign is None:
        return []
    first.side = "after" if sign > 0 else "before"
    return [first]


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


_ANNIVERSARY: Final = Pattern(r"(?:-)?(?:annual )?anniversary(?: date)? of(?= )")


def _anniversary(reader: Reader) -> Draft | None:
    """The same day so many years on: “the fifth anniversary of”, “the six-month anniversary of”."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    place = ordinal(reader)
    if place is not None and reader.fits(_ANNIVERSARY):
        return Draft(at, "year", constant(place))
    if place is not None:
        return None
    found = measure(reader)
    if found is None or found.unit not in ("month", "year", "week") or not reader.fits(_ANNIVERSARY):
        return None
    return found


_DAY_OF_NEXT: Final = Pattern(
    r"(?:calendar )?day of the (?:calendar )?month (?:(?:immediately |next )?(?:following|after|succeeding) )"
    r"(?:the (?:calendar )?month (?:in|during) which |that in which )?"
)
_FIRST_DAY_OF_NEXT: Final = Pattern(
    r"(?:start|beginning) of the (?:calendar )?month (?:(?:immediately |next )?(?:following|after|succeeding) )"
)


def _day_of_next_month(reader: Reader) -> Draft | None:
    """A day of the month after another: “the 10th day of the month following”."""
    at = reader.position(reader.offset)
    reader.skip(THE)
    if reader.fits(_FIRST_DAY_OF_NEXT):
        place: int | None = 1
    else:
        place = ordinal(reader)
        reader.fits(_DAY_WORD)
        if place is None or not reader.fits(_OF_NEXT):
            return None
    if place is None or not 1 <= place <= 28:
        return None
    return Draft(at, ready=(LastDayOfMonth(), Add(n=place, unit="day")))


_DAY_WORD: Final = Pattern(r"(?:calendar )?day(?= of| in)")
_OF_NEXT: Final = Pattern(
    r"(?:of|in) the (?:(?:calendar )?month (?:immediately |next )?(?:following|after|succeeding)|(?:next"
    r"|following) month after)"
    r"(?: (?:the|that) (?:calendar )?month (?:in|during) which| the month of)?(?= )"
)


def _nth_day_after(reader: Reader) -> Draft | None:
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
    if unit is None:
        return None
    reader.at += unit[0]
    reader.fits(_OCCURRING)
    side = reader.see(SIDES)
    if side is None or side[1] == "of" or (last and side[1] != "before"):
        return None
    reader.at += side[0]
    kind = "calendar day" if unit[1] == "day" and count == 1 else unit[1]
    return Draft(at, "business day" if named else kind, lambda _: count, side[1], calendars=named)


_LAST_BEFORE: Final = Phrases("“last”", {"last": True, "final": True})
_OCCURRING: Final = Pattern(
    r"(?:that (?:is|falls|occurs)|occurring|falling|which (?:is|falls))(?: immediately| next"
    r"| at least)?(?= (?:after|before|following|prior|preceding))"
)


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
