"""What the almanac says in words: an item on its chip, in a list, read aloud; and why a day stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from model.assess.awaited import awaited_words
from model.assess.standing import Standing
from model.days.calendar_names import say_calendar
from model.days.wording import MONTHS, say_day, say_distance
from model.docket import Docket
from model.outlook.time.almanac import AlmanacItem, Leaf, Shut, Sort
from model.phrases import refs_text
from model.record.deadline import On, While
from model.record.obligation import Obligation

SAID: Final = 12
"""How many items of a day a tooltip names. Where there are more, it counts them."""


class Lead(NamedTuple):
    """What a day is to a record: before its title on a chip and in a list, and of one or several without title."""

    chip: str
    listed: str
    one: str = ""
    several: str = ""


LEADS: Final[Mapping[Sort, Lead]] = {
    "due": Lead("", "Due"),
    "occurrence": Lead("", "Due"),
    "asked": Lead("perform by", "Perform by"),
    "cure": Lead("cure ends", "Last day of cure"),
    "test": Lead("test", "Test date"),
    "act by": Lead("act by", "Act by"),
    "target": Lead("target", "Target"),
    "ends": Lead("ends", "Last day", "Relief ends", "Reliefs end"),
    "lapses": Lead("lapsed", "Lapsed", "Relief lapsed", "Reliefs lapsed"),
    "over": Lead("ends", "Last day"),
    "begins": Lead("begins", "Begins", "Relief begins", "Reliefs begin"),
    "back": Lead("again", "Stands again", "stands again", "stand again"),
    "forecast": Lead("forecast", "Forecast"),
    "expected": Lead("expected", "Expected to fall due"),
    "foreseen": Lead("", "Due"),
    "to be done": Lead("done", "Performed, still to come"),
    "done": Lead("done", "Performed"),
    "event": Lead("", ""),
    "expected event": Lead("expected", "Expected"),
    "review": Lead("review", "Review", "Review", "Review"),
}
_GROUPED: Final[Mapping[Sort, tuple[str, str]]] = {
    "ends": ("ends", "end"),
    "lapses": ("lapsed", "lapsed"),
    "begins": ("begins", "begin"),
    "back": ("stands again", "stand again"),
}
"""The verb on a chip that names several records, or one by its ref alone."""


class ItemWords(NamedTuple):
    """An item in words: the refs, what the day is to them, and the title where it is of one record."""

    refs: str
    lead: str
    title: str

    @property
    def words(self) -> str:
        """Lead and title in one."""
        return ": ".join(filter(None, (self.lead, self.title)))


# --------------------------------------------------------------------------------------------- an item


def chip_said(docket: Docket, item: AlmanacItem) -> ItemWords:
    """An item on its chip, as short as it can be: ``17``, ``target``, ``Amended development plan``."""
    lead = LEADS[item.sort].chip
    if item.event:
        return ItemWords("", lead, docket.events[item.event].title)
    refs = compact_refs(docket, item.ids)
    if item.sort == "review":
        return ItemWords("", f"Review {refs}", docket.node(item.ids[0]).short if len(item.ids) == 1 else "")
    if len(item.ids) > 1:
        return ItemWords(refs, _GROUPED[item.sort][1], "")
    return ItemWords(refs, lead, docket.node(item.ids[0]).short)


def chip_wordings(docket: Docket, item: AlmanacItem) -> tuple[str, ...]:
    """What may stand behind the ref on a chip, the longest first; the last may have to be cut."""
    said = chip_said(docket, item)
    if item.sort == "review" and len(item.ids) > 1:
        return said.lead, f"Review {len(item.ids):,} undated"
    wordings = (said.words, *((_GROUPED[item.sort][0],) if item.sort in _GROUPED and not item.event else ()))
    return tuple(dict.fromkeys(wordings))


def list_said(docket: Docket, item: AlmanacItem) -> ItemWords:
    """An item in a list: ``17``, ``Act by``, the title; of several, ``5, 6`` and ``Reliefs end``."""
    lead = LEADS[item.sort]
    if item.event:
        return ItemWords("", lead.listed, docket.events[item.event].title)
    refs = compact_refs(docket, item.ids)
    if item.sort == "review":
        return ItemWords("", f"{lead.listed} {refs}", docket.node(item.ids[0]).short if len(item.ids) == 1 else "")
    if len(item.ids) > 1:
        return ItemWords(refs, lead.several, "")
    return ItemWords(refs, lead.listed, docket.node(item.ids[0]).short)


def compact_refs(docket: Docket, ids: tuple[str, ...]) -> str:
    """Refs in the least room: ``5, 6`` and ``1–4``. A ref holds no space, so nothing of one is touched."""
    return refs_text(docket, ids, short=True).replace(" to ", "–").replace(" and ", ", ")


def spoken(docket: Docket, item: AlmanacItem, day: date) -> str:
    """An item read aloud, with its day, its distance and how it stands."""
    said = list_said(docket, item)
    named = " ".join(filter(None, (said.refs, said.title)))
    lead = said.lead.lower() if named else said.lead
    when = f"{say_day(item.day)}, {say_distance((item.day - day).days)}"
    stands = item.mark.replace("_", " ")
    about = f"{named}: {lead} {when}" if named and lead else f"{named or lead}: {when}"
    return "; ".join(filter(None, (about, stands, awaited_words(docket, item.awaits), hold_words(item))))


def hold_words(item: AlmanacItem) -> str:
    """In two words, whether the day stays."""
    if item.movable:
        return "can be moved"
    return "a stated day, it stays" if item.fixed else ""


def stays(docket: Docket, item: AlmanacItem) -> str:
    """Why a day cannot be moved here; nothing where it can."""
    if item.movable:
        return ""
    if item.sort in ("ends", "begins"):
        return "The term of a relief is the grantor’s: it stays."
    if item.sort in ("back", "lapses"):
        return "It follows from the relief, and moves only with that."
    if item.sort == "act by":
        return "Worked out from the due day and the time that the work takes. Move the target, or change the lead time."
    if item.sort == "target":
        return "Its legal day is past: the target before it is history."
    if item.sort in ("done", "to be done"):
        return "A recorded day. Correct the fact where it is wrong."
    if item.sort in ("event", "expected event"):
        return "The day of an event is changed on the event itself."
    if item.sort == "expected":
        return f"Nothing is due by it yet: {awaited_words(docket, item.awaits)}. It moves with that."
    if item.sort == "forecast" and item.awaits:
        return f"It follows from another day, and moves with that: {awaited_words(docket, item.awaits)}."
    if item.sort == "forecast":
        return "A forecast of others: it stays as they gave it."
    return f"{_LEGAL.get(item.sort, 'Due')} {legal_words(docket, item.ids[0], item.day)}."


_LEGAL: Final[Mapping[Sort, str]] = {
    "cure": "Cure ends",
    "test": "Tested",
    "over": "Ends",
    "asked": "A relief asks for it by",
}


def legal_words(docket: Docket, record_id: str, due: date) -> str:
    """A legal day and why it stays: ``Mon 2 Dec 1996: a stated day, it stays``."""
    node = docket.node(record_id)
    stated = isinstance(node, Obligation) and isinstance(node.deadline, On | While) and node.override is None
    return f"{say_day(due)}: {'a stated day' if stated else 'worked out by its rule'}, it stays"


# --------------------------------------------------------------------------------------------- a day


def head_words(leaf: Leaf, day: date) -> tuple[str, str]:
    """The head of a day in a list and its distance; where only a source's words are known, those and "forecast"."""
    items = leaf.items
    if items and not leaf.shut and all(item.words and item.sort == "forecast" for item in items):
        words = items[0].words.removeprefix("in the ").removeprefix("in ")
        return f"{words[:1].upper()}{words[1:]}", "forecast"
    return say_day(leaf.day), say_distance((leaf.day - day).days)


