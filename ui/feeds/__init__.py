"""Calendar feeds: what is published where, how it went, what a recipient sees; and a calendar file exported by hand.

Windows are read when they are opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.feeds.exporting import ExportDialog
    from ui.feeds.service import FeedService
    from ui.feeds.window import FeedsWindow
    from ui.filter.filter import Filter
    from ui.frame.theme import Theme
    from ui.shell.shell import Shell
    from ui.workspace import Workspace


def open_feeds(
    workspace: Workspace, service: FeedService, theme: Theme, shown: Callable[[], Filter], parent: QWidget
) -> FeedsWindow:
    """Open the feed panel; ``shown`` gives the window's filter. It does not block."""
    from ui.feeds.window import FeedsWindow

    made = FeedsWindow(workspace, service, theme, shown, parent)
    made.open()
    return made


def export_calendar(window: Shell, service: FeedService, shown: Filter) -> ExportDialog:
    """Choose what leaves as a calendar file, and write it; ``shown`` is the window's filter. It does not block."""
    from ui.feeds.exporting import ExportDialog

    made = ExportDialog(window.workspace, service, window.files, window.theme, shown, window.widget)
    made.exported.connect(window.files.told)
    made.open()
    return made
