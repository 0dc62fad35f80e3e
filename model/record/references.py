"""What a record mentions of others, field by field, and the words of documents that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from model.record.base import Record
from model.record.caption import Caption
from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor, ObligationAnchor, anchors_of
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.links import anchor_id
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.person import Person
from model.record.relief import Relief
from model.record.scenario import Assumption, Scenario, SupposeFigure, SupposeMoved, ids_in
from model.record.share import OfMetric, OfProceeds
from model.record.source import Span


class Reference(NamedTuple):
    """A mention of another record: the field it stands in, the kinds it may be of, its id."""

    field: str
    kinds: tuple[str, ...]
    id: str


def references(record: Record) -> Iterator[Reference]:
    """Every mention of another record in ``record``, field by field."""
    for field, kinds in PLAIN.get(type(record), {}).items():
        value = getattr(record, field)
        for target in value if isinstance(value, tuple) else (value,):
            if target:
                yield Reference(field, kinds, target)
    yield from nested_references(record)
    if isinstance(record, Obligation | Relief | Fact | Figure):
        yield from (Reference("sources", ("document",), span.document) for span in record.sources)


def nested_references(record: Record) -> Iterator[Reference]:
    """Those that stand deeper than in a field of their own, source words apart."""
    if isinstance(record, Obligation):
        yield from _obligation_references(record)
    if isinstance(record, Instrument):
        yield from _instrument_references(record)
    if isinstance(record, Metric):
        yield from _definition_references(record)
    if isinstance(record, Caption) and record.remind.general_counsel:
        yield Reference("remind", ("person",), record.remind.general_counsel)
    if isinstance(record, Scenario):
        yield from _assumed_references(record)


PLAIN: dict[type[Record], dict[str, tuple[str, ...]]] = {
    Person: {"stand_in": ("person",)},
    Instrument: {"parties": ("party",), "amends": ("instrument",)},
    Obligation: {
        "obligor": ("party",),
        "obligee": ("party",),
        "payee": ("party",),
        "instrument": ("instrument",),
        "fund": ("metric",),
        "owner": ("person",),
        "stand_in": ("person",),
    },
    Relief: {
        "instrument": ("instrument",),
        "granted_by": ("party",),
        "covers": ("obligation",),
        "extends": ("relief",),
        "conditions": ("obligation",),
        "signed_documents": ("document",),
        "owner": ("person",),
    },
    Fact: {"about": ("obligation", "relief"), "evidence": ("document",)},
    Figure: {"metric": ("metric",), "evidence": ("document",)},
}
"""The fields that hold an id or several, and the kinds that these may be of."""


def _definition_references(record: Metric) -> Iterator[Reference]:
    for definition in record.definitions:
        if definition.instrument:
            yield Reference("definitions", ("instrument",), definition.instrument)
        if definition.source:
            yield Reference("definitions", ("document",), definition.source.document)


_ASSUMED: dict[type[Assumption], tuple[str, ...]] = {
    SupposeMoved: ("obligation", "event", "relief"),
    SupposeFigure: ("metric",),
}
"""What an assumption may be about, where that is not an obligation."""


def _assumed_references(record: Scenario) -> Iterator[Reference]:
    for assumption in record.assumptions:
        kinds = _ASSUMED.get(type(assumption), ("obligation",))
        yield from (Reference("assumptions", kinds, one) for one in ids_in(assumption))


def _obligation_references(record: Obligation) -> Iterator[Reference]:
    for need in record.needs:
        yield from (Reference("needs", ("obligation",), target) for target in need.one_of)
    yield from (_anchor_reference(field, anchor) for field, anchor in anchors_in(record))
    for state in record.no_default:
        if state.instrument:
            yield Reference("no_default", ("instrument",), state.instrument)
        if state.party:
            yield Reference("no_default", ("party",), state.party)
    if record.share and isinstance(record.share.base, OfProceeds):
        yield Reference("share", ("obligation",), record.share.base.obligation)
    if record.share and isinstance(record.share.base, OfMetric):
        yield Reference("share", ("metric",), record.share.base.metric)
    for qualification in record.qualifications:
        if qualification.source:
            yield Reference("qualifications", ("document",), qualification.source.document)
    for field in ("paid_from", "either", "causes", "replaces"):
        yield from (Reference(field, ("obligation",), link.to) for link in getattr(record, field))
    if record.cure and record.cure.event:
        yield Reference("cure", ("event",), record.cure.event)
    if record.approval:
        yield Reference("approval", ("party",), record.approval.by)
    if record.threshold:
        cured = record.threshold.equity_cure
        measured = (*record.threshold.metrics, *((cured.metric,) if cured else ()))
        yield from (Reference("threshold", ("metric",), metric) for metric in dict.fromkeys(measured))


def _anchor_reference(field: str, anchor: Anchor) -> Reference:
    kind = {EventAnchor: "event", ObligationAnchor: "obligation", InstrumentAnchor: "instrument"}[type(anchor)]
    return Reference(field, (kind,), anchor_id(anchor))


def _instrument_references(record: Instrument) -> Iterator[Reference]:
    if record.in_force_when:
        for need in record.in_force_when.needs:
            yield from (Reference("in_force_when", ("obligation",), target) for target in need.one_of)
        yield from (Reference("in_force_when", ("event",), event) for event in record.in_force_when.events)
    yield from (_anchor_reference(field, anchor) for field, anchor in anchors_in(record))


def anchors_in(record: Record) -> tuple[tuple[str, Anchor], ...]:
    """Everything that a record counts from, starts with or falls away by, each with the field where it stands."""
    if isinstance(record, Instrument):
        return tuple(("ends", anchor) for anchor in anchors_of(record.ends))
    if not isinstance(record, Obligation):
        return ()
    return (
        *(("starts", anchor) for anchor in (record.starts.of if record.starts else ())),
        *(("deadline", anchor) for anchor in anchors_of(record.deadline)),
        *(("falls_away", one.when) for one in record.falls_away),
    )


def spans_of(record: Record) -> tuple[Span, ...]:
    """The source spans of a record that has any."""
    if isinstance(record, Metric):
        return tuple(definition.source for definition in record.definitions if definition.source)
    if isinstance(record, Obligation):
        pinned = (one.source for one in record.qualifications if one.source)
        return (*record.sources, *pinned)
    return record.sources if isinstance(record, Relief | Fact | Figure) else ()
