"""On which days what is supposed shows, and that the days are those which a day-by-day comparison finds."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from model.assess.engine import assess_whole
from model.assess.standing import Standing
from model.docket import Docket
from model.outlook.changes.divergence import divergences
from model.outlook.changes.whatif import suppose, what_if
from model.record.scenario import Assumption, SupposeMissed, SupposeMoved, SupposePerformed
from tests.builders import sample_docket
from tests.model.assess.dockets import random_docket_on_a_day

TODAY, NEW_YEAR = date(1996, 11, 20), date(1997, 1, 1)
CLOSES = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")


@pytest.fixture(scope="module")
def sample() -> Docket:
    return sample_docket()


def found(docket: Docket, day: date, *assumptions: Assumption) -> list[tuple[date, list[str]]]:
    now = assess_whole(docket, day)
    looked = divergences(now, what_if(now, assumptions), day + timedelta(days=400))
    return [(one.day, [turn.id.removeprefix("usmx-").lstrip("0") for turn in one.turns]) for one in looked]


def test_if_8_closes_on_20_december_it_shows_from_that_day_and_on_new_year(sample: Docket) -> None:
    days = found(sample, TODAY, CLOSES)
    assert days[0] == (date(1996, 12, 20), ["8", "9", "10"])
    assert (NEW_YEAR, ["8", "21"]) in [(day, [one for one in ids if one in ("8", "21")]) for day, ids in days]


def test_what_shows_at_once_shows_on_the_day_itself(sample: Docket) -> None:
    assert found(sample, NEW_YEAR, CLOSES)[0] == (NEW_YEAR, ["8", "9", "10", "21"])


def test_without_assumptions_nothing_parts(sample: Docket) -> None:
    assert found(sample, TODAY) == []


@pytest.mark.parametrize("seed", range(25))
def test_the_days_are_those_on_which_full_assessments_part(seed: int) -> None:
    docket, day = random_docket_on_a_day(Random(seed))
    chance = Random(seed)
    about = chance.choice([one.id for one in docket.obligations.values() if not one.is_consequence])
    one: Assumption = (
        SupposeMissed(about=about)
        if chance.random() < 0.5
        else SupposePerformed(about=about, on=day + timedelta(days=chance.randrange(30)))
    )
    through = day + timedelta(days=60)
    now = assess_whole(docket, day)
    looked = {
        divergence.day: {turn.id: (turn.before, turn.after) for turn in divergence.turns}
        for divergence in divergences(now, what_if(now, (one,)), through)
    }
    assert looked == day_by_day(docket, suppose(docket, (one,)), day, through)


def day_by_day(
    docket: Docket, if_so: Docket, day: date, through: date
) -> dict[date, dict[str, tuple[Standing, Standing]]]:
    known: dict[str, tuple[Standing, Standing]] = {}
    expected = {}
    while day <= through:
        now, then = assess_whole(docket, day).assessment.positions, assess_whole(if_so, day).assessment.positions
        apart = {
            one: (now[one].standing, then[one].standing) for one in now if now[one].standing is not then[one].standing
        }
        fresh = {one: pair for one, pair in apart.items() if known.get(one) != pair}
        if fresh:
            expected[day] = fresh
        known, day = apart, day + timedelta(days=1)
    return expected


def test_a_date_that_moves_shows_on_the_days_between(sample: Docket) -> None:
    moved = SupposeMoved(about="usmx-17", to=date(1996, 12, 9))
    assert [day for day, ids in found(sample, TODAY, moved) if "17" in ids] == [
        date(1996, 12, 2),
        date(1996, 12, 3),
        date(1996, 12, 9),
    ]
