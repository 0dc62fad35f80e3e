"""When an anchor moves, everything that moves with it is named: from where, to where, why, and how far along."""

from __future__ import annotations

from datetime import date
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.standing import Standing
from model.days.operation import Add, BusinessDays, Roll
from model.docket import Docket
from model.outlook.changes.moves import Move, day_to_judge, moves, to_review
from model.outlook.changes.reach import may_move
from model.record.base import Record
from model.record.closure import Closure
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import After, Earliest, Every, ObligationAnchor, On, Override
from model.record.door import kind_of
from model.record.fact import Performed
from model.record.instrument import Instrument
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, dockets_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    EVENT,
    after,
    agreement,
    by,
    cure,
    duty,
    event,
    fact,
    figure,
    gauge,
    links,
    metric,
    plan,
    waiver,
)


def docket(*records: Record) -> Docket:
    return docket_of((BANK, *records))


def changed(before: Docket, *records: Record) -> Docket:
    """The docket with these records in place of those of their ids."""
    kinds = {(kind_of(record), record.id): record for record in records}
    kept = [pair for pair in before.records() if (pair[0], pair[1].id) not in kinds]
    return Docket.of([*kept, *((kind, record) for (kind, _), record in kinds.items())])


def due_of(id: str) -> ObligationAnchor:
    return ObligationAnchor(obligation=id, of="due")


def performance_of(id: str) -> ObligationAnchor:
    return ObligationAnchor(obligation=id, of="performed")


def miss_of(id: str) -> ObligationAnchor:
    return ObligationAnchor(obligation=id, of="missed")


def said(found: tuple[Move, ...]) -> list[tuple[str, int, date | None, date | None]]:
    return [(move.ref, move.level, move.old, move.new) for move in found]


def by_hand(day: int) -> Override:
    return Override(day=on(day), reason="agreed")


# ------------------------------------------------------------------------------------------------ levels


def chain(closing: int) -> Docket:
    """A counts from the closing, B from A, C from B; D is a stated day, E counts from D."""
    return docket(
        event(closing),
        duty("a", deadline=after(EVENT, 5)),
        duty("b", deadline=after(due_of("a"), 10)),
        duty("c", deadline=after(due_of("b"), 3)),
        duty("d", due=50),
        duty("e1", deadline=after(due_of("d"), 1)),
    )


def test_what_moves_is_named_level_by_level_over_three_hops() -> None:
    found = moves(chain(5), chain(17), on(20))
    assert said(found) == [
        ("A", 0, on(10), on(22)),
        ("B", 1, on(20), on(32)),
        ("C", 2, on(23), on(35)),
    ]
    assert {move.days for move in found} == {12}
    assert all(move.of_another for move in found)


def test_the_reason_names_the_anchor_and_where_it_moved_from_and_to() -> None:
    first, second, _ = moves(chain(5), chain(17), on(20))
    assert first.why == "5 days after Closing (moved from Sat 8 Jun 1996 to Thu 20 Jun 1996)"
    assert second.why == "10 days after the due day of A (moved from Thu 13 Jun 1996 to Tue 25 Jun 1996)"


def test_nothing_moves_where_nothing_differs() -> None:
    assert moves(chain(5), chain(5), on(20)) == ()


def test_the_changed_record_comes_first_where_its_own_date_changes() -> None:
    before = chain(5)
    found = moves(before, changed(before, duty("a", deadline=after(EVENT, 6))), on(20))
    assert said(found) == [
        ("A", -1, on(10), on(11)),
        ("B", 0, on(20), on(21)),
        ("C", 1, on(23), on(24)),
    ]
    assert found[0].why == "6 days after Closing, instead of 5 days after Closing"
    assert not found[0].of_another


def test_within_a_level_they_stand_by_their_new_day_and_then_by_ref() -> None:
    def made(closing: int) -> Docket:
        ids = {"x10": 8, "x2": 8, "y": 3}
        return docket(event(closing), *(duty(id, deadline=after(EVENT, days)) for id, days in ids.items()))

    assert [move.ref for move in moves(made(1), made(2), on(5))] == ["Y", "X2", "X10"]


def test_what_counts_from_the_anchor_and_from_what_counts_from_it_stands_at_the_nearer_level() -> None:
    def made(closing: int) -> Docket:
        both = Earliest(of=(after(due_of("a"), 30), after(EVENT, 20)))
        return docket(event(closing), duty("a", deadline=after(EVENT, 5)), duty("b", deadline=both))

    assert said(moves(made(5), made(7), on(10))) == [("A", 0, on(10), on(12)), ("B", 0, on(25), on(27))]
    (_, second) = moves(made(5), made(7), on(10))
    assert second.why == (
        "the earlier of 30 days after the due day of A (moved from Thu 13 Jun 1996 to Sat 15 Jun 1996) and"
        " 20 days after Closing (moved from Sat 8 Jun 1996 to Mon 10 Jun 1996)"
    )


