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

    Where ``in_full`` does not say, what has no amount is performed in full; with an amount owed, the sums decide.
    """

    amount: DecimalText | None = None
    currency: Currency = ""
    in_full: bool | None = None

    def problems(self) -> Iterator[Problem]:
        """An amount has a currency and is more than nothing; what is not in full names an amount or says so."""
        if self.amount is not None and not self.currency:
            yield Problem("amount", "An amount needs a currency. Write its code, such as USD.")
        if self.amount is not None and self.amount.startswith(("-", "0")) and not self.amount.startswith("0."):
            yield Problem("amount", "An amount is more than zero. Leave it empty where none passed.")


class NotPerformed(Value, frozen=True, kw_only=True, tag_field="fact", tag="not performed"):
    """Confirmed not performed: somebody said so. Silence is never this."""


class Submitted(Value, frozen=True, kw_only=True, tag_field="fact", tag="submitted"):
    """Handed in, for an approval that is still to come."""


class Approved(Value, frozen=True, kw_only=True, tag_field="fact", tag="approved"):
    """Approved by the one whose approval is needed."""


class Rejected(Value, frozen=True, kw_only=True, tag_field="fact", tag="rejected"):
    """Rejected: it voids the submission before it."""


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

    ``occurrence`` names the occurrence of a series by its due day. ``recorded_at`` is when it was entered, which
    moves nothing: standing follows the fact's own day.
    """

    about: Id
    what: What
    day: Day
    recorded_by: str
    recorded_at: Instant
    occurrence: date | None = None
    evidence: tuple[Id, ...] = ()
    sources: tuple[Span, ...] = ()
    note: str = ""

    def problems(self) -> Iterator[Problem]:
        """The fact's own content is sound."""
        yield from self.what.problems()
        for span in self.sources:
            yield from span.problems()
