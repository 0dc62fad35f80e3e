"""Hours, cut-offs and days not counted: what FRCP 6, Regulation S-T, Regulation FD and court recesses ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.days.calendar import named
from model.days.operation import (
    Add,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Fixed,
    Hours,
    LeapYearDays,
    NextMonthDay,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
    check_steps,
)
from model.days.saying import say_steps
from model.days.step import work_out
from model.errors import DayError

FED, NYSE, NONE, WEEKENDS = named(("US-FED",)), named(("NYSE",)), named(("NONE",)), named(("SAT_SUN",))
EASTERN = "America/New_York"
SEC = Cutoff(time="17:30", tz=EASTERN)


@pytest.mark.parametrize(
    ("sent", "counts_for"),
    [
        ("2024-11-08T17:30", "2024-11-08"),
        ("2024-11-08T17:31", "2024-11-12"),  # Friday before Veterans Day
        ("2024-11-09T10:00", "2024-11-12"),  # a Saturday
        ("2024-11-11T09:00", "2024-11-12"),  # the holiday itself
        ("1996-11-20T17:31", "1996-11-21"),
        ("2024-11-08T22:30+00:00", "2024-11-08"),  # 17:30 in New York
        ("2024-11-08T22:31+00:00", "2024-11-12"),
    ],
)
def test_a_filing_counts_for_the_day_until_the_cut_off(sent: str, counts_for: str) -> None:
    """17 CFR 232.13(a)(2)."""
    assert work_out((SEC,), datetime.fromisoformat(sent), FED)[-1].day.isoformat() == counts_for


@pytest.mark.parametrize(
    ("hours", "roll", "trigger", "expected"),
    [
        (72, "following_same_time", "2025-07-02T14:00", "2025-07-07T14:00"),
        (72, "none", "2025-07-02T14:00", "2025-07-05T14:00"),
        (24, "none", "2025-03-08T14:00", "2025-03-09T15:00"),  # 24 hours over the hour that the clock skips
        (24, "none", "2024-11-02T14:00", "2024-11-03T13:00"),  # and over the one that it repeats
        (72, "following_same_time", "1996-10-25T09:00", "1996-10-28T08:00"),
        (-24, "preceding_same_time", "1996-12-02T09:00", "1996-11-29T09:00"),
        (48, "following_same_time", "1996-11-26T16:30", "1996-11-29T16:30"),  # Thanksgiving
    ],
)
def test_hours_are_those_that_pass(hours: int, roll: str, trigger: str, expected: str) -> None:
    """FRCP 6(a)(2)."""
    step = Hours(n=hours, tz=EASTERN, roll=roll)  # type: ignore[arg-type]
    line = work_out((step,), datetime.fromisoformat(trigger), FED)[-1]
    assert line.at is not None
    assert f"{line.at:%Y-%m-%dT%H:%M}" == expected
    assert line.day == line.at.date()


@pytest.mark.parametrize(
    ("learnt", "expected"),
    [
        ("2025-07-01T18:00", "2025-07-02T18:00"),  # 24 hours are the later
        ("2025-07-01T08:00", "2025-07-02T09:30"),  # the opening is
        ("2025-07-03T18:00", "2025-07-07T09:30"),  # over the Fourth and the weekend
        ("2025-07-05T12:00", "2025-07-07T09:30"),  # learnt on a Saturday
        ("2001-09-10T17:00", "2001-09-17T09:30"),  # the exchange was shut from the 11th to the 14th
    ],
)
def test_promptly_is_the_later_of_a_day_and_the_next_opening(learnt: str, expected: str) -> None:
    """17 CFR 243.101(d)."""
    line = work_out((RegFdPromptly(),), datetime.fromisoformat(learnt), FED)[-1]
    assert line.at is not None
    assert f"{line.at:%Y-%m-%dT%H:%M}" == expected


RECESS = (("12-21", "01-07"),)


@pytest.mark.parametrize(
    ("step", "trigger", "expected"),
    [
        (CountDays(n=10, exclude_ranges=RECESS), "2012-12-14", "2013-01-11"),  # Federal Courts Rules, rule 6(2), 8
        (CountDays(n=6, exclude_ranges=RECESS), "2012-12-14", "2012-12-20"),
        (CountDays(n=7, exclude_ranges=RECESS), "2012-12-14", "2013-01-08"),
        (CountDays(n=-10, exclude_ranges=RECESS), "2013-01-11", "2012-12-14"),
        (CountDays(n=4, skip_non_business=True), "1996-11-27", "1996-12-04"),
        (CountDays(n=-4, skip_non_business=True), "1996-12-04", "1996-11-27"),
        (CountDays(n=0), "1996-12-04", "1996-12-04"),
        (LeapYearDays(n=365), "1995-03-01", "1996-03-01"),  # 29 February 1996 is not counted
        (LeapYearDays(n=365), "1996-03-01", "1997-03-01"),
        (LeapYearDays(n=1), "1996-02-28", "1996-03-01"),
        (LeapYearDays(n=-1), "1996-03-01", "1996-02-28"),
        (NextMonthDay(month=3, day=1), "1996-12-31", "1997-03-01"),
        (NextMonthDay(month=3, day=1), "1996-03-01", "1997-03-01"),
        (NextMonthDay(month=2, day=29), "1996-12-31", "1997-02-28"),
        (NthWeekday(n=1, weekday="Friday"), "1996-11-20", "1996-11-22"),  # a Wednesday
        (NthWeekday(n=1, weekday="Wednesday"), "1996-11-20", "1996-11-27"),
        (NthWeekday(n=1, weekday="Wednesday", count="include_trigger"), "1996-11-20", "1996-11-20"),
        (NthWeekday(n=2, weekday="Monday"), "1996-11-20", "1996-12-02"),
        (NthWeekday(n=-1, weekday="Wednesday"), "1996-11-20", "1996-11-13"),
        (NthWeekday(n=-1, weekday="Wednesday", count="include_trigger"), "1996-11-20", "1996-11-20"),
        (NthWeekday(n=-2, weekday="Friday", count="include_trigger"), "1996-11-20", "1996-11-08"),
        (Fixed(), "1996-11-30", "1996-11-30"),
        (Fixed(date=date(1996, 12, 1)), "1996-11-30", "1996-12-01"),
    ],
)
def test_days_that_are_not_counted_or_not_computed(step: Step, trigger: str, expected: str) -> None:
    assert work_out((step,), date.fromisoformat(trigger), FED)[-1].day == date.fromisoformat(expected)


def test_an_office_that_cannot_be_reached_extends_to_the_next_day_on_which_it_can() -> None:
    """FRCP 6(a)(3)."""
    shut = frozenset({date(2012, 10, 29), date(2012, 10, 30), date(2012, 11, 1)})
    steps = (Add(n=14, unit="day"), Roll(), ExtendIfInaccessible())
    reached = [work_out(steps, date(2012, 10, day), FED, inaccessible=shut)[-1].day for day in (15, 16, 17, 18)]
    assert [day.isoformat() for day in reached] == ["2012-10-31", "2012-10-31", "2012-10-31", "2012-11-02"]


def test_state_holidays_count_forward_where_the_rule_says_so() -> None:
    """FRCP 6(a)(6)(C): Lincoln's Birthday is a holiday of New York, not of the United States."""
    lincoln = WEEKENDS.also_closed({date(2024, 2, 12): "Lincoln's Birthday"})
    steps = (Add(n=14, unit="day"), Roll(use_forward_only=True))
    assert work_out(steps, date(2024, 1, 29), FED, forward_only=lincoln)[-1].day == date(2024, 2, 13)
    assert work_out(steps, date(2024, 1, 29), FED)[-1].day == date(2024, 2, 12)
    plain = (Add(n=14, unit="day"), Roll())
    assert work_out(plain, date(2024, 1, 29), FED, forward_only=lincoln)[-1].day == date(2024, 2, 12)


