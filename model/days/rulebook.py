"""The rulebook: deadlines that statutes, rules and courts set, each with its citation, its steps and its years.

A rule changes when the law does, so it has versions; the one that holds is chosen by the trigger, day zero. A version
has a second reading only where authorities differ, the conservative one first. Each says how its text was read, and
whatever counts by it says so too: `provenance` has the words.

`resources/rules/*.toml` is what people write and read; `resources/rules/rulebook.json` is made from it by
`python -m model.days.rules`, since reading all the TOML files takes too long at start.

>>> quarterly = rule_named("sec-10q-non-accelerated")
>>> outcome = work_out_rule(quarterly, date(2022, 3, 31))
>>> say_day(outcome.day), outcome.version.citation
('Mon 16 May 2022', 'Form 10-Q, General Instruction A.1.b; 17 CFR 240.0-3(a)')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal

import msgspec

from model.days.calendar import Calendar, named
from model.days.operation import Step
from model.days.provenance import Read, say_cases
from model.days.step import StepLine, with_opening, work_out
from model.days.wording import say_day
from model.errors import DayError


class RuleReading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """How the days are counted. `says`: who reads it so and why, where authorities differ.

    `opens` are steps from the same day to the first on which it may be done, where doing it earlier counts for nothing.
    """

    calendars: tuple[str, ...]
    steps: tuple[Step, ...]
    opens: tuple[Step, ...] = ()
    says: str = ""

    @property
    def calendar(self) -> Calendar:
        """The business days that this reading counts by; DayError for a name that is not known."""
        return named(self.calendars)


class Version(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rule as it stood from one trigger day to another, both included.

    Without `since` it always was so, without `until` it is so still. `quote` is the source's own words, at most 200
    characters, and `quote_from` where they were read; only what was read in an official copy counts as verified.
    """

    citation: str
    readings: tuple[RuleReading, ...]
    since: date | None = None
    until: date | None = None
    quote: str = ""
    quote_from: str = ""
    read: Read = "unread"
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether a clock that starts on `day` runs by this version."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An answer that does not come from Duly: printed by someone, or worked out by hand or by two libraries.

    `trigger` and `expected` are ISO days, or ISO minutes of the rule's own zone; `opens` is the day on which its window
    opens, where it has one.
    """

    trigger: str
    expected: str
    basis: Literal["published", "computed"]
    source: str
    reading: int = 0
    opens: str = ""
    extra_closures: tuple[date, ...] = ()
    inaccessible: tuple[date, ...] = ()
    forward_only_calendar: str = ""

    @property
    def starts(self) -> date | datetime:
        """The trigger as a day or a minute."""
        return _moment(self.trigger)

    @property
    def day(self) -> date:
        """The day of the trigger."""
        return date.fromisoformat(self.trigger[:10])

    @property
    def answer(self) -> date | datetime:
        """What is expected, as a day or a minute."""
        return _moment(self.expected)


class SetOff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What sets a rule off: the miss of a report that is due by one of ``reports``, or a default under an instrument.

    ``title`` is what is then to be done, ``says`` why, in a sentence; ``asks`` what counsel has to settle first.
    ``undated`` says what holds on days before the first version: something without a day. Empty, nothing holds.
    """

    by: Literal["missed report", "default"]
    title: str
    says: str
    reports: tuple[str, ...] = ()
    asks: str = ""
    undated: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One deadline that the law sets. `id` never changes: dockets keep it.

    `counts_from` is what day zero is, in counsel's words; `applies` the condition under which the rule applies;
    `set_off` what miss of ours sets it off, where one does; `governs` the governing laws whose contracts it moves off
    closed days.
    """

    id: str
    title: str
    counts_from: str
    applies: str
    authority: str
    jurisdiction: str
    versions: tuple[Version, ...]
    keywords: tuple[str, ...] = ()
    note: str = ""
    cases: tuple[Case, ...] = ()
    set_off: SetOff | None = None
    governs: tuple[str, ...] = ()

    def say_cases(self, version: Version) -> str:
        """Whether others printed a case of that version, or of another that counts alike; the rest are worked out.

        >>> rule_named("sec-form-4").say_cases(rule_named("sec-form-4").versions[-1])
        'worked out by two methods, no published case'
        """
        printed = [case for case in self.cases if case.basis == "published"]
        return say_cases(sum(self.version_on(case.day).readings == version.readings for case in printed))

    def version_on(self, day: date) -> Version:
        """The version by which a clock runs that starts on `day`.

        Raises DayError, naming the days covered, where none holds.

        >>> rule_named("sec-10k-large-accelerated").version_on(date(2004, 12, 31)).readings[0].steps[0].n
        75
        """
        for version in self.versions:
            if version.holds_on(day):
                return version
        covered = " and ".join(_say_years(version) for version in self.versions)
        raise DayError(
            f"{self.title}: the rulebook covers triggers {covered}, and {say_day(day)} is not among them. "
            "Choose another rule, or state the day."
        )


class Family(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rules of one TOML file. Families are listed by `place`, then by file name."""

    title: str
    rules: tuple[Rule, ...]
    place: int = 50


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """A rule worked out: the lines that explain it, and the day (or minute) that the last of them gives.

    `opening` is the line of the first day on which it may be done, where its window has one.
    """

    version: Version
    reading: RuleReading
    lines: tuple[StepLine, ...]
    opening: StepLine | None = None

    @property
    def whole(self) -> tuple[StepLine, ...]:
        """The lines, behind the one that says when the window opens."""
        return with_opening(self.lines, self.opening) if self.opening else self.lines

    @property
    def day(self) -> date:
        """The day that the deadline falls on."""
        return self.lines[-1].day

    @property
    def at(self) -> datetime | None:
        """The minute, where the rule gives one."""
        return self.lines[-1].at


