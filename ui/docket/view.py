"""The Docket view: every obligation and relief in one table."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from model.assess.standing import Assessment
from ui.docket.columns import COLUMN, COLUMNS
from ui.docket.entry import DocketEntry
from ui.docket.headbar import HeadBar, HeadButton
from ui.docket.model import DocketModel
from ui.docket.reading import cells_of, copy_table, sides_words
from ui.docket.table import DocketTable
from ui.filter.arrangement import ArrangementPlan
from ui.filter.filter import Filter
from ui.filter.grouping import GROUPING, GROUPINGS
from ui.filter.snapshot import Snapshot
from ui.frame.theme import Theme
from ui.inspector.keys import RecordKeys
from ui.shell.settings import Settings
from ui.widgets.empty import EmptyState
from ui.widgets.menuplace import choice_menu, drop_menu
from ui.workspace import Workspace

_WARM = 400
"""Records whose words are made ready in one idle moment."""


class DocketView(QWidget):
    """Table, head and empty states. Its state is remembered with the docket."""

    contextMenuRequested = Signal(QPoint)
    planChanged = Signal()
    newRequested = Signal()
    asked = Signal(str)
    """A button of an empty state: the key of an action."""

    def __init__(self, workspace: Workspace, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._picking = False
        self._stale = False
        self._sides: tuple[str, ...] = ("",)
        self._wanted = _default_columns("instrument")
        self.model = DocketModel(self)
        self.table = DocketTable(self.model, theme, self)
        self.head = HeadBar(theme, "Docket", self)
        self.group_button = self.head.add(HeadButton(theme, "Group: instrument", menu=True))
        self.columns_button = self.head.add(HeadButton(theme, "Columns", "columns"))
        self.copy_button = self.head.add(HeadButton(theme, "Copy as table", "copy"))
        self.new_button = self.head.add(HeadButton(theme, "New obligation", "plus", accent=True))
        self.empty = EmptyState(theme)
        self._lay_out(theme)
        self.setFocusProxy(self.table)
        self._connect()
        self.restore(settings)
        if workspace.ledger is not None:
            self._show(workspace.assessment)

    def _lay_out(self, theme: Theme) -> None:
        body, blank = QWidget(self), QWidget(self)
        edge = theme.space.view - theme.space.cell
        column = QVBoxLayout(body)
        column.setContentsMargins(edge, 0, 2, 0)
        column.addWidget(self.table)
        blank_column = QVBoxLayout(blank)
        blank_column.setContentsMargins(theme.space.view, 24, theme.space.view, 24)
        blank_column.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        # Pages are added once the layout stands in its view: a page without a parent would open as a window.
        self._pages = QStackedLayout()
        whole.addLayout(self._pages, 1)
        self._pages.addWidget(body)
        self._pages.addWidget(blank)
        self.setTabOrder(self.table, self.group_button)
        RecordKeys(self._workspace, self.table)

    def _connect(self) -> None:
        self._workspace.assessed.connect(self._show)
        self._workspace.selectionChanged.connect(self._choose)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self.open_record)
        self.table.foldChanged.connect(self._say_folded)
        self.table.customContextMenuRequested.connect(
            lambda place: self.contextMenuRequested.emit(self.table.viewport().mapToGlobal(place))
        )
        header = self.table.horizontalHeader()
        header.sectionClicked.connect(lambda section: self.sort_by(COLUMNS[section].key))
        header.customContextMenuRequested.connect(lambda place: self._show_columns(header.mapToGlobal(place)))
        self.group_button.clicked.connect(lambda: drop_menu(self.group_menu(), self.group_button))
        self.columns_button.clicked.connect(lambda: drop_menu(self.columns_menu(), self.columns_button))
        self.copy_button.clicked.connect(self.copy)
        self.new_button.clicked.connect(self.newRequested)
        self.empty.asked.connect(self.asked)
        self._warming = QTimer(self)
        self._warming.setInterval(0)
        self._warming.timeout.connect(self._warm)

    def set_filter(self, wanted: Filter) -> None:
        """Narrow the table."""
        self.model.set_filter(wanted)
        self._say()

    def sort_by(self, key: str) -> None:
        """Sort by a column; by the same one again, the other way."""
        plan = self.model.plan
        falling = not plan.descending if plan.sort == key else False
        self._set_plan(replace(plan, sort=key, descending=falling))

    def group_by(self, key: str) -> None:
        """Gather rows otherwise."""
        before = _default_columns(self.model.plan.grouping)
        if self._wanted == before:
            self._want(_default_columns(key))
        self._set_plan(replace(self.model.plan, grouping=key, shut=frozenset()))

    def shut_groups(self, shut: bool) -> None:
        """Shut or open every group."""
        groups = frozenset(self.model.rows.groups) if shut else frozenset()
        self._set_plan(replace(self.model.plan, shut=groups))

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column."""
        self._want(self._wanted | {key} if shown else self._wanted - {key})
        self.planChanged.emit()

    def reveal(self, record_id: str) -> bool:
        """Select a record and bring it into sight, opening its group. False: the filter hides it."""
        group = self.model.group_of(record_id)
        if group is not None and group.shut:
            self.model.toggle(group.key)
        if self.model.row_of(record_id) is None:
            return False
        self._workspace.select((record_id,), record_id)
        self.table.choose((record_id,), record_id)
        return True

    def open_record(self, record_id: str) -> None:
        """Ask for the editor of a record."""
        kind = "relief" if record_id in self._workspace.docket.reliefs else "obligation"
        self._workspace.edit(kind, record_id)

    def entries(self) -> list[DocketEntry]:
        """The selected records, or all that the table shows where fewer than two are selected."""
        self.catch_up()
        chosen = set(self._workspace.selection)
        rows = (self.model.entry(row) for row in range(self.model.rowCount()))
        found = [entry for entry in rows if entry is not None]
        picked = [entry for entry in found if entry.id in chosen]
        return picked if len(picked) > 1 else found

    def copy(self) -> None:
        """Put the rows on the clipboard, as text with tabs and as a table."""
        columns = [COLUMN[key] for key in self.table.shown_columns]
        copy_table(cells_of(self.entries(), columns))

    def group_menu(self) -> QMenu:
        """Every way to gather rows."""
        words = {one.key: one.words.capitalize() if one.key != "none" else "Not at all" for one in GROUPINGS}
        menu = choice_menu("Group by", self, words, self.model.plan.grouping, self.group_by)
        menu.addSeparator()
        menu.addAction("Open all groups").triggered.connect(lambda: self.shut_groups(False))
        menu.addAction("Shut all groups").triggered.connect(lambda: self.shut_groups(True))
        return menu

    def sort_menu(self) -> QMenu:
        """Every column to sort by."""
        menu = QMenu("Sort by", self)
        for column in COLUMNS:
            action = menu.addAction(column.words)
            action.setCheckable(True)
            action.setChecked(column.key == self.model.plan.sort)
            action.triggered.connect(lambda _=False, key=column.key: self.sort_by(key))
        return menu

    def columns_menu(self) -> QMenu:
        """Every column that may be hidden; those that have no room say so."""
        menu = QMenu("Columns", self)
        for column in COLUMNS:
            if column.fixed:
                continue
            cut = column.key in self.table.folded_columns
            action = menu.addAction(f"{column.words} (no room now)" if cut else column.words)
            action.setCheckable(True)
            action.setChecked(column.key in self._wanted)
            action.toggled.connect(lambda on, key=column.key: self.show_column(key, on))
        menu.addSeparator()
        self.table.heads.add_way_back(menu)
        return menu

    def save(self, settings: Settings) -> None:
        """Remember grouping, sort, shut groups, columns and their widths."""
        plan = self.model.plan
        settings.put("grouping", plan.grouping)
        settings.put("sort", plan.sort)
        settings.put("descending", plan.descending)
        settings.put("shut", sorted(plan.shut))
        settings.put("columns", sorted(self._wanted))
        self.table.heads.save(settings, "widths")

    def restore(self, settings: Settings) -> None:
        """Take up what was remembered; what is no longer known is left out."""
        grouping = settings.get("grouping", "instrument")
        sort = settings.get("sort", "due")
        grouping = grouping if grouping in GROUPING else "instrument"
        columns = settings.get("columns", sorted(_default_columns(grouping)))
        self._want(frozenset(columns) & COLUMN.keys())
        self.table.heads.restore(settings, "widths")
        plan = ArrangementPlan(
            grouping=grouping,
            sort=sort if sort in COLUMN else "due",
            descending=settings.get("descending", False),
            filter=self.model.plan.filter,
            shut=frozenset(settings.get("shut", [])),
        )
        self._set_plan(plan)

    def _set_plan(self, plan: ArrangementPlan) -> None:
        self.model.set_plan(plan)
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if plan.descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(list(COLUMN).index(plan.sort), order)
        self.group_button.say(f"Group: {GROUPING[plan.grouping].words}")
        self.planChanged.emit()

    def _want(self, keys: Iterable[str]) -> None:
        fixed = {column.key for column in COLUMNS if column.fixed}
        self._wanted = frozenset(keys) | fixed
        self.table.set_wanted(self._wanted)

    def showEvent(self, event: QShowEvent) -> None:
        """What was put off while another view was in sight is made up for."""
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """Show what the workspace holds now, where that was put off."""
        if self._stale:
            self._take_in()

    def _show(self, _: Assessment) -> None:
        """Nothing is arranged while another view of the window is in sight."""
        self._stale = True
        if self.isVisible() or not self.window().isVisible():
            self._take_in()

    def _take_in(self) -> None:
        space = self._workspace
        self._stale = False
        self.model.show_snapshot(Snapshot(space.docket, space.assessment, space.slots))
        self._sides = sides_words(self._workspace.slots)
        self._choose()
        self._say()
        self._warming.start()

    def _warm(self) -> None:
        if self.model.warm(_WARM):
            self._warming.stop()

    def _say(self) -> None:
        """Summary, and the empty state where no row is left."""
        docket, passed = self._workspace.docket, self.model.rows.passed
        whole = len(docket.obligations) + len(docket.reliefs)
        if self.model.plan.filter.empty:
            self.head.summarise(*self._sides)
        else:
            self.head.summarise(f"{passed:,} of {whole:,} records pass the filter", f"{passed:,} of {whole:,}")
        self._pages.setCurrentIndex(0 if passed else 1)
        if not whole:
            self.empty.say(
                "Nothing is on the docket yet.",
                "Enter the first obligation: who must do what, by when, and under which clause.",
                (("new_obligation", "New obligation"), ("open_sample", "Open the sample")),
            )
        elif not passed:
            self.empty.say(
                "No record passes the filter.",
                f"The docket holds {whole:,} records; the words and chips above hide them all.",
                (("clear_filter", "Clear the filter"),),
            )

    def _choose(self) -> None:
        if not self._picking:
            self.table.choose(self._workspace.selection, self._workspace.current)

    def _picked(self, ids: tuple[str, ...], current: str) -> None:
        shown = current or (self._workspace.current if not ids else "")
        if not current and ids and self._workspace.current in ids:
            shown = self._workspace.current
        # The table knows what it picked: an echo would make it forget what a filter hides.
        self._picking = True
        self._workspace.select(ids, shown)
        self._picking = False

    def _say_folded(self, number: int) -> None:
        self.columns_button.say(f"Columns, {number} folded" if number else "Columns")
        self.head.resizeEvent(None)

    def _show_columns(self, place: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)


def _default_columns(grouping: str) -> frozenset[str]:
    """All columns; the instrument only where the rows aren't gathered under it."""
    keys = frozenset(column.key for column in COLUMNS)
    return keys - {"instrument"} if grouping == "instrument" else keys
