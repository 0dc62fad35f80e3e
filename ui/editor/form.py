"""The form of one record: its sections and rows, what they say together, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.ledger.draft import Draft
from model.record.base import Problem, Record
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import UnreadField
from ui.editor.fields.row import FormRow
from ui.editor.fields.typed import Typed
from ui.editor.forms import FieldSlot, FormPage
from ui.widgets.smallcaps import SectionHead

_FOOT = 26


class FormSection(QWidget):
    """The head of a section and its rows."""

    def __init__(self, kit: FieldContext, page: FormPage, ruled: bool) -> None:
        super().__init__()
        self.head = page.head
        self.setObjectName(f"editor.{page.head.lower()}")
        self.setAccessibleName(page.head)
        self.rows: dict[str, FormRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(12)
        column.addWidget(SectionHead(kit.theme, page.head, ruled=ruled))
        for slot in page.slots:
            alone = len(page.slots) == 1
            row = FormRow(kit.theme, slot.label, slot.make(kit, slot.name), slot.hint, alone=alone)
            self.rows[slot.name] = row
            column.addWidget(row)


class RecordForm(QWidget):
    """Shows a record and reads it back. A row that nobody touched gives back exactly what it was shown."""

    changed = Signal(str)
    """The field that a person changed."""

    def __init__(self, kit: FieldContext, pages: Sequence[FormPage]) -> None:
        super().__init__()
        self._slots: dict[str, FieldSlot] = {slot.name: slot for page in pages for slot in page.slots}
        self._seen: dict[str, Any] = {}
        self._cls: type[Record] = Record
        self._where: dict[str, QWidget] = {}
        self.touched: set[str] = set()
        self.proposed: set[str] = set()
        """Fields of a new record that are taken as they are shown though nobody touched them."""
        self.sections = [FormSection(kit, page, ruled=place > 0) for place, page in enumerate(pages)]
        self.rows: dict[str, FormRow] = {name: row for each in self.sections for name, row in each.rows.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _FOOT)
        column.setSpacing(0)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        for name, row in self.rows.items():
            row.field.changed.connect(lambda own=name: self._touch(own))

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
        """Nothing counts as touched any more."""
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

    def shown(self) -> dict[str, Any]:
        """The choices that decide which other rows apply."""
        return {name: self.rows[name].field.value() for name in ("kind", "binding") if name in self.rows}

    # ---------------------------------------------------------------------------------------- problems

    def show_problems(self, problems: Sequence[Problem], only: set[str] | None = None) -> tuple[str, ...]:
        """Say each problem beside its field, the first of each; those about no field here are given back."""
        first: dict[str, str] = {}
        for problem in problems:
            first.setdefault(problem.field, problem.message)
        for name, row in self.rows.items():
            message = first.get(name, "") if only is None or name in only else ""
            row.show_problem(message, self._where.get(name) if message else None)
        self._show_what_applies()
        return tuple(message for name, message in first.items() if name not in self.rows)

    def clear_problems(self) -> None:
        for row in self.rows.values():
            row.show_problem("")

    def wrong(self) -> list[FormRow]:
        """The rows that say a problem, in reading order."""
        return [row for row in self.rows.values() if row.message]

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

    def _touch(self, name: str) -> None:
        self.touched.add(name)
        if name in ("kind", "binding"):
            self._show_what_applies()
        self.changed.emit(name)

    def _show_what_applies(self) -> None:
        """Rows that don't apply are hidden, unless they hold something or say a problem."""
        shown = self.shown()
        for name, slot in self._slots.items():
            row = self.rows[name]
            held = name in self.touched or bool(self._seen.get(name))
            row.setVisible(bool(row.message) or held or slot.applies(shown))
        for section in self.sections:
            section.setVisible(any(not row.isHidden() for row in section.rows.values()))
