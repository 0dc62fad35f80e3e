"""A feed's file in a folder: written whole or not at all, and never over what Duly did not write."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Final

from model.errors import DocketError

WRITER: Final = b"PRODID:-//Duly//"
"""How the line begins by which a calendar file of Duly's is known."""

_BEGIN: Final = b"BEGIN:VCALENDAR"
_HEAD: Final = 4096
"""Bytes in which that line must stand."""

PART: Final = ".part"
WAITS: Final = (0.05, 0.2, 0.5)
"""Seconds between two tries on Windows, where a file that someone is reading cannot be replaced."""

_REASONS: Final[dict[int, str]] = {
    errno.ENOSPC: "the disk is full. Make room on it",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "the disk is full. Make room on it",
    errno.EACCES: "Duly may not write there. Allow it, or choose another folder",
    errno.EPERM: "Duly may not write there. Allow it, or choose another folder",
    errno.EROFS: "the disk can only be read. Choose another folder",
    errno.ENAMETOOLONG: "its name is too long. Give it a shorter one",
}
"""Why the system refused, and what to do."""

Wait = Callable[[float], object]


class NotWritten(DocketError):
    """A feed's file could not be written; what stood there is as it was."""


def write_atomically(folder: Path, name: str, content: bytes, *, wait: Wait | None = None) -> bool:
    """Put ``content`` into ``folder`` as ``name``. False where the file holds just that already and was not touched.

    It is written beside its place under another name, to the disk, and only then takes the place, so that a reader
    or a crash meets the old file or the new one. Raises :class:`NotWritten` where the folder is not there, where the
    file is not one of Duly's calendars, and where the system refuses.
    """
    target = folder / name
    if not folder.is_dir():
        raise NotWritten(
            f"The folder “{folder}” is not there, so “{name}” was not written. Connect its disk, or choose another"
            " folder; Duly tries again by itself."
        )
    try:
        if _holds(target, content):
            return False
        _sweep(folder, name)
        _replace(target, content, wait or Event().wait)
    except OSError as error:
        raise refused(target, error) from error
    return True


def refuse_foreign(target: Path) -> None:
    """Raise :class:`NotWritten` where something stands at ``target`` that is no calendar of Duly's."""
    try:
        _holds(target, b"")
    except OSError as error:
        raise refused(target, error) from error


def refused(target: Path, error: OSError) -> NotWritten:
    """What the system refused, in words: what happened, what was kept, what to do."""
    reason = _REASONS.get(error.errno or 0, f"{error.strerror or 'the system gave no reason'}. See to that")
    return NotWritten(
        f"“{target.name}” was not written to “{target.parent}”: {reason}. What stood there is as it was; Duly tries"
        " again by itself."
    )


def _holds(target: Path, content: bytes) -> bool:
    """Whether the file holds just that already. Raises :class:`NotWritten` where it is not one of Duly's."""
    if target.is_dir():
        raise NotWritten(f"“{target.name}” in “{target.parent}” is a folder. Choose another name for the feed.")
    try:
        with target.open("rb") as file:
            head = file.read(_HEAD)
            if not (head.startswith(_BEGIN) and WRITER in head):
                raise NotWritten(
                    f"“{target.name}” in “{target.parent}” was not written by Duly, and was left as it is. Choose"
                    " another name for the feed, or move that file away."
                )
            return head == content[:_HEAD] and file.read() == content[_HEAD:]
    except FileNotFoundError:
        return False


def _sweep(folder: Path, name: str) -> None:
    """Take away what a write that was cut off left behind."""
    for left in folder.glob(f".{_plain(name)}.*{PART}"):
        with suppress(OSError):
            left.unlink()


def _plain(name: str) -> str:
    """A name without what a pattern of files would read otherwise."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def _replace(target: Path, content: bytes, wait: Wait) -> None:
    part = target.with_name(f".{_plain(target.name)}.{secrets.token_hex(8)}{PART}")
    try:
        _write(part, content)
        _put_in_place(part, target, wait)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _settle(target.parent)


def _write(part: Path, content: bytes) -> None:
    """Write a file that is not there yet, through to the disk."""
    with part.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(part: Path, target: Path, wait: Wait) -> None:
    for pause in WAITS if sys.platform == "win32" else ():
        try:
            part.replace(target)
            return
        except PermissionError:
            wait(pause)
    part.replace(target)


def _settle(folder: Path) -> None:
    """Write the folder's own entry to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
