"""The day that the whole window stands at: back, the day itself, forward, and the way to today."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from model.days.iso import FIRST_DAY, LAST_DAY, read_day
from model.days.wording import say_day, say_long
from model.errors import DayError
from ui.frame.theme import Theme, faint, set_property
from ui.widgets.icons import paint_icon
from ui.widgets.monthcalendar import MonthCalendar
from ui.widgets.popover import SHADOW, Popover
from ui.widgets.wraplabel import WrapLabel

_ARROW = 31
_PAD = 11


class DayControl(QWidget):
    """Shows the day, plain while it is today and filled with accent while it is not. Emits `dayPicked(date)`.

    Left and Right on the day go a day back and on; Enter, Space, Down or a digit open the card to type or pick one.
    The control shows nothing by itself: who hears `dayPicked` calls `show_day`.
    """

    dayPicked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._day = self._today = date(2000, 1, 1)
        self._card: DayControlCard | None = None
        self._short = False
        self.field = _DayField(theme, self)
        self.today_button = QPushButton("Today")
        self.today_button.setFixedWidth(theme.at_size(60))
        self.today_button.setProperty("compact", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(self.today_button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.field.day)
        self.field.before.clicked.connect(lambda: self._pick(self._day - timedelta(days=1)))
        self.field.after.clicked.connect(lambda: self._pick(self._day + timedelta(days=1)))
        self.field.day.clicked.connect(self._open_blank)
        self.field.day.typed.connect(self.open_card)
        self.today_button.clicked.connect(lambda: self._pick(self._today))

    @property
    def day(self) -> date:
        return self._day

    def show_day(self, day: date, today: date) -> None:
        """Show `day`, seen from `today`."""
        self._day, self._today = day, today
        self.field.show_day(day, day != today, self._short)
        self.today_button.setEnabled(day != today)
        self.today_button.setAccessibleName(f"Back to today, {say_long(today)}")
        set_property(self.today_button, "role", "outline" if day != today else None)

    def set_short(self, short: bool) -> None:
        """Show the day in its short form, for a top that has little room."""
        if short != self._short:
            self._short = short
            self.show_day(self._day, self._today)

    def open_card(self, typed: str = "") -> None:
        """Open the card to type or pick a day, with what was typed already in its field."""
        if self._card is None:
            self._card = DayControlCard(self._theme, self.field.day)
            self._card.picked.connect(self._pick)
        self._card.open_for(self._day, self._today, typed)
        self._card.open_under(self.field)
        self._card.take_keyboard()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _open_blank(self) -> None:
        self.open_card()

    def _pick(self, day: date) -> None:
        if FIRST_DAY <= day <= LAST_DAY:
            self.dayPicked.emit(day)


class DayControlCard(Popover):
    """A card with a field for a typed day and a month to pick from. Emits `picked(date)` and closes."""

    picked = Signal(object)

    def __init__(self, theme: Theme, anchor: QWidget) -> None:
        super().__init__(theme, anchor)
        self._today: date | None = None
        self.typed = QLineEdit()
        self.typed.setAccessibleName("Day, as 2 Dec 1996 or 1996-12-02")
        self.typed.setPlaceholderText("e.g. 2 Dec 1996 or 1996-12-02")
        self.typed.returnPressed.connect(self._take_typed)
        self.typed.textEdited.connect(self._forgive)
        self.question = WrapLabel()
        self.question.setFont(theme.font("small", 600))
        self.question.hide()
        self.month = MonthCalendar(theme)
        self.month.picked.connect(self._take)
        self.body.setSpacing(6)
        self.body.setContentsMargins(*[SHADOW + 10] * 4)
        for part in (self.typed, self.question, self.month):
            self.body.addWidget(part)

    def open_for(self, day: date, today: date, typed: str) -> None:
        self.month.show_day(day, today)
        self._today = today
        self.typed.setText(typed or say_day(day))
        if not typed:
            self.typed.selectAll()
        self._forgive()

    def take_keyboard(self) -> None:
        self.typed.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forgive(self) -> None:
        set_property(self.typed, "invalid", False)
        self.question.hide()
        self.fit()
        try:
            self.month.turn_to(read_day(self.typed.text(), self._today))
        except DayError:
            return  # it is still being typed; Enter asks

    def _take_typed(self) -> None:
        """Take the day that is typed, or ask which is meant where it could be two."""
        try:
            day = read_day(self.typed.text(), self._today)
        except DayError as error:
            set_property(self.typed, "invalid", True)
            self.question.setText(str(error))
            self.question.show()
            self.fit()
            return
        self._take(day)

    def _take(self, day: date) -> None:
        self.close_card()
        self.picked.emit(day)


class _DayField(QWidget):
    """The three parts in one frame."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._other = False
        self.before = _DayPart(theme, self, icon="chevron-left", name="Day before")
        self.day = _DayPart(theme, self)
        self.after = _DayPart(theme, self, icon="chevron-right", name="Day after")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self.before, self.day, self.after):
            row.addWidget(part)
        self.setFocusProxy(self.day)
        self.day.stepped.connect(lambda days: (self.before if days < 0 else self.after).click())

    def show_day(self, day: date, other: bool, short: bool) -> None:
        self._other = other
        self.day.show_words(say_day(day) if short else f"As of {say_long(day)}")
        self.day.setAccessibleName(f"As of {say_long(day)}")
        for part in (self.before, self.day, self.after):
            part.set_other(other)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.accent.base if self._other else theme.line.control
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.accent.base if self._other else theme.surface.field)
        radius = theme.space.radius_control
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        between = faint(theme.text.on_accent, 0.4) if self._other else theme.line.hair
        for x in (self.day.x() - 1, self.after.x()):
            painter.fillRect(QRect(x, 1, 1, self.height() - 2), between)


class _DayPart(QAbstractButton):
    stepped = Signal(int)
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, icon: str = "", name: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._other = False
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if icon else Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_other(self, other: bool) -> None:
        self._other = other
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        height = self._theme.height.control
        if self._icon:
            return QSize(_ARROW, height)
        return QSize(2 * _PAD + QFontMetrics(self._font()).horizontalAdvance(self.text()), height)

    def minimumSizeHint(self) -> QSize:
        """A day that is cut says another day."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4):
            self.clicked.emit()
        elif event.text().isdigit():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        ink = theme.text.on_accent if self._other else theme.text.first
        if self.underMouse():
            ground = theme.accent.hover if self._other else theme.surface.hover
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(self._inside(), ground)
        if self._icon:
            side = QRectF(0, 0, theme.space.icon, theme.space.icon)
            side.moveCenter(QRectF(self.rect()).center())
            paint_icon(painter, side, self._icon, ink)
            return
        painter.setFont(self._font())
        painter.setPen(ink)
        painter.drawText(QPointF(_PAD, theme.baseline(painter.font(), 0, self.height())), self.text())

    def _inside(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(QRectF(self.rect()).adjusted(2 if self._icon else 0, 1, -2 if self._icon else 0, -1))
        return path

    def _font(self) -> QFont:
        return self._theme.font("strong")
