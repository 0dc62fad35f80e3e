"""What stands in an input, as text, and the way to put it back: for drafts whose words cannot be read yet."""

from __future__ import annotations

from typing import Protocol, TypeAlias, runtime_checkable

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

Typed: TypeAlias = list["str | Typed"]
"""What stands in the inputs of a field, then in each field within it."""


@runtime_checkable
class KeepsChoice(Protocol):
    """An input that shows something other than what it holds, such as the name of a record for its id."""

    def chosen_text(self) -> str: ...

    def show_chosen_text(self, text: str) -> None: ...


def text_in(widget: QWidget) -> str:
    """What stands in an input; empty for one that holds nothing."""
    if isinstance(widget, KeepsChoice):
        return widget.chosen_text()
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QSpinBox):
        return str(widget.value())
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return "on" if widget.isChecked() else "off"
    return ""


def put_text(widget: QWidget, text: str) -> None:
    """Put back what stood in an input, as if a person had written it. What no longer can be is passed over."""
    if isinstance(widget, KeepsChoice):
        widget.show_chosen_text(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    elif isinstance(widget, QSpinBox):
        if text.lstrip("-").isdecimal():
            widget.setValue(int(text))
    elif isinstance(widget, QComboBox):
        place = widget.findText(text)
        if place >= 0:
            widget.setCurrentIndex(place)
    elif isinstance(widget, QAbstractButton) and widget.isCheckable():
        widget.setChecked(text == "on")
