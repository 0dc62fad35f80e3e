"""Files that Duly writes: each whole or not at all, and its owner's alone.

A file is written beside its place under another name, to the disk, and only then takes the place, so that a reader, a
crash or a full disk meets the old file or the new one. What a process that was killed left beside it is swept away by
the next that writes there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Final

from model.errors import StoreError

OWN: Final = 0o600
"""Who may read a file that Duly makes: its owner. Windows has no such bits: there a file takes the access of its
folder, which in a user's own folders is that user's."""

ABANDONED: Final = 24 * 60 * 60
"""Seconds after which what lies beside a file's place is no write under way, whoever began it."""

WAITS: Final = (0.05, 0.2, 0.5)
"""Seconds between two tries on Windows, where a file that someone is reading cannot be replaced."""

_LONGEST: Final = 40
_PART: Final = re.compile(
    r"\..+\.(?:(?P<host>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{8}|[0-9a-f]{8}|[0-9a-f]{16})\.part(?:-journal)?"
)
"""The names under which files are written, those of earlier versions too, and the rollback journals beside them."""

_REASONS: Final[dict[int, str]] = {
    errno.ENOSPC: "the disk is full. Make room on it",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "the disk is full. Make room on it",
    errno.EACCES: "Duly may not write there. Allow it, or choose another folder",
    errno.EPERM: "Duly may not write there. Allow it, or choose another folder",
    errno.EROFS: "the disk can only be read. Choose another folder",
    errno.ENAMETOOLONG: "its name is too long. Give it a shorter one",
    errno.ENOENT: "that folder is not there. Choose one that is",
    errno.ENOTDIR: "that is no folder. Choose one that is",
}
"""Why the system refused, and what to do."""

Wait = Callable[[float], object]


class NotWritten(StoreError):
    """A file could not be written; what stood there is as it was."""


def write_whole(target: Path, content: bytes, *, keep_access: bool = False) -> None:
    """Put ``content`` at ``target``, over an earlier file where there is one. The file is its owner's alone.

    ``keep_access`` leaves it as open to others as its owner made the one before: for what is published, which others
    may have been let read. Raises :class:`NotWritten` where the system refuses.
    """
    try:
        replace_whole(target, content, keep_access=keep_access)
    except OSError as error:
        raise refused(target, error) from error


def replace_whole(target: Path, content: bytes, *, keep_access: bool = False, wait: Wait | None = None) -> None:
    """Do as :func:`write_whole` does, and raise the system's own refusals: :class:`OSError`."""
    place = _place_of(target)
    part = begin_part(place)
    try:
        _fill(part, content)
        if keep_access and sys.platform != "win32" and place.exists():
            part.chmod(stat.S_IMODE(place.stat().st_mode))
        put_in_place(part, place, wait=wait)
    finally:
        discard_part(part)


def _place_of(target: Path) -> Path:
    """Where the file lies, links followed: what a link leads to is replaced, and not the link."""
    place = Path(os.path.realpath(target))
    if place.is_dir():
        raise NotWritten(f"“{target.name}” in “{target.parent}” is a folder. Choose a file's name.")
    if place.exists() and not place.is_file():
        raise NotWritten(f"“{target.name}” in “{target.parent}” is no ordinary file. Choose another name.")
    return place


def refused(target: Path, error: OSError, *, then: str = "") -> NotWritten:
    """What the system refused, in words: what happened, what was kept, what to do; ``then`` says what happens next."""
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or 'the system gave no reason'}. See to that")
    return NotWritten(
        f"“{target.name}” was not written to “{target.parent}”: {reason}. What stood there is as it was{then}."
    )


def begin_part(target: Path) -> Path:
    """Make an empty file beside ``target`` to be filled, after sweeping away what was left there.

    Raises :class:`OSError`. Call :func:`discard_part` in the end, whatever happened.
    """
    plain = "".join(letter if letter.isalnum() else "-" for letter in target.name)[:_LONGEST]
    part = target.with_name(f".{plain}.{_host()}-{os.getpid()}-{secrets.token_hex(4)}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN))
    # By the clock of the disk that it lies on, which may be another machine's.
    sweep_parts(target.parent, part.stat().st_mtime)
    return part


def discard_part(part: Path) -> None:
    """Take away what is left of a part, and the rollback journal that SQLite may have kept beside it."""
    for left in (part, part.with_name(f"{part.name}-journal")):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def put_in_place(part: Path, target: Path, *, wait: Wait | None = None) -> None:
    """Have a filled part take the place of ``target``. Raises :class:`OSError`; what stood there is then kept."""
    for pause in WAITS if sys.platform == "win32" else ():
        try:
            part.replace(target)
            break
        except PermissionError:
            (wait or Event().wait)(pause)
    else:
        part.replace(target)
    _settle(target.parent)


def put_in_free_place(part: Path, target: Path) -> None:
    """Have a filled part take a place where nothing stands.

    Raises :class:`FileExistsError` where something does, be it that it has appeared just now, and
    :class:`OSError`; what stands there is left alone.
    """
    if sys.platform == "win32":
        part.rename(target)  # which there never replaces
        return
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN))
        part.replace(target)
    _settle(target.parent)


def sweep_parts(folder: Path, now: float) -> None:
    """Take away what writes that were cut off left in ``folder``; ``now`` is in seconds, as a file's time is.

    Only what bears one of Duly's own names goes, and only where the process that began it is gone from this machine,
    or where nothing was written to it for a day.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.fullmatch(entry.name)
            if found is None:
                continue
            with suppress(OSError):
                if _is_gone(found["host"], found["process"]) or now - entry.stat().st_mtime > ABANDONED:
                    Path(entry.path).unlink()


def _is_gone(host: str | None, process: str | None) -> bool:
    """Whether a process of this machine is no more. Windows is not asked: there its files wait out their day."""
    if process is None or host != _host() or sys.platform == "win32":
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def _host() -> str:
    """A mark of this machine, which says nothing of it."""
    return hashlib.sha256(platform.node().encode(errors="replace")).hexdigest()[:8]


def _fill(part: Path, content: bytes) -> None:
    """Write through to the disk."""
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Write the folder's own entries to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
