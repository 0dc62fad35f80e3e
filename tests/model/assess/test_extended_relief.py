"""A relief that another extends: it lives on past its own end as long as the extension does."""

from __future__ import annotations

from typing import Any

import pytest

from model.assess import assess
from model.assess.standing import Standing
from model.docket import Docket
from model.wording.explain import why_this_date
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import duty, waiver


def docket(granted: int = 14, until: int | None = 40, *conditions: str, **fields: Any) -> Docket:
    """X was due on day 10; the waiver W covers it until day 20, and the extension V keeps W alive until day 40."""
    extension = waiver(
        granted, until, covers="", id="v", kind="extension", extends=("w",), conditions=conditions, **fields
    )
    return docket_of([BANK, duty(), duty("c", 29), waiver(5, 20), extension])


def stands(made: Docket, day: int) -> tuple[str, str, str]:
    found = assess(made, on(day))
    return str(found["v"].standing), str(found["w"].standing), str(found["x"].standing)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (12, ("pending", "live", "suspended")),
        (20, ("live", "live", "suspended")),
        (21, ("live", "live", "suspended")),
        (40, ("live", "live", "suspended")),
        (41, ("ended", "ended", "missed")),
    ],
)
def test_it_lives_as_long_as_its_extension(day: int, expected: tuple[str, str, str]) -> None:
    assert stands(docket(), day) == expected


def test_its_last_day_is_that_of_the_extension_once_that_is_granted() -> None:
    assert assess(docket(), on(13))["w"].due == on(20)
    assert assess(docket(), on(14))["w"].due == on(40)
    assert assess(docket(), on(14))["x"].back_on == on(41)


def test_an_extension_that_lapses_ends_what_it_kept_alive() -> None:
    """Its condition was missed on day 30: from then on nothing covers."""
    assert stands(docket(14, 40, "c"), 29) == ("live", "live", "suspended")
    assert stands(docket(14, 40, "c"), 30) == ("lapsed", "ended", "missed")


def test_an_extension_granted_after_the_end_revives_nothing() -> None:
    assert stands(docket(22), 25) == ("live", "ended", "missed")


def test_its_end_says_what_it_goes_on_by() -> None:
    lines = why_this_date(docket(), assess(docket(), on(15)), "w")
    assert (on(40), "as V goes on, which extends it") in [(line.day, line.words) for line in lines]


def test_an_extension_without_an_end_leaves_none() -> None:
    made = docket(14, None)
    assert assess(made, on(300))["w"].standing is Standing.LIVE
