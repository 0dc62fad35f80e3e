"""A series as it is known on a day: where it begins and ends with something else, and what happens again so far."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from model.assess.due import FindAnchor, lines_after
from model.assess.trail import KnownSeries
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import Every, SeriesBound
from model.record.instrument import calendars_for
from model.record.obligation import Obligation


def happens_again(docket: Docket, series: Every) -> bool:
    """Whether it has an occurrence for each happening of an event that happens again on no rule."""
    event = docket.events.get(series.event) if series.event else None
    return event is not None and event.again


def series_on(docket: Docket, node: Obligation, day: date, find: FindAnchor) -> KnownSeries | None:
    """The series of an obligation by ``day``, by what ``find`` knows of anchors; None where its record says it all."""
    series = node.deadline
    if not isinstance(series, Every):
        return None
    again = happens_again(docket, series)
    if not (again or series.begins or series.ends):
        return None
    try:
        begins = _bound(docket, node, series, series.begins, find) if series.begins else series.start
        ends = _bound(docket, node, series, series.ends, find) if series.ends else series.until
    except DayError as error:
        return KnownSeries(_without_occurrences(series), trouble=str(error))
    if series.begins and begins is None:
        return KnownSeries(_without_occurrences(series), None, ends)
    until = ends
    if again and series.event:
        # The last happening so far, not the day itself: the series is the same on every day until the next one.
        happened = docket.events[series.event].days(min(day, ends or day))
        if not happened:
            return KnownSeries(_without_occurrences(series), begins, ends)
        until = happened[-1]
    return KnownSeries(replace(series, start=begins, until=until, begins=None, ends=None), begins, ends)


def _bound(docket: Docket, node: Obligation, series: Every, bound: SeriesBound, find: FindAnchor) -> date | None:
    """The day of one bound, None while its anchor is not known. Raises :class:`DayError`."""
    anchor = find(bound.anchor)
    if anchor.day is None or not bound.steps:
        return anchor.day
    calendar = docket.calendar(calendars_for(series, docket.instruments.get(node.instrument or "")))
    return lines_after(bound.steps, anchor.at or anchor.day, calendar)[-1].day


def _without_occurrences(series: Every) -> Every:
    return replace(series, event=None, start=None, begins=None, ends=None)


def as_known(node: Obligation, known: KnownSeries | None) -> Obligation:
    """The obligation with its series as it is known on a day, for whoever asks for its occurrences."""
    return node if known is None else replace(node, deadline=known.series)
