"""The list of a review: it scrolls, and its rows are as high as their reasons are long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from ui.frame.theme import Theme
from ui.moves.model import MovesModel
from ui.moves.paint import MovesDelegate
from ui.moves.words import spoken
from ui.widgets.menuplace import index_asked


class MovesList(QListView):
    """Shows a :class:`MovesModel`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.shown = MovesModel(self)
        self._delegate = MovesDelegate(theme, self, self.shown)
        self.setModel(self.shown)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("What moves")
        self.setObjectName("moves.list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of rows are measured as they are scrolled to.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; }")

    def set_theme(self, theme: Theme) -> None:
        self._delegate = MovesDelegate(theme, self, self.shown)
        self.setItemDelegate(self._delegate)

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

    def height_for(self, width: int, most: int) -> int:
        """The height that the rows need at a width, as far as ``most``."""
        return self._delegate.height_for(width, most)