def test_a_later_of_two_days_that_still_wins_holds_everything_behind_it() -> None:
    def made(closing: int) -> Docket:
        first = Earliest(of=(after(EVENT, 30), by(12)))
        return docket(event(closing), duty("a", deadline=first), duty("b", deadline=after(due_of("a"), 1)))

    assert moves(made(5), made(7), on(10)) == ()


# ----------------------------------------------------------------------------- dates that come and go


def test_a_date_is_gained_when_the_anchor_happens_and_lost_when_it_is_taken_back() -> None:
    waiting, closed = chain_without_closing(), chain(5)
    gained = moves(waiting, closed, on(20))
    assert said(gained) == [("A", 0, None, on(10)), ("B", 1, None, on(20)), ("C", 2, None, on(23))]
    assert gained[0].why == "5 days after Closing (now Sat 8 Jun 1996)"
    assert gained[0].days is None
    lost = moves(closed, waiting, on(20))
    assert said(lost) == [("A", 0, on(10), None), ("B", 1, on(20), None), ("C", 2, on(23), None)]
    assert lost[0].why == "5 days after Closing (no longer known)"


def chain_without_closing() -> Docket:
    return changed(chain(5), event(None))


def test_a_performance_starts_what_counts_from_it() -> None:
    before = docket(duty("a"), duty("b", deadline=after(performance_of("a"), 5)))
    (move,) = moves(before, changed(before, fact(8, PAID, about="a")), on(12))
    assert (move.ref, move.level, move.old, move.new) == ("B", 0, None, on(13))
    assert move.why == "5 days after the performance of A (now Tue 11 Jun 1996)"


def test_a_relief_moves_what_counts_from_the_miss_that_it_relieves() -> None:
    before = docket(duty("a"), duty("b", deadline=after(miss_of("a"), 5)))
    own, move = moves(before, changed(before, waiver(9, 20, covers="a")), on(25))
    assert (own.ref, own.level, own.new) == ("W", -1, on(20))
    assert (move.ref, move.old, move.new) == ("B", on(16), on(26))
    assert move.level == 1, "the miss of A lies between"
    assert move.why.startswith("5 days after the miss of A (moved from")


def test_a_deleted_record_loses_its_own_date() -> None:
    before = docket(duty("a"), duty("b"))
    gone = Docket.of(pair for pair in before.records() if pair[1].id != "a")
    (move,) = moves(before, gone, on(5))
    assert (move.ref, move.level, move.old, move.new, move.why) == ("A", -1, on(10), None, "it is deleted")
    assert (move.was, move.becomes) == (Standing.OPEN, None)


def test_a_new_record_gains_its_own_date() -> None:
    before = docket(duty("a"))
    (move,) = moves(before, changed(before, duty("b", due=12)), on(5))
    assert (move.ref, move.level, move.old, move.new) == ("B", -1, None, on(12))


# -------------------------------------------------------------------------------------------- overrides


def test_what_is_set_by_hand_stays_and_is_listed_with_the_day_that_it_would_be() -> None:
    def made(closing: int) -> Docket:
        held = duty("h", deadline=after(EVENT, 7), override=by_hand(9))
        return docket(event(closing), held, duty("k", deadline=after(due_of("h"), 2)))

    (move,) = moves(made(5), made(17), on(20))
    assert (move.ref, move.old, move.new, move.held, move.computed) == ("H", on(9), on(9), True, on(24))
    assert move.why == (
        "held by hand at Wed 12 Jun 1996 (agreed), would be Thu 27 Jun 1996:"
        " 7 days after Closing (moved from Sat 8 Jun 1996 to Thu 20 Jun 1996)"
    )
    assert not move.of_another


@pytest.mark.parametrize("anchor", [EVENT, due_of("a"), performance_of("a")], ids=["event", "due day", "performance"])
def test_what_is_set_by_hand_is_not_listed_where_its_computed_day_stays(anchor: object) -> None:
    held = duty("h", deadline=after(anchor, 7), override=by_hand(9))
    before = docket(event(1), duty("a", deadline=after(EVENT, 3)), fact(3, PAID, about="a"), held)
    after_it = changed(before, duty("a", deadline=after(EVENT, 3), locator="Item 5"))
    assert moves(before, after_it, on(10)) == ()


