"""How records, fields, days and facts are called in labels, notes and refusals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from model.days.calendar_names import say_calendar
from model.days.wording import say_day, say_day_parts
from model.docket import Docket
from model.record.amount import Amount
from model.record.base import Record
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.day import Day
from model.record.document import Document
from model.record.event import Event
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
    What,
)
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.scenario import Scenario

FIELD_WORDS: Final[dict[str, str]] = {
    "about": "obligation",
    "amends": "amended instrument",
    "as_of": "day it is of",
    "assumptions": "assumptions",
    "away_from": "first day away",
    "away_until": "last day away",
    "binding": "binding",
    "causes": "causes",
    "clock": "clock",
    "conditions_complete": "completeness of the conditions",
    "confidential": "confidentiality",
    "counts": "way of counting days",
    "covers": "covered obligations",
    "cure": "cure period",
    "cutoff": "daily cut-off",
    "day": "day",
    "either": "alternatives",
    "email": "e-mail",
    "extends": "extended reliefs",
    "fiscal": "fiscal year",
    "granted_by": "grantor",
    "granted_on": "day of grant",
    "happened": "day it happened",
    "expected": "expected day",
    "in_force_from": "first day in force",
    "in_force_until": "last day in force",
    "lasts": "duration of its figures",
    "lead_time": "lead time",
    "legend": "legend",
    "made": "day the cure was made",
    "media_type": "media type",
    "needs": "conditions precedent",
    "new_due": "new due day",
    "notice": "notice clause",
    "ours": "side",
    "override": "due day set by hand",
    "paid_from": "source of payment",
    "question": "open question",
    "recorded_at": "time of entry",
    "recorded_by": "author",
    "recurs": "recurrence",
    "ref": "reference",
    "ref_prefix": "prefix of references",
    "remind": "reminder policy",
    "remind_at": "time of reminders",
    "replaces": "replaced obligations",
    "review_by": "review day",
    "reinstatement": "effect of a lapse",
    "rights_reserved": "reservation of rights",
    "roll": "roll convention",
    "sha256": "content",
    "short_name": "short name",
    "short_title": "short title",
    "signed": "signature",
    "signed_documents": "signed documents",
    "since": "first day",
    "source_rank": "source rank",
    "sources": "source words",
    "stand_in": "stand-in",
    "starts": "start",
    "target": "internal target",
    "until": "end",
    "until_reading": "reading of the end",
    "what": "content",
    "zone": "time zone",
}
"""What a field is called where its own name is no plain word; ``amount`` is called amount."""

KIND_WORDS: Final[dict[str, str]] = {
    "caption": "docket",
    "party": "party",
    "person": "person",
    "closure": "closure",
    "instrument": "instrument",
    "document": "document",
    "event": "event",
    "metric": "metric",
    "figure": "figure",
    "obligation": "obligation",
    "relief": "relief",
    "fact": "fact",
    "scenario": "scenario",
}

MOST_NAMED: Final = 6
"""How many names a sentence lists before it counts the rest."""


def field_words(field: str) -> str:
    """What the field is called in a sentence."""
    return FIELD_WORDS.get(field, field.replace("_", " "))


def with_article(kind: str) -> str:
    """A kind of record in a sentence.

    >>> with_article("party"), with_article("obligation")
    ('a party', 'an obligation')
    """
    word = KIND_WORDS[kind]
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def listed(names: Iterable[str], most: int = MOST_NAMED) -> str:
    """The names as a list in a sentence; beyond ``most`` the rest are counted.

    >>> listed(["USMX-5"]), listed(["USMX-5", "USMX-6"]), listed("abcd", most=3)
    ('USMX-5', 'USMX-5 and USMX-6', 'a, b and 2 more')
    """
    all_names = list(names)
    if len(all_names) > most:
        all_names = [*all_names[: most - 1], f"{len(all_names) - most + 1} more"]
    if len(all_names) < 2:
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} and {all_names[-1]}"


def short_day(day: date) -> str:
    """The day without its weekday, as labels give it.

    >>> short_day(date(1996, 11, 1))
    '1 Nov 1996'
    """
    _, number, month = say_day_parts(day)
    return f"{number} {month}"


def figure(number: Decimal) -> str:
    """A figure with its thousands set apart."""
    return f"{number:,f}"


def money(amount: Amount) -> str:
    """An amount with its bound, e.g. ``at least USD 9,000,000``."""
    bound = "" if amount.bound == "exactly" else f"{amount.bound} "
    of = " in total" if amount.in_total else " in all" if amount.in_all else ""
    return f"{bound}{amount.currency} {figure(amount.number)}".strip() + of


def name_of(docket: Docket, record: Record) -> str:
    """What the record is called in a sentence: its ref, its name, or what the fact says."""
    match record:
        case Obligation() | Relief():
            return record.ref
        case Party() | Person() | Metric():
            return record.name
        case Instrument():
            return record.short
        case Document() | Event() | Caption() | Scenario():
            return record.title
        case Closure():
            return f"the closure of {say_calendar(record.calendar)} on {say_day(record.day)}"
        case Figure():
            return f"the {figure_sort(record)} of {figure_subject(docket, record)} as of {say_day(record.as_of)}"
        case Fact():
            return f"the fact that {said_fact(docket, record)}"
        case _:
            return record.id


def said_fact(docket: Docket, fact: Fact) -> str:
    """The fact as a clause: ``USMX-7 was performed on Fri 1 Nov 1996``."""
    return f"{fact_subject(docket, fact)} {said_what(fact.what)} {on_day(fact.day)}"


def figure_sort(record: Figure) -> str:
    """What sort of figure it is."""
    sort = "cure" if record.cure else "figure"
    return f"expected {sort}" if record.expected else sort


def figure_subject(docket: Docket, record: Figure) -> str:
    """The metric that a figure is of."""
    metric = docket.metrics.get(record.metric)
    return metric.name if metric else record.metric


def said_figure(docket: Docket, record: Figure) -> str:
    """The value of a figure in the unit of its metric, e.g. ``USD 19,250,000`` or ``175 %``."""
    metric = docket.metrics.get(record.metric)
    number = figure(record.number)
    if metric is None or metric.unit in ("ratio", "number"):
        return number
    return f"{number} %" if metric.unit == "percent" else f"{metric.currency} {number}"


def fact_subject(docket: Docket, fact: Fact) -> str:
    """What the fact is about: its ref, with the occurrence where it is one of a series."""
    node = docket.obligations.get(fact.about) or docket.reliefs.get(fact.about)
    ref = node.ref if node else fact.about
    return f"{ref} for {say_day(fact.occurrence)}" if fact.occurrence else ref


def said_what(what: What) -> str:
    """What happened, as a predicate without its day."""
    match what:
        case Performed(amount=None):
            return "was performed"
        case Performed():
            return f"was performed with {performed_amount(what)}"
        case NotPerformed():
            return "was confirmed not performed"
        case Submitted():
            return "was submitted"
        case Approved():
            return "was approved"
        case Rejected(withdraws_approval=True):
            return "had its approval withdrawn"
        case Rejected():
            return "was rejected"
        case Reading():
            return f"read {said_reading(what)}"
        case DefaultCeased():
            return "was no longer in default"
        case Verified():
            return "was verified"
        case Cancelled():
            return "was cancelled"


def performed_amount(what: Performed) -> str:
    """The sum that passed, e.g. ``USD 3,800,000``; empty where none is recorded."""
    return f"{what.currency} {figure(Decimal(what.amount))}" if what.amount else ""


def said_reading(reading: Reading) -> str:
    """A reading in words: its value, or met or not met, or both."""
    met = {True: "met", False: "not met", None: ""}[reading.met]
    value = figure(Decimal(reading.value)) if reading.value else ""
    return ", ".join(part for part in (value, met) if part)


def on_day(day: Day) -> str:
    """``on Fri 1 Nov 1996``, or ``by Wed 20 Nov 1996`` where the source does not name the day itself."""
    return f"{'on' if day.exact else 'by'} {say_day(day.on)}"
