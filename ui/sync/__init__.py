"""The calendar server in the window. Light to import: its window is read when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.frame.theme import Theme
    from ui.sync.service import SyncService
    from ui.sync.window import SyncWindow
    from ui.workspace import Workspace


def open_sync(workspace: Workspace, service: SyncService, theme: Theme, parent: QWidget) -> SyncWindow:
    """Open the panel of calendar servers. It does not block."""
    from ui.sync.window import SyncWindow

    made = SyncWindow(workspace, service, theme, parent)
    made.open()
    return made
