"""Days that every year has: 31 March, March 31, the 31st day of March."""

from __future__ import annotations

from typing import Final

from model.days.notation.dates import MONTH_NAMES
from model.days.notation.numbers import ordinal
from model.days.notation.phrases import Phrases
from model.days.notation.reader import Reader

THE: Final = Phrases("“the”", {"the": True})
_OF_A_MONTH: Final = Phrases("“of”", {"of": True, "day of": True})


def month_day(reader: Reader) -> tuple[int, int] | None:
    """A day of every year, as its month and number: 31 March, March 31, the 31st of March."""
    start = reader.at
    reader.skip(THE)
    found = _day_first(reader) or _month_first(reader, reader.at)
    if found is None or not 1 <= found[1] <= (29 if found[0] == 2 else 30 if found[0] in (4, 6, 9, 11) else 31):
        reader.at = start
        return None
    return found


def _day_first(reader: Reader) -> tuple[int, int] | None:
    start = reader.at
    day = _short(reader)
    if day is not None:
        seen = reader.see(_OF_A_MONTH)
        reader.at += seen[0] if seen else 0
        month = reader.take(MONTH_NAMES)
        if month is not None:
            return month, day
    reader.at = start
    return None


def _month_first(reader: Reader, start: int) -> tuple[int, int] | None:
    seen = reader.see(MONTH_NAMES)
    if seen is not None:
        reader.at += seen[0]
        day = _short(reader)
        if day is not None:
            return seen[1], day
    reader.at = start
    return None


def _short(reader: Reader) -> int | None:
    token = reader.token
    if token is not None and token.kind == "number" and len(token.key) <= 2:
        reader.at += 1
        return int(token.key)
    return ordinal(reader)
