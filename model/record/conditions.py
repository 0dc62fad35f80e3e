"""What an obligation hangs on: other obligations, states, events, and the words that qualify it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from model.days.operation import Step
from model.record.base import Id, Problem, Value
from model.record.deadline import Anchor, ObligationAnchor, step_problems
from model.record.source import Span

DefaultLevel = Literal["event of default", "default"]


class Link(Value, frozen=True, kw_only=True):
    """A link to another obligation, with the words of the source where there are any."""

    to: Id
    words: str = ""


class Need(Value, frozen=True, kw_only=True):
    """A condition precedent: one of these must be satisfied first."""

    one_of: tuple[Id, ...]
    words: str = ""


class NoDefault(Value, frozen=True, kw_only=True):
    """A need of a state: that no default has occurred and is continuing.

    ``level``: an "event of default" is what on the day is missed past cure, lapsed or failing, unrelieved; a "default"
    is what is in cure too. ``instrument`` and ``party`` (the obligor) narrow whose obligations are asked; without
    either, those of all are.
    """

    level: DefaultLevel = "event of default"
    instrument: Id | None = None
    party: Id | None = None
    words: str = ""


class FallsAway(Value, frozen=True, kw_only=True):
    """What takes an obligation away for good: that another is performed or missed, lapsed or failing, or an event.

    ``when`` names it: of an obligation its performance (of a right, its exercise) or its miss.
    """

    when: Anchor
    words: str = ""

    def problems(self) -> Iterator[Problem]:
        """A due day by itself takes nothing away."""
        if isinstance(self.when, ObligationAnchor) and self.when.of == "due":
            yield Problem("falls_away", "A due day takes nothing away. Choose the performance or the miss.")


class Qualification(Value, frozen=True, kw_only=True):
    """Words that qualify an obligation ("to the extent", "provided that"): shown beside it, never worked out."""

    words: str
    source: Span | None = None

    def problems(self) -> Iterator[Problem]:
        """It has words, and its source is sound."""
        if not self.words.strip():
            yield Problem("qualifications", "A qualification is its words. Write them, or remove the line.")
        if self.source is not None:
            yield from (Problem("qualifications", problem.message) for problem in self.source.problems())


class ReliefLimits(Value, frozen=True, kw_only=True):
    """How far an obligation may be relieved: until how long after its original due day, and how often.

    A relief past them takes effect all the same, with a warning that names the clause. Zero ``times`` is no limit.
    """

    longest: tuple[Step, ...] = ()
    times: Annotated[int, Meta(ge=0, le=400)] = 0
    words: str = ""
    locator: str = ""

    def problems(self) -> Iterator[Problem]:
        """It limits something."""
        if not self.longest and not self.times:
            yield Problem("relief_limits", "Say how long or how often it may be relieved, or clear the limit.")
        if self.longest:
            yield from step_problems("relief_limits", self.longest)
