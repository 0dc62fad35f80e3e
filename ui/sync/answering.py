"""Alarms that were acknowledged or snoozed in a calendar, as what the reminders remember. Knows no window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

if TYPE_CHECKING:
    from model.assess.standing import Assessment
    from model.feed.sync.difference import AlarmActed
    from model.ledger.ledger import Ledger
    from model.remind.plan import Planned
    from model.remind.states import Reminded

IN_A_CALENDAR: Final = "in a calendar"
SNOOZED_AT_MOST: Final = timedelta(days=30)
"""A calendar may snooze an alarm for years: by then nobody would be reminded of anything."""


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
            if state.state != "acknowledged" and _is_meant(act, one):
                fresh[one.id] = _after(state, act, now)
    yield from fresh.values()


def _is_meant(act: AlarmActed, one: Planned) -> bool:
    """Whether an act in a calendar is about a reminder: about that alarm, or about all that had rung by then."""
    if (act.about, act.occurrence) != (one.about, one.period):
        return False
    if act.alarm:
        return act.alarm in _uids(one)
    return one.at <= (act.acknowledged_at or act.snoozed_until or one.at)


def _uids(one: Planned) -> tuple[str, ...]:
    """What the alarm of a reminder is called in the feeds of events and of tasks."""
    from model.feed.components import uid

    key = f"{one.about}/{one.period.isoformat()}" if one.period else one.about
    return tuple(uid(f"{key}/alarm {one.key}", task=task) for task in (False, True))


def _scheduled(one: Planned) -> Reminded:
    from model.remind.states import Reminded

    return Reminded(id=one.id, about=one.about, at=one.at)


def _after(state: Reminded, act: AlarmActed, now: datetime) -> Reminded:
    if act.acknowledged_at:
        # A clock over there that runs ahead acknowledges nothing that is still to come.
        at = min(act.acknowledged_at, now)
        return replace(state, state="acknowledged", acknowledged_at=at, acknowledged_by=IN_A_CALENDAR)
    until = min(act.snoozed_until or now, now + SNOOZED_AT_MOST)
    if until <= now:
        return state
    return replace(state, state="snoozed", snoozed_at=now, snoozed_until=until)
