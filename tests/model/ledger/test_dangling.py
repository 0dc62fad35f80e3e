"""A docket in which a record names another that is gone is damaged, and is not looked at as if it were whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from model.docket import Docket
from model.errors import DamagedFile
from model.ledger.dangling import names_what_is_gone
from model.ledger.sample import sample_records
from model.record.references import references
from tests.builders import docket_of
from tests.model.ledger.matters import new_ledger, opened

SAMPLE = sample_records()
NAMED = sorted({reference.id for record in SAMPLE for reference in references(record)})


def docket(without: str = "") -> Docket:
    return docket_of(record for record in SAMPLE if record.id != without)


def test_a_docket_that_is_whole_names_nothing_that_is_gone() -> None:
    assert not names_what_is_gone(docket())


@pytest.mark.parametrize("gone", NAMED)
def test_whatever_is_named_is_missed_when_it_is_gone(gone: str) -> None:
    assert names_what_is_gone(docket(without=gone))


@pytest.mark.parametrize("gone", ["party-us", "event-placement", "obligation-8", "document-8k", "person-finance"])
def test_it_is_refused_when_it_is_opened(path: Path, gone: str) -> None:
    new_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM record WHERE id = ?", (gone,))
        connection.commit()
    with pytest.raises(DamagedFile, match="a record in it names another that is not there"):
        opened(path)
