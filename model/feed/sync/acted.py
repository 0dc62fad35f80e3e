"""What was done with alarms in a calendar: acknowledged or snoozed, as the programs write it (RFC 9074, 6.1 and 7).

Most write an ACKNOWLEDGED on the alarm, and where it is snoozed a second alarm beside it, with RELTYPE=SNOOZE; a
snooze that is snoozed again is related to the first alarm or to the snooze before it, which may be gone. Mozilla's
programs and Tasks.org say for the whole item when it was last acknowledged (X-MOZ-LASTACK) and until when it is snoozed
(X-MOZ-SNOOZE-TIME); Open-Xchange writes both ways. Apple adds alarms of its own, which settle nothing of ours.

What waits wins: an alarm counts as acknowledged only once no snooze of it rings later than it was acknowledged. And
what is acknowledged before it rings settles nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from model.feed.sync.returned import Returned, ReturnedAlarm

ALARM: Final = "alarm "
"""How the key of what was done with an alarm begins."""


@dataclass(frozen=True, slots=True)
class AlarmActed:
    """Somebody acknowledged or snoozed an alarm in a calendar.

    ``alarm`` is the UID of the alarm, empty where the program only says that the item's alarms were; ``rings_at`` is
    when it rings there. ``since`` is when it was snoozed, as far as the program says so. ``about`` and ``occurrence``
    are what the item is of.
    """

    uid: str
    about: str = ""
    occurrence: date | None = None
    alarm: str = ""
    rings_at: datetime | None = None
    acknowledged_at: datetime | None = None
    snoozed_until: datetime | None = None
    since: datetime | None = None

    @property
    def key(self) -> str:
        """The same for the same act."""
        if self.snoozed_until:
            return f"{ALARM}{self.alarm} until {self.snoozed_until.isoformat()}"
        return f"{ALARM}{self.alarm} {self.acknowledged_at.isoformat() if self.acknowledged_at else ''}"


def acts(put: Returned, theirs: Returned, now: datetime) -> Iterator[AlarmActed]:
    """What was done with the alarms of an item at ``now``, which has the zone of the person, beyond what was put."""
    if theirs.problem or theirs.uid != put.uid or theirs.too_many_alarms:
        return
    before = {one.key for one in _Item(put, put, now).acts()}
    yield from (one for one in _Item(put, theirs, now).acts() if one.key not in before)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one alarm: when it was last acknowledged in time, and when its snoozes ring that were not."""

    acknowledged: datetime | None
    waiting: tuple[datetime | None, ...]
    """None stands for a moment that cannot be read: whoever snoozed wants to hear of it again."""

    def outstanding(self, more: Iterable[datetime | None] = ()) -> tuple[datetime | None, ...]:
        """The snoozes, and ``more`` of them, that ring after it was last acknowledged."""
        last = self.acknowledged
        return tuple(one for one in (*self.waiting, *more) if last is None or one is None or one > last)


class _Item:
    """The alarms of one item as they lie there, by the alarm of ours that each is about."""

    def __init__(self, put: Returned, theirs: Returned, now: datetime) -> None:
        self._put, self._theirs, self._now = put, theirs, now
        self._ours = {one.uid for one in put.alarms if one.uid}
        self._names = dict(self._named())
        self._snoozes = {one.uid: one for one in theirs.alarms if one.snoozes and one.uid}

    def acts(self) -> Iterator[AlarmActed]:
        """Each alarm of ours that was acknowledged or waits, then the item as a whole."""
        told = {root: self._told(members) for root, members in self._families().items()}
        orphans, last = told.pop("", _Told(None, ())).waiting, self._theirs.last_ack
        whole = _Told(last, (*orphans, *((self._theirs.snoozed,) if self._theirs.snoozed else ())))
        for root, one in told.items():
            yield from self._act(root, one, whole.outstanding())
        beside = tuple(moment for one in told.values() for moment in one.outstanding())
        if whole.outstanding() or not _Told(last, beside).outstanding():
            yield from self._act("", whole, ())

    def _act(self, root: str, told: _Told, more: Iterable[datetime | None]) -> Iterator[AlarmActed]:
        """What is to be done about one alarm: it waits for the next of its snoozes, or for the last that has rung."""
        rings = next((self._rings(one) for one in self._put.alarms if root and one.uid == root), None)
        waiting = [one for one in told.outstanding() if one]
        if waiting:
            until = min((one for one in waiting if one > self._now), default=max(waiting))
            since = None if root else told.acknowledged
            yield AlarmActed(self._put.uid, alarm=root, rings_at=rings, snoozed_until=until, since=since)
        elif told.acknowledged and not told.outstanding(more):
            yield AlarmActed(self._put.uid, alarm=root, rings_at=rings, acknowledged_at=told.acknowledged)

    def _told(self, members: list[ReturnedAlarm]) -> _Told:
        in_time = [(one, self._acknowledged(one)) for one in members]
        waiting = (self._rings(one) for one, moment in in_time if one.snoozes and moment is None)
        return _Told(max((moment for _, moment in in_time if moment), default=None), tuple(waiting))

    def _acknowledged(self, one: ReturnedAlarm) -> datetime | None:
        """When an alarm was acknowledged, unless that was before it rang."""
        rings = self._rings(one)
        early = one.acknowledged and rings and one.acknowledged < rings
        return None if early else one.acknowledged

    def _rings(self, one: ReturnedAlarm) -> datetime | None:
        return self._theirs.rings_at(one, self._now)

    def _families(self) -> Mapping[str, list[ReturnedAlarm]]:
        """The alarms by the one of ours that they are, or that they snooze; by "" where that cannot be told."""
        found: dict[str, list[ReturnedAlarm]] = {}
        for one in self._theirs.alarms:
            root = self._root(one) if one.snoozes else self._names.get(one)
            if root is not None:
                found.setdefault(root, []).append(one)
        return found

    def _root(self, snooze: ReturnedAlarm) -> str | None:
        """What a snooze is of in the end; None where that is an alarm of somebody else."""
        parent, passed = snooze.snoozes, {snooze.uid}
        while parent in self._snoozes and parent not in passed:
            passed.add(parent)
            parent = self._snoozes[parent].snoozes
        known = next((one for one in self._theirs.alarms if one.uid == parent and not one.snoozes), None)
        if known is not None:
            return self._names.get(known)
        return parent if parent in self._ours else ""

    def _named(self) -> Iterator[tuple[ReturnedAlarm, str]]:
        """Each alarm that is one of ours, with the UID of ours; one whose UID was dropped is known by its trigger."""
        kept = {one.uid for one in self._theirs.alarms}
        lost = {one.trigger: one.uid for one in reversed(self._put.alarms) if one.uid not in kept}
        for one in self._theirs.alarms:
            if one.uid in self._ours:
                yield one, one.uid
            elif not one.snoozes and not one.default and one.trigger in lost:
                yield one, lost.pop(one.trigger)
