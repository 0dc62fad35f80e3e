"""What of a docket a feed holds: all of it, an instrument, an owner, or what a saved filter lets pass."""

from __future__ import annotations

from typing import Final

from model.assess.standing import CLOSED, Assessment, Position, mark_of
from model.docket import Docket
from model.record.base import Id, Value
from model.record.links import Node
from model.record.obligation import Obligation

DUE_BANDS: Final[tuple[tuple[str, int], ...]] = (
    ("past", -1),
    ("fortnight", 14),
    ("month", 30),
    ("quarter", 90),
    ("later", 10**6),
)
"""Bands of the due day: key, and the last day in it, counted from the day of the assessment."""

NO_DAY: Final = "none"
DONE_BAND: Final = "done"


class Scope(Value, frozen=True, kw_only=True):
    """What passes: of each part that names something, one value must hold; all ``words`` must occur.

    ``standings`` are keys of :func:`model.assess.standing.mark_of`, ``due`` keys of the bands. A record without an
    instrument or owner has an empty one. ``title`` is what the scope is called; it lets nothing pass or stay out.
    """

    title: str = "Everything"
    instruments: tuple[Id | str, ...] = ()
    owners: tuple[Id | str, ...] = ()
    standings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    words: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything passes."""
        return not (self.instruments or self.owners or self.standings or self.kinds or self.due or self.words.split())

    def holds(self, docket: Docket, assessment: Assessment, node: Node) -> bool:
        """Whether a record passes, as it stands on the day of the assessment."""
        position = assessment[node.id]
        return (
            _among(node.instrument or "", self.instruments)
            and _among(node.owner or "", self.owners)
            and _among(mark_of(node, position.standing), self.standings)
            and _among(node.kind, self.kinds)
            and (not self.due or due_band(position, assessment) in self.due)
            and self._says(docket, node)
        )

    def _says(self, docket: Docket, node: Node) -> bool:
        terms = self.words.casefold().split()
        if not terms:
            return True
        # What is found by a word tells that the word is in it: of a confidential record nothing is told.
        return not node.confidential and all(term in words_of(docket, node) for term in terms)


def _among(value: str, chosen: tuple[str, ...]) -> bool:
    return not chosen or value in chosen


def due_band(position: Position, assessment: Assessment) -> str:
    """The band of the due day that a record falls into."""
    if position.standing in CLOSED:
        return DONE_BAND
    left = position.days_left(assessment.day)
    return NO_DAY if left is None else next(key for key, last in DUE_BANDS if left <= last)


def words_of(docket: Docket, node: Node) -> str:
    """Every word that a record can be found by, folded to one case."""
    instrument = docket.instruments.get(node.instrument or "")
    owner = docket.people.get(node.owner or "")
    parties = [docket.parties.get(one or "") for one in _parties_of(docket, node)]
    words = [node.ref, node.title, node.short_title, node.kind, node.locator, *node.tags, node.question, node.notes]
    words += [instrument.short if instrument else "", owner.name if owner else ""]
    words += [party.short for party in parties if party]
    words += [span.words for span in node.sources]
    return "\n".join(filter(None, words)).casefold()


def _parties_of(docket: Docket, node: Node) -> tuple[str | None, ...]:
    """Who owes, is owed or is paid; of a relief, who grants it and those it is granted to."""
    if isinstance(node, Obligation):
        return node.obligor, node.obligee, node.payee
    return node.granted_by, *(docket.obligations[covered].obligor for covered in node.covers)
