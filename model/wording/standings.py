"""Words for what an assessment says: due days, what follows a miss, links; and the door to reasons and phrases.

Full refs ("USMX-8") leave the docket, so they are the rule; ``short=True`` gives those of its own window ("8").
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from model.assess.amounts import amount_owed
from model.assess.standing import BEFORE_ITS_DAY, CLOSED, HARMED, Position, Standing
from model.days.wording import say_count, say_day, say_distance
from model.docket import Docket
from model.phrases import (
    BOUNDS,
    amount_text,
    anchor_words,
    deadline_words,
    listed,
    money_text,
    record_name,
    refs_text,
    short_day,
    sum_words,
)
from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor, On, Open, is_promptly
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.ref import ref_key
from model.record.relief import Relief
from model.wording.sentences import reason_text, reasons_of

__all__ = [
    "BOUNDS",
    "DueText",
    "amount_text",
    "due_text",
    "due_text_in_full",
    "link_text",
    "miss_text",
    "money_text",
    "owed_words",
    "reason_text",
    "reasons_of",
    "ref_key",
    "refs_text",
]


class DueText(NamedTuple):
    """What the Due column says: a day, or words where there is none, and how far off it is."""

    day: date | None
    words: str
    distance: str
    expected: bool = False
    """Whether it says on which day it is only expected to fall due."""


# ------------------------------------------------------------------------------------------------ due


def due_text(docket: Docket, node: Node, position: Position, day: date) -> DueText:
    """What stands in the Due column for ``node`` on ``day``."""
    if isinstance(node, Relief):
        distance = say_distance((position.due - day).days) if position.due else ""
        return DueText(position.due, "" if position.due else "no end stated", distance)
    if node.is_consequence:
        return DueText(None, "if any is missed" if len(node.causes) > 1 else "if it is missed", "")
    if node.binding == "plan":
        return _forecast_text(docket, node, position)
    if node.continuing:
        return DueText(None, deadline_words(docket, node, short=True), _back(position))
    if position.due is not None:
        distance = _distance(position, day)
        promptly = is_promptly(node.deadline) and position.standing in BEFORE_ITS_DAY
        return DueText(position.due, "", f"promptly, {distance}" if promptly and distance else distance)
    return _undated(docket, node, position, day)


def due_text_in_full(docket: Docket, node: Node, position: Position, day: date) -> DueText:
    """The same where there is room, or no window beside it: every day with its weekday and its year."""
    due = due_text(docket, node, position, day)
    distance = due.distance
    if due.expected and position.expected:
        distance = say_distance((position.expected - day).days)
        return DueText(None, f"expected {say_day(position.expected)}", distance, expected=True)
    if position.back_on:
        distance = f"back {say_day(position.back_on)}"
    elif distance.startswith("review ") and isinstance(node, Obligation) and node.review_by:
        distance = f"review {say_day(node.review_by)}"
    if due.day is None and position.perform_by and due.words.startswith("by "):
        for_relief = f"for {refs_text(docket, position.for_reliefs, short=True)}, " if position.for_reliefs else ""
        return DueText(None, f"by {say_day(position.perform_by)}", f"{for_relief}{distance}")
    return DueText(due.day, due.words, distance)


def _forecast_text(docket: Docket, node: Obligation, position: Position) -> DueText:
    deadline = node.deadline
    if isinstance(deadline, On):
        words = deadline.day.words.removeprefix("in the ")
        return DueText(None if words else position.forecast, words, "forecast")
    if position.expected is not None:
        return DueText(position.expected, "", "forecast")
    return DueText(None, deadline_words(docket, node, short=True), _review(node, position))


def _back(position: Position) -> str:
    return f"back {short_day(position.back_on)}" if position.back_on else ""


def _distance(position: Position, day: date) -> str:
    if position.due is None or position.standing is Standing.RELEASED:
        return ""
    if position.standing is Standing.SUSPENDED:
        return _back(position)
    if position.done_on is None:
        return say_distance((position.due - day).days)
    if position.done_on == position.due:
        return "on the day"
    if position.done_on < position.due:
        return f"{say_count((position.due - position.done_on).days, 'day')} early"
    if position.standing is Standing.SATISFIED:
        return "in time, extended"
    return f"{say_count((position.done_on - position.due).days, 'day')} late"


def _undated(docket: Docket, node: Obligation, position: Position, day: date) -> DueText:
    dormant = position.standing is Standing.DORMANT
    if position.expected is not None and position.standing not in CLOSED:
        return DueText(position.expected, "", "expected", expected=True)
    if dormant and (waiting := _waiting(docket, node)):
        return waiting
    if position.perform_by is not None and not dormant:
        reliefs = refs_text(docket, position.for_reliefs, short=True)
        words = f"by {short_day(position.perform_by)}" + (f", for {reliefs}" if reliefs else "")
        return DueText(None, words, say_distance((position.perform_by - day).days))
    is_open = isinstance(node.deadline, Open)
    return DueText(None, deadline_words(docket, node, short=True), _review(node, position) if is_open else "")


def _review(node: Obligation, position: Position) -> str:
    return f"review {short_day(node.review_by)}" if node.review_by and position.standing not in CLOSED else ""


def _waiting(docket: Docket, node: Obligation) -> DueText | None:
    """What a sleeping duty waits for: the first obligation among several, and "or sooner"."""
    if node.starts:
        waits = [_awaited(docket, anchor) for anchor in node.starts.of]
        pick = node.starts.pick
    else:
        waits = [f"when {docket.short_ref(link.to)} is done" for link in node.paid_from]
        pick = "earlier"
    if not waits:
        return None
    named = next((words for words in waits if words.startswith("when ")), waits[0])
    more = "or sooner" if pick == "earlier" else "and more"
    return DueText(None, named, more if len(waits) > 1 else "")


def _awaited(docket: Docket, anchor: Anchor) -> str:
    if isinstance(anchor, EventAnchor):
        return anchor_words(docket, anchor)
    if isinstance(anchor, InstrumentAnchor):
        return f"when {record_name(docket, anchor.instrument)} {'begins' if anchor.of == 'start' else 'ends'}"
    if anchor.of == "due":
        return f"on {anchor_words(docket, anchor, short=True)}"
    return f"when {docket.short_ref(anchor.obligation)} is {'done' if anchor.of == 'performed' else 'missed'}"


# ------------------------------------------------------------------------------------------ if missed


def miss_text(docket: Docket, position: Position, *, short: bool = False) -> str:
    """What follows if it is missed, or as it is missed already, in one sentence; empty where nothing does."""
    parts = []
    if position.lapses:
        parts.append(f"{refs_text(docket, position.lapses, short=short)} {_verb(position.lapses, 'lapse')}")
    if position.brings_back:
        again = _verb(position.brings_back, "stand")
        parts.append(f"{refs_text(docket, position.brings_back, short=short)} {again} again")
    if position.exposes:
        ids = [exposure.consequence for exposure in position.exposes]
        parts.append(f"{refs_text(docket, ids, short=short)} {'is' if len(ids) == 1 else 'are'} exposed")
    return f"{_if_missed(docket, position, short=short)}, {listed(parts)}." if parts else ""


def _if_missed(docket: Docket, position: Position, *, short: bool) -> str:
    if position.id in docket.reliefs:
        return "If it lapses"
    node = docket.obligations[position.id]
    ref = docket.short_ref(node.id) if short else docket.ref(node.id)
    if position.standing in HARMED:
        how = "has lapsed" if position.standing is Standing.LAPSED else f"is {position.standing}"
        return f"As {ref} {how}"
    if node.is_consequence:
        return f"If {ref} is exposed"
    if node.continuing:
        return f"If {ref} fails"
    return f"If {ref} lapses unused" if node.binding == "right" else f"If {ref} is missed"


def _verb(ids: tuple[str, ...], stem: str) -> str:
    return f"{stem}s" if len(ids) == 1 else stem


LINK_TEXTS: dict[str, tuple[str, str]] = {
    "needs": ("needed first", "needs it"),
    "starts": ("starts it", "starts with it"),
    "after": ("counts from it", "counts from it"),
    "paid from": ("pays for it", "paid from it"),
    "either": ("either of them", "either of them"),
    "causes": ("cause", "if missed"),
    "replaces": ("replaced by it", "replaces it"),
    "condition": ("condition", "condition"),
    "covers": ("covered by it", "relieved by it"),
    "extends": ("extended by it", "extends it"),
    "share": ("a percentage of it", "a percentage of it"),
    "falls away": ("takes it away", "falls away by it"),
    "in force when": ("in force with it", "in force with it"),
    "ends": ("ends its instrument", "ended by it"),
    "ended by": ("ends its instrument", "ended by it"),
}


def link_text(link: str, *, towards: bool) -> str:
    """The word beside a linked record: seen from the one that depends, or (``towards``) from the one it hangs on."""
    return LINK_TEXTS[link][1 if towards else 0]


def owed_words(docket: Docket, node: Node, position: Position, *, short: bool = False) -> str:
    """What is owed in money: a sum as it is stated, of a series in all; a percentage as it is worked out, or in words.

    Nothing where no amount is owed.
    """
    if isinstance(node, Relief):
        return ""
    return sum_words(docket, node, node.amount or amount_owed(node, position), short=short)
