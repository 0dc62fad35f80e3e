"""The month on paper says what the calendar shows: its days, what falls on them, and what proves its source."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from model.assess import assess
from model.docket import Docket
from model.outlook.time.almanac import Almanac
from model.report.content import Paper
from model.report.month import MonthDay, MonthReport, month_pdf, month_report
from model.report.setting import compiled
from tests.bench.generate import docket as generated
from tests.bench.matter import TODAY

HEAD = "journal entry 214 · chain 9F2C 71E0 4B8A"
NOVEMBER, DECEMBER = date(1996, 11, 1), date(1996, 12, 1)
AT = datetime(1996, 11, 20, 10, 42, tzinfo=ZoneInfo("America/Denver"))


def reported(
    docket: Docket,
    first: date = NOVEMBER,
    day: date = date(1996, 11, 20),
    passing: Collection[str] | None = None,
    paper: Paper = "us-letter",
) -> MonthReport:
    almanac = Almanac(docket, assess(docket, day))
    return month_report(almanac, first, head=HEAD, generated=AT, paper=paper, passing=passing)


def cell(report: MonthReport, number: str) -> MonthDay:
    return next(day for week in report.weeks for day in week if day.number == number)


def test_it_has_whole_weeks_with_the_days_of_its_neighbours(sample: Docket) -> None:
    report = reported(sample)
    assert report.title == "November 1996"
    assert [len(week) for week in report.weeks] == [7] * 5
    assert report.weeks[0][0].number == "28 Oct"
    assert [day.number for day in report.weeks[-1]][-2:] == ["30", "1 Dec"]
    assert [day.inside for day in report.weeks[0]] == [False] * 4 + [True] * 3


def test_closed_days_are_shaded_and_named_and_the_day_looked_at_marked(sample: Docket) -> None:
    report = reported(sample)
    assert (cell(report, "28").closed, cell(report, "28").closure) == (True, "Thanksgiving Day")
    assert (cell(report, "23").closed, cell(report, "23").closure) == (True, "")
    assert [day.number for week in report.weeks for day in week if day.looked] == ["20"]


def test_each_item_has_its_chip_with_a_lock_or_a_grip(sample: Docket) -> None:
    chips = {
        (day.number, chip.refs, chip.hold) for week in reported(sample).weeks for day in week for chip in day.chips
    }
    assert chips == {
        ("1 Nov", "7", "lock"),
        ("15", "5, 6", "lock"),
        ("20", "11", ""),
        ("25", "17", ""),
        ("27", "17", "grip"),
    }


def test_the_agenda_tells_only_the_month_with_who_sees_to_it(sample: Docket) -> None:
    report = reported(sample, DECEMBER)
    assert [told.day for told in report.agenda] == [
        "Mon 2 Dec 1996",
        "Tue 3 Dec 1996",
        "Fri 20 Dec 1996",
        "Wed 25 Dec 1996",
        "Tue 31 Dec 1996",
    ]
    due = report.agenda[0].lines[0]
    assert (due.refs, due.words, due.standing) == ("17", "Due: Amended development plan for approval", "open")
    assert due.owner == "Exploration"
    assert report.agenda[3].notes == ("Christmas Day: federal offices closed",)


def test_narrowed_by_a_filter_it_says_so(sample: Docket) -> None:
    report = reported(sample, DECEMBER, passing={"usmx-08"})
    assert report.narrowed == "Not all of the docket: narrowed by a filter."
    assert {line.refs for told in report.agenda for line in told.lines} == {"8"}
    assert reported(sample).narrowed == ""


def test_a_full_day_counts_what_has_no_room_and_the_agenda_holds_all_of_it() -> None:
    docket = generated(300)
    first = TODAY.replace(day=1)
    report = reported(docket, first, TODAY)
    leaves = Almanac(docket, assess(docket, TODAY)).leaves(first, first.replace(day=30))
    assert any(day.more for week in report.weeks for day in week)
    assert sum(len(told.lines) for told in report.agenda) == sum(len(leaf.items) for leaf in leaves)


@pytest.mark.parametrize(("paper", "size"), [("us-letter", (792, 612)), ("a4", (842, 595))])
def test_it_is_set_across_the_sheet_with_its_legend_on_each_page(
    sample: Docket, pages_of: Callable[[bytes], list[str]], paper: Paper, size: tuple[int, int]
) -> None:
    import pypdfium2

    pdf = month_pdf(reported(sample, DECEMBER, paper=paper))
    with pypdfium2.PdfDocument(pdf) as document:
        assert [tuple(round(side) for side in document.get_page_size(n)) for n in range(len(document))] == [size] * 2
    pages = pages_of(pdf)
    assert all("Privileged and confidential" in page for page in pages)
    assert all("As of Wednesday 20 November 1996" in page for page in pages)
    assert all("journal entry 214" in page for page in pages)
    assert "December 1996" in pages[0]
    assert "Reliefs end" in pages[1]


def test_it_is_set_by_the_faces_that_come_with_duly(sample: Docket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would not be the archival kind of PDF that reports are."""
    monkeypatch.setattr("model.report.setting._with_system_fonts", lambda *_: b"")
    assert month_pdf(reported(sample)).startswith(b"%PDF")


@pytest.mark.parametrize("first", [date(2021, 2, 1), date(1996, 9, 1), date(2199, 12, 1), date(1900, 1, 1)])
def test_months_of_four_to_six_weeks_and_at_the_edge_of_all_days_fit_one_sheet(
    sample: Docket, pages_of: Callable[[bytes], list[str]], first: date
) -> None:
    pages = pages_of(month_pdf(reported(sample, first)))
    assert len(pages) == 2
    assert pages[1].count("Agenda, ") == 1


def test_words_of_the_docket_are_never_markup(sample: Docket) -> None:
    from msgspec.structs import replace

    from model.docket import Change

    before = sample.obligations["usmx-17"]
    hostile = replace(before, short_title="#panic() *bold* $x$ [a] \\ <b>")
    docket = sample.changed([Change("obligation", before.id, before, hostile)])
    assert month_pdf(reported(docket)).startswith(b"%PDF")


def test_a_template_that_does_not_fit_is_said_without_a_word_of_the_docket() -> None:
    with pytest.raises(RuntimeError, match="could not be set"):
        compiled("month.typ", {"report": "{}", "look": "{}"}, AT)
