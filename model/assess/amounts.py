"""Amounts: what was performed of a sum in parts, over and under, with what remains; and funds that must add up.

A fund is a metric (what lies in an account as of a day), or an obligation that brings money in. What "about" stands
before is taken to be right to half of the last figure that is stated: about 2,400,000 is 2,350,000 to 2,450,000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from model.assess.own import reached_by
from model.assess.standing import Position, Standing
from model.assess.weighed import Weighed
from model.docket import Docket
from model.record.amount import Amount
from model.record.fact import Fact, Performed
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief


def amount_owed(node: Node, position: Position) -> Amount | None:
    """The amount that is owed: as the record states it, else as it is worked out by the day of the assessment.

    Of a series that of the occurrence by which it stands. None where there is none, and where it cannot be told.
    """
    if isinstance(node, Relief):
        return None
    return node.amount if position.owed is None else position.owed.amount


def amount_of(w: Weighed) -> Amount | None:
    """The same of what is only weighed yet."""
    return w.node.amount if w.owed is None else w.owed.amount


def part_performed(node: Node, position: Position) -> float | None:
    """The part of what is owed that is performed, 0 to 1; None where no amount is owed or it cannot be told.

    Of a sum that is divided over a series it is the part of the whole.
    """
    amount, sums = amount_owed(node, position), position.sums
    if amount is None:
        return None
    if isinstance(node, Obligation) and node.amount and node.amount.in_all and sums is not None:
        return float((sums.owed - sums.outstanding) / sums.owed)
    if amount.number == 0:
        return 1.0
    return min(1.0, float((position.performed or Decimal(0)) / amount.number))


class PartPerformed(Struct, frozen=True):
    """One performance: the fact, its day, and the sum; None where it names none in the currency that is owed."""

    fact: str
    day: date
    amount: Decimal | None
    in_full: bool


class AmountAccount(Struct, frozen=True):
    """What stands to an amount: its parts, their sum, what remains, by how much it is over or under.

    ``remains`` is None once it is reached, and where it cannot be known. Of an amount that one performance must reach
    ("at least", unless in total) it is what the greatest of them lacks. ``over`` and ``under`` are not what is merely
    still open: over is more than is owed, under is less though it is recorded as all. ``foreign`` are facts in other
    currencies.
    """

    owed: Amount
    parts: tuple[PartPerformed, ...]
    performed: Decimal
    reached: bool
    remains: Decimal | None
    over: Decimal | None = None
    under: Decimal | None = None
    foreign: tuple[str, ...] = ()


def account_of(obligation: Obligation, facts: tuple[Fact, ...]) -> AmountAccount | None:
    """What stands to an obligation's amount by these facts about it (or one occurrence); None where it has none."""
    owed = obligation.amount
    if owed is None:
        return None
    performed = [fact for fact in facts if isinstance(fact.what, Performed)]
    parts = tuple(_part(fact, fact.what, owed) for fact in performed if isinstance(fact.what, Performed))
    sums = [part.amount for part in parts if part.amount is not None]
    total = sum(sums, Decimal(0))
    reached = reached_by(owed, performed) is not None
    by_itself = owed.bound == "at least" and not owed.in_total
    counted = max(sums, default=Decimal(0)) if by_itself else total
    open_sum = owed.number - counted
    foreign = tuple(
        fact.id for fact in performed if isinstance(fact.what, Performed) and _is_foreign(fact.what, owed.currency)
    )
    return AmountAccount(
        owed,
        parts,
        total,
        reached,
        remains=open_sum if open_sum > 0 and not reached else None,
        over=_over(owed, total),
        under=_under(owed, total) if reached and all(part.amount is not None for part in parts) else None,
        foreign=foreign,
    )


def _part(fact: Fact, what: Performed, owed: Amount) -> PartPerformed:
    known = what.amount is not None and what.currency == owed.currency
    return PartPerformed(
        fact.id, fact.day.on, Decimal(what.amount) if known and what.amount else None, what.in_full is True
    )


def _is_foreign(what: Performed, currency: str) -> bool:
    return what.amount is not None and what.currency != currency


def _over(owed: Amount, total: Decimal) -> Decimal | None:
    """By how much more than is owed was performed; more than at least is no more than is owed."""
    more = total - owed.number
    return more if owed.bound != "at least" and more > leeway(owed) else None


def _under(owed: Amount, total: Decimal) -> Decimal | None:
    """By how much less was performed where all is said to be; at most is reached by any sum."""
    less = owed.number - total
    return less if owed.bound in ("exactly", "about") and less > leeway(owed) else None


