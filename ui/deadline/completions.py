"""The list that opens under the notation: what can come next. The keyboard stays in the line above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from model.days.notation import Completion
from ui.editor.fields.candidates import Candidate
from ui.editor.fields.suggestions import Suggestions
from ui.frame.theme import Theme


class Completions(Suggestions):
    """Opens with nothing chosen, so that Enter keeps what was typed until somebody goes down."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(theme, owner)
        self.view.setAccessibleName("What can come next")

    def show_offers(self, offers: Sequence[Completion]) -> None:
        """Open with these, or close where there are none."""
        self.offer([Candidate(one.text, "notation", "", one.label) for one in offers])
        self.view.selectionModel().clear()

    def move_by(self, rows: int) -> None:
        """Go up or down; the first step down goes to the first, the first step up to the last."""
        if self.current is None:
            count = len(self.rows)
            row = 0 if rows > 0 else count - 1
            self.view.setCurrentIndex(self.view.model().index(row, 0))
        else:
            super().move_by(rows)
