"""A look at a docket's reminders that is remembered: told and noted in the journal first, written down then.

What is cut off in between is told and noted again: a reminder may come twice, and none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo
from typing import Protocol, TypeVar

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import DocketError
from model.record.remembered import Remembered
from model.remind.plan import plan
from model.remind.review import ReviewOutcome, Ring, acknowledge, review, snooze
from model.remind.states import Reminded, Watch

M = TypeVar("M", bound=Remembered)


class ReminderMemory(Protocol):
    """What remembers for a docket: its ledger."""

    @property
    def docket(self) -> Docket:
        """The docket as it stands."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be remembered."""

    def recall(self, kind: type[M]) -> dict[str, M]:
        """What is remembered of one kind."""

    def remember(self, *values: Remembered) -> None:
        """Remember values."""

    def revise(self, kind: type[M], work: Callable[[dict[str, M]], Iterable[M]]) -> dict[str, M]:
        """Read, change and write one kind in one transaction."""

    def note(self, label: str) -> None:
        """Write a sentence into the journal."""


class Looking:
    """Looks at the reminders of one docket on the day of an assessment, at one moment."""

    def __init__(
        self, keeper: ReminderMemory, assessment: Assessment, now: datetime, *, machine: tzinfo, pace: timedelta
    ) -> None:
        self._keeper = keeper
        self._docket = keeper.docket
        self._planned = plan(self._docket, assessment, machine=machine)
        self._now = now
        self._pace = pace
        self.before = keeper.recall(Watch).get("watch", Watch())

    def look(self, tell: Callable[[ReviewOutcome], None] | None = None) -> ReviewOutcome:
        """What is due; ``tell`` is handed it before it is remembered as shown, and what is handed on is noted.

        Where the docket can only be read, nothing is remembered.
        """
        outcome = self._review(self._keeper.recall(Reminded))
        if tell:
            tell(outcome)
        if self._keeper.read_only:
            return outcome
        for sentence in outcome.escalated:
            self._keeper.note(sentence)
        found: list[ReviewOutcome] = []

        def work(states: dict[str, Reminded]) -> Iterable[Reminded]:
            found.append(self._review(states))
            return found[-1].kept

        self._keeper.revise(Reminded, work)
        self._keeper.remember(found[-1].watch)
        return found[-1]

    def acknowledge(self, ids: Iterable[str], by: str) -> ReviewOutcome:
        """Acknowledge reminders; what is still due then."""
        chosen = tuple(ids)
        return self._review(self._keeper.revise(Reminded, lambda known: acknowledge(known, chosen, by, self._now)))

    def snooze(self, ids: Iterable[str], until: datetime) -> ReviewOutcome:
        """Put reminders off; what is still due then."""
        chosen = tuple(ids)
        return self._review(self._keeper.revise(Reminded, lambda known: snooze(known, chosen, until, self._now)))

    def _review(self, states: dict[str, Reminded]) -> ReviewOutcome:
        return review(self._planned, states, self.before, self._now, self._docket, pace=self._pace)


def chosen(docket: Docket, due: Iterable[Ring], word: str) -> tuple[str, ...]:
    """The ids that a word means: ``all`` that is due, one reminder by its id, a record's by its ref or id.

    Raises :class:`model.errors.DocketError` where nothing of that name is due.
    """
    if word == "all":
        return tuple(id_ for ring in due for id_ in ring.ids)
    found = [ring for ring in due if word in (ring.about, *ring.ids) or _is_ref(docket, ring, word)]
    if not found:
        raise DocketError(f"Nothing is due of “{word}”. remind FILE --json lists what is due, each with its id.")
    return tuple(id_ for ring in found for id_ in ring.ids)


def _is_ref(docket: Docket, ring: Ring, word: str) -> bool:
    return docket.ref(ring.about).casefold() == word.casefold()
