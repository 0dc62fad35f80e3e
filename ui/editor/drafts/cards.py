"""The drafts of cards that are no editors: the one that records what happened, and the table of figures.

What is typed is written to the docket's memory at most once a second while the card is open, and when the docket is
left, so that neither a kill nor a power cut takes more than the last words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from shiboken6 import isValid

from model.errors import DocketError
from model.ledger.draft import CardDraft
from model.ledger.ledger import Ledger
from model.record.base import new_id
from ui.workspace import Workspace

Key = tuple[str, str]

_NAME = "card drafts"
PAUSE = 1_000
"""Milliseconds between the first key that is typed and the writing of the draft."""


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


class CardDrafts(QObject):
    """Belongs to its workspace. Another docket has other drafts: the old ones go with the old docket."""

    kept = Signal()
    """What was typed lies beside the docket now."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setObjectName(_NAME)
        self._workspace = workspace
        self._cards: dict[Key, KeepsDraft] = {}
        self._aside: dict[Key, CardDraft] = {}
        self._ids: dict[Key, str] = {}
        self.problem = ""
        """Why drafts last no longer than this window; empty where they are kept."""
        self._own_ledger = workspace.ledger
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.keep)
        workspace.opened.connect(self._begin_again)

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

    def left_behind(self) -> tuple[CardDraft, ...]:
        """The drafts beside the docket that no card here holds."""
        ledger = self._workspace.ledger
        if ledger is None:
            return ()
        if ledger is not self._own_ledger:
            # Whoever asks may have been told of the new docket before this was.
            self._begin_again()
        own = set(self._ids.values())
        return tuple(draft for draft in ledger.recall(CardDraft).values() if draft.id not in own)

    def forget(self, draft: CardDraft) -> None:
        """Forget what an earlier session left."""
        ledger = self._ledger()
        if ledger is not None:
            ledger.forget(CardDraft, (draft.id,))

    def keep(self) -> None:
        """Write the drafts that changed beside the docket, and forget those that are no more."""
        self._soon.stop()
        ledger = self._ledger()
        if ledger is None:
            return
        try:
            self._write(ledger)
        except (DocketError, UnicodeEncodeError, msgspec.ValidationError) as error:
            self.problem = str(error)
            return
        self.problem = ""
        self.kept.emit()

    def discard(self) -> None:
        """Forget every draft."""
        self._cards.clear()
        self._aside.clear()
        self.keep()

    def _write(self, ledger: Ledger) -> None:
        known, held = ledger.recall(CardDraft), dict(self._held())
        fresh = [draft for draft in held.values() if not _is_same(known.get(draft.id), draft)]
        if fresh:
            ledger.remember(*fresh)
        gone = [key for key in self._ids if key not in held]
        if gone:
            ledger.forget(CardDraft, [self._ids[key] for key in gone])
            for key in gone:
                del self._ids[key]

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

    def _ledger(self) -> Ledger | None:
        """The open ledger, where it can be written to."""
        ledger = self._workspace.ledger
        return None if ledger is None or ledger.read_only else ledger

    def _typed(self) -> None:
        # Not begun again at each key: whoever types on and on is kept, too.
        if not self._soon.isActive():
            self._soon.start()

    def _begin_again(self) -> None:
        """Another docket is open: what was typed in the one before stays beside that one."""
        self._soon.stop()
        self._own_ledger = self._workspace.ledger
        for held in (self._cards, self._aside, self._ids):
            held.clear()
        self.problem = ""


def _is_same(before: CardDraft | None, now: CardDraft) -> bool:
    """Whether a draft is as it was, its moment apart."""
    return before is not None and msgspec.structs.replace(before, typed_at=now.typed_at) == now


def card_drafts_of(workspace: Workspace) -> CardDrafts:
    """The drafts of a workspace's cards, made when they are first asked for."""
    found = workspace.findChild(QObject, _NAME)
    return found if isinstance(found, CardDrafts) else CardDrafts(workspace)
