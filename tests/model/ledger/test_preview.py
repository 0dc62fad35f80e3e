"""A change is looked at before it is made: nothing is written, and nobody is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model.errors import InvalidRecord
from model.ledger.commands import Delete, Put
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.caption import Caption
from model.record.day import Day
from model.record.event import Event


def noon() -> datetime:
    return datetime(1996, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "docket.duly", Caption(title="Docket"), clock=noon, who="Legal")


CLOSING = Event(id="closing", title="Closing", happened=Day(on=date(1996, 11, 8)))


def test_a_preview_is_what_the_change_would_come_to(ledger: Ledger) -> None:
    told: list[object] = []
    ledger.subscribe(lambda *_: told.append(1))
    docket, head, undo = ledger.docket, ledger.head, ledger.undo_label
    edit, later = ledger.preview(Put(CLOSING))
    assert edit.label == "Enter event Closing"
    assert later.events["closing"] == CLOSING
    assert (ledger.docket is docket, ledger.head, ledger.undo_label, told) == (True, head, undo, [])
    assert verify(ledger.path) == ()
    assert ledger.do(Put(CLOSING)).changes == edit.changes
    assert ledger.docket == later
    ledger.close()


def test_a_preview_of_nothing_is_the_docket_itself(ledger: Ledger) -> None:
    edit, later = ledger.preview(Delete("event", "closing"))
    assert (edit.changes, later) == ((), ledger.docket)
    ledger.close()


def test_what_would_be_refused_is_refused(ledger: Ledger) -> None:
    with pytest.raises(InvalidRecord, match="An event needs a title"):
        ledger.preview(Put(Event(id="closing", title=" ")))
    ledger.close()
