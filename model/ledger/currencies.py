"""The currencies of a docket: the one that a sum is taken to be in, and those that a sign can stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from model.docket import Docket


class Currencies(NamedTuple):
    """The code of the currency that is used most, empty where none is; and every code that is used."""

    usual: str = ""
    used: frozenset[str] = frozenset()


def currencies_of(docket: Docket) -> Currencies:
    """Those that the metrics, amounts and thresholds of a docket are in. Of two used alike the one entered first."""
    counted = Counter(code for code in _codes(docket) if code)
    usual = counted.most_common(1)[0][0] if counted else ""
    return Currencies(usual, frozenset(counted))


def _codes(docket: Docket) -> Iterator[str]:
    yield from (one.currency for one in docket.metrics.values())
    for obligation in docket.obligations.values():
        yield from (part.currency for part in (obligation.amount, obligation.share, obligation.threshold) if part)
