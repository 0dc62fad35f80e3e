"""What a record hangs on, tie by tie."""

from __future__ import annotations

from datetime import date

import pytest

from model.days.operation import Add
from model.outlook.ties import Tie, hangs_on
from model.record.conditions import FallsAway, Link, Need
from model.record.deadline import After, Earliest, EventAnchor, Every, ObligationAnchor, SeriesBound, Start
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.share import OfProceeds, Share

LATER = After(anchor=EventAnchor(event="closing"), steps=(Add(n=45, unit="day"),))
PAID = After(anchor=ObligationAnchor(obligation="o-2"), steps=(Add(n=5, unit="day"),))

SOLD = SeriesBound(anchor=ObligationAnchor(obligation="o-2"))
UNTIL_SOLD = Every(event="quarter", steps=(Add(n=45, unit="day"),), ends=SOLD)


@pytest.mark.parametrize(
    ("fields", "ties"),
    [
        ({}, ()),
        (
            {"needs": (Need(one_of=("o-2",)), Need(one_of=("o-3", "o-4"), words="either opinion"))},
            (Tie("Needs", ("o-2",)), Tie("Needs one of", ("o-3", "o-4"), "either opinion")),
        ),
        ({"starts": Start(of=(EventAnchor(event="closing"),))}, (Tie("Starts with", ("closing",)),)),
        (
            {"starts": Start(of=(EventAnchor(event="closing"), ObligationAnchor(obligation="o-2")), pick="later")},
            (Tie("Starts with the later of", ("closing", "o-2")),),
        ),
        ({"deadline": LATER}, (Tie("Counts from", ("closing",)),)),
        ({"deadline": Earliest(of=(LATER, PAID))}, (Tie("Counts from the earlier of", ("closing", "o-2")),)),
        (
            {"paid_from": (Link(to="o-2", words="out of the proceeds"),)},
            (Tie("Paid from", ("o-2",), "out of the proceeds"),),
        ),
        (
            {"share": Share(percent="75", base=OfProceeds(obligation="o-2"), currency="USD", words="75 % of it")},
            (Tie("A percentage of", ("o-2",), "75 % of it"),),
        ),
        (
            {"falls_away": (FallsAway(when=EventAnchor(event="revoked"), words="if you revoke"),)},
            (Tie("Falls away with", ("revoked",), "if you revoke"),),
        ),
        ({"deadline": UNTIL_SOLD}, (Tie("Counts from", ("quarter",)), Tie("Ends with", ("o-2",)))),
        ({"replaces": (Link(to="o-2"),)}, (Tie("Replaces", ("o-2",)),)),
        (
            {"kind": "consequence", "causes": (Link(to="o-2"), Link(to="o-3"))},
            (Tie("Follows a miss of", ("o-2", "o-3")),),
        ),
    ],
)
def test_each_tie_has_its_name(fields: dict[str, object], ties: tuple[Tie, ...]) -> None:
    plain: dict[str, object] = {"id": "o-1", "ref": "A-1", "title": "Pay", "kind": "payment"}
    assert hangs_on(Obligation(**{**plain, **fields})) == ties  # type: ignore[arg-type]


def test_a_relief_hangs_on_its_conditions_and_not_on_what_it_covers() -> None:
    relief = Relief(id="r", ref="A-5", title="Waiver", covers=("o-1",), conditions=("o-2",), until=date(1996, 12, 31))
    assert hangs_on(relief) == (Tie("Conditions", ("o-2",)),)
