"""People and roles: who owns or verifies the work on our side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.record.base import Id, Problem, Record
from model.record.deadline import ANY_ZONE, time_problems
from model.record.party import email_problems


class Person(Record, frozen=True, kw_only=True):
    """A person on our side, or a role such as "Finance". ``away_until`` is the last day away.

    Their reminders come at ``remind_at`` (HH:MM) in their ``zone``, else as the docket's policy says.
    """

    name: str
    role: bool = False
    email: str = ""
    stand_in: Id | None = None
    away_from: date | None = None
    away_until: date | None = None
    zone: str = ""
    remind_at: str = ""
    notes: str = ""

    def problems(self) -> Iterator[Problem]:
        """A name, no stand-in of their own, a day of return after that of leaving, a zone that exists."""
        if not self.name.strip():
            yield Problem("name", "A person or role needs a name.")
        if self.stand_in == self.id:
            yield Problem("stand_in", "Nobody stands in for themselves. Choose someone else.")
        if self.away_from and self.away_until and self.away_until < self.away_from:
            yield Problem("away_until", "The last day away lies before the first. Correct one of the two.")
        yield from email_problems(self.email)
        yield from time_problems("remind_at", self.remind_at, self.zone or ANY_ZONE, zone_field="zone")
