"""A part of a record: a frozen value that can say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct


class Problem(NamedTuple):
    """One broken rule: the field it stands beside, and one sentence that says what to do."""

    field: str
    message: str


class Value(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A part of a record. Holds only scalars, tuples and other values, so it can form no reference circle."""

    def problems(self) -> Iterator[Problem]:
        """Yield each broken rule that can be seen in this value alone."""
        yield from ()
