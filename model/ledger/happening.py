"""An event whose day is still to come: it has not happened, and can only be expected."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from model.days.wording import say_day
from model.record.base import Problem
from model.record.event import Event


def still_to_come(event: Event, today: date) -> Problem | None:
    """That it is entered as happened on a day after ``today``, with the question to answer; None where it is not.

    What has happened starts clocks; what is yet to come can only be expected.
    """
    happened = event.happened
    if happened is None or happened.on <= today:
        return None
    return Problem(
        "happened",
        f"{say_day(happened.on)} is still to come: today is {say_day(today)}."
        " Record it as expected on that day, or write the day on which it happened.",
    )


def as_expected(event: Event) -> Event:
    """The event with the day on which it happened as the day on which it is expected."""
    return replace(event, happened=None, expected=event.happened)
