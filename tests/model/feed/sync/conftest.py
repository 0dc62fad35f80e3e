"""A Radicale for the session, and a harness of its own on it for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.model.feed.sync.servers import Radicale, SyncHarness, new_harness


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A real calendar server for as long as the tests run."""
    server = Radicale(tmp_path_factory.mktemp("radicale"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def own_radicale(tmp_path: Path) -> Iterator[Radicale]:
    """A server that a test may kill."""
    server = Radicale(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def harness(radicale: Radicale) -> SyncHarness:
    return new_harness(radicale)
