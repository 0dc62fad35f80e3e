"""The list of a review: it scrolls, and its rows are as high as their reasons are long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ui.moves.model import MovesModel
from ui.moves.paint import MovesDelegate
from ui.theme import Theme


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

    def height_for(self, width: int, most: int) -> int:
        """The height that the rows need at a width, as far as ``most``."""
        return self._delegate.height_for(width, most)
