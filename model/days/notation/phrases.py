"""Tables of phrases: each reads its words, offers them while typing, and names itself where it is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases by their words, each with its meaning.

    `name` stands in messages ("a unit"); `shown` are the phrases offered while typing, best first; `words` are all
    words that occur.
    """

    def __init__(self, name: str, meanings: Mapping[str, T], shown: tuple[str, ...] = ()) -> None:
        self.name = name
        self.shown = shown
        self.words = frozenset(word for phrase in meanings for word in phrase.split() if word.isalpha())
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, meaning in meanings.items():
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, meaning))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def beginning(self, word: str) -> list[tuple[tuple[str, ...], T]]:
        """The phrases that begin with the word, longest first."""
        return self._by_first.get(word, [])