def leeway(amount: Amount) -> Decimal:
    """How far from the figure the sum may lie: half of its last stated figure where it is "about", else nothing.

    >>> leeway(Amount(value="2400000", currency="USD", bound="about"))
    Decimal('50000')
    >>> leeway(Amount(value="2400000", currency="USD"))
    Decimal('0')
    """
    if amount.bound != "about":
        return Decimal(0)
    exponent = amount.number.normalize().as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1)
    return half.quantize(Decimal(1)) if half == half.to_integral_value() else half


# --- Funds ------------------------------------------------------------------------------------------------


class Allocated(Struct, frozen=True):
    """The allocations of one fund against what it holds.

    ``fund`` is a metric or the obligation that brings it in; ``total`` is None where it is not known by the day.
    ``leeway`` is how far the sum may lie from the total, since sums are "about". ``adds_up`` is None where it cannot
    be told: the total is not known, or an allocation has no amount or one in another currency (``unknown``).
    """

    fund: str
    allocations: tuple[str, ...]
    sum: Decimal
    currency: str
    total: Decimal | None
    leeway: Decimal
    about: bool
    unknown: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """The sum less the total: positive where more is allocated than there is."""
        return None if self.total is None else self.sum - self.total

    @property
    def adds_up(self) -> bool | None:
        """Whether the allocations come to the total, as near as it is stated."""
        if self.difference is None or self.unknown:
            return None
        return abs(self.difference) <= self.leeway


class Known(Struct, frozen=True):
    """What is asked of the pass that makes an assessment: how an obligation stands, what it brought in and owes."""

    day: date
    standing: Callable[[str], Standing]
    brought: Callable[[str], Decimal | None]
    owed: Callable[[str], Amount | None]


def allocated_by(docket: Docket, known: Known, obligation: Obligation) -> Allocated | None:
    """The fund that an allocation is made of, with all its allocations on the day; None where it is of none."""
    fund = fund_of(obligation)
    if fund is None:
        return None
    currency, total, slack = _holds(docket, known, fund)
    mates = [docket.obligations[one] for one in mates_of(docket, obligation) if _counts(docket, known, one)]
    if not mates:
        return None
    amounts = [(one.id, known.owed(one.id)) for one in mates]
    stated = [amount for _, amount in amounts if amount is not None and amount.currency == currency]
    unknown = tuple(one for one, amount in amounts if amount is None or amount.currency != currency)
    return Allocated(
        fund,
        tuple(one for one, _ in amounts),
        sum((amount.number for amount in stated), Decimal(0)),
        currency,
        total,
        sum((leeway(amount) for amount in stated), slack),
        any(amount.bound == "about" for amount in stated),
        unknown,
    )


def fund_of(obligation: Obligation) -> str | None:
    """The metric or obligation that an allocation is made of: its fund, else what it is paid from."""
    if obligation.kind != "allocation":
        return None
    paid = obligation.paid_from[0].to if len(obligation.paid_from) == 1 else None
    return obligation.fund or paid


def mates_of(docket: Docket, obligation: Obligation) -> Iterator[str]:
    """The allocations of the same fund, itself among them, in the order of entry."""
    fund = fund_of(obligation)
    if fund is None:
        return
    near = docket.measured_by.get(fund, ()) if obligation.fund else (end.id for end in docket.links_to.get(fund, ()))
    found = {one for one in near if one in docket.obligations and fund_of(docket.obligations[one]) == fund}
    yield from sorted(found, key=docket.places.__getitem__)


def _counts(docket: Docket, known: Known, allocation: str) -> bool:
    """Whether it is an allocation on the day: agreed by then, and not released since."""
    instrument = docket.instruments.get(docket.obligations[allocation].instrument or "")
    begins = instrument.begins if instrument else None
    return known.standing(allocation) is not Standing.RELEASED and (begins is None or begins <= known.day)


def _holds(docket: Docket, known: Known, fund: str) -> tuple[str, Decimal | None, Decimal]:
    """The currency of a fund, what it holds by the day, and how near that is stated."""
    metric = docket.metrics.get(fund)
    if metric is not None:
        figures = docket.figures_of.get(fund, ())
        held = [one.number for one in figures if one.as_of <= known.day and not one.expected and not one.cure]
        return metric.currency, held[-1] if held else None, Decimal(0)
    source = known.owed(fund)
    brought = known.brought(fund)
    if source is None:
        return "", None, Decimal(0)
    if brought is not None:
        return source.currency, brought, Decimal(0)
    stated = source.bound in ("exactly", "about")
    return source.currency, source.number if stated else None, leeway(source)
