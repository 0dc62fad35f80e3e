"""What a person does at an editor: types, chooses, ticks and clicks, with real key and mouse events."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.editor.fields.picker import PickEdit

W = TypeVar("W", bound=QWidget)


class Hand:
    """Acts on the inputs of one window, by their names."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def find(self, name: str, sort: type[W]) -> W:
        """The input of that name that is shown; of several parts the last, which is the one just added."""
        found = [each for each in self.window.findChildren(sort, name) if each.isVisibleTo(self.window)]
        assert found, f"no {sort.__name__} named {name} is shown: " + ", ".join(
            sorted(each.objectName() for each in self.window.findChildren(sort) if each.isVisibleTo(self.window))
        )
        return found[-1]

    def last(self, pattern: str, sort: type[W]) -> W:
        """The last input whose name fits ``pattern``, in which # is the number of a part."""
        start, _, end = pattern.partition("#")
        fitting = [
            each
            for each in self.window.findChildren(sort)
            if each.objectName().startswith(start)
            and each.objectName().endswith(end)
            and each.objectName()[len(start) : len(each.objectName()) - len(end)].isdecimal()
            and each.isVisibleTo(self.window)
        ]
        assert fitting, f"no part {pattern} is shown"
        return max(fitting, key=lambda each: int(each.objectName()[len(start) : len(each.objectName()) - len(end)]))

    def _of(self, name: str, sort: type[W]) -> W:
        return self.last(name, sort) if "#" in name else self.find(name, sort)

    def type(self, name: str, text: str) -> None:
        """Write ``text`` in place of what stands in a line or a text."""
        self.write(self._of(name, QWidget), text)

    def write(self, edit: QWidget, text: str) -> None:
        edit.setFocus()
        if isinstance(edit, QLineEdit | QPlainTextEdit | QSpinBox):
            edit.selectAll()
        self.press(edit, Qt.Key.Key_Delete)
        if text.isascii():
            QTest.keyClicks(edit, text)
        else:  # no test can type these letters: they are pasted
            QGuiApplication.clipboard().setText(text)
            self.press(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def press(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(widget, key, held)

    def choose(self, name: str, words: str) -> None:
        """Go down or up a choice until it says ``words``."""
        box = self._of(name, QComboBox)
        place = box.findText(words)
        assert place >= 0, f"{name} offers {[box.itemText(row) for row in range(box.count())]}"
        box.setFocus()
        while box.currentIndex() != place:
            self.press(box, Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up)

    def tick(self, name: str) -> None:
        """Press the space bar on a check box."""
        box = self._of(name, QAbstractButton)
        box.setFocus()
        self.press(box, Qt.Key.Key_Space)

    def click(self, name: str) -> None:
        """Click a button."""
        QTest.mouseClick(self._of(name, QAbstractButton), Qt.MouseButton.LeftButton)

    def pick(self, name: str, text: str) -> None:
        """Search for ``text`` and take the first that is offered."""
        edit = self._of(name, PickEdit)
        self.write(edit, text)
        assert edit.offered, f"nothing is offered for {text}"
        self.press(edit, Qt.Key.Key_Return)

    def number(self, name: str, number: int) -> None:
        """Write a number in place of the one that stands there."""
        spin = self._of(name, QSpinBox)
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, str(number))
        self.press(spin, Qt.Key.Key_Tab)
