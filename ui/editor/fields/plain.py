"""Inputs of one value: a line, a text, a choice, a tick, a number, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, get_args

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.editor.fields.field import Field, UnreadField, column
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip


class TextField(Field):
    """A line of text; what is needed may not be left empty, which the record's own rules say."""

    def __init__(self, theme: Theme, name: str, placeholder: str = "", width: int = 0) -> None:
        super().__init__(theme, name)
        self.edit = QLineEdit()
        self.edit.setObjectName(f"{name}.text")
        self.edit.setPlaceholderText(placeholder)
        if width:
            self.edit.setMaximumWidth(width)
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        column(self).addWidget(self.edit)

    def value(self) -> str:
        return self.edit.text().strip()

    def show_value(self, value: str) -> None:
        self.edit.setText(value)
        self.edit.setCursorPosition(0)

    def inputs(self) -> list[QWidget]:
        return [self.edit]


class IdentityField(TextField):
    """The permanent id: shown, copied, never changed."""

    def __init__(self, theme: Theme, name: str = "id") -> None:
        super().__init__(theme, name)
        self.edit.setReadOnly(True)

    def inputs(self) -> list[QWidget]:
        return [self.edit]


class TextArea(QPlainTextEdit):
    """Several lines of text, as high as ``lines`` of them. Tab goes on to the next input."""

    def __init__(self, theme: Theme, lines: int = 3, font: str = "body") -> None:
        super().__init__()
        self._height = lines * theme.type[font].line + 18
        self.setFont(theme.font(font))
        self.setTabChangesFocus(True)
        self.setFixedHeight(self._height)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)


class LongField(Field):
    """A text of several lines."""

    def __init__(self, theme: Theme, name: str, lines: int = 3, placeholder: str = "") -> None:
        super().__init__(theme, name)
        self.edit = TextArea(theme, lines)
        self.edit.setObjectName(f"{name}.text")
        self.edit.setPlaceholderText(placeholder)
        self._quiet = False
        self.edit.textChanged.connect(self._typed)
        column(self).addWidget(self.edit)

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def show_value(self, value: str) -> None:
        self._quiet = True
        self.edit.setPlainText(value)
        self._quiet = False

    def inputs(self) -> list[QWidget]:
        return [self.edit]

    def _typed(self) -> None:
        if not self._quiet:
            self.changed.emit()


class Box(QComboBox):
    """A choice that the wheel doesn't change in passing."""

    def __init__(self, choices: Iterable[tuple[str, object]]) -> None:
        super().__init__()
        for words, value in choices:
            self.addItem(words, value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def choose(self, value: object) -> None:
        """Show ``value``, quietly."""
        held = self.blockSignals(True)
        places = [place for place in range(self.count()) if self.itemData(place) == value]
        self.setCurrentIndex(places[0] if places else 0)
        self.blockSignals(held)


def named_choices(literal: Any) -> list[tuple[str, object]]:
    """The words of a ``Literal``, which are its values."""
    return [(str(word).replace("_", " "), word) for word in get_args(literal)]


class ChoiceField(Field):
    """One of several words."""

    def __init__(self, theme: Theme, name: str, choices: Iterable[tuple[str, object]]) -> None:
        super().__init__(theme, name)
        self.box = Box(choices)
        self.box.setObjectName(f"{name}.choice")
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())
        row = column(self)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> Any:
        return self.box.currentData()

    def show_value(self, value: object) -> None:
        self.box.choose(value)

    def inputs(self) -> list[QWidget]:
        return [self.box]


