"""Dockets and feeds to look at, and a second reader of calendar files that shares nothing with icalendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject

from model.assess import assess
from model.docket import Docket
from model.feed.calendar import Feed, feed
from model.record.amount import Amount
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import On
from model.record.fact import Fact, Performed, What
from model.record.feedstate import FeedState
from model.record.obligation import Obligation, Reminder
from tests import builders
from tests.bench import generate
from tests.builders import docket_of, sample_docket

Make = Callable[..., Obligation]
Publish = Callable[..., Feed]


@pytest.fixture
def sample() -> Docket:
    return sample_docket()


@pytest.fixture
def duty() -> Make:
    """A payment due on Mon 2 Dec 1996, with whatever a test wants otherwise."""

    def make(**fields: Any) -> Obligation:
        plain: dict[str, Any] = {
            "id": "fee",
            "ref": "A-1",
            "title": "Pay the fee",
            "kind": "payment",
            "deadline": On(day=Day(on=date(1996, 12, 2))),
            "amount": Amount(value="100000", currency="USD"),
            "reminders": (Reminder(lead=14), Reminder(lead=3), Reminder(lead=0)),
        }
        return Obligation(**{**plain, **fields})

    return make


@pytest.fixture
def fact() -> Callable[..., Fact]:
    def make(what: What | None = None, *, about: str = "fee", on: date = date(1996, 11, 29), note: str = "") -> Fact:
        return builders.fact(about, on, what or Performed(in_full=True), id=f"fact-{about}", note=note)

    return make


@pytest.fixture
def book() -> Callable[..., Docket]:
    def make(*records: Record) -> Docket:
        return docket_of(records)

    return make


@pytest.fixture
def publish() -> Publish:
    """The feed of a docket as of a day, at half past nine of that day unless told otherwise; the rest as asked for."""

    def make(
        docket: Docket,
        day: date = date(1996, 11, 20),
        states: Mapping[str, FeedState] | None = None,
        generated: datetime | None = None,
        **asked: Any,
    ) -> Feed:
        moment = generated or datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
        return feed(docket, assess(docket, day), states=states or {}, generated=moment, **asked)

    return make


@pytest.fixture
def read() -> Callable[[Feed], list[Any]]:
    """The events of a feed as vobject reads them."""

    def parse(made: Feed) -> list[Any]:
        calendar = vobject.readOne(made.content.decode())
        return list(calendar.contents["vevent"])

    return parse


@pytest.fixture
def read_tasks() -> Callable[[Feed], list[Any]]:
    """The tasks of a feed as vobject reads them."""

    def parse(made: Feed) -> list[Any]:
        calendar = vobject.readOne(made.content.decode())
        return list(calendar.contents["vtodo"])

    return parse


@pytest.fixture(scope="session")
def large() -> Docket:
    """A realistic docket of 300 obligations under instruments of every kind."""
    return generate.docket(300)
