"""A place in a column that holds one widget at a time, and takes no room while it holds none."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.frame.theme import Theme


class WidgetSlot(QWidget):
    """Hidden while it is empty. What is taken out is handed back to its owner, not deleted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, margins: bool = True) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        edge = theme.space.view
        self._column.setContentsMargins(*((edge, 10, edge, 2) if margins else (0, 0, 0, 0)))
        self.hide()

    @property
    def held(self) -> QWidget | None:
        """What it holds now."""
        item = self._column.itemAt(0)
        return item.widget() if item else None

    def show_widget(self, widget: QWidget | None) -> None:
        """Hold another widget, or none."""
        item = self._column.takeAt(0)
        held = item.widget() if item else None
        if held is not None:
            held.hide()
        if widget is not None:
            self._column.addWidget(widget)
            widget.show()
        self.setVisible(widget is not None)
