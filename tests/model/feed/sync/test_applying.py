"""What applying a moved day changes, by what the day is of the record."""

from __future__ import annotations

from datetime import date

import pytest

from model.assess import assess
from model.errors import InvalidRecord
from model.feed.sync.account import Incoming
from model.feed.sync.applying import command_for
from model.ledger.moving import MoveDay
from model.ledger.series import ChangeOccurrence
from model.record.day import Day
from model.record.deadline import Every, On
from model.record.obligation import Obligation
from tests.builders import docket_of
from tests.model.feed.sync.servers import NOW

TODAY = date(1996, 11, 20)


def duty(**more: object) -> Obligation:
    fields: dict[str, object] = {"deadline": On(day=Day(on=date(1996, 12, 2))), **more}
    return Obligation(id="rent", ref="R-1", title="Rent", kind="payment", **fields)  # type: ignore[arg-type]


def asked(**more: object) -> Incoming:
    fields: dict[str, object] = {"about": "rent", "day": date(1996, 12, 5), **more}
    return Incoming(id="x", account="a", change="moved", seen_at=NOW, **fields)  # type: ignore[arg-type]


def command(node: Obligation, one: Incoming, reason: str = "Agreed") -> object:
    docket = docket_of([node])
    return command_for(docket, assess(docket, TODAY), one, reason)


def test_a_due_day_is_set_by_hand_beside_the_day_that_was_computed() -> None:
    docket = docket_of([duty()])
    edit = command_for(docket, assess(docket, TODAY), asked(), "  Agreed by\nletter ")(docket)
    after = docket.changed(edit.changes)
    override = after.obligations["rent"].override
    assert override is not None
    assert (override.day, override.reason) == (date(1996, 12, 5), "Agreed by letter")
    assert edit.label == "Set the due day of R-1 from Mon 2 Dec 1996 to Thu 5 Dec 1996: Agreed by letter"
    assert assess(after, TODAY)["rent"].due == date(1996, 12, 5)


def test_a_target_moves_as_a_target_does() -> None:
    made = command(duty(target=Day(on=date(1996, 11, 28))), asked(part="target", day=date(1996, 11, 29)))
    assert isinstance(made, MoveDay)
    assert (made.what, made.was, made.latest) == ("target", date(1996, 11, 28), date(1996, 12, 2))


def test_one_occurrence_moves_alone() -> None:
    series = Every(rule="FREQ=MONTHLY", start=date(1996, 1, 2))
    made = command(duty(deadline=series), asked(occurrence=date(1996, 12, 2)))
    assert isinstance(made, ChangeOccurrence)
    assert (made.period, made.computed, made.due) == (date(1996, 12, 2), date(1996, 12, 2), date(1996, 12, 5))


def test_a_forecast_moves_as_a_forecast_does() -> None:
    made = command(duty(binding="plan"), asked())
    assert isinstance(made, MoveDay)
    assert made.what == "forecast"


@pytest.mark.parametrize("part", ["cure", "act by", "reminder due 3 day", "missed"])
def test_a_day_that_follows_from_others_is_not_set_by_hand(part: str) -> None:
    with pytest.raises(InvalidRecord, match="follows from others"):
        command(duty(), asked(part=part))


def test_nothing_moves_without_a_reason() -> None:
    with pytest.raises(InvalidRecord, match="Say why"):
        command(duty(), asked(), "  ")
