"""Records made from nothing but their types, so that no field can be forgotten: at random, or with one place set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st
from msgspec import Meta, Struct

from model.days.iso import FIRST_DAY, LAST_DAY
from model.record.base import Currency, DecimalText, Id, Record, Ref
from model.record.document import Sha256
from model.record.fact import Instant

DAY = date(1996, 12, 2)
MOMENT = datetime(1996, 12, 2, 17, tzinfo=UTC)
PLAIN: dict[Any, Any] = {Id: "some-record", Ref: "X-1", DecimalText: "1", Currency: "USD", Sha256: "0" * 64}
"""One value for each patterned text."""

AT_RANDOM: dict[Any, st.SearchStrategy[Any]] = {
    Id: st.from_regex(r"[a-z0-9][a-z0-9-]{1,63}", fullmatch=True),
    Ref: st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,23}", fullmatch=True),
    DecimalText: st.from_regex(r"(0|-?[1-9][0-9]{0,17})|-?[0-9]\.[0-9]{0,11}[1-9]", fullmatch=True),
    Currency: st.from_regex(r"([A-Z]{3})?", fullmatch=True),
    Sha256: st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    Instant: st.datetimes(
        datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2199-12-31"), timezones=st.just(UTC)
    ),
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    bool: st.booleans(),
    int: st.integers(-(10**9), 10**9),
    date: st.dates(FIRST_DAY, LAST_DAY),
    type(None): st.none(),
}
"""Any value of each type that a field can have."""


def hints_of(cls: Any) -> dict[str, Any]:
    """The type of each field of a struct, which may be generic, with its parameters."""
    return {field.name: field.type for field in msgspec.structs.fields(cls)}


def is_struct(hint: Any) -> bool:
    plain = get_origin(hint) or hint
    return isinstance(plain, type) and issubclass(plain, Struct)


# --- At random --------------------------------------------------------------------------------------------


def at_random(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that fits the type, whatever the rules of the domain say of it."""
    if hint in AT_RANDOM:
        return AT_RANDOM[hint]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(args[0], args[1])
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.one_of([at_random(arg) for arg in args])
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(at_random(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(at_random, args))
    assert is_struct(hint), hint
    return st.builds(hint, **{name: at_random(kind) for name, kind in hints_of(hint).items()})


def _bounded(kind: Any, meta: Meta) -> st.SearchStrategy[Any]:
    assert kind is int, kind
    return st.integers(int(meta.ge or 0), int(meta.le or 10**6))


# --- One place set ----------------------------------------------------------------------------------------


def places(cls: type[Record], wanted: Callable[[Any], bool], value: Any) -> Iterator[tuple[str, Record]]:
    """A record for each place, at any depth, whose type is wanted: the place by its path, and the record with
    ``value`` there and as little as can be elsewhere."""
    yield from _placed(cls, wanted, value)


def _placed(hint: Any, wanted: Callable[[Any], bool], value: Any) -> Iterator[tuple[str, Any]]:
    if wanted(hint):
        yield "", value
        return
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        for arg in args:
            yield from _placed(arg, wanted, value)
    elif origin is tuple and args[-1] is Ellipsis:
        yield from ((f"[]{path}", (made,)) for path, made in _placed(args[0], wanted, value))
    elif origin is tuple:
        for number, arg in enumerate(args):
            rest = [least(one) for one in args]
            for path, made in _placed(arg, wanted, value):
                yield f"[{number}]{path}", (*rest[:number], made, *rest[number + 1 :])
    elif is_struct(hint):
        for name, kind in hints_of(hint).items():
            for path, made in _placed(kind, wanted, value):
                yield f"{hint.__name__}.{name}{':' if path else ''}{path}", least(hint, **{name: made})


def least(hint: Any, **fields: Any) -> Any:
    """The least value of a type: of a struct, its required fields and those given."""
    if hint in PLAIN:
        return PLAIN[hint]
    if hint is Instant:
        return MOMENT
    if is_struct(hint):
        required = {field.name for field in msgspec.structs.fields(hint) if field.required}
        plain = {name: least(kind) for name, kind in hints_of(hint).items() if name in required - fields.keys()}
        return hint(**plain, **fields)
    return _least_of_parts(hint)


def _least_of_parts(hint: Any) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated or origin in (Union, UnionType):
        return least(args[0])
    if origin is Literal:
        return args[0]
    if origin is tuple:
        return () if args[-1] is Ellipsis else tuple(map(least, args))
    return {str: "words", int: 1, bool: True, date: DAY}[hint]
