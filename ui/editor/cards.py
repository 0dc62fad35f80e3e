"""The cards that keep a draft though they are no editors, opened again on what was typed in them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from model.errors import ConflictError
from model.ledger.draft import CardDraft
from ui.editor.drafts.cards import KeepsDraft, card_drafts_of
from ui.frame.theme import Theme
from ui.workspace import Workspace


def go_on_in_card(workspace: Workspace, theme: Theme, draft: CardDraft, parent: QWidget) -> None:
    """Open the card or table that an earlier session left, with what was typed in it; the draft is its own from now on.

    Raises :class:`ConflictError` where what it is about was deleted since.
    """
    card, drafts = _reopen(workspace, theme, draft, parent), card_drafts_of(workspace)
    drafts.keep()
    if card.has_draft and not drafts.problem:
        drafts.forget(draft)


def _reopen(workspace: Workspace, theme: Theme, draft: CardDraft, parent: QWidget) -> KeepsDraft:
    if draft.stands(workspace.docket) == "deleted":
        raise ConflictError("What it is about was deleted since. Undo that first, or discard the draft.")
    if draft.card == "figures":
        from ui.covenants.opening import reopen_figures

        return reopen_figures(workspace, theme, parent, draft)
    from ui.inspector.recorder.recorder import reopen_recorder

    return reopen_recorder(workspace, theme, draft, parent)
