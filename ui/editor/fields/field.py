"""What every input of an editor is: something that shows a value of a record and gives it back."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from model.errors import DocketError
from model.record.event import Event
from ui.editor.fields.typed import Typed, put_text, text_in
from ui.frame.theme import Theme, set_property
from ui.widgets.elided import plain_tooltip
from ui.widgets.wraplabel import WrapLabel

W = TypeVar("W", bound=QWidget)

GAP = 8
LINE_GAP = 6


class UnreadField(DocketError):
    """What stands in an input cannot be read. The message says what to write; ``widget`` is where."""

    def __init__(self, message: str, widget: QWidget) -> None:
        super().__init__(message)
        self.widget = widget


class Field(QWidget):
    """An input. ``changed`` is emitted when a person changes it, never by :meth:`show_value`."""

    changed = Signal()

    # A base class, though three methods are its inputs' own: the rows of a form hold fields as widgets, and the
    # metaclass of a widget leaves no room for ABCMeta. The editors' tests show and read every field there is.

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)

    def value(self) -> Any:
        """What is shown, as the record holds it.

        Raises :class:`UnreadField` where what is typed can't be read.
        """
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show what a record holds."""
        raise NotImplementedError

    def show_drafted(self, value: Any, _events: tuple[Event, ...]) -> None:
        """Show what a draft holds; ``_events`` were created along with it."""
        self.show_value(value)

    def inputs(self) -> list[QWidget]:
        """What the keyboard reaches, in reading order."""
        raise NotImplementedError

    def typed(self) -> Typed:
        """What stands in the inputs, readable or not: first in its own, then in each field within it."""
        own: Typed = [text_in(each) for each in self._own_inputs()]
        return [own, *(part.typed() for part in self._parts_within())]

    def show_typed(self, typed: Typed) -> None:
        """Put back what :meth:`typed` gave. Choices come first, since they decide what else there is."""
        own, *within = typed or [[]]
        for place, text in enumerate(own):
            there = self._own_inputs()
            if place < len(there) and isinstance(text, str):
                put_text(there[place], text)
        for part, inside in zip(self._parts_within(), within, strict=False):
            if isinstance(inside, list):
                part.show_typed(inside)

    def _own_inputs(self) -> list[QWidget]:
        return [each for each in self.inputs() if _field_of(each.parentWidget()) is self]

    def _parts_within(self) -> list[Field]:
        return [each for each in self.findChildren(Field) if _field_of(each.parentWidget()) is self]

    def set_label(self, label: str) -> None:
        """Tell the screen reader what the inputs are for."""
        for each in self.inputs():
            own = each.property("part")
            each.setAccessibleName(f"{label}: {own}" if own else label)

    def mark(self, invalid: QWidget | None) -> None:
        """Give ``invalid`` its border, and take it from the others; the field itself stands for its first input."""
        reached = self.inputs()
        shown = reached[0] if invalid is self and reached else invalid
        for each in reached:
            set_property(each, "invalid", "true" if each is shown else None)


def _field_of(widget: QWidget | None) -> Field | None:
    """The field that a widget stands in, or is."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget


def part(widget: QWidget, name: str, words: str) -> QWidget:
    """Name an input within a field: for tests and style, and for the screen reader."""
    widget.setObjectName(name)
    widget.setProperty("part", words)
    widget.setAccessibleName(words)
    return widget


class WordsEdit(QLineEdit):
    """The words of an instrument, in its serif; while empty, Duly's own placeholder in sans."""

    def __init__(self, theme: Theme, placeholder: str = "the source’s words") -> None:
        super().__init__()
        self._own, self._theirs = theme.font("body"), theme.font("source")
        self._theirs.setPixelSize(self._own.pixelSize())
        self.setPlaceholderText(placeholder)
        self.setFont(self._own)
        self.textChanged.connect(self._speak)

    def show_words(self, words: str) -> None:
        """Show words from their beginning."""
        self.setText(words)
        self.setCursorPosition(0)

    def _speak(self, words: str) -> None:
        self.setFont(self._theirs if words else self._own)
        self.setToolTip(plain_tooltip(words) if len(words) > 40 else "")


def widgets_in(layout: QLayout, sort: type[W]) -> list[W]:
    """The widgets of one sort that stand in a layout, in their order."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if isinstance(widget, sort)]


def column(owner: QWidget, gap: int = LINE_GAP) -> QVBoxLayout:
    made = QVBoxLayout(owner)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    return made


def line(*items: QWidget | str | int, theme: Theme) -> QHBoxLayout:
    """Inputs beside one another; a string is a word between them, a number is stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(GAP)
    for item in items:
        if isinstance(item, int):
            made.addStretch(item)
        else:
            made.addWidget(caption(theme, item) if isinstance(item, str) else item)
    return made


def caption(theme: Theme, words: str) -> QLabel:
    """A word beside an input."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font("small"))
    made.setProperty("role", "second")
    return made


def hint(theme: Theme, words: str) -> WrapLabel:
    """A sentence under an input, in third text."""
    made = WrapLabel(words)
    made.setFont(theme.font("micro"))
    made.setProperty("role", "third")
    return made
