"""Facts about occurrences that a changed series would no longer have: what happened is never lost that way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.days.wording import say_count, say_day
from model.docket import Docket
from model.errors import DayError
from model.ledger.fitting import falls_on
from model.ledger.naming import said_fact
from model.ledger.proposal import ProposedDocket
from model.record.base import Problem
from model.record.deadline import Every
from model.record.event import Event
from model.record.fact import Fact
from model.record.obligation import Obligation


def lost_facts(facts: Sequence[Fact], obligation: Obligation, event: Event | None) -> tuple[Fact, ...]:
    """The facts that name an occurrence which ``obligation`` does not have, recurring with ``event`` where it does."""
    series = obligation.deadline if isinstance(obligation.deadline, Every) else None
    named = (fact for fact in facts if fact.occurrence is not None)
    return tuple(fact for fact in named if series is None or not falls_on(series, event, fact))


def lost_facts_problem(proposal: ProposedDocket, obligation: Obligation, found: Sequence[Fact]) -> Problem:
    """Why a deadline cannot be so: what is recorded of the occurrences that it would take away."""
    return Problem("deadline", _said(proposal, obligation, found, "With this deadline"))


def event_problems(proposal: ProposedDocket, event: Event) -> Iterator[Problem]:
    """A recurring event cannot be changed so that what is recorded of a series loses its occurrence."""
    if proposal.docket.get("event", event.id) is None:
        return
    for end in proposal.linked_to(event.id):
        obligation = proposal.obligation(end.id)
        if obligation is None or proposal.event_of(obligation) != event:
            continue
        facts = [fact for fact in proposal.facts_about(obligation.id) if not proposal.changes("fact", fact.id)]
        if found := lost_facts(facts, obligation, event):
            field = "fiscal" if event.fiscal else "recurs"
            yield Problem(field, _said(proposal, obligation, found, f"With {event.title} so changed"))
            return


def _said(proposal: ProposedDocket, obligation: Obligation, found: Sequence[Fact], lead: str) -> str:
    first = min(found, key=lambda fact: (fact.occurrence is None, fact.occurrence))
    lacks = f"has no occurrence on {say_day(first.occurrence)}" if first.occurrence else "has no such occurrence"
    if not isinstance(obligation.deadline, Every):
        lacks = "does not recur"
    others = f" ({say_count(len(found) - 1, 'other fact')} would go the same way)" if len(found) > 1 else ""
    them = "those facts" if len(found) > 1 else "that fact"
    return (
        f"{lead}, {obligation.ref} {lacks}, and it is recorded that {said_fact(proposal.docket, first)}{others}."
        f" Keep the days of what is recorded, change a later occurrence and all after it, or remove {them} first."
    )


def idle_changes(docket: Docket, obligation: Obligation) -> Iterator[str]:
    """Occurrences that were moved or struck out, and that the series no longer has: said, since it is easily missed."""
    series = obligation.deadline
    if not isinstance(series, Every) or not series.changed:
        return
    days = sorted(change.occurrence for change in series.changed)
    try:
        known = set(docket.periods(series, days[-1]))
    except DayError:
        return
    if idle := [day for day in days if day not in known]:
        named = ", ".join(map(say_day, idle[:3])) + (f" and {len(idle) - 3} more" if len(idle) > 3 else "")
        yield f"{obligation.ref} no longer has an occurrence on {named}: what was changed of it alone has no effect."
