"""Dockets in which every text says where it stands: a marker of its own in each text field of each record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar, get_args

from msgspec import Struct
from msgspec.structs import replace

from model.docket import Docket
from model.record.amount import EquityCure, Threshold
from model.record.base import Record
from model.record.closure import Closure
from model.record.conditions import FallsAway, Link, NoDefault, Qualification, ReliefLimits
from model.record.day import Day
from model.record.deadline import Changed, EventAnchor, Every, On, Override
from model.record.door import KINDS, kind_of, problems
from model.record.event import Event, Happening
from model.record.figure import Figure
from model.record.instrument import InForceWhen, Instrument, NoticeClause, NoticeMethod
from model.record.metric import Definition, Metric
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.scenario import Scenario, SupposeMissed
from model.record.share import OfSum, Share
from tests.bench import generate
from tests.builders import docket_of
from tests.model.record.typed import hints_of, is_struct

S = TypeVar("S", bound=Struct)

FORMED: Final = frozenset(
    {
        *("time", "zone", "tz", "cutoff", "remind_at", "at"),  # hours and their zones
        *("calendars", "calendar", "rule", "rulebook", "recurs", "formula"),  # what is worked with
        *("media_type", "id"),
    }
)
"""Names of fields whose text has a form of its own, so that no word can stand in it."""

MARKER: Final = re.compile(r"zq\d{6}")
REF: Final = re.compile(r"zr\d{4}")


@dataclass(frozen=True)
class Mark:
    """Where a marker stands: the record, and the field as ``Struct.field``."""

    record: str
    place: str


@dataclass
class Marked:
    """A docket, where each of its markers stands, and which refs may be told."""

    docket: Docket
    marks: dict[str, Mark]

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of confidential nodes."""
        return frozenset(node.id for node in self.docket.nodes() if node.confidential)

    def secret(self) -> set[str]:
        """Every marker of a confidential node, and of the facts about one."""
        facts = {fact.id for fact in self.docket.facts.values() if fact.about in self.hidden}
        return {marker for marker, mark in self.marks.items() if mark.record in self.hidden | facts}

    def titles(self) -> set[str]:
        """The markers that a feed of titles may tell: those of nodes that are not confidential, and the docket's."""
        open_ = {node.id for node in self.docket.nodes()} - self.hidden
        told = {name for name, mark in self.marks.items() if mark.record in open_ and mark.place.endswith(".title")}
        return told | {name for name, mark in self.marks.items() if mark.place == "Caption.title"}

    def refs(self) -> set[str]:
        """The refs that may be told."""
        return {node.ref.casefold() for node in self.docket.nodes() if not node.confidential}


def whole(size: int = 120) -> Docket:
    """A docket with every kind of record, and every field of it filled somewhere."""
    realistic = generate.docket(size)
    return Docket.of((*realistic.records(), *((kind_of(record), record) for record in _rarities(realistic))))


def marked(docket: Docket, *, every: int = 2) -> Marked:
    """The docket with a marker in each text; each node whose number ``every`` divides is confidential, of 0 none."""
    pen, found = _Pen(), []
    numbers = {node.id: number for number, node in enumerate(docket.nodes(), 1)}
    for _, record in docket.records():
        written = pen.fill(record)
        if isinstance(written, Obligation | Relief):
            number = numbers[written.id]
            written = replace(written, ref=f"ZR{number:04}", confidential=bool(every) and number % every == 0)
        if isinstance(written, Instrument) and written.roll == "none":
            # A rule of law that is named must be one by which its days are moved.
            written = replace(written, roll="following")
        found.append(written)
    assert [problem for record in found for problem in problems(record)] == []
    return Marked(docket_of(found), pen.marks)


