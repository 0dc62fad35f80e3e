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
