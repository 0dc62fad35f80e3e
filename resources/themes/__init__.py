"""The look as data: one file of tokens, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def tokens() -> Mapping[str, Any]:
    """All tokens of `duly.toml`: sizes in logical pixels, colours as `#RRGGBB`."""
    text = files("resources").joinpath("themes/duly.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


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
