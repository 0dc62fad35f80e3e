"""Where the law that governs a contract moves a day that is closed: which law does is data of the rulebook.

A rule of the rulebook that lists governing laws moves the days of contracts under them, unless the contract says
otherwise; its steps are one roll, by the calendar of that law.

>>> found = roll_of_law("the laws of the State of New York")
>>> found.citation, found.convention, found.calendars
('N.Y. Gen. Constr. Law 25(1)', 'following', ('US-NY',))
>>> roll_of_law("England and Wales") is None
True
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from model.days.operation import Convention, Roll
from model.days.rulebook import Rule, rulebook


class LawRoll(NamedTuple):
    """How a law moves a closed day of a contract: the rule's id, where it stands, the roll, and whose closed days."""

    rule: str
    citation: str
    convention: Convention
    calendars: tuple[str, ...]


@lru_cache(maxsize=256)
def roll_of_law(governing_law: str) -> LawRoll | None:
    """The roll of the law that an instrument names; None where no rule has one, and where two laws differ."""
    said = " ".join(governing_law.casefold().split())
    found = {rule.id: rule for rule in rulebook() if any(_names(said, law) for law in rule.governs)}
    return _roll(next(iter(found.values()))) if len(found) == 1 else None


@lru_cache(maxsize=64)
def roll_of_rule(id: str) -> LawRoll | None:
    """The roll of a rule that an instrument has taken; None for one that the rulebook no longer has."""
    return next((_roll(rule) for rule in rulebook() if rule.id == id and rule.governs), None)


def _names(said: str, law: str) -> bool:
    return re.search(rf"\b{re.escape(law.casefold())}(?!\w)", said) is not None


def _roll(rule: Rule) -> LawRoll:
    version = rule.versions[-1]
    reading = version.readings[0]
    convention = next(step.convention for step in reading.steps if isinstance(step, Roll))
    return LawRoll(rule.id, version.citation, convention, reading.calendars)
