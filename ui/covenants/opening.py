"""What the Covenants view and the menus open: the table of a period's figures, and the recording of a cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QWidget

from ui.frame.theme import Theme
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.ledger.draft import CardDraft
    from ui.covenants.entry import FiguresDialog


def open_figures(workspace: Workspace, theme: Theme, parent: QWidget, test: str = "") -> QDialog:
    """Open the table of a period's figures, for all tests or for one. It does not block."""
    from ui.covenants.entry import FiguresDialog

    return _keeping(FiguresDialog(workspace, theme, test, parent), workspace)


def reopen_figures(workspace: Workspace, theme: Theme, parent: QWidget, draft: CardDraft) -> FiguresDialog:
    """Open the table on the figures that an earlier session typed and did not enter."""
    from ui.covenants.entry import FiguresDialog

    dialog = _keeping(FiguresDialog(workspace, theme, "", parent), workspace)
    dialog.show_draft(draft)
    return dialog


_KEY: Final = ("figures", "")


def _keeping(dialog: FiguresDialog, workspace: Workspace) -> FiguresDialog:
    """The table, open, with what was typed in it before; its draft is kept from now on."""
    from ui.editor.drafts.cards import card_drafts_of

    drafts = card_drafts_of(workspace)
    aside = drafts.take_up(_KEY)
    if aside is not None:
        dialog.show_draft(aside)
    drafts.watch(_KEY, dialog, dialog.typed)
    dialog.finished.connect(lambda result: drafts.let_go(_KEY, keep=result != QDialog.DialogCode.Accepted))
    dialog.open()
    return dialog


def open_cure(workspace: Workspace, theme: Theme, parent: QWidget, test: str) -> QDialog | None:
    """Open the recording of an equity cure of what a test came to; None where there is nothing to cure."""
    from ui.covenants.content import shown_result
    from ui.covenants.cure import CureDialog

    node = workspace.docket.obligations[test]
    result = shown_result(workspace.docket, workspace.assessment, node)
    if result is None or node.threshold is None or node.threshold.equity_cure is None:
        return None
    dialog = CureDialog(workspace, theme, node, result, parent)
    dialog.open()
    return dialog
