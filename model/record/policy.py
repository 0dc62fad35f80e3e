"""How the docket reminds where a record does not say so itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from model.record.base import Id, Problem, Value
from model.record.deadline import ANY_ZONE, time_problems
from model.record.obligation import Reminder, Severity

Leads = tuple[Reminder, ...]

_EACH: Leads = (Reminder(lead=0, before="act by"), Reminder(lead=0, before="review"))


def _leads(*days: int) -> Leads:
    return (*(Reminder(lead=days_before) for days_before in days), *_EACH)


class ReminderPolicy(Value, frozen=True, kw_only=True):
    """When and whom the docket reminds by default; a record with reminders of its own has only these.

    Reminders come ``at`` (HH:MM) in the owner's time zone, else in ``zone``, else in that of the machine. One that
    nobody acknowledges for ``escalate_after`` days (0: never) goes to the stand-in, and after as many more to the
    ``general_counsel``.
    """

    low: Leads = _leads(14, 3, 0)
    normal: Leads = _leads(14, 3, 0)
    high: Leads = _leads(30, 14, 7, 3, 1, 0)
    critical: Leads = _leads(60, 30, 14, 7, 3, 2, 1, 0)
    at: str = "09:00"
    zone: str = ""
    escalate_after: Annotated[int, Meta(ge=0, le=365)] = 2
    general_counsel: Id | None = None

    def leads(self, severity: Severity) -> Leads:
        """The reminders of a record of that severity."""
        by_severity: dict[Severity, Leads] = {
            "low": self.low,
            "normal": self.normal,
            "high": self.high,
            "critical": self.critical,
        }
        return by_severity[severity]

    def problems(self) -> Iterator[Problem]:
        """A time of day and a zone that exist."""
        if not self.at:
            yield Problem("remind", "Say at what time of day reminders come, such as 09:00.")
        yield from time_problems("remind", self.at, self.zone or ANY_ZONE)
