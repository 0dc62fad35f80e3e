"""Three readers of other parentage read what Duly wrote: vobject, icalendar's own strict reading, and ical."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as IcalEvent

from model.days.operation import Add
from model.docket import Docket
from model.feed.calendar import Feed, uid
from model.feed.components import uid_of
from model.feed.items import FeedItem
from model.feed.spec import Component, Spec
from model.record.caption import Caption
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import After, ObligationAnchor, On
from tests.bench.matter import TODAY
from tests.model.feed.conftest import Make, Publish

Book = Callable[..., Docket]
EVERYTHING = {
    "events": Spec(component="events", act_by=True, targets=True, reminders=True),
    "tasks": Spec(component="tasks"),
}
HOSTILE = "Übertragung; “Anlage \\N”, C:\\New \\, 漢字 🎉👩‍👩‍👧 " * 4


@dataclass(frozen=True)
class Read:
    """One item as a reader has it. ``at`` is where it stands: the start of an event, the end of a task."""

    uid: str
    at: date
    end: date | None
    summary: str
    description: str
    sequence: int
    status: str
    categories: tuple[str, ...]
    alarms: tuple[timedelta, ...]
    related: tuple[str, ...]
    stamps: tuple[datetime, ...]


Reader = Callable[[bytes], Iterator[Read]]


def meant(made: Feed) -> Iterator[Read]:
    """What the feed says it holds."""
    for item in made.items.values():
        state, task = made.states[uid_of(item)], item.task
        event_end = None if task or item.moment else item.day + timedelta(days=1)
        yield Read(
            uid=uid_of(item),
            at=item.moment.astimezone(UTC) if item.moment else item.day,
            end=event_end,
            summary=item.summary,
            description=item.description,
            sequence=state.sequence,
            status=task.status if task else _event_status(item),
            categories=item.categories,
            alarms=tuple(timedelta(minutes=alarm.minutes) for alarm in item.alarms),
            related=tuple(uid(relation.to, task=task is not None) for relation in item.related),
            stamps=(state.modified, state.created, state.modified),
        )


def _event_status(item: FeedItem) -> str:
    return "TENTATIVE" if item.tentative else "CONFIRMED"


def by_vobject(content: bytes) -> Iterator[Read]:
    calendar = vobject.readOne(content.decode())
    for part in calendar.components():
        said = part.contents
        dated = part.due if part.name == "VTODO" else part.dtstart
        yield Read(
            uid=part.uid.value,
            at=dated.value,
            end=part.dtend.value if "dtend" in said else None,
            summary=part.summary.value,
            description=part.description.value if "description" in said else "",
            sequence=int(said["sequence"][0].value),
            status=part.status.value,
            categories=tuple(part.categories.value) if "categories" in said else (),
            alarms=tuple(alarm.trigger.value for alarm in said.get("valarm", ())),
            related=tuple(one.value for one in said.get("related-to", ())),
            stamps=tuple(said[name][0].value for name in ("dtstamp", "created", "last-modified")),
        )


def by_icalendar(content: bytes) -> Iterator[Read]:
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert [error for part in calendar.walk() for error in part.errors] == []
    for part in calendar.subcomponents:
        related = part.get("RELATED-TO", [])
        yield Read(
            uid=str(part["UID"]),
            at=part["DUE" if part.name == "VTODO" else "DTSTART"].dt,
            end=part["DTEND"].dt if "DTEND" in part else None,
            summary=str(part["SUMMARY"]),
            description=str(part.get("DESCRIPTION", "")),
            sequence=int(part["SEQUENCE"]),
            status=str(part["STATUS"]),
            categories=tuple(map(str, part["CATEGORIES"].cats)) if "CATEGORIES" in part else (),
            alarms=tuple(alarm["TRIGGER"].dt for alarm in part.walk("VALARM")),
            related=tuple(map(str, related if isinstance(related, list) else [related])),
            stamps=tuple(part[name].dt for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED")),
        )


def by_ical(content: bytes) -> Iterator[Read]:
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    parts: list[Any] = [*calendar.events, *calendar.todos]
    for part in parts:
        event = isinstance(part, IcalEvent)
        yield Read(
            uid=part.uid,
            at=part.dtstart if event else part.due,
            end=part.dtend if event else None,
            summary=part.summary,
            description=part.description or "",
            sequence=part.sequence,
            status=part.status.value,
            categories=tuple(part.categories),
            alarms=tuple(alarm.trigger for alarm in (part.alarm if event else part.alarms)),
            related=tuple(one.uid for one in part.related_to),
            stamps=(part.dtstamp, part.created, part.last_modified),
        )


READERS = pytest.mark.parametrize("reader", [by_vobject, by_icalendar, by_ical])
COMPONENTS = pytest.mark.parametrize("component", ["events", "tasks"])


@pytest.fixture
def odd(book: Book, duty: Make) -> Docket:
    """What is hard to write and to read: hours over summer time, hostile words, gaps between items."""
    hourly = On(day=Day(on=date(1997, 4, 7)), time="17:30", zone="America/New_York")
    report = duty(id="report", ref="A-2", title=HOSTILE, notes=HOSTILE, deadline=hourly)
    after = After(anchor=ObligationAnchor(obligation="report"), steps=(Add(n=45, unit="day"),))
    follows = duty(id="follows", ref="A-3", deadline=after, review_by=date(1997, 5, 2))
    needing = duty(id="needing", ref="A-4", needs=(Need(one_of=("report", "follows")),))
    return book(Caption(title=HOSTILE), duty(), report, follows, needing)


@READERS
@COMPONENTS
def test_every_reader_reads_the_sample_as_it_was_meant(
    sample: Docket, publish: Publish, component: Component, reader: Reader
) -> None:
    made = publish(sample, spec=EVERYTHING[component])
    assert list(reader(made.content)) == list(meant(made))


@READERS
@COMPONENTS
def test_every_reader_reads_three_hundred_obligations_as_they_were_meant(
    large: Docket, publish: Publish, component: Component, reader: Reader
) -> None:
    made = publish(large, TODAY, spec=EVERYTHING[component])
    read = list(reader(made.content))
    assert read == list(meant(made))
    assert len(read) > 300
    assert any(one.alarms for one in read)
    assert any(one.related for one in read)


@READERS
@COMPONENTS
def test_every_reader_reads_hours_hostile_words_and_gaps_as_they_were_meant(
    odd: Docket, publish: Publish, component: Component, reader: Reader
) -> None:
    made = publish(odd, spec=EVERYTHING[component])
    read = {one.uid: one for one in reader(made.content)}
    assert list(read.values()) == list(meant(made))
    report = read[uid("report", task=component == "tasks")]
    assert report.at == datetime(1997, 4, 7, 21, 30, tzinfo=UTC), "summer time began the day before"
    assert report.summary == f"A-2 {' '.join(HOSTILE.split())}"


@READERS
def test_every_reader_reads_what_is_cancelled(book: Book, duty: Make, publish: Publish, reader: Reader) -> None:
    both = publish(book(duty(), duty(id="rent", ref="A-2")))
    one = publish(book(duty()), states=both.states)
    status = {read.uid: (read.status, read.sequence, read.summary) for read in reader(one.content)}
    assert status[uid("rent")] == ("CANCELLED", 1, "Cancelled")
    assert status[uid("fee")][0] == "CONFIRMED"


@READERS
@COMPONENTS
@pytest.mark.parametrize("privacy", ["titles", "redacted"])
def test_every_reader_reads_what_is_held_back(
    sample: Docket, publish: Publish, component: Component, privacy: Any, reader: Reader
) -> None:
    made = publish(sample, spec=Spec(component=component, privacy=privacy))
    assert list(reader(made.content)) == list(meant(made))


@READERS
def test_every_reader_reads_an_empty_docket(book: Book, publish: Publish, reader: Reader) -> None:
    made = publish(book())
    (marker,) = reader(made.content)
    assert marker.summary.startswith("Duly: no deadlines yet, generated on ")


def test_the_kinds_of_relations_and_their_gaps_are_read_by_those_who_know_them(odd: Docket, publish: Publish) -> None:
    made = publish(odd, spec=EVERYTHING["tasks"])
    wanted = {
        ("report", "FINISHTOSTART", "P45D", "follows"),
        ("needing", "DEPENDS-ON", "", "report"),
        ("needing", "DEPENDS-ON", "", "follows"),
    }
    names = {uid(name, task=True): name for name in ("report", "follows", "needing")}
    vtodos = vobject.readOne(made.content.decode()).contents["vtodo"]
    by_vobject = {
        (names[part.uid.value], one.params["RELTYPE"][0], one.params.get("GAP", [""])[0], names[one.value])
        for part in vtodos
        for one in part.contents.get("related-to", ())
    }
    assert by_vobject == wanted
    calendar: Any = icalendar.Calendar.from_ical(made.content)
    related = [(part, one) for part in calendar.subcomponents for one in _listed(part.get("RELATED-TO", []))]
    by_icalendar = {
        (names[str(part["UID"])], one.params["RELTYPE"], one.params.get("GAP", ""), names[str(one)])
        for part, one in related
    }
    assert by_icalendar == wanted


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_the_alarms_of_tasks_count_from_their_end_and_those_of_events_from_their_start(
    sample: Docket, publish: Publish
) -> None:
    for component, related in (("events", "START"), ("tasks", "END")):
        calendar: Any = icalendar.Calendar.from_ical(publish(sample, spec=EVERYTHING[component]).content)
        alarms = calendar.walk("VALARM")
        assert {alarm["TRIGGER"].params.get("RELATED", "START") for alarm in alarms} == {related}
        assert len({str(alarm["UID"]) for alarm in alarms}) == len(alarms) > 10


def test_the_head_is_read_by_all(odd: Docket, publish: Publish) -> None:
    content = publish(odd, source="http://127.0.0.1:8765/token/all.ics").content
    said = " ".join(odd.caption.title.split())
    vcalendar = vobject.readOne(content.decode()).contents
    assert vcalendar["name"][0].value == vcalendar["x-wr-calname"][0].value == said
    calendar: Any = icalendar.Calendar.from_ical(content)
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    read = IcsCalendarStream.calendar_from_ics(content.decode())
    assert (read.name, read.uid, read.color) == ([said], str(calendar["UID"]), "steelblue")
    assert (read.refresh_interval, read.method) == (timedelta(hours=1), None)
    assert str(read.source) == "http://127.0.0.1:8765/token/all.ics"
