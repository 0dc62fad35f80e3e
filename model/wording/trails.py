"""The trail of a due day in lines: what is stated or counted from, each step, what moves a closed day, the window."""

from __future__ import annotations

from collections.abc import Iterator

from model.assess.authority import authority_lines
from model.assess.due import AnchorDay, leg_of
from model.assess.lawroll import unrolled_lines
from model.assess.spells import ALWAYS
from model.assess.standing import DateLine
from model.assess.trail import Leg
from model.days.lawroll import roll_of_rule
from model.days.operation import Roll
from model.days.saying import say_opening
from model.days.step import StepLine
from model.days.wording import say_day, say_moment
from model.docket import Docket
from model.phrases import anchor_words
from model.record.deadline import After, Anchor, EventAnchor, Every, On
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.wording.quoting import phrase_for

NOT_ROLLED = "a stated day; no cited text rolls it"


def by_whom(instrument: Instrument | None) -> str:
    """What a roll that no step says rests on: the instrument's own words, or the law that governs it."""
    if instrument is None or not instrument.roll_rule:
        return "by the instrument"
    found = roll_of_rule(instrument.roll_rule)
    return f"by {found.citation if found else instrument.roll_rule}"


def leg_lines(docket: Docket, node: Obligation, leg: Leg) -> Iterator[DateLine]:
    """All that leads to one day of an obligation's deadline."""
    instrument, part = docket.instruments.get(node.instrument or ""), leg.part
    if isinstance(part, Every):
        return
    if isinstance(part, On):
        yield from _stated(docket, node, instrument, leg, part)
    elif leg.zero is None:
        yield from _unknown(docket, instrument, part)
    else:
        yield DateLine(leg.day_zero, f"{anchor_words(docket, part.anchor)}: day zero", "step")
        yield from count_lines(instrument, leg)
        if leg.is_moved_by_nothing and leg.due:
            yield from unrolled_lines(docket, instrument, leg.due)
        # An override sets the window aside with the day that was computed.
        yield from window_lines(leg) if not node.override else ()
        yield from authority_lines(part, leg.day_zero) if leg.due else ()
    if part.not_earlier_than:
        yield DateLine(part.not_earlier_than, "not earlier than that day", "note")


def _stated(docket: Docket, node: Obligation, instrument: Instrument | None, leg: Leg, part: On) -> Iterator[DateLine]:
    """The day as the source names it, the day before where the day itself is too late, and how it rolls."""
    stated = part.day.on
    phrase = part.day.words or phrase_for(node.sources, stated)
    fixed = leg.due == stated and leg.roll is None
    law = tuple(unrolled_lines(docket, instrument, stated)) if fixed else ()
    unmoved = leg.due is not None and leg.roll is None and not law
    plain = "before that day" if part.strictly_before else NOT_ROLLED if unmoved else "the day stated"
    yield DateLine(stated, phrase or plain, "due" if fixed else "step", quoted=bool(phrase))
    if part.strictly_before:
        yield DateLine(leg.due, "the last day in time: the day itself is too late", "due")
    if unmoved and (phrase or part.strictly_before):
        yield DateLine(None, NOT_ROLLED, "note")
    yield from _roll_line(instrument, leg)
    yield from law


def _unknown(docket: Docket, instrument: Instrument | None, part: After[Anchor]) -> Iterator[DateLine]:
    """What it counts from is not known yet; and where an event is expected, what would follow: nothing is due by it."""
    yield DateLine(None, f"counts from {anchor_words(docket, part.anchor)}, which is not known yet", "note")
    event = docket.events.get(part.anchor.event) if isinstance(part.anchor, EventAnchor) else None
    if event is not None and event.expected is not None:
        day = event.expected.on
        due = leg_of(part, instrument, lambda _: AnchorDay(day, ALWAYS), docket.calendar).due
        if due is not None:
            words = f"expected on {say_day(day)}: by then it would fall due on {say_day(due)}"
            yield DateLine(None, words, "note")
    yield from authority_lines(part, None)


def count_lines(instrument: Instrument | None, leg: Leg) -> Iterator[DateLine]:
    """Each step from day zero, and where the instrument moves the last of them; the last line of all is the due day."""
    if leg.lines:
        *before, last = leg.lines
        yield from (DateLine(line.day, line.words, "step") for line in before)
        yield DateLine(last.day, _with_minute(last), "due" if leg.due and leg.roll is None else "step")
    yield from _roll_line(instrument, leg)


def _roll_line(instrument: Instrument | None, leg: Leg) -> Iterator[DateLine]:
    """Where the instrument moves the day to, or leaves it, and by what text; or why no day comes of it."""
    if leg.roll is not None:
        yield DateLine(leg.roll.day, f"{by_whom(instrument)}: {leg.roll.words}", "due")
    if leg.due is None and leg.trouble:
        yield DateLine(None, leg.trouble, "note")


def window_lines(leg: Leg) -> Iterator[DateLine]:
    """Where a window opens, step by step from day zero; one that would open after the due day is set aside."""
    if leg.opening:
        *before, last = leg.opening
        yield from (DateLine(line.day, f"to the opening: {line.words}", "step") for line in before)
        yield DateLine(last.day, say_opening(last.words, in_time=leg.opens != ALWAYS), "note")
    elif leg.due and leg.trouble and not isinstance(leg.part, On) and leg.part.opens:
        yield DateLine(None, leg.trouble, "note")


def closed_days(instrument: Instrument | None, leg: Leg) -> Iterator[str]:
    """How closed days moved it on its way, by a step or by the instrument; or why no day came of it."""
    day = leg.day_zero
    steps = () if isinstance(leg.part, On) else leg.part.steps
    for step, line in zip(steps, leg.lines, strict=False):
        if isinstance(step, Roll) and line.day != day:
            yield line.words
        day = line.day
    if leg.roll is not None and leg.roll.day != day:
        yield f"{by_whom(instrument)}, {leg.roll.words}"
    if leg.due is None and leg.trouble:
        yield leg.trouble


def _with_minute(line: StepLine) -> str:
    return f"{line.words}: {say_moment(line.at)}" if line.at else line.words
