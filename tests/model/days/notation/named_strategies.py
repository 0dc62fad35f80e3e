"""Every meaning that a notation can have, drawn at random: all steps, all forms, names of every kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from model.days.calendar import known_calendars
from model.days.notation import Context, NamedDeadline, NamedSeries
from model.days.notation.letters import tidy
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Fixed,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
    check_steps,
)
from model.days.wording import WEEKDAYS
from model.errors import DayError
from tests.model.days.notation import forms

ZONES = ["America/New_York", "Europe/London", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5"]
KNOWN_NAMES = [
    "closing", "Closing", "signing", "fiscal quarter end", "quarter end", "calendar quarter end", "end of the year",
    "the meeting", "signing and delivery", "Item 5, para. 4", "earlier of", "30 June 2027", "promptly",
    "notice (first)",
    "10-Q filing", "USMX-17: submission", "board’s approval", "that", "closing 1", "closing 2", "demand", "Friday",
    "month", "”quoted”", "Acme Inc.", "all times", "each", "March meeting", "closings",
]  # fmt: skip


def sound(make: Callable[..., Any], *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """What `make` gives for the parts that it accepts."""

    def build(args: tuple[Any, ...]) -> Any:
        try:
            return make(*args)
        except DayError:
            return None

    return st.builds(build, st.tuples(*parts)).filter(lambda value: value is not None)


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
maybe_days = st.none() | days
numbers = st.integers(-100_000, 100_000) | st.integers(-40, 40)
names = (st.sampled_from(KNOWN_NAMES) | st.text(min_size=1, max_size=20)).map(tidy).filter(bool)
times = st.times().map(lambda time: f"{time:%H:%M}")
zones = st.sampled_from(ZONES)
month_days = st.dates(date(1996, 1, 1), date(1996, 12, 31)).map(lambda day: f"{day:%m-%d}")
calendars = st.lists(st.sampled_from(known_calendars()), max_size=3, unique=True).map(tuple)

adds = st.builds(Add, n=numbers, unit=st.sampled_from(["day", "week", "month", "year"])) | st.builds(
    Add,
    n=numbers,
    unit=st.sampled_from(["month", "year"]),
    month_end=st.sampled_from(["clip", "sticky", "sticky_business", "day_before"]),
)
steps = (
    adds
    | st.builds(BusinessDays, n=numbers, count=st.sampled_from(["exclude_trigger", "include_trigger"]))
    | st.builds(
        Roll,
        convention=st.sampled_from(
            [
                "following",
                "preceding",
                "modified_following",
                "modified_preceding",
                "nearest_fpml",
                "nearest_quantlib",
                "none",
            ]
        ),
        use_forward_only=st.booleans(),
    )
    | st.builds(
        ClearDays,
        n=st.integers(0, 100),
        direction=st.sampled_from(["before", "after"]),
        skip_non_business=st.booleans(),
    )
    | st.builds(LastDayOfMonth, months=numbers)
    | st.builds(NthBusinessDayOfMonth, n=st.integers(-23, 23))
    | st.builds(
        CountDays,
        n=numbers,
        skip_non_business=st.booleans(),
        exclude_ranges=st.lists(st.tuples(month_days, month_days), max_size=2).map(tuple),
    )
    | st.builds(Cutoff, time=times, tz=zones)
    | st.builds(
        Hours, n=numbers, tz=zones, roll=st.sampled_from(["none", "following_same_time", "preceding_same_time"])
    )
    | st.builds(ExtendIfInaccessible)
    | st.builds(RegFdPromptly)
    | st.builds(LeapYearDays, n=numbers)
    | st.builds(NextMonthDay, month=st.integers(1, 12), day=st.integers(1, 31))
    | st.builds(
        NthWeekday,
        n=st.integers(-60, 60),
        weekday=st.sampled_from(WEEKDAYS),
        count=st.sampled_from(["exclude_trigger", "include_trigger"]),
    )
)


def _sound_steps(found: tuple[Step, ...]) -> bool:
    try:
        check_steps(found)
    except DayError:
        return False
    return True


several_steps = (
    st.lists(steps, min_size=1, max_size=4).map(tuple) | st.builds(Fixed, date=maybe_days).map(lambda step: (step,))
).filter(_sound_steps)
limits = st.tuples(times, zones) | st.just(("", ""))


maybe_steps = st.just(()) | several_steps
stated = sound(
    lambda day, before, limit, first, promptly: forms.on(
        day, strictly_before=before, time=limit[0], zone=limit[1], not_earlier_than=first, promptly=promptly
    ),
    days, st.booleans(), limits, maybe_days, st.booleans(),
)  # fmt: skip
counted = sound(
    lambda steps, anchor, own, limit, first, promptly, opens: forms.after(
        steps, anchor, own, time=limit[0], zone=limit[1], not_earlier_than=first, promptly=promptly, opens=opens
    ),
    several_steps, names | days, calendars, limits, maybe_days, st.booleans(), maybe_steps,
)  # fmt: skip
maybe_names = st.just("") | names


@st.composite
def rules(draw: st.DrawFn) -> str:
    """RFC 5545 rules, common and odd."""
    parts = [f"FREQ={draw(st.sampled_from(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']))}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 12))}")
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    if draw(st.booleans()):
        months = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))
        parts.append(f"BYMONTH={','.join(map(str, months))}")
    if draw(st.booleans()):
        days_of_month = draw(st.lists(st.integers(1, 31) | st.integers(-5, -1), min_size=1, max_size=3, unique=True))
        parts.append(f"BYMONTHDAY={','.join(map(str, days_of_month))}")
    if draw(st.booleans()):
        place = draw(st.sampled_from(["", "1", "-1", "+2"]))
        codes = draw(
            st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=5, unique=True)
        )
        parts.append(f"BYDAY={','.join(place + code for code in codes)}")
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2']))}")
    return ";".join(parts)


COMMON_RULES = [
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYMONTHDAY=1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO",
    "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
    "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
]


def _recurring(rule: str, event: str, start_event: str, rest: tuple[Any, ...]) -> NamedSeries:
    start, until, until_event, own, opens, places, promptly, limit = rest
    return forms.series(
        rule,
        start,
        until,
        steps=own,
        opens=opens,
        calendars=places,
        promptly=promptly,
        event=event,
        start_event=start_event,
        until_event=until_event,
        time=limit[0],
        zone=limit[1],
    )


_rest = st.tuples(
    maybe_days, maybe_days, maybe_names, maybe_steps, maybe_steps, calendars, st.booleans(), limits
)  # fmt: skip
recurring = sound(_recurring, rules() | st.sampled_from(COMMON_RULES), st.just(""), maybe_names, _rest) | sound(
    _recurring, st.just(""), names, st.just(""), _rest
)
several = st.builds(
    lambda pick, of, promptly: forms.several(pick, of, promptly=promptly),
    st.sampled_from(["earlier", "later"]), st.lists(stated | counted, min_size=2, max_size=3).map(tuple), st.booleans(),
)  # fmt: skip
undated = st.builds(
    forms.undated,
    st.sampled_from(["promptly", "on demand", "once something happens", "not stated"]),
    st.just("")
    | st.sampled_from(["once the permit is issued", "forthwith", "promptly after closing", "upon request"])
    | names,
)
continuing = sound(
    lambda since, until, words, first, last: forms.span(since, until, words, since_event=first, until_event=last),
    maybe_days, maybe_days, maybe_names, maybe_names, maybe_names,
)  # fmt: skip
meanings: st.SearchStrategy[NamedDeadline] = stated | counted | recurring | several | undated | continuing
contexts = st.builds(
    Context,
    today=maybe_days,
    anchors=st.lists(names, max_size=6).map(tuple),
    instrument=st.sampled_from(["", "Credit Agreement"]),
    counts=st.sampled_from(["", "calendar", "business"]),
    calendars=calendars,
    roll=st.sampled_from([None, "following", "preceding"]),
    zone=st.sampled_from(["", "America/New_York"]),
)
