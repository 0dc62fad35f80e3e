"""How far a rule of the rulebook can be relied on, in words: how its text was read, and who else worked it out.

A rule counts as verified only where its own words were read in an official or first-hand copy. A misread rule is not
caught by computing it twice, so whether others published a case of it is said as well.

>>> say_grade("official")
'Verified: its official text was read.'
>>> say_cases(0), say_cases(2)
('worked out by two methods, no published case', 'held against 2 published cases')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from model.days.wording import say_count

Read: TypeAlias = Literal["official", "secondary", "unread"]
"""How the text of a rule was read: in an official or first-hand copy, in a copy elsewhere, or not at all."""

GRADES: Final[Mapping[Read, str]] = {
    "official": "verified: its official text was read",
    "secondary": "unverified: its text was read in a copy, not in the official text",
    "unread": "unverified: its text was not read; check it before relying on it",
}
"""What is said of a rule by how its text was read."""


def say_grade(read: Read) -> str:
    """The grade as a sentence."""
    return f"{GRADES[read][:1].upper()}{GRADES[read][1:]}."


def say_cases(published: int) -> str:
    """By how many cases that others published the rule was checked."""
    if not published:
        return "worked out by two methods, no published case"
    return f"held against {say_count(published, 'published case')}"
