"""The examples in the docstrings of `model.days.notation` hold, each file by itself."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import model.days.notation as package

WITHOUT_EXAMPLES = {
    *("asking", "clause", "context", "counting", "grammar", "numbers", "phrases", "reader", "refusal"),
    *("repeating", "rolls", "periods", "clause_meaning", "stepping", "qualifiers", "yeardays"),
}
ROOMS = sorted({module.name for module in pkgutil.iter_modules(package.__path__)} - WITHOUT_EXAMPLES)


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_the_examples_of_the_documentation_hold(room: str) -> None:
    module = importlib.import_module(f"model.days.notation.{room}".rstrip("."))
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
