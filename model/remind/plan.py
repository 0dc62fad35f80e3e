"""Which reminders a docket has: one for each lead before each day that counts, and one for each miss.

A reminder is planned as long as something is still to be done about its record. What is performed, released or
suspended plans none; when that is undone, the same ones come back, since each is named by what it reminds of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Final, NamedTuple

from model.assess.standing import Assessment
from model.docket import Docket
from model.outlook.reminder_days import reminder_day, reminders_of
from model.record.base import Value
from model.record.links import Node
from model.record.obligation import Reminder
from model.remind.bases import Base, Before, bases_of
from model.remind.moments import ring_at
from model.remind.recipients import recipients

ON_THE_DAY: Final = Reminder(lead=0)


class Planned(Value, frozen=True, kw_only=True):
    """One reminder: of which day of which record, and when it rings for whom.

    ``base`` is the day it reminds of (``before`` says what that is to the record, ``due`` is the legal day where
    there is one), ``day`` the day it rings, ``at`` the moment in UTC. ``to`` are ids of people, "" where nobody owns
    the record. A base that moves makes other reminders; whatever else changes, the ``id`` stays.
    """

    id: str
    about: str
    period: date | None = None
    number: int = 1
    before: Before
    lead: int
    unit: str
    base: date
    due: date | None = None
    day: date
    at: datetime
    to: tuple[str, ...]

    @property
    def key(self) -> str:
        """What an alarm in another calendar is known by: the same as the reminder's, without its days."""
        return f"{self.before} {self.lead} {self.unit}"

    @property
    def occasion(self) -> tuple[str, date | None, int, str, date]:
        """What it reminds of: a legal day with its cure and its miss is one occasion, whatever the leads."""
        legal = self.before in ("due", "cure", "missed")
        day = (self.due if legal else None) or self.base
        return self.about, self.period, self.number, "due" if legal else self.before, day


def plan(docket: Docket, assessment: Assessment, *, machine: tzinfo) -> tuple[Planned, ...]:
    """Every reminder of the docket as it stands on the day of the assessment, past and to come, in no order.

    Whoever owns the record is reminded at their time of day and in their zone, else by the docket's policy, else by
    the ``machine``. The sample, with its own clock, reminds nobody.
    """
    if docket.caption.clock is not None:
        return ()
    planner = _Planner(docket, assessment, machine)
    return tuple(one for node in docket.nodes() for one in planner.of(node))


class _Moment(NamedTuple):
    at: str
    zone: str


class _Planner:
    """Plans the reminders of one docket on one day."""

    def __init__(self, docket: Docket, assessment: Assessment, machine: tzinfo) -> None:
        self._docket = docket
        self._assessment = assessment
        self._today = assessment.day
        self._ring = cache(lambda day, moment: ring_at(day, moment.at, moment.zone, machine))

    def of(self, node: Node) -> Iterator[Planned]:
        """The reminders of one record; two that ring for the same lead are one."""
        reminders = reminders_of(self._docket, node)
        bases = tuple(bases_of(self._docket, self._assessment, node, reminders))
        if not bases:
            return
        calendars, moment = self._calendars(node), self._moment(node)
        found: dict[str, Planned] = {}
        for base in bases:
            for reminder in self._leads(base, reminders):
                day = reminder_day(reminder, base.day, calendars)
                if base.after is None or day > base.after:
                    one = self._planned(node, base, reminder, day, self._ring(day, moment))
                    found.setdefault(one.id, one)
        yield from found.values()

    def _leads(self, base: Base, reminders: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
        """A miss is told on its own day; a cure runs out like any due day."""
        if base.before == "missed":
            return (ON_THE_DAY,)
        meant = "due" if base.before == "cure" else base.before
        return tuple(one for one in reminders if one.before == meant)

    def _planned(self, node: Node, base: Base, reminder: Reminder, day: date, at: datetime) -> Planned:
        period = base.period.isoformat() if base.period else ""
        period += f"/{base.number}" if base.number > 1 else ""
        return Planned(
            id=f"{node.id}/{period}/{base.before} {reminder.lead} {reminder.unit}/{base.day.isoformat()}",
            about=node.id,
            period=base.period,
            number=base.number,
            before=base.before,
            lead=reminder.lead,
            unit=reminder.unit,
            base=base.day,
            due=base.due,
            day=day,
            at=at,
            # One that is still due when its owner leaves goes to the stand-in as well.
            to=recipients(self._docket, node, max(day, self._today)),
        )

    def _calendars(self, node: Node) -> tuple[str, ...]:
        instrument = self._docket.instruments.get(node.instrument or "")
        return instrument.calendars if instrument else ()

    def _moment(self, node: Node) -> _Moment:
        """When in the day, by the owner, who is reminded at the same moment while somebody stands in for them."""
        policy = self._docket.caption.remind
        owner = self._docket.people.get(node.owner or "")
        if owner is None:
            return _Moment(policy.at, policy.zone)
        return _Moment(owner.remind_at or policy.at, owner.zone or policy.zone)
