"""A figure as people type it or copy it from a spreadsheet, read into the normal form of its metric."""

from __future__ import annotations

import re

from model.errors import InvalidRecord
from model.record.base import decimal_text
from model.record.metric import Metric
from model.record.money import read_sum

_NEGATIVE = re.compile(r"\((?P<inner>[^()]*)\)")


def read_value(metric: Metric, typed: str) -> str:
    """A figure of a metric as people type or paste it, in normal form: ``$1,200``, ``(3.5)``, ``175 %``.

    Raises :class:`model.errors.InvalidRecord` for what is no number, or is in another unit than the metric.
    """
    text = typed.strip().replace("−", "-").replace("–", "-")
    inner = _NEGATIVE.fullmatch(text)
    text = f"-{inner['inner'].strip()}" if inner else text
    if text.endswith("%"):
        if metric.unit != "percent":
            raise InvalidRecord(f"“{typed.strip()}” is a per cent, and {metric.name} is not. Write it in its own unit.")
        text = text[:-1]
    sign = "-" if text.startswith("-") else ""
    text = text.removeprefix("-").strip()
    value = _money(metric, text) if metric.unit == "money" else decimal_text(text)
    return value if not sign or value == "0" else f"-{value}"


def _money(metric: Metric, text: str) -> str:
    read = read_sum(text, metric.currency, (metric.currency,))
    if read.currency != metric.currency:
        raise InvalidRecord(f"{metric.short} is in {metric.currency}, not in {read.currency}. Convert it first.")
    return read.figure
