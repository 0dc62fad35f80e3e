"""From old rows to new ones: the steps give exactly the new rows, and they are few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.docket.merge import Insert, RemoveRows, Reorder, Step, steps

KEYS = [f"k{number}" for number in range(60)]
rows = st.lists(st.sampled_from(KEYS), unique=True, max_size=60)


def taken(old: list[str], made: tuple[Step, ...]) -> list[str]:
    """The rows after the steps, each held against what a model may announce."""
    now = list(old)
    for step in made:
        if isinstance(step, RemoveRows):
            assert 0 <= step.first <= step.last < len(now)
            del now[step.first : step.last + 1]
        elif isinstance(step, Insert):
            assert step.keys
            assert 0 <= step.first <= len(now)
            now[step.first : step.first] = step.keys
        else:
            assert isinstance(step, Reorder)
            assert sorted(step.keys) == sorted(now)
            now = list(step.keys)
    return now


@given(rows, rows)
def test_the_steps_lead_from_the_old_rows_to_the_new(old: list[str], new: list[str]) -> None:
    assert taken(old, steps(old, new)) == new


@given(rows, rows)
def test_no_more_than_a_few_signals_are_needed(old: list[str], new: list[str]) -> None:
    assert len(steps(old, new)) <= 16


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("abc", "abc", []),
        ("abcd", "acd", [RemoveRows]),
        ("acd", "abcd", [Insert]),
        ("abcdef", "abf", [RemoveRows]),
        ("abcdef", "ace", [RemoveRows, RemoveRows, RemoveRows]),
        ("abc", "cba", [Reorder]),
        ("abc", "bxc", [RemoveRows, Insert]),
        ("", "abc", [Insert]),
        ("abc", "", [RemoveRows]),
    ],
)
def test_a_run_of_rows_is_one_signal(old: str, new: str, kinds: list[type[Step]]) -> None:
    assert [type(step) for step in steps(list(old), list(new))] == kinds


def test_leaving_every_other_of_many_rows_takes_two_signals() -> None:
    old = [f"k{number}" for number in range(10_000)]
    made = steps(old, old[::2])
    assert [type(step) for step in made] == [Reorder, RemoveRows]
    assert taken(old, made) == old[::2]