BOOK: Final = files("resources").joinpath("rules", "rulebook.json")


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """The whole rulebook, a family a subject."""
    return msgspec.json.decode(BOOK.read_bytes(), type=tuple[Family, ...])


@lru_cache(maxsize=1)
def rulebook() -> tuple[Rule, ...]:
    """Every rule, in the order of the families."""
    return tuple(rule for family in families() for rule in family.rules)


@lru_cache(maxsize=1)
def _by_id() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in rulebook()}


def rule_named(id: str) -> Rule:
    """The rule of that id; DayError where the rulebook has none.

    >>> rule_named("sec-10z")
    Traceback (most recent call last):
    model.errors.DayError: The rulebook has no rule “sec-10z”. Search it by form, citation or subject, or state the day.
    """
    rule = _by_id().get(id)
    if rule is None:
        raise DayError(f"The rulebook has no rule “{id}”. Search it by form, citation or subject, or state the day.")
    return rule


def work_out_rule(
    rule: Rule,
    trigger: date | datetime,
    reading: int = 0,
    *,
    extra_closures: Mapping[date, str] | None = None,
    inaccessible: frozenset[date] = frozenset(),
    forward_only: Calendar | None = None,
) -> RuleOutcome:
    """Count by the version that holds on the trigger's day and by that reading of it.

    `extra_closures` are closed days besides those of the calendar, each with its reason; `inaccessible`, days on which
    filing was not possible; `forward_only`, a calendar that closes days only where a period is counted forward.
    Raises DayError where no version holds, for a reading that is not there, and where the steps cannot answer.
    """
    day = trigger.date() if isinstance(trigger, datetime) else trigger
    version = rule.version_on(day)
    if not 0 <= reading < len(version.readings):
        known = len(version.readings)
        raise DayError(f"{rule.title} has {known} reading{'s' * (known > 1)} on {say_day(day)}. Choose one of them.")
    chosen = version.readings[reading]
    calendar = chosen.calendar.also_closed(extra_closures) if extra_closures else chosen.calendar
    lines = work_out(chosen.steps, trigger, calendar, forward_only=forward_only, inaccessible=inaccessible)
    opening = work_out(chosen.opens, trigger, calendar)[-1] if chosen.opens else None
    return RuleOutcome(version, chosen, lines, opening)


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _say_years(version: Version) -> str:
    if version.since and version.until:
        return f"from {say_day(version.since)} to {say_day(version.until)}"
    if version.since:
        return f"from {say_day(version.since)}"
    return f"to {say_day(version.until)}" if version.until else "of every day"
