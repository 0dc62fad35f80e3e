"""Drafts kept beside the docket, whoever holds them: written soon after they are typed, forgotten once they are gone.

What is typed is written to the docket's memory at most once a second, and whenever what holds it is closed or the
docket is left, so that neither a kill nor a power cut takes more than the last words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from model.errors import DocketError
from model.ledger.draft import CardDraft, Draft
from model.ledger.ledger import Ledger
from ui.workspace import Workspace

D = TypeVar("D", Draft, CardDraft)
Key = tuple[str, str]

PAUSE = 1_000
"""Milliseconds between the first key that is typed and the writing of the draft."""
HALF = "It holds half a character, which cannot be stored: the draft lasts as long as this window."


class KeptDrafts(QObject, Generic[D]):
    """Belongs to its workspace. Another docket has other drafts: the old ones go with the old docket."""

    kept = Signal()
    """What was typed lies beside the docket now."""

    def __init__(self, workspace: Workspace, name: str, kind: type[D]) -> None:
        super().__init__(workspace)
        self.setObjectName(name)
        self._workspace = workspace
        self._kind: type[D] = kind
        self._ids: dict[Key, str] = {}
        self.problem = ""
        """Why drafts last no longer than this window; empty where they are kept."""
        self._own_ledger = workspace.ledger
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.keep)
        workspace.opened.connect(self._begin_again)

    def left_behind(self) -> tuple[D, ...]:
        """The drafts beside the docket that nothing here holds, the latest first."""
        ledger = self._workspace.ledger
        if ledger is None:
            return ()
        if ledger is not self._own_ledger:
            # Whoever asks may have been told of the new docket before this was.
            self._begin_again()
        own = set(self._ids.values())
        found = [draft for draft in ledger.recall(self._kind).values() if draft.id not in own]
        return tuple(sorted(found, key=lambda draft: (draft.typed_at, draft.id), reverse=True))

    def forget(self, draft: D) -> None:
        """Forget what an earlier session left. Another window that still holds it keeps it again."""
        ledger = self._ledger()
        if ledger is not None:
            ledger.forget(self._kind, (draft.id,))

    def keep(self) -> None:
        """Write the drafts that changed beside the docket, and forget those that are no more."""
        self._soon.stop()
        ledger = self._ledger()
        if ledger is None:
            return
        try:
            self._write(ledger)
            problem = ""
        except DocketError as error:
            problem = str(error)
        except (UnicodeEncodeError, msgspec.ValidationError):
            problem = HALF
        self._say(problem)
        if not problem:
            self.kept.emit()

    def _held(self) -> Iterator[tuple[Key, D]]:
        """Every draft that is held here, by its key, its id taken from ``_ids``."""
        raise NotImplementedError

    def _say(self, problem: str) -> None:
        self.problem = problem

    def _write(self, ledger: Ledger) -> None:
        known, held = ledger.recall(self._kind), dict(self._held())
        fresh = [draft for draft in held.values() if not _is_same(known.get(draft.id), draft)]
        if fresh:
            ledger.remember(*fresh)
        gone = [key for key in self._ids if key not in held]
        if gone:
            ledger.forget(self._kind, [self._ids[key] for key in gone])
            for key in gone:
                del self._ids[key]

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
        self._ids.clear()
        self.problem = ""


def _is_same(before: D | None, now: D) -> bool:
    """Whether a draft is as it was, its moment apart."""
    return before is not None and msgspec.structs.replace(before, typed_at=now.typed_at) == now
