"""The view's head: its title, what it holds, and the buttons that belong to it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.icons import paint_icon

_PAD = 8
_ICON = 16
_GAP = 7


class HeadButton(QAbstractButton):
    """A flat button: an icon or none, words, and a chevron where a menu drops from it."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        icon: str = "",
        menu: bool = False,
        accent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._menu = menu
        self._accent = accent
        self._compact = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.say(words)

    def say(self, words: str) -> None:
        """Show other words."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words) if self._compact else "")
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, with the words in the tooltip; a button without an icon keeps its words."""
        compact = compact and bool(self._icon)
        if compact != self._compact:
            self._compact = compact
            self.setToolTip(plain_tooltip(self.text()) if compact else "")
            self.updateGeometry()
            self.update()

    def whole_width(self) -> int:
        """How wide it is with its words."""
        letters = QFontMetrics(self._theme.font("body")).horizontalAdvance(self.text())
        icons = (_ICON + _GAP if self._icon else 0) + (_ICON + 2 if self._menu else 0)
        return 2 * _PAD + letters + icons

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        """Room for icon, words and chevron."""
        if self._compact:
            return QSize(2 * _PAD + _ICON, self._theme.height.control)
        return QSize(self.whole_width(), self._theme.height.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(QRectF(self.rect()), theme.space.radius_control, theme.space.radius_control)
        ink = theme.accent.base if self._accent else theme.text.first if lit else theme.text.second
        ink = ink if self.isEnabled() else theme.text.third
        x = float(_PAD)
        if self._icon:
            paint_icon(painter, QRectF(x, 0, _ICON, self.height()), self._icon, ink)
            x += _ICON + _GAP
        if self._compact:
            return
        painter.setFont(theme.font("body"))
        painter.setPen(ink)
        painter.drawText(QPointF(x, theme.baseline(painter.font(), 0, self.height())), self.text())
        if self._menu:
            paint_icon(painter, QRectF(self.width() - _PAD - _ICON, 0, _ICON, self.height()), "chevron-down", ink)


class HeadBar(QWidget):
    """Title and summary at the left, buttons at the right."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.height.view_head)
        self._title = ElidedLabel(theme, title, font="view")
        self._summary = ElidedLabel(theme, ink="third")
        self._summaries: tuple[str, ...] = ("",)
        self._buttons: list[HeadButton] = []
        self._others: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space.view, 2, theme.space.view - _PAD, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addSpacing(5)
        self._row.addWidget(self._summary, 1)

    def add(self, button: HeadButton) -> HeadButton:
        """Put a button at the right end."""
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Put any other widget at the right end."""
        self._others.append(widget)
        self._row.addWidget(widget)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.set_text(title)
        self._choose()

    def _make_room(self, room: int) -> None:
        """Buttons give up their words, the first ones first, before the title gives up any of its own."""
        for button in self._buttons:
            button.set_compact(room < 0)
            room += button.whole_width() - button.sizeHint().width()

    def summarise(self, *summaries: str) -> None:
        """What the view holds, the longest wording first; the first that has room is shown."""
        self._summaries = summaries or ("",)
        self._choose()

    def resizeEvent(self, event: object) -> None:
        """Another width, perhaps another wording."""
        self._choose()

    def _choose(self) -> None:
        room = self.width() - self._title.sizeHint().width() - 80
        room -= sum(button.whole_width() + 8 for button in self._buttons)
        room -= sum(other.sizeHint().width() + 8 for other in self._others if not other.isHidden())
        self._make_room(room)
        measure = QFontMetrics(self._summary.font())
        fitting = (words for words in self._summaries if measure.horizontalAdvance(words) <= room)
        self._summary.set_text(next(fitting, self._summaries[-1]))
