"""Whether a docket file holds together: every finding in one sentence, and the file never touched."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from model.days.wording import say_count
from model.errors import DamagedFile, InvalidRecord, StoreError, UnreadableInput
from model.ledger import store
from model.ledger.failures import damaged, sentence
from model.ledger.feed_state import unreadable_states
from model.ledger.header import identify
from model.ledger.journal import JournalHead
from model.ledger.memory import remembered, tag_of
from model.ledger.verify_journal import chain_check, document_check, history_check, replay_check
from model.ledger.verify_records import record_check, search_check
from model.record.remembered import Remembered

Check = Callable[[sqlite3.Connection], Iterator[str]]

_PRINTED: Final = re.compile(r"[0-9a-f]{12,64}")


class VerifyOutcome(NamedTuple):
    """What was found wrong, and where the journal stands; of a head that was printed, the number of its entry, or 0."""

    findings: tuple[str, ...]
    head: JournalHead
    printed: int = 0
    compared: bool = False
    """Whether a head that was printed was asked for."""


def verify(path: Path, kinds: Iterable[type[Remembered]] = ()) -> tuple[str, ...]:
    """Everything that is wrong with the docket at ``path``; nothing where it is sound. See :func:`examine`."""
    return examine(path, kinds).findings


def examine(path: Path, kinds: Iterable[type[Remembered]] = (), *, head: str = "") -> VerifyOutcome:
    """Hold the docket at ``path`` against itself, and against a ``head`` that was printed earlier.

    Checked are the file's pages, its tables and triggers, the journal's chain, that replaying the journal gives the
    records byte for byte and in their order, documents against their SHA-256, every record against the rules, the
    search index, and what machines remember, of ``kinds`` field by field. A chain that was made anew from nothing
    holds in itself: only a head that was printed before, whole or by its first 12 digits or more, tells it.
    Raises :class:`model.errors.StoreError` where there is no docket, or one of another form than this Duly's, and
    :class:`model.errors.UnreadableInput` for a ``head`` that is none.
    """
    printed = _digits(head)
    try:
        schema = identify(path)
    except DamagedFile as error:
        return VerifyOutcome((str(error),), JournalHead(), compared=bool(head))
    store.refuse_newer(path, schema)
    if not store.reads(schema):
        raise StoreError(f"“{path.name}” was written by an older Duly. Open it once, then verify it.")
    try:
        connection = store.connect(path, read_only=True)
    except (sqlite3.Error, UnicodeError) as error:
        return VerifyOutcome((str(sentence(error, path)),), JournalHead(), compared=bool(head))
    with closing(connection):
        return _examined(connection, path, tuple(kinds), printed)


def said_of(found: VerifyOutcome, file: str) -> Iterator[str]:
    """What to say of a docket that was examined: each finding, or that it is sound; its head, and what that is for."""
    yield from found.findings
    if not found.findings:
        yield f"{file}: sound. The journal chain holds, and replaying it gives the tables."
    if found.head.seq:
        yield f"Head: {found.head.words} ({found.head.hash})"
    if found.printed:
        yield f"The printed head is that of entry {found.printed} of {found.head.seq}."
    elif not found.compared:
        yield (
            "No printed head was given, so a journal that was made anew from nothing would look the same: keep this"
            " head, and next time give it with --head."
        )


def refuse_damaged(path: Path) -> None:
    """Say that a docket which led something astray is damaged, and nothing where it is sound: then it was a bug.

    Opening does not hold every record against every rule, which takes longer than to open. Raises
    :class:`model.errors.DamagedFile`.
    """
    if findings := verify(path):
        count = say_count(len(findings), "thing")
        raise damaged(path, f"it holds together in all but {count}, which verify names")


def _digits(head: str) -> str:
    """The digits of a head as it was printed: with its spaces or without, in small letters or capitals."""
    digits = "".join(head.split()).casefold()
    if head and not _PRINTED.fullmatch(digits):
        raise UnreadableInput(f"“{head}” is no head of a journal. Give the 12 digits or more that Duly printed.")
    return digits


def _examined(
    connection: sqlite3.Connection, path: Path, kinds: tuple[type[Remembered], ...], printed: str
) -> VerifyOutcome:
    checks: tuple[Check, ...] = (*_CHECKS, partial(_memory_check, kinds=kinds))
    findings: list[str] = []
    connection.execute("BEGIN")  # one view of the file for all checks
    for check in checks:
        findings += _guarded(check, connection, path)
    head, seq = JournalHead(), 0
    try:
        head, seq = store.head_of(connection), _entry_of(connection, printed) if printed else 0
    except (sqlite3.Error, UnicodeError) as error:
        findings.append(str(sentence(error, path)))
    if printed and not seq:
        findings.append(
            "The printed head stands nowhere in this journal: the journal was made anew or cut back, or the head is"
            " another docket's."
        )
    return VerifyOutcome(tuple(dict.fromkeys(findings)), head, seq, compared=bool(printed))


def _entry_of(connection: sqlite3.Connection, printed: str) -> int:
    """The number of the entry whose hash begins with what was printed, 0 where there is none."""
    query = "SELECT max(seq) FROM journal WHERE seq > 0 AND substr(hash, 1, ?) = ?"
    (seq,) = connection.execute(query, (len(printed), printed)).fetchone()
    return int(seq or 0)


def _guarded(check: Check, connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """The findings of one check; what keeps it from being made is a finding too."""
    try:
        yield from check(connection)
    except (sqlite3.Error, UnicodeError) as error:
        yield str(sentence(error, path))
    except InvalidRecord:
        yield "A record cannot be read."
    except DamagedFile as error:
        yield str(error)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # No check expects every absurdity: what leads one astray was never written by Duly.
        yield f"What lies in the file cannot be checked to its end ({type(error).__name__})."


def page_check(connection: sqlite3.Connection) -> Iterator[str]:
    """SQLite's own check of the file. What it quotes are names of tables, which are said only where they are ours."""
    ours = not any(schema_check(connection))
    for (finding,) in connection.execute("PRAGMA integrity_check").fetchall():
        if finding != "ok":
            yield f"The file itself is damaged: {finding}." if ours else "The file itself is damaged."


