"""What a calendar feed remembers of each of its items between two exports."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from model.record.base import Value
from model.record.fact import Instant

CANCELLED: Final = "cancelled"
"""The fingerprint of an item that is no longer in the docket, or no longer has a day."""


class FeedState(Value, frozen=True, kw_only=True):
    """One calendar item as it was last written: no record, but what a machine must remember.

    ``uid`` never changes. ``fingerprint`` is a hash of all that the item said; ``sequence`` rises whenever it
    changes, and ``modified`` (UTC, whole seconds) is when it last did. ``day`` is the day it stood on, so that it
    can be cancelled there.
    """

    uid: str
    fingerprint: str
    sequence: Annotated[int, Meta(ge=0)]
    modified: Instant
    day: date
