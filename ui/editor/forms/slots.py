"""Fields and sections of an editor, and the inputs that several kinds of record ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from model.days.calendar import known_calendars
from ui.editor.fields.calendars import CALENDAR_WORDS, covered_words
from ui.editor.fields.chosen import RecordsField
from ui.editor.fields.context import FieldContext
from ui.editor.fields.day import DayField, SourceDayField
from ui.editor.fields.field import Field
from ui.editor.fields.lawrollfield import LawRollField
from ui.editor.fields.links import LinkField, NeedField
from ui.editor.fields.picker import PickField
from ui.editor.fields.plain import (
    ChoiceField,
    IdentityField,
    LongField,
    TagsField,
    TextField,
    TickField,
    TicksField,
    named_choices,
)
from ui.editor.fields.rows import PartsField
from ui.editor.fields.sources import SourcesField
from ui.editor.fields.terms import ReminderField
from ui.editor.fields.zone import ZoneField

Shown = Mapping[str, Any]
"""What the form shows now, by field, for those that decide whether others apply."""


def _always(_: Shown) -> bool:
    return True


class FieldSlot(NamedTuple):
    """One field: its name in the record, its label, its input, a hint, and when it applies."""

    name: str
    label: str
    make: Callable[[FieldContext, str], Field]
    hint: str = ""
    applies: Callable[[Shown], bool] = _always


class FormPage(NamedTuple):
    """A section of an editor."""

    head: str
    slots: tuple[FieldSlot, ...]


# ---------------------------------------------------------------------------------------------- makers


def starting(make: Callable[[FieldContext, str], Field], value: Any) -> Callable[[FieldContext, str], Field]:
    """The input, with a value that is proposed."""

    def made(kit: FieldContext, name: str) -> Field:
        field = make(kit, name)
        field.show_value(value)
        return field

    return made


def text(placeholder: str = "", width: int = 0) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: TextField(kit.theme, name, placeholder, width)


def long(lines: int = 3, placeholder: str = "") -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: LongField(kit.theme, name, lines, placeholder)


def choice(literal: Any) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: ChoiceField(kit.theme, name, named_choices(literal))


def worded(*choices: tuple[str, object]) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: ChoiceField(kit.theme, name, choices)


def tick(words: str) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: TickField(kit.theme, name, words)


def pick(placeholder: str, *kinds: str) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: PickField(kit.theme, name, kit.records(*kinds), placeholder)


def picks(placeholder: str, *kinds: str) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: RecordsField(kit.theme, name, kit.records(*kinds), placeholder)


def day(kit: FieldContext, name: str) -> Field:
    return DayField(kit.theme, name, kit.today)


def source_day(kit: FieldContext, name: str) -> Field:
    return SourceDayField(kit.theme, name, kit.today)


def tags(kit: FieldContext, name: str) -> Field:
    return TagsField(kit.theme, name, "equity, financial covenant")


def links(add: str) -> Callable[[FieldContext, str], Field]:
    return lambda kit, name: PartsField(
        kit.theme, name, lambda own: LinkField(kit.theme, own, kit.records("obligation")), "link", add
    )


def needs(kit: FieldContext, name: str) -> Field:
    source = kit.records("obligation")
    return PartsField(kit.theme, name, lambda own: NeedField(kit.theme, own, source), "condition", "Add a condition")


def reminders(kit: FieldContext, name: str) -> Field:
    return PartsField(kit.theme, name, lambda own: ReminderField(kit.theme, own), "reminder", "Add a reminder")


def sources(kit: FieldContext, name: str) -> Field:
    return SourcesField(kit.theme, name, kit.records("document"), kit.text_of)


def identity(kit: FieldContext, name: str) -> Field:
    return IdentityField(kit.theme, name)


def calendars(kit: FieldContext, name: str) -> Field:
    known = known_calendars()
    ordered = [each for each in CALENDAR_WORDS if each in known] + [
        each for each in known if each not in CALENDAR_WORDS
    ]
    return TicksField(kit.theme, name, [(CALENDAR_WORDS.get(each, each), each) for each in ordered], 2, covered_words)


def law_roll(kit: FieldContext, name: str) -> Field:
    return LawRollField(kit.theme, name)


def zone(kit: FieldContext, name: str) -> Field:
    return ZoneField(kit.theme, name)


IDENTITY = FieldSlot(
    "id", "Permanent id", identity, "Given once and never changed: calendars and exports know it by this."
)
NOTED = FormPage(
    "Notes",
    (
        FieldSlot("question", "Open question", text("what is not certain, as a question")),
        FieldSlot("notes", "Notes", long(5)),
        IDENTITY,
    ),
)
"""What obligations and reliefs end with."""
REMINDED = FormPage("Reminders", (FieldSlot("reminders", "Reminders", reminders),))
SOURCED = FormPage("Source", (FieldSlot("sources", "Source words", sources),))
