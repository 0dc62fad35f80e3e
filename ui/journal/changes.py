"""What a journal entry changed, record by record and field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from model.days.calendar_names import say_calendars
from model.days.lawroll import roll_of_rule
from model.days.wording import say_day
from model.docket import Change, Docket
from model.ledger.journal import JournalEntry
from model.ledger.naming import KIND_WORDS, field_words, money, name_of
from model.outlook.changes.whatif import say_assumption
from model.phrases import deadline_words
from model.record.amount import Amount
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import Override
from model.record.obligation import Obligation
from model.record.scenario import Assumption

_LONGEST = 60
_ISO_DAY = re.compile(r"\b(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]\b")


def change_lines(docket: Docket, entry: JournalEntry, limit: int) -> list[str]:
    """Up to ``limit`` lines: each record with the fields that changed, before and after."""
    lines: list[str] = []
    left = 0
    for change in entry.changes:
        if len(lines) < limit:
            lines.extend(_lines(docket, change))
        else:
            left += 1
    kept = lines[:limit]
    return [*kept, f"and {left:,} more"] if left else kept


def _lines(docket: Docket, change: Change) -> Iterator[str]:
    record = change.after or change.before
    if record is None:
        return
    name = _called(docket, change.kind, record)
    if change.before is None:
        yield f"{name}: entered"
    elif change.after is None:
        yield f"{name}: deleted"
    else:
        for field in record.__struct_fields__:
            before, after = getattr(change.before, field), getattr(change.after, field)
            if before != after:
                was, now = _pair(docket, change.before, change.after, field)
                yield f"{name}, {field_words(field)}: {was} → {now}"


def _pair(docket: Docket, before: Record, after: Record, field: str) -> tuple[str, str]:
    """A field before and after; deadlines in words, unless two that differ would read alike."""
    if field == "deadline" and isinstance(before, Obligation) and isinstance(after, Obligation):
        was, now = deadline_words(docket, before), deadline_words(docket, after)
        if was != now:
            return _short(was), _short(now)
    return _said_of(docket, before, field), _said_of(docket, after, field)


def _said_of(docket: Docket, record: Record, field: str) -> str:
    """A field on one line: calendars by the names that deadlines use, a rule of law by its citation."""
    value = getattr(record, field)
    if field in ("calendar", "calendars") and value:
        return _short(say_calendars((value,) if isinstance(value, str) else value))
    rule = roll_of_rule(value) if field == "roll_rule" and value else None
    return rule.citation if rule else _said(docket, value)


def _called(docket: Docket, kind: str, record: Record) -> str:
    """The record at the head of a line; a fact, a figure and a closure are called by what they say."""
    name = name_of(docket, record)
    if kind in ("fact", "figure", "closure"):
        return name[0].upper() + name[1:]
    return f"{KIND_WORDS[kind].capitalize()} {name}"


def _said(docket: Docket, value: object) -> str:
    """A value on one line: a record's id by its name, a day with its weekday, everything else as it is stored."""
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, Day):
        return f"{say_day(value.on)} (“{value.words}”)" if value.words else say_day(value.on)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, Override):
        return _short(f"{say_day(value.day)}, {value.reason}")
    if isinstance(value, Amount):
        return money(value)
    if isinstance(value, str):
        named = _named(docket, value)
        return _short(name_of(docket, named) if named else value)
    if isinstance(value, tuple) and all(isinstance(one, Assumption) for one in value):
        return _short(", ".join(say_assumption(docket, one) for one in value))
    if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
        return _short(", ".join(_said(docket, one) for one in value))
    return _short(_with_weekdays(msgspec.json.encode(value).decode().strip('"')))


def _with_weekdays(stored: str) -> str:
    return _ISO_DAY.sub(lambda found: say_day(date.fromisoformat(found[0])), stored)


def _named(docket: Docket, value: str) -> Record | None:
    kinds = ("party", "person", "instrument", "document", "event", "metric", "obligation", "relief")
    return next((record for kind in kinds if (record := docket.get(kind, value)) is not None), None)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
