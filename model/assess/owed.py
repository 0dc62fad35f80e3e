"""What is owed in money on a day: a stated sum, a percentage of something, or one of the instalments of a sum.

How a percentage came about is kept as a :class:`ShareTrail`. Readers ask :func:`model.assess.amounts.amount_owed`.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext

from msgspec import Struct
from msgspec.structs import replace

from model.record.amount import Amount
from model.record.obligation import Obligation
from model.record.share import OfSum, Share

CENT = Decimal("0.01")
_DIGITS = 80
"""Figures are exact to so many digits, which is more than any record holds."""


class ShareTrail(Struct, frozen=True, gc=False):
    """How a percentage came about: of what was there ``on`` a day, ``fixed`` at the end of a due day or still open.

    ``after`` is the due day before, in a series of which only what came in since counts. ``base`` is None where it
    cannot be told; ``exact`` is the percentage of it to the cent, ``sum`` the same held to floor and cap.
    """

    share: Share
    on: date
    fixed: bool = False
    after: date | None = None
    base: Decimal | None = None
    exact: Decimal | None = None
    sum: Decimal | None = None


class AmountOwed(Struct, frozen=True, gc=False):
    """An amount that is worked out: None while it cannot be told, and then only what is "in full" reaches it.

    ``instalment`` is the place among how many, where a sum is divided over a series.
    """

    amount: Amount | None
    currency: str
    trail: ShareTrail | None = None
    instalment: tuple[int, int] | None = None

    @property
    def is_nought(self) -> bool:
        """Whether nothing is owed."""
        return self.amount is not None and self.amount.number == 0

    @property
    def judged_by(self) -> Amount:
        """The amount that performances are held against; one that cannot be told is reached as "about" is."""
        return self.amount or Amount(value="1", currency=self.currency, bound="about")


def owing(node: Obligation, owed: AmountOwed | None) -> Obligation:
    """The obligation with the amount that is worked out for it in place of what its record says."""
    return node if owed is None else replace(node, amount=owed.judged_by, share=None)


def share_of_base(share: Share, base: Decimal | None, on: date, *, fixed: bool, after: date | None) -> AmountOwed:
    """The percentage of a base: half up to the cent, then held to floor and cap, and never less than nothing.

    >>> from datetime import date
    >>> from model.record.share import OfSum
    >>> share = Share(percent="0.25", base=OfSum(value="1000001"), currency="USD")
    >>> share_of_base(share, Decimal("1000001"), date(1996, 12, 31), fixed=True, after=None).amount.value
    '2500'
    """
    if base is None:
        return AmountOwed(None, share.currency, ShareTrail(share, on, fixed, after))
    with localcontext() as context:
        context.prec = _DIGITS
        exact = (base * Decimal(share.percent) / 100).quantize(CENT, ROUND_HALF_UP)
    bounded = max(exact, Decimal(share.floor)) if share.floor is not None else exact
    bounded = min(bounded, Decimal(share.cap)) if share.cap is not None else bounded
    bounded = max(bounded, Decimal(0))
    amount = Amount(value=_text(bounded), currency=share.currency)
    exact, bounded = Decimal(_text(exact)), Decimal(_text(bounded))
    return AmountOwed(amount, share.currency, ShareTrail(share, on, fixed, after, base, exact, bounded))


def instalment(amount: Amount, place: int, count: int) -> AmountOwed:
    """One of the equal parts of a sum, rounded down to the cent; the last takes the rest.

    >>> [instalment(Amount(value="100", currency="USD", in_all=True), n, 3).amount.value for n in (1, 2, 3)]
    ['33.33', '33.33', '33.34']
    """
    with localcontext() as context:
        context.prec = _DIGITS
        part = (amount.number / count).quantize(CENT, ROUND_DOWN)
        value = amount.number - part * (count - 1) if place == count else part
    return AmountOwed(replace(amount, value=_text(value), in_all=False), amount.currency, instalment=(place, count))


def _text(number: Decimal) -> str:
    """A figure in its one normal form, whatever its size."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def owed_alone(node: Obligation, day: date) -> AmountOwed | None:
    """What can be told of an amount without any other record: of a percentage, only one of a stated sum."""
    if node.share is None:
        return None
    base = Decimal(node.share.base.value) if isinstance(node.share.base, OfSum) else None
    return share_of_base(node.share, base, day, fixed=True, after=None)


class SeriesSums(Struct, frozen=True, gc=False):
    """What the occurrences of a series come to in money: owed in all, or by those that have come and the next."""

    owed: Decimal
    paid: Decimal
    outstanding: Decimal
    currency: str
