"""What if: assumptions over a docket, and what they change; the docket itself stays as it is."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.standing import Standing
from model.docket import Docket
from model.errors import InvalidRecord
from model.outlook.changes.seen import see
from model.outlook.changes.whatif import compare, effects, either_way, say_assumption, suppose, what_if
from model.record.amount import Threshold
from model.record.deadline import While
from model.record.door import encode
from model.record.metric import Metric
from model.record.scenario import (
    Assumption,
    SupposeFigure,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from tests.builders import docket_of, figure, obligation, sample_docket
from tests.model.assess.dockets import BANK, random_docket_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import covenant, duty, fact, met

CLOSES = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")
NEW_YEAR = date(1997, 1, 1)


@pytest.fixture(scope="module")
def sample() -> Docket:
    return sample_docket()


def standings(docket: Docket, day: date, *assumptions: Assumption) -> dict[str, Standing]:
    positions = what_if(assess_whole(docket, day), assumptions).assessment.positions
    return {one.removeprefix("usmx-").lstrip("0"): position.standing for one, position in positions.items()}


def test_if_8_closes_on_20_december(sample: Docket) -> None:
    """The worked example: 5 and 6 lapse all the same, since 9 and 10 were not performed by their end."""
    then = standings(sample, date(1996, 12, 21), CLOSES)
    assert [then[ref] for ref in ("8", "9", "10", "5", "17", "18")] == [
        Standing.SATISFIED, Standing.OPEN, Standing.OPEN, Standing.LIVE, Standing.MISSED, Standing.EXPOSED,
    ]  # fmt: skip
    after = standings(sample, NEW_YEAR, CLOSES)
    assert [after[ref] for ref in ("5", "6", "1", "21")] == [
        Standing.LAPSED, Standing.LAPSED, Standing.MISSED, Standing.DORMANT,
    ]  # fmt: skip


def test_had_9_and_10_been_performed_the_reliefs_would_have_ended(sample: Docket) -> None:
    done = [SupposePerformed(about=f"usmx-{ref:02}", on=date(1996, 12, 27)) for ref in (9, 10)]
    then = standings(sample, NEW_YEAR, CLOSES, *done)
    assert [then[ref] for ref in ("5", "6", "1")] == [Standing.ENDED, Standing.ENDED, Standing.MISSED]


def test_what_is_saved_and_what_falls(sample: Docket) -> None:
    known = assess_whole(sample, NEW_YEAR)
    found = compare(known.assessment, what_if(known, (CLOSES,)).assessment)
    saved = {(one.id, one.was, one.becomes) for one in effects(found, "saved")}
    assert saved == {
        ("usmx-08", Standing.MISSED, Standing.SATISFIED),
        ("usmx-21", Standing.EXPOSED, Standing.DORMANT),
    }
    assert not effects(found, "falls")
    assert {one.id for one in effects(found, "changes")} == {"usmx-09", "usmx-10"}


def test_a_further_relief_keeps_the_defaults_suspended(sample: Docket) -> None:
    further = SupposeRelief(
        covers=("usmx-01", "usmx-02", "usmx-03", "usmx-04"), kind="waiver", granted_on=date(1996, 12, 30)
    )
    then = standings(sample, NEW_YEAR, further)
    assert [then[ref] for ref in ("1", "2", "3", "4")] == [Standing.SUSPENDED] * 4
    now, later = assess(sample, NEW_YEAR), what_if(assess_whole(sample, NEW_YEAR), (further,)).assessment
    assert [one.becomes for one in effects(compare(now, later), "new")] == [Standing.LIVE]


TO_MISS_8 = {
    "8": "open → missed",
    "18": "dormant → exposed",
    "21": "dormant → exposed",
    "1": "suspended → missed",
    "2": "suspended → failing",
    "3": "suspended → failing",
    "4": "suspended → failing",
    "5": "live → lapsed",
    "6": "live → lapsed",
    "9": "open → dormant",
    "10": "open → dormant",
}
"""As `look/network-missed-light` draws it, with what a performance in time would have opened."""


@pytest.mark.parametrize(
    ("ref", "day", "seen", "expected"),
    [
        ("08", date(1996, 11, 20), NEW_YEAR, TO_MISS_8),
        ("17", date(1996, 11, 20), date(1996, 12, 3), {"17": "open → missed", "18": "dormant → exposed"}),
        (
            "08",
            NEW_YEAR,
            NEW_YEAR,
            {"8": "satisfied → missed", "21": "dormant → exposed", "9": "open → dormant", "10": "open → dormant"},
        ),
        ("12", date(1996, 11, 20), date(1996, 11, 20), {}),
    ],
)
def test_a_miss_is_seen_on_its_first_day_against_a_performance_in_time(
    sample: Docket, ref: str, day: date, seen: date, expected: dict[str, str]
) -> None:
    found = see(assess_whole(sample, day), [SupposeMissed(about=f"usmx-{ref}")])
    assert found.then.assessment.day == seen
    assert {
        one.id.removeprefix("usmx-").lstrip("0"): f"{one.was} → {one.becomes}" for one in found.differences
    } == expected


def test_a_miss_beside_another_assumption_shows_what_both_change(sample: Docket) -> None:
    handed_in = SupposePerformed(about="usmx-11", on=date(1996, 12, 2))
    moved = SupposeMoved(about="usmx-17", to=date(1997, 1, 20))
    found = see(assess_whole(sample, date(1996, 11, 20)), [SupposeMissed(about="usmx-08"), handed_in, moved])
    changed = {one.id: (one.was, one.becomes) for one in found.differences}
    assert changed["usmx-08"] == (Standing.OPEN, Standing.MISSED)
    assert "usmx-17" in changed
    assert found.in_time == (date(1996, 12, 31),)


def test_of_two_misses_the_later_first_day_is_seen(sample: Docket) -> None:
    both = [SupposeMissed(about="usmx-17"), SupposeMissed(about="usmx-08")]
    found = see(assess_whole(sample, date(1996, 11, 20)), both)
    assert found.then.assessment.day == NEW_YEAR
    assert {"usmx-17", "usmx-08", "usmx-18", "usmx-21"} <= {one.id for one in found.differences}


@pytest.mark.parametrize("seed", range(120))
def test_what_is_seen_is_what_is_assessed_on_that_day(seed: int) -> None:
    docket, day = random_docket_on_a_day(Random(seed))
    for one in docket.obligations:
        found = see(assess_whole(docket, day), [SupposeMissed(about=one)])
        then = suppose(docket, [SupposeMissed(about=one)])
        assert found.then.assessment == assess(then, found.then.assessment.day)
        assert found.then.assessment.day >= day


def test_a_missed_performance_is_taken_away(sample: Docket) -> None:
    then = standings(sample, date(1996, 11, 20), SupposeMissed(about="usmx-07"))
    assert (then["7"], then["5"], then["1"]) == (Standing.MISSED, Standing.LAPSED, Standing.MISSED)


def test_a_day_moves_and_a_relief_ends_earlier(sample: Docket) -> None:
    later = SupposeMoved(about="usmx-17", to=date(1996, 12, 16))
    assert standings(sample, date(1996, 12, 3), later)["17"] is Standing.OPEN
    ends = SupposeMoved(about="usmx-05", to=date(1996, 12, 10))
    assert standings(sample, date(1996, 12, 11), ends)["5"] is Standing.ENDED
    found = compare(
        assess(sample, date(1996, 12, 3)), what_if(assess_whole(sample, date(1996, 12, 3)), (later,)).assessment
    )
    assert ("usmx-17", "saved") in {(one.id, one.effect) for one in found}


def test_a_reading_that_is_met_restores_a_test(sample: Docket) -> None:
    met = SupposeReading(about="usmx-02", on=date(1996, 12, 31), value="2.1")
    assert standings(sample, NEW_YEAR, met)["2"] is Standing.IN_COMPLIANCE


@pytest.mark.parametrize("seed", range(30))
def test_without_assumptions_it_is_the_docket(seed: int) -> None:
    docket, day = random_docket_on_a_day(Random(seed))
    known = assess_whole(docket, day)
    assert suppose(docket, ()) is docket
    assert what_if(known, ()) is known
    assert compare(known.assessment, known.assessment) == ()


@pytest.mark.parametrize("seed", range(60))
def test_the_docket_stays_as_it_is_and_the_answer_is_that_of_a_docket_so_made(seed: int) -> None:
    chance = Random(seed)
    docket, day = random_docket_on_a_day(chance)
    duties = [one.id for one in docket.obligations.values() if not one.continuing and not one.is_consequence]
    assumptions = [SupposePerformed(about=chance.choice(duties), on=day)] if duties else []
    text = [encode(record) for _, record in docket.records()]
    known = assess_whole(docket, day)
    before = dict(known.assessment.positions)
    found = what_if(known, assumptions)
    assert found.assessment == assess(Docket.of(suppose(docket, assumptions).records()), day)
    assert [encode(record) for _, record in docket.records()] == text
    assert known.assessment.positions == before


@pytest.mark.parametrize(
    ("assumption", "words"),
    [
        (CLOSES, "$9,400,000 of USMX-8 is performed on Fri 20 Dec 1996"),
        (SupposeMissed(about="usmx-17"), "USMX-17 is not performed"),
        (SupposeMoved(about="usmx-17", to=date(1996, 12, 16)), "USMX-17 is due on Mon 16 Dec 1996"),
        (SupposeMoved(about="usmx-05", to=date(1997, 1, 31)), "USMX-5 ends on Fri 31 Jan 1997"),
        (SupposeReading(about="usmx-02", on=date(1996, 12, 31), value="2.1"), "USMX-2 reads 2.1 on Tue 31 Dec 1996"),
        (
            SupposeRelief(
                covers=("usmx-01", "usmx-02"), kind="extension", granted_on=NEW_YEAR, new_due=date(1997, 2, 3)
            ),
            "an extension of USMX-1 and USMX-2 is granted on Wed 1 Jan 1997, due Mon 3 Feb 1997",
        ),
    ],
)
def test_assumptions_in_words(sample: Docket, assumption: Assumption, words: str) -> None:
    assert say_assumption(sample, assumption) == words


@pytest.mark.parametrize(
    "assumption",
    [
        SupposePerformed(about="gone", on=NEW_YEAR),
        SupposeMoved(about="usmx-18", to=NEW_YEAR),
        SupposeMoved(about="usmx-15", to=NEW_YEAR),
        SupposeRelief(covers=("gone",), kind="waiver", granted_on=NEW_YEAR),
    ],
)
def test_what_cannot_be_supposed_is_said(sample: Docket, assumption: Assumption) -> None:
    with pytest.raises(InvalidRecord):
        suppose(sample, (assumption,))


def test_what_hurts_either_way_is_told_with_the_worst_first_whatever_was_entered_first() -> None:
    """In the order of the list of what is due: a miss before a failing test."""
    failing, missed = covenant("a"), duty("b", due=10)
    docket = docket_of((BANK, failing, missed, fact(5, met(False), about="a")))
    hurt = either_way(assess(docket, on(12)), assess(docket, on(12)))
    assert list(hurt.items()) == [(Standing.MISSED, ("b",)), (Standing.FAILING, ("a",))]


def test_a_supposed_figure_decides_a_test() -> None:
    """Equity of 17 million as of 30 June misses the floor of 18; supposed at 19, it meets it."""
    equity = Metric(id="equity", name="Equity", currency="USD")
    floor = Threshold(
        metric="equity", comparator="at least", value="18000000", unit="money", currency="USD", formula="[equity]"
    )
    test = obligation("floor", kind="test", deadline=While(), threshold=floor)
    known = figure("equity", date(1996, 6, 30), "17000000")
    docket = docket_of([equity, test, known])
    assumption = SupposeFigure(metric="equity", as_of=date(1996, 6, 30), value="19000000")
    now = assess_whole(docket, date(1996, 7, 1))
    assert now.assessment["floor"].standing is Standing.FAILING
    assert what_if(now, [assumption]).assessment["floor"].standing is Standing.IN_COMPLIANCE
    assert say_assumption(docket, assumption) == "Equity is $19,000,000 as of Sun 30 Jun 1996"
    with pytest.raises(InvalidRecord, match="no longer in the docket"):
        suppose(docket_of([test]), [assumption])
