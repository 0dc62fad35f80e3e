"""Each test has a docket file of its own, closed behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from model.ledger.ledger import Ledger
from tests.model.ledger.matters import new_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's docket lies: a name that is no plain ASCII and has signs that a URI must quote."""
    return tmp_path / "Akte № 7? #1 100%.duly"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """The small docket, open."""
    with new_ledger(path) as made:
        yield made
