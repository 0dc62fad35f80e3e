"""Documents: files kept in the docket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from model.record.base import Problem, Record
from model.record.strict import patterned

Sha256 = Annotated[str, patterned(r"^[0-9a-f]{64}$", "SHA-256 of the bytes, in hex.")]


class Document(Record, frozen=True, kw_only=True):
    """A source text or a piece of evidence. Its bytes lie in the docket file under their SHA-256."""

    title: str
    media_type: str
    sha256: Sha256
    size: int
    added_by: str = ""
    added_on: date | None = None
    notes: str = ""

    def problems(self) -> Iterator[Problem]:
        """A document has a title and a size."""
        if not self.title.strip():
            yield Problem("title", "A document needs a title.")
        if self.size < 0:
            yield Problem("size", "A document's size is not negative.")
