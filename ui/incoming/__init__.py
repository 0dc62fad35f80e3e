"""Importing a calendar file. Light to import: its window is read when a file was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from model.ledger.edit import Edit
    from ui.frame.theme import Theme
    from ui.incoming.window import ImportDialog
    from ui.shell.shell import Shell
    from ui.workspace import Workspace

MOST_SELECTED = 100
"""How many of the imported records are selected afterwards."""


def import_calendar(window: Shell) -> None:
    """Ask which calendar file, show what it proposes, and say what was imported."""
    from ui.shell.files import CALENDARS
    from ui.shell.path_dialogs import folder_of

    path = window.files.ask_which("Import calendar", str(folder_of(window.workspace)), CALENDARS)
    if path is not None:
        import_calendar_from(window, path)


def import_calendar_from(window: Shell, path: Path) -> None:
    """Show what the calendar file at ``path`` proposes, and say what was imported."""
    from PySide6.QtCore import Qt

    dialog = open_import(window.workspace, window.theme, path, window.widget)
    dialog.imported.connect(lambda edit: _say(window, edit))
    # Asked once the dialog is gone.
    dialog.anotherAsked.connect(lambda: import_calendar(window), Qt.ConnectionType.QueuedConnection)


def open_import(workspace: Workspace, theme: Theme, path: Path, parent: QWidget) -> ImportDialog:
    """Read a calendar file and show what it proposes. It does not block."""
    from ui.incoming.window import ImportDialog

    made = ImportDialog(workspace, theme, path, parent)
    made.open()
    return made


def _say(window: Shell, edit: Edit) -> None:
    """What was imported, with the way back; the first of it is shown in the inspector."""
    ids = [change.id for change in edit.changes if change.kind == "obligation"]
    window.workspace.select(ids[:MOST_SELECTED], ids[0] if ids else "")
    window.messages.tell(f"Done: {edit.label}.", " ".join(edit.notes), undo=True)
