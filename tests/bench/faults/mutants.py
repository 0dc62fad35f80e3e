"""Dockets that somebody or something has spoiled: by bytes, by pages, by SQL, by what their JSON says.

Every text put in bears :data:`MARK`, so that whatever repeats it is found, and braces, so that whatever formats it is.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

MARK: Final = "Zeugnis"
"""Stands in no docket and in no sentence of Duly's."""

ODD_TEXT: Final = f"{MARK} {{0}} {{name!r}} %s \\ud800"
PAGE: Final = 4096

Dice = random.Random
Spoil = Callable[[bytearray, Dice], None]
Spoken = Callable[[sqlite3.Connection, Dice], None]


def mutants(sound: Path, count: int, seed: int) -> Iterator[tuple[str, Path]]:
    """``count`` spoiled copies of the docket at ``sound``, each under its number and what was done, one at a time.

    A copy is deleted when the next is asked for. The same seed gives the same copies.
    """
    kinds = [*_BY_BYTES, *_BY_SQL]
    for number in range(count):
        name = kinds[number % len(kinds)]
        dice = Dice(f"{seed} {number}")
        path = sound.with_name(f"mutant-{number}.duly")
        content = bytearray(sound.read_bytes())
        if name in _BY_BYTES:
            _BY_BYTES[name](content, dice)
            path.write_bytes(content)
        else:
            path.write_bytes(content)
            _speak(path, _BY_SQL[name], dice)
        try:
            yield f"{number} {name}", path
        finally:
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink()


