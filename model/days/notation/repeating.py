"""What comes again: "every Friday", "the last business day of each month", "the end of each calendar quarter"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

from model.days.notation.asking import Asker
from model.days.notation.counting import THE, month_day
from model.days.notation.dates import MONTH_NAMES, WEEKDAY_NAMES
from model.days.notation.names import is_known, resolve
from model.days.notation.numbers import number, place
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.said import join_parts
from model.days.operation import NthBusinessDayOfMonth, Step
from model.days.recurrence import occurrences
from model.days.wording import WEEKDAYS, say_day
from model.errors import DayError

Parts: TypeAlias = dict[str, str]


class Repeat(NamedTuple):
    """How something recurs: by a rule or with an event, from a day where one had to be asked; then its steps."""

    rule: str = ""
    anchor: str = ""
    steps: tuple[Step, ...] = ()
    start: date | None = None


Repeats: TypeAlias = Callable[[Asker, date | None], Repeat]
"""What recurs once every question is answered; the day on which it starts, where the words say one."""

CODES: Final = tuple(name[:2].upper() for name in WEEKDAYS)
WORKDAYS: Final = "MO,TU,WE,TH,FR"
PERIOD_RULES: Final = {
    "month": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "calendar quarter": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "calendar half-year": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "calendar year": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
}
EACH: Final = Phrases("“each”", {"each": True, "every": True, "each and every": True}, ("each",))
_ADVERBS: Final = Phrases(
    "how often",
    {
        "daily": ("DAILY", 1),
        "weekly": ("WEEKLY", 1),
        "fortnightly": ("WEEKLY", 2),
        "monthly": ("MONTHLY", 1),
        "quarterly": ("MONTHLY", 3),
        "half-yearly": ("MONTHLY", 6),
        "semi-annually": ("MONTHLY", 6),
        "semiannually": ("MONTHLY", 6),
        "yearly": ("YEARLY", 1),
        "annually": ("YEARLY", 1),
        **dict.fromkeys(("biweekly", "bi-weekly"), ("WEEKLY", 0)),
        **dict.fromkeys(("bimonthly", "bi-monthly"), ("MONTHLY", 0)),
    },
    ("monthly on the", "weekly on", "yearly on"),
)
_EVERY: Final = Phrases("“every”", {"every": True, "each": True})
_OTHER: Final = Phrases("“other”", {"other": 2, "second": 2, "third": 3, "fourth": 4})
OFTEN: Final = Phrases(
    "a unit, such as months",
    {
        **dict.fromkeys(("day", "days", "calendar day"), ("DAILY", 1)),
        **dict.fromkeys(("week", "weeks"), ("WEEKLY", 1)),
        **dict.fromkeys(("month", "months", "calendar month"), ("MONTHLY", 1)),
        **dict.fromkeys(("quarter", "quarters"), ("MONTHLY", 3)),
        **dict.fromkeys(("year", "years", "calendar year"), ("YEARLY", 1)),
    },
    ("month", "quarter", "year", "week", "day"),
)
_WEEKDAY: Final = Phrases("“weekday”", {"weekday": True, "weekdays": True}, ("weekday",))
_ON: Final = Phrases("“on”", {"on": True, "on the": True}, ("on the", "on"))
_AND: Final = Phrases("“and”", {"and": True, ", and": True, ",": True})
_OF: Final = Phrases("“of”", {"of": True, "in": True}, ("of",))
_EACH_MONTH: Final = Phrases(
    "“of each month”",
    {
        f"{of}{each} {unit}": (freq, months)
        for of in ("of ", "in ", "")
        for each in ("each", "every")
        for unit, freq, months in (
            ("month", "MONTHLY", ""),
            ("calendar month", "MONTHLY", ""),
            ("calendar quarter", "YEARLY", "quarter"),
            ("calendar year", "YEARLY", "year"),
        )
    },
    ("of each month", "of each calendar quarter"),
)
_EACH_YEAR: Final = Phrases(
    "“each year”",
    dict.fromkeys(
        ("each year", "of each year", "in each year", "every year", "of every year", "in every year",
         "each calendar year", "of each calendar year", "annually", "yearly"), True),
    ("each year",),
)  # fmt: skip
_NOUN: Final = Phrases(
    "“day”",
    {
        **dict.fromkeys(("day", "calendar day"), "day"),
        **dict.fromkeys(("business day", "working day"), "business day"),
        "weekday": "weekday",
        **{name.casefold(): name for name in WEEKDAYS},
    },
    ("day", "business day", "weekday", *WEEKDAYS),
)
_PERIOD: Final = r"(?:(fiscal|financial|calendar) )?(half-year|quarter|year|month)"
_PERIOD_END: Final = re.compile(
    rf"(?:the )?end of (?:each|every) {_PERIOD}(?![\w-])|(?:each|every) {_PERIOD}(?:[ -]end)?(?![\w-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place within a month: the n-th day, weekday or business day of it."""

    n: int
    noun: str


