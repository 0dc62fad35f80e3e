"""The rule of the rulebook that a deadline counts by: its citation, and how its text was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from model.assess.standing import DateLine
from model.days.provenance import GRADES, Read
from model.errors import DayError
from model.record.deadline import After, Anchor, Deadline, Every, dated_parts

RULE_READ: Final[Mapping[Read, str]] = {
    "official": "rule read",
    "secondary": "rule copy read",
    "unread": "rule unread",
}
"""The code that of the reason that says how the text of a rule was read."""


class Authority(NamedTuple):
    """A rule by its title, as it stood on day zero: where it is written, its words, how they were read.

    ``cases`` says whether others published a case of it; empty for a rule that the rulebook no longer has.
    """

    title: str
    citation: str
    quote: str
    read: Read
    note: str = ""
    cases: str = ""


def authority_of(part: After[Anchor] | Every, day_zero: date | None) -> Authority | None:
    """The rule behind a deadline, in the version of its day zero, else in the latest; None where it names none.

    A rule that the rulebook no longer has is named by its id, unread: the deadline keeps its own steps.
    """
    if not part.rulebook:
        return None
    from model.days.rulebook import rule_named

    try:
        rule = rule_named(part.rulebook)
    except DayError:
        return Authority(part.rulebook, "no longer in the rulebook", "", "unread")
    version = rule.versions[-1]
    if day_zero is not None:
        version = next((one for one in rule.versions if one.holds_on(day_zero)), version)
    return Authority(rule.title, version.citation, version.quote, version.read, version.note, rule.say_cases(version))


def ruled_parts(deadline: Deadline | None) -> Iterator[After[Anchor] | Every]:
    """The parts of a deadline that were taken from the rulebook."""
    parts = (deadline,) if isinstance(deadline, Every) else dated_parts(deadline)
    return (part for part in parts if isinstance(part, After | Every) and part.rulebook)


def authority_lines(part: After[Anchor] | Every, day_zero: date | None) -> Iterator[DateLine]:
    """The rule, its words, and what to mind about it."""
    found = authority_of(part, day_zero)
    if found is None:
        return
    yield DateLine(None, f"{found.title}: {found.citation}", "note")
    if found.quote:
        yield DateLine(None, found.quote, "note", quoted=True)
    if found.note:
        yield DateLine(None, found.note, "note")
    yield DateLine(None, "; ".join(filter(None, (GRADES[found.read], found.cases))), "note")
