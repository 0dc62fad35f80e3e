"""SQLite's failures as sentences that say what happened, what was kept and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from model.errors import DamagedFile, ForeignFile, StoreError

_WRITE_FAILURES: Final[dict[int, str]] = {
    sqlite3.SQLITE_BUSY: "{name} is in use by another program that is writing to it. Try again in a moment.",
    sqlite3.SQLITE_LOCKED: "{name} is in use by another window that is writing to it. Try again in a moment.",
    sqlite3.SQLITE_FULL: "There is no room left on the disk that holds {name}. Make room and try again.",
    sqlite3.SQLITE_READONLY: "{name} cannot be written to. Make the file and its folder writable, or save a copy"
    " elsewhere and work in that.",
    sqlite3.SQLITE_CANTOPEN: "{name} or its folder {folder} cannot be opened for writing. Make both writable, or"
    " save a copy elsewhere and work in that.",
    sqlite3.SQLITE_IOERR: "The disk that holds {name} reported an error. Check the disk or the network drive, then"
    " open the docket again.",
    sqlite3.SQLITE_PERM: "You are not allowed to use {name}. Ask whoever keeps the folder for access.",
}
_CUT_SHORT: Final = (
    "A write to {name} was cut short, and what it left behind must be cleared before it can be read. Open it in Duly"
    " where file and folder can be written to, together with the {journal} beside it: nothing that was saved is"
    " lost."
)
_MOVED: Final = "{name} was moved or replaced by another program while it was open. Open it again from where it is now."

_EXACT: Final[dict[int, str]] = {
    sqlite3.SQLITE_READONLY_DBMOVED: _MOVED,
    sqlite3.SQLITE_READONLY_ROLLBACK: _CUT_SHORT,
    sqlite3.SQLITE_READONLY_CANTINIT: _CUT_SHORT,
}


def sentence(error: sqlite3.Error, path: Path, *, kept: str = "") -> StoreError:
    """The error to show for ``error`` in the docket at ``path``; ``kept`` says what did not happen."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    primary = code & 0xFF
    name, folder = f"“{path.name}”", f"“{path.parent}”"
    if primary == sqlite3.SQLITE_NOTADB:
        return ForeignFile(f"{name} is not a Duly docket. Choose a file that Duly has written.")
    if primary == sqlite3.SQLITE_CORRUPT:
        return damaged(path)
    text = _EXACT.get(code) or _WRITE_FAILURES.get(primary)
    if text is None:
        text = "{name} could not be read or written (" + str(error).rstrip(".") + "). Open it again, or verify it."
    return StoreError(
        " ".join(
            part for part in (kept, text.format(name=name, folder=folder, journal=f"“{path.name}-journal”")) if part
        )
    )


def damaged(path: Path, what: str = "") -> DamagedFile:
    """The error for a docket whose content does not hold together."""
    detail = f" ({what.rstrip('.')})" if what else ""
    return DamagedFile(
        f"“{path.name}” is damaged{detail}. It was left exactly as it is: keep it, and open your latest copy."
    )


@contextmanager
def speaking(path: Path, *, kept: str = "") -> Iterator[None]:
    """Turn SQLite's errors inside the block into sentences about the docket at ``path``."""
    try:
        yield
    except sqlite3.ProgrammingError:
        # A bug of ours, such as using a docket after it was closed: no file is to blame.
        raise
    except sqlite3.Error as error:
        raise sentence(error, path, kept=kept) from error
