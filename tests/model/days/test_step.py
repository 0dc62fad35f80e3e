"""Steps give the day that the law or the contract gives, and a line that explains it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.days.calendar import Calendar, known_calendars, named
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    Cutoff,
    Hours,
    LastDayOfMonth,
    NthBusinessDayOfMonth,
    Roll,
    Step,
    check_steps,
)
from model.days.saying import say_steps
from model.days.step import last_of_month, work_out
from model.days.wording import say_day
from model.errors import DayError

SAT_SUN, NONE, FED = named(("SAT_SUN",)), named(("NONE",)), named(("US-FED",))


TURNED = "the next business day is in another month, so moved to the business day before"


def result(step: Step | tuple[Step, ...], anchor: str, calendar: str = "SAT_SUN") -> str:
    steps = step if isinstance(step, tuple) else (step,)
    return work_out(steps, date.fromisoformat(anchor), named((calendar,)))[-1].day.isoformat()


@pytest.mark.parametrize(
    ("step", "anchor", "expected"),
    [
        (Add(n=45, unit="day"), "1996-09-30", "1996-11-14"),  # 10-Q for the third quarter of 1996
        (Add(n=12, unit="day"), "1996-11-20", "1996-12-02"),
        (Add(n=-60, unit="day"), "2024-08-06", "2024-06-07"),
        (Add(n=0, unit="day"), "1996-11-20", "1996-11-20"),
        (Add(n=2, unit="week"), "1996-11-20", "1996-12-04"),
        (Add(n=1, unit="day"), "1996-02-28", "1996-02-29"),
        (Add(n=1, unit="month"), "1996-01-31", "1996-02-29"),
        (Add(n=1, unit="month"), "1997-01-31", "1997-02-28"),
        (Add(n=-1, unit="month"), "1996-03-31", "1996-02-29"),
        (Add(n=4, unit="month"), "1978-09-30", "1979-01-30"),  # Dodds v Walker [1981] 1 WLR 1027
        (Add(n=1, unit="year"), "1996-02-29", "1997-02-28"),
        (Add(n=4, unit="year"), "1996-02-29", "2000-02-29"),
        (Add(n=6, unit="month", month_end="sticky"), "2024-06-30", "2024-12-31"),  # Companies Act 2006 s.443
        (Add(n=6, unit="month", month_end="sticky"), "2024-06-29", "2024-12-29"),
        (Add(n=1, unit="year", month_end="sticky"), "1995-02-28", "1996-02-29"),
        (Add(n=1, unit="month", month_end="sticky"), "1996-01-30", "1996-02-29"),
        (Add(n=1, unit="month", month_end="sticky_business"), "2014-07-31", "2014-08-29"),
        (Add(n=1, unit="month", month_end="sticky_business"), "2015-02-27", "2015-03-31"),
        (
            Add(n=1, unit="month", month_end="sticky_business"),
            "2014-08-31",
            "2014-09-30",
        ),  # a Sunday: not a business day
        (Add(n=1, unit="month", month_end="day_before"), "1996-11-15", "1996-12-14"),
        (Add(n=1, unit="year", month_end="day_before"), "1996-01-01", "1996-12-31"),
        # Insolvency (Scotland) Rules 2018 r.1.4(2)(a)(ii): a month without the number ends the period on its last day.
        (Add(n=1, unit="month", month_end="day_before"), "2023-01-31", "2023-02-28"),
        (Add(n=1, unit="month", month_end="day_before"), "2024-01-30", "2024-02-29"),
        (Add(n=1, unit="month", month_end="day_before"), "2024-01-29", "2024-02-28"),
        (Add(n=6, unit="month", month_end="day_before"), "2024-08-31", "2025-02-28"),
        (Add(n=1, unit="year", month_end="day_before"), "2024-02-29", "2025-02-28"),
    ],
)
def test_periods_end_where_their_month_end_says(step: Add, anchor: str, expected: str) -> None:
    assert result(step, anchor) == expected


@pytest.mark.parametrize(
    ("convention", "anchor", "expected"),
    [
        ("following", "1996-11-30", "1996-12-02"),
        ("preceding", "1996-12-01", "1996-11-29"),
        ("modified_following", "1996-11-30", "1996-11-29"),
        ("modified_following", "1996-11-23", "1996-11-25"),
        ("modified_preceding", "1996-12-01", "1996-12-02"),
        ("modified_preceding", "1996-11-24", "1996-11-22"),
        ("nearest_fpml", "1996-11-23", "1996-11-22"),
        ("nearest_fpml", "1996-11-24", "1996-11-25"),
        ("nearest_fpml", "1996-11-28", "1996-11-27"),  # a Thursday holiday goes back
        ("nearest_fpml", "1996-05-27", "1996-05-28"),  # a Monday holiday goes on
        ("nearest_quantlib", "1996-11-23", "1996-11-22"),
        ("nearest_quantlib", "1996-11-24", "1996-11-25"),
        ("nearest_quantlib", "1996-11-28", "1996-11-29"),  # a tie goes on
        ("none", "1996-11-30", "1996-11-30"),
    ],
)
def test_a_closed_day_moves_as_its_convention_says(convention: str, anchor: str, expected: str) -> None:
    roll = msgspec.convert({"op": "roll", "convention": convention}, Roll)
    assert result(roll, anchor, "US-FED") == expected
    assert result(roll, "1996-11-27", "US-FED") == "1996-11-27"


@pytest.mark.parametrize(
    ("step", "anchor", "expected"),
    [
        (BusinessDays(n=4), "2025-06-03", "2025-06-09"),  # SEC C&DI 121A.01
        (BusinessDays(n=4), "2024-11-23", "2024-11-29"),  # a Saturday event: Monday is day one
        (BusinessDays(n=4), "1996-11-26", "1996-12-03"),
        (BusinessDays(n=-4), "1996-12-03", "1996-11-26"),
        (BusinessDays(n=-1), "1996-12-01", "1996-11-29"),
        (BusinessDays(n=20, count="include_trigger"), "2013-06-04", "2013-07-01"),
        (BusinessDays(n=1, count="include_trigger"), "2013-06-04", "2013-06-04"),
        (BusinessDays(n=1, count="include_trigger"), "2013-06-01", "2013-06-03"),
        (BusinessDays(n=-1, count="include_trigger"), "2013-06-04", "2013-06-04"),
        (BusinessDays(n=-2, count="include_trigger"), "2013-06-02", "2013-05-30"),
        (NthBusinessDayOfMonth(n=5), "2018-12-01", "2018-12-07"),
        (NthBusinessDayOfMonth(n=1), "1996-09-15", "1996-09-03"),
        (NthBusinessDayOfMonth(n=-1), "1996-11-05", "1996-11-29"),
        (NthBusinessDayOfMonth(n=-2), "1996-11-30", "1996-11-27"),
        (LastDayOfMonth(), "1996-02-10", "1996-02-29"),
        (LastDayOfMonth(months=1), "1996-01-31", "1996-02-29"),
        (LastDayOfMonth(months=-1), "1996-03-31", "1996-02-29"),
        (ClearDays(n=14, direction="before"), "1996-12-16", "1996-12-01"),
        (ClearDays(n=7, direction="after"), "1996-11-20", "1996-11-28"),
        (ClearDays(n=0, direction="after"), "1996-11-20", "1996-11-21"),
    ],
)
def test_business_days_clear_days_and_places_in_the_month(step: Step, anchor: str, expected: str) -> None:
    assert result(step, anchor, "US-FED") == expected


@pytest.mark.parametrize(
    ("anchor", "direction", "expected"),
    [
        ("2023-10-20", "before", "2023-10-16"),
        ("2023-10-16", "after", "2023-10-20"),
        ("2023-10-21", "before", "2023-10-17"),
    ],
)
def test_clear_business_days_leave_three_between(anchor: str, direction: str, expected: str) -> None:
    """CPR 2.8, third example: a hearing on Friday 20 October, at least 3 days before, served by Monday 16 October."""
    step = msgspec.convert({"op": "clear_days", "n": 3, "direction": direction, "skip_non_business": True}, ClearDays)
    assert result(step, anchor, "GB-ENG") == expected


def test_each_step_goes_on_from_the_one_before() -> None:
    """FRCP 6(d): the three days for mail are added after the roll; 24 days at once would end earlier."""
    steps = (Add(n=21, unit="day"), Roll(), Add(n=3, unit="day"), Roll())
    lines = work_out(steps, date(2024, 8, 10), FED)
    assert [line.day.isoformat() for line in lines] == ["2024-08-31", "2024-09-03", "2024-09-06", "2024-09-06"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((Add(n=1, unit="month"), Add(n=1, unit="month")), "1997-03-28"),
        ((Add(n=2, unit="month"),), "1997-03-31"),
        ((Add(n=1, unit="month"), Add(n=1, unit="year")), "1998-02-28"),
        ((Add(n=1, unit="month"), Add(n=1, unit="month", month_end="sticky")), "1997-03-31"),
    ],
)
def test_a_month_after_a_month_counts_from_the_day_that_the_first_gave(steps: tuple[Step, ...], expected: str) -> None:
    assert result(steps, "1997-01-31") == expected


@pytest.mark.parametrize(
    ("steps", "anchor", "words"),
    [
        ((Add(n=45, unit="day"),), "1996-09-30", ["45 days after Mon 30 Sep 1996"]),
        ((Add(n=-1, unit="week"),), "1996-12-02", ["1 week before Mon 2 Dec 1996"]),
        (
            (BusinessDays(n=4),),
            "1996-11-26",
            ["4 business days after Tue 26 Nov 1996, passing over Thu 28 Nov 1996 (Thanksgiving Day)"],
        ),
        (
            (Add(n=1, unit="month"), Roll()),
            "1996-10-28",
            [
                "1 month after Mon 28 Oct 1996",
                "Thu 28 Nov 1996 is closed (Thanksgiving Day): moved to the next business day (U.S. federal holidays)",
            ],
        ),
        (
            (BusinessDays(n=1),),
            "1996-11-28",
            ["1 business day after Thu 28 Nov 1996"],
        ),
        ((Roll(),), "1996-11-27", ["a business day (U.S. federal holidays): not moved"]),
        (
            (Roll(convention="modified_following"),),
            "1996-11-30",
            [f"Sat 30 Nov 1996 is closed (Saturday): {TURNED} (U.S. federal holidays)"],
        ),
        ((NthBusinessDayOfMonth(n=-1),), "1996-11-05", ["on the last business day of the month of Tue 5 Nov 1996"]),
        ((LastDayOfMonth(months=2),), "1996-11-05", ["on the last day of the month 2 months after Tue 5 Nov 1996"]),
        ((ClearDays(n=14, direction="before"),), "1996-12-16", ["14 clear days before Mon 16 Dec 1996"]),
    ],
)
def test_each_line_explains_its_day(steps: tuple[Step, ...], anchor: str, words: list[str]) -> None:
    lines = work_out(steps, date.fromisoformat(anchor), FED)
    assert [line.words for line in lines] == words


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((Add(n=45, unit="day"),), "45 days after"),
        ((Add(n=1, unit="month"),), "1 month after"),
        (
            (Add(n=-10, unit="day"), Roll(convention="preceding")),
            "10 days before, then to the business day before if closed",
        ),
        ((Add(n=0, unit="day"),), "on"),
        ((BusinessDays(n=4),), "4 business days after"),
        ((BusinessDays(n=20, count="include_trigger"),), "20 business days, the first day counted, after"),
        ((Add(n=6, unit="month", month_end="sticky"),), "6 months, month end to month end, after"),
        ((ClearDays(n=3, direction="before", skip_non_business=True),), "3 clear business days before"),
        ((LastDayOfMonth(),), "on the last day of the month of"),
        ((NthBusinessDayOfMonth(n=-2),), "on the 2nd last business day of the month of"),
    ],
)
def test_steps_are_said_in_plain_words(steps: tuple[Step, ...], said: str) -> None:
    assert say_steps(steps) == said


def test_each_closure_on_the_way_is_named() -> None:
    roll, cutoff = Roll(), Cutoff(time="17:30", tz="America/New_York")
    england = named(("GB-ENG",))
    easter = "Mon 1 Apr 2024 (Easter Monday)"
    assert work_out((roll,), date(2024, 3, 29), england)[-1].words.endswith(f", passing over {easter}")
    assert easter in work_out((cutoff,), datetime.fromisoformat("2024-03-28T18:00"), england)[-1].words
    assert (
        easter
        in work_out(
            (Hours(n=24, tz="Europe/London", roll="following_same_time"),),
            datetime.fromisoformat("2024-03-28T12:00"),
            england,
        )[-1].words
    )
    year = work_out((BusinessDays(n=250),), date(2024, 1, 1), FED)[-1].words
    assert all(name in year for name in ("Juneteenth", "Columbus Day", "Christmas Day"))


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((), "no step"),
        ((BusinessDays(n=0),), "the day itself or the next one"),
        ((NthBusinessDayOfMonth(n=0),), "the day itself or the next one"),
        ((Add(n=-1, unit="month", month_end="day_before"),), "counted back"),
        ((Add(n=1, unit="day", month_end="sticky"),), "months or years"),
    ],
)
def test_steps_that_say_nothing_certain_are_refused(steps: tuple[Step, ...], says: str) -> None:
    with pytest.raises(DayError, match=says):
        check_steps(steps)
    with pytest.raises(DayError, match=says):
        work_out(steps, date(1996, 11, 20), FED)


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((Add(n=300, unit="year"),), "1900 to 2199"),
        ((Add(n=-100, unit="year"),), "1900 to 2199"),
        ((Add(n=100_000, unit="year"),), "1900 to 2199"),
        ((Add(n=100_000, unit="week"),), "1900 to 2199"),
        ((Add(n=-100_000, unit="day"),), "1900 to 2199"),
        ((LastDayOfMonth(months=100_000),), "1900 to 2199"),
        ((BusinessDays(n=100_000),), "covers 1971 to 2099"),
        ((Add(n=150, unit="year"), Roll()), "covers 1971 to 2099"),
        ((NthBusinessDayOfMonth(n=23),), "has no 23rd business day"),
    ],
)
def test_answers_beyond_what_is_known_are_refused(steps: tuple[Step, ...], says: str) -> None:
    with pytest.raises(DayError, match=says):
        work_out(steps, date(1996, 11, 20), FED)


@pytest.mark.parametrize(
    "text",
    [
        '{"op":"add","n":45,"unit":"day"}',
        '{"op":"add","n":6,"unit":"month","month_end":"sticky"}',
        '{"op":"business_days","n":20,"count":"include_trigger"}',
        '{"op":"roll","convention":"preceding"}',
        '{"op":"clear_days","n":3,"direction":"before","skip_non_business":true}',
        '{"op":"last_day_of_month","months":1}',
        '{"op":"nth_business_day_of_month","n":5}',
    ],
)
def test_steps_are_kept_in_the_json_form_of_the_rulebook(text: str) -> None:
    step = msgspec.json.decode(text, type=Step)
    assert msgspec.json.decode(msgspec.json.encode(step), type=Step) == step
    kept = {**msgspec.json.decode(msgspec.json.encode(step))}
    assert kept.items() >= msgspec.json.decode(text).items()


@pytest.mark.parametrize(
    "text",
    [
        '{"op":"add","n":1,"unit":"fortnight"}',
        '{"op":"add","n":1.5,"unit":"day"}',
        '{"op":"add","n":1000000,"unit":"day"}',
        '{"op":"add","unit":"day"}',
        '{"op":"roll","convention":"forward"}',
        '{"op":"roll","convention":"following","use_forward_only":"yes"}',
        '{"op":"guess"}',
        '{"n":1,"unit":"day"}',
    ],
)
def test_a_step_that_is_not_known_is_never_passed_over(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Step)


anchors = st.dates(date(1985, 1, 1), date(2080, 12, 31))
calendars = st.sampled_from([each for name in known_calendars() if (each := named((name,))).first_year < 1985])
conventions = st.sampled_from(
    ["following", "preceding", "modified_following", "modified_preceding", "nearest_fpml", "nearest_quantlib"]
)


@given(anchors, calendars, conventions)
def test_no_roll_ends_on_a_closure(anchor: date, calendar: Calendar, convention: str) -> None:
    (line,) = work_out((msgspec.convert({"op": "roll", "convention": convention}, Roll),), anchor, calendar)
    assert calendar.is_open(line.day)
    assert (line.day == anchor) == calendar.is_open(anchor)
    if convention.startswith("modified"):
        assert (line.day.year, line.day.month) == (anchor.year, anchor.month)


@given(anchors, st.integers(-600, 600), st.sampled_from(["clip", "sticky"]))
def test_months_land_in_the_month_they_name(anchor: date, n: int, month_end: str) -> None:
    step = msgspec.convert({"op": "add", "unit": "month", "n": n, "month_end": month_end}, Add)
    (line,) = work_out((step,), anchor, NONE)
    assert line.day.year * 12 + line.day.month == anchor.year * 12 + anchor.month + n
    if month_end == "clip":
        assert line.day.day == min(anchor.day, last_of_month(line.day).day)


@given(anchors, st.lists(st.integers(-24, 24), min_size=1, max_size=5))
def test_a_run_of_months_never_drifts_where_every_month_has_the_day(anchor: date, parts: list[int]) -> None:
    anchor = anchor.replace(day=min(anchor.day, 28))
    split = work_out(tuple(Add(n=n, unit="month") for n in parts), anchor, NONE)
    (whole,) = work_out((Add(n=sum(parts), unit="month"),), anchor, NONE)
    assert split[-1].day == whole.day


@given(anchors, st.integers(0, 60), st.booleans())
def test_clear_days_lie_wholly_between_the_ends(anchor: date, n: int, skip: bool) -> None:
    after = ClearDays(n=n, direction="after", skip_non_business=skip)
    (line,) = work_out((after,), anchor, SAT_SUN)
    between = [anchor + timedelta(k) for k in range(1, (line.day - anchor).days)]
    counted = [day for day in between if not skip or SAT_SUN.is_open(day)]
    assert len(counted) == n


@given(anchors, st.integers(1, 60).flatmap(lambda n: st.sampled_from([n, -n])))
def test_the_days_named_as_passed_over_are_the_closures_between(anchor: date, n: int) -> None:
    (line,) = work_out((BusinessDays(n=n),), anchor, FED)
    first, last = sorted((anchor, line.day))
    passed = [day for day, _ in FED.closures_between(first, last) if day != anchor]
    assert len(passed) > 4 or all(say_day(day) in line.words for day in passed)
    assert say_day(line.day) not in line.words or line.day == anchor
