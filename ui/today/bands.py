"""The bands of Today, once: their titles, how many rows they show, and what they say when nothing is in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct

from model.days.wording import say_count, say_day
from model.outlook.today.agenda import AHEAD, BANDS, SOON, Band, Whose

AHEAD_KEY = "ahead"
"""The band of what changes next. Its rows are days."""

ORDER: tuple[str, ...] = ("trouble", "soon", AHEAD_KEY, *(key for key in BANDS if key not in ("trouble", "soon")))
"""Top to bottom."""

TURNS = 4
"""So many days on which a standing changes are told."""


class BandSpec(Struct, frozen=True):
    """One band: its title, its words when it is empty, and how many rows of a side it shows where that is told."""

    title: str
    empty: str
    shown: Mapping[Whose, int] = {}


_ALL_UP_TO, _ELSE = 8, 5
"""Up to eight rows of a side all are shown; of more, the first five."""

SPECS: Mapping[str, BandSpec] = {
    "trouble": BandSpec("Exposed and missed", "Nothing is missed and nothing is exposed."),
    "soon": BandSpec("Next 14 days", "Nothing falls due and no work has to start up to {soon}."),
    AHEAD_KEY: BandSpec("If nothing further is done", "No standing changes up to {ahead}."),
    "waiting": BandSpec("Waiting on others", "Nothing waits for anything else to happen."),
    "risk": BandSpec(
        "Reliefs and tests at risk", "No relief is about to end or to fail, and no test lacks its reading."
    ),
    "rights": BandSpec("Rights of ours", "We have no right that is still to be used."),
    "unverified": BandSpec(
        "Unverified",
        "A second person has read every record against its source.",
        {"ours": 3, "theirs": 2, "relief": 1, "plan": 0, "consequence": 0},
    ),
    "review": BandSpec("Past their review day", "Nothing is past the day on which it was to be looked at again."),
    "undated": BandSpec("No date yet, and why", "Whatever else is open has a day."),
}


def empty_words(key: str, day: date) -> str:
    """What a band says when nothing is in it."""
    soon, ahead = day + timedelta(days=SOON), day + timedelta(days=AHEAD)
    return SPECS[key].empty.format(soon=say_day(soon), ahead=say_day(ahead))


def shown_of(key: str, whose: Whose, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The records of one side that the band shows; the docket shows them all."""
    told = SPECS[key].shown.get(whose)
    return ids[: told if told is not None else _ALL_UP_TO if len(ids) <= _ALL_UP_TO else _ELSE]


_COUNTED: Mapping[Whose, str] = {"relief": "relief", "plan": "plan", "consequence": "consequence"}


def side_words(whose: Whose, number: int) -> str:
    """How many records of a side: "2 owed by us", "1 relief". What we owe is never in one count with the rest."""
    if whose in ("ours", "theirs"):
        return f"{number:,} owed {'by' if whose == 'ours' else 'to'} us"
    return say_count(number, _COUNTED[whose])


def counts_words(band: Band) -> str:
    """Every side of a band with its number."""
    return ", ".join(side_words(group.whose, len(group.ids)) for group in band.groups)