def repeats(reader: Reader) -> Repeats | None:
    """A recurrence that stands by itself."""
    start = reader.at
    for form in (_rule, _adverb, _place_of_each, _day_each_year, _period_end, _every):
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
    return _period(reader)


def _rule(reader: Reader) -> Repeats | None:
    token = reader.token
    if token is None or token.kind != "rule":
        return None
    reader.at += 1
    rule = reader.text[token.start : token.end].removeprefix("RRULE:")
    return lambda _, __: Repeat(rule)


def _adverb(reader: Reader) -> Repeats | None:
    typed = reader.offset
    often = reader.take(_ADVERBS)
    return None if often is None else _often(reader, often[0], often[1], typed)


def _every(reader: Reader) -> Repeats | None:
    """How often: “every 2 weeks on Friday”, “every other month”, “every weekday”."""
    start, typed = reader.at, reader.offset
    named = _every_day_named(reader)
    if named is not None:
        return named
    reader.at = start
    if not reader.skip(_EVERY):
        return None
    if reader.skip(_WEEKDAY):
        return _fixed({"FREQ": "DAILY", "BYDAY": WORKDAYS})
    interval = _interval(reader)
    if (weekdays := _weekdays(reader)) is not None:
        return _phased(reader, {"FREQ": "WEEKLY", "BYDAY": weekdays}, interval, typed)
    unit = reader.take(OFTEN)
    return None if unit is None else _often(reader, unit[0], unit[1] * interval, typed)


def _interval(reader: Reader) -> int:
    other = reader.see(_OTHER)
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
    if not reader.skip(_EVERY):
        return None
    if (weekdays := _weekdays(reader)) is not None:
        return _fixed({"FREQ": "WEEKLY", "BYDAY": weekdays})
    return _month_days(reader, typed)


def _month_days(reader: Reader, typed: int) -> Repeats | None:
    first = month_day(reader)
    if first is None:
        return None
    days = [first]
    while True:
        start = reader.at
        joined = reader.see(_AND)
        if joined is None:
            break
        reader.at += joined[0]
        further = month_day(reader)
        if further is None:
            reader.at = start
            break
        days.append(further)
    token = reader.token
    if token is not None and token.kind == "number" and len(token.key) == 4:
        return None
    return _fixed(_of_months(reader, [(number, month) for month, number in days], typed))


def _of_months(reader: Reader, days: list[tuple[int, int]], typed: int) -> Parts:
    """Days of the year as a rule: the same number in each month, or the last day of each."""
    numbers = {number for number, _ in days}
    months = ",".join(str(month) for _, month in days)
    if all(number == _LONGEST[month - 1] for number, month in days) and (len(numbers) > 1 or numbers == {29}):
        return {"FREQ": "YEARLY", "BYMONTH": months, "BYMONTHDAY": "-1"}
    if len(numbers) > 1:
        reader.refuse("These days don't have the same number. Write one deadline for each of them.", typed)
    return {"FREQ": "YEARLY", "BYMONTH": months, "BYMONTHDAY": str(numbers.pop())}


_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _day_each_year(reader: Reader) -> Repeats | None:
    """A day of the year: “31 March of each year”, “March 31 annually”."""
    typed = reader.offset
    found = _month_days(reader, typed)
    return found if found is not None and reader.skip(_EACH_YEAR) else None


