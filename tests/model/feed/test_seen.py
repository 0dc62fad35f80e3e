"""What the privacy preview shows is what stands in the file, read by nothing that wrote it."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime

import pytest
import vobject

from model.docket import Docket
from model.feed import seen as module
from model.feed.seen import seen
from tests.model.feed.conftest import Publish

CALENDAR = """BEGIN:VCALENDAR\r
NAME:Größe\\, und\\nRecht\r
BEGIN:VEVENT\r
UID:a\r
DTSTART;VALUE=DATE:19961202\r
SUMMARY:File a\\; b\\, c with a title that is fol\r
 ded\r
DESCRIPTION:First\\nC:\\\\new\r
CATEGORIES:Duly,A\\,B,C\r
CLASS:CONFIDENTIAL\r
STATUS:CONFIRMED\r
X-SECRET;LANGUAGE="a:b":kept\r
{alarms}END:VEVENT\r
BEGIN:VTODO\r
UID:b\r
DTSTART;VALUE=DATE:19961128\r
DUE:19961202T170000Z\r
SUMMARY:Do it\r
END:VTODO\r
END:VCALENDAR\r
"""


def with_alarms(*triggers: str) -> bytes:
    alarms = "".join(f"BEGIN:VALARM\r\nACTION:DISPLAY\r\n{trigger}\r\nEND:VALARM\r\n" for trigger in triggers)
    return CALENDAR.format(alarms=alarms).encode()


def test_every_part_of_an_item_is_shown() -> None:
    event, task = seen(with_alarms()).items
    assert (event.component, event.uid, event.day, event.at) == ("event", "a", date(1996, 12, 2), None)
    assert event.summary == "File a; b, c with a title that is folded"
    assert event.description == "First\nC:\\new"
    assert event.categories == ("Duly", "A,B", "C")
    assert (event.privacy, event.status) == ("CONFIDENTIAL", "CONFIRMED")
    assert event.others == (("X-SECRET", "kept"),)
    assert (task.component, task.privacy) == ("task", "PUBLIC")
    assert (task.day, task.at) == (date(1996, 12, 2), datetime(1996, 12, 2, 17, tzinfo=UTC))


def test_the_calendar_has_its_name_and_its_lines_unfolded() -> None:
    read = seen(with_alarms())
    assert read.name == "Größe, und\nRecht"
    assert "SUMMARY:File a\\; b\\, c with a title that is folded" in read.lines


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ("TRIGGER:-PT15H", "1 day before, 09:00"),
        ("TRIGGER:-P14D", "14 days before, 00:00"),
        ("TRIGGER:PT9H", "on the day, 09:00"),
        ("TRIGGER:PT0S", "on the day, 00:00"),
        ("TRIGGER:-P1W", "7 days before, 00:00"),
        ("TRIGGER;VALUE=DATE-TIME:19961201T090000Z", "1996-12-01 09:00 UTC"),
        ("TRIGGER:soon", "soon"),
    ],
)
def test_an_alarm_is_said_by_when_it_rings(trigger: str, words: str) -> None:
    assert seen(with_alarms(trigger)).items[0].alarms == (words,)


def test_a_second_reader_sees_the_same_in_the_sample(sample: Docket, publish: Publish) -> None:
    made = publish(sample)
    others = vobject.readOne(made.content.decode()).contents["vevent"]
    mine = seen(made.content).items
    assert len(mine) == len(others) > 10
    for one, other in zip(mine, others, strict=True):
        assert (one.summary, one.description) == (other.summary.value, other.description.value)
        assert (one.uid, one.day) == (other.uid.value, other.dtstart.value)
        assert len(one.alarms) == len(other.contents.get("valarm", ()))


@pytest.mark.parametrize("broken", [b"", b"a letter", b"BEGIN:VCALENDAR", b"END:VEVENT\nEND:VCALENDAR", b"\xff\xfe"])
def test_what_is_no_calendar_shows_nothing(broken: bytes) -> None:
    assert seen(broken).items == ()


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("trigger", "words"),
    [
        ("TRIGGER:-PT61H", "2 days 13 h before"),
        ("TRIGGER:-PT90M", "1.5 h before"),
        ("TRIGGER:-P3D", "3 days before"),
        ("TRIGGER:PT2H", "2 h after"),
        ("TRIGGER:PT0S", "at its time"),
    ],
)
def test_an_alarm_of_a_moment_is_said_by_how_long_before_it_rings(trigger: str, words: str) -> None:
    timed = with_alarms(trigger).replace(b"DTSTART;VALUE=DATE:19961202", b"DTSTART:19961202T170000Z")
    assert seen(timed).items[0].alarms == (words,)
