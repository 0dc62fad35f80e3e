"""The exact words a record rests on."""

from __future__ import annotations

from collections.abc import Iterator

from model.record.base import Id, Problem, Value


class Span(Value, frozen=True, kw_only=True):
    """Characters ``start`` to ``end`` (exclusive) of a document's text, and the words that stand there."""

    document: Id
    start: int
    end: int
    words: str

    def problems(self) -> Iterator[Problem]:
        """A span holds at least one character."""
        if not 0 <= self.start < self.end:
            yield Problem("sources", "The source words are empty. Select them in the document again.")