def _place_of_each(reader: Reader) -> Repeats | None:
    """A place in each: “the 15th of each month”, “the last business day of each calendar quarter”."""
    typed = reader.offset
    if (on := reader.see(_ON)) is not None:
        reader.at += on[0]
    reader.skip(THE)
    places = _places(reader)
    if places is None:
        return None
    every = reader.take(_EACH_MONTH)
    if every is not None:
        months = {"": (), "quarter": _QUARTER[places[0].n > 0], "year": ((1,) if places[0].n > 0 else (12,))}[every[1]]
        return _placed(reader, {"FREQ": every[0]}, places, tuple(months), typed)
    reader.skip(_OF)
    each = reader.skip(EACH)
    found = _months(reader)
    if found is None or not (each or reader.skip(_EACH_YEAR)):
        return None
    return _placed(reader, {"FREQ": "YEARLY"}, places, found, typed)


_QUARTER: Final = {True: (1, 4, 7, 10), False: (3, 6, 9, 12)}


def _period_end(reader: Reader) -> Repeats | None:
    """The end of each period, said as such: "each quarter" alone is how often, not when."""
    offset = reader.offset
    found = _period(reader)
    return found if found and "end" in reader.text[offset : reader.tokens[reader.at - 1].end].casefold() else None


def _period(reader: Reader) -> Repeats | None:
    """The end of each calendar quarter is a rule, of each fiscal one an event; without its kind it is asked about."""
    reader.want("“each”", ("the end of each calendar quarter", "each fiscal quarter end"))
    found = reader.match(_PERIOD_END)
    if found is None:
        return None
    kind, unit = (found[1] or found[3] or "").casefold(), (found[2] or found[4]).casefold()
    anchors = reader.context.anchors
    rule = PERIOD_RULES.get(unit if unit == "month" else f"calendar {unit}", "")
    event = resolve(f"{kind or 'fiscal'} {unit} end", anchors)
    if unit == "month" or kind == "calendar":
        return lambda _, __: Repeat(rule)
    if kind:
        return lambda asker, _: Repeat(anchor=event(asker))
    if is_known(f"{unit} end", anchors):
        known = resolve(f"{unit} end", anchors)
        return lambda asker, _: Repeat(anchor=known(asker))

    def build(asker: Asker, _: date | None) -> Repeat:
        options = [
            (Repeat(anchor=event(asker)), f"the company's own {unit}"),
            (Repeat(rule), "ends by the calendar"),
        ]
        return asker.ask(f"The end of each {unit}: fiscal or calendar?", options)

    return build


def _often(reader: Reader, freq: str, interval: int, typed: int) -> Repeats | None:
    """A frequency with the place that follows it; bi- is asked about."""
    on = reader.at
    parts: Parts = {"FREQ": freq}
    if reader.skip(_ON):
        found = _on(reader, parts, typed, interval)
        if found is not None:
            return found
    reader.at = on
    return _phased(reader, parts, interval, typed)


def _on(reader: Reader, parts: Parts, typed: int, interval: int) -> Repeats | None:
    freq = parts["FREQ"]
    if freq in ("DAILY", "WEEKLY"):
        days = WORKDAYS if reader.skip(_WEEKDAY) else _weekdays(reader)
        return None if days is None else _phased(reader, {**parts, "BYDAY": days}, interval, typed)
    if freq == "YEARLY" and (day := month_day(reader)) is not None:
        return _phased(reader, {**parts, **_of_months(reader, [(day[1], day[0])], typed)}, interval, typed)
    reader.skip(THE)
    reader.want("a place, such as 15th", ("15th", "last day", "last business day", "1st business day", "last Friday"))
    places = _places(reader)
    if places is None:
        return None
    months: tuple[int, ...] = ()
    if freq == "YEARLY":
        found = _months(reader) if reader.skip(_OF) else None
        if found is None:
            return None
        months = found
    return _placed(reader, parts, places, months, typed, interval)


