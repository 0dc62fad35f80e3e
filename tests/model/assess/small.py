"""Small dockets in few words: an obligation x due on day 10, and what is said of it day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from model.assess import assess
from model.days.operation import Add
from model.docket import Docket
from model.record.amount import Amount, Threshold
from model.record.base import Record
from model.record.conditions import Link
from model.record.day import Day
from model.record.deadline import After, Anchor, EventAnchor, On, Open, While
from model.record.event import Event, Happening
from model.record.fact import (
    Fact,
    Performed,
    Reading,
    What,
)
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Approval, Cure, Obligation
from model.record.relief import Relief
from tests import builders
from tests.builders import dated, docket_of, obligation
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.simulation import simulate


def by(number: int, **fields: Any) -> On:
    return dated(on(number), **fields)


def duty(id: str = "x", due: int | None = 10, **fields: Any) -> Obligation:
    fields.setdefault("deadline", Open() if due is None else by(due))
    fields.setdefault("kind", "delivery")
    return obligation(id, title=f"Obligation {id}", review_by=on(90), **fields)


def right(id: str = "x", due: int | None = 10, **fields: Any) -> Obligation:
    return duty(id, due, binding="right", **fields)


def plan(id: str = "x", due: int | None = 10, **fields: Any) -> Obligation:
    return duty(id, due, binding="plan", **fields)


def covenant(id: str = "x", **fields: Any) -> Obligation:
    fields.setdefault("deadline", While())
    return duty(id, kind="covenant", **fields)


def follows(*causes: str, id: str = "q", **fields: Any) -> Obligation:
    return obligation(id, title="What follows", kind="consequence", causes=links(*causes), **fields)


def links(*targets: str) -> tuple[Link, ...]:
    return tuple(Link(to=target) for target in targets)


def waiver(granted: int, last: int | None = None, covers: str = "x", **fields: Any) -> Relief:
    fields.setdefault("id", "w")
    return Relief(
        ref=fields["id"].upper(),
        title="A relief",
        covers=tuple(covers.split()),
        granted_on=Day(on=on(granted)),
        until=None if last is None else on(last),
        until_reading="inclusive",
        **fields,
    )


def agreement(begins: int | None = None, until: int | None = None, id: str = "i", **fields: Any) -> Instrument:
    return Instrument(
        id=id,
        title="Agreement",
        in_force_from=None if begins is None else on(begins),
        in_force_until=None if until is None else on(until),
        **fields,
    )


def event(happened: int | None, id: str = "e") -> Event:
    return Event(id=id, title="Closing", happened=None if happened is None else Day(on=on(happened)))


def again(*days: int, id: str = "e") -> Event:
    """An event that happens again, on no rule."""
    return Event(id=id, title="Request", again=True, happenings=tuple(Happening(day=Day(on=on(day))) for day in days))


def fact(
    day: int, what: What, about: str = "x", minute: int = 0, occurrence: int | None = None, number: int = 1
) -> Fact:
    moment = datetime(1996, 12, 1, 9, minute, tzinfo=UTC)
    return builders.fact(
        about,
        on(day),
        what,
        id=f"{about}-{day}-{minute}-{type(what).__name__.lower()}" + ("" if number == 1 else f"-{number}"),
        recorded_at=moment,
        occurrence=None if occurrence is None else on(occurrence),
        number=number,
    )


def part(amount: int, in_full: bool = False) -> Performed:
    return Performed(amount=str(amount), currency="USD", in_full=in_full)


def counted(number: int) -> tuple[Add, ...]:
    return (Add(n=number, unit="day"),)


def after(anchor: Any, number: int, **fields: Any) -> After[Anchor]:
    return After(anchor=anchor, steps=counted(number), **fields)


def cure(number: int, **fields: Any) -> Cure:
    return Cure(period=counted(number), **fields)


def owed(bound: str) -> Amount:
    return Amount(value="100", currency="USD", bound=bound)  # type: ignore[arg-type] # a column of the table


def metric(id: str, **fields: Any) -> Metric:
    fields.setdefault("currency", "USD" if fields.get("unit", "money") == "money" else "")
    return Metric(id=id, name=fields.pop("name", id), **fields)


def gauge(formula: str, value: str, id: str = "x", **fields: Any) -> Obligation:
    """A test by figures. What is no field of a threshold is one of the obligation."""
    names = Threshold.__struct_fields__
    own = {name: fields.pop(name) for name in list(fields) if name in names}
    own.setdefault("comparator", "at least")
    own.setdefault("currency", "USD" if own.get("unit") == "money" else "")
    fields.setdefault("deadline", While())
    return duty(id, kind="test", threshold=Threshold(metric="m", value=value, formula=formula, **own), **fields)


def figure(metric: str, day: int, value: str, **fields: Any) -> Figure:
    minute = fields.pop("minute", 0)
    made = fields.pop("made", None)
    return builders.figure(
        metric,
        on(day),
        value,
        id=fields.pop("id", f"{metric}-{day}-{minute}-{made}".lower()),
        recorded_at=datetime(1996, 12, 1, 9, minute, tzinfo=UTC),
        made=None if made is None else on(made),
        cure=made is not None or fields.pop("cure", False),
        **fields,
    )


def met(yes: bool) -> Reading:
    return Reading(met=yes)


FOR_SUBMISSION = Approval(by="bank")
FOR_APPROVAL = Approval(by="bank", deadline_for="approval")
EVENT = EventAnchor(event="e")


Says = Callable[[Docket, date], dict[str, str]]
"""Whoever says how everything in a docket stands on a day."""


def judged(docket: Docket, day: date) -> dict[str, str]:
    return {id: outcome.standing for id, outcome in simulate(docket, day).items()}


def assessed(docket: Docket, day: date) -> dict[str, str]:
    return {id: str(position.standing) for id, position in assess(docket, day).positions.items()}


BY_BOTH = pytest.mark.parametrize("says", [judged, assessed])
"""The judge and assess say the same."""

BY_JUDGE = pytest.mark.parametrize("says", [judged])
"""The judge alone says so, as yet: a row that assess knows takes ``BY_BOTH``."""

Case = tuple[tuple[Record, ...], str]
"""Records, and the turns that x takes by them."""


def course(says: Says, records: tuple[Record, ...], id: str, days: int) -> list[str]:
    """The standings of ``id`` from day 0 to the last of ``days``, each as said on that very day."""
    docket = docket_of((BANK, *records))
    return [says(docket, on(number))[id] for number in range(days + 1)]


def turns(standings: list[str]) -> str:
    """ "open 0, due 10, missed 11": each standing with the first day of it."""
    changes = [
        f"{standing} {number}"
        for number, standing in enumerate(standings)
        if number == 0 or standing != standings[number - 1]
    ]
    return ", ".join(changes)


def course_of(says: Says, case: Case, id: str = "x", days: int = 25) -> str:
    """The turns of one of the records of a case, each as said on that very day."""
    return turns(course(says, case[0], id, days))


def unsound(case: Case) -> list[str]:
    """What the rules of their kinds have against the records of a case; their short ids apart."""
    return [problem.message for record in case[0] for problem in record.problems()]
