"""One class name, one meaning: a name says what it is a line, a row or a part of."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]

STILL_SHARED: frozenset[str] = frozenset(
    [
        "Answer",
        "Cancelled",
        "Caption",
        "Cell",
        "Choice",
        "Deed",
        "Detail",
        "Draft",
        "Entry",
        "Face",
        "Group",
        "Head",
        "Heading",
        "Item",
        "Line",
        "Look",
        "Month",
        "Placed",
        "Plan",
        "Preview",
        "Reading",
        "Readings",
        "Row",
        "RowDelegate",
        "RowList",
        "Section",
        "Sheet",
        "Sight",
        "Slot",
        "Stretch",
        "Strip",
        "Words",
        "_List",
        "_Part",
    ]
)
"""Names that several classes still go by. The list may only become shorter."""


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
    assert {name: places for name, places in shared().items() if name not in STILL_SHARED} == {}


def test_what_goes_by_a_name_of_its_own_is_off_the_list() -> None:
    assert STILL_SHARED - set(shared()) == set()


def test_nothing_in_the_model_is_called_as_something_else_in_it() -> None:
    twice = {
        name: inside
        for name, places in shared().items()
        if len(inside := [one for one in places if one.startswith("model/")]) > 1
    }
    assert sorted(twice) == []
