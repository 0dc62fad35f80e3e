"""One matter in the making: an instrument, its text, and the obligations, reliefs and facts that arise under it.

A clause names only clauses before it, and a relief's conditions all stand before what it covers. So no docket made of
matters closes a circle, wherever it is cut off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any

import msgspec

from model.days.calendar import named
from model.days.operation import Convention, Step
from model.days.step import work_out
from model.days.undated import UndatedReason
from model.record.amount import Amount, Bound
from model.record.base import Record, decimal_text
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import (
    After,
    Anchor,
    Deadline,
    Earliest,
    EventAnchor,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    On,
    Open,
    Start,
)
from model.record.document import Document
from model.record.event import Event
from model.record.instrument import Instrument, InstrumentKind, NoticeClause
from model.record.obligation import Binding, Cure, Kind, Obligation, Reminder
from model.record.party import Party
from model.record.relief import Relief, ReliefKind, UntilReading
from model.record.source import Span

TODAY = date(2025, 6, 16)
"""The day on which every generated docket is meant to be looked at; its own clock."""


def nothing(_: Matter) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One obligation of a kind of instrument. ``title`` and ``words`` may speak of {we}, {they}, {thing}, {sum}.

    ``more`` gives the other fields; ``under`` names an instrument beside the main one.
    """

    key: str
    title: str
    words: str
    kind: Kind
    when: Callable[[Matter], Deadline | None]
    owner: str = "Legal"
    theirs: bool = False
    binding: Binding = "duty"
    sum: tuple[int, int, Bound] | None = None
    lead: int = 0
    under: str = ""
    more: Callable[[Matter], dict[str, Any]] = nothing


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One relief: given in every ``each``-th matter, ``before`` days before today until ``until`` days after it."""

    kind: ReliefKind
    title: str
    covers: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    before: int = 40
    until: int | None = 45
    reading: UntilReading = "inclusive"
    each: int = 3
    under: str = ""
    more: Callable[[Matter], dict[str, Any]] = nothing


@dataclass(frozen=True, kw_only=True)
class Beside:
    """An instrument beside the main one: an amendment, a waiver letter, an acknowledgment."""

    key: str
    title: str
    kind: InstrumentKind
    after: int = 400


@dataclass(frozen=True, kw_only=True)
class Template:
    """A kind of instrument: what it is called, what starts its clocks, its clauses and what may be granted."""

    title: str
    short: str
    kind: InstrumentKind
    law: str
    zone: str
    calendars: tuple[str, ...]
    names: tuple[str, ...]
    things: tuple[str, ...]
    roll: Convention = "none"
    events: tuple[tuple[str, str, int | None], ...] = ()
    beside: tuple[Beside, ...] = ()
    clauses: tuple[Clause, ...] = ()
    grants: tuple[Grant, ...] = ()


@dataclass
class Matter:
    """What one instrument brings into the docket."""

    number: int
    chance: Random
    template: Template
    we: Party
    they: Party
    roles: dict[str, str]
    prefix: str
    next_ref: int
    earlier: dict[str, str] = field(default_factory=dict)
    shared: dict[str, Event] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    made: dict[str, Obligation] = field(default_factory=dict)
    reliefs: list[Relief] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        self.begins = TODAY - timedelta(days=self.chance.choice((-60, *range(20, 1800))))
        self.thing = self.chance.choice(self.template.things)
        self.document_id = self.new_id("document")
        self._set_instruments()
        for key, title, after in self.template.events:
            self.events[key] = self._event(title, after)
        self.text = f"{self.instruments[''].title.upper()}\n\nmade on {self.begins:%d %B %Y}\n\n"

    def make(self, limit: int) -> None:
        """Enter up to ``limit`` obligations, and the reliefs where the matter is whole."""
        for clause in self.template.clauses[:limit]:
            self.made[clause.key] = self._obligation(clause)
        if limit >= len(self.template.clauses):
            for grant in self.template.grants:
                if self.number % grant.each == 0:
                    self.reliefs.append(self._relief(grant))

    @property
    def document(self) -> Document:
        """The instrument's text."""
        content = self.content
        title = self.instruments[""].short
        digest = sha256(content).hexdigest()
        return Document(
            id=self.document_id,
            title=title,
            media_type="text/plain",
            sha256=digest,
            size=len(content),
            added_by="Paralegal",
            added_on=self.begins,
        )

    @property
    def content(self) -> bytes:
        """The bytes of the instrument's text."""
        return self.text.encode()

    def records(self) -> list[Record]:
        """Everything but the facts."""
        return [
            *self.instruments.values(),
            self.document,
            *self.events.values(),
            *self.made.values(),
            *self.reliefs,
        ]

    # --- What clauses are made with --------------------------------------------------------------------

    def new_id(self, kind: str) -> str:
        """An id of the length that the program gives."""
        return f"{kind}-{self.chance.getrandbits(80):020x}"

    def likely(self, percent: int) -> bool:
        return self.chance.random() * 100 < percent

    def day(self, low: int, high: int) -> date:
        """A day between ``low`` and ``high`` days after the instrument's own."""
        return self.begins + timedelta(days=self.chance.randint(low, high))

    def on(self, low: int, high: int, **more: Any) -> On:
        """A stated day."""
        return On(day=Day(on=self.day(low, high)), **more)

    def near(self, low: int, high: int, **more: Any) -> On:
        """A stated day between ``low`` and ``high`` days after today, and not before the instrument."""
        return On(day=Day(on=max(self.begins, TODAY + timedelta(days=self.chance.randint(low, high)))), **more)

    def anchor(self, key: str, of: Any = "performed") -> Anchor:
        """An event of the matter or shared by all, or another clause."""
        event = self.events.get(key) or self.shared.get(key)
        return EventAnchor(event=event.id) if event else ObligationAnchor(obligation=self.made[key].id, of=of)

    def after(self, key: str, *steps: Step, of: Any = "performed", **more: Any) -> After[Anchor]:
        """So long after an event or another clause."""
        return After(anchor=self.anchor(key, of), steps=steps, **more)

    def start(self, *keys: str, pick: Any = "earlier") -> Start:
        """What it starts with."""
        return Start(of=tuple(self.anchor(key) for key in keys), pick=pick)

    def open(self, reason: UndatedReason, words: str = "") -> Open:
        """No day."""
        return Open(reason=reason, words=words)

    def needs(self, *groups: str) -> tuple[Need, ...]:
        """Conditions precedent; "a|b" is one of the two."""
        return tuple(Need(one_of=tuple(self.made[key].id for key in group.split("|"))) for group in groups)

    def links(self, *keys: str) -> tuple[Link, ...]:
        """Links to other clauses."""
        return tuple(Link(to=self.made[key].id) for key in keys)

    def cure(self, *steps: Step, runs_from: Any = "miss", event: str = "") -> Cure:
        """Time to put a miss right."""
        return Cure(period=steps, runs_from=runs_from, event=self.events[event].id if event else None)

    def said(self, text: str, money: Amount | None = None) -> str:
        """``text`` with the names and figures of this matter in it."""
        figure = f"{'$' if self.currency == 'USD' else '£'}{int(money.number):,}" if money else ""
        return text.format(we=self.we.short, they=self.they.short, thing=self.thing, sum=figure)

    @property
    def currency(self) -> str:
        """What money is counted in."""
        return "GBP" if "England" in self.template.law else "USD"

    def due(self, deadline: Deadline | None, done: dict[str, date]) -> date | None:
        """The day a deadline comes to, as far as ``done`` and the events say."""
        if isinstance(deadline, On):
            return deadline.day.on
        if isinstance(deadline, After):
            anchor = self._anchor_day(deadline.anchor, done)
            return work_out(deadline.steps, anchor, named(self.template.calendars))[-1].day if anchor else None
        if isinstance(deadline, Earliest | Latest):
            days = [day for part in deadline.of if (day := self.due(part, done))]
            if isinstance(deadline, Latest) and len(days) < len(deadline.of):
                return None
            return (min if isinstance(deadline, Earliest) else max)(days) if days else None
        return None

    def _anchor_day(self, anchor: Anchor, done: dict[str, date]) -> date | None:
        if isinstance(anchor, EventAnchor):
            events = [*self.events.values(), *self.shared.values()]
            happened = next(event.happened for event in events if event.id == anchor.event)
            return happened.on if happened else None
        if isinstance(anchor, InstrumentAnchor):
            return None
        other = next(one for one in self.made.values() if one.id == anchor.obligation)
        if anchor.of == "due":
            return self.due(other.deadline, done)
        return done.get(other.id) if anchor.of == "performed" else None

    # --- How records are made ----------------------------------------------------------------------------

    def _set_instruments(self) -> None:
        template = self.template
        main = Instrument(
            id=self.new_id("instrument"),
            title=self.said(template.title),
            short_title=self.said(template.short),
            kind=template.kind,
            day=Day(on=self.begins),
            in_force_until=self.day(1900, 3600) if self.likely(12) else None,
            parties=(self.we.id, self.they.id),
            governing_law=template.law,
            calendars=template.calendars,
            roll=template.roll,
            zone=template.zone,
            notice=NoticeClause(method="courier and e-mail", deemed_receipt="the next business day"),
            source_rank="summary" if self.likely(15) else "executed instrument",
        )
        self.instruments[""] = main
        for beside in template.beside:
            day = min(self.begins + timedelta(days=beside.after), max(self.begins, TODAY - timedelta(days=50)))
            self.instruments[beside.key] = Instrument(
                id=self.new_id("instrument"),
                title=self.said(beside.title),
                short_title=f"{main.short_title}, {beside.key}",
                kind=beside.kind,
                day=Day(on=day, words=f"as of {day:%B %Y}" if self.likely(20) else ""),
                parties=main.parties,
                governing_law=template.law,
                amends=main.id if beside.kind == "amendment" else None,
                calendars=template.calendars,
                zone=template.zone,
            )

    def _event(self, title: str, after: int | None) -> Event:
        day = self.begins + timedelta(days=after or 0)
        return Event(
            id=self.new_id("event"),
            title=self.said(title),
            happened=Day(on=day) if after is not None and day <= TODAY else None,
            expected=Day(on=day) if after is not None and day > TODAY else None,
        )

    def _obligation(self, clause: Clause) -> Obligation:
        amount = self._amount(clause)
        deadline = clause.when(self)
        role = self.roles[clause.owner]
        title = self.said(clause.title, amount)
        number = len(self.made) + 1
        made = Obligation(
            id=self.new_id("obligation"),
            ref=f"{self.prefix}{self.next_ref}",
            title=title,
            kind=clause.kind,
            binding=clause.binding,
            obligor=(self.they if clause.theirs else self.we).id,
            obligee=(self.we if clause.theirs else self.they).id,
            instrument=self.instruments[clause.under].id,
            sources=self._span(number, title, self.said(clause.words, amount)),
            locator=f"Section {1 + number // 10}.{number}",
            deadline=deadline,
            target=_target(deadline, clause.lead),
            amount=amount,
            owner=role,
            stand_in=self.roles["Legal"] if clause.owner != "Legal" else self.roles["Finance"],
            reminders=_reminders(deadline, clause.lead),
            severity=self.chance.choice(("low", "normal", "normal", "normal", "high", "critical")),
            lead_time=clause.lead,
            review_by=TODAY + timedelta(days=self.chance.randint(5, 200)) if isinstance(deadline, Open) else None,
            tags=(clause.kind,) if self.likely(30) else (),
            confidential=self.likely(3),
        )
        self.next_ref += 1
        return msgspec.structs.replace(made, **clause.more(self))

    def _amount(self, clause: Clause) -> Amount | None:
        if clause.sum is None:
            return None
        low, high, bound = clause.sum
        return Amount(value=decimal_text(self.chance.randint(low, high) * 1000), currency=self.currency, bound=bound)

    def _span(self, number: int, heading: str, words: str) -> tuple[Span, ...]:
        self.text += f"Section {1 + number // 10}.{number}  {heading}. "
        start = len(self.text)
        self.text += words
        span = Span(document=self.document_id, start=start, end=len(self.text), words=words)
        self.text += "\n\n"
        return (span,)

    def _relief(self, grant: Grant) -> Relief:
        granted = max(self.begins, TODAY - timedelta(days=grant.before))
        until = None if grant.until is None else max(granted, TODAY) + timedelta(days=grant.until)
        relief = Relief(
            id=self.new_id("relief"),
            ref=f"{self.prefix}R{self.number}-{len(self.reliefs) + 1}",
            title=self.said(grant.title),
            kind=grant.kind,
            instrument=self.instruments[grant.under].id,
            granted_by=self.they.id,
            covers=tuple(self.made[key].id for key in grant.covers),
            granted_on=Day(on=granted),
            until=until,
            until_reading=grant.reading,
            conditions=tuple(self.made[key].id for key in grant.conditions),
            conditions_complete=self.likely(80),
            signed=self.chance.choice(("signed", "signed", "not recorded")),
            rights_reserved=self.likely(60),
            owner=self.roles["Legal"],
            reminders=(Reminder(lead=30), Reminder(lead=7)),
        )
        return msgspec.structs.replace(relief, **grant.more(self))


def _target(deadline: Deadline | None, lead: int) -> Day | None:
    """A week before a stated day that takes long work."""
    return Day(on=deadline.day.on - timedelta(days=7)) if isinstance(deadline, On) and lead >= 10 else None


def _reminders(deadline: Deadline | None, lead: int) -> tuple[Reminder, ...]:
    if deadline is None:
        return ()
    if isinstance(deadline, Open):
        return (Reminder(lead=0, before="review"),)
    plain = (Reminder(lead=14), Reminder(lead=3, unit="working day"))
    return (*plain, Reminder(lead=2, unit="working day", before="act by")) if lead else plain
