"""Why an occurrence moves that was changed alone: by its own reason, not by the rule of its series."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.ledger.edit import Command
from model.ledger.series import ChangeFollowing, ChangeOccurrence, going_on
from model.outlook.changes.moves import moves
from tests.builders import docket_of
from tests.model.assess.leases import LEASE, MONTHLY, PAYMENTS, RENT

TODAY = date(1996, 11, 20)
MARCH, NOVEMBER = date(1996, 3, 31), date(1996, 11, 30)


def said(command: Command, day: date = TODAY) -> list[tuple[date | None, date | None, str]]:
    docket = docket_of((LEASE, RENT, *PAYMENTS))
    after = docket.changed(command(docket).changes)
    return [(move.old, move.new, move.why) for move in moves(docket, after, day) if move.id == "rent"]


@pytest.mark.parametrize(
    ("due", "why"),
    [
        (date(1996, 4, 11), "this one only: agreed by letter of March"),
        (None, "not owed this time: agreed by letter of March"),
    ],
)
def test_a_moved_or_struck_out_one_gives_its_reason(due: date | None, why: str) -> None:
    command = ChangeOccurrence("rent", MARCH, due, computed=date(1996, 4, 1), reason="agreed by letter of March")
    assert said(command) == [(date(1996, 4, 1), due, why)]


def test_one_that_is_put_back_says_so() -> None:
    back = ChangeOccurrence("rent", date(1996, 5, 31), date(1996, 5, 31), computed=date(1996, 5, 31))
    assert said(back) == [(None, date(1996, 5, 31), "put back to the day that the series gives")]


def test_a_series_that_ends_for_its_successor_says_when() -> None:
    later = replace(RENT, id="rent-2", ref="USMX-30", deadline=going_on(MONTHLY, NOVEMBER))
    found = said(ChangeFollowing("rent", NOVEMBER, later), day=date(1996, 12, 20))
    assert found
    assert {why for _, _, why in found} == {"the series ends with Fri 29 Nov 1996"}


def test_another_rule_is_still_said_beside_the_old_one() -> None:
    docket = docket_of((LEASE, RENT))
    weekly = replace(RENT, deadline=replace(MONTHLY, rule="FREQ=MONTHLY;BYMONTHDAY=15", changed=()))
    after = docket_of((LEASE, weekly))
    found = moves(docket, after, TODAY)
    assert found
    assert all("instead of monthly on the last day" in move.why for move in found)
