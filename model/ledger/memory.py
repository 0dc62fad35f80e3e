"""What machines remember in the docket's file: values by kind and id, outside records and journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import msgspec

from model.record.remembered import Remembered

M = TypeVar("M", bound=Remembered)

_ENCODER = msgspec.json.Encoder(order="sorted")


def read_memory(connection: sqlite3.Connection, kind: type[M]) -> dict[str, M]:
    """Everything remembered of one kind, by id; what a newer Duly wrote and this one cannot read is passed over."""
    rows = connection.execute("SELECT id, body FROM memory WHERE kind = ? ORDER BY id", (tag_of(kind),))
    found: dict[str, M] = {}
    for id_, body in rows:
        value = remembered(kind, id_, body)
        if value is not None:
            found[id_] = value
    return found


def remembered(kind: type[M], id_: object, body: object) -> M | None:
    """What one row of a kind says; None where it cannot be read, or says that it is another."""
    if not isinstance(body, str):
        return None
    try:
        value = _decoder(kind).decode(body)
    except (msgspec.DecodeError, RecursionError):
        return None
    return value if value.id == id_ else None


def write_memory(connection: sqlite3.Connection, values: Iterable[Remembered]) -> None:
    """Write ``values`` over those of the same kinds and ids."""
    connection.executemany(
        "INSERT INTO memory(kind, id, body) VALUES (?, ?, ?) ON CONFLICT(kind, id) DO UPDATE SET body = excluded.body",
        [(tag_of(type(value)), value.id, _ENCODER.encode(value).decode()) for value in values],
    )


def forget_memory(connection: sqlite3.Connection, kind: type[Remembered], ids: Iterable[str]) -> None:
    """Forget values of one kind."""
    tag = tag_of(kind)
    connection.executemany("DELETE FROM memory WHERE kind = ? AND id = ?", [(tag, id_) for id_ in ids])


def tag_of(kind: type[Remembered]) -> str:
    """What a kind is called in the file."""
    return str(kind.__struct_config__.tag)


@cache
def _decoder(kind: type[M]) -> msgspec.json.Decoder[M]:
    return msgspec.json.Decoder(kind)
