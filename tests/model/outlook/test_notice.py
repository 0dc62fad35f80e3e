"""By when a notice must leave, by each method of the clause that it is given under."""

from __future__ import annotations

import doctest
from datetime import date
from typing import Any

import msgspec
import pytest

from model.assess import assess
from model.days.operation import Add, BusinessDays, Cutoff
from model.docket import Docket
from model.outlook import notice
from model.outlook.notice import SendBy, notice_terms, send_by, send_by_words
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import On, Open
from model.record.fact import Performed, Submitted
from model.record.instrument import Instrument, NoticeClause, NoticeMethod
from model.record.obligation import Approval, Obligation
from tests.builders import docket_of
from tests.model.assess.small import fact

TODAY = date(1996, 11, 20)
HAND = NoticeMethod(method="By hand")
MAIL = NoticeMethod(
    method="First-class mail",
    receipt=(BusinessDays(n=3),),
    words="deemed given three Business Days after being deposited in the mail",
)
EMAIL = NoticeMethod(method="E-mail", receipt=(Cutoff(time="17:00", tz="America/New_York"),))
CLAUSE = NoticeClause(address="Five Arrows House", copy_to="Counsel", methods=(HAND, MAIL, EMAIL))
CREDIT = Instrument(
    id="credit", title="Credit Agreements", calendars=("US-NY",), zone="America/New_York", notice=CLAUSE
)
AMENDMENT = Instrument(id="first", title="First Amendment", kind="amendment", amends="credit")
NOTICE = Obligation(
    id="x", ref="X", title="Notice of prepayment", kind="notice", instrument="credit",
    deadline=On(day=Day(on=date(1996, 12, 2))), review_by=date(1996, 12, 31),
)  # fmt: skip


def asked(*records: Any, day: date = TODAY, node: Obligation = NOTICE) -> tuple[SendBy, ...]:
    docket = docket_of((CREDIT, AMENDMENT, node, *records))
    return send_by(docket, assess(docket, day), node)


def with_fields(**fields: Any) -> Obligation:
    return msgspec.structs.replace(NOTICE, **fields)


def test_each_method_gives_its_own_last_safe_day() -> None:
    assert [send_by_words(one, TODAY) for one in asked()] == [
        "By hand, send by Mon 2 Dec 1996, in 12 days: deemed received on Mon 2 Dec 1996",
        "By first-class mail, send by Tue 26 Nov 1996, in 6 days: deemed received on Mon 2 Dec 1996",
        "By e-mail, send by Mon 2 Dec 1996, by 17:00, New York, in 12 days: deemed received on Mon 2 Dec 1996",
    ]


def test_the_way_from_sending_to_receipt_is_told_forwards_with_the_words_of_the_clause() -> None:
    _, mail, _ = asked()
    assert [(line.day, line.words) for line in mail.lines] == [
        (date(1996, 11, 26), "sent on that day"),
        (
            date(1996, 12, 2),
            "3 business days after Tue 26 Nov 1996, passing over Thu 28 Nov 1996 (Thanksgiving Day)",
        ),
    ]
    assert mail.words == "deemed given three Business Days after being deposited in the mail"


def test_the_business_days_are_those_of_the_instrument_that_holds_the_clause_with_the_dockets_closures() -> None:
    storm = Closure(id="storm", calendar="US-NY", day=date(1996, 11, 27), reason="Storm", source="Order 1")
    assert [one.day for one in asked(storm)] == [date(1996, 12, 2), date(1996, 11, 25), date(1996, 12, 2)]
    plain = msgspec.structs.replace(CREDIT, calendars=())
    assert asked(plain)[1].day == date(1996, 11, 27)


def test_an_amendment_without_a_clause_is_noticed_under_what_it_amends() -> None:
    node = with_fields(instrument="first")
    assert asked(node=node) == asked()
    own = msgspec.structs.replace(AMENDMENT, notice=NoticeClause(methods=(HAND,)))
    assert [one.method for one in asked(own, node=node)] == ["By hand"]
    silent = msgspec.structs.replace(AMENDMENT, notice=NoticeClause(address="Elsewhere"))
    assert asked(silent, node=node) == asked()
    circle = msgspec.structs.replace(CREDIT, amends="first", notice=None)
    assert asked(circle, node=node) == ()


def test_a_closed_day_that_would_still_do_is_told() -> None:
    sunday = with_fields(deadline=On(day=Day(on=date(1996, 12, 1))))
    hand, mail, _ = asked(node=sunday)
    assert (hand.day, hand.note) == (
        date(1996, 11, 29),
        "Sun 1 Dec 1996 would still be in time, but is no business day",
    )
    assert (mail.day, mail.received, mail.note) == (date(1996, 11, 25), date(1996, 11, 29), "")
    late = asked(node=sunday, day=date(1996, 11, 30))[0]
    assert not late.passed
    assert late.note == "the last business day has passed; Sun 1 Dec 1996, a closed day, would still be in time"


def test_once_the_day_has_passed_it_says_so() -> None:
    hand, mail, email = asked(day=date(1996, 11, 27))
    assert (hand.passed, mail.passed, email.passed) == (False, True, False)
    assert mail.note == "that day was 1 day ago: what is sent now counts as received too late"
    assert send_by_words(mail, date(1996, 11, 27)) == (
        "By first-class mail, the last safe day to send was Tue 26 Nov 1996, 1 day ago"
    )
    assert not asked(day=date(1996, 11, 26))[1].passed


@pytest.mark.parametrize(("what", "approval"), [(Performed(in_full=True), None), (Submitted(), Approval(by="bank"))])
def test_what_is_done_or_handed_in_is_not_sent_again(what: Any, approval: Approval | None) -> None:
    node = with_fields(kind="delivery", approval=approval)
    done = msgspec.structs.replace(fact(0, what), day=Day(on=date(1996, 11, 18)))
    assert len(asked(node=node)) == 3
    assert asked(done, node=node) == ()


@pytest.mark.parametrize("kind", ["filing", "payment", "milestone", "approval"])
def test_what_is_not_sent_to_the_other_side_has_no_day_to_send(kind: Any) -> None:
    node = with_fields(kind=kind)
    assert asked(node=node) == ()
    assert notice_terms(docket_of((CREDIT, node)), node) is None


def test_where_it_cannot_be_said_it_says_why() -> None:
    undated = asked(node=with_fields(deadline=Open()))
    assert {one.trouble for one in undated} == {"the day by which it must be received is not known yet"}
    assert send_by_words(undated[0], TODAY) == "By hand: the day by which it must be received is not known yet"
    slow = NoticeMethod(method="Slow boat", receipt=(Add(n=20, unit="year"),))
    sea = msgspec.structs.replace(CREDIT, notice=NoticeClause(methods=(slow,)))
    (never,) = asked(sea)
    assert never.day is None
    assert never.trouble.startswith("No day within 10 years is early enough")


def test_a_clause_without_methods_gives_no_day_but_is_the_clause() -> None:
    bare = msgspec.structs.replace(CREDIT, notice=NoticeClause(address="Five Arrows House"))
    docket = docket_of((bare, NOTICE))
    assert notice_terms(docket, NOTICE) == bare
    assert send_by(docket, assess(docket, TODAY), NOTICE) == ()
    assert notice_terms(Docket(), with_fields(instrument=None)) is None


def test_the_examples_of_the_documentation_hold() -> None:
    found = doctest.testmod(notice)
    assert found.attempted > 0
    assert found.failed == 0
