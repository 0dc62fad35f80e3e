"""What the judge must know before it can know something else: the links that may close no circle.

An instrument stands twice: its end, and its coming into force, which also follows from its end. What arises under it
follows from both; its own conditions follow from its end alone. What is read of an own performance that it ends with
is line 2, so only what line 2 hangs on comes before that end.
"""

from __future__ import annotations

from collections import defaultdict

from model.docket import Docket
from model.record.deadline import (
    Anchor,
    InstrumentAnchor,
    ObligationAnchor,
    anchors_of,
)
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.share import OfProceeds
from tests.model.assess.making import windowed

Order = defaultdict[str, set[str]]


def followed(docket: Docket) -> dict[str, set[str]]:
    """For each obligation, relief, and beginning and end of an instrument, what it follows from."""
    found: Order = defaultdict(set)
    for obligation in docket.obligations.values():
        found[obligation.id] |= before_obligation(docket, obligation)
        for link in obligation.replaces:
            found[obligation.id].add(link.to)
            found[link.to] |= begins(obligation.instrument)
    for relief in docket.reliefs.values():
        found[relief.id] |= {*relief.conditions, *begins(relief.instrument)}
        for covered in (*relief.covers, *relief.extends):
            found[covered].add(relief.id)
    for instrument in docket.instruments.values():
        found[f"begin {instrument.id}"] |= before_beginning(instrument)
        found[f"end {instrument.id}"] |= before_end(docket, instrument)
    for obligation in docket.obligations.values():
        found[f"done {obligation.id}"] |= before_line_2(docket, obligation)
        found[obligation.id].add(f"done {obligation.id}")
    return dict(found)


def begins(instrument: str | None) -> set[str]:
    return {f"begin {instrument}", f"end {instrument}"} if instrument else set()


def before_anchor(anchor: Anchor) -> set[str]:
    if isinstance(anchor, InstrumentAnchor):
        return {f"{'end' if anchor.of == 'end' else 'begin'} {anchor.instrument}"}
    return {anchor.obligation} if isinstance(anchor, ObligationAnchor) else set()


def before_obligation(docket: Docket, obligation: Obligation) -> set[str]:
    """Consequences follow their causes in circles; nothing follows from them."""
    found = {target for need in obligation.needs for target in need.one_of}
    found |= {link.to for link in obligation.paid_from}
    anchors = [*anchors_of(obligation.deadline), *(one.when for one in obligation.falls_away)]
    anchors += obligation.starts.of if obligation.starts else ()
    found = found.union(*map(before_anchor, anchors))
    instrument = docket.instruments.get(obligation.instrument or "")
    if instrument is not None:
        own = instrument.in_force_when and any(obligation.id in one.one_of for one in instrument.in_force_when.needs)
        found |= {f"end {instrument.id}"} if own else begins(instrument.id)
    for sibling in docket.siblings.get(obligation.id, ()):
        found |= begins(docket.obligations[sibling].instrument) | {f"done {sibling}"}
    return found


def before_line_2(docket: Docket, obligation: Obligation) -> set[str]:
    """What the day of a performance hangs on: a day before which it is too early, a day of a right, a base."""
    found: set[str] = set()
    if obligation.binding == "right" or obligation.share is not None or windowed(obligation.deadline):
        found = found.union(*map(before_anchor, anchors_of(obligation.deadline)))
    if obligation.binding == "right":
        found |= {one.id for one in docket.reliefs.values() if one.kind == "extension" and obligation.id in one.covers}
    if obligation.share is not None and isinstance(obligation.share.base, OfProceeds):
        found.add(f"done {obligation.share.base.obligation}")
    return found


def before_beginning(instrument: Instrument) -> set[str]:
    needs = instrument.in_force_when.needs if instrument.in_force_when else ()
    return {f"end {instrument.id}", *(target for need in needs for target in need.one_of)}


def before_end(docket: Docket, instrument: Instrument) -> set[str]:
    found: set[str] = set()
    for anchor in anchors_of(instrument.ends):
        own = isinstance(anchor, ObligationAnchor) and docket.obligations[anchor.obligation].instrument == instrument.id
        if own and isinstance(anchor, ObligationAnchor) and anchor.of == "performed":
            found.add(f"done {anchor.obligation}")
        else:
            found |= before_anchor(anchor)
    return found
