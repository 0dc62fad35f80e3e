"""The Journal view: every change, who made it and when, and the proof that none was touched since."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QTableView, QVBoxLayout, QWidget

from model.days.wording import say_count, say_day
from model.ledger.journal import JournalEntry
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from ui.docket.headbar import HeadBar, HeadButton
from ui.frame.panel import in_column
from ui.frame.theme import Theme, set_property
from ui.journal.changes import change_lines
from ui.shell.jobs import Jobs
from ui.shell.record_menu import MenuAsked
from ui.shell.settings import Settings
from ui.widgets.banner import MessageBar
from ui.widgets.columnheads import ColumnHeads
from ui.widgets.menuplace import index_asked
from ui.widgets.surface import Surface
from ui.widgets.workbar import WorkBar
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

HEADS: Final = ("Entry", "When", "Who", "What")
PIECE: Final = 200
"""Entries read at a time."""


class JournalModel(QAbstractTableModel):
    """Entries of one ledger."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger: Ledger | None = None
        self._entries: list[JournalEntry] = []

    def show(self, ledger: Ledger | None) -> None:
        """Show the journal of ``ledger`` from its newest entry."""
        self.beginResetModel()
        self._ledger = ledger
        self._entries = list(ledger.journal(limit=PIECE)) if ledger else []
        self.endResetModel()

    def catch_up(self) -> None:
        """Take in what was written since, at the top; what is read already stays where it is."""
        if self._ledger is None:
            return
        newest = self._entries[0].seq if self._entries else 0
        fresh = [entry for entry in self._ledger.journal(limit=PIECE) if entry.seq > newest]
        if fresh:
            self.beginInsertRows(QModelIndex(), 0, len(fresh) - 1)
            self._entries[:0] = fresh
            self.endInsertRows()

    def entry(self, row: int) -> JournalEntry:
        """The entry of a row."""
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many entries are read."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number, moment, author, label."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older entries are left."""
        return not parent.isValid() and bool(self._entries) and self._entries[-1].seq > 1

    def fetchMore(self, parent: Index) -> None:
        """Read the next older ones."""
        if self._ledger is None or not self._entries:
            return
        older = self._ledger.journal(before=self._entries[-1].seq, limit=PIECE)
        if older:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
            self._entries += older
            self.endInsertRows()

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """One cell."""
        if not index.isValid() or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        entry = self._entries[index.row()]
        words = (f"{entry.seq:,}", when_words(entry), entry.who, entry.label)[index.column()]
        return words if role == Role.DisplayRole else f"{HEADS[index.column()]}: {words}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The heads."""
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return HEADS[section]
        return None


def when_words(entry: JournalEntry) -> str:
    """Day and time of an entry, on this machine's clock."""
    moment = entry.moment.astimezone()
    return f"{say_day(moment.date())}, {moment:%H:%M}"


_WIDTHS = {"Entry": 80, "When": 210, "Who": 130}
_DETAIL = 176
MOST = 100
"""How many records of an entry its menu lists."""
_ITEM_PAD = 15
"""What the style lays before the text of a cell; the heads stand over it."""


