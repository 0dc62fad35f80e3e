"""Whether every record that another names is there: looked at whenever a docket is opened, so made to be quick.

No change that Duly makes leaves a record named that is gone, and a docket that has lost one would answer wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable

from model.docket import Docket
from model.record.caption import Caption
from model.record.door import KINDS
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.references import PLAIN, nested_references
from model.record.scenario import Scenario

_NESTING: tuple[type, ...] = (Caption, Metric, Obligation, Scenario)
"""Kinds that name others deeper than in a field of their own."""


def names_what_is_gone(docket: Docket) -> bool:
    """Whether any record names another that is not in ``docket``, or is of another kind than it may be."""
    return any(_of_kind(docket, kind) for kind in KINDS)


def _of_kind(docket: Docket, kind: str) -> bool:
    records = docket.kind(kind).values()
    if KINDS[kind] in _NESTING:
        named = {(one.kinds, one.id) for record in records for one in nested_references(record)}
        if any(all(id_ not in docket.kind(each) for each in kinds) for kinds, id_ in named):
            return True
    for field, kinds in PLAIN.get(KINDS[kind], {}).items():
        if _lacks(docket, kinds, (getattr(record, field) for record in records)):
            return True
    sources = (span.document for record in records for span in getattr(record, "sources", ()))
    return _lacks(docket, ("document",), sources)


def _lacks(docket: Docket, kinds: tuple[str, ...], values: Iterable[str | tuple[str, ...] | None]) -> bool:
    """Whether any of the values, ids or several of them, is the id of nothing of those kinds."""
    named: set[str] = set()
    for value in values:
        if isinstance(value, tuple):
            named.update(value)
        elif value:
            named.add(value)
    return any(all(id_ not in docket.kind(kind) for kind in kinds) for id_ in named)
