"""What the Covenants view and the menus open: the table of a period's figures, and the editor of a new test."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget

from model.record.deadline import While
from model.record.obligation import Obligation
from ui.theme import Theme
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.editor.editor import RecordEditor


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


def open_new_test(workspace: Workspace, theme: Theme, parent: QWidget) -> QDialog:
    """Open the editor of a new test: a continuing duty that is held against a threshold. A draft of it is kept."""
    from ui.editor.drafts import drafts_of

    return drafts_of(workspace).hold(("obligation", "new test"), lambda: _new_test(workspace, theme, parent), parent)


def _new_test(workspace: Workspace, theme: Theme, parent: QWidget) -> RecordEditor:
    from ui.editor.blank import blank
    from ui.editor.editor import RecordEditor

    made = cast(Obligation, blank(workspace.docket, "obligation"))
    return RecordEditor(workspace, theme, "obligation", "", parent, replace(made, kind="test", deadline=While()))
