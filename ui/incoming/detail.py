"""Beside the table: all that the file says of one entry, and what is to be looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from model.days.wording import say_day
from ui.frame.theme import Theme
from ui.incoming.model import ProposalRow
from ui.incoming.words import KINDS, held_sentence
from ui.inspector.flow import plain
from ui.widgets.smallcaps import SectionHead

WIDTH = 300
MOST_NOTES = 2_000
"""Characters of the notes that are shown here; the record holds them all."""


class ProposalDetail(QScrollArea):
    """Shows one row, and is made again for each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._look = theme
        self.setObjectName("import.detail")
        self.setAccessibleName("What the file says")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_row(None)

    def show_row(self, row: ProposalRow | None) -> None:
        """Show a row, or that none is chosen."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(4)
        if row is None:
            column.addWidget(plain(self._look, "Choose a row to see what the file says of it.", "body", "third"))
        else:
            self._fill(column, row)
        column.addStretch(1)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _fill(self, column: QVBoxLayout, row: ProposalRow) -> None:
        look, proposal = self._look, row.proposal
        column.addWidget(
            plain(look, f"{KINDS[proposal.component]}, line {proposal.line:,} of the file", "small", "third")
        )
        column.addWidget(plain(look, proposal.title, "subtitle"))
        day = say_day(proposal.day) if proposal.day else "No day stated"
        column.addWidget(plain(look, f"{day}{f', {row.when}' if row.when else ''}"))
        if proposal.tags:
            column.addWidget(plain(look, f"Tags: {', '.join(proposal.tags)}", "small", "second"))
        if proposal.confidential:
            column.addWidget(plain(look, "Confidential in the file, and so on the docket.", "small", "second"))
        self._add_section(column, "To look at", (held_sentence(proposal, row.ref), *proposal.warnings))
        notes = proposal.notes if len(proposal.notes) <= MOST_NOTES else f"{proposal.notes[:MOST_NOTES]}…"
        self._add_section(column, "Notes", notes.split("\n"))

    def _add_section(self, column: QVBoxLayout, name: str, lines: tuple[str, ...] | list[str]) -> None:
        shown = [line for line in lines if line.strip()]
        if not shown:
            return
        column.addWidget(SectionHead(self._look, name))
        for line in shown:
            column.addWidget(plain(self._look, line, "small"))
