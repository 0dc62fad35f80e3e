"""What a new record begins with. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec.structs import replace

from model.docket import Docket
from model.ledger.currencies import currencies_of
from model.ledger.numbering import fresh_refs
from model.record.base import Record, new_id
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief


def next_ref(docket: Docket) -> str:
    """The next free reference: the docket's prefix, or that of most records, and one more than its highest number."""
    return next(fresh_refs(docket))


def blank(docket: Docket, kind: str) -> Record:
    """A new record of ``kind`` with a fresh id, and a reference where it has one. It still lacks what is needed."""
    return _BLANKS[kind](docket, new_id(kind))


def blank_obligation(docket: Docket) -> Obligation:
    """A new obligation, begun as :func:`blank` begins one."""
    return _obligation(docket, new_id("obligation"))


def blank_closure(today: date) -> Closure:
    """A new closure, proposed for ``today``: storms and proclamations are entered as they come."""
    return Closure(id=new_id("closure"), calendar="", day=today, reason="", source="")


def _obligation(docket: Docket, own: str) -> Obligation:
    """Under the instrument, between the parties and with the owner of the last entry, or the only ones there are."""
    last = next(reversed(tuple(docket.obligations.values())), None)
    made = Obligation(id=own, ref=next_ref(docket), title="", kind="delivery")
    return replace(
        made,
        instrument=(last.instrument if last else None) or _only(docket.instruments),
        obligor=last.obligor if last else _only(docket.parties),
        obligee=last.obligee if last else None,
        owner=(last.owner if last else None) or _only(docket.people),
    )


def _only(records: Mapping[str, Record]) -> str | None:
    return next(iter(records)) if len(records) == 1 else None


_BLANKS: dict[str, Callable[[Docket, str], Record]] = {
    "obligation": _obligation,
    "relief": lambda docket, own: Relief(id=own, ref=next_ref(docket), title="", until_reading="unclear"),
    "instrument": lambda _, own: Instrument(id=own, title=""),
    "event": lambda _, own: Event(id=own, title=""),
    "party": lambda _, own: Party(id=own, name=""),
    "metric": lambda docket, own: Metric(id=own, name="", currency=currencies_of(docket).usual),
    "person": lambda _, own: Person(id=own, name=""),
    "caption": lambda docket, _: docket.caption if docket.caption.title else Caption(title=""),
}
