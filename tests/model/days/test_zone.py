"""A zone is named as IANA names it, or refused."""

from __future__ import annotations

import pytest

from model.days.zone import check_zone
from model.errors import DayError


@pytest.mark.parametrize("name", ["America/New_York", "America/Anchorage", "America/Toronto", "Europe/London", "UTC"])
def test_zones_of_the_iana_database_pass(name: str) -> None:
    check_zone(name)


@pytest.mark.parametrize(
    "name", ["", "New York", "America", "../etc/passwd", "/usr/share/zoneinfo/UTC", "EDT", "UTC\0", "é"]
)
def test_anything_else_is_refused_with_what_to_write(name: str) -> None:
    with pytest.raises(DayError, match="is no IANA time zone"):
        check_zone(name)


def test_a_city_is_answered_with_its_zone() -> None:
    with pytest.raises(DayError, match=r"Did you mean America/Toronto\?"):
        check_zone("Toronto")
