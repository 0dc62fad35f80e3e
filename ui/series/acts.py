"""What can be done with one occurrence of a series, each with its words and key. One table for menu, keys and tests."""

from __future__ import annotations

from typing import Literal, NamedTuple

Act = Literal["record", "choose", "move", "strike", "back", "following", "all"]


class ActSpec(NamedTuple):
    """One thing to do. ``needs`` is what the occurrence must allow, nothing where it always may be done."""

    act: Act
    words: str
    key: str = ""
    section: int = 0
    needs: str = ""


ACTS: tuple[ActSpec, ...] = (
    ActSpec("record", "Record {record}…", "", 0, "record"),
    ActSpec("choose", "Record something else…", "", 0, "record"),
    ActSpec("move", "Move this one…", "M", 1, "move"),
    ActSpec("strike", "Not owed this time…", "O", 1, "strike"),
    ActSpec("back", "Put it back", "B", 1, "back"),
    ActSpec("following", "Change this and later…", "L", 2, "following"),
    ActSpec("all", "Change all…", "E", 2),
)
"""In the order of the menu. The letters of facts record; no key of theirs is used here."""


def act_of_key(key: str, acts: frozenset[str]) -> Act | None:
    """What a key does with an occurrence that allows ``acts``."""
    fitting = (spec.act for spec in ACTS if spec.key == key and (not spec.needs or spec.needs in acts))
    return next(fitting, None)
