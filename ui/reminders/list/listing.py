"""What the service found, as the rows of the list: one row for each record in each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from model.assess.standing import Assessment, mark_of
from model.days.wording import say_count, say_distance
from model.docket import Docket
from model.record.links import Node
from model.remind.plan import Planned
from model.remind.review import Ring
from ui.frame.standing import share_of
from ui.reminders.list.rows import ReminderListRow, Section
from ui.reminders.selftest.testreminder import TEST
from ui.reminders.service import FoundReminders
from ui.reminders.words import to_words, waits_words, when_words, why_words

if TYPE_CHECKING:
    from model.remind.states import Reminded

T = TypeVar("T", Ring, Planned)

_NEAR = 14
"""Days: a day no further off is set in a stronger hand."""


def rows_of(found: FoundReminders, assessment: Assessment, now: datetime) -> tuple[ReminderListRow, ...]:
    """The rows of the list, section by section."""
    if found.docket is None:
        return ()
    teller = _Teller(found.docket, assessment, now)
    return (*teller.due(found.due), *teller.snoozed(found.snoozed), *teller.coming(found.coming))


class _Teller:
    """Puts what was found into words."""

    def __init__(self, docket: Docket, assessment: Assessment, now: datetime) -> None:
        self._docket = docket
        self._assessment = assessment
        self._now = now

    def due(self, rings: Iterable[Ring]) -> Iterator[ReminderListRow]:
        """The most urgent of each record's, and how many more."""
        for some in _by_record(sorted(rings, key=lambda ring: ring.about != TEST)):
            first = some[0]
            ids = tuple(id_ for ring in some for id_ in ring.ids)
            waits = "To you, at once" if first.about == TEST else waits_words(self._docket, first, self._now)
            yield self._row("due", first.planned, ids, len(some) - 1, waits)

    def snoozed(self, held: Iterable[tuple[Planned, Reminded]]) -> Iterator[ReminderListRow]:
        """By the moment at which they come back."""
        back = {planned.id: state.snoozed_until for planned, state in held}
        for some in _by_record(planned for planned, _ in held):
            until = back[some[0].id]
            words = f"Comes back {when_words(until, self._now)}" if until else ""
            ids = tuple(one.id for one in some)
            # Several leads of one occasion are snoozed together: they are one reminder to whoever snoozed it.
            occasions = len({one.occasion for one in some})
            yield self._row("snoozed", some[-1], ids, occasions - 1, words)

    def coming(self, planned: Iterable[Planned]) -> Iterator[ReminderListRow]:
        """The next of each record's."""
        for some in _by_record(planned):
            first = some[0]
            words = f"{to_words(self._docket, first.to)}, {when_words(first.at, self._now)}"
            yield self._row("coming", first, tuple(one.id for one in some), len(some) - 1, words)

    def _row(self, section: Section, planned: Planned, ids: tuple[str, ...], more: int, whom: str) -> ReminderListRow:
        node = self._docket.node(planned.about)
        why = (
            "It reminds of nothing: acknowledge it, and reminders reach you"
            if node.id == TEST
            else why_words(node, planned)
        )
        if more:
            why += f"; and {say_count(more, 'more reminder')}"
        day = None if node.id == TEST else planned.due or planned.base
        return ReminderListRow(
            section=section,
            keys=ids,
            record="" if node.id == TEST else node.id,
            count=1 + more,
            standing=self._standing(node),
            share=self._share(node),
            ref="" if node.id == TEST else self._docket.short_ref(node.id),
            title=node.title,
            due=day,
            distance=self._distance(day),
            near=day is not None and 0 <= (day - self._now.date()).days <= _NEAR,
            why=why,
            whom=whom,
        )

    def _distance(self, day: date | None) -> str:
        return say_distance((day - self._now.date()).days) if day else ""

    def _standing(self, node: Node) -> str:
        position = self._assessment.positions.get(node.id)
        return mark_of(node, position.standing) if position else ""

    def _share(self, node: Node) -> float | None:
        position = self._assessment.positions.get(node.id)
        return share_of(node, position) if position else None


def _by_record(some: Iterable[T]) -> list[list[T]]:
    """Those of each record together, in the order of each record's first."""
    found: dict[str, list[T]] = {}
    for one in some:
        found.setdefault(one.about, []).append(one)
    return list(found.values())
