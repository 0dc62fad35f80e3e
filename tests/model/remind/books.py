"""A book of the simulation as a docket of Duly, and small dockets of other tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from model.docket import Docket
from model.record.base import Record
from model.record.caption import Caption
from model.record.day import Day
from model.record.deadline import Every, On, Open
from model.record.door import check, kind_of
from model.record.fact import Fact, Performed
from model.record.obligation import Obligation, Reminder
from model.record.person import Person
from model.record.policy import ReminderPolicy
from tests.model.remind.simulation import DAY, Book, Key, Matter, Somebody

MOMENT = datetime(2025, 1, 1, 12, tzinfo=UTC)


def docket_of(*records: Record) -> Docket:
    for record in records:
        check(record)
    return Docket.of((kind_of(record), record) for record in records)


def caption(**policy: Any) -> Caption:
    return Caption(title="Acme Mining", remind=ReminderPolicy(**policy))


def dated(day: date) -> On:
    return On(day=Day(on=day))


def duty(id: str = "fee", **fields: Any) -> Obligation:
    usual: dict[str, Any] = {"ref": id.upper(), "title": f"Pay the {id}", "kind": "payment"}
    return Obligation(id=id, **(usual | fields))


def performed(about: str, day: date, **fields: Any) -> Fact:
    usual: dict[str, Any] = {"what": Performed(in_full=True), "recorded_by": "Legal", "recorded_at": MOMENT}
    usual |= {"id": f"fact-{about}"}
    return Fact(about=about, day=Day(on=day), **(usual | fields))


def docket_from(book: Book) -> Docket:
    """The same book as Duly keeps it."""
    policy = caption(escalate_after=book.patience, general_counsel=book.counsel)
    people = [_person(book, one) for one in book.people.values()]
    facts = [performed(one.id, one.done) for one in book.matters.values() if one.done]
    facts += [
        performed(one.id, day, id=f"fact-{one.id}-{due}", occurrence=due)
        for one in book.matters.values()
        for due, day in one.paid.items()
    ]
    return docket_of(policy, *people, *map(_obligation, book.matters.values()), *facts)


def _person(book: Book, one: Somebody) -> Person:
    away_from, away_until = one.away or (None, None)
    return Person(
        id=one.id,
        name=one.id.capitalize(),
        stand_in=book.stand_in if one.id not in (book.stand_in, book.counsel) else None,
        away_from=away_from,
        away_until=away_until,
        zone=one.zone,
        remind_at=f"{one.hour:02}:{one.minute:02}",
    )


def _obligation(matter: Matter) -> Obligation:
    leads = [Reminder(lead=lead, unit=unit) for lead, unit in matter.leads]  # type: ignore[arg-type]
    return duty(
        matter.id,
        deadline=_deadline(matter),
        review_by=matter.review,
        reminders=(*leads, Reminder(lead=0, before="review")),
        owner=matter.owner,
    )


def _deadline(matter: Matter) -> On | Every | Open:
    if matter.due is None:
        return Open()
    return Every(rule=f"FREQ=DAILY;INTERVAL={matter.every}", start=matter.due) if matter.every else dated(matter.due)


def id_of(key: Key, *, series: bool = False) -> str:
    """What Duly calls that reminder; one of a series names the occurrence as well."""
    about, before, lead, unit, base = key
    period = (base - DAY if before == "missed" else base).isoformat() if series else ""
    return f"{about}/{period}/{before} {lead} {unit}/{base.isoformat()}"
