"""Days by number, as small and random dockets name them."""

from __future__ import annotations

from datetime import date, timedelta

FIRST = date(1996, 6, 3)
SPAN = 60


def on(number: int) -> date:
    """The day with that number; 0 is the first of the span."""
    return FIRST + timedelta(days=number)
