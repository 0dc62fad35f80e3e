"""The command palette: one field over every action and every record, opened by Ctrl+K."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Sequence
from heapq import nsmallest
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.frame.theme import Theme
from ui.widgets.icons import icon_pixmap
from ui.widgets.marks import paint_mark
from ui.widgets.popover import SHADOW, Popover
from ui.widgets.smallcaps import Hairline

ROWS = 50
"""As many rows as are ever shown: whoever sees more types on."""

_WIDTH = 656
_ROW = 32
_SEEN = 10
_TEXT_LEFT = 42
_RIGHT = 16
_BREAKS = str.maketrans(dict.fromkeys(string.punctuation + string.whitespace + "–—…“”‘’«»§¶→≥≤≈·\u00a0", " "))

Index = QModelIndex | QPersistentModelIndex


class PaletteEntry(Struct, frozen=True):
    """What can be chosen: `mark` is a standing key, `ref` stands bold before the text, the rest at the right."""

    key: str
    text: str
    detail: str = ""
    shortcut: str = ""
    mark: str | None = None
    ref: str | None = None


def search_key(text: str) -> str:
    """The case-folded words of a text without accents, a space before each: " pla" finds a word's beginning."""
    folded = text.casefold()
    if not folded.isascii():
        folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    # Not a regular expression: that takes three times as long, and ten thousand are made when the palette opens.
    return " " + folded.translate(_BREAKS).strip()


class Finder:
    """Entries with their ready keys. 10,000 are searched in a few milliseconds."""

    def __init__(self, entries: Sequence[PaletteEntry]) -> None:
        self._entries = entries
        self._keys = [search_key(f"{entry.ref or ''} {entry.text} {entry.detail}") for entry in entries]

    def find(self, query: str, limit: int = ROWS) -> list[PaletteEntry]:
        """Entries in which every word of the query begins a word, the closest first, else in their own order."""
        words = [" " + word for word in search_key(query).split()]
        whole = "".join(words)
        if not words:
            return list(self._entries[:limit])
        found = enumerate(self._keys)
        for word in words:
            found = self._having(found, word)
        ranked = nsmallest(limit, ((_rank(key, whole), place) for place, key in found))
        return [self._entries[place] for _, place in ranked]

    @staticmethod
    def _having(keys: Any, word: str) -> Any:
        return ((place, key) for place, key in keys if word in key)


def _rank(key: str, whole: str) -> int:
    if key.startswith(whole + " ") or key == whole:
        return 0
    if key.startswith(whole):
        return 1
    return 2 if whole + " " in key + " " else 3


