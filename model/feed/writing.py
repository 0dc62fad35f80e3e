"""A feed's file in a folder: written whole or not at all, and never over what Duly did not write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from model.writing import NotWritten, Wait, refused, replace_whole

WRITER: Final = b"PRODID:-//Duly//"
"""How the line begins by which a calendar file of Duly's is known."""

_BEGIN: Final = b"BEGIN:VCALENDAR"
_HEAD: Final = 4096
"""Bytes in which that line must stand."""

_AGAIN: Final = "; Duly tries again by itself"


def write_atomically(folder: Path, name: str, content: bytes, *, wait: Wait | None = None) -> bool:
    """Put ``content`` into ``folder`` as ``name``. False where the file holds just that already and was not touched.

    A new file is its owner's alone. One that the owner has let others read, as those who subscribe to it from a shared
    folder, stays as open as it is. Raises :class:`model.writing.NotWritten` where the folder is not there, where the
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
        replace_whole(target, content, keep_access=True, wait=wait)
    except OSError as error:
        raise refused(target, error, then=_AGAIN) from error
    return True


def refuse_foreign(target: Path) -> None:
    """Raise :class:`model.writing.NotWritten` where something stands at ``target`` that is no calendar of Duly's."""
    try:
        _holds(target, b"")
    except OSError as error:
        raise refused(target, error, then=_AGAIN) from error


def _holds(target: Path, content: bytes) -> bool:
    """Whether the file holds just that already. Raises NotWritten where it is not one of Duly's."""
    if target.is_dir():
        raise NotWritten(f"“{target.name}” in “{target.parent}” is a folder. Choose another name for the feed.")
    if target.exists() and not target.is_file():
        raise NotWritten(f"“{target.name}” in “{target.parent}” is no ordinary file. Choose another name for the feed.")
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
