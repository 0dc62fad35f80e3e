"""Instruments as what a deadline counts from: the words for their coming into force and for their end.

>>> named_instrument("termination of the Credit Agreement", {"Credit Agreement": "loan"})
InstrumentAnchor(instrument='loan', of='end')
>>> named_instrument("termination of the Lease", {"Credit Agreement": "loan"}) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from model.days.notation.letters import tidy
from model.days.notation.names import fold
from model.record.deadline import InstrumentAnchor

_STARTS: Final = re.compile(
    r"(?:the )?(?:coming into (?:force|effect)|entry into (?:force|effect)|effectiveness|effective date) of (?P<of>.+)"
    r"|(?P<it>.+) (?:(?:becomes?|is|has become) (?:effective|binding)"
    r"|(?:comes?|enters?) into (?:force|effect)|takes? effect)",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?:the )?(?:end|termination|expiry|expiration|expiration or termination|termination or expiration"
    r"|expiry or termination|termination or expiry|termination date|expiry date|expiration date) of (?P<of>.+)"
    r"|(?P<it>.+) (?:terminates?|expires?|is terminated|has expired|ends?)",
    re.IGNORECASE,
)
_OWN: Final = re.compile(r"this (?:agreement|instrument|amendment|letter|order|lease|deed|note|waiver)", re.IGNORECASE)


def named_instrument(words: str, titles: Mapping[str, str], *, own: str | None = None) -> InstrumentAnchor | None:
    """The day that the words mean of an instrument: None unless they name one of ``titles``, or "this Agreement".

    ``titles`` are the names of instruments, each that of one alone, with their ids; ``own`` is the id of the one that
    the words stand under.
    """
    plain = tidy(words)
    by_name = {fold(tidy(title)): found for title, found in titles.items()}
    if start := _STARTS.fullmatch(plain):
        found = _which(start["of"] or start["it"], by_name, own)
        return InstrumentAnchor(instrument=found, of="start") if found else None
    if end := _ENDS.fullmatch(plain):
        found = _which(end["of"] or end["it"], by_name, own)
        return InstrumentAnchor(instrument=found, of="end") if found else None
    return None


def _which(name: str, by_name: Mapping[str, str], own: str | None) -> str | None:
    return own if _OWN.fullmatch(name) else by_name.get(fold(name))
