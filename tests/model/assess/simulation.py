"""The judge of ``assess``: how everything stands on a day, walked through day by day, slowly and obviously.

Written from the section "Standing: what follows on a day" of the domain page and those after it alone; it imports
nothing of ``model.assess`` and gives standings as plain words. Every question ("how did this stand on day d?") is
answered for one day by the decision list as it is printed, and asked again for every other day.

Where the page is silent or can be read two ways, this is the reading taken:

1.  A right that lapsed is "lapsed", as a relief is.
2.  "Satisfied" includes "satisfied late" wherever one thing waits for another (``needs``, ``either``).
3.  The due day is worked out once, from all that is known on D, and used for every day up to D; whether an anchor
    has happened is asked day by day. A due day, or an instrument's end, used as an anchor of a deadline needs no
    waiting for: it is known before it comes. As a start it has to come.
4.  The day of a miss, as an anchor, is the first day on which the other stands missed, lapsed or failing.
5.  "Brought in" (paid_from): any performed fact of the source that stands by then, in full or in part.
6.  A duty with ``While`` has not begun before its first day, and has no due day. A plan's day is a forecast: it has
    no due day either, is never late, and what counts from a plan counts from its performance.
    An override sets aside a dated deadline whole, its "not earlier than", window and anchors included.
7.  A ``submitted`` fact where no approval is needed says nothing about standing.
8.  With both an amount and an approval, it is performed once both are there. A rejection that does not withdraw an
    approval undoes none. One that does voids approval, submission and whatever else was handed in, from its day on
    and not before; on one day it comes last; with nothing approved it is a plain rejection.
    An anchor or start counts from the performance that stands on D, on past days too.
    With every submission voided or too early, an approval counts as one without a submission.
9.  A rejected performance is no part performance, and brought in nothing.
10. A covenant's time is over after ``until`` (of a series of test dates: its end) or after its instrument's last day,
    unless it outlives that. Whether it is over "while not failing" is asked once, on the day after, of its readings up
    to its last day and their cure, not of reliefs. It falls away in the same way, the day before being its last.
11. A covenant over while not failing is released, and with it what it exposed.
12. "Released since", for consequences: cancelled, replaced, another of the group satisfied, or a release live on D.
    A release that has lapsed brings the exposure back, performed late or not.
    What a relief covered whose lapse reaches back is judged, from its lapse on, as if it had never been granted.
13. A duty's miss begins on the first day on which it would stand missed if there were no relief. A failing begins
    with its first reading not met. Both decide what a "default ceased" ends; one dated before them does nothing.
14. Of several readings on one day the last recorded counts: standing is judged at the end of the day. It comes before
    a "default ceased" of that day, which ends whatever began on or before its day.
15. After its instrument's last day a consequence follows only from what, down all its causes, was due or began to fail
    by then, or arises under the same instrument and outlives its end. While one such could still expose it, it is
    dormant, else released. Missed, covered and performed late, it still could; so could an occurrence of a series that
    outlives the end and whose number is open. Each causing consequence keeps to the end of its own instrument, too.
16. Facts of a series that name no occurrence count for all of it when they cancel, and for nothing otherwise.
17. A series with no occurrence left stands as its last one; one that none has come of yet takes lines 1, 3 and 4.
    A right that lapsed does not hold up the next occurrence, nor does one that is done or cancelled ahead of its day:
    the one after it is the next.
18. What was missed before an extension began and then performed in time by it was no default.
19. A right in time by an extension is in time, past c or not.
20. Business days of an instrument that names no calendar are Monday to Friday.
21. A recurring event is certain: its days are known before they come, and what counts from them is open before.
    What happens again on no rule is known from each happening's own day, and what counts back from it not before.
    An occurrence is named by the day that the rule or the event gives, before its steps, and is in its place by its due
    day; two of one day are numbered as listed, and a change of that day holds for both. One that is not owed is no
    occurrence, and a series without any sleeps. In a series for every day a closed day that would only be moved has
    no occurrence; random dockets hold none such.
22. Under a long stop the start alone decides while the anchor has not happened, and holds it back only before the
    last day. An override moves that day and leaves the rest. A window opens where its steps lead from the anchor,
    unrolled. One that would open after the due day, a "not earlier than" after it, and the window of an occurrence
    moved by hand are set aside; of a plan, the day that it would be due on is asked.
23. Figures are readings too, from the day they are of: see :mod:`tests.model.assess.figures`.
24. What is accepted too early counts on D once the acceptance has come, then as of its own day, on past days too.
25. What an end or a falling away releases goes by the due day, whether or not an extension or cure runs past it.
26. A payment has accrued if it is past line 4 on the last day and has a start, an anchor not set aside by hand, or a
    source. Of a series the day that names an occurrence is its anchor, whether a rule or an event gives it.
27. "Counted from the end" is what starts with the end of its own instrument, a dated form a part of which counts
    forward from there, and a series that begins with it.
28. A standstill that an extension keeps alive ends with its instrument all the same.
29. What takes an obligation away stands from: an event's first day; the first day on which a performance of any
    occurrence stood, though its approval be withdrawn later; the first day of 4; the first day on which an instrument
    is in force, or the day after its last.
30. An instrument's conditions are met together on one day, each as line 11 asks, on or after the day it begins. One
    that has not come into force by its last day never does, and what arises under it stays dormant.
31. Its own conditions pass line 1 from the instrument's own day (``day``), whatever ``in_force_from`` says; without
    one, always. Their performance, like all that an instrument ends with, is read by line 2.
32. A state need asks of duties and covenants; rights lapse, and are never a default. What arises under an instrument
    not yet in force is clear, its own conditions too. It bears on line 11 alone, on which nothing else hangs.
33. "Effective as of" gives the day of an instrument's start as an anchor, which is known once it is in force; as a
    start a later such day has to come. An instrument that always was in force has no day of its start.
34. An instrument's stated end and its own terms are both worked out from what is known on D.
35. A cure that runs from a notice counts from the first happening on or after day zero.
36. A percentage is of what stands on that day: a source that brought in nothing gives nought; one whose performance
    names no sum, or one in another currency, cannot be told. It is rounded, then held to floor and cap, and is never
    less than nothing; without a performance nothing is reached, even nought. What was reached by the base of a day is
    no longer where the base of a later day, up to the due day, asks for more. Of a series, an occurrence has what came
    in after the due day of the one before it in the order of due days; of two due together the first has it all.
37. Instalments are divided by the occurrences that are not struck out, in the order in which they are named, cancelled
    ones included. While their number is not known, only what is performed in full reaches one.
38. Before the anchor of its beginning has happened, a series has no occurrence; from then on, those too that lie
    before that day. What comes after its end, as D knows it, never was owed.
39. A covenant that forbids and has no reading holds up nothing, neither what needs it nor an instrument's coming into
    force; dormant, it does.
40. Sums in another currency are not added, whatever the bound.
41. A fact that names an occurrence which its series does not have, as far as D knows it, counts for nothing.

No random docket holds what the page leaves open altogether: an amount together with an approval, a payment in another
currency, "not earlier than" within the earlier or later of several, a covenant or series as anchor of a day,
a consequence that something else waits for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from model.docket import Docket
from model.record.obligation import Obligation
from tests.model.assess.consequences import Consequences
from tests.model.assess.known import BAD, ONE_DAY, Unit, remembered
from tests.model.assess.sums import UNKNOWN


@dataclass(frozen=True)
class Outcome:
    """How one obligation or relief stands: the word, its due day, its last day of cure, since when it stands so.

    ``owed``: what it comes to in money on that day; None where that is not spoken of, or cannot be told.
    """

    standing: str
    due: date | None = None
    last_day: date | None = None
    since: date | None = None
    owed: Decimal | None = None


def simulate(docket: Docket, day: date) -> dict[str, Outcome]:
    """How everything in ``docket`` stands at the end of ``day``."""
    simulation = Simulation(docket, day)
    return {node.id: simulation.outcome(node.id) for node in docket.nodes()}


class Simulation(Consequences):
    """One docket as it is known on one day D, walked day by day from before its first date."""

    # --- What comes out --------------------------------------------------------------------------

    def outcome(self, node: str) -> Outcome:
        standing, since = self.said(node, self.today), self.stands_so_since(node)
        if node in self.docket.reliefs:
            return Outcome(standing, due=self.end_of(node), since=since)
        obligation = self.docket.obligations[node]
        if obligation.continuing or obligation.is_consequence or self.sleeps(node, self.today):
            return Outcome(standing, since=since)
        unit = self.shown(node, self.today)
        since = self.miss_began(unit) or since if standing in BAD else since
        owed = self.sum_owed(unit, self.today)
        return Outcome(standing, self.due(unit), self.last_day(unit), since, None if owed == UNKNOWN else owed)

    def stands_so_since(self, node: str) -> date:
        day = self.today
        while day > self.first and self.said(node, day - ONE_DAY) == self.said(node, self.today):
            day -= ONE_DAY
        return day

    @remembered
    def said(self, node: str, d: date) -> str:
        """How it stands, line 11 with the others: nothing else hangs on whether it is blocked."""
        standing = self.standing(node, d)
        if standing == "open" and self.blocked(self.docket.obligations[node], d):
            return "blocked"
        return standing

    def blocked(self, obligation: Obligation, d: date) -> bool:
        waits = any(not self.met(need, d) for need in obligation.needs)
        return waits or any(not self.no_default_stands(one, obligation.id, d) for one in obligation.no_default)

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
        return self.no_occurrence(node, d) if self.sleeps(node, d) else self.duty(self.shown(node, d), d)

    def no_occurrence(self, node: str, d: date) -> str:
        """Lines 1, 3 and 4 for a series that no occurrence has come of (see 17)."""
        released = self.binds(self.docket.obligations[node], d) and self.series_released(node, d)
        return "released" if released else "dormant"

    @remembered
    def duty(self, unit: Unit, d: date, reliefs: bool = True) -> str:
        """Duties, rights and plans, line by line but for line 11. ``reliefs`` False: as if none had been granted."""
        obligation = self.docket.obligations[unit.id]
        due, c, done = self.due(unit), self.last_day(unit), self.done_on(unit, d)
        past_due = due is not None and d > due
        past_c = c is not None and d > c
        if not self.binds(obligation, d):
            return "dormant"
        if done is not None:
            return "satisfied late" if self.is_late(unit, done) else "satisfied"
        if self.released(unit, d, reliefs) or self.gone(unit, d):
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
        return "partly performed" if self.part_performed(unit, d) else "open"

    def covenant(self, node: str, d: date) -> str:
        if not self.binds(self.docket.obligations[node], d) or not self.begun(Unit(node), d):
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
