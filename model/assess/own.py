"""Step 0: what an obligation's own facts say, before any other record is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from model.assess.spells import ALWAYS, NEVER, Spells, joined, preceding, spell
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
    in_course,
    is_too_early,
)
from model.record.obligation import Obligation


class Submission(Struct, frozen=True):
    """Handed in on ``day``; voided or answered on ``voided``, or never so far."""

    day: date
    voided: date = NEVER


class Own(Struct, frozen=True, kw_only=True):
    """What the facts about one obligation (or one occurrence of it) say.

    ``done`` is the day of performance, approved and reached as the obligation asks; ``part`` the first day on which
    something was performed; ``brought`` the sum of money recorded; ``performed`` the performances that stand behind
    all three. ``approved`` is the day of the approval. ``early`` is what was performed or submitted too early, which
    counts for nothing, and ``taken`` what was accepted all the same. ``withdrawn`` is the last fact that withdrew an
    approval, and ``held`` are the days on which it stood performed by one that is withdrawn.
    """

    done: date | None = None
    done_by: Fact | None = None
    part: date | None = None
    brought: Decimal | None = None
    performed: tuple[Fact, ...] = ()
    submissions: tuple[Submission, ...] = ()
    approved: date | None = None
    cancelled: date | None = None
    ceased: tuple[date, ...] = ()
    readings: tuple[Fact, ...] = ()
    not_performed: Fact | None = None
    verified: int = 0
    inexact: tuple[Fact, ...] = ()
    early: tuple[Fact, ...] = ()
    taken: tuple[Fact, ...] = ()
    withdrawn: Fact | None = None
    held: Spells = ()


NOTHING = Own()


def own_facts(obligation: Obligation, facts: tuple[Fact, ...], day: date, opens: date = ALWAYS) -> Own:
    """Read the facts about ``obligation`` by ``day``, in the order of their days; before ``opens`` it is too early."""
    if not facts:
        return NOTHING
    early: tuple[Fact, ...] = ()
    if opens != ALWAYS and (early := tuple(fact for fact in facts if is_too_early(fact, opens, day))):
        facts = tuple(fact for fact in facts if fact not in early)
    handed = _handed(obligation, facts)
    performed = handed.performed
    done, done_by = _done(obligation, handed)
    sums = [_money(fact, obligation.amount) for fact in performed]
    known = [amount for amount in sums if amount is not None]
    return Own(
        done=done,
        done_by=done_by,
        part=performed[0].day.on if performed else None,
        brought=sum(known, Decimal(0)) if known else None,
        performed=tuple(performed),
        submissions=tuple(handed.submissions),
        approved=handed.approval.day.on if handed.approval else None,
        cancelled=next((fact.day.on for fact in facts if isinstance(fact.what, Cancelled)), None),
        ceased=tuple(fact.day.on for fact in facts if isinstance(fact.what, DefaultCeased)),
        readings=tuple(fact for fact in facts if isinstance(fact.what, Reading)),
        not_performed=next((fact for fact in facts if isinstance(fact.what, NotPerformed)), None),
        verified=len({fact.recorded_by for fact in facts if isinstance(fact.what, Verified)}),
        inexact=tuple(fact for fact in facts if not fact.day.exact),
        early=early,
        taken=tuple(fact for fact in facts if is_too_early(fact, opens, ALWAYS)) if opens != ALWAYS else (),
        withdrawn=handed.withdrawn,
        held=joined(*handed.held) if handed.held else (),
    )


class _Handed(Struct):
    """What was handed in, in the order in which it was, and what became of it."""

    performed: list[Fact]
    submissions: list[Submission] = []
    approval: Fact | None = None
    accepted: Submission | None = None
    withdrawn: Fact | None = None
    held: list[Spells] = []

    def void(self, day: date) -> None:
        """Whatever was handed in and not voided yet is void from ``day`` on."""
        self.submissions = [item if item.voided != NEVER else Submission(item.day, day) for item in self.submissions]


def _handed(obligation: Obligation, facts: tuple[Fact, ...]) -> _Handed:
    """Go through the facts in order. Where no approval is needed, every performance stands.

    A rejection voids what was handed in since the approval, if any; one that withdraws the approval voids all of it.
    """
    if obligation.approval is None:
        return _Handed([fact for fact in facts if isinstance(fact.what, Performed)])
    handed, approved = _Handed([]), 0
    for fact in sorted(facts, key=in_course):
        what = fact.what
        if isinstance(what, Performed):
            handed.performed.append(fact)
        if isinstance(what, Submitted | Performed) and handed.approval is None:
            handed.submissions.append(Submission(fact.day.on))
        elif isinstance(what, Approved):
            approved = len(handed.performed)
            if handed.approval is None:
                live = [item for item in handed.submissions if item.voided == NEVER]
                handed.approval, handed.accepted = fact, live[-1] if live else None
        elif isinstance(what, Rejected) and what.withdraws_approval and handed.approval is not None:
            _withdraw(obligation, handed, fact)
            approved = 0
        elif isinstance(what, Rejected):
            handed.performed = handed.performed[:approved]
            if handed.approval is None:
                handed.void(fact.day.on)
    return handed


def _withdraw(obligation: Obligation, handed: _Handed, fact: Fact) -> None:
    """Void the approval and all that was handed in, from the day of the fact on and not before."""
    done, _ = _done(obligation, handed)
    if done is not None:
        handed.held.append(spell(done, preceding(fact.day.on)))
    if handed.approval is not None:
        handed.void(handed.approval.day.on)
    handed.performed, handed.approval, handed.accepted, handed.withdrawn = [], None, None, fact


def _done(obligation: Obligation, handed: _Handed) -> tuple[date | None, Fact | None]:
    """The day of performance and the fact that made it, as far as what was handed in stands."""
    reached = reached_by(obligation.amount, handed.performed)
    if obligation.approval is None:
        return (reached.day.on if reached else None), reached
    approval, accepted = handed.approval, handed.accepted
    if approval is None or (obligation.amount is not None and reached is None):
        return None, None
    for_submission = obligation.approval.deadline_for == "submission"
    done = accepted.day if accepted and for_submission else approval.day.on
    if obligation.amount is not None and reached is not None:
        done = max(done, reached.day.on)
    return done, approval


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
