"""What falls on each day, how it is told together, what of it may be moved, and which offices are closed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from model.assess import assess
from model.assess.standing import Standing
from model.docket import Docket
from model.outlook.time.almanac import LEGAL, Almanac, AlmanacItem, Leaf
from model.outlook.time.almanac_words import (
    chip_said,
    chip_wordings,
    day_said,
    head_words,
    list_said,
    shut_words,
    spoken,
    stays,
)
from model.record.base import Record
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import Every, While
from model.record.event import Event
from model.record.fact import Cancelled
from model.record.instrument import Instrument
from tests.builders import PAID, docket_of, sample_docket
from tests.model.assess.dockets import BANK, random_docket
from tests.model.assess.numbered import on
from tests.model.assess.small import EVENT, covenant, cure, duty, event, fact, follows, met, plan, waiver

TODAY = date(1996, 11, 20)


@pytest.fixture(scope="module")
def sample() -> Docket:
    return sample_docket()


def almanac_of(docket: Docket, day: date = TODAY) -> Almanac:
    return Almanac(docket, assess(docket, day))


def told(almanac: Almanac, first: date, last: date) -> list[str]:
    """Every item in a few words: ``1996-12-02 due 17``."""
    docket = almanac.docket
    return [
        f"{item.day} {item.sort} {' '.join(docket.short_ref(one) for one in item.ids)}".strip()
        for leaf in almanac.leaves(first, last)
        for item in leaf.items
    ]


def small(*records: Record, day: int = 0, through: int = 100) -> list[str]:
    """The same of a small docket, days by their number."""
    docket = docket_of([BANK, *records])
    almanac = almanac_of(docket, on(day))
    return [
        f"{(item.day - on(0)).days} {item.sort}"
        for leaf in almanac.leaves(on(-50), on(through))
        for item in leaf.items
        if item.sort != "review"
    ]


def leaf(almanac: Almanac, day: date) -> Leaf:
    (found,) = almanac.leaves(day, day)
    return found


# --------------------------------------------------------------------------------------------- the sample


def test_the_sample_falls_on_the_days_of_its_filing(sample: Docket) -> None:
    assert told(almanac_of(sample), date(1996, 11, 1), date(1997, 1, 31)) == [
        "1996-11-01 due 7",
        "1996-11-15 begins 5 6",
        "1996-11-20 done 11",
        "1996-11-25 act by 17",
        "1996-11-27 target 17",
        "1996-12-02 due 17",
        "1996-12-02 review 9 10 12 13 14 15 16 19 22 23",
        "1996-12-03 act by 8",
        "1996-12-20 target 8",
        "1996-12-31 due 8",
        "1996-12-31 ends 5 6",
        "1997-01-01 back 1 2 3 4",
    ]


def test_on_the_day_of_the_lapse_nothing_stands_again_and_no_target_can_be_moved(sample: Docket) -> None:
    almanac = almanac_of(sample, date(1997, 1, 1))
    assert "1997-01-01 lapses 5 6" in told(almanac, date(1996, 12, 1), date(1997, 1, 31))
    target = next(item for item in leaf(almanac, date(1996, 12, 20)).items if item.sort == "target")
    assert not target.movable
    assert stays(sample, target) == "Its legal day is past: the target before it is history."


def test_days_of_our_own_making_can_be_moved_and_no_legal_day(sample: Docket) -> None:
    leaves = almanac_of(sample).leaves(date(1996, 9, 1), date(1997, 12, 31))
    items = [item for leaf in leaves for item in leaf.items]
    assert {item.sort for item in items if item.movable} == {"target", "review", "forecast"}
    assert not any(item.movable for item in items if item.sort in LEGAL)
    assert all(bool(stays(sample, item)) != item.movable for item in items)


def test_offices_are_closed_by_name_and_plain_weekends_without(sample: Docket) -> None:
    almanac = almanac_of(sample)
    thanksgiving = leaf(almanac, date(1996, 11, 28))
    assert thanksgiving.closed
    assert [shut_words(shut) for shut in thanksgiving.shut] == ["Thanksgiving Day: federal offices closed"]
    saturday = leaf(almanac, date(1996, 11, 30))
    assert (saturday.closed, saturday.shut) == (True, ())
    assert not leaf(almanac, date(1996, 11, 29)).closed


def test_the_agenda_tells_days_with_something_to_tell_and_ends_with_the_forecast(sample: Docket) -> None:
    coming = almanac_of(sample).coming(TODAY)
    assert coming[0].day == TODAY
    assert not any(leaf.empty for leaf in coming)
    spring = next(leaf for leaf in coming if any(item.sort == "forecast" for item in leaf.items))
    assert head_words(spring, TODAY) == ("Spring of 1997", "forecast")
    assert head_words(coming[1], TODAY) == ("Mon 25 Nov 1996", "in 5 days")


def test_it_is_narrowed_to_what_passes(sample: Docket) -> None:
    almanac = almanac_of(sample)
    leaves = almanac.leaves(date(1996, 11, 1), date(1996, 12, 31), {"usmx-17", "usmx-06"})
    assert {item.ids for leaf in leaves for item in leaf.items} == {("usmx-17",), ("usmx-06",)}


# --------------------------------------------------------------------------------------------- in words


def of(almanac: Almanac, day: date, sort: str) -> AlmanacItem:
    return next(item for item in leaf(almanac, day).items if item.sort == sort)


@pytest.mark.parametrize(
    ("day", "sort", "chip", "listed"),
    [
        (date(1996, 11, 25), "act by", ("17", "act by"), ("17", "Act by")),
        (date(1996, 12, 2), "due", ("17", ""), ("17", "Due")),
        (date(1996, 11, 15), "begins", ("5, 6", "begin"), ("5, 6", "Reliefs begin")),
        (date(1996, 12, 31), "ends", ("5, 6", "end"), ("5, 6", "Reliefs end")),
        (date(1997, 1, 1), "back", ("1–4", "stand again"), ("1–4", "stand again")),
    ],
)
def test_an_item_is_said_on_its_chip_and_in_the_list(
    sample: Docket, day: date, sort: str, chip: tuple[str, str], listed: tuple[str, str]
) -> None:
    item = of(almanac_of(sample), day, sort)
    assert chip_said(sample, item)[:2] == chip
    assert list_said(sample, item)[:2] == listed


def test_reviews_of_one_day_are_told_by_their_refs_or_counted(sample: Docket) -> None:
    item = of(almanac_of(sample), date(1996, 12, 2), "review")
    assert chip_wordings(sample, item) == ("Review 9, 10, 12–16, 19, 22, 23", "Review 10 undated")


def test_read_aloud_it_says_its_day_how_it_stands_and_whether_it_can_be_moved(sample: Docket) -> None:
    almanac = almanac_of(sample)
    assert spoken(sample, of(almanac, date(1996, 12, 2), "due"), TODAY) == (
        "17 Amended development plan for approval: due Mon 2 Dec 1996, in 12 days; open; a stated day, it stays"
    )
    assert spoken(sample, of(almanac, date(1996, 11, 27), "target"), TODAY).endswith("open; can be moved")


def test_a_day_is_told_whole(sample: Docket) -> None:
    almanac = almanac_of(sample)
    assert day_said(sample, leaf(almanac, date(1997, 1, 1)), TODAY).splitlines() == [
        "Wed 1 Jan 1997, in 42 days",
        "New Year's Day: federal offices closed",
        "1–4 stand again, suspended",
    ]


# --------------------------------------------------------------------------------------------- each sort


def test_a_duty_with_work_a_target_and_a_cure_falls_on_each_of_their_days() -> None:
    node = duty(lead_time=3, target=Day(on=on(8)), cure=cure(5))
    assert small(node) == ["8 act by", "8 target", "10 due", "15 cure"]


def test_what_is_done_early_falls_on_both_days_and_asks_for_no_work() -> None:
    node = duty(lead_time=3, target=Day(on=on(8)))
    assert small(node, fact(4, PAID), day=5) == ["4 done", "10 due"]


def test_a_performance_still_to_come_is_told_on_its_day() -> None:
    assert small(duty(), fact(7, PAID), day=5) == ["7 to be done", "10 due"]


def test_what_was_released_or_is_a_consequence_falls_on_no_day() -> None:
    assert small(duty(), fact(2, Cancelled()), follows("x"), day=5) == []


def test_a_plan_of_others_is_not_ours_to_move() -> None:
    docket = docket_of([BANK, plan(obligor="bank"), plan("y", 20)])
    items = [item for leaf in almanac_of(docket, on(0)).leaves(on(0), on(30)) for item in leaf.items]
    assert [(item.sort, item.movable) for item in items] == [("forecast", False), ("forecast", True)]


def test_a_covenant_falls_on_its_test_dates_and_on_its_last_day() -> None:
    tests = covenant(deadline=Every(rule="FREQ=MONTHLY", start=on(0)))
    ends = covenant("y", deadline=While(until=on(40)))
    found = small(tests, ends, fact(1, met(yes=True)), day=2, through=70)
    assert found.count("40 over") == 1
    assert [one for one in found if one.endswith("test")][:2] == ["0 test", "30 test"]


def test_occurrences_go_on_in_years_that_are_looked_at_later() -> None:
    series = duty(deadline=Every(rule="FREQ=YEARLY", start=on(10)))
    docket = docket_of([BANK, series])
    almanac = almanac_of(docket, on(0))
    far = date(on(10).year + 9, on(10).month, on(10).day)
    assert [item.sort for item in leaf(almanac, far).items] == ["foreseen"]
    assert [item.sort for item in leaf(almanac, on(10)).items] == ["occurrence"]


def test_nothing_recurs_after_its_instrument_has_ended() -> None:
    series = duty(deadline=Every(rule="FREQ=MONTHLY", start=on(0)), instrument="a")
    ended = Instrument(id="a", title="Agreement", in_force_until=on(70))
    assert max(int(one.split()[0]) for one in small(series, ended, through=300)) <= 70


def test_events_fall_on_their_days_and_recurring_ones_on_each() -> None:
    quarter = Event(id="quarter", title="Quarter end", expected=Day(on=on(5)), recurs="FREQ=MONTHLY;INTERVAL=3")
    found = small(event(happened=3), quarter, day=4, through=120)
    assert found[0] == "3 event"
    assert [one.split()[1] for one in found[1:]] == ["expected", "expected"]
    assert EVENT.event in {item.event for leaf in _all(event(happened=3)) for item in leaf.items}


def _all(*records: Record) -> tuple[Leaf, ...]:
    return almanac_of(docket_of([BANK, *records]), on(4)).leaves(on(0), on(30))


def test_a_docket_s_own_closure_is_named() -> None:
    agreement = Instrument(id="a", title="Agreement", calendars=("US-FED",))
    storm = Closure(id="storm", calendar="US-FED", day=on(12), reason="Ice storm", source="Order of that day")
    leaves = almanac_of(docket_of([BANK, agreement, storm]), on(0)).leaves(on(12), on(12))
    assert [(one.closed, one.shut[0].reason) for one in leaves] == [(True, "Ice storm")]


def test_a_relief_that_lapses_early_is_told_by_its_lapse_and_not_by_its_end() -> None:
    found = small(duty(due=30), duty("k", 10), waiver(5, 50, conditions=("k",)), day=20)
    assert "11 lapses" in found
    assert "50 ends" not in found


@pytest.mark.parametrize("seed", range(25))
def test_whatever_has_a_due_day_falls_on_it_once(seed: int) -> None:
    docket = random_docket(Random(seed))
    assessment = assess(docket, on(15))
    first, last = on(-400), on(800)
    items = [item for leaf in Almanac(docket, assessment).leaves(first, last) for item in leaf.items]
    assert max(Counter(item.key + str(item.period) for item in items).values(), default=1) == 1
    for node in docket.obligations.values():
        position = assessment[node.id]
        if position.due is None or position.standing is Standing.RELEASED or node.is_consequence:
            continue
        assert any(
            item.day == position.due and node.id in item.ids and item.sort in ("due", "occurrence") for item in items
        )


def test_days_at_the_edge_of_what_duly_knows_are_left_out(sample: Docket) -> None:
    almanac = almanac_of(sample)
    assert len(almanac.leaves(date(2199, 12, 25), date(2200, 1, 5) - timedelta(days=2))) <= 10
