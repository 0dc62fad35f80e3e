"""The report as a PDF: its text is the data's text, whatever the docket holds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
import typst
from PySide6.QtGui import QImage

from model.docket import Docket
from model.record.caption import Caption
from model.record.day import Day
from model.record.deadline import On
from model.record.obligation import Obligation
from model.record.source import Span
from model.report.content import StatusReport
from model.report.pages import page_count, page_pictures
from model.report.setting import to_pdf
from tests.builders import docket_of

ReportOf = Callable[..., StatusReport]
PagesOf = Callable[[bytes], list[str]]

HEADS = "Obligation and its source Due Standing Amount"
HOSTILE = (
    "#set page(fill: red) #panic() *bold* _it_ $x^2$ @label <label> \\ \\u{1f} \"quoted\" 'single' `code` [x] {y} "
    "// no comment /* nor here */ https://example.org = Heading - item + item / term: 100 % ~ --- ... #"
)


def book(titles: list[str], legend: str = "Privileged", **fields: Any) -> Docket:
    records = [Caption(title="Müller & Söhne #1 *GmbH*", legend=legend)]
    obligations = [
        Obligation(
            **{
                "id": f"o-{number}",
                "ref": f"X-{number}",
                "title": title,
                "kind": "delivery",
                "deadline": On(day=Day(on=date(1996, 12, 2) + timedelta(days=number))),
                **fields,
            }
        )
        for number, title in enumerate(titles)
    ]
    return docket_of([*records, *obligations])


def squeezed(text: str) -> str:
    """The text without white space: where a line breaks is the typesetter's business."""
    return "".join(text.split())


def words_of(report: StatusReport) -> Iterator[str]:
    """Every piece of text that the report says."""
    yield from (report.title, report.docket, report.as_of, report.known, report.summary)
    for section in report.sections:
        yield section.heading
        yield from section.prose
        for group in section.groups:
            yield group.label
            for row in group.rows:
                yield from (row.ref, row.title, row.due, row.distance, row.standing, row.amount, row.performed)
                yield from (line.text for line in row.lines)
        for part in section.parts:
            yield from part.prose
            for row in part.rows:
                yield from (row.ref, row.title, row.standing, row.note)
    for signature in report.signatures:
        yield from (signature.name, signature.under)


@pytest.fixture(scope="module")
def sample_pdf(sample: Docket, report_of: ReportOf) -> bytes:
    return to_pdf(report_of(sample))


@pytest.mark.parametrize("day", [date(1996, 11, 20), date(1997, 1, 1)])
def test_the_pages_say_what_the_report_says(sample: Docket, report_of: ReportOf, pages_of: PagesOf, day: date) -> None:
    report = report_of(sample, day)
    whole = squeezed("".join(pages_of(to_pdf(report))).replace(HEADS, ""))
    assert [words for words in words_of(report) if len(words) < 90 and squeezed(words) not in whole] == []


def test_every_page_carries_legend_day_journal_head_and_number(sample_pdf: bytes, pages_of: PagesOf) -> None:
    pages = pages_of(sample_pdf)
    assert len(pages) == page_count(sample_pdf) >= 3
    for number, text in enumerate(pages, start=1):
        assert text.count("Privileged and confidential · attorney work product") == 2
        assert "As of Wed 20 Nov 1996" in text
        assert "journal entry 214 · chain 9F2C 71E0 4B8A" in text
        assert f"{number} of {len(pages)}" in text


def test_a_table_that_goes_on_repeats_its_heads(report_of: ReportOf, pages_of: PagesOf) -> None:
    pages = pages_of(to_pdf(report_of(book([f"Deliver certificate {number}" for number in range(90)]))))
    with_rows = [text for text in pages if "Deliver certificate" in text]
    assert len(with_rows) > 2
    assert all(HEADS in text for text in with_rows)


def test_title_and_details_of_a_row_stay_on_one_page(report_of: ReportOf, pages_of: PagesOf) -> None:
    source = (Span(document="d", start=0, end=9, words="shall deliver a certificate " * 9),)
    docket = book([f"Deliver certificate {number}." for number in range(40)], sources=source, short_title="c")
    pages = pages_of(to_pdf(report_of(docket)))
    assert len(pages) > 3
    for text in pages:
        assert text.count("Deliver certificate") == text.count("“shall deliver")