def _speak(path: Path, spoil: Spoken, dice: Dice) -> None:
    """Run SQL as a stranger's program would: nothing is checked, and what SQLite itself refuses is let be."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA foreign_keys=OFF")
        for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        try:
            spoil(connection, dice)
        except (sqlite3.Error, UnicodeDecodeError):
            return


# ------------------------------------------------------------------------------------------ bytes and pages


def _flip(content: bytearray, dice: Dice) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _flip_many(content: bytearray, dice: Dice) -> None:
    for _ in range(dice.choice((10, 100, 1000))):
        _flip(content, dice)


def _flip_head(content: bytearray, dice: Dice) -> None:
    content[dice.randrange(100)] = dice.randrange(256)


def _flip_schema(content: bytearray, dice: Dice) -> None:
    content[dice.randrange(100, PAGE)] = dice.randrange(256)


def _flip_letters(content: bytearray, dice: Dice) -> None:
    """Bytes that are no UTF-8, in the midst of text."""
    for _ in range(20):
        at = dice.randrange(PAGE, len(content))
        if 0x20 <= content[at] < 0x7F:
            content[at] = 0xFF


def _zero(content: bytearray, dice: Dice) -> None:
    start = dice.randrange(len(content))
    length = dice.choice((8, 512, PAGE))
    content[start : start + length] = bytes(len(content[start : start + length]))


def _truncate(content: bytearray, dice: Dice) -> None:
    del content[dice.randrange(len(content)) :]


def _truncate_pages(content: bytearray, dice: Dice) -> None:
    del content[PAGE * dice.randrange(len(content) // PAGE) :]


def _swap_pages(content: bytearray, dice: Dice) -> None:
    one, other = (PAGE * dice.randrange(len(content) // PAGE) for _ in range(2))
    first, second = content[one : one + PAGE], content[other : other + PAGE]
    content[one : one + PAGE], content[other : other + PAGE] = second, first


def _repeat_page(content: bytearray, dice: Dice) -> None:
    one, other = (PAGE * dice.randrange(1, len(content) // PAGE) for _ in range(2))
    content[one : one + PAGE] = content[other : other + PAGE]


def _noise_page(content: bytearray, dice: Dice) -> None:
    start = PAGE * dice.randrange(1, len(content) // PAGE)
    content[start : start + PAGE] = dice.randbytes(PAGE)


def _append(content: bytearray, dice: Dice) -> None:
    content += dice.randbytes(dice.choice((1, 700, PAGE)))


_BY_BYTES: Final[dict[str, Spoil]] = {
    "a bit flipped": _flip,
    "bits flipped": _flip_many,
    "the header": _flip_head,
    "the schema's page": _flip_schema,
    "letters": _flip_letters,
    "bytes zeroed": _zero,
    "cut off": _truncate,
    "pages cut off": _truncate_pages,
    "pages swapped": _swap_pages,
    "a page twice": _repeat_page,
    "a page of noise": _noise_page,
    "bytes appended": _append,
}

# ------------------------------------------------------------------------------------------ tables and columns

TABLES: Final = {
    "record": ("row", "kind", "id", "body"),
    "journal": ("seq", "undoes", "redoes", "at", "who", "label", "prev", "hash", "changes"),
    "touched": ("record", "seq"),
    "document": ("sha256", "bytes"),
    "feed_state": ("feed", "uid", "fingerprint", "sequence", "created", "modified", "day"),
    "memory": ("kind", "id", "body"),
}

ODD_SQL: Final = (
    "NULL",
    "0",
    "-1",
    "9223372036854775807",
    "1e999",
    "''",
    "'null'",
    "'[]'",
    f"'{MARK} {{0}} {{name!r}}'",
    f"x'ff{MARK.encode().hex()}7b307d'",
    f"CAST(x'ff{MARK.encode().hex()}7b307d' AS TEXT)",
    f"CAST(x'00{MARK.encode().hex()}' AS TEXT)",
    "zeroblob(100000)",
)


def _any_column(dice: Dice) -> tuple[str, str]:
    table = dice.choice(tuple(TABLES))
    return table, dice.choice(TABLES[table])


def _value(connection: sqlite3.Connection, dice: Dice) -> None:
    table, column = _any_column(dice)
    only = f" WHERE rowid = {dice.randrange(1, 40)}" if table in ("record", "journal", "document") else ""
    if dice.random() < 0.3:
        only = ""
    connection.execute(f"UPDATE OR IGNORE {table} SET {column} = {dice.choice(ODD_SQL)}{only}")


def _loosen(connection: sqlite3.Connection) -> None:
    """Tables that take anything: what SQLite kept out of them can now be put in."""
    connection.execute("PRAGMA writable_schema=ON")
    for word in (" STRICT, WITHOUT ROWID", " STRICT", " NOT NULL"):
        replacement = " WITHOUT ROWID" if "WITHOUT" in word else ""
        connection.execute(f"UPDATE sqlite_schema SET sql = replace(sql, '{word}', '{replacement}') WHERE type='table'")
    connection.execute("PRAGMA schema_version=77")
    connection.execute("PRAGMA writable_schema=RESET")


def _loose_value(connection: sqlite3.Connection, dice: Dice) -> None:
    _loosen(connection)
    _value(connection, dice)


def _smuggled_value(connection: sqlite3.Connection, dice: Dice) -> None:
    """A value that the table would refuse, in a table that says it refuses it."""
    was = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    _loosen(connection)
    _value(connection, dice)
    connection.execute("PRAGMA writable_schema=ON")
    for name, sql in was:
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ? AND type = 'table'", (sql, name))


def _delete_rows(connection: sqlite3.Connection, dice: Dice) -> None:
    table = dice.choice(tuple(TABLES))
    connection.execute(f"DELETE FROM {table} WHERE abs(random()) % 3 < {dice.randrange(1, 4)}")


def _kind(connection: sqlite3.Connection, dice: Dice) -> None:
    kind = dice.choice(("dragon", "obligation", "caption", f"{MARK}{{0}}"))
    connection.execute("UPDATE OR IGNORE record SET kind = ? WHERE row = ?", (kind, dice.randrange(1, 60)))


def _journal_row(connection: sqlite3.Connection, dice: Dice) -> None:
    """An entry that nobody wrote, before the first or far behind the last."""
    seq = dice.choice((0, -1, -(2**62), 77, 2**62))
    row = (seq, dice.choice((None, 0, 1, 7)), None, dice.choice(("", MARK, "1996-11-20T09:00:00.000000Z")), MARK)
    statement = (
        "INSERT INTO journal(seq, undoes, redoes, at, who, label, prev, hash, changes) VALUES (?,?,?,?,?,?,?,?,?)"
    )
    connection.execute(statement, (*row, f"{MARK} {{0}}", "0" * 64, "1" * 64, dice.choice(("[]", "{", f'["{MARK}"]'))))


# ------------------------------------------------------------------------------------------ the schema


def _drop(connection: sqlite3.Connection, dice: Dice) -> None:
    kind, name = dice.choice([("TABLE", table) for table in (*TABLES, "search")] + [("INDEX", "journal_step")])
    connection.execute(f"DROP {kind} {name}")


def _view(connection: sqlite3.Connection, dice: Dice) -> None:
    """A view in the place of a table, which answers something else, or nothing, or without end."""
    table = dice.choice(tuple(TABLES))
    columns = ", ".join(TABLES[table])
    connection.execute(f"ALTER TABLE {table} RENAME TO hidden")
    query = dice.choice(
        (
            f"SELECT {columns} FROM hidden",
            f"SELECT {', '.join(f'{dice.choice(ODD_SQL)} AS {column}' for column in TABLES[table])}",
            f"SELECT {columns} FROM {table}",
            f"SELECT {', '.join(f'zeugnis({column}) AS {column}' for column in TABLES[table])} FROM hidden",
        )
    )
    connection.execute(f"CREATE VIEW {table} AS {query}")


def _columns(connection: sqlite3.Connection, dice: Dice) -> None:
    table, column = _any_column(dice)
    connection.execute(
        dice.choice(
            (
                f"ALTER TABLE {table} RENAME COLUMN {column} TO {MARK}",
                f'ALTER TABLE {table} RENAME TO "{MARK} {{0}}"',
                f"ALTER TABLE {table} ADD COLUMN {MARK} TEXT",
                f"ALTER TABLE {table} DROP COLUMN {column}",
            )
        )
    )


def _schema_text(connection: sqlite3.Connection, dice: Dice) -> None:
    """The schema's own words spoiled, which SQLite quotes when it complains."""
    connection.execute("PRAGMA writable_schema=ON")
    column = dice.choice(("sql", "name", "tbl_name", "type", "rootpage"))
    only = dice.choice(("type = 'table'", "name = 'record'", "name = 'journal'", "name LIKE 'search%'", "1"))
    connection.execute(f"UPDATE sqlite_schema SET {column} = {dice.choice(ODD_SQL)} WHERE {only}")


