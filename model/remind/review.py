"""One look at the reminders: what is due now, what to notify of, what is handed on, what is remembered.

Pure: the same plan, states and moment give the same outcome. :func:`review` is made for the work of
``Ledger.revise(Reminded, …)``, so that two processes that look at the same time tell everything once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from model.docket import Docket
from model.record.base import Value
from model.record.obligation import Obligation, Severity
from model.remind.handing import hand_on, sentences
from model.remind.plan import Planned
from model.remind.states import Reminded, Watch

SLACK: Final = timedelta(minutes=1)
"""How far a clock may be set back before it counts as wrong."""
PACE: Final = timedelta(seconds=30)
"""How often a window looks."""
_MISSES: Final = 4
"""How many looks in a row a machine that is awake misses at most."""

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)

States = Mapping[str, Reminded]


class Ring(Value, frozen=True, kw_only=True):
    """What is due to be told of one occasion: the last of its reminders that has come, and all that it stands for.

    ``ids`` are the reminders that acknowledging or snoozing it settles, those that are snoozed among them. ``to``
    are those whom it is for, and those to whom it was handed on.
    """

    planned: Planned
    state: Reminded
    ids: tuple[str, ...]
    to: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of its last reminder."""
        return self.planned.id

    @property
    def about(self) -> str:
        """The record it is about."""
        return self.planned.about


class ReviewOutcome(Struct, frozen=True):
    """What one look found.

    ``kept`` are the states that changed. ``due`` is everything due and unacknowledged, most urgent first;
    ``fresh`` is the part of it to notify of now. ``escalated`` are sentences for the journal. ``watch`` is what to
    remember of this look. ``clock_went_back``: by how much, where the clock stands before the last look. ``slept``:
    the machine, or Duly, had not looked for a while. ``next_at`` is the next moment at which anything rings.
    """

    kept: tuple[Reminded, ...]
    due: tuple[Ring, ...]
    fresh: tuple[Ring, ...]
    escalated: tuple[str, ...]
    watch: Watch
    clock_went_back: timedelta | None = None
    slept: bool = False
    zone_changed: bool = False
    next_at: datetime | None = None


def review(
    planned: Iterable[Planned],
    states: States,
    watch: Watch,
    now: datetime,
    docket: Docket,
    *,
    pace: timedelta = PACE,
    waking: bool = False,
) -> ReviewOutcome:
    """Look at all reminders at ``now``, which carries the machine's zone.

    Due is what has come, is not acknowledged, and is not snoozed; no reminder is too old for that. Notified are
    those that have come since, those whose snooze is over, those handed on, and once on each day of the machine
    what is still unacknowledged; all of them where Duly starts (``waking``) or the machine slept, its zone changed
    or its clock went back. Where the docket says so, what nobody acknowledges is handed on.
    """
    look = _Look(watch, now, pace, waking=waking)
    plans = {one.id: one for one in planned}
    met = {id_: look.meet(one, states.get(id_)) for id_, one in plans.items()}
    come = {id_: state for id_, state in met.items() if look.has_come(state)}
    after = {id_: hand_on(docket, plans[id_], state, now) for id_, state in come.items()}
    handed = [(plans[id_], come[id_], state) for id_, state in after.items() if state.escalated != come[id_].escalated]
    due = _rings(docket, plans, after, look)
    told = {id_ for id_, state in after.items() if look.is_fresh(state, states.get(id_))}
    told |= {one.id for one, _, _ in handed}
    fresh = {ring.id for ring in due if told.intersection(ring.ids)}
    after |= {id_: look.shown(after[id_]) for ring in due if ring.id in fresh for id_ in ring.ids}
    due = tuple(replace(ring, state=after[ring.id]) for ring in due)
    gone = {one.id: look.gone(one) for one in states.values() if one.id not in plans}
    return ReviewOutcome(
        kept=tuple(one for id_, one in (met | after | gone).items() if one != states.get(id_)),
        due=due,
        fresh=tuple(ring for ring in due if ring.id in fresh),
        escalated=sentences(docket, handed),
        watch=look.watch,
        clock_went_back=look.back,
        slept=look.slept,
        zone_changed=look.zone_changed,
        next_at=look.next_at((met | after).values()),
    )


