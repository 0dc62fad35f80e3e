"""The sample docket: USMX, Inc., as its Form 8-K of November 20, 1996 tells it.

Its source is ``resources/sample/usmx.toml``; it is loaded from the JSON beside it, which takes a tenth of the time.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import msgspec

from model.ledger.ledger import Clock, Ledger
from model.record.base import Record
from model.record.caption import Caption
from model.record.door import KINDS, check, decode


def sample_records() -> tuple[Record, ...]:
    """Every record of the sample, each checked, kind by kind in the order of :data:`model.record.door.KINDS`.

    Raises :class:`model.errors.InvalidRecord` where one breaks a rule.
    """
    by_kind = msgspec.json.decode(_read("usmx.json"), type=dict[str, list[msgspec.Raw]])
    records = tuple(decode(kind, bytes(body)) for kind in KINDS for body in by_kind.get(kind, ()))
    for record in records:
        check(record)
    return records


def sample_files() -> dict[str, bytes]:
    """The sample's documents, by the SHA-256 of their bytes: the filing alone."""
    filing = _read("usmx-8k.txt")
    return {sha256(filing).hexdigest(): filing}


def write_sample(path: Path, *, clock: Clock, who: str) -> Ledger:
    """Write the sample docket to ``path`` as its journal's first entry, which undo leaves alone, and open it.

    Raises :class:`model.errors.StoreError` where something stands at ``path`` already, and leaves that alone.
    """
    records = sample_records()
    caption = next(record for record in records if isinstance(record, Caption))
    label = f"Sample docket “{caption.title}”"
    return Ledger.create(path, caption, clock=clock, who=who, records=records, files=sample_files(), label=label)


def _read(name: str) -> bytes:
    return files("resources").joinpath("sample", name).read_bytes()
