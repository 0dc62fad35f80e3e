"""What the status report says: what can hurt first, owed by us and owed to us apart, everything once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model.days.operation import Add, BusinessDays
from model.docket import Change, Docket
from model.record.amount import Amount
from model.record.caption import Caption
from model.record.day import Day
from model.record.deadline import After, EventAnchor, On, Open
from model.record.fact import Performed
from model.record.instrument import Instrument, NoticeClause, NoticeMethod
from model.record.obligation import Obligation
from model.record.party import Party
from model.report.content import ReportRow, ReportSection, StatusReport
from tests.builders import docket_of, fact

ReportOf = Callable[..., StatusReport]

BEFORE = date(1996, 10, 15)
FILED = date(1996, 11, 20)
PLAN_MISSED = date(1996, 12, 3)
LAPSED = date(1997, 1, 1)


def section(report: StatusReport, heading: str) -> ReportSection:
    (found,) = [section for section in report.sections if section.heading == heading]
    return found


def refs(section: ReportSection, label: str = "") -> list[str]:
    return [row.ref for group in section.groups if group.label == label for row in group.rows]


def row(report: StatusReport, ref: str) -> ReportRow:
    (found,) = [row for row in report.rows() if row.ref == ref]
    return found


def said(row: ReportRow, style: str) -> str:
    return " ".join(line.text for line in row.lines if line.style == style)


@pytest.mark.parametrize(
    ("day", "sentences"),
    [
        (
            BEFORE,
            [
                "1 is missed, with no performance recorded; 18 is exposed.",
                "Reliefs 5 and 6 are pending.",
            ],
        ),
        (
            FILED,
            [
                "Nothing of ours is missed without relief, and nothing is exposed.",
                "One deadline of ours falls within 14 days: 17, Amended development plan for approval, on Mon 2 Dec",
                "Reliefs 5 and 6 end with Tue 31 Dec 1996, even if each of their conditions is met; 1 to 4 stand again",
                "1 to 4 stand again from Wed 1 Jan 1997 unless a further relief is granted.",
                "Four open obligations of ours have no stated day: 12 to 14 and 16.",
                "One open obligation owed to us has no stated day: 22.",
                "All is known from a summary, not from the executed instruments.",
                "Nothing has yet been verified by a second reader.",
            ],
        ),
        (PLAN_MISSED, ["17 is missed, with no performance recorded; 18 is exposed."]),
        (
            LAPSED,
            [
                "8 and 17 are missed, with no performance recorded; 1 is missed, confirmed not performed; 2 to 4 are",
                "2 to 4 are failing; 18 and 21 are exposed.",
                "No deadline of ours lies ahead.",
                "Reliefs 5 and 6 have lapsed.",
            ],
        ),
    ],
)
def test_the_paragraph_at_the_head_says_what_follows_on_the_day(
    sample: Docket, report_of: ReportOf, day: date, sentences: list[str]
) -> None:
    summary = report_of(sample, day).summary
    for sentence in sentences:
        assert sentence in summary


def test_silence_is_never_told_as_an_admission(sample: Docket, report_of: ReportOf) -> None:
    assert "confirmed" not in report_of(sample, BEFORE).summary
    assert "Confirmed" not in said(row(report_of(sample, LAPSED), "8"), "said")
    assert "Confirmed not performed" in said(row(report_of(sample, LAPSED), "1"), "said")


def test_what_is_exposed_and_missed_comes_first(sample: Docket, report_of: ReportOf) -> None:
    first = report_of(sample, LAPSED).sections[0]
    assert first.heading == "Exposed, missed and in cure"
    assert refs(first, "Exposed") == ["18", "21"]
    assert refs(first, "Owed by us") == ["1", "17", "8", "2", "3", "4"]
    assert report_of(sample, FILED).sections[0].heading == "What we owe"


def test_dated_comes_before_undated_and_done_last(sample: Docket, report_of: ReportOf) -> None:
    owed = refs(section(report_of(sample), "What we owe"))
    assert owed == ["17", "8", "9", "10", "1", "2", "3", "4", "12", "13", "14", "15", "16", "19", "7", "11"]


@pytest.mark.parametrize("day", [BEFORE, FILED, PLAN_MISSED, LAPSED])
def test_every_obligation_is_told_in_full_exactly_once(sample: Docket, report_of: ReportOf, day: date) -> None:
    told = sorted(row.id for row in report_of(sample, day).rows())
    assert told == sorted(sample.obligations)


def test_what_is_owed_to_us_stands_apart(sample: Docket, report_of: ReportOf) -> None:
    assert refs(section(report_of(sample), "What is owed to us")) == ["22"]


def test_a_row_gives_terms_words_reasons_and_what_follows(sample: Docket, report_of: ReportOf) -> None:
    offering = row(report_of(sample), "8")
    assert (offering.due, offering.distance) == ("Tue 31 Dec 1996", "in 41 days")
    assert (offering.standing, offering.mark) == ("open", "open")
    assert (offering.amount, offering.performed) == ("≥\u00a0$9,000,000", "none recorded")
    assert said(offering, "terms") == (
        "USMX → Rothschild · First Amendment to USMX, Inc. Credit Agreement, Item 5, para. 3 · unverified"
    )
    assert said(offering, "quote").startswith("“complete an offering in which the Company receives net proceeds")
    assert "If 8 is missed, 5 and 6 lapse, 1 to 4 stand again and 18 and 21 are exposed." in said(offering, "said")


@pytest.mark.parametrize(
    ("ref", "tie"),
    [
        ("9", "Starts with the earlier of 8"),
        ("10", "Payable out of 8"),
        ("18", "Follows a miss of 1 to 4 and 7 to 17."),
        ("20", "Cannot be performed until 8 and 23 are satisfied."),
    ],
)
def test_a_row_says_what_it_hangs_on_and_says_it_once(sample: Docket, report_of: ReportOf, ref: str, tie: str) -> None:
    words = said(row(report_of(sample), ref), "said")
    assert words.count(tie) == 1
    assert "Needs" not in words
    assert "Paid from" not in words


def test_urgent_is_what_falls_within_fourteen_days(sample: Docket, report_of: ReportOf) -> None:
    assert [row.ref for row in report_of(sample).rows() if row.urgent] == ["17"]


def test_what_is_suspended_says_when_it_is_back(sample: Docket, report_of: ReportOf) -> None:
    assert row(report_of(sample), "1").distance == "back Wed 1 Jan 1997"


def test_a_part_performed_fills_its_mark_and_names_the_sum(sample: Docket, report_of: ReportOf) -> None:
    advance = row(report_of(sample), "22")
    assert advance.performed == "$3,800,000 performed"
    assert advance.share == pytest.approx(0.85)


def test_an_open_question_is_not_lost(sample: Docket, report_of: ReportOf) -> None:
    assert said(row(report_of(sample), "7"), "strong") == "Open question: preliminary only, Ontario only"


def test_reliefs_that_stand_alike_are_told_together_with_what_they_cover(sample: Docket, report_of: ReportOf) -> None:
    (part,) = section(report_of(sample), "The reliefs and what they cover").parts
    assert [row.ref for row in part.rows] == ["1", "2", "3", "4"]
    assert {row.note for row in part.rows} == {"stands again on Wed 1 Jan 1997"}
    assert part.prose[0].startswith(
        "5, Waiver of 1 to 4 until 31 December 1996, granted by N M Rothschild & Sons Limited,"
    )
    assert "“Rothschild has agreed with the Company to waive these conditions”" in part.prose[0]
    assert part.prose[-1].endswith("They hang on 7 to 10. They cover:")


def test_the_exposure_of_those_alike_is_one_sentence(sample: Docket, report_of: ReportOf) -> None:
    assert section(report_of(sample), "Exposure").prose == (
        "If 8 is missed, 5 and 6 lapse, 1 to 4 stand again, and 18 and 21 are exposed.",
        "If any of 9 and 10 is missed, 5 and 6 lapse, 1 to 4 stand again, and 18 is exposed.",
        "If any of 1 to 4 and 12 to 17 is missed, 18 is exposed.",
    )


def test_head_and_foot_say_which_docket_state_and_moment(sample: Docket, report_of: ReportOf) -> None:
    report = report_of(sample)
    assert report.as_of == "As of Wednesday 20 November 1996"
    assert report.known == "Read from the docket as known on Wed 20 Nov 1996 at 10:42"
    assert report.docket == "USMX, Inc., under its credit agreements with N M Rothschild & Sons Limited"
    assert report.legend == "Privileged and confidential · attorney work product"
    assert report.footer == (
        "Docket of USMX, Inc. · journal entry 214 · chain 9F2C 71E0 4B8A · set by Duly on Wed 20 Nov 1996 at 10:42"
    )


def test_an_empty_docket_says_so(report_of: ReportOf) -> None:
    report = report_of(Docket())
    assert report.summary == "The docket holds no obligations yet."
    assert report.sections == ()


def book(*obligations: dict[str, Any]) -> Docket:
    records = [
        Caption(title="Us"),
        Party(id="us", name="Us", ours=True),
        Party(id="them", name="Them"),
        *(
            Obligation(**{"kind": "payment", "title": f"Pay {fields['ref']}", "id": fields["ref"].lower(), **fields})
            for fields in obligations
        ),
    ]
    return docket_of(records)


def test_deadlines_of_ours_and_of_theirs_are_never_in_one_count(report_of: ReportOf) -> None:
    due = On(day=Day(on=date(1996, 11, 29)))
    docket = book(
        {"ref": "A-1", "obligor": "us", "deadline": due},
        {"ref": "A-2", "obligor": "us", "deadline": due},
        {"ref": "B-1", "obligor": "them", "deadline": due},
        {"ref": "B-2", "obligor": "them", "deadline": On(day=Day(on=date(1996, 11, 1)))},
    )
    summary = report_of(docket).summary
    assert "Two deadlines of ours fall within 14 days: A-1, Pay A-1, on Fri 29 Nov 1996 and A-2," in summary
    assert "One deadline of what is owed to us falls within 14 days: B-1" in summary
    assert "Nothing of ours is missed, and nothing is exposed. Of what is owed to us, B-2 is missed" in summary
    trouble = report_of(docket).sections[0]
    assert refs(trouble, "Owed to us") == ["B-2"]
    assert refs(trouble, "Owed by us") == []


def test_what_was_performed_in_part_is_not_told_as_silence(report_of: ReportOf) -> None:
    due = On(day=Day(on=date(1996, 11, 1)))
    sum_owed = Amount(value="100", currency="USD")
    missed = book(
        {"ref": "A-1", "obligor": "us", "deadline": due, "amount": sum_owed},
        {"ref": "A-2", "obligor": "us", "deadline": due},
    )
    paid = fact("a-1", date(1996, 10, 30), Performed(amount="40", currency="USD"))
    docket = docket_of([*(record for _, record in missed.records()), paid])
    assert "A-1 is missed, performed in part; A-2 is missed, with no performance" in report_of(docket).summary


def test_many_are_counted_and_not_listed(report_of: ReportOf) -> None:
    undated = ({"ref": f"A-{number}", "deadline": Open(), "review_by": date(1997, 1, 2)} for number in range(40))
    assert "40 open obligations of ours have no stated day." in report_of(book(*undated)).summary


def test_the_next_deadline_is_named_where_none_is_near(report_of: ReportOf) -> None:
    docket = book({"ref": "A-1", "deadline": On(day=Day(on=date(1997, 1, 6)))})
    assert (
        "No deadline of ours falls within 14 days; the next is A-1, Pay A-1, on Mon 6 Jan 1997, in 47 days."
        in report_of(docket).summary
    )


def test_a_very_long_quotation_is_cut_and_shows_that_it_is(report_of: ReportOf) -> None:
    from model.record.source import Span

    words = "the Borrower shall deliver " * 60
    docket = book({"ref": "A-1", "deadline": Open(), "sources": (Span(document="d", start=0, end=9, words=words),)})
    assert said(row(report_of(docket), "A-1"), "quote").endswith(" …”")


def test_a_confidential_obligation_is_marked(report_of: ReportOf) -> None:
    docket = book({"ref": "A-1", "deadline": Open(), "confidential": True})
    assert said(row(report_of(docket), "A-1"), "strong") == "Confidential"


@pytest.mark.parametrize(
    ("rule", "beside", "sentence"),
    [
        ("sec-14a-8-proposal", "rule unread", "The text of its rule was not read, so check the day: Shareholder"),
        ("sec-14a-6-preliminary", "rule read in a copy", "The text of its rule was read in a copy only: Preliminary"),
        ("ny-gcl-58", "official rule read", "The official text of its rule was read: Year of 365"),
    ],
)
def test_how_the_text_of_its_rule_was_read_stands_beside_the_clause(
    report_of: ReportOf, rule: str, beside: str, sentence: str
) -> None:
    ruled = After(
        anchor=EventAnchor(event="meeting"),
        steps=(Add(n=-120, unit="day"),),
        calendars=("US-FED",),
        rulebook=rule,
    )
    docket = book({"ref": "A-1", "deadline": ruled}, {"ref": "A-2", "deadline": On(day=Day(on=date(1996, 12, 2)))})
    first, second = row(report_of(docket), "A-1"), row(report_of(docket), "A-2")
    assert said(first, "terms").endswith(f"unverified · {beside}")
    assert sentence in said(first, "said")
    assert said(second, "terms").endswith("unverified")


def test_a_notice_says_by_when_it_must_leave_by_each_method(report_of: ReportOf) -> None:
    mail = NoticeMethod(method="First-class mail", receipt=(BusinessDays(n=3),))
    terms = Instrument(
        id="credit", title="Credit Agreement", calendars=("US-NY",), notice=NoticeClause(methods=(mail,))
    )
    due = On(day=Day(on=date(1996, 12, 2)))
    docket = book(
        {"ref": "A-1", "kind": "notice", "instrument": "credit", "deadline": due},
        {"ref": "A-2", "kind": "payment", "instrument": "credit", "deadline": due},
    ).changed((Change("instrument", "credit", None, terms),))
    assert "By first-class mail, send by Tue 26 Nov 1996, in 6 days: deemed received on Mon 2 Dec 1996." in said(
        row(report_of(docket), "A-1"), "said"
    )
    assert "send by" not in said(row(report_of(docket), "A-2"), "said")
    late = said(row(report_of(docket, date(1996, 11, 28)), "A-1"), "said")
    assert "By first-class mail, the last safe day to send was Tue 26 Nov 1996, 2 days ago." in late