class _Look:
    """What one look knows of the clock, and judges by."""

    def __init__(self, watch: Watch, now: datetime, pace: timedelta, *, waking: bool) -> None:
        last = watch.last_checked
        zone = now.strftime("%z")
        self._now = now
        # What is remembered is in UTC: in the hour that comes twice, moments of different zones are never equal.
        self._at = now.astimezone(UTC)
        self._last = last
        self.watch = Watch(last_checked=self._at, zone=zone)
        self.back = last - now if last is not None and last - now > SLACK else None
        self.slept = last is not None and now - last > _MISSES * pace
        self.zone_changed = bool(watch.zone) and watch.zone != zone
        self._wakes = waking or self.slept or self.zone_changed or self.back is not None

    def meet(self, planned: Planned, known: Reminded | None) -> Reminded:
        """The state of a planned reminder as this look finds it, before anything is done about it."""
        if known is None:
            since = self._at if self._last is None else min(self._last, self._at)
            return Reminded(id=planned.id, about=planned.about, at=planned.at, known_since=since)
        if known.state == "acknowledged" or self._is_as_it_was(planned, known):
            return known
        state = replace(self._without_future(known), at=planned.at)
        return awake(state) if state.state == "withdrawn" or planned.at > self._now else state

    def gone(self, known: Reminded) -> Reminded:
        """The state of a reminder that is planned no more. That it was acknowledged stays."""
        if known.state == "acknowledged":
            return known
        return replace(awake(self._without_future(known)), state="withdrawn")

    def _without_future(self, known: Reminded) -> Reminded:
        """What a clock that ran ahead has handed on will be handed on in its time; nothing counts from after now."""
        now, since = self._at, known.known_since
        if (since is None or since <= now) and all(step.at <= now + SLACK for step in known.escalated):
            return known
        return replace(
            known,
            known_since=None if since is None else min(since, now),
            escalated=tuple(step for step in known.escalated if step.at <= now + SLACK),
        )

    def _is_as_it_was(self, planned: Planned, known: Reminded) -> bool:
        """Whether a reminder only goes on waiting, as nearly all of them do at every look."""
        waits = known.state == "scheduled" and known.at == planned.at and planned.at > self._now
        return waits and not known.escalated and known.known_since is not None and known.known_since <= self._now

    def has_come(self, state: Reminded) -> bool:
        """Whether it has rung and nobody acknowledged it."""
        return state.state != "acknowledged" and state.at <= self._now

    def is_due(self, state: Reminded) -> bool:
        """Whether it is to be seen now."""
        return self.has_come(state) and not self._is_snoozed(state)

    def _is_snoozed(self, state: Reminded) -> bool:
        """A snooze that a clock running ahead has begun is none."""
        if state.state != "snoozed" or state.snoozed_at is None or state.snoozed_until is None:
            return False
        return state.snoozed_at <= self._now + SLACK and self._now < state.snoozed_until

    def is_fresh(self, state: Reminded, known: Reminded | None) -> bool:
        """Whether it is due, and to be notified of now."""
        if not self.is_due(state):
            return False
        if self._wakes or known is None or known.state != "shown" or known.last_shown is None:
            return True
        return known.last_shown.astimezone(self._now.tzinfo).date() != self._now.date()

    def shown(self, state: Reminded) -> Reminded:
        """The state once it is shown; what is snoozed stays so."""
        if not self.is_due(state):
            return state
        return replace(awake(state), state="shown", first_shown=state.first_shown or self._at, last_shown=self._at)

    def next_at(self, states: Iterable[Reminded]) -> datetime | None:
        """The next moment at which one rings, or its snooze is over."""
        ahead = [one.at for one in states if one.state == "scheduled" and one.at > self._now]
        snoozed = [one.snoozed_until for one in states if self._is_snoozed(one) and one.snoozed_until]
        return min((*ahead, *snoozed), default=None)


def awake(state: Reminded) -> Reminded:
    """The state without a snooze, as scheduled."""
    return replace(state, state="scheduled", snoozed_at=None, snoozed_until=None)


# ------------------------------------------------------------------------------------------ what is due, in order


def _rings(
    docket: Docket, plans: Mapping[str, Planned], states: Mapping[str, Reminded], look: _Look
) -> tuple[Ring, ...]:
    """What is due of all that has come, one ring for each occasion, most urgent first."""
    occasions: dict[object, list[Planned]] = {}
    for id_ in states:
        occasions.setdefault(plans[id_].occasion, []).append(plans[id_])
    found = [_ring(sorted(some, key=_by_moment), states, look) for some in occasions.values()]
    return tuple(sorted((ring for ring in found if ring), key=lambda ring: _urgency(docket, ring)))


def _ring(come: list[Planned], states: Mapping[str, Reminded], look: _Look) -> Ring | None:
    """The ring of what has come of one occasion; None where all of it is snoozed."""
    last = next((one for one in reversed(come) if look.is_due(states[one.id])), None)
    if last is None:
        return None
    steps = sorted((step for one in come for step in states[one.id].escalated), key=lambda step: step.at)
    to = dict.fromkeys((*last.to, *(step.to for step in steps)))
    return Ring(planned=last, state=states[last.id], ids=tuple(one.id for one in come), to=tuple(to))


def _by_moment(planned: Planned) -> tuple[object, ...]:
    return planned.at, planned.id


def _urgency(docket: Docket, ring: Ring) -> tuple[object, ...]:
    """What is missed first, the latest miss before those of old; then by the day it reminds of; then by severity."""
    node = docket.node(ring.about)
    severity = SEVERITIES.index(node.severity) if isinstance(node, Obligation) else SEVERITIES.index("normal")
    missed = ring.planned.before == "missed"
    day = ring.planned.base.toordinal()
    return not missed, -day if missed else day, -severity, docket.places[node.id], ring.id


# ------------------------------------------------------------------------------------------ what people do


def acknowledge(states: States, ids: Collection[str], by: str, now: datetime) -> tuple[Reminded, ...]:
    """The states of ``ids`` that change when ``by`` acknowledges them. Final, and the first one counts."""
    return tuple(
        replace(awake(one), state="acknowledged", acknowledged_at=now.astimezone(UTC), acknowledged_by=by)
        for one in _open(states, ids)
    )


def snooze(states: States, ids: Collection[str], until: datetime, now: datetime) -> tuple[Reminded, ...]:
    """The states of ``ids`` that change when they are put off ``until`` then; what is acknowledged stays so."""
    if until <= now:
        return ()
    since, until = now.astimezone(UTC), until.astimezone(UTC)
    snoozed = (replace(one, state="snoozed", snoozed_at=since, snoozed_until=until) for one in _open(states, ids))
    return tuple(one for one in snoozed if one != states[one.id])


def _open(states: States, ids: Collection[str]) -> Iterable[Reminded]:
    known = (states[id_] for id_ in dict.fromkeys(ids) if id_ in states)
    return (one for one in known if one.state not in ("acknowledged", "withdrawn"))
