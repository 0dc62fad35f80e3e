"""The parts of a recurrence rule, in the one order in which the notation keeps them.

>>> rule_parts("FREQ=MONTHLY;BYMONTHDAY=-1")
{'FREQ': 'MONTHLY', 'BYMONTHDAY': '-1'}
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from model.days.recurrence import check_rule
from model.errors import DayError

_ORDER: Final = (
    "FREQ", "INTERVAL", "COUNT", "WKST", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS",
)  # fmt: skip


def rule_parts(rule: str) -> dict[str, str]:
    """The parts of a rule by their names, in their order."""
    return dict(part.split("=", 1) for part in rule.split(";"))


def join_parts(parts: dict[str, str]) -> str:
    """The parts as a rule, in the order in which the notation keeps them."""
    return ";".join(f"{key}={parts[key]}" for key in _ORDER if key in parts)


def check_placed(rule: str) -> None:
    """Refuse, with DayError, a rule whose days hang on a start that it does not have."""
    parts = rule_parts(rule)
    if "COUNT" in parts:
        raise DayError("A number of times counts from a first day. Say from which day.")
    if "INTERVAL" in parts:
        raise DayError("The recurrence leaves days out. Say from which day it counts.")
    if parts["FREQ"] != "DAILY" and not {"BYMONTHDAY", "BYDAY", "BYYEARDAY"} & set(parts):
        raise DayError("The recurrence does not say on which day. Say it, or from which day it counts.")


def ordered_rule(rule: str, until: date | None = None) -> tuple[str, date | None]:
    """The rule with its parts in order and plain numbers, and its end as a day. Raises DayError.

    >>> ordered_rule("BYDAY=+1MO;UNTIL=19971231;FREQ=MONTHLY;INTERVAL=1")
    ('FREQ=MONTHLY;BYDAY=1MO', datetime.date(1997, 12, 31))
    """
    check_rule(rule)
    parts = {key: re.sub(r"\+?\b0*([1-9])", r"\1", value) for key, value in rule_parts(rule).items()}
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if end := parts.pop("UNTIL", ""):
        last = date(int(end[:4]), int(end[4:6]), int(end[6:]))
        until = min(last, until or last)
    return join_parts(parts), until
