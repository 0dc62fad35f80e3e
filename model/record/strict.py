"""The strict twin of a record: the same fields, with every pattern enforced.

A pattern costs as much to check as a record to read, and what lies in the file has passed the door already. So the
records themselves carry their patterns for the published schema only, and the door decodes into the twin.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct


def patterned(pattern: str, description: str) -> Meta:
    """What to annotate a text with so that the schema shows its pattern and the strict twin enforces it."""
    return Meta(description=description, extra_json_schema={"pattern": pattern})


@cache
def strict_twin(cls: type[Struct]) -> type[Struct]:
    """A struct with the fields of ``cls``, at every depth, that refuses text which does not fit its pattern.

    ``cls`` may be generic, with its parameters.
    """
    plain: type[Struct] = get_origin(cls) or cls
    config = plain.__struct_config__
    return msgspec.defstruct(
        plain.__name__,
        [_strict_field(field) for field in msgspec.structs.fields(cls)],
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=config.forbid_unknown_fields,
        tag_field=config.tag_field,
        tag=config.tag,
        gc=False,
    )


def _strict_field(field: msgspec.structs.FieldInfo) -> tuple[str, Any] | tuple[str, Any, Any]:
    kind = _strict(field.type)
    return (field.name, kind) if field.required else (field.name, kind, field.default)


def _strict(hint: Any) -> Any:
    """The type ``hint`` with its structs replaced by their twins and its patterns enforced."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(_strict(args[0]), args[1:])
    if origin in (Union, UnionType):
        return reduce(or_, (_strict(arg) for arg in args))
    if origin is tuple:
        return GenericAlias(tuple, tuple(arg if arg is Ellipsis else _strict(arg) for arg in args))
    return strict_twin(hint) if isinstance(origin or hint, type) and issubclass(origin or hint, Struct) else hint


def _annotated(kind: Any, metas: tuple[Any, ...]) -> Any:
    for meta in metas:
        pattern = (meta.extra_json_schema or {}).get("pattern") if isinstance(meta, Meta) else None
        # Python's $ also matches before a last line break, which no id or figure may end with.
        kind = Annotated[kind, Meta(pattern=pattern.removesuffix("$") + r"\Z") if pattern else meta]
    return kind
