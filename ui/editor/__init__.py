"""Editors of records. Light to import: the inputs are read when an editor is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from model.record.base import Record
    from ui.editor.drafts.cards import CardDrafts
    from ui.editor.drafts.drafts import Drafts
    from ui.editor.drafts.waiting import WaitingDrafts
    from ui.frame.theme import Theme
    from ui.workspace import Workspace


def open_editor(workspace: Workspace, theme: Theme, kind: str, record_id: str, parent: QWidget) -> QDialog:
    """Open the editor of a record, or of a new one of ``kind`` where no id is given. It does not block."""
    from ui.editor.drafts.drafts import drafts_of

    return drafts_of(workspace).open(theme, kind, record_id, parent)


def open_new(workspace: Workspace, theme: Theme, start: Record, parent: QWidget) -> QDialog:
    """Open the editor of a new record that begins as ``start``. It does not block."""
    from ui.editor.drafts.drafts import drafts_of

    return drafts_of(workspace).open_new(theme, start, parent)


def open_registry(workspace: Workspace, theme: Theme, parent: QWidget, kind: str = "party") -> QDialog:
    """Open the list of parties, people, instruments, events and documents, on one of these kinds."""
    from ui.editor.registry import Registry

    registry = Registry(workspace, theme, kind, parent)
    registry.open()
    return registry


def drafts_waiting(workspace: Workspace) -> tuple[str, ...]:
    """What the drafts that wait to be saved are called; empty where there are none."""
    return tuple(name for drafts in _made(workspace) for name in drafts.waiting())


def keep_drafts(workspace: Workspace) -> bool:
    """Write what was typed beside the docket now. False where it cannot be kept there."""
    ledger = workspace.ledger
    for drafts in _made(workspace):
        drafts.keep()
    problems = [drafts.problem for drafts in _made(workspace) if drafts.problem]
    return ledger is not None and not ledger.read_only and not problems


def offer_drafts(workspace: Workspace, theme: Theme, host: QWidget) -> WaitingDrafts | None:
    """The bar that offers what an earlier session typed and did not save; None where there is nothing."""
    from model.ledger.draft import CardDraft, Draft

    ledger = workspace.ledger
    if ledger is None:
        return None
    editors, cards = ledger.recall(Draft), ledger.recall(CardDraft)
    if not (editors or cards):
        return None
    from ui.editor.drafts.waiting import WaitingDrafts

    bar = WaitingDrafts(workspace, theme, host)
    return bar if bar.offer() else None


def discard_drafts(workspace: Workspace) -> None:
    """Forget every draft."""
    for drafts in _made(workspace):
        drafts.discard()


def _made(workspace: Workspace) -> list[Drafts | CardDrafts]:
    """The keepers of drafts that were asked for so far: without one there is nothing to keep."""
    from ui.editor.drafts.cards import CardDrafts

    found: list[Drafts | CardDrafts] = list(workspace.findChildren(CardDrafts))
    if workspace.findChild(QObject, "drafts") is not None:
        from ui.editor.drafts.drafts import drafts_of

        found.append(drafts_of(workspace))
    return found
