"""Assumptions as they are written on a command line: ``USMX-8=performed@1996-12-20:9400000``."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from model.days.iso import parse_day
from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.fitting import misfits
from model.outlook.changes.whatif import changes_of
from model.record.base import decimal_text
from model.record.deadline import Every
from model.record.event import Event
from model.record.fact import Fact
from model.record.metric import Metric
from model.record.money import read_sum
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.scenario import (
    Assumption,
    SupposeFigure,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from model.record.typed_figure import read_value

_FORM: Final = re.compile(
    r"(?P<about>[^=\[\]]+)(?:\[(?P<occurrence>[^\]]*)\])?="
    r"(?P<verb>performed|missed|moved|reading|relieved)(?:@(?P<day>[^:]+))?(?::(?P<value>.+))?"
)
FORMS: Final = (
    "REF=performed@DATE, REF=performed@DATE:AMOUNT, REF=missed, REF=moved@DATE, REF=reading@DATE:VALUE or REF=relieved"
)


def read_assumption(docket: Docket, text: str, today: date) -> Assumption:
    """The assumption that a text makes. REF may be a metric's name in a reading, an event's title in a move.

    ``REF[PERIOD]`` names an occurrence of a series by its day. ``relieved`` is a waiver granted ``today``, without
    end. Raises :class:`model.errors.InvalidRecord` with what to write instead, and
    :class:`model.errors.DayError` for a day that is none.
    """
    read = _FORM.fullmatch(text.strip())
    if read is None:
        raise InvalidRecord(f"“{text}” is no assumption. Write {FORMS}.")
    verb = read["verb"]
    day = parse_day(read["day"]) if read["day"] is not None else None
    _refuse_misplaced(text, verb, day, read["value"])
    about, name = _find(docket, read["about"].strip(), verb), read["about"].strip()
    occurrence = parse_day(read["occurrence"]) if read["occurrence"] is not None else None
    if isinstance(about, Metric) and day is not None:
        return SupposeFigure(metric=about.id, as_of=day, value=read_value(about, read["value"]))
    if verb == "moved" and day is not None:
        return SupposeMoved(about=about.id, to=day)
    if not isinstance(about, Obligation):
        raise InvalidRecord(f"“{name}” is no obligation. Only an obligation can be supposed {verb}.")
    _refuse_unnamed_occurrence(about, occurrence, verb)
    if verb == "relieved":
        return SupposeRelief(covers=(about.id,), kind="waiver", granted_on=today)
    if day is None:
        return SupposeMissed(about=about.id, occurrence=occurrence)
    if verb == "reading":
        return _fitting(docket, about, _reading(about, day, read["value"]))
    return _fitting(docket, about, _performed(about, day, read["value"], occurrence))


def _fitting(docket: Docket, about: Obligation, assumption: Assumption) -> Assumption:
    """The assumption, where what it supposes could be recorded. Raises :class:`model.errors.InvalidRecord`."""
    series = about.deadline if isinstance(about.deadline, Every) else None
    event = docket.events.get(series.event or "") if series else None
    for change in changes_of(docket, assumption, 0):
        if isinstance(change.after, Fact):
            for problem in misfits(change.after, about, event):
                raise InvalidRecord(problem.message)
    return assumption


def _refuse_misplaced(text: str, verb: str, day: date | None, value: str | None) -> None:
    """A day where one is needed and none where it would be passed over; the same of a value."""
    dated, valued = verb in ("performed", "moved", "reading"), verb in ("performed", "reading")
    lacks_value = verb == "reading" and value is None
    if (day is not None) != dated or (value is not None and not valued) or lacks_value:
        raise InvalidRecord(f"“{text}” is no assumption. Write {FORMS}.")


def _find(docket: Docket, name: str, verb: str) -> Obligation | Relief | Metric | Event:
    """The record that a name means: an obligation or relief by its ref, a metric or event by what it is called."""
    folded = name.casefold()
    prefixed = f"{docket.caption.ref_prefix}{name}".casefold()
    if node := docket.by_ref.get(folded) or docket.by_ref.get(prefixed):
        return node
    if verb == "reading" and (metric := docket.metrics.get(docket.metric_names.get(folded, name))):
        return metric
    events = [one for one in docket.events.values() if folded in (one.title.casefold(), one.id)]
    if verb == "moved" and len(events) == 1:
        return events[0]
    raise InvalidRecord(f"“{name}” is in this docket neither a reference nor what is asked for by {verb}.")


def _refuse_unnamed_occurrence(about: Obligation, occurrence: date | None, verb: str) -> None:
    recurs = isinstance(about.deadline, Every) and not about.continuing
    if occurrence is not None and not recurs:
        raise InvalidRecord(f"{about.ref} does not recur. Leave [{occurrence}] out.")
    if recurs and verb == "performed" and occurrence is None:
        raise InvalidRecord(f"{about.ref} recurs. Name the occurrence by its day, as in {about.ref}[1997-03-31]=….")


def _performed(about: Obligation, day: date, value: str | None, occurrence: date | None) -> SupposePerformed:
    if value is None:
        return SupposePerformed(about=about.id, on=day, occurrence=occurrence)
    money = about.amount or about.share
    owed = money.currency if money else ""
    read = read_sum(value, owed, (owed,) if owed else ())
    if not read.currency:
        raise InvalidRecord(f"{about.ref} has no amount. Write the currency with the sum: USD {value}.")
    return SupposePerformed(about=about.id, on=day, amount=read.figure, currency=read.currency, occurrence=occurrence)


def _reading(about: Obligation, day: date, value: str) -> SupposeReading:
    if not about.continuing:
        raise InvalidRecord(f"{about.ref} is neither covenant nor test and has no reading. Suppose it performed.")
    said = value.strip().casefold()
    if said in ("met", "not met"):
        return SupposeReading(about=about.id, on=day, met=said == "met")
    if about.threshold is None:
        raise InvalidRecord(f"{about.ref} has no threshold to hold {value} against. Write met or not met.")
    return SupposeReading(about=about.id, on=day, value=decimal_text(value.strip().removesuffix("%").strip()))
