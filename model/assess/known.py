"""What one pass over a docket knows so far, and the look-ups that its steps are handed. Nothing is weighed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from model.assess.anchors import Anchors
from model.assess.bounds import as_known, series_on
from model.assess.due import AnchorDay, Occasion, occasions_of, trail_of
from model.assess.owed import owed_alone, owing
from model.assess.own import NOTHING, Own, own_facts
from model.assess.releases import FallsOn, ReleasedBy
from model.assess.spells import ALWAYS, NEVER, Spells, following
from model.assess.standing import holds_up_nothing
from model.assess.terms import FindMet, Terms, conditional_terms, days_met, terms_of
from model.assess.trail import KnownSeries, Trail
from model.assess.weighed import Weighed, WeighedRelief
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import (
    After,
    Anchor,
    EventAnchor,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    On,
    dated_parts,
)
from model.record.fact import Fact
from model.record.instrument import Instrument
from model.record.links import anchor_id
from model.record.obligation import Obligation


class Pass:
    """One pass: the docket, the day, and what has been weighed so far.

    Going on from another pass, it knows all that was ``weighed`` and the ``reliefs`` by then.
    """

    def __init__(
        self,
        docket: Docket,
        day: date,
        weighed: Mapping[str, Weighed] | None = None,
        reliefs: Mapping[str, WeighedRelief] | None = None,
    ) -> None:
        self.docket = docket
        self.day = day
        self.weighed: dict[str, Weighed] = dict(weighed or {})
        self.reliefs: dict[str, WeighedRelief] = dict(reliefs or {})
        self.anchors = Anchors(docket, day, self.weighed, self.terms)
        self.exposed_since: Mapping[str, date] = {}
        self._facts = docket.facts_about
        self._terms: dict[str | None, Terms] = {}

    def terms(self, instrument_id: str | None) -> Terms:
        """The terms of an instrument, worked out when a record first asks for them."""
        found = self._terms.get(instrument_id)
        if found is None:
            instrument = self.docket.instruments.get(instrument_id or "")
            if instrument is not None and instrument.conditional:
                found = self._conditional_terms(instrument, self._days_met)
            else:
                found = terms_of(instrument)
            self._terms[instrument_id] = found
        return found

    def terms_for(self, node: Obligation) -> Terms:
        """The terms that hold for one obligation: a condition of its instrument binds from that instrument's day."""
        if not self.docket.has_conditional_terms:
            return self.terms(node.instrument)
        instrument = self.docket.instruments.get(node.instrument or "")
        when = instrument.in_force_when if instrument else None
        if instrument is None or when is None or node.id not in when.obligations:
            return self.terms(node.instrument)
        return self._conditional_terms(instrument, None)

    def _days_met(self, record_id: str) -> Spells:
        return days_met(self.weighed[record_id])

    def _conditional_terms(self, instrument: Instrument, met: FindMet | None) -> Terms:
        """What these terms hang on stands before whatever asks for them; own performances are read by themselves."""

        def find(anchor: Anchor) -> AnchorDay:
            if isinstance(anchor, ObligationAnchor) and anchor.of == "performed":
                other = self.docket.obligations[anchor.obligation]
                if other.instrument == instrument.id:
                    done = self.own(other).done
                    return AnchorDay(done, done or NEVER)
            return self.anchors.known(anchor)

        return conditional_terms(instrument, met, find, self.docket.calendar)

    def facts(self, record_id: str) -> tuple[Fact, ...]:
        """The facts about a record whose day is that of the assessment or before."""
        facts = self._facts.get(record_id, ())
        if facts and facts[-1].day.on > self.day:
            return tuple(fact for fact in facts if fact.day.on <= self.day)
        return facts

    def own(self, obligation: Obligation) -> Own:
        """What the facts about an obligation say, before any other record is asked."""
        facts = self.facts(obligation.id)
        if not facts:
            return NOTHING
        alone = owing(obligation, owed_alone(obligation, self.day))
        return own_facts(alone, facts, self.day, self._floor(obligation))

    def _floor(self, obligation: Obligation) -> date:
        """The day before which what is done is too early, by what can be told without any other record.

        Of a group any of which satisfies all, none has a window (entry refuses it), so a stated day is all there is.
        """
        deadline = obligation.deadline
        if isinstance(deadline, On) or (isinstance(deadline, After) and isinstance(deadline.anchor, EventAnchor)):
            return self.trail(obligation).floor
        floors = [part.not_earlier_than or ALWAYS for part in dated_parts(deadline)]
        if not floors or obligation.override:
            return ALWAYS
        return max(floors) if isinstance(deadline, Latest) else min(floors)

    def trail(self, obligation: Obligation) -> Trail:
        """How the due day of an obligation comes about, whether it is on the docket yet or a draft."""
        instrument = self.docket.instruments.get(obligation.instrument or "")
        return trail_of(obligation, instrument, self.anchors.known, self.docket.calendar)

    def expected_due(self, obligation: Obligation) -> date | None:
        """The day on which it would fall due if what it counts from came as expected; of a plan, its own day is one."""
        instrument = self.docket.instruments.get(obligation.instrument or "")
        return trail_of(obligation, instrument, self.anchors.foreseen, self.docket.calendar).due

    def occasions(self, obligation: Obligation, through: date) -> tuple[Occasion, ...]:
        """The occurrences of a series that is weighed, up to a day; none where they cannot be worked out."""
        w = self.weighed.get(obligation.id)
        try:
            return occasions_of(self.docket, as_known(obligation, w.series if w else None), through)
        except DayError:
            return ()

    def series(self, obligation: Obligation) -> KnownSeries | None:
        """A series as it is known by the day; None where its record alone says it."""
        return series_on(self.docket, obligation, self.day, self.anchors.known)

    def covering(self, node_id: str) -> list[WeighedRelief]:
        """The reliefs that cover a record, live or not."""
        return [self.reliefs[end.id] for end in self.docket.links_to.get(node_id, ()) if end.link == "covers"]

    def extending(self, relief_id: str) -> list[WeighedRelief]:
        """The reliefs that extend a relief, live or not."""
        return [self.reliefs[end.id] for end in self.docket.links_to.get(relief_id, ()) if end.link == "extends"]

    def released_by_others(self, node_id: str) -> Iterator[ReleasedBy]:
        """What replaces an obligation, and the siblings whose performance satisfies all of the group."""
        for end in self.docket.links_to.get(node_id, ()):
            if end.link == "replaces":
                yield ReleasedBy(self._begins(end.id), "replaced", end.id)
        for sibling in self.docket.siblings.get(node_id, ()):
            done = self.own(self.docket.obligations[sibling]).done
            if done is not None:
                yield ReleasedBy(max(done, self._begins(sibling)), "sibling", sibling)

    def _begins(self, obligation_id: str) -> date:
        return self.terms_for(self.docket.obligations[obligation_id]).begins

    def falls_away(self, obligation: Obligation) -> FallsOn | None:
        """The first day on which something that takes an obligation away stood, for good, and which record it is."""
        found = [
            FallsOn(day, anchor_id(one.when), _how(one.when))
            for one in obligation.falls_away
            if (day := self._first_stood(one.when))
        ]
        return min(found, default=None)

    def _first_stood(self, anchor: Anchor) -> date | None:
        """The first day on which an event had happened, or an obligation stood performed or missed."""
        if isinstance(anchor, EventAnchor):
            return self.anchors.known(anchor).day
        if isinstance(anchor, InstrumentAnchor):
            terms = self.terms(anchor.instrument)
            turn = terms.begins if anchor.of == "start" else following(terms.ends)
            return turn if ALWAYS < turn <= self.day else None
        other = self.weighed[anchor.obligation]
        if anchor.of == "missed":
            day = other.missed[0][0] if other.missed else None
        else:
            held = [other.own.held[0][0]] if other.own.held else []
            done = other.done if other.period is None else other.first_done
            day = min([*held, *([done] if done is not None else [])], default=None)
        return day if day is not None and day <= self.day else None

    def blocked_by(self, obligation: Obligation) -> tuple[str, ...]:
        """The conditions precedent of an obligation of which none that would do is met."""
        blocking: list[str] = []
        for need in obligation.needs:
            if not any(self._settled(target) for target in need.one_of):
                blocking += need.one_of
        return tuple(blocking)

    def _settled(self, target: str) -> bool:
        other = self.weighed[target]
        return holds_up_nothing(other.node, other.standing)

    def first_brought_in(self, obligation: Obligation) -> date | None:
        """The first day on which something was performed of what an obligation is paid from."""
        days = [self.weighed[link.to].own.part for link in obligation.paid_from]
        return min((day for day in days if day is not None), default=None)


def _how(anchor: Anchor) -> str:
    """By what of a record another falls away."""
    if isinstance(anchor, ObligationAnchor):
        return "miss" if anchor.of == "missed" else "performance"
    return "event"
