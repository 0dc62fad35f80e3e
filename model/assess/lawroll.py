"""The closed days of a contract by the law that governs it: what it would move, and what moves once that is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from msgspec.structs import replace

from model.assess.due import lines_after
from model.assess.standing import DateLine, Position
from model.days.lawroll import LawRoll, roll_of_law
from model.days.operation import Roll
from model.days.wording import WEEKDAYS, say_day
from model.docket import Docket
from model.errors import DayError
from model.record.instrument import Instrument, calendars_of
from model.record.obligation import Obligation

_CONTRACTS: Final = ("agreement", "amendment", "waiver letter", "acknowledgment", "other")


class Unrolled(NamedTuple):
    """A day that is closed under an instrument without a roll, and the day to which its law would move it."""

    day: date
    closed: str
    to: date
    citation: str

    @property
    def words(self) -> str:
        """That nothing moves it as it is, and what the law says."""
        falls = f"falls on a {self.closed}" if self.closed in WEEKDAYS else f"falls on a closed day ({self.closed})"
        return f"{falls}; no roll is entered; under {self.citation} it would move to {say_day(self.to)}"

    @property
    def offer(self) -> str:
        """What the law would do, for who can take it: "N.Y. … would move it to Mon 3 Feb 1997"."""
        return f"{self.citation} would move it to {say_day(self.to)}"


def proposed_roll(instrument: Instrument | None) -> LawRoll | None:
    """The roll of its governing law, for a contract that has none of its own; statutes and orders have their own."""
    if instrument is None or instrument.roll != "none" or instrument.kind not in _CONTRACTS:
        return None
    return roll_of_law(instrument.governing_law)


def with_roll(instrument: Instrument, found: LawRoll) -> Instrument:
    """The instrument with the roll of its law, by its own business days where it names them, else by the law's."""
    calendars = instrument.calendars or found.calendars
    return replace(instrument, roll=found.convention, roll_rule=found.rule, calendars=calendars)


def unrolled(docket: Docket, instrument: Instrument | None, day: date) -> Unrolled | None:
    """What the governing law would do to a day that nothing moves; None where it is open, or the law says nothing."""
    found = proposed_roll(instrument)
    if instrument is None or found is None:
        return None
    try:
        calendar = docket.calendar(calendars_of(with_roll(instrument, found)))
        closed = calendar.reason_closed(day)
        to = lines_after((Roll(convention=found.convention),), day, calendar)[-1].day
    except DayError:
        return None
    return Unrolled(day, closed, to, found.citation) if closed else None


def unrolled_lines(docket: Docket, instrument: Instrument | None, day: date) -> Iterator[DateLine]:
    """The line that says so, or none."""
    if found := unrolled(docket, instrument, day):
        yield DateLine(None, found.words, "note")


def roll_offered(docket: Docket, node: Obligation, position: Position) -> str:
    """What the governing law would do to the due day of an obligation; empty where it has no say."""
    due, trail = position.due, position.trail
    if due is None or trail.by_hand or not any(leg.due == due and leg.is_moved_by_nothing for leg in trail.legs):
        return ""
    found = unrolled(docket, docket.instruments.get(node.instrument or ""), due)
    return found.offer if found is not None else ""