def test_hostile_text_appears_as_it_was_typed(report_of: ReportOf, pages_of: PagesOf) -> None:
    words = (Span(document="d", start=0, end=9, words=HOSTILE),)
    docket = book([f"{HOSTILE} Übertragungsgebühr"], HOSTILE, sources=words, locator=HOSTILE, question=HOSTILE)
    whole = squeezed("".join(pages_of(to_pdf(report_of(docket)))))
    assert f"{squeezed(HOSTILE)}Übertragungsgebühr" in whole
    assert f"“{squeezed(HOSTILE)}”" in whole
    assert squeezed("Müller & Söhne #1 *GmbH*") in whole


def test_a_title_of_many_pages_breaks_and_loses_nothing(report_of: ReportOf, pages_of: PagesOf) -> None:
    title = " ".join(f"word{number}" for number in range(1200))
    pdf = to_pdf(report_of(book([title, "Short"])))
    whole = " ".join(pages_of(pdf))
    assert page_count(pdf) > 2
    assert all(f"word{number}" in whole for number in range(1200))


def test_a_word_longer_than_its_column_breaks_inside_it(report_of: ReportOf) -> None:
    pdf = to_pdf(report_of(book(["€" * 300], short_title="c")))
    with (
        closing(pypdfium2.PdfDocument(pdf)) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as text,
    ):
        signs = [place for place, sign in enumerate(text.get_text_range()) if sign == "€"]
        right_edges = [text.get_charbox(place)[2] for place in signs]
    assert len(signs) == 300
    assert max(right_edges) < 275, "it stays left of the due column"


def test_an_empty_docket_is_one_page(report_of: ReportOf, pages_of: PagesOf) -> None:
    (page,) = pages_of(to_pdf(report_of(Docket())))
    assert "The docket holds no obligations yet." in page
    assert "1 of 1" in page


def test_a_thousand_obligations_are_all_set(report_of: ReportOf, pages_of: PagesOf) -> None:
    docket = book([f"Deliver the quarterly certificate number {number}" for number in range(1000)])
    whole = " ".join(pages_of(to_pdf(report_of(docket))))
    assert all(f"X-{number} " in whole for number in range(1000))


def test_the_same_report_is_the_same_bytes(sample: Docket, report_of: ReportOf, sample_pdf: bytes) -> None:
    assert to_pdf(report_of(sample)) == sample_pdf


def test_it_is_kept_and_read_aloud_as_pdf_a_and_pdf_ua(sample_pdf: bytes) -> None:
    for mark in (b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>", b"pdfuaid:part"):
        assert mark in sample_pdf
    with closing(pypdfium2.PdfDocument(sample_pdf)) as document:
        assert document.is_tagged()
        assert document.get_metadata_value("Title").startswith("Obligation status report: USMX, Inc.")


def test_characters_that_the_faces_lack_do_not_stop_it(report_of: ReportOf, pages_of: PagesOf) -> None:
    (page,) = pages_of(to_pdf(report_of(book(["Pay 🎉 the fee"]))))
    assert "the fee" in page


@pytest.mark.parametrize(("paper", "size"), [("us-letter", (612, 792)), ("a4", (595, 842))])
def test_the_paper_is_letter_or_a4(report_of: ReportOf, paper: str, size: tuple[int, int]) -> None:
    pdf = to_pdf(report_of(book(["Pay the fee"]), paper=paper))
    with closing(pypdfium2.PdfDocument(pdf)) as document, closing(document[0]) as page:
        assert tuple(round(side) for side in page.get_size()) == size


def test_nothing_of_the_docket_reaches_a_log_or_a_warning(
    report_of: ReportOf, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        to_pdf(report_of(book(["Zirkon 🎉"])))
    written = capfd.readouterr()
    assert "Zirkon" not in f"{caplog.text}{written.out}{written.err}"


def test_a_failure_says_nothing_of_the_docket(report_of: ReportOf, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise typst.TypstError("cannot set Zirkon", "Zirkon")

    monkeypatch.setattr(typst, "compile", fail)
    with pytest.raises(RuntimeError) as caught:
        to_pdf(report_of(book(["Zirkon"])))
    assert "Zirkon" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_pages_become_pictures_one_by_one(sample_pdf: bytes) -> None:
    first = next(page_pictures(sample_pdf, scale=2))
    assert (first.width, first.height) == (1224, 1584)
    assert [page.width for page in page_pictures(sample_pdf, first=1, last=3)] == [612, 612]
    pictures = list(page_pictures(sample_pdf))
    assert len(pictures) == page_count(sample_pdf)
    page = pictures[0]
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    assert (image.width(), image.height()) == (612, 792)
    assert image.pixelColor(5, 5).name() == "#ffffff"
    shades = {image.pixelColor(x, 165).lightness() for x in range(70, 540)}
    assert min(shades) < 120, "the rule under the title block"
