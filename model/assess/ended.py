"""Consequences after the end of an instrument: they follow only what fell due or began to fail by then.

Down all the causes of a consequence, what is at the root must have fallen due, or begun to fail, by the last day of the
consequence's instrument, or arise under that instrument and outlive it; so must it by the end of each consequence on
the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from model.assess.follow import stands_since
from model.assess.known import Pass
from model.assess.spells import NEVER, holds
from model.assess.standing import CLOSED
from model.assess.weighed import Default, Weighed


class End(NamedTuple):
    """The last day of an instrument that has ended."""

    day: date
    instrument: str


class FollowedPath(NamedTuple):
    """A consequence, and the ends that what is at the root of its path must have fallen due by."""

    consequence: str
    ends: frozenset[End]


def any_ended(run: Pass) -> bool:
    """Whether the instrument of any consequence has ended by the day."""
    return any(run.weighed[one].over < run.day for one in run.docket.consequences)


def expose_by_ends(run: Pass) -> dict[str, date]:
    """Mark every consequence that is exposed on the day, by its causes; since when each is, and which still may be."""
    asked = {one: _asked(run, one) for one in run.docket.consequences}
    states = _Exposing(run, asked.values())
    for one, question in asked.items():
        w = run.weighed[one]
        w.causes = tuple(link.to for link in w.node.causes if link.to in states.causes[question])
        w.still_follows = _is_still_owed(run, question)
    return {one: states.since[question] for one, question in asked.items() if question in states.since}


def _asked(run: Pass, consequence: str, ends: frozenset[End] = frozenset()) -> FollowedPath:
    w = run.weighed[consequence]
    own = {End(w.over, w.node.instrument)} if w.over < run.day and w.node.instrument else set()
    return FollowedPath(consequence, ends | own)


class _Exposing:
    """What exposes each consequence that is asked about, the earliest first; circles are followed once."""

    def __init__(self, run: Pass, asked: Iterable[FollowedPath]) -> None:
        self.since: dict[FollowedPath, date] = {}
        self.causes: defaultdict[FollowedPath, set[str]] = defaultdict(set)
        self._run = run
        self._followers: defaultdict[FollowedPath, list[tuple[FollowedPath, str]]] = defaultdict(list)
        self._queue: list[tuple[date, str, FollowedPath]] = []
        for question in asked:
            self._enter(question)
        heapify(self._queue)
        while self._queue:
            self._take(*heappop(self._queue))

    def _enter(self, first: FollowedPath) -> None:
        """Note what each consequence down the causes follows from."""
        waiting = [first]
        while waiting:
            question = waiting.pop()
            if question in self._followers:
                continue
            self._followers[question] = []
            for link in self._run.weighed[question.consequence].node.causes:
                cause = self._run.weighed[link.to]
                if cause.node.is_consequence:
                    waiting.append(_asked(self._run, link.to, question.ends))
                elif day := _stands_since(cause, self._run.day, question.ends):
                    self._queue.append((day, link.to, question))
        self._link(first)

    def _link(self, first: FollowedPath) -> None:
        seen, waiting = {first}, [first]
        while waiting:
            question = waiting.pop()
            for link in self._run.weighed[question.consequence].node.causes:
                if self._run.weighed[link.to].node.is_consequence:
                    cause = _asked(self._run, link.to, question.ends)
                    if (question, link.to) not in self._followers[cause]:
                        self._followers[cause].append((question, link.to))
                    if cause not in seen:
                        seen.add(cause)
                        waiting.append(cause)

    def _take(self, day: date, cause: str, question: FollowedPath) -> None:
        w = self._run.weighed[question.consequence]
        self.causes[question].add(cause)
        if question in self.since or self._run.day < w.begins or holds(w.released, self._run.day):
            return
        self.since[question] = day = max(day, w.begins)
        for follower, by in self._followers[question]:
            heappush(self._queue, (day, by, follower))


def _counts(w: Weighed, ends: frozenset[End]) -> bool:
    """Whether an obligation fell due or began to fail by each of the ends, or outlives it."""
    return all((w.outlives and w.node.instrument == end.instrument) or _fell_due_by(w, end.day) for end in ends)


def _stands_since(w: Weighed, day: date, ends: frozenset[End]) -> date | None:
    """The day since which it exposes what follows from it, by the defaults that count after these ends."""
    return stands_since(w, day, _lasting(w, ends)) if _counts(w, ends) else None


def _lasting(w: Weighed, ends: frozenset[End]) -> tuple[Default, ...]:
    """Its defaults that count after these ends: those that began, or whose occurrence fell due, by each."""
    last = min((end.day for end in ends if not (w.outlives and w.node.instrument == end.instrument)), default=NEVER)
    return tuple(one for one in w.defaults if (one.due or (one.start if w.node.continuing else last)) <= last)


def _fell_due_by(w: Weighed, end: date) -> bool:
    if w.node.continuing:
        return any(start <= end for start in w.began)
    if w.occurrences:
        return any(one.due <= end for one in w.occurrences)
    return w.due is not None and w.due <= end


def _is_still_owed(run: Pass, question: FollowedPath) -> bool:
    """Whether something at the root of a path could still expose the consequence."""
    if not question.ends:
        return True
    seen, waiting = {question}, [question]
    while waiting:
        asked = waiting.pop()
        for link in run.weighed[asked.consequence].node.causes:
            cause = run.weighed[link.to]
            if cause.node.is_consequence:
                onward = _asked(run, link.to, asked.ends)
                if onward not in seen and not holds(cause.released, run.day):
                    seen.add(onward)
                    waiting.append(onward)
            elif _counts(cause, asked.ends) and _binds_yet(run, cause) and _could_still(cause, run.day, asked.ends):
                return True
    return False


def _binds_yet(run: Pass, w: Weighed) -> bool:
    """Whether its instrument is in force or may still come to be: one that has ended without never will."""
    return w.begins != NEVER or run.terms(w.node.instrument).ends >= run.day


def _could_still(w: Weighed, day: date, ends: frozenset[End]) -> bool:
    """Whether a default of it stands, would stand but for a relief, or may still come."""
    if any(last >= day for default in _lasting(w, ends) for _, last in default.counts):
        return True
    if w.node.continuing:
        return _covenant_could(w, day, ends)
    if _stands_but_for_a_relief(w, day, ends):
        return True
    if w.node.binding == "plan":
        return False
    if w.occurrences:
        last = min(end.day for end in ends)
        return any(one.standing not in CLOSED for one in w.occurrences if w.outlives or one.due <= last)
    if w.standing in CLOSED:
        return False
    begun = max(w.last, w.begins, w.wakes) if w.last is not None and w.last < day else None
    return begun is None or not any(one > begun for one in w.own.ceased)


def _stands_but_for_a_relief(w: Weighed, day: date, ends: frozenset[End]) -> bool:
    lasting = (default for default in _lasting(w, ends) if not any(one >= default.start for one in w.own.ceased))
    return any(default.start <= day for default in lasting) and not holds(w.released, day)


def _covenant_could(w: Weighed, day: date, ends: frozenset[End]) -> bool:
    if holds(w.released, day) or (day > w.over and not w.ends_failing):
        return False
    if w.outlives or _stands_but_for_a_relief(w, day, ends):
        return True
    begun = [start for start in w.began if start <= min(end.day for end in ends)]
    if not begun or w.began[-1] != begun[-1]:
        return False
    is_met = any(begun[-1] < first <= day for first, _ in w.met)
    return not is_met and not any(one >= begun[-1] for one in w.own.ceased)
