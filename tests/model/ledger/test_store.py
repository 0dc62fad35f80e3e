"""The file: settings that are read back, a journal that cannot be rewritten, and failures that change nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from model.docket import Docket
from model.errors import DamagedFile, DocketError, InvalidRecord, StoreError
from model.ledger import store
from model.ledger.commands import AddDocument, Put, RecordFact
from model.ledger.edit import Edit
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.caption import Caption
from model.record.fact import Performed
from tests.model.ledger import matters
from tests.model.ledger.matters import duty, fact, new_ledger, opened, ticking

changed = msgspec.structs.replace

SETTINGS = {
    "busy_timeout": 5000,
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
    "temp_store": 2,
    "fullfsync": 1,
}


@pytest.fixture
def raw(path: Path, ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the docket's file, with nothing set."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize("read_only", [False, True])
def test_every_setting_of_a_connection_holds(ledger: Ledger, path: Path, read_only: bool) -> None:
    with opened(path, read_only=read_only) as second:
        found = {name: second._connection.execute(f"PRAGMA {name}").fetchone() for name in SETTINGS}
    # A SQLite built without memory mapping answers nothing where 0 is asked for.
    assert {name: row[0] if row else 0 for name, row in found.items()} == SETTINGS


def test_the_wait_for_others_is_set_before_anything_else(path: Path, ledger: Ledger) -> None:
    statements: list[str] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.set_trace_callback(statements.append)
        store.settle(connection, path)
    assert statements[0] == "PRAGMA busy_timeout=5000"
    assert not any(statement.startswith("BEGIN") for statement in statements)


def test_a_setting_that_does_not_hold_is_refused(path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PRAGMAS", (("cache_size", "123", 456),))
    with pytest.raises(StoreError, match="keeps cache_size at 123, where Duly needs 123"):
        opened(path)


def test_the_file_says_what_it_is_and_its_tables_are_strict(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA application_id").fetchone() == (0x44554C59,)
    assert raw.execute("PRAGMA user_version").fetchone() == (store.SCHEMA,)
    tables = {name: strict for _, name, kind, _, _, strict in raw.execute("PRAGMA table_list") if kind == "table"}
    ours = {"record", "journal", "touched", "document", "feed_state", "memory"}
    assert {name for name, strict in tables.items() if strict} == ours


REWRITES = [
    "UPDATE journal SET who = 'nobody'",
    "UPDATE journal SET label = label WHERE seq = 1",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE seq = 1",
    "INSERT OR REPLACE INTO journal SELECT seq, undoes, redoes, at, 'nobody', label, prev, hash, changes FROM journal",
    "REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    "INSERT INTO journal SELECT seq + 5, undoes, redoes, at, who, label, prev, hash, changes FROM journal LIMIT 1",
    "INSERT INTO journal SELECT * FROM journal WHERE true ON CONFLICT(seq) DO UPDATE SET who = 'nobody'",
]


@pytest.mark.parametrize("statement", REWRITES)
@pytest.mark.parametrize("settled", [True, False], ids=["our settings", "SQLite's own"])
def test_the_journal_refuses_to_be_rewritten(
    path: Path, raw: sqlite3.Connection, statement: str, settled: bool
) -> None:
    if settled:
        store.settle(raw, path)
    before = raw.execute("SELECT * FROM journal").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError, match="journal entries"):
        raw.execute(statement)
    assert raw.execute("SELECT * FROM journal").fetchall() == before


@pytest.mark.parametrize("statement", ["INSERT INTO record(kind, id, body) VALUES ('party', 'party-us', '{}')",
                                       "INSERT INTO feed_state VALUES ('e', 'u', 'f', 'many', 'c', 'm', 'd')",
                                       "INSERT INTO document VALUES ('x', 'text')"])  # fmt: skip
def test_what_does_not_belong_in_a_table_is_refused(raw: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


class Watch:
    """A ledger's memory, disk and subscribers, to be compared after a failure."""

    def __init__(self, ledger: Ledger, path: Path) -> None:
        self.told: list[Edit] = []
        ledger.subscribe(lambda _, edit: self.told.append(edit))
        self._ledger, self._path = ledger, path
        self._before = self._state()

    def _state(self) -> tuple[object, ...]:
        with closing(sqlite3.connect(self._path)) as connection:
            tables = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("record", "journal")]
        ledger = self._ledger
        return ledger.docket, ledger.head, ledger.undo_label, ledger.redo_label, ledger.last_saved, tables

    def nothing_changed(self) -> None:
        assert self._state() == self._before
        assert self.told == []


def _fill(connection: sqlite3.Connection) -> None:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")


