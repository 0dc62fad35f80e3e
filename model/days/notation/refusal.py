"""What the notation answers instead of guessing: a question with its answers, or where it could not read on."""

from __future__ import annotations

from msgspec import Struct

from model.errors import DayError


class NotationChoice(Struct, frozen=True):
    """One answer: a full notation that reads without a question, and what speaks for it."""

    text: str
    why: str


class Ambiguous(DayError):
    """Words that could mean two things. `question` asks which; each of `choices` is a notation to write instead."""

    def __init__(self, question: str, choices: tuple[NotationChoice, ...]) -> None:
        super().__init__(question)
        self.question = question
        self.choices = choices


class NotationError(DayError):
    """Words that are no deadline. `at` is the character they cannot be read from, counted from 0.

    `expected` says what could stand there; `suggestion` is a whole notation to write instead, or empty.
    """

    def __init__(self, message: str, at: int, *, expected: str = "", suggestion: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.expected = expected
        self.suggestion = suggestion
