"""What the window is to its own parts, and to the features that open over it: they know this, never the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QStackedWidget, QWidget

if TYPE_CHECKING:
    from ui.docket.view import DocketView
    from ui.feeds.service import FeedService
    from ui.filter.filter import Filter
    from ui.frame.appearance import Appearance
    from ui.frame.theme import Theme
    from ui.shell.action_spec import Actions
    from ui.shell.bars.bottombar import BottomBar
    from ui.shell.bars.dock import InspectorDock
    from ui.shell.bars.menubar import MenuLine
    from ui.shell.bars.messages import Messages
    from ui.shell.bars.topbar import TopBar
    from ui.shell.files import Files
    from ui.shell.jobs import Jobs
    from ui.shell.settings import Settings
    from ui.sync.service import SyncService
    from ui.widgets.slot import WidgetSlot
    from ui.workspace import Workspace


class Shell(QMainWindow):
    """The frame of one docket. :class:`ui.shell.window.Window` is the one that there is."""

    textSizeChosen = Signal(int)
    """Another size of text is wanted, in per cent: a window is laid out by the size at which it is made."""

    workspace: Workspace
    appearance: Appearance
    settings: Settings
    files: Files
    jobs: Jobs
    feeds: FeedService
    sync: SyncService
    actions_: Actions
    menu_line: MenuLine
    top: TopBar
    bottom: BottomBar
    dock: InspectorDock
    messages: Messages
    split: QSplitter
    """The view at the left, the inspector at the right."""
    stack: QStackedWidget
    """The view that is shown is its current widget."""
    over: WidgetSlot
    """What lies over the view that is shown."""
    view_actions: Mapping[str, QAction]
    """What goes to each view, by its key."""
    base_menu: Callable[[], QMenu]
    """Makes the menu on what is selected."""
    show_context_menu: Callable[[QPoint], None]
    """Drops that menu at a place of the screen."""

    @property
    def theme(self) -> Theme:
        """The look that is on."""
        return self.appearance.theme

    @property
    def docket_view(self) -> DocketView:
        """The table's view, which is always there."""
        raise NotImplementedError

    @property
    def shown(self) -> QWidget:
        """The view that is shown."""
        raise NotImplementedError

    def actions_by_menu(self) -> list[tuple[str, list[QAction]]]:
        """The name of each menu with its own actions."""
        raise NotImplementedError

    def show_view(self, key: str) -> QWidget:
        """Show a view; it is made when it is first shown."""
        raise NotImplementedError

    def go_to(self, record_id: str) -> None:
        """Show a record in the view that is shown, or in the docket, lifting the filter where it hides it."""
        raise NotImplementedError

    def show_in_docket(self, wanted: Filter) -> None:
        """Show in the docket what passes a filter, and nothing else."""
        raise NotImplementedError

    def come_forward(self) -> None:
        """Bring the window before all others."""
        raise NotImplementedError

    def open_reminders(self) -> None:
        """Open the list of reminders."""
        raise NotImplementedError

    def quit(self) -> None:
        """End Duly, also where closing the window would only hide it."""
        raise NotImplementedError
