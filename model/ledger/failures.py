"""SQLite's failures as sentences that say what happened, what was kept and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from model.errors import DamagedFile, StoreError

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


class Unfit(sqlite3.DataError):
    """A table holds what does not belong there. The message is our own and quotes nothing of the file."""


def sentence(error: sqlite3.Error | UnicodeError, path: Path, *, kept: str = "") -> StoreError:
    """The error to show for ``error`` in the docket at ``path``; ``kept`` says what did not happen.

    SQLite's own words are never repeated, since they quote what lies in the file.
    """
    code = getattr(error, "sqlite_errorcode", None) or 0
    primary = code & 0xFF
    text = _EXACT.get(code) or _WRITE_FAILURES.get(primary)
    if text is not None:
        said = text.format(name=f"“{path.name}”", folder=f"“{path.parent}”", journal=f"“{path.name}-journal”")
        return StoreError(" ".join(part for part in (kept, said) if part))
    if isinstance(error, Unfit):
        return damaged(path, str(error), kept=kept)
    if primary in _DAMAGE:
        return damaged(path, _DAMAGE[primary], kept=kept)
    said = f"“{path.name}” could not be read or written ({_name_of(error)}). Open it again, or verify it."
    return StoreError(" ".join(part for part in (kept, said) if part))


_DAMAGE: Final[dict[int, str]] = {
    0: "a text in it cannot be read",  # Python's own refusal, of bytes that are no UTF-8
    sqlite3.SQLITE_ERROR: "its tables are not those of a docket",
    sqlite3.SQLITE_SCHEMA: "its tables are not those of a docket",
    sqlite3.SQLITE_CORRUPT: "its pages do not hold together",
    sqlite3.SQLITE_NOTADB: "its first page cannot be read",
    sqlite3.SQLITE_CONSTRAINT: "its tables refuse what belongs in them",
    sqlite3.SQLITE_TOOBIG: "a value in it is too large",
}
"""What it means when SQLite refuses a file marked as a docket: the file is damaged, since every query is our own."""


def _name_of(error: Exception) -> str:
    return str(getattr(error, "sqlite_errorname", "") or type(error).__name__)


def damaged(path: Path, what: str = "", *, kept: str = "") -> DamagedFile:
    """The error for a docket whose content does not hold together; ``what`` quotes nothing of it."""
    detail = f" ({what.rstrip('.')})" if what else ""
    said = f"“{path.name}” is damaged{detail}. It was left exactly as it is: keep it, and open your latest copy."
    return DamagedFile(" ".join(part for part in (kept, said) if part))


@contextmanager
def speaking(path: Path, *, kept: str = "") -> Iterator[None]:
    """Turn SQLite's errors inside the block into sentences about the docket at ``path``."""
    try:
        yield
    except sqlite3.ProgrammingError:
        # A bug of ours, such as using a docket after it was closed: no file is to blame.
        raise
    except (sqlite3.Error, UnicodeError) as error:  # the latter where SQLite's own message quotes bytes of the file
        raise sentence(error, path, kept=kept) from error
