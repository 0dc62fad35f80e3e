"""Calendar feeds: what is published where, how it went, what a recipient sees. Its window is read when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.docket.filter import Filter
    from ui.feeds.desk import FeedDesk
    from ui.feeds.window import FeedsWindow
    from ui.theme import Theme
    from ui.workspace import Workspace


def open_feeds(
    workspace: Workspace, desk: FeedDesk, theme: Theme, shown: Callable[[], Filter], parent: QWidget
) -> FeedsWindow:
    """Open the feed panel; ``shown`` gives the window's filter. It does not block."""
    from ui.feeds.window import FeedsWindow

    made = FeedsWindow(workspace, desk, theme, shown, parent)
    made.open()
    return made
