"""The Covenants view: tests and continuing covenants at the left, the chosen one at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.covenants.detail import CovenantDetail
from ui.covenants.listing import CovenantRow, covenants_of, listing, summary
from ui.covenants.opening import open_cure, open_figures
from ui.covenants.plot import PERIODS, Period
from ui.covenants.rowlist import CovenantRowList
from ui.docket.headbar import HeadBar, HeadButton
from ui.frame.panel import in_column
from ui.frame.theme import Theme
from ui.frame.view import NarrowedView
from ui.inspector.keys import RecordKeys
from ui.widgets.empty import EmptyState
from ui.widgets.surface import Surface
from ui.workspace import Workspace

_LIST = 320
_LIST_SMALL = 264
_ROOMY = 960


class CovenantsView(NarrowedView):
    """Selection is shared with the other views and the inspector."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self._shown = ""
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        self.head = HeadBar(theme, "Covenants", self)
        self.period_button = self.head.add(HeadButton(theme, "Period: recent", menu=True))
        self.metrics_button = self.head.add(HeadButton(theme, "Metrics…"))
        self.figures_button = self.head.add(HeadButton(theme, "Enter figures…", icon="plus", accent=True))
        self.empty = EmptyState(theme)
        self.empty.setContentsMargins(theme.space.view, 16, theme.space.view, 0)
        self.empty.hide()
        self.body = QWidget(self)
        side = Surface(theme, "view", ("right",), self.body)
        self.list = CovenantRowList(theme, side)
        self.side = side
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(self.list)
        self.detail = CovenantDetail(theme, self.body)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.detail, 1)
        in_column(self, self.head, self.empty, self.body, stretched=(self.empty, self.body))
        self.setFocusProxy(self.list)
        self.setTabOrder(self.list, self.detail.reading_button)
        RecordKeys(self._workspace, self.list)

    def _connect(self) -> None:
        space = self._workspace
        self._follow_workspace()
        self.list.picked.connect(lambda one: space.select((one,), one))
        self.list.opened.connect(lambda one: space.edit("obligation", one))
        self.list.menuAsked.connect(self.contextMenuRequested)
        self.period_button.clicked.connect(self._drop_periods)
        self.figures_button.clicked.connect(lambda: self.asked.emit("enter_figures"))
        self.metrics_button.clicked.connect(lambda: self.asked.emit("metrics"))
        self.empty.asked.connect(self.asked)
        self.detail.asked.connect(self._answer)

    def set_theme(self, theme: Theme) -> None:
        """Everything is coloured anew."""
        self._theme = theme
        for each in (self.detail, self.detail.facts, self.detail.table):
            each.set_theme(theme)
        self._stale = True
        if self.isVisible():
            self._renew()

    def reveal(self, record_id: str) -> bool:
        """Select a record and bring it into sight. False: it is no test or covenant, or the filter hides it."""
        if self.isVisible() and self.list.rows.place(record_id) < 0:
            return False
        self._workspace.select((record_id,), record_id)
        return True

    @property
    def shown(self) -> str:
        """The id of the test that is shown at the right."""
        return self._shown

    # ------------------------------------------------------------------------------------------ showing

    def _opened(self) -> None:
        self._shown = ""
        self._renew()

    def _renew(self) -> None:
        space = self._workspace
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        rows = listing(space.docket, space.assessment, self._passing(space.docket, space.assessment))
        ids = [row.id for row in rows if isinstance(row, CovenantRow)]
        self._show_frame(bool(ids))
        if not ids:
            return
        if space.current in ids:
            self._shown = space.current
        if self._shown not in ids:
            self._shown = ids[0]
        self.list.show_rows(rows, self._shown)
        self.head.summarise(*summary(rows, space.docket))
        self._show_detail()

    def set_period(self, period: Period) -> None:
        """How much of the past the charts show."""
        self.period_button.say(f"Period: {PERIODS[period]}")
        self.detail.set_period(period)
        self._show_detail()

    def period_menu(self) -> QMenu:
        """The periods to choose from."""
        menu = QMenu(self)
        for period, words in PERIODS.items():
            menu.addAction(words.capitalize(), partial(self.set_period, period))
        return menu

    def _drop_periods(self) -> None:
        menu = self.period_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.period_button.mapToGlobal(QPoint(0, self.period_button.height())))

    def _show_frame(self, some: bool) -> None:
        self.body.setVisible(some)
        self.empty.setVisible(not some)
        if some:
            return
        self.head.summarise("")
        if covenants_of(self._workspace.docket):
            words = "No test or covenant passes the filter.", "Clear it to see them all."
            self.empty.say(*words, (("clear_filter", "Clear the filter"),))
        else:
            self.empty.say(
                "No tests or continuing covenants.",
                "Enter what the formulas measure as metrics, then each test with its threshold and formula; then the"
                " figures of a period. A covenant without a threshold is entered as an obligation of its kind.",
                (("new_test", "New test"), ("new_metric", "New metric"), ("new_obligation", "New obligation")),
            )

    def _show_detail(self) -> None:
        test = self._workspace.docket.obligations.get(self._shown)
        if test is not None:
            self.detail.show_test(self._workspace.docket, self._workspace.assessment, test)

    def _choose(self) -> None:
        current = self._workspace.current
        if not self.isVisible():
            self._stale = True
        elif self.list.rows.place(current) >= 0 and current != self._shown:
            self._shown = current
            self.list.choose(current)
            self._show_detail()
            self.detail.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list gives way in a small window."""
        super().resizeEvent(event)
        sizes = self._theme
        roomy = self.width() >= sizes.at_size(_ROOMY)
        self.side.setFixedWidth(sizes.at_size(_LIST if roomy else _LIST_SMALL))

    # -------------------------------------------------------------------------------------------- actions

    def _answer(self, action: str) -> None:
        space = self._workspace
        if action == "reading":
            space.record((self._shown,), "reading")
        elif action == "figures":
            self.enter_figures(self._shown)
        elif action == "cure" and space.may_write():
            open_cure(space, self._theme, self.window(), self._shown)
        elif action == "formula":
            space.edit("obligation", self._shown)
        elif action == "source" and self.detail.face is not None and self.detail.face.source is not None:
            space.show_source(self.detail.face.source)
        elif action.startswith("metric:"):
            space.edit("metric", action.removeprefix("metric:"))

    def enter_figures(self, test: str = "") -> None:
        """Open the table of a period's figures, on the metrics of one test where it is given."""
        if self._workspace.may_write():
            open_figures(self._workspace, self._theme, self.window(), test)
