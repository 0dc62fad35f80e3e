"""The shared deadline examples, as far as the steps, calendars and rules that Duly has go."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from model.days.calendar import Calendar, known_calendars, named
from model.days.recurrence import occurrences
from model.days.step import Step, work_out

FILE = Path(__file__).parents[4] / "shared" / "data" / "deadlines" / "examples.json"
EXAMPLES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else []


def calendar_of(example: dict[str, Any]) -> Calendar:
    if example["calendar"] not in known_calendars():
        pytest.skip(f"Duly has no calendar {example['calendar']} yet")
    calendar = named((example["calendar"],))
    extra = example["params"].get("extra_closures", ())
    return calendar.also_closed({date.fromisoformat(day): "Closed by order" for day in extra})


def steps_of(example: dict[str, Any]) -> tuple[Step, ...]:
    try:
        return msgspec.convert(example["params"]["steps"], tuple[Step, ...])
    except msgspec.ValidationError as unknown:
        pytest.skip(f"Duly has no such step yet: {unknown}")


def test_the_examples_are_at_hand() -> None:
    if not FILE.exists():
        pytest.skip("the shared deadline examples are not beside this checkout")
    assert len(EXAMPLES) >= 26


@pytest.mark.parametrize("example", [e for e in EXAMPLES if "steps" in e["params"]], ids=lambda e: e["id"])
def test_steps_give_the_day_that_was_published(example: dict[str, Any]) -> None:
    steps, calendar = steps_of(example), calendar_of(example)
    lines = work_out(steps, date.fromisoformat(example["trigger"]), calendar)
    assert lines[-1].day.isoformat() == example["expected"]
    assert len(lines) == len(steps)


@pytest.mark.parametrize("example", [e for e in EXAMPLES if "rrule" in e["params"]], ids=lambda e: e["id"])
def test_rules_give_the_days_that_were_published(example: dict[str, Any]) -> None:
    found = occurrences(example["params"]["rrule"], date.fromisoformat(example["trigger"]), date(2030, 12, 31))
    assert [day.isoformat() for day in found] == example["expected"]


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e["params"].get("op") == "holiday_set"], ids=lambda e: e["id"]
)
def test_calendars_close_on_the_days_that_were_published(example: dict[str, Any]) -> None:
    year = int(example["trigger"])
    closed = calendar_of(example).closures_between(date(year, 1, 1), date(year, 12, 31))
    assert [day.isoformat() for day, _ in closed] == example["expected"]
