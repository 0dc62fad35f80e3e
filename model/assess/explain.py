"""Why this date: each computed date explained, line by line."""

from __future__ import annotations

from datetime import date

from model.assess.due import calendars_of, lines_after
from model.assess.standing import Assessment, DateLine, Position, Standing
from model.assess.wording import anchor_words, deadline_words, refs_text
from model.days.calendar import Calendar, named
from model.days.recurrence import say_rule
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import After, Anchor, Dated, Earliest, EventAnchor, Every, Latest, On, Open, While
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.relief import Relief


def why_this_date(docket: Docket, assessment: Assessment, record_id: str) -> tuple[DateLine, ...]:
    """Every line that leads to the dates shown for a record, in the order in which they are worked out."""
    position = assessment[record_id]
    node = docket.node(record_id)
    if isinstance(node, Relief):
        return tuple(_relief_lines(node, position))
    lines = _deadline_lines(docket, assessment, node, position)
    if node.override:
        lines.append(DateLine(node.override.day, f"set by hand: {node.override.reason}", "override"))
    if position.last_day and position.due and position.last_day > position.due:
        lines.append(DateLine(position.last_day, "last day of the cure period", "cure"))
    if position.back_on and position.standing is Standing.SUSPENDED:
        lines.append(DateLine(position.back_on, "stands again, unless a further relief is granted", "back"))
    if position.perform_by:
        condition = refs_text(docket, position.for_reliefs)
        lines.append(DateLine(position.perform_by, f"perform by then: a condition of {condition}", "note"))
    if node.target:
        lines.append(DateLine(node.target.on, "internal target", "target"))
    if position.act_by:
        lines.append(_act_by_line(docket, node, position.act_by, position))
    return tuple(lines)


def _deadline_lines(docket: Docket, assessment: Assessment, node: Obligation, position: Position) -> list[DateLine]:
    deadline = node.deadline
    instrument = docket.instruments.get(node.instrument or "")
    if isinstance(deadline, On | After):
        return _dated_lines(docket, assessment, deadline, instrument)
    if isinstance(deadline, Earliest | Latest):
        which = "the earlier" if isinstance(deadline, Earliest) else "the later"
        lines = [line for part in deadline.of for line in _dated_lines(docket, assessment, part, instrument)]
        if position.due:
            lines.append(DateLine(position.due, f"{which} of them", "due"))
        return lines
    if isinstance(deadline, Every):
        return [DateLine(position.due, f"{say_rule(deadline.rule)}, from {say_day(deadline.start)}", "due")]
    if isinstance(deadline, While):
        return [DateLine(None, deadline.words or deadline_words(docket, node), "note", quoted=bool(deadline.words))]
    if isinstance(deadline, Open):
        return _open_lines(node, deadline)
    return [DateLine(None, "follows from a miss: it has no day of its own", "note")]


def _open_lines(node: Obligation, deadline: Open) -> list[DateLine]:
    said = "no day is stated" if deadline.reason == "not stated" else f"due {deadline.reason}"
    lines = [DateLine(None, said, "note")]
    if deadline.words:
        lines.append(DateLine(None, deadline.words, "note", quoted=True))
    if node.review_by:
        lines.append(DateLine(node.review_by, "looked at again on that day", "note"))
    return lines


def _dated_lines(docket: Docket, assessment: Assessment, part: Dated, instrument: Instrument | None) -> list[DateLine]:
    try:
        if isinstance(part, On):
            return _on_lines(part, instrument)
        return _after_lines(docket, assessment, part, instrument)
    except DayError as error:
        return [DateLine(None, str(error), "note")]


