"""What a file says it is: read from its bytes, never waited for, and an interrupted docket is never called damaged."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import DamagedFile, ForeignFile, StoreError
from model.ledger import store
from model.ledger.header import identify, was_cut_short
from model.ledger.verify import verify
from tests.model.ledger.matters import docket, new_ledger, opened

CUT_SHORT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE record SET body = body || hex(randomblob(4000))")
os._exit(1)
"""


@pytest.fixture
def cut_short(path: Path) -> Path:
    """A docket whose pages were half written over when the process died: it is longer than its header says."""
    new_ledger(path).close()
    subprocess.run([sys.executable, "-c", CUT_SHORT, str(path)], check=False)
    assert was_cut_short(path)
    return path


def test_the_header_is_read_from_the_bytes(path: Path) -> None:
    new_ledger(path).close()
    assert identify(path) == store.SCHEMA
    assert not was_cut_short(path)


def test_an_interrupted_docket_is_put_back_when_it_is_opened(cut_short: Path) -> None:
    with opened(cut_short) as ledger:
        assert ledger.docket == docket()
    assert not was_cut_short(cut_short)
    assert verify(cut_short) == ()


def test_a_reader_has_it_put_back_where_the_place_can_be_written_to(cut_short: Path) -> None:
    with opened(cut_short, read_only=True) as ledger:
        assert ledger.docket == docket()
    assert verify(cut_short) == ()


def test_verify_says_what_it_is_and_does_not_touch_it(cut_short: Path) -> None:
    before = cut_short.read_bytes()
    (finding,) = verify(cut_short)
    assert "was cut short" in finding
    assert "nothing that was saved is lost" in finding
    assert "damaged" not in finding
    assert cut_short.read_bytes() == before


def test_in_a_place_that_can_only_be_read_it_says_what_it_is(cut_short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "is_writable", lambda _: False)
    with pytest.raises(StoreError, match=r"A write to .* was cut short.*nothing that was saved is lost") as said:
        opened(cut_short)
    assert not isinstance(said.value, DamagedFile)


@pytest.mark.parametrize("torn", [slice(0, 100), slice(60, 72), slice(0, 512)])
def test_first_bytes_that_were_being_written_are_no_damage(cut_short: Path, torn: slice) -> None:
    """The page that holds them is in the rollback journal where it was written to."""
    content = bytearray(cut_short.read_bytes())
    content[torn] = bytes(len(content[torn]))
    cut_short.write_bytes(content)
    with opened(cut_short) as ledger:
        assert ledger.docket == docket()
    assert verify(cut_short) == ()


def test_first_bytes_that_are_gone_for_good_are_damage(path: Path) -> None:
    new_ledger(path).close()
    content = bytearray(path.read_bytes())
    content[60:64] = bytes(4)
    path.write_bytes(content)
    with pytest.raises(DamagedFile, match="do not say of which form it is"):
        opened(path)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _socket(path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")
@pytest.mark.parametrize("make", [_pipe, _device, _socket])
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a.duly"
    make(path)
    for use in (opened, verify):
        with pytest.raises(ForeignFile, match="no ordinary file"):
            use(path)


@pytest.mark.parametrize("name", ["a/b.duly", "gone.duly", "n" * 300, "nul\0.duly"])
def test_a_name_that_leads_nowhere_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(StoreError, match=r"no file|cannot be read"):
        identify(tmp_path / name)


def test_a_new_docket_is_not_undone_by_what_one_that_is_gone_left_behind(cut_short: Path) -> None:
    cut_short.unlink()
    assert was_cut_short(cut_short)
    with new_ledger(cut_short) as ledger:
        assert ledger.docket == docket()
    assert verify(cut_short) == ()


def test_a_copy_over_an_interrupted_docket_is_not_undone_by_it(cut_short: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duly"
    with new_ledger(other) as ledger:
        ledger.note("Something")
        ledger.save_copy(cut_short, replace=True)
    assert verify(cut_short) == ()
    assert cut_short.read_bytes()[100:] == other.read_bytes()[100:]


def test_a_docket_that_is_being_made_is_seen_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    lay_out = store.lay_out

    def watched(connection: object) -> None:
        lay_out(connection)  # type: ignore[arg-type]
        seen.append(path.exists())

    monkeypatch.setattr(store, "lay_out", watched)
    new_ledger(path).close()
    assert seen == [False]
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such bits")
def test_a_docket_and_its_copies_are_their_owners_alone(path: Path, tmp_path: Path) -> None:
    (tmp_path / "older.duly").write_bytes(b"an older copy")
    with new_ledger(path) as ledger:
        ledger.save_copy(tmp_path / "copy.duly")
        (tmp_path / "older.duly").chmod(0o644)
        ledger.save_copy(tmp_path / "older.duly", replace=True)
    for made in (path, tmp_path / "copy.duly", tmp_path / "older.duly"):
        assert made.stat().st_mode & 0o777 == 0o600
