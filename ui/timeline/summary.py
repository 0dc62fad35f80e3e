"""What the head of the timeline says, and what a screen reader hears of the whole."""

from __future__ import annotations

from model.days.wording import say_count, say_day, say_distance
from model.outlook.time.lanes import Grouping
from model.phrases import listed
from ui.timeline.content import TimelineContent


def summary(content: TimelineContent, grouping: Grouping, *, filtered: bool) -> tuple[str, ...]:
    """What is shown, or what the selected record waits for, from long to short."""
    if filtered:
        docket = content.known.run.docket
        whole = len(docket.obligations) + len(docket.reliefs)
        return (f"{len(content.sheet.ids):,} of {whole:,} records pass the filter",)
    if content.chain:
        return _chain_words(content)
    return (f"a lane for each {grouping}; past solid, expected in outline", f"by {grouping}")


def _chain_words(content: TimelineContent) -> tuple[str, ...]:
    """What stands before the selected record, and how much time the first link that has a day leaves."""
    docket = content.known.run.docket
    refs = [docket.short_ref(link.id) for link in content.chain]
    words = f"{refs[-1]} waits for {listed(refs[:-1][::-1], 'and before it')}"
    for link in content.chain:
        if link.act_by is not None and link.slack is not None:
            begin = f"begin {docket.short_ref(link.id)} by {say_day(link.act_by)}, {say_distance(link.slack)}"
            return (f"{words}; {begin}", words)
    return (words,)


def description(content: TimelineContent) -> str:
    """The whole in words, and the keys that walk it."""
    lanes = say_count(len(content.sheet.bands), "lane")
    turns = say_count(len(content.markers), "day")
    hands = "Left and right walk through time, up and down through the rows, Page Up and Page Down through lanes."
    return f"{lanes} as of {say_day(content.day)}. Something turns on {turns} of the next 400. {hands}"