class TickField(Field):
    """Yes or no, with the sentence that is true when ticked."""

    def __init__(self, theme: Theme, name: str, words: str) -> None:
        super().__init__(theme, name)
        self.box = QCheckBox(words)
        self.box.setObjectName(f"{name}.tick")
        self.box.clicked.connect(lambda _: self.changed.emit())
        inside = column(self)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.addWidget(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def show_value(self, value: bool) -> None:
        self.box.setChecked(value)

    def inputs(self) -> list[QWidget]:
        return [self.box]

    def set_label(self, label: str) -> None:
        self.box.setAccessibleName(f"{label}: {self.box.text()}")


class Spin(QSpinBox):
    """A whole number that the wheel doesn't change in passing."""

    def __init__(self, least: int, most: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setMaximumWidth(108 + 6 * len(suffix))
        self.setFixedHeight(30)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def show_number(self, number: int) -> None:
        held = self.blockSignals(True)
        self.setValue(number)
        self.blockSignals(held)


class NumberField(Field):
    """A whole number."""

    def __init__(self, theme: Theme, name: str, least: int, most: int, suffix: str) -> None:
        super().__init__(theme, name)
        self.spin = Spin(least, most, suffix)
        self.spin.setObjectName(f"{name}.number")
        self.spin.valueChanged.connect(lambda _: self.changed.emit())
        column(self).addWidget(self.spin)

    def value(self) -> int:
        return self.spin.value()

    def show_value(self, value: int) -> None:
        self.spin.show_number(value)

    def inputs(self) -> list[QWidget]:
        return [self.spin]


class TagsField(TextField):
    """Words between commas."""

    def value(self) -> Any:
        return tuple(tag for word in self.edit.text().split(",") if (tag := " ".join(word.split())))

    def show_value(self, value: Any) -> None:
        super().show_value(", ".join(value))


class TickBox(QCheckBox):
    """One of several, with what else there is to know of it in a tooltip that is read only when it is wanted."""

    def __init__(self, words: str, value: str, more: Callable[[str], str] | None) -> None:
        super().__init__(words)
        self._value = value
        self._more = more

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._more is not None:
            self.setToolTip(plain_tooltip(self._more(self._value)))
        return super().event(event)


class TicksField(Field):
    """Several of a few, each with its tick; what is not among the few is kept and shown.

    They stand in as many ``columns``, read downwards, as the width holds. What was chosen stays in its order, and
    what is ticked besides follows. ``more`` gives what else there is to know of a value, when it is asked for. They are
    one stop of Tab: arrows, Home and End go from tick to tick, Space ticks.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Iterable[tuple[str, str]],
        columns: int = 1,
        more: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__(theme, name)
        self._more = more
        self._ticks: dict[str, QCheckBox] = {}
        self._chosen: tuple[str, ...] = ()
        self._most = columns
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(_APART)
        self._grid.setColumnStretch(columns, 1)
        for words, value in choices:
            self._add(words, value)
        self._lay()
        self._hold(0)

    def value(self) -> tuple[str, ...]:
        ticked = [value for value, tick in self._ticks.items() if tick.isChecked()]
        kept = [value for value in self._chosen if value in ticked]
        return (*kept, *(value for value in ticked if value not in kept))

    def show_value(self, value: Iterable[str]) -> None:
        self._chosen = tuple(value)
        unknown = [each for each in self._chosen if each not in self._ticks]
        for each in unknown:
            self._add(each, each)
        if unknown:
            self._lay()
        for own, tick in self._ticks.items():
            tick.setChecked(own in self._chosen)

    def inputs(self) -> list[QWidget]:
        return list(self._ticks.values())

    def set_label(self, label: str) -> None:
        for tick in self._ticks.values():
            tick.setAccessibleName(f"{label}: {tick.text()}")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(self._most, (self.width() + _APART) // (self._widest() + _APART)))
        if columns != self._columns:
            self._columns = columns
            self._lay()

    def _widest(self) -> int:
        return max((tick.sizeHint().width() for tick in self._ticks.values()), default=0)

    def _add(self, words: str, value: str) -> None:
        tick = TickBox(words, value, self._more)
        tick.setObjectName(f"{self.objectName()}.{value}")
        tick.clicked.connect(lambda _: self.changed.emit())
        tick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        tick.installEventFilter(self)
        self._ticks[value] = tick

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Home and End go from tick to tick; the one that was last there is where Tab comes back to."""
        places = list(self._ticks.values())
        if not isinstance(watched, QCheckBox) or watched not in places:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self._hold(places.index(watched))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(event.key())
            if step is not None:
                place = min(max(places.index(watched) + step, 0), len(places) - 1)
                self._hold(place)
                places[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _hold(self, place: int) -> None:
        """Let Tab stop at one tick alone."""
        for number, tick in enumerate(self._ticks.values()):
            tick.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == place else Qt.FocusPolicy.ClickFocus)

    def _lay(self) -> None:
        rows = -(-len(self._ticks) // self._columns)
        for place, tick in enumerate(self._ticks.values()):
            self._grid.addWidget(tick, place % rows, place // rows)
        self.updateGeometry()


_APART = 20
"""Between two columns of ticks."""
_FAR = 10_000
_STEPS: dict[int, int] = {
    **dict.fromkeys((Qt.Key.Key_Down, Qt.Key.Key_Right), 1),
    **dict.fromkeys((Qt.Key.Key_Up, Qt.Key.Key_Left), -1),
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}
"""How far each key goes among ticks."""


def required(text: str, message: str, widget: QWidget) -> str:
    """The text, which may not be empty."""
    if not text:
        raise UnreadField(message, widget)
    return text
