"""Recurrences give the days of RFC 5545, keep the end of the month, and refuse what never ends or falls."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.days.recurrence import check_rule, occurrences, say_rule
from model.errors import DayError

START_1997 = date(1997, 9, 2)  # the DTSTART of the examples in RFC 5545, section 3.8.5.3


def iso(days: tuple[date, ...]) -> str:
    return " ".join(day.isoformat() for day in days)


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", START_1997, "1997-09-02 1997-09-03 1997-09-04"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=3", START_1997, "1997-09-02 1997-09-12 1997-09-22"),
        ("FREQ=WEEKLY;UNTIL=19970923", START_1997, "1997-09-02 1997-09-09 1997-09-16 1997-09-23"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,TH", START_1997, "1997-09-02 1997-09-04 1997-09-16 1997-09-18"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", date(1997, 9, 5), "1997-09-05 1997-10-03 1997-11-07"),
        ("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", date(1997, 9, 22), "1997-09-22 1997-10-20 1997-11-17"),
        ("FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-3", date(1997, 9, 28), "1997-09-28 1997-10-29 1997-11-28"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3",
            date(1997, 9, 29),
            "1997-09-29 1997-10-30 1997-11-27",
        ),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", date(1997, 5, 19), "1997-05-19 1998-05-18 1999-05-17"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", date(1997, 5, 12), "1997-05-12 1998-05-11 1999-05-17"),
        (
            "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100",
            date(1997, 1, 1),
            "1997-01-01 1997-04-10 2000-01-01 2000-04-09",
        ),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", START_1997, "1998-02-13 1998-03-13 1998-11-13"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
            date(2007, 1, 15),
            "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            date(1997, 8, 5),
            "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
        ),
    ],
)
def test_the_examples_of_rfc_5545_hold(rule: str, start: date, expected: str) -> None:
    assert iso(occurrences(rule, start, date(2010, 12, 31))) == expected


@pytest.mark.parametrize(
    ("rule", "start", "expected"),
    [
        ("FREQ=MONTHLY", "1996-01-31", "1996-01-31 1996-02-29 1996-03-31 1996-04-30"),
        ("FREQ=MONTHLY", "1997-01-30", "1997-01-30 1997-02-28 1997-03-30 1997-04-30"),
        ("FREQ=MONTHLY", "1997-01-29", "1997-01-29 1997-02-28 1997-03-29 1997-04-29"),
        ("FREQ=MONTHLY;INTERVAL=3", "1996-12-31", "1996-12-31 1997-03-31 1997-06-30 1997-09-30"),
        ("FREQ=YEARLY", "1996-02-29", "1996-02-29 1997-02-28 1998-02-28 1999-02-28"),
        ("FREQ=YEARLY;BYMONTH=6,12", "1996-12-31", "1996-12-31 1997-06-30 1997-12-31 1998-06-30"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "1997-01-31", "1997-01-31 1997-03-31 1997-05-31 1997-07-31"),
    ],
)
def test_the_end_of_the_month_is_kept_unless_the_rule_names_its_day(rule: str, start: str, expected: str) -> None:
    found = occurrences(rule, date.fromisoformat(start), date(2010, 12, 31))
    assert iso(found[:4]) == expected


def test_the_end_asked_for_is_included_and_nothing_lies_before_the_start() -> None:
    assert iso(occurrences("FREQ=DAILY", START_1997, START_1997 + timedelta(1))) == "1997-09-02 1997-09-03"
    assert occurrences("FREQ=DAILY", START_1997, START_1997 - timedelta(1)) == ()
    assert occurrences("FREQ=DAILY;UNTIL=19970901", START_1997, date(1998, 1, 1)) == ()


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("", "no recurrence rule"),
        ("monthly", "no recurrence rule"),
        ("FREQ=", "no recurrence rule"),
        ("FREQ=DAILY;FREQ=DAILY", "no recurrence rule"),
        ("FREQ=DAILY;", "no recurrence rule"),
        ("RRULE:FREQ=DAILY", "no part of a rule"),
        ("FREQ=HOURLY", "by days at the shortest"),
        ("FREQ=MINUTELY", "by days at the shortest"),
        ("FREQ=SECONDLY", "by days at the shortest"),
        ("FREQ=FORTNIGHTLY", "not a value"),
        ("INTERVAL=2", "how often"),
        ("FREQ=DAILY;INTERVAL=0", "not a value"),
        ("FREQ=DAILY;INTERVAL=-1", "not a value"),
        ("FREQ=DAILY;INTERVAL=1.5", "not a value"),
        ("FREQ=DAILY;COUNT=0", "not a value"),
        ("FREQ=DAILY;COUNT=100000", "not a value"),
        ("FREQ=DAILY;COUNT=3;UNTIL=19970101", "not by both"),
        ("FREQ=DAILY;UNTIL=19970230", "no day of the calendar"),
        ("FREQ=DAILY;UNTIL=18990101", "1900 to 2199"),
        ("FREQ=DAILY;UNTIL=19970101T000000Z", "not a value"),
        ("FREQ=DAILY;BYHOUR=9", "no part of a rule"),
        ("FREQ=YEARLY;BYEASTER=0", "no part of a rule"),
        ("FREQ=DAILY;X-SKIP=1", "no part of a rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "not a value"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "not a value"),
        ("FREQ=YEARLY;BYMONTH=13", "not a value"),
        ("FREQ=YEARLY;BYMONTH=-1", "not a value"),
        ("FREQ=WEEKLY;BYDAY=XX", "not a value"),
        ("FREQ=WEEKLY;BYDAY=1MO", "month or year"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "month or year"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "cannot stand in a weekly rule"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "cannot stand in a monthly rule"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "cannot stand in a monthly rule"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=2", "cannot stand in a daily rule"),
        ("FREQ=MONTHLY;BYSETPOS=1", "chooses among"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never falls"),
        ("FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31", "never falls"),
        ("FREQ=MONTHLY;BYDAY=6MO", "never falls"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2", "never falls"),
        ("FREQ=DAILY;INTERVAL=14;BYDAY=MO", "same weekday"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(rule: str, says: str) -> None:
    with pytest.raises(DayError) as refused:
        check_rule(rule)
    assert says in str(refused.value)
    with pytest.raises(DayError):
        occurrences(rule, START_1997, date(1998, 1, 1))


def test_several_months_of_every_other_year_need_their_day_said() -> None:
    with pytest.raises(DayError, match="BYMONTHDAY"):
        occurrences("FREQ=YEARLY;INTERVAL=2;BYMONTH=6,12", date(1996, 12, 31), date(2010, 12, 31))


def test_a_rule_that_gives_too_much_is_refused() -> None:
    with pytest.raises(DayError, match="more than 20,000 days"):
        occurrences("FREQ=DAILY", date(1900, 1, 1), date(2199, 12, 31))


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY"]),
)
def test_every_period_has_its_day_and_none_lies_past_the_start_number(start: date, rule: str) -> None:
    step = {"FREQ=MONTHLY": 1, "FREQ=MONTHLY;INTERVAL=3": 3, "FREQ=YEARLY": 12}[rule]
    found = occurrences(rule, start, date(start.year + 3, 12, 31))
    months = [day.year * 12 + day.month for day in found]
    assert months == list(range(months[0], months[0] + step * len(months), step))
    assert found[0] == start
    assert all(day.day == start.day or ((day + timedelta(1)).day == 1 and day.day < start.day) for day in found)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "daily"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "daily on weekdays"),
        ("FREQ=WEEKLY;BYDAY=FR", "weekly on Friday"),
        ("FREQ=MONTHLY", "monthly"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "every 3 months on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "monthly on the 1st and 15th"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "monthly on the 3rd last day"),
        ("FREQ=MONTHLY;BYDAY=2TU", "monthly on the 2nd Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "monthly on the last Friday"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "yearly on the last day of February"),
        ("FREQ=YEARLY;COUNT=1", "yearly, 1 time"),
        ("FREQ=MONTHLY;UNTIL=19971231", "monthly, until Wed 31 Dec 1997"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "monthly on the 13th, where that is a Friday"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "yearly in the 20th week of the year, on Monday"),
    ],
)
def test_every_rule_is_said_in_plain_words(rule: str, said: str) -> None:
    assert say_rule(rule) == said


@pytest.mark.parametrize(
    ("rule", "start", "said"),
    [
        ("FREQ=MONTHLY", date(1996, 10, 31), "monthly on the last day"),
        ("FREQ=MONTHLY", date(1996, 10, 30), "monthly on the 30th, or the last day of a shorter month"),
        ("FREQ=MONTHLY;COUNT=3", date(1997, 1, 29), "monthly on the 29th, or the last day of a shorter month, 3 times"),
        ("FREQ=MONTHLY;INTERVAL=3", date(1996, 8, 31), "every 3 months on the last day"),
        ("FREQ=MONTHLY", date(1996, 10, 28), "monthly"),
        ("FREQ=YEARLY", date(1996, 2, 29), "yearly on 29 February, or 28 February where there is none"),
        ("FREQ=YEARLY", date(1996, 3, 31), "yearly on 31 March"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
            None,
            "monthly on the 30th, or the last day of a shorter month",
        ),
    ],
)
def test_a_recurrence_that_keeps_the_end_of_the_month_says_so(rule: str, start: date | None, said: str) -> None:
    assert say_rule(rule, start) == said


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYYEARDAY=-1",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2,-1",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO,1TU",
        "FREQ=WEEKLY;BYMONTH=6,7;WKST=SU",
        "FREQ=DAILY;BYMONTHDAY=1,-1;UNTIL=19991231",
    ],
)
def test_no_rule_is_shown_as_it_is_written(rule: str) -> None:
    assert "=" not in say_rule(rule)
    assert "BY" not in say_rule(rule)
