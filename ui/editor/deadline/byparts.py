"""A deadline by its parts: its form and the inputs of that form. A look at another form loses nothing typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from model.days.undated import UndatedReason
from model.record.deadline import After, Anchor, Deadline, Earliest, Every, Latest, On, Open, While
from ui.editor.deadline.dated import AfterField, DatedField, OnField, promptly_box
from ui.editor.deadline.recurrence import EveryField
from ui.editor.fields.candidates import Source
from ui.editor.fields.day import DayEdit, Today
from ui.editor.fields.field import Field, WordsEdit, column, line, part
from ui.editor.fields.plain import Box, named_choices
from ui.editor.fields.rows import PartsField
from ui.frame.theme import Theme

FORMS: list[tuple[str, object]] = [
    ("by a stated day", "on"),
    ("counted from something", "after"),
    ("recurring", "every"),
    ("continuing", "while"),
    ("the earliest of several", "earliest"),
    ("the latest of several", "latest"),
    ("no day stated", "open"),
    ("none: it follows from a miss", ""),
]
END_FORMS: list[tuple[str, object]] = [
    ("none but its stated last day", ""),
    *(form for form in FORMS if form[1] in ("on", "after", "earliest", "latest")),
]
"""Those of the end of an instrument, which is a day."""
_FORM_OF: dict[type, str] = {
    On: "on",
    After: "after",
    Every: "every",
    While: "while",
    Earliest: "earliest",
    Latest: "latest",
    Open: "open",
    type(None): "",
}


class WhileField(Field):
    """Continuing between two days, or until released."""

    def __init__(self, theme: Theme, name: str, today: Today) -> None:
        super().__init__(theme, name)
        self.since, self.until = DayEdit(theme, today), DayEdit(theme, today)
        self.words = WordsEdit(theme)
        part(self.since, f"{name}.since", "first day")
        part(self.until, f"{name}.until", "last day")
        part(self.words, f"{name}.words", "words of the source")
        for edit in (self.since, self.until, self.words):
            edit.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addLayout(line("from", self.since, "to", self.until, 1, theme=theme))
        whole.addWidget(self.words)

    def value(self) -> While:
        return While(since=self.since.day(), until=self.until.day(), words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.since.show_day(value.since if value else None)
        self.until.show_day(value.until if value else None)
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.since, self.until, self.words]


class SeveralField(Field):
    """The earliest or latest of several days."""

    def __init__(
        self, theme: Theme, name: str, make: type[Earliest[Anchor] | Latest[Anchor]], source: Source, today: Today
    ) -> None:
        super().__init__(theme, name)
        self._value = make
        self._calendars = ""
        self._dated: Callable[[str], DatedField] = lambda own: DatedField(theme, own, source, today)
        self.parts = PartsField(theme, f"{name}.of", self._make, "day", "Add a day")
        self.promptly = promptly_box(name)
        self.words = WordsEdit(theme)
        part(self.words, f"{name}.words", "words of the source")
        self.parts.changed.connect(self.changed)
        self.promptly.clicked.connect(lambda _: self.changed.emit())
        self.words.textEdited.connect(lambda _: self.changed.emit())
        whole = column(self)
        whole.addWidget(self.parts)
        whole.addWidget(self.promptly)
        whole.addWidget(self.words)

    def value(self) -> Earliest[Anchor] | Latest[Anchor]:
        return self._value(of=self.parts.value(), promptly=self.promptly.isChecked(), words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.parts.show_value(value.of if value else ())
        self.promptly.setChecked(bool(value and value.promptly))
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [*self.parts.inputs(), self.promptly, self.words]

    def say_calendars(self, words: str) -> None:
        """Say whose business days count where a day names none."""
        self._calendars = words
        for row in self.parts.rows():
            if isinstance(row.field, DatedField):
                row.field.say_calendars(words)

    def mark(self, invalid: QWidget | None) -> None:
        self.parts.mark(invalid)

    def _make(self, own: str) -> DatedField:
        made = self._dated(own)
        made.say_calendars(self._calendars)
        return made


class OpenField(Field):
    """No day, and why."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.reason = Box(named_choices(UndatedReason))
        self.words = WordsEdit(theme)
        part(self.reason, f"{name}.reason", "why")
        part(self.words, f"{name}.words", "words of the source")
        self.reason.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.words.textEdited.connect(lambda _: self.changed.emit())
        row = line(self.reason, self.words, theme=theme)
        row.setStretch(1, 1)
        column(self).addLayout(row)
        self.reason.choose("not stated")

    def value(self) -> Open:
        return Open(reason=self.reason.currentData(), words=self.words.text().strip())

    def show_value(self, value: Any) -> None:
        self.reason.choose(value.reason if value else "not stated")
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.reason, self.words]


class ByPartsField(Field):
    """The form, one of ``forms``, and the inputs of that form."""

    def __init__(
        self, theme: Theme, name: str, source: Source, today: Today, forms: Sequence[tuple[str, object]] = FORMS
    ) -> None:
        super().__init__(theme, name)
        self.form = Box(forms)
        part(self.form, f"{name}.form", "form")
        self.pages: dict[str, Field] = {
            "on": OnField(theme, f"{name}.on", today),
            "after": AfterField(theme, f"{name}.after", source, today),
            "every": EveryField(theme, f"{name}.every", source, today),
            "while": WhileField(theme, f"{name}.while", today),
            "earliest": SeveralField(theme, f"{name}.earliest", Earliest, source, today),
            "latest": SeveralField(theme, f"{name}.latest", Latest, source, today),
            "open": OpenField(theme, f"{name}.open"),
        }
        self.form.currentIndexChanged.connect(self._chosen)
        whole = column(self, 8)
        whole.addLayout(line(self.form, 1, theme=theme))
        for page in self.pages.values():
            page.changed.connect(self.changed)
            whole.addWidget(page)
        self._show_page()

    @property
    def form_name(self) -> str:
        """The form that is chosen, empty for none."""
        return str(self.form.currentData())

    def value(self) -> Deadline | None:
        page = self.pages.get(self.form_name)
        return page.value() if page is not None else None

    def show_value(self, value: Any) -> None:
        form = _FORM_OF[type(value)]
        self.form.choose(form)
        for name, page in self.pages.items():
            page.show_value(value if name == form else None)
        self._show_page()

    def show_form(self, form: str) -> None:
        """Turn to a form, keeping what was typed in others."""
        self.form.choose(form)
        self._show_page()

    def say_calendars(self, words: str) -> None:
        """Say whose business days count where a deadline names none."""
        for page in self.pages.values():
            if isinstance(page, AfterField | EveryField | SeveralField):
                page.say_calendars(words)

    def inputs(self) -> list[QWidget]:
        return [self.form, *(each for page in self.pages.values() for each in page.inputs())]

    def mark(self, invalid: QWidget | None) -> None:
        page = self.pages.get(self.form_name)
        shown = self.form if invalid is self and page is None else invalid
        for each in self.pages.values():
            each.mark(each if shown is self and each is page else shown)

    def _chosen(self) -> None:
        self._show_page()
        self.changed.emit()

    def _show_page(self) -> None:
        for name, page in self.pages.items():
            page.setVisible(name == self.form_name)
