"""Files that are no docket, newer than Duly or damaged: each is refused and left as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from model.errors import DamagedFile, ForeignFile, NewerFile, StoreError
from model.ledger import store
from model.ledger.verify import verify
from tests.model.ledger.matters import new_ledger, opened


def _foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t(x)")
        connection.commit()


FOREIGN: list[tuple[str, Callable[[Path], object]]] = [
    ("text", lambda path: path.write_text("Dear Sirs, " * 100, encoding="utf-8")),
    ("empty", lambda path: path.touch()),
    ("another program's database", _foreign_database),
    ("a folder", lambda path: path.mkdir()),
]


@pytest.mark.parametrize("make", [make for _, make in FOREIGN], ids=[name for name, _ in FOREIGN])
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "letter.duly"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for use in (opened, verify):
        with pytest.raises(ForeignFile, match=r"not a (Duly )?docket.* Choose a file that Duly has written\."):
            use(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.duly"]


def test_a_missing_file_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"There is no file “gone\.duly” in .* Check the name"):
        opened(tmp_path / "gone.duly")
    assert not list(tmp_path.iterdir())


def test_a_newer_docket_is_refused_and_left_as_it_is(path: Path) -> None:
    new_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={store.SCHEMA + 1}")
    before = path.read_bytes()
    for use in (opened, verify):
        with pytest.raises(NewerFile, match=r"was written by a newer Duly .* Update Duly to open it\."):
            use(path)
    assert path.read_bytes() == before


def _torn(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 4] = b"\x5a" * 8192
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 3])


def _unreadable(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE record SET body = '{\"id\":' WHERE id = 'party-us'")
        connection.commit()


def _of_unknown_kind(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO record(kind, id, body) VALUES ('dragon', 'dragon-1', '{}')")
        connection.commit()


def _without_journal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER journal_keeps_all")
        connection.execute("DELETE FROM journal")
        connection.commit()


def _with_an_undo_of_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER journal_keeps_entries")
        connection.execute("UPDATE journal SET undoes = 7")
        connection.commit()


@pytest.mark.parametrize(
    "damage", [_torn, _cut, _unreadable, _of_unknown_kind, _without_journal, _with_an_undo_of_nothing]
)
def test_a_damaged_docket_is_never_replaced_and_verify_says_what_is_wrong(
    path: Path, damage: Callable[[Path], None]
) -> None:
    new_ledger(path).close()
    damage(path)
    before = path.read_bytes()
    with pytest.raises(DamagedFile, match=r"is damaged.* It was left exactly as it is: keep it"):
        opened(path)
    assert verify(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_new_docket_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sirs", encoding="utf-8")
    with pytest.raises(StoreError, match=r"There is already a file “letter\.txt”"):
        new_ledger(path)
    assert path.read_text(encoding="utf-8") == "Dear Sirs"
