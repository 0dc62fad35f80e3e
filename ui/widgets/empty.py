"""What stands where nothing is yet: what is missing, what to do, and the buttons that do it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.widgets.rows import clear_layout, layout_buttons
from ui.widgets.wraplabel import WrapLabel


class EmptyState(QWidget):
    """A heading, a sentence and buttons. The first button is the primary one; each emits `asked(key)`."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = WrapLabel()
        self.heading.setFont(theme.font("subtitle"))
        self.sentence = WrapLabel()
        self.sentence.setProperty("role", "second")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 6, 0, 0)
        self._row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addLayout(self._row)
        column.addStretch(1)

    def say(self, heading: str, sentence: str, buttons: Sequence[tuple[str, str]] = ()) -> None:
        """Show what is missing and what to do; `buttons` are keys and words."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{heading} {sentence}")
        clear_layout(self._row)
        for place, (key, word) in enumerate(buttons):
            self._row.addWidget(self._button(key, word, primary=place == 0))
        self._row.addStretch(1)

    def buttons(self) -> list[QPushButton]:
        """The buttons shown now, in their order."""
        return layout_buttons(self._row)

    def _button(self, key: str, word: str, primary: bool) -> QPushButton:
        button = QPushButton(word)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self.asked.emit(key))
        return button
