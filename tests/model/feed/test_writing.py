"""A feed's file: the old one or the new one, never half of one, and never over what Duly did not write."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from model.feed.calendar import PRODID
from model.feed.writing import refuse_foreign, write_atomically
from model.ledger.sample import write_sample
from model.writing import WAITS, NotWritten

TOP = Path(__file__).parents[3]


def calendar(note: str = "") -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nX-NOTE:{note}\r\nEND:VCALENDAR\r\n".encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_then_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    assert write_atomically(tmp_path, "Fristen [1].ics", calendar("one"))
    assert write_atomically(tmp_path, "Fristen [1].ics", calendar("two"))
    assert names(tmp_path) == ["Fristen [1].ics"]
    assert (tmp_path / "Fristen [1].ics").read_bytes() == calendar("two")


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    write_atomically(tmp_path, "a.ics", calendar("x" * 10_000))
    os.utime(tmp_path / "a.ics", (1_000_000, 1_000_000))
    before = (tmp_path / "a.ics").stat()
    assert not write_atomically(tmp_path, "a.ics", calendar("x" * 10_000))
    after = (tmp_path / "a.ics").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize(
    "foreign",
    [
        b"a letter",
        b"",
        b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n",
        b"PRODID:-//Duly//Calendar of obligations//EN",
    ],
)
def test_a_file_that_duly_did_not_write_is_left_as_it_is(tmp_path: Path, foreign: bytes) -> None:
    (tmp_path / "a.ics").write_bytes(foreign)
    with pytest.raises(NotWritten, match="was not written by Duly, and was left as it is"):
        write_atomically(tmp_path, "a.ics", calendar())
    with pytest.raises(NotWritten):
        refuse_foreign(tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes() == foreign
    assert names(tmp_path) == ["a.ics"]


def test_a_docket_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "USMX.duly"
    write_sample(path, clock=lambda: datetime(1996, 11, 20, tzinfo=UTC), who="Legal").close()
    before = path.read_bytes()
    with pytest.raises(NotWritten):
        write_atomically(tmp_path, "USMX.duly", calendar())
    assert path.read_bytes() == before


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.ics").mkdir()
    with pytest.raises(NotWritten, match="is a folder"):
        write_atomically(tmp_path, "a.ics", calendar())


def test_a_folder_that_is_gone_is_said_and_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"Connect its disk.*tries again by itself"):
        write_atomically(tmp_path / "stick", "a.ics", calendar())
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "may not write there"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("step", ["write", "replace"])
def test_what_the_system_refuses_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str, step: str
) -> None:
    write_atomically(tmp_path, "a.ics", calendar("old"))

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    if step == "write":
        monkeypatch.setattr("model.writing.os.fsync", refuse)
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotWritten, match=words) as said:
        write_atomically(tmp_path, "a.ics", calendar("new"), wait=lambda _: None)
    assert "What stood there is as it was" in str(said.value)
    monkeypatch.undo()
    assert names(tmp_path) == ["a.ics"]
    assert (tmp_path / "a.ics").read_bytes() == calendar("old")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="only others than root can be refused")
def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotWritten, match="may not write there"):
            write_atomically(tmp_path, "a.ics", calendar())
    finally:
        tmp_path.chmod(0o700)


def test_on_windows_a_file_that_is_being_read_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, refusals, waits = Path.replace, [1, 1], list[float]()

    def busy(part: Path, target: Path) -> Path:
        if refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "in use")
        return replace(part, target)

    monkeypatch.setattr("model.writing.sys.platform", "win32")
    monkeypatch.setattr(Path, "replace", busy)
    assert write_atomically(tmp_path, "a.ics", calendar(), wait=waits.append)
    assert waits == list(WAITS[:2])
    assert names(tmp_path) == ["a.ics"]


KILLED = """
import os, pathlib, signal, sys
from model.feed import writing
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
writing.write_atomically(pathlib.Path(sys.argv[1]), "a.ics", pathlib.Path(sys.argv[2]).read_bytes())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_killed_between_the_writing_and_the_replacing_the_old_file_is_whole(tmp_path: Path) -> None:
    folder, fresh = tmp_path / "folder", tmp_path / "fresh"
    folder.mkdir()
    fresh.write_bytes(calendar("new"))
    write_atomically(folder, "a.ics", calendar("old"))
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(fresh)], cwd=TOP, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (folder / "a.ics").read_bytes() == calendar("old")
    assert len(names(folder)) == 2  # what was cut off lies beside it
    assert write_atomically(folder, "a.ics", calendar("new"))
    assert names(folder) == ["a.ics"]  # and is swept away by the next
