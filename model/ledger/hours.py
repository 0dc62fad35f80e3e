"""Hours are counted from an hour: what a deadline of hours counts from tells its time of day, or is asked for it."""

from __future__ import annotations

from collections.abc import Iterator

from model.days.operation import Hours
from model.ledger.proposal import ProposedDocket
from model.record.base import Problem
from model.record.deadline import After, Anchor, EventAnchor, ObligationAnchor, dated_parts
from model.record.event import Event
from model.record.obligation import Obligation


def hour_problems(proposal: ProposedDocket, obligation: Obligation) -> Iterator[Problem]:
    """A deadline counts hours only from an event that tells, or may come to tell, its time of day."""
    for anchor in _counted_by_the_hour(obligation):
        if not isinstance(anchor, EventAnchor):
            what = "is performed, due or missed" if isinstance(anchor, ObligationAnchor) else "begins and ends"
            yield Problem(
                "deadline",
                f"From which hour? What it counts hours from {what} on a day, at no hour. Count from an event with its"
                " time, or count days.",
            )
            return
        event = proposal.get("event", anchor.event)
        if isinstance(event, Event) and event.happened and not event.time:
            yield Problem(
                "deadline",
                f"At what hour did “{event.title}” happen? Hours are counted from it: enter its time, or count days.",
            )


def event_hour_problems(proposal: ProposedDocket, event: Event) -> Iterator[Problem]:
    """An event from which hours are counted tells its time of day once it has happened."""
    if event.time or not event.happened:
        return
    for end in proposal.linked_to(event.id):
        user = proposal.obligation(end.id)
        anchors = _counted_by_the_hour(user) if user is not None else ()
        if user is not None and any(isinstance(one, EventAnchor) and one.event == event.id for one in anchors):
            yield Problem("time", f"At what hour did it happen? {user.ref} counts hours from it. Enter its time.")
            return


def _counted_by_the_hour(obligation: Obligation) -> tuple[Anchor, ...]:
    """What a deadline counts hours from, before any other step has left the hour behind."""
    return tuple(
        part.anchor
        for part in dated_parts(obligation.deadline)
        if isinstance(part, After) and any(isinstance(steps[0], Hours) for steps in (part.steps, part.opens) if steps)
    )
