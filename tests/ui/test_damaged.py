"""A damaged docket in the window: a clear message, and the docket that was open stays open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from model.ledger.sample import write_sample
from tests.bench.faults.mutants import MARK, mutants
from ui.shell.window import Window

SPOILT = [
    "DELETE FROM record WHERE id = 'usmx-08'",
    "DROP TABLE journal",
    "UPDATE record SET body = CAST(x'ff7b307d' AS TEXT)",
    f"UPDATE record SET kind = '{MARK} {{0}}' WHERE row = 9",
]


@pytest.mark.parametrize("statement", SPOILT)
def test_a_damaged_docket_is_refused_and_the_open_one_stays(
    window: Window, tmp_path: Path, clock: Callable[[], datetime], statement: str
) -> None:
    path = tmp_path / "spoilt.duly"
    write_sample(path, clock=clock, who="Legal").close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    before, assessment = window.workspace.path, window.workspace.assessment
    assert not window.files.open_path(path)
    assert window.workspace.path == before
    assert window.workspace.assessment is assessment
    assert window.workspace.ledger is not None
    assert window.workspace.ledger.docket == window.workspace.docket
    assert window.messages.bar.isVisible()
    assert "is damaged" in window.messages.bar.happened.text()
    assert MARK not in window.messages.bar.happened.text()


def test_every_mutated_docket_is_opened_or_refused_in_words(
    window: Window, tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    sound = tmp_path / "sound.duly"
    write_sample(sound, clock=clock, who="Legal").close()
    for name, path in mutants(sound, 62, 1996):
        before = window.workspace.path
        if window.files.open_path(path):
            window.files.open_path(sound)
        else:
            assert window.workspace.path == before, name
            assert window.messages.bar.isVisible(), name
            assert MARK not in window.messages.bar.happened.text(), name
