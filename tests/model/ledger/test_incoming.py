"""Obligations from elsewhere enter with fresh references, once, as one entry that one undo takes back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.incoming import EnterImported
from model.ledger.ledger import Ledger
from model.ledger.numbering import fresh_refs
from model.record.caption import Caption
from model.record.day import Day
from model.record.deadline import On
from model.record.fact import Fact, Performed
from model.record.obligation import Obligation
from model.record.party import Party
from tests.builders import fact


def incoming(name: str, **more: Any) -> Obligation:
    deadline = On(day=Day(on=date(1996, 12, 2)))
    return Obligation(id=f"imported-{name}", ref="", title=name, kind="milestone", deadline=deadline, **more)


def done(about: str) -> Fact:
    return fact(about, date(1996, 11, 1), Performed(), id=f"{about}-done")


def docket_of(*refs: str, prefix: str = "") -> Docket:
    nodes = [replace(incoming(f"old-{n}"), ref=ref) for n, ref in enumerate(refs)]
    caption = Caption(title="Docket", ref_prefix=prefix)
    return Docket.of([("caption", caption), *(("obligation", node) for node in nodes)])


@pytest.mark.parametrize(
    ("refs", "prefix", "fresh"),
    [
        ((), "", ["1", "2"]),
        ((), "USMX-", ["USMX-1", "USMX-2"]),
        (("USMX-7", "USMX-3", "K-90"), "", ["USMX-8", "USMX-9"]),
        (("USMX-7", "usmx-9", "K-90"), "USMX-", ["USMX-10", "USMX-11"]),
        (("K-90", "closing"), "USMX-", ["USMX-1", "USMX-2"]),
    ],
)
def test_references_go_on_from_the_highest_number(refs: tuple[str, ...], prefix: str, fresh: list[str]) -> None:
    numbers = fresh_refs(docket_of(*refs, prefix=prefix))
    assert [next(numbers), next(numbers)] == fresh


def test_they_are_numbered_when_they_enter_whatever_entered_meanwhile() -> None:
    command = EnterImported((incoming("a"), incoming("b")), (), "court.ics")
    edits = [command(docket) for docket in (docket_of("A-1"), docket_of("A-1", "A-2"))]
    refs = [[change.after.ref for change in edit.changes if isinstance(change.after, Obligation)] for edit in edits]
    assert refs == [["A-2", "A-3"], ["A-3", "A-4"]]


def test_what_is_there_already_is_passed_over_with_its_facts() -> None:
    docket = docket_of("A-1")
    command = EnterImported((incoming("old-0"), incoming("new")), (done("imported-old-0"),), "court.ics")
    edit = command(docket)
    assert [(change.kind, change.id) for change in edit.changes] == [("obligation", "imported-new")]
    assert edit.label == "Import 1 obligation from “court.ics”"
    assert command(docket.changed(edit.changes)).changes == ()


def test_one_that_breaks_a_rule_keeps_all_out() -> None:
    with pytest.raises(InvalidRecord, match="owner"):
        EnterImported((incoming("a"), incoming("b", owner="nobody-there")), (), "court.ics")(docket_of())


def test_who_owes_them_is_asked_in_one_note() -> None:
    party = Party(id="acme", name="Acme")
    docket = Docket.of([("caption", Caption(title="Docket")), ("party", party)])
    several = [(incoming("a"),), (incoming("a"), incoming("b")), (incoming("a", obligor="acme"),)]
    notes = [EnterImported(each, (), "court.ics")(docket).notes for each in several]
    assert notes == [
        ("1 does not say who owes it, so it counts as ours.",),
        ("2 of them do not say who owes them, so they count as ours.",),
        (),
    ]


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(ledger: Ledger) -> None:
    before = list(ledger.docket.records())
    ledger.do(EnterImported((incoming("a"), incoming("b")), (done("imported-a"),), "court.ics"))
    entered = list(ledger.docket.records())
    assert len(entered) == len(before) + 3
    ledger.undo()
    assert list(ledger.docket.records()) == before
    ledger.redo()
    assert list(ledger.docket.records()) == entered
