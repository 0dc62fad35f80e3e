"""Why this date: each computed date explained, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from model.assess.authority import authority_lines
from model.assess.lawroll import unrolled_lines
from model.assess.spells import NEVER
from model.assess.standing import CLOSED, Assessment, DateLine, Position, Standing
from model.assess.trail import Leg, Trail
from model.days.fiscal import say_fiscal
from model.days.recurrence import say_rule
from model.days.saying import say_steps
from model.days.wording import say_count, say_day, zone_city
from model.docket import Docket
from model.errors import DayError
from model.phrases import bound_words, bounds_words, deadline_words, record_name, refs_text, series_words
from model.record.deadline import After, Anchor, Dated, Deadline, Earliest, Every, Latest, On, Open, While
from model.record.instrument import Instrument, calendars_of
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.wording.quoting import phrase_for
from model.wording.trails import count_lines, leg_lines, window_lines


def why_this_date(docket: Docket, assessment: Assessment, record_id: str) -> tuple[DateLine, ...]:
    """Every line that leads to the dates shown for a record, in the order in which they are worked out."""
    node = docket.node(record_id)
    if isinstance(node, Relief):
        return (*_relief_lines(node), *_extended_lines(docket, assessment, node))
    return tuple(_Explained(docket, assessment, node).lines())


class _Explained:
    """One obligation, as its dates are explained."""

    def __init__(self, docket: Docket, assessment: Assessment, node: Obligation) -> None:
        self.docket, self.assessment, self.node = docket, assessment, node
        self.position = assessment[node.id]
        self.instrument = docket.instruments.get(node.instrument or "")

    def lines(self) -> Iterator[DateLine]:
        override = self.node.override
        for line in self._deadline():
            yield replace(line, role="step") if override and line.role == "due" else line
        if override:
            yield DateLine(override.day, f"set by hand: {override.reason}", "override")
        yield from self._cure()
        yield from self._reliefs()
        if self.position.perform_by:
            condition = refs_text(self.docket, self.position.for_reliefs)
            yield DateLine(self.position.perform_by, f"perform by then: a condition of {condition}", "note")
        if self.node.target:
            yield DateLine(self.node.target.on, "internal target", "target")
        if self.position.act_by:
            yield DateLine(self.position.act_by, self._act_by(self.position.act_by), "act by")

    # --- The deadline --------------------------------------------------------------------------------

    def _deadline(self) -> Iterator[DateLine]:
        deadline = self.node.deadline
        if self.node.binding == "plan" and isinstance(deadline, On):
            yield from self._forecast(deadline)
        elif isinstance(deadline, On | After):
            yield from self._legs()
            yield from _long_stop_lines(deadline)
            yield from self._quoted(deadline)
            yield DateLine(None, self._hour(deadline), "note")
        elif isinstance(deadline, Earliest | Latest):
            yield from self._several(deadline)
            yield from _long_stop_lines(deadline)
            yield from self._quoted(deadline)
        elif isinstance(deadline, Every):
            yield from _series_lines(self.docket, self.node, deadline, self.position)
            yield from _long_stop_lines(deadline)
            yield from self._quoted(deadline)
        elif isinstance(deadline, While):
            yield DateLine(None, deadline_words(self.docket, self.node), "note")
            yield from self._quoted(deadline)
        elif isinstance(deadline, Open):
            yield from self._open(deadline)
        else:
            yield DateLine(None, "follows from a miss: it has no day of its own", "note")

    def _quoted(self, deadline: Deadline) -> Iterator[DateLine]:
        words = "" if isinstance(deadline, On) else deadline.words
        if words:
            yield DateLine(None, words, "note", quoted=True)

    def _forecast(self, deadline: On) -> Iterator[DateLine]:
        phrase = deadline.day.words or phrase_for(self.node.sources, deadline.day.on)
        yield DateLine(deadline.day.on, phrase or "the day forecast", "step", quoted=bool(phrase))
        yield DateLine(None, "a forecast: a plan is never missed", "note")

    def _open(self, deadline: Open) -> Iterator[DateLine]:
        yield DateLine(
            None, "no day is stated" if deadline.reason == "not stated" else f"due {deadline.reason}", "note"
        )
        yield from self._quoted(deadline)
        if self.node.review_by and self.position.standing not in CLOSED:
            yield DateLine(self.node.review_by, "looked at again on that day", "note")

    def _several(self, deadline: Earliest[Anchor] | Latest[Anchor]) -> Iterator[DateLine]:
        for line in self._legs():
            yield replace(line, role="step") if line.role == "due" else line
        which = "the earlier of them" if isinstance(deadline, Earliest) else "the later of them"
        if self.position.due and not self.node.override:
            yield DateLine(self.position.due, which, "due")

    def _legs(self) -> Iterator[DateLine]:
        for leg in self.position.trail.legs:
            yield from leg_lines(self.docket, self.node, leg)

    def _hour(self, part: Dated) -> str:
        instrument = self.instrument
        if part.time:
            return f"by {part.time}, {zone_city(part.zone)}"
        if instrument and instrument.cutoff:
            return f"by {instrument.cutoff}, {zone_city(instrument.zone)}: the instrument's cut-off"
        zone = part.zone or (instrument.zone if instrument else "")
        return f"no hour stated: end of day, {zone_city(zone)}" if zone else "no hour stated: end of day"

    # --- Cure and reliefs ----------------------------------------------------------------------------

    def _cure(self) -> Iterator[DateLine]:
        cure, last = self.node.cure, self.position.last_day
        if cure is None or last is None or last == self.position.due:
            return
        event = self.docket.events.get(cure.event or "")
        first = event.happened_first if event is not None else None
        happened = first is not None and first.on <= self.assessment.day
        start = "the miss"
        if cure.runs_from != "miss" and event is not None and happened:
            start = event.title
        words = f"last day of cure: {say_steps(cure.period, start)}"
        if cure.runs_from != "miss" and not happened:
            words += f", since no {cure.runs_from} is recorded"
        yield DateLine(last, words, "cure")

    def _reliefs(self) -> Iterator[DateLine]:
        extensions = self._live_extensions()
        for relief in sorted(extensions, key=lambda one: (one.new_due or NEVER, self.docket.places[one.id])):
            if relief.new_due:
                ref = record_name(self.docket, relief.id)
                yield DateLine(relief.new_due, f"the new due day under {ref}, while it is live", "note")
        if self.position.back_on and self.position.standing is Standing.SUSPENDED:
            yield DateLine(self.position.back_on, "stands again, unless a further relief is granted", "back")

    def _live_extensions(self) -> Iterator[Relief]:
        for end in self.docket.links_to.get(self.node.id, ()):
            relief = self.docket.reliefs.get(end.id) if end.link == "covers" else None
            if relief and relief.new_due and self.assessment[relief.id].standing is Standing.LIVE:
                yield relief

    # --- Act by --------------------------------------------------------------------------------------

    def _act_by(self, day: date) -> str:
        """The lead time, for whom, and the holidays that it steps over."""
        waiting = self._waiting(day)
        lead = self.node.lead_time
        starts = "starts" if len(waiting) == 1 else "start"
        before = f" before {refs_text(self.docket, waiting)} {starts}" if waiting else ""
        if waiting and not any(self.docket.obligations[one].lead_time for one in waiting):
            before = f" for {refs_text(self.docket, waiting)} to be done the same day"
        if lead == 0:
            return f"the last day{before}" if before else "the last day to perform it"
        return f"{say_count(lead, 'working day')} of lead time{before}{self._closures(day)}"

    def _waiting(self, day: date) -> list[str]:
        """What needs it sooner than it is due itself, and so sets the day to act by."""
        own = min((one for one in (self.position.due, self.position.perform_by) if one), default=NEVER)
        if own != NEVER and self._start_for(own) == day:
            return []
        ends = self.docket.links_to.get(self.node.id, ())
        starts = {end.id: self.assessment[end.id].act_by for end in ends if end.link in ("needs", "paid from")}
        first = min((one for one in starts.values() if one), default=None)
        return [one for one, start in starts.items() if start and start == first]

    def _start_for(self, limit: date) -> date | None:
        if self.node.lead_time == 0:
            return limit
        try:
            return self.docket.calendar(calendars_of(self.instrument)).latest_start(limit, self.node.lead_time)
        except DayError:
            return None

    def _closures(self, first: date) -> str:
        """The holidays that the lead time steps over, by name."""
        try:
            calendar = self.docket.calendar(calendars_of(self.instrument))
            last = calendar.add(first, self.node.lead_time - 1)
            closed = calendar.closures_between(first, last)
        except DayError:
            return ""
        names = [f"{reason} ({_near(day)})" for day, reason in closed if day.weekday() < 5]
        return f"; {' and '.join(names)} {'does' if len(names) == 1 else 'do'} not count" if names else ""


def _near(day: date) -> str:
    """``Thu 28 Nov``: a day beside the one that tells its year."""
    return " ".join(say_day(day).split()[:3])


_READINGS = {
    "inclusive": "read as including that day, the last that it covers",
    "exclusive": "read as ending before that day",
    "unclear": "whether that day still counts is unclear: read as not",
}


def _extended_lines(docket: Docket, assessment: Assessment, node: Relief) -> Iterator[DateLine]:
    """The reliefs that keep it alive past its own end, and until when."""
    last = assessment[node.id].due
    if node.last_day is None or last == node.last_day:
        return
    over = [end.id for end in docket.links_to.get(node.id, ()) if end.link == "extends"]
    on = [one for one in over if assessment[one].standing is not Standing.PENDING]
    goes = "goes on, which extends" if len(on) == 1 else "go on, which extend"
    yield DateLine(last, f"as {refs_text(docket, on)} {goes} it", "due")


def _relief_lines(node: Relief) -> Iterator[DateLine]:
    granted = node.granted_on
    if granted:
        phrase = granted.words or phrase_for(node.sources, granted.on)
        yield DateLine(granted.on, phrase or "granted", "step", quoted=bool(phrase))
        if phrase:
            yield DateLine(None, "granted", "note")
    else:
        yield DateLine(None, "asked for, not granted", "note")
    if node.since and granted and node.since != granted.on:
        counts = "it counts from its grant" if node.since < granted.on else "it counts from then"
        yield DateLine(node.since, f"with effect from that day; {counts}", "step")
    if node.until:
        phrase = phrase_for(node.sources, node.until)
        yield DateLine(node.until, phrase or "until that day", "step", quoted=bool(phrase))
        yield DateLine(None, _READINGS[node.until_reading], "note")
    else:
        yield DateLine(None, "no end is stated", "note")
    if node.last_day and node.last_day != node.until:
        yield DateLine(node.last_day, "the last day that it covers", "step")
    if node.new_due:
        yield DateLine(node.new_due, "the new due day of what it covers", "note")


def _series_lines(docket: Docket, node: Obligation, series: Every, position: Position) -> Iterator[DateLine]:
    """How the series recurs, then the day of the occurrence by which it stands, step by step."""
    trail, instrument = position.trail, docket.instruments.get(node.instrument or "")
    leg = trail.legs[0] if trail.legs else None
    if leg is None or _is_plain(trail, leg):
        since = f", from {say_day(series.start)}" if series.start else ""
        yield DateLine(position.due, f"{series_words(docket, series)}{since}", "due")
    else:
        yield DateLine(None, _recurs(docket, series), "note")
        yield from _occurrence_lines(docket, series, trail, leg, instrument)
    if leg is not None and leg.is_moved_by_nothing and leg.due and not trail.by_hand:
        yield from unrolled_lines(docket, instrument, leg.due)
    yield from _bound_lines(docket, series, position)
    yield from authority_lines(series, leg.day_zero if leg else None)


def _bound_lines(docket: Docket, series: Every, position: Position) -> Iterator[DateLine]:
    """Where a series begins and ends, if that follows from something else: the days as far as they are known."""
    known = position.series
    if known is None:
        return
    if series.begins:
        words = bound_words(docket, series.begins)
        said = "counts from" if known.begins else "begins with"
        yield DateLine(known.begins, f"{said} {words}" + ("" if known.begins else ", which is not known yet"), "note")
    if series.ends:
        words = bound_words(docket, series.ends)
        yield DateLine(known.ends, f"until {words}" + ("" if known.ends else ", which is not known yet"), "note")


def _long_stop_lines(deadline: Dated | Earliest[Anchor] | Every | Latest[Anchor]) -> Iterator[DateLine]:
    """That the day is a long stop."""
    if deadline.promptly:
        yield DateLine(None, "owed promptly, and on that day at the latest", "note")


def _is_plain(trail: Trail, leg: Leg) -> bool:
    """Due on the very day that the rule gives, with nothing to explain."""
    return trail.by_hand is None and not (leg.lines or leg.roll or leg.opening or leg.trouble)


def _recurs(docket: Docket, series: Every) -> str:
    since = f", from {say_day(series.start)}" if series.start else ""
    event = docket.events.get(series.event or "")
    since += bounds_words(docket, series)
    if event is None:
        return f"{say_rule(series.rule, series.start)}{since}"
    first = event.expected.on if event.expected else None
    how = say_fiscal(event.fiscal) if event.fiscal else say_rule(event.recurs, first) if event.recurs else ""
    return f"{event.title}, {how}{since}" if how else f"each {event.title}{since}"


def _occurrence_lines(
    docket: Docket, series: Every, trail: Trail, leg: Leg, instrument: Instrument | None
) -> Iterator[DateLine]:
    """One occurrence, from the day that names it; where it is changed alone, the day set by hand stands last."""
    name = record_name(docket, series.event) if series.event else "the day that the rule gives"
    is_due = not (leg.lines or leg.roll) and leg.due is not None and trail.by_hand is None
    words = f"{name}: day zero" if series.steps else name
    yield DateLine(leg.day_zero, words, "due" if is_due else "step")
    for line in count_lines(instrument, leg):
        yield replace(line, role="step") if trail.by_hand and line.role == "due" else line
    if trail.by_hand is None:
        yield from window_lines(leg)
    else:
        yield DateLine(trail.due, f"this occurrence only: {trail.by_hand.reason}", "override")
