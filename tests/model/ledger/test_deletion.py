"""Deleting is refused while others hang on a record, and says which and how; its own facts go with it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from model.days.operation import Add
from model.docket import Change
from model.errors import InUseError, InvalidRecord
from model.ledger.commands import Delete, DeleteMany, Put, RecordFact
from model.ledger.entry import deletion_users
from model.ledger.ledger import Ledger
from model.record.base import Record
from model.record.fact import Performed, Verified
from model.record.obligation import Approval, Cure
from model.record.party import Party
from model.record.relief import Relief
from tests.model.ledger.matters import docket, duty, fact, links, needs

changed = msgspec.structs.replace

STANDSTILL = Relief(
    id="relief-6", ref="ACME-6", title="Standstill", covers=("obligation-1",), conditions=("obligation-8",)
)
OTHERS = (
    STANDSTILL,
    duty(10, "Pay the fee", paid_from=links(8)),
    duty(
        30,
        "Sell",
        either=links(17),
        replaces=links(20),
        cure=Cure(period=(Add(n=5, unit="day"),), event="event-placement"),
    ),
    fact(7, Performed(), evidence=("document-8k",)),
)

LINKS, MENTIONS = "Remove these links first.", "Remove these mentions first."
REFUSALS: list[tuple[str, str, list[str], str]] = [
    (
        "obligation-8",
        "ACME-8",
        ["ACME-5 and ACME-6 hang on it as a condition", "ACME-9 starts with it", "ACME-10 is paid from it"],
        LINKS,
    ),
    ("obligation-1", "ACME-1", ["ACME-5 and ACME-6 cover it", "ACME-18 follows if it is missed"], LINKS),
    ("obligation-17", "ACME-17", ["ACME-30 is an alternative to it"], LINKS),
    ("obligation-20", "ACME-20", ["ACME-30 replaces it"], LINKS),
    (
        "event-placement",
        "Private placement",
        ["ACME-9 starts with it", "ACME-30 runs its cure period from it"],
        LINKS,
    ),
    (
        "person-finance",
        "Finance",
        ["ACME-8 is owned by them", "Legal has them as stand-in"],
        "Choose somebody else there first.",
    ),
    (
        "instrument-credit",
        "Credit Agreement",
        ["First Amendment amends it"],
        "Choose another instrument there first.",
    ),
    (
        "instrument-amendment",
        "First Amendment",
        ["ACME-5 and ACME-7 arise under it"],
        "Choose another instrument there first.",
    ),
    (
        "document-8k",
        "Form 8-K",
        ["the fact that ACME-7 was performed on Fri 1 Nov 1996 rests on it as evidence", "ACME-8 quotes it"],
        MENTIONS,
    ),
    (
        "party-bank",
        "N M Rothschild & Sons Limited",
        [
            "ACME-17 needs approval from it",
            "ACME-1 is owed to it",
            "Credit Agreement and First Amendment name it as a party",
            "ACME-5 was granted by it",
        ],
        "Choose another party there first.",
    ),
]


@pytest.mark.parametrize(("record_id", "name", "uses", "remedy"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_a_record_that_others_hang_on_is_not_deleted_and_says_which(
    record_id: str, name: str, uses: list[str], remedy: str
) -> None:
    standing = docket(*OTHERS)
    with pytest.raises(InUseError) as raised:
        Delete(record_id.partition("-")[0], record_id)(standing)
    assert str(raised.value) == f"{name} cannot be deleted: {', '.join(uses)}. {remedy}"
    assert raised.value.users == deletion_users(standing, record_id)


def test_lists_within_a_list_are_set_apart() -> None:
    crowd = [duty(number, "T", paid_from=links(17)) for number in (40, 41, 42)]
    with pytest.raises(InUseError, match="ACME-40, ACME-41 and ACME-42 are paid from it; ACME-30 is an"):
        Delete("obligation", "obligation-17")(docket(*OTHERS, *crowd))


def test_many_users_are_counted_after_the_first_five() -> None:
    crowd = [duty(number, "T", instrument="instrument-credit") for number in range(100, 120)]
    with pytest.raises(
        InUseError, match="ACME-100, ACME-101, ACME-102, ACME-103, ACME-104 and 15 more arise under"
    ) as it:
        Delete("instrument", "instrument-credit")(docket(*crowd))
    assert len(it.value.users) == 21


def test_an_obligations_own_facts_go_with_it_and_come_back_with_undo(ledger: Ledger) -> None:
    ledger.do(Put(duty(40, "Notify")))
    ledger.do(RecordFact(fact(40, Performed(), name="fact-a")))
    ledger.do(RecordFact(fact(40, Verified(), date(1996, 11, 2), name="fact-b")))
    before = ledger.docket
    edit = ledger.do(Delete("obligation", "obligation-40"))
    assert [(change.kind, change.id, change.after) for change in edit.changes] == [
        ("fact", "fact-a", None),
        ("fact", "fact-b", None),
        ("obligation", "obligation-40", None),
    ]
    assert "obligation-40" not in ledger.docket.obligations
    assert not ledger.docket.facts
    ledger.undo()
    assert ledger.docket == before


def test_a_reliefs_verification_goes_with_it() -> None:
    standing = docket(fact("relief-5", Verified()))
    assert [change.kind for change in Delete("relief", "relief-5")(standing).changes] == ["fact", "relief"]


def test_several_are_deleted_together_though_they_hang_on_one_another() -> None:
    standing = docket(STANDSTILL, fact(8, Performed()))
    edit = DeleteMany(("relief-5", "relief-6", "obligation-8", "obligation-9"))(standing)
    assert edit.label == "Delete 4 records"
    assert len(edit.changes) == 5
    assert not deletion_users(standing.changed(edit.changes), "obligation-1")[:-1]
    with pytest.raises(InUseError, match="ACME-8 cannot be deleted: ACME-5 hangs on it as a condition"):
        DeleteMany(("relief-6", "obligation-8", "obligation-9"))(standing)


def test_deleting_what_is_gone_changes_nothing() -> None:
    assert Delete("party", "party-gone")(docket()).changes == ()
    assert DeleteMany(("obligation-99",))(docket()).changes == ()


def test_the_dockets_own_title_stays() -> None:
    with pytest.raises(InvalidRecord, match="cannot be deleted"):
        Delete("caption", "docket")(docket())


@pytest.mark.parametrize(
    ("user", "field"),
    [
        (duty(50, "T", needs=needs(17)), "obligation-17"),
        (duty(50, "T", approval=Approval(by="party-free")), "party-free"),
    ],
)
def test_once_the_link_is_gone_the_record_can_be_deleted(user: Record, field: str) -> None:
    standing = docket(Party(id="party-free", name="Agent"), user)
    kind = field.partition("-")[0]
    with pytest.raises(InUseError):
        Delete(kind, field)(standing)
    freed = standing.changed([Change("obligation", user.id, user, changed(user, needs=(), approval=None))])
    assert [change.id for change in Delete(kind, field)(freed).changes] == [field]
