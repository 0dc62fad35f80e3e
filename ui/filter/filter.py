"""What the table is narrowed to: words typed, and values chosen on the chips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from model.docket import Docket
from model.feed.scope import DONE_BAND, NO_DAY, due_band, words_of
from model.record.base import Record
from model.record.links import Node
from ui.filter.snapshot import Snapshot
from ui.frame.standing import RANK, word_of_key


class Filter(Struct, frozen=True):
    """Words that must all be found, and for each facet the values of which one must hold. Empty lets all pass."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = {}

    @property
    def terms(self) -> tuple[str, ...]:
        """The words, folded to one case."""
        return tuple(self.words.casefold().split())

    @property
    def empty(self) -> bool:
        """Whether everything passes."""
        return not self.terms and not self.chosen

    def typed(self, words: str) -> Filter:
        """The filter with other words."""
        return replace(self, words=words)

    def choosing(self, facet: str, values: Iterable[str]) -> Filter:
        """The filter with other values on one facet; none lifts it."""
        chosen = {**self.chosen, facet: frozenset(values)}
        return replace(self, chosen={key: some for key, some in chosen.items() if some})


class Facet(Struct, frozen=True):
    """One chip: its head, the value of a record on it, the words and the order of a value."""

    key: str
    head: str
    value: Callable[[Snapshot, Node], str]
    label: Callable[[Snapshot, str], str]
    order: Callable[[Snapshot, str], object]
    members: Callable[[Snapshot, str], frozenset[str]] | None = None
    """Where a record may have several values: the records that have one of them."""
    fixed: bool = True
    """Whether its chip is always there, or only while something is chosen on it."""

    def holding(self, snapshot: Snapshot, values: Iterable[str]) -> frozenset[str] | None:
        """The records that have one of ``values``, where that is known without looking at each; else None."""
        if self.members is None:
            return None
        return frozenset[str]().union(*(self.members(snapshot, value) for value in values))

    def choices(self, snapshot: Snapshot) -> tuple[tuple[str, str, int], ...]:
        """Every value that occurs, with its words and how many records have it, in order."""
        if self.members is not None:
            known = ((value, len(self.members(snapshot, value))) for value in BAND_WORDS)
            return tuple((value, self.label(snapshot, value), number) for value, number in known if number)
        numbers: dict[str, int] = {}
        for node in snapshot.docket.nodes():
            value = self.value(snapshot, node)
            numbers[value] = numbers.get(value, 0) + 1
        ordered = sorted(numbers, key=lambda value: self.order(snapshot, value))  # type: ignore[arg-type,return-value]
        return tuple((value, self.label(snapshot, value), numbers[value]) for value in ordered)


_DUE_WORDS: dict[str, str] = {
    "past": "Past",
    "fortnight": "Next 14 days",
    "month": "15 to 30 days",
    "quarter": "31 to 90 days",
    "later": "Later",
    NO_DAY: "No day",
    DONE_BAND: "Done",
}
"""What the bands of the due day are called, in their order. Where each ends is the model's (model/feed/scope.py)."""

_DUE_ORDER = {key: order for order, key in enumerate(_DUE_WORDS)}


def month_of(day: date | None) -> str:
    """The month of a day as a key, ``1996-12``; nothing where there is no day."""
    return f"{day:%Y-%m}" if day else ""


def _instrument_label(snapshot: Snapshot, value: str) -> str:
    found = snapshot.docket.instruments.get(value)
    return found.short if found else "No instrument"


def _owner_label(snapshot: Snapshot, value: str) -> str:
    found = snapshot.docket.people.get(value)
    return found.name if found else "No owner"


BAND_WORDS: dict[str, str] = {
    "trouble": "Exposed and missed",
    "soon": "Next 14 days",
    "waiting": "Waiting on others",
    "risk": "Reliefs and tests at risk",
    "rights": "Rights of ours",
    "unverified": "Unverified",
    "review": "Past their review day",
    "undated": "No date yet",
}
"""The bands of Today by which the docket can be narrowed."""


def _members_of_band(snapshot: Snapshot, value: str) -> frozenset[str]:
    return frozenset(next((band.ids for band in snapshot.agenda.bands if band.key == value), ()))


def _first_band(snapshot: Snapshot, node: Node) -> str:
    return next((band.key for band in snapshot.agenda.bands if node.id in band.ids), "")


FACETS: tuple[Facet, ...] = (
    Facet(
        "instrument",
        "Instrument",
        lambda _, node: node.instrument or "",
        _instrument_label,
        lambda snapshot, value: (not value, _instrument_label(snapshot, value).casefold()),
    ),
    Facet(
        "owner",
        "Owner",
        lambda _, node: node.owner or "",
        _owner_label,
        lambda snapshot, value: (not value, _owner_label(snapshot, value).casefold()),
    ),
    Facet(
        "standing",
        "Standing",
        lambda snapshot, node: snapshot.slots[node.id][1],
        lambda _, value: word_of_key(value),
        lambda _, value: RANK[value],
    ),
    Facet("kind", "Kind", lambda _, node: node.kind, lambda _, value: value, lambda _, value: value),
    Facet(
        "due",
        "Due",
        lambda snapshot, node: due_band(snapshot.position(node), snapshot.assessment),
        lambda _, value: _DUE_WORDS[value],
        lambda _, value: _DUE_ORDER[value],
    ),
    Facet(
        "band",
        "Today",
        _first_band,
        lambda _, value: BAND_WORDS[value],
        lambda _, value: list(BAND_WORDS).index(value),
        members=_members_of_band,
        fixed=False,
    ),
)
"""The chips, left to right."""

FACET: dict[str, Facet] = {facet.key: facet for facet in FACETS}


class Haystacks:
    """The words of every record, folded to one case and ready before the first key is struck."""

    def __init__(self) -> None:
        self._names: tuple[Mapping[str, Record], ...] = ()
        self._ready: dict[str, tuple[Node, str]] = {}

    def refresh(self, snapshot: Snapshot) -> None:
        """Forget what names of parties, people or instruments have changed under."""
        docket = snapshot.docket
        names: tuple[Mapping[str, Record], ...] = (docket.parties, docket.people, docket.instruments)
        if len(names) != len(self._names) or any(new is not old for new, old in zip(names, self._names, strict=True)):
            self._names = names
            self._ready.clear()

    def of(self, snapshot: Snapshot, node: Node) -> str:
        """The folded words of one record."""
        found = self._ready.get(node.id)
        if found is None or found[0] is not node:
            found = self._ready[node.id] = (node, words_of(snapshot.docket, node))
        return found[1]

    def warm(self, snapshot: Snapshot, limit: int) -> bool:
        """Make up to ``limit`` more ready. True when all are."""
        if len(self._ready) >= _number(snapshot.docket):
            return True
        made = 0
        for node in snapshot.docket.nodes():
            if node.id not in self._ready:
                self.of(snapshot, node)
                made += 1
                if made >= limit:
                    return False
        return True


def _number(docket: Docket) -> int:
    return len(docket.obligations) + len(docket.reliefs)
