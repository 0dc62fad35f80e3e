"""Alarms that were acknowledged or snoozed in a calendar, as what the reminders remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

if TYPE_CHECKING:
    from model.assess.standing import Assessment
    from model.feed.sync.acted import AlarmActed
    from model.ledger.ledger import Ledger
    from model.remind.plan import Planned
    from model.remind.states import Reminded

IN_A_CALENDAR: Final = "in a calendar"
SNOOZED_AT_MOST: Final = timedelta(days=30)
"""A calendar may snooze an alarm for years: by then nobody would be reminded of anything."""
_APART: Final = timedelta(days=1)


def answering(ledger: Ledger, assessment: Assessment, now: datetime) -> Callable[[Iterable[AlarmActed]], object]:
    """Remembers what was done with alarms, as far as the docket reminds. What was acknowledged before stays so."""
    from model.remind.plan import plan
    from model.remind.states import Reminded

    def answer(acted: Iterable[AlarmActed]) -> None:
        done, planned = tuple(acted), plan(ledger.docket, assessment, machine=now.tzinfo or UTC)
        ledger.revise(Reminded, lambda known: list(answered(known, done, planned, now)))

    return answer


def answered(
    known: Mapping[str, Reminded],
    acted: Iterable[AlarmActed],
    planned: Iterable[Planned],
    now: datetime,
) -> Iterator[Reminded]:
    """The reminders that are acknowledged or snoozed by what was done in a calendar."""
    fresh: dict[str, Reminded] = {}
    waiting = tuple(planned)
    for act in acted:
        for one in waiting:
            state = fresh.get(one.id) or known.get(one.id) or _scheduled(one)
            if not _is_meant(act, one, now) or (state.state == "acknowledged" and not _puts_off(act, state)):
                continue
            after = _after(state, act, now)
            if after != state:
                fresh[one.id] = after
    yield from fresh.values()


def _is_meant(act: AlarmActed, one: Planned, now: datetime) -> bool:
    """Whether an act in a calendar is about a reminder: about that alarm, or about all that had rung by then.

    What is acknowledged before it rings settles nothing, nor does what was acknowledged of a day that has moved since.
    """
    if (act.about, act.occurrence) != (one.about, one.period):
        return False
    # A clock over there that runs ahead acknowledges nothing that is still to come.
    moment = min(act.acknowledged_at or act.since or now, now)
    if not act.alarm:
        return one.at <= moment
    if act.alarm not in _uids(one):
        return False
    return act.acknowledged_at is None or _rang(act, one) <= moment


def _rang(act: AlarmActed, one: Planned) -> datetime:
    """When a reminder rang, here or there: on the day itself, or in another zone, an alarm rings some hours apart."""
    near = act.rings_at is not None and abs(act.rings_at - one.at) < _APART
    return min(act.rings_at, one.at) if act.rings_at and near else one.at


def _puts_off(act: AlarmActed, state: Reminded) -> bool:
    """Whether an act puts off what was acknowledged before in a calendar.

    Programs write that an alarm was acknowledged, and that it is snoozed, in one step or in two.
    """
    at, until = state.acknowledged_at, act.snoozed_until
    return state.acknowledged_by == IN_A_CALENDAR and at is not None and until is not None and at < until


def _uids(one: Planned) -> tuple[str, ...]:
    """What the alarm of a reminder is called in the feeds of events and of tasks."""
    from model.feed.components import uid
    from model.feed.places import occurrence_key

    key = occurrence_key(one.about, one.period, one.number) if one.period else one.about
    return tuple(uid(f"{key}/alarm {one.key}", task=task) for task in (False, True))


def _scheduled(one: Planned) -> Reminded:
    from model.remind.states import Reminded

    return Reminded(id=one.id, about=one.about, at=one.at)


def _after(state: Reminded, act: AlarmActed, now: datetime) -> Reminded:
    from model.remind.review import awake

    if act.acknowledged_at:
        at = min(act.acknowledged_at, now)
        return replace(state, state="acknowledged", acknowledged_at=at, acknowledged_by=IN_A_CALENDAR)
    until = min(act.snoozed_until or now, now + SNOOZED_AT_MOST)
    waits = awake(state) if state.state == "acknowledged" else state
    waits = replace(waits, acknowledged_at=None, acknowledged_by="")
    if until <= now:
        # It has rung over there and nobody acknowledged that: it is due here.
        return waits
    return replace(waits, state="snoozed", snoozed_at=now, snoozed_until=until)
