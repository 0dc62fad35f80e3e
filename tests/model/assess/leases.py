"""A monthly rent as of 20 November 1996: paid, paid late, missed, paid in part, moved, struck out and to come."""

from __future__ import annotations

from datetime import date

from model.days.fiscal import FiscalYear
from model.days.operation import Add, Roll
from model.record.amount import Amount
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import Changed, Every
from model.record.event import Event
from model.record.fact import Fact, Performed, Reading
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from tests.builders import fact

LEASE = Instrument(id="lease", title="Equipment lease", kind="agreement", roll="following")
MONTHLY = Every(
    rule="FREQ=MONTHLY;BYMONTHDAY=-1",
    start=date(1996, 1, 31),
    changed=(
        Changed(occurrence=date(1996, 5, 31), due=None, reason="a month free"),
        Changed(occurrence=date(1996, 8, 31), due=date(1996, 9, 16), reason="agreed by letter"),
        Changed(occurrence=date(1997, 7, 31), due=date(1997, 8, 8), reason="agreed by telephone"),
    ),
)
RENT = Obligation(
    id="rent",
    ref="USMX-24",
    title="Rent for the crusher",
    kind="payment",
    instrument="lease",
    amount=Amount(value="12500", currency="USD"),
    deadline=MONTHLY,
)
QUARTER = Event(
    id="quarter",
    title="Fiscal quarter end",
    happened=Day(on=date(1996, 3, 31)),
    fiscal=FiscalYear(month=12, period="quarter"),
)
REPORT = Obligation(
    id="report",
    ref="USMX-25",
    title="Report on Form 10-Q",
    kind="filing",
    deadline=Every(event="quarter", steps=(Add(n=45, unit="day"), Roll()), calendars=("US-FED",)),
)
COVER = Obligation(
    id="cover",
    ref="USMX-26",
    title="Interest cover",
    kind="test",
    deadline=Every(event="quarter"),
)


def _fact(about: str, period: date, day: date, what: Performed | Reading) -> Fact:
    return fact(about, day, what, id=f"{about}-{period.isoformat()}", occurrence=period)


def paid(period: date, day: date, amount: str = "12500") -> Fact:
    """The rent of a month, or a part of it, paid on a day."""
    return _fact("rent", period, day, Performed(amount=amount, currency="USD", in_full=amount == "12500"))


def read(period: date, day: date, *, met: bool) -> Fact:
    """A reading of the test for a quarter."""
    return _fact("cover", period, day, Reading(met=met))


PAYMENTS = (
    paid(date(1996, 1, 31), date(1996, 1, 31)),
    paid(date(1996, 2, 29), date(1996, 3, 6)),
    paid(date(1996, 4, 30), date(1996, 4, 26)),
    paid(date(1996, 7, 31), date(1996, 8, 1), "5000"),
    paid(date(1996, 8, 31), date(1996, 9, 13)),
    paid(date(1996, 9, 30), date(1996, 9, 30)),
    paid(date(1996, 10, 31), date(1996, 10, 30)),
)
RECORDS: tuple[Record, ...] = (LEASE, RENT, QUARTER, REPORT, COVER, *PAYMENTS)
