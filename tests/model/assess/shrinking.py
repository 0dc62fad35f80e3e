"""What is wrong with a docket, made small: one record, field or link at a time is left out while it stays wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from model.docket import Change, Docket
from model.record.door import problems
from model.record.references import references
from tests.model.assess.order import followed


def is_sound(docket: Docket) -> bool:
    """Whether each record passes the door, what it names is there, and no circle is closed."""
    broken = any(problems(record) for _, record in docket.records())
    return not broken and not names_what_is_missing(docket) and not closes_a_circle(docket)


def names_what_is_missing(docket: Docket) -> bool:
    named = (reference for _, record in docket.records() for reference in references(record))
    return any(all(docket.get(kind, one.id) is None for kind in one.kinds) for one in named)


def closes_a_circle(docket: Docket) -> bool:
    """Whether anything follows from itself by the ordering links of the docket."""
    left = followed(docket)
    while ready := [one for one, before in left.items() if not before & left.keys()]:
        for one in ready:
            del left[one]
    return bool(left)


def shrunk(docket: Docket, wrong: Callable[[Docket], bool]) -> Docket:
    """The smallest docket that this finds, by leaving out one thing at a time, that is still wrong."""
    while True:
        smaller = next((less for less in lesser(docket) if wrong(less)), None)
        if smaller is None:
            return docket
        docket = smaller


def lesser(docket: Docket) -> Iterator[Docket]:
    """The docket less one record, or less one field of one record."""
    for kind, record in list(docket.records()):
        if not docket.users.get(record.id):
            yield docket.changed([Change(kind, record.id, record, None)])
    for kind, record in list(docket.records()):
        for name, default in defaults(type(record)):
            value = getattr(record, name)
            if value == default:
                continue
            for less in (default, *parts_of(value)):
                fewer = msgspec.structs.replace(record, **{name: less})
                yield docket.changed([Change(kind, record.id, record, fewer)])


def parts_of(value: object) -> Iterator[object]:
    """A tuple less one of its items, or a part of a record less one of its own fields."""
    if isinstance(value, tuple) and len(value) > 1:
        yield from (tuple(item for item in value if item != part) for part in value)
    if isinstance(value, Struct):
        for name, default in defaults(type(value)):
            if getattr(value, name) != default:
                yield msgspec.structs.replace(value, **{name: default})


def defaults(record: type[Struct]) -> list[tuple[str, object]]:
    """The fields that may be left out, with what then stands for them."""
    fields = msgspec.structs.fields(record)
    kept = ("deadline", "kind", "review_by", "occurrence")
    return [(f.name, f.default) for f in fields if f.default is not msgspec.NODEFAULT and f.name not in kept]
