"""What is a change over there and what is none: an item as it came back, held against what was put."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from model.feed.sync.acted import acts
from model.feed.sync.difference import client_of, differences
from model.feed.sync.resource import Resource, cancelled, raised, resources_of
from model.feed.sync.returned import read_returned
from tests.model.feed.sync.servers import NOW, item


def changes(put: Resource, theirs: str, now: datetime = NOW) -> list[str]:
    return [one.change for one in differences(read_returned(put.body), read_returned(theirs), now)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SUMMARY:Deadline", "SUMMARY:Dead\r\n line"),
        ("SUMMARY:Deadline", "SUMMARY:Deadline\r\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC"),
        ("SUMMARY:Deadline", "SUMMARY:Deadline\r\nLOCATION:Denver\r\nPRIORITY:1\r\nCOLOR:red"),
        ("SEQUENCE:0", "SEQUENCE:7"),
        ("DTSTAMP:19961120T104200Z", "DTSTAMP:19970101T000000Z"),
        ("-//Duly//Calendar of obligations//EN", "-//Google Inc//Google Calendar 70.9054//EN"),
        ("DESCRIPTION:Why this date", "DESCRIPTION:Why   this date\\n"),
    ],
)
def test_what_servers_and_programs_write_of_themselves_is_no_change(old: str, new: str) -> None:
    put = item("a", description="Why this date")
    assert old in put.body
    assert changes(put, put.body.replace(old, new)) == []


def test_the_same_moment_in_another_zone_is_no_change() -> None:
    put = Resource("a", item("a").body.replace("DTSTART;VALUE=DATE:19961202", "DTSTART:19961202T230000Z"))
    theirs = put.body.replace("DTSTART:19961202T230000Z", "DTSTART;TZID=America/Denver:19961202T160000")
    assert changes(put, theirs) == []
    assert changes(put, theirs.replace("T160000", "T170000")) == ["moved"]


def test_a_day_is_told_where_the_person_is() -> None:
    put = item("a")
    theirs = put.body.replace("DTSTART;VALUE=DATE:19961202", "DTSTART:19961206T020000Z")
    there = NOW.astimezone(ZoneInfo("America/Denver"))
    (moved,) = differences(read_returned(put.body), read_returned(theirs), there)
    assert (moved.was_day, moved.day) == (date(1996, 12, 2), date(1996, 12, 5))


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("STATUS:COMPLETED", ["done"]),
        ("PERCENT-COMPLETE:100", ["done"]),
        ("COMPLETED:19961119T093000Z", ["done"]),
        ("PERCENT-COMPLETE:40", ["progress"]),
        ("STATUS:CANCELLED", ["cancelled"]),
        ("RRULE:FREQ=SECONDLY", ["recurs"]),
        ("STATUS:COMPLETED\r\nRRULE:FREQ=DAILY", ["done", "recurs"]),
    ],
)
def test_what_is_done_with_a_task(added: str, expected: list[str]) -> None:
    put = item("a", kind="VTODO")
    assert changes(put, put.body.replace("SUMMARY:", f"{added}\r\nSUMMARY:")) == expected


def test_what_is_done_here_and_opened_there_is_put_right() -> None:
    put = item("a", kind="VTODO", status="COMPLETED")
    assert changes(put, put.body.replace("STATUS:COMPLETED", "STATUS:NEEDS-ACTION")) == ["reopened"]


def test_a_rule_that_never_ends_is_never_expanded() -> None:
    put = item("a")
    bomb = put.body.replace("SUMMARY:", "RRULE:FREQ=SECONDLY;BYSECOND=0,1,2,3;INTERVAL=1\r\nSUMMARY:")
    assert changes(put, bomb) == ["recurs"]


@pytest.mark.parametrize("theirs", [item("b").body, item("a", kind="VTODO").body, "", "BEGIN:VCALENDAR\r\n" * 100_000])
def test_another_item_in_its_place_is_not_taken_for_it(theirs: str) -> None:
    assert changes(item("a"), theirs) == ["unreadable"]


def test_a_snooze_by_an_alarm_of_its_own_names_the_alarm_that_it_snoozes() -> None:
    bell = "BEGIN:VALARM\r\nUID:bell\r\nACTION:DISPLAY\r\nTRIGGER:-PT15H\r\nEND:VALARM\r\n"
    snooze = (
        "BEGIN:VALARM\r\nUID:other\r\nACTION:DISPLAY\r\nTRIGGER;VALUE=DATE-TIME:19961203T080000Z\r\n"
        "RELATED-TO;RELTYPE=SNOOZE:bell\r\nEND:VALARM\r\n"
    )
    put = item("a").body.replace("END:VEVENT", f"{bell}END:VEVENT")
    theirs = put.replace("END:VEVENT", f"{snooze}END:VEVENT")
    (acted,) = acts(read_returned(put), read_returned(theirs), NOW)
    assert (acted.alarm, acted.snoozed_until) == ("bell", datetime(1996, 12, 3, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("prodid", "client"),
    [
        ("-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "Outlook"),
        ("-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "Thunderbird"),
        ("-//Apple Inc.//macOS 15.1//EN", "Apple Calendar"),
        ("-//Duly//Calendar of obligations//EN", ""),
        ("-//Somebody//Else//EN", ""),
        ("", ""),
    ],
)
def test_a_program_is_named_where_it_is_known(prodid: str, client: str) -> None:
    assert client_of(prodid) == client


def test_a_feed_is_cut_into_files_of_their_own() -> None:
    one, two = item("a"), item("b")
    feed = one.body.replace("END:VCALENDAR\r\n", "") + two.body.partition("EN\r\n")[2]
    assert resources_of(feed.encode()) == {"a": one, "b": two}


def test_what_is_put_as_cancelled_says_its_day_and_no_word_more() -> None:
    last = cancelled(item("a", title="Privileged", description="Why"), NOW)
    assert last.cancelled
    assert last.sequence == 1
    assert "DTSTART;VALUE=DATE:19961202" in last.body
    assert "Privileged" not in last.body
    assert "Why" not in last.body


def test_a_sequence_is_raised_and_never_lowered() -> None:
    assert raised(item("a"), 5).sequence == 5
    assert raised(raised(item("a"), 5), 2).sequence == 5
    assert raised(item("a"), 5).fingerprint == item("a").fingerprint
