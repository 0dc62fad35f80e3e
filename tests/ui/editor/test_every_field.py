"""Every field of every record is set through its input, saved, and found again in a fresh editor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from model.days.fiscal import FiscalYear
from model.days.operation import Add, BusinessDays, Roll
from model.ledger.commands import AddDocument, Put
from model.record.amount import Amount, Threshold
from model.record.base import Record
from model.record.closure import Closure
from model.record.conditions import FallsAway, Link, Need, NoDefault, ReliefLimits
from model.record.day import Day
from model.record.deadline import After, EventAnchor, InstrumentAnchor, ObligationAnchor, On, Override, Start
from model.record.document import Document
from model.record.event import Event, Happening
from model.record.instrument import InForceWhen, Instrument, NoticeClause, NoticeMethod
from model.record.metric import Metric
from model.record.obligation import Approval, Cure, Obligation, Reminder
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.share import OfProceeds, Share
from tests.ui.editor.conftest import Open
from tests.ui.editor.hand import Hand
from ui.moves.card import MovesCard
from ui.workspace import Workspace

Act = Callable[[Hand], None]
PLAN = "an amended development plan for the Project will be submitted"


def types(name: str, text: str) -> Act:
    return lambda hand: hand.type(name, text)


def chooses(name: str, words: str) -> Act:
    return lambda hand: hand.choose(name, words)


def picks(name: str, text: str) -> Act:
    return lambda hand: hand.pick(name, text)


def ticks(name: str) -> Act:
    return lambda hand: hand.tick(name)


def several(*acts: Act) -> Act:
    def do(hand: Hand) -> None:
        for act in acts:
            act(hand)

    return do


def clicks(name: str) -> Act:
    return lambda hand: hand.click(name)


def numbers(name: str, number: int) -> Act:
    return lambda hand: hand.number(name, number)


def link(field: str, target: str, words: str) -> Act:
    return several(clicks(f"{field}.add"), picks(f"{field}.#.to", target), types(f"{field}.#.words", words))


def source(words: str) -> Act:
    return several(
        clicks("sources.add"), types("sources.find", words), clicks("sources.use"), clicks("sources.done")
    )  # fmt: skip


def span(words: str) -> Callable[[Any], bool]:
    """Whether the last span is that of ``words``."""
    return lambda value: " ".join(value[-1].words.split()) == words and value[-1].end > value[-1].start


# field: the record, what is done, and what the field then holds (or a test that it passes)
OBLIGATION: dict[str, tuple[str, Act | None, object]] = {
    "id": ("usmx-17", None, "usmx-17"),
    "ref": ("usmx-17", types("ref.text", "USMX-17A"), "USMX-17A"),
    "title": ("usmx-17", types("title.text", "Plan for the Project"), "Plan for the Project"),
    "short_title": ("usmx-17", types("short_title.text", "Plan"), "Plan"),
    "kind": ("usmx-17", chooses("kind.choice", "filing"), "filing"),
    "binding": ("usmx-17", chooses("binding.choice", "right"), "right"),
    "obligor": ("usmx-17", picks("obligor.pick", "alaska"), "usmx-of-alaska"),
    "obligee": ("usmx-17", picks("obligee.pick", "ontario"), "ontario-securities-commission"),
    "payee": ("usmx-17", picks("payee.pick", "creditors"), "creditors"),
    "instrument": ("usmx-17", picks("instrument.pick", "form 8"), "form-8k"),
    "sources": ("usmx-16", source(PLAN), span(PLAN)),
    "locator": ("usmx-17", types("locator.text", "Item 5 (c)"), "Item 5 (c)"),
    "starts": (
        "usmx-17",
        several(
            clicks("starts.of.add"),
            picks("starts.of.#.pick", "private"),
            clicks("starts.of.add"),
            picks("starts.of.#.pick", "8"),
            chooses("starts.of.#.of", "is missed"),
            chooses("starts.which", "the later of them"),
            types("starts.words", "after both"),
        ),
        Start(
            of=(EventAnchor(event="private-placement"), ObligationAnchor(obligation="usmx-08", of="missed")),
            pick="later",
            words="after both",
        ),
    ),
    "deadline": ("usmx-17", types("deadline.notation", "3 Dec 1996"), On(day=Day(on=date(1996, 12, 3)))),
    "override": (
        "usmx-17",
        several(types("override.day", "2 Jan 1997"), types("override.reason", "agreed by telephone")),
        Override(day=date(1997, 1, 2), reason="agreed by telephone"),
    ),
    "target": (
        "usmx-17",
        several(types("target.day", "1996-11-25"), types("target.words", "late November")),
        Day(on=date(1996, 11, 25), words="late November"),
    ),
    "amount": (
        "usmx-17",
        several(
            chooses("amount.bound", "about"), types("amount.figure", "2,500,000.50"), types("amount.currency", "cad")
        ),
        Amount(value="2500000.5", currency="CAD", bound="about"),
    ),
    "threshold": (
        "usmx-02",
        several(
            types("threshold.metric", "tangible net worth"),
            chooses("threshold.comparator", "more than"),
            types("threshold.figure", "17,500,000"),
            chooses("threshold.unit", "money"),
            types("threshold.currency", "USD"),
        ),
        Threshold(metric="tangible net worth", comparator="more than", value="17500000", unit="money", currency="USD"),
    ),
    "share": (
        "usmx-17",
        several(
            types("share.percent", "75"),
            picks("share.obligation", "8"),
            types("share.currency", "usd"),
            types("share.floor", "100,000"),
            types("share.cap", "$2m"),
            types("share.words", "75 % of all Net Cash Proceeds"),
        ),
        Share(
            percent="75",
            base=OfProceeds(obligation="usmx-08"),
            currency="USD",
            floor="100000",
            cap="2000000",
            words="75 % of all Net Cash Proceeds",
        ),
    ),
    "cure": (
        "usmx-17",
        several(
            clicks("cure.period.add"),
            numbers("cure.period.#.number", 10),
            chooses("cure.runs_from", "from notice of it"),
            picks("cure.event", "private"),
        ),
        Cure(period=(Add(n=10, unit="day"),), runs_from="notice", event="private-placement"),
    ),
    "approval": (
        "usmx-16",
        several(
            picks("approval.by", "rothschild"), chooses("approval.deadline_for", "the day is for the approval itself")
        ),
        Approval(by="rothschild", deadline_for="approval"),
    ),
    "needs": (
        "usmx-17",
        several(
            clicks("needs.add"),
            picks("needs.1.one_of.add", "14"),
            picks("needs.1.one_of.add", "16"),
            types("needs.#.words", "once either is in place"),
            clicks("needs.add"),
            picks("needs.2.one_of.add", "23"),
        ),
        (Need(one_of=("usmx-14", "usmx-16"), words="once either is in place"), Need(one_of=("usmx-23",))),
    ),
    "paid_from": ("usmx-17", link("paid_from", "8", "out of it"), (Link(to="usmx-08", words="out of it"),)),
    "fund": ("usmx-11", picks("fund.pick", "retained"), "retained"),
    "either": ("usmx-17", link("either", "16", "or those"), (Link(to="usmx-16", words="or those"),)),
    "causes": (
        "usmx-21",
        link("causes", "17", "if none is approved"),
        lambda value: value[-1] == Link(to="usmx-17", words="if none is approved"),
    ),
    "replaces": ("usmx-17", link("replaces", "1", "in its place"), (Link(to="usmx-01", words="in its place"),)),
    "no_default": (
        "usmx-17",
        several(
            clicks("no_default.add"),
            chooses("no_default.#.level", "no Default, in cure or past it"),
            picks("no_default.#.instrument", "form 8"),
            picks("no_default.#.party", "alaska"),
            types("no_default.#.words", "so long as no Default is continuing"),
        ),
        (
            NoDefault(
                level="default",
                instrument="form-8k",
                party="usmx-of-alaska",
                words="so long as no Default is continuing",
            ),
        ),
    ),
    "falls_away": (
        "usmx-17",
        several(
            clicks("falls_away.add"),
            picks("falls_away.1.when.pick", "16"),
            chooses("falls_away.1.when.of", "is missed"),
            types("falls_away.1.words", "if you revoke"),
            clicks("falls_away.add"),
            picks("falls_away.2.when.pick", "form 8"),
            chooses("falls_away.2.when.of_instrument", "is in force for the last day"),
        ),
        (
            FallsAway(when=ObligationAnchor(obligation="usmx-16", of="missed"), words="if you revoke"),
            FallsAway(when=InstrumentAnchor(instrument="form-8k", of="end")),
        ),
    ),
    "survives": ("usmx-17", ticks("survives.tick"), True),
    "must_not": ("usmx-15", ticks("must_not.tick"), True),
    "relief_limits": (
        "usmx-17",
        several(
            clicks("relief_limits.longest.add"),
            numbers("relief_limits.longest.#.number", 3),
            numbers("relief_limits.times", 2),
            types("relief_limits.words", "not more than twice"),
            types("relief_limits.locator", "Section 3"),
        ),
        ReliefLimits(longest=(Add(n=3, unit="day"),), times=2, words="not more than twice", locator="Section 3"),
    ),
    "qualifications": (
        "usmx-16",
        several(
            clicks("qualifications.add"),
            clicks("qualifications.1.source.add"),
            types("qualifications.1.source.find", PLAN),
            clicks("qualifications.1.source.use"),
            clicks("qualifications.add"),
            types("qualifications.2.words", "provided that no one objects"),
        ),
        lambda value: (
            [one.words for one in value] == [PLAN, "provided that no one objects"]
            and " ".join(value[0].source.words.split()) == PLAN
            and value[1].source is None
        ),
    ),
    "owner": ("usmx-17", picks("owner.pick", "legal"), "role-legal"),
    "stand_in": ("usmx-17", picks("stand_in.pick", "finance"), "role-finance"),
    "reminders": (
        "usmx-21",
        several(
            clicks("reminders.add"),
            numbers("reminders.#.lead", 14),
            chooses("reminders.#.unit", "working days"),
            chooses("reminders.#.before", "before the review day"),
        ),
        (Reminder(lead=14, unit="working day", before="review"),),
    ),
    "severity": ("usmx-17", chooses("severity.choice", "low"), "low"),
    "lead_time": ("usmx-17", numbers("lead_time.number", 12), 12),
    "review_by": ("usmx-17", types("review_by.day", "2 Jan 1997"), date(1997, 1, 2)),
    "question": ("usmx-17", types("question.text", "Whose form?"), "Whose form?"),
    "notes": ("usmx-17", types("notes.text", "Ask twice."), "Ask twice."),
    "tags": ("usmx-17", types("tags.text", "plan,  Rothschild "), ("plan", "Rothschild")),
    "confidential": ("usmx-17", ticks("confidential.tick"), True),
}

RELIEF: dict[str, tuple[str, Act | None, object]] = {
    "id": ("usmx-05", None, "usmx-05"),
    "ref": ("usmx-05", types("ref.text", "USMX-5A"), "USMX-5A"),
    "title": ("usmx-05", types("title.text", "Waiver"), "Waiver"),
    "kind": ("usmx-05", chooses("kind.choice", "release"), "release"),
    "short_title": ("usmx-05", types("short_title.text", "Waived"), "Waived"),
    "instrument": ("usmx-05", picks("instrument.pick", "acknowledgment"), "guarantors-acknowledgment"),
    "sources": ("usmx-05", source("to not take any actions"), span("to not take any actions")),
    "locator": ("usmx-05", types("locator.text", "Section 2"), "Section 2"),
    "granted_by": ("usmx-05", picks("granted_by.pick", "ontario"), "ontario-securities-commission"),
    "covers": ("usmx-05", picks("covers.add", "17"), (*(f"usmx-0{n}" for n in (1, 2, 3, 4)), "usmx-17")),
    "extends": (
        "usmx-05",
        several(
            chooses("kind.choice", "extension"),
            types("new_due.day", "31 Jan 1997"),
            picks("extends.add", "6"),
        ),
        ("usmx-06",),
    ),
    "granted_on": ("usmx-05", types("granted_on.day", "16 Nov 1996"), lambda day: day.on == date(1996, 11, 16)),
    "since": ("usmx-05", types("since.day", "18 Nov 1996"), date(1996, 11, 18)),
    "until": ("usmx-05", types("until.day", "15 Jan 1997"), date(1997, 1, 15)),
    "until_reading": (
        "usmx-05", chooses("until_reading.choice", "no longer counts (exclusive)"), "exclusive",
    ),
    "conditions": ("usmx-05", clicks("conditions.remove.usmx-09"), ("usmx-07", "usmx-08", "usmx-10")),
    "conditions_complete": ("usmx-05", ticks("conditions_complete.tick"), True),
    "reinstatement": (
        "usmx-05", chooses("reinstatement.choice", "as if never granted"), "as if never granted",
    ),
    "new_due": (
        "usmx-05",
        several(chooses("kind.choice", "extension"), types("new_due.day", "31 Jan 1997")),
        date(1997, 1, 31),
    ),
    "signed": ("usmx-05", chooses("signed.choice", "unsigned"), "unsigned"),
    "signed_documents": ("usmx-05", picks("signed_documents.add", "form"), ("usmx-8k-text",)),
    "rights_reserved": ("usmx-05", ticks("rights_reserved.tick"), True),
    "owner": ("usmx-05", picks("owner.pick", "finance"), "role-finance"),
    "reminders": (
        "usmx-05",
        several(clicks("reminders.add"), numbers("reminders.#.lead", 3)),
        lambda value: value[-1] == Reminder(lead=3),
    ),
    "question": ("usmx-05", types("question.text", "What else?"), "What else?"),
    "notes": ("usmx-05", types("notes.text", "Read it."), "Read it."),
    "tags": ("usmx-05", types("tags.text", "waiver"), ("waiver",)),
    "confidential": ("usmx-05", ticks("confidential.tick"), True),
}  # fmt: skip

INSTRUMENT: dict[str, tuple[str, Act | None, object]] = {
    "id": ("form-8k", None, "form-8k"),
    "title": ("form-8k", types("title.text", "Form 8-K"), "Form 8-K"),
    "kind": ("form-8k", chooses("kind.choice", "order"), "order"),
    "short_title": ("form-8k", types("short_title.text", "8-K"), "8-K"),
    "day": ("form-8k", types("day.words", "November 1996"), Day(on=date(1996, 11, 20), words="November 1996")),
    "in_force_from": ("form-8k", types("in_force_from.day", "21 Nov 1996"), date(1996, 11, 21)),
    "in_force_until": ("form-8k", types("in_force_until.day", "2 Jan 1998"), date(1998, 1, 2)),
    "in_force_when": (
        "form-8k",
        several(
            clicks("in_force_when.needs.add"),
            picks("in_force_when.needs.#.one_of.add", "16"),
            picks("in_force_when.events.add", "private"),
            types("in_force_when.effective", "20 Nov 1996"),
            types("in_force_when.words", "when each of these is satisfied"),
        ),
        InForceWhen(
            needs=(Need(one_of=("usmx-16",)),),
            events=("private-placement",),
            effective=date(1996, 11, 20),
            words="when each of these is satisfied",
        ),
    ),
    "ends": (
        "guarantors-acknowledgment",
        types("ends.notation", "1 business day after Private placement"),
        After(anchor=EventAnchor(event="private-placement"), steps=(BusinessDays(n=1),)),
    ),
    "parties": ("form-8k", picks("parties.add", "rothschild"), ("usmx-inc", "rothschild")),
    "governing_law": ("form-8k", types("governing_law.text", "Colorado"), "Colorado"),
    "amends": ("form-8k", picks("amends.pick", "guarantor"), "guarantors-acknowledgment"),
    "calendars": ("form-8k", ticks("calendars.NYSE"), {"US-FED", "NYSE"}),
    "counts": ("form-8k", chooses("counts.choice", "are calendar days"), "calendar"),
    "roll_rule": (
        "credit-agreements",
        several(types("governing_law.text", "New York"), clicks("roll_rule.take")),
        "ny-gcl-25",
    ),
    "roll": ("form-8k", chooses("roll.choice", "to the next business day"), "following"),
    "zone": ("form-8k", types("zone.text", "America/New_York"), "America/New_York"),
    "cutoff": ("form-8k", types("cutoff.text", "17:30"), "17:30"),
    "notice": (
        "form-8k",
        several(
            types("notice.address", "141 Union Boulevard"),
            types("notice.method", "courier"),
            types("notice.deemed_receipt", "on delivery"),
            types("notice.copy_to", "counsel"),
            clicks("notice.methods.add"),
            types("notice.methods.1.method", "first-class mail"),
            types("notice.methods.1.words", "three Business Days after mailing"),
            types("notice.methods.1.receipt.notation", "three Business Days after mailing"),
            clicks("notice.methods.add"),
            types("notice.methods.2.method", "hand"),
            types("notice.of_default.notation", "5 business days after default"),
            types("notice.of_default_words", "within five Business Days"),
        ),
        NoticeClause(
            address="141 Union Boulevard",
            method="courier",
            deemed_receipt="on delivery",
            copy_to="counsel",
            methods=(
                NoticeMethod(
                    method="first-class mail",
                    receipt=(BusinessDays(n=3),),
                    words="three Business Days after mailing",
                ),
                NoticeMethod(method="hand"),
            ),
            of_default=(BusinessDays(n=5),),
            of_default_words="within five Business Days",
        ),
    ),
    "source_rank": ("form-8k", chooses("source_rank.choice", "the executed instrument"), "executed instrument"),
    "notes": ("form-8k", types("notes.text", "Read it."), "Read it."),
}

EVENT: dict[str, tuple[str, Act | None, object]] = {
    "id": ("private-placement", None, "private-placement"),
    "title": ("private-placement", types("title.text", "Placement"), "Placement"),
    "happened": (
        "private-placement",
        several(types("happened.day", "15 Nov 1996"), types("happened.words", "in November")),
        Day(on=date(1996, 11, 15), words="in November"),
    ),
    "expected": ("private-placement", types("expected.day", "2 Jan 1997"), Day(on=date(1997, 1, 2))),
    "recurs": (
        "private-placement",
        several(types("expected.day", "2 Jan 1997"), chooses("recurs.usual", "every quarter")),
        "FREQ=MONTHLY;INTERVAL=3",
    ),
    "fiscal": (
        "private-placement",
        several(
            types("expected.day", "2 Jan 1997"),
            chooses("fiscal.period", "each fiscal quarter"),
            chooses("fiscal.ends", "on the weekday nearest to a month’s end"),
            chooses("fiscal.weekday", "Saturday"),
            chooses("fiscal.month", "June"),
        ),
        FiscalYear(month=6, ends="nearest weekday", weekday="Saturday", period="quarter"),
    ),
    "again": ("private-placement", ticks("again.tick"), True),
    "happenings": (
        "private-placement",
        several(
            ticks("again.tick"),
            clicks("happenings.add"),
            types("happenings.#.on.day", "15 Nov 1996"),
            types("happenings.#.note", "first request"),
        ),
        (Happening(day=Day(on=date(1996, 11, 15)), note="first request"),),
    ),
    "time": (
        "private-placement",
        several(types("zone.text", "America/New_York"), types("time.text", "16:00")),
        "16:00",
    ),
    "zone": ("private-placement", types("zone.text", "America/Denver"), "America/Denver"),
    "notes": ("private-placement", types("notes.text", "None yet."), "None yet."),
}

PARTY: dict[str, tuple[str, Act | None, object]] = {
    "id": ("rothschild", None, "rothschild"),
    "name": ("rothschild", types("name.text", "The Bank"), "The Bank"),
    "short_name": ("rothschild", types("short_name.text", "Bank"), "Bank"),
    "ours": ("rothschild", ticks("ours.tick"), True),
    "email": ("rothschild", types("email.text", "agency@bank.com"), "agency@bank.com"),
    "notes": ("rothschild", types("notes.text", "London."), "London."),
}

CLOSURE: dict[str, tuple[str, Act | None, object]] = {
    "id": ("storm", None, "storm"),
    "calendar": ("storm", picks("calendar.pick", "exchange"), "NYSE"),
    "day": ("storm", types("day.day", "1996-12-05"), date(1996, 12, 5)),
    "reason": ("storm", types("reason.text", "Blizzard"), "Blizzard"),
    "source": ("storm", types("source.text", "Order 2"), "Order 2"),
}

PERSON: dict[str, tuple[str, Act | None, object]] = {
    "id": ("role-finance", None, "role-finance"),
    "name": ("role-finance", types("name.text", "Treasury"), "Treasury"),
    "role": ("role-finance", ticks("role.tick"), False),
    "email": ("role-finance", types("email.text", "cfo@usmx.com"), "cfo@usmx.com"),
    "stand_in": ("role-finance", picks("stand_in.pick", "exploration"), "role-exploration"),
    "away_from": ("role-finance", types("away_from.day", "23 Dec 1996"), date(1996, 12, 23)),
    "away_until": ("role-finance", types("away_until.day", "2 Jan 1997"), date(1997, 1, 2)),
    "zone": ("role-finance", types("zone.text", "America/Denver"), "America/Denver"),
    "remind_at": ("role-finance", types("remind_at.text", "08:30"), "08:30"),
    "notes": ("role-finance", types("notes.text", "Year end."), "Year end."),
}

TABLES: dict[str, tuple[type[Record], dict[str, tuple[str, Act | None, object]]]] = {
    "obligation": (Obligation, OBLIGATION),
    "relief": (Relief, RELIEF),
    "instrument": (Instrument, INSTRUMENT),
    "event": (Event, EVENT),
    "party": (Party, PARTY),
    "person": (Person, PERSON),
    "closure": (Closure, CLOSURE),
}
CASES = [(kind, field) for kind, (_, table) in TABLES.items() for field in table]


RETAINED = Metric(id="retained", name="Retained cash", currency="USD")
STORM = Closure(id="storm", calendar="US-NY", day=date(1996, 12, 4), reason="Storm", source="Order 1")


@pytest.mark.parametrize("kind", TABLES)
def test_no_field_is_left_out(kind: str) -> None:
    cls, table = TABLES[kind]
    assert set(table) == set(cls.__struct_fields__)


@pytest.mark.parametrize(("kind", "field"), CASES, ids=[f"{kind}.{field}" for kind, field in CASES])
def test_what_is_set_in_a_field_is_saved_and_found_again(
    workspace: Workspace, edit: Open, kind: str, field: str
) -> None:
    record_id, act, expected = TABLES[kind][1][field]
    workspace.do(Put(STORM))
    workspace.do(Put(RETAINED))
    before = workspace.docket.get(kind, record_id)
    editor, hand = edit(kind, record_id)
    if act is None:
        assert hand.find("id.text", QLineEdit).text() == record_id
        assert hand.find("id.text", QLineEdit).isReadOnly()
        editor.reject()
        return
    act(hand)
    hand.click("editor.save")
    for card in editor.findChildren(MovesCard):  # an end of a relief moves what is to be performed by then
        hand.press(card.confirm_button, Qt.Key.Key_Return)
    assert not editor.isVisible(), editor.state.text() + "; ".join(row.message for row in editor.form.wrong())

    after = workspace.docket.get(kind, record_id)
    assert before is not None
    assert after is not None
    _check(getattr(after, field), expected)
    others = set(before.__struct_fields__) - {field} - COMPANIONS.get((kind, field), set())
    assert {name for name in others if getattr(before, name) != getattr(after, name)} == set()

    again, _ = edit(kind, record_id)
    assert again is not editor
    assert again.form.rows[field].field.value() == getattr(after, field)
    again.reject()


COMPANIONS = {
    ("instrument", "roll_rule"): {"governing_law", "roll", "calendars"},
    ("relief", "new_due"): {"kind"},
    ("relief", "extends"): {"kind", "new_due"},
    ("event", "recurs"): {"expected"},
    ("event", "fiscal"): {"expected"},
    ("event", "happenings"): {"again"},
    ("event", "time"): {"zone"},
}
"""What must be set together."""


def _check(value: Any, expected: object) -> None:
    if callable(expected):
        assert expected(value), value
    elif isinstance(expected, set):
        assert set(value) == expected
    else:
        assert value == expected


@pytest.mark.parametrize("kind", TABLES)
def test_every_input_gives_back_exactly_what_it_was_shown(workspace: Workspace, edit: Open, kind: str) -> None:
    for record_id in list(workspace.docket.kind(kind)):
        editor, _ = edit(kind, record_id)
        record = workspace.docket.get(kind, record_id)
        for field, row in editor.form.rows.items():
            if field != "id":
                shown, held = row.field.value(), getattr(record, field)
                assert (set(shown) == set(held)) if field == "calendars" else shown == held, (record_id, field)
        editor.reject()


def test_a_document_and_the_docket_itself_have_editors_too(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("document", "usmx-8k-text")
    assert hand.find("sha256.text", QLineEdit).isReadOnly()
    hand.type("title.text", "The filing")
    hand.click("editor.save")
    assert workspace.docket.documents["usmx-8k-text"].title == "The filing"

    editor, hand = edit("caption", "docket")
    hand.type("title.text", "USMX")
    hand.type("legend.text", "Privileged")
    hand.click("editor.save")
    assert not editor.isVisible()
    assert (workspace.docket.caption.title, workspace.docket.caption.legend) == ("USMX", "Privileged")
    assert workspace.docket.caption.clock == date(1996, 11, 20)


def test_a_field_nobody_touched_keeps_what_the_input_could_not_say(workspace: Workspace, edit: Open) -> None:
    steps = (Add(n=0, unit="day"), Roll(convention="nearest_quantlib"))
    odd = msgspec.structs.replace(workspace.docket.obligations["usmx-17"], cure=Cure(period=steps), notes="  kept  ")
    workspace.do(Put(odd))
    _, hand = edit("obligation", "usmx-17")
    hand.type("title.text", "Another title")
    hand.click("editor.save")
    saved = workspace.docket.obligations["usmx-17"]
    assert saved == msgspec.structs.replace(odd, title="Another title")


def test_long_texts_take_several_lines(workspace: Workspace, edit: Open) -> None:
    _, hand = edit("obligation", "usmx-17")
    notes = hand.find("notes.text", QPlainTextEdit)
    notes.setPlainText("First line\nsecond line")
    hand.click("editor.save")
    assert workspace.docket.obligations["usmx-17"].notes == "First line\nsecond line"


def test_source_words_may_come_from_any_document_with_text(workspace: Workspace, edit: Open) -> None:
    import hashlib

    content = "The Company shall pay.\r\nIt shall pay “soon” — or 💰 never.".encode()
    digest = hashlib.sha256(content).hexdigest()
    letter = Document(id="letter", title="Letter", media_type="text/plain", sha256=digest, size=len(content))
    workspace.do(AddDocument(letter), {digest: content})
    _, hand = edit("obligation", "usmx-16")
    hand.click("sources.add")
    hand.pick("sources.document", "letter")
    hand.type("sources.find", '"soon" - or 💰 never')
    hand.click("sources.use")
    hand.click("editor.save")
    found = workspace.docket.obligations["usmx-16"].sources[-1]
    assert (found.document, found.words) == ("letter", "“soon” — or 💰 never")
    assert content.decode()[found.start : found.end] == found.words
