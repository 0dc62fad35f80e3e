"""The changes that a docket is interrupted in: one that grows the file by many pages, an undo, a small one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from model.docket import Docket
from model.ledger.commands import Delete, Put
from model.ledger.ledger import Ledger
from model.record.party import Party
from tests.bench.generate import noon

Change = Callable[[Ledger], object]


def _put(name: str, length: int) -> Change:
    return lambda ledger: ledger.do(
        Put(Party(id=f"party-{name}", name=name, notes="All the words of a clause. " * length))
    )


CHANGES: Final[tuple[Change, ...]] = (
    _put("small", 1),
    _put("large", 4_000),
    lambda ledger: ledger.undo(),
    _put("larger", 2_000),
    lambda ledger: ledger.do(Delete("party", "party-small")),
)
"""One transaction each."""


def opened(path: Path) -> Ledger:
    """The docket in a process of its own."""
    return Ledger.open(path, clock=noon, who="Legal")


def states(path: Path) -> list[Docket]:
    """The docket before the first change and after each, made at ``path``, which then holds the last."""
    with opened(path) as ledger:
        found = [ledger.docket]
        for change in CHANGES:
            change(ledger)
            found.append(ledger.docket)
    return found


def lost(path: Path, known: list[Docket], acknowledged: int) -> str:
    """What is wrong with the docket that an interruption left at ``path``, or nothing.

    It holds all that was acknowledged, and at most the one change more that was under way; and it is no other docket.
    """
    try:
        with opened(path) as ledger:
            docket, seq = ledger.docket, ledger.head.seq
    except Exception as error:  # noqa: BLE001 - whatever it is, the docket could not be read
        return f"{type(error).__name__}: {error}"
    made = seq - 1
    if made not in (acknowledged, acknowledged + 1):
        return f"{acknowledged} changes were acknowledged, {made} are there"
    return "" if docket == known[made] else f"after change {made} it holds something else"
