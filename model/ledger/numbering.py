"""References of new records: the docket's prefix, and numbers that are not taken yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from model.docket import Docket

_NUMBERED = re.compile(r"^(.*?)([0-9]+)$")


def fresh_refs(docket: Docket) -> Iterator[str]:
    """The next free references, one after another: the docket's prefix, or that of most records, and a number each.

    They go on from the highest number that is there, so that a gap is never taken for a deletion.
    """
    numbered = [found.groups() for node in docket.nodes() if (found := _NUMBERED.match(node.ref))]
    prefix = docket.caption.ref_prefix
    if not prefix and numbered:
        prefix = Counter(stem for stem, _ in numbered).most_common(1)[0][0]
    highest = max((int(number) for stem, number in numbered if stem.casefold() == prefix.casefold()), default=0)
    return (f"{prefix}{number}" for number in count(highest + 1))
