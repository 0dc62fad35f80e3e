"""The labels of changes, in words that a lawyer would use: they stand in the undo menu and in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from model.days.wording import say_day
from model.docket import Docket
from model.ledger.naming import (
    KIND_WORDS,
    fact_subject,
    field_words,
    figure_sort,
    figure_subject,
    listed,
    money,
    name_of,
    on_day,
    performed_amount,
    said_fact,
    said_figure,
    said_reading,
)
from model.record.amount import Amount
from model.record.base import Record
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import Deadline, On
from model.record.door import kind_of
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    Fact,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
)
from model.record.figure import Figure
from model.record.obligation import Obligation
from model.record.relief import Relief

MOST_FIELDS: Final = 3
"""Beyond so many fields a label names the record alone."""

_ENTER: Final[dict[str, str]] = {
    "document": "Add",
    "fact": "Record",
    "obligation": "Enter",
    "relief": "Enter",
    "scenario": "Keep",
}


def entered(docket: Docket, record: Record) -> str:
    """The label of a new record: ``Enter USMX-24, Deliver certificate``."""
    match record:
        case Fact():
            return recorded(docket, record)
        case Figure():
            said = f"{figure_subject(docket, record)} as of {say_day(record.as_of)}: {said_figure(docket, record)}"
            return f"Record the {figure_sort(record)} of {said}"
        case Caption():
            return f"Name the docket {record.title}"
        case _:
            return f"{_ENTER.get(kind_of(record), 'Enter')} {called(docket, record)}"


def called(docket: Docket, record: Record) -> str:
    """The record in a label: ``USMX-24, Deliver certificate`` or ``party Acme Limited``."""
    if isinstance(record, Obligation | Relief):
        return f"{record.ref}, {record.short}"
    if isinstance(record, Fact | Closure | Figure):
        return name_of(docket, record)
    return f"{KIND_WORDS[kind_of(record)]} {name_of(docket, record)}"


def changed(docket: Docket, before: Record, after: Record) -> str:
    """The label of a change, which says the fields: ``Change the due day of USMX-8 to Tue 31 Dec 1996``."""
    fields = changed_fields(before, after)
    name = _owner_of_fields(docket, before)
    if isinstance(after, Fact):
        return f"Correct the fact that {said_fact(docket, before if isinstance(before, Fact) else after)}"
    if len(fields) == 1 and (said := _said_value(docket, fields[0], after)):
        return f"Change the {_words(fields[0], after)} of {name} to {said}"
    if len(fields) <= MOST_FIELDS:
        return f"Change {listed(_words(field, after) for field in fields)} of {name}"
    return f"Change {name}"


def changed_fields(before: Record, after: Record) -> tuple[str, ...]:
    """The fields in which the two differ, in the record's order."""
    return tuple(field for field in after.__struct_fields__ if getattr(before, field) != getattr(after, field))


def deleted(docket: Docket, record: Record) -> str:
    """The label of a deletion."""
    if isinstance(record, Fact | Figure):
        return f"Remove {name_of(docket, record)}"
    return f"Delete {called(docket, record)}"


def recorded(docket: Docket, fact: Fact) -> str:
    """The label of a fact: ``Mark USMX-7 performed on 1 Nov 1996``."""
    subject, day = fact_subject(docket, fact), on_day(fact.day)
    match fact.what:
        case Performed() as performed:
            sum_paid = f" ({performed_amount(performed)})" if performed.amount else ""
            return f"Mark {subject} performed {day}{sum_paid}"
        case NotPerformed():
            return f"Record that {subject} was confirmed not performed {day}"
        case Submitted():
            return f"Mark {subject} submitted {day}"
        case Approved():
            return f"Mark {subject} approved {day}"
        case Rejected(withdraws_approval=True):
            return f"Record that the approval of {subject} was withdrawn {day}"
        case Rejected():
            return f"Mark {subject} rejected {day}"
        case Reading() as reading:
            return f"Record a reading of {subject} {day}: {said_reading(reading)}"
        case DefaultCeased():
            return f"Record that the default of {subject} ceased {day}"
        case Verified():
            return f"Mark {subject} verified {day}"
        case Cancelled():
            return f"Mark {subject} cancelled {day}"


def refs_of(docket: Docket, record_ids: Sequence[str]) -> str:
    """The records of a bulk change: their refs, or how many."""
    if len(record_ids) > MOST_FIELDS:
        reliefs = sum(record_id in docket.reliefs for record_id in record_ids)
        noun = "reliefs" if reliefs == len(record_ids) else "records" if reliefs else "obligations"
        return f"{len(record_ids)} {noun}"
    return listed(docket.ref(record_id) for record_id in record_ids)


def _owner_of_fields(docket: Docket, record: Record) -> str:
    if isinstance(record, Caption):
        return "the docket"
    return record.ref if isinstance(record, Obligation | Relief) else called(docket, record)


def _words(field: str, record: Record) -> str:
    """What the field is called on this record."""
    if field == "deadline" and isinstance(record, Obligation) and isinstance(record.deadline, On):
        return "due day"
    if field == "cure" and isinstance(record, Figure):
        return "mark as a cure"
    if field == "role":
        return "sort of owner"
    return field_words(field)


def _said_value(docket: Docket, field: str, record: Record) -> str:
    """The field's new value, or nothing where it is too long for a label."""
    value: object = getattr(record, field)
    if field in ("owner", "stand_in") and value:
        person = docket.people.get(str(value))
        return person.name if person else ""
    if field == "value" and isinstance(record, Figure):
        return said_figure(docket, record)
    if field in ("kind", "severity", "ref", "title", "short_title") and isinstance(value, str):
        return value if len(value) <= 60 else ""
    return _said(value)


def _said(value: Deadline | Day | date | Amount | object) -> str:
    match value:
        case On(strictly_before=False, time="", promptly=False):
            return say_day(value.day.on)
        case Day():
            return say_day(value.on)
        case date():
            return say_day(value)
        case Amount():
            return money(value)
        case _:
            return ""