@pytest.mark.parametrize(
    ("steps", "trigger", "refused"),
    [
        ((SEC,), date(2024, 11, 8), "needs the hour"),
        ((Hours(n=72, tz=EASTERN),), date(2024, 11, 8), "needs the hour"),
        ((Hours(n=1, tz=EASTERN),), datetime(2025, 3, 9, 2, 30), "the clock went forward"),  # noqa: DTZ001
        ((RegFdPromptly(),), date(2024, 11, 8), "needs the hour"),
    ],
)
def test_what_hangs_on_an_hour_is_not_guessed(steps: tuple[Step, ...], trigger: date, refused: str) -> None:
    with pytest.raises(DayError, match=refused):
        work_out(steps, trigger, FED)


@pytest.mark.parametrize(
    "step",
    [
        Cutoff(time="25:00", tz=EASTERN),
        Cutoff(time="17:30", tz="Eastern"),
        Hours(n=1, tz="Mars/Olympus"),
        CountDays(n=1, exclude_ranges=(("02-30", "03-01"),)),
        CountDays(n=1, exclude_ranges=(("01-01", "12-31"),)),
        NextMonthDay(month=2, day=30),
        NthWeekday(n=0, weekday="Friday"),
    ],
)
def test_steps_that_cannot_be_meant_are_refused(step: Step) -> None:
    with pytest.raises(DayError):
        check_steps((step,))