def _trigger(connection: sqlite3.Connection, dice: Dice) -> None:
    table, when = dice.choice(tuple(TABLES)), dice.choice(("INSERT", "UPDATE", "DELETE"))
    connection.execute(
        f"CREATE TRIGGER t AFTER {when} ON {table} BEGIN SELECT RAISE(ABORT, '{MARK} {{0}} {{name!r}}'); END"
    )


def _form(connection: sqlite3.Connection, dice: Dice) -> None:
    connection.execute(f"PRAGMA user_version={dice.choice((0, 1, 2, 4, -1, 2**31 - 1))}")


def _full_text(connection: sqlite3.Connection, dice: Dice) -> None:
    table = dice.choice(("search_data", "search_content", "search_config", "search_idx", "search_docsize"))
    connection.execute(dice.choice((f"DELETE FROM {table}", f"DROP TABLE {table}", f"UPDATE {table} SET c0 = NULL")))


# ------------------------------------------------------------------------------------------ what the JSON says

ODD_JSON: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 2**63, 10**400, 1.5, "", ODD_TEXT, "\0", "\u202e", [], {}, [None], {"kind": MARK}, [[[[]]]],
    "0001-01-01", "9999-12-31", "1996-02-30", "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "usmx-07",
    "usmx-18", "gone", "1e999999", "-5", "NaN", "x" * 100_000, ["usmx-01", "usmx-08", "gone"],
)  # fmt: skip


