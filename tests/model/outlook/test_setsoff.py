"""What a miss sets off: the notification of a late report, the disclosure of a default, notice to the other side."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.days.operation import BusinessDays
from model.days.rulebook import rule_named
from model.docket import Change, Docket
from model.outlook.setsoff import SetOffDraft, set_off
from model.record.base import Record
from model.record.conditions import Link
from model.record.day import Day
from model.record.deadline import After, EventAnchor, Every, ObligationAnchor, On, Open, While
from model.record.door import problems
from model.record.event import Event
from model.record.fact import Fact, Performed, Reading, What
from model.record.instrument import Instrument, NoticeClause, NoticeMethod
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.relief import Relief
from model.wording.explain import why_this_date
from tests.builders import docket_of, fact, sample_docket

US, LENDER = Party(id="us", name="Ours, Inc.", ours=True), Party(id="lender", name="Lender Bank", short_name="Lender")
CREDIT = Instrument(
    id="credit", title="Credit Agreement", day=Day(on=date(2023, 1, 3)), calendars=("US-FED",), parties=("us", "lender")
)
TOLD = NoticeClause(of_default=(BusinessDays(n=5),), of_default_words="within five Business Days after any Default")
INTEREST = Obligation(
    id="interest", ref="X-1", title="Interest", kind="payment", instrument="credit", obligor="us", obligee="lender",
    deadline=On(day=Day(on=date(2024, 5, 23))), owner="finance",
)  # fmt: skip
ACCELERATION = Obligation(
    id="acceleration", ref="X-2", title="Acceleration", kind="consequence", instrument="credit", obligor="lender",
    obligee="us", causes=(Link(to="interest"), Link(to="ratio")),
)  # fmt: skip
RATIO = Obligation(
    id="ratio", ref="X-3", title="Leverage", kind="covenant", instrument="credit", obligor="us", obligee="lender",
    deadline=While(),
)  # fmt: skip
QUARTER = Event(id="quarter", title="Quarter end", happened=Day(on=date(2024, 3, 31)))
REPORT = Obligation(
    id="report", ref="X-4", title="Form 10-Q", kind="filing", obligor="us",
    deadline=After(
        anchor=EventAnchor(event="quarter"),
        steps=rule_named("sec-10q-non-accelerated").versions[-1].readings[0].steps,
        calendars=("US-FED",),
        rulebook="sec-10q-non-accelerated",
    ),
)  # fmt: skip
ALL: tuple[Record, ...] = (US, LENDER, CREDIT, INTEREST, ACCELERATION, RATIO, QUARTER, REPORT)


def book(*records: Record) -> Docket:
    """The docket above, with other versions of its records, and further ones."""
    return docket_of({one.id: one for one in (*ALL, *records)}.values())


def said(docket: Docket, record_id: str, day: date) -> tuple[SetOffDraft, ...]:
    return set_off(docket, assess(docket, day), record_id)


def titles(proposals: tuple[SetOffDraft, ...]) -> list[str]:
    return [one.draft.short for one in proposals]


def a_fact(about: str, day: date, what: What, **fields: Any) -> Fact:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    return fact(about, day, what, id=f"{about}-{day}", recorded_by="L", recorded_at=moment, **fields)


def failing(day: date) -> Fact:
    return a_fact("ratio", day, Reading(met=False))


# --- A late report ---


def test_a_late_report_sets_off_its_notification_one_business_day_after_it_was_due() -> None:
    one, *others = said(book(), "report", date(2024, 5, 16))
    assert (one.draft.kind, one.due, others) == ("filing", date(2024, 5, 16), [])
    assert one.authority == "17 CFR 240.12b-25(a)"
    assert isinstance(one.draft.deadline, After)
    assert one.draft.deadline.rulebook == "sec-12b-25"
    assert one.draft.deadline.anchor == ObligationAnchor(obligation="report", of="due")


def test_accepted_it_falls_due_on_the_day_that_was_shown_and_explains_itself_by_the_rule() -> None:
    (one,) = said(book(), "report", date(2024, 5, 16))
    docket = book(one.draft)
    after = assess(docket, date(2024, 5, 16))
    assert after[one.draft.id].due == one.due
    words = [line.words for line in why_this_date(docket, after, one.draft.id)]
    assert "the due day of X-4: day zero" in words
    assert "Form 12b-25, notification of late filing: 17 CFR 240.12b-25(a)" in words


@pytest.mark.parametrize(
    ("record", "day"),
    [
        pytest.param(REPORT, date(2024, 5, 15), id="not missed on its due day"),
        pytest.param(replace(REPORT, obligor="lender"), date(2024, 5, 20), id="owed by another"),
        pytest.param(a_fact("report", date(2024, 5, 20), Performed(in_full=True)), date(2024, 5, 20), id="filed late"),
        pytest.param(
            replace(REPORT, deadline=On(day=Day(on=date(2024, 5, 15)))), date(2024, 5, 20), id="not by such a rule"
        ),
    ],
)
def test_what_is_not_a_late_report_of_ours_sets_off_nothing(record: Record, day: date) -> None:
    assert said(book(record), "report", day) == ()


def test_each_missed_report_of_a_series_has_its_own_day() -> None:
    series = Every(
        rule="FREQ=YEARLY;BYMONTH=3,6,9;BYMONTHDAY=-1",
        start=date(2024, 3, 31),
        steps=rule_named("sec-10q-non-accelerated").versions[-1].readings[0].steps,
        calendars=("US-FED",),
        rulebook="sec-10q-non-accelerated",
    )
    docket = book(replace(REPORT, deadline=series))
    found = said(docket, "report", date(2024, 8, 20))
    assert [one.due for one in found] == [date(2024, 8, 15), date(2024, 5, 16)]
    assert len({one.draft.id for one in found}) == 2
    accepted = Change("obligation", found[0].draft.id, None, found[0].draft)
    left = said(docket.changed([accepted]), "report", date(2024, 8, 20))
    assert left == (replace(found[1], draft=replace(found[1].draft, ref="X-4.1")),)


# --- A default under an instrument ---


def test_a_default_that_exposes_a_consequence_is_disclosed_within_four_business_days_of_the_miss() -> None:
    disclosure, notice = said(book(), "interest", date(2024, 5, 24))
    assert disclosure.due == date(2024, 5, 31)  # Memorial Day is Mon 27 May 2024.
    assert disclosure.draft.deadline == After(
        anchor=ObligationAnchor(obligation="interest", of="missed"),
        steps=(BusinessDays(n=4),),
        calendars=("US-FED",),
        rulebook="sec-8k-item-2-04",
    )
    assert "Item 2.04" in disclosure.authority
    assert "X-2 (Acceleration)" in disclosure.because
    assert notice.draft.kind == "notice"


def test_notice_goes_to_the_obligee_promptly_where_the_instrument_states_no_time() -> None:
    _, notice = said(book(), "interest", date(2024, 5, 24))
    assert (notice.draft.obligee, notice.draft.instrument, notice.due) == ("lender", "credit", None)
    assert notice.draft.deadline == Open(reason="promptly")
    assert notice.draft.review_by == date(2024, 5, 28)
    assert assess(book(notice.draft), date(2024, 5, 24))[notice.draft.id].standing == "open"


@pytest.mark.parametrize("where", ["of itself", "of what it amends"])
def test_notice_falls_due_by_the_clause_of_the_instrument_and_is_sent_by_its_methods(where: str) -> None:
    clause = replace(TOLD, methods=(NoticeMethod(method="Courier", receipt=(BusinessDays(n=1),)),))
    agreement = replace(CREDIT, notice=clause)
    if where == "of what it amends":
        agreement = replace(CREDIT, amends="first")
    first = replace(CREDIT, id="first", notice=clause)
    _, notice = said(book(first, agreement), "interest", date(2024, 5, 24))
    assert notice.due == date(2024, 6, 3)
    assert "within five Business Days" in notice.authority
    assert [(one.method, one.day) for one in notice.send] == [("Courier", date(2024, 5, 31))]


def test_a_clause_that_asks_for_notice_does_so_though_nothing_is_exposed() -> None:
    docket = book(replace(CREDIT, notice=TOLD), replace(ACCELERATION, causes=()))
    assert titles(said(docket, "interest", date(2024, 5, 24))) == ["Notice of default to Lender"]


def test_a_failing_covenant_is_a_default_too() -> None:
    docket = book(failing(date(2024, 5, 24)))
    found = said(docket, "ratio", date(2024, 5, 24))
    assert titles(found) == ["Form 8-K on the default", "Notice of default to Lender"]
    assert found[0].because.startswith("X-3 is failing since Fri 24 May 2024")


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(replace(ACCELERATION, causes=()), id="nothing follows"),
        pytest.param(replace(ACCELERATION, obligor="us"), id="what follows is our own step"),
        pytest.param(replace(CREDIT, kind="statute"), id="a statute is no agreement"),
        pytest.param(
            Relief(
                id="waiver", ref="X-9", title="Waiver", covers=("interest",), granted_on=Day(on=date(2024, 5, 1)),
                until_reading="inclusive",
            ),
            id="it is waived",
        ),
    ],
)  # fmt: skip
def test_without_anything_that_the_other_side_may_do_nothing_is_proposed(record: Record) -> None:
    assert said(book(record), "interest", date(2024, 5, 24)) == ()


def test_before_its_rule_a_default_is_proposed_for_disclosure_without_a_day_and_says_so() -> None:
    early = replace(INTEREST, deadline=On(day=Day(on=date(1996, 12, 2))))
    docket = book(replace(CREDIT, day=Day(on=date(1996, 1, 2))), early)
    disclosure, _ = said(docket, "interest", date(1996, 12, 3))
    assert (disclosure.due, disclosure.draft.deadline) == (None, Open(reason="not stated"))
    assert "Item 5, other events" in disclosure.why


# --- What was accepted is not proposed again ---


def test_what_was_accepted_is_not_proposed_again_and_comes_back_once_it_is_deleted() -> None:
    disclosure, notice = said(book(), "interest", date(2024, 5, 24))
    assert titles(said(book(disclosure.draft), "interest", date(2024, 5, 24))) == ["Notice of default to Lender"]
    assert said(book(disclosure.draft, notice.draft), "interest", date(2024, 6, 24)) == ()


def test_an_obligation_entered_by_hand_that_counts_from_the_miss_by_the_rule_answers_it() -> None:
    disclosure, notice = said(book(), "interest", date(2024, 5, 24))
    by_hand = (replace(disclosure.draft, id="own-8k"), replace(notice.draft, id="own-notice"))
    assert said(book(*by_hand), "interest", date(2024, 5, 24)) == ()


# --- From the consequence ---


def test_an_exposed_consequence_shows_what_the_first_miss_behind_it_sets_off() -> None:
    docket = book(failing(date(2024, 5, 28)))
    found = said(docket, "acceleration", date(2024, 5, 28))
    assert titles(found) == ["Form 8-K on the default", "Notice of default to Lender"]
    assert found[0].because.startswith("X-1 is missed since Fri 24 May 2024")
    assert said(docket, "acceleration", date(2024, 5, 23)) == ()


def test_the_miss_behind_a_consequence_is_the_one_that_exposed_it_first() -> None:
    docket = sample_docket()
    disclosure, notice = said(docket, "usmx-18", date(1997, 1, 1))
    assert disclosure.because.startswith("USMX-17 is missed since Tue 3 Dec 1996")
    assert notice.draft.obligee == "rothschild"


def test_a_disclosure_of_another_miss_behind_the_consequence_answers_for_it() -> None:
    day = date(2024, 5, 28)
    docket = book(failing(day))
    of_ratio = said(docket, "ratio", day)
    left = said(book(failing(day), *(one.draft for one in of_ratio)), "acceleration", day)
    assert left == ()


def test_the_same_docket_and_day_propose_the_same() -> None:
    assert said(book(), "interest", date(2024, 5, 24)) == said(book(), "interest", date(2024, 5, 24))


def test_every_draft_passes_the_door() -> None:
    drafts = [one.draft for record_id in ("interest", "report") for one in said(book(), record_id, date(2024, 5, 24))]
    assert [problems(draft) for draft in drafts] == [(), (), ()]
