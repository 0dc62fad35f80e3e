"""A change assessed from what was known before it gives what a whole assessment gives, edit after edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess.engine import assess, assess_whole
from model.assess.reassess import differences, reassess
from model.docket import Change, Docket
from model.errors import CircleError
from model.record.base import Record
from model.record.day import Day
from model.record.event import Event
from model.record.references import references
from tests.model.assess.dockets import random_docket_on_a_day

EDITS_A_DOCKET = 10
KINDS = ("fact",) * 5 + ("obligation",) * 4 + ("event", "relief", "figure") * 2 + ("instrument", "metric")


class Desk:
    """Somebody who edits a docket at random, with fields and records taken from another."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.docket, self.day = random_docket_on_a_day(self.chance)
        self.other, _ = random_docket_on_a_day(Random(seed + 1_000_000))

    def edits(self) -> Iterator[Docket]:
        """The docket after one edit more, each sound."""
        for number in range(EDITS_A_DOCKET):
            kind = self.chance.choice(KINDS)
            change = self.change(kind, number)
            after = self.docket.changed([change]) if change else None
            if after is not None and is_whole(after):
                self.docket = after
                yield after

    def change(self, kind: str, number: int) -> Change | None:
        mine, theirs = [*self.docket.kind(kind).values()], [*self.other.kind(kind).values()]
        how = self.chance.choice(("delete", "edit", "edit", "enter", "enter"))
        if how == "delete" and mine:
            record = self.chance.choice(mine)
            return Change(kind, record.id, record, None)
        if how == "edit" and mine and theirs:
            record = self.chance.choice(mine)
            return Change(kind, record.id, record, self.edited(record, self.chance.choice(theirs)))
        if how == "enter" and theirs:
            record = renamed(self.chance.choice(theirs), number)
            return Change(kind, record.id, None, record)
        return None

    def edited(self, record: Record, like: Record) -> Record:
        field = self.chance.choice([name for name in record.__struct_fields__ if name not in ("id", "ref", "about")])
        return replace(record, **{field: getattr(like, field)})


def renamed(record: Record, number: int) -> Record:
    fields: dict[str, Any] = {"id": f"{record.id}-more-{number}"}
    if hasattr(record, "ref"):
        fields["ref"] = f"N-{number}"
    return replace(record, **fields)


def is_whole(docket: Docket) -> bool:
    """Nothing named is missing, and no circle is closed."""
    for _, record in docket.records():
        for reference in references(record):
            if all(docket.get(kind, reference.id) is None for kind in reference.kinds):
                return False
    try:
        Docket.of(docket.records()).order  # noqa: B018 # asked for its refusal
    except CircleError:
        return False
    return True


@pytest.mark.parametrize("part", range(10))
def test_after_each_of_a_thousand_edits_the_answer_is_that_of_a_whole_assessment(part: int) -> None:
    kinds: Counter[str] = Counter()
    for seed in range(part * 1_000, part * 1_000 + 16):
        desk = Desk(seed)
        known = assess_whole(desk.docket, desk.day)
        for after in desk.edits():
            before, earlier = known, dict(known.assessment.positions)
            kinds.update(change.kind for change in differences(before.run.docket, after))
            known = reassess(before, after)
            assert known.assessment == assess(Docket.of(after.records()), desk.day)
            assert before.assessment.positions == earlier
    assert kinds.total() >= 100
    assert len(kinds) == 7


def test_what_a_change_does_not_reach_is_the_same_object() -> None:
    """So that whoever shows an assessment sees at once what is new in it."""
    desk = Desk(7)
    known = assess_whole(desk.docket, desk.day)
    for after in desk.edits():
        again = reassess(known, after)
        for one, position in again.assessment.positions.items():
            was = known.assessment.positions.get(one)
            assert position is was or position != was
        known = again


def test_the_most_connected_anchor_moves() -> None:
    desk = Desk(3)
    docket = desk.docket
    anchor = max(docket.events, key=lambda one: len(docket.links_to.get(one, ())))
    event = docket.events[anchor]
    known = assess_whole(docket, desk.day)
    for days in range(1, 30):
        happened = Day(on=date(1996, 6, 1) + timedelta(days=days))
        moved: Event = replace(event, happened=happened, expected=None)
        docket = docket.changed([Change("event", anchor, docket.events[anchor], moved)])
        known = reassess(known, docket)
        assert known.assessment == assess(Docket.of(docket.records()), desk.day)


def test_an_equal_docket_changes_nothing() -> None:
    desk = Desk(11)
    known = assess_whole(desk.docket, desk.day)
    assert reassess(known, desk.docket) is known
    assert reassess(known, desk.docket.changed(())).assessment == known.assessment


@pytest.mark.parametrize("seed", range(40))
def test_look_ups_that_are_carried_over_are_those_of_a_docket_made_anew(seed: int) -> None:
    desk = Desk(seed)
    names = ("facts_about", "figures_of", "measured_by", "links_from", "links_to", "siblings", "places", "consequences")
    for name in (*names, "order", "rank"):
        getattr(desk.docket, name)
    for after in desk.edits():
        anew = Docket.of(after.records())
        for name in names:
            assert getattr(after, name) == getattr(anew, name), name
        assert sorted(after.order) == sorted(anew.order)
