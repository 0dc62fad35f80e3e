"""What the network's context menu wishes to suppose. Whoever knows how to suppose answers it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Supposed = Literal["performed", "missed", "moved"]

WISHES: tuple[tuple[Supposed, str], ...] = (
    ("performed", "It is performed on…"),
    ("missed", "It is missed"),
    ("moved", "It is moved to…"),
)
"""Every wish with its words, in the order of the menu."""


class Wish(NamedTuple):
    """A wish to suppose something of records."""

    what: Supposed
    ids: tuple[str, ...]
