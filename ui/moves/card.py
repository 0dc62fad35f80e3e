"""The card of a review: what the change is, what it moves, and the two ways on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from model.ledger.edit import Preview
from model.outlook.changes.moves import Move
from ui.changes.paint import EDGE
from ui.changes.placing import place_by_rows
from ui.frame.theme import Theme
from ui.moves.list import MovesList
from ui.moves.words import HINT, LOOKING, WAITING_HINT, confirm_words, heading, origin_words, summary
from ui.widgets.popover import Popover
from ui.widgets.smallcaps import Hairline
from ui.widgets.text import text
from ui.widgets.workbar import WorkBar

WIDTH = 780
_SCROLLING = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class MovesCard(Popover):
    """Emits ``confirmed()``. However else it closes, the change is not made: Escape, Cancel, a press elsewhere."""

    confirmed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self._look = theme
        self.setObjectName("moves")
        self._build()
        self.closed.connect(self.deleteLater)

    # -------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        self.heading = text(self._look, "", "subtitle")
        self.what = text(self._look, "", "body", "second")
        self.summary = text(self._look, "", "body")
        self.note = text(self._look, "", "small", "error")
        self.work = WorkBar(self._look)
        self.work.cancel.hide()
        self.list = MovesList(self._look)
        head = QVBoxLayout()
        head.setContentsMargins(EDGE, 16, EDGE, 12)
        head.setSpacing(2)
        for each in (self.heading, self.what, self.summary, self.note, self.work):
            head.addWidget(each)
        self._lines = (Hairline(self._look), Hairline(self._look))
        self.body.addLayout(head)
        self.body.addWidget(self._lines[0])
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._lines[1])
        self.body.addLayout(self._feet())

    def _feet(self) -> QHBoxLayout:
        self.confirm_button = QPushButton("Confirm")
        self.confirm_button.setObjectName("moves.confirm")
        self.confirm_button.setProperty("role", "primary")
        self.confirm_button.clicked.connect(self.confirmed)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setObjectName("moves.cancel")
        self.cancel_button.clicked.connect(self.close_card)
        self.hint = text(self._look, "", "small", "third")
        self.hint.setWordWrap(False)
        feet = QHBoxLayout()
        feet.setContentsMargins(EDGE, 12, EDGE, 14)
        feet.setSpacing(8)
        for button in (self.confirm_button, self.cancel_button):
            button.setAutoDefault(False)
            feet.addWidget(button)
        feet.addStretch(1)
        feet.addWidget(self.hint)
        return feet

    # ------------------------------------------------------------------------------------------ content

    def show_looking(self) -> None:
        """Say that the dates are being worked out; there is nothing to confirm yet."""
        self._say(LOOKING, "", "", "")
        self.work.show_progress("Working out every date as it would be", 0, 0)
        self.work.show()
        self._show_rows(shown=False)
        self.confirm_button.setEnabled(False)
        self.hint.setText(WAITING_HINT)
        self._place()
        self.cancel_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_moves(self, moves: tuple[Move, ...], preview: Preview, day: date | None = None, note: str = "") -> None:
        """Show what the change moves, on ``day`` where that is not today; ``note`` says why it is another list."""
        edit, docket = preview
        self.work.hide()
        self._say(heading(moves), f"{edit.label}.", summary(docket, moves, day), note)
        self.list.shown.show_moves(moves, docket, origin_words(edit, docket))
        self._show_rows(shown=bool(moves))
        self.confirm_button.setText(confirm_words(moves))
        self.confirm_button.setEnabled(True)
        self.hint.setText(HINT)
        self._place()
        self.confirm_button.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def moves(self) -> tuple[Move, ...]:
        """What the rows show."""
        return self.list.shown.moves

    def _say(self, head: str, what: str, more: str, note: str) -> None:
        for label, words in ((self.heading, head), (self.what, what), (self.summary, more), (self.note, note)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(head)

    def _show_rows(self, *, shown: bool) -> None:
        for each in (self.list, *self._lines):
            each.setVisible(shown)

    def _place(self) -> None:
        place_by_rows(self, self.list, self.list.height_for, WIDTH)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._look = theme

    # ---------------------------------------------------------------------------------------- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what has the keyboard, the first press of it only; the keys of the list work from anywhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = self.focusWidget()
            if isinstance(held, QPushButton) and held.hasFocus() and not event.isAutoRepeat():
                held.click()
        elif event.key() in _SCROLLING and not self.list.hasFocus():
            self._scroll(event.key())
        else:
            super().keyPressEvent(event)

    def _scroll(self, key: int) -> None:
        bar = self.list.verticalScrollBar()
        page = bar.pageStep()
        by = {Qt.Key.Key_Up: -40, Qt.Key.Key_Down: 40, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        at = Qt.Key(key)
        bar.setValue(ends[at] if at in ends else bar.value() + by[at])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere goes back, and is no press on what lies there."""
        was_open = self.is_open
        super().eventFilter(watched, event)
        return was_open and not self.is_open
