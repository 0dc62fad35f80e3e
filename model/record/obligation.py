"""Obligations: one duty, right, condition, plan or consequence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from model.days.operation import Step
from model.record.amount import Amount, Threshold
from model.record.base import Id, Problem, Record, Ref, Value
from model.record.conditions import FallsAway, Link, Need, NoDefault, Qualification, ReliefLimits
from model.record.day import Day
from model.record.deadline import (
    Deadline,
    Every,
    ObligationAnchor,
    On,
    Open,
    Override,
    Start,
    While,
    is_counted,
    step_problems,
)
from model.record.share import Share
from model.record.source import Span

Kind = Literal[
    "filing",
    "payment",
    "delivery",
    "notice",
    "approval",
    "milestone",
    "covenant",
    "test",
    "allocation",
    "consequence",
]
Binding = Literal["duty", "right", "plan"]
Severity = Literal["low", "normal", "high", "critical"]
WorkingDays = Annotated[int, Meta(ge=0, le=2000)]

CONTINUING: frozenset[str] = frozenset({"covenant", "test"})
"""Kinds that are kept rather than performed."""


class Cure(Value, frozen=True, kw_only=True):
    """The time to put a miss right, and what it runs from; ``event`` records the notice or the knowledge."""

    period: tuple[Step, ...]
    runs_from: Literal["miss", "notice", "knowledge"] = "miss"
    event: Id | None = None

    def problems(self) -> Iterator[Problem]:
        """A cure period has a length."""
        yield from step_problems("cure", self.period)


class Approval(Value, frozen=True, kw_only=True):
    """Whose approval is needed, and whether the deadline is for handing in or for the approval itself."""

    by: Id
    deadline_for: Literal["submission", "approval"] = "submission"


class Reminder(Value, frozen=True, kw_only=True):
    """A reminder ``lead`` days before the due day, the act-by day or the review day; 0 is the day itself."""

    lead: Annotated[int, Meta(ge=0, le=3650)]
    unit: Literal["day", "working day"] = "day"
    before: Literal["due", "act by", "review"] = "due"


class Obligation(Record, frozen=True, kw_only=True):
    """One duty, right, condition, plan or consequence, with everything known of it.

    Links are stored on the record that depends: ``needs``, ``paid_from``, ``either`` and ``replaces`` on this one,
    ``causes`` on the consequence that a miss gives rise to (if missed). ``lead_time`` is in working days. ``fund`` is
    the metric of the money that an allocation is made of; ``share`` stands in place of ``amount`` where that is a
    percentage. ``no_default`` are the states that it needs. ``must_not``: a covenant that forbids. ``survives``: owed
    after the end of its instrument too.
    """

    ref: Ref
    title: str
    kind: Kind
    binding: Binding = "duty"
    short_title: str = ""
    obligor: Id | None = None
    obligee: Id | None = None
    payee: Id | None = None
    instrument: Id | None = None
    sources: tuple[Span, ...] = ()
    locator: str = ""
    starts: Start | None = None
    deadline: Deadline | None = None
    override: Override | None = None
    target: Day | None = None
    amount: Amount | None = None
    share: Share | None = None
    threshold: Threshold | None = None
    cure: Cure | None = None
    approval: Approval | None = None
    needs: tuple[Need, ...] = ()
    no_default: tuple[NoDefault, ...] = ()
    paid_from: tuple[Link, ...] = ()
    fund: Id | None = None
    either: tuple[Link, ...] = ()
    causes: tuple[Link, ...] = ()
    replaces: tuple[Link, ...] = ()
    falls_away: tuple[FallsAway, ...] = ()
    survives: bool = False
    must_not: bool = False
    relief_limits: ReliefLimits | None = None
    qualifications: tuple[Qualification, ...] = ()
    owner: Id | None = None
    stand_in: Id | None = None
    reminders: tuple[Reminder, ...] = ()
    severity: Severity = "normal"
    lead_time: WorkingDays = 0
    review_by: date | None = None
    question: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    confidential: bool = False

    @property
    def short(self) -> str:
        """The title that fits a link row."""
        return self.short_title or self.title

    @property
    def due_for_approval(self) -> bool:
        """Whether its due day is that of the approval, so that handing it in does not meet the day."""
        return self.approval is not None and self.approval.deadline_for == "approval"

    @property
    def continuing(self) -> bool:
        """Whether it is kept (a covenant or test) rather than performed."""
        return self.kind in CONTINUING

    @property
    def is_consequence(self) -> bool:
        """Whether it is what may follow a miss."""
        return self.kind == "consequence"

    def problems(self) -> Iterator[Problem]:
        """Every rule of the domain that this obligation alone can break."""
        if not self.title.strip():
            yield Problem("title", "An obligation needs a title.")
        yield from self._deadline_problems()
        yield from self._kind_problems()
        parts = (self.starts, self.deadline, self.override, self.amount, self.share, self.threshold, self.cure)
        for part in (*parts, self.relief_limits, *self.falls_away, *self.qualifications, *self.sources):
            if part is not None:
                yield from part.problems()
        yield from self._amount_problems()
        yield from self._link_problems()
        yield from tag_problems(self.tags)

    def _deadline_problems(self) -> Iterator[Problem]:
        if self.deadline is None and not self.is_consequence:
            yield Problem("deadline", "Say by when, or choose “no day stated” and why: Duly drops nothing.")
        if isinstance(self.deadline, Open) and self.review_by is None and self.binding != "plan":
            yield Problem("review_by", "What has no day needs a day on which it is looked at again.")
        if isinstance(self.deadline, On) and self.target and self.target.on > self.deadline.day.on:
            yield Problem("target", "The internal target lies after the legal due day. Set it on or before it.")

    def _kind_problems(self) -> Iterator[Problem]:
        if self.threshold is not None and self.kind != "test":
            yield Problem("threshold", "Only a test has a threshold. Change the kind to test, or clear it.")
        if self.continuing and not isinstance(self.deadline, While | Every):
            yield Problem("deadline", "A covenant or test continues: choose “continuing” or test dates.")
        if self.continuing and isinstance(self.deadline, Every) and (self.deadline.opens or self.deadline.promptly):
            yield Problem("deadline", "A covenant or test is kept all along: clear its window and “promptly”.")
        if self.continuing and self.binding != "duty":
            yield Problem("binding", "A covenant or test is a duty.")
        if self.must_not and not (self.kind == "covenant" and isinstance(self.deadline, While)):
            yield Problem("must_not", "Only a continuing covenant forbids something. Clear “must not”.")
        if self.is_consequence and self.deadline is not None:
            yield Problem("deadline", "A consequence has no deadline: it follows from what is missed.")
        if self.causes and not self.is_consequence:
            yield Problem("causes", "Only a consequence has causes. Change the kind, or clear them.")
        if self.fund is not None and self.kind != "allocation":
            yield Problem("fund", "Only an allocation is made of a fund. Change the kind, or clear the fund.")
        if self.approval is not None and (self.continuing or self.is_consequence):
            yield Problem("approval", "Approval belongs to something that is handed in. Clear it for this kind.")

    def _amount_problems(self) -> Iterator[Problem]:
        if self.amount and self.share:
            yield Problem("share", "It is a sum or a percentage, not both. Clear one.")
        series = self.deadline if isinstance(self.deadline, Every) else None
        if self.amount is None or not self.amount.in_all:
            return
        if series is None or self.continuing:
            yield Problem("amount", "“In all” divides a sum over the occurrences of a series. Clear it.")
        elif not is_counted(series):
            yield Problem("amount", "In how many instalments? Give the series its end or its number, or each its sum.")

    def _link_problems(self) -> Iterator[Problem]:
        for field in ("paid_from", "either", "causes", "replaces"):
            links: tuple[Link, ...] = getattr(self, field)
            targets = [link.to for link in links]
            if self.id in targets:
                yield Problem(field, "An obligation cannot be linked to itself. Choose another.")
            if len(set(targets)) < len(targets):
                yield Problem(field, "The same obligation is linked twice. Remove one.")
        if self.id in [one.when.obligation for one in self.falls_away if isinstance(one.when, ObligationAnchor)]:
            yield Problem("falls_away", "An obligation does not fall away by itself. Choose another.")
        for need in self.needs:
            if not need.one_of:
                yield Problem("needs", "A condition names at least one obligation. Choose it, or remove the line.")
            if self.id in need.one_of:
                yield Problem("needs", "An obligation cannot need itself. Choose another.")


def tag_problems(tags: tuple[str, ...]) -> Iterator[Problem]:
    """A tag is a word or two; the comma separates tags."""
    if any(not tag.strip() or "," in tag for tag in tags):
        yield Problem("tags", "A tag is a word or two without a comma.")
    if len({tag.casefold() for tag in tags}) < len(tags):
        yield Problem("tags", "The same tag stands twice. Remove one.")
