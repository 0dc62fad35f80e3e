"""Facts: dated things that happened to an obligation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from model.record.base import Currency, DecimalText, Id, Problem, Record, Value
from model.record.day import Day
from model.record.source import Span

Instant = Annotated[datetime, Meta(tz=True, description="A moment with its zone.")]


class Performed(Value, frozen=True, kw_only=True, tag_field="fact", tag="performed"):
    """Performed: with an amount where money or shares passed, and whether that is all that was owed.

    Where ``in_full`` does not say, what names no amount is performed in full; with an amount owed, the sums decide.
    ``accepted`` is the day on which the other side took as good what came too early: from then on it counts, as of
    the fact's own day.
    """

    amount: DecimalText | None = None
    currency: Currency = ""
    in_full: bool | None = None
    accepted: date | None = None

    def problems(self) -> Iterator[Problem]:
        """An amount has a currency and is more than nothing; what is not in full names an amount or says so."""
        if self.amount is not None and not self.currency:
            yield Problem("amount", "An amount needs a currency. Write its code, such as USD.")
        if self.amount is not None and self.amount.startswith(("-", "0")) and not self.amount.startswith("0."):
            yield Problem("amount", "An amount is more than zero. Leave it empty where none passed.")


class NotPerformed(Value, frozen=True, kw_only=True, tag_field="fact", tag="not performed"):
    """Confirmed not performed: somebody said so. Silence is never this."""


class Submitted(Value, frozen=True, kw_only=True, tag_field="fact", tag="submitted"):
    """Handed in, for an approval that is still to come. ``accepted``: see :class:`Performed`."""

    accepted: date | None = None


class Approved(Value, frozen=True, kw_only=True, tag_field="fact", tag="approved"):
    """Approved by the one whose approval is needed."""


class Rejected(Value, frozen=True, kw_only=True, tag_field="fact", tag="rejected"):
    """Rejected: it voids the submission before it.

    After an approval, with nothing handed in between, it is either ``withdraws_approval``, by which approval and
    submission are void from this day on, or it cannot be told what was rejected.
    """

    withdraws_approval: bool = False


class Reading(Value, frozen=True, kw_only=True, tag_field="fact", tag="reading"):
    """A reading of a covenant or test: its value, or only met or not met where the source gives none."""

    value: DecimalText | None = None
    met: bool | None = None

    def problems(self) -> Iterator[Problem]:
        """A reading says something."""
        if self.value is None and self.met is None:
            yield Problem("value", "A reading needs its value, or whether the covenant was met.")


class DefaultCeased(Value, frozen=True, kw_only=True, tag_field="fact", tag="default ceased"):
    """The default is over, by cure accepted or by agreement: its consequences fall away."""


class Verified(Value, frozen=True, kw_only=True, tag_field="fact", tag="verified"):
    """A second person has read the record against its source."""


class Cancelled(Value, frozen=True, kw_only=True, tag_field="fact", tag="cancelled"):
    """No longer owed, by agreement or because it fell away."""


What = Performed | NotPerformed | Submitted | Approved | Rejected | Reading | DefaultCeased | Verified | Cancelled


class Fact(Record, frozen=True, kw_only=True):
    """A dated thing that happened to the obligation (or, for verified, the relief) ``about``.

    ``occurrence`` names the occurrence of a series by the day that its rule or its event gives, and ``number`` which
    of several of that day. ``recorded_at`` is when it was entered, which moves nothing: standing follows the fact's
    own day.
    """

    about: Id
    what: What
    day: Day
    recorded_by: str
    recorded_at: Instant
    occurrence: date | None = None
    number: Annotated[int, Meta(ge=1, le=99)] = 1
    evidence: tuple[Id, ...] = ()
    sources: tuple[Span, ...] = ()
    note: str = ""

    def problems(self) -> Iterator[Problem]:
        """The fact's own content is sound."""
        yield from self.what.problems()
        accepted = accepted_on(self)
        if accepted is not None and accepted < self.day.on:
            yield Problem("what", "It cannot be accepted before it was done. Correct one of the two days.")
        if self.number > 1 and self.occurrence is None:
            yield Problem("number", "A number tells apart occurrences of one day. Say of which day.")
        for span in self.sources:
            yield from span.problems()


def in_course(fact: Fact) -> tuple[object, ...]:
    """The order of facts: by day, then as recorded; of one moment, handed in, then rejected, then approved.

    An approval is withdrawn last of all on its day.
    """
    withdraws = isinstance(fact.what, Rejected) and fact.what.withdraws_approval
    rank = 2 if isinstance(fact.what, Approved) else 1 if isinstance(fact.what, Rejected) else 0
    return (fact.day.on, withdraws, fact.recorded_at, rank, fact.id)


def is_too_early(fact: Fact, opens: date, day: date) -> bool:
    """Whether it was performed or submitted before it might be, on ``opens``, and nobody had accepted it by ``day``."""
    if not isinstance(fact.what, Performed | Submitted) or fact.day.on >= opens:
        return False
    accepted = accepted_on(fact)
    return accepted is None or accepted > day


def accepted_on(fact: Fact) -> date | None:
    """The day on which the other side took as good what was performed or submitted too early."""
    return fact.what.accepted if isinstance(fact.what, Performed | Submitted) else None
