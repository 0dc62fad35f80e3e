"""The state of the feeds as the bottom bar shows it. Light: it is there before anything of a feed is imported."""

from __future__ import annotations

from ui.feeds.service import FeedService
from ui.widgets.tally import TallyItem


def feed_item(service: FeedService) -> TallyItem | None:
    """When the feeds were last brought up to date, or that they are not. None while nothing is published."""
    if not service.publications or all(one.paused for one in service.publications):
        return None
    if service.faulty:
        said = "A calendar feed is not up to date. Click to see why, and what to do."
        return TallyItem(text="Feed not up to date", said=said, priority=25, bold=True, ink="first")
    if service.renewed_at is None:
        return None
    at = f"{service.renewed_at.astimezone():%H:%M}"
    return TallyItem(
        text=f"Feed {at}",
        said=f"Calendar feeds brought up to date at {at}. Click to see them.",
        priority=5,
        ink="third",
    )