def _free(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count=1000000")


def test_a_full_disk_changes_nothing_and_says_so(ledger: Ledger, path: Path) -> None:
    watch = Watch(ledger, path)
    _fill(ledger._connection)
    big = duty(30, "Pay", notes="All the words of a long clause. " * 4000)
    with pytest.raises(StoreError, match=r"Nothing was changed\. There is no room left on the disk"):
        ledger.do(Put(big))
    watch.nothing_changed()
    _free(ledger._connection)
    ledger.do(Put(big))
    assert verify(path) == ()


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_file_in_use_changes_nothing_and_can_be_tried_again(
    ledger: Ledger, path: Path, raw: sqlite3.Connection, lock: str
) -> None:
    watch = Watch(ledger, path)
    ledger._connection.execute("PRAGMA busy_timeout=0")
    raw.execute(lock)
    with pytest.raises(StoreError, match=r"Nothing was changed\. .* is in use by another program"):
        ledger.do(Put(duty(30, "Pay")))
    raw.execute("ROLLBACK")
    watch.nothing_changed()
    ledger.do(Put(duty(30, "Pay")))
    assert len(watch.told) == 1


def test_a_reader_that_holds_up_the_commit_changes_nothing(ledger: Ledger, path: Path, raw: sqlite3.Connection) -> None:
    watch = Watch(ledger, path)
    ledger._connection.execute("PRAGMA busy_timeout=0")
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM record").fetchone()
    with pytest.raises(StoreError, match="in use by another program"):
        ledger.do(Put(duty(30, "Pay")))
    raw.execute("ROLLBACK")
    watch.nothing_changed()
    ledger.undo()
    ledger.do(Put(duty(30, "Pay")))


@pytest.mark.parametrize("table", ["record", "journal", "touched"])
def test_a_write_that_fails_half_way_changes_nothing(
    ledger: Ledger, path: Path, raw: sqlite3.Connection, table: str
) -> None:
    ledger.do(Put(duty(29, "Earlier")))
    raw.execute(f"CREATE TRIGGER breaks BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'broken'); END")
    watch = Watch(ledger, path)
    with pytest.raises(StoreError, match=r"Nothing was changed\."):
        ledger.do(Put(duty(30, "Pay")))
    if table != "record":  # an undo here inserts no record
        with pytest.raises(StoreError, match=r"Nothing was changed\."):
            ledger.undo()
    watch.nothing_changed()
    raw.execute("DROP TRIGGER breaks")
    ledger.do(Put(duty(30, "Pay")))
    assert verify(path) == ()


def test_a_record_changed_behind_the_journals_back_is_never_written_over(
    ledger: Ledger, path: Path, raw: sqlite3.Connection
) -> None:
    raw.execute("UPDATE record SET body = replace(body, 'Rothschild', 'Rothchild') WHERE id = 'party-bank'")
    watch = Watch(ledger, path)
    with pytest.raises(DamagedFile, match="party party-bank in the file is not what its journal says"):
        ledger.do(Put(changed(matters.BANK, notes="Agent")))
    watch.nothing_changed()


def test_a_refused_command_changes_nothing(ledger: Ledger, path: Path) -> None:
    watch = Watch(ledger, path)
    for refused in (Put(duty(30, " ")), RecordFact(fact(2, Performed()))):
        with pytest.raises(DocketError):
            ledger.do(refused)
    watch.nothing_changed()


def test_source_words_that_the_document_does_not_say_are_refused_by_the_ledger(ledger: Ledger, path: Path) -> None:
    watch = Watch(ledger, path)
    wrong = changed(matters.OFFERING, sources=(changed(matters.OFFERING.sources[0], words="Words that stand nowhere"),))
    with pytest.raises(InvalidRecord, match="The document does not say “Words that stand nowhere”"):
        ledger.do(Put(wrong))
    watch.nothing_changed()


def test_a_document_comes_with_its_own_bytes_and_no_others(ledger: Ledger, path: Path) -> None:
    letter = changed(matters.FILING, id="document-letter", title="Side letter")
    ledger.do(AddDocument(letter))  # the same bytes as the filing's, which are there
    other = b"A letter"
    digest = hashlib.sha256(other).hexdigest()
    watch = Watch(ledger, path)
    record = changed(letter, id="document-other", sha256=digest, size=len(other))
    for files in ({}, {digest: b"Another"}, {digest: other + b" "}):
        with pytest.raises(InvalidRecord, match="The file of “Side letter”"):
            ledger.do(AddDocument(record), files=files)
    with pytest.raises(InvalidRecord, match="is not the one described"):
        ledger.do(AddDocument(changed(record, size=3)), files={digest: other})
    watch.nothing_changed()
    ledger.do(AddDocument(record), files={digest: other})
    assert ledger.document_bytes(digest) == other
    assert ledger.document_text("document-other") == "A letter"
    ledger.undo()
    ledger.redo()
    assert ledger.document_text("document-other") == "A letter"


def test_text_is_given_as_it_lies_in_the_file_and_only_where_it_is_text(ledger: Ledger) -> None:
    assert ledger.document_text("document-8k") == matters.TEXT
    assert ledger.document_text("document-gone") is None
    scan = b"\xff\xfe\x00 no text"
    digest = hashlib.sha256(scan).hexdigest()
    for number, media_type in enumerate(("application/pdf", "text/plain; charset=utf-8")):
        record = changed(matters.FILING, id=f"document-{number}x", media_type=media_type, sha256=digest, size=len(scan))
        ledger.do(AddDocument(record), files={digest: scan})
        assert ledger.document_text(record.id) is None


@pytest.mark.parametrize("files", [{}, {matters.SHA256: b"other"}])
def test_a_docket_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(InvalidRecord):
        Ledger.create(
            tmp_path / "a.duly", matters.CAPTION, clock=ticking(), who="x", records=matters.RECORDS, files=files
        )
    with pytest.raises(InvalidRecord):
        Ledger.create(tmp_path / "a.duly", Caption(title=""), clock=ticking(), who="x")
    with pytest.raises(StoreError, match="Choose a folder that exists"):
        new_ledger(tmp_path / "gone" / "a.duly")
    assert not list(tmp_path.iterdir())


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write anywhere, so root looks as nobody does."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a docket in it that nobody may write to, where nobody can reach it."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # pytest's own folders are closed to nobody
        folder = Path(name)
        new_ledger(folder / "a.duly").close()
        (folder / "a.duly").chmod(0o444)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no write bit on folders")
def test_in_a_folder_that_cannot_be_written_to_a_docket_is_read_and_says_why_it_stays(locked_folder: Path) -> None:
    with as_nobody(), opened(locked_folder / "a.duly") as reader:
        assert reader.read_only
        assert reader.docket.obligations.keys() == matters.docket().obligations.keys()
        with pytest.raises(StoreError, match="is open for reading only"):
            reader.do(Put(duty(30, "T")))
        with pytest.raises(StoreError, match="Choose a folder that exists and that you may write to"):
            new_ledger(locked_folder / "b.duly")
        with pytest.raises(StoreError, match="The copy could not be written"):
            reader.save_copy(locked_folder / "c.duly")
        assert verify(locked_folder / "a.duly") == ()
    assert [entry.name for entry in locked_folder.iterdir()] == ["a.duly"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no write bit on folders")
def test_a_folder_locked_while_the_docket_is_open_is_said_at_the_first_write(locked_folder: Path) -> None:
    locked_folder.chmod(0o777)
    (locked_folder / "a.duly").chmod(0o666)
    with as_nobody(), opened(locked_folder / "a.duly") as ledger:
        watch = Watch(ledger, locked_folder / "a.duly")
        with as_root():
            locked_folder.chmod(0o555)
        with pytest.raises(StoreError, match=r"Nothing was changed\. .* or save a copy elsewhere"):
            ledger.do(Put(duty(30, "T")))
        watch.nothing_changed()


@contextmanager
def as_root() -> Iterator[None]:
    if os.getuid() != 0:
        yield
        return
    was = os.geteuid()
    os.seteuid(0)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_docket_opened_for_reading_only_is_not_changed(path: Path) -> None:
    new_ledger(path).close()
    before = path.read_bytes()
    with opened(path, read_only=True) as reader:
        for change in (lambda: reader.do(Put(duty(30, "T"))), lambda: reader.keep_sequences({})):
            with pytest.raises(StoreError, match="for reading only"):
                change()
        assert reader.undo().changes == ()
        assert reader.docket.obligations
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be replaced")
def test_a_file_replaced_under_the_window_is_never_written_to(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    synced = tmp_path / "synced"
    shutil.copy(path, synced)
    docket, before = ledger.docket, synced.read_bytes()
    synced.replace(path)
    with pytest.raises(StoreError, match="was moved or replaced by another program while it was open"):
        ledger.do(Put(duty(30, "T")))
    assert path.read_bytes() == before
    assert ledger.docket is docket


CUT_SHORT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE record SET body = body || hex(randomblob(4000))")
os._exit(1)
"""


def test_a_write_cut_short_by_a_crash_is_undone_at_the_next_opening(path: Path) -> None:
    new_ledger(path).close()
    with opened(path) as ledger:
        docket = ledger.docket
    subprocess.run([sys.executable, "-c", CUT_SHORT, str(path)], check=False)
    assert path.with_name(path.name + "-journal").stat().st_size
    (finding, *_) = verify(path)
    assert "was cut short" in finding
    with opened(path) as ledger:
        assert ledger.docket == docket
    assert verify(path) == ()


def test_using_a_closed_docket_is_a_bug_and_no_fault_of_the_file(ledger: Ledger) -> None:
    ledger.close()
    with pytest.raises(sqlite3.ProgrammingError):
        ledger.do(Put(duty(30, "T")))


def test_a_docket_opens_in_the_order_in_which_it_was_entered(path: Path) -> None:
    with new_ledger(path) as ledger:
        ledger.do(Put(duty(3, "Third")))
        ledger.do(Put(changed(matters.EQUITY, notes="n")))
        order = list(ledger.docket.obligations)
    with opened(path) as again:
        assert list(again.docket.obligations) == order
        assert isinstance(again.docket, Docket)
