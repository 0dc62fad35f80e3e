"""What comes again: "every Friday", "the last business day of each month", "the end of each calendar quarter"."""

from __future__ import annotations

from typing import Final

from model.days.notation.asking import Asker
from model.days.notation.dates import MONTH_NAMES, WEEKDAY_NAMES
from model.days.notation.exactly import exactly
from model.days.notation.numbers import number, place
from model.days.notation.pattern import Pattern
from model.days.notation.periods import period, period_end
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader
from model.days.notation.repeating_words import (
    ADVERBS,
    AND,
    AT_LEAST,
    BASIS,
    EACH,
    EACH_MONTH,
    EACH_YEAR,
    EVERY,
    IN_ARREARS,
    LONGEST_RULE,
    NOT_A_DAY,
    NOUN,
    OF,
    OFTEN,
    ON,
    OTHER,
    WEEKDAY,
)
from model.days.notation.series import (
    CODES,
    WORKDAYS,
    MonthPlace,
    Parts,
    Repeat,
    Repeats,
    fixed,
    of_months,
    phased,
    placed,
)
from model.days.notation.yeardays import THE, month_day
from model.days.operation import Roll
from model.days.wording import WEEKDAYS


def repeats(reader: Reader) -> Repeats | None:
    """A recurrence that stands by itself."""
    start = reader.at
    for form in (
        _rule,
        exactly,
        _each_business_day,
        _quarter_days,
        period_end,
        _adverb,
        _place_of_each,
        _day_each_year,
        _plural_weekdays,
        _every,
    ):
        found = form(reader)
        if found is not None:
            return found
        reader.at = start
    return None


def each_counted_from(reader: Reader) -> Repeats | None:
    """A recurrence that something counts from: "each 31 March", "the last business day of each month"."""
    start = reader.at
    for form in (_place_of_each, _day_each_year, _every_day_named):
        found = form(reader)
        if found is not None:
            return found
        reader.at = start
    return period(reader)


_BUSINESS_DAY_EACH: Final = Pattern(r"(?:on )?(?:each|every) (?:business|working) day(?= |$|,)|daily on business days")
_USUAL_QUARTER_DAYS: Final = Pattern(
    r"(?:on |each of )?(?:the )?(?:usual |english |common )*quarter days(?: in (?:each|every) year)?(?= |$)"
)


def _each_business_day(reader: Reader) -> Repeats | None:
    """Each business day: every weekday; a closed one, moved to the next that is open, has no occurrence of its own."""
    if reader.fits(_BUSINESS_DAY_EACH) is None:
        return None
    return lambda _, __: Repeat(f"FREQ=DAILY;BYDAY={WORKDAYS}", steps=(Roll(),))


def _quarter_days(reader: Reader) -> Repeats | None:
    """The usual quarter days of English leases: Lady Day, Midsummer, Michaelmas and Christmas."""
    if reader.fits(_USUAL_QUARTER_DAYS) is None:
        return None
    return fixed(of_months(reader, [(25, 3), (24, 6), (29, 9), (25, 12)], reader.offset))


def _rule(reader: Reader) -> Repeats | None:
    token = reader.token
    if token is None or token.kind != "rule":
        return None
    if token.end - token.start > LONGEST_RULE:
        reader.refuse(f"A rule of more than {LONGEST_RULE} characters is not read. Write a shorter one.", token.start)
    reader.at += 1
    rule = reader.text[token.start : token.end].removeprefix("RRULE:")
    return lambda _, __: Repeat(rule)


def _adverb(reader: Reader) -> Repeats | None:
    typed = reader.offset
    often = reader.take(ADVERBS)
    if often is None and reader.fits(AT_LEAST):
        often = reader.take(ADVERBS)
    if often is None:
        return None
    reader.fits(BASIS)
    reader.fits(IN_ARREARS)
    quarter_days = _quarter_days(reader) if often == ("MONTHLY", 3) else None
    found = (
        quarter_days
        or _placed_each(reader)
        or _last_of_each(reader, often)
        or _often(reader, often[0], often[1], typed)
    )
    reader.fits(MONTH_END_KEPT)
    return found


MONTH_END_KEPT: Final = Pattern(r",? ?or the last day of a shorter month(?= |,|$)")
"""What is written of a day that not every month has: it keeps to the month's end."""


_LAST_OF: Final = Pattern(
    r",? ?(?:on |by )?(?:the )?(?P<nth>first|last|1st) (?P<noun>business day|working day|bd|bday"
    r"|day)(?: (?:of (?:the|that|such) (?:calendar )?(?:quarter|half-year|year)|thereof))?(?= |$|,)"
)


