"""The list of a review."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from ui.changes.list import ChangesList
from ui.frame.theme import Theme
from ui.moves.model import MovesModel
from ui.moves.paint import MovesDelegate
from ui.moves.words import spoken
from ui.widgets.menuplace import index_asked


class MovesList(ChangesList):
    """Shows a :class:`MovesModel`."""

    delegate_class = MovesDelegate

    def __init__(self, theme: Theme) -> None:
        self.shown = MovesModel()
        super().__init__(theme, self.shown, "moves.list", "What moves")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """While a change waits to be confirmed nothing else is begun: what moves can be copied."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy as text").triggered.connect(lambda _=False: self.copy())
        menu.popup(index_asked(self, event)[1])

    def copy(self) -> None:
        """Put what moves on the clipboard, a line a record."""
        said = (f"\n{row}" if isinstance(row, str) else spoken(row) for row in self.shown.rows)
        QGuiApplication.clipboard().setText("\n".join(said).strip() + "\n")
