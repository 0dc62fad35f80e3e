"""A piece of a notation's text.

>>> Token("word", "days", 3, 7).key
'days'
"""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A piece of the text: what kind, how it is looked up, and where it stands in the plain text.

    `kind` is "quoted", "rule", "number", "sign", "word", "mark", or "item" for an enumerator such as "(ii)".
    """

    kind: str
    key: str
    start: int
    end: int