def test_a_day_set_by_hand_moves_what_counts_from_it() -> None:
    before = docket(event(1), duty("h", deadline=after(EVENT, 7)), duty("k", deadline=after(due_of("h"), 2)))
    own, other = moves(before, changed(before, duty("h", deadline=after(EVENT, 7), override=by_hand(9))), on(3))
    assert (own.level, own.new, own.why) == (-1, on(9), "set by hand: agreed")
    assert (other.level, other.new) == (0, on(11))


# ----------------------------------------------------------------------------------------------- series


def series(start: date, **fields: object) -> Every:
    return Every(rule="FREQ=WEEKLY", start=start, **fields)  # type: ignore[arg-type]  # of the table


def test_each_occurrence_of_a_series_that_moves_is_named() -> None:
    before = docket(duty("s", deadline=series(on(1))))
    found = moves(before, changed(before, duty("s", deadline=series(on(3)))), on(12))
    assert [(move.of, move.old, move.new) for move in found] == [
        ("occurrence", on(1), on(3)),
        ("occurrence", on(8), on(10)),
        ("occurrence", on(15), on(17)),
    ]


def test_an_occurrence_that_only_comes_into_sight_does_not_move() -> None:
    before = docket(duty("s", deadline=series(on(1))))
    found = moves(before, changed(before, duty("s", deadline=series(on(6)))), on(9))
    assert [(move.old, move.new) for move in found] == [(on(1), on(6)), (on(8), on(13))], "15 has 20, out of sight"


def test_occurrences_after_the_new_end_of_a_series_fall_away() -> None:
    before = docket(duty("s", deadline=series(on(1))))
    found = moves(before, changed(before, duty("s", deadline=series(on(1), until=on(9)))), on(12))
    assert [(move.old, move.new) for move in found] == [(on(15), None)]


def test_a_performed_occurrence_moves_no_date_of_its_series() -> None:
    before = docket(duty("s", deadline=series(on(1))))
    assert moves(before, changed(before, fact(1, PAID, about="s", occurrence=1)), on(9)) == ()


def test_a_series_of_a_recurring_event_moves_with_it() -> None:
    def made(first: int) -> Docket:
        quarter = msgspec.structs.replace(event(first), title="Week end", recurs="FREQ=WEEKLY")
        report = Every(event="e", steps=(Add(n=2, unit="day"),))
        return docket(quarter, duty("s", deadline=report))

    found = moves(made(1), made(2), on(9))
    assert [(move.level, move.old, move.new) for move in found] == [
        (0, on(3), on(4)),
        (0, on(10), on(11)),
    ]
    assert "Week end (moved from Tue 4 Jun 1996 to Wed 5 Jun 1996)" in found[0].why


# ------------------------------------------------------------------------- cure, instruments, closed days


def test_a_notice_that_starts_the_cure_moves_its_last_day_alone() -> None:
    cured = duty("a", cure=cure(5, runs_from="notice", event="e"))
    before = docket(event(None), cured)
    (move,) = moves(before, changed(before, event(14)), on(18))
    assert (move.of, move.level, move.old, move.new) == ("last day of cure", 0, on(15), on(19))
    assert move.why == "5 days after Closing (now Mon 17 Jun 1996)"
    assert (move.was, move.becomes) == (Standing.MISSED, Standing.IN_CURE)
    assert move.stands_otherwise


def test_where_the_due_day_moves_the_last_day_of_cure_goes_with_it_unsaid() -> None:
    before = docket(event(1), duty("a", deadline=after(EVENT, 5), cure=cure(3)))
    (move,) = moves(before, changed(before, event(2)), on(3))
    assert (move.of, move.old, move.new) == ("due", on(6), on(7))


def test_a_date_that_a_rule_of_law_sets_moves_with_its_citation() -> None:
    steps = (Add(n=45, unit="day"), Roll())
    report = After(anchor=EVENT, steps=steps, calendars=("US-FED",), rulebook="sec-10q-non-accelerated")
    before = docket(event(1), duty("a", deadline=report))
    (move,) = moves(before, changed(before, event(2)), on(3))
    assert ", by Form 10-Q, General Instruction A.1.b" in move.why


def test_a_law_that_moves_closed_days_is_cited_where_it_moves_one() -> None:
    before = docket(agreement(), duty("a", due=5, instrument="i"))
    rolls = Instrument(id="i", title="Agreement", calendars=("SAT_SUN",), roll="following", roll_rule="ny-gcl-25")
    (move,) = moves(before, changed(before, rolls), on(1))
    assert "by N.Y. Gen. Constr. Law 25(1), Sat 8 Jun 1996 is closed (Saturday)" in move.why


