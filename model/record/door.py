"""The door: the one way in and out for records.

``check`` is passed by every record before it is written: it is encoded, decoded (which holds every field against
its type) and held against the rules of its kind. ``encode`` gives the canonical JSON that is stored, hashed and
exported: keys sorted, defaults left out, UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Final

import msgspec
from msgspec import Struct

from model.days.iso import FIRST_DAY, LAST_DAY
from model.errors import InvalidRecord
from model.record.base import Problem, Record
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.document import Document
from model.record.event import Event
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.scenario import Scenario
from model.record.strict import strict_twin

KINDS: dict[str, type[Record]] = {
    "caption": Caption,
    "party": Party,
    "person": Person,
    "closure": Closure,
    "instrument": Instrument,
    "document": Document,
    "event": Event,
    "metric": Metric,
    "figure": Figure,
    "obligation": Obligation,
    "relief": Relief,
    "fact": Fact,
    "scenario": Scenario,
}
"""Every kind of record, by the name it is stored under, in the order in which each may refer to those before."""

_KIND_OF: dict[type[Record], str] = {cls: kind for kind, cls in KINDS.items()}
_ENCODER = msgspec.json.Encoder(order="sorted")
DECODERS: Final[Mapping[str, msgspec.json.Decoder[Record]]] = {
    kind: msgspec.json.Decoder(cls) for kind, cls in KINDS.items()
}
"""How the body of each kind is read. What lies in a docket has passed :func:`problems`, so patterns are not held
against it again (see :mod:`model.record.strict`)."""


def kind_of(record: Record) -> str:
    """The name under which records of this type are stored, e.g. ``"obligation"``."""
    return _KIND_OF[type(record)]


def encode(record: Record) -> str:
    """Return the record's canonical JSON.

    A default is left out where it is the very object of the field's default, which a word that is spelled out
    elsewhere need not be. One that was read is, so what is written is what was read back.
    """
    read = DECODERS[kind_of(record)].decode(_ENCODER.encode(record))
    return _ENCODER.encode(read).decode()


def decode(kind: str, body: str | bytes) -> Record:
    """Return the record that ``body`` holds.

    Raises :class:`InvalidRecord` where the kind is unknown or a field does not fit its type.
    """
    decoder = DECODERS.get(kind)
    if decoder is None:
        raise InvalidRecord(f"“{kind}” is no kind of record that this Duly knows.")
    with _refusing(kind):
        return decoder.decode(body)


@contextmanager
def _refusing(kind: str) -> Iterator[None]:
    try:
        yield
    except msgspec.ValidationError as error:
        raise InvalidRecord(f"A record of kind {kind} does not fit its form: {error}.") from error
    except msgspec.DecodeError as error:
        raise InvalidRecord(f"A record of kind {kind} is no JSON: {error}.") from error
    except RecursionError as error:
        raise InvalidRecord(f"A record of kind {kind} is nested without end.") from error
    except UnicodeEncodeError as error:
        raise InvalidRecord("A text holds half a character, which cannot be stored. Type it again.") from error


def problems(record: Record) -> tuple[Problem, ...]:
    """Every rule that the record breaks by itself, each with the field it stands beside."""
    kind = kind_of(record)
    try:
        with _refusing(kind):
            _strict_decoder(kind).decode(_ENCODER.encode(record))
    except InvalidRecord as error:
        return (Problem(_field_in(str(error)), str(error)),)
    return (*record.problems(), *_day_problems(record))


@cache
def _strict_decoder(kind: str) -> msgspec.json.Decoder[Struct]:
    """Made when the first record is checked, so that opening a docket does not wait for it."""
    return msgspec.json.Decoder(strict_twin(KINDS[kind]))


def check(record: Record) -> None:
    """Raise :class:`InvalidRecord` for the first rule that the record breaks."""
    for problem in problems(record):
        raise InvalidRecord(problem.message, problem.field)


def _field_in(message: str) -> str:
    """The field that a decoding error names: ``… - at `$.amount.value``` gives ``amount``."""
    _, _, path = message.partition("`$.")
    return path.partition("`")[0].partition(".")[0].partition("[")[0]


def _day_problems(record: Record) -> Iterator[Problem]:
    for field in record.__struct_fields__:
        for day in _days_in(getattr(record, field)):
            if not FIRST_DAY <= day <= LAST_DAY:
                yield Problem(field, f"The year {day.year} is outside 1900 to 2199. Correct the day.")


def _days_in(value: object) -> Iterator[date]:
    if isinstance(value, date):
        yield date(value.year, value.month, value.day)
    elif isinstance(value, tuple):
        for item in value:
            yield from _days_in(item)
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _days_in(getattr(value, field))
