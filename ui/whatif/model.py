"""The comparison as the rows of a list: each effect under its head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.changes.model import ChangesModel
from ui.whatif.words import Compared, rows_under_heads


class ComparedModel(ChangesModel):
    """What would stand otherwise."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.compared: tuple[Compared, ...] = ()
        self.rows: Sequence[Compared | str] = ()

    def show_rows(self, compared: tuple[Compared, ...]) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.compared, self.rows = compared, tuple(rows_under_heads(compared))
        self.endResetModel()

    def spoken(self, row: Compared) -> str:
        return row.spoken
