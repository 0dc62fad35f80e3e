"""Whether a fact fits what it is about: one rule a function, each with what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from model.days.wording import say_day
from model.errors import DayError
from model.ledger.naming import figure, money
from model.record.amount import Amount
from model.record.base import Problem
from model.record.deadline import Every
from model.record.event import Event, periods
from model.record.fact import (
    Approved,
    DefaultCeased,
    Fact,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
)
from model.record.obligation import Obligation
from model.record.relief import Relief

Handling = Submitted | Approved | Rejected
"""The steps of an approval."""


def misfits(fact: Fact, node: Obligation | Relief, event: Event | None = None) -> Iterator[Problem]:
    """Each way in which ``fact`` does not fit ``node``, whose occurrences are those of ``event`` where it has one."""
    if isinstance(node, Relief):
        yield from _relief_misfits(fact, node)
        return
    yield from _kind_misfits(fact, node)
    yield from _occurrence_misfits(fact, node, event)
    if isinstance(fact.what, Performed):
        yield from _amount_misfits(fact.what, node)
    if isinstance(fact.what, Reading):
        yield from _reading_misfits(fact.what, fact.day.on, node)


def _relief_misfits(fact: Fact, relief: Relief) -> Iterator[Problem]:
    if not isinstance(fact.what, Verified):
        yield Problem(
            "what",
            f"{relief.ref} is a relief: it can only be verified. Record what happened on the obligations it covers"
            " or hangs on.",
        )
    if fact.occurrence:
        yield Problem("occurrence", f"{relief.ref} is a relief and has no occurrences. Clear the occurrence.")


def _kind_misfits(fact: Fact, obligation: Obligation) -> Iterator[Problem]:
    what, ref = fact.what, obligation.ref
    done = isinstance(what, Performed | NotPerformed | Handling)
    if done and obligation.continuing:
        yield Problem("what", f"{ref} is a {obligation.kind}: it is kept, not performed. Record a reading instead.")
    if done and obligation.is_consequence:
        yield Problem("what", f"{ref} is a consequence: nobody performs it. Record what happened on its causes.")
    if isinstance(what, DefaultCeased) and obligation.is_consequence:
        yield Problem("what", f"{ref} is a consequence. Record that the default ceased on its cause.")
    if isinstance(what, Reading) and not obligation.continuing:
        yield Problem("what", f"{ref} is neither a covenant nor a test, so it has no reading. Mark it performed.")
    if isinstance(what, Handling) and not (obligation.continuing or obligation.is_consequence):
        yield from _approval_misfits(obligation)


def _approval_misfits(obligation: Obligation) -> Iterator[Problem]:
    if obligation.approval is None:
        yield Problem(
            "what",
            f"{obligation.ref} needs nobody's approval. Mark it performed, or say on it whose approval it needs.",
        )


def _occurrence_misfits(fact: Fact, obligation: Obligation, event: Event | None) -> Iterator[Problem]:
    series = obligation.deadline if isinstance(obligation.deadline, Every) else None
    if series is None:
        if fact.occurrence:
            yield Problem("occurrence", f"{obligation.ref} does not recur. Clear the occurrence.")
        return
    if fact.occurrence is None:
        if isinstance(fact.what, Performed | NotPerformed | Handling) and not obligation.continuing:
            yield Problem("occurrence", f"{obligation.ref} recurs. Choose which occurrence this is about.")
    elif not falls_on(series, event, fact):
        yield Problem(
            "occurrence",
            f"{obligation.ref} has no occurrence on {say_day(fact.occurrence)}. Choose one of its days.",
        )


def falls_on(series: Every, event: Event | None, fact: Fact) -> bool:
    """Whether the fact's occurrence is one of the series.

    Where the series begins or ends with something else, it cannot be told from the records alone: then it is taken to
    be, and what is assessed says whether there is such an occurrence.
    """
    day = fact.occurrence
    if day is None or series.begins or series.ends:
        return day is not None
    try:
        return periods(series, event, day).count(day) >= fact.number
    except DayError:
        return False


def _asks_one_sum(owed: Amount) -> bool:
    """Whether one performance has to reach it."""
    return owed.bound == "at least" and not owed.in_total


def _amount_misfits(what: Performed, obligation: Obligation) -> Iterator[Problem]:
    owed = obligation.amount
    money_owed = owed or obligation.share
    if money_owed is None or what.amount is None:
        return
    if what.currency != money_owed.currency:
        yield Problem(
            "currency",
            f"{obligation.ref} is owed in {money_owed.currency}, not in {what.currency or 'no currency'}."
            f" Enter the amount in {money_owed.currency}.",
        )
    elif owed and what.in_full and _asks_one_sum(owed) and Decimal(what.amount) < owed.number:
        yield Problem(
            "in_full",
            f"{owed.currency} {figure(Decimal(what.amount))} falls short of {money(owed)}, so {obligation.ref} is not"
            " performed in full. Leave “in full” unticked, or correct the amount.",
        )


def _reading_misfits(reading: Reading, day: date, obligation: Obligation) -> Iterator[Problem]:
    if reading.value is None or not obligation.continuing:
        return
    threshold = obligation.threshold
    if threshold is None:
        if reading.met is None:
            yield Problem(
                "met", f"{obligation.ref} has no threshold to hold {reading.value} against. Say whether it was met."
            )
        return
    met = threshold.met_by(Decimal(reading.value), day)
    if reading.met is not None and reading.met is not met:
        said, shown = ("met", "not met") if reading.met else ("not met", "met")
        yield Problem(
            "met",
            f"{figure(Decimal(reading.value))} means that {obligation.ref} was {shown} (it must be"
            f" {threshold.comparator} {figure(threshold.value_on(day))}), yet it is entered as {said}."
            " Correct one of them.",
        )
