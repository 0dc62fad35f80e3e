"""Questions met on the way: every answer is followed to its end, so that each choice reads without another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeAlias, TypeVar

from msgspec import Struct

from model.errors import DayError

T = TypeVar("T")

MOST_CHOICES: Final = 12
_MOST_TRIES: Final = 40


class Asker(Struct):
    """One way through the questions: the answers given so far by their places, the first one where none is."""

    path: tuple[int, ...] = ()
    asked: list[tuple[str, int, int]] = []
    whys: list[str] = []

    def ask(self, question: str, options: Sequence[tuple[T, str]]) -> T:
        """The option on this way; a single one is no question. Each option comes with what speaks for it."""
        if len(options) == 1:
            return options[0][0]
        turn = len(self.asked)
        place = self.path[turn] if turn < len(self.path) and self.path[turn] < len(options) else 0
        self.asked.append((question, place, len(options)))
        value, why = options[place]
        if why:
            self.whys.append(why)
        return value

    def next_path(self) -> tuple[int, ...] | None:
        """The next way, the last question's next answer first; None after the last."""
        for turn in reversed(range(len(self.asked))):
            _, place, count = self.asked[turn]
            if place + 1 < count:
                return (*(chosen for _, chosen, _ in self.asked[:turn]), place + 1)
        return None


Build: TypeAlias = Callable[[Asker], T]
"""What the words mean once every question about them is answered."""


class Readings(Struct, Generic[T], frozen=True):
    """Every meaning that the words can have, best first, each with what speaks for it; and the questions met."""

    meanings: tuple[tuple[T, str], ...]
    questions: tuple[str, ...]


def follow(build: Build[T]) -> Readings[T]:
    """Follow every answer. Raises the first refusal met where none leads to a meaning."""
    meanings: dict[T, str] = {}
    questions: dict[str, None] = {}
    refused: DayError | None = None
    path: tuple[int, ...] | None = ()
    for _ in range(_MOST_TRIES):
        if path is None or len(meanings) == MOST_CHOICES:
            break
        asker = Asker(path)
        try:
            meanings.setdefault(build(asker), "; ".join(dict.fromkeys(asker.whys)))
        except DayError as error:
            refused = refused or error
        questions.update(dict.fromkeys(question for question, _, _ in asker.asked))
        path = asker.next_path()
    if not meanings and refused is not None:
        raise refused
    return Readings(tuple(meanings.items()), tuple(questions) if len(meanings) > 1 else ())


def constant(value: T) -> Build[T]:
    """A meaning about which nothing is asked."""
    return lambda _: value
