"""Loading a docket of 10,000 obligations, against a plain fetchall of the same bodies."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from model.ledger import store
from model.ledger.ledger import Ledger
from tests.bench import pairs
from tests.bench.generate import noon
from tests.bench.pairs import timed

ROUNDS = 11


def measure(big: Path) -> None:
    """Print what it takes to read the records, and to open the docket with its journal and checks."""
    pairs.head("2  loading a docket of 10,000 obligations, against a plain fetchall of the same bodies")
    connection = store.connect(big, read_only=True)
    try:
        sides = pairs.alternate(
            ROUNDS,
            {
                "plain": lambda: timed(lambda: _bodies(big)),
                "records": lambda: timed(lambda: store.load(connection, big)),
                "open": lambda: timed(lambda: _opened(big)),
            },
        )
        (count, size) = connection.execute("SELECT count(*), sum(length(body)) FROM record").fetchone()
    finally:
        connection.close()
    pairs.say("its records", sides["records"], sides["plain"], 2.5)
    pairs.say("the whole docket opened, checked and closed", sides["open"], sides["plain"])
    pairs.note(f"{count:,} records, {size / 1e6:.1f} million characters")


def _bodies(path: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT body FROM record").fetchall()
    finally:
        connection.close()


def _opened(path: Path) -> None:
    Ledger.open(path, clock=noon, who="Benchmark", read_only=True).close()
