"""Turns of phrase: counts and sentences."""

from __future__ import annotations

import pytest

from model.report.phrases import counted, sentence


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "one deadline of ours"), (12, "twelve deadlines of ours"), (1300, "1,300 deadlines of ours")],
)
def test_a_count_is_in_words_up_to_twelve(count: int, said: str) -> None:
    assert counted(count, "deadline", "of ours") == said


@pytest.mark.parametrize(
    ("words", "said"),
    [("no deadline lies ahead", "No deadline lies ahead."), ("why?", "Why?"), ("it ends.", "It ends."), ("", "")],
)
def test_a_sentence_starts_large_and_ends_once(words: str, said: str) -> None:
    assert sentence(words) == said
