"""The ring around the current row of a list, which is shown while the keyboard is used."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

KEYBOARD_FOCUS: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""The reasons for which the keyboard brings the focus."""
GIVEN_FOCUS: Final = (*KEYBOARD_FOCUS, Qt.FocusReason.OtherFocusReason)
"""The same, and the focus that another part of the view hands on."""


class RingPainter(Protocol):
    """A delegate that paints the ring at the row ``ringed``, and nowhere at -1."""

    ringed: int


class RowRing:
    """Tells the delegate of a list which row has the ring. The list says when the keyboard is used."""

    def __init__(self, view: QAbstractItemView, delegate: RingPainter) -> None:
        self._view = view
        self._delegate = delegate
        self.by_keyboard = False

    def show(self) -> None:
        """Put the ring around the current row, or take it away where the keyboard is elsewhere."""
        view = self._view
        row = view.currentIndex().row() if self.by_keyboard and view.hasFocus() else -1
        if row != self._delegate.ringed:
            self._delegate.ringed = row
            view.viewport().update()
