"""Scenarios in the ledger: kept by name, found by it, and never in the way of what they suppose something of."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from model.assess.engine import assess
from model.errors import InvalidRecord
from model.ledger.commands import Delete, DeleteMany, Put
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.scenario import (
    Assumption,
    Scenario,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeRelief,
)
from tests.model.ledger import matters
from tests.model.ledger.matters import docket

changed = msgspec.structs.replace
DAY = date(1996, 12, 20)
CLOSES = SupposePerformed(about="obligation-8", on=DAY)
SLIPS = SupposeMissed(about="obligation-7")
KEPT = Scenario(id="scenario-kept", title="8 closes", assumptions=(CLOSES, SLIPS), notes="Asked by the board")


def test_keeping_is_one_entry_and_changes_no_standing(ledger: Ledger) -> None:
    before, entries = assess(ledger.docket, DAY), len(ledger.journal())
    ledger.do(Put(KEPT))
    assert [entry.label for entry in ledger.journal()][:-entries] == ["Keep scenario 8 closes"]
    assert assess(ledger.docket, DAY) == before
    assert ledger.search("board") == ("scenario-kept",)
    assert verify(ledger.path) == ()


@pytest.mark.parametrize("title", ["8 closes", " 8 CLOSES "])
def test_no_two_go_by_one_name(ledger: Ledger, title: str) -> None:
    ledger.do(Put(KEPT))
    with pytest.raises(InvalidRecord, match=r"Another scenario is called .* already\. Choose") as refused:
        ledger.do(Put(changed(KEPT, id="scenario-new", title=title)))
    assert refused.value.field == "title"


@pytest.mark.parametrize(
    ("assumption", "message"),
    [
        (SupposeMissed(about="obligation-99"), "chosen as subject of an assumption is not in this docket"),
        (SupposeMissed(about="relief-5"), "must be an obligation; a relief was chosen"),
        (SupposeMoved(about="party-bank", to=DAY), "must be an obligation or an event or a relief; a party was chosen"),
    ],
)
def test_it_supposes_something_of_what_is_there(ledger: Ledger, assumption: Assumption, message: str) -> None:
    with pytest.raises(InvalidRecord, match=message):
        ledger.do(Put(changed(KEPT, assumptions=(assumption,))))


WAIVER = SupposeRelief(covers=("obligation-20", "obligation-9"), kind="waiver", granted_on=DAY)


@pytest.mark.parametrize(
    ("assumptions", "left"),
    [
        ((SupposeMissed(about="obligation-20"), CLOSES), (CLOSES,)),
        ((WAIVER,), (changed(WAIVER, covers=("obligation-9",)),)),
        ((SupposeMissed(about="obligation-20"),), None),
        ((CLOSES,), (CLOSES,)),
    ],
)
def test_it_holds_no_deletion_up_and_forgets_what_is_gone(
    ledger: Ledger, assumptions: tuple[Assumption, ...], left: tuple[Assumption, ...] | None
) -> None:
    ledger.do(Put(changed(KEPT, assumptions=assumptions)))
    before = ledger.docket
    ledger.do(Delete("obligation", "obligation-20"))
    found = ledger.docket.scenarios.get("scenario-kept")
    assert (found.assumptions if found else None) == left
    ledger.undo()
    assert ledger.docket == before


def test_a_scenario_is_deleted_alone() -> None:
    edit = Delete("scenario", "scenario-kept")(docket(KEPT))
    assert [(change.kind, change.id) for change in edit.changes] == [("scenario", "scenario-kept")]


def test_several_deletions_take_out_all_of_it_at_once() -> None:
    standing = docket(KEPT, matters.duty(30, "Another"), changed(KEPT, id="scenario-2", assumptions=(SLIPS,)))
    edit = DeleteMany(("obligation-30",))(standing)
    assert [change.kind for change in edit.changes] == ["obligation"]
