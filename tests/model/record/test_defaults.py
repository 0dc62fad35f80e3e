"""A default is left out of what is kept, whatever was imported before: msgspec knows a default by identity."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

import model.record as package

TOP = Path(__file__).parents[3]
FIRST = "import sys, {first}, main; sys.exit(main.main(['sample', sys.argv[1]]))"
"""Writes the sample after another module was imported before anything else."""


def structs() -> Iterator[type[Struct]]:
    names = [f"model.record.{found.name}" for found in pkgutil.iter_modules(package.__path__)]
    for name in ("model.days.deadline", *names):
        module = importlib.import_module(name)
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Struct) and each.__module__ == module.__name__:
                yield each


def words_of(hint: Any) -> Iterator[Any]:
    """The very words that a field's type is made of."""
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    else:
        for part in get_args(hint):
            yield from words_of(part)


def test_a_default_word_is_the_very_word_of_its_type() -> None:
    importlib.import_module("model.days.notation")
    seen = 0
    for struct in structs():
        hints = get_type_hints(struct)
        fields = reversed(struct.__struct_fields__)
        for field, default in zip(fields, reversed(struct.__struct_defaults__), strict=False):
            same = [word for word in words_of(hints[field]) if word == default]
            if same:
                seen += 1
                assert same[0] is default, f"{struct.__name__}.{field}"
    assert seen > 10


@pytest.mark.parametrize("first", ["model.days.notation", "model.outlook.setsoff", "model.feed.calendar"])
def test_what_is_kept_is_in_its_one_form_whatever_was_imported_first(first: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.duly"
    for command in (
        [sys.executable, "-c", FIRST.format(first=first), str(path)],
        [sys.executable, "main.py", "verify", str(path)],
    ):
        done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
