"""The judge's reading of covenants and tests: their readings, since when they fail, and when they are over."""

from __future__ import annotations

from datetime import date, timedelta

from model.record.amount import Amount
from model.record.deadline import Every
from model.record.fact import DefaultCeased, Fact, Reading
from tests.model.assess.figures import pretended, read_by_figures
from tests.model.assess.known import LOOK_AHEAD, Unit, remembered
from tests.model.assess.reliefs import Reliefs


class Covenants(Reliefs):
    """What is kept rather than performed."""

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
            tests = sorted({(due, unit.occurrence or due) for due, unit in owed if due <= self.today})
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
        tests = [day for day in self.test_dates(node, d) if day <= d]
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
        if not self.binds(obligation, d):
            return False
        return obligation.cure is None or d + timedelta(days=over) > self.cured_by(obligation, began)

    def over_while_not_failing(self, node: str, d: date) -> bool:
        """Its time is over, or it has fallen away, and it was not failing then (see 10)."""
        ends = self.ends_of_covenant(node)
        return any(d > end and not self.fails_by_its_readings(node, end, over=True) for end in ends)
