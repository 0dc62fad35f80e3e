"""Handing on what nobody acknowledges: to the stand-in, then to the general counsel, each once.

It counts in whole days from the moment the reminder rang, whether or not Duly was running then: a docket that lay
closed for a week hands on as soon as it is looked at. Only what was entered after its reminder would have rung
counts from when it was entered, or it would go to everybody at once; so does, from its first look, all that had rung
in a docket that nobody ever looked at, since nobody could have acknowledged it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from model.days.wording import say_day
from model.docket import Docket
from model.remind.plan import Planned
from model.remind.recipients import next_in_line
from model.remind.states import HandedOn, Reminded


def counts_from(state: Reminded) -> datetime:
    """The moment from which a reminder has been unacknowledged."""
    return max(state.at, state.known_since or state.at)


def hand_on(docket: Docket, planned: Planned, state: Reminded, now: datetime) -> Reminded:
    """The state after every step that is due at ``now``; the same where none is, or nobody is left to be told.

    A step ends a snooze: that was somebody else's.
    """
    days = docket.caption.remind.escalate_after
    if not days:
        return state
    while now >= counts_from(state) + timedelta(days=days) * (len(state.escalated) + 1):
        told = (*planned.to, *(step.to for step in state.escalated))
        target = next_in_line(docket, docket.node(planned.about), max(planned.day, now.date()), told)
        if target is None:
            break
        escalated = (*state.escalated, HandedOn(to=target, at=now.astimezone(UTC)))
        state = replace(state, state="scheduled", snoozed_at=None, snoozed_until=None, escalated=escalated)
    return state


def sentences(docket: Docket, handed: Iterable[tuple[Planned, Reminded, Reminded]]) -> tuple[str, ...]:
    """What the journal says of each (reminder, state before, state after) that was handed on, each sentence once."""
    found: dict[tuple[str, str], str] = {}
    for planned, before, after in handed:
        for step in after.escalated[len(before.escalated) :]:
            person = docket.people[step.to].name
            words = f"Reminder of {docket.ref(planned.about)} handed on to {person}"
            since = say_day(planned.day)
            found.setdefault((planned.about, step.to), f"{words}: not acknowledged since {since}")
    return tuple(found.values())
