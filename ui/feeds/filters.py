"""The saved filters: what each narrows by; renamed in place, deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from model.feed.spec import SavedFilter
from ui.feeds.words import scope_note
from ui.frame.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.elided import plain_tooltip
from ui.widgets.smallcaps import SectionHead

_KEY = Qt.ItemDataRole.UserRole
_ROW, _ROWS = 28, 5


class FilterShelf(QWidget):
    """Emits `renamed(filter, title)` and `forgotten(filter)`. F2 renames, Delete deletes."""

    renamed = Signal(object, str)
    forgotten = Signal(object)

    def __init__(self, theme: Theme, inset: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: tuple[SavedFilter, ...] = ()
        self.head = SectionHead(theme, "Saved filters", ruled=False)
        self.head.setContentsMargins(inset, 0, 12, 0)
        self.list = _FilterList(self)
        self.list.setStyleSheet(
            f"QListView {{ background: transparent; }} QListView::item {{ padding: 0 8px 0 {inset - 6}px; }}"
        )
        self.rename_button, self.delete_button = (
            link(words, spoken=f"{words} the saved filter") for words in ("Rename", "Delete")
        )
        row = QHBoxLayout()
        row.setContentsMargins(inset, 2, 12, 10)
        row.setSpacing(16)
        row.addWidget(self.rename_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(self.head)
        inside.addWidget(self.list)
        inside.addLayout(row)
        self.rename_button.clicked.connect(self.begin_rename)
        self.delete_button.clicked.connect(self.delete)
        self.list.itemChanged.connect(self._typed)

    def show_filters(self, filters: tuple[SavedFilter, ...]) -> None:
        """Show these; the shelf is there only while there are any."""
        self._filters = filters
        row = max(self.list.currentRow(), 0)
        held = self.list.blockSignals(True)
        self.list.clear()
        for one in filters:
            item = QListWidgetItem(one.title)
            item.setData(_KEY, one.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(plain_tooltip(f"{one.title}: {scope_note(one.scope)}"))
            self.list.addItem(item)
        self.list.blockSignals(held)
        self.list.setCurrentRow(min(row, len(filters) - 1))
        self.list.setFixedHeight(min(len(filters), _ROWS) * _ROW + 2)
        self.setVisible(bool(filters))

    @property
    def current(self) -> SavedFilter | None:
        """The filter that is chosen."""
        item = self.list.currentItem()
        return self._of(item) if self._filters else None

    def begin_rename(self) -> None:
        """Edit the name in its place."""
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item)

    def delete(self) -> None:
        """Ask for the chosen filter to be forgotten."""
        one = self.current
        if one is not None:
            self.forgotten.emit(one)

    def _typed(self, item: QListWidgetItem) -> None:
        one, title = self._of(item), " ".join(item.text().split())
        if one is None or title == one.title:
            return
        if title:
            self.renamed.emit(one, title)
        else:
            item.setText(one.title)

    def _of(self, item: QListWidgetItem) -> SavedFilter | None:
        return next((one for one in self._filters if one.id == item.data(_KEY)), None)


class _FilterList(QListWidget):
    def __init__(self, owner: FilterShelf) -> None:
        super().__init__()
        self._owner = owner
        self.setAccessibleName("Saved filters")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._owner.delete()
        else:
            super().keyPressEvent(event)
