"""Forms made of fields as data: their rows, what stands in them, and what is wrong. That of a record has sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.ledger.draft import Draft
from model.record.base import Problem, Record
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import UnreadField, column
from ui.editor.fields.row import FormRow
from ui.editor.fields.typed import Typed
from ui.editor.forms import FieldSlot, FormPage
from ui.widgets.smallcaps import SectionHead

_FOOT = 26
_CARD_GAP = 9
_DECIDING = ("kind", "binding", "again")
"""The fields whose values decide which others apply."""


class FormSection(QWidget):
    """The head of a section and its rows."""

    def __init__(self, context: FieldContext, page: FormPage, ruled: bool) -> None:
        super().__init__()
        self.head = page.head
        self.setObjectName(f"editor.{page.head.lower()}")
        self.setAccessibleName(page.head)
        self.rows: dict[str, FormRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(12)
        column.addWidget(SectionHead(context.theme, page.head, ruled=ruled))
        for slot in page.slots:
            alone = len(page.slots) == 1
            row = FormRow(context.theme, slot.label, slot.make(context, slot.name), slot.hint, alone=alone)
            self.rows[slot.name] = row
            column.addWidget(row)


class FieldForm(QWidget):
    """What every form is: a row for each field, by the field's name."""

    changed = Signal(str)
    """The field that a person changed; nothing where it is more than one."""

    def __init__(self, slots: Iterable[FieldSlot]) -> None:
        super().__init__()
        self._slots: dict[str, FieldSlot] = {slot.name: slot for slot in slots}
        self.rows: dict[str, FormRow] = {}
        self.touched: set[str] = set()

    def _hold(self, rows: Mapping[str, FormRow]) -> None:
        """Take rows in, and follow what is typed in them."""
        self.rows |= rows
        for name, row in rows.items():
            row.field.changed.connect(lambda own=name: self._touch(own))

    def _touch(self, name: str) -> None:
        self.touched.add(name)
        if name in _DECIDING:
            self._show_what_applies()
        self.changed.emit(name)

    def shown(self) -> dict[str, Any]:
        """The choices that decide which other rows apply."""
        return {name: self.rows[name].field.value() for name in _DECIDING if name in self.rows}

    def _show_what_applies(self) -> None:
        """Rows that don't apply are hidden."""
        shown = self.shown()
        for name, slot in self._slots.items():
            self.rows[name].setVisible(self._is_kept(name) or slot.applies(shown))

    def _is_kept(self, name: str) -> bool:
        """Whether a row stays though it does not apply."""
        return False

    def clear_problems(self) -> None:
        for row in self.rows.values():
            row.show_problem("")

    def wrong(self) -> list[FormRow]:
        """The rows that say a problem, in reading order."""
        return [row for row in self.rows.values() if row.message]


class CardForm(FieldForm):
    """The fields of a card, one below another."""

    def __init__(self, context: FieldContext, slots: Sequence[FieldSlot], label_width: int) -> None:
        super().__init__(slots)
        self.column = column(self, _CARD_GAP)
        for name, slot in self._slots.items():
            row = FormRow(context.theme, slot.label, slot.make(context, name), slot.hint, label_width=label_width)
            self._hold({name: row})
            self.column.addWidget(row)
        self._show_what_applies()

    def _touch(self, name: str) -> None:
        self.rows[name].show_problem("")
        super()._touch(name)

    def value(self, name: str, absent: Any = None) -> Any:
        """What stands in a field, ``absent`` where the form has none of that name.

        Raises :class:`UnreadField` where it can't be read.
        """
        return self.rows[name].field.value() if name in self.rows else absent

    def needed(self, name: str, missing: str) -> Any:
        """The same, where something has to stand there. Raises :class:`UnreadField` with ``missing``, too."""
        value = self.value(name)
        if value is None:
            raise UnreadField(missing, self.rows[name].field.inputs()[0])
        return value

    def first_input(self) -> QWidget | None:
        """Where the keyboard begins: at a value, since none can be filled in beforehand, or at the first field."""
        order = ("value", *self.rows)
        return next((self.rows[name].field.inputs()[0] for name in order if name in self.rows), None)

    def refuse(self, name: str, message: str) -> None:
        """Say what is wrong beside a field, and put the keyboard there."""
        row = self.rows[name]
        row.show_problem(message)
        row.field.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unread(self, unread: UnreadField) -> None:
        """Say beside its field what can't be read."""
        for row in self.rows.values():
            if unread.widget in row.field.inputs():
                row.show_problem(str(unread), unread.widget)


