"""How rows are gathered: by instrument, by month, by owner, by standing, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from model.days.wording import MONTHS, say_day
from model.record.day import Day
from model.record.links import Node
from ui.filter.filter import month_of
from ui.filter.snapshot import DISTANT, Snapshot
from ui.frame.standing import RANK, word_of_key


class GroupHeading(Struct, frozen=True):
    """The head of a group: its title, a caption, and whether an instrument speaks (serif italic)."""

    title: str
    caption: str = ""
    instrument: bool = False
    standing: str = ""


class Grouping(Struct, frozen=True):
    """One way to gather rows: the group of a record, and the heading and place of a group."""

    key: str
    words: str
    group: Callable[[Snapshot, Node], str]
    heading: Callable[[Snapshot, str], GroupHeading]
    order: Callable[[Snapshot, str], tuple[object, ...]]


def _instrument_heading(snapshot: Snapshot, key: str) -> GroupHeading:
    found = snapshot.docket.instruments.get(key)
    if found is None:
        return GroupHeading("No instrument")
    return GroupHeading(found.title, _said(found.day), instrument=True)


def _instrument_order(snapshot: Snapshot, key: str) -> tuple[object, ...]:
    found = snapshot.docket.instruments.get(key)
    if found is None:
        return (True, DISTANT, "")
    return (False, found.day.on if found.day else date.min, found.title.casefold())


def _said(day: Day | None) -> str:
    """A day as its source says it, else with its weekday."""
    if day is None:
        return ""
    return day.words or say_day(day.on)


def _month_heading(_: Snapshot, key: str) -> GroupHeading:
    if not key:
        return GroupHeading("No day")
    year, month = key.split("-")
    return GroupHeading(f"{MONTHS[int(month) - 1]} {year}")


def _owner_heading(snapshot: Snapshot, key: str) -> GroupHeading:
    found = snapshot.docket.people.get(key)
    return GroupHeading(found.name) if found else GroupHeading("No owner")


def _standing_heading(_: Snapshot, key: str) -> GroupHeading:
    return GroupHeading(word_of_key(key).capitalize(), standing=key)


GROUPINGS: tuple[Grouping, ...] = (
    Grouping("instrument", "instrument", lambda _, node: node.instrument or "", _instrument_heading, _instrument_order),
    Grouping(
        "month",
        "month",
        lambda snapshot, node: month_of(snapshot.position(node).due),
        _month_heading,
        lambda _, key: (not key, key),
    ),
    Grouping(
        "owner",
        "owner",
        lambda _, node: node.owner or "",
        _owner_heading,
        lambda snapshot, key: (not key, _owner_heading(snapshot, key).title.casefold()),
    ),
    Grouping(
        "standing",
        "standing",
        lambda snapshot, node: snapshot.slots[node.id][1],
        _standing_heading,
        lambda _, key: (RANK[key],),
    ),
    Grouping("none", "none", lambda _, __: "", lambda _, __: GroupHeading(""), lambda _, __: ()),
)
"""Every way to gather rows, in the order of the menu."""

GROUPING: dict[str, Grouping] = {grouping.key: grouping for grouping in GROUPINGS}
