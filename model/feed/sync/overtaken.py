"""Questions that a newer state has overtaken: nobody may apply what is not so any more.

What a person over there did last counts. What Duly itself put over it is no wish of theirs: a question that only
Duly's own item hides stays open, until something newer is asked of the same kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from model.feed.sync.account import PROPOSALS, QUESTIONS, Incoming, Overtaking
from model.feed.sync.difference import EntryDifference
from model.feed.sync.returned import Returned

_GONE: Final = frozenset({"deleted", "unreadable"})
"""Changes that leave nothing of where an item was moved to. What was done of it is still said."""
_STANDS: Final = PROPOSALS - {"note"}
"""What says how far something is: of these the last one counts."""


def overtaken(
    asked: Iterable[Incoming], changes: Collection[EntryDifference], seen: Collection[str], now: datetime
) -> Iterator[Incoming]:
    """Those of the open questions of an item that ``changes``, all that differs there now, have overtaken, settled.

    ``seen`` are the keys of what differed at the last look, since the last put.
    """
    keys, kinds = {one.key for one in changes}, {one.change for one in changes}
    for one in asked:
        key = EntryDifference(one.change, to=one.to, note=one.note).key
        why = None if key in keys else _why(one, kinds, shown=key in seen)
        if why:
            yield settled_as(one, why, now)


def overtaken_here(asked: Iterable[Incoming], before: Returned, after: Returned, now: datetime) -> Iterator[Incoming]:
    """Those of the open questions of an item that are settled by what Duly now says of it in place of ``before``."""
    moved = after.start != before.start or after.status == "CANCELLED" != before.status
    for one in asked:
        if (one.change in QUESTIONS and moved) or (one.change in _STANDS and after.done and not before.done):
            yield settled_as(one, "here", now)


def settled_as(one: Incoming, why: Overtaking, now: datetime) -> Incoming:
    """The question settled, with what overtook it."""
    return replace(one, state="overtaken", overtaken=why, settled_at=now)


def _why(one: Incoming, kinds: Collection[str], *, shown: bool) -> Overtaking | None:
    """What overtook a question that no longer says what differs; None where nothing did.

    ``shown`` says that it still differed at the last look, with nothing put over it since.
    """
    if one.change in QUESTIONS and _GONE.intersection(kinds):
        return "deleted"
    if one.change == "note":
        newer = shown and bool(PROPOSALS.intersection(kinds))
    else:
        newer = bool((_STANDS if one.change in _STANDS else QUESTIONS).intersection(kinds))
    if newer:
        return "newer"
    return "undone" if shown and not _GONE.intersection(kinds) else None
