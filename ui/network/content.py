"""What a record shows in the network, and how it says it: standing, ref, title, due, and its links in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from model.assess.standing import Assessment, Position, Standing, mark_of
from model.days.wording import say_count, say_day, say_distance
from model.docket import Docket
from model.outlook.graph import Edge, Lit, Network, words_of
from model.phrases import listed, record_name, refs_text
from model.record.event import Event
from model.record.links import LinkKind, Node, anchor_id
from model.wording.standings import DueText, due_text, miss_text
from ui.frame.standing import share_of, word_of_key

Manner = str
"""How an edge is drawn: ``solid``, ``dotted`` or ``dashed``."""

_LABELS: dict[LinkKind, str] = {
    "needs": "needs",
    "starts": "starts",
    "after": "counts from",
    "paid from": "paid from",
    "either": "either",
    "causes": "if missed",
    "replaces": "replaced by",
    "condition": "condition",
    "covers": "relieves",
    "extends": "extends",
    "share": "percentage of",
    "falls away": "takes away",
    "in force when": "brings into force",
    "ends": "ends",
    "ended by": "ends",
}


class NodeContent(Struct, frozen=True):
    """One record or event as its node shows it. ``was`` is its mark before, where something is supposed."""

    id: str
    title: str
    ref: str = ""
    mark: str = ""
    word: str = ""
    due: tuple[str, ...] = ()
    """The due day and how far off it is, the longest wording first."""
    near: bool = False
    share: float | None = None
    was: str = ""
    event: bool = False

    @property
    def spoken(self) -> str:
        """The node for a screen reader, and for the tooltip of one that is cut."""
        standing = f"{word_of_key(self.was)}, then {self.word}" if self.was else self.word
        return ", ".join(filter(None, (f"{self.ref} {self.title}".strip(), standing, *self.due[:1])))


def face_of(
    docket: Docket, assessment: Assessment, record_id: str, compared_with: Assessment | None = None
) -> NodeContent:
    """How a record stands, and how it stood in ``compared_with``."""
    event = docket.events.get(record_id)
    if event is not None:
        return NodeContent(record_id, event.title, word=event_words(event), event=True)
    node, position = docket.node(record_id), assessment[record_id]
    mark = mark_of(node, position.standing)
    before = compared_with.positions.get(record_id) if compared_with else None
    was = mark_of(node, before.standing) if before else mark
    left = position.days_left(assessment.day)
    due = _due(docket, node, position, assessment.day)
    return NodeContent(
        record_id,
        node.short,
        docket.short_ref(record_id),
        mark,
        position.standing.value,
        _due_words(say_day(due.day) if due.day else due.words, due.distance),
        position.done_on is None and due.day is not None and left is not None and 0 <= left <= 14,
        share_of(node, position),
        was if was != mark else "",
    )


def _due(docket: Docket, node: Node, position: Position, day: date) -> DueText:
    """The due day; of what is exposed, since when."""
    if position.standing is Standing.EXPOSED and position.since is not None:
        return DueText(None, f"since {say_day(position.since)}", say_distance((position.since - day).days))
    return due_text(docket, node, position, day)


def event_words(event: Event) -> str:
    """Whether an event has happened."""
    if event.recurring:
        return "happens again and again"
    if event.again:
        return f"happened {say_count(len(event.happenings), 'time')}" if event.happenings else "has not happened yet"
    if event.happened:
        return f"happened {say_day(event.happened.on)}"
    return f"expected {say_day(event.expected.on)}" if event.expected else "has not happened"


def _due_words(day: str, distance: str) -> tuple[str, ...]:
    whole = ", ".join(filter(None, (day, distance)))
    return tuple(dict.fromkeys(filter(None, (whole, day or distance))))


# ------------------------------------------------------------------------------------------------ edges


def manner_of(links: Sequence[LinkKind]) -> Manner:
    """Dotted relieves, dashed follows a miss; all else is solid."""
    return {"covers": "dotted", "extends": "dotted", "causes": "dashed"}.get(links[0], "solid")


def label_of(docket: Docket, links: Sequence[LinkKind], sources: Sequence[str], target: str) -> str:
    """The word on an edge: "needs", "or starts" where another may start it as well."""
    words = [_LABELS[link] for link in links]
    node = docket.obligations.get(target)
    if node is not None and links[0] == "starts" and node.starts and len(node.starts.of) > 1:
        first = anchor_id(node.starts.of[0])
        if first not in sources:
            words[0] = "or starts" if node.starts.pick == "earlier" else "and starts"
    return ", ".join(words)


def edge_words(docket: Docket, edge: Edge) -> str:
    """An edge as a line of a tooltip: "8 → 5: condition", and the words of the source."""
    names = " → ".join(record_name(docket, one, short=True) for one in (edge.before, edge.after))
    label = label_of(docket, edge.links, (edge.before,), edge.after)
    quoted = "; ".join(f"“{words}”" for words in words_of(docket, edge))
    return f"{names}: {label}" + (f", {quoted}" if quoted else "")


# ------------------------------------------------------------------------------------------------ words


def links_words(docket: Docket, network: Network, assessment: Assessment, record_id: str) -> str:
    """The links of a record in sentences, for whoever does not see them."""
    into = [edge for edge in network.edges if edge.after == record_id and not edge.mutual]
    out = [edge for edge in network.edges if edge.before == record_id and not edge.mutual]
    also = [edge for edge in network.edges if edge.mutual and record_id in (edge.before, edge.after)]
    said = [
        _sentence(docket, "Led to by", into, lambda edge: edge.before),
        _sentence(docket, "Leads to", out, lambda edge: edge.after),
        _sentence(docket, "Done by either it or", also, lambda e: e.after if e.before == record_id else e.before),
    ]
    if record_id in assessment.positions:
        said.append(miss_text(docket, assessment[record_id], short=True))
    return " ".join(filter(None, said)) or "It has no links."


def _sentence(docket: Docket, lead: str, edges: Sequence[Edge], end: Callable[[Edge], str]) -> str:
    by_label: dict[str, list[str]] = {}
    for edge in edges:
        by_label.setdefault(", ".join(_LABELS[link] for link in edge.links), []).append(end(edge))
    parts = [f"{names_text(docket, ids)} ({label})" for label, ids in by_label.items()]
    return f"{lead} {listed(parts)}." if parts else ""


def names_text(docket: Docket, ids: Iterable[str]) -> str:
    """Refs, and titles of events, in one phrase: "1 to 4 and Private placement"."""
    records = [one for one in ids if one not in docket.events]
    events = [docket.events[one].title for one in ids if one in docket.events]
    refs = [refs_text(docket, records, short=True)] if records else []
    return listed([*refs, *events])


def selection_words(docket: Docket, lit: Lit) -> tuple[str, ...]:
    """What selecting a record lights, the longest wording first."""
    name = record_name(docket, lit.record, short=True)
    if not lit.needed and not lit.follows:
        return (f"{name} selected: it has no links", f"{name} selected")
    counted = f"{say_count(len(lit.needed), 'record')} before it, {len(lit.follows)} after it"
    return (f"{name} selected: what it needs, and what falls if it is missed", f"{name}: {counted}", f"{name} selected")
