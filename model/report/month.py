"""A month of the calendar on paper: the grid of its days, then all that falls on them, as plain data and as a PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Final, Literal

import msgspec
from msgspec import Struct

from model.days.wording import MONTHS, WEEKDAYS
from model.docket import Docket
from model.outlook.time.almanac import Almanac, AlmanacItem, Leaf
from model.outlook.time.almanac_words import chip_said, chip_wordings, head_words, list_said, month_title, shut_words
from model.phrases import listed
from model.record.links import Node
from model.report.content import Paper
from model.report.rows import tidy
from model.report.setting import compiled
from model.report.status import framed
from resources.marks import standing_svg
from resources.themes import standing_colour, tokens

TITLE: Final = "Calendar"
_MOST: Final = {4: 7, 5: 5, 6: 4}
"""How many items have room under a day, by the number of weeks; the pages that follow hold all of them."""
_WORDS: Final = 46
"""How many letters a chip has room for."""

Hold = Literal["", "lock", "grip"]


class MonthItem(Struct, frozen=True, kw_only=True, gc=False):
    """An item under its day: refs, words, the key of its mark, and whether it is only foreseen."""

    refs: str
    words: str
    mark: str
    hold: Hold
    ahead: bool


class MonthDay(Struct, frozen=True, kw_only=True, gc=False):
    """A cell: its number, why it is closed, its chips, and how many more there are."""

    number: str
    inside: bool
    closed: bool
    looked: bool
    closure: str
    chips: tuple[MonthItem, ...]
    more: int


class MonthLine(Struct, frozen=True, kw_only=True, gc=False):
    """An item in the agenda, with its standing in words, and who sees to it."""

    refs: str
    words: str
    mark: str
    standing: str
    owner: str
    hold: Hold


class Told(Struct, frozen=True, kw_only=True, gc=False):
    """A day of the agenda: its head, its distance, who is closed, and what falls on it."""

    day: str
    distance: str
    notes: tuple[str, ...]
    lines: tuple[MonthLine, ...]


class MonthReport(Struct, frozen=True, kw_only=True, gc=False):
    """A month, word for word, with what proves which state of the docket it was read from."""

    title: str
    docket: str
    legend: str
    generated: datetime
    paper: Paper
    as_of: str
    known: str
    footer: str
    narrowed: str
    weekdays: tuple[str, ...]
    weekend: float
    weeks: tuple[tuple[MonthDay, ...], ...]
    agenda: tuple[Told, ...]


def month_report(
    almanac: Almanac,
    first: date,
    *,
    head: str,
    generated: datetime,
    paper: Paper = "us-letter",
    passing: Collection[str] | None = None,
) -> MonthReport:
    """The month that begins on ``first``, whole weeks, as of the almanac's day; narrowed to records where asked.

    ``head`` names the journal entry and chain that the docket was read at.
    """
    docket, last = almanac.docket, _last_of(first)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    leaves = almanac.leaves(monday, sunday, passing)
    frame = framed(docket, almanac.day, TITLE, head=head, generated=generated, paper=paper)
    most = _MOST[len(leaves) // 7]
    days = [_day(docket, leaf, first, almanac.day, most) for leaf in leaves]
    return MonthReport(
        title=month_title(first),
        docket=frame.docket,
        legend=frame.legend,
        generated=generated,
        paper=paper,
        as_of=frame.as_of,
        known=frame.known,
        footer=frame.footer,
        narrowed="" if passing is None else "Not all of the docket: narrowed by a filter.",
        weekdays=WEEKDAYS,
        weekend=float(tokens()["width"]["weekend"]),
        weeks=tuple(tuple(days[place : place + 7]) for place in range(0, len(days), 7)),
        agenda=tuple(_told(almanac, leaf) for leaf in leaves if first <= leaf.day <= last and not leaf.empty),
    )


def month_pdf(report: MonthReport) -> bytes:
    """The month as a PDF file.

    Raises :class:`RuntimeError` where it cannot be set; the message holds nothing of the docket.
    """
    inputs = {"report": msgspec.json.encode(report).decode(), "look": _look(report)}
    return compiled("month.typ", inputs, report.generated)


def _last_of(first: date) -> date:
    return date(first.year, 12, 31) if first.month == 12 else date(first.year, first.month + 1, 1) - timedelta(days=1)


def _day(docket: Docket, leaf: Leaf, first: date, looked: date, most: int) -> MonthDay:
    fitting = leaf.items if len(leaf.items) <= most else leaf.items[:most]
    begins = leaf.day.day == 1 or (leaf.day < first and leaf.day.weekday() == 0)
    return MonthDay(
        number=f"{leaf.day.day} {MONTHS[leaf.day.month - 1][:3]}" if begins else str(leaf.day.day),
        inside=leaf.day.month == first.month,
        closed=leaf.closed,
        looked=leaf.day == looked,
        closure=tidy("; ".join(shut.reason for shut in leaf.shut)),
        chips=tuple(_chip(docket, item) for item in fitting),
        more=len(leaf.items) - len(fitting),
    )


def _chip(docket: Docket, item: AlmanacItem) -> MonthItem:
    wordings = chip_wordings(docket, item)
    words = next((one for one in wordings if len(one) <= _WORDS), wordings[-1][:_WORDS])
    refs = chip_said(docket, item).refs
    return MonthItem(refs=refs, words=tidy(words), mark=_mark(item), hold=_hold(item), ahead=item.ahead)


def _told(almanac: Almanac, leaf: Leaf) -> Told:
    words, distance = head_words(leaf, almanac.day)
    return Told(
        day=tidy(words),
        distance=distance,
        notes=tuple(tidy(shut_words(shut)) for shut in leaf.shut),
        lines=tuple(_line(almanac.docket, item) for item in leaf.items),
    )


def _line(docket: Docket, item: AlmanacItem) -> MonthLine:
    said = list_said(docket, item)
    return MonthLine(
        refs=said.refs,
        words=tidy(said.words),
        mark=_mark(item),
        standing=item.mark.replace("_", " "),
        owner=tidy(listed(list(dict.fromkeys(_owners(docket, item))))),
        hold=_hold(item),
    )


def _owners(docket: Docket, item: AlmanacItem) -> Iterator[str]:
    for one in item.ids:
        node: Node = docket.node(one)
        person = docket.people.get(node.owner or "")
        if person is not None:
            yield person.name


def _hold(item: AlmanacItem) -> Hold:
    return "grip" if item.movable else "lock" if item.fixed else ""


def _mark(item: AlmanacItem) -> str:
    """The key of its mark: a target is a diamond, what has no standing a note."""
    if not item.mark:
        return "note"
    return f"target {item.mark}" if item.sort == "target" else item.mark


# ----------------------------------------------------------------------------------------------- looks


def _look(report: MonthReport) -> str:
    """Colours and shapes that the template needs, as JSON."""
    light = tokens()["light"]
    keys = {chip.mark for week in report.weeks for day in week for chip in day.chips}
    keys |= {line.mark for told in report.agenda for line in told.lines}
    third = light["text"]["third"]
    look = {
        "text": light["text"],
        "line": light["line"],
        "closed": light["surface"]["weekend"],
        "accent": light["accent"]["base"],
        "year": report.generated.year,
        "month": report.generated.month,
        "day": report.generated.day,
        "lock": _icon("lock", third),
        "marks": {key: _shape(key, third) for key in sorted(keys)},
    }
    return msgspec.json.encode(look).decode()


def _shape(key: str, third: str) -> dict[str, str]:
    """The picture of a mark, the ground of its chip, and the colour of its word."""
    if key == "note":
        return {"svg": _icon("note", third), "ground": "#FFFFFF", "colour": third}
    mark = key.removeprefix("target ")
    svg = _diamond(standing_colour(mark)) if mark != key else standing_svg(mark)
    return {"svg": svg, "ground": standing_colour(mark, "bg"), "colour": standing_colour(mark, "fg")}


def _diamond(colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 14 14" width="14" height="14">'
        f'<path d="M 7 2 L 12 7 L 7 12 L 2 7 Z" fill="none" stroke="{colour}" stroke-width="1.5"/></svg>'
    )


def _icon(name: str, colour: str) -> str:
    text = files("resources").joinpath(f"icons/{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour)
