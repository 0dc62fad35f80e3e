"""What is remembered of reminders beside the docket: one state for each, and when somebody last looked."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from model.record.base import Value
from model.record.remembered import Remembered

State = Literal["scheduled", "shown", "acknowledged", "snoozed", "withdrawn"]


class HandedOn(Value, frozen=True, kw_only=True):
    """One step of an escalation: to whom (a person's id), and when."""

    to: str
    at: datetime


class Reminded(Remembered, frozen=True, kw_only=True, tag="reminder"):
    """How far one reminder has come. ``id`` is that of its :class:`~model.remind.plan.Planned`.

    ``at`` is the moment it rings. ``known_since`` is the last moment at which Duly looked and did not know it yet:
    its escalation counts from there where that is later than ``at``. ``acknowledged`` is final: a reminder that was
    acknowledged is never shown again. ``withdrawn`` is not: a performance that is undone brings it back.
    """

    id: str
    about: str
    state: State = "scheduled"
    at: datetime
    known_since: datetime | None = None
    first_shown: datetime | None = None
    last_shown: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    snoozed_at: datetime | None = None
    snoozed_until: datetime | None = None
    escalated: tuple[HandedOn, ...] = ()


class Watch(Remembered, frozen=True, kw_only=True, tag="watch"):
    """When reminders were last looked at, and in which zone the machine then was."""

    id: str = "watch"
    last_checked: datetime | None = None
    zone: str = ""
