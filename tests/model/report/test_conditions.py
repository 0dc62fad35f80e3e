"""The report of conditions precedent says what must be in place, who owes it, and what there is to show for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.docket import Change, Docket
from model.errors import DocketError
from model.report.conditions import conditions_report, find_target
from model.report.content import StatusReport
from model.report.setting import to_pdf

DAY = date(1996, 11, 20)
WAIVER = ("relief", "usmx-05")


def reported(docket: Docket, target: tuple[str, str] = WAIVER, day: date = DAY) -> StatusReport:
    moment = datetime(1996, 11, 20, 10, 42, tzinfo=UTC)
    return conditions_report(docket, assess(docket, day), target, head="journal entry 1", generated=moment)


def with_obligation(docket: Docket, id: str, **fields: object) -> Docket:
    before = docket.obligations[id]
    return docket.changed([Change("obligation", id, before, replace(before, **fields))])


def test_it_says_of_what_and_how_far_each_party_has_come(sample: Docket) -> None:
    made = reported(sample)
    assert made.summary == (
        "Of the conditions of “USMX-5 Waiver of 1 to 4 until 31 December 1996”, 1 of 4 are in place."
    )
    assert [section.heading for section in made.sections] == ["USMX, Inc., owed by us: 1 of 4 in place"]


def test_what_is_open_comes_before_what_is_in_place(sample: Docket) -> None:
    (section,) = reported(sample).sections
    assert [(group.label, [row.ref for row in group.rows]) for group in section.groups] == [
        ("Open", ["8", "9", "10"]),
        ("In place", ["7"]),
    ]


def test_each_says_who_sees_to_it_and_what_is_kept_as_evidence(sample: Docket) -> None:
    last = {row.ref: row.lines[-1].text for row in reported(sample).rows()}
    assert last["7"] == "Seen to by Legal. Evidence: “Form 8-K”."
    assert last["8"] == "Seen to by Legal. No evidence is kept."


def test_what_others_owe_is_counted_by_itself(sample: Docket) -> None:
    made = reported(with_obligation(sample, "usmx-09", obligor="rothschild", owner=None))
    assert made.summary.endswith("Of what we owe it is 1 of 3; of what others owe, 0 of 1.")
    assert made.sections[1].heading == "N M Rothschild & Sons Limited, owed by others: 0 of 1 in place"
    assert made.sections[1].groups[0].rows[0].lines[-1].text == "Nobody sees to it. No evidence is kept."


def test_what_has_no_conditions_says_so(sample: Docket) -> None:
    made = reported(sample, ("obligation", "usmx-17"))
    assert made.sections == ()
    assert made.summary.startswith("Nothing is recorded as a condition of “USMX-17 Amended development plan")


def test_it_is_set_as_a_pdf(sample: Docket, pages_of: Callable[[bytes], list[str]]) -> None:
    (page,) = pages_of(to_pdf(reported(sample)))
    assert "Conditions precedent" in page
    assert "1 of 4 are in place" in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("USMX-5", WAIVER),
        ("5", WAIVER),
        ("usmx-20", ("obligation", "usmx-20")),
        ("credit agreements", ("instrument", "credit-agreements")),
        ("Form 8-K of USMX, Inc.", ("instrument", "form-8k")),
        ("private-placement", ("event", "private-placement")),
    ],
)
def test_a_record_is_found_by_ref_title_or_id(sample: Docket, words: str, expected: tuple[str, str]) -> None:
    assert find_target(sample, words) == expected


def test_a_name_that_is_none_or_several_is_refused(sample: Docket) -> None:
    with pytest.raises(DocketError, match="is called “Nothing”"):
        find_target(sample, "Nothing")
    twin = replace(sample.instruments["form-8k"], id="other-form")
    with pytest.raises(DocketError, match="names 2 records"):
        find_target(sample.changed([Change("instrument", "other-form", None, twin)]), "Form 8-K")
