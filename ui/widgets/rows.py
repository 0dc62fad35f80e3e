"""Rows of buttons whose buttons change."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QPushButton


def clear_layout(row: QLayout) -> None:
    """Take everything out of a row and delete its widgets."""
    while (item := row.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def layout_buttons(row: QLayout) -> list[QPushButton]:
    """The buttons of a row, in their order."""
    items = (row.itemAt(place) for place in range(row.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if isinstance(widget, QPushButton)]
