"""Verified copies of a docket: for Save a copy, and before a file is brought to a newer form."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from model.errors import StoreError
from model.ledger import store
from model.ledger.failures import damaged, speaking
from model.ledger.header import clear_the_way
from model.writing import begin_part, discard_part, put_in_free_place, put_in_place


def copy_docket(connection: sqlite3.Connection, source: Path, target: Path, *, replace: bool = False) -> None:
    """Copy the open docket at ``source`` to ``target``: written beside it, verified, then moved into place.

    Raises :class:`model.errors.StoreError` where the target is the docket itself, exists without ``replace``, or
    cannot be written; what stood there is kept.
    """
    _refuse_target(source, target, replace=replace)
    try:
        part = begin_part(target)
        try:
            _write_part(connection, source, part, target)
            clear_the_way(target)
            if replace:
                put_in_place(part, target)
            else:
                put_in_free_place(part, target)
        finally:
            discard_part(part)
    except FileExistsError as error:
        raise StoreError(f"There is already a file “{target.name}” there. Choose another name.") from error
    except OSError as error:
        raise StoreError(
            f"The copy could not be written to “{target.parent}” ({error.strerror}). Choose another folder."
        ) from error


def _refuse_target(source: Path, target: Path, *, replace: bool) -> None:
    if not target.parent.is_dir():
        raise StoreError(f"There is no folder “{target.parent}”. Choose one that exists.")
    if target.exists() and target.samefile(source):
        raise StoreError(f"“{target.name}” is the open docket itself. Choose another name for the copy.")
    if target.is_dir():
        raise StoreError(f"“{target.name}” is a folder. Choose a file name for the copy.")
    if target.exists() and not replace:
        raise StoreError(f"There is already a file “{target.name}” in “{target.parent}”. Choose another name.")


def _write_part(connection: sqlite3.Connection, source: Path, part: Path, target: Path) -> None:
    with speaking(target, kept="The copy was not made."), closing(store.connect(part)) as copy:
        connection.backup(copy)
        _verify_copy(connection, copy, source)


def _verify_copy(connection: sqlite3.Connection, copy: sqlite3.Connection, source: Path) -> None:
    findings = copy.execute("PRAGMA integrity_check").fetchall()
    if findings != [("ok",)]:
        raise damaged(source, f"a copy of it does not hold together: {findings[0][0]}")
    for query in ("PRAGMA user_version", "SELECT count(*), max(hash) FROM journal", "SELECT count(*) FROM record"):
        if copy.execute(query).fetchone() != connection.execute(query).fetchone():
            raise StoreError("The copy was not made: the docket changed while it was copied. Try again.")
