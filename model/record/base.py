"""What every record is: a frozen value with a permanent id that can say what is wrong with it.

A record never changes; a change makes another with the same id. Its canonical form is JSON with sorted keys and
defaults left out (see :mod:`model.record.door`). Days are ISO dates; figures are decimal text, never binary
fractions, so that what counsel typed is what is stored.
"""

from __future__ import annotations

import re
import uuid
from decimal import Decimal, InvalidOperation
from typing import Annotated

from model.days.value import Problem, Value
from model.errors import InvalidRecord
from model.record.strict import patterned

__all__ = ["Currency", "DecimalText", "Id", "Problem", "Record", "Ref", "Value", "decimal_text", "new_id"]

Id = Annotated[str, patterned(r"^[a-z0-9][a-z0-9-]{1,63}$", "Permanent id of a record.")]
"""A permanent id: lower case letters, figures and hyphens, 2 to 64 of them. Calendar UIDs are made from it."""

DecimalText = Annotated[
    str,
    patterned(
        r"^(?!-0$)-?(0|[1-9][0-9]{0,17})(\.[0-9]{0,11}[1-9])?$",
        "A decimal number in its one normal form: no exponent, no needless zeros.",
    ),
]
"""A decimal number as normalised text, e.g. ``"9000000"`` or ``"2.5"``."""

Ref = Annotated[
    str,
    patterned(r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,23}$", "Short reference such as USMX-7."),
]

Currency = Annotated[str, patterned(r"^([A-Z]{3})?$", "ISO 4217 code, or empty.")]


class Record(Value, frozen=True, kw_only=True):
    """A record: a value with a permanent id."""

    id: Id


def new_id(kind: str) -> str:
    """Return a fresh permanent id for a record of ``kind``, e.g. ``obligation-5f0c…``."""
    return f"{kind}-{uuid.uuid4().hex[:20]}"


_TYPED = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?")
"""A number as people type it: a comma sets thousands apart and nothing else, since “2,5” could mean 2.5 or 25."""


def decimal_text(number: str | Decimal | int) -> str:
    """Return ``number`` in its one normal form.

    Raises :class:`InvalidRecord` for what is no finite decimal number, or could be two.

    >>> decimal_text("9,000,000.00"), decimal_text("2.50"), decimal_text(-0)
    ('9000000', '2.5', '0')
    >>> decimal_text("2,5")
    Traceback (most recent call last):
    model.errors.InvalidRecord: “2,5” is no number. Write figures such as 9,000,000 or 2.5.
    """
    value = _read(number) if isinstance(number, str) else Decimal(number)
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise InvalidRecord(f"“{number}” is no number. Write figures such as 9,000,000 or 2.5.")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if len(text.partition(".")[2]) > 12:
        raise InvalidRecord(f"“{number}” has more than 12 decimals. Round it.")
    return "0" if text in ("-0", "") else text


def _read(typed: str) -> Decimal:
    figures = re.sub(r"\s", "", typed)
    try:
        return Decimal(figures.replace(",", "")) if _TYPED.fullmatch(figures) else Decimal("NaN")
    except InvalidOperation:
        return Decimal("NaN")
