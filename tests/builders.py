"""Records for tests: sound as they come, with whatever a test wants otherwise. Rooms add their own words to these."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from model.docket import Docket
from model.ledger.sample import sample_records
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import On
from model.record.door import kind_of
from model.record.fact import Fact, Performed, What
from model.record.figure import Figure
from model.record.obligation import Obligation

PAID = Performed(in_full=True)
"""All of it."""

RECORDED = datetime(1996, 11, 20, 12, tzinfo=UTC)
"""When facts and figures were recorded, unless a test says otherwise."""


def docket_of(records: Iterable[Record]) -> Docket:
    """A docket of these records, in their order and without the checks of the ledger."""
    return Docket.of((kind_of(record), record) for record in records)


def sample_docket() -> Docket:
    """The sample that Duly comes with."""
    return docket_of(sample_records())


def dated(day: date, **fields: Any) -> On:
    """A deadline on a stated day."""
    return On(day=Day(on=day), **fields)


def obligation(id: str = "fee", **fields: Any) -> Obligation:
    """A payment called after its id; a test gives it its deadline."""
    usual: dict[str, Any] = {"ref": id.upper(), "title": f"Pay the {id}", "kind": "payment"}
    return Obligation(id=id, **(usual | fields))


def fact(about: str, day: date, what: What = PAID, **fields: Any) -> Fact:
    """Something that happened to a record; its id comes of the record and of the occurrence, if there is one."""
    period = fields.get("occurrence")
    usual: dict[str, Any] = {"id": f"{about}-{period}" if period else f"fact-{about}"}
    words = fields.pop("words", "")
    usual |= {"recorded_by": "Legal", "recorded_at": RECORDED}
    return Fact(about=about, what=what, day=Day(on=day, words=words), **(usual | fields))


def figure(metric: str, as_of: date, value: str, **fields: Any) -> Figure:
    """A value of a metric as of a day."""
    usual: dict[str, Any] = {"id": f"{metric}-{as_of}", "recorded_by": "Finance", "recorded_at": RECORDED}
    return Figure(metric=metric, as_of=as_of, value=value, **(usual | fields))