class JournalView(QWidget):
    """Entries, what the chosen one changed, and a button that verifies the chain."""

    def __init__(
        self, workspace: Workspace, theme: Theme, jobs: Jobs, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self.head = HeadBar(theme, "Journal", self)
        self.verify_button = self.head.add(HeadButton(theme, "Verify the chain", "check", accent=True))
        self.work = WorkBar(theme)
        self.work.hide()
        self.result = MessageBar(theme)
        self.model = JournalModel(self)
        self.table = QTableView()
        self.heads = ColumnHeads(theme, HEADS, HEADS[-1], self.table)
        self.detail = _detail(theme)
        self._set_up_table(theme)
        self.heads.keep_in(settings, "journal_widths")
        self._lay_out(theme)
        self.setFocusProxy(self.table)
        self.verify_button.clicked.connect(self.verify)
        workspace.opened.connect(self._opened)
        workspace.assessed.connect(lambda _: self._catch_up())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.table.selectionModel().currentRowChanged.connect(self._show_entry)
        self._opened()

    def _set_up_table(self, theme: Theme) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Journal")
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.height.row)
        self.heads.setFixedHeight(theme.height.table_head)
        self.heads.setSectionsClickable(False)
        self.heads.setStyleSheet(f"QHeaderView::section {{ padding-left: {_ITEM_PAD}px }}")
        self.heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.heads.lay_out_by({key: theme.at_size(wide) for key, wide in _WIDTHS.items()})
        table.setHorizontalHeader(self.heads)

    def _lay_out(self, theme: Theme) -> None:
        edge = theme.space.view
        body = QVBoxLayout()
        body.setContentsMargins(edge - _ITEM_PAD, 0, 2, 0)
        body.addWidget(self.table)
        told = QVBoxLayout()
        told.setContentsMargins(edge, 0, edge, 8)
        told.addWidget(self.work)
        told.addWidget(self.result)
        foot = Surface(theme, "panel", ("top",))
        foot.setFixedHeight(theme.at_size(_DETAIL))
        column = QVBoxLayout(foot)
        column.setContentsMargins(edge, 12, edge, 12)
        column.addWidget(self.detail)
        column.addStretch(1)
        in_column(self, self.head, told, body, foot, stretched=(body,))

    def verify(self) -> None:
        """Check the file, the chain and the replay, away from the window's thread."""
        path = self._workspace.path
        if path is None or not self.verify_button.isEnabled():
            return
        self.verify_button.setEnabled(False)
        self.result.hide()
        self.work.cancel.hide()
        self.work.show_progress("Replaying the journal from nothing", 0, 0)
        self.work.show()
        job = self._jobs.run("Verify", lambda _: _findings_of(path), self._say)
        job.refused.connect(self._workspace.fail)
        job.ended.connect(self._verified)

    def _verified(self) -> None:
        self.work.hide()
        self.verify_button.setEnabled(True)

    def _say(self, findings: tuple[str, ...]) -> None:
        if findings:
            more = "\n".join(findings[:8])
            self.result.report(f"The docket does not hold together: {say_count(len(findings), 'finding')}.", more)
        else:
            self.result.report(
                "The docket is sound.",
                "The chain holds, and replaying it from nothing gives every record byte for byte.",
            )

    def _opened(self) -> None:
        self.model.show(self._workspace.ledger)
        self.result.hide()
        self._summarise()
        if self.model.rowCount():
            self.table.selectRow(0)

    def _catch_up(self) -> None:
        follows = self.table.currentIndex().row() <= 0
        self.model.catch_up()
        self._summarise()
        if follows and self.model.rowCount():
            self.table.selectRow(0)

    def _summarise(self) -> None:
        ledger = self._workspace.ledger
        number = ledger.head.seq if ledger else 0
        entries = "1 entry" if number == 1 else f"{number:,} entries"
        self.head.summarise(*((f"{entries}, up to {ledger.head.words}", entries) if ledger else ("",)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on an entry, and on the record that it changed where that is one and is there still."""
        index, place = index_asked(self.table, event)
        if index.isValid():
            entry = self.model.entry(index.row())
            copying = QAction("Copy the entry", self)
            copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.entry_text(entry)))
            self._workspace.menuRequested.emit(MenuAsked(self.table, self._changed(entry), place, (copying,)))

    def entry_text(self, entry: JournalEntry) -> str:
        """An entry as text: its number, when, by whom, and what it changed."""
        return f"{entry.seq}, {when_words(entry)}, {entry.who}\n{_entry_words(self._workspace, entry)}\n"

    def _changed(self, entry: JournalEntry) -> tuple[str, ...]:
        """The obligations and reliefs that an entry changed and that are there now; else the one event or document."""
        docket = self._workspace.docket
        ids = tuple(dict.fromkeys(change.id for change in entry.changes))
        nodes = tuple(one for one in ids if one in docket.obligations or one in docket.reliefs)
        others = tuple(one for one in ids if one in docket.events or one in docket.documents)
        return nodes[:MOST] or others[:1]

    def _show_entry(self, current: QModelIndex, _: QModelIndex) -> None:
        self.detail.setText(_entry_words(self._workspace, self.model.entry(current.row())) if current.isValid() else "")


def _findings_of(path: Path) -> tuple[str, ...]:
    from model.remembers import KINDS

    return verify(path, KINDS)


def _entry_words(workspace: Workspace, entry: JournalEntry) -> str:
    return "\n".join([entry.label, *change_lines(workspace.docket, entry, limit=6)])


def _detail(theme: Theme) -> QLabel:
    label = WrapLabel()
    label.setFont(theme.font("small"))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    set_property(label, "role", "second")
    label.setAccessibleName("What the entry changed")
    return label
