"""What stands in a feed: the items of each record, in words and values, not yet as a file.

Each occurrence of a series has an item of its own: occurrences move, are released and are looked at one by one, which
a RECURRENCE-ID within one series does not survive in Outlook and Google.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal

from model.assess.amounts import part_performed
from model.assess.standing import NO_ALARM, NOT_BEGUN, Assessment, Position, Standing
from model.days.wording import say_day
from model.docket import Docket
from model.feed.alarms import Alarm, Bell, alarms, ringing_days
from model.feed.lines import one_line
from model.feed.places import OURS, FeedPlace, ItemHeading, harm, own_places
from model.feed.relations import Relation, relations_of
from model.feed.saying import description, head_of
from model.feed.spec import Spec
from model.outlook.reminder_days import reminders_of
from model.record.deadline import After, On
from model.record.fact import Performed, Reading, Submitted
from model.record.links import Node
from model.record.obligation import Obligation, Severity
from model.record.relief import Relief

PREFIX: Final[dict[Standing, str]] = {
    Standing.SATISFIED: "✓ ",
    Standing.SATISFIED_LATE: "✓ late: ",
    Standing.IN_COMPLIANCE: "✓ ",
    Standing.MISSED: "MISSED: ",
    Standing.FAILING: "FAILING: ",
    Standing.LAPSED: "LAPSED: ",
    Standing.IN_CURE: "in cure: ",
    Standing.SUBMITTED: "submitted: ",
    Standing.SUSPENDED: "suspended: ",
    Standing.RELEASED: "released: ",
    Standing.PENDING: "pending: ",
    Standing.ENDED: "ended: ",
}
"""How a standing begins the summary of an event. What only waits for its day begins with nothing."""

Status = Literal["NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"]

STATUS: Final[dict[Standing, Status]] = {
    Standing.SATISFIED: "COMPLETED",
    Standing.SATISFIED_LATE: "COMPLETED",
    Standing.IN_COMPLIANCE: "COMPLETED",
    Standing.RELEASED: "CANCELLED",
    Standing.LAPSED: "CANCELLED",
    Standing.SUBMITTED: "IN-PROCESS",
    Standing.PARTLY_PERFORMED: "IN-PROCESS",
}
"""How a task says its standing (RFC 5545, 3.8.1.11); any other needs action."""

PRIORITY: Final[dict[Severity, int]] = {"critical": 1, "high": 3, "normal": 5, "low": 9}
"""RFC 5545, 3.8.1.9: 1 to 4 is high, 5 is middling, 6 to 9 is low."""


@dataclass(frozen=True, slots=True)
class FeedTask:
    """What a task says beyond an event: how far it is, when it was done, when work on it starts."""

    status: Status = "NEEDS-ACTION"
    percent: int = 0
    completed: date | None = None
    starts: date | None = None
    priority: int = 5


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item: all day, or at a ``moment`` where the instrument states an hour.

    ``key`` is permanent, and its UID is made from it; ``about`` is the record's id. ``standing`` is kept even where
    it is not shown, so that a change of it is noticed.
    """

    key: str
    day: date
    summary: str
    standing: str
    about: str = ""
    ref: str = ""
    moment: datetime | None = None
    description: str = ""
    categories: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    related: tuple[Relation, ...] = ()
    tentative: bool = False
    visibility: Literal["", "PRIVATE", "CONFIDENTIAL"] = ""
    task: FeedTask | None = None


def items_of(docket: Docket, assessment: Assessment, node: Node, spec: Spec) -> Iterator[FeedItem]:
    """Every item of one record in a feed; ``docket`` is discreet already (:mod:`model.outlook.discretion`)."""
    if spec.component == "tasks" and not _is_task(node):
        return
    for place in _places(docket, assessment, node, spec):
        yield _item(docket, assessment, node, place, spec)


def _is_task(node: Node) -> bool:
    """A relief's end is nothing to be done, and a plan nothing owed."""
    return isinstance(node, Obligation) and node.binding != "plan"


