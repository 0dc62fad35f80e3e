"""The occurrences of a series that are still to be dealt with: none of them is lost behind another."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from model.assess.standing import SETTLED, Occurrence, Position
from model.days.wording import say_day


def unsettled(position: Position) -> tuple[Occurrence, ...]:
    """The occurrences that have come, and the next one, that are not settled, earliest first."""
    return tuple(one for one in position.occurrences if one.standing not in SETTLED)


def open_past(position: Position, day: date) -> tuple[Occurrence, ...]:
    """Those of them whose day lies before ``day``."""
    return tuple(one for one in unsettled(position) if one.due < day)


def at_next(position: Position, day: date) -> Position:
    """The position as of the next open occurrence from ``day`` on, where a series stands as one gone by; else as it is.

    A payment due on Friday is a deadline, though one of last year is still unpaid.
    """
    if position.due is None or position.due >= day:
        return position
    coming = next((one for one in unsettled(position) if one.due >= day), None)
    return replace(position, due=coming.due, standing=coming.standing) if coming else position


def open_count(position: Position) -> str:
    """How many are open of those that have come and the next one: "3 of 8 open"; nothing where it is one or none.

    The next one alone is how a series stands that is in order: there is nothing to say.
    """
    found = unsettled(position)
    return f"{len(found):,} of {len(position.occurrences):,} open" if len(found) > 1 else ""


def open_words(position: Position, day: date) -> str:
    """How many are open, and each by its day: "3 of 8 open: Wed 31 Jan 1996 missed; next Tue 31 Dec 1996"."""
    counted = open_count(position)
    if not counted:
        return ""
    said = [f"{_name(one)} {one.standing.value}" for one in open_past(position, day)]
    said += [f"next {_name(one)}" for one in unsettled(position) if one.due >= day]
    return f"{counted}: {'; '.join(said)}"


def _name(one: Occurrence) -> str:
    """An occurrence by its due day, by the day that names it where that is another, and by its number from 2 on."""
    number = f" ({one.number})" if one.number > 1 else ""
    for_day = f" (for {say_day(one.period)})" if one.due != one.period else ""
    return f"{say_day(one.due)}{for_day}{number}"
