"""The main window: the frame, its views and the inspector, and what is remembered of them."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.docket.view import DocketView
from ui.feeds.service import FeedService
from ui.feeds.state import feed_item
from ui.filter.filter import Filter
from ui.filter.kept import filter_from, keep_filter
from ui.frame.appearance import Appearance
from ui.frame.panel import in_column
from ui.frame.theme import Theme
from ui.reminders.presenter import ReminderPresenter
from ui.shell.action_spec import Actions, Situation
from ui.shell.actions import MENUS
from ui.shell.bars.bottombar import BottomBar, next_deadline
from ui.shell.bars.dock import EDGE, InspectorDock
from ui.shell.bars.menubar import MenuLine
from ui.shell.bars.messages import Messages, day_words
from ui.shell.bars.topbar import TopBar
from ui.shell.dropped_files import Dropping
from ui.shell.files import Files
from ui.shell.handlers import Handlers
from ui.shell.jobs import Jobs
from ui.shell.menus import Menus
from ui.shell.placing import fit_on_screen
from ui.shell.settings import Settings
from ui.shell.starting import StartDocket
from ui.shell.taborder import go_to_next_stop
from ui.shell.unsaved_drafts import offer_waiting
from ui.shell.view_factory import make_view
from ui.shell.views import VIEWS, Narrows, Reveals
from ui.shell.width_sharing import WidthSharing
from ui.sync.service import SyncService
from ui.widgets.banner import DayBanner
from ui.widgets.empty import EmptyState
from ui.widgets.rail import Rail, RailItem
from ui.widgets.slot import WidgetSlot
from ui.workspace import Workspace

FIRST_VIEW = "today"
"""What a first start opens on; later starts open on the view that was left."""
_SIZE = (1440, 900)
_LEAST = (900, 460)
"""What 200 % leaves of 1920 by 1080, less the frame of the window and the panels of the desktop."""


class Window(QMainWindow):
    """One window on one docket; what of it others know is :class:`ui.shell.shell.ShellParts`."""

    textSizeChosen = Signal(int)
    """Another size of text is wanted, in per cent: a window is laid out by the size at which it is made."""

    left = Signal()
    """It was closed for good, not only hidden in the tray."""

    def __init__(self, workspace: Workspace, appearance: Appearance, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.appearance = appearance
        self.settings = settings
        self.files = Files(workspace, settings, self)
        self.jobs = Jobs(self)
        self.feeds = FeedService(workspace, self)
        self.sync = SyncService(workspace, self)
        self._views: dict[str, QWidget] = {}
        self._view = "docket"
        self._build(appearance.theme)
        self.handlers = Handlers(self)
        self.base_menu = self.handlers.context_menu
        self.show_context_menu = self.handlers.show_context_menu
        self.actions_ = Actions(self, MENUS, self.handlers, workspace)
        self.menus = Menus(self)
        self.view_actions = self.menus.views
        self.dropping = Dropping(self)
        self.start = StartDocket(self)
        self.width_sharing = WidthSharing(self)
        self._connect()
        self.presenter = ReminderPresenter(self)
        self._restore()

    @property
    def docket_view(self) -> DocketView:
        """The table's view, which is always there."""
        return cast(DocketView, self._views["docket"])

    @property
    def view(self) -> str:
        """The key of the view that is shown."""
        return self._view

    @property
    def widget(self) -> QWidget:
        """Itself, as the parent of what opens over it."""
        return self

    @property
    def theme(self) -> Theme:
        """The look that is on."""
        return self.appearance.theme

    @property
    def current_view(self) -> QWidget:
        """The view that is shown, or what stands in its place while no docket is open."""
        return cast(QWidget, self.stack.currentWidget())

    def say(self, words: str) -> None:
        """Say what was just done, for a few seconds."""
        self.bottom.say(words)

    def trigger(self, key: str) -> None:
        """Carry out an action of the table, if it is possible now."""
        self.actions_[key].trigger()

    def choose_text_size(self, percent: int) -> None:
        """Ask for text of another size."""
        self.textSizeChosen.emit(percent)

    def show_view(self, key: str) -> QWidget:
        """Show a view; it is made when it is first shown."""
        if key not in self._views:
            self._views[key] = make_view(key, self)
            self.stack.addWidget(self._views[key])
        focus = QApplication.focusWidget()
        held = focus is not None and self.stack.isAncestorOf(focus)
        self._view = key
        self.stack.setCurrentWidget(self._views[key] if self.workspace.ledger else self._blank)
        self.rail.select(key)
        self.view_actions[key].setChecked(True)
        self._allow()
        if held:
            self._views[key].setFocus(Qt.FocusReason.OtherFocusReason)
        return self._views[key]

    def go_to(self, record_id: str) -> None:
        """Show a record in the view that is shown, or in the docket, lifting the filter where it hides it."""
        here = self._views[self._view]
        view = here if isinstance(here, Reveals) else self.show_view("docket")
        if isinstance(view, Reveals) and not view.reveal(record_id):
            self.top.clear()
            view.reveal(record_id)
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_in_docket(self, wanted: Filter) -> None:
        """Show in the docket what passes a filter, and nothing else."""
        self.show_view("docket")
        self.top.set_filter(wanted)
        self.docket_view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def come_forward(self) -> None:
        """Bring the window before all others: a second start asked for it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
        self.show()
        self.raise_()
        self.activateWindow()

    def actions_by_menu(self) -> list[tuple[str, list[QAction]]]:
        """The name of each menu with its own actions."""
        return self.menus.by_menu()

    def open_reminders(self) -> None:
        """Open the list of reminders."""
        self.presenter.open_list()

    def quit(self) -> None:
        """End Duly, also where closing the window would only hide it."""
        self.presenter.quit()

    def begin(self, path: Path | None) -> bool:
        """Take the docket that a start asks for, to be opened once painted. False: another window has it."""
        return self.start.begin(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame is there: now the docket."""
        super().paintEvent(event)
        self.start.follow_paint()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide in the tray where reminders come from there, else leave: everything is saved already."""
        if self.presenter.stays():
            event.ignore()
            self._remember()
            self.hide()
            self.presenter.say_it_stays()
            return
        if not self.let_go():
            event.ignore()
            self.presenter.go_on()
            return
        event.accept()
        self.left.emit()

    def let_go(self) -> bool:
        """End all that the window does, and close its docket. False: the user chose to stay, and nothing ends."""
        if not self.handlers.may_leave():
            return False
        self._remember()
        self.presenter.close()
        self.jobs.close()
        self.feeds.stop()
        self.sync.stop()
        self.files.close()
        self.settings.sync()
        return True

    def _build(self, theme: Theme) -> None:
        """From the outside in: a widget that is made in its place is styled once."""
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        frame = QWidget(self)
        self.setCentralWidget(frame)
        self.menu_line = MenuLine(self.workspace, theme, frame)
        middle = QWidget(frame)
        self.rail = Rail(theme, [RailItem(view.key, view.word, view.icon, view.shortcut) for view in VIEWS], middle)
        right = QWidget(middle)
        self.top = TopBar(self.workspace, theme, right)
        self.banner = DayBanner(theme, right)
        self.banner.hide()
        self._build_split(theme, right)
        self.bottom = BottomBar(self.workspace, theme, frame)
        in_column(frame, self.menu_line, middle, self.bottom, stretched=(middle,))
        in_column(right, self.top, self.banner, self.split, stretched=(self.split,))
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)

    def _build_split(self, theme: Theme, right: QWidget) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal, right)
        self.split.setHandleWidth(EDGE)
        self.split.setChildrenCollapsible(False)
        views = QWidget(self.split)
        self.dock = InspectorDock(theme, self._make_inspector, self.split)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.messages = Messages(theme, views)
        self.drafts = WidgetSlot(theme, views)
        self.over = WidgetSlot(theme, views)
        self.stack = QStackedWidget(views)
        in_column(views, self.messages, self.drafts, self.over, self.stack, stretched=(self.stack,))
        self._views["docket"] = DocketView(self.workspace, theme, self.settings, self.stack)
        self.stack.addWidget(self._views["docket"])
        self._blank = QWidget(self.stack)
        self.stack.addWidget(self._blank)
        self.none_open = EmptyState(theme, self._blank)
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(theme.space.view, 40, theme.space.view, 24)
        blank.addWidget(self.none_open)

    def _connect(self) -> None:
        space = self.workspace
        space.opened.connect(self._opened)
        space.assessed.connect(lambda _: self._refresh())
        space.selectionChanged.connect(self._allow)
        space.supposed.connect(self._allow)
        space.failed.connect(self.messages.fail)
        space.recovered.connect(self.messages.end_failure)
        space.savedAt.connect(lambda _: self.messages.end_with_change())
        space.selectionChanged.connect(self.messages.end_with_choice)
        self.handlers.answer()
        self.files.may_leave = self.handlers.may_leave
        self.menus["Edit"].aboutToShow.connect(self._name_undo)
        self.files.calledForward.connect(self.come_forward)
        self.files.told.connect(self.messages.tell)
        self.banner.left.connect(space.back_to_today)
        self.rail.picked.connect(self.show_view)
        self.top.filtered.connect(self._filter)
        self.top.leftField.connect(lambda: self._views[self._view].setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.docket_view.newRequested.connect(self.actions_["new_obligation"].trigger)
        self.docket_view.asked.connect(self.trigger)
        self.none_open.asked.connect(self.trigger)
        self.messages.undone.connect(space.undo)
        self.feeds.changed.connect(lambda: self.bottom.show_feed(feed_item(self.feeds)))
        self.feeds.told.connect(self.messages.tell)
        self.sync.told.connect(self.messages.tell)
        self.bottom.feedAsked.connect(self.actions_["feeds"].trigger)
        self.messages.copied.connect(lambda report: QGuiApplication.clipboard().setText(report))
        self.start.changed.connect(self._refresh)

    def _opened(self) -> None:
        self.top.set_filter(Filter())
        branch = self.settings.for_docket(self.workspace.path)
        self.docket_view.restore(branch)
        self.top.set_filter(filter_from(branch))
        self.messages.clear()
        if self.workspace.refusal:
            self.messages.tell("Nothing can be changed in this docket.", self.workspace.refusal)
        self._refresh()
        self.dock.fill()
        self._start_with_what_is_next()
        offer_waiting(self, self.drafts)

    def _start_with_what_is_next(self) -> None:
        """A docket that opens with nothing selected opens on its next deadline."""
        found = None if self.workspace.selection else next_deadline(self.workspace)
        if found is not None:
            self.workspace.select((found[0].id,))

    def _refresh(self) -> None:
        space = self.workspace
        open_ = space.ledger is not None or self.start.is_awaited
        self.banner.setVisible(not space.is_today)
        if not space.is_today:
            self.banner.say("Not today:", day_words(space.day, space.today))
        self.setWindowTitle(f"{space.docket.caption.title} · Duly" if space.ledger else "Duly")
        self.stack.setCurrentWidget(self._views[self._view] if open_ else self._blank)
        self.dock.setVisible(open_)
        if not open_:
            self._say_nothing_open()
        self._allow()

    def _tint(self) -> None:
        """The frame of another day, or of what is only supposed; the banner that says which."""
        self.rail.set_ground("frame" if self.workspace.is_plain else "other_day")
        self.handlers.what_if.show()

    def _say_nothing_open(self) -> None:
        self.none_open.say(
            "No docket is open.",
            "Open one, begin a new one, or look at the sample first.",
            (("open_docket", "Open a docket"), ("new_docket", "New docket"), ("open_sample", "Open the sample")),
        )

    def _allow(self) -> None:
        """Enable what is possible now, and name what undo and redo would do."""
        self.actions_.allow(Situation(self.workspace, self.workspace.selection, self.current_view))
        self._name_undo()
        self._tint()

    def _name_undo(self) -> None:
        ledger = self.workspace.ledger
        for key, label in (("undo", ledger and ledger.undo_label), ("redo", ledger and ledger.redo_label)):
            word = key.capitalize()
            self.actions_[key].setText(f"{word} {label}".replace("&", "&&") if label else word)

    def _filter(self, wanted: Filter) -> None:
        """Narrow every view that can be narrowed; from one that cannot, go to the docket."""
        if not wanted.empty and not isinstance(self._views[self._view], Narrows):
            self.show_view("docket")
        for view in self._views.values():
            if isinstance(view, Narrows):
                view.set_filter(wanted)

    def show_bug(self, report: str) -> None:
        """Say that something broke, and offer its report."""
        self.messages.bug(report)

    def _make_inspector(self, parent: QWidget) -> QWidget:
        from ui.inspector.panel import InspectorPanel

        panel = InspectorPanel(self.workspace, self.theme, parent)
        panel.foldRequested.connect(lambda: self.dock.set_folded(folded=True))
        return panel

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is there a width to share."""
        super().showEvent(event)
        if not event.spontaneous():
            self.width_sharing.begin()
        self.width_sharing.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The inspector gives way in a small window."""
        super().resizeEvent(event)
        if self.isVisible():
            self.width_sharing.follow_width(event.oldSize().width())
        self.width_sharing.share()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from the filter to the view, then to the inspector; Shift+Tab the other way."""
        return go_to_next_stop(self, (self.top.field, self.current_view, self.dock, self.bottom), forward=forward)

    def _restore(self) -> None:
        geometry = self.settings.get_bytes("geometry")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        fit_on_screen(self)
        self.width_sharing.restore()
        view = self.settings.get("view", FIRST_VIEW)
        self.show_view(view if any(view == one.key for one in VIEWS) else FIRST_VIEW)
        if self.workspace.ledger is not None:
            self._opened()
        else:
            self._refresh()

    def _remember(self) -> None:
        self.settings.put_bytes("geometry", self.saveGeometry())
        self.width_sharing.remember()
        self.settings.put("view", self._view)
        if self.workspace.path is not None:
            branch = self.settings.for_docket(self.workspace.path)
            self.docket_view.save(branch)
            keep_filter(branch, self.top.filter)
