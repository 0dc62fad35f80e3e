"""Why a date moves, in words: what it counts from, where that moved from and to, and what else decides the day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from msgspec.structs import replace

from model.assess.authority import authority_of
from model.days.saying import say_steps
from model.days.wording import say_count, say_day
from model.outlook.changes.side import ComparedSide
from model.phrases import anchor_words, deadline_words, listed, record_name, refs_text
from model.record.deadline import After, Anchor, Changed, Dated, Earliest, Every, Latest, On, anchors_of
from model.record.links import anchor_id
from model.record.obligation import Obligation
from model.record.relief import Relief


class WhyMoved:
    """Speaks of one change: two sides of it, and the records that it changes."""

    def __init__(self, before: ComparedSide, after: ComparedSide, changed: Collection[str]) -> None:
        self.before, self.after, self.changed = before, after, changed

    def due(self, record_id: str) -> str:
        """Why a due day moves, or the days of a series, or the end of a relief."""
        old, new = self.before.docket, self.after.docket
        if record_id in new.reliefs or record_id in old.reliefs:
            return self._relief(record_id)
        was, node = old.obligations.get(record_id), new.obligations.get(record_id)
        if node is None:
            return "it is deleted"
        if node.override:
            return f"set by hand: {node.override.reason}"
        counted = "; ".join(self._counted(node))
        if was is None:
            return counted
        if was.override:
            return f"no longer set by hand: {counted}"
        if alone := _of_one_alone(was, node):
            return alone
        if was.deadline != node.deadline:
            return f"{counted}, instead of {deadline_words(old, was)}"
        return self._by_instrument(node, counted)

    def cure(self, record_id: str) -> str:
        """Why the last day of cure moves though the due day stays."""
        node = self.after.docket.obligations[record_id]
        if node.cure is None:
            return "there is no time to cure any more"
        event = self.after.docket.events.get(node.cure.event or "")
        if event is None or node.cure.runs_from == "miss":
            return self._by_instrument(node, say_steps(node.cure.period, "the miss"))
        was, becomes = self.before.happened(event.id), self.after.happened(event.id)
        return self._by_instrument(node, say_steps(node.cure.period, event.title + _shifted(was, becomes)))

    def asked(self, record_id: str) -> str:
        """Why a condition of a relief is to be performed by another day."""
        reliefs = self.after.assessment[record_id].for_reliefs
        ends = "ends" if len(reliefs) == 1 else "end"
        return f"a condition of {refs_text(self.after.docket, reliefs)}, which then {ends}"

    def start(self, record_id: str, waiting: Collection[str]) -> str:
        """Why the latest day to start moves."""
        lead = self.after.docket.obligations[record_id].lead_time
        time = f"{say_count(lead, 'working day')} of lead time, " if lead else ""
        verb = "date moves" if len(waiting) == 1 else "dates move"
        return f"{time}needed for {refs_text(self.after.docket, waiting)}, whose {verb}"

    def held(self, node: Obligation, would_be: date | None) -> str:
        """That a day set by hand stays, and what it would be."""
        if node.override is None:
            return ""
        stays = f"held by hand at {say_day(node.override.day)} ({node.override.reason})"
        other = f"would be {say_day(would_be)}" if would_be else "would have no date"
        return f"{stays}, {other}: {'; '.join(self._counted(node))}"

    def _relief(self, record_id: str) -> str:
        node = self.after.docket.reliefs.get(record_id)
        if node is None:
            return "it is deleted"
        return _relief_end(node)

    def _counted(self, node: Obligation) -> Iterator[str]:
        """The deadline in words with what each anchor did, and how closed days move where it has one part."""
        deadline = node.deadline
        if isinstance(deadline, Earliest | Latest):
            which = "earlier" if isinstance(deadline, Earliest) else "later"
            yield f"the {which} of {listed([self._part(part) for part in deadline.of])}"
        elif isinstance(deadline, On | After):
            yield self._part(deadline) if isinstance(deadline, After) else f"due {self._part(deadline)}"
            yield from self.after.closed_days(node)
        else:
            yield deadline_words(self.after.docket, node)
            if isinstance(deadline, Every):
                yield from self._recurring(deadline)

    def _part(self, part: Dated) -> str:
        if isinstance(part, After):
            said = say_steps(part.steps, anchor_words(self.after.docket, part.anchor) + self._anchor(part.anchor))
            rule = authority_of(part, self.after.anchor_day(part.anchor))
            return f"{said}, by {rule.citation}" if rule else said
        return f"before {say_day(part.day.on)}" if part.strictly_before else say_day(part.day.on)

    def _anchor(self, anchor: Anchor) -> str:
        return _shifted(self.before.anchor_day(anchor), self.after.anchor_day(anchor))

    def _recurring(self, deadline: Every) -> Iterator[str]:
        for anchor in anchors_of(deadline):
            was, becomes = self.before.anchor_day(anchor), self.after.anchor_day(anchor)
            name = anchor_words(self.after.docket, anchor)
            if was != becomes:
                yield f"{name}{_shifted(was, becomes)}"
            elif anchor_id(anchor) in self.changed:
                yield f"{name} recurs otherwise"

    def _by_instrument(self, node: Obligation, words: str) -> str:
        """What else decides the day: the business days and the roll of the instrument, where that was changed."""
        if node.instrument in self.changed:
            return f"{record_name(self.after.docket, node.instrument or '')} counts days otherwise: {words}"
        return words


def _of_one_alone(was: Obligation, node: Obligation) -> str:
    """Why occurrences of a series move that were changed alone, or fall away since it ends; else nothing."""
    old, new = was.deadline, node.deadline
    if not isinstance(old, Every) or not isinstance(new, Every) or old == new:
        return ""
    if replace(old, changed=new.changed) == new:
        gone = [] if {one.occurrence for one in old.changed} <= {one.occurrence for one in new.changed} else [PUT_BACK]
        said = [_alone(one) for one in new.changed if one not in old.changed]
        return "; ".join(dict.fromkeys([*said, *gone]))
    if replace(old, changed=new.changed, until=new.until) == new and new.until:
        return f"the series ends with {say_day(new.until)}"
    return ""


PUT_BACK = "put back to the day that the series gives"


def _alone(change: Changed) -> str:
    return f"{'this one only' if change.due else 'not owed this time'}: {change.reason}"


def _shifted(was: date | None, becomes: date | None) -> str:
    """What a day zero did, in brackets; nothing where it stays."""
    if was == becomes:
        return ""
    if was is None or becomes is None:
        return f" (now {say_day(becomes)})" if becomes else " (no longer known)"
    return f" (moved from {say_day(was)} to {say_day(becomes)})"


def _relief_end(node: Relief) -> str:
    if node.until is None:
        return "no end is stated"
    reading = {
        "inclusive": "that day included",
        "exclusive": "that day not included",
        "unclear": "read as not included",
    }
    return f"until {say_day(node.until)}, {reading[node.until_reading]}"
