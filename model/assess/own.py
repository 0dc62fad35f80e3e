"""Step 0: what an obligation's own facts say, before any other record is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from model.assess.spells import ALWAYS, NEVER
from model.record.amount import Amount
from model.record.fact import (
    Approved,
    Cancelled,
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


class Submission(Struct, frozen=True):
    """Handed in on ``day``; rejected on ``voided``, or never so far."""

    day: date
    voided: date = NEVER


class Own(Struct, frozen=True, kw_only=True):
    """What the facts about one obligation (or one occurrence of it) say.

    ``done`` is the day of performance, approved and reached as the obligation asks; ``part`` the first day on which
    something was performed; ``brought`` the sum of money recorded. ``approved`` is the day of the approval. ``early``
    is what was performed or submitted before a window opened, which counts for nothing.
    """

    done: date | None = None
    done_by: Fact | None = None
    part: date | None = None
    brought: Decimal | None = None
    submissions: tuple[Submission, ...] = ()
    approved: date | None = None
    cancelled: date | None = None
    ceased: tuple[date, ...] = ()
    readings: tuple[Fact, ...] = ()
    not_performed: Fact | None = None
    verified: int = 0
    inexact: tuple[Fact, ...] = ()
    early: tuple[Fact, ...] = ()


NOTHING = Own()


def own_facts(obligation: Obligation, facts: tuple[Fact, ...], opens: date = ALWAYS) -> Own:
    """Read the facts about ``obligation``, which are in the order of their days; its window ``opens`` on a day."""
    if not facts:
        return NOTHING
    facts, early = _parted(facts, opens) if opens != ALWAYS else (facts, ())
    performed = [fact for fact in facts if isinstance(fact.what, Performed)]
    if obligation.approval and performed:
        performed = _not_voided(facts)
    done, done_by, submissions, approved = _performance(obligation, facts, performed)
    sums = [_money(fact, obligation.amount) for fact in performed]
    known = [amount for amount in sums if amount is not None]
    return Own(
        done=done,
        done_by=done_by,
        part=performed[0].day.on if performed else None,
        brought=sum(known, Decimal(0)) if known else None,
        submissions=submissions,
        approved=approved,
        cancelled=next((fact.day.on for fact in facts if isinstance(fact.what, Cancelled)), None),
        ceased=tuple(fact.day.on for fact in facts if isinstance(fact.what, DefaultCeased)),
        readings=tuple(fact for fact in facts if isinstance(fact.what, Reading)),
        not_performed=next((fact for fact in facts if isinstance(fact.what, NotPerformed)), None),
        verified=len({fact.recorded_by for fact in facts if isinstance(fact.what, Verified)}),
        inexact=tuple(fact for fact in facts if not fact.day.exact),
        early=early,
    )


def _parted(facts: tuple[Fact, ...], opens: date) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts that count where a window opens on ``opens``, and those performed or submitted too early to count."""
    early = tuple(fact for fact in facts if isinstance(fact.what, Performed | Submitted) and fact.day.on < opens)
    return (tuple(fact for fact in facts if fact not in early), early) if early else (facts, ())


def _performance(
    obligation: Obligation, facts: tuple[Fact, ...], performed: list[Fact]
) -> tuple[date | None, Fact | None, tuple[Submission, ...], date | None]:
    """The day of performance, the fact that made it, the submissions, and the day of the approval."""
    reached = reached_by(obligation.amount, performed)
    if obligation.approval is None:
        return (reached.day.on if reached else None), reached, (), None
    submissions, approval, accepted = _approvals(facts)
    if approval is None or (obligation.amount is not None and reached is None):
        return None, None, submissions, approval.day.on if approval else None
    for_submission = obligation.approval.deadline_for == "submission"
    done = accepted.day if accepted and for_submission else approval.day.on
    if obligation.amount is not None and reached is not None:
        done = max(done, reached.day.on)
    return done, approval, submissions, approval.day.on


def _not_voided(facts: tuple[Fact, ...]) -> list[Fact]:
    """The performances that no rejection after them has voided. What was approved, a later rejection leaves alone."""
    performed: list[Fact] = []
    approved = 0
    for fact in sorted(facts, key=_in_course):
        if isinstance(fact.what, Performed):
            performed.append(fact)
        elif isinstance(fact.what, Rejected):
            performed = performed[:approved]
        elif isinstance(fact.what, Approved):
            approved = len(performed)
    return performed


def _approvals(facts: tuple[Fact, ...]) -> tuple[tuple[Submission, ...], Fact | None, Submission | None]:
    """Every submission with the day that voided it, the first approval, and the submission it approved."""
    submissions: list[Submission] = []
    for fact in sorted(facts, key=_in_course):
        if isinstance(fact.what, Submitted | Performed):
            submissions.append(Submission(fact.day.on))
        elif isinstance(fact.what, Rejected):
            submissions = [item if item.voided != NEVER else Submission(item.day, fact.day.on) for item in submissions]
        elif isinstance(fact.what, Approved):
            live = [item for item in submissions if item.voided == NEVER]
            return tuple(submissions), fact, live[-1] if live else None
    return tuple(submissions), None, None


def _in_course(fact: Fact) -> tuple[object, ...]:
    """The order of one day: as recorded, and of one moment, handed in, then rejected, then approved."""
    rank = 2 if isinstance(fact.what, Approved) else 1 if isinstance(fact.what, Rejected) else 0
    return (fact.day.on, fact.recorded_at, rank, fact.id)


def reached_by(amount: Amount | None, performed: list[Fact]) -> Fact | None:
    """The fact by which what was owed is performed, or None while it is not.

    Without an amount, the first fact in full. Exactly and at most: in full, or once the parts reach it. At least:
    one fact that reaches it by itself, or the parts where it asks for the total, or one in full that names no sum.
    About: only one in full.
    """
    total = Decimal(0)
    for fact in performed:
        what = fact.what
        if not isinstance(what, Performed):
            continue
        if amount is None:
            if what.in_full is not False:
                return fact
            continue
        money = _money(fact, amount) or Decimal(0)
        total += money
        if amount.bound == "at least":
            counted = total if amount.in_total else money
            if counted >= amount.number or (what.in_full and what.amount is None):
                return fact
        elif what.in_full or (amount.bound != "about" and total >= amount.number):
            return fact
    return None


def _money(fact: Fact, amount: Amount | None) -> Decimal | None:
    """The sum that a performance names, where it is in the currency that is owed."""
    what = fact.what
    if not isinstance(what, Performed) or what.amount is None:
        return None
    if amount is not None and what.currency != amount.currency:
        return None
    return Decimal(what.amount)


def is_met(obligation: Obligation, fact: Fact) -> bool | None:
    """Whether a reading meets its covenant or test; None where it cannot be told."""
    reading = fact.what
    if not isinstance(reading, Reading):
        return None
    if reading.met is not None:
        return reading.met
    if reading.value is None or obligation.threshold is None:
        return None
    return obligation.threshold.met_by(Decimal(reading.value), fact.day.on)
