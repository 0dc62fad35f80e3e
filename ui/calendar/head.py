"""The head of the calendar: the month, the way back and on, and what is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.docket.headbar import HeadButton
from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.icons import icon

_PAD = 8
_ARROW = 28


class CalendarHead(QWidget):
    """Title and arrows at the left, buttons at the right."""

    turned = Signal(int)
    """So many months on or back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.height.view_head)
        self._title = ElidedLabel(theme, "Calendar", font="view")
        self._more = ElidedLabel(theme, font="body", ink="second")
        self.before = self._arrow("chevron-left", "Month before", "PgUp")
        self.after = self._arrow("chevron-right", "Month after", "PgDown")
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self.back_button = HeadButton(theme, "To the day looked at")
        self.print_button = HeadButton(theme, "Print", icon="print", menu=True)
        self.mode_button = HeadButton(theme, "Month", menu=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space.view, 2, theme.space.view - _PAD, 0)
        row.setSpacing(2)
        row.addWidget(self._title)
        row.addSpacing(10)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addSpacing(10)
        row.addWidget(self._more, 1)
        for button in (self.back_button, self.print_button, self.mode_button):
            row.addWidget(button)
            row.addSpacing(4)

    def _arrow(self, name: str, words: str, key: str) -> QToolButton:
        made = QToolButton(self)
        made.setIcon(icon(name))
        made.setIconSize(QSize(18, 18))
        made.setToolTip(f"{words} ({key})")
        made.setAccessibleName(words)
        made.setFixedSize(_ARROW, _ARROW)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    @property
    def title(self) -> str:
        """The month that is named."""
        return self._title.text

    def say(self, title: str, more: str, *, back: bool, back_words: str) -> None:
        """Name the month, and what ``more`` is to be said; ``back``: the day looked at lies elsewhere."""
        self._title.set_text(title)
        self._more.set_text(more)
        self.back_button.say(back_words)
        self.back_button.setVisible(back)
