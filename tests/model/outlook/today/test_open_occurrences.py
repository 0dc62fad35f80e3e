"""What is open of a series, whatever stands before or after it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.assess.standing import Position, Standing
from model.outlook.today.open_occurrences import at_next, open_count, open_past, open_words, unsettled
from model.record.base import Record
from tests.builders import docket_of
from tests.model.assess.leases import LEASE, MONTHLY, PAYMENTS, RECORDS, RENT, paid

TODAY = date(1996, 11, 20)
MARCH, JUNE, JULY = date(1996, 4, 1), date(1996, 7, 1), date(1996, 7, 31)


def position(*records: Record, day: date = TODAY) -> Position:
    return assess(docket_of(records), day)["rent"]


def test_a_series_stands_by_its_earliest_open_occurrence_and_counts_the_others() -> None:
    rent = position(*RECORDS)
    assert (rent.standing, rent.due, rent.since) == (Standing.MISSED, MARCH, date(1996, 4, 2))
    assert [one.due for one in unsettled(rent)] == [MARCH, JUNE, JULY, date(1996, 12, 2)]
    assert [one.due for one in open_past(rent, TODAY)] == [MARCH, JUNE, JULY]
    assert open_count(rent) == "4 of 10 open"
    assert open_words(rent, TODAY) == (
        "4 of 10 open: Mon 1 Apr 1996 (for Sun 31 Mar 1996) missed; Mon 1 Jul 1996 (for Sun 30 Jun 1996) missed;"
        " Wed 31 Jul 1996 missed; next Mon 2 Dec 1996 (for Sat 30 Nov 1996)"
    )


@pytest.mark.parametrize("day", [date(1996, 12, 31), date(1998, 1, 1), date(2003, 6, 30), date(2020, 2, 29)])
def test_an_open_occurrence_never_vanishes_behind_later_ones(day: date) -> None:
    assert {MARCH, JUNE, JULY} <= {one.due for one in open_past(position(*RECORDS, day=day), day)}


def test_a_settled_one_is_open_no_more_and_the_next_one_leads() -> None:
    settled = (paid(date(1996, 3, 31), TODAY), paid(date(1996, 6, 30), TODAY), paid(date(1996, 7, 31), TODAY, "7500"))
    first = position(*RECORDS, settled[0])
    assert (first.due, first.since) == (JUNE, date(1996, 7, 2))
    three = position(*RECORDS, *settled[:2], replace(settled[2], id="rest"))
    assert (three.standing, three.due, open_count(three)) == (Standing.OPEN, date(1996, 12, 2), "")


def test_the_next_deadline_is_found_behind_one_that_was_missed() -> None:
    rent = position(*RECORDS)
    coming = at_next(rent, TODAY)
    assert (coming.due, coming.standing) == (date(1996, 12, 2), Standing.OPEN)
    assert at_next(coming, TODAY) is coming
    single = position(LEASE, replace(RENT, deadline=replace(MONTHLY, until=date(1996, 3, 31))), *PAYMENTS[:2])
    assert at_next(single, TODAY) is single


def test_a_right_that_lapsed_is_not_open() -> None:
    rights = position(LEASE, replace(RENT, binding="right"))
    assert Standing.LAPSED in {one.standing for one in rights.occurrences}
    assert [one.due for one in unsettled(rights)] == [date(1996, 12, 2)]
