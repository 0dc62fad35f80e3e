"""A field with its label beside it, a hint below, and what is wrong with it: in ink, not in red."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.editor.fields.field import Field, hint
from ui.frame.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.wraplabel import WrapLabel

LABEL = 132


class FormRow(QWidget):
    """Label, field, hint and problem. One that stands ``alone`` in its section needs no label beside its head."""

    mended = Signal()
    """The way out that was offered beside a problem was taken."""

    def __init__(
        self, theme: Theme, label: str, field: Field, words: str = "", alone: bool = False, label_width: int = LABEL
    ) -> None:
        super().__init__()
        self._theme = theme
        self.field = field
        self._message = ""
        self.label = WrapLabel(label)
        self.label.setFont(theme.font("body"))
        self.label.setProperty("role", "second")
        self.problem = self._make_problem()
        self.note = hint(theme, "")
        self.note.setFont(theme.font("small"))
        self.note.setProperty("role", "second")
        self.note.hide()
        self.mend_button = link("", f"{field.objectName()}.mend")
        self.mend_button.clicked.connect(self.mended)
        self.mend_button.hide()
        field.set_label(label)
        reached = field.inputs()
        if reached:
            self.label.setBuddy(reached[0])
        self._lay_out(hint(theme, words) if words else None, alone, label_width)

    def _make_problem(self) -> QLabel:
        made = WrapLabel()
        made.setFont(self._theme.font("small", 600))
        made.setProperty("role", "error")
        made.hide()
        return made

    def _lay_out(self, words: QLabel | None, alone: bool, label_width: int) -> None:
        right = self._right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addWidget(self.field)
        right.addWidget(self.problem)
        right.addWidget(self.mend_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.note)
        if words is not None:
            right.addWidget(words)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        self.label.setFixedWidth(self._theme.at_size(label_width))
        self.label.setContentsMargins(0, 6, 0, 0)
        if alone:
            self.label.setParent(self)
            self.label.hide()
        else:
            beside.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def message(self) -> str:
        """What is shown to be wrong."""
        return self._message

    def show_note(self, words: str) -> None:
        """Say what the field comes to; nothing hides it."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def offer_mend(self, words: str) -> None:
        """Offer a way out of the problem that is shown, as a link; nothing hides it."""
        self.mend_button.setText(words)
        self.mend_button.setVisible(bool(words))

    def show_problem(self, message: str, where: QWidget | None = None) -> None:
        """Say what is wrong, and mark the input that it is about; nothing clears both."""
        self._message = message
        if not isValid(self.problem):  # it stood in a part that was taken out
            self.problem = self._make_problem()
            self._right.insertWidget(1, self.problem)
        if message:
            self._put_under(where or self.field)
        self.problem.setText(message)
        self.problem.setVisible(bool(message))
        self.field.mark((where or self.field) if message else None)
        for each in self.field.inputs():
            each.setAccessibleDescription(message)

    def _put_under(self, where: QWidget) -> None:
        """A field of several lines says what is wrong under the line that it is about."""
        layout: QLayout | None = self._right
        parent = where.parentWidget()
        if where is not self.field and parent is not None and isinstance(parent.layout(), QVBoxLayout):
            layout = parent.layout()
        items = range(layout.count()) if isinstance(layout, QVBoxLayout) else range(0)
        if isinstance(layout, QVBoxLayout):
            place = next((row for row in items if _holds(layout.itemAt(row), where)), 0)
            standing = layout.indexOf(self.problem)
            if standing != place + 1:
                self._take_out_problem()
                layout.insertWidget(place + 1 if standing < 0 or standing > place else place, self.problem)

    def _take_out_problem(self) -> None:
        parent = self.problem.parentWidget()
        layout = parent.layout() if parent is not None else None
        for each in (layout, self._right):
            if each is not None:
                each.removeWidget(self.problem)


def _holds(item: QLayoutItem | None, widget: QWidget) -> bool:
    if item is None:
        return False
    inner = item.layout()
    return item.widget() is widget or (inner is not None and inner.indexOf(widget) >= 0)