def schema_check(connection: sqlite3.Connection) -> Iterator[str]:
    """A table altered or a trigger removed would let the journal be rewritten unseen.

    A file of an older form has its own tables for what machines remember. One whose number was lowered has not.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        store.lay_out(fresh, store.schema_of(connection))
        wanted, found = _objects(fresh), _objects(connection)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            state = (
                "is missing" if name not in found else "does not belong there" if name not in wanted else "was altered"
            )
            said = name if _PLAIN_NAME.fullmatch(name) else "something without a plain name"
            yield f"The file's own structure was changed: {said} {state}."


_PLAIN_NAME: Final = re.compile(r"(table|index|trigger|view) [a-z0-9_]{1,40}")


def _objects(connection: sqlite3.Connection) -> dict[str, str]:
    """The SQL of each table, index and trigger, by type and name."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return {f"{type_} {name}": " ".join(str(sql).split()) for type_, name, sql in rows}


def _state_check(connection: sqlite3.Connection) -> Iterator[str]:
    """What the feeds published last can be read; an older form kept it otherwise, and never kept reminders."""
    if store.schema_of(connection) < store.REMEMBERS:
        (left,) = connection.execute("SELECT count(*) FROM reminder").fetchone()
        if left:
            yield "The table of reminders, which no Duly of that form ever wrote to, is not empty."
    elif number := unreadable_states(connection):
        yield f"What calendar feeds remember of their items cannot be read: {number} of them."


def _memory_check(connection: sqlite3.Connection, *, kinds: Iterable[type[Remembered]]) -> Iterator[str]:
    """Each thing remembered can be read; of a kind that is not known here, that it says what it is."""
    if store.schema_of(connection) < store.REMEMBERS:
        return
    known = {tag_of(kind): kind for kind in kinds}
    wrong: Counter[str] = Counter()
    for row in connection.execute("SELECT kind, id, body FROM memory").fetchall():
        kind, id_, body = store.fitting(row, "what a machine remembers", str, str, str)
        sound = remembered(known[kind], id_, body) is not None if kind in known else _says_what_it_is(kind, id_, body)
        wrong[kind if kind in known else ""] += not sound
    for kind, number in sorted(wrong.items()):
        if number:
            of_kind = f" of kind {kind}" if kind else ""
            yield f"What machines remember{of_kind} cannot be read: {number} of them."


def _says_what_it_is(kind: str, id_: str, body: str) -> bool:
    try:
        said: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("memory") == kind and said.get("id", id_) == id_


_CHECKS: Final[tuple[Check, ...]] = (
    schema_check,
    page_check,
    chain_check,
    replay_check,
    history_check,
    document_check,
    record_check,
    search_check,
    _state_check,
)
