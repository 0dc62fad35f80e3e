"""Why an occurrence of a series is due when it is, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from model.assess.authority import authority_lines
from model.assess.lawroll import unrolled_lines
from model.assess.standing import DateLine, Position
from model.assess.trail import Leg, Trail
from model.days.fiscal import say_fiscal
from model.days.recurrence import say_rule
from model.days.wording import say_day
from model.docket import Docket
from model.phrases import record_name, series_words
from model.record.deadline import Anchor, Dated, Earliest, Every, Latest
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.wording.trails import count_lines, window_lines


def series_lines(docket: Docket, node: Obligation, series: Every, position: Position) -> Iterator[DateLine]:
    """How the series recurs, then the day of the occurrence by which it stands, step by step."""
    trail, instrument = position.trail, docket.instruments.get(node.instrument or "")
    leg = trail.legs[0] if trail.legs else None
    if leg is None or _is_plain(trail, leg):
        since = f", from {say_day(series.start)}" if series.start else ""
        yield DateLine(position.due, f"{series_words(docket, series)}{since}", "due")
    else:
        yield DateLine(None, _recurs(docket, series), "note")
        yield from _occurrence_lines(docket, series, trail, leg, instrument)
    if leg is not None and leg.is_moved_by_nothing and leg.due and not trail.by_hand:
        yield from unrolled_lines(docket, instrument, leg.due)
    yield from authority_lines(series, leg.day_zero if leg else None)


def long_stop_lines(deadline: Dated | Earliest[Anchor] | Every | Latest[Anchor]) -> Iterator[DateLine]:
    """That the day is a long stop."""
    if deadline.promptly:
        yield DateLine(None, "owed promptly, and on that day at the latest", "note")


def _is_plain(trail: Trail, leg: Leg) -> bool:
    """Due on the very day that the rule gives, with nothing to explain."""
    return trail.by_hand is None and not (leg.lines or leg.roll or leg.opening or leg.trouble)


def _recurs(docket: Docket, series: Every) -> str:
    since = f", from {say_day(series.start)}" if series.start else ""
    event = docket.events.get(series.event or "")
    if event is None:
        return f"{say_rule(series.rule, series.start)}{since}"
    first = event.expected.on if event.expected else None
    how = say_fiscal(event.fiscal) if event.fiscal else say_rule(event.recurs, first) if event.recurs else ""
    return f"{event.title}, {how}{since}" if how else f"each {event.title}{since}"


def _occurrence_lines(
    docket: Docket, series: Every, trail: Trail, leg: Leg, instrument: Instrument | None
) -> Iterator[DateLine]:
    """One occurrence, from the day that names it; where it is changed alone, the day set by hand stands last."""
    name = record_name(docket, series.event) if series.event else "the day that the rule gives"
    is_due = not (leg.lines or leg.roll) and leg.due is not None and trail.by_hand is None
    words = f"{name}: day zero" if series.steps else name
    yield DateLine(leg.day_zero, words, "due" if is_due else "step")
    for line in count_lines(instrument, leg):
        yield replace(line, role="step") if trail.by_hand and line.role == "due" else line
    if trail.by_hand is None:
        yield from window_lines(leg)
    else:
        yield DateLine(trail.due, f"this occurrence only: {trail.by_hand.reason}", "override")
