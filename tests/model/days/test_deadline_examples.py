"""The shared deadline examples come out, each with its explanation, through the same door as on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from model.days.compute import answer
from model.days.wording import say_day

FILE = Path(__file__).parents[4] / "shared" / "data" / "deadlines" / "examples.json"
EXAMPLES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else []


def test_the_examples_are_at_hand() -> None:
    if not FILE.exists():
        pytest.skip("the shared deadline examples are not beside this checkout")
    assert len(EXAMPLES) >= 26


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_each_example_comes_out_as_published(example: dict[str, Any]) -> None:
    answered = answer(example)
    assert answered.get("error") is None
    assert answered["result"] == example["expected"]


@pytest.mark.parametrize("example", [e for e in EXAMPLES if "steps" in e["params"]], ids=lambda e: e["id"])
def test_the_last_line_of_an_explanation_is_the_result(example: dict[str, Any]) -> None:
    answered = answer(example)
    assert len(answered["explanation"]) == len(example["params"]["steps"])
    day = say_day(date.fromisoformat(answered["result"][:10]))
    hour = answered["result"][11:]
    assert answered["explanation"][-1].endswith(f": {day} at {hour}" if hour else f": {day}")
