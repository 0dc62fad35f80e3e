"""Changes of a series: of one occurrence alone, or of one and all that come after it.

A change of all of them is a change of the record itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from model.days.recurrence import continued
from model.days.wording import say_day
from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.commands import PutMany
from model.ledger.edit import Edit
from model.record.base import Record
from model.record.conditions import Link, Need
from model.record.deadline import Changed, Every
from model.record.obligation import Obligation
from model.record.relief import Relief


@dataclass(frozen=True)
class ChangeOccurrence:
    """Move one occurrence to another day, or strike it out (``due`` is None); ``due`` as computed puts it back.

    ``computed`` is the day that the series gives it, ``period`` the day that names it.
    """

    obligation_id: str
    period: date
    due: date | None
    computed: date
    reason: str = ""

    def __call__(self, docket: Docket) -> Edit:
        """Change the one occurrence."""
        obligation, series = series_of(docket, self.obligation_id)
        kept = tuple(change for change in series.changed if change.occurrence != self.period)
        if self.due != self.computed:
            kept = (*kept, Changed(occurrence=self.period, due=self.due, reason=self.reason.strip()))
        changed = tuple(sorted(kept, key=lambda change: change.occurrence))
        record = replace(obligation, deadline=replace(series, changed=changed))
        return PutMany((record,), self._label(obligation))(docket)

    def _label(self, obligation: Obligation) -> str:
        one = f"{obligation.ref} of {say_day(self.computed)}"
        if self.due is None:
            return f"Strike out {one}"
        return f"Put {one} back" if self.due == self.computed else f"Move {one} to {say_day(self.due)}"


@dataclass(frozen=True)
class ChangeFollowing:
    """Change an occurrence and all that come after it: the series ends before it, and ``successor`` goes on.

    ``successor`` is the obligation as it is from there on, with an id and a ref of its own and the deadline of
    :func:`going_on`, changed as wanted. Facts about its occurrences go over to it, and what hung on the series hangs
    on both.
    """

    obligation_id: str
    period: date
    successor: Obligation

    def __call__(self, docket: Docket) -> Edit:
        """End the series and go on with its successor, in one change."""
        obligation, series = series_of(docket, self.obligation_id)
        first = docket.periods(series, self.period)[:1]
        if first == (self.period,):
            raise InvalidRecord(f"{say_day(self.period)} is the first of {obligation.ref}. Change all of them instead.")
        ended = replace(
            series,
            until=self.period - timedelta(days=1),
            changed=tuple(change for change in series.changed if change.occurrence < self.period),
        )
        records = (
            replace(obligation, deadline=ended),
            self.successor,
            *self._facts(docket),
            *_joined(docket, obligation.id, self.successor.id),
        )
        label = f"Change {obligation.ref} from {say_day(self.period)} on, as {self.successor.ref}"
        return PutMany(records, label)(docket)

    def _facts(self, docket: Docket) -> Iterator[Record]:
        for fact in docket.facts_about.get(self.obligation_id, ()):
            if fact.occurrence is not None and fact.occurrence >= self.period:
                yield replace(fact, about=self.successor.id)


def series_of(docket: Docket, obligation_id: str) -> tuple[Obligation, Every]:
    """A recurring obligation and its series. Raises InvalidRecord where it is gone or no longer recurs."""
    obligation = docket.obligations.get(obligation_id)
    if obligation is None or not isinstance(obligation.deadline, Every):
        ref = obligation.ref if obligation else "The series"
        raise InvalidRecord(f"{ref} no longer recurs. Look at it again before changing its occurrences.")
    return obligation, obligation.deadline


def going_on(series: Every, period: date) -> Every:
    """The series as it goes on from the occurrence that ``period`` names, with the changes of those to come.

    Raises :class:`model.errors.DayError` where its rule does not fall on that day.
    """
    changed = tuple(change for change in series.changed if change.occurrence >= period)
    if series.event or series.start is None:
        return replace(series, start=period, changed=changed)
    return replace(series, rule=continued(series.rule, series.start, period), start=period, changed=changed)


def _joined(docket: Docket, old: str, new: str) -> Iterator[Record]:
    """What hung on the series, hanging on its successor as well."""
    for hanging in dict.fromkeys(end.id for end in docket.links_to.get(old, ())):
        node = docket.node(hanging)
        yield _relief_on_both(node, old, new) if isinstance(node, Relief) else _obligation_on_both(node, old, new)


def _obligation_on_both(node: Obligation, old: str, new: str) -> Obligation:
    return replace(
        node,
        needs=_needs_on_both(node.needs, old, new),
        causes=_links_on_both(node.causes, old, new),
        paid_from=_links_on_both(node.paid_from, old, new),
    )


def _needs_on_both(needs: tuple[Need, ...], old: str, new: str) -> tuple[Need, ...]:
    """A need of the series alone is a need of each; where it is one of several, its successor is one more."""
    several = tuple(replace(need, one_of=_ids_on_both(need.one_of, old, new)) for need in needs if len(need.one_of) > 1)
    alone = tuple(need for need in needs if len(need.one_of) == 1)
    more = tuple(replace(need, one_of=(new,)) for need in alone if need.one_of == (old,))
    return (*alone, *several, *more)


def _links_on_both(links: tuple[Link, ...], old: str, new: str) -> tuple[Link, ...]:
    found = next((link for link in links if link.to == old), None)
    return (*links, replace(found, to=new)) if found else links


def _relief_on_both(node: Relief, old: str, new: str) -> Relief:
    return replace(node, covers=_ids_on_both(node.covers, old, new), conditions=_ids_on_both(node.conditions, old, new))


def _ids_on_both(ids: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return (*ids, new) if old in ids and new not in ids else ids