# --- What there is --------------------------------------------------------------------------------------------


def _places(docket: Docket, assessment: Assessment, node: Node, spec: Spec) -> Iterator[FeedPlace]:
    """The items that a record has now: its own, then those that stand beside them."""
    own = tuple(own_places(docket, assessment, node))
    if spec.component == "tasks":
        # A test date long gone is nothing to be done.
        yield from (place for place in own if place.standing is not Standing.ENDED)
        return
    yield from own
    yield from harm(node, assessment)
    for place in own:
        if place.standing not in NO_ALARM and isinstance(node, Obligation):
            yield from _beside(docket, node, place, spec)


def _beside(docket: Docket, node: Obligation, place: FeedPlace, spec: Spec) -> Iterator[FeedPlace]:
    """Days of our own before the item's, where the feed is asked for them."""

    def beside(name: str, day: date, heading: ItemHeading) -> FeedPlace:
        said = f"{(place.heading or 'Due').lower()} {say_day(place.day)}"
        return FeedPlace(
            f"{place.key}/{name}", day, heading, place.standing, place.position, place.period, said, place.number
        )

    act_by = place.position.act_by
    if spec.act_by and act_by and act_by != place.day:
        yield beside("act by", act_by, ItemHeading.ACT_BY)
    if spec.targets and node.target and node.target.on != place.day and place.period is None:
        yield beside("target", node.target.on, ItemHeading.TARGET)
    if spec.reminders:
        for key, day in ringing_days(reminders_of(docket, node), place.day, _bell(docket, node, place)):
            yield beside(f"reminder {key}", day, ItemHeading.REMINDER)


# --- What they say --------------------------------------------------------------------------------------------


def _item(docket: Docket, assessment: Assessment, node: Node, place: FeedPlace, spec: Spec) -> FeedItem:
    is_task = spec.component == "tasks"
    heading = f"{place.heading}: " if place.heading not in (ItemHeading.DUE, ItemHeading.HARM) else ""
    unprefixed = is_task or place.heading in OURS - {ItemHeading.HARM} or _kept_so_far(place)
    unprefixed |= place.heading is ItemHeading.TEST and place.standing is Standing.ENDED
    prefix = "" if unprefixed else PREFIX.get(place.standing, "")
    head = head_of(place.standing, place.heading, place.day, place.beside)
    quiet = place.standing in NO_ALARM
    plain = place.heading not in OURS
    return FeedItem(
        key=place.key,
        day=place.day,
        summary=one_line(f"{prefix}{heading}{node.ref} {node.title}"),
        standing=place.standing.value,
        about=node.id,
        ref=node.ref,
        moment=_moment(docket, node, place),
        description=description(docket, assessment, node, place.position, head, quiet=quiet),
        categories=_categories(docket, node),
        alarms=_alarms(docket, node, place) if plain else (),
        related=relations_of(docket, node) if place.key == node.id else (),
        tentative=place.standing in NOT_BEGUN or place.heading is ItemHeading.FORECAST,
        task=_task(docket, node, place, assessment.day) if is_task and isinstance(node, Obligation) else None,
    )


def _kept_so_far(place: FeedPlace) -> bool:
    """Whether it is a covenant that is kept, on a day still to come: that of the next look, or the last of its own."""
    return place.heading in (ItemHeading.REVIEW, ItemHeading.RELIEF) and place.standing is Standing.IN_COMPLIANCE


def _moment(docket: Docket, node: Node, place: FeedPlace) -> datetime | None:
    """The hour of a due day: the deadline's own, or the instrument's daily cut-off. Without either the day is whole."""
    if place.heading is not ItemHeading.DUE or not isinstance(node, Obligation):
        return None
    deadline = node.deadline
    hour, zone = (deadline.time, deadline.zone) if isinstance(deadline, On | After) else ("", "")
    if not hour and (instrument := docket.instruments.get(node.instrument or "")):
        hour, zone = instrument.cutoff, instrument.zone
    if not hour:
        return None
    from zoneinfo import ZoneInfo

    return datetime.combine(place.day, time.fromisoformat(hour), ZoneInfo(zone))


