"""The judge of ``assess``: how everything stands on a day, walked through day by day, slowly and obviously.

Written from the section "Standing: what follows on a day" of the domain page alone; it imports nothing of
``model.assess`` and gives standings as plain words. Every question ("how did this stand on day d?") is answered for
one day by the decision list as it is printed, and asked again for every other day.

Where the page is silent or can be read two ways, this is the reading taken:

1.  A right that lapsed is "lapsed", as a relief is.
2.  "Satisfied" includes "satisfied late" wherever one thing waits for another (``needs``, ``either``).
3.  The due day is worked out once, from all that is known on D, and used for every day up to D; whether an anchor
    has happened is asked day by day. A due day used as an anchor of a deadline needs no waiting for: it is known
    before it comes. As a start it has to come.
4.  The day of a miss, as an anchor, is the first day on which the other stands missed, lapsed or failing.
5.  "Brought in" (paid_from): any performed fact of the source by then, in full or in part.
6.  A duty with ``While`` has not begun before its first day, and has no due day. A plan's day is a forecast: it has
    no due day either, and is never late.
    An override sets aside a dated deadline whole, its "not earlier than" included.
7.  A ``submitted`` fact where no approval is needed says nothing about standing.
8.  With both an amount and an approval, it is performed once both are there. A later rejection undoes no approval.
    With every submission voided, an approval counts as one without a submission.
9.  A rejected performance is no part performance, and brought in nothing.
10. A covenant's time is over after ``until`` or after its instrument's last day. Whether it is over "while not
    failing" is asked once, on the day after, of its readings up to its last day and their cure, not of reliefs.
11. A covenant over while not failing is released, and with it what it exposed.
12. "Released since", for consequences: cancelled, replaced, another of the group satisfied, or a release live on D.
    A release that has lapsed brings the exposure back, performed late or not.
    What a relief covered whose lapse reaches back is judged, from its lapse on, as if it had never been granted.
13. A duty's miss begins on the first day on which it would stand missed if there were no relief. A failing begins
    with its first reading not met. Both decide what a "default ceased" ends.
14. Of several readings on one day the last recorded counts: standing is judged at the end of the day. It comes before
    a "default ceased" of that day, which ends whatever began on or before its day.
15. An instrument's end releases a consequence for good, unless it was exposed on some day up to that end.
16. Facts of a series that name no occurrence count for all of it when they cancel, and for nothing otherwise.
17. A series with no occurrence left stands as its last one. A right that lapsed does not hold up the next occurrence,
    nor does one that is done or cancelled ahead of its day: the one after it is the next.
18. What was missed before an extension began and then performed in time by it was no default.
19. A right in time by an extension is in time, past c or not.
20. Business days of an instrument that names no calendar are Monday to Friday.
21. A recurring event is certain: its days are known before they come, and what counts from them is open before.
    An occurrence is named by the day that the rule or the event gives, before its steps, and is in its place by its due
    day; one that is not owed is no occurrence, and a series without any sleeps. In a series for every day a closed day
    that would only be moved has no occurrence; random dockets hold none such.
22. Under a long stop the start alone decides while the anchor has not happened, and holds it back only before the
    last day. An override moves that day and leaves the rest. A window opens where its steps lead from the anchor,
    unrolled; one that would open after the due day, and that of an occurrence moved by hand, is set aside.
23. Figures are readings too, from the day they are of: see :mod:`tests.model.assess.figures`.

No random docket holds what the page leaves open altogether: an amount together with an approval, a payment in another
currency, "not earlier than" within the earlier or later of several, a covenant or series as anchor,
a consequence that something else waits for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from model.docket import Docket
from model.record.amount import Amount
from model.record.deadline import Every, While
from model.record.fact import Cancelled, DefaultCeased, Fact, Reading
from model.record.relief import Relief
from tests.model.assess.figures import pretended, read_by_figures
from tests.model.assess.known import BAD, LOOK_AHEAD, ONE_DAY, Known, Unit, remembered


@dataclass(frozen=True)
class Outcome:
    """How one obligation or relief stands: the word, its due day, its last day of cure, since when it stands so."""

    standing: str
    due: date | None = None
    last_day: date | None = None
    since: date | None = None


def simulate(docket: Docket, day: date) -> dict[str, Outcome]:
    """How everything in ``docket`` stands at the end of ``day``."""
    simulation = Simulation(docket, day)
    return {node.id: simulation.outcome(node.id) for node in docket.nodes()}


class Simulation(Known):
    """One docket as it is known on one day D, walked day by day from before its first date."""

    # --- What comes out --------------------------------------------------------------------------

    def outcome(self, node: str) -> Outcome:
        standing = self.standing(node, self.today)
        if node in self.docket.reliefs:
            return Outcome(standing, due=self.end_of(node), since=self.stands_so_since(node))
        if self.docket.obligations[node].continuing or self.docket.obligations[node].is_consequence:
            return Outcome(standing, since=self.stands_so_since(node))
        if self.sleeps(node, self.today):
            return Outcome(standing, since=self.stands_so_since(node))
        unit = self.shown(node, self.today)
        since = self.miss_began(unit) if standing in BAD else self.stands_so_since(node)
        return Outcome(standing, self.due(unit), self.last_day(unit), since)

    def stands_so_since(self, node: str) -> date:
        day = self.today
        while day > self.first and self.standing(node, day - ONE_DAY) == self.standing(node, self.today):
            day -= ONE_DAY
        return day

    # --- The decision lists ----------------------------------------------------------------------

    @remembered
    def standing(self, node: str, d: date) -> str:
        if node in self.docket.reliefs:
            return self.relief(node, d)
        obligation = self.docket.obligations[node]
        if obligation.is_consequence:
            return self.consequence(node, d)
        if obligation.continuing:
            return self.covenant(node, d)
        return "dormant" if self.sleeps(node, d) else self.duty(self.shown(node, d), d)

    @remembered
    def duty(self, unit: Unit, d: date, reliefs: bool = True) -> str:
        """Duties, rights and plans, line by line. ``reliefs`` False: as if nothing had ever been granted."""
        obligation = self.docket.obligations[unit.id]
        due, c, done = self.due(unit), self.last_day(unit), self.done_on(unit)
        past_due = due is not None and d > due
        past_c = c is not None and d > c
        if not self.in_force(obligation.instrument, d):
            return "dormant"
        if done is not None and done <= d:
            return "satisfied late" if self.is_late(unit, done) else "satisfied"
        if self.released(unit, d, reliefs) or self.instrument_ended(unit, d):
            return "released"
        if not self.begun(unit, d):
            return "dormant"
        if obligation.binding != "plan":
            if self.approval_awaited(unit, d) and not (past_c and self.approval_is_the_deadline(obligation)):
                return "submitted"
            if past_due and reliefs and self.covered(unit.id, d):
                return "suspended"
            if past_c:
                return "lapsed" if obligation.binding == "right" else "missed"
            if past_due:
                return "in cure"
            if d == due:
                return "due"
        if self.part_performed(unit, d):
            return "partly performed"
        return "blocked" if self.blocked(obligation, d) else "open"

    def covenant(self, node: str, d: date) -> str:
        obligation = self.docket.obligations[node]
        if not self.in_force(obligation.instrument, d) or not self.begun(Unit(node), d):
            return "dormant"
        if self.released(Unit(node), d) or self.over_while_not_failing(node, d):
            return "released"
        reading = self.last_reading(node, d)
        if reading is None:
            return "untested"
        if self.met_by(node, reading):
            return "in compliance"
        if self.covered(node, d):
            return "suspended"
        return "failing" if self.fails_by_its_readings(node, d) else "in cure"

    def consequence(self, node: str, d: date) -> str:
        if not self.in_force(self.docket.obligations[node].instrument, d):
            return "dormant"
        if self.consequence_released(node, d):
            return "released"
        return "exposed" if node in self.exposed(d) else "dormant"

    def relief(self, node: str, d: date) -> str:
        relief = self.docket.reliefs[node]
        start, last = self.relief_start(relief), self.end_of(node)
        if start is None or d < start or relief.signed == "unsigned":
            return "pending"
        window_end = d if last is None else min(d, last + ONE_DAY)
        if any(self.condition_broken(relief, x) for x in self.days(start, window_end)):
            return "lapsed"
        return "ended" if last is not None and d > last else "live"

    # --- Reliefs ---------------------------------------------------------------------------------
    @remembered
    def end_of(self, node: str) -> date | None:
        """Its own last day; on from there, each day on which an extension of it is live, as far as D can know."""
        last = self.docket.reliefs[node].last_day
        while last is not None and (ends := self.goes_on(node, last + ONE_DAY)):
            last = None if None in ends else max(day for day in ends if day is not None)
        return last

    def goes_on(self, node: str, x: date) -> list[date | None]:
        """For each extension of it that is live on x: x, if that has come; else the end that it has as things are."""
        found: list[date | None] = []
        for other in self.docket.reliefs.values():
            if node not in other.extends or self.standing(other.id, min(x, self.today)) != "live":
                continue
            end = self.end_of(other.id)
            if end is None or x <= end:
                found.append(x if x <= self.today else end)
        return found

    def relief_start(self, relief: Relief) -> date | None:
        found = self.instrument(relief.instrument)
        if relief.effective_from is None or found is None or found.begins is None:
            return relief.effective_from
        return max(relief.effective_from, found.begins)

    def condition_broken(self, relief: Relief, x: date) -> bool:
        return any(self.condition_missed(condition, relief, x) for condition in relief.conditions)

    @remembered
    def condition_missed(self, condition: str, relief: Relief, x: date) -> bool:
        obligation = self.docket.obligations[condition]
        if obligation.is_consequence or obligation.binding != "duty":
            return False
        if obligation.continuing:
            return self.standing(condition, x) == "failing"
        if any(self.duty(unit, x) == "missed" for unit in self.units(condition, x)):
            return True
        last = self.end_of(relief.id)
        if last is None or x != last + ONE_DAY or self.is_series(condition):
            return False
        not_performed = self.duty(Unit(condition), last) in ("partly performed", "blocked", "open")
        return self.due(Unit(condition)) is None and not_performed

    @remembered
    def covered(self, node: str, d: date) -> bool:
        """A live relief covers it; an extension covers nothing past its new due day."""
        return any(
            self.standing(relief.id, d) == "live"
            and (relief.new_due is None or d <= relief.new_due)
            and not self.never_granted(relief)
            for relief in self.docket.reliefs.values()
            if node in relief.covers
        )

    def never_granted(self, relief: Relief) -> bool:
        """It has lapsed by D, and by its own words its lapse reaches back: past days too are judged without it."""
        return relief.reinstatement == "as if never granted" and self.standing(relief.id, self.today) == "lapsed"

    # --- Released --------------------------------------------------------------------------------
    def instrument_ended(self, unit: Unit, d: date) -> bool:
        """It ended while the duty was not past c: on the first day after its last."""
        last, c = self.last_day_in_force(self.docket.obligations[unit.id]), self.last_day(unit)
        return last is not None and d > last and not (c is not None and last + ONE_DAY > c)

    @remembered
    def released(self, unit: Unit, d: date, reliefs: bool = True) -> bool:
        """Cancelled, replaced, released, or another of its group satisfied. The instrument's end stands apart."""
        cancelled = any(fact.day.on <= d for fact in self.facts(unit, Cancelled))
        group = self.docket.siblings.get(unit.id, frozenset())
        return (
            cancelled
            or self.replaced(unit.id, d)
            or (reliefs and self.release_is_live(unit.id, d))
            or any(self.satisfied_by_itself(sibling, d) for sibling in group)
        )

    def replaced(self, node: str, d: date) -> bool:
        return any(
            self.in_force(other.instrument, d)
            for other in self.docket.obligations.values()
            if node in [link.to for link in other.replaces]
        )

    def release_is_live(self, node: str, d: date) -> bool:
        return any(
            self.standing(relief.id, d) == "live" and not self.never_granted(relief)
            for relief in self.docket.reliefs.values()
            if relief.kind == "release" and node in relief.covers
        )

    def satisfied_by_itself(self, node: str, d: date) -> bool:
        """Lines 1 and 2: in force and performed."""
        obligation = self.docket.obligations[node]
        if obligation.continuing or obligation.is_consequence or self.is_series(node):
            return False
        done = self.done_on(Unit(node))
        return self.in_force(obligation.instrument, d) and done is not None and done <= d

    # --- Covenants and tests ---------------------------------------------------------------------

    def readings(self, node: str, d: date) -> list[Fact]:
        """Those on or before d that say whether it was met, the last of each day."""
        by_hand = [fact for fact in self.facts(Unit(node), Reading) if self.met_by(node, fact) is not None]
        found = sorted([*self.read_by_figures(node), *by_hand], key=lambda fact: fact.day.on)
        return list({fact.day.on: fact for fact in found if fact.day.on <= d}.values())

    @remembered
    def read_by_figures(self, node: str) -> list[Fact]:
        """What figures known by D say of a test, as readings; one by hand goes before that of its day."""
        obligation = self.docket.obligations[node]
        tests = None
        if isinstance(obligation.deadline, Every):
            owed = self.owed(node, self.today + LOOK_AHEAD)
            tests = sorted((due, unit.occurrence or due) for due, unit in owed if due <= self.today)
        read = read_by_figures(self.docket, obligation, self.today, tests)
        return [pretended(node, day, met) for day, met in read]

    def met_by(self, node: str, reading: Fact) -> bool | None:
        """By its value where there is a threshold; else by what was said of it."""
        threshold = self.docket.obligations[node].threshold
        assert isinstance(reading.what, Reading)
        if reading.what.value is None or threshold is None:
            return reading.what.met
        return threshold.met_by(Amount(value=reading.what.value).number, reading.day.on)

    def last_reading(self, node: str, d: date) -> Fact | None:
        """The last reading on or before d and since the last test date."""
        tests = sorted(day for day, _ in self.owed(node, d + LOOK_AHEAD) if day <= d)
        since = [fact for fact in self.readings(node, d) if not tests or fact.day.on >= tests[-1]]
        return since[-1] if since else None

    def failing_began(self, node: str, d: date) -> date | None:
        """The first reading not met after one that was met, or after a default ceased."""
        began, ceased = None, False
        facts = self.readings(node, d) + [one for one in self.facts(Unit(node), DefaultCeased) if one.day.on <= d]
        for fact in sorted(facts, key=lambda fact: (fact.day.on, isinstance(fact.what, DefaultCeased))):
            if isinstance(fact.what, DefaultCeased):
                ceased = True
            elif self.met_by(node, fact):
                began = None
            elif began is None or ceased:
                began, ceased = fact.day.on, False
        return began

    @remembered
    def fails_by_its_readings(self, node: str, d: date, over: bool = False) -> bool:
        """By the readings up to d not met and past cure, whatever reliefs there are; ``over``: the morning after."""
        obligation = self.docket.obligations[node]
        reading, began = self.last_reading(node, d), self.failing_began(node, d)
        if reading is None or began is None or self.met_by(node, reading) or not self.begun(Unit(node), d):
            return False
        if not self.in_force(obligation.instrument, d):
            return False
        return obligation.cure is None or d + timedelta(days=over) > self.cured_by(obligation, began)

    def over_while_not_failing(self, node: str, d: date) -> bool:
        obligation = self.docket.obligations[node]
        assert isinstance(obligation.deadline, While | Every)
        ends = [end for end in (obligation.deadline.until, self.last_day_in_force(obligation)) if end]
        return bool(ends) and d > min(ends) and not self.fails_by_its_readings(node, min(ends), over=True)

    # --- Consequences ----------------------------------------------------------------------------

    @remembered
    def exposed(self, d: date) -> frozenset[str]:
        """Every consequence exposed on d: by what was missed, then by each other, until nothing is added."""
        able = [
            obligation
            for obligation in self.docket.obligations.values()
            if obligation.is_consequence
            and self.in_force(obligation.instrument, d)
            and not self.consequence_released(obligation.id, d)
        ]
        found: set[str] = set()
        while True:
            more = {ob.id for ob in able if any(self.exposes(link.to, d, found) for link in ob.causes)}
            if more <= found:
                return frozenset(found)
            found |= more

    def exposes(self, cause: str, d: date, exposed: set[str]) -> bool:
        if self.docket.obligations[cause].is_consequence:
            return cause in exposed
        if self.covered(cause, d):
            return False
        return any(self.default_stands(unit, d) for unit in self.units(cause, d))

    def default_stands(self, unit: Unit, d: date) -> bool:
        """Missed, lapsed or failing on or before d, and neither released since nor recorded as ceased."""
        continuing = self.docket.obligations[unit.id].continuing
        if self.released(unit, d) or (continuing and self.over_while_not_failing(unit.id, d)):
            return False
        if not continuing and self.duty(unit, d) == "satisfied":
            return False
        ceased = [fact.day.on for fact in self.facts(unit, DefaultCeased) if fact.day.on <= d]
        for x in self.days(self.first, d):
            if (self.standing(unit.id, x) if continuing else self.duty(unit, x)) in BAD:
                began = self.failing_began(unit.id, x) if continuing else self.miss_began(unit)
                if not any(began is not None and began <= day for day in ceased):
                    return True
        return False

    @remembered
    def miss_began(self, unit: Unit) -> date | None:
        for d in self.days(self.first, self.today):
            if self.duty(unit, d, reliefs=False) in BAD:
                return d
        return None

    @remembered
    def consequence_released(self, node: str, d: date) -> bool:
        if self.released(Unit(node), d):
            return True
        last = self.last_day_in_force(self.docket.obligations[node])
        if last is None or d <= last:
            return False
        return not any(node in self.exposed(x) for x in self.days(self.first, last))
