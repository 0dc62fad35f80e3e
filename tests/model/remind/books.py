"""A book of the simulation as a docket of Duly, and small dockets of other tests."""

from __future__ import annotations

from typing import Any

from model.docket import Docket
from model.record.base import Record
from model.record.caption import Caption
from model.record.deadline import Every, On, Open
from model.record.door import check
from model.record.obligation import Obligation, Reminder
from model.record.person import Person
from model.record.policy import ReminderPolicy
from tests.builders import dated, docket_of, fact, obligation
from tests.model.remind.simulation import DAY, Book, Key, Matter, Somebody


def checked(*records: Record) -> Docket:
    """A docket of records that the door lets in."""
    for record in records:
        check(record)
    return docket_of(records)


def caption(**policy: Any) -> Caption:
    return Caption(title="Acme Mining", remind=ReminderPolicy(**policy))


def docket_from(book: Book) -> Docket:
    """The same book as Duly keeps it."""
    policy = caption(escalate_after=book.patience, general_counsel=book.counsel)
    people = [_person(book, one) for one in book.people.values()]
    facts = [fact(one.id, one.done) for one in book.matters.values() if one.done]
    facts += [
        fact(one.id, day, id=f"fact-{one.id}-{due}", occurrence=due)
        for one in book.matters.values()
        for due, day in one.paid.items()
    ]
    return checked(policy, *people, *map(_obligation, book.matters.values()), *facts)


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
    return obligation(
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
