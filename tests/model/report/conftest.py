"""Reports of the sample and of other dockets, and their pages read back as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from model.assess import assess
from model.docket import Docket
from model.report.content import Paper, StatusReport
from model.report.status import status_report
from tests.builders import sample_docket

HEAD = "journal entry 214 · chain 9F2C 71E0 4B8A"


@pytest.fixture(scope="session")
def sample() -> Docket:
    return sample_docket()


@pytest.fixture(scope="session")
def report_of() -> Callable[..., StatusReport]:
    """The report of a docket as of a day, set at 10:42 of that day in Denver."""

    def make(docket: Docket, day: date = date(1996, 11, 20), paper: Paper = "us-letter") -> StatusReport:
        moment = datetime(day.year, day.month, day.day, 10, 42, tzinfo=ZoneInfo("America/Denver"))
        return status_report(docket, assess(docket, day), head=HEAD, generated=moment, paper=paper)

    return make


@pytest.fixture(scope="session")
def pages_of() -> Callable[[bytes], list[str]]:
    """The text of each page, white space run together, break marks left out."""

    def read(pdf: bytes) -> Iterator[str]:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            for number in range(len(document)):
                with closing(document[number]) as page, closing(page.get_textpage()) as text:
                    yield " ".join(text.get_text_bounded().replace("\u200b", "").replace("\ufffe", "").split())

    return lambda pdf: list(read(pdf))
