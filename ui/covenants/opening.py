"""What the Covenants view and the menus open: the table of a period's figures, and the recording of a cure."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from ui.theme import Theme
from ui.workspace import Workspace


def open_figures(workspace: Workspace, theme: Theme, parent: QWidget, test: str = "") -> QDialog:
    """Open the table of a period's figures, for all tests or for one. It does not block."""
    from ui.covenants.entry import FiguresDialog

    dialog = FiguresDialog(workspace, theme, test, parent)
    dialog.open()
    return dialog


def open_cure(workspace: Workspace, theme: Theme, parent: QWidget, test: str) -> QDialog | None:
    """Open the recording of an equity cure of what a test came to; None where there is nothing to cure."""
    from ui.covenants.cure import CureDialog
    from ui.covenants.face import shown_result

    node = workspace.docket.obligations[test]
    result = shown_result(workspace.docket, workspace.assessment, node)
    if result is None or node.threshold is None or node.threshold.equity_cure is None:
        return None
    dialog = CureDialog(workspace, theme, node, result, parent)
    dialog.open()
    return dialog
