"""What the notation calls the things that a deadline counts from. No Qt here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from model.days.notation import Context
from model.days.notation.letters import tidy
from model.days.notation.names import fold
from model.days.wording import say_day
from model.docket import Docket
from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor, ObligationAnchor
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.named_instruments import named_instrument

_PREFIX = {"performed": "", "missed": "miss of ", "due": "due day of "}
_OF_INSTRUMENT = {"start": "coming into force of ", "end": "end of "}
_WHOLE = 1_000
"""Obligations up to which their misses and due days are offered too; beyond, they are read but not offered."""


class AnchorNames:
    """The events of a docket by their titles, its obligations by their refs; ``without`` is the record itself.

    Two events of one title are told apart by their days. "USMX-8" is the day of its performance, "miss of USMX-8"
    and "due day of USMX-8" are what they say. So are "coming into force of" and "end of" an instrument.
    """

    def __init__(self, docket: Docket, without: str = "") -> None:
        self._docket = docket
        self._called = dict(self._names(without))
        self._found = {fold(tidy(name)): anchor for anchor, name in self._called.items()}
        known = [one.instrument for one in self._called if isinstance(one, InstrumentAnchor) and one.of == "end"]
        self._titles = {docket.instruments[one].short: one for one in known}

    def all(self) -> tuple[str, ...]:
        """Every name to offer: events first, then obligations."""
        if len(self._docket.obligations) <= _WHOLE:
            return tuple(self._called.values())
        return tuple(
            name
            for anchor, name in self._called.items()
            if not isinstance(anchor, ObligationAnchor) or anchor.of == "performed"
        )

    def find(self, name: str) -> Anchor | None:
        """What the name stands for, case and article aside."""
        return self._found.get(fold(tidy(name))) or named_instrument(name, self._titles)

    def name(self, anchor: Anchor) -> str:
        """The name of an anchor, empty where it is not in the docket."""
        return self._called.get(anchor, "")

    def recurs(self, anchor: Anchor) -> bool:
        """Whether it happens again and again, by a rule or whenever it happens."""
        if not isinstance(anchor, EventAnchor):
            return False
        event = self._docket.events[anchor.event]
        return event.recurring or event.again

    def _names(self, without: str) -> Iterator[tuple[Anchor, str]]:
        events = sorted(self._docket.events.values(), key=lambda event: event.title.casefold())
        titles = Counter(fold(tidy(event.title)) for event in events)
        for event in events:
            alone = titles[fold(tidy(event.title))] == 1
            yield EventAnchor(event=event.id), event.title if alone else _told_apart(event)
        nodes = [node for node in self._docket.obligations.values() if node.id != without and not node.is_consequence]
        for of, prefix in _PREFIX.items():
            for node in nodes:
                yield ObligationAnchor(obligation=node.id, of=of), f"{prefix}{node.ref}"  # type: ignore[arg-type]
        yield from self._instrument_names()

    def _instrument_names(self) -> Iterator[tuple[Anchor, str]]:
        """Those of instruments whose names are theirs alone."""
        named = Counter(fold(tidy(one.short)) for one in self._docket.instruments.values())
        for one in self._docket.instruments.values():
            if named[fold(tidy(one.short))] == 1:
                yield InstrumentAnchor(instrument=one.id, of="start"), f"{_OF_INSTRUMENT['start']}{one.short}"
                yield InstrumentAnchor(instrument=one.id, of="end"), f"{_OF_INSTRUMENT['end']}{one.short}"


def _told_apart(event: Event) -> str:
    first = event.first
    return f"{event.title} ({say_day(first)})" if first else f"{event.title} ({event.id})"


def context_of(names: AnchorNames, instrument: Instrument | None, today: date) -> Context:
    """Where the words stand: the day, the names known, and the instrument's own terms."""
    if instrument is None:
        return Context(today=today, anchors=names.all())
    return Context(
        today=today,
        anchors=names.all(),
        instrument=instrument.short,
        counts=instrument.counts,
        calendars=instrument.calendars,
        roll=None if instrument.roll == "none" else instrument.roll,
        zone=instrument.zone,
    )
