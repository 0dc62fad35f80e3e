"""The look as data: the tokens in a form that people read, and the same as JSON, which loads at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import msgspec


@cache
def tokens() -> Mapping[str, Any]:
    """All tokens of `duly.toml`: sizes in logical pixels, colours as `#RRGGBB`."""
    text = files("resources").joinpath("themes/duly.json").read_bytes()
    return MappingProxyType(msgspec.json.decode(text, type=dict[str, Any]))


def at_text_size(read: Mapping[str, Any], percent: int) -> Mapping[str, Any]:
    """The tokens with the text, and what is as high or as wide as the text in it, at `percent` of their size.

    Distances between things stay: larger letters need no wider gaps.
    """

    def scaled(size: Any) -> Any:
        if isinstance(size, list):
            return [scaled(one) for one in size]
        return round(size * percent / 100) if isinstance(size, int) else size

    def each(table: Mapping[str, Any], *names: str) -> dict[str, Any]:
        return {name: scaled(size) if not names or name in names else size for name, size in table.items()}

    type_ = each(read["type"])
    for name, style in type_.items():
        if isinstance(style, list):
            style[2] = read["type"][name][2]  # the weight is no size
    return {
        **read,
        "type": type_,
        "space": each(read["space"], "mark", "icon"),
        "height": each(read["height"]),
        "width": each(read["width"]),
        "network": each(read["network"], "node", "event"),
        "docket": {**read["docket"], "columns": each(read["docket"]["columns"])},
    }


def compiled(toml: str) -> bytes:
    """The JSON form of the tokens, in the order of the TOML."""
    import tomllib  # with the reading of the tokens it takes longer than all else that the theme does at a start

    return msgspec.json.encode(tomllib.loads(toml))


def standing_look(standing: str) -> tuple[str, str]:
    """The tone and the shape that a standing takes, say `("open", "ring with a dot")` for `submitted`.

    Raises `KeyError` for a word that is no standing.
    """
    tone, shape = tokens()["shape"][standing]
    return tone, shape


def standing_colour(standing: str, part: str = "mark", scheme: str = "light") -> str:
    """The colour of a standing as `#RRGGBB`; `part` is `fg` (its word), `mark` (its shape) or `bg` (its ground)."""
    tone, _ = standing_look(standing)
    return str(tokens()[scheme]["standing"][tone][part])
