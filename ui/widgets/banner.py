"""The two bars that speak: one says that another day is shown, one says what went wrong and what was kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.elided import ElidedLabel
from ui.widgets.icons import icon
from ui.widgets.rows import clear_layout, layout_buttons
from ui.widgets.text import text

_DAY_HEIGHT = 34
_EDGE = 3


class DayBanner(QWidget):
    """A bar of accent across the top: "Not today: ...", with the way back. Emits `left()`."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_DAY_HEIGHT)
        self._lead = QLabel()
        self._lead.setTextFormat(Qt.TextFormat.PlainText)
        self._lead.setFont(theme.font("strong"))
        self._lead.setProperty("role", "on_accent")
        self._words = ElidedLabel(theme, ink="on_accent")
        self.back = QPushButton()
        self.back.setProperty("role", "link_on_accent")
        self.back.setCursor(Qt.CursorShape.PointingHandCursor)
        self.back.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space.view, 0, theme.space.view, 0)
        row.setSpacing(4)
        row.addWidget(self._lead)
        row.addWidget(self._words, 1)
        row.addSpacing(theme.space.view)
        row.addWidget(self.back)
        self.say("Not today:", "", "Back to today")

    def say(self, lead: str, words: str, back: str = "Back to today") -> None:
        """Show the first words in bold, the sentence after them, and the words of the way back."""
        self._lead.setText(lead)
        self._words.set_text(words)
        self.back.setText(back)
        self.setAccessibleName(f"{lead} {words}")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.accent.base)


class MessageBar(QWidget):
    """Says what happened, what was kept, and what can be done. Hidden until `report`.

    An action emits `acted(key)`; the cross at the right closes the bar.
    """

    acted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.happened = text(theme, "", "strong")
        self.kept = text(theme, role="second")
        for label in (self.happened, self.kept):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setAccessibleName("Close this message")
        self.close_button.setToolTip("Close this message")
        self.close_button.clicked.connect(self.hide)
        self._links = QHBoxLayout()
        self._links.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.happened)
        words.addWidget(self.kept)
        words.addLayout(self._links)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE + 13, 4, 4, 4)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def report(self, happened: str, kept: str = "", actions: Sequence[tuple[str, str]] = ()) -> None:
        """Show a failure: one sentence, what is safe, and actions as keys and words. Screen readers are told."""
        self.happened.setText(happened)
        self.kept.setText(kept)
        self.kept.setVisible(bool(kept))
        clear_layout(self._links)
        for key, word in actions:
            self._links.addWidget(self._link(key, word))
        self._links.addStretch(1)
        self.setAccessibleName(f"{happened} {kept}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def links(self) -> list[QPushButton]:
        """The actions shown now, in their order."""
        return layout_buttons(self._links)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Ink, not red: red is the colour of a standing.
        QPainter(self).fillRect(0, 0, _EDGE, self.height(), self._theme.text.first)

    def _link(self, key: str, word: str) -> QPushButton:
        return link(word, act=lambda: self.acted.emit(key))
