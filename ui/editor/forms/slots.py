"""Fields and sections of an editor, and the inputs that several kinds of record ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from model.days.calendar import known_calendars
from ui.editor.calendars import CALENDAR_WORDS, covered_words
from ui.editor.chosen import RecordsField
from ui.editor.day import DayField, SourceDayField
from ui.editor.field import Field
from ui.editor.kit import Kit
from ui.editor.lawrollfield import LawRollField
from ui.editor.links import LinkField, NeedField
from ui.editor.picker import PickField
from ui.editor.plain import (
    ChoiceField,
    IdentityField,
    LongField,
    TagsField,
    TextField,
    TickField,
    TicksField,
    named_choices,
)
from ui.editor.rows import PartsField
from ui.editor.sources import SourcesField
from ui.editor.terms import ReminderField
from ui.editor.zone import ZoneField

Shown = Mapping[str, Any]
"""What the form shows now, by field, for those that decide whether others apply."""


def _always(_: Shown) -> bool:
    return True


class Slot(NamedTuple):
    """One field: its name in the record, its label, its input, a hint, and when it applies."""

    name: str
    label: str
    make: Callable[[Kit, str], Field]
    hint: str = ""
    applies: Callable[[Shown], bool] = _always


class FormPage(NamedTuple):
    """A section of an editor."""

    head: str
    slots: tuple[Slot, ...]


# ---------------------------------------------------------------------------------------------- makers


def text(placeholder: str = "", width: int = 0) -> Callable[[Kit, str], Field]:
    return lambda kit, name: TextField(kit.theme, name, placeholder, width)


def long(lines: int = 3, placeholder: str = "") -> Callable[[Kit, str], Field]:
    return lambda kit, name: LongField(kit.theme, name, lines, placeholder)


def choice(literal: Any) -> Callable[[Kit, str], Field]:
    return lambda kit, name: ChoiceField(kit.theme, name, named_choices(literal))


def worded(*choices: tuple[str, object]) -> Callable[[Kit, str], Field]:
    return lambda kit, name: ChoiceField(kit.theme, name, choices)


def tick(words: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: TickField(kit.theme, name, words)


def pick(placeholder: str, *kinds: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: PickField(kit.theme, name, kit.records(*kinds), placeholder)


def picks(placeholder: str, *kinds: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: RecordsField(kit.theme, name, kit.records(*kinds), placeholder)


def day(kit: Kit, name: str) -> Field:
    return DayField(kit.theme, name, kit.today)


def source_day(kit: Kit, name: str) -> Field:
    return SourceDayField(kit.theme, name, kit.today)


def tags(kit: Kit, name: str) -> Field:
    return TagsField(kit.theme, name, "equity, financial covenant")


def links(add: str) -> Callable[[Kit, str], Field]:
    return lambda kit, name: PartsField(
        kit.theme, name, lambda own: LinkField(kit.theme, own, kit.records("obligation")), "link", add
    )


def needs(kit: Kit, name: str) -> Field:
    source = kit.records("obligation")
    return PartsField(kit.theme, name, lambda own: NeedField(kit.theme, own, source), "condition", "Add a condition")


def reminders(kit: Kit, name: str) -> Field:
    return PartsField(kit.theme, name, lambda own: ReminderField(kit.theme, own), "reminder", "Add a reminder")


def sources(kit: Kit, name: str) -> Field:
    return SourcesField(kit.theme, name, kit.records("document"), kit.text_of)


def identity(kit: Kit, name: str) -> Field:
    return IdentityField(kit.theme, name)


def calendars(kit: Kit, name: str) -> Field:
    known = known_calendars()
    ordered = [each for each in CALENDAR_WORDS if each in known] + [
        each for each in known if each not in CALENDAR_WORDS
    ]
    return TicksField(kit.theme, name, [(CALENDAR_WORDS.get(each, each), each) for each in ordered], 2, covered_words)


def law_roll(kit: Kit, name: str) -> Field:
    return LawRollField(kit.theme, name)


def zone(kit: Kit, name: str) -> Field:
    return ZoneField(kit.theme, name)


IDENTITY = Slot("id", "Permanent id", identity, "Given once and never changed: calendars and exports know it by this.")
NOTED = FormPage(
    "Notes",
    (
        Slot("question", "Open question", text("what is not certain, as a question")),
        Slot("notes", "Notes", long(5)),
        IDENTITY,
    ),
)
"""What obligations and reliefs end with."""
REMINDED = FormPage("Reminders", (Slot("reminders", "Reminders", reminders),))
SOURCED = FormPage("Source", (Slot("sources", "Source words", sources),))
