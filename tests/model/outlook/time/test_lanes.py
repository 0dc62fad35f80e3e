"""Which record stands in which lane of the timeline, and what is drawn of it from when to when."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from model.assess.engine import Assessed, assess_whole
from model.assess.spells import NEVER
from model.docket import Docket
from model.outlook.forward import look_on
from model.outlook.time.lanes import Coming, Lane, coming_of, day_of, lanes_of
from model.outlook.time.tracks import Track, track_of
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import Every, While
from model.record.event import Event
from model.record.fact import Submitted
from tests.builders import PAID, docket_of, sample_docket
from tests.model.assess.dockets import BANK, random_docket
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    EVENT,
    FOR_APPROVAL,
    after,
    agreement,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    met,
    plan,
    waiver,
)

HORIZON = 200


def weighed(*records: Record, day: int) -> tuple[Assessed, Coming]:
    known = assess_whole(docket_of([BANK, *records]), on(day))
    return known, coming_of(look_on(known, on(HORIZON)))


def drawn(*records: Record, day: int, id: str = "x") -> Track:
    known, coming = weighed(*records, day=day)
    return track_of(known, id, coming)


def spans(track: Track) -> list[str]:
    """Each stretch in a few words: ``missed 11-15``; what is expected has a question mark."""
    return [
        f"{one.standing.value} {_number(one.first)}-{_number(one.last)}{'?' if one.expected else ''}"
        for one in track.stretches
    ]


def marks(track: Track) -> list[str]:
    return [f"{one.role} {_number(one.day)} {one.standing.value}" for one in track.marks]


def _number(day: date | None) -> str:
    return "" if day is None else str((day - on(0)).days)


# ------------------------------------------------------------------------------------------------- lanes


def lanes(grouping: str = "instrument", day: date = date(1996, 11, 20)) -> dict[str, Lane]:
    docket = sample_docket()
    known = assess_whole(docket, day)
    coming = coming_of(look_on(known, date(1997, 12, 25)))
    found = lanes_of(docket, known.assessment, grouping, coming)  # type: ignore[arg-type]
    return {lane.key: lane for lane in found}


def refs(docket: Docket, ids: tuple[str, ...]) -> str:
    return " ".join(docket.short_ref(one) for one in ids)


def test_the_sample_has_a_lane_for_each_instrument_with_what_has_no_day_apart() -> None:
    docket, found = sample_docket(), lanes()
    assert {key: (refs(docket, lane.dated), refs(docket, lane.undated)) for key, lane in found.items()} == {
        "credit-agreements": ("2 3 4 1 18", ""),
        "first-amendment-usmx": ("7 5 6 11 22 17 8 9 10", "12 13 14 15 16"),
        "form-8k": ("21 20", "19 23"),
    }
    assert list(found) == ["credit-agreements", "first-amendment-usmx", "form-8k"]


def test_owners_have_lanes_by_their_names_and_nothing_is_lost_in_either() -> None:
    by_owner = lanes("owner")
    assert list(by_owner) == ["role-exploration", "role-finance", "role-legal"]
    everything = {node.id for node in sample_docket().nodes()}
    for found in (by_owner, lanes()):
        ids = [one for lane in found.values() for one in lane.ids]
        assert set(ids) == everything
        assert len(ids) == len(everything)


def test_a_lane_says_the_day_of_each_record_in_order() -> None:
    for lane in lanes().values():
        assert len(lane.days) == len(lane.dated)
        assert list(lane.days) == sorted(lane.days)


def test_what_names_no_instrument_and_no_owner_has_a_lane_of_its_own_at_the_end() -> None:
    known, coming = weighed(agreement(), duty("y", 5, instrument="i"), duty(), day=0)
    found = lanes_of(known.run.docket, known.assessment, "instrument", coming)
    assert [(lane.key, lane.ids) for lane in found] == [("i", ("y",)), ("", ("x",))]


def test_only_what_passes_the_filter_is_there() -> None:
    known, coming = weighed(duty("y", 5), duty(), day=0)
    assert [lane.ids for lane in lanes_of(known.run.docket, known.assessment, "owner", coming, {"y"})] == [("y",)]


def test_where_something_is_supposed_a_record_keeps_the_day_it_has_as_recorded() -> None:
    known, coming = weighed(duty(due=None), day=0)
    lane = lanes_of(known.run.docket, known.assessment, "owner", coming, None, {"x": on(40)})[0]
    assert (lane.dated, lane.days) == (("x",), (on(40),))


def test_a_consequence_stands_by_the_day_it_would_be_exposed_on() -> None:
    known, coming = weighed(duty(), follows("x"), day=0)
    assert day_of(known.run.docket, known.assessment, "q", coming) == on(11)
    assert day_of(known.run.docket, known.assessment, "q", {}) is None


def test_what_waits_for_an_event_stands_by_the_day_on_which_that_is_expected() -> None:
    closing = Event(id="e", title="Closing", expected=Day(on=on(30)))
    track = drawn(closing, duty(deadline=after(EVENT, 5)), day=0)
    assert marks(track) == ["expected event 30 open", "expected due 35 dormant"]
    assert marks(drawn(event(3), duty(deadline=after(EVENT, 5)), day=4)) == ["event 3 open", "due 8 open"]


# ------------------------------------------------------------------------------------------------- duties


@pytest.mark.parametrize(
    ("records", "day", "stretches", "points"),
    [
        ((duty(),), 0, [], ["due 10 open"]),
        ((duty(),), 10, [], ["due 10 due"]),
        ((duty(),), 15, ["missed 11-15"], ["due 10 missed"]),
        ((duty(cure=cure(5)),), 0, ["in cure 11-15?"], ["due 10 open"]),
        ((duty(cure=cure(5)),), 12, ["in cure 11-12", "in cure 13-15?", "missed 16-?"], ["due 10 in cure"]),
        ((duty(), fact(8, PAID)), 9, [], ["was due 10 satisfied", "done 8 satisfied"]),
        ((duty(), fact(10, PAID)), 12, [], ["done 10 satisfied"]),
        ((duty(), fact(13, PAID)), 14, [], ["was due 10 satisfied late", "done 13 satisfied late"]),
        ((duty(), fact(8, PAID)), 5, [], ["due 10 open", "expected 8 satisfied"]),
        ((duty(due=None), fact(8, PAID)), 9, [], ["done 8 satisfied"]),
        ((duty(due=None),), 9, [], []),
    ],
)
def test_a_duty_is_a_mark_on_its_day_and_a_line_once_it_is_late(
    records: tuple[Record, ...], day: int, stretches: list[str], points: list[str]
) -> None:
    track = drawn(*records, day=day)
    assert (spans(track), marks(track)) == (stretches, points)


def test_a_miss_that_a_relief_covers_is_suspended_and_expected_to_stand_again() -> None:
    track = drawn(duty(), waiver(20, 40), day=30)
    assert spans(track) == ["missed 11-19", "suspended 20-30", "suspended 31-40?", "missed 41-?"]
    assert marks(track) == ["due 10 missed"]


def test_the_tail_runs_from_the_last_day_to_begin_and_the_target_is_no_due_day() -> None:
    track = drawn(duty(due=30, lead_time=5, target=Day(on=on(20))), day=0)
    assert track.tail is not None
    assert track.tail[0] < on(30) == track.tail[1]
    assert track.target == on(20)
    assert [mark.role for mark in track.marks] == ["due"]


def test_what_is_done_has_no_tail_and_no_target_any_longer() -> None:
    track = drawn(duty(due=30, lead_time=5, target=Day(on=on(20))), fact(3, PAID), day=4)
    assert (track.tail, track.target) == (None, None)


def test_what_is_handed_in_and_not_answered_is_a_stretch_of_its_own() -> None:
    track = drawn(duty(approval=FOR_APPROVAL), fact(4, Submitted()), day=6)
    assert spans(track)[0] == "submitted 4-6"


def test_a_plan_goes_on_from_the_day_it_is_forecast_for() -> None:
    assert spans(drawn(plan(), day=0)) == ["open 10-?"]


def test_every_occurrence_of_a_series_has_its_mark_and_later_ones_are_foreseen() -> None:
    series = Every(rule="FREQ=DAILY;INTERVAL=100", start=on(0))
    track = drawn(duty(deadline=series), fact(0, PAID, occurrence=0), day=5)
    assert marks(track)[:2] == ["occurrence 0 satisfied", "occurrence 100 open"]
    assert [one.role for one in track.marks[2:]] == ["foreseen"] * 3
    assert track.marks[-1].day == on(400)


# ------------------------------------------------------------------------------- what continues, and reliefs


def test_what_continues_is_a_bar_a_standing_and_goes_on_in_outline() -> None:
    track = drawn(agreement(begins=1), covenant(instrument="i"), fact(5, met(True)), day=8)
    assert spans(track) == ["untested 1-4", "in compliance 5-8", "in compliance 9-?"]


def test_what_continues_is_not_drawn_past_its_end() -> None:
    track = drawn(covenant(deadline=While(since=on(1), until=on(20))), fact(5, met(True)), day=8)
    assert spans(track)[-1] == "in compliance 9-20?"


def test_a_covenant_that_was_never_read_and_has_no_term_has_no_day() -> None:
    known, coming = weighed(covenant(), day=8)
    assert day_of(known.run.docket, known.assessment, "x", coming) is None


@pytest.mark.parametrize(
    ("day", "stretches", "points"),
    [
        (10, ["pending 20-40"], ["lapse 41 ended"]),
        (30, ["live 20-40"], ["lapse 41 ended"]),
        (50, ["live 20-40"], ["lapse 41 ended"]),
    ],
)
def test_the_term_of_a_relief_is_stated_and_drawn_whole(day: int, stretches: list[str], points: list[str]) -> None:
    track = drawn(duty(), waiver(20, 40), day=day, id="w")
    assert (spans(track), marks(track)) == (stretches, points)


def test_a_relief_that_lapsed_was_live_until_then() -> None:
    records = (duty(), duty("c", 30), waiver(20, 40, conditions=("c",)))
    assert spans(drawn(*records, day=35, id="w")) == ["live 20-30"]
    assert marks(drawn(*records, day=35, id="w")) == ["lapse 31 lapsed"]
    assert marks(drawn(*records, day=25, id="w")) == ["lapse 31 lapsed"]


def test_a_consequence_is_exposed_from_its_day_on() -> None:
    assert spans(drawn(duty(), follows("x"), day=5, id="q")) == ["exposed 11-?"]
    assert spans(drawn(duty(), follows("x"), day=15, id="q")) == ["exposed 11-15", "exposed 16-?"]


def test_what_is_expected_lies_after_the_day_looked_at_and_the_rest_does_not() -> None:
    """On the sample, for every day of some months; and stretches of one record never lie on one another."""
    docket = sample_docket()
    for day in (date(1996, 8, 1), date(1996, 10, 15), date(1996, 11, 20), date(1996, 12, 3), date(1997, 1, 1)):
        known = assess_whole(docket, day)
        coming = coming_of(look_on(known, date(1997, 12, 31)))
        for one in known.assessment.positions:
            track = track_of(known, one, coming)
            if one in docket.obligations:
                assert all((stretch.first > day) == stretch.expected for stretch in track.stretches)
            for before, then in pairwise(track.stretches):
                assert (before.last or NEVER) < then.first


@pytest.mark.parametrize("seed", range(40))
def test_what_has_a_day_is_drawn_and_what_has_none_is_not(seed: int) -> None:
    """On random dockets; and no record stands two ways on one day."""
    docket = random_docket(Random(seed))
    known = assess_whole(docket, on(20))
    coming = coming_of(look_on(known, on(420)))
    for one in known.assessment.positions:
        track = track_of(known, one, coming)
        assert (track.first is None) == (day_of(docket, known.assessment, one, coming) is None)
        assert all(stretch.last is None or stretch.first <= stretch.last for stretch in track.stretches)
        assert all((before.last or NEVER) < then.first for before, then in pairwise(track.stretches))
