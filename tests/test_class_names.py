"""One class name, one meaning: a name says what it is a line, a row or a part of."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]


def places_of_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for room in ("model", "ui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(path.relative_to(ROOT).as_posix())
    return found


def shared() -> dict[str, list[str]]:
    return {name: places for name, places in places_of_names().items() if len(places) > 1}


def test_no_two_classes_go_by_one_name() -> None:
    assert shared() == {}