class RecordForm(FieldForm):
    """Shows a record and reads it back. A row that nobody touched gives back exactly what it was shown."""

    def __init__(self, context: FieldContext, pages: Sequence[FormPage]) -> None:
        super().__init__(slot for page in pages for slot in page.slots)
        self._seen: dict[str, Any] = {}
        self._cls: type[Record] = Record
        self._where: dict[str, QWidget] = {}
        self.proposed: set[str] = set()
        """Fields of a new record that are taken as they are shown though nobody touched them."""
        self.sections = [FormSection(context, page, ruled=place > 0) for place, page in enumerate(pages)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _FOOT)
        column.setSpacing(0)
        for section in self.sections:
            column.addWidget(section)
            self._hold(section.rows)
        column.addStretch(1)

    # ------------------------------------------------------------------------------------------ values

    def show_record(self, record: Record) -> None:
        """Show every field of ``record`` that was not touched."""
        self._cls = type(record)
        for name, row in self.rows.items():
            if name not in self.touched:
                self._seen[name] = getattr(record, name)
                row.field.show_value(self._seen[name])
        self._show_what_applies()

    def typed(self) -> dict[str, Typed]:
        """What stands in each touched field that cannot be read yet."""
        _, unread = self.record()
        return {each.field: self.rows[each.field].field.typed() for each in unread}

    def seen(self) -> Record:
        """The record as it was shown, whatever was typed since."""
        return self._cls(**self._seen)

    def show_draft(self, draft: Draft) -> None:
        """Show what was typed earlier over what is shown. Raises :class:`InvalidRecord` where it cannot be read."""
        record, before = draft.record(), draft.before()
        typed: dict[str, Typed] = msgspec.json.decode(draft.typed)
        for name in draft.touched:
            row = self.rows.get(name)
            if row is None:
                continue
            self._seen[name] = getattr(before, name)
            row.field.show_drafted(getattr(record, name), draft.events)
            if name in typed:
                row.field.show_typed(typed[name])
            self.touched.add(name)
        self._show_what_applies()

    def forget(self) -> None:
        """Count no field as touched any more."""
        self.touched.clear()
        self.clear_problems()

    def base(self, standing: Record | None) -> Record | None:
        """What the author had before: ``standing``, but as it was shown where it was touched."""
        if standing is None:
            return None
        return msgspec.structs.replace(standing, **{name: self._seen[name] for name in self.touched})

    def record(self) -> tuple[Record, tuple[Problem, ...]]:
        """The record as typed, and what can't be read, each beside its field: there it holds what was shown first."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        self._where = {}
        for name, row in self.rows.items():
            try:
                values[name] = row.field.value() if name in self.touched | self.proposed else self._seen[name]
            except UnreadField as unread:
                self._where[name] = unread.widget
                values[name] = self._seen[name]
                problems.append(Problem(name, str(unread)))
        return self._cls(**values), tuple(problems)

    # ---------------------------------------------------------------------------------------- problems

    def show_problems(self, problems: Sequence[Problem], only: set[str] | None = None) -> tuple[str, ...]:
        """Say the first problem of each field beside it, and return the problems that belong to no field here."""
        first: dict[str, str] = {}
        for problem in problems:
            first.setdefault(problem.field, problem.message)
        for name, row in self.rows.items():
            message = first.get(name, "") if only is None or name in only else ""
            row.show_problem(message, self._where.get(name) if message else None)
        self._show_what_applies()
        return tuple(message for name, message in first.items() if name not in self.rows)

    def input_of(self, row: FormRow) -> QWidget | None:
        """Where the keyboard goes to mend a row."""
        name = row.field.objectName()
        where = self._where.get(name)
        reached = [each for each in row.field.inputs() if not each.isHidden()]
        return where if where in reached else next(iter(reached), None)

    # --------------------------------------------------------------------------------------------- tab

    def inputs(self) -> Iterator[QWidget]:
        """Everything the keyboard reaches, in reading order."""
        for row in self.rows.values():
            yield from row.field.inputs()

    def chain(self) -> None:
        """Tab follows reading order, whatever was added meanwhile."""
        reached = [each for each in self.inputs() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise(reached):
            QWidget.setTabOrder(before, after)

    def _is_kept(self, name: str) -> bool:
        """What holds something or says a problem."""
        return bool(self.rows[name].message) or name in self.touched or bool(self._seen.get(name))

    def _show_what_applies(self) -> None:
        super()._show_what_applies()
        for section in self.sections:
            section.setVisible(any(not row.isHidden() for row in section.rows.values()))
