"""Files are written whole or not at all, are their owner's alone, and what was cut off is swept away."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from model import writing
from model.writing import ABANDONED, NotWritten, begin_part, put_in_free_place, sweep_parts, write_whole

TOP = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such bits")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def access(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@POSIX
@pytest.mark.parametrize("before", [None, 0o644, 0o400])
def test_a_file_is_its_owners_alone(tmp_path: Path, before: int | None) -> None:
    target = tmp_path / "out.json"
    if before is not None:
        target.write_bytes(b"old")
        target.chmod(before)
    write_whole(target, b"new")
    assert access(target) == 0o600
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["out.json"]


@POSIX
def test_what_is_published_stays_as_open_as_its_owner_made_it(tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    write_whole(target, b"1", keep_access=True)
    assert access(target) == 0o600
    target.chmod(0o644)
    write_whole(target, b"2", keep_access=True)
    assert access(target) == 0o644


@POSIX
def test_a_file_is_closed_to_others_while_it_is_written_too(tmp_path: Path) -> None:
    assert access(begin_part(tmp_path / "out.json")) == 0o600


@pytest.mark.parametrize("step", ["os.write", "os.fsync", "replace"])
def test_on_a_full_disk_what_stood_there_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    target = tmp_path / "out.json"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if step == "os.write":
        monkeypatch.setattr(writing, "_fill", refuse)
    elif step == "os.fsync":
        monkeypatch.setattr("model.writing.os.fsync", refuse)
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotWritten, match=r"was not written .* disk is full.* What stood there is as it was"):
        write_whole(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.json"]


@POSIX
def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "out.json"
    link.symlink_to(tmp_path / "real" / "there.json")
    write_whole(link, b"1")
    write_whole(link, b"2")
    assert link.is_symlink()
    assert (tmp_path / "real" / "there.json").read_bytes() == b"2"


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(NotWritten, match="is a folder"):
        write_whole(tmp_path / "out", b"1")
    with pytest.raises(NotWritten, match="that folder is not there"):
        write_whole(tmp_path / "nowhere" / "out", b"1")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_in_its_place_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out")
    with pytest.raises(NotWritten, match="no ordinary file"):
        write_whole(tmp_path / "out", b"1")
    assert names(tmp_path) == ["out"]


def test_a_long_name_has_room_for_what_is_written_beside_it(tmp_path: Path) -> None:
    name = "n" * 251 + ".ics"
    write_whole(tmp_path / name, b"1")
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("links", [True, False])
def test_a_free_place_is_never_taken_from_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    target = tmp_path / "a.duly"
    part = begin_part(target)
    target.write_bytes(b"a letter")
    with pytest.raises(FileExistsError):
        put_in_free_place(part, target)
    assert target.read_bytes() == b"a letter"
    target.unlink()
    part.write_bytes(b"a docket")
    put_in_free_place(part, target)
    assert target.read_bytes() == b"a docket"
    assert not part.exists() or part.stat().st_nlink == 2


KILLED = """
import os, pathlib, signal, sys
from model import writing
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
writing.write_whole(pathlib.Path(sys.argv[1]), b"new")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_what_a_killed_process_left_is_swept_away_by_the_next_write_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_bytes(b"old")
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "out.json")], cwd=TOP, check=False)
        assert done.returncode == -signal.SIGKILL
        assert len(names(tmp_path)) == 2  # the one before went as this one began
    assert (tmp_path / "out.json").read_bytes() == b"old"
    write_whole(tmp_path / "another.pdf", b"new")
    assert names(tmp_path) == ["another.pdf", "out.json"]


LEFT = [".USMX-duly.0a1b2c3d.part", ".USMX-ics.0123456789abcdef.part", ".USMX.duly.0a1b2c3d.part-journal"]
FOREIGN = ["letter.part", ".letter.part", ".letter.0a1b2c3.part", ".letter.0A1B2C3D.part", "USMX.0a1b2c3d.part"]


@pytest.mark.parametrize(("age", "gone"), [(ABANDONED - 60, []), (ABANDONED + 60, LEFT)], ids=["new", "old"])
def test_only_what_is_dulys_and_old_is_swept_away(tmp_path: Path, age: int, gone: list[str]) -> None:
    for name in (*LEFT, *FOREIGN):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (1_000_000, 1_000_000))
    sweep_parts(tmp_path, 1_000_000.0 + age)
    assert set(names(tmp_path)) == {*LEFT, *FOREIGN} - set(gone)


def test_what_a_live_process_is_writing_is_left_alone(tmp_path: Path) -> None:
    part = begin_part(tmp_path / "out.json")
    write_whole(tmp_path / "out.json", b"new")
    assert part.exists()
