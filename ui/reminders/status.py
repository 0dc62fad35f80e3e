"""When reminders were last looked at, when the next one rings, and what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.reminders.desktop.background import Background
from ui.reminders.service import ReminderService
from ui.reminders.words import remark_words, when_words
from ui.widgets.buttons import link
from ui.widgets.icons import icon
from ui.widgets.rows import clear_layout
from ui.widgets.text import text

READ_ONLY = "This docket is open for reading only: what you acknowledge or snooze is forgotten when it is closed."
UNWRITTEN = "The docket’s file cannot be written now. What you acknowledge is held, and written as soon as it can be."


class StatusLines(QWidget):
    """When it was last looked, as in “Last checked today at 10:42”, the way to look again, and warnings."""

    checkAsked = Signal()

    def __init__(
        self, theme: Theme, service: ReminderService, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = theme
        self._service = service
        self._background = background
        self.checked = _selectable(theme, "strong", "first")
        self.more = _selectable(theme, "small", "second")
        self.check_button = link("Check now")
        self.check_button.clicked.connect(self.checkAsked)
        first = QHBoxLayout()
        first.setSpacing(14)
        first.addWidget(self.checked)
        first.addWidget(self.check_button)
        first.addStretch(1)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self.more)
        column.addLayout(self._warnings)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What stands in the way of reminders, and what the clock did."""
        service = self._service
        found = [] if service.remembers or service.last_checked is None else [READ_ONLY]
        found += [] if service.is_whole else [UNWRITTEN]
        return (*found, *(remark_words(one) for one in reversed(service.remarks)))

    def refresh(self) -> None:
        """Say how it stands now."""
        service, now = self._service, self._service.now
        last = service.last_checked
        self.checked.setText(f"Last checked {when_words(last, now)}" if last else "Not checked yet")
        self.check_button.setVisible(last is not None)
        self.more.setText(self._more())
        self._show_warnings()

    def _more(self) -> str:
        service = self._service
        if not service.reminds:
            return "Duly looks every 30 seconds all the same, so that a test reminder comes."
        rings = f"The next one rings {when_words(service.next_at, service.now)}." if service.next_at else ""
        said = ("Duly looks every 30 seconds while it runs.", rings, self._background.words)
        return " ".join(filter(None, said))

    def _show_warnings(self) -> None:
        shown = self.warnings
        if self._warnings.count() == len(shown) and self._warnings.property("shown") == shown:
            return
        self._warnings.setProperty("shown", shown)
        clear_layout(self._warnings)
        for words in shown:
            self._warnings.addWidget(_warning(self._look, words))


def _selectable(theme: Theme, font: str, role: str) -> QLabel:
    label = text(theme, "", font, role, wraps=font == "small")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _warning(theme: Theme, words: str) -> QWidget:
    """Ink, not red: red is the colour of a standing."""
    held = QWidget()
    sign = QLabel()
    sign.setPixmap(icon("warning", "first").pixmap(16, 16))
    label = _selectable(theme, "small", "first")
    label.setText(words)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 2, 0, 0)
    row.setSpacing(7)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    held.setAccessibleName(words)
    return held