def _body(connection: sqlite3.Connection, dice: Dice) -> None:
    """One value of one record, the journal's changes or what a machine remembers, another than it was."""
    table, column = dice.choice((("record", "body"),) * 6 + (("journal", "changes"), ("memory", "body")))
    rows = connection.execute(f"SELECT rowid, {column} FROM {table}" if table != "memory" else _MEMORY).fetchall()
    if not rows:
        return
    row, text = dice.choice(rows)
    tree = json.loads(text)
    holder, key = dice.choice([*_places(tree)])
    holder[key] = dice.choice(ODD_JSON)
    spoiled = json.dumps(tree, separators=(",", ":"), sort_keys=True, ensure_ascii=dice.random() < 0.1)
    spoiled = spoiled.encode("utf-8", "replace").decode()
    where = "rowid" if table != "memory" else "id"
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where} = ?", (spoiled, row))


_MEMORY: Final = "SELECT id, body FROM memory"


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value that holds something."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield tree, key
        yield from _places(value)


def _broken_body(connection: sqlite3.Connection, dice: Dice) -> None:
    table, column = dice.choice((("record", "body"), ("journal", "changes"), ("memory", "body")))
    odd = ("", "{", "null", "[]", "[" * 50_000, '{"id":' * 20_000, f'{{"id":"{MARK}","{MARK}":1}}', f'{{"id":{MARK}}}',
           '{"id":"x","id":"y"}', "1", '"\\ud800"')  # fmt: skip
    only = f" WHERE rowid = {dice.randrange(1, 40)}" if table == "record" else ""
    connection.execute(f"UPDATE {table} SET {column} = ?{only}", (dice.choice(odd),))


def _dangling(connection: sqlite3.Connection, dice: Dice) -> None:
    """A record gone that others name; or one named where none is, or where one of another kind is."""
    ids = [one for (one,) in connection.execute("SELECT id FROM record").fetchall()]
    old, new = dice.choice(ids), dice.choice((f"{MARK}{{0}}", dice.choice(ids)))
    if dice.random() < 0.5:
        connection.execute("DELETE FROM record WHERE id = ?", (old,))
    else:
        connection.execute("UPDATE record SET body = replace(body, ?, ?) WHERE id <> ?", (f'"{old}"', f'"{new}"', old))


def _circle(connection: sqlite3.Connection, dice: Dice) -> None:
    """Obligations that need, start with or pay from each other in a ring."""
    rows = connection.execute("SELECT row, id, body FROM record WHERE kind = 'obligation'").fetchall()
    ring = dice.sample(rows, dice.randrange(1, 4))
    for (row, _, body), (_, after, _) in zip(ring, [*ring[1:], ring[0]], strict=True):
        tree = json.loads(body)
        tree[dice.choice(("needs", "starts", "paid_from", "replaces"))] = [{"to": after}]
        if dice.random() < 0.5:
            tree["needs"] = [{"one_of": [after]}]
            tree.pop("paid_from", None)
            tree.pop("replaces", None)
            if isinstance(tree.get("starts"), list):
                tree["starts"] = {"of": [{"anchor": "obligation", "obligation": after}]}
        connection.execute("UPDATE record SET body = ? WHERE row = ?", (json.dumps(tree), row))


_BY_SQL: Final[dict[str, Spoken]] = {
    "a value": _value,
    "a value in a loosened table": _loose_value,
    "a value smuggled in": _smuggled_value,
    "rows deleted": _delete_rows,
    "another kind": _kind,
    "an entry made up": _journal_row,
    "something dropped": _drop,
    "a view for a table": _view,
    "columns": _columns,
    "the schema's words": _schema_text,
    "a trigger": _trigger,
    "another form": _form,
    "the search index": _full_text,
    "a field": _body,
    "a field of another": _body,
    "a field again": _body,
    "no JSON": _broken_body,
    "a reference": _dangling,
    "a ring": _circle,
}
