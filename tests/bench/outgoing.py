"""Feeds and report: the first feed of 10,000 obligations against plain icalendar, the feed after one change against
the first, and the sample's report against the sample's feed by plain icalendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from functools import partial

from msgspec.structs import replace

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.reassess import reassess
from model.docket import Change
from model.feed.calendar import Cache, feed, uid
from model.feed.items import FeedItem
from tests.bench import pairs
from tests.bench.generate import docket, noon
from tests.bench.pairs import Took, timed
from tests.builders import sample_docket

SIZE = 10_000
ROUNDS, ROUNDS_OF_SAMPLE = 3, 11
FIRST_AIM, AGAIN_AIM = 1.15, 1 / 20


def measure() -> None:
    """Print what the feed of a large docket takes, first and after a change, and the report of the sample."""
    measure_large()
    measure_sample()


def measure_large() -> None:
    """The first feed against plain icalendar building the same items; then one more after a title has changed."""
    book = docket(SIZE)
    day = book.caption.clock
    assert day is not None
    before = assess_whole(book, day)
    one = next(node for node in book.obligations.values() if before.assessment[node.id].due)
    after = reassess(
        before, book.changed([Change("obligation", one.id, one, replace(one, title=f"{one.title}, again"))])
    )
    warm = Cache()
    made = feed(book, before.assessment, states={}, generated=noon(), cache=warm)
    ready = list(made.items.values())
    turn = [(after, after.run.docket), (before, book)]

    def again() -> Took:
        """There and back, so that each round changes one title."""
        turn.reverse()
        run, now = turn[1]
        return timed(lambda: feed(now, run.assessment, states=made.states, generated=noon(), cache=warm))

    pairs.head(f"6  the feed of {SIZE:,} obligations, against plain icalendar building the same items")
    sides = pairs.alternate(
        ROUNDS,
        {
            "plain": lambda: timed(lambda: plain_calendar(ready)),
            "first": lambda: timed(lambda: feed(book, before.assessment, states={}, generated=noon())),
            "again": again,
        },
    )
    pairs.say("the first feed, from what stands to bytes", sides["first"], sides["plain"], aim=FIRST_AIM)
    pairs.say("the feed after one change, against the first", sides["again"], sides["first"], aim=AGAIN_AIM)
    pairs.note(f"{len(ready):,} items, {sum(len(item.alarms) for item in ready):,} alarms")


def measure_sample() -> None:
    """The report of the sample."""
    from model.report.setting import to_pdf
    from model.report.status import status_report

    sample = sample_docket()
    day = sample.caption.clock
    assert day is not None
    assessment = assess(sample, day)
    ready = list(feed(sample, assessment, states={}, generated=noon()).items.values())
    report = status_report(sample, assessment, head="", generated=noon())
    pairs.head("   the report of the sample, against plain icalendar building its feed")
    sides = pairs.alternate(
        ROUNDS_OF_SAMPLE,
        {
            "plain": lambda: timed(lambda: plain_calendar(ready)),
            "said": lambda: timed(partial(status_report, sample, assessment, head="", generated=noon())),
            "set": lambda: timed(lambda: to_pdf(report)),
        },
    )
    pairs.say("what the report says", sides["said"], sides["plain"])
    pairs.say("the report set as PDF", sides["set"], sides["plain"])


def plain_calendar(ready: Iterable[FeedItem]) -> bytes:
    """The items by icalendar alone, each value added as it is."""
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//plain//EN")
    calendar.add("version", "2.0")
    for item in ready:
        event = Event()
        event.add("uid", uid(item.key))
        event.add("dtstamp", noon())
        event.add("created", noon())
        event.add("last-modified", noon())
        event.add("sequence", 0)
        _add_days(event, item)
        event.add("summary", item.summary)
        event.add("description", item.description)
        event.add("categories", list(item.categories))
        event.add("status", "TENTATIVE" if item.tentative else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        event.add("x-microsoft-cdo-busystatus", "FREE")
        for relation in item.related:
            event.add("related-to", uid(relation.to), parameters={"RELTYPE": relation.kind})
        for each in item.alarms:
            alarm = Alarm()
            alarm.add("uid", uid(f"{item.key}/{each.key}"))
            alarm.add("action", "DISPLAY")
            alarm.add("description", item.summary)
            alarm.add("trigger", timedelta(minutes=each.minutes))
            event.add_component(alarm)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _add_days(event: object, item: FeedItem) -> None:
    from icalendar import Event

    assert isinstance(event, Event)
    if item.moment is not None:
        event.add("dtstart", item.moment.astimezone(UTC))
        return
    event.add("dtstart", item.day)
    event.add("dtend", item.day + timedelta(days=1))
