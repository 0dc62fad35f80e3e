"""What stands in a column: a record, or an edge that passes it. Plain values, no Qt."""

from __future__ import annotations

from msgspec import Struct


class Via(Struct, frozen=True, gc=False):
    """A place in a column that an edge passes through: its bundle, the record it comes from, the column."""

    bundle: int
    source: str
    column: int


Place = str | Via
