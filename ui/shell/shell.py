"""What the window is to the features that open over it, and to its own parts: they know this, never the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QSplitter, QWidget

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


class Shell(Protocol):
    """What a feature may ask of the window. One that needs a part of it besides says so in a protocol of its own."""

    workspace: Workspace
    settings: Settings
    files: Files
    jobs: Jobs
    messages: Messages

    @property
    def widget(self) -> QWidget:
        """The window, as the parent of what opens over it."""

    @property
    def theme(self) -> Theme:
        """The look that is on."""

    @property
    def current_view(self) -> QWidget:
        """The view that is shown, or what stands in its place while no docket is open."""

    def say(self, words: str) -> None:
        """Say what was just done, for a few seconds."""

    def trigger(self, key: str) -> None:
        """Carry out an action of :data:`ui.shell.actions.MENUS`, if it is possible now."""

    def show_view(self, key: str) -> QWidget:
        """Show a view; it is made when it is first shown."""

    def go_to(self, record_id: str) -> None:
        """Show a record in the view that is shown, or in the docket, lifting the filter where it hides it."""

    def come_forward(self) -> None:
        """Bring the window before all others."""


class ShellParts(Shell, Protocol):
    """What the window is, besides, to its own parts. :class:`ui.shell.window.Window` is all of it."""

    appearance: Appearance
    feeds: FeedService
    sync: SyncService
    actions_: Actions
    menu_line: MenuLine
    top: TopBar
    bottom: BottomBar
    dock: InspectorDock
    split: QSplitter
    """The view at the left, the inspector at the right."""
    over: WidgetSlot
    """What lies over the view that is shown."""

    @property
    def view_actions(self) -> Mapping[str, QAction]:
        """What goes to each view, by its key."""

    @property
    def docket_view(self) -> DocketView:
        """The table's view, which is always there."""

    def base_menu(self) -> QMenu:
        """Make the menu on what is selected."""

    def show_context_menu(self, place: QPoint) -> None:
        """Drop that menu at a place of the screen."""

    def actions_by_menu(self) -> list[tuple[str, list[QAction]]]:
        """The name of each menu with its own actions."""

    def show_in_docket(self, wanted: Filter) -> None:
        """Show in the docket what passes a filter, and nothing else."""

    def choose_text_size(self, percent: int) -> None:
        """Ask for text of another size: a window is laid out by the size at which it is made."""

    def open_reminders(self) -> None:
        """Open the list of reminders."""

    def quit(self) -> None:
        """End Duly, also where closing the window would only hide it."""
