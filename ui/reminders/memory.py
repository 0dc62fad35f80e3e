"""What the docket's file remembers of its reminders, and what it will as soon as it can be written again.

A file that is only read, or cannot be written for a while, must cost no reminder and show none twice: what happened
is held here meanwhile, over what the file says, and written with the next change that goes through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from model.errors import DocketError
from model.remind.states import Reminded, Watch

if TYPE_CHECKING:
    from model.ledger.ledger import Ledger

Work = Callable[[Mapping[str, Reminded]], Iterable[Reminded]]
"""From all that is remembered to what is new of it. It may be run again, on what another window wrote."""


class Memory:
    """The states of one docket's reminders. ``failed`` is told once of a write that did not go through."""

    def __init__(self, ledger: Ledger, failed: Callable[[DocketError], object]) -> None:
        self._ledger = ledger
        self._failed = failed
        self._told = False
        self._last: dict[str, Reminded] = {}
        self._version: int | None = None
        self._held: dict[str, Reminded] = {}
        self._unnoted: list[str] = []

    @property
    def lasts(self) -> bool:
        """Whether the file takes anything at all; one that is only read does not."""
        return not self._ledger.read_only

    @property
    def is_whole(self) -> bool:
        """Whether all that happened is in the file."""
        return not self._held and not self._unnoted

    def states(self) -> dict[str, Reminded]:
        """Everything remembered; read again from the file where another window or process wrote to it."""
        try:
            version = self._ledger.version
            if version != self._version:
                self._last = self._ledger.recall(Reminded)
                self._version = version
        except DocketError as error:
            self._tell(error)
        return self._over(self._last)

    def revise(self, work: Work) -> dict[str, Reminded]:
        """Have ``work`` see all that is remembered and give what is new; all that is remembered then."""
        if self.lasts:
            try:
                self._last = self._ledger.revise(Reminded, lambda known: self._new(known, work))
            except DocketError as error:
                self._tell(error)
            else:
                self._held.clear()
                self._told = False
                return self._last
        before = self._over(self._last)
        self._held |= {one.id: one for one in work(before)}
        return {**before, **self._held}

    def note(self, sentences: Iterable[str]) -> None:
        """Write sentences into the journal, with those that could not be written before."""
        self._unnoted += sentences
        if not self.lasts:
            self._unnoted.clear()
        try:
            while self._unnoted:
                self._ledger.note(self._unnoted[0])
                del self._unnoted[0]
        except DocketError as error:
            self._tell(error)

    def watch(self) -> Watch:
        """When somebody last looked, in whichever window."""
        try:
            return self._ledger.recall(Watch).get("watch", Watch())
        except DocketError as error:
            self._tell(error)
            return Watch()

    def keep(self, watch: Watch) -> bool:
        """Remember when somebody looked. False where it could not be written, which is no harm."""
        try:
            self._ledger.remember(watch)
        except DocketError:
            return False
        return True

    def forget(self, reminder_id: str) -> None:
        """Forget one reminder for good; where that cannot be written, it stays as it is."""
        self._held.pop(reminder_id, None)
        if self.lasts:
            try:
                self._ledger.forget(Reminded, (reminder_id,))
                self._last = {id_: one for id_, one in self._last.items() if id_ != reminder_id}
            except DocketError as error:
                self._tell(error)

    def _new(self, known: dict[str, Reminded], work: Work) -> Iterable[Reminded]:
        before = self._over(known)
        held = {id_: before[id_] for id_ in self._held if before[id_] is not known.get(id_)}
        return {**held, **{one.id: one for one in work(before)}}.values()

    def _over(self, known: Mapping[str, Reminded]) -> dict[str, Reminded]:
        """What the file says, and over it what is held; but what is acknowledged in the file is acknowledged."""
        settled = {id_ for id_ in self._held if id_ in known and known[id_].state == "acknowledged"}
        return {**known, **{id_: one for id_, one in self._held.items() if id_ not in settled}}

    def _tell(self, error: DocketError) -> None:
        if not self._told:
            self._told = True
            self._failed(error)
