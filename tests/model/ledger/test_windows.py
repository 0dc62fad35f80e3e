"""Two windows on one file: each sees the other, commands run again, and only a real conflict is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from model.docket import Docket
from model.errors import CircleError, ConflictError, DamagedFile, DocketError, InUseError, InvalidRecord
from model.ledger.commands import (
    AddTags,
    Delete,
    DeleteMany,
    Put,
    PutMany,
    RecordFact,
    RemoveFact,
    RemoveTags,
    SetCaption,
    SetOwner,
)
from model.ledger.edit import Command, Edit
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.fact import Performed
from tests.model.ledger import matters
from tests.model.ledger.matters import duty, fact, needs, new_ledger, opened

changed = msgspec.structs.replace


@pytest.fixture
def other(ledger: Ledger, path: Path) -> Iterator[Ledger]:
    """A second window on the same docket."""
    with opened(path) as window:
        yield window


def test_each_window_sees_what_the_other_wrote(ledger: Ledger, other: Ledger) -> None:
    told: list[tuple[Docket, Edit]] = []
    ledger.subscribe(lambda docket, edit: told.append((docket, edit)))
    assert not ledger.refresh()
    other.do(Put(duty(30, "Pay")))
    assert ledger.refresh()
    assert ledger.docket == other.docket
    assert (ledger.head, ledger.last_saved) == (other.head, other.last_saved)
    assert [(docket is ledger.docket, edit.label) for docket, edit in told] == [(True, "Enter ACME-30, Pay")]
    assert not ledger.refresh()
    assert not other.refresh()


def test_several_changes_are_told_as_one_with_what_is_left_of_them(ledger: Ledger, other: Ledger) -> None:
    told: list[Edit] = []
    ledger.subscribe(lambda _, edit: told.append(edit))
    before = ledger.docket
    other.do(Put(duty(30, "Pay")))
    other.do(Put(duty(31, "Sign")))
    other.do(Put(changed(matters.OFFERING, notes="n")))
    other.undo()
    other.do(Delete("obligation", "obligation-31"))
    assert ledger.refresh()
    (edit,) = told
    assert edit.label == "5 changes in another window"
    assert [(change.id, change.before) for change in edit.changes] == [("obligation-30", None)]
    assert before.changed(edit.changes) == ledger.docket == other.docket


def test_a_command_runs_again_on_what_another_window_made(ledger: Ledger, other: Ledger, path: Path) -> None:
    other.do(AddTags(("obligation-7",), ("bank",)))
    ledger.do(AddTags(("obligation-7",), ("closing",)))
    assert ledger.docket.obligations["obligation-7"].tags == ("bank", "closing")
    other.do(SetOwner(("obligation-7",), "person-legal"))
    assert other.docket.obligations["obligation-7"].tags == ("bank", "closing")
    ledger.do(RecordFact(fact(7, Performed())))
    other.refresh()
    assert ledger.docket == other.docket
    assert verify(path) == ()


def test_changes_to_other_fields_of_one_record_are_put_together(ledger: Ledger, other: Ledger) -> None:
    mine = changed(matters.OFFERING, title="Close the offering", tags=("ours",))
    other.do(Put(changed(matters.OFFERING, notes="Called Denver", severity="high", tags=("ours",))))
    ledger.do(Put(mine))
    assert ledger.docket.obligations["obligation-8"] == changed(mine, notes="Called Denver", severity="high")
    assert ledger.undo_label == "Change the title of ACME-8 to Close the offering"


def test_a_draft_begun_before_the_other_window_wrote_is_put_together_too(ledger: Ledger, other: Ledger) -> None:
    draft_of = ledger.docket.obligations["obligation-8"]
    other.do(Put(changed(draft_of, notes="Called Denver")))
    ledger.refresh()
    ledger.do(Put(changed(draft_of, title="Close the offering"), base=draft_of))
    assert ledger.docket.obligations["obligation-8"].notes == "Called Denver"
    with pytest.raises(ConflictError):
        ledger.do(Put(changed(draft_of, notes="Called Golden"), base=draft_of))


CONFLICTS: list[tuple[Command, Command, type[DocketError], str]] = [
    (
        Put(changed(matters.OFFERING, title="One", severity="low")),
        Put(changed(matters.OFFERING, title="Other", severity="high")),
        ConflictError,
        "Another window changed title and severity of ACME-8 first, so your change was not saved",
    ),
    (
        PutMany((duty(30, "New"), changed(matters.OFFERING, title="One")), "Two"),
        Put(changed(matters.OFFERING, title="Other")),
        ConflictError,
        "Another window changed title of ACME-8 first",
    ),
    (
        SetCaption(changed(matters.CAPTION, title="One")),
        SetCaption(changed(matters.CAPTION, title="Other")),
        ConflictError,
        "Another window changed title of Other first",
    ),
    (
        Put(changed(matters.REPORTS, title="One")),
        Delete("obligation", "obligation-20"),
        ConflictError,
        "ACME-20 was deleted in another window, so your change was not saved",
    ),
    (
        Delete("obligation", "obligation-20"),
        Put(changed(matters.REPORTS, title="Other")),
        ConflictError,
        "ACME-20 was changed in another window and was not deleted",
    ),
    # What is no conflict of words is still held against the rules.
    (Put(duty(30, "One")), Put(changed(duty(31, "Other"), ref="acme-30")), InvalidRecord, "already the reference"),
    (Put(changed(matters.OFFERING, needs=needs(17))), Put(changed(matters.PLAN, needs=needs(8))), CircleError, "→"),
    (Delete("obligation", "obligation-20"), Put(duty(30, "T", needs=needs(20))), InUseError, "ACME-30 needs it"),
    (Put(duty(30, "T", needs=needs(20))), Delete("obligation", "obligation-20"), InvalidRecord, "not in this docket"),
    (RecordFact(fact(20, Performed(), occurrence=matters.REPORTS.deadline.start)),  # type: ignore[union-attr]
     Delete("obligation", "obligation-20"), InvalidRecord, "not in this docket"),
]  # fmt: skip


@pytest.mark.parametrize(("mine", "theirs", "error", "says"), CONFLICTS)
def test_a_real_conflict_is_told_and_the_first_change_stands(
    ledger: Ledger, other: Ledger, mine: Command, theirs: Command, error: type[DocketError], says: str
) -> None:
    other.do(theirs)
    with pytest.raises(error, match=says):
        ledger.do(mine)
    assert ledger.docket == other.docket
    assert ledger.head == other.head


NO_CONFLICTS: list[tuple[Command, Command]] = [
    (Delete("obligation", "obligation-20"), Delete("obligation", "obligation-20")),
    (Put(changed(matters.OFFERING, title="Same")), Put(changed(matters.OFFERING, title="Same"))),
    (SetOwner(("obligation-20",), "person-legal"), Delete("obligation", "obligation-20")),
    (RemoveTags(("obligation-20",), ("bank",)), Delete("obligation", "obligation-20")),
    (DeleteMany(("obligation-20",)), DeleteMany(("obligation-20",))),
    (RemoveFact("fact-gone"), Put(duty(30, "T"))),
]


@pytest.mark.parametrize(("mine", "theirs"), NO_CONFLICTS)
def test_what_the_other_window_did_already_is_not_done_twice(
    ledger: Ledger, other: Ledger, mine: Command, theirs: Command
) -> None:
    other.do(theirs)
    assert ledger.do(mine).changes == ()
    assert ledger.docket == other.docket or ledger.refresh()
    assert ledger.head == other.head


def test_undo_takes_back_the_last_change_whoever_made_it(ledger: Ledger, other: Ledger, path: Path) -> None:
    ledger.do(Put(duty(30, "Mine")))
    other.do(Put(duty(31, "Theirs")))
    ledger.refresh()
    assert ledger.undo().label == "Undo: Enter ACME-31, Theirs"
    assert "obligation-30" in ledger.docket.obligations
    other.refresh()
    assert other.redo().label == "Redo: Enter ACME-31, Theirs"
    ledger.refresh()
    assert ledger.docket == other.docket
    assert (ledger.undo_label, ledger.redo_label) == (other.undo_label, other.redo_label)
    assert verify(path) == ()


def test_undo_never_takes_back_what_its_label_did_not_name(ledger: Ledger, other: Ledger) -> None:
    ledger.do(Put(duty(30, "Mine")))
    other.do(Put(duty(31, "Theirs")))
    assert ledger.undo_label == "Enter ACME-30, Mine"
    with pytest.raises(ConflictError, match="nothing was undone"):
        ledger.undo()
    assert ledger.docket == other.docket
    assert ledger.undo_label == "Enter ACME-31, Theirs"
    ledger.undo()
    other.refresh()
    ledger.redo()
    with pytest.raises(ConflictError, match="nothing was redone"):
        other.redo()


def test_a_window_that_has_nothing_to_redo_does_not_redo_for_another(ledger: Ledger, other: Ledger) -> None:
    other.do(Put(duty(31, "Theirs")))
    other.undo()
    assert ledger.redo().changes == ()
    assert "obligation-31" not in ledger.docket.obligations
    assert ledger.redo_label == "Enter ACME-31, Theirs"


def test_a_window_that_is_always_too_late_says_so(ledger: Ledger, other: Ledger) -> None:
    numbers = iter(range(100, 200))

    class Late:
        """Runs while the other window keeps writing."""

        def __call__(self, docket: Docket) -> Edit:
            other.do(Put(duty(next(numbers), "Theirs")))
            return Put(duty(30, "Mine"))(docket)

    with pytest.raises(ConflictError, match="Other windows keep changing this docket"):
        ledger.do(Late())
    assert "obligation-30" not in ledger.docket.obligations


def test_another_docket_in_place_of_this_one_is_never_taken_for_it(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    """As when a backup is restored over the open file, byte by byte."""
    ledger.do(Put(duty(30, "Pay")))
    with new_ledger(tmp_path / "b.duly") as stranger:
        for number in (40, 41):
            stranger.do(Put(duty(number, "Elsewhere")))
    path.write_bytes((tmp_path / "b.duly").read_bytes())
    with pytest.raises(DamagedFile, match="its journal is no longer the one that was opened"):
        ledger.refresh()
    with pytest.raises(DamagedFile):
        ledger.do(Put(duty(31, "Pay")))
    with opened(path) as intact:
        assert "obligation-41" in intact.docket.obligations
        assert "obligation-31" not in intact.docket.obligations