def _bell(docket: Docket, node: Node, place: FeedPlace) -> Bell:
    due = None if place.heading is ItemHeading.REVIEW else place.day
    review = node.review_by if isinstance(node, Obligation) else None
    instrument, owner = docket.instruments.get(node.instrument or ""), docket.people.get(node.owner or "")
    return Bell(
        {"due": due, "act by": place.position.act_by, "review": review},
        instrument.calendars if instrument else (),
        time.fromisoformat((owner and owner.remind_at) or docket.caption.remind.at),
        (owner and owner.zone) or docket.caption.remind.zone,
        _moment(docket, node, place),
    )


def _alarms(docket: Docket, node: Node, place: FeedPlace) -> tuple[Alarm, ...]:
    curable = place.heading is ItemHeading.CURE and place.standing is Standing.IN_CURE
    if place.standing in NO_ALARM and not (curable or _kept_so_far(place)):
        return ()
    return alarms(reminders_of(docket, node), place.day, _bell(docket, node, place))


def _categories(docket: Docket, node: Node) -> tuple[str, ...]:
    if isinstance(node, Relief):
        return "Duly", "Relief"
    side = "Owed by us" if docket.owed_by_us(node) else "Owed to us"
    return "Duly", node.kind.capitalize(), side if node.binding == "duty" else node.binding.capitalize()


def _task(docket: Docket, node: Obligation, place: FeedPlace, today: date) -> FeedTask:
    status = _status(place, today)
    completed = _completed(docket, node, place, today) if status == "COMPLETED" else None
    if status == "COMPLETED" and completed is None:
        # Programs that are told that it is completed and not when show the day on which they heard of it.
        status = "IN-PROCESS"
    act_by = place.position.act_by
    return FeedTask(
        status=status,
        percent=100 if completed else _percent(node, place.position),
        completed=completed,
        starts=act_by if act_by and act_by < place.day else None,
        priority=PRIORITY[node.severity],
    )


def _status(place: FeedPlace, today: date) -> Status:
    """How far a task is. What is kept is to be looked at again on a day still to come."""
    kept = place.standing is Standing.IN_COMPLIANCE
    if kept and (_kept_so_far(place) or place.day > today):
        return "NEEDS-ACTION"
    return STATUS.get(place.standing, "NEEDS-ACTION")


def _percent(node: Obligation, position: Position) -> int:
    """How much of its amount is performed; never the whole of what is not satisfied."""
    part = part_performed(node, position) if position.performed else None
    return 0 if part is None else min(99, int(100 * part))


def _completed(docket: Docket, node: Obligation, place: FeedPlace, today: date) -> date | None:
    """The day on which it was done; of a test, its date, or the later day of the reading that first says it is met."""
    about = docket.facts_about.get(node.id, ())
    if place.standing is Standing.IN_COMPLIANCE:
        read = [one.day.on for one in about if isinstance(one.what, Reading) and place.day <= one.day.on <= today]
        return min(read, default=place.day)
    if place.period is None:
        return place.position.done_on
    facts = [one for one in about if (one.occurrence, one.number) == (place.period, place.number)]
    for kind in (Performed, Submitted):
        if days := [one.day.on for one in facts if isinstance(one.what, kind)]:
            return max(days)
    return None


def marker(key: str, day: date, *, task: bool) -> FeedItem:
    """What a feed without a day shows: a calendar file must hold something."""
    summary = f"Duly: no deadlines yet, generated on {say_day(day)}"
    done = FeedTask(status="COMPLETED", percent=100, completed=day) if task else None
    return FeedItem(key=key, day=day, summary=summary, standing=MARKER, task=done)


MARKER: Final = "generated on"
"""How the key of that item begins, and its standing."""
