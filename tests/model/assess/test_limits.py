"""Limits of relief: what goes past them takes effect, and says so on the relief and on what it covers."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.reassess import reassess
from model.docket import Change
from model.ledger.entry import entry_notes
from model.record.base import Record
from model.record.conditions import ReliefLimits
from model.record.day import Day
from model.record.deadline import Override
from model.record.relief import Relief
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import EVENT, after, assessed, counted, course, covenant, duty, event, turns, waiver

changed = msgspec.structs.replace
THREE_DAYS = ReliefLimits(longest=counted(3), locator="s. 5.2")
TWICE = ReliefLimits(times=2, locator="s. 5.2")


def extension(new_due: int, id: str = "w", granted: int = 1, **fields: Any) -> Relief:
    return waiver(granted, id=id, kind="extension", new_due=on(new_due), **fields)


def said(day: int, *records: Record) -> dict[str, list[str]]:
    """The reliefs that each record says are past a limit on a day."""
    positions = assess(docket_of((BANK, *records)), on(day)).positions
    past = {
        one: [r.about for r in position.reasons if r.code.startswith("past ")] for one, position in positions.items()
    }
    return {one: reliefs for one, reliefs in past.items() if reliefs}


@pytest.mark.parametrize(
    ("limited", "relief", "past"),
    [
        (duty(relief_limits=THREE_DAYS), extension(13), False),
        (duty(relief_limits=THREE_DAYS), extension(14), True),
        (duty(relief_limits=THREE_DAYS), waiver(1, 13), False),
        (duty(relief_limits=THREE_DAYS), waiver(1, 14), True),
        (duty(relief_limits=THREE_DAYS), waiver(1), True),
        (duty(relief_limits=THREE_DAYS), waiver(1, 14, signed="unsigned"), False),
        (duty(relief_limits=THREE_DAYS), waiver(1, kind="release"), False),
        (duty(relief_limits=THREE_DAYS), extension(14, since=on(8)), True),
        (duty(relief_limits=THREE_DAYS, override=Override(day=on(11), reason="agreed")), extension(14), False),
        (duty(relief_limits=THREE_DAYS, deadline=after(EVENT, 8)), extension(14), True),
        (covenant(relief_limits=THREE_DAYS), waiver(1), False),
        (duty(), waiver(1), False),
    ],
    ids=[
        "to the last day",
        "a day longer",
        "a waiver to the last day",
        "a waiver a day longer",
        "without an end",
        "unsigned",
        "a release",
        "with effect from later",
        "from a day set by hand",
        "from a counted day",
        "a covenant has no due day",
        "no limit",
    ],
)
def test_the_longest_counts_from_the_original_due_day(limited: Record, relief: Relief, past: bool) -> None:
    assert said(5, event(2), limited, relief) == ({"x": ["w"], "w": ["w"]} if past else {})


def test_it_takes_effect_all_the_same() -> None:
    records = (duty(relief_limits=THREE_DAYS), waiver(1, 15))
    assert turns(course(assessed, records, "x", 17)) == "open 0, due 10, suspended 11, missed 16"


def test_times_counts_every_relief_granted_ended_and_lapsed_ones_too() -> None:
    limited, first, second = duty(due=30, relief_limits=TWICE), waiver(1, 3, id="a"), waiver(4, 6, id="b")
    unsigned, third = waiver(7, 40, id="c", signed="unsigned"), waiver(12, 40, id="d")
    records = (limited, first, second, unsigned, third)
    assert said(11, *records) == {}
    assert said(12, *records) == {"x": ["d"], "d": ["d"]}
    # One that keeps another alive is a relief as well.
    again = extension(40, "d", 12, covers="", extends=("b",))
    assert said(12, limited, first, second, again) == {"x": ["d"], "d": ["d"]}


def test_a_change_of_one_relief_is_seen_on_the_others() -> None:
    first, second, third = waiver(1, 3, id="a"), waiver(4, 6, id="b"), waiver(8, 9, id="c")
    docket = docket_of((BANK, duty(due=30, relief_limits=TWICE), first, second, third))
    for after_it in (None, changed(first, signed="unsigned"), changed(first, granted_on=Day(on=on(9)))):
        later = docket.changed([Change("relief", "a", first, after_it)])
        again = reassess(assess_whole(docket, on(12)), later).assessment
        assert again.positions == assess(later, on(12)).positions
    unlimited = docket.changed([Change("obligation", "x", docket.obligations["x"], duty(due=30))])
    assert reassess(assess_whole(docket, on(12)), unlimited).assessment.positions == assess(unlimited, on(12)).positions


@pytest.mark.parametrize(
    ("limits", "relief", "note"),
    [
        (THREE_DAYS, extension(13), None),
        (
            THREE_DAYS,
            extension(14),
            "W goes on longer for X than s. 5.2 allows: 3 days after the due day, Sun 16 Jun 1996, at the latest.",
        ),
        (TWICE, waiver(1, 5), None),
    ],
)
def test_the_relief_is_entered_with_a_note(limits: ReliefLimits, relief: Relief, note: str | None) -> None:
    docket = docket_of((BANK, duty(relief_limits=limits)))
    notes = list(entry_notes(docket, changed(relief, granted_by="bank")))
    assert notes == ([f"{note} It takes effect all the same."] if note else [])


def test_the_third_of_two_is_entered_with_a_note() -> None:
    docket = docket_of((BANK, duty(relief_limits=TWICE), waiver(1, 2, id="a"), waiver(3, 4, id="b")))
    assert entry_notes(docket, waiver(5, 6, granted_by="bank")) == (
        "W is relief number 3 for X; s. 5.2 allows 2. It takes effect all the same.",
    )
