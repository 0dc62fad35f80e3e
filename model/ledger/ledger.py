"""The Ledger: the one door through which a docket changes.

Disk first, memory second, screen last. A command turns the docket into an edit; records and journal entry are
written in one transaction; then the docket is swapped; then subscribers are told. A failed write leaves all three as
they were. Undo and redo are entries of their own, read from the journal, so both outlive a restart.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from model.docket import Change, Docket
from model.errors import ConflictError, StoreError
from model.ledger import store
from model.ledger.copying import copy_docket
from model.ledger.creation import first_edit, write_new
from model.ledger.dangling import names_what_is_gone
from model.ledger.edit import BasedCommand, Command, Edit, Preview
from model.ledger.failures import damaged, speaking
from model.ledger.feed_state import forget_states, highest_sequences, read_states, write_states
from model.ledger.header import identify, put_back, was_cut_short
from model.ledger.journal import NOTHING, JournalEntry, JournalHead, next_entry
from model.ledger.memory import M, forget_memory, read_memory, write_memory
from model.ledger.migrations import migrate
from model.ledger.searching import find
from model.ledger.stacks import Stacks
from model.ledger.tables import check_sources, put_files, text_in, write_edit
from model.record.base import Record
from model.record.caption import Caption
from model.record.feedstate import WHOLE, FeedState
from model.record.remembered import Remembered
from model.writing import sweep_parts

Clock = Callable[[], datetime]
Listener = Callable[[Docket, Edit], None]

ATTEMPTS: Final = 5
"""How often a command is run again because another window was first, before the user is told."""


class Ledger:
    """An open docket file."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, clock: Clock, who: str, read_only: bool = False
    ) -> None:
        self._path = path
        self._connection = connection
        self._clock = clock
        self._who = who
        self._read_only = read_only
        self._listeners: list[Listener] = []
        self._telling = False
        self._version = 0
        # An older file that is only read is not brought up to date, and remembers in other tables.
        self._remembers = store.schema_of(connection) >= store.REMEMBERS
        self._read_all()

    @classmethod
    def create(
        cls,
        path: Path,
        caption: Caption,
        *,
        clock: Clock,
        who: str,
        records: tuple[Record, ...] = (),
        files: Mapping[str, bytes] | None = None,
        label: str = "",
    ) -> Self:
        """Write a new docket with ``caption``, and ``records`` where it is an import, and open it.

        Raises :class:`model.errors.StoreError` where something stands at ``path`` already, and leaves that alone,
        and :class:`model.errors.InvalidRecord` where a record breaks a rule.
        """
        write_new(path, first_edit(caption, records, label), files or {}, at=clock(), who=who)
        return cls.open(path, clock=clock, who=who)

    @classmethod
    def open(cls, path: Path, *, clock: Clock, who: str, read_only: bool = False) -> Self:
        """Open the docket at ``path``; an older one is first copied, verified, and brought up to date.

        One that cannot be written to, or whose folder cannot, is opened for reading only. What a write that was cut
        off left in the file is undone first, and what one left in its folder is swept away.
        Raises :class:`model.errors.StoreError`, or of its kinds ForeignFile, NewerFile and DamagedFile.
        """
        store.refuse_newer(path, identify(path))
        writable = store.is_writable(path)
        read_only = read_only or not writable
        if writable:
            sweep_parts(path.parent, clock().timestamp())
        if read_only and writable and was_cut_short(path):
            put_back(path)
        with speaking(path):
            connection = store.connect(path, read_only=read_only)
        try:
            migrate(connection, path, read_only=read_only)
            return cls(path, connection, clock=clock, who=who, read_only=read_only)
        except BaseException:
            connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything is saved already."""
        self._listeners.clear()
        self._connection.close()

    @property
    def path(self) -> Path:
        """Where the docket lies."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only."""
        return self._read_only

    @property
    def docket(self) -> Docket:
        """Everything, as it stands now."""
        return self._docket

    @property
    def head(self) -> JournalHead:
        """The number and hash of the last journal entry."""
        return self._head

    @property
    def last_saved(self) -> datetime | None:
        """When the last change was written."""
        return self._last_saved

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._label_of(self._stacks.undo)

    @property
    def redo_label(self) -> str | None:
        """What redo would bring back, or None."""
        return self._label_of(self._stacks.redo)

    def do(self, command: Command, files: Mapping[str, bytes] | None = None) -> Edit:
        """Run ``command``, write what it changes, and tell subscribers.

        ``files`` holds the bytes of documents that it adds, by SHA-256. An edit without changes writes nothing.
        Raises :class:`model.errors.DocketError` where it is refused or cannot be written; then nothing changed.
        """
        self._refuse_while_telling()
        command = self._based(command)
        for _ in range(ATTEMPTS):
            edit = command(self._docket)
            if not edit.changes:
                return edit
            written = self._commit(edit, files or {})
            if written:
                self._tell(written)
                return written
            self.refresh()
        raise ConflictError("Other windows keep changing this docket. Nothing was changed; try again in a moment.")

    def preview(self, command: Command) -> Preview:
        """What ``command`` would change. Nothing is written, the docket stays, and nobody is told.

        Raises :class:`model.errors.DocketError` where the change would be refused.
        """
        edit = self._based(command)(self._docket)
        return Preview(edit, self._docket.changed(edit.changes))

    def undo(self) -> Edit:
        """Take back the last change that stands, as a new entry. Without one, an edit without changes."""
        return self._step(back=True)

    def redo(self) -> Edit:
        """Bring back the change that was undone last. Without one, an edit without changes."""
        return self._step(back=False)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have ``listener`` told of each change after it is saved; call what is returned to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def refresh(self) -> bool:
        """Take in what another window wrote, and tell subscribers. True where something changed."""
        self._refuse_while_telling()
        version = self._data_version()
        if version == self._version:
            return False
        with speaking(self._path):
            entries = tuple(store.entries_after(self._connection, self._head.seq))
            head = store.head_of(self._connection)
        if (entries[0].prev if entries else head.hash) != self._head.hash:
            raise damaged(self._path, "its journal is no longer the one that was opened")
        if entries:
            edit = _joined(self._docket, entries)
            self._take_in(entries, edit)
            self._version = version
            self._tell(edit)
        self._version = version
        return bool(entries)

    def history(self, record_id: str) -> tuple[JournalEntry, ...]:
        """The entries that changed the record or a fact about it, newest first."""
        with speaking(self._path):
            return store.entries_touching(self._connection, record_id)

    def journal(self, *, before: int | None = None, limit: int = 500) -> tuple[JournalEntry, ...]:
        """Up to ``limit`` entries, newest first; ``before`` is the number to go on from."""
        with speaking(self._path):
            return store.entries_before(self._connection, before, limit)

    def document_bytes(self, sha256: str) -> bytes:
        """The bytes of a document.

        Raises :class:`model.errors.StoreError` where they are not in the file, and
        :class:`model.errors.DamagedFile` where they are not what they were.
        """
        with speaking(self._path):
            row = self._connection.execute("SELECT bytes FROM document WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise StoreError(f"The document is not kept in “{self._path.name}”. Add its file again.")
        content = bytes(store.fitting(row, "a document", bytes)[0])
        if hashlib.sha256(content).hexdigest() != sha256:
            raise damaged(self._path, "a document's bytes are not those that were added")
        return content

    def document_text(self, document_id: str) -> str | None:
        """The text of a document, or None where it is not plain text."""
        document = self._docket.documents.get(document_id)
        return text_in(document, self.document_bytes(document.sha256)) if document else None

    def search(self, text: str) -> tuple[str, ...]:
        """The ids of the records that hold every word of ``text``, best first."""
        with speaking(self._path):
            return find(self._connection, text)

    def save_copy(self, path: Path, *, replace: bool = False) -> None:
        """Write a verified copy to ``path``; ``replace`` allows it to take the place of a file there.

        Raises :class:`model.errors.StoreError` where it could not be written; what stood there is kept.
        """
        copy_docket(self._connection, self._path, path, replace=replace)

    @property
    def identity(self) -> str:
        """What tells this docket, and copies of it, from every other: the hash of its first journal entry."""
        with speaking(self._path):
            return store.first_hash(self._connection)

    def note(self, label: str) -> None:
        """Write a journal entry that says what was done and changes nothing, and tell subscribers.

        Undo passes over it. Raises :class:`model.errors.DocketError` where it cannot be written.
        """
        self._refuse_while_telling()
        for _ in range(ATTEMPTS):
            if self._commit(Edit(label, ()), {}, undoes=NOTHING) is not None:
                self._tell(Edit(label, ()))
                return
            self.refresh()
        raise ConflictError("Other windows keep changing this docket. Nothing was noted; try again in a moment.")

    def sequences(self, feed: str = WHOLE) -> dict[str, FeedState]:
        """What a calendar feed published last, by UID."""
        with speaking(self._path):
            return read_states(self._connection, feed) if self._remembers else {}

    def highest_sequences(self) -> dict[str, int]:
        """The highest SEQUENCE that any calendar feed has published, by UID."""
        with speaking(self._path):
            return highest_sequences(self._connection) if self._remembers else {}

    def keep_sequences(
        self, states: Mapping[str, FeedState], feed: str = WHOLE, *, forgotten: Iterable[str] = ()
    ) -> None:
        """Remember what a calendar feed published, and forget those UIDs of it that need no cancelling any more.

        This is no change of the docket and has no journal entry.
        """
        self._refuse_reading_only()
        gone = tuple(forgotten)
        if states or gone:
            with store.writing(self._connection, self._path):
                write_states(self._connection, feed, states.values())
                forget_states(self._connection, feed, gone)

    @property
    def version(self) -> int:
        """Another number after another window or process wrote to the file, be it only what machines remember."""
        return self._data_version()

    def recall(self, kind: type[M]) -> dict[str, M]:
        """What this file remembers of one kind, by id."""
        with speaking(self._path):
            return read_memory(self._connection, kind) if self._remembers else {}

    def remember(self, *values: Remembered) -> None:
        """Remember ``values`` in place of those of the same kinds and ids. Outside the journal, and not undone."""
        self._refuse_reading_only()
        with store.writing(self._connection, self._path):
            write_memory(self._connection, values)

    def forget(self, kind: type[Remembered], ids: Iterable[str]) -> None:
        """Forget what was remembered under ``ids``."""
        self._refuse_reading_only()
        with store.writing(self._connection, self._path):
            forget_memory(self._connection, kind, ids)

    def revise(self, kind: type[M], work: Callable[[dict[str, M]], Iterable[M]]) -> dict[str, M]:
        """Have ``work`` see all that is remembered of one kind and give what is new of it, in one transaction.

        Two processes that revise the same kind therefore never overwrite one another. Returns what is remembered
        now.
        """
        self._refuse_reading_only()
        with store.writing(self._connection, self._path):
            known = read_memory(self._connection, kind)
            fresh = tuple(work(known))
            write_memory(self._connection, fresh)
        return {**known, **{value.id: value for value in fresh}}

    def can_write(self) -> bool:
        """Whether the file can be written now, and the disk has room: tried by taking some and giving it back."""
        if self._read_only:
            return False
        try:
            with store.writing(self._connection, self._path):
                store.take_room(self._connection)
        except StoreError:
            return False
        return True

    def _read_all(self) -> None:
        """Read the docket as it stands, in one view of the file."""
        with speaking(self._path):
            self._connection.execute("BEGIN")
            try:
                self._docket = store.load(self._connection, self._path)
                if names_what_is_gone(self._docket):
                    raise damaged(self._path, "a record in it names another that is not there")
                self._head = store.head_of(self._connection)
                self._read_journal()
                self._version = self._data_version()
            finally:
                self._connection.execute("ROLLBACK")

    def _read_journal(self) -> None:
        if not self._head.seq:
            raise damaged(self._path, "its journal is empty")
        try:
            self._last_saved = store.written_at(self._connection, self._head.seq)
            self._stacks = Stacks.read(self._connection)
        except IndexError as error:
            raise damaged(self._path, "its journal cannot be read") from error

    def _data_version(self) -> int:
        with speaking(self._path):
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _based(self, command: Command) -> Command:
        """The command with what its author sees now, where it replaces whole records."""
        return command.based_on(self._docket) if isinstance(command, BasedCommand) else command

    def _commit(
        self, edit: Edit, files: Mapping[str, bytes], *, undoes: int | None = None, redoes: int | None = None
    ) -> Edit | None:
        """Write ``edit`` and swap the docket; None, with nothing written, where another window was first."""
        self._refuse_reading_only()
        entry = next_entry(self._head, edit, at=self._clock(), who=self._who, undoes=undoes, redoes=redoes)
        # What is kept in memory is what was written, read back: the two can never differ.
        written = replace(edit, changes=entry.changes)
        try:
            with store.writing(self._connection, self._path):
                if store.head_of(self._connection) != self._head:
                    raise _OvertakenError
                put_files(self._connection, written, files)
                check_sources(self._connection, self._docket, written)
                write_edit(self._connection, written, entry)
        except _OvertakenError:
            return None
        self._take_in((entry,), written)
        return written

    def _take_in(self, entries: tuple[JournalEntry, ...], edit: Edit) -> None:
        self._docket = self._docket.changed(edit.changes)
        for entry in entries:
            self._stacks.push(entry.seq, entry.undoes, entry.redoes)
        self._head = JournalHead(entries[-1].seq, entries[-1].hash)
        self._last_saved = entries[-1].moment

    def _step(self, *, back: bool) -> Edit:
        self._refuse_while_telling()
        wanted = self._top(back=back)
        self.refresh()
        self._refuse_other_step(wanted, back=back)
        if wanted is None:
            return Edit("", ())
        edit = self._step_edit(wanted, back=back)
        written = self._commit(edit, {}, undoes=wanted if back else None, redoes=None if back else wanted)
        if written is None:
            self.refresh()
            self._refuse_other_step(wanted, back=back)
            return self._step(back=back)
        self._tell(written)
        return written

    def _top(self, *, back: bool) -> int | None:
        return self._stacks.undo if back else self._stacks.redo

    def _refuse_other_step(self, wanted: int | None, *, back: bool) -> None:
        """What the user asked to take back is what the menu named, and not what another window did meanwhile."""
        if wanted is not None and self._top(back=back) != wanted:
            done = "undone" if back else "redone"
            raise ConflictError(
                f"Another window changed the docket first, so nothing was {done}. Look at the change, then try again."
            )

    def _step_edit(self, seq: int, *, back: bool) -> Edit:
        with speaking(self._path):
            entry = store.entry_of(self._connection, seq)
        if back:
            reverted = [Change(kind, id_, after, before) for kind, id_, before, after in reversed(entry.changes)]
            return Edit(f"Undo: {entry.label}", tuple(reverted))
        return Edit(f"Redo: {entry.label}", entry.changes)

    def _label_of(self, seq: int | None) -> str | None:
        if seq is None:
            return None
        with speaking(self._path):
            return store.entry_of(self._connection, seq).label

    def _tell(self, edit: Edit) -> None:
        """Tell every subscriber, even where one fails: its error is raised after, and the change is saved."""
        self._telling = True
        try:
            with ExitStack() as stack:
                for listener in reversed(self._listeners):
                    stack.callback(listener, self._docket, edit)
        finally:
            self._telling = False

    def _refuse_while_telling(self) -> None:
        if self._telling:
            raise RuntimeError("A subscriber tried to change the docket while being told of a change.")

    @property
    def refusal(self) -> str:
        """Why the docket takes no change, and what to do; empty where it takes them."""
        if not self._read_only:
            return ""
        return (
            f"“{self._path.name}” is open for reading only. Make the file and its folder writable and open it again, or"
            " save a copy and work in that."
        )

    def _refuse_reading_only(self) -> None:
        if self._read_only:
            raise StoreError(self.refusal)


class _OvertakenError(Exception):
    """Another window wrote since this one last looked."""


def _joined(docket: Docket, entries: tuple[JournalEntry, ...]) -> Edit:
    """What several entries changed together."""
    latest: dict[tuple[str, str], Record | None] = {}
    for entry in entries:
        latest.update({(change.kind, change.id): change.after for change in entry.changes})
    changes = tuple(Change(kind, id_, docket.get(kind, id_), after) for (kind, id_), after in latest.items())
    label = entries[0].label if len(entries) == 1 else f"{len(entries)} changes in another window"
    return Edit(label, tuple(change for change in changes if change.before != change.after))
