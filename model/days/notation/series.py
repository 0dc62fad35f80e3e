"""How often and where in the month as a rule; what the rule still hangs on is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeAlias

from model.days.notation.asking import Asker
from model.days.notation.names import resolve
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.rule_parts import join_parts
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
    start_event: str = ""


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


class MonthPlace(NamedTuple):
    """A place within a month: the n-th day, weekday or business day of it."""

    n: int
    noun: str


def of_months(reader: Reader, days: list[tuple[int, int]], typed: int) -> Parts:
    """Days of the year as a rule: the same number in each month, or the last day of each."""
    numbers = {number for number, _ in days}
    months = ",".join(str(month) for _, month in days)
    if all(number == _LONGEST[month - 1] for number, month in days) and (len(numbers) > 1 or numbers == {29}):
        return {"FREQ": "YEARLY", "BYMONTH": months, "BYMONTHDAY": "-1"}
    if len(numbers) > 1:
        if (29, 2) in days:
            reader.refuse("29 February stands beside other days. Write one deadline for each of them.", typed)
        return {"FREQ": "YEARLY", "BYYEARDAY": ",".join(str(_day_of_year(number, month)) for number, month in days)}
    return {"FREQ": "YEARLY", "BYMONTH": months, "BYMONTHDAY": str(numbers.pop())}


def _day_of_year(number: int, month: int) -> int:
    """A day's place in the year, which leap years don't change: from March on it is counted from the end."""
    day = date(2001, month, number)
    return (day - date(2000, 12, 31)).days if month < 3 else (day - date(2002, 1, 1)).days


def day_at(place: int) -> tuple[int, int]:
    """The number and month of a day by its place in the year, counted from either end.

    >>> day_at(-282), day_at(15)
    ((25, 3), (15, 1))
    """
    day = (date(2000, 12, 31) if place > 0 else date(2002, 1, 1)) + timedelta(place)
    return day.day, day.month


_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _twice(reader: Reader, parts: Parts, typed: int, steps: tuple[Step, ...]) -> Repeats:
    """The prefix bi- means every two or twice in one: nobody can tell, so the words for each are offered."""
    if parts["FREQ"] == "YEARLY":
        return _biannual(reader, typed)
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
        return phased(reader, every, 2, typed, steps)(asker, start)

    return build


def _twice_a_month(asker: Asker, start: date | None) -> Repeat:
    del start
    options = [("FREQ=MONTHLY;BYMONTHDAY=1,15", ""), ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "")]
    return Repeat(asker.ask("Twice a month: on which days?", options))


def _biannual(reader: Reader, typed: int) -> Repeats:
    """Twice a year, or every two years: the usual days of each are offered."""
    word, today = reader.text[typed:].split()[0].rstrip(","), reader.context.today or date(1996, 11, 20)
    end = date(today.year, 12, 31)

    def build(asker: Asker, start: date | None) -> Repeat:
        first = start or end
        half, two = Repeat(PERIOD_RULES["calendar half-year"]), Repeat("FREQ=YEARLY;INTERVAL=2", start=first)
        return asker.ask(
            f"{word}: twice a year, or every two years?", [(half, "twice a year"), (two, "every two years")]
        )

    return build


def placed(
    reader: Reader, parts: Parts, places: list[MonthPlace], months: tuple[int, ...], typed: int, interval: int = 1
) -> Repeats | None:
    """Places within months as a rule; a business day is a step from the end of the month that it is nearer to."""
    if months:
        parts = {**parts, "BYMONTH": ",".join(map(str, months))}
    first = places[0]
    if first.noun == "day" and all(item.noun == "day" for item in places):
        parts = {**parts, **_month_days_of(reader, [item.n for item in places], months, typed)}
        return phased(reader, parts, interval, typed)
    if len(places) > 1:
        return None
    if first.noun == "business day":
        if not 1 <= abs(first.n) <= 23:
            return None
        parts = {**parts, "BYMONTHDAY": "1" if first.n > 0 else "-1"}
        return phased(reader, parts, interval, typed, (NthBusinessDayOfMonth(n=first.n),))
    if first.noun == "weekday":
        return phased(reader, {**parts, "BYDAY": WORKDAYS, "BYSETPOS": str(first.n)}, interval, typed)
    code = CODES[WEEKDAYS.index(first.noun)]
    return phased(reader, {**parts, "BYDAY": f"{first.n}{code}"}, interval, typed)


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


def monthly(number: int) -> str:
    """A day of each month, the last one where a month has no such day.

    >>> monthly(15), monthly(30)
    ('FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1')
    """
    if number <= 28:
        return f"FREQ=MONTHLY;BYMONTHDAY={number}"
    if number == 31:
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    return f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, range(28, number + 1)))};BYSETPOS=-1"


def fixed(parts: Parts) -> Repeats:
    """A rule that hangs on nothing else."""
    rule = join_parts(parts)
    return lambda _, __: Repeat(rule)


def phased(reader: Reader, parts: Parts, interval: int, typed: int, steps: tuple[Step, ...] = ()) -> Repeats:
    """A rule that may hang on its start: where none is said, the nearest ones are asked about."""
    if interval == 0:
        return _twice(reader, parts, typed, steps)
    if interval == -2:
        return _twice_a_month
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
        ("MONTHLY", 6): ((PERIOD_RULES["calendar half-year"], ""), ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "")),
        ("YEARLY", 1): ((PERIOD_RULES["calendar year"], ""), ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "")),
    }.get((freq, interval))
    today = reader.context.today
    if usual is None and today is not None and freq in ("MONTHLY", "YEARLY"):
        rule = f"FREQ={freq};INTERVAL={interval}"
        starts = [today, date(today.year, 12, 31)]
        return asker.ask("From which day?", [(Repeat(rule, start=day), f"first on {say_day(day)}") for day in starts])
    if usual is None:
        raise NotationError("Say from which day it counts: write “, from” and the first day after it.", at)
    return asker.ask("On which day?", [(Repeat(rule), why) for rule, why in usual])