def _on_lines(part: On, instrument: Instrument | None) -> list[DateLine]:
    if part.strictly_before:
        lines = [DateLine(part.day.on, "before that day, so the day itself is too late", "step")]
        lines.append(DateLine(date.fromordinal(part.day.on.toordinal() - 1), "the last day in time", "due"))
    else:
        lines = [DateLine(part.day.on, part.day.words or "a stated day", "due", quoted=not part.day.exact)]
    if part.not_earlier_than:
        lines.append(DateLine(part.not_earlier_than, "not earlier than that day", "note"))
    if instrument is None or instrument.roll == "none":
        lines.append(DateLine(None, "no cited text rolls it off a weekend or holiday", "note"))
    lines.append(DateLine(None, _end_of_day(part, instrument), "note"))
    return lines


def _end_of_day(part: Dated, instrument: Instrument | None) -> str:
    if part.time:
        return f"by {part.time}, {zone_city(part.zone)}"
    if instrument and instrument.cutoff:
        return f"by {instrument.cutoff}, {zone_city(instrument.zone)}: the instrument's cut-off"
    zone = part.zone or (instrument.zone if instrument else "")
    return f"no hour stated: end of day, {zone_city(zone)}" if zone else "no hour stated: end of day"


def zone_city(zone: str) -> str:
    """The city of an IANA zone: America/Denver is Denver."""
    return zone.rpartition("/")[2].replace("_", " ")


def _after_lines(docket: Docket, assessment: Assessment, part: After, instrument: Instrument | None) -> list[DateLine]:
    start = _anchor_day(docket, assessment, part.anchor)
    words = anchor_words(docket, part.anchor)
    if start is None:
        return [DateLine(None, f"counts from {words}, which has not happened", "note")]
    lines = [DateLine(start, f"{words}: day zero", "step")]
    worked = lines_after(part.steps, start, calendars_of(instrument))
    lines += [DateLine(line.day, line.words, "step") for line in worked[:-1]]
    lines.append(DateLine(worked[-1].day, worked[-1].words, "due"))
    return lines


def _anchor_day(docket: Docket, assessment: Assessment, anchor: Anchor) -> date | None:
    if isinstance(anchor, EventAnchor):
        event = docket.events.get(anchor.event)
        happened = event.happened.on if event and event.happened else None
        return happened if happened and happened <= assessment.day else None
    position = assessment[anchor.obligation]
    return {"performed": position.done_on, "missed": position.since, "due": position.due}[anchor.of]


def _relief_lines(node: Relief, position: Position) -> list[DateLine]:
    lines = []
    if node.granted_on:
        lines.append(DateLine(node.granted_on.on, "granted", "step"))
    if node.since and node.granted_on and node.since != node.granted_on.on:
        lines.append(DateLine(node.since, "with effect from then; it counts from its grant", "step"))
    if node.until:
        reading = {
            "inclusive": "“until” read as including that day",
            "exclusive": "“until” read as ending before that day",
            "unclear": "whether the day itself counts is unclear: read as not",
        }[node.until_reading]
        lines.append(DateLine(node.until, reading, "step"))
    if position.due:
        lines.append(DateLine(position.due, "the last day it covers", "due"))
    if node.new_due:
        lines.append(DateLine(node.new_due, "the new due day", "note"))
    return lines


def _act_by_line(docket: Docket, node: Obligation, day: date, position: Position) -> DateLine:
    words = "the latest day to start"
    if node.lead_time:
        words = f"{say_count(node.lead_time, 'working day')} of lead time"
        words += _closures(docket, node, day, position.due or position.perform_by)
    return DateLine(day, words, "act by")


def _closures(docket: Docket, node: Obligation, first: date, last: date | None) -> str:
    """The holidays that the lead time steps over, by name."""
    if last is None:
        return ""
    calendar: Calendar = named(calendars_of(docket.instruments.get(node.instrument or "")))
    try:
        closed = [(day, reason) for day, reason in calendar.closures_between(first, last) if day.weekday() < 5]
    except DayError:
        return ""
    names = [f"{reason} ({day.day} {day:%b})" for day, reason in closed]
    return f"; {' and '.join(names)} {'does' if len(names) == 1 else 'do'} not count" if names else ""
