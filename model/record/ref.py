"""The order of references."""

from __future__ import annotations

import re

_TRAILING_NUMBER = re.compile(r"[0-9]*$")


def ref_key(ref: str) -> tuple[str, int]:
    """A key that sorts refs as people count: 2 before 10, A-2 before A-10.

    >>> sorted(["A-10", "A-2", "B"], key=ref_key)
    ['A-2', 'A-10', 'B']
    """
    number = _TRAILING_NUMBER.search(ref)
    figures = number[0] if number else ""
    return ref.removesuffix(figures), int(figures) if figures else -1
