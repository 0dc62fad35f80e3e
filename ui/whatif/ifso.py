"""What the inspector says of a record while something is supposed: how it would stand, below how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.frame.standing import word_of_key
from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.whatif.words import LEAD, Otherwise
from ui.widgets.elided import plain_tooltip
from ui.widgets.standing_chip import StandingChip

_EDGE = 3


class IfSo(QWidget):
    """On the accent's ground, so that nobody takes it for how things stand."""

    def __init__(self, theme: Theme, otherwise: Otherwise) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("inspector.ifso")
        self.setToolTip(plain_tooltip(f"{LEAD}. Everything else here is the docket as it stands."))
        lead = QLabel(f"If so, on {otherwise.on}" if otherwise.on else "If so")
        lead.setTextFormat(Qt.TextFormat.PlainText)
        lead.setFont(theme.font("small", 600))
        lead.setProperty("role", "accent")
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(lead, 0, Qt.AlignmentFlag.AlignVCenter)
        said = [word_of_key(otherwise.key)] if otherwise.key else []
        if otherwise.key:
            chip = StandingChip(theme)
            chip.show_standing(otherwise.key, said[0], otherwise.share)
            first.addWidget(chip)
            first.addWidget(plain(theme, otherwise.due, "small", "first"), 1)
        else:
            first.addWidget(plain(theme, otherwise.why, "small", "second"), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE + 9, 7, 9, 7)
        whole.setSpacing(4)
        whole.addLayout(first)
        if otherwise.key:
            whole.addWidget(plain(theme, otherwise.why, "small", "second"))
        self.setAccessibleName(" ".join([f"{lead.text()}:", *said, otherwise.due, otherwise.why]))

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of what is supposed, as in the banner."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.accent.soft)
        painter.fillRect(0, 0, _EDGE, self.height(), self._theme.accent.base)
