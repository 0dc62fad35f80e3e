"""A list of changes: it scrolls, and its rows are as high as their reasons are long."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from ui.changes.model import ChangesModel
from ui.changes.paint import ChangesDelegate
from ui.frame.theme import Theme


class ChangesList(QListView):
    """Shows a :class:`ChangesModel` by the delegate that the heirs name."""

    delegate_class: ClassVar[type[ChangesDelegate]]

    def __init__(self, theme: Theme, model: ChangesModel, name: str, spoken: str) -> None:
        super().__init__()
        model.setParent(self)
        self._model = model
        self.setModel(model)
        self.set_theme(theme)
        self.setAccessibleName(spoken)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Thousands of rows are measured as they are scrolled to.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView { background: transparent; }")

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._delegate = self.delegate_class(theme, self, self._model)
        self.setItemDelegate(self._delegate)

    def height_for(self, width: int, most: int) -> int:
        """The height that the rows need at a width, as far as ``most``."""
        return self._delegate.height_for(width, most)
