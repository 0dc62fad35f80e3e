"""Writing a new docket file, which never takes the place of another."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from model.docket import Change, Docket
from model.errors import StoreError
from model.ledger import store
from model.ledger.edit import Edit
from model.ledger.entry import check_entries
from model.ledger.failures import speaking
from model.ledger.header import clear_the_way
from model.ledger.journal import JournalHead, next_entry
from model.ledger.tables import check_sources, put_files, write_edit
from model.record.base import Record
from model.record.caption import Caption
from model.record.door import kind_of
from model.writing import begin_part, discard_part, put_in_free_place


def first_edit(caption: Caption, records: Sequence[Record], label: str) -> Edit:
    """The edit that fills a new docket: its caption, and ``records`` where it is an import.

    Raises :class:`model.errors.InvalidRecord` where one breaks a rule.
    """
    everything = (caption, *(record for record in records if not isinstance(record, Caption)))
    check_entries(Docket(), everything)
    changes = tuple(Change(kind_of(record), record.id, None, record) for record in everything)
    return Edit(label or f"New docket “{caption.title}”", changes)


def write_new(path: Path, edit: Edit, files: Mapping[str, bytes], *, at: datetime, who: str) -> None:
    """Write a docket to ``path`` whose first entry is ``edit``: beside its place, and moved there once it is whole.

    Raises :class:`model.errors.StoreError` where something stands there already, and leaves that alone; where it
    cannot be written, nothing is left behind.
    """
    _refuse_taken(path)
    try:
        part = begin_part(path)
        try:
            _write_part(part, path, edit, files, at=at, who=who)
            clear_the_way(path)
            put_in_free_place(part, path)
        finally:
            discard_part(part)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise StoreError(
            f"“{path.name}” cannot be written to “{path.parent}” ({error.strerror}). Choose a folder that exists and"
            " that you may write to."
        ) from error


def _write_part(part: Path, path: Path, edit: Edit, files: Mapping[str, bytes], *, at: datetime, who: str) -> None:
    with speaking(path), closing(store.connect(part)) as connection, store.writing(connection, path):
        store.lay_out(connection)
        put_files(connection, edit, files)
        check_sources(connection, Docket(), edit)
        write_edit(connection, edit, next_entry(JournalHead(), edit, at=at, who=who))


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise _taken(path)


def _taken(path: Path) -> StoreError:
    return StoreError(f"There is already a file “{path.name}” in “{path.parent}”. Choose another name.")
