"""The window of reminders: what is due, snoozed and coming, when it was last looked, and how Duly reminds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.frame.panel import fit
from ui.frame.theme import Theme
from ui.reminders.desktop.background import Background
from ui.reminders.list.listing import rows_of
from ui.reminders.list.rowlist import ReminderList
from ui.reminders.list.rows import ReminderListRow
from ui.reminders.selftest.selftest import SelfTest
from ui.reminders.selftest.stages import StageList
from ui.reminders.service import ReminderService
from ui.reminders.snoozing import UntilCard, snooze_menu
from ui.reminders.status import StatusLines
from ui.widgets.empty import EmptyState
from ui.widgets.icons import icon
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.workspace import Workspace

SIZE = QSize(860, 680)
LEAST = QSize(640, 420)
MARGIN = 24
_TAB_PAD = 18
"""What a tab has beside its words."""
PAGES = ("Reminders", "Settings")

MakeSettings = Callable[[QWidget], QWidget]


class RemindersWindow(QDialog):
    """Follows the service. It stands beside the main window, so that what is opened can be seen."""

    openAsked = Signal(str)
    """The id of a record to be shown in the main window."""

    def __init__(
        self,
        workspace: Workspace,
        service: ReminderService,
        test: SelfTest,
        theme: Theme,
        background: Background,
        settings: MakeSettings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._workspace = workspace
        self._service = service
        self._test = test
        self._look = theme
        self._background = background
        self._make_settings = settings
        self.setObjectName("reminders")
        self.setWindowTitle("Reminders")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._wire()
        self.setMinimumSize(LEAST)
        fit(self, SIZE, LEAST, self._look)
        self.refresh()

    # ------------------------------------------------------------------------------------------- layout

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        whole.addWidget(Hairline(self._look))
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_list())
        whole.addWidget(self.pages, 1)

    def _build_head(self) -> QHBoxLayout:
        title = QLabel("Reminders")
        title.setFont(self._look.font("title"))
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("What is shown")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in PAGES:
            self.tabs.addTab(words)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 14, MARGIN - _TAB_PAD, 10)
        head.addWidget(title, 1)
        head.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        return head

    def _build_list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.status = StatusLines(self._look, self._service, self._background)
        self.stages = StageList(self._look)
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 12, MARGIN, 8)
        top.setSpacing(8)
        top.addWidget(self.status)
        top.addWidget(self.stages)
        self.list = ReminderList(self._look)
        self.empty = EmptyState(self._look)
        self.empty.setContentsMargins(MARGIN, 18, MARGIN, 0)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(Hairline(self._look))
        column.addWidget(self._build_foot())
        return page

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.open_button = QPushButton("Open")
        self.snooze_button = QPushButton("Snooze")
        self.snooze_button.setIcon(icon("chevron-down"))
        self.snooze_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.acknowledge_button = QPushButton("Acknowledge")
        self.test_button = QPushButton("Send me a test reminder")
        self.close_button = QPushButton("Close")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(8)
        row.addWidget(self.acknowledge_button)
        row.addWidget(self.snooze_button)
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(self.test_button)
        row.addWidget(self.close_button)
        for name in ("open", "snooze", "acknowledge", "test", "close"):
            button: QPushButton = getattr(self, f"{name}_button")
            button.setObjectName(f"reminders.{name}")
            button.setAutoDefault(False)
        self.acknowledge_button.setToolTip("A: what is selected is not shown again")
        self.snooze_button.setToolTip("S: what is selected comes back later")
        self.open_button.setToolTip("Enter: the record is shown in the main window")
        return foot

    # ------------------------------------------------------------------------------------------ following

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.list.asked.connect(self._do)
        self.list.menuAsked.connect(lambda place: self.menu(place).popup(place))
        self.list.selectionMade.connect(self._allow)
        self.open_button.clicked.connect(lambda: self._do("open", self.list.selected_rows(), QPoint()))
        self.acknowledge_button.clicked.connect(lambda: self._do("acknowledge", self.list.selected_rows(), QPoint()))
        self.snooze_button.clicked.connect(self._snooze_selected)
        self.test_button.clicked.connect(self.start_test)
        self.close_button.clicked.connect(self.close)
        self.status.checkAsked.connect(self._service.look)
        self.empty.asked.connect(lambda _: self.start_test())
        self._service.changed.connect(self.refresh)
        self._test.changed.connect(self._show_test)

    def refresh(self) -> None:
        """Show what the service found."""
        now = self._service.now
        rows = rows_of(self._service.found, self._workspace.assessment, now)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.test_button.setVisible(bool(rows))  # else it stands where the rows would
        self._say_empty()
        self.status.refresh()
        self._show_test()
        self._allow()

    def show_page(self, page: str) -> None:
        """Turn to the list or to the settings."""
        self.tabs.setCurrentIndex(PAGES.index(page))

    def start_test(self) -> None:
        """Send a test reminder the whole way, and show how far it comes."""
        self.show_page("Reminders")
        self._test.start()
        self.list.setFocus()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first reminder."""
        if self.list.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn(self, page: int) -> None:
        if page == 1 and self.pages.count() == 1:
            self.pages.addWidget(self._make_settings(self.pages))
        self.pages.setCurrentIndex(page)

    def _say_empty(self) -> None:
        if not self._service.reminds:
            self.empty.say(
                "This docket reminds nobody.",
                "It carries its own clock, as the sample does. Whether reminders would reach you can be tried.",
                (("test", "Send me a test reminder"),),
            )
        elif self._service.is_planning:
            self.empty.say("The reminders are being read.", "A large docket takes a moment.")
        else:
            self.empty.say(
                "Nothing is due, and nothing comes in the next 30 days.",
                "Reminders come 14 and 3 days before a day that counts and on the day itself, unless the settings or "
                "the record say otherwise.",
                (("test", "Send me a test reminder"),),
            )

    def _show_test(self) -> None:
        self.stages.show_stages(self._test.stages)

    def _allow(self) -> None:
        offered = [{key for key, _ in row.actions} for row in self.list.selected_rows()]
        self.open_button.setEnabled(len(offered) == 1 and "open" in offered[0])
        self.snooze_button.setEnabled(any("snooze" in one for one in offered))
        self.acknowledge_button.setEnabled(any("acknowledge" in one for one in offered))

    # --------------------------------------------------------------------------------------------- actions

    def menu(self, place: QPoint) -> QMenu:
        """What can be done with the selected reminders, dropped at a place of the screen."""
        rows = self.list.selected_rows()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, words in dict.fromkeys(pair for row in rows for pair in row.actions):
            action = menu.addAction("Snooze…" if key == "snooze" else words)
            action.triggered.connect(lambda _=False, key=key: self._do(key, rows, place))
        return menu

    def _do(self, chosen: str, rows: Collection[ReminderListRow], place: QPoint) -> None:
        able = [row for row in rows if chosen in {key for key, _ in row.actions}]
        ids = [key for row in able for key in row.keys]
        if not able:
            return
        if chosen == "open":
            self.openAsked.emit(able[0].record)
        elif chosen == "acknowledge":
            self._service.acknowledge(ids)
        else:
            self._ask_snooze(ids, place)

    def _snooze_selected(self) -> None:
        corner = self.snooze_button.mapToGlobal(self.snooze_button.rect().bottomLeft())
        self._do("snooze", self.list.selected_rows(), corner)

    def _ask_snooze(self, ids: Collection[str], place: QPoint) -> None:
        menu = snooze_menu(
            self,
            self._service.now,
            self._service.zone,
            partial(self._service.snooze, ids),
            partial(self._ask_until, ids, place),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _ask_until(self, ids: Collection[str], place: QPoint) -> None:
        card = UntilCard(self._look, self._service.now, self._service.zone, self)

        def snooze(until: datetime) -> None:
            self._service.snooze(ids, until)

        card.chosen.connect(snooze)
        card.closed.connect(card.deleteLater)
        card.open_near(place)
