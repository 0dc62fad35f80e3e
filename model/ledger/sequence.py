"""Facts that contradict others: a default that ceased before it began, a rejection once approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from model.days.step import work_out
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DayError
from model.ledger.proposal import ProposedDocket
from model.record.base import Problem
from model.record.deadline import On
from model.record.fact import Approved, DefaultCeased, Fact, Performed, Reading, Rejected, Submitted, in_course
from model.record.instrument import calendars_of
from model.record.links import Node
from model.record.obligation import Obligation


def sequence_problems(proposal: ProposedDocket, fact: Fact, node: Node) -> Iterator[Problem]:
    """What the fact contradicts among the facts about ``node``, which is the same whichever of them came last."""
    if not isinstance(node, Obligation):
        return
    facts = {one.id: one for one in proposal.facts_about(node.id)} | {fact.id: fact}
    if isinstance(fact.what, DefaultCeased):
        yield from _ceased_too_soon(proposal.docket, fact, node, tuple(facts.values()))
    if isinstance(fact.what, Approved | Rejected) and node.approval is not None:
        same = (fact.occurrence, fact.number)
        found = [one for one in facts.values() if (one.occurrence, one.number) == same]
        yield from _rejected_once_approved(node, found)


def _ceased_too_soon(docket: Docket, fact: Fact, node: Obligation, facts: tuple[Fact, ...]) -> Iterator[Problem]:
    first = _first_default(docket, node, facts)
    if first is not None and fact.day.on < first:
        yield Problem(
            "day",
            f"{node.ref} is in default from {say_day(first)} at the earliest, so no default of it can have ceased on"
            f" {say_day(fact.day.on)}. Correct the day, or record what ceased on the obligation that was in default.",
        )


def _first_default(docket: Docket, node: Obligation, facts: tuple[Fact, ...]) -> date | None:
    """The first day on which it can be in default, as far as its own record and facts tell; None where they don't."""
    if isinstance(node.deadline, On) and not node.continuing and node.override is None:
        return node.deadline.day.on
    unmet = sorted(one.day.on for one in facts if _is_unmet(node, one))
    if not node.continuing or not unmet or (node.threshold is not None and node.threshold.formula):
        return None
    if node.cure is None or node.cure.runs_from != "miss":
        return unmet[0]
    instrument = docket.instruments.get(node.instrument or "")
    try:
        return max(unmet[0], work_out(node.cure.period, unmet[0], docket.calendar(calendars_of(instrument)))[-1].day)
    except DayError:
        return unmet[0]


def _is_unmet(node: Obligation, fact: Fact) -> bool:
    reading = fact.what
    if not isinstance(reading, Reading):
        return False
    if reading.met is None and reading.value is not None and node.threshold is not None:
        return not node.threshold.met_by(Decimal(reading.value), fact.day.on)
    return reading.met is False


def _rejected_once_approved(node: Obligation, facts: list[Fact]) -> Iterator[Problem]:
    """A rejection after an approval, with nothing handed in between, withdraws it or contradicts it."""
    approved: Fact | None = None
    for one in sorted(facts, key=in_course):
        if isinstance(one.what, Approved):
            approved = one
        elif isinstance(one.what, Submitted | Performed):
            approved = None
        elif isinstance(one.what, Rejected) and one.what.withdraws_approval and approved is None:
            yield Problem(
                "what",
                f"Nothing of {node.ref} stood approved on {say_day(one.day.on)} that could be withdrawn. Record the"
                " approval first, or an ordinary rejection.",
            )
            return
        elif isinstance(one.what, Rejected) and one.what.withdraws_approval:
            approved = None
        elif isinstance(one.what, Rejected) and approved is not None:
            yield Problem(
                "what",
                f"{node.ref} was approved on {say_day(approved.day.on)}, and nothing was handed in between that and the"
                f" rejection of {say_day(one.day.on)}. Was the approval withdrawn? Then say so on the rejection. Or"
                " record what was handed in again, and when.",
            )
            return