def test_an_instrument_that_rolls_otherwise_moves_what_arises_under_it() -> None:
    before = docket(agreement(), event(0), duty("a", due=5, instrument="i"), duty("b", deadline=after(EVENT, 6)))
    rolls = Instrument(id="i", title="Agreement", calendars=("SAT_SUN",), roll="following")
    (move,) = moves(before, changed(before, rolls), on(1))
    assert (move.ref, move.level, move.old, move.new) == ("A", 0, on(5), on(7))
    assert move.why.startswith(
        "Agreement counts days otherwise: due Sat 8 Jun 1996; by the instrument, Sat 8 Jun 1996 is closed"
    )


def test_a_day_closed_by_order_moves_what_is_counted_over_it() -> None:
    under = Instrument(id="i", title="Agreement", calendars=("US-FED",))
    steps = (BusinessDays(n=2),)
    first = duty("a", deadline=After(anchor=EVENT, steps=steps), instrument="i")
    before = docket(
        under, event(0), first, duty("b", deadline=after(due_of("a"), 1)), duty("c", deadline=after(EVENT, 9))
    )
    storm = Closure(id="storm", calendar="US-FED", day=on(1), reason="Storm", source="Order of that day")
    found = moves(before, changed(before, storm), on(0))
    assert said(found) == [("A", 0, on(2), on(3)), ("B", 1, on(3), on(4))]
    assert may_move(before, changed(before, storm))


def test_how_a_closed_day_moves_is_part_of_the_reason() -> None:
    steps = (Add(n=5, unit="day"), Roll())
    before = docket(event(0), duty("a", deadline=After(anchor=EVENT, steps=steps)))
    (move,) = moves(before, changed(before, event(7)), on(8))
    assert (move.old, move.new) == (on(7), on(14))
    assert "Sat 15 Jun 1996 is closed (Saturday)" in move.why


def test_a_relief_that_ends_later_asks_for_its_conditions_later() -> None:
    before = docket(duty("x", due=1), duty("c", due=None), waiver(2, 20, conditions=("c",)))
    own, asked = moves(before, changed(before, waiver(2, 30, conditions=("c",))), on(5))
    assert (own.ref, own.level, own.new, own.why) == ("W", -1, on(30), "until Wed 3 Jul 1996, that day included")
    assert (asked.of, asked.level, asked.old, asked.new) == ("perform by", 0, on(20), on(30))
    assert asked.why == "a condition of W, which then ends"


def test_what_is_needed_by_something_that_moves_is_to_be_started_at_another_day() -> None:
    first = duty("a", due=60, lead_time=2)
    second = duty("b", deadline=after(EVENT, 10), needs=(Need(one_of=("a",)),))
    before = docket(event(1), first, second)
    moved, start = moves(before, changed(before, event(4)), on(5))
    assert (moved.ref, moved.of, moved.level) == ("B", "due", 0)
    assert (start.ref, start.of, start.level) == ("A", "act by", 1)
    assert start.why == "2 working days of lead time, needed for B, whose date moves"


def test_a_day_to_start_alone_is_no_move() -> None:
    before = docket(duty("a", due=60), duty("b", due=10, needs=(Need(one_of=("a",)),)))
    assert moves(before, changed(before, fact(3, PAID, about="b")), on(5)) == ()


def test_a_day_to_start_alone_is_listed_and_needs_no_review() -> None:
    before = docket(duty("a", due=60), duty("b", due=10, needs=(Need(one_of=("a",)),)))
    found = moves(before, changed(before, duty("b", due=12, needs=(Need(one_of=("a",)),))), on(5))
    assert [(move.ref, move.of, move.level) for move in found] == [("B", "due", -1), ("A", "act by", 0)]
    assert not to_review(found)


def test_a_count_that_leaves_the_years_of_its_calendar_says_so() -> None:
    under = Instrument(id="i", title="Agreement", calendars=("US-FED",))
    steps = (BusinessDays(n=3),)
    before = docket(under, event(0), duty("a", deadline=After(anchor=EVENT, steps=steps), instrument="i"))
    late = msgspec.structs.replace(event(0), happened=Day(on=date(2199, 12, 30)))
    (move,) = moves(before, changed(before, late), date(2199, 12, 31))
    assert move.new is None
    assert "U.S. federal holidays" in move.why


# ---------------------------------------------------------------------------------- the day, and the quick look


