"""What machines remember lies beside the docket, outside its journal; notes stand in the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.remembered import Remembered
from tests.model.ledger.matters import duty, opened


class Seen(Remembered, frozen=True, kw_only=True, tag="seen"):
    times: int = 0


class Place(Remembered, frozen=True, kw_only=True, tag="place"):
    name: str = ""


def test_what_is_remembered_outlives_the_window_and_is_no_change(ledger: Ledger, path: Path) -> None:
    head = ledger.head
    ledger.remember(Seen(id="a", times=1), Seen(id="b"), Place(id="a", name="folder"))
    ledger.remember(Seen(id="a", times=2))
    with opened(path) as other:
        assert other.recall(Seen) == {"a": Seen(id="a", times=2), "b": Seen(id="b")}
        assert other.recall(Place) == {"a": Place(id="a", name="folder")}
        other.forget(Seen, ["b", "never"])
    assert list(ledger.recall(Seen)) == ["a"]
    assert ledger.head == head
    assert not ledger.refresh()
    assert verify(path) == ()


def test_two_windows_that_revise_the_same_kind_lose_nothing(ledger: Ledger, path: Path) -> None:
    def once_more(known: dict[str, Seen]) -> list[Seen]:
        return [Seen(id="a", times=known["a"].times + 1 if "a" in known else 1)]

    with opened(path) as other:
        for window in (ledger, other, ledger, other):
            window.revise(Seen, once_more)
        assert other.recall(Seen)["a"].times == ledger.recall(Seen)["a"].times == 4


def test_the_version_is_another_once_somebody_else_wrote_and_only_then(ledger: Ledger, path: Path) -> None:
    before = ledger.version
    ledger.remember(Seen(id="a"))
    ledger.do(Put(duty(30, "Pay")))
    assert ledger.version == before
    with opened(path) as other:
        other.remember(Seen(id="a", times=1))
    assert ledger.version != before


def test_a_revision_that_fails_leaves_what_was_known(ledger: Ledger) -> None:
    ledger.remember(Seen(id="a", times=1))

    def break_off(_: dict[str, Seen]) -> list[Seen]:
        raise KeyError("no such thing")

    with pytest.raises(KeyError):
        ledger.revise(Seen, break_off)
    assert ledger.recall(Seen) == {"a": Seen(id="a", times=1)}
    ledger.do(Put(duty(30, "Pay")))


def test_what_cannot_be_read_is_passed_over(ledger: Ledger) -> None:
    ledger.remember(Seen(id="a", times=1))
    ledger._connection.execute("INSERT INTO memory VALUES ('seen', 'b', '{\"memory\":\"seen\",\"colour\":3}')")
    assert list(ledger.recall(Seen)) == ["a"]


def test_a_note_stands_in_the_journal_and_undo_passes_over_it(ledger: Ledger, path: Path) -> None:
    told: list[str] = []
    ledger.subscribe(lambda _, edit: told.append(edit.label))
    ledger.do(Put(duty(30, "Pay")))
    ledger.note("Reminder of ACME-30 handed on to Finance")
    assert ledger.journal(limit=1)[0].label == "Reminder of ACME-30 handed on to Finance"
    assert ledger.journal(limit=1)[0].changes == ()
    assert ledger.undo_label == ledger.journal(limit=2)[1].label
    with opened(path) as other:
        assert other.undo_label == ledger.undo_label
        ledger.undo()
        other.note("Another")
        assert other.redo_label is not None, "a note takes nothing from what can be done again"
    assert told[:2] == ["Enter ACME-30, Pay", "Reminder of ACME-30 handed on to Finance"]
    assert verify(path) == ()


def test_a_copy_keeps_the_identity_of_its_docket_and_another_docket_has_another(
    ledger: Ledger, path: Path, tmp_path: Path
) -> None:
    ledger.do(Put(duty(30, "Pay")))
    ledger.save_copy(tmp_path / "copy.duly")
    with opened(tmp_path / "copy.duly") as copy:
        assert copy.identity == ledger.identity
