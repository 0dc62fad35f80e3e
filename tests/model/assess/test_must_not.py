"""A covenant that forbids and has no reading stands untested and holds up nothing."""

from __future__ import annotations

import pytest

from model.assess import assess
from model.record.base import Record
from model.record.conditions import Need
from model.record.deadline import While
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import assessed, course, covenant, duty, fact, gauge, met, turns, waiver

WAITING = duty("y", 20, needs=(Need(one_of=("x",)),))
FORBIDS = covenant(must_not=True)


@pytest.mark.parametrize(
    ("forbids", "readings", "itself", "waiting"),
    [
        (FORBIDS, (), "untested 0", "open 0"),
        (FORBIDS, (fact(3, met(True)),), "untested 0, in compliance 3", "open 0"),
        (FORBIDS, (fact(3, met(False)),), "untested 0, failing 3", "open 0, blocked 3"),
        (covenant(must_not=True, deadline=While(since=on(2))), (), "dormant 0, untested 2", "blocked 0, open 2"),
        (covenant(), (), "untested 0", "blocked 0"),
        (gauge("", "1"), (), "untested 0", "blocked 0"),
    ],
    ids=["no reading", "kept", "broken", "asleep", "to do something", "a test"],
)
def test_what_needs_it(forbids: Record, readings: tuple[Record, ...], itself: str, waiting: str) -> None:
    records = (forbids, WAITING, *readings)
    assert turns(course(assessed, records, "x", 5)) == itself
    assert turns(course(assessed, records, "y", 5)) == waiting


def test_its_reason_is_that_no_breach_is_recorded() -> None:
    codes = [reason.code for reason in assess(docket_of((BANK, FORBIDS)), on(3))["x"].reasons]
    assert codes == ["no breach recorded", "unverified"]


@pytest.mark.parametrize("condition", [FORBIDS, covenant(), gauge("", "1")], ids=["forbids", "to do", "a test"])
def test_nothing_untested_fails_a_condition(condition: Record) -> None:
    records = (duty("z"), condition, waiver(1, 20, covers="z", conditions=("x",)))
    assert turns(course(assessed, records, "w", 22)) == "pending 0, live 1, ended 21"
