"""The sample docket: USMX, Inc., as its Form 8-K of November 20, 1996 tells it.

Its source is ``resources/sample/usmx.toml``; it is loaded from the JSON beside it, which takes a twentieth of the time.
"""

from __future__ import annotations

from importlib.resources import files

import msgspec

from model.record.base import Record
from model.record.door import KINDS, check, decode

_FILING = "usmx-8k.txt"


def sample_records() -> tuple[Record, ...]:
    """Every record of the sample, each checked, kind by kind in the order of :data:`model.record.door.KINDS`.

    Raises :class:`model.errors.InvalidRecord` where one breaks a rule.
    """
    by_kind = msgspec.json.decode(_read("usmx.json"), type=dict[str, list[msgspec.Raw]])
    records = tuple(decode(kind, bytes(body)) for kind in KINDS for body in by_kind[kind])
    for record in records:
        check(record)
    return records


def sample_files() -> dict[str, bytes]:
    """The sample's documents, by the SHA-256 of their bytes: the filing alone."""
    from hashlib import sha256

    filing = _read(_FILING)
    return {sha256(filing).hexdigest(): filing}


def _read(name: str) -> bytes:
    return files("resources").joinpath("sample", name).read_bytes()
