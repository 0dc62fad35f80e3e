"""When alarms ring: so many days before at nine, never after the start, the most useful one first."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from model.feed.alarms import Alarm, Bell, alarms, trigger
from model.outlook.reminder_days import reminder_day
from model.record.obligation import Reminder

MONDAY = date(1996, 12, 2)
FED = ("US-FED",)


def hours(*reminders: Reminder, act_by: date | None = None, review: date | None = None) -> list[int]:
    found = alarms(reminders, MONDAY, Bell({"due": MONDAY, "act by": act_by, "review": review}, FED))
    assert all(alarm.minutes % 60 == 0 for alarm in found)
    return [alarm.minutes // 60 for alarm in found]


@pytest.mark.parametrize(
    ("lead", "before_start"),
    [
        (14, -14 * 24 + 9),
        (3, -63),  # Friday 29 November, nine o'clock
        (1, -15),
        (0, 0),  # nine o'clock on the day would come after an all-day event has begun
    ],
)
def test_an_alarm_rings_at_nine_so_many_days_before_and_never_after_the_start(lead: int, before_start: int) -> None:
    assert hours(Reminder(lead=lead)) == [before_start]


@pytest.mark.parametrize(
    ("base", "lead", "calendars", "day"),
    [
        # Thursday 28 November 1996 was Thanksgiving Day.
        (MONDAY, 3, ("US-FED",), date(1996, 11, 26)),
        (MONDAY, 3, ("SAT_SUN",), date(1996, 11, 27)),
        (MONDAY, 3, (), date(1996, 11, 27)),
        (date(1996, 12, 1), 0, ("US-FED",), date(1996, 11, 29)),
        (date(1996, 12, 1), 1, ("US-FED",), date(1996, 11, 29)),
    ],
)
def test_working_days_are_counted_back_by_the_calendars_of_the_instrument(
    base: date, lead: int, calendars: tuple[str, ...], day: date
) -> None:
    assert reminder_day(Reminder(lead=lead, unit="working day"), base, calendars) == day


def test_outside_the_years_of_a_calendar_a_reminder_comes_early_and_never_late() -> None:
    day = reminder_day(Reminder(lead=5, unit="working day"), date(2190, 3, 12), FED)
    assert day == date(2190, 2, 23)
    assert day < reminder_day(Reminder(lead=5, unit="working day"), date(2190, 3, 12), ("SAT_SUN",))


def test_the_last_alarm_that_leaves_time_comes_first_then_the_others_from_the_earliest() -> None:
    leads = (Reminder(lead=0), Reminder(lead=3), Reminder(lead=14))
    assert hours(*leads) == [-63, -14 * 24 + 9, 0]
    assert hours(*leads, act_by=date(1996, 11, 25)) == [-14 * 24 + 9, -63, 0]


def test_a_reminder_without_its_day_or_after_the_item_rings_nowhere() -> None:
    assert hours(Reminder(lead=3, before="act by")) == []
    assert hours(Reminder(lead=0, before="review"), review=date(1996, 12, 9)) == []


def test_two_reminders_for_one_moment_ring_once() -> None:
    both = (Reminder(lead=3), Reminder(lead=1, unit="working day"))
    found = alarms(both, MONDAY, Bell({"due": MONDAY}, FED))
    assert found == (Alarm("due 3 day", -63 * 60),)


@pytest.mark.parametrize(
    ("due", "minutes"),
    [
        # New York's clocks went back on Sunday 27 October 1996: the three days before Monday the 28th had 73 hours.
        (datetime(1996, 10, 28, 17, tzinfo=ZoneInfo("America/New_York")), -(73 * 60 + 8 * 60)),
        (datetime(1996, 12, 2, 17, tzinfo=ZoneInfo("America/New_York")), -(72 * 60 + 8 * 60)),
    ],
)
def test_before_an_hour_an_alarm_rings_at_nine_by_the_clock_of_that_place(due: datetime, minutes: int) -> None:
    (alarm,) = alarms([Reminder(lead=3)], due.date(), Bell({"due": due.date()}, hour=time(9), moment=due))
    assert alarm.minutes == minutes


def test_an_alarm_after_the_hour_rings_at_the_hour() -> None:
    early = datetime(1996, 12, 2, 8, tzinfo=ZoneInfo("America/New_York"))
    (alarm,) = alarms([Reminder(lead=0)], MONDAY, Bell({"due": MONDAY}, moment=early))
    assert alarm.minutes == 0


def test_the_owners_hour_is_the_alarms() -> None:
    (alarm,) = alarms([Reminder(lead=1)], MONDAY, Bell({"due": MONDAY}, hour=time(7, 30)))
    assert trigger(alarm.minutes) == "-PT16H30M"


def test_an_owner_elsewhere_is_reminded_by_their_own_clock() -> None:
    due = datetime(1996, 12, 2, 17, tzinfo=ZoneInfo("America/New_York"))
    (alarm,) = alarms([Reminder(lead=1)], MONDAY, Bell({"due": MONDAY}, zone="Europe/London", moment=due))
    assert alarm.minutes == -37 * 60, "nine in London is four in the morning in New York"