def _last_of_each(reader: Reader, often: tuple[str, int]) -> Repeats | None:
    """The first or last day of each quarter, half-year or year: “quarterly, on the last business day”."""
    start = reader.at
    unit = {("MONTHLY", 3): "quarter", ("MONTHLY", 6): "half", ("YEARLY", 1): "year"}.get(often)
    found = reader.fits(_LAST_OF) if unit else None
    if found is None or unit is None:
        reader.at = start
        return None
    first = found["nth"] != "last"
    months = (
        {"quarter": (1, 4, 7, 10), "half": (1, 7), "year": (1,)}
        if first
        else {"quarter": (3, 6, 9, 12), "half": (6, 12), "year": (12,)}
    )
    noun = "day" if found["noun"] == "day" else "business day"
    return placed(reader, {"FREQ": "YEARLY"}, [MonthPlace(1 if first else -1, noun)], months[unit], start)


def _placed_each(reader: Reader) -> Repeats | None:
    """A place that says how often by itself: “quarterly, on the last business day of each calendar quarter”."""
    start = reader.at
    reader.comma()
    after = reader.at
    for form in (_place_of_each, period_end):
        reader.at = after
        found = form(reader)
        if found is not None:
            return found
    reader.at = start
    return None


def _every(reader: Reader) -> Repeats | None:
    """How often: “every 2 weeks on Friday”, “every other month”, “every weekday”."""
    start, typed = reader.at, reader.offset
    named = _every_day_named(reader)
    if named is not None:
        return named
    reader.at = start
    if not reader.skip(EVERY):
        return None
    if reader.skip(WEEKDAY):
        return fixed({"FREQ": "DAILY", "BYDAY": WORKDAYS})
    interval = _interval(reader)
    if (weekdays := _weekdays(reader)) is not None:
        return phased(reader, {"FREQ": "WEEKLY", "BYDAY": weekdays}, interval, typed)
    unit = reader.take(OFTEN)
    return None if unit is None else _often(reader, unit[0], unit[1] * interval, typed)


_WHOLE_PLURAL: Final = Pattern(rf"(?:on )?(?:{'|'.join(f'{name.casefold()}s' for name in WEEKDAYS)})(?= |,|$)")


def _plural_weekdays(reader: Reader) -> Repeats | None:
    """Weekdays in the plural are each of them: “Mondays and Thursdays”."""
    if not reader.sees(_WHOLE_PLURAL):
        return None
    reader.skip(ON)
    weekdays = _weekdays(reader)
    return None if weekdays is None else fixed({"FREQ": "WEEKLY", "BYDAY": weekdays})


def _interval(reader: Reader) -> int:
    other = reader.see(OTHER)
    if other is not None:
        reader.at += other[0]
        return other[1]
    start = reader.at
    count = number(reader)
    interval = count(Asker()) if count is not None else 1
    if not 1 <= interval <= 999:
        reader.at = start
        return 1
    return interval


def _every_day_named(reader: Reader) -> Repeats | None:
    """Which days: “each 31 March and 30 September”, “every Friday”."""
    typed = reader.offset
    if not reader.skip(EVERY):
        return None
    if (weekdays := _weekdays(reader)) is not None:
        return fixed({"FREQ": "WEEKLY", "BYDAY": weekdays})
    return _month_days(reader, typed)


def _month_days(reader: Reader, typed: int, times: int | None = None) -> Repeats | None:
    """Days of the year by their months, as many as `times` says where it says so."""
    first = month_day(reader)
    if first is None:
        return None
    days = [first]
    while True:
        start = reader.at
        joined = reader.see(AND)
        if joined is None:
            break
        reader.at += joined[0]
        further = month_day(reader)
        if further is None or reader.see(NOT_A_DAY):
            reader.at = start
            break
        days.append(further)
    token = reader.token
    if (token is not None and token.kind == "number" and len(token.key) == 4) or times not in (None, len(days)):
        return None
    return fixed(of_months(reader, [(number, month) for month, number in days], typed))


def _day_each_year(reader: Reader) -> Repeats | None:
    """A day of the year: “31 March of each year”, “March 31 annually”."""
    typed = reader.offset
    found = _month_days(reader, typed)
    return found if found is not None and reader.skip(EACH_YEAR) else None


def _place_of_each(reader: Reader) -> Repeats | None:
    """A place in each: “the 15th of each month”, “the last business day of each calendar quarter”."""
    typed = reader.offset
    if (on := reader.see(ON)) is not None:
        reader.at += on[0]
    reader.skip(THE)
    places = _places(reader)
    if places is None:
        return None
    if (apart := reader.fits(_EVERY_SO_MANY)) is not None:
        interval = _APART.get(apart["n"]) or int(apart["n"])
        return placed(reader, {"FREQ": "MONTHLY"}, places, (), typed, interval) if 1 <= interval <= 60 else None
    every = reader.take(EACH_MONTH)
    if every is not None:
        months = {"": (), "quarter": _QUARTER[places[0].n > 0], "year": ((1,) if places[0].n > 0 else (12,))}[every[1]]
        return placed(reader, {"FREQ": every[0]}, places, tuple(months), typed)
    reader.skip(OF)
    each = reader.skip(EACH)
    found = _months(reader)
    if found is None or not (each or reader.skip(EACH_YEAR) or len(found) > 1):
        return None
    return placed(reader, {"FREQ": "YEARLY"}, places, found, typed)