class CommandPalette(Popover):
    """Type to find, up and down to move, Enter to choose, Escape to leave. Emits `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(theme, parent)
        self._finder = Finder(())
        self._model = _Rows(self)
        self.field = QLineEdit()
        self.field.setProperty("role", "plain")
        self.field.setFont(theme.font("subtitle", 400))
        self.field.setPlaceholderText("Find an action or an obligation")
        self.field.setAccessibleName("Find an action or an obligation")
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.rows = QListView()
        self.rows.setModel(self._model)
        self.rows.setItemDelegate(_Painter(theme, self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setMouseTracking(True)
        self.rows.setAccessibleName("Found")
        self.rows.setStyleSheet("QListView { background: transparent }")
        self.rows.entered.connect(self.rows.setCurrentIndex)
        self.rows.clicked.connect(lambda index: self._choose(index.row()))
        self.none = QLabel()
        self.none.setTextFormat(Qt.TextFormat.PlainText)
        self.none.setProperty("role", "third")
        self.none.setContentsMargins(_TEXT_LEFT, 6, 12, 10)
        self._glass = QLabel()
        self._lay_out()
        self.set_theme(theme)

    def open(self, entries: Sequence[PaletteEntry]) -> None:
        """Open over the window with these entries, the first rows shown as they come."""
        self._finder = Finder(entries)
        self.field.clear()
        self._find("")
        host = self._anchor.window()
        width = min(_WIDTH, host.width() - 48)
        self.body.activate()
        height = self.body.sizeHint().height() - 2 * SHADOW
        self.open_at(QRect((host.width() - width) // 2, max(48, host.height() // 8), width, height))
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def found(self) -> list[PaletteEntry]:
        """The entries shown now."""
        return self._model.entries

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._glass.setPixmap(icon_pixmap("search", theme.text.third, 20, self.devicePixelRatioF()))
        self.rows.setItemDelegate(_Painter(theme, self.rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.rows.currentIndex().row()
        moves = {
            Qt.Key.Key_Down: row + 1, Qt.Key.Key_Up: row - 1,
            Qt.Key.Key_PageDown: min(row + _SEEN, self._model.rowCount() - 1), Qt.Key.Key_PageUp: max(row - _SEEN, 0),
        }  # fmt: skip
        if key in moves:
            self._move(moves[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(row)
        else:
            return False
        return True

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(13, 10, 16, 10)
        head.setSpacing(7)
        head.addWidget(self._glass)
        head.addWidget(self.field, 1)
        self.body.addLayout(head)
        self.body.addWidget(Hairline(self._theme))
        self.body.addSpacing(5)
        self.body.addWidget(self.none)
        self.body.addWidget(self.rows, 1)
        self.body.addSpacing(6)

    def _find(self, text: str) -> None:
        self._model.show_entries(self._finder.find(text))
        self.none.setText(f"Nothing matches “{text.strip()}”.")
        self.none.setVisible(not self._model.rowCount())
        self.rows.setVisible(bool(self._model.rowCount()))
        self._move(0)
        self.rows.setFixedHeight(min(_SEEN, self._model.rowCount()) * _ROW)
        self.fit()

    def _move(self, row: int) -> None:
        if self._model.rowCount():
            self.rows.setCurrentIndex(self._model.index(row % self._model.rowCount()))

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            entry = self._model.entries[row]
            self.close_card()
            self.chosen.emit(entry.key)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show_entries(self, entries: list[PaletteEntry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (entry.ref, entry.text) if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return _right(entry)
        return None


def _right(entry: PaletteEntry) -> str:
    return "   ".join(part for part in (entry.detail, entry.shortcut) if part)


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plain, self._bold, self._small = theme.font("body"), theme.font("strong"), theme.font("small")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_TEXT_LEFT, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme = index.data(Qt.ItemDataRole.UserRole), self._theme
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.surface.selection)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent.base)
        if entry.mark:
            mark = QRectF(rect.left() + 15, rect.center().y() - 6.5, 14, 14)
            paint_mark(painter, mark, entry.mark, theme)
        right = self._paint_right(painter, rect, _right(entry), chosen)
        self._paint_words(painter, rect, entry, right)
        painter.restore()

    def _paint_right(self, painter: QPainter, rect: QRect, words: str, chosen: bool) -> int:
        left = rect.right() - _RIGHT - QFontMetrics(self._small).horizontalAdvance(words)
        painter.setFont(self._small)
        painter.setPen(self._theme.text.second if chosen else self._theme.text.third)
        painter.drawText(QPointF(left, self._theme.baseline(self._small, rect.top(), rect.height())), words)
        return left - 12

    def _paint_words(self, painter: QPainter, rect: QRect, entry: PaletteEntry, right: int) -> None:
        left = float(rect.left() + _TEXT_LEFT)
        painter.setPen(self._theme.text.first)
        if entry.ref:
            painter.setFont(self._bold)
            painter.drawText(QPointF(left, self._theme.baseline(self._bold, rect.top(), rect.height())), entry.ref)
            left += QFontMetrics(self._bold).horizontalAdvance(entry.ref) + 10
        painter.setFont(self._plain)
        words = QFontMetrics(self._plain).elidedText(entry.text, Qt.TextElideMode.ElideRight, int(right - left))
        painter.drawText(QPointF(left, self._theme.baseline(self._plain, rect.top(), rect.height())), words)
