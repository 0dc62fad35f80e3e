"""Writing a new docket file, which never takes the place of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from model.docket import Change, Docket
from model.errors import StoreError
from model.ledger import store
from model.ledger.edit import Edit
from model.ledger.entry import check_entries
from model.ledger.journal import Head, next_entry
from model.ledger.tables import check_sources, put_files, write_edit
from model.record.base import Record
from model.record.caption import Caption
from model.record.door import kind_of


def first_edit(caption: Caption, records: Sequence[Record], label: str) -> Edit:
    """The edit that fills a new docket: its caption, and ``records`` where it is an import.

    Raises :class:`model.errors.InvalidRecord` where one breaks a rule.
    """
    everything = (caption, *(record for record in records if not isinstance(record, Caption)))
    check_entries(Docket(), everything)
    changes = tuple(Change(kind_of(record), record.id, None, record) for record in everything)
    return Edit(label or f"New docket “{caption.title}”", changes)


def write_new(path: Path, edit: Edit, files: Mapping[str, bytes], *, at: datetime, who: str) -> None:
    """Write a docket to ``path`` whose first entry is ``edit``.

    Raises :class:`model.errors.StoreError` where something stands there already, and leaves that alone; where it
    cannot be written, nothing is left behind.
    """
    _claim(path)
    try:
        with closing(store.connect(path)) as connection, store.writing(connection, path):
            store.lay_out(connection)
            put_files(connection, edit, files)
            check_sources(connection, Docket(), edit)
            write_edit(connection, edit, next_entry(Head(), edit, at=at, who=who))
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _claim(path: Path) -> None:
    """Make an empty file at ``path``, which must not exist, so that nothing is ever written over."""
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise StoreError(f"There is already a file “{path.name}” in “{path.parent}”. Choose another name.") from error
    except OSError as error:
        raise StoreError(
            f"“{path.name}” cannot be written to “{path.parent}” ({error.strerror}). Choose a folder that exists and"
            " that you may write to."
        ) from error
