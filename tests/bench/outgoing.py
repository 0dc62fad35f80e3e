"""The feed and the report of the sample, against plain icalendar and plain typst making the same."""

from __future__ import annotations

from datetime import timedelta

from model.assess import assess
from model.docket import Docket
from model.feed.calendar import feed, uid
from model.feed.items import Item, items
from model.ledger.sample import sample_records
from model.record.door import kind_of
from tests.bench import pairs
from tests.bench.generate import noon
from tests.bench.pairs import timed

ROUNDS = 11


def measure() -> None:
    """Print what the feed and the report of the sample take."""
    from model.report.setting import to_pdf
    from model.report.status import status_report

    docket = Docket.of((kind_of(record), record) for record in sample_records())
    day = docket.caption.clock
    assert day is not None
    assessment = assess(docket, day)
    ready = list(items(docket, assessment))
    report = status_report(docket, assessment, head="", generated=noon())
    pairs.head("6  feed and report of the sample, against plain icalendar building the same items")
    sides = pairs.alternate(
        ROUNDS,
        {
            "plain": lambda: timed(lambda: plain_calendar(ready)),
            "feed": lambda: timed(lambda: feed(docket, assessment, states={}, generated=noon())),
            "said": lambda: timed(lambda: status_report(docket, assessment, head="", generated=noon())),
            "set": lambda: timed(lambda: to_pdf(report)),
        },
    )
    pairs.say("the feed, from what stands to bytes", sides["feed"], sides["plain"])
    pairs.say("what the report says", sides["said"], sides["plain"])
    pairs.say("the report set as PDF", sides["set"], sides["plain"])
    pairs.note(f"{len(ready)} items, {sum(len(item.alarms) for item in ready)} alarms")


def plain_calendar(ready: list[Item]) -> bytes:
    """The items by icalendar alone, each value added as it is."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//plain//EN")
    calendar.add("version", "2.0")
    for item in ready:
        event = Event()
        event.add("uid", uid(item.key))
        event.add("dtstamp", noon())
        event.add("last-modified", noon())
        event.add("sequence", 0)
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
        event.add("summary", item.summary)
        event.add("description", item.description)
        event.add("categories", list(item.categories))
        event.add("status", "TENTATIVE" if item.tentative else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        for each in item.alarms:
            alarm = Alarm()
            alarm.add("uid", uid(f"{item.key}/{each.key}"))
            alarm.add("action", "DISPLAY")
            alarm.add("description", item.summary)
            alarm.add("trigger", timedelta(hours=each.hours))
            event.add_component(alarm)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
