"""Leads as a line of text, how long one snoozes, and reminders in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.docket import Docket
from model.errors import UnreadableInput
from model.record.obligation import Obligation, Reminder
from model.remind.plan import Planned
from tests.ui.reminders.conftest import HALE, NILSON, REPORT
from ui.reminders.policy import read_leads, write_leads
from ui.reminders.service import ClockRemark
from ui.reminders.snoozing import usual
from ui.reminders.words import remark_words, to_words, when_words, why_words

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("14, 3, 0", [(14, "day"), (3, "day"), (0, "day")]),
        ("0 3 14", [(14, "day"), (3, "day"), (0, "day")]),
        ("3w; 14 days, 5 working days", [(14, "day"), (5, "working day"), (3, "working day")]),
        ("7, 7", [(7, "day")]),
        ("  ", []),
    ],
)
def test_leads_are_read_as_they_are_meant(text: str, leads: list[tuple[int, str]]) -> None:
    found = read_leads(text, "act by")

    assert [(one.lead, one.unit) for one in found] == leads
    assert {one.before for one in found} <= {"act by"}


@pytest.mark.parametrize("text", ["soon", "3x", "-1", "1.5", "14, three", "9999", "3 weeks"])
def test_what_is_no_number_of_days_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput):
        read_leads(text, "due")


@given(
    st.sets(
        st.builds(
            Reminder,
            lead=st.integers(0, 3650),
            unit=st.sampled_from(["day", "working day"]),
            before=st.just("review"),
        )
    )
)
def test_what_is_written_is_read_again(leads: set[Reminder]) -> None:
    assert set(read_leads(write_leads(leads, "review"), "review")) == leads


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            datetime(2026, 11, 24, 10, 0),  # noqa: DTZ001 - by the clock of the zone below
            [
                "For an hour",
                "Until this afternoon at 14:00",
                "Until tomorrow at 09:00",
                "Until Mon 30 Nov 2026 at 09:00",
            ],
        ),
        (
            datetime(2026, 11, 29, 13, 45),  # noqa: DTZ001 - a Sunday: tomorrow is Monday
            ["For an hour", "Until tomorrow at 09:00"],
        ),
    ],
)
def test_the_usual_ways_to_snooze_lie_ahead_and_are_told_once(now: datetime, words: list[str]) -> None:
    here = now.replace(tzinfo=TOKYO)
    choices = usual(here.astimezone(UTC), TOKYO)

    assert [one.words for one in choices] == words
    assert all(one.until - here >= timedelta(minutes=30) for one in choices)
    assert choices[-1].until.astimezone(TOKYO).hour == 9


def test_nine_in_the_morning_is_nine_on_either_side_of_a_change_of_the_clock() -> None:
    new_york = ZoneInfo("America/New_York")
    saturday = datetime(2026, 10, 31, 20, tzinfo=new_york)

    tomorrow = usual(saturday, new_york)[1].until

    assert tomorrow == datetime(2026, 11, 1, 14, tzinfo=UTC)


def planned(**changed: object) -> Planned:
    values = {
        "id": "x",
        "about": "report",
        "before": "due",
        "lead": 14,
        "unit": "day",
        "base": date(2026, 12, 8),
        "due": date(2026, 12, 8),
        "day": date(2026, 11, 24),
        "at": datetime(2026, 11, 24, 9, tzinfo=UTC),
        "to": ("hale",),
    }
    return Planned(**(values | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (planned(), "14 days before the day it is due, Tue 8 Dec 2026"),
        (planned(lead=1, unit="working day"), "1 working day before the day it is due, Tue 8 Dec 2026"),
        (planned(lead=0), "On the day it is due, Tue 8 Dec 2026"),
        (planned(before="act by", lead=0), "On the latest day to start, Tue 8 Dec 2026"),
        (planned(before="review", lead=3), "3 days before its review day, Tue 8 Dec 2026"),
        (planned(before="cure", lead=3), "3 days before the last day of its cure, Tue 8 Dec 2026"),
        (planned(before="missed", lead=0, due=date(2026, 12, 7)), "It was missed: due Mon 7 Dec 2026"),
    ],
)
def test_why_a_reminder_rings(one: Planned, words: str) -> None:
    assert why_words(REPORT, one) == words


def test_a_covenant_is_tested_and_a_plan_forecast() -> None:
    test = Obligation(id="t", ref="T-1", title="T", kind="test")
    plan = Obligation(id="p", ref="P-1", title="P", kind="milestone", binding="plan")

    assert why_words(test, planned(lead=0)) == "On its test date, Tue 8 Dec 2026"
    assert why_words(test, planned(before="missed", lead=0)) == "It has been failing since Tue 8 Dec 2026"
    assert why_words(plan, planned(lead=0)) == "On its forecast, Tue 8 Dec 2026"


def test_for_whom_it_is() -> None:
    docket = Docket.of([("person", HALE), ("person", NILSON)])

    assert to_words(docket, ("hale",)) == "To Hale"
    assert to_words(docket, ("hale", "nilson")) == "To Hale and Nilson"
    assert to_words(docket, ("",)) == "Nobody owns it"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today at 18:00"),
        (1, "tomorrow at 18:00"),
        (-1, "yesterday at 18:00"),
        (5, "on Sun 29 Nov 2026 at 18:00"),
    ],
)
def test_moments_are_said_by_the_clock_of_whoever_looks(days: int, words: str) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=TOKYO)

    assert when_words(datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(days=days), now) == words


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (
            ClockRemark("back", datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 9, 45, tzinfo=UTC)),
            "The clock went back by 2 hours 15 minutes on Tue 24 Nov 2026 at 09:45. Everything due was shown again.",
        ),
        (
            ClockRemark("slept", datetime(2026, 11, 23, 18, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
            (
                "Nobody looked from Mon 23 Nov 2026 18:00 to Tue 24 Nov 2026 08:00: the machine slept."
                " All of it was caught up."
            ),
        ),
        (
            ClockRemark("zone", datetime(2026, 11, 23, 18, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
            "The machine’s time zone changed on Tue 24 Nov 2026 at 08:00. Reminders follow their owners’ zones.",
        ),
    ],
)
def test_what_the_clock_did_is_said(remark: ClockRemark, words: str) -> None:
    assert remark_words(remark) == words
