"""An amount that is a percentage of something: of what another brings in, of a metric, or of a sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from model.record.base import Currency, DecimalText, Id, Problem, Value


class OfProceeds(Value, frozen=True, kw_only=True, tag_field="of", tag="proceeds"):
    """Of what another obligation has brought in."""

    obligation: Id


class OfMetric(Value, frozen=True, kw_only=True, tag_field="of", tag="metric"):
    """Of the last figure of a metric."""

    metric: Id


class OfSum(Value, frozen=True, kw_only=True, tag_field="of", tag="sum"):
    """Of a stated sum."""

    value: DecimalText


class Share(Value, frozen=True, kw_only=True):
    """``percent`` (75 for 75 %, 0.25 for 25 basis points) of a base, at least ``floor``, at most ``cap``.

    The base is what it is on the day of the assessment, and is fixed at the end of the due day. In a series it is what
    came in since the due day before. Money in ``currency``.
    """

    percent: DecimalText
    base: OfProceeds | OfMetric | OfSum
    currency: Currency = ""
    floor: DecimalText | None = None
    cap: DecimalText | None = None
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """More than nothing, in a currency, its floor not over its cap."""
        if Decimal(self.percent) <= 0:
            yield Problem("share", "A percentage is more than zero. Write 75 for 75 %, 0.25 for 25 basis points.")
        if not self.currency:
            yield Problem("share", "A percentage of money needs its currency. Write its code, such as USD.")
        if isinstance(self.base, OfSum) and Decimal(self.base.value) <= 0:
            yield Problem("share", "The sum that it is a percentage of is more than zero.")
        bounds = [Decimal(one) for one in (self.floor, self.cap) if one is not None]
        if any(bound < 0 for bound in bounds):
            yield Problem("share", "A floor or cap is not less than zero.")
        if len(bounds) == 2 and bounds[0] > bounds[1]:
            yield Problem("share", "The floor lies over the cap. Correct one of the two.")
