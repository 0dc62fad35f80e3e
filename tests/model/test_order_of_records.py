"""Two equal dockets read alike, in whatever order their records were entered: words, feed bytes and report data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.reassess import reassess
from model.docket import Change, Docket
from model.feed.calendar import feed
from model.outlook.setsoff import set_off
from model.record.day import Day
from model.record.links import Node
from model.record.relief import Relief
from model.remind.plan import plan
from model.report.due import due_lines, due_objects
from model.report.status import status_report
from model.wording.explain import why_this_date
from model.wording.standings import reason_text
from tests.builders import docket_of
from tests.model.assess.dockets import dockets_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import duty, follows

NOON = datetime(1996, 11, 20, 12, tzinfo=UTC)


def shuffled(docket: Docket, chance: Random) -> Docket:
    records = [record for _, record in docket.records()]
    chance.shuffle(records)
    return docket_of(records)


def by_id(node: Node) -> str:
    return node.id


def said(docket: Docket, day: date) -> dict[str, Any]:
    """Everything that is put into words of a docket on a day."""
    assessment = assess(docket, day)
    return {
        "reasons": {
            id: [reason_text(docket, reason) for reason in position.reasons]
            for id, position in sorted(assessment.positions.items())
        },
        "why": {node.id: why_this_date(docket, assessment, node.id) for node in sorted(docket.nodes(), key=by_id)},
        "feed": feed(docket, assessment, states={}, generated=NOON).content,
        "report": status_report(docket, assessment, head="", generated=NOON),
        "set off": {node.id: set_off(docket, assessment, node.id) for node in sorted(docket.nodes(), key=by_id)},
        "reminders": plan(docket, assessment, machine=UTC),
        "due": (due_lines(docket, assessment), due_objects(docket, assessment)),
    }


@given(made=dockets_on_a_day(), seed=st.integers(0, 999))
def test_the_order_of_the_records_changes_no_word(made: tuple[Docket, date], seed: int) -> None:
    docket, day = made
    assert said(shuffled(docket, Random(seed)), day) == said(docket, day)


def test_two_extensions_of_one_day_stand_by_their_references() -> None:
    both = tuple(
        Relief(
            id=id, ref=ref, title=f"Extension {ref}", kind="extension", covers=("x",), granted_on=Day(on=on(2)),
            new_due=on(20), until=on(30),
        )
        for id, ref in (("b", "R-0"), ("a", "R-1"))
    )  # fmt: skip
    docket, other = docket_of((duty(), *both)), docket_of((*reversed(both), duty()))
    assert said(docket, on(5)) == said(other, on(5))
    lines = [line.words for line in why_this_date(docket, assess(docket, on(5)), "x")]
    assert [line for line in lines if "new due day" in line] == [
        f"the new due day under {ref}, while it is live" for ref in ("R-0", "R-1")
    ]


def test_a_reference_that_changes_puts_the_lists_in_another_order() -> None:
    docket = docket_of((duty(), follows("x", id="p"), follows("x", id="q")))
    known = assess_whole(docket, on(0))
    renamed = replace(docket.obligations["p"], ref="Z")
    after = docket.changed([Change("obligation", "p", docket.obligations["p"], renamed)])
    assert reassess(known, after).assessment["x"] == assess(after, on(0))["x"]
    assert [one.consequence for one in assess(after, on(0))["x"].exposes] == ["q", "p"]
