"""The drafts of cards that are no editors: the one that records what happened, and the table of figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from shiboken6 import isValid

from model.ledger.draft import CardDraft
from model.record.base import new_id
from ui.editor.drafts.keeping import KeptDrafts, Key
from ui.workspace import Workspace

_NAME = "card drafts"


class KeepsDraft(Protocol):
    """A card that holds what is typed until it is recorded."""

    @property
    def has_draft(self) -> bool:
        """Whether something was typed and not recorded."""

    @property
    def called(self) -> str:
        """What its draft is called."""

    def draft(self, draft_id: str) -> CardDraft:
        """What was typed, to be kept under ``draft_id``."""


class CardDrafts(KeptDrafts[CardDraft]):
    """Keeps what is typed in cards while they are open, and puts it aside when they are closed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _NAME, CardDraft)
        self._cards: dict[Key, KeepsDraft] = {}
        self._aside: dict[Key, CardDraft] = {}

    def watch(self, key: Key, card: KeepsDraft, changed: SignalInstance) -> None:
        """Keep what is typed in a card from now on, until it is :meth:`let_go` of."""
        self._cards[key] = card
        changed.connect(lambda *_: self._typed())

    def let_go(self, key: Key, *, keep: bool) -> None:
        """A card was closed. Its draft is put aside for when the card is opened again, or forgotten."""
        card = self._cards.pop(key, None)
        if card is not None and keep and card.has_draft:
            self._aside[key] = self._draft(key, card)
        self.keep()

    def take_up(self, key: Key) -> CardDraft | None:
        """What was put aside when this card was closed; it is the card's again."""
        return self._aside.pop(key, None)

    def waiting(self) -> tuple[str, ...]:
        """What the drafts are called."""
        open_now = [card.called for card in self._open().values() if card.has_draft]
        return (*open_now, *(draft.called for draft in self._aside.values()))

    def discard(self) -> None:
        """Forget every draft."""
        self._cards.clear()
        self._aside.clear()
        self.keep()

    def _held(self) -> Iterator[tuple[Key, CardDraft]]:
        for key, card in self._open().items():
            if card.has_draft:
                yield key, self._draft(key, card)
        yield from self._aside.items()

    def _draft(self, key: Key, card: KeepsDraft) -> CardDraft:
        return card.draft(self._ids.setdefault(key, new_id("draft")))

    def _open(self) -> dict[Key, KeepsDraft]:
        """The cards that are still there: one that went with its window leaves its draft to the next start."""
        for key in [key for key, card in self._cards.items() if not isValid(card)]:
            del self._cards[key]
            self._ids.pop(key, None)
        return self._cards

    def _begin_again(self) -> None:
        super()._begin_again()
        self._cards.clear()
        self._aside.clear()


def card_drafts_of(workspace: Workspace) -> CardDrafts:
    """The drafts of a workspace's cards, made when they are first asked for."""
    found = workspace.findChild(QObject, _NAME)
    return found if isinstance(found, CardDrafts) else CardDrafts(workspace)
