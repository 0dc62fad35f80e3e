"""The Docket: every record at one moment, as an immutable value with look-ups.

A change makes a new Docket that shares whatever it did not touch. Look-ups are built when first asked for and
kept, so a Docket that is only loaded costs nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from model.days.calendar import Calendar, named, with_closures
from model.errors import CircleError
from model.record.base import Record
from model.record.caption import CAPTION_ID, Caption
from model.record.closure import Closure
from model.record.deadline import Every
from model.record.document import Document
from model.record.door import KINDS
from model.record.event import Event, periods
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.links import ORDERING, OVER, LinkEnd, Node, links_of, links_of_own_terms, links_of_terms
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.ref import ref_key
from model.record.references import references
from model.record.relief import Relief
from model.record.scenario import Scenario
from model.record.share import OfMetric

R = TypeVar("R", bound=Record)


class Change(NamedTuple):
    """One record before and after: ``before`` is None for a new one, ``after`` is None for a deleted one."""

    kind: str
    id: str
    before: Record | None
    after: Record | None


class Docket:
    """All records at one moment."""

    def __init__(self, records: Mapping[str, Mapping[str, Record]] | None = None) -> None:
        given = records or {}
        self._records: dict[str, Mapping[str, Record]] = {kind: given.get(kind, {}) for kind in KINDS}

    @classmethod
    def of(cls, records: Iterable[tuple[str, Record]]) -> Docket:
        """Build a docket from (kind, record) pairs."""
        kinds: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for kind, record in records:
            kinds[kind][record.id] = record
        return cls(kinds)

    def changed(self, changes: Iterable[Change]) -> Docket:
        """Return the docket after ``changes``; kinds that they do not touch are shared, and look-ups that hold kept."""
        made = tuple(changes)
        fresh: dict[str, dict[str, Record]] = {}
        for change in made:
            kind = fresh.setdefault(change.kind, dict(self._records[change.kind]))
            if change.after is None:
                kind.pop(change.id, None)
            else:
                kind[change.id] = change.after
        after = Docket({**self._records, **fresh})
        after.__dict__.update(carried(self, after, made))
        return after

    def kind(self, kind: str) -> Mapping[str, Record]:
        """All records of one kind, by id."""
        return self._records[kind]

    def get(self, kind: str, record_id: str) -> Record | None:
        """One record, or None."""
        return self._records[kind].get(record_id)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every (kind, record), in the order of :data:`model.record.door.KINDS`."""
        for kind, records in self._records.items():
            for record in records.values():
                yield kind, record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Docket) and self._records == other._records

    __hash__ = None  # type: ignore[assignment]

    @property
    def caption(self) -> Caption:
        """The caption, or a plain one where none was written."""
        found = cast("Caption | None", self._records["caption"].get(CAPTION_ID))
        return found or Caption(title="Untitled docket")

    @property
    def parties(self) -> Mapping[str, Party]:
        """Parties by id."""
        return cast("Mapping[str, Party]", self._records["party"])

    @property
    def people(self) -> Mapping[str, Person]:
        """People and roles by id."""
        return cast("Mapping[str, Person]", self._records["person"])

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """Instruments by id."""
        return cast("Mapping[str, Instrument]", self._records["instrument"])

    @property
    def closures(self) -> Mapping[str, Closure]:
        """Closures of calendars by id, beyond those that the calendars know."""
        return cast("Mapping[str, Closure]", self._records["closure"])

    @property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""
        return cast("Mapping[str, Document]", self._records["document"])

    @property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return cast("Mapping[str, Event]", self._records["event"])

    @property
    def metrics(self) -> Mapping[str, Metric]:
        """Metrics of financial tests by id."""
        return cast("Mapping[str, Metric]", self._records["metric"])

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Figures of metrics by id."""
        return cast("Mapping[str, Figure]", self._records["figure"])

    @property
    def obligations(self) -> Mapping[str, Obligation]:
        """Obligations by id."""
        return cast("Mapping[str, Obligation]", self._records["obligation"])

    @property
    def reliefs(self) -> Mapping[str, Relief]:
        """Reliefs by id."""
        return cast("Mapping[str, Relief]", self._records["relief"])

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return cast("Mapping[str, Fact]", self._records["fact"])

    @property
    def scenarios(self) -> Mapping[str, Scenario]:
        """Kept scenarios by id. Nothing follows from them until they are supposed."""
        return cast("Mapping[str, Scenario]", self._records["scenario"])

    def node(self, record_id: str) -> Node:
        """The obligation or relief of that id.

        Raises :class:`KeyError` where there is none.
        """
        return self.obligations.get(record_id) or self.reliefs[record_id]

    def has_node(self, record_id: str) -> bool:
        """Whether an obligation or relief has that id."""
        return record_id in self.obligations or record_id in self.reliefs

    def nodes(self) -> Iterator[Node]:
        """Every obligation, then every relief, each by reference."""
        yield from (self.node(node_id) for node_id in self.places)

    def obligations_by_ref(self) -> Iterator[Obligation]:
        """Every obligation, by reference."""
        yield from (node for node in self.nodes() if isinstance(node, Obligation))

    def reliefs_by_ref(self) -> Iterator[Relief]:
        """Every relief, by reference."""
        yield from (node for node in self.nodes() if isinstance(node, Relief))

    def ref(self, record_id: str) -> str:
        """The ref of an obligation or relief, such as USMX-7."""
        return self.node(record_id).ref

    def short_ref(self, record_id: str) -> str:
        """The ref without the docket's own prefix, such as 7."""
        return self.ref(record_id).removeprefix(self.caption.ref_prefix) or self.ref(record_id)

    @cached_property
    def by_ref(self) -> dict[str, Node]:
        """Obligations and reliefs by ref, case folded."""
        return {node.ref.casefold(): node for node in self.nodes()}

    @cached_property
    def facts_about(self) -> dict[str, tuple[Fact, ...]]:
        """The facts of each obligation or relief, by day, then by when they were recorded, then by id."""
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts.values():
            found[fact.about].append(fact)
        for facts in found.values():
            facts.sort(key=lambda fact: (fact.day.on, fact.recorded_at, fact.id))
        return {about: tuple(facts) for about, facts in found.items()}

    @cached_property
    def figures_of(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each metric, by the day they are of, then by when they were recorded, then by id."""
        found: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures.values():
            found[figure.metric].append(figure)
        return {metric: tuple(sorted(figures, key=_in_turn)) for metric, figures in found.items()}

    @cached_property
    def metric_names(self) -> dict[str, str]:
        """The ids of metrics by their names and short names, case folded, as formulas and pasted tables are read."""
        named = ((name, one.id) for one in self.metrics.values() for name in (one.name, one.short_name) if name)
        return {" ".join(name.replace("’", "'").split()).casefold(): metric for name, metric in named}

    @cached_property
    def measured_by(self) -> dict[str, tuple[str, ...]]:
        """For each metric, the tests whose formula is over it, allocations that it is the fund of, and percentages."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for one in self.obligations.values():
            if one.threshold is not None and one.threshold.formula:
                for metric in one.threshold.metrics:
                    found[metric][one.id] = None
            if one.fund is not None:
                found[one.fund][one.id] = None
            if one.share is not None and isinstance(one.share.base, OfMetric):
                found[one.share.base.metric][one.id] = None
        return {metric: tuple(ids) for metric, ids in found.items()}

    @cached_property
    def links_from(self) -> dict[str, tuple[LinkEnd, ...]]:
        """What each obligation or relief depends on, where it does (what a relief covers, seen from the relief)."""
        if not self.has_conditional_terms:
            return {node.id: ends for node in self.nodes() if (ends := links_of(node))}
        found = {node.id: (*links_of(node), *self._links_of_terms(node)) for node in self.nodes()}
        for node_id, other in self._read_for_their_terms():
            links = links_of_own_terms(other, self.instruments.get, self.obligations.get)
            found[node_id] = tuple(dict.fromkeys((*found[node_id], *links)))
        return {node_id: ends for node_id, ends in found.items() if ends}

    def _links_of_terms(self, node: Node) -> tuple[LinkEnd, ...]:
        return links_of_terms(node, self.instruments.get, self.obligations.get)

    def _read_for_their_terms(self) -> Iterator[tuple[str, Obligation]]:
        """Each obligation that is released by another from when that other's instrument is in force, with the other."""
        for other in self.obligations.values():
            yield from ((link.to, other) for link in other.replaces if link.to in self.obligations)
        for node_id, siblings in self.siblings.items():
            yield from ((node_id, self.obligations[one]) for one in siblings if one in self.obligations)

    def granted_over(self, obligation_id: str, day: date) -> tuple[Relief, ...]:
        """Every relief that covers an obligation or extends one that does, granted by ``day``, in the order of grant.

        What is recorded as unsigned is not granted; what has ended or lapsed was.
        """
        found: dict[str, Relief] = {}
        queue = [obligation_id]
        while queue:
            for end in self.links_to.get(queue.pop(), ()):
                if end.link in OVER and end.id not in found:
                    found[end.id] = self.reliefs[end.id]
                    queue.append(end.id)
        granted = [(one.granted_on.on, self.places[one.id], one) for one in found.values() if one.granted_on]
        counted = [one for one in granted if one[0] <= day and one[2].signed != "unsigned"]
        return tuple(one for _, _, one in sorted(counted, key=lambda item: item[:2]))

    def covered_by(self, relief: Relief) -> tuple[str, ...]:
        """What a relief covers, itself or by a relief that it extends, by id and each once."""
        found, seen, queue = dict.fromkeys(relief.covers), {relief.id}, list(relief.extends)
        while queue:
            other = self.reliefs.get(queue.pop())
            if other is not None and other.id not in seen:
                seen.add(other.id)
                found |= dict.fromkeys(other.covers)
                queue += other.extends
        return tuple(one for one in found if one in self.obligations)

    @cached_property
    def has_conditional_terms(self) -> bool:
        """Whether the coming into force or the end of any instrument hangs on something else."""
        return any(one.conditional for one in self.instruments.values())

    @cached_property
    def links_to(self) -> dict[str, tuple[LinkEnd, ...]]:
        """For each obligation, event or relief, what depends on it."""
        found: defaultdict[str, list[LinkEnd]] = defaultdict(list)
        for source, ends in self.links_from.items():
            for end in ends:
                found[end.id].append(LinkEnd(end.link, source))
        places = self.places
        return {target: tuple(sorted(ends, key=lambda end: places[end.id])) for target, ends in found.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of all obligations and reliefs, each after everything that it follows from.

        Raises :class:`CircleError` where the links close a circle, which entry refuses.
        """
        import rustworkx

        edges = [edge for edge in self._ordering() if edge[0] in self.obligations or edge[0] in self.reliefs]
        linked = list(dict.fromkeys(node_id for edge in edges for node_id in edge))
        index = {node_id: number for number, node_id in enumerate(linked)}
        graph = rustworkx.PyDiGraph()
        graph.add_nodes_from(linked)
        graph.extend_from_edge_list([(index[before], index[after]) for before, after in edges])
        try:
            ordered = [linked[number] for number in rustworkx.topological_sort(graph)]
        except rustworkx.DAGHasCycle:
            circle = [self.ref(linked[number]) for number, _ in rustworkx.digraph_find_cycle(graph)]
            refs = (*circle, circle[0])
            raise CircleError(f"The links form a circle: {' → '.join(refs)}. Remove one of them.", refs) from None
        alone = [
            node_id for kind in ("obligation", "relief") for node_id in self._records[kind] if node_id not in index
        ]
        return (*alone, *ordered)

    def _ordering(self) -> Iterator[tuple[str, str]]:
        """Each ordering link as (what comes first, what follows): a relief comes before what it covers."""
        for node_id, ends in self.links_from.items():
            for link, target in ends:
                if link in OVER:
                    yield node_id, target
                elif link in ORDERING:
                    yield target, node_id

    @cached_property
    def needing_no_default(self) -> tuple[str, ...]:
        """The ids of all obligations that need that nothing is in default."""
        return tuple(node.id for node in self.obligations.values() if node.no_default)

    @cached_property
    def consequences(self) -> tuple[str, ...]:
        """The ids of all consequences, in the order of entry."""
        return tuple(node.id for node in self.obligations.values() if node.is_consequence)

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each obligation and relief in :attr:`order`."""
        return {node_id: place for place, node_id in enumerate(self.order)}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each obligation and relief: obligations before reliefs, each by reference, then id.

        Nothing that is put into words follows the order in which records were entered: equal dockets read alike.
        """
        nodes: tuple[Node, ...] = (*self.obligations.values(), *self.reliefs.values())
        in_order = sorted(nodes, key=lambda one: (isinstance(one, Relief), ref_key(one.ref), one.id))
        return {node.id: place for place, node in enumerate(in_order)}

    @cached_property
    def siblings(self) -> dict[str, frozenset[str]]:
        """For each member of an ``either`` group, the other members (the link is mutual and carries over)."""
        groups: dict[str, set[str]] = {}
        for obligation in self.obligations.values():
            for link in obligation.either:
                joined = groups.get(obligation.id, {obligation.id}) | groups.get(link.to, {link.to})
                for member in joined:
                    groups[member] = joined
        return {member: frozenset(group - {member}) for member, group in groups.items()}

    def readers_of_facts(self, record_id: str) -> Iterator[str]:
        """Who else reads the facts about an obligation: its siblings, and what an instrument that it ends holds."""
        yield from self.siblings.get(record_id, ())
        yield from (end.id for end in self.links_to.get(record_id, ()) if end.link == "ended by")

    @cached_property
    def users(self) -> dict[str, tuple[str, ...]]:
        """For each id that is mentioned anywhere, the ids of the records that mention it."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for _, record in self.records():
            for reference in references(record):
                found[reference.id][record.id] = None
        return {target: tuple(mentions) for target, mentions in found.items()}

    def calendar(self, names: tuple[str, ...]) -> Calendar:
        """The calendar of business days of those names, with the docket's own closures of any of them.

        Raises :class:`model.errors.DayError` for a name that is not known, and for years that don't meet.
        """
        if not self.closures:
            return named(names)
        own = ((one.day, one.reason) for one in self.closures.values() if one.calendar in names)
        return with_closures(names, tuple(sorted(own)))

    def periods(self, series: Every, through: date) -> tuple[date, ...]:
        """The days that name the occurrences of a series, up to and with ``through``.

        They are those of its rule, or of its event where that recurs. Raises :class:`model.errors.DayError`.
        """
        return periods(series, self.events.get(series.event or ""), through)

    def owed_by_us(self, obligation: Obligation) -> bool:
        """Whether it is ours to perform: the obligor is ours, or nobody is named."""
        party = self.parties.get(obligation.obligor or "")
        return party.ours if party else True


def predecessors(docket: Docket, record_id: str) -> Iterator[str]:
    """What must be known before ``record_id`` can be: the ends of its ordering links, and reliefs over it."""
    node = docket.obligations.get(record_id) or docket.reliefs.get(record_id)
    if node is None:
        return
    for end in docket.links_from.get(record_id, ()):
        if end.link in ORDERING and end.link not in OVER:
            yield end.id
    for end in docket.links_to.get(record_id, ()):
        if end.link in OVER:
            yield end.id


def carried(before: Docket, after: Docket, changes: Sequence[Change]) -> dict[str, object]:
    """The look-ups of ``before`` that hold for ``after`` as well, those that ``changes`` touch brought up to date."""
    ready = before.__dict__
    kept: dict[str, object] = {}
    if before.has_conditional_terms or after.has_conditional_terms:
        # What hangs on an instrument's terms is linked through it, so that no single record tells what has changed.
        touched = {change.kind for change in changes}
        if touched & {"instrument", "obligation", "relief"}:
            return kept
    if "facts_about" in ready:
        kept["facts_about"] = _grouped_after(ready["facts_about"], changes, Fact, lambda one: one.about, _in_course)
    nodes = [change for change in changes if change.kind in ("obligation", "relief")]
    relinked = [change for change in nodes if _ends(change.before) != _ends(change.after)]
    same_nodes = all(change.before and change.after for change in nodes)
    reordered = any(map(is_renamed, nodes))
    if same_nodes and not reordered:
        kept |= {name: ready[name] for name in ("places",) if name in ready}
    if same_nodes and all(_kind(change.before) == _kind(change.after) for change in nodes):
        kept |= {name: ready[name] for name in ("consequences",) if name in ready}
    if "figures_of" in ready:
        kept["figures_of"] = _grouped_after(ready["figures_of"], changes, Figure, lambda one: one.metric, _in_turn)
    if "measured_by" in ready and all(_measured(change.before) == _measured(change.after) for change in nodes):
        kept["measured_by"] = ready["measured_by"]
    if reordered:
        return kept  # the order of every link may be another
    if not relinked and same_nodes:
        kept |= {name: ready[name] for name in ("links_from", "links_to", "order", "rank", "siblings") if name in ready}
    elif "links_from" in ready and "links_to" in ready:
        kept |= _links_after(before, after, relinked)
    return kept


def is_renamed(change: Change) -> bool:
    """Whether a change gives an obligation or relief another reference, by which lists are ordered."""
    return bool(change.before and change.after) and _ref(change.before) != _ref(change.after)


def _ref(record: Record | None) -> str:
    return record.ref if isinstance(record, Obligation | Relief) else ""


def _kind(record: Record | None) -> str:
    return record.kind if isinstance(record, Obligation | Relief) else ""


def _grouped_after(
    grouped: dict[str, tuple[R, ...]],
    changes: Sequence[Change],
    kind: type[R],
    group: Callable[[R], str],
    order: Callable[[R], tuple[object, ...]],
) -> dict[str, tuple[R, ...]]:
    """Records of one kind by what they belong to, each group in order, as they stand after ``changes``."""
    touched = [
        (record, there)
        for change in changes
        for record, there in ((change.before, False), (change.after, True))
        if isinstance(record, kind)
    ]
    after = dict(grouped) if touched else grouped
    for record, there in touched:
        rest = [one for one in after.get(group(record), ()) if one.id != record.id]
        after[group(record)] = tuple(sorted([*rest, record] if there else rest, key=order))
        if not after[group(record)]:
            del after[group(record)]
    return after


def _in_turn(figure: Figure) -> tuple[object, ...]:
    return (figure.as_of, figure.recorded_at, figure.id)


def _measured(record: Record | None) -> tuple[object, ...]:
    """What ties an obligation to metrics; nothing for most of them."""
    if not isinstance(record, Obligation):
        return ()
    formula = record.threshold.formula if record.threshold else ""
    return (formula, record.fund, record.share) if formula or record.fund or record.share else ()


def _in_course(fact: Fact) -> tuple[object, ...]:
    return (fact.day.on, fact.recorded_at, fact.id)


def _links_after(before: Docket, after: Docket, relinked: Sequence[Change]) -> dict[str, object]:
    """Both directions of the links, with those of the changed records as they are now."""
    links_from, links_to = dict(before.links_from), dict(before.links_to)
    touched: set[str] = set()
    for change in relinked:
        old, new = _ends(change.before), _ends(change.after)
        links_from.pop(change.id, None)
        if new:
            links_from[change.id] = new
        touched.update(end.id for end in (*old, *new))
    changed = {change.id for change in relinked}
    for target in touched:
        sources = {end.id for end in links_to.pop(target, ())} | changed
        there = sorted((one for one in sources if one in links_from), key=after.places.__getitem__)
        ends = tuple(LinkEnd(link, one) for one in there for link, end in links_from[one] if end == target)
        if ends:
            links_to[target] = ends
    return {"links_from": links_from, "links_to": links_to}


def _ends(record: Record | None) -> tuple[LinkEnd, ...]:
    return links_of(record) if isinstance(record, Obligation | Relief) else ()
