"""Notices: when one counts as received, and the last safe day to send it so that it is received in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.days.calendar import Calendar, named
from model.days.notice import Sending, last_day_to_send, received_on, send_until
from model.days.operation import Add, BusinessDays, ClearDays, CountDays, Cutoff, Hours, LastDayOfMonth, Roll, Step
from model.errors import DayError

NY, LONDON, WEEKENDS, NONE = named(("US-NY",)), named(("GB-ENG",)), named(("SAT_SUN",)), named(("NONE",))
BOTH = named(("US-NY", "GB-ENG"))
FIVE = Cutoff(time="17:00", tz="America/New_York")
THREE_BUSINESS_DAYS = (BusinessDays(n=3),)

# (receipt, due, calendar, last safe day to send, received, last day of all that would do)
SENDINGS = [
    # On the day it is sent: by hand on Monday; due on a Sunday, by hand on the Friday, though Sunday would still do.
    ((), "1996-12-02", WEEKENDS, "1996-12-02", "1996-12-02", "1996-12-02"),
    ((), "1996-12-01", WEEKENDS, "1996-11-29", "1996-11-29", "1996-12-01"),
    ((), "1996-12-01", NONE, "1996-12-01", "1996-12-01", "1996-12-01"),
    # Three business days after mailing; Thanksgiving 1996 was Thursday 28 November.
    (THREE_BUSINESS_DAYS, "1996-11-27", NY, "1996-11-22", "1996-11-27", "1996-11-24"),
    (THREE_BUSINESS_DAYS, "1996-12-02", NY, "1996-11-26", "1996-12-02", "1996-11-26"),
    (THREE_BUSINESS_DAYS, "1996-12-02", WEEKENDS, "1996-11-27", "1996-12-02", "1996-11-27"),
    # Where both cities must be open, Boxing Day in London counts as well.
    (THREE_BUSINESS_DAYS, "1996-12-31", NY, "1996-12-26", "1996-12-31", "1996-12-26"),
    (THREE_BUSINESS_DAYS, "1996-12-31", BOTH, "1996-12-24", "1996-12-31", "1996-12-26"),
    # Due on a Saturday: receipt on the Friday before is the last in time.
    (THREE_BUSINESS_DAYS, "1996-12-07", NY, "1996-12-03", "1996-12-06", "1996-12-03"),
    # E-mail by 5 p.m. counts for the day, later or on a closed day for the next business day.
    ((FIVE,), "1996-11-28", NY, "1996-11-27", "1996-11-27", "1996-11-27"),
    ((FIVE,), "1996-11-29", NY, "1996-11-29", "1996-11-29", "1996-11-29"),
    ((FIVE,), "1996-12-01", NY, "1996-11-29", "1996-11-29", "1996-11-29"),
    # Five days after posting, to the next business day.
    ((Add(n=5, unit="day"), Roll()), "1996-12-02", NY, "1996-11-27", "1996-12-02", "1996-11-27"),
    ((Add(n=5, unit="day"), Roll()), "1996-12-01", NY, "1996-11-22", "1996-11-27", "1996-11-24"),
    # Twenty-four hours after transmission: sent at the end of the day, it counts for the next one.
    ((Hours(n=24, tz="Europe/London"),), "1996-12-05", LONDON, "1996-12-04", "1996-12-05", "1996-12-04"),
    ((ClearDays(n=2, direction="after"),), "1996-12-05", WEEKENDS, "1996-12-02", "1996-12-05", "1996-12-02"),
    ((LastDayOfMonth(),), "1996-12-30", WEEKENDS, "1996-11-29", "1996-11-30", "1996-11-30"),
]


@pytest.mark.parametrize(("receipt", "due", "calendar", "day", "received", "latest"), SENDINGS)
def test_the_last_safe_day_to_send(
    receipt: tuple[Step, ...], due: str, calendar: Calendar, day: str, received: str, latest: str
) -> None:
    found = last_day_to_send(receipt, date.fromisoformat(due), calendar)
    assert (found.day.isoformat(), found.received.isoformat(), found.latest.isoformat()) == (day, received, latest)
    assert found.lines[-1].day == found.received


def test_it_is_explained_forwards() -> None:
    found = last_day_to_send((BusinessDays(n=3), Roll()), date(1996, 12, 2), NY)
    assert [line.words for line in found.lines] == [
        "3 business days after Tue 26 Nov 1996, passing over Thu 28 Nov 1996 (Thanksgiving Day)",
        "a business day (New York State public holidays): not moved",
    ]
    by_hand = last_day_to_send((), date(1996, 12, 2), NY)
    assert [line.words for line in by_hand.lines] == ["on the day it is sent"]


def test_a_cut_off_is_the_hour_by_which_it_must_leave() -> None:
    assert send_until((FIVE, BusinessDays(n=1))) == FIVE
    assert send_until(THREE_BUSINESS_DAYS) is None
    assert send_until(()) is None
    assert received_on((FIVE,), date(1996, 11, 27), NY)[-1].day == date(1996, 11, 27)
    assert received_on((FIVE,), date(1996, 11, 28), NY)[-1].day == date(1996, 11, 29)


def test_a_notice_sent_later_may_count_as_received_earlier() -> None:
    """From the last business day of February to that of March, but from the Saturday after to 28 March only."""
    receipt = (Add(n=1, unit="month", month_end="sticky_business"),)
    assert received_on(receipt, date(2015, 2, 27), WEEKENDS)[-1].day == date(2015, 3, 31)
    assert received_on(receipt, date(2015, 2, 28), WEEKENDS)[-1].day == date(2015, 3, 28)
    found = last_day_to_send(receipt, date(2015, 3, 28), WEEKENDS)
    assert found == Sending(date(2015, 2, 26), date(2015, 3, 26), found.lines, date(2015, 2, 28))


def test_what_is_never_received_in_time_is_refused() -> None:
    with pytest.raises(DayError, match=r"^No day within 10 years is early enough for receipt by Mon 2 Dec 1996\."):
        last_day_to_send((Add(n=11, unit="year"),), date(1996, 12, 2), NONE)
    with pytest.raises(DayError, match="covers"):
        last_day_to_send(THREE_BUSINESS_DAYS, date(2190, 1, 1), NY)
    with pytest.raises(DayError, match="needs the hour"):
        last_day_to_send((BusinessDays(n=1), FIVE), date(1996, 12, 2), NY)


RECEIPTS = st.one_of(
    st.just(()),
    st.builds(lambda n: (BusinessDays(n=n),), st.integers(1, 10)),
    st.builds(lambda n: (BusinessDays(n=n, count="include_trigger"),), st.integers(1, 10)),
    st.builds(lambda n: (Add(n=n, unit="day"), Roll()), st.integers(0, 20)),
    st.builds(lambda n: (CountDays(n=n, exclude_ranges=(("12-21", "01-07"),)),), st.integers(1, 9)),
    st.builds(lambda n: (FIVE, BusinessDays(n=n)), st.integers(1, 5)),
    st.builds(lambda n: (Hours(n=n, tz="America/New_York"),), st.integers(1, 100)),
    st.builds(lambda n: (Add(n=n, unit="month", month_end="sticky_business"),), st.integers(1, 3)),
)
DUES = st.dates(date(1996, 1, 1), date(2027, 12, 31))
CALENDARS = st.sampled_from([NY, LONDON, WEEKENDS, NONE, BOTH])


@given(receipt=RECEIPTS, due=DUES, calendar=CALENDARS)
def test_sending_on_the_day_is_in_time_and_on_any_later_business_day_late(
    receipt: tuple[Step, ...], due: date, calendar: Calendar
) -> None:
    found = last_day_to_send(receipt, due, calendar)
    assert calendar.is_open(found.day)
    assert received_on(receipt, found.day, calendar)[-1].day == found.received <= due
    assert received_on(receipt, found.latest, calendar)[-1].day <= due
    assert found.day <= found.latest <= due
    later = [found.day + timedelta(days) for days in range(1, (due - found.day).days + 1)]
    for day in later:
        in_time = received_on(receipt, day, calendar)[-1].day <= due
        assert not (in_time and calendar.is_open(day)), day
        assert not (in_time and day > found.latest), day
