"""What has been recorded, what will ring, and who changed the record, as the inspector's rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from model.assess.standing import CLOSED, PERFORMED
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.ledger.journal import JournalEntry
from model.outlook.reminder_days import falls_due, reminder_day, reminders_that_ring
from model.outlook.today.open_occurrences import at_next
from model.record.fact import Fact, NotPerformed, Performed, Reading, Submitted
from model.record.links import Node
from model.record.obligation import Obligation, Reminder
from model.record.relief import Relief
from model.wording.standings import money_text
from ui.inspector.reading import RecordInView
from ui.inspector.recorder.facts import action_for


class FactRow(NamedTuple):
    """One recorded fact: its day, what it says, its note and its evidence by title."""

    id: str
    day: date
    inexact: str
    words: str
    notes: tuple[str, ...]
    recorded: str


class ReminderRow(NamedTuple):
    """One reminder: the day it rings (None where that is not known), and its lead in words."""

    day: date | None
    words: str
    past: bool


class HistoryRow(NamedTuple):
    """One entry of the journal that changed the record."""

    moment: datetime
    who: str
    label: str


def fact_rows(sight: RecordInView) -> tuple[FactRow, ...]:
    """What is recorded of it up to the day it is looked at, newest first; what is recorded for later comes after."""
    facts = sight.docket.facts_about.get(sight.node.id, ())
    return tuple(_fact_row(sight.docket, fact) for fact in reversed(facts))


def _fact_row(docket: Docket, fact: Fact) -> FactRow:
    titles = [docket.documents[one].title for one in fact.evidence if one in docket.documents]
    occurrence = [f"for {say_day(fact.occurrence)}"] if fact.occurrence else []
    evidence = [f"Evidence: {', '.join(titles)}"] if titles else []
    quotes = [f"“{' '.join(span.words.split())}”" for span in fact.sources]
    notes = [*occurrence, *([fact.note] if fact.note else []), *quotes, *evidence]
    recorded = f"recorded by {fact.recorded_by}" if fact.recorded_by else ""
    return FactRow(fact.id, fact.day.on, fact.day.words, fact_words(fact), tuple(notes), recorded)


def fact_words(fact: Fact) -> str:
    """What happened, in a word or two: "performed, $3,800,000", "reading 1.4, not met"."""
    what = fact.what
    if isinstance(what, Performed):
        full = "in full" if what.in_full else "in part" if what.in_full is False and what.amount is None else ""
        amount = money_text(Decimal(what.amount), what.currency) if what.amount else ""
        return ", ".join(filter(None, ("performed", amount, full, _accepted(what.accepted))))
    if isinstance(what, Submitted):
        return ", ".join(filter(None, ("submitted", _accepted(what.accepted))))
    if isinstance(what, Reading):
        met = {True: "met", False: "not met", None: ""}[what.met]
        value = f"{Decimal(what.value):,f}" if what.value else ""
        return ", ".join(filter(None, (f"reading {value}".strip(), met)))
    if isinstance(what, NotPerformed):
        return "confirmed not performed"
    return action_for(what).label.lower()


def _accepted(day: date | None) -> str:
    return f"accepted on {say_day(day)}" if day else ""


def reminder_rows(sight: RecordInView) -> tuple[ReminderRow, ...]:
    """Each reminder with the day it rings, as far as it has one or may come to; none of what is done."""
    node = sight.node
    if sight.position.standing in CLOSED:
        return ()
    instrument = sight.docket.instruments.get(node.instrument or "")
    calendars = instrument.calendars if instrument else ()
    rows = [_reminder_row(sight, reminder, calendars) for reminder in reminders_that_ring(sight.docket, node)]
    rows = [row for row in rows if row.day is not None or falls_due(node)]
    return tuple(sorted(rows, key=lambda row: row.day or date.max))


def _reminder_row(sight: RecordInView, reminder: Reminder, calendars: tuple[str, ...]) -> ReminderRow:
    position, node = at_next(sight.position, sight.assessment.day), sight.node
    review = node.review_by if isinstance(node, Obligation) else None
    base = {"due": position.due or position.perform_by, "act by": position.act_by, "review": review}[reminder.before]
    day = reminder_day(reminder, base, calendars) if base else None
    return ReminderRow(day, reminder_words(reminder, node), day is not None and day < sight.assessment.day)


def reminder_words(reminder: Reminder, node: Node) -> str:
    """A reminder's lead in words: "14 days before the due day", of a relief "before its last day"."""
    what = {"due": _last_word(node), "act by": "the day to act by", "review": "the review day"}[reminder.before]
    if reminder.lead == 0:
        return f"on {what}"
    return f"{say_count(reminder.lead, reminder.unit)} before {what}"


def _last_word(node: Node) -> str:
    """What the day is called on which something is to be done, is tested, or ends."""
    if isinstance(node, Relief):
        return "its last day"
    return "the test date" if node.continuing else "the due day"


def history_rows(entries: tuple[JournalEntry, ...]) -> Iterator[HistoryRow]:
    """The entries, newest first as they come."""
    return (HistoryRow(entry.moment, entry.who, entry.label) for entry in entries)


def performed_words(sight: RecordInView) -> str:
    """How much is performed, for the strip at the foot: "$0", "$3,800,000", "yes", "not yet"; "6 of 10" of a series.

    Nothing of what is not performed: a relief, a covenant or test, a consequence.
    """
    position, node = sight.position, sight.node
    if not isinstance(node, Obligation) or node.continuing or node.is_consequence:
        return ""
    if position.occurrences:
        done = sum(one.standing in PERFORMED for one in position.occurrences)
        return f"{done:,} of {len(position.occurrences):,}"
    if node.amount is not None or node.share is not None:
        return money_text(position.performed or Decimal(0), position.currency)
    return "yes" if position.done_on else "not yet"