def test_a_fixed_day_takes_no_other_step() -> None:
    with pytest.raises(DayError, match="neither computed nor moved"):
        check_steps((Fixed(), Roll()))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (SEC, "the meeting, the same day until 17:30 in New York, else the next business day"),
        (
            Hours(n=72, tz=EASTERN, roll="following_same_time"),
            "72 hours, to the same time on the next business day if closed, after the meeting",
        ),
        (CountDays(n=10, exclude_ranges=RECESS), "10 days, 21 December to 7 January not counted, after the meeting"),
        (CountDays(n=-4, skip_non_business=True), "4 days, closed days not counted, before the meeting"),
        (NextMonthDay(month=3, day=1), "on the next 1 March after the meeting"),
        (NthWeekday(n=1, weekday="Friday"), "on the 1st Friday after the meeting"),
        (NthWeekday(n=-1, weekday="Friday"), "on the last Friday before the meeting"),
        (Fixed(), "the meeting, on the day stated"),
        (
            RegFdPromptly(),
            "the later of 24 hours and the next opening of the New York Stock Exchange after the meeting",
        ),
    ],
)
def test_rarer_steps_are_said_in_words(step: Step, said: str) -> None:
    assert say_steps((step,), "the meeting") == said


moments = st.datetimes(datetime(1996, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, st.integers(-500, 500))
def test_hours_there_and_back_are_none(moment: datetime, n: int) -> None:
    there = work_out((Hours(n=n, tz=EASTERN),), moment, NONE)[-1].at
    assert there is not None
    back = work_out((Hours(n=-n, tz=EASTERN),), there, NONE)[-1].at
    assert back == moment
    assert there - moment == timedelta(hours=n)


@given(moments, st.integers(0, 500))
def test_hours_rolled_end_on_a_business_day_at_the_same_time(moment: datetime, n: int) -> None:
    plain = work_out((Hours(n=n, tz=EASTERN),), moment, FED)[-1].at
    rolled = work_out((Hours(n=n, tz=EASTERN, roll="following_same_time"),), moment, FED)[-1].at
    assert plain is not None
    assert rolled is not None
    assert FED.is_open(rolled.date())
    assert rolled >= plain
    assert (rolled.hour, rolled.minute) == (plain.hour, plain.minute) or plain.hour == 2


@given(moments)
def test_what_counts_for_a_day_counts_for_a_business_day_not_before_it(moment: datetime) -> None:
    counted = work_out((SEC,), moment.astimezone(timezone(timedelta(hours=9))), FED)[-1].day
    assert FED.is_open(counted)
    assert counted >= moment.astimezone(timezone(timedelta(hours=-5))).date()


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_counting_every_day_is_adding_days(day: date, n: int) -> None:
    assert work_out((CountDays(n=n),), day, NONE)[-1].day == work_out((Add(n=n, unit="day"),), day, NONE)[-1].day
    counted = work_out((CountDays(n=n, skip_non_business=True),), day, FED)[-1].day
    assert counted == FED.add(day, n)
