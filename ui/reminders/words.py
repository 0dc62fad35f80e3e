"""Reminders in words, as the window says them to whoever may see the whole docket."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from model.days.wording import say_count, say_day
from model.docket import Docket
from model.record.links import Node
from model.record.relief import Relief
from model.remind.handing import counts_from
from model.remind.plan import Planned
from model.remind.review import Ring
from ui.reminders.service import ClockRemark


def when_words(at: datetime, now: datetime) -> str:
    """A moment as it is said at another one, both by the same clock: "today at 10:42"."""
    here = at.astimezone(now.tzinfo)
    days = (here.date() - now.date()).days
    day = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days) or f"on {say_day(here)}"
    return f"{day} at {here:%H:%M}"


def why_words(node: Node, planned: Planned) -> str:
    """Why it rings: "14 days before the day it is due, Mon 2 Dec 1996"."""
    day = say_day(planned.base)
    if planned.before == "missed":
        return _missed_words(node, planned)
    what = _day_words(node, planned)
    if planned.lead == 0:
        return f"On {what}, {day}"
    unit = say_count(planned.lead, planned.unit)
    return f"{unit} before {what}, {day}"


def _day_words(node: Node, planned: Planned) -> str:
    if planned.before == "act by":
        return "the latest day to start"
    if planned.before == "review":
        return "its review day"
    if planned.before == "cure":
        return "the last day of its cure"
    if isinstance(node, Relief):
        return "its last day"
    if node.binding == "plan":
        return "its forecast"
    if node.continuing:
        return "its test date"
    return "the day it is due" if planned.due else "the day to perform by"


def _missed_words(node: Node, planned: Planned) -> str:
    if isinstance(node, Relief):
        return f"It lapsed on {say_day(planned.base)}"
    if node.continuing:
        return f"It has been failing since {say_day(planned.base)}"
    return f"It was missed: due {say_day(planned.due)}" if planned.due else f"It was missed on {say_day(planned.base)}"


def to_words(docket: Docket, to: Iterable[str]) -> str:
    """Whom it is for: "To Hale and Nilson"."""
    names = [docket.people[one].name for one in to if one in docket.people]
    if not names:
        return "Nobody owns it"
    return f"To {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"To {names[0]}"


def waits_words(docket: Docket, ring: Ring, now: datetime) -> str:
    """To whom a reminder went, since when nobody acknowledges it, and to whom it was handed on."""
    steps = ring.state.escalated
    handed = [
        f"handed on to {docket.people[step.to].name} {when_words(step.at, now)}"
        for step in steps
        if step.to in docket.people
    ]
    first = to_words(docket, ring.planned.to)
    return "; ".join((f"{first}, not acknowledged since {when_words(counts_from(ring.state), now)}", *handed))


def remark_words(remark: ClockRemark) -> str:
    """What the clock did, and that nothing was lost by it."""
    zone = remark.until.tzinfo
    since, until = remark.since.astimezone(zone), remark.until
    if remark.what == "back":
        gone = _span_words(remark.since - remark.until)
        return f"The clock went back by {gone} {_at(until)}. Everything due was shown again."
    if remark.what == "slept":
        return f"Nobody looked from {_plainly(since)} to {_plainly(until)}: the machine slept. All of it was caught up."
    return f"The machine’s time zone changed {_at(until)}. Reminders follow their owners’ zones."


def _plainly(at: datetime) -> str:
    return f"{say_day(at)} {at:%H:%M}"


def _at(at: datetime) -> str:
    return f"on {say_day(at)} at {at:%H:%M}"


def _span_words(span: timedelta) -> str:
    """A span in its two largest units: "2 hours", "1 day 3 hours", "12 minutes"."""
    minutes = max(round(span / timedelta(minutes=1)), 1)
    days, rest = divmod(minutes, 24 * 60)
    parts = ((days, "day"), (rest // 60, "hour"), (rest % 60, "minute"))
    return " ".join([say_count(number, unit) for number, unit in parts if number][:2])
