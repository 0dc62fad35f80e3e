"""The line in which a deadline is typed: it marks where it can't be read, and what can come next opens under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QHideEvent, QKeyEvent, QMoveEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from model.days.notation import Completion
from ui.editor.fields.candidates import Candidate
from ui.editor.fields.suggestions import Suggestions
from ui.frame.theme import Theme


class Completions(Suggestions):
    """Opens with nothing chosen, so that Enter keeps what was typed until somebody goes down."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(theme, owner)
        self.view.setAccessibleName("What can come next")

    def show_offers(self, offers: Sequence[Completion]) -> None:
        """Open with these, or close where there are none."""
        self.offer([Candidate(one.text, "notation", "", one.label) for one in offers])
        self.view.selectionModel().clear()

    def move_by(self, rows: int) -> None:
        """Go up or down; the first step down goes to the first, the first step up to the last."""
        if self.current is None:
            count = len(self.rows)
            row = 0 if rows > 0 else count - 1
            self.view.setCurrentIndex(self.view.model().index(row, 0))
        else:
            super().move_by(rows)


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
_LEAST_MARK = 6


class NotationEdit(QLineEdit):
    """Down opens the list or goes down in it, Tab and Enter take, Escape closes it; Ctrl+Z takes back what was taken.

    ``asked`` is emitted for Down where there is no list to open, ``settled`` for Enter where nothing is taken,
    ``left`` when the keyboard goes elsewhere.
    """

    asked = Signal()
    settled = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._offers: Sequence[Completion] = ()
        self._list: Completions | None = None
        self._at = -1
        self._finished = False

    @property
    def is_open(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> list[str]:
        """What the list offers now, as it is worded."""
        return [one.title for one in self._list.rows] if self._list is not None and self.is_open else []

    def put(self, text: str) -> None:
        """Replace everything by ``text``, so that Ctrl+Z brings back what was typed."""
        self.selectAll()
        self.insert(text)

    def show_offers(self, offers: Sequence[Completion], *, finished: bool) -> None:
        """What can come next. The list opens where the word being typed can be completed, or something is missing."""
        self._offers, self._finished = offers, finished
        if self.hasFocus() and offers and self._is_wanted():
            self._open()
        else:
            self.close_list()

    def mark_at(self, place: int) -> None:
        """Underline from the character that can't be read; -1 for none."""
        if place != self._at:
            self._at = place
            self.update()

    def close_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def _is_wanted(self) -> bool:
        if not self.text().strip():
            return False
        return not self._finished or any(self.completes(one.text) for one in self._offers)

    def completes(self, whole: str) -> bool:
        """Whether an offer goes on within the word being typed."""
        typed = self.text()
        rest = whole[len(typed) :]
        return whole.casefold().startswith(typed.casefold()) and rest[:1].isalnum() and typed[-1:].isalnum()

    def _open(self) -> None:
        if self._list is None:
            self._list = Completions(self._theme, self)
            self._list.taken.connect(self._take)
        self._list.show_offers(self._offers)

    def _take(self, one: Candidate) -> None:
        self.close_list()
        self.put(one.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers():
            self._go(_STEPS[key])
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is offered while something is missing, or what was gone down to; else it goes on."""
        if forward and self.is_open and self._list is not None:
            chosen = self._list.current
            if chosen is None and not self._finished:
                chosen = self._list.rows[0]
            if chosen is not None:
                self._take(chosen)
                return True
        return super().focusNextPrevChild(forward)

    def _go(self, rows: int) -> None:
        if self.is_open and self._list is not None:
            self._list.move_by(rows)
        elif rows == 1 and self._offers:
            self._open()
            if self._list is not None:
                self._list.move_by(1)
        elif rows == 1:
            self.asked.emit()

    def _enter(self) -> None:
        chosen = self._list.current if self._list is not None and self.is_open else None
        if chosen is not None:
            self._take(chosen)
        else:
            self.close_list()
            self.settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_list()
        super().focusOutEvent(event)
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.close_list()
        super().hideEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.close_list()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not 0 <= self._at < len(self.text()):
            return
        metrics = QFontMetricsF(self.font())
        text = self.text()
        end = next((at for at in range(self._at, len(text)) if text[at].isspace() and at > self._at), len(text))
        # Where the text stands is known from the cursor: the line may be scrolled.
        start = self.cursorRect().center().x() - metrics.horizontalAdvance(text[: self.cursorPosition()])
        left = start + metrics.horizontalAdvance(text[: self._at])
        wide = max(metrics.horizontalAdvance(text[self._at : end]), _LEAST_MARK)
        room = QRectF(self.rect()).adjusted(9, 0, -9, 0)
        line = QRectF(left, (self.height() + metrics.height()) / 2 - 1, wide, 2).intersected(room)
        QPainter(self).fillRect(line, self._theme.text.first)
