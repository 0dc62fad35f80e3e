"""Parties: who owes and who is owed."""

from __future__ import annotations

from collections.abc import Iterator

from model.record.base import Problem, Record


class Party(Record, frozen=True, kw_only=True):
    """A company, bank, regulator or court. ``ours``: it is we, or one of our group."""

    name: str
    short_name: str = ""
    ours: bool = False
    email: str = ""
    notes: str = ""

    @property
    def short(self) -> str:
        """The name that fits a table."""
        return self.short_name or self.name

    def problems(self) -> Iterator[Problem]:
        """A party has a name."""
        if not self.name.strip():
            yield Problem("name", "A party needs a name.")
        yield from email_problems(self.email)


def email_problems(email: str) -> Iterator[Problem]:
    """An address has one @ with something on both sides, and no white space."""
    local, at, domain = email.partition("@")
    if email and (not at or not local or not domain or "@" in domain or any(c.isspace() for c in email)):
        yield Problem("email", f"“{email}” is no e-mail address. Write it as name@company.com.")
