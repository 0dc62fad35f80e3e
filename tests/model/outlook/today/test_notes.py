"""What Today says beside a record, what it says of the days to come, and what it knows of seven weeks."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.assess import Standing, assess
from model.assess.engine import assess_whole
from model.docket import Docket
from model.outlook.forward import look_on
from model.outlook.today.agenda import BandKey, agenda_of
from model.outlook.today.notes import note_of, note_words
from model.outlook.today.turns import turn_pieces, turn_words
from model.outlook.today.weeks import seven_weeks, weeks_from
from model.record.base import Record
from model.record.deadline import Start
from model.record.fact import Submitted
from tests.builders import PAID, docket_of, sample_docket
from tests.exploration import examples
from tests.model.assess.dockets import BANK, random_docket
from tests.model.assess.numbered import SPAN, on
from tests.model.assess.small import (
    EVENT,
    FOR_SUBMISSION,
    covenant,
    cure,
    duty,
    event,
    fact,
    follows,
    owed,
    part,
    plan,
    right,
    waiver,
)


def noted(docket: Docket, day: date, band: BandKey, record_id: str) -> str:
    return note_words(note_of(docket, assess(docket, day), band, docket.node(record_id)), lambda mark: f"<{mark}>")


NOV, DEC, JAN = date(1996, 11, 20), date(1996, 12, 3), date(1997, 1, 1)


@pytest.mark.parametrize(
    ("day", "band", "record", "note"),
    [
        (NOV, "soon", "usmx-17", "start by Mon 25 Nov; else 18 Foreclosure of the security; damages <exposed>"),
        (NOV, "soon", "usmx-08", "start by Tue 3 Dec; else 5 and 6 <relief_lapsed> 18 and 21 <exposed>"),
        (NOV, "waiting", "usmx-09", "8 <open> or private placement"),
        (NOV, "waiting", "usmx-10", "8 <open>; paid out of its proceeds"),
        (NOV, "waiting", "usmx-20", "8 and 23 <open>"),
        (NOV, "risk", "usmx-05", "7 <satisfied> 8 <open> 9 <dormant> 10 <dormant> and others not known"),
        (NOV, "risk", "usmx-02", "stands again when 5 and 6 end, even if all is done"),
        (NOV, "risk", "usmx-15", "no reading is recorded"),
        (NOV, "rights", "usmx-22", "$3,800,000 of $4,500,000; no last day stated; look again Mon 2 Dec"),
        (NOV, "unverified", "usmx-07", "open question: preliminary only, Ontario only?"),
        (NOV, "unverified", "usmx-08", "from a summary; no second reading"),
        (NOV, "undated", "usmx-12", "the text gives no day; look again Mon 2 Dec"),
        (NOV, "undated", "usmx-23", "a plan, with no day; look again Mon 2 Dec"),
        (DEC, "trouble", "usmx-18", "17 <missed> since 3 Dec"),
        (DEC, "trouble", "usmx-17", "no performance recorded; no cure period stated"),
        (DEC, "review", "usmx-12", "to be looked at again by Mon 2 Dec, 1 day ago"),
        (JAN, "trouble", "usmx-18", "17 <missed> since 3 Dec; 2 to 4 <failing> 1 and 8 <missed> since 1 Jan"),
        (JAN, "trouble", "usmx-01", "confirmed not performed; stands again since 1 Jan"),
        (JAN, "trouble", "usmx-02", "not met, by 20 Nov; stands again since 1 Jan"),
        (JAN, "risk", "usmx-05", "8 <missed> a condition of it"),
    ],
)
def test_what_stands_beside_a_record_of_the_sample(day: date, band: BandKey, record: str, note: str) -> None:
    assert noted(sample_docket(), day, band, record) == note


@pytest.mark.parametrize(
    ("records", "day", "band", "note"),
    [
        (
            (duty(due=3, cure=cure(9)), follows("x")),
            5,
            "trouble",
            "may be cured until Sat 15 Jun 1996; no performance recorded; else Q What follows <exposed>",
        ),
        ((duty(due=9, lead_time=5),), 5, "soon", "was to start by Thu 6 Jun"),
        (
            (duty(due=30, approval=FOR_SUBMISSION), fact(1, Submitted())),
            2,
            "waiting",
            "The bank has not decided; handed in on Tue 4 Jun",
        ),
        ((event(None), duty(due=30, starts=Start(of=(EVENT,)))), 2, "waiting", "closing"),
        ((right(due=30),), 2, "rights", "lapses if unused by Wed 3 Jul 1996"),
        ((right(due=1),), 2, "trouble", "lapsed unused"),
        (
            (duty("c", None), duty(due=-5), covenant(), waiver(0, 20, covers="c", conditions=("x",))),
            2,
            "risk",
            "no reading is recorded; a condition of W <relief_live>",
        ),
        ((plan(due=None),), 2, "undated", "a plan, with no day; look again Sun 1 Sep"),
    ],
)
def test_what_stands_beside_records_of_other_sorts(
    records: tuple[Record, ...], day: int, band: BandKey, note: str
) -> None:
    by_id = {record.id: record for record in records}
    assert noted(docket_of((BANK, *by_id.values())), on(day), band, "x") == note


def test_a_relief_that_ended_says_what_stands_again() -> None:
    docket = docket_of((BANK, duty(due=-5), waiver(0, 10)))
    assert noted(docket, on(11), "risk", "w") == "X <missed> stands again"


def test_beside_a_sound_relief_stands_what_comes_back_after_it() -> None:
    docket = docket_of((BANK, duty(due=-5), waiver(0, 30)))
    assert noted(docket, on(1), "risk", "w") == "X stands again after it"


@settings(max_examples=examples(60))
@given(chance=st.randoms(use_true_random=False), number=st.integers(-3, SPAN))
def test_in_any_docket_every_record_of_every_band_has_a_note(chance: Random, number: int) -> None:
    docket = random_docket(chance)
    assessment = assess(docket, on(number))
    for band in agenda_of(docket, assessment).bands:
        for one in band.ids:
            words = note_words(note_of(docket, assessment, band.key, docket.node(one)), str)
            if band.key != "soon":
                assert words
            assert "None" not in words


# ------------------------------------------------------------------------------------------- what comes


def test_the_forward_look_of_the_sample_in_words() -> None:
    docket = sample_docket()
    found = look_on(assess_whole(docket, NOV), NOV + timedelta(days=60))
    assert [(day, turn_words(turn_pieces(docket, turns))) for day, turns in found] == [
        (date(1996, 12, 2), "17 falls due"),
        (date(1996, 12, 3), "17 is missed; 18 is exposed"),
        (date(1996, 12, 31), "8 falls due"),
        (
            date(1997, 1, 1),
            "8 is missed; 5 and 6 lapse; 1 stands again, missed; 2 to 4 stand again, failing; 21 is exposed",
        ),
    ]


@settings(max_examples=examples(40))
@given(chance=st.randoms(use_true_random=False), number=st.integers(-3, SPAN))
def test_in_any_docket_every_turn_is_told(chance: Random, number: int) -> None:
    docket = random_docket(chance)
    for _, turns in look_on(assess_whole(docket, on(number)), on(number + 30)):
        pieces = turn_pieces(docket, turns)
        assert pieces
        assert all(piece.text and piece.mark for piece in pieces)


# ------------------------------------------------------------------------------------------ seven weeks


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(1996, 11, 18), date(1996, 11, 18)),
        (date(1996, 11, 20), date(1996, 11, 18)),
        (date(1997, 1, 5), date(1996, 11, 18)),
        (date(1997, 1, 6), date(1997, 1, 6)),
        (date(1996, 11, 17), date(1996, 11, 11)),
    ],
)
def test_the_weeks_begin_with_that_of_today_as_long_as_the_day_lies_in_them(day: date, first: date) -> None:
    assert weeks_from(day, date(1996, 11, 20)) == first


def test_the_weeks_of_the_sample_show_the_work_before_each_deadline_and_the_reliefs_until_their_end() -> None:
    docket = sample_docket()
    weeks = seven_weeks(docket, assess(docket, NOV), date(1996, 11, 18))
    assert [(one.id, one.day, one.begins) for one in weeks.falling] == [
        ("usmx-17", date(1996, 12, 2), date(1996, 11, 25)),
        ("usmx-08", date(1996, 12, 31), date(1996, 12, 3)),
    ]
    (reliefs,) = weeks.reliefs
    assert (reliefs.ids, reliefs.first, reliefs.last) == (
        ("usmx-05", "usmx-06"),
        date(1996, 11, 15),
        date(1996, 12, 31),
    )
    assert weeks.closed[date(1996, 11, 28)] == "Thanksgiving Day"
    assert weeks.closed[date(1996, 11, 30)] == ""
    assert date(1996, 11, 29) not in weeks.closed


def test_what_is_missed_stays_on_its_day_and_what_is_done_loses_the_stretch_of_work() -> None:
    docket = docket_of((BANK, duty("a", 10, lead_time=3), duty("b", 12, lead_time=3), fact(2, PAID, "b")))
    weeks = seven_weeks(docket, assess(docket, on(20)), on(0))
    assert [(one.id, one.standing, one.begins is not None) for one in weeks.falling] == [
        ("a", Standing.MISSED, True),
        ("b", Standing.SATISFIED, False),
    ]


def test_what_lies_outside_sleeps_or_is_only_planned_is_not_shown() -> None:
    records = (
        event(None),
        duty("a", -1),
        duty("b", 49),
        duty("c", 48),
        plan("p", 3),
        duty("d", 9, starts=Start(of=(EVENT,))),
    )
    docket = docket_of((BANK, *records))
    assert [one.id for one in seven_weeks(docket, assess(docket, on(0)), on(0)).falling] == ["c"]


def test_what_was_performed_in_part_and_missed_is_not_told_as_silence() -> None:
    docket = docket_of((duty(amount=owed("exactly")), fact(5, part(30))))
    assert noted(docket, on(12), "trouble", "x") == "performed in part; no cure period stated"
