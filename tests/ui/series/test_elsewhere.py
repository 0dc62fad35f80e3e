"""What the inspector and the table say of a series beside its occurrences: reminders, amount, the strip at the foot."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from model.assess import assess
from model.docket import Docket
from model.record.obligation import Reminder
from tests.builders import docket_of
from tests.model.assess.leases import RECORDS, RENT
from tests.ui.docket.making import model_on
from ui.inspector.amountline import amount_reading
from ui.inspector.past import performed_words, reminder_rows
from ui.inspector.reading import RecordInView

TODAY = date(1996, 11, 20)
REMINDED = replace(RENT, reminders=(Reminder(before="due", lead=7, unit="day"),))


def docket() -> Docket:
    records = (REMINDED if record is RENT else record for record in RECORDS)
    return docket_of(records)


def sight() -> RecordInView:
    known = docket()
    return RecordInView(known, assess(known, TODAY), known.obligations["rent"])


def test_the_reminder_of_the_next_one_rings_though_an_earlier_one_is_open() -> None:
    (row,) = reminder_rows(sight())
    assert (row.day, row.past) == (date(1996, 11, 25), False)
    model = model_on(docket())
    place = model.row_of("rent")
    assert place is not None
    entry = model.entry(place)
    assert entry is not None
    assert entry.next_reminder == date(1996, 11, 25)


def test_the_foot_counts_what_is_performed_of_what_has_come() -> None:
    assert performed_words(sight()) == "6 of 10"


def test_the_amount_says_for_which_it_stands() -> None:
    reading = amount_reading(sight())
    assert reading is not None
    assert (reading.figure, reading.words) == ("$12,500", "performed $0, for Mon 1 Apr 1996")
