"""The sets of standings stand in one table, and what it says of them holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import model.assess.standing as table
from model.assess.standing import (
    CALM,
    CAUSE_FIRST,
    CLOSED,
    CLOSED_MARKS,
    DEFAULT,
    GONE,
    HARMED,
    HURTS,
    IN_TROUBLE,
    MET,
    NO_ALARM,
    NO_DAY_TO_START,
    NOT_OWED,
    PAST_DUE,
    PERFORMED,
    SETTLED,
    WORK_DONE,
    Standing,
    mark_of,
)
from tests.model.assess.small import duty, waiver

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "model" / "assess" / "standing.py"
SETS = {name for name, value in vars(table).items() if name.isupper() and isinstance(value, frozenset | tuple)}


def sources() -> Iterator[Path]:
    for room in ("model", "ui"):
        yield from sorted((ROOT / room).rglob("*.py"))


def is_standing(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Standing"


def compared(node: ast.expr) -> list[ast.expr]:
    return node.comparators if isinstance(node, ast.Compare) else []


def is_set(node: ast.AST) -> bool:
    """Two or more standings together: in a display, in a chain of comparisons, or added to a set of the table."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return sum(map(is_standing, node.elts)) > 1
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        return sum(is_standing(one) for value in node.values for one in compared(value)) > 1
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.Sub | ast.BitAnd):
        sides = (node.left, node.right)
        named = any(isinstance(side, ast.Name) and side.id in SETS for side in sides)
        return named and any(isinstance(side, ast.Set) and any(map(is_standing, side.elts)) for side in sides)
    return False


def sets_in(source: str) -> list[int]:
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr) and is_set(node)})


def test_every_set_of_standings_stands_in_the_table() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sources()
        if path != TABLE and (lines := sets_in(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "OVER = frozenset({Standing.RELEASED, Standing.ENDED})",
        "if one.standing in (Standing.DUE, Standing.OPEN): pass",
        "if one.standing is Standing.DUE or one.standing is Standing.OPEN: pass",
        "SLEEPS = NOT_OWED | {Standing.PENDING}",
    ],
)
def test_a_set_outside_the_table_is_found_however_it_is_written(source: str) -> None:
    assert sets_in(source) == [1]


def test_each_set_of_the_table_is_another_one() -> None:
    known: dict[object, str] = {}
    for name in sorted(SETS):
        assert known.setdefault(getattr(table, name), name) == name


def test_each_set_of_the_table_is_asked_for() -> None:
    used = {
        node.id
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert SETS - used == set()


def test_what_is_performed_is_closed_and_what_is_closed_is_settled() -> None:
    assert PERFORMED < CLOSED < SETTLED
    assert CLOSED < WORK_DONE
    assert GONE < CLOSED


def test_nothing_is_both_closed_and_in_trouble_and_only_a_lapse_is_settled_and_hurts() -> None:
    assert not CLOSED & IN_TROUBLE
    assert {Standing.LAPSED} == SETTLED & IN_TROUBLE
    assert DEFAULT < IN_TROUBLE
    assert HARMED < IN_TROUBLE < set(HURTS)
    assert not CALM & set(HURTS)


def test_what_meets_a_condition_is_no_default_and_gives_no_day_to_start() -> None:
    assert not MET & DEFAULT
    assert MET < NO_DAY_TO_START
    assert NO_ALARM >= SETTLED | DEFAULT
    assert not NOT_OWED & PAST_DUE


def test_the_changes_of_a_day_have_an_order_for_every_standing() -> None:
    assert sorted(CAUSE_FIRST) == sorted(Standing)
    assert [one for one in CAUSE_FIRST if one in IN_TROUBLE][-1] is Standing.EXPOSED


def test_the_marks_of_what_is_closed_are_those_of_records_that_are() -> None:
    shown = {mark_of(duty(), one) for one in CLOSED - {Standing.ENDED}}
    assert shown | {mark_of(waiver(1), Standing.ENDED)} == CLOSED_MARKS
