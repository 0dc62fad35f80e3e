"""What leaves by an export: made away from the window, from values alone, and put in words. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from model.assess.standing import Assessment
from model.days.wording import say_count
from model.docket import Docket
from model.feed.spec import Privacy, Spec
from model.outlook.discretion import BARE
from model.record.feedstate import FeedState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from model.feed.cache import Cache
    from model.feed.calendar import Feed
    from model.feed.seen import SeenFeed

_ITEM: Final = re.compile(rb"^BEGIN:V(?:EVENT|TODO)\r$", re.MULTILINE)
"""How an item begins in the file: a line of text never does, since what goes on is folded behind a space."""

_END: Final = b"END:VCALENDAR\r\n"
NOTHING: Final = "No item: nothing in it has a day. The file says when it was generated, and no more."


@dataclass(frozen=True, slots=True)
class Material:
    """All that a calendar file is made from. ``cache`` is used by one making at a time."""

    docket: Docket
    assessment: Assessment
    spec: Spec
    states: Mapping[str, FeedState]
    highest: Mapping[str, int]
    identity: str
    now: datetime
    cache: Cache = field(repr=False)
    lasting: bool
    """Whether what leaves is remembered. Another day is only looked at: the next file goes on from today's."""

    def make(self, progress: Callable[[float], object] | None = None) -> Feed:
        """The file as it leaves. Raises whatever ``progress`` raises."""
        from model.feed.calendar import feed

        return feed(
            self.docket,
            self.assessment,
            spec=self.spec,
            states=self.states,
            highest=self.highest,
            identity=self.identity,
            generated=self.now,
            cache=self.cache,
            progress=progress,
        )

    def draft(self, progress: Callable[[float], object], most: int) -> FileDraft:
        """The file as it would leave now, with its first ``most`` items read back out of it."""
        from model.feed.seen import seen

        made = self.make(progress)
        return FileDraft(made.content, seen(beginning(made.content, most)), count_items(made.content), self.words(made))

    def words(self, made: Feed) -> str:
        """What leaves by a file that was made from this, in words."""
        return leaving_words(made, self.docket, self.spec.privacy)


class FileDraft(NamedTuple):
    """A file as it would leave now, and its first items as its recipient sees them."""

    content: bytes
    seen: SeenFeed
    number: int
    """How many items there are in all."""
    words: str
    """What leaves."""


def count_items(content: bytes) -> int:
    """How many events and tasks a file holds."""
    return len(_ITEM.findall(content))


def beginning(content: bytes, most: int) -> bytes:
    """The file with its first ``most`` items only."""
    for number, found in enumerate(_ITEM.finditer(content)):
        if number == most:
            return content[: found.start()] + _END
    return content


def leaving_words(made: Feed, docket: Docket, privacy: Privacy) -> str:
    """How many items leave, how much of them, and how many only cancel what an earlier file had."""
    about = [item.about for item in made.items.values() if item.about]
    hidden = sum(docket.node(one).confidential for one in about)
    gone = count_items(made.content) - len(made.items)
    said = f"{say_count(len(about), 'item')}{_how(hidden, privacy)}." if about else NOTHING
    return f"{said} {_cancelled(gone)}" if gone else said


def _how(hidden: int, privacy: Privacy) -> str:
    if privacy == "redacted":
        return f", each only as “{BARE}” and its reference" + (f"; {hidden} confidential without it" if hidden else "")
    leave = "leaves" if hidden == 1 else "leave"
    return f", of which {hidden} confidential {leave} only as “{BARE}”" if hidden else ""


def _cancelled(gone: int) -> str:
    verb = "is" if gone == 1 else "are"
    return f"{gone} more {verb} cancelled: an earlier file had {'it' if gone == 1 else 'them'}."
