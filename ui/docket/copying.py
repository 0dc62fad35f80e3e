"""A table on the clipboard: as text for a spreadsheet, and as a table for a letter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.docket.reading import cells_as_html, cells_as_text


def copy_table(lines: Sequence[Sequence[str]]) -> None:
    """Put lines of cells, the heads first, on the clipboard."""
    data = QMimeData()
    data.setText(cells_as_text(lines))
    data.setHtml(cells_as_html(lines))
    QGuiApplication.clipboard().setMimeData(data)