@dataclass
class _Pen:
    marks: dict[str, Mark] = field(default_factory=dict)
    record: str = ""

    def fill(self, record: Record) -> Record:
        self.record = record.id
        return self._filled(record)

    def _filled(self, value: S) -> S:
        """The struct with a marker in each text field, also of each struct in it."""
        fields: dict[str, Any] = {}
        for name, hint in hints_of(type(value)).items():
            now, place = getattr(value, name), f"{type(value).__name__}.{name}"
            if isinstance(now, Struct):
                fields[name] = self._filled(now)
            elif name == "tags":
                fields[name] = (self._marker(place).partition(" ")[0],)
            elif isinstance(now, tuple):
                fields[name] = tuple(self._filled(one) if isinstance(one, Struct) else one for one in now)
            elif hint is str and name not in FORMED and not _selected(value, name):
                fields[name] = self._marker(place)
        return replace(value, **fields)

    def _marker(self, place: str) -> str:
        name = f"zq{len(self.marks):06}"
        self.marks[name] = Mark(self.record, place)
        return f"{name}@example.com" if place.endswith(".email") else f"{name.capitalize()} word, word;\nword"


def _selected(value: Struct, name: str) -> bool:
    """A definition has selected words or typed ones, not both."""
    return isinstance(value, Definition) and value.source is not None and name == "text"


def _rarities(docket: Docket) -> list[Record]:
    """What the realistic docket has none of."""
    first = next(iter(docket.obligations))
    now = datetime(1996, 11, 20, 12, tzinfo=UTC)
    again = Every(rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(2026, 1, 15))
    moved = Changed(occurrence=date(2026, 2, 15), due=date(2026, 2, 18), reason="Moved")
    test = Threshold(metric="Ratio", comparator="at least", value="2", formula="[metric-a] ÷ [metric-b]")
    first_request = Happening(day=Day(on=date(2026, 2, 2)), note="By letter")
    metrics = [Metric(id=f"metric-{one}", name=f"Metric {one}", currency="USD") for one in "ab"]
    records: list[Record] = [
        *(replace(metric, definitions=(Definition(text="Defined"),)) for metric in metrics),
        Closure(id="closure-storm", calendar="NYSE", day=date(2026, 3, 3), reason="Storm", source="Notice"),
        Instrument(
            id="instrument-notice",
            title="Notices",
            notice=NoticeClause(methods=(NoticeMethod(method="Courier"),)),
            in_force_when=InForceWhen(events=("event-again",), words="When requested"),
        ),
        Figure(id="figure-a", metric="metric-a", as_of=date(2026, 1, 15), value="3", recorded_by="F", recorded_at=now),
        Event(id="event-again", title="Request", again=True, happenings=(first_request,)),
        Scenario(id="scenario-bad", title="If missed", assumptions=(SupposeMissed(about=first),)),
    ]
    for number in range(2):  # one of each may be said, one may not
        plain = Obligation(
            id=f"rare-{number}",
            ref=f"R-{number}",
            title="Rare",
            kind="delivery",
            deadline=On(day=Day(on=date(2026, 6, 1)), time="17:00", zone="America/New_York"),
            override=Override(day=date(2026, 6, 8), reason="By hand"),
            instrument="instrument-notice",
            qualifications=(Qualification(words="To the extent", source=None),),
            share=Share(percent="75", base=OfSum(value="400"), currency="USD", words="75 %"),
            no_default=(NoDefault(words="So long as"),),
            falls_away=(FallsAway(when=EventAnchor(event="event-again"), words="If revoked"),),
            relief_limits=ReliefLimits(times=2, words="Twice", locator="Section 3"),
        )
        cured = replace(test, equity_cure=EquityCure(metric="metric-a"))
        series = replace(
            plain,
            id=f"series-{number}",
            kind="test",
            deadline=replace(again, changed=(moved,)),
            override=None,
            threshold=cured,
            share=None,
        )
        filler = replace(plain, id=f"after-{number}", kind="consequence", deadline=None, override=None)
        records += [plain, series, replace(filler, causes=(Link(to=plain.id), Link(to=series.id)))]
    return records


def text_places() -> set[str]:
    """Every text field that a record of any kind may have, as ``Struct.field``, but those with a form of their own."""
    found: set[type[Struct]] = set()

    def walk(hint: Any) -> None:
        if is_struct(hint) and hint not in found:
            found.add(hint)
        elif is_struct(hint):
            return
        for one in hints_of(hint).values() if is_struct(hint) else get_args(hint):
            walk(one)

    for kind in KINDS.values():
        walk(kind)
    return {
        f"{cls.__name__}.{name}"
        for cls in found
        for name, hint in hints_of(cls).items()
        if (hint is str and name not in FORMED) or name == "tags"
    }