def test_what_is_entered_ahead_of_its_day_is_judged_on_that_day() -> None:
    before, ahead = chain(5), chain(17)
    assert day_to_judge(before, ahead, on(8)) == on(17)
    assert day_to_judge(before, before, on(8)) == on(8)
    noted = changed(before, fact(30, PAID, about="d"))
    assert day_to_judge(before, noted, on(8)) == on(30)


def test_an_assessment_at_hand_gives_the_same() -> None:
    before, later = chain(5), chain(17)
    assert moves(before, later, on(20), held=assess_whole(before, on(20))) == moves(before, later, on(20))
    assert moves(before, later, on(20), held=assess_whole(before, on(3))) == moves(before, later, on(20))


QUIET = [
    ("a title", lambda before: duty("a", deadline=after(EVENT, 5), short_title="Another")),
    ("a locator", lambda before: duty("d", due=50, locator="Item 5")),
    ("a duty on which nothing counts", lambda before: duty("c", deadline=after(due_of("b"), 9))),
    ("a fact on which nothing counts", lambda before: fact(3, Performed(in_full=True), about="c")),
    ("a plan", lambda before: plan("p", due=3)),
]


@pytest.mark.parametrize(("what", "record"), QUIET, ids=[what for what, _ in QUIET])
def test_a_quick_look_sees_where_nothing_else_can_move(what: str, record: object) -> None:
    before = chain(5)
    assert not may_move(before, changed(before, record(before)))  # type: ignore[operator]  # a column of the table


def test_a_quick_look_follows_links_of_every_sort() -> None:
    before = docket(
        duty("a", either=links("b")), duty("b"), duty("c", deadline=after(miss_of("b"), 3)), waiver(2, covers="a")
    )
    assert may_move(before, changed(before, fact(3, PAID, about="a")))
    assert may_move(before, changed(before, waiver(3, covers="b")))


def test_a_figure_that_fails_a_test_moves_what_counts_from_its_miss() -> None:
    before = docket(metric("equity"), gauge("[equity]", "5", unit="money"), duty("n", deadline=after(miss_of("x"), 10)))
    failed = changed(before, figure("equity", 4, "3"))
    assert may_move(before, failed)
    assert day_to_judge(before, failed, on(2)) == on(4)
    assert said(moves(before, failed, on(4))) == [("N", 0, None, on(14))]
    hoped = changed(before, figure("equity", 40, "3", expected=True))
    assert day_to_judge(before, hoped, on(2)) == on(2)
    assert moves(before, hoped, on(2)) == ()
    stepped = changed(failed, msgspec.structs.replace(metric("equity"), unit="ratio", currency=""))
    assert may_move(failed, stepped)


@given(dockets_on_a_day(), st.randoms(use_true_random=False))
def test_whatever_differs_is_named_and_a_quick_look_never_misses_it(dated: tuple[Docket, date], chance: Random) -> None:
    before, day = dated
    later = _changed_at_random(before, chance)
    day = day_to_judge(before, later, day)
    found = moves(before, later, day)
    old, new = assess(before, day).positions, assess(later, day).positions
    for id in old.keys() & new.keys():
        if old[id].due != new[id].due and not (old[id].occurrences or new[id].occurrences):
            assert (old[id].due, new[id].due) in [(move.old, move.new) for move in found if move.id == id]
    assert all(move.held or move.old != move.new for move in found)
    assert all(move.why for move in found)
    assert list(found) == sorted(found, key=lambda move: move.level)
    if to_review(found):
        assert may_move(before, later)


def _changed_at_random(before: Docket, chance: Random) -> Docket:
    """One record of another day, another steps, or no more there."""
    events = [one for one in before.events.values() if one.happened]
    dated = [one for one in before.obligations.values() if isinstance(one.deadline, On)]
    shift = chance.randint(-9, 9)
    if events and chance.random() < 0.5:
        one = chance.choice(events)
        return changed(before, msgspec.structs.replace(one, happened=Day(on=on(chance.randint(0, 60)))))
    if before.figures and chance.random() < 0.5:
        gone = chance.choice(sorted(before.figures))
        return Docket.of(pair for pair in before.records() if pair[1].id != gone)
    if before.facts and chance.random() < 0.5:
        gone = chance.choice(sorted(before.facts))
        return Docket.of(pair for pair in before.records() if pair[1].id != gone)
    if dated:
        one_dated = chance.choice(dated)
        stated = On(day=Day(on=on(30 + shift)))
        return changed(before, msgspec.structs.replace(one_dated, deadline=stated, target=None))
    return before
