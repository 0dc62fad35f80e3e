"""How much an item says when it leaves: all, its title, or only that there is a deadline."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from model.feed.items import FeedItem, FeedTask
from model.feed.lines import one_line
from model.feed.spec import Privacy
from model.outlook.discretion import BARE

_DONE: Final = "✓"
"""How the summary of what is done begins. A redacted event says that much, so that nobody looks for it, and no more."""


def told(item: FeedItem, privacy: Privacy, *, confidential: bool) -> FeedItem:
    """The item as its readers see it. A confidential record says no more than "Deadline", whatever the feed says.

    None is public (RFC 5545, 3.8.1.3): whoever shares a calendar shows others that it is taken, and not by what.
    """
    if confidential:
        return _silent(item, BARE, "CONFIDENTIAL")
    if privacy == "redacted":
        done = f"{_DONE} " if item.summary.startswith(_DONE) else ""
        return _silent(item, one_line(f"{done}{BARE} ({item.ref})"), "PRIVATE")
    if privacy == "titles":
        return replace(item, description="", categories=item.categories[:1], visibility="PRIVATE")
    return replace(item, visibility="PRIVATE")


def _silent(item: FeedItem, summary: str, visibility: Literal["PRIVATE", "CONFIDENTIAL"]) -> FeedItem:
    """Its day, its alarms and how far it is; nothing that speaks of it or of what it hangs together with."""
    done = item.task is not None and item.task.status == "COMPLETED"
    task = item.task and FeedTask(item.task.status, 100 if done else 0, item.task.completed)
    return replace(
        item,
        summary=summary,
        description="",
        categories=(),
        related=(),
        tentative=False,
        visibility=visibility,
        task=task,
    )