_OFFICES: Final[dict[str, str]] = {"US-FED": "federal offices"}
"""Whose days off a calendar tells, where a deadline's name for it, such as the SEC, says too little."""


def shut_words(shut: Shut) -> str:
    """Why offices are closed, and whose: ``Thanksgiving Day: federal offices, New York closed``."""
    return f"{shut.reason}: {', '.join(_OFFICES.get(name) or say_calendar(name) for name in shut.calendars)} closed"


def day_said(docket: Docket, leaf: Leaf, day: date) -> str:
    """All that is to be said of a day, a line each; of many, how many more."""
    lines = [f"{say_day(leaf.day)}, {say_distance((leaf.day - day).days)}"]
    lines += [shut_words(shut) for shut in leaf.shut]
    lines += [_line(docket, item) for item in leaf.items[:SAID]]
    if len(leaf.items) > SAID:
        lines.append(f"and {len(leaf.items) - SAID:,} more")
    return "\n".join(lines)


def _line(docket: Docket, item: AlmanacItem) -> str:
    said = list_said(docket, item)
    stands = item.mark.replace("_", " ") if item.mark and item.mark != Standing.OPEN.value else ""
    line = ", ".join(filter(None, (" ".join(filter(None, (said.refs, said.words))), stands)))
    return "; ".join(filter(None, (line, awaited_words(docket, item.awaits))))


def month_title(first: date) -> str:
    """``November 1996``."""
    return f"{MONTHS[first.month - 1]} {first.year}"
