"""The examples in the docstrings of `model.days` hold, each file by itself."""

from __future__ import annotations

import doctest
import importlib

import pytest

ROOMS = (
    "calendar", "compute", "hours", "iso", "notice", "operation", "provenance", "recurrence", "saying", "step",
    "wording", "zone",
)  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_the_examples_of_the_documentation_hold(room: str) -> None:
    module = importlib.import_module(f"model.days.{room}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
