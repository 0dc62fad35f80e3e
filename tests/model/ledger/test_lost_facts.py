"""What is recorded of an occurrence is not lost by a change of its series."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.days.fiscal import FiscalYear
from model.errors import InvalidRecord
from model.ledger.commands import Put
from model.ledger.entry import entry_notes, entry_problems
from model.ledger.series import ChangeFollowing, going_on
from model.record.base import Problem, Record
from model.record.day import Day
from model.record.deadline import Changed, Deadline, Every, On
from model.record.event import Event
from tests.builders import docket_of
from tests.model.assess.leases import COVER, LEASE, MONTHLY, PAYMENTS, QUARTER, RENT, read

MID_MONTH = Every(rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 1, 15))
JANUARY = "that USMX-24 for Wed 31 Jan 1996 was performed with USD 12,500 on Wed 31 Jan 1996"


def problems(*records: Record, changed: Record) -> list[Problem]:
    return list(entry_problems(docket_of(records), changed))


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (MID_MONTH, f"With this deadline, USMX-24 has no occurrence on Wed 31 Jan 1996, and it is recorded {JANUARY}"),
        (replace(MONTHLY, start=date(1996, 4, 30)), "(1 other fact would go the same way)"),
        (replace(MONTHLY, until=date(1996, 9, 30)), "has no occurrence on Thu 31 Oct 1996"),
        (On(day=Day(on=date(1996, 12, 31))), f"USMX-24 does not recur, and it is recorded {JANUARY}"),
    ],
)  # fmt: skip
def test_a_series_keeps_the_occurrences_that_facts_are_about(deadline: Deadline, words: str) -> None:
    (problem,) = problems(LEASE, RENT, *PAYMENTS, changed=replace(RENT, deadline=deadline))
    assert problem.field == "deadline"
    assert words in problem.message
    assert "change a later occurrence and all after it, or remove" in problem.message
    with pytest.raises(InvalidRecord, match="USMX-24"):
        Put(replace(RENT, deadline=deadline))(docket_of((LEASE, RENT, *PAYMENTS)))


def test_a_change_that_keeps_them_is_accepted() -> None:
    longer = replace(RENT, deadline=replace(MONTHLY, until=date(1999, 12, 31)))
    assert problems(LEASE, RENT, *PAYMENTS, changed=longer) == []
    assert problems(LEASE, RENT, changed=replace(RENT, deadline=MID_MONTH)) == []


def test_an_event_keeps_the_periods_that_facts_are_about() -> None:
    known = (QUARTER, COVER, read(date(1996, 6, 30), date(1996, 7, 20), met=True))
    january = replace(QUARTER, happened=Day(on=date(1996, 1, 31)), fiscal=FiscalYear(month=1, period="quarter"))
    (problem,) = problems(*known, changed=january)
    assert problem.field == "fiscal"
    assert problem.message.startswith(
        "With Fiscal quarter end so changed, USMX-26 has no occurrence on Sun 30 Jun 1996, and it is recorded that"
    )
    assert problems(*known, changed=replace(QUARTER, title="Quarter end")) == []
    once = Event(id="quarter", title="Quarter end", happened=Day(on=date(1996, 3, 31)))
    assert [each.field for each in problems(*known, changed=once)] == ["recurs"]


def test_this_and_later_on_other_days_is_refused_where_a_later_one_has_facts() -> None:
    september = date(1996, 9, 30)
    later = replace(RENT, id="rent-2", ref="USMX-30", deadline=replace(MID_MONTH, start=date(1996, 9, 15)))
    with pytest.raises(InvalidRecord, match="USMX-30 has no occurrence on Mon 30 Sep 1996"):
        ChangeFollowing("rent", september, later)(docket_of((LEASE, RENT, *PAYMENTS)))
    same = replace(later, deadline=going_on(MONTHLY, september))
    assert ChangeFollowing("rent", september, same)(docket_of((LEASE, RENT, *PAYMENTS))).changes


def test_a_moved_occurrence_that_is_no_more_is_said() -> None:
    moved = replace(MID_MONTH, changed=(Changed(occurrence=date(1996, 8, 31), reason="a month free"),))
    record = replace(RENT, deadline=moved)
    assert any(
        note == "USMX-24 no longer has an occurrence on Sat 31 Aug 1996: what was changed of it alone has no effect."
        for note in entry_notes(docket_of((LEASE, record)), record)
    )
    assert not any("no effect" in note for note in entry_notes(docket_of((LEASE, RENT)), RENT))
