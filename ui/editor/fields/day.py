"""Days typed as people write them, or picked from a month; and days with the source's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from model.days.iso import FIRST_DAY, LAST_DAY, read_day
from model.days.wording import say_day
from model.errors import DayError
from model.record.day import Day
from ui.editor.fields.field import Field, UnreadField, WordsEdit, column, line, part
from ui.frame.theme import Theme
from ui.widgets.icons import icon
from ui.widgets.monthcalendar import MonthCalendar
from ui.widgets.popover import Popover

Today = Callable[[], date]

WIDTH = 188


class DayEdit(QLineEdit):
    """A day in a line: ISO, "2 Dec 1996", "today"; arrows and a month to pick from. Shown as "Mon 2 Dec 1996"."""

    def __init__(self, theme: Theme, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self.setPlaceholderText("e.g. 2 Dec 1996")
        self.setFixedWidth(theme.at_size(WIDTH))
        self._pick = QAction(icon("calendar", "third"), "Choose from a month (Alt+Down)", self)
        self._pick.triggered.connect(self.open_month)
        self.addAction(self._pick, QLineEdit.ActionPosition.TrailingPosition)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def day(self) -> date | None:
        """The day that is typed, None where nothing is.

        Raises :class:`UnreadField` with the question to answer.
        """
        text = self.text().strip()
        if not text:
            return None
        try:
            return read_day(text, self._today())
        except DayError as error:
            raise UnreadField(str(error), self) from error

    def show_day(self, day: date | None) -> None:
        self.setText(say_day(day) if day else "")
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._settle()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_month()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isReadOnly():
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def open_month(self) -> None:
        """Open a month to pick from, at the day that stands here or at today."""
        month = MonthCalendar(self._theme)
        month.show_day(self._known() or self._today(), self._today())
        card = Popover(self._theme, self)
        card.body.addWidget(month)
        month.picked.connect(lambda day: self._take(card, day))
        card.closed.connect(card.deleteLater)
        card.open_under(self)
        month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, card: Popover, day: date) -> None:
        if card.is_open:
            self._put(day)
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            card.close_card()

    def _step(self, days: int) -> None:
        known = self._known()
        moved = known.toordinal() + days if known else self._today().toordinal()
        if FIRST_DAY.toordinal() <= moved <= LAST_DAY.toordinal():
            self._put(date.fromordinal(moved))

    def _put(self, day: date) -> None:
        self.show_day(day)
        self.textEdited.emit(self.text())

    def _known(self) -> date | None:
        try:
            return self.day()
        except UnreadField:
            return None

    def _settle(self) -> None:
        """Say what was understood, weekday first."""
        known = self._known()
        if known is not None and self.text() != say_day(known):
            self.show_day(known)


class DayField(Field):
    """A day, or none."""

    def __init__(self, theme: Theme, name: str, today: Today) -> None:
        super().__init__(theme, name)
        self.edit = DayEdit(theme, today)
        self.edit.setObjectName(f"{name}.day")
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        column(self).addWidget(self.edit)

    def value(self) -> date | None:
        return self.edit.day()

    def show_value(self, value: date | None) -> None:
        self.edit.show_day(value)

    def inputs(self) -> list[QWidget]:
        return [self.edit]


class NeededDayField(DayField):
    """A day that may not be left out."""

    def value(self) -> date:
        day = super().value()
        if day is None:
            raise UnreadField("Write the day, such as 2 Dec 1996.", self.edit)
        return day


class SourceDayField(Field):
    """A day, with the words of the source where it is not exact."""

    def __init__(
        self, theme: Theme, name: str, today: Today, placeholder: str = "its own words, where not exact"
    ) -> None:
        super().__init__(theme, name)
        self.edit = DayEdit(theme, today)
        self.words = WordsEdit(theme, placeholder)
        part(self.edit, f"{name}.day", "day")
        part(self.words, f"{name}.words", "words of the source")
        for each in (self.edit, self.words):
            each.textEdited.connect(lambda _: self.changed.emit())
        column(self).addLayout(line(self.edit, self.words, theme=theme))

    def value(self) -> Day | None:
        day, words = self.edit.day(), self.words.text().strip()
        if day is None and words:
            raise UnreadField(f"“{words}” needs the day that it counts from, such as 31 Jul 1996.", self.edit)
        return Day(on=day, words=words) if day else None

    def show_value(self, value: Any) -> None:
        self.edit.show_day(value.on if value else None)
        self.words.show_words(value.words if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.edit, self.words]
