"""The rows of a series: what is past and open, what comes next, and what is settled, each with what is said of it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.docket import Docket
from model.record.base import Record
from model.record.deadline import Every
from model.record.fact import Cancelled
from model.record.obligation import Obligation
from tests.builders import docket_of
from tests.model.assess.leases import COVER, LEASE, MONTHLY, PAYMENTS, QUARTER, RECORDS, RENT, REPORT, paid, read
from ui.inspector.occurrences.occurrences import OccurrenceRow, Occurrences, occurrences_of
from ui.inspector.reading import RecordInView

TODAY = date(1996, 11, 20)


def shown(*records: Record, of: str = "rent", day: date = TODAY) -> Occurrences:
    docket = docket_of(records)
    found = occurrences_of(RecordInView(docket, assess(docket, day), docket.obligations[of]))
    assert found is not None
    return found


def stands(rows: tuple[OccurrenceRow, ...]) -> list[tuple[str, str, str]]:
    return [(row.day.isoformat(), row.word, row.distance) for row in rows]


def row(found: Occurrences, period: date) -> OccurrenceRow:
    (one,) = [each for each in (*found.past, *found.coming, *found.settled) if each.period == period]
    return one


def test_what_is_past_and_open_stands_first_however_old() -> None:
    found = shown(*RECORDS)
    assert stands(found.past) == [
        ("1996-04-01", "missed", "233 days ago"),
        ("1996-07-01", "missed", "142 days ago"),
        ("1996-07-31", "missed", "112 days ago"),
    ]
    assert found.note == "4 of 10 open"
    years_later = shown(*RECORDS, day=date(2006, 11, 20))
    assert {each.day for each in found.past} <= {each.day for each in years_later.past}


def test_the_next_one_stands_as_it_is_and_the_others_are_to_come() -> None:
    found = shown(*RECORDS)
    assert stands(found.coming) == [
        ("1996-12-02", "open", "in 12 days"),
        ("1996-12-31", "to come", "in 41 days"),
        ("1997-01-31", "to come", "in 72 days"),
        ("1997-02-28", "to come", "in 100 days"),
        ("1997-03-31", "to come", "in 131 days"),
        ("1997-04-30", "to come", "in 161 days"),
        ("1997-08-08", "to come", "in 261 days"),
    ]
    assert [each.near for each in found.coming] == [True, *[False] * 6]


def test_what_is_settled_comes_last_with_how_late_it_was_done() -> None:
    found = shown(*RECORDS)
    assert found.settled_words == "7 settled"
    assert stands(found.settled) == [
        ("1996-10-31", "satisfied", "1 day early"),
        ("1996-09-30", "satisfied", "on the day"),
        ("1996-09-16", "satisfied", "3 days early"),
        ("1996-05-31", "not owed", ""),
        ("1996-04-30", "satisfied", "4 days early"),
        ("1996-02-29", "satisfied late", "6 days late"),
        ("1996-01-31", "satisfied", "on the day"),
    ]


@pytest.mark.parametrize(
    ("period", "notes"),
    [
        (date(1996, 3, 31), ("for Sun 31 Mar 1996",)),
        (date(1996, 7, 31), ("performed $5,000 of $12,500",)),
        (date(1996, 2, 29), ("performed Wed 6 Mar 1996",)),
        (
            date(1996, 8, 31),
            ("for Sat 31 Aug 1996", "performed Fri 13 Sep 1996", "moved from Mon 2 Sep 1996: agreed by letter"),
        ),
        (date(1996, 5, 31), ("a month free",)),
        (date(1997, 7, 31), ("moved from Thu 31 Jul 1997: agreed by telephone",)),
        (date(1996, 12, 31), ()),
    ],
)
def test_each_says_what_it_is_for_what_was_done_and_why_it_differs(period: date, notes: tuple[str, ...]) -> None:
    assert row(shown(*RECORDS), period).notes == notes


@pytest.mark.parametrize(
    ("period", "acts"),
    [
        (date(1996, 1, 31), {"record", "move"}),
        (date(1996, 3, 31), {"record", "move", "strike", "following"}),
        (date(1996, 7, 31), {"record", "move", "following"}),
        (date(1996, 8, 31), {"record", "move", "back", "following"}),
        (date(1996, 5, 31), {"move", "back", "following"}),
    ],
)
def test_what_can_be_done_with_each(period: date, acts: set[str]) -> None:
    """The first cannot begin a later one, what happened is not struck out, and what differs can be put back."""
    assert row(shown(*RECORDS), period).acts == acts


def test_one_due_today_is_coming_until_it_is_done() -> None:
    october = date(1996, 10, 31)
    unpaid = shown(LEASE, RENT, *PAYMENTS[:-1], day=october)
    assert stands(unpaid.coming[:1]) == [("1996-10-31", "due", "today")]
    done = shown(LEASE, RENT, *PAYMENTS, day=october)
    assert done.settled[0].day == october


def test_one_paid_ahead_is_seen_among_those_to_come() -> None:
    ahead = shown(*RECORDS, paid(date(1996, 12, 31), date(1996, 11, 18)))
    assert (row(ahead, date(1996, 12, 31)).word, row(ahead, date(1996, 12, 31)).distance) == (
        "satisfied",
        "43 days early",
    )
    assert row(ahead, date(1996, 12, 31)) in ahead.coming


def test_what_has_ended_has_nothing_to_come() -> None:
    ended = shown(replace(LEASE, in_force_until=date(1996, 11, 15)), RENT, *PAYMENTS)
    assert ended.coming == ()
    assert len(ended.past) == 3
    called_off = replace(paid(date(1996, 11, 30), date(1996, 11, 1)), id="off", what=Cancelled(), occurrence=None)
    assert shown(LEASE, RENT, *PAYMENTS, called_off).coming == ()
    only_one = replace(called_off, occurrence=date(1996, 11, 30))
    assert len(shown(LEASE, RENT, *PAYMENTS, only_one).coming) == 7


def test_a_series_of_a_quarter_says_which_quarter() -> None:
    found = shown(*RECORDS, of="report")
    assert stands(found.coming[:2]) == [("1997-02-14", "open", "in 86 days"), ("1997-05-15", "to come", "in 176 days")]
    assert found.past[-1].notes == ("for Mon 30 Sep 1996",)


def test_the_test_dates_of_a_covenant_keep_those_without_a_reading() -> None:
    good = read(date(1996, 6, 30), date(1996, 7, 20), met=True)
    free = replace(read(date(1996, 9, 30), date(1996, 10, 15), met=False), occurrence=None)
    found = shown(QUARTER, COVER, good, free, of="cover")
    assert stands(found.past) == [("1996-03-31", "untested", "234 days ago"), ("1996-09-30", "not met", "")]
    assert [(each.word, each.notes) for each in found.settled] == [("met", ("read Sat 20 Jul 1996",))]
    assert stands(found.coming[:1]) == [("1996-12-31", "to come", "in 41 days")]
    cured = replace(read(date(1996, 12, 31), date(1996, 11, 10), met=True), id="cured", occurrence=None)
    assert [each.word for each in shown(QUARTER, COVER, good, free, cured, of="cover").past] == ["untested"]


def test_what_does_not_recur_has_no_occurrences_and_what_cannot_be_worked_out_says_so() -> None:
    once = Obligation(id="once", ref="USMX-30", title="Once", kind="delivery")
    docket = Docket.of([("obligation", once)])
    assert occurrences_of(RecordInView(docket, assess(docket, TODAY), once)) is None
    empty = shown(LEASE, replace(RENT, deadline=replace(MONTHLY, start=date(2090, 1, 31), changed=())))
    assert (empty.past, empty.coming, empty.note) == ((), (), "none falls due")
    assert isinstance(REPORT.deadline, Every)
    series = replace(REPORT.deadline, calendars=("TARGET",))
    unknown = shown(QUARTER, replace(REPORT, deadline=series), of="report")
    assert (unknown.past, unknown.coming, unknown.settled) == ((), (), ())
    assert "TARGET" in unknown.note


def test_a_plan_that_recurs_is_never_missed() -> None:
    plan = shown(LEASE, replace(RENT, binding="plan", amount=None))
    assert {each.word for each in plan.past} == {"open"}


def test_a_day_of_the_past_is_shown_as_it_was() -> None:
    then = shown(*RECORDS, day=date(1996, 3, 1))
    assert stands(then.past) == [("1996-02-29", "missed", "1 day ago")]
    assert then.coming[0].day == date(1996, 4, 1)
