"""What is refused at entry because of the rest of the docket, and what is accepted with a note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from model.days.operation import Add
from model.errors import InvalidRecord
from model.ledger.entry import check_entries, check_entry, entry_notes, entry_problems
from model.record.amount import Amount, Threshold
from model.record.base import Record
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.conditions import FallsAway, Need
from model.record.day import Day
from model.record.deadline import After, Anchor, Every, Latest, ObligationAnchor, On, SeriesBound, Start, While
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
    What,
)
from model.record.instrument import Instrument
from model.record.obligation import Approval, Cure
from model.record.party import Party
from model.record.policy import ReminderPolicy
from model.record.source import Span
from tests.builders import dated, docket_of
from tests.model.ledger import matters
from tests.model.ledger.matters import docket, duty, fact, links, needs, starts_with

changed = msgspec.structs.replace
FIVE = (Add(n=5, unit="day"),)
STORM = Closure(id="closure-storm", calendar="NYSE", day=date(2012, 10, 29), reason="Storm", source="NYSE notice")


def after(number: int) -> After[Anchor]:
    return After(anchor=ObligationAnchor(obligation=f"obligation-{number}"), steps=(Add(n=5, unit="day"),))


def test_one_of_a_group_has_no_window() -> None:
    opening = After(
        anchor=ObligationAnchor(obligation="obligation-1"), steps=(Add(n=9, unit="day"),), opens=(Add(n=2, unit="day"),)
    )
    problem = "belongs to a group any of which satisfies all"
    linked = changed(duty(3, "Third"), deadline=opening, either=links(2))
    assert problem in entry_problems(docket(), linked)[0].message
    assert problem not in "".join(one.message for one in entry_problems(docket(), changed(linked, either=())))


def of_the_plan(of: str) -> ObligationAnchor:
    return ObligationAnchor(obligation="obligation-91", of=of)  # type: ignore[arg-type] # a column of the table


@pytest.mark.parametrize(
    ("field", "counting"),
    [
        ("deadline", lambda anchor: duty(92, "Second", deadline=After(anchor=anchor, steps=FIVE))),
        (
            "deadline",
            lambda anchor: duty(
                92,
                "Second",
                deadline=Latest(of=(dated(date(1996, 12, 31)), After(anchor=anchor, steps=FIVE))),
            ),
        ),
        ("starts", lambda anchor: duty(92, "Second", starts=Start(of=(anchor,)))),
        (
            "deadline",
            lambda anchor: duty(92, "Second", deadline=Every(rule="FREQ=WEEKLY", begins=SeriesBound(anchor=anchor))),
        ),
        ("ends", lambda anchor: Instrument(id="terms", title="Terms", ends=After(anchor=anchor, steps=FIVE))),
    ],
    ids=["deadline", "one of several", "start", "start of a series", "end of an instrument"],
)
def test_nothing_counts_from_the_due_day_or_the_miss_of_a_plan(
    field: str, counting: Callable[[ObligationAnchor], Record]
) -> None:
    plan = duty(91, "Start-up", binding="plan")
    known = docket_of((*matters.RECORDS, plan))
    refused = entry_problems(known, counting(of_the_plan("due")))
    assert [(problem.field, "is a plan, which is never due" in problem.message) for problem in refused] == [
        (field, True)
    ]
    assert not entry_problems(known, counting(of_the_plan("performed")))
    # Nor does what something counts from become a plan.
    before = docket_of((*matters.RECORDS, changed(plan, binding="duty"), counting(of_the_plan("due"))))
    assert fields(entry_problems(before, plan)) == ["binding"]


def test_nothing_falls_away_by_the_miss_of_a_plan() -> None:
    known = docket_of((*matters.RECORDS, duty(91, "Start-up", binding="plan")))
    by_miss = duty(92, "Second", falls_away=(FallsAway(when=of_the_plan("missed")),))
    assert "which is never missed" in entry_problems(known, by_miss)[0].message
    assert not entry_problems(known, changed(by_miss, falls_away=(FallsAway(when=of_the_plan("performed")),)))


def messages(records: tuple[Record, ...], record: Record) -> str:
    known = docket_of((*matters.RECORDS, *records))
    return " ".join(problem.message for problem in entry_problems(known, record))


def test_no_default_ceases_before_there_can_be_one() -> None:
    owed = duty(90, "Payment", deadline=On(day=Day(on=date(1996, 12, 31))))
    kept = duty(91, "Insurance", kind="covenant", deadline=While(), cure=Cure(period=(Add(n=5, unit="day"),)))
    unmet = fact(91, Reading(met=False), date(1996, 12, 2), "unmet")
    for node, others, too_soon, in_time in ((owed, (), 30, 31), (kept, (unmet,), 6, 7)):
        for day, refused in ((too_soon, True), (in_time, False)):
            one = fact(int(node.id[-2:]), DefaultCeased(), date(1996, 12, day), "ceased")
            assert ("no default of it can have ceased" in messages((node, *others), one)) is refused, (node.title, day)


@pytest.mark.parametrize("between", [None, Submitted()])
def test_a_rejection_once_approved_asks_whether_the_approval_was_withdrawn(between: What | None) -> None:
    plan = duty(90, "Plan", approval=Approval(by="party-bank"))
    approved = fact(90, Approved(), date(1996, 11, 4), "approved")
    rejected = fact(90, Rejected(), date(1996, 11, 6), "rejected")
    again = (fact(90, between, date(1996, 11, 5), "again"),) if between else ()
    for known, last in ((approved, rejected), (rejected, approved)):
        assert ("Was the approval withdrawn?" in messages((plan, *again, known), last)) is (between is None)


def fields(problems: tuple[Any, ...]) -> list[str]:
    return [problem.field for problem in problems]


@pytest.mark.parametrize("record", matters.RECORDS, ids=lambda record: record.id)
def test_a_sound_docket_has_no_problems(record: Record) -> None:
    assert entry_problems(docket(), record) == ()


@pytest.mark.parametrize(
    ("record", "field", "says"),
    [
        (duty(30, "T", obligor="party-gone"), "obligor", "The party chosen as obligor is not in this docket"),
        (duty(30, "T", obligor="person-finance"), "obligor", "The obligor must be a party; a person was chosen"),
        (duty(30, "T", owner="person-gone"), "owner", "person"),
        (duty(30, "T", instrument="party-us"), "instrument", "must be an instrument; a party was chosen"),
        (duty(30, "T", needs=needs(99)), "needs", "condition precedent"),
        (duty(30, "T", deadline=after(99)), "deadline", "The obligation chosen as anchor is not in this docket"),
        (duty(30, "T", starts=starts_with(99)), "starts", "obligation"),
        (duty(30, "T", paid_from=links(99)), "paid_from", "obligation"),
        (duty(30, "T", either=links(99)), "either", "obligation"),
        (duty(30, "T", replaces=links(99)), "replaces", "obligation"),
        (
            duty(30, "T", sources=(Span(document="document-gone", start=0, end=3, words="The"),)),
            "sources",
            "The document chosen as source is not in this docket",
        ),
        (changed(matters.WAIVER, covers=("obligation-99",)), "covers", "obligation"),
        (
            changed(matters.WAIVER, conditions=("event-placement",)),
            "conditions",
            "an event was chosen",
        ),
        (changed(matters.WAIVER, granted_by="person-legal"), "granted_by", "a person was chosen"),
        (changed(matters.LEGAL, stand_in="party-us"), "stand_in", "a party was chosen"),
        (changed(matters.CREDIT, parties=("party-gone",)), "parties", "party"),
        (
            Caption(title="T", remind=ReminderPolicy(general_counsel="person-gone")),
            "remind",
            "The person chosen as general counsel is not in this docket",
        ),
        (duty(30, "T", deadline=Every(event="event-gone")), "deadline", "The event chosen as anchor is not in"),
        (duty(30, "T", deadline=Every(event="obligation-8")), "deadline", "an obligation was chosen"),
        (fact("obligation-99", Performed()), "about", "The obligation or relief chosen"),
        (fact(1, Performed(), evidence=("document-gone",)), "evidence", "document"),
    ],
)
def test_what_a_record_refers_to_exists_and_is_of_the_right_kind(record: Record, field: str, says: str) -> None:
    found = entry_problems(docket(), record)
    assert fields(found) == [field]
    assert says in found[0].message
    with pytest.raises(InvalidRecord) as raised:
        check_entry(docket(), record)
    assert (raised.value.field, str(raised.value)) == found[0]


def test_records_that_enter_together_may_refer_to_one_another() -> None:
    party = Party(id="party-new", name="Agent")
    check_entries(docket(), (duty(30, "Pay", obligee="party-new", needs=needs(31)), duty(31, "Sign"), party))


def test_a_record_is_named_where_one_of_several_is_refused() -> None:
    with pytest.raises(InvalidRecord, match=r"^ACME-31: The obligation chosen as alternative is not in this docket"):
        check_entries(docket(), (duty(30, "Pay"), duty(31, "Sign", either=links(99))))


def test_an_own_rule_is_told_before_those_of_the_docket() -> None:
    found = entry_problems(docket(), duty(30, " ", obligor="party-gone"))
    assert [(problem.field, problem.message) for problem in found] == [("title", "An obligation needs a title.")]


@pytest.mark.parametrize("ref", ["ACME-8", "acme-8", "ACME-5", "Acme-5"])
def test_a_reference_is_borne_once_whatever_its_case_by_obligations_and_reliefs_alike(ref: str) -> None:
    for record in (changed(duty(30, "T"), ref=ref), changed(matters.WAIVER, id="relief-30", ref=ref)):
        assert fields(entry_problems(docket(), record)) == ["ref"]


def test_a_reference_may_change_its_case_and_be_handed_on() -> None:
    assert entry_problems(docket(), changed(matters.OFFERING, ref="acme-8")) == ()
    renamed, heir = changed(matters.OFFERING, ref="ACME-80"), changed(duty(30, "T"), ref="ACME-8")
    check_entries(docket(), (renamed, heir))


def test_two_that_enter_together_cannot_share_a_reference() -> None:
    with pytest.raises(InvalidRecord, match="ACME-30 is already the reference"):
        check_entries(docket(), (duty(30, "One"), changed(duty(31, "Other"), ref="acme-30")))


def test_an_id_belongs_to_one_record_of_whatever_kind() -> None:
    assert fields(entry_problems(docket(), Party(id="obligation-8", name="Bank"))) == ["id"]


DONE: list[What] = [Performed(), NotPerformed(), Submitted(), Approved(), Rejected()]


@pytest.mark.parametrize("what", DONE, ids=lambda what: type(what).__name__)
@pytest.mark.parametrize("about", [2, 15, 18])
def test_what_is_kept_or_follows_is_neither_performed_nor_handed_in(about: int, what: What) -> None:
    assert fields(entry_problems(docket(), fact(about, what))) == ["what"]


@pytest.mark.parametrize(
    ("about", "what", "field"),
    [
        (1, Performed(), None),
        (1, NotPerformed(), None),
        (1, Cancelled(), None),
        (1, DefaultCeased(), "day"),  # not due before 31 December
        (2, DefaultCeased(), None),
        (2, Verified(), None),
        (18, Cancelled(), None),
        (18, DefaultCeased(), "what"),
        ("relief-5", Verified(), None),
        ("relief-5", Cancelled(), "what"),
        ("relief-5", Performed(), "what"),
        # Approval is recorded where one is needed.
        (17, Submitted(), None),
        (17, Approved(), None),
        (17, Rejected(), None),
        (1, Submitted(), "what"),
        (1, Approved(), "what"),
        (1, Rejected(), "what"),
        # Readings are of covenants and tests; a value is held against a threshold, or says itself what it means.
        (2, Reading(met=False), None),
        (2, Reading(value="1.8"), None),
        (2, Reading(value="1.8", met=False), None),
        (2, Reading(value="2", met=False), "met"),
        (2, Reading(value="1.8", met=True), "met"),
        (15, Reading(met=True), None),
        (15, Reading(value="3", met=True), None),
        (15, Reading(value="3"), "met"),
        (1, Reading(met=True), "what"),
        # Money is of the currency owed; in full means all of a floor.
        (1, Performed(amount="1000", currency="USD"), None),
        (1, Performed(amount="1000", currency="GBP"), "currency"),
        (8, Performed(amount="9000000", currency="USD", in_full=True), None),
        (8, Performed(amount="8999999.99", currency="USD", in_full=True), "in_full"),
        (8, Performed(amount="8999999.99", currency="USD"), None),
        (8, Performed(in_full=True), None),
        (1, Performed(amount="5", currency="USD", in_full=True), None),
        (7, Performed(amount="5", currency="GBP"), None),
    ],
)
def test_a_fact_fits_what_it_is_about(about: int | str, what: What, field: str | None) -> None:
    assert fields(entry_problems(docket(), fact(about, what))) == ([field] if field else [])


@pytest.mark.parametrize(
    ("about", "what", "occurrence", "field"),
    [
        (20, Performed(), date(1996, 12, 31), None),
        (20, Performed(), date(1997, 6, 30), None),
        (20, Performed(), None, "occurrence"),
        (20, NotPerformed(), None, "occurrence"),
        (20, Performed(), date(1996, 12, 30), "occurrence"),
        (20, Performed(), date(1997, 7, 31), "occurrence"),  # after the last
        (20, Performed(), date(1996, 10, 31), "occurrence"),  # before the first
        (20, Cancelled(), None, None),
        (20, Cancelled(), date(1996, 12, 31), None),
        (20, Verified(), None, None),
        (1, Performed(), date(1996, 12, 31), "occurrence"),
        ("relief-5", Verified(), date(1996, 12, 31), "occurrence"),
    ],
)
def test_a_fact_about_a_series_names_one_of_its_days_and_no_other_does(
    about: int | str, what: What, occurrence: date | None, field: str | None
) -> None:
    found = entry_problems(docket(), fact(about, what, occurrence=occurrence))
    assert fields(found) == ([field] if field else [])


def test_a_reading_of_a_test_with_dates_may_name_one() -> None:
    quarterly = changed(matters.RATIO, deadline=Every(rule="FREQ=MONTHLY;INTERVAL=3", start=date(1996, 9, 30)))
    for occurrence, expected in ((None, []), (date(1996, 12, 30), []), (date(1996, 12, 29), ["occurrence"])):
        reading = fact(2, Reading(met=True), occurrence=occurrence)
        assert fields(entry_problems(docket(quarterly), reading)) == expected


@pytest.mark.parametrize(
    ("standing", "record", "field"),
    [
        (fact(7, Performed()), changed(matters.PROSPECTUS, kind="covenant", deadline=While()), "kind"),
        (
            fact(1, Performed(amount="5", currency="USD")),
            changed(matters.EQUITY, amount=Amount(value="5", currency="GBP")),
            "amount",
        ),
        (
            fact(20, Performed(), occurrence=date(1996, 11, 30)),
            changed(matters.REPORTS, deadline=dated(date(1997, 1, 1))),
            "deadline",
        ),
        (fact(17, Submitted()), changed(matters.PLAN, approval=None), "kind"),
        (fact(15, Reading(value="3", met=True)), changed(matters.BUDGET, title="Another title"), None),
        (
            fact(2, Reading(value="2", met=True)),
            changed(matters.RATIO, threshold=Threshold(metric="current ratio", comparator="at least", value="2.5")),
            "threshold",
        ),
    ],
)
def test_a_changed_obligation_still_fits_what_is_recorded_about_it(
    standing: Record, record: Record, field: str | None
) -> None:
    found = entry_problems(docket(standing), record)
    assert fields(found) == ([field] if field else [])
    assert all("remove that fact first" in problem.message for problem in found)


def test_nothing_waits_for_a_consequence() -> None:
    assert fields(entry_problems(docket(), duty(30, "T", needs=(Need(one_of=("obligation-1", "obligation-18")),)))) == [
        "needs"
    ]
    waiver = changed(matters.WAIVER, conditions=("obligation-18",))
    assert fields(entry_problems(docket(), waiver)) == ["conditions"]
    becomes = changed(matters.OFFERING, kind="consequence", deadline=None)
    found = entry_problems(docket(), becomes)
    assert fields(found) == ["kind"]
    assert "ACME-5 hangs on it as a condition" in found[0].message


@pytest.mark.parametrize(
    ("span", "sound"),
    [
        (Span(document="document-8k", start=0, end=11, words="The Company"), True),
        (Span(document="document-8k", start=4, end=11, words="Company"), True),
        (Span(document="document-8k", start=1, end=11, words="The Company"), False),
        (Span(document="document-8k", start=0, end=11, words="the Company"), False),
        (Span(document="document-8k", start=9000, end=9003, words="The"), False),
    ],
)
def test_source_words_are_those_of_the_document_where_its_text_is_at_hand(span: Span, sound: bool) -> None:
    record = duty(30, "T", sources=(span,))
    assert fields(entry_problems(docket(), record, lambda _: matters.TEXT)) == ([] if sound else ["sources"])
    assert entry_problems(docket(), record, lambda _: None) == ()
    assert entry_problems(docket(), record) == ()


@pytest.mark.parametrize(
    ("record", "note"),
    [
        (
            fact(7, Performed(), date(1996, 11, 1)),
            "was performed on Fri 1 Nov 1996, before the day of its instrument",
        ),
        (fact(7, Performed(), date(1996, 11, 15)), ""),
        (fact(7, NotPerformed(), date(1996, 11, 1)), ""),
        (fact(1, Performed(), date(1996, 11, 1)), ""),
        (fact(1, Performed(), date(1996, 11, 21)), "that day is still to come"),
        (fact(1, Performed(), date(1996, 11, 20)), ""),
        (duty(30, "T", obligor=None), "does not say who owes it"),
        (duty(30, "T"), ""),
        (changed(matters.WAIVER, granted_by=None), "does not say who granted it"),
        (matters.WAIVER, ""),
        (matters.BANK, ""),
        (STORM, "NYSE is closed on Mon 29 Oct 2012 anyway"),
        (changed(STORM, day=date(2012, 11, 3)), "NYSE is closed on Sat 3 Nov 2012 anyway (Saturday)"),
        (changed(STORM, day=date(2012, 11, 5)), ""),
        (
            changed(STORM, day=date(2190, 11, 5)),
            "The closure was recorded, but moves nothing. The calendar “New York Stock Exchange holidays” covers",
        ),
    ],
)
def test_what_looks_odd_is_accepted_with_a_note(record: Record, note: str) -> None:
    standing = docket(record)
    assert entry_problems(docket(), record) == ()
    notes = entry_notes(standing, record, matters.TODAY)
    assert (note in notes[0] if notes else "") if note else notes == ()


def test_a_day_closes_a_calendar_once() -> None:
    standing = docket(STORM)
    again = changed(STORM, id="closure-again", reason="Hurricane Sandy")
    (found,) = entry_problems(standing, again)
    assert tuple(found) == ("day", "NYSE is closed on that day already: Storm. Change that entry.")
    for neighbour in (
        changed(STORM, reason="Hurricane Sandy"),
        changed(again, calendar="US-NY"),
        changed(again, day=date(2012, 10, 30)),
    ):
        assert entry_problems(standing, neighbour) == ()
    moved = changed(STORM, day=date(2012, 10, 30))
    check_entries(standing, (moved, again))
    with pytest.raises(InvalidRecord, match=r"^The closure of NYSE on Mon 29 Oct 2012: NYSE is closed on that day"):
        check_entries(docket(), (STORM, again))


def test_without_today_no_day_is_still_to_come() -> None:
    assert entry_notes(docket(), fact(1, Performed(), date(2150, 1, 1))) == ()


@pytest.mark.parametrize("year", [1899, 2200])
def test_days_outside_1900_to_2199_are_refused(year: int) -> None:
    record = duty(30, "T", deadline=On(day=Day(on=date(year, 12, 31))))
    assert fields(entry_problems(docket(), record)) == ["deadline"]


@pytest.mark.parametrize("bad", ["obligation-1\n", "UPPER", "x", "-x", "a b"])
def test_an_id_has_its_one_form_to_the_last_character(bad: str) -> None:
    assert fields(entry_problems(docket(), Party(id=bad, name="Bank"))) == ["id"]


def test_half_a_character_is_refused_before_it_can_break_a_file() -> None:
    with pytest.raises(InvalidRecord, match="half a character"):
        check_entry(docket(), Party(id="party-new", name="Bank \ud83d"))
