"""A series in the reports, the list of what is due and the feed: nothing that is open vanishes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from model.assess import assess
from model.docket import Docket
from model.feed.items import FeedItem, items_of
from model.feed.spec import Spec
from model.report.content import StatusReport
from model.report.due import due_lines, due_objects
from tests.builders import docket_of
from tests.model.assess.leases import RECORDS

TODAY = date(1996, 11, 20)


@pytest.fixture(scope="module")
def leased() -> Docket:
    return docket_of(RECORDS)


def test_the_list_of_what_is_due_gives_each_occurrence(leased: Docket) -> None:
    objects = {one["ref"]: one for one in due_objects(leased, assess(leased, TODAY))}
    keys = ("period", "number", "due", "standing")
    found = [{key: one[key] for key in keys} for one in objects["USMX-25"]["occurrences"]]
    assert found == [
        {"period": "1996-03-31", "number": 1, "due": "1996-05-15", "standing": "missed"},
        {"period": "1996-06-30", "number": 1, "due": "1996-08-14", "standing": "missed"},
        {"period": "1996-09-30", "number": 1, "due": "1996-11-14", "standing": "missed"},
        {"period": "1996-12-31", "number": 1, "due": "1997-02-14", "standing": "open"},
    ]
    rent = [(one["due"], one["standing"]) for one in objects["USMX-24"]["occurrences"]]
    assert rent == [
        ("1996-01-31", "satisfied"), ("1996-02-29", "satisfied late"), ("1996-04-01", "missed"),
        ("1996-04-30", "satisfied"), ("1996-07-01", "missed"), ("1996-07-31", "missed"), ("1996-09-16", "satisfied"),
        ("1996-09-30", "satisfied"), ("1996-10-31", "satisfied"), ("1996-12-02", "open"),
    ]  # fmt: skip
    assert objects["USMX-26"]["occurrences"] == []


def test_its_text_says_how_many_are_open_and_which(leased: Docket) -> None:
    lines = due_lines(leased, assess(leased, TODAY))
    assert any("4 of 10 open: Mon 1 Apr 1996 (for Sun 31 Mar 1996) missed" in line for line in lines)
    assert "Next deadline: Mon 2 Dec 1996, in 12 days" in lines


def test_the_status_report_lists_every_open_occurrence(leased: Docket, report_of: Callable[..., StatusReport]) -> None:
    report = report_of(leased, TODAY)
    (row,) = [row for row in report.rows() if row.ref == "USMX-24"]
    said = " ".join(line.text for line in row.lines)
    assert row.standing == "missed"
    assert "4 of 10 open: Mon 1 Apr 1996 (for Sun 31 Mar 1996) missed; Mon 1 Jul 1996" in said
    assert "Wed 31 Jul 1996 missed; next Mon 2 Dec 1996 (for Sat 30 Nov 1996)" in said
    assert "USMX-24, Rent for the crusher, on Mon 2 Dec 1996" in report.summary


@pytest.mark.parametrize("day", [TODAY, date(1997, 12, 31), date(2010, 1, 4)])
def test_the_feed_keeps_an_item_for_each_open_occurrence(leased: Docket, day: date) -> None:
    assessment = assess(leased, day)
    found: dict[str, FeedItem] = {
        item.key: item for node in leased.nodes() for item in items_of(leased, assessment, node, Spec())
    }
    for period, due in (("1996-03-31", date(1996, 4, 1)), ("1996-06-30", date(1996, 7, 1))):
        item = found[f"rent/{period}"]
        assert (item.day, item.standing) == (due, "missed")
        assert item.summary == "MISSED: USMX-24 Rent for the crusher"
    assert f"rent/{date(1996, 5, 31).isoformat()}" not in found
