"""Each rule that a record can break by itself: what breaks it, beside which field, and the nearest sound record."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from msgspec.structs import replace

from model.days.fiscal import FiscalYear
from model.days.operation import Add, BusinessDays
from model.errors import InvalidRecord
from model.record.amount import Amount, EquityCure, Stepped, Threshold
from model.record.base import Record
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.conditions import FallsAway, Link, Need, Qualification, ReliefLimits
from model.record.day import Day
from model.record.deadline import (
    After,
    Changed,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    On,
    Open,
    Override,
    SeriesBound,
    Start,
    While,
)
from model.record.document import Document
from model.record.door import KINDS, check, problems
from model.record.event import Event, Happening
from model.record.fact import Fact, NotPerformed, Performed, Reading
from model.record.figure import Figure
from model.record.instrument import InForceWhen, Instrument, NoticeClause, NoticeMethod
from model.record.metric import Definition, Metric
from model.record.obligation import Approval, Cure, Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.policy import ReminderPolicy
from model.record.relief import Relief
from model.record.scenario import Scenario, SupposeMissed, SupposePerformed, SupposeReading, SupposeRelief
from model.record.share import OfProceeds, OfSum, Share
from model.record.source import Span

RECORD = Path(__file__).parents[3] / "model" / "record"
DUE, EARLIER, LATER = date(1996, 12, 2), date(1996, 11, 29), date(1996, 12, 3)
CLOSING = EventAnchor(event="closing")
BY_DUE = On(day=Day(on=DUE))
THIRTY_DAYS = (Add(n=30, unit="day"),)
TEN_DAYS, TEN_BEFORE, THIRTY_BEFORE = ((Add(n=number, unit="day"),) for number in (10, -10, -30))
ATTORNEY = Instrument(id="agreement", title="Credit Agreement")
NOTHING_PASSED: Any = Performed(in_full=True)

SOUND: dict[str, Record] = {
    "caption": Caption(title="USMX, Inc."),
    "party": Party(id="bank", name="N M Rothschild & Sons Limited"),
    "person": Person(id="legal", name="Legal", role=True),
    "closure": Closure(
        id="bush", calendar="NYSE", day=date(2018, 12, 5), reason="Day of mourning", source="NYSE notice, 2 Dec 2018"
    ),
    "instrument": ATTORNEY,
    "document": Document(id="filing", title="Form 8-K", media_type="text/plain", sha256="0" * 64, size=7584),
    "event": Event(id="closing", title="Closing"),
    "metric": Metric(id="equity", name="Consolidated tangible shareholders’ equity", currency="USD"),
    "figure": Figure(
        id="equity-october",
        metric="equity",
        as_of=DUE,
        value="16100000",
        recorded_by="Finance",
        recorded_at=datetime(1996, 12, 2, 17, tzinfo=UTC),
    ),
    "obligation": Obligation(id="plan", ref="USMX-17", title="Amended plan", kind="delivery", deadline=BY_DUE),
    "relief": Relief(id="waiver", ref="USMX-5", title="Waiver of 1 to 4", covers=("ratio",)),
    "fact": Fact(
        id="done",
        about="plan",
        what=NOTHING_PASSED,
        day=Day(on=DUE),
        recorded_by="Legal",
        recorded_at=datetime(1996, 12, 2, 17, tzinfo=UTC),
    ),
    "scenario": Scenario(id="closes", title="8 closes on 20 December", assumptions=(SupposeMissed(about="plan"),)),
}
"""A sound record of each kind, to break one rule at a time."""


class Broken(NamedTuple):
    """Fields that break one rule, the field it stands beside, how its message begins, and fields that mend it."""

    kind: str
    fields: dict[str, Any]
    field: str
    message: str
    mended: dict[str, Any]


def span(start: int, end: int) -> Span:
    return Span(document="filing", start=start, end=end, words="by December 2, 1996")


NO_TITLE = [
    ("caption", "title", "The docket needs a title, such as the company's name."),
    ("document", "title", "A document needs a title."),
    ("event", "title", "An event needs a title."),
    ("instrument", "title", "An instrument needs a title."),
    ("obligation", "title", "An obligation needs a title."),
    ("party", "name", "A party needs a name."),
    ("person", "name", "A person or role needs a name."),
    ("relief", "title", "A relief needs a title."),
    ("scenario", "title", "A scenario needs a title, such as"),
]

SIMPLE = [
    *(Broken(kind, {field: "  \t"}, field, message, {field: "X"}) for kind, field, message in NO_TITLE),
    Broken("caption", {"id": "second"}, "id", "A docket has one caption.", {"id": "docket"}),
    Broken(
        "caption",
        {"remind": ReminderPolicy(at="")},
        "remind",
        "Say at what time of day reminders come, such as 09:00.",
        {"remind": ReminderPolicy(at="07:45", zone="America/Denver")},
    ),
    Broken(
        "caption",
        {"remind": ReminderPolicy(at="9 o'clock")},
        "remind",
        "“9 o'clock” is no time of day.",
        {"remind": ReminderPolicy(at="09:00")},
    ),
    Broken("person", {"remind_at": "8h30"}, "remind_at", "“8h30” is no time of day.", {"remind_at": "08:30"}),
    Broken("person", {"zone": "Denver"}, "zone", "“Denver” is no IANA time zone.", {"zone": "America/Denver"}),
    Broken("document", {"size": -1}, "size", "A document's size is not negative.", {"size": 0}),
    Broken("party", {"email": "counsel"}, "email", "“counsel” is no e-mail address.", {"email": "c@firm.com"}),
    Broken("party", {"email": "a@b@c"}, "email", "“a@b@c” is no e-mail address.", {"email": "a.b@c"}),
    Broken("party", {"email": "a b@c.com"}, "email", "“a b@c.com” is no e-mail", {"email": "a_b@c.com"}),
    Broken("party", {"email": "@c.com"}, "email", "“@c.com” is no e-mail address.", {"email": ""}),
    Broken("person", {"email": "legal@"}, "email", "“legal@” is no e-mail address.", {"email": "legal@usmx"}),
    Broken("person", {"stand_in": "legal"}, "stand_in", "Nobody stands in for themselves.", {"stand_in": "finance"}),
    Broken(
        "person",
        {"away_from": DUE, "away_until": EARLIER},
        "away_until",
        "The last day away lies before the first.",
        {"away_from": DUE, "away_until": DUE},
    ),
    Broken(
        "instrument", {"amends": "agreement"}, "amends", "An instrument does not amend itself.", {"amends": "another"}
    ),
    Broken(
        "instrument",
        {"roll_rule": "ny-gcl-25"},
        "roll_rule",
        "A law that moves closed days is named, but they are not moved. Clear one.",
        {"roll_rule": "ny-gcl-25", "roll": "following"},
    ),
    Broken(
        "instrument",
        {"day": Day(on=DUE), "in_force_until": EARLIER},
        "in_force_until",
        "It ends before it is in force.",
        {"day": Day(on=DUE), "in_force_until": DUE},
    ),
    Broken(
        "instrument",
        {"day": Day(on=EARLIER), "in_force_from": LATER, "in_force_until": DUE},
        "in_force_until",
        "It ends before it is in force.",
        {"day": Day(on=LATER), "in_force_from": EARLIER, "in_force_until": DUE},
    ),
    Broken(
        "instrument",
        {"calendars": ("US-FED", "MOON")},
        "calendars",
        "“MOON” is no calendar that Duly knows. Choose from ",
        {"calendars": ("US-FED", "SAT_SUN")},
    ),
    Broken("instrument", {"cutoff": "17:30\n", "zone": "UTC"}, "cutoff", "“17:30\n” is no time", {"cutoff": ""}),
    Broken("instrument", {"cutoff": "17:00"}, "zone", "A time of day needs its zone", {"cutoff": ""}),
    Broken(
        "instrument",
        {"cutoff": "5 pm", "zone": "America/Denver"},
        "cutoff",
        "“5 pm” is no time of day.",
        {"cutoff": "17:00", "zone": "America/Denver"},
    ),
    Broken(
        "instrument",
        {"zone": "Denver"},
        "zone",
        "“Denver” is no IANA time zone. Did you mean America/Denver?",
        {"zone": "America/Denver"},
    ),
    Broken(
        "event",
        {"recurs": "FREQ=MONTHLY"},
        "recurs",
        "A recurring event needs its first day, happened or expected.",
        {"recurs": "FREQ=MONTHLY", "expected": Day(on=DUE)},
    ),
    Broken(
        "event",
        {"recurs": "monthly", "happened": Day(on=DUE)},
        "recurs",
        "“monthly” is no recurrence rule.",
        {"recurs": "FREQ=MONTHLY", "happened": Day(on=DUE)},
    ),
]

COURIER, MAIL = NoticeMethod(method="Courier"), NoticeMethod(method="First-class mail", receipt=THIRTY_DAYS)
YEAR_END = FiscalYear(month=12)


def notice(*methods: NoticeMethod) -> dict[str, Any]:
    return {"notice": NoticeClause(methods=methods)}


ISSUE_3 = [
    Broken(
        "closure", {"calendar": ""}, "calendar", "Choose the calendar that is closed on that day.", {"calendar": "ZA"}
    ),
    Broken("closure", {"calendar": "MOON"}, "calendar", "“MOON” is no calendar that Duly knows.", {"calendar": "ZA"}),
    Broken(
        "closure",
        {"reason": " "},
        "reason",
        "Say why it is closed: each deadline that it moves names the reason.",
        {"reason": "Storm"},
    ),
    Broken(
        "closure",
        {"source": ""},
        "source",
        "Name the order, notice or proclamation that closes it.",
        {"source": "Proclamation 9835"},
    ),
    Broken(
        "instrument",
        notice(NoticeMethod(method=" ")),
        "notice",
        "Name the method: courier, first-class mail, e-mail.",
        notice(COURIER),
    ),
    Broken(
        "instrument",
        notice(NoticeMethod(method="Courier", receipt=(BusinessDays(n=0),))),
        "notice",
        "0 business days could mean the day itself or the next one.",
        notice(NoticeMethod(method="Courier", receipt=(BusinessDays(n=1),))),
    ),
    Broken(
        "instrument",
        notice(COURIER, MAIL, NoticeMethod(method="COURIER")),
        "notice",
        "The same method stands twice. Remove one.",
        notice(COURIER, MAIL),
    ),
    Broken(
        "event",
        {"recurs": "FREQ=YEARLY", "fiscal": YEAR_END, "happened": Day(on=DUE)},
        "recurs",
        "An event recurs by a rule or by fiscal periods, not both. Clear one.",
        {"fiscal": YEAR_END, "happened": Day(on=DUE)},
    ),
    Broken(
        "event",
        {"fiscal": YEAR_END},
        "recurs",
        "A recurring event needs its first day, happened or expected.",
        {"fiscal": YEAR_END, "expected": Day(on=DUE)},
    ),
    Broken(
        "event",
        {"fiscal": FiscalYear(month=2, day=30), "happened": Day(on=DUE)},
        "fiscal",
        "February has no day 30. Correct the day.",
        {"fiscal": FiscalYear(month=2, day=28), "happened": Day(on=DUE)},
    ),
    Broken(
        "event",
        {"time": "16:05"},
        "time",
        "A time of day needs its zone, such as America/Denver.",
        {"time": "16:05", "zone": "America/New_York"},
    ),
    Broken(
        "obligation",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, calendars=("MOON",))},
        "deadline",
        "“MOON” is no calendar that Duly knows.",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, calendars=("NYSE",))},
    ),
    Broken(
        "obligation",
        {"deadline": Every()},
        "deadline",
        "Say how often: a recurrence rule, or an event that recurs.",
        {"deadline": Every(event="quarter-end")},
    ),
    Broken(
        "obligation",
        {"deadline": Every(rule="FREQ=MONTHLY", start=DUE, event="quarter-end")},
        "deadline",
        "It recurs with its event or by a rule of its own, not both. Clear one.",
        {"deadline": Every(start=DUE, event="quarter-end")},
    ),
    Broken(
        "obligation",
        {"deadline": Every(rule="FREQ=MONTHLY")},
        "deadline",
        "A recurrence needs the day of its first occurrence.",
        {"deadline": Every(rule="FREQ=MONTHLY", start=DUE)},
    ),
    Broken(
        "obligation",
        {"deadline": Every(event="quarter-end", steps=(BusinessDays(n=0),))},
        "deadline",
        "0 business days could mean the day itself or the next one.",
        {"deadline": Every(event="quarter-end", steps=THIRTY_DAYS)},
    ),
    Broken(
        "obligation",
        {"deadline": Every(event="quarter-end", calendars=("NYSE", "MOON"))},
        "deadline",
        "“MOON” is no calendar that Duly knows.",
        {"deadline": Every(event="quarter-end", calendars=("NYSE",))},
    ),
    Broken(
        "obligation",
        {"deadline": Every(event="quarter-end", changed=(Changed(occurrence=DUE, reason=" "),))},
        "deadline",
        "Say why this occurrence differs: the reason is shown beside its day.",
        {"deadline": Every(event="quarter-end", changed=(Changed(occurrence=DUE, reason="Agreed"),))},
    ),
    Broken(
        "obligation",
        {
            "deadline": Every(
                event="quarter-end",
                changed=(Changed(occurrence=DUE, reason="One"), Changed(occurrence=DUE, due=LATER, reason="Two")),
            )
        },
        "deadline",
        "The same occurrence is changed twice. Remove one.",
        {
            "deadline": Every(
                event="quarter-end",
                changed=(Changed(occurrence=DUE, reason="One"), Changed(occurrence=LATER, reason="Two")),
            )
        },
    ),
]

DEADLINES = [
    Broken(
        "obligation",
        {"deadline": None},
        "deadline",
        "Say by when, or choose “no day stated” and why: Duly drops nothing.",
        {"deadline": Open(), "review_by": DUE},
    ),
    Broken(
        "obligation",
        {"deadline": Open()},
        "review_by",
        "What has no day needs a day on which it is looked at again.",
        {"deadline": Open(), "binding": "plan"},
    ),
    Broken(
        "obligation",
        {"target": Day(on=LATER)},
        "target",
        "The internal target lies after the legal due day.",
        {"target": Day(on=DUE)},
    ),
    Broken(
        "obligation",
        {"deadline": On(day=Day(on=DUE), not_earlier_than=LATER)},
        "deadline",
        "“Not earlier than” lies after the due day.",
        {"deadline": On(day=Day(on=DUE), not_earlier_than=DUE)},
    ),
    Broken(
        "obligation",
        {"deadline": On(day=Day(on=DUE), time="17:30")},
        "deadline",
        "A time of day needs its zone, such as America/Denver.",
        {"deadline": On(day=Day(on=DUE), time="17:30", zone="America/Denver")},
    ),
    Broken(
        "obligation",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, time="24:00", zone="America/Denver")},
        "deadline",
        "“24:00” is no time of day. Write it as 17:30.",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, time="23:59", zone="America/Denver")},
    ),
    Broken(
        "obligation",
        {"deadline": After(anchor=CLOSING, steps=())},
        "deadline",
        "The deadline has no step.",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS)},
    ),
    Broken(
        "obligation",
        {"deadline": After(anchor=CLOSING, steps=(BusinessDays(n=0),))},
        "deadline",
        "0 business days could mean the day itself or the next one.",
        {"deadline": After(anchor=CLOSING, steps=(BusinessDays(n=1),))},
    ),
    Broken(
        "obligation",
        {"deadline": Every(rule="FREQ=HOURLY", start=DUE)},
        "deadline",
        "FREQ=HOURLY: a deadline recurs by days at the shortest.",
        {"deadline": Every(rule="FREQ=DAILY", start=DUE)},
    ),
    Broken(
        "obligation",
        {"deadline": Every(rule="FREQ=DAILY", start=DUE, until=EARLIER)},
        "deadline",
        "The recurrence ends before it starts.",
        {"deadline": Every(rule="FREQ=DAILY", start=DUE, until=DUE)},
    ),
    Broken(
        "obligation",
        {"kind": "covenant", "deadline": While(since=DUE, until=EARLIER)},
        "deadline",
        "The time ends before it begins.",
        {"kind": "covenant", "deadline": While(since=DUE, until=DUE)},
    ),
    Broken(
        "obligation",
        {"deadline": Earliest(of=(BY_DUE,))},
        "deadline",
        "The earlier or later of several needs at least two days.",
        {"deadline": Earliest(of=(BY_DUE, After(anchor=CLOSING, steps=THIRTY_DAYS)))},
    ),
    Broken(
        "obligation",
        {"deadline": Latest(of=())},
        "deadline",
        "The earlier or later of several needs at least two days.",
        {"deadline": Latest(of=(BY_DUE, BY_DUE))},
    ),
    Broken(
        "obligation",
        {"deadline": Latest(of=(BY_DUE, After(anchor=CLOSING, steps=())))},
        "deadline",
        "The deadline has no step.",
        {"deadline": Latest(of=(BY_DUE, After(anchor=CLOSING, steps=THIRTY_DAYS)))},
    ),
    Broken(
        "obligation",
        {"deadline": Latest(of=(BY_DUE, On(day=Day(on=DUE), promptly=True)))},
        "deadline",
        "“Promptly” belongs to the whole deadline",
        {"deadline": Latest(of=(BY_DUE, BY_DUE), promptly=True)},
    ),
    Broken(
        "obligation",
        {"deadline": Earliest(of=(BY_DUE, After(anchor=CLOSING, steps=THIRTY_DAYS, opens=TEN_DAYS)))},
        "deadline",
        "No day of the earlier or later of several has a window of its own.",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, opens=TEN_DAYS)},
    ),
    Broken(
        "obligation",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_BEFORE, opens=TEN_BEFORE)},
        "deadline",
        "The window opens after the due day.",
        {"deadline": After(anchor=CLOSING, steps=TEN_BEFORE, opens=THIRTY_BEFORE)},
    ),
    Broken(
        "obligation",
        {"deadline": Every(event="quarter-end", opens=TEN_DAYS)},
        "deadline",
        "The window opens after the due day.",
        {"deadline": Every(event="quarter-end", opens=TEN_BEFORE)},
    ),
    Broken(
        "obligation",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, opens=(BusinessDays(n=0),))},
        "deadline",
        "0 business days",
        {"deadline": After(anchor=CLOSING, steps=THIRTY_DAYS, opens=(BusinessDays(n=1),))},
    ),
    Broken(
        "obligation",
        {"kind": "covenant", "deadline": Every(event="quarter-end", opens=TEN_BEFORE)},
        "deadline",
        "A covenant or test is kept all along",
        {"kind": "covenant", "deadline": Every(event="quarter-end")},
    ),
    Broken(
        "obligation",
        {"override": Override(day=LATER, reason=" ")},
        "override",
        "Say why the computed day is set aside",
        {"override": Override(day=LATER, reason="Agreed on the telephone")},
    ),
    Broken(
        "obligation",
        {"starts": Start(of=())},
        "starts",
        "Choose the event or obligation it starts with, or clear the start.",
        {"starts": Start(of=(ObligationAnchor(obligation="offering"),))},
    ),
    Broken(
        "obligation",
        {"cure": Cure(period=())},
        "cure",
        "The deadline has no step.",
        {"cure": Cure(period=THIRTY_DAYS)},
    ),
]

RATIO = Threshold(metric="current ratio", comparator="at least", value="2")
AT_ALL_TIMES: dict[str, Any] = {"kind": "covenant", "deadline": While()}
EQUITY = Threshold(metric="equity", comparator="at least", value="17500000", unit="money", currency="USD")

KIND_RULES = [
    Broken(
        "obligation",
        {"amount": Amount(value="100000")},
        "amount",
        "An amount needs a currency. Write its code, such as USD.",
        {"amount": Amount(value="100000", currency="USD")},
    ),
    Broken(
        "obligation",
        {"amount": Amount(value="0", currency="USD")},
        "amount",
        "An amount is more than zero. Leave it empty where none is stated.",
        {"amount": Amount(value="0.01", currency="USD")},
    ),
    Broken(
        "obligation",
        {"amount": Amount(value="-5", currency="USD")},
        "amount",
        "An amount is more than zero.",
        {"amount": Amount(value="5", currency="USD")},
    ),
    Broken(
        "obligation",
        {"kind": "covenant", "deadline": While(), "threshold": RATIO},
        "threshold",
        "Only a test has a threshold.",
        {"kind": "test", "deadline": While(), "threshold": RATIO},
    ),
    Broken(
        "obligation",
        {"kind": "test", "deadline": While(), "threshold": msgspec.structs.replace(RATIO, metric=" ")},
        "threshold",
        "Say what is measured, such as “current ratio”.",
        {"kind": "test", "deadline": While(), "threshold": RATIO},
    ),
    Broken(
        "obligation",
        {"kind": "test", "deadline": While(), "threshold": msgspec.structs.replace(EQUITY, currency="")},
        "threshold",
        "A threshold in money needs a currency.",
        {"kind": "test", "deadline": While(), "threshold": EQUITY},
    ),
    Broken(
        "obligation",
        {"kind": "covenant"},
        "deadline",
        "A covenant or test continues: choose “continuing” or test dates.",
        {"kind": "covenant", "deadline": Every(rule="FREQ=YEARLY", start=DUE)},
    ),
    Broken(
        "obligation", {**AT_ALL_TIMES, "binding": "right"}, "binding", "A covenant or test is a duty.", AT_ALL_TIMES
    ),
    Broken(
        "obligation",
        {"kind": "consequence"},
        "deadline",
        "A consequence has no deadline: it follows from what is missed.",
        {"kind": "consequence", "deadline": None},
    ),
    Broken(
        "obligation",
        {"causes": (Link(to="offering"),)},
        "causes",
        "Only a consequence has causes. Change the kind, or clear them.",
        {"kind": "consequence", "deadline": None, "causes": (Link(to="offering"),)},
    ),
    Broken(
        "obligation",
        {**AT_ALL_TIMES, "approval": Approval(by="bank")},
        "approval",
        "Approval belongs to something that is handed in. Clear it for this kind.",
        {"approval": Approval(by="bank")},
    ),
    Broken(
        "obligation",
        {"kind": "consequence", "deadline": None, "approval": Approval(by="bank")},
        "approval",
        "Approval belongs to something that is handed in.",
        {"kind": "filing", "approval": Approval(by="bank")},
    ),
]

ITSELF, OTHER, THIRD = Link(to="plan"), Link(to="offering"), Link(to="fee")
A_CONSEQUENCE: dict[str, Any] = {"kind": "consequence", "deadline": None}


def link_rules() -> Iterator[Broken]:
    for field in ("paid_from", "either", "causes", "replaces"):
        base = A_CONSEQUENCE if field == "causes" else {}
        yield Broken(
            "obligation",
            {**base, field: (OTHER, ITSELF)},
            field,
            "An obligation cannot be linked to itself. Choose another.",
            {**base, field: (OTHER, THIRD)},
        )
        yield Broken(
            "obligation",
            {**base, field: (OTHER, msgspec.structs.replace(OTHER, words="upon closing"))},
            field,
            "The same obligation is linked twice. Remove one.",
            {**base, field: (OTHER,)},
        )


LINK_RULES = [
    *link_rules(),
    Broken(
        "obligation",
        {"needs": (Need(one_of=()),)},
        "needs",
        "A condition names at least one obligation. Choose it, or remove the line.",
        {"needs": (Need(one_of=("offering",)),)},
    ),
    Broken(
        "obligation",
        {"needs": (Need(one_of=("offering", "plan")),)},
        "needs",
        "An obligation cannot need itself. Choose another.",
        {"needs": (Need(one_of=("offering", "fee")),)},
    ),
    Broken(
        "obligation",
        {"sources": (span(5, 5),)},
        "sources",
        "The source words are empty. Select them in the document again.",
        {"sources": (span(5, 6),)},
    ),
    Broken("obligation", {"sources": (span(-1, 5),)}, "sources", "The source words are", {"sources": (span(0, 5),)}),
    Broken("obligation", {"tags": ("a, b",)}, "tags", "A tag is a word or two", {"tags": ("a", "b")}),
    Broken("obligation", {"tags": (" ",)}, "tags", "A tag is a word or two without a comma.", {"tags": ()}),
    Broken(
        "obligation",
        {"tags": ("Closing", "closing")},
        "tags",
        "The same tag stands twice. Remove one.",
        {"tags": ("Closing", "closing set")},
    ),
]

GRANTED = Day(on=DUE)

RELIEFS = [
    Broken("relief", {"covers": ()}, "covers", "Say which obligations the relief covers.", {"covers": ("plan",)}),
    Broken(
        "relief",
        {"extends": ("earlier",)},
        "extends",
        "Only an extension extends another relief. Change the kind, or clear it.",
        {"kind": "extension", "extends": ("earlier",), "covers": ()},
    ),
    Broken(
        "relief",
        {"kind": "extension", "extends": ("waiver",), "covers": ()},
        "extends",
        "A relief does not extend itself. Choose another.",
        {"kind": "extension", "extends": ("earlier",), "covers": ()},
    ),
    Broken(
        "relief",
        {"kind": "extension"},
        "new_due",
        "An extension needs the new due day.",
        {"kind": "extension", "new_due": LATER},
    ),
    Broken(
        "relief",
        {"new_due": LATER},
        "new_due",
        "Only an extension has a new due day. Change the kind, or clear the day.",
        {"kind": "extension", "new_due": LATER},
    ),
    Broken(
        "relief",
        {"signed": "unsigned", "signed_documents": ("filing",)},
        "signed",
        "It is recorded as unsigned and has signed documents.",
        {"signed": "signed", "signed_documents": ("filing",)},
    ),
    Broken(
        "relief",
        {"conditions": ("ratio", "fee")},
        "conditions",
        "An obligation cannot be both covered and a condition of the same relief.",
        {"conditions": ("fee",)},
    ),
    Broken(
        "relief",
        {"granted_on": GRANTED, "until": EARLIER, "until_reading": "inclusive"},
        "until",
        "The relief ends before it starts. Correct one of the two days.",
        {"granted_on": GRANTED, "until": DUE, "until_reading": "inclusive"},
    ),
    Broken(
        "relief",
        {"granted_on": GRANTED, "until": DUE, "until_reading": "exclusive"},
        "until",
        "The relief ends before it starts.",
        {"granted_on": GRANTED, "until": LATER, "until_reading": "exclusive"},
    ),
    Broken(
        "relief",
        {"granted_on": GRANTED, "until": DUE, "until_reading": "unclear"},
        "until",
        "The relief ends before it starts.",
        {"until": DUE, "until_reading": "unclear"},
    ),
    Broken(
        "relief",
        {"granted_on": Day(on=EARLIER), "since": LATER, "until": DUE, "until_reading": "inclusive"},
        "until",
        "The relief ends before it starts.",
        {"granted_on": Day(on=DUE), "since": EARLIER, "until": DUE, "until_reading": "inclusive"},
    ),
    Broken("relief", {"sources": (span(9, 3),)}, "sources", "The source words are", {"sources": (span(3, 9),)}),
    Broken("relief", {"tags": ("x", "X")}, "tags", "The same tag stands twice.", {"tags": ("x", "y")}),
]

FACTS = [
    Broken(
        "fact",
        {"what": Performed(amount="100")},
        "amount",
        "An amount needs a currency. Write its code, such as USD.",
        {"what": Performed(amount="100", currency="USD")},
    ),
    Broken(
        "fact",
        {"what": Performed(amount="0", currency="USD")},
        "amount",
        "An amount is more than zero. Leave it empty where none passed.",
        {"what": Performed(amount="0.5", currency="USD")},
    ),
    Broken(
        "fact",
        {"what": Performed(amount="-100", currency="USD")},
        "amount",
        "An amount is more than zero. Leave it empty where none passed.",
        {"what": Performed(currency="USD", in_full=True)},
    ),
    Broken(
        "fact",
        {"what": Reading()},
        "value",
        "A reading needs its value, or whether the covenant was met.",
        {"what": Reading(met=False)},
    ),
    Broken("fact", {"sources": (span(3, 3),)}, "sources", "The source words are", {"sources": (span(3, 4),)}),
]

TYPED, QUOTED = Definition(text="Net worth less intangibles."), Definition(source=span(3, 9))
COVER = Threshold(metric="cover", comparator="at least", value="2", formula="[profit] ÷ [interest]")


def cover(**fields: Any) -> dict[str, Any]:
    """A test whose threshold has those fields otherwise."""
    return {"kind": "test", "deadline": While(), "threshold": msgspec.structs.replace(COVER, **fields)}


MEASURES = [
    Broken("metric", {"name": " "}, "name", "A metric needs a name, such as “current assets”.", {"name": "EBITDA"}),
    Broken("metric", {"short_name": "[x]"}, "name", "A name has no brackets: they", {"short_name": "x"}),
    Broken("metric", {"currency": ""}, "currency", "A metric in money needs a currency.", {"currency": "CAD"}),
    Broken("metric", {"unit": "ratio"}, "currency", "Only a metric in money has", {"unit": "ratio", "currency": ""}),
    Broken(
        "metric",
        {"definitions": (Definition(),)},
        "definitions",
        "A definition needs its words. Select them in the document, or type them.",
        {"definitions": (TYPED,)},
    ),
    Broken(
        "metric",
        {"definitions": (Definition(source=span(3, 3)),)},
        "definitions",
        "The source words are empty.",
        {"definitions": (QUOTED,)},
    ),
    Broken(
        "metric",
        {"definitions": (Definition(source=span(3, 9), text="Net worth"),)},
        "definitions",
        "A definition has selected words or typed ones, not both. Clear one.",
        {"definitions": (QUOTED,)},
    ),
    Broken(
        "metric",
        {"definitions": (TYPED, QUOTED)},
        "definitions",
        "Two definitions begin on the same day. Say from when each holds.",
        {"definitions": (TYPED, Definition(source=span(3, 9), since=DUE))},
    ),
    Broken(
        "figure",
        {"cure": True, "value": "0", "made": LATER},
        "value",
        "A cure adds more than zero. Write the sum that was put in.",
        {"cure": True, "value": "0.5", "made": LATER},
    ),
    Broken(
        "figure",
        {"cure": True},
        "made",
        "Say on which day the cure was made: it counts from then on.",
        {"cure": True, "expected": True},
    ),
    Broken(
        "figure",
        {"made": LATER},
        "made",
        "Only a cure is made on another day. Clear the day, or mark the figure as a cure.",
        {"made": LATER, "cure": True},
    ),
    Broken(
        "figure",
        {"made": EARLIER, "cure": True},
        "made",
        "The cure is made before the day it cures. Correct one of the two days.",
        {"made": DUE, "cure": True},
    ),
    Broken("figure", {"sources": (span(3, 3),)}, "sources", "The source words are", {"sources": (span(3, 4),)}),
    Broken("obligation", cover(formula="[profit] ÷"), "threshold", "The formula breaks off.", cover()),
    Broken(
        "obligation",
        cover(steps=(Stepped(since=DUE, value="3"), Stepped(since=DUE, value="4"))),
        "threshold",
        "The threshold steps twice on the same day. Remove one.",
        cover(steps=(Stepped(since=DUE, value="3"), Stepped(since=LATER, value="4"))),
    ),
    Broken(
        "obligation",
        cover(equity_cure=EquityCure(metric="equity")),
        "threshold",
        "An equity cure adds to a metric of the formula. Choose one that is in it.",
        cover(equity_cure=EquityCure(metric="profit")),
    ),
    Broken(
        "obligation",
        cover(equity_cure=EquityCure(metric="profit", most=2)),
        "threshold",
        "Say how many cures in how many test dates running, or leave both at zero.",
        cover(equity_cure=EquityCure(metric="profit", most=2, in_tests=4)),
    ),
    Broken(
        "obligation",
        cover(equity_cure=EquityCure(metric="profit", within=(BusinessDays(n=0),))),
        "threshold",
        "0 business days could mean the day itself or the next one.",
        cover(equity_cure=EquityCure(metric="profit", within=(BusinessDays(n=10),))),
    ),
    Broken(
        "obligation",
        {"fund": "proceeds-account"},
        "fund",
        "Only an allocation is made of a fund. Change the kind, or clear the fund.",
        {"fund": "proceeds-account", "kind": "allocation"},
    ),
]

WAIVED = SupposeRelief(covers=("plan",), kind="waiver", granted_on=DUE)
SUPPOSED = [
    Broken(
        "scenario",
        {"assumptions": (SupposeReading(about="ratio", on=DUE),)},
        "assumptions",
        "A supposed reading needs its value, or whether the covenant was met.",
        {"assumptions": (SupposeReading(about="ratio", on=DUE, met=False),)},
    ),
    Broken(
        "scenario",
        {"assumptions": (msgspec.structs.replace(WAIVED, covers=()),)},
        "assumptions",
        "A supposed relief covers at least one obligation. Choose it.",
        {"assumptions": (WAIVED,)},
    ),
    Broken(
        "scenario",
        {"assumptions": (msgspec.structs.replace(WAIVED, until=EARLIER),)},
        "assumptions",
        "The supposed relief ends before it is granted. Correct one of the two days.",
        {"assumptions": (msgspec.structs.replace(WAIVED, until=DUE),)},
    ),
    Broken(
        "scenario",
        {"assumptions": (SupposePerformed(about="plan", on=DUE, amount="5"),)},
        "assumptions",
        "A supposed amount needs its currency, such as USD.",
        {"assumptions": (SupposePerformed(about="plan", on=DUE, amount="5", currency="USD"),)},
    ),
    Broken(
        "scenario",
        {"assumptions": (SupposePerformed(about="plan", on=DUE, amount="-5", currency="USD"),)},
        "assumptions",
        "A supposed amount is more than nothing.",
        {"assumptions": (SupposePerformed(about="plan", on=DUE, amount="5", currency="USD"),)},
    ),
]

DEBTS = Share(percent="75", base=OfProceeds(obligation="offering"), currency="USD")
LIMIT = ReliefLimits(times=2)
ON_EVENT = InForceWhen(events=("closing",))
MONTHLY = Every(rule="FREQ=MONTHLY", start=DUE)
IN_ALL = Amount(value="240000", currency="USD", in_all=True)
AGREED = InstrumentAnchor(instrument="agreement")
MISSED = ObligationAnchor(obligation="offering", of="missed")


def of_deadline(deadline: Deadline, message: str, mended: Deadline) -> Broken:
    return Broken("obligation", {"deadline": deadline}, "deadline", message, {"deadline": mended})


SAID_TOO = [
    Broken(
        "fact",
        {"what": Performed(accepted=EARLIER)},
        "what",
        "It cannot be accepted before it was done. Correct one of the two days.",
        {"what": Performed(accepted=DUE)},
    ),
    Broken(
        "fact",
        {"number": 2},
        "number",
        "A number tells apart occurrences of one day. Say of which day.",
        {"number": 2, "occurrence": DUE},
    ),
    Broken(
        "event",
        {"again": True, "recurs": "FREQ=MONTHLY", "expected": Day(on=DUE)},
        "again",
        "It happens by a rule, or whenever it happens. Clear one of the two.",
        {"again": True},
    ),
    Broken(
        "event",
        {"again": True, "happened": Day(on=DUE)},
        "happened",
        "What happens again has its days in a list. Move this day there.",
        {"again": True, "happenings": (Happening(day=Day(on=DUE)),)},
    ),
    Broken(
        "event",
        {"happenings": (Happening(day=Day(on=DUE)),)},
        "happenings",
        "Several days belong to what happens again. Say so, or clear them.",
        {"happenings": (Happening(day=Day(on=DUE)), Happening(day=Day(on=DUE))), "again": True},
    ),
    Broken(
        "obligation",
        {"amount": Amount(value="5", currency="USD", in_total=True)},
        "amount",
        "Only “at least” asks whether parts add up. Clear “in total”.",
        {"amount": Amount(value="5", currency="USD", in_total=True, bound="at least")},
    ),
    Broken(
        "obligation",
        {"amount": Amount(value="5", currency="USD"), "share": DEBTS},
        "share",
        "It is a sum or a percentage, not both. Clear one.",
        {"share": DEBTS},
    ),
    Broken(
        "obligation",
        {"amount": IN_ALL},
        "amount",
        "“In all” divides a sum over the occurrences of a series. Clear it.",
        {"amount": IN_ALL, "deadline": replace(MONTHLY, rule="FREQ=MONTHLY;COUNT=12")},
    ),
    Broken(
        "obligation",
        {"amount": IN_ALL, "deadline": MONTHLY},
        "amount",
        "In how many instalments? Give the series its end or its number, or each its sum.",
        {"amount": IN_ALL, "deadline": replace(MONTHLY, ends=SeriesBound(anchor=AGREED))},
    ),
    *(
        Broken("obligation", {"share": replace(DEBTS, **broken)}, "share", message, {"share": replace(DEBTS, **mended)})
        for broken, message, mended in (
            ({"percent": "0"}, "A percentage is more than zero. Write 75 for 75 %, 0.25 for 25 basis points.", {}),
            ({"currency": ""}, "A percentage of money needs its currency. Write its code, such as USD.", {}),
            (
                {"base": OfSum(value="-5")},
                "The sum that it is a percentage of is more than zero.",
                {"base": OfSum(value="5")},
            ),
            ({"floor": "-5"}, "A floor or cap is not less than zero.", {"floor": "0"}),
            (
                {"floor": "5", "cap": "4"},
                "The floor lies over the cap. Correct one of the two.",
                {"floor": "5", "cap": "5"},
            ),
        )
    ),
    Broken(
        "obligation",
        {"must_not": True},
        "must_not",
        "Only a continuing covenant forbids something. Clear “must not”.",
        {"must_not": True, "kind": "covenant", "deadline": While()},
    ),
    Broken(
        "obligation",
        {"falls_away": (FallsAway(when=ObligationAnchor(obligation="plan")),)},
        "falls_away",
        "An obligation does not fall away by itself. Choose another.",
        {"falls_away": (FallsAway(when=ObligationAnchor(obligation="offering")),)},
    ),
    Broken(
        "obligation",
        {"falls_away": (FallsAway(when=ObligationAnchor(obligation="offering", of="due")),)},
        "falls_away",
        "A due day takes nothing away. Choose the performance or the miss.",
        {"falls_away": (FallsAway(when=MISSED),)},
    ),
    Broken(
        "obligation",
        {"qualifications": (Qualification(words=" "),)},
        "qualifications",
        "A qualification is its words. Write them, or remove the line.",
        {"qualifications": (Qualification(words="to the extent lawful"),)},
    ),
    Broken(
        "obligation",
        {"qualifications": (Qualification(words="except", source=span(3, 3)),)},
        "qualifications",
        "The source words are empty. Select them in the document again.",
        {"qualifications": (Qualification(words="except", source=span(3, 9)),)},
    ),
    Broken(
        "obligation",
        {"relief_limits": ReliefLimits(words="not more than twice")},
        "relief_limits",
        "Say how long or how often it may be relieved, or clear the limit.",
        {"relief_limits": LIMIT},
    ),
    Broken(
        "instrument",
        {"in_force_when": InForceWhen()},
        "in_force_when",
        "Name what must come first, or clear the conditions of coming into force.",
        {"in_force_when": ON_EVENT},
    ),
    Broken(
        "instrument",
        {"in_force_when": InForceWhen(needs=(Need(one_of=()),))},
        "in_force_when",
        "A condition names at least one obligation. Choose it, or remove the line.",
        {"in_force_when": InForceWhen(needs=(Need(one_of=("plan",)),))},
    ),
    Broken(
        "instrument",
        {"ends": Open()},
        "ends",
        "An end is a day, or counted from one. Choose a deadline that has a day.",
        {"ends": BY_DUE},
    ),
    Broken(
        "instrument",
        {"ends": replace(BY_DUE, promptly=True)},
        "ends",
        "An end has no window and is not “promptly”. Clear them.",
        {"ends": BY_DUE},
    ),
    Broken(
        "instrument",
        {"ends": After(anchor=MISSED, steps=THIRTY_DAYS)},
        "ends",
        "An instrument does not end by a miss. Count from a notice or another event.",
        {"ends": After(anchor=CLOSING, steps=THIRTY_DAYS)},
    ),
    of_deadline(
        replace(MONTHLY, begins=SeriesBound(anchor=CLOSING)),
        "It begins on a day or with something else, not both. Clear one.",
        replace(MONTHLY, start=None, begins=SeriesBound(anchor=CLOSING)),
    ),
    of_deadline(
        replace(MONTHLY, until=LATER, ends=SeriesBound(anchor=AGREED)),
        "It ends on a day or with something else, not both. Clear one.",
        replace(MONTHLY, ends=SeriesBound(anchor=AGREED, steps=THIRTY_DAYS)),
    ),
    of_deadline(
        replace(MONTHLY, ends=SeriesBound(anchor=MISSED)),
        "A series neither begins nor ends with a miss. Choose the performance.",
        replace(MONTHLY, ends=SeriesBound(anchor=ObligationAnchor(obligation="offering"))),
    ),
]

ALL = [*SIMPLE, *ISSUE_3, *DEADLINES, *KIND_RULES, *LINK_RULES, *RELIEFS, *FACTS, *MEASURES, *SUPPOSED, *SAID_TOO]


def with_fields(kind: str, fields: dict[str, Any]) -> Record:
    return msgspec.structs.replace(SOUND[kind], **fields)


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_record_of_each_kind_breaks_no_rule(kind: str) -> None:
    assert type(SOUND[kind]) is KINDS[kind]
    assert problems(SOUND[kind]) == ()


@pytest.mark.parametrize("broken", ALL, ids=lambda broken: f"{broken.kind} {broken.message[:40]}")
def test_a_rule_is_broken_beside_its_field_and_the_nearest_neighbour_is_sound(broken: Broken) -> None:
    found = problems(with_fields(broken.kind, broken.fields))
    assert [(problem.field, problem.message[: len(broken.message)]) for problem in found] == [
        (broken.field, broken.message)
    ]
    assert problems(with_fields(broken.kind, broken.mended)) == ()


@pytest.mark.parametrize("broken", ALL, ids=lambda broken: f"{broken.kind} {broken.message[:40]}")
def test_the_door_refuses_it_with_the_message_and_the_field(broken: Broken) -> None:
    with pytest.raises(InvalidRecord, match=re.escape(broken.message)) as refused:
        check(with_fields(broken.kind, broken.fields))
    assert refused.value.field == broken.field


def test_every_broken_rule_is_told_not_only_the_first() -> None:
    fields = {"title": "", "tags": ("a,b",), "amount": Amount(value="0"), "override": Override(day=DUE, reason="")}
    found = [problem.field for problem in problems(with_fields("obligation", fields))]
    assert found == ["title", "override", "amount", "amount", "tags"]


def messages_in_the_source() -> Iterator[tuple[str, str]]:
    """Each message that a rule of a record can give: its file and line, and a pattern of its words."""
    for path in sorted(RECORD.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Problem":
                pattern = worded(call.args[1])
                if pattern:
                    yield f"{path.name}:{call.lineno}", pattern


def worded(message: ast.expr) -> str:
    """A pattern of the message; empty where its words come from elsewhere."""
    if isinstance(message, ast.Constant):
        return re.escape(str(message.value))
    if isinstance(message, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in message.values
        )
    return ""


def test_every_message_of_every_record_is_provoked_here() -> None:
    said = [problem.message for broken in ALL for problem in problems(with_fields(broken.kind, broken.fields))]
    outside = problems(with_fields("event", {"happened": Day(on=date(1899, 12, 31))}))
    said += [problem.message for problem in outside]
    missing = [
        place for place, pattern in messages_in_the_source() if not any(re.fullmatch(pattern, text) for text in said)
    ]
    assert missing == []
    assert len(list(messages_in_the_source())) > 35


@pytest.mark.parametrize(
    ("comparator", "at_two", "above", "below"),
    [
        ("at least", True, True, False),
        ("at most", True, False, True),
        ("more than", False, True, False),
        ("less than", False, False, True),
    ],
)
def test_a_threshold_is_met_on_its_side(comparator: Any, at_two: bool, above: bool, below: bool) -> None:
    threshold = msgspec.structs.replace(RATIO, comparator=comparator)
    met = [threshold.met_by(threshold.number + step) for step in (0, 1, -1)]
    assert met == [at_two, above, below]


@pytest.mark.parametrize(("day", "value"), [(EARLIER, "2"), (DUE, "2.5"), (LATER, "3"), (None, "2")])
def test_a_threshold_steps_over_time(day: date | None, value: str) -> None:
    steps = (Stepped(since=LATER, value="3"), Stepped(since=DUE, value="2.5"))
    threshold = msgspec.structs.replace(RATIO, steps=steps)
    assert threshold.value_on(day) == Decimal(value)
    assert threshold.met_by(Decimal(value), day)
    assert not threshold.met_by(Decimal(value) - Decimal("0.01"), day)


@pytest.mark.parametrize(
    ("from_day", "own_day", "begins"),
    [(None, None, None), (None, DUE, DUE), (LATER, DUE, LATER), (EARLIER, DUE, EARLIER)],
)
def test_an_instrument_begins_when_it_says_else_on_its_own_day(
    from_day: date | None, own_day: date | None, begins: date | None
) -> None:
    day = Day(on=own_day) if own_day else None
    assert msgspec.structs.replace(ATTORNEY, in_force_from=from_day, day=day).begins == begins


@pytest.mark.parametrize(
    ("reading", "last"), [("inclusive", DUE), ("exclusive", date(1996, 12, 1)), ("unclear", date(1996, 12, 1))]
)
def test_an_unclear_end_of_a_relief_counts_as_exclusive(reading: Any, last: date) -> None:
    relief = SOUND["relief"]
    assert isinstance(relief, Relief)
    assert msgspec.structs.replace(relief, until=DUE, until_reading=reading).last_day == last
    assert msgspec.structs.replace(relief, until_reading=reading).last_day is None


@pytest.mark.parametrize(
    ("granted", "since", "counts_from"),
    [(None, EARLIER, None), (DUE, None, DUE), (DUE, EARLIER, DUE), (DUE, LATER, LATER)],
)
def test_a_relief_granted_later_with_effect_from_earlier_counts_from_its_grant(
    granted: date | None, since: date | None, counts_from: date | None
) -> None:
    day = Day(on=granted) if granted else None
    relief = Relief(id="waiver", ref="R-1", title="Waiver", covers=("plan",), granted_on=day, since=since)
    assert relief.effective_from == counts_from


def test_a_day_with_the_source_s_own_words_is_not_exact() -> None:
    assert Day(on=DUE).exact
    assert not Day(on=date(1996, 7, 31), words="July 1996").exact


def test_names_for_tables_fall_back_to_the_whole_name() -> None:
    for kind, long, short in (
        ("party", "name", "short_name"),
        ("metric", "name", "short_name"),
        ("instrument", "title", "short_title"),
        ("obligation", "title", "short_title"),
        ("relief", "title", "short_title"),
    ):
        plain: Any = SOUND[kind]
        assert plain.short == getattr(plain, long)
        assert msgspec.structs.replace(plain, **{short: "Short"}).short == "Short"


def test_silence_is_no_admission() -> None:
    assert problems(with_fields("fact", {"what": NotPerformed()})) == ()
