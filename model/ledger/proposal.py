"""A docket as it would be with some records changed, without building its look-ups again.

A new Docket's look-ups cost a pass over everything; a rule of entry asks for a few neighbours only. So the
proposal reads the look-ups of the docket that is there and lays the changed records over them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from model.docket import Change, Docket
from model.record.base import Record
from model.record.closure import Closure
from model.record.deadline import Every
from model.record.door import KINDS, kind_of
from model.record.event import Event
from model.record.fact import Fact
from model.record.instrument import Instrument
from model.record.links import ORDERING, OVER, LinkEnd, Node, links_of
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.references import references
from model.record.relief import Relief
from model.record.scenario import Scenario


class ProposedDocket:
    """``docket`` with ``records`` put into it."""

    def __init__(self, docket: Docket, records: Sequence[Record]) -> None:
        self.docket = docket
        self.records = tuple(records)
        self._changed = {(kind_of(record), record.id): record for record in records}

    def get(self, kind: str, record_id: str) -> Record | None:
        """The record of that kind and id, as proposed."""
        return self._changed.get((kind, record_id)) or self.docket.get(kind, record_id)

    def changes(self, kind: str, record_id: str) -> bool:
        """Whether that record is among those proposed."""
        return (kind, record_id) in self._changed

    def kinds_with(self, record_id: str) -> Iterator[str]:
        """The kinds that have a record of that id."""
        return (kind for kind in KINDS if self.get(kind, record_id) is not None)

    def obligation(self, record_id: str) -> Obligation | None:
        """The obligation of that id, or None."""
        found = self.get("obligation", record_id)
        return found if isinstance(found, Obligation) else None

    def node(self, record_id: str) -> Node | None:
        """The obligation or relief of that id, or None."""
        found = self.obligation(record_id) or self.get("relief", record_id)
        return found if isinstance(found, Obligation | Relief) else None

    def closures(self) -> Iterator[Closure]:
        """Every closure, as proposed."""
        yield from (one for one_id, one in self.docket.closures.items() if not self.changes("closure", one_id))
        yield from (record for record in self.records if isinstance(record, Closure))

    def scenarios(self) -> Iterator[Scenario]:
        """Every scenario, as proposed."""
        yield from (one for one_id, one in self.docket.scenarios.items() if not self.changes("scenario", one_id))
        yield from (record for record in self.records if isinstance(record, Scenario))

    def metric(self, record_id: str) -> Metric | None:
        """The metric of that id, or None."""
        found = self.get("metric", record_id)
        return found if isinstance(found, Metric) else None

    def metrics(self) -> Iterator[Metric]:
        """Every metric, as proposed."""
        yield from (one for one_id, one in self.docket.metrics.items() if not self.changes("metric", one_id))
        yield from (record for record in self.records if isinstance(record, Metric))

    def event_of(self, node: Node) -> Event | None:
        """The event that a series recurs with, or None."""
        series = node.deadline if isinstance(node, Obligation) else None
        found = self.get("event", series.event) if isinstance(series, Every) and series.event else None
        return found if isinstance(found, Event) else None

    def holder_of(self, ref: str, besides: str) -> Node | None:
        """The other record that has the reference ``ref``, in whatever case."""
        folded = ref.casefold()
        for node in self._changed_refs.get(folded, ()):
            if node.id != besides:
                return node
        standing = self.docket.by_ref.get(folded)
        if standing is None or standing.id == besides or standing.id in self._changed_nodes:
            return None
        return standing

    def facts_about(self, record_id: str) -> tuple[Fact, ...]:
        """The facts about that obligation or relief."""
        standing = self.docket.facts_about.get(record_id, ())
        kept = tuple(fact for fact in standing if ("fact", fact.id) not in self._changed)
        return (*kept, *self._changed_facts.get(record_id, ()))

    def linked_to(self, record_id: str) -> Iterator[LinkEnd]:
        """The links of others that end at ``record_id``."""
        for end in self.docket.links_to.get(record_id, ()):
            if end.id not in self._changed_nodes:
                yield end
        yield from self._changed_links.get(record_id, ())

    def predecessors(self, record_id: str) -> Iterator[str]:
        """What :func:`model.docket.predecessors` gives on the docket as proposed."""
        node = self.node(record_id)
        if node is None:
            return
        for end in self.links_from(node):
            if end.link in ORDERING and end.link not in OVER:
                yield end.id
        for end in self.linked_to(record_id):
            if end.link in OVER:
                yield end.id

    def instrument(self, record_id: str) -> Instrument | None:
        """The instrument of that id, or None."""
        found = self.get("instrument", record_id)
        return found if isinstance(found, Instrument) else None

    def nodes_of(self, instrument_id: str) -> Iterator[Node]:
        """Every obligation and relief that arises under an instrument, or counts from it, as proposed."""
        users = (self.node(one) for one in self.docket.users.get(instrument_id, ()))
        for node in {one.id: one for one in (*users, *self._changed_nodes.values()) if one is not None}.values():
            if any(one.id == instrument_id for one in references(node)):
                yield node

    def links_from(self, node: Node) -> tuple[LinkEnd, ...]:
        """What a node depends on, as proposed."""
        if self._terms_change:
            return self._whole.links_from.get(node.id, ())
        return links_of(node) if node.id in self._changed_nodes else self.docket.links_from.get(node.id, ())

    @cached_property
    def _whole(self) -> Docket:
        """The docket as proposed, built anew: what hangs on the terms of instruments is linked from far away."""
        changes = (
            Change(kind, one, self.docket.get(kind, one), record) for (kind, one), record in self._changed.items()
        )
        return self.docket.changed(changes)

    @cached_property
    def _terms_change(self) -> bool:
        """Whether links through the terms of instruments may be others than those of the docket."""
        changed = (record for record in self.records if isinstance(record, Instrument))
        return self.docket.has_conditional_terms or any(one.conditional for one in changed)

    @cached_property
    def _changed_nodes(self) -> dict[str, Node]:
        return {record.id: record for record in self.records if isinstance(record, Obligation | Relief)}

    @cached_property
    def _changed_refs(self) -> dict[str, list[Node]]:
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self._changed_nodes.values():
            found[node.ref.casefold()].append(node)
        return found

    @cached_property
    def _changed_facts(self) -> dict[str, tuple[Fact, ...]]:
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for record in self.records:
            if isinstance(record, Fact):
                found[record.about].append(record)
        return {about: tuple(facts) for about, facts in found.items()}

    @cached_property
    def _changed_links(self) -> dict[str, tuple[LinkEnd, ...]]:
        found: defaultdict[str, list[LinkEnd]] = defaultdict(list)
        for node in self._changed_nodes.values():
            for end in links_of(node):
                found[end.id].append(LinkEnd(end.link, node.id))
        return {target: tuple(ends) for target, ends in found.items()}
