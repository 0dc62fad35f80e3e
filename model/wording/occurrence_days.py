"""Why an occurrence of a series is due when it is, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from model.assess.authority import authority_lines
from model.assess.due import SETTLES, calendars_for, lines_after
from model.assess.lawroll import rolled_line, unrolled_lines
from model.assess.standing import DateLine, Occurrence, Position
from model.days.calendar import Calendar
from model.days.fiscal import say_fiscal
from model.days.operation import Step
from model.days.recurrence import say_rule
from model.days.saying import say_opening
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DayError
from model.phrases import record_name, series_words
from model.record.deadline import Changed, Dated, Earliest, Every, Latest
from model.record.obligation import Obligation


def series_lines(docket: Docket, node: Obligation, series: Every, position: Position) -> Iterator[DateLine]:
    """How the series recurs, then the day of the occurrence by which it stands, step by step."""
    one = leading(position)
    if one is None or _is_plain(docket, node, series, one):
        since = f", from {say_day(series.start)}" if series.start else ""
        yield DateLine(position.due, f"{series_words(docket, series)}{since}", "due")
    else:
        yield DateLine(None, _recurs(docket, series), "note")
        yield from _occurrence_lines(docket, node, series, one)
    if one is not None and _is_open_to_roll(node, series, one):
        yield from unrolled_lines(docket, docket.instruments.get(node.instrument or ""), one.due)
    yield from authority_lines(series, one.period if one else None)


def long_stop_lines(deadline: Dated | Earliest | Every | Latest) -> Iterator[DateLine]:
    """That the day is a long stop."""
    if deadline.promptly:
        yield DateLine(None, "owed promptly, and on that day at the latest", "note")


def window_lines(opens: tuple[Step, ...], zero: date, due: date, calendar: Calendar) -> Iterator[DateLine]:
    """Where a window opens, step by step from day zero; one that would open after the due day is set aside."""
    if not opens:
        return
    *before, last = lines_after(opens, zero, calendar)
    yield from (DateLine(line.day, f"to the opening: {line.words}", "step") for line in before)
    yield DateLine(last.day, say_opening(last.words, in_time=last.day <= due), "note")


def leading(position: Position) -> Occurrence | None:
    """The occurrence by which a series stands."""
    return next((one for one in position.occurrences if one.due == position.due), None)


def _is_plain(docket: Docket, node: Obligation, series: Every, one: Occurrence) -> bool:
    """Due on the very day that the rule gives, with nothing to explain."""
    counted = series.steps or series.opens or _rolls(docket, node, series)
    return one.due == one.period and not (counted or _change_of(series, one))


def _recurs(docket: Docket, series: Every) -> str:
    since = f", from {say_day(series.start)}" if series.start else ""
    event = docket.events.get(series.event or "")
    if event is None:
        return f"{say_rule(series.rule, series.start)}{since}"
    first = event.expected.on if event.expected else None
    how = say_fiscal(event.fiscal) if event.fiscal else say_rule(event.recurs, first) if event.recurs else ""
    return f"{event.title}, {how}{since}" if how else f"each {event.title}{since}"


def _occurrence_lines(docket: Docket, node: Obligation, series: Every, one: Occurrence) -> Iterator[DateLine]:
    change = _change_of(series, one)
    try:
        computed = list(_computed(docket, node, series, one.period))
    except DayError as error:
        computed = [DateLine(None, str(error), "note")]
    if change is None:
        yield from computed
        return
    yield from (replace(line, role="step") if line.role == "due" else line for line in computed)
    yield DateLine(change.due, f"this occurrence only: {change.reason}", "override")


def _computed(docket: Docket, node: Obligation, series: Every, period: date) -> Iterator[DateLine]:
    instrument = docket.instruments.get(node.instrument or "")
    calendar = docket.calendar(calendars_for(series, instrument))
    name = record_name(docket, series.event) if series.event else "the day that the rule gives"
    rolls = _rolls(docket, node, series)
    yield DateLine(period, f"{name}: day zero" if series.steps else name, "step" if series.steps or rolls else "due")
    last = period
    if series.steps:
        *before, end = lines_after(series.steps, period, calendar)
        yield from (DateLine(line.day, line.words, "step") for line in before)
        yield DateLine(end.day, end.words, "step" if rolls else "due")
        last = end.day
    if rolls and instrument:
        yield rolled_line(instrument, last, calendar)
    if not any(change.occurrence == period for change in series.changed):
        yield from window_lines(series.opens, period, last, calendar)


def _rolls(docket: Docket, node: Obligation, series: Every) -> bool:
    instrument = docket.instruments.get(node.instrument or "")
    return not (node.continuing or _settled(series)) and instrument is not None and instrument.roll != "none"


def _settled(series: Every) -> bool:
    return any(isinstance(step, SETTLES) for step in series.steps)


def _is_open_to_roll(node: Obligation, series: Every, one: Occurrence) -> bool:
    """Whether a roll of the instrument would move it: no step, rule of law or change of its own settles the day."""
    return not (node.continuing or _settled(series) or series.rulebook or _change_of(series, one))


def _change_of(series: Every, one: Occurrence) -> Changed | None:
    return next((change for change in series.changed if change.occurrence == one.period), None)
