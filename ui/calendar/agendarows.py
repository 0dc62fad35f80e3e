"""The rows of the agenda: the head of a day, who is closed on it, what falls on it. Worded when first painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from model.docket import Docket
from model.outlook.time.almanac import Almanac, AlmanacItem, Leaf
from model.outlook.time.almanac_words import ItemWords, head_words, list_said, shut_words, spoken


class AgendaDayHead:
    """The head of a day: the day and how far off it is. ``looked``: it is the day looked at."""

    def __init__(self, leaf: Leaf, day: date) -> None:
        self.day = leaf.day
        self.looked = leaf.day == day
        self.words, self.distance = head_words(leaf, day)

    @property
    def spoken(self) -> str:
        """Read aloud."""
        return f"{self.words}, {self.distance}"


class Note:
    """A line that cannot be chosen: who is closed, or that nothing falls on the day."""

    def __init__(self, words: str, *, indented: bool) -> None:
        self.words = words
        self.indented = indented

    @property
    def spoken(self) -> str:
        """Read aloud."""
        return self.words


class AgendaEntry:
    """What falls on the day."""

    def __init__(self, item: AlmanacItem, docket: Docket, day: date) -> None:
        self.item = item
        self._docket = docket
        self._day = day

    @cached_property
    def said(self) -> ItemWords:
        """In words."""
        return list_said(self._docket, self.item)

    @cached_property
    def spoken(self) -> str:
        """Read aloud."""
        return spoken(self._docket, self.item, self._day)


Row = AgendaDayHead | Note | AgendaEntry


def rows_of(leaves: Sequence[Leaf], almanac: Almanac, today: date, first: date) -> tuple[Row, ...]:
    """The rows of days that have something to tell; the ``first`` is there though nothing falls on it."""
    found = list(leaves)
    if not found or found[0].day > first:
        found.insert(0, Leaf(first))
    return tuple(row for leaf in found for row in day_rows(leaf, almanac, today))


def day_rows(leaf: Leaf, almanac: Almanac, today: date) -> tuple[Row, ...]:
    """The rows of one day."""
    return tuple(_rows(leaf, almanac, today))


def _rows(leaf: Leaf, almanac: Almanac, today: date) -> Iterator[Row]:
    yield AgendaDayHead(leaf, almanac.day)
    for shut in leaf.shut:
        yield Note(shut_words(shut), indented=True)
    for item in leaf.items:
        yield AgendaEntry(item, almanac.docket, almanac.day)
    if leaf.empty:
        yield Note(f"Nothing falls on {'today' if leaf.day == today else 'this day'}.", indented=False)
