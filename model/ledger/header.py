"""What a file says it is, read from its first bytes: without a lock, without SQLite, and without touching it.

A docket that was cut off while it was written says so too: its rollback journal lies beside it, and SQLite puts it back
as it was when it is opened. Only where those first bytes say nothing is SQLite asked before that.
"""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path
from typing import Final

from model.errors import ForeignFile, StoreError
from model.ledger import store
from model.ledger.failures import damaged, speaking

_LENGTH: Final = 100
_MAGIC: Final = b"SQLite format 3\0"
_USER_VERSION: Final = slice(60, 64)
_APPLICATION_ID: Final = slice(68, 72)
"""Where they lie in the header of an SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header."""


def identify(path: Path) -> int:
    """The schema number of the docket at ``path``.

    Raises :class:`model.errors.StoreError` where there is none, :class:`model.errors.ForeignFile` for a file that is
    no docket, and :class:`model.errors.DamagedFile` for a docket whose first bytes no longer hold together.
    """
    header = _first_bytes(path)
    schema = int.from_bytes(header[_USER_VERSION], "big", signed=True)
    if is_docket(header) and header.startswith(_MAGIC) and schema > 0:
        return schema
    if was_cut_short(path):
        return _schema_once_put_back(path)
    if is_docket(header):
        raise damaged(path, "its first bytes do not say of which form it is")
    raise _foreign(path)


def is_docket(header: bytes) -> bool:
    """Whether a file that begins with ``header`` is marked as a docket, sound or not."""
    return header[_APPLICATION_ID] == store.APPLICATION_ID.to_bytes(4, "big")


def holds_docket(path: Path) -> bool:
    """Whether a docket lies at ``path``, sound or not, that nothing else may be written over."""
    try:
        return is_docket(_first_bytes(path))
    except StoreError:
        return False


def was_cut_short(path: Path) -> bool:
    """Whether a write to the docket was cut off, or is under way in another process: its rollback journal is there."""
    try:
        return _journal_of(path).stat().st_size > 0
    except OSError:
        return False


def clear_the_way(path: Path) -> None:
    """Leave no rollback journal beside ``path``: SQLite would undo with it what is about to be put there.

    One that belongs to a docket is used first. Raises :class:`model.errors.StoreError` where it cannot be.
    """
    if path.exists() and was_cut_short(path):
        identify(path)
        put_back(path)
    if not path.exists():
        _journal_of(path).unlink(missing_ok=True)


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def put_back(path: Path) -> None:
    """Have SQLite undo a write that was cut off; one that another process has under way is left to it.

    Raises :class:`model.errors.StoreError` where it cannot be undone.
    """
    with speaking(path), closing(store.connect(path)) as connection:
        store.schema_of(connection)


def _schema_once_put_back(path: Path) -> int:
    with speaking(path), closing(store.connect(path, read_only=not store.is_writable(path))) as connection:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        schema = store.schema_of(connection)
    if application_id != store.APPLICATION_ID or schema < 1:
        raise _foreign(path)
    return schema


def _first_bytes(path: Path) -> bytes:
    """The header. What is no ordinary file is never opened: a pipe would be waited for without end."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ForeignFile(f"“{path.name}” is a folder, not a docket. Choose a file that Duly has written.")
        if not stat.S_ISREG(mode):
            raise ForeignFile(f"“{path.name}” is no ordinary file, so no docket. Choose a file that Duly has written.")
        with path.open("rb") as file:
            return file.read(_LENGTH)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(
            f"There is no file “{path.name}” in “{path.parent}”. Check the name, or make a new docket."
        ) from error
    except PermissionError as error:
        raise StoreError(f"You are not allowed to read “{path.name}”. Ask whoever keeps it for access.") from error
    except (OSError, ValueError) as error:  # the latter where a name holds a NUL
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else "its name is none"
        raise StoreError(f"“{path.name}” cannot be read ({reason}). Check the name and the disk.") from error


def _foreign(path: Path) -> ForeignFile:
    return ForeignFile(f"“{path.name}” is not a Duly docket. Choose a file that Duly has written.")
