"""An item as a component of a calendar file: VEVENT or VTODO, with its alarms (RFC 5545, 7986, 9073, 9253).

icalendar's components hold the values and put them in order. The values are written by us: icalendar 7.3 leaves some
texts unescaped, alters others, and folds inside an escape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from model.feed.alarms import Alarm, trigger
from model.feed.items import FeedItem, FeedTask
from model.feed.lines import escape, fold
from model.feed.relations import Relation
from model.record.feedstate import FeedState

if TYPE_CHECKING:
    from icalendar import Component, vText

_DULY: Final = UUID("6f0b1f0e-7c0d-5a52-9a37-1f3bb1a0d7c4")


def uid(key: str, *, task: bool = False) -> str:
    """The permanent UID of an item; ``key`` is the id of its record, with its part where it has one.

    It is a name-based UUID, so it tells nothing. A task's is another than the event's: both may lie in one calendar.
    """
    return str(uuid5(_DULY, f"task {key}" if task else key))


def uid_of(item: FeedItem) -> str:
    """The UID of an item."""
    return uid(item.key, task=item.task is not None)


def component_bytes(item: FeedItem, state: FeedState) -> bytes:
    """The item as it stands in the file, from BEGIN to END."""
    made = _head(item, state)
    if item.task is None:
        _put_event(made, item)
    else:
        _put_task(made, item, item.task)
    _put(made, "SUMMARY", escape(item.summary))
    if item.description:
        _put(made, "DESCRIPTION", escape(item.description))
    if item.categories:
        _put(made, "CATEGORIES", ",".join(escape(category) for category in item.categories))
    if item.visibility:
        _put(made, "CLASS", item.visibility)
    for relation in item.related:
        _relate(made, relation, task=item.task is not None)
    for alarm in item.alarms:
        made.add_component(_alarm(item, alarm))
    return written(made)


def tombstone_bytes(state: FeedState, *, task: bool) -> bytes:
    """What is left of an item that is gone: cancelled where it last stood, in no words."""
    gone = FeedItem(
        key="", day=state.day, summary="Cancelled", standing="", task=FeedTask("CANCELLED") if task else None
    )
    made = _head(gone, state)
    if task:
        _put(made, "DUE", f"{gone.day:%Y%m%d}", VALUE="DATE")
    else:
        _put_days(made, gone)
        _put(made, "TRANSP", "TRANSPARENT")
    _put(made, "SUMMARY", gone.summary)
    _put(made, "STATUS", "CANCELLED")
    return written(made)


def _head(item: FeedItem, state: FeedState) -> Component:
    from icalendar import Event, Todo

    made: Component = Event() if item.task is None else Todo()
    _put(made, "UID", state.uid)
    _put(made, "DTSTAMP", utc_text(state.modified))
    _put(made, "CREATED", utc_text(state.created))
    _put(made, "LAST-MODIFIED", utc_text(state.modified))
    _put(made, "SEQUENCE", str(state.sequence))
    return made


def _put_event(made: Component, item: FeedItem) -> None:
    _put_days(made, item)
    _put(made, "STATUS", "TENTATIVE" if item.tentative else "CONFIRMED")
    _put(made, "TRANSP", "TRANSPARENT")
    _put(made, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")


def _put_days(made: Component, item: FeedItem) -> None:
    """All day, with its exclusive end said; or a moment, which by RFC 5545, 3.6.1 ends when it starts."""
    if item.moment is not None:
        _put(made, "DTSTART", utc_text(item.moment))
        return
    _put(made, "DTSTART", f"{item.day:%Y%m%d}", VALUE="DATE")
    _put(made, "DTEND", f"{item.day + timedelta(days=1):%Y%m%d}", VALUE="DATE")


def _put_task(made: Component, item: FeedItem, task: FeedTask) -> None:
    """A task's start is of the same type as its end (RFC 5545, 3.8.2.3)."""
    if task.starts is not None:
        start = item.moment and datetime.combine(task.starts, time(), item.moment.tzinfo)
        _put_day(made, "DTSTART", task.starts, start)
    _put_day(made, "DUE", item.day, item.moment)
    _put(made, "STATUS", task.status)
    if task.percent:
        _put(made, "PERCENT-COMPLETE", str(task.percent))
    if task.completed is not None:
        # A moment is asked for, and the day is known: noon in UTC is the same day almost everywhere.
        _put(made, "COMPLETED", utc_text(datetime.combine(task.completed, time(12), UTC)))
    _put(made, "PRIORITY", str(task.priority))


def _put_day(made: Component, name: str, day: date, moment: datetime | None) -> None:
    if moment is None:
        _put(made, name, f"{day:%Y%m%d}", VALUE="DATE")
    else:
        _put(made, name, utc_text(moment))


def _relate(made: Component, relation: Relation, *, task: bool) -> None:
    parameters = {"RELTYPE": relation.kind} | ({"GAP": relation.gap} if relation.gap else {})
    made.add("RELATED-TO", _ready(uid(relation.to, task=task), parameters), encode=False)


def _alarm(item: FeedItem, alarm: Alarm) -> Component:
    from icalendar import Alarm as Component

    made = Component()
    _put(made, "UID", uid(f"{item.key}/alarm {alarm.key}", task=item.task is not None))
    _put(made, "ACTION", "DISPLAY")
    _put(made, "DESCRIPTION", escape(item.summary))
    if item.task is None:
        _put(made, "TRIGGER", trigger(alarm.minutes))
    else:
        _put(made, "TRIGGER", trigger(alarm.minutes), RELATED="END")
    return made


def put_all(component: Component, values: Iterable[tuple[str, str, Mapping[str, str]]]) -> None:
    """Put several values that are escaped already."""
    for name, ready, parameters in values:
        _put(component, name, ready, **parameters)


def _put(component: Component, name: str, ready: str, **parameters: str) -> None:
    component[name] = _ready(ready, parameters)


def _ready(text: str, parameters: Mapping[str, str]) -> vText:
    value = _ready_text()(text)
    if parameters:
        from icalendar import Parameters

        value.params = Parameters(parameters)
    return value


@cache
def _ready_text() -> type[vText]:
    from icalendar import vText

    class ReadyText(vText):
        """A text that is written as it is."""

        def to_ical(self) -> bytes:
            return str(self).encode()

    return ReadyText


def written(component: Component) -> bytes:
    """The component in lines of at most 75 octets, each ending in CRLF."""
    lines = (str(line) for line in component.content_lines())
    return "".join(f"{fold(line)}\r\n" for line in lines if line).encode()


def utc_text(moment: datetime) -> str:
    """A moment as RFC 5545, 3.3.5 writes one in UTC."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
