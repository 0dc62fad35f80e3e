"""A field with its label beside it, a hint below, and what is wrong with it: in ink, not in red."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.editor.field import Field, hint
from ui.theme import Theme

LABEL = 132


class FormRow(QWidget):
    """Label, field, hint and problem. ``wide`` sets the label above the field."""

    def __init__(
        self, theme: Theme, label: str, field: Field, words: str = "", wide: bool = False, label_width: int = LABEL
    ) -> None:
        super().__init__()
        self.field = field
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setFont(theme.font("body"))
        self.label.setProperty("role", "second")
        self.label.setWordWrap(True)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setFont(theme.font("small", 600))
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.note = hint(theme, "")
        self.note.setFont(theme.font("small"))
        self.note.setProperty("role", "second")
        self.note.hide()
        field.set_label(label)
        reached = field.inputs()
        if reached:
            self.label.setBuddy(reached[0])
        self._lay_out(hint(theme, words) if words else None, wide, label_width)

    def _lay_out(self, words: QLabel | None, wide: bool, label_width: int) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addWidget(self.field)
        right.addWidget(self.problem)
        right.addWidget(self.note)
        if words is not None:
            right.addWidget(words)
        if wide:
            whole = QVBoxLayout(self)
            whole.setSpacing(5)
            whole.addWidget(self.label)
            whole.addLayout(right)
        else:
            beside = QHBoxLayout(self)
            beside.setSpacing(12)
            self.label.setFixedWidth(label_width)
            self.label.setContentsMargins(0, 6, 0, 0)
            beside.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
            beside.addLayout(right, 1)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def message(self) -> str:
        """What is shown to be wrong."""
        return self.problem.text()

    def show_note(self, words: str) -> None:
        """Say what the field comes to; nothing hides it."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def show_problem(self, message: str, where: QWidget | None = None) -> None:
        """Say what is wrong, and mark the input that it is about; nothing clears both."""
        self.problem.setText(message)
        self.problem.setVisible(bool(message))
        self.field.mark((where or self.field) if message else None)
        for each in self.field.inputs():
            each.setAccessibleDescription(message)
