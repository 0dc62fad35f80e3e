"""A small docket in the sample's manner, and the ledger on it: what the tests of this room start from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from model.docket import Docket
from model.ledger.ledger import Ledger
from model.record.amount import Amount, Threshold
from model.record.base import Record
from model.record.caption import Caption
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import EventAnchor, Every, ObligationAnchor, Open, Start, While
from model.record.document import Document
from model.record.event import Event
from model.record.fact import Fact, What
from model.record.instrument import Instrument
from model.record.obligation import Approval, Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.source import Span
from tests import builders
from tests.builders import dated, docket_of, obligation

TEXT = "The Company must complete an offering with net proceeds of no less than $9,000,000 by December 31, 1996.\r\n"
BYTES = TEXT.encode()
SHA256 = hashlib.sha256(BYTES).hexdigest()
FILES = {SHA256: BYTES}
TODAY = date(1996, 11, 20)

CAPTION = Caption(title="Acme Mining", ref_prefix="ACME-")


def ticking(start: datetime = datetime(1996, 11, 20, 9, tzinfo=UTC)) -> Callable[[], datetime]:
    """A clock that moves on by a second whenever it is asked."""
    moments = (start + timedelta(seconds=seconds) for seconds in range(10**9))
    return lambda: next(moments)


def duty(number: int, title: str, **fields: Any) -> Obligation:
    """An obligation with an id and ref of that number; a payment due on 31 Dec 1996 unless told otherwise."""
    usual: dict[str, Any] = {"ref": f"ACME-{number}", "obligor": "party-us", "deadline": dated(date(1996, 12, 31))}
    return obligation(f"obligation-{number}", title=title, **(usual | fields))


def needs(*numbers: int) -> tuple[Need, ...]:
    return tuple(Need(one_of=(f"obligation-{number}",)) for number in numbers)


def links(*numbers: int) -> tuple[Link, ...]:
    return tuple(Link(to=f"obligation-{number}") for number in numbers)


def starts_with(*numbers: int) -> Start:
    return Start(of=tuple(ObligationAnchor(obligation=f"obligation-{number}") for number in numbers))


def fact(about: int | str, what: What, day: date = date(1996, 11, 1), name: str = "fact-1", **fields: Any) -> Fact:
    target = about if isinstance(about, str) else f"obligation-{about}"
    return builders.fact(target, day, what, id=name, **fields)


US = Party(id="party-us", name="Acme Mining, Inc.", short_name="Acme", ours=True)
BANK = Party(id="party-bank", name="N M Rothschild & Sons Limited", short_name="Rothschild")
FINANCE = Person(id="person-finance", name="Finance", role=True)
LEGAL = Person(id="person-legal", name="Legal", role=True, stand_in="person-finance")
AMENDMENT = Instrument(
    id="instrument-amendment",
    title="First Amendment to Credit Agreement",
    short_title="First Amendment",
    kind="amendment",
    day=Day(on=date(1996, 11, 15)),
    parties=("party-us", "party-bank"),
    amends="instrument-credit",
)
CREDIT = Instrument(id="instrument-credit", title="Credit Agreement", parties=("party-us", "party-bank"))
FILING = Document(
    id="document-8k", title="Form 8-K", media_type="text/plain", sha256=SHA256, size=len(BYTES), added_on=TODAY
)
PLACEMENT = Event(id="event-placement", title="Private placement")

EQUITY = duty(1, "Make the equity contribution", obligee="party-bank", amount=Amount(value="1500000", currency="USD"))
RATIO = duty(
    2,
    "Current ratio",
    kind="test",
    deadline=While(),
    threshold=Threshold(metric="current ratio", comparator="at least", value="2"),
)
WAIVER = Relief(
    id="relief-5",
    ref="ACME-5",
    title="Waiver of the defaults",
    instrument="instrument-amendment",
    granted_by="party-bank",
    covers=("obligation-1", "obligation-2"),
    conditions=("obligation-7", "obligation-8"),
    granted_on=Day(on=date(1996, 11, 15)),
    until=date(1996, 12, 31),
    until_reading="inclusive",
)
PROSPECTUS = duty(
    7, "File the prospectus", kind="filing", instrument="instrument-amendment", deadline=dated(date(1996, 11, 1))
)
OFFERING = duty(
    8,
    "Complete the offering",
    kind="milestone",
    amount=Amount(value="9000000", currency="USD", bound="at least"),
    sources=(Span(document="document-8k", start=0, end=38, words=TEXT[0:38]),),
    owner="person-finance",
)
CONVERSION = duty(
    9,
    "Adjust the conversion price",
    kind="milestone",
    deadline=Open(),
    review_by=date(1996, 12, 20),
    starts=Start(of=(ObligationAnchor(obligation="obligation-8"), EventAnchor(event="event-placement"))),
)
BUDGET = duty(15, "Disburse by the agreed budget", kind="covenant", deadline=While())
PLAN = duty(17, "Submit the development plan", kind="delivery", approval=Approval(by="party-bank"))
FORECLOSURE = duty(18, "Foreclosure", kind="consequence", deadline=None, causes=links(1, 2))
REPORTS = duty(
    20,
    "Deliver the monthly report",
    kind="delivery",
    deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 11, 30), until=date(1997, 6, 30)),
)

RECORDS: tuple[Record, ...] = (
    *(US, BANK, FINANCE, LEGAL, CREDIT, AMENDMENT, FILING, PLACEMENT),
    *(EQUITY, RATIO, PROSPECTUS, OFFERING, CONVERSION, BUDGET, PLAN, FORECLOSURE, REPORTS, WAIVER),
)


def docket(*more: Record) -> Docket:
    """The small docket, with ``more`` put into it."""
    return docket_of((CAPTION, *RECORDS, *more))


def new_ledger(path: Path, *, who: str = "counsel") -> Ledger:
    """The small docket in a file of its own."""
    return Ledger.create(path, CAPTION, clock=ticking(), who=who, records=RECORDS, files=FILES)


def opened(path: Path, *, who: str = "second window", read_only: bool = False) -> Ledger:
    """The same file in another window."""
    return Ledger.open(path, clock=ticking(), who=who, read_only=read_only)
