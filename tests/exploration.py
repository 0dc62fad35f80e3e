"""How many random examples a property test looks at: a fixed set in `make test`, more and others in `make explore`."""

from __future__ import annotations

import os
from typing import Final

FACTOR: Final = int(os.environ.get("DULY_EXPLORE") or 0)
"""How many times the usual number of examples is searched at random; 0: the fixed examples, the same at each run."""


def examples(count: int) -> int:
    """The number of examples for a test that usually takes `count` of them."""
    return count * max(FACTOR, 1)
