"""A tenth of the bench's fault part, each time the tests run: nothing lost, nothing called damaged, no traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from model.ledger import store
from model.ledger.header import identify as by_its_bytes
from tests.bench.faults import disk, measure, powerloss

WATCHED = pytest.mark.skipif(disk.LIBRARY is None, reason="this Python's SQLite is built in and cannot be watched")


@WATCHED
def test_nothing_is_lost_or_called_damaged_where_a_writer_is_killed() -> None:
    assert list(measure.kill_faults(measure.KILLS // 10)) == []


@WATCHED
def test_nothing_is_lost_or_called_damaged_after_a_power_cut() -> None:
    assert list(measure.loss_faults(measure.LOSSES // 10)) == []


def test_every_command_answers_every_mutated_docket_in_words() -> None:
    assert list(measure.mutant_faults(measure.MUTANTS // 10)) == []


def _as_if_nobody_had_written(path: Path) -> int:
    """The header as SQLite gives it where it is told that the file never changes, so that no journal is looked for."""
    connection = sqlite3.connect(f"{store.uri_of(path)}?mode=ro&immutable=1", uri=True)
    try:
        return store.schema_of(connection)
    finally:
        connection.close()


UNSYNCED = tuple(("synchronous", "OFF", 0) if one[0] == "synchronous" else one for one in store.PRAGMAS)


@WATCHED
@pytest.mark.parametrize(
    ("identify", "pragmas"),
    [
        (_as_if_nobody_had_written, store.PRAGMAS),
        (by_its_bytes, UNSYNCED),
    ],
    ids=["a journal passed over", "a disk never waited for"],
)
def test_the_power_cuts_tell_a_store_that_does_lose(
    identify: Callable[[Path], int], pragmas: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.ledger.ledger.identify", identify)
    monkeypatch.setattr(store, "PRAGMAS", pragmas)
    assert any(loss.fault for loss in powerloss.losses(tmp_path, 100, measure.SEED))
