"""The first day of a series where it is said by its month or as a payment: “starting in April 2026”.

>>> bool(_MONTH.match("starting in april 2026")), bool(_PAYMENT.match("first payment due on 1 may 2026"))
(True, True)
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.clause import Clause
from model.days.notation.dates import a_date
from model.days.notation.pattern import Pattern
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.series import Repeat
from model.days.recurrence import occurrences
from model.days.wording import MONTHS, say_day
from model.errors import DayError

_MONTH: Final = Pattern(
    rf"(?:starting|beginning|commencing|from)(?: in| with| from)?(?: the month of)? (?P<month>{'|'.join(MONTHS)})"
    r",? (?P<year>[0-9]{4})(?=$|,| until| through| to)",
    re.IGNORECASE,
)
_PAYMENT: Final = Pattern(
    r"(?:with |and )?(?:the )?first (?:such )?(?:payment|instal+ment|delivery|report)"
    r"(?: due| being| falling| falling due| to be made)? on(?= )"
)


def first_month(reader: Reader, clause: Clause) -> Build[date] | None:
    """The month with which a series starts, where its days are placed without it and nothing counts from them."""
    start = reader.at
    found = reader.fits(_MONTH) if _placed(clause) else None
    if found is None:
        reader.at = start
        return None
    month = [name.casefold() for name in MONTHS].index(found["month"].casefold()) + 1
    return constant(date(int(found["year"]), month, 1))


def first_payment(reader: Reader, clause: Clause) -> Build[date] | None:
    """The day of the first payment, which is one of the series: else a payment would be lost."""
    start, at = reader.at, reader.position(reader.offset)
    placed = _placed(clause)
    day = a_date(reader) if placed and reader.fits(_PAYMENT) else None
    if placed is None or day is None:
        reader.at = start
        return None

    def build(asker: Asker) -> date:
        first = day(asker)
        if placed.steps or not occurrences(placed.rule, first, first):
            raise NotationError(f"{say_day(first)} is none of the days that come again. Write the first by itself.", at)
        return first

    return build


def _placed(clause: Clause) -> Repeat | None:
    """What comes again, where its days are known without a first one; None where the first would settle them."""
    if clause.repeat is None or clause.drafts:
        return None
    asker = Asker()
    try:
        found = clause.repeat(asker, None)
    except DayError:
        return None
    return None if asker.asked or found.anchor or not found.rule else found
