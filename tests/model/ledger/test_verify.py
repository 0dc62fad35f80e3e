"""Verify says what is wrong with a file, however it came about, and never touches it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from model.errors import StoreError, UnreadableInput
from model.ledger import store
from model.ledger.commands import AddDocument, Delete, Put, RecordFact
from model.ledger.journal import JournalEntry, JournalHead, chain_findings
from model.ledger.verify import examine, verify
from model.record.fact import Performed
from model.record.remembered import Remembered
from model.remembers import KINDS
from model.remind.states import Watch
from tests.model.ledger import matters
from tests.model.ledger.matters import duty, fact, new_ledger, opened

changed = msgspec.structs.replace


@pytest.fixture
def docket_file(path: Path) -> Path:
    """A docket with a past: something entered, changed, undone, deleted."""
    with new_ledger(path) as ledger:
        ledger.do(Put(duty(30, "Pay")))
        ledger.do(Put(changed(matters.OFFERING, notes="n")))
        ledger.undo()
        ledger.do(RecordFact(fact(7, Performed())))
        ledger.do(Delete("obligation", "obligation-30"))
    return path


def snapshot(path: Path) -> tuple[bytes, int, list[str]]:
    return path.read_bytes(), path.stat().st_mtime_ns, [entry.name for entry in path.parent.iterdir()]


def test_a_sound_docket_has_no_findings_and_stays_as_it_is(docket_file: Path) -> None:
    before = snapshot(docket_file)
    assert verify(docket_file) == ()
    assert snapshot(docket_file) == before


EMPTY = hashlib.sha256(b"").hexdigest()
FREE_JOURNAL = "DROP TRIGGER journal_keeps_entries; DROP TRIGGER journal_keeps_all; DROP TRIGGER journal_goes_on;"
TRIGGERS = "\n".join(f"{statement};" for statement in store.TABLES if statement.startswith("CREATE TRIGGER"))

TAMPERING: list[tuple[str, str, str]] = [
    (
        "a record altered",
        "UPDATE record SET body = replace(body, 'Rothschild', 'Rothchild') WHERE id = 'party-bank'",
        "The party party-bank is not what the journal says it is.",
    ),
    (
        "a record removed",
        "DELETE FROM record WHERE id = 'event-placement'",
        "The event event-placement is in the journal but not among the records.",
    ),
    (
        "a record added",
        """INSERT INTO record(kind, id, body) VALUES ('party', 'party-new', '{"id":"party-new","name":"Agent"}')""",
        "The party party-new is among the records but not in the journal.",
    ),
    (
        "a record in another form",
        "UPDATE record SET body = replace(body, '\",\"', '\", \"') WHERE id = 'party-bank'",
        "The party party-bank is not stored in its one normal form.",
    ),
    (
        "an unreadable record",
        """UPDATE record SET body = '{"id":"party-bank"}' WHERE id = 'party-bank'""",
        "The party party-bank cannot be read",
    ),
    (
        "a reference to nothing",
        "UPDATE record SET body = replace(body, 'party-us', 'party-gone') WHERE id = 'obligation-8'",
        "ACME-8, obligor: The party chosen as obligor is not in this docket",
    ),
    (
        "source words altered",
        "UPDATE record SET body = replace(body, 'must complete', 'may complete') WHERE id = 'obligation-8'",
        "ACME-8, source words: The document does not say",
    ),
    (
        "a journal label altered",
        f"{FREE_JOURNAL} UPDATE journal SET label = 'Nothing much' WHERE seq = 2; {TRIGGERS}",
        "Journal entry 2 was altered after it was written.",
    ),
    (
        "an author altered",
        f"{FREE_JOURNAL} UPDATE journal SET who = 'somebody else' WHERE seq = 3; {TRIGGERS}",
        "Journal entry 3 ",
    ),
    (
        "a change altered",
        f"{FREE_JOURNAL} UPDATE journal SET changes = replace(changes, 'Pay', 'Say') WHERE seq = 2; {TRIGGERS}",
        "Journal entry 2 ",
    ),
    (
        "an entry removed",
        f"{FREE_JOURNAL} DELETE FROM journal WHERE seq = 3; {TRIGGERS}",
        "The journal jumps from entry 2 to 4: entries are missing.",
    ),
    (
        "the last entry removed",
        f"{FREE_JOURNAL} DELETE FROM journal WHERE seq = 6; {TRIGGERS}",
        "The obligation obligation-30 is in the journal but not among the records.",
    ),
    (
        "an unreadable entry",
        f"{FREE_JOURNAL} UPDATE journal SET changes = '[{{' WHERE seq = 2; {TRIGGERS}",
        "Journal entry 2 cannot be read",
    ),
    ("a trigger removed", "DROP TRIGGER journal_keeps_all", "trigger journal_keeps_all is missing."),
    (
        "a trigger added",
        "CREATE TRIGGER t AFTER DELETE ON record BEGIN SELECT 1; END",
        "trigger t does not belong there.",
    ),
    ("a table added", "CREATE TABLE extra(x)", "table extra does not belong there."),
    (
        "a document's bytes altered",
        "UPDATE document SET bytes = x'00'",
        "are not those that were added.",
    ),
    ("a document's bytes removed", "DELETE FROM document", "The file of the document “Form 8-K” is missing."),
    ("a word taken from the search", "UPDATE search SET words = 'x' WHERE rowid = 2", "The search index does not have"),
    ("words of nothing", "INSERT INTO search(rowid, words) VALUES (999, 'x')", "has 1 entries without a record"),
    (
        "an entry before the first",
        (
            f"{FREE_JOURNAL} INSERT INTO journal SELECT 0, NULL, NULL, at, 'mallory', 'Approved', prev, hash, '[]'"
            f" FROM journal WHERE seq = 2; {TRIGGERS}"
        ),
        "Journal entry 0 was put before the first by somebody else.",
    ),
    (
        "a time that is none",
        f"{FREE_JOURNAL} UPDATE journal SET at = 'last Tuesday' WHERE seq = 2; {TRIGGERS}",
        "The time of journal entry 2 cannot be read.",
    ),
    (
        "records in another order",
        "UPDATE record SET row = row + 1000 WHERE id = 'party-us'",
        "The records stand in another order than the journal gives.",
    ),
    ("bytes of nothing", f"INSERT INTO document VALUES ('{EMPTY}', x'')", "no entry of the journal names them"),
    (
        "a feed's state spoiled",
        "INSERT INTO feed_state VALUES ('f', 'u', 'p', 1, 'x', 'y', 'z')",
        "What calendar feeds remember of their items cannot be read: 1 of them.",
    ),
    (
        "a memory spoiled",
        "INSERT INTO memory VALUES ('x', 'y', '{{')",
        "What machines remember cannot be read: 1 of them.",
    ),
    (
        "a reminder spoiled",
        """INSERT INTO memory VALUES ('reminder', 'y', '{"memory":"reminder","id":"y","state":5}')""",
        "What machines remember of kind reminder cannot be read: 1 of them.",
    ),
    ("the form lowered by one", "PRAGMA user_version=2", "table memory does not belong there"),
    ("the form lowered by two", "PRAGMA user_version=1", "table reminder is missing"),
    ("a history cut", "DELETE FROM touched WHERE seq = 2", "do not show journal entry 2 where it belongs"),
    ("a history made up", "INSERT INTO touched VALUES ('x', 99)", "name journal entries that do not exist"),
]


@pytest.mark.parametrize(("statements", "finding"), [row[1:] for row in TAMPERING], ids=[row[0] for row in TAMPERING])
def test_tampering_is_found(docket_file: Path, statements: str, finding: str) -> None:
    with closing(sqlite3.connect(docket_file)) as connection:
        connection.executescript(statements)
    before = snapshot(docket_file)
    findings = verify(docket_file, KINDS)
    assert any(finding in one for one in findings), findings
    assert snapshot(docket_file) == before


def test_a_whole_journal_made_up_anew_has_another_head(docket_file: Path) -> None:
    """What the chain alone cannot show, the head printed on a report does."""
    with closing(sqlite3.connect(docket_file)) as connection:
        head = store.head_of(connection)
        entries = list(store.entries_after(connection, 0))
    forged = [*_forged(entries)]
    assert list(chain_findings(forged)) == []
    assert forged[-1].hash != head.hash


def _forged(entries: list[JournalEntry]) -> Iterator[JournalEntry]:
    prev = JournalHead().hash
    for entry in entries:
        made = changed(entry, who="somebody else", prev=prev)
        prev = made.sealed
        yield changed(made, hash=prev)


def test_a_docket_that_remembers_is_sound(docket_file: Path) -> None:
    with opened(docket_file) as ledger:
        ledger.remember(Watch(zone="Europe/London"))
    assert verify(docket_file, KINDS) == verify(docket_file) == ()


def test_the_bytes_of_a_document_that_was_deleted_stay_and_are_no_finding(path: Path) -> None:
    note = b"A side letter"
    digest = hashlib.sha256(note).hexdigest()
    record = changed(matters.FILING, id="document-note", title="Note", sha256=digest, size=len(note))
    with new_ledger(path) as ledger:
        ledger.do(AddDocument(record), files={digest: note})
        ledger.do(Delete("document", "document-note"))
    assert verify(path) == ()


def test_every_kind_that_a_machine_remembers_is_verified() -> None:
    def below(kind: type[Remembered]) -> set[type[Remembered]]:
        return {one for each in kind.__subclasses__() for one in (each, *below(each))}

    assert {one for one in below(Remembered) if one.__module__.startswith("model.")} == set(KINDS)


def test_an_entry_put_before_the_first_is_shown_nowhere(docket_file: Path) -> None:
    statements = next(row[1] for row in TAMPERING if row[0] == "an entry before the first")
    with closing(sqlite3.connect(docket_file)) as connection:
        connection.executescript(statements)
        connection.execute("INSERT INTO touched VALUES ('party-us', 0)")
        connection.commit()
    with opened(docket_file) as ledger:
        assert all(entry.who != "mallory" for entry in (*ledger.journal(), *ledger.history("party-us")))
        assert ledger.journal(before=1) == ()


@pytest.mark.parametrize("printed", ["whole", "as a report prints it", "an earlier one"])
def test_a_head_that_was_printed_is_found_again(docket_file: Path, printed: str) -> None:
    with opened(docket_file) as ledger:
        head, first = ledger.head, ledger.identity
    asked = {"whole": head.hash, "as a report prints it": head.words.rpartition("chain ")[2], "an earlier one": first}
    found = examine(docket_file, head=asked[printed])
    assert found.findings == ()
    assert found.head == head
    assert found.printed == (1 if printed == "an earlier one" else head.seq)


def test_a_journal_made_anew_from_nothing_is_told_by_the_printed_head_alone(docket_file: Path) -> None:
    with closing(sqlite3.connect(docket_file)) as connection:
        head = store.head_of(connection)
        forged = [*_forged([*store.entries_after(connection, 0)])]
        connection.executescript(FREE_JOURNAL)
        for entry in forged:
            row = (entry.who, entry.prev, entry.hash, entry.seq)
            connection.execute("UPDATE journal SET who = ?, prev = ?, hash = ? WHERE seq = ?", row)
        connection.commit()
        connection.executescript(TRIGGERS)
    assert verify(docket_file) == ()
    (finding,) = examine(docket_file, head=head.hash).findings
    assert finding.startswith("The printed head stands nowhere in this journal")


@pytest.mark.parametrize("head", ["9F2C", "no head at all", "g" * 64, "0" * 65])
def test_what_is_no_head_is_refused(docket_file: Path, head: str) -> None:
    with pytest.raises(UnreadableInput, match="is no head of a journal"):
        examine(docket_file, head=head)


def test_pages_that_are_damaged_are_found(docket_file: Path) -> None:
    with closing(sqlite3.connect(docket_file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'memory'").fetchone()
    content = bytearray(docket_file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x5a" * 4096
    docket_file.write_bytes(content)
    assert any("damaged" in finding for finding in verify(docket_file))


def test_a_missing_docket_is_an_error_and_no_finding(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no file"):
        verify(tmp_path / "gone.duly")


def test_circles_that_lie_in_a_file_are_found(docket_file: Path) -> None:
    with closing(sqlite3.connect(docket_file)) as connection:
        connection.execute(
            'UPDATE record SET body = replace(body, \'"notes"\', \'"needs":[{"one_of":["obligation-1"]}],"notes"\')'
            " WHERE id = 'obligation-8'"
        )
        connection.execute(
            'UPDATE record SET body = replace(body, \'"obligor"\', \'"needs":[{"one_of":["obligation-1"]}],"obligor"\')'
            " WHERE id = 'obligation-8' AND body NOT LIKE '%needs%'"
        )
        connection.commit()
    assert any("circle: 8 → 5 → 1 → 8" in finding for finding in verify(docket_file))