def _twice(reader: Reader, parts: Parts, typed: int, steps: tuple[Step, ...]) -> Repeats:
    """The prefix bi- means every two or twice in one: nobody can tell, so the words for each are offered."""
    week = parts["FREQ"] == "WEEKLY"
    unit = "week" if week else "month"
    twice = {"FREQ": "WEEKLY", "BYDAY": "MO,TH"} if week else {"FREQ": "MONTHLY", "BYMONTHDAY": "1,15"}
    usual = {"FREQ": "WEEKLY", "BYDAY": "FR"} if week else {"FREQ": "MONTHLY", "BYMONTHDAY": "1"}
    word = reader.text[typed:].split()[0].rstrip(",")

    def build(asker: Asker, start: date | None) -> Repeat:
        options = [(False, f"every two {unit}s"), (True, f"twice a {unit}: put in its days")]
        if asker.ask(f"{word}: every two {unit}s, or twice a {unit}?", options):
            return Repeat(join_parts(twice))
        every = parts if start or len(parts) > 1 else usual
        return _phased(reader, every, 2, typed, steps)(asker, start)

    return build


def _weekdays(reader: Reader) -> str | None:
    """Weekdays by their codes: "Monday, Tuesday and Friday"."""
    first = reader.take(WEEKDAY_NAMES)
    if first is None:
        return None
    found = [first]
    while (joined := reader.see(_AND)) and (further := reader.see(WEEKDAY_NAMES, joined[0])):
        reader.at += joined[0] + further[0]
        found.append(further[1])
    return ",".join(CODES[number] for number in found)


def _months(reader: Reader) -> tuple[int, ...] | None:
    first = reader.take(MONTH_NAMES)
    if first is None:
        return None
    found = [first]
    while (joined := reader.see(_AND)) and (further := reader.see(MONTH_NAMES, joined[0])):
        reader.at += joined[0] + further[0]
        found.append(further[1])
    return tuple(found)


def _places(reader: Reader) -> list[Place] | None:
    """Places of one kind: "15th", "1st and 15th", "last day", "2nd Tuesday", "5th business day"."""
    found: list[Place] = []
    while True:
        start = reader.at
        if found:
            joined = reader.see(_AND)
            if joined is None:
                break
            reader.at += joined[0]
            reader.skip(THE)
        nth = place(reader)
        if nth is None:
            reader.at = start
            break
        noun = reader.take(_NOUN)
        if noun is None and nth < 0 and not found:
            return None
        found.append(Place(nth, noun or "day"))
    return found or None


def _placed(
    reader: Reader, parts: Parts, places: list[Place], months: tuple[int, ...], typed: int, interval: int = 1
) -> Repeats | None:
    """Places within months as a rule; a business day is a step from the end of the month that it is nearer to."""
    if months:
        parts = {**parts, "BYMONTH": ",".join(map(str, months))}
    first = places[0]
    if first.noun == "day" and all(item.noun == "day" for item in places):
        parts = {**parts, **_month_days_of(reader, [item.n for item in places], months, typed)}
        return _phased(reader, parts, interval, typed)
    if len(places) > 1:
        return None
    if first.noun == "business day":
        if not 1 <= abs(first.n) <= 23:
            return None
        parts = {**parts, "BYMONTHDAY": "1" if first.n > 0 else "-1"}
        return _phased(reader, parts, interval, typed, (NthBusinessDayOfMonth(n=first.n),))
    if first.noun == "weekday":
        return _phased(reader, {**parts, "BYDAY": WORKDAYS, "BYSETPOS": str(first.n)}, interval, typed)
    code = CODES[WEEKDAYS.index(first.noun)]
    return _phased(reader, {**parts, "BYDAY": f"{first.n}{code}"}, interval, typed)


