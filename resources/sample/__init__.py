"""The sample docket: the filing, the records in a form that people read, and the same as JSON, which loads at once."""

from __future__ import annotations

import msgspec


def compiled(toml: str) -> bytes:
    """The JSON form of the sample's TOML: for each kind of record, its records, keys sorted."""
    import tomllib  # takes longer to read the sample than a whole start may take

    return msgspec.json.encode(tomllib.loads(toml), order="sorted")
