"""A filter chip: the name of a filter, and once something is chosen, what; its list of choices drops down from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import paint_icon
from ui.widgets.marks import mark_pixmap
from ui.widgets.popover import Popover

SEARCH_FROM = 9
"""From so many choices on, the list has a search field."""

_PAD = 10
_ICON = 16
_NAMED = 2
_ROWS_SHOWN = 10
_KEY = Qt.ItemDataRole.UserRole


class Option(Struct, frozen=True):
    """A choice: its key, its words, the standing whose mark it carries, and how many records it would show."""

    key: str
    text: str
    standing: str = ""
    count: int | None = None


class FilterChip(QAbstractButton):
    """Space, Enter and Down open the list; Delete and Backspace clear. Emits `changed(frozenset[str])`."""

    changed = Signal(object)

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = title
        self._options: tuple[Option, ...] = ()
        self._value: frozenset[str] = frozenset()
        self._list: _CheckList | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.open_list)
        self._say()

    def set_options(self, options: Iterable[Option]) -> None:
        """Offer these choices. What is chosen stays chosen where it is still offered."""
        self._options = tuple(options)
        self.set_value(self._value)
        self._say()

    @property
    def options(self) -> tuple[Option, ...]:
        return self._options

    def value(self) -> frozenset[str]:
        """The keys chosen; none means no filter."""
        return self._value

    def set_value(self, keys: Iterable[str]) -> None:
        """Choose these of the keys on offer. Emits `changed` if that changes anything."""
        value = frozenset(keys) & {option.key for option in self._options}
        if value != self._value:
            self._value = value
            self._say()
            self.changed.emit(value)

    def clear(self) -> None:
        self.set_value(())

    def open_list(self) -> None:
        """Drop the list of choices down."""
        if self._list is None:
            self._list = _CheckList(self._theme, self, self._title)
        self._list.offer(self._options, self._value)
        self._list.open_under(self)
        self._list.take_keyboard()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def words(self) -> str:
        """What the chip shows: "Owner", or "Standing: open, due"."""
        chosen = [option.text for option in self._options if option.key in self._value]
        if not chosen:
            return self._title
        more = f" +{len(chosen) - _NAMED}" if len(chosen) > _NAMED else ""
        return f"{self._title}: {', '.join(chosen[:_NAMED])}{more}"

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(self._font()).horizontalAdvance(self.words())
        return QSize(_PAD + letters + 2 + _ICON + (_PAD - 2), self._theme.height.control)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._value and event.position().x() >= self.width() - _ICON - _PAD:
            self.clear()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or (self._list is not None and self._list.is_open)
        if self._value or lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent.soft if self._value else theme.wash)
            painter.drawRoundedRect(QRectF(self.rect()), theme.space.radius_chip, theme.space.radius_chip)
        colour = theme.accent.base if self._value else theme.text.first if lit else theme.text.second
        painter.setPen(colour)
        painter.setFont(self._font())
        painter.drawText(QPointF(_PAD, theme.baseline(self._font(), 0, self.height())), self.words())
        box = QRectF(self.width() - _PAD + 2 - _ICON, (self.height() - _ICON) / 2, _ICON, _ICON)
        paint_icon(painter, box, "close" if self._value else "chevron-down", colour)

    def _font(self) -> QFont:
        return self._theme.font("body", 600 if self._value else None)

    def _say(self) -> None:
        chosen = [option.text for option in self._options if option.key in self._value]
        self.setAccessibleName(f"{self._title} filter: {', '.join(chosen) or 'all'}")
        self.setToolTip(plain_tooltip(", ".join(chosen)) if len(chosen) > _NAMED else "")
        self.updateGeometry()
        self.update()


class _CheckList(Popover):
    def __init__(self, theme: Theme, chip: FilterChip, title: str) -> None:
        super().__init__(theme, chip)
        self._chip = chip
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName(f"Search {title}")
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.rows = QListWidget()
        self.rows.setAccessibleName(title)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setUniformItemSizes(True)
        self.rows.setStyleSheet("background: transparent")
        self.rows.itemClicked.connect(self._toggle)
        self.rows.installEventFilter(self)
        self.none = QLabel("Nothing matches.")
        self.none.setProperty("role", "third")
        self.none.setContentsMargins(12, 4, 12, 8)
        self.clear = QPushButton("Clear")
        self.clear.setProperty("role", "link")
        self.clear.clicked.connect(self._clear)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 6)
        foot.addWidget(self.clear)
        foot.addStretch(1)
        self._top = QSpacerItem(0, 4)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(8, 4, 8, 4)
        head.addWidget(self.search)
        self.body.addSpacerItem(self._top)
        self.body.addWidget(self._head)
        self.body.addWidget(self.none)
        self.body.addWidget(self.rows)
        self.body.addLayout(foot)
        self.setMinimumWidth(220)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        if self.is_open:
            self.offer(self._chip.options, self._chip.value())

    def offer(self, options: Sequence[Option], value: frozenset[str]) -> None:
        ratio = self.devicePixelRatioF()
        self.search.clear()
        self._head.setVisible(len(options) >= SEARCH_FROM)
        self.rows.clear()
        for option in options:
            item = QListWidgetItem(option.text if option.count is None else f"{option.text}  ({option.count})")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if option.key in value else Qt.CheckState.Unchecked)
            item.setData(_KEY, option.key)
            if option.standing:
                item.setIcon(QIcon(mark_pixmap(option.standing, self._theme, 14, ratio)))
            self.rows.addItem(item)
        self._size(len(options))
        self._narrow("")
        self.clear.setEnabled(bool(value))

    def take_keyboard(self) -> None:
        if self.rows.count():
            self.rows.setCurrentRow(0)
        wanted = self.rows if self._head.isHidden() else self.search
        wanted.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if watched is self.rows and event.key() == Qt.Key.Key_Space:
                self._toggle(self.rows.currentItem())
                return True
            if watched in (self.rows, self.search) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close_card()
                return True
        return super().eventFilter(watched, event)

    def _size(self, count: int) -> None:
        height = max(1, min(count, _ROWS_SHOWN)) * 28
        wide = max((self.rows.sizeHintForColumn(0) + 24, 218))
        self.rows.setFixedSize(min(wide, 420), height)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        on = item.checkState() != Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        key = {str(item.data(_KEY))}
        value = self._chip.value()
        self._chip.set_value(value | key if on else value - key)
        self.clear.setEnabled(bool(self._chip.value()))

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        shown = 0
        for item in (self.rows.item(row) for row in range(self.rows.count())):
            item.setHidden(wanted not in item.text().casefold())
            shown += not item.isHidden()
        self.none.setVisible(not shown)

    def _clear(self) -> None:
        self._chip.clear()
        for item in (self.rows.item(row) for row in range(self.rows.count())):
            item.setCheckState(Qt.CheckState.Unchecked)
        self.clear.setEnabled(False)
