"""SQLite's failures in sentences: none repeats what lies in the file, and none is a traceback."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from model.errors import DamagedFile, StoreError
from model.ledger.failures import sentence, speaking
from model.ledger.verify import verify
from tests.model.ledger.matters import new_ledger, opened

QUOTED = "Settlement of {0} with {name!r}"
COLUMNS = ("seq", "undoes", "redoes", "at", "who", "label", "prev", "hash", "changes")
NOTHING = ", ".join(f"NULL AS {one}" for one in COLUMNS)


@pytest.mark.parametrize(
    "error",
    [
        sqlite3.OperationalError(QUOTED),
        sqlite3.IntegrityError(QUOTED),
        sqlite3.DataError(QUOTED),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, QUOTED),
    ],
)
def test_what_sqlite_quotes_is_not_repeated(error: sqlite3.Error | UnicodeError, tmp_path: Path) -> None:
    said = str(sentence(error, tmp_path / "a.duly"))
    assert "Settlement" not in said
    assert said.startswith("“a.duly” ")


@pytest.mark.parametrize(
    "spoil",
    [
        f"UPDATE record SET body = CAST(x'ff{QUOTED.encode().hex()}' AS TEXT) WHERE row = 3",
        f"UPDATE record SET kind = '{QUOTED.replace(chr(39), '')}' WHERE row = 3",
        f"DROP TABLE touched; DROP TABLE journal; CREATE VIEW journal AS SELECT {NOTHING}",
        "DROP TABLE record; CREATE VIEW record AS SELECT 1 AS row, NULL AS kind, NULL AS id, NULL AS body",
        "DROP TABLE record; CREATE TABLE record(row, kind, id, body); INSERT INTO record VALUES (1, 'party', 'x', 5)",
        "DROP TABLE record",
        f"""UPDATE record SET body = '{"[" * 100_000}' WHERE row = 3""",
        "DROP INDEX journal_step",
    ],
)
def test_a_docket_that_was_tampered_with_is_called_damaged_in_one_sentence(path: Path, spoil: str) -> None:
    new_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(spoil)
    with pytest.raises(DamagedFile, match=r"^“Akte.*” is damaged \(.*\)\. It was left exactly as it is") as said:
        opened(path).document_text("document-8k")
    assert "Settlement" not in str(said.value)
    findings = verify(path)
    assert findings
    assert not any("Settlement" in one for one in findings)


def test_a_use_of_a_closed_connection_stays_a_bug(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    connection.close()
    with pytest.raises(sqlite3.ProgrammingError), speaking(tmp_path / "a.duly"):
        connection.execute("SELECT 1")


def test_a_feed_whose_memory_was_spoiled_says_so(path: Path) -> None:
    with new_ledger(path) as ledger:
        ledger._connection.execute("INSERT INTO feed_state VALUES ('f', 'u', 'p', 1, 'x', 'y', 'z')")
        with pytest.raises(StoreError, match="what a calendar feed remembers"):
            ledger.sequences("f")
