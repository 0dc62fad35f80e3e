"""What is known where a deadline is typed: the day, the names to count from, the instrument's own terms."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from model.days.operation import Convention


class Context(Struct, frozen=True, kw_only=True):
    """Where the words stand.

    `anchors` are the names of the events and obligations known; `counts` says how the instrument counts plain days,
    `calendars` whose business days are its own, `roll` how it moves a closed day, `zone` whose clock it goes by.
    Without `today` nothing that hangs on it ("next Friday") is read.
    """

    today: date | None = None
    anchors: tuple[str, ...] = ()
    instrument: str = ""
    counts: Literal["", "calendar", "business"] = ""
    calendars: tuple[str, ...] = ()
    roll: Convention | None = None
    zone: str = ""

    @property
    def named(self) -> str:
        """The instrument as it stands in a sentence."""
        name = self.instrument or "instrument"
        return name if name.casefold().startswith("the ") else f"the {name}"
