"""A day of our own making is moved with its reason, and no other is; undo takes it back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model.docket import Docket
from model.errors import ConflictError, InvalidRecord
from model.ledger.moving import MoveDay, own_day
from model.ledger.sample import write_sample
from tests.builders import sample_docket

NOVEMBER = date(1996, 11, 27)
REASON = "Rothschild’s desk closes at noon on Wednesday"


@pytest.fixture(scope="module")
def sample() -> Docket:
    return sample_docket()


def target(to: date, reason: str = REASON, was: date = NOVEMBER, latest: date | None = date(1996, 12, 2)) -> MoveDay:
    return MoveDay("target", ("usmx-17",), was, to, reason, latest)


def test_the_label_says_what_moved_and_why(sample: Docket) -> None:
    edit = target(date(1996, 11, 26))(sample)
    assert edit.label == (
        "Move the target of USMX-17 from Wed 27 Nov 1996 to Tue 26 Nov 1996: "
        "Rothschild’s desk closes at noon on Wednesday"
    )
    (change,) = edit.changes
    assert sample.changed(edit.changes).obligations["usmx-17"].target is not None
    assert own_day(sample.changed(edit.changes).obligations["usmx-17"], "target") == date(1996, 11, 26)
    assert change.before == sample.obligations["usmx-17"]


def test_several_reviews_move_as_one(sample: Docket) -> None:
    ids = ("usmx-12", "usmx-13")
    edit = MoveDay("review", ids, date(1996, 12, 2), date(1996, 12, 9), "Counsel is away")(sample)
    after = sample.changed(edit.changes)
    assert {after.obligations[one].review_by for one in ids} == {date(1996, 12, 9)}
    assert edit.label.startswith("Move the review day of USMX-12 and USMX-13 from")


def test_a_forecast_becomes_a_day(sample: Docket) -> None:
    edit = MoveDay("forecast", ("usmx-20",), date(1997, 6, 20), date(1997, 5, 1), "Financed early")(sample)
    assert own_day(sample.changed(edit.changes).obligations["usmx-20"], "forecast") == date(1997, 5, 1)


@pytest.mark.parametrize(
    ("command", "error", "says"),
    [
        (target(date(1996, 11, 26), reason="  "), InvalidRecord, "Say why it moves"),
        (target(date(1996, 12, 3)), InvalidRecord, "past the legal due day, Mon 2 Dec 1996"),
        (target(date(1996, 12, 3), latest=None), InvalidRecord, "lies after the legal due day"),
        (target(date(1996, 11, 26), was=date(1996, 11, 25)), ConflictError, "no longer Mon 25 Nov 1996"),
        (MoveDay("target", ("gone",), NOVEMBER, NOVEMBER, "x"), ConflictError, "A record is no longer"),
        (MoveDay("forecast", ("usmx-17",), date(1996, 12, 2), NOVEMBER, "x"), ConflictError, "nothing was moved"),
    ],
)
def test_what_may_not_move_is_refused(sample: Docket, command: MoveDay, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        command(sample)


def test_it_stands_in_the_journal_and_undo_takes_it_back(tmp_path: Path) -> None:
    moment = datetime(1996, 11, 20, 10, 42, tzinfo=UTC)
    ledger = write_sample(tmp_path / "a.duly", clock=lambda: moment, who="Legal")
    try:
        ledger.do(target(date(1996, 11, 26)))
        assert ledger.undo_label is not None
        assert REASON in ledger.undo_label
        ledger.undo()
        assert own_day(ledger.docket.obligations["usmx-17"], "target") == NOVEMBER
    finally:
        ledger.close()
