"""Both readings side by side, where authorities differ: each its day, how far off, and who reads it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from model.days.wording import say_day
from ui.calculator.answer import CalculatedReading, far, hour_words, when
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.widgets.rows import clear_layout

_PAD = 12
NAMES = ("Conservative reading", "The other reading")


class ReadingCard(QAbstractButton):
    """One reading, chosen like a radio button; the chosen one has the ground and the edge of a selection."""

    moved = Signal(int)

    def __init__(self, theme: Theme, name: str, reply: CalculatedReading, today: date) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        distance = ", ".join(filter(None, (hour_words(reply.last), far(reply.last, today))))
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD + 3, 9, _PAD, 10)
        column.setSpacing(2)
        for run in (
            Run(name, "small", "second"),
            Run(say_day(reply.last.day), "title"),
            Run(distance, "small", "second"),
            Run(reply.says, "small", "third"),
        ):
            label = FlowLabel(theme, (run,))
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.setAccessibleName(f"{name}: {when(reply.last)}, {far(reply.last, today)}")
        self.setAccessibleDescription(reply.says)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(200, 100)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 100

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen, radius = self.isChecked(), theme.space.radius_card
        ground = theme.surface.selection if chosen else theme.surface.field
        painter.setPen(QPen(theme.accent.base if chosen else theme.line.control, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, radius, radius)
        if self.underMouse() and not chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(box, radius, radius)
        if chosen:
            painter.setClipRect(QRectF(0, 0, 3.5, self.height()))
            painter.setBrush(theme.accent.base)
            painter.drawRoundedRect(box, radius, radius)


class ReadingChoice(QWidget):
    """Emits `chosen(int)`. Hidden where there is one reading only."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._shown: tuple[tuple[CalculatedReading, ...], date] | None = None
        self.setAccessibleName("Authorities differ: the readings")
        self.hide()

    def cards(self) -> list[ReadingCard]:
        """The readings shown, the conservative one first."""
        return [each for each in self._group.buttons() if isinstance(each, ReadingCard)]

    def show_replies(self, replies: Sequence[CalculatedReading], today: date, place: int) -> None:
        """Show these readings, that at ``place`` chosen."""
        wanted = (tuple(replies), today)
        if wanted != self._shown:
            self._shown = wanted
            self._build(replies if len(replies) > 1 else (), today)
        self.setVisible(len(replies) > 1)
        if len(replies) > 1:
            self._group.button(place).setChecked(True)

    def _build(self, replies: Sequence[CalculatedReading], today: date) -> None:
        for card in self.cards():
            self._group.removeButton(card)
        clear_layout(self._row)
        for place, reply in enumerate(replies):
            card = ReadingCard(self._theme, NAMES[min(place, 1)], reply, today)
            card.moved.connect(self._move)
            self._group.addButton(card, place)
            self._row.addWidget(card, 1)

    def _move(self, by: int) -> None:
        place = self._group.checkedId() + by
        card = self._group.button(place)
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)
            card.click()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