_APART: Final = {
    "other": 2,
    "second": 2,
    "two": 2,
    "third": 3,
    "three": 3,
    "fourth": 4,
    "four": 4,
    "sixth": 6,
    "six": 6,
}
_EVERY_SO_MANY: Final = Pattern(
    rf"(?:of |in )?(?:every|each) (?P<n>{'|'.join(_APART)}|[1-9][0-9]?)(?:rd|th|nd)? (?:calendar )?months?(?= |,|$)"
)
_QUARTER: Final = {True: (1, 4, 7, 10), False: (3, 6, 9, 12)}


def _often(reader: Reader, freq: str, interval: int, typed: int) -> Repeats | None:
    """A frequency with the place that follows it; bi- is asked about."""
    on = reader.at
    parts: Parts = {"FREQ": freq}
    if reader.skip(ON) or (reader.comma() and ordinal_here(reader)):
        found = _on(reader, parts, typed, interval)
        if found is not None:
            return found
    reader.at = on
    return phased(reader, parts, interval, typed)


def ordinal_here(reader: Reader) -> bool:
    """Whether a place such as "15th" stands here, without passing it."""
    start = reader.at
    reader.skip(THE)
    found = place(reader) is not None
    reader.at = start
    return found


def _on(reader: Reader, parts: Parts, typed: int, interval: int) -> Repeats | None:
    freq = parts["FREQ"]
    if freq in ("DAILY", "WEEKLY"):
        days = WORKDAYS if reader.skip(WEEKDAY) else _weekdays(reader)
        return None if days is None else phased(reader, {**parts, "BYDAY": days}, interval, typed)
    if freq == "YEARLY" and (day := _one_day(reader)) is not None:
        return phased(reader, {**parts, **of_months(reader, [(day[1], day[0])], typed)}, interval, typed)
    if freq == "MONTHLY" and (dated := _days_of_a_year(reader, interval, typed)) is not None:
        return dated
    reader.skip(THE)
    reader.want("a place, such as 15th", ("15th", "last day", "last business day", "1st business day", "last Friday"))
    places = _places(reader)
    if places is None:
        return None
    months: tuple[int, ...] = ()
    if freq == "YEARLY":
        found = _months(reader) if reader.skip(OF) else None
        if found is None:
            return None
        months = found
    return placed(reader, parts, places, months, typed, interval)


def _days_of_a_year(reader: Reader, interval: int, typed: int) -> Repeats | None:
    """Every day of the year on which it falls: “semi-annually on 30 June and 31 December”."""
    start = reader.at
    found = _month_days(reader, typed, 12 // interval if interval and 12 % interval == 0 else 0)
    if found is None:
        reader.at = start
    return found


def _one_day(reader: Reader) -> tuple[int, int] | None:
    """A day of the year, unless further months follow: "the 15th of March and September"."""
    start = reader.at
    found = month_day(reader)
    joined = reader.see(AND) if found else None
    if joined is not None and reader.see(MONTH_NAMES, joined[0]):
        reader.at = start
        return None
    return found


def _weekdays(reader: Reader) -> str | None:
    """Weekdays by their codes: "Monday, Tuesday and Friday"."""
    first = reader.take(WEEKDAY_NAMES)
    if first is None:
        return None
    found = [first]
    while (joined := reader.see(AND)) and (further := reader.see(WEEKDAY_NAMES, joined[0])):
        reader.at += joined[0] + further[0]
        found.append(further[1])
    return ",".join(CODES[number] for number in found)


def _months(reader: Reader) -> tuple[int, ...] | None:
    first = reader.take(MONTH_NAMES)
    if first is None:
        return None
    found = [first]
    while (joined := reader.see(AND)) and (further := reader.see(MONTH_NAMES, joined[0])):
        reader.at += joined[0] + further[0]
        found.append(further[1])
    return tuple(found)


def _places(reader: Reader) -> list[MonthPlace] | None:
    """Places of one kind: "15th", "1st and 15th", "last day", "2nd Tuesday", "5th business day"."""
    found: list[MonthPlace] = []
    while True:
        start = reader.at
        if found:
            joined = reader.see(AND)
            if joined is None:
                break
            reader.at += joined[0]
            reader.skip(THE)
        nth = place(reader)
        if nth is None:
            reader.at = start
            break
        noun = reader.take(NOUN)
        if noun is None and nth < 0 and not found:
            return None
        found.append(MonthPlace(nth, noun or "day"))
    return found or None


def times(reader: Reader) -> int | None:
    """How many times: “6 times”, “12 occurrences”."""
    start = reader.at
    count = number(reader)
    if count is None or not reader.skip(_TIMES):
        reader.at = start
        return None
    return count(Asker())


_TIMES: Final = Phrases("“times”", dict.fromkeys(("times", "time", "occurrences"), True), ("times",))
