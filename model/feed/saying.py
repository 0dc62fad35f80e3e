"""What an item says below its title: standing and day, why, the source's words, what it hangs on, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from model.assess.standing import Assessment, DateLine, Position, Standing
from model.days.wording import say_day
from model.docket import Docket
from model.feed.lines import one_line
from model.outlook.ties import hangs_on
from model.phrases import record_name
from model.readable import clean
from model.record.deadline import On
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.wording.explain import why_this_date
from model.wording.further_terms import further_terms
from model.wording.standings import miss_text, owed_words, reasons_of, refs_text

LONGEST_QUOTE: Final = 2000
LONGEST_LINE: Final = 500
MOST_STEPS: Final = 12
"""Lines of "why this date" that an item carries; the rest is in the docket."""


def description(
    docket: Docket, assessment: Assessment, node: Node, position: Position, head: str, *, quiet: bool
) -> str:
    """The whole description; ``head`` says where it stands, ``quiet`` leaves out what is only ours to do."""
    return "\n".join(_lines(docket, assessment, node, position, head, quiet=quiet))


def _lines(
    docket: Docket, assessment: Assessment, node: Node, position: Position, head: str, *, quiet: bool
) -> Iterator[str]:
    yield f"{head}{_inexact(node)}."
    for reason in reasons_of(docket, position):
        yield f"{clean(reason)}."
    if not quiet:
        yield from _own_days(node, position)
    yield from _terms(docket, node, position)
    for span in node.sources:
        yield f"“{one_line(span.words, LONGEST_QUOTE)}”"
    for term in further_terms(docket, node):
        yield one_line(term.sentence, LONGEST_QUOTE)
    instrument = docket.instruments.get(node.instrument or "")
    clause = ", ".join(part for part in (instrument.title if instrument else "", node.locator) if part)
    if clause:
        yield clause
    for tie in hangs_on(node):
        yield f"{tie.label}: {', '.join(record_name(docket, end) for end in tie.ids)}"
    if follows := miss_text(docket, position):
        yield follows
    if isinstance(node, Relief):
        yield f"Covers: {refs_text(docket, node.covers)}"
    if owner := docket.people.get(node.owner or ""):
        yield f"Owner: {owner.name}"
    yield from _why(why_this_date(docket, assessment, node.id))


def head_of(standing: Standing, heading: str, day: date, beside: str = "") -> str:
    """Standing and day, and the day it goes by: ``Open. Act by Tue 3 Dec 1996; due Tue 31 Dec 1996``."""
    return f"{standing.capitalize()}. {heading or 'Due'} {say_day(day)}{beside and f'; {beside}'}"


def _inexact(node: Node) -> str:
    """The source's own words for a day that it does not name exactly."""
    deadline = node.deadline if isinstance(node, Obligation) else None
    words = deadline.day.words if isinstance(deadline, On) else ""
    return f" (“{one_line(words)}”)" if words else ""


def _own_days(node: Node, position: Position) -> Iterator[str]:
    """Days that are ours and not the instrument's: the target, and the last day to start."""
    if not isinstance(node, Obligation):
        return
    if node.target:
        yield f"Internal target: {say_day(node.target.on)}"
    if position.act_by and position.act_by not in (position.due, position.perform_by):
        yield f"Act by: {say_day(position.act_by)}"


def _terms(docket: Docket, node: Node, position: Position) -> Iterator[str]:
    """Who owes whom, and how much; who granted a relief."""
    if isinstance(node, Relief):
        if granted_by := docket.parties.get(node.granted_by or ""):
            yield f"Granted by {granted_by.name}"
        return
    obligor, obligee = docket.parties.get(node.obligor or ""), docket.parties.get(node.obligee or "")
    if obligor and obligee:
        yield f"{obligor.name} to {obligee.name}"
    if owed := owed_words(docket, node, position):
        yield f"Amount: {owed}"


def _why(lines: tuple[DateLine, ...]) -> Iterator[str]:
    """Why this date, line by line, without the days of our own that stand above."""
    told = [line for line in lines if line.role not in ("target", "act by")][:MOST_STEPS]
    if told:
        yield "Why this date:"
    for line in told:
        words = f"“{line.words}”" if line.quoted else line.words
        yield one_line(f"– {say_day(line.day)}: {words}" if line.day else f"– {words}", LONGEST_LINE)
