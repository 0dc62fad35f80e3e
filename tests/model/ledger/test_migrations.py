"""An older file is copied, the copy verified, then brought up to date step by step, each step whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from model.errors import NewerFile, StoreError
from model.ledger import store
from model.ledger.ledger import Ledger
from model.ledger.migrations import STEPS, Step, migrate
from model.ledger.verify import verify
from model.record.feedstate import WHOLE
from tests.model.ledger.matters import new_ledger, opened

OLDER = store.SCHEMA  # what today's files are, seen by a made-up Duly two forms on
NEWER = OLDER + 2


def add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE memory ADD COLUMN colour TEXT NOT NULL DEFAULT 'black'")


def add_place(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE place(id TEXT PRIMARY KEY) STRICT")


def fail_half_way(connection: sqlite3.Connection) -> None:
    add_place(connection)
    raise sqlite3.OperationalError("no such function: place")


TWO_STEPS: dict[int, Step] = {OLDER: add_colour, OLDER + 1: add_place}


def schema_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_every_form_before_todays_has_its_step() -> None:
    assert set(STEPS) == set(range(1, store.SCHEMA))


def test_an_older_file_is_brought_up_step_by_step_after_a_verified_copy(path: Path) -> None:
    new_ledger(path).close()
    with closing(store.connect(path)) as connection:
        backup = migrate(connection, path, steps=TWO_STEPS, current=NEWER)
    assert backup is not None
    assert backup.name == f"{path.stem} before form {OLDER + 1}.duly"
    assert schema_of(path) == NEWER
    assert "place" in tables(path)
    assert verify(backup) == ()
    with opened(backup) as old:
        assert old.docket.obligations


def test_a_current_file_is_left_alone(path: Path, ledger: Ledger) -> None:
    before = path.read_bytes()
    assert migrate(ledger._connection, path) is None
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_step_that_fails_leaves_the_form_before_it_and_the_copy(path: Path) -> None:
    new_ledger(path).close()
    with closing(store.connect(path)) as connection, pytest.raises(StoreError, match=r"Nothing was changed\."):
        migrate(connection, path, steps={OLDER: add_colour, OLDER + 1: fail_half_way}, current=NEWER)
    assert schema_of(path) == OLDER + 1
    assert "place" not in tables(path)
    # With the fault mended it goes on from there; the first copy is kept beside the second.
    with closing(store.connect(path)) as connection:
        migrate(connection, path, steps=TWO_STEPS, current=NEWER)
    assert schema_of(path) == NEWER
    assert len(list(path.parent.glob("* before form *"))) == 2


def test_without_a_copy_nothing_is_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_ledger(path).close()
    before = path.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The copy could not be written.")

    monkeypatch.setattr("model.ledger.migrations.copy_docket", refuse)
    with closing(store.connect(path)) as connection, pytest.raises(StoreError, match="The copy could not"):
        migrate(connection, path, steps=TWO_STEPS, current=NEWER)
    assert path.read_bytes() == before


def test_a_copy_never_takes_the_place_of_an_older_copy(path: Path) -> None:
    new_ledger(path).close()
    taken = path.with_name(f"{path.stem} before form {OLDER + 1}.duly")
    taken.write_text("an older copy", encoding="utf-8")
    with closing(store.connect(path)) as connection:
        backup = migrate(connection, path, steps=TWO_STEPS, current=NEWER)
    assert taken.read_text(encoding="utf-8") == "an older copy"
    assert backup == path.with_name(f"{path.stem} before form {OLDER + 1} (2).duly")


def test_another_window_that_was_first_is_not_followed_by_the_same_step(path: Path) -> None:
    new_ledger(path).close()
    with closing(store.connect(path)) as late:

        def overtaken(connection: sqlite3.Connection) -> None:
            raise AssertionError("the step was taken already")

        def first_then_late(connection: sqlite3.Connection) -> None:
            add_colour(connection)

        with closing(store.connect(path)) as first:
            migrate(first, path, steps={OLDER: first_then_late}, current=OLDER + 1)
        assert migrate(late, path, steps={OLDER: overtaken}, current=OLDER + 1) is None


def test_an_older_file_is_not_changed_for_a_reader(path: Path) -> None:
    new_ledger(path).close()
    with (
        closing(store.connect(path, read_only=True)) as connection,
        pytest.raises(StoreError, match=r"was written by an older Duly .* Open it once for writing"),
    ):
        migrate(connection, path, read_only=True, steps=TWO_STEPS, current=NEWER)
    assert schema_of(path) == OLDER


def test_a_form_without_its_step_is_refused_before_anything_is_done(path: Path) -> None:
    new_ledger(path).close()
    with closing(store.connect(path)) as connection, pytest.raises(StoreError, match="no longer reads"):
        migrate(connection, path, steps={OLDER: add_colour}, current=NEWER)
    assert schema_of(path) == OLDER
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_newer_form_is_refused(path: Path) -> None:
    new_ledger(path).close()
    with closing(store.connect(path)) as connection, pytest.raises(NewerFile):
        migrate(connection, path, steps={}, current=OLDER - 1)


EARLIER_MEMORY = (
    "DROP TABLE memory",
    "DROP TABLE feed_state",
    """CREATE TABLE feed_state(
        uid TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, sequence INTEGER NOT NULL, modified TEXT NOT NULL,
        day TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE reminder(id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT",
    "INSERT INTO feed_state VALUES ('some-uid', 'print', 3, '1996-11-20T09:00:00.000000Z', '1996-12-02')",
)
"""What machines remembered in forms 1 and 2: one item was published, and changed three times since."""


@pytest.fixture
def of_the_first_form(path: Path) -> Path:
    """A docket as the first form had it: other tables for what machines remember, and fewer kinds of record."""
    new_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        for statement in (*EARLIER_MEMORY, "PRAGMA user_version=1"):
            connection.execute(statement)
        connection.commit()
    return path


def test_a_docket_of_the_first_form_is_read_and_verified_as_it_is(of_the_first_form: Path) -> None:
    before = of_the_first_form.read_bytes()
    with opened(of_the_first_form, read_only=True) as ledger:
        assert ledger.docket.obligations
        assert ledger.sequences() == {}, "it remembers in tables that only a newer form reads"
    assert verify(of_the_first_form) == ()
    assert of_the_first_form.read_bytes() == before


def test_a_docket_of_the_first_form_is_copied_and_brought_up_to_date_when_it_is_opened(of_the_first_form: Path) -> None:
    with opened(of_the_first_form) as ledger:
        assert ledger.docket.obligations
    assert schema_of(of_the_first_form) == store.SCHEMA
    (copy,) = of_the_first_form.parent.glob("* before form 2.duly")
    assert schema_of(copy) == 1
    assert verify(copy) == ()
    assert verify(of_the_first_form) == ()


def test_what_was_published_before_keeps_its_sequence_as_the_feed_of_the_whole_docket(of_the_first_form: Path) -> None:
    with opened(of_the_first_form) as ledger:
        (state,) = ledger.sequences(WHOLE).values()
    assert (state.uid, state.fingerprint, state.sequence, state.day) == ("some-uid", "print", 3, date(1996, 12, 2))
    assert state.created == state.modified == datetime(1996, 11, 20, 9, tzinfo=UTC)