def _month_days_of(reader: Reader, numbers: list[int], months: tuple[int, ...], typed: int) -> Parts:
    """Numbers of days; the 29th to 31st mean the end of a month that has no such day."""
    if any(not 1 <= abs(number) <= 31 for number in numbers):
        reader.refuse("No month has such a day. Write a place from 1st to 31st, or “last day”.", typed)
    late = [number for number in numbers if number > 28]
    if not late or (months and all(number <= _LONGEST[month - 1] for number in late for month in months)):
        return {"BYMONTHDAY": ",".join(map(str, numbers))}
    if months or (len(numbers) > 1 and late != [31]):
        reader.refuse("Not all of these months have that day. Write “last day”, or one deadline for each.", typed)
    if len(numbers) > 1 or late == [31]:
        return {"BYMONTHDAY": ",".join("-1" if number == 31 else str(number) for number in numbers)}
    return {"BYMONTHDAY": ",".join(map(str, range(28, late[0] + 1))), "BYSETPOS": "-1"}


def _fixed(parts: Parts) -> Repeats:
    rule = join_parts(parts)
    return lambda _, __: Repeat(rule)


def _phased(reader: Reader, parts: Parts, interval: int, typed: int, steps: tuple[Step, ...] = ()) -> Repeats:
    """A rule that may hang on its start: where none is said, the nearest ones are asked about."""
    if interval == 0:
        return _twice(reader, parts, typed, steps)
    every = {**parts, "INTERVAL": str(interval)} if interval > 1 else parts
    rule, at, today = join_parts(every), reader.position(typed), reader.context.today

    def build(asker: Asker, start: date | None) -> Repeat:
        unplaced = len(parts) == 1 and parts["FREQ"] != "DAILY"
        if start is not None or (interval == 1 and not unplaced):
            return Repeat(rule, steps=steps)
        if unplaced:
            return _on_which_day(asker, parts["FREQ"], interval, reader, at)
        if today is None:
            raise NotationError("Say from which day it counts: write “, from” and the first day after it.", at)
        firsts = _firsts(parts, interval, today)
        options = [(Repeat(rule, steps=steps, start=day), f"first on {say_day(day)}") for day in firsts]
        return asker.ask("From which day?", options)

    return build


def _firsts(parts: Parts, interval: int, today: date) -> tuple[date, ...]:
    """The next days on which the rule would fall if it left none out: one of them is the first."""
    span = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[parts["FREQ"]]
    days = occurrences(join_parts(parts), today, today + timedelta(span * (min(interval, 4) + 1)))
    if not days:
        raise DayError("Say from which day it counts: write “, from” and the first day after it.")
    return days[: min(interval, 4)]


def _on_which_day(asker: Asker, freq: str, interval: int, reader: Reader, at: int) -> Repeat:
    """A frequency without a day: the usual days are offered."""
    if (freq, interval) == ("MONTHLY", 3):
        event = resolve("fiscal quarter end", reader.context.anchors)(asker)
        return asker.ask(
            "Quarterly: on which day?",
            [
                (Repeat(PERIOD_RULES["calendar quarter"]), "the end of each calendar quarter"),
                (Repeat(anchor=event), "the end of each fiscal quarter"),
            ],
        )
    usual = {
        ("WEEKLY", 1): (("FREQ=WEEKLY;BYDAY=FR", ""), ("FREQ=WEEKLY;BYDAY=MO", "")),
        ("MONTHLY", 1): (
            ("FREQ=MONTHLY;BYMONTHDAY=-1", ""),
            ("FREQ=MONTHLY;BYMONTHDAY=1", ""),
            ("FREQ=MONTHLY;BYMONTHDAY=15", ""),
        ),
        ("MONTHLY", 6): ((PERIOD_RULES["calendar half-year"], ""),),
        ("YEARLY", 1): ((PERIOD_RULES["calendar year"], ""), ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "")),
    }.get((freq, interval))
    if usual is None or len(usual) < 2:
        raise NotationError("Say from which day it counts: write “, from” and the first day after it.", at)
    return asker.ask("On which day?", [(Repeat(rule), why) for rule, why in usual])


def times(reader: Reader) -> int | None:
    """How many times: “6 times”, “12 occurrences”."""
    start = reader.at
    count = number(reader)
    if count is None or not reader.skip(_TIMES):
        reader.at = start
        return None
    return count(Asker())


_TIMES: Final = Phrases("“times”", dict.fromkeys(("times", "time", "occurrences"), True), ("times",))
