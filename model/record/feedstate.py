"""What a calendar feed remembers of each of its items between two exports."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from model.record.base import Value
from model.record.fact import Instant

CANCELLED: Final = "cancelled"
"""The fingerprint of an item that is no longer in the docket, or no longer has a day."""


WHOLE: Final = "events all full"
"""The name of the feed of the whole docket in full, as events."""


class FeedState(Value, frozen=True, kw_only=True):
    """One calendar item as it was last written: no record, but what a machine must remember.

    ``uid`` never changes. ``fingerprint`` is a hash of all that the item said; ``sequence`` rises whenever it
    changes, and ``modified`` is when it last did, ``created`` when it was first written (UTC, whole seconds).
    ``day`` is the day it stood on, so that it can be cancelled there.
    """

    uid: str
    fingerprint: str
    sequence: Annotated[int, Meta(ge=0)]
    created: Instant
    modified: Instant
    day: date
