"""At which moment a reminder rings, in zones whose clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.remind.moments import ring_at
from tests.model.remind.simulation import first_minute_at

ZONES = (
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour of summer time
    "Europe/London",
    "Africa/Casablanca",
    "Pacific/Apia",  # a day that never was: 2011-12-30
    "UTC",
)


@pytest.mark.parametrize(
    ("day", "at", "zone", "rings"),
    [
        ("2026-01-15", "09:00", "America/New_York", "2026-01-15T14:00"),
        ("2026-07-15", "09:00", "America/New_York", "2026-07-15T13:00"),
        ("2026-03-08", "02:30", "America/New_York", "2026-03-08T07:00"),  # skipped: right after the gap
        ("2026-03-08", "02:00", "America/New_York", "2026-03-08T07:00"),
        ("2026-03-08", "03:00", "America/New_York", "2026-03-08T07:00"),
        ("2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30"),  # twice: the first time
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30"),
        ("2011-12-30", "09:00", "Pacific/Apia", "2011-12-30T10:00"),
        ("2026-06-01", "09:00", "Mars/Olympus_Mons", "2026-06-01T10:00"),  # not known: by the machine
        ("2026-06-01", "", "", "2026-06-01T10:00"),  # no time of day: at nine
    ],
)
def test_a_wall_time_rings_once_however_the_clocks_change(day: str, at: str, zone: str, rings: str) -> None:
    machine = timezone(timedelta(hours=-1))
    assert ring_at(date.fromisoformat(day), at, zone, machine) == datetime.fromisoformat(rings).replace(tzinfo=UTC)


@given(
    day=st.dates(date(2009, 1, 1), date(2030, 12, 31)),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    zone=st.sampled_from(ZONES),
)
def test_it_is_the_first_minute_that_shows_the_time_or_a_later_one(
    day: date, hour: int, minute: int, zone: str
) -> None:
    assert ring_at(day, f"{hour:02}:{minute:02}", zone, UTC) == first_minute_at(day, hour, minute, zone)
