"""Which occurrence a fact is taken to be about, before anyone says so."""

from __future__ import annotations

from datetime import date

from model.assess import assess
from model.assess.due import occasions_of
from model.assess.standing import Standing
from model.record.deadline import Every
from model.record.fact import Fact
from model.record.obligation import Obligation
from tests.builders import PAID, docket_of
from tests.model.assess.numbered import on
from tests.model.assess.small import duty, fact, right
from ui.inspector.recorder.recording import first_unsettled

EVERY_FIVE = Every(rule="FREQ=DAILY;INTERVAL=5", start=on(5))


def test_a_right_that_lapsed_unused_does_not_hold_up_the_next_occurrence() -> None:
    """As in the series itself: nothing more can be done about a use that has lapsed."""
    assert chosen(right(deadline=EVERY_FIVE)) == on(10)


def test_a_duty_that_was_missed_is_still_the_one_to_record() -> None:
    assert chosen(duty(deadline=EVERY_FIVE)) == on(5)


def test_what_was_performed_is_passed_over() -> None:
    assert chosen(duty(deadline=EVERY_FIVE), fact(5, PAID, occurrence=5)) == on(10)


def chosen(node: Obligation, *facts: Fact) -> date:
    docket = docket_of((node, *facts))
    assessment = assess(docket, on(7))
    assert assessment["x"].occurrences[0].standing in (Standing.LAPSED, Standing.MISSED, Standing.SATISFIED)
    return first_unsettled(node, assessment, occasions_of(docket, node, on(30)), on(7))
