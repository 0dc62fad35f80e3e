"""The privacy preview: a feed as its recipient sees it, item by item or as the file's own text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.days.wording import say_count, say_day
from model.feed.seen import SeenFeed, SeenItem
from model.feed.spec import Privacy
from ui.feeds.words import PRIVACY, TELLS
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.scrollbar import QuietScrollBar
from ui.widgets.smallcaps import SmallCaps
from ui.widgets.text import text

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

HEADS = ("Day", "What it says", "Alarms", "Class")
DAY, SUMMARY, ALARMS, CLASS = range(4)
_WIDTHS = {DAY: 128, ALARMS: 190, CLASS: 92}
_TIMED = 188
"""The width of the day where some item has its hour."""
MOST_TEXT = 300_000
"""Characters of the file's text that are shown."""

_TABLE_LEAST, _DETAIL_LEAST = 82, 36
ITEMS, TEXT = 0, 1
_SHORT: dict[Privacy, str] = {"redacted": "“Deadline”", "titles": "Titles", "full": "In full"}


class SeenModel(QAbstractTableModel):
    """The items of a feed in the order of its file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[SeenItem, ...] = ()

    def show(self, items: tuple[SeenItem, ...]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    @property
    def timed(self) -> bool:
        """Whether some item has its hour."""
        return any(item.at is not None for item in self.items)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section].lower()
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if index.isValid() and role in (Role.DisplayRole, Role.AccessibleTextRole):
            return cell(self.items[index.row()], index.column())
        if index.isValid() and role == Role.ToolTipRole:
            return plain_tooltip(cell(self.items[index.row()], index.column()))
        return None


def cell(item: SeenItem, column: int) -> str:
    """What a column says of an item."""
    if column == DAY:
        at = f", {item.at:%H:%M} UTC" if item.at else ""
        return f"{say_day(item.day)}{at}" if item.day else "no day"
    if column == SUMMARY:
        gone = "Cancelled: " if item.status == "CANCELLED" and item.summary != "Cancelled" else ""
        return f"{gone}{item.summary}"
    if column == ALARMS:
        return "; ".join(item.alarms)
    return item.privacy.lower()


def whole_text(item: SeenItem) -> str:
    """All that an item says beside its row: its description, and every other property as it is written."""
    parts = [item.description or "No description."]
    if item.categories:
        parts.append(f"Categories: {', '.join(item.categories)}")
    parts.append("Also in the file: " + "  ".join(f"{name} {value}" for name, value in item.others))
    return "\n\n".join(parts)


class FeedPreview(QWidget):
    """Emits `asked(privacy)` when another level is to be shown."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.privacy: Privacy = "redacted"
        self.levels: dict[Privacy, QPushButton] = {}
        self.model = SeenModel(self)
        self._build()

    def _build(self) -> None:
        self.note = text(self._theme, "", "small", "second")
        self.count = text(self._theme, "", "small", "third", wraps=False)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_items())
        self.text = self._plain("The file’s text")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.pages.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._build_head())
        column.addWidget(self.note)
        column.addWidget(self.pages, 1)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(SmallCaps(self._theme, "What a recipient sees"))
        row.addWidget(self.count)
        row.addStretch(1)
        group = QButtonGroup(self)
        for level, words in _SHORT.items():
            self.levels[level] = button = self._switch(words, PRIVACY[level])
            button.clicked.connect(lambda _=False, level=level: self.asked.emit(level))
            group.addButton(button)
            row.addWidget(button)
        row.addSpacing(12)
        self.raw = self._switch("The file’s text", "Show the file as it is written")
        self.raw.setAutoExclusive(False)
        self.raw.toggled.connect(lambda on: self.pages.setCurrentIndex(TEXT if on else ITEMS))
        row.addWidget(self.raw)
        return row

    def _switch(self, words: str, said: str) -> QPushButton:
        made = QPushButton(words)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("compact", "true")
        made.setAccessibleName(said)
        made.setToolTip(said)
        return made

    def _build_items(self) -> QWidget:
        self.table = _PreviewTable(self._theme, self.model)
        self.detail = self._plain("All that the item says")
        self.detail.setProperty("role", "plain")
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show_item(now.row()))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        self.table.setMinimumHeight(_TABLE_LEAST)
        self.detail.setMinimumHeight(_DETAIL_LEAST)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split

    def _plain(self, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setReadOnly(True)
        made.document().setDocumentMargin(0)
        made.setFont(self._theme.font("small"))
        made.setTabChangesFocus(True)
        made.setAccessibleName(name)
        return made

    def hasHeightForWidth(self) -> bool:
        """It takes the height that is left: for its wrapped note, a layout would else grant it all it would like."""
        return False

    # ----------------------------------------------------------------------------------------------- showing

    def mark(self, privacy: Privacy, own: Privacy) -> None:
        """Say which level is shown; ``own`` is the one that the feed has."""
        self.privacy = privacy
        self.levels[privacy].setChecked(True)
        other = "" if privacy == own else "This is not what the feed is set to. "
        self.note.setText(other + TELLS[privacy])

    def show_feed(self, feed: SeenFeed, content: bytes) -> None:
        """Show what was read back out of ``content``; the same row stays chosen."""
        row = max(self.table.currentIndex().row(), 0)
        self.model.show(feed.items)
        self.count.setText(f"{say_count(len(feed.items), 'item')}, named “{feed.name}”")
        text = content.decode("utf-8", "replace").replace("\r\n", "\n")
        more = len(text) - MOST_TEXT
        self.text.setPlainText(text[:MOST_TEXT] + (f"\n… {more:,} more characters" if more > 0 else ""))
        if feed.items:
            self.table.selectRow(min(row, len(feed.items) - 1))
        self._show_item(self.table.currentIndex().row())

    def clear(self, words: str = "") -> None:
        """Show nothing, and why."""
        self.model.show(())
        self.count.setText(words)
        self.text.clear()
        self.detail.clear()

    def _show_item(self, row: int) -> None:
        items = self.model.items
        self.detail.setPlainText(whole_text(items[row]) if 0 <= row < len(items) else "")

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme


class _PreviewTable(QTableView):
    def __init__(self, theme: Theme, model: SeenModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Items that a recipient sees")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegate(_PreviewDelegate(theme, self))
        self.setStyleSheet("QHeaderView::section { padding: 0; }")
        self.setVerticalScrollBar(QuietScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.height.row)
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(SUMMARY, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            heads.resizeSection(column, width)
        model.modelReset.connect(lambda: heads.resizeSection(DAY, _TIMED if model.timed else _WIDTHS[DAY]))

    def set_theme(self, theme: Theme) -> None:
        self.setItemDelegate(_PreviewDelegate(theme, self))


class _PreviewDelegate(QStyledItemDelegate):
    """A row from edge to edge: the heads and the words below them start where the heading starts."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = self._theme, QRectF(option.rect), option.state
        if state & QStyle.StateFlag.State_Selected:
            active = state & QStyle.StateFlag.State_Active and state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(rect, theme.surface.selection if active else theme.surface.hover)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line.grid)
        font = theme.font("body")
        painter.setFont(font)
        painter.setPen(theme.text.first if index.column() == SUMMARY else theme.text.second)
        words = str(index.data(Role.DisplayRole) or "")
        cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - 10)
        painter.drawText(QPointF(rect.left(), round(theme.baseline(font, rect.top(), rect.height()))), cut)
