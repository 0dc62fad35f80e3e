"""The checklist of conditions precedent. Light to import: its window is read when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.conditions.window import ConditionsWindow
    from ui.frame.theme import Theme
    from ui.workspace import Workspace


def open_conditions(
    workspace: Workspace, theme: Theme, parent: QWidget, kind: str = "", record_id: str = ""
) -> ConditionsWindow:
    """Open the checklist of a record, or of what is selected, or without one to choose from. It does not block."""
    from ui.conditions.window import ConditionsWindow

    made = ConditionsWindow(workspace, theme, parent)
    made.begin(kind, record_id)
    made.open()
    return made
