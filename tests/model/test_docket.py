"""The docket: look-ups give every link from both its ends, an order can be followed, and changes share."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from model.docket import Change, Docket, predecessors
from model.errors import CircleError
from model.record.base import Id, Record
from model.record.caption import Caption
from model.record.conditions import Need
from model.record.deadline import Earliest, ObligationAnchor, Start
from model.record.door import KINDS
from model.record.links import LinkEnd, anchor_id, links_of
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.references import references
from tests.builders import docket_of
from tests.exploration import examples
from tests.model.assess.dockets import BANK, dockets
from tests.model.assess.small import EVENT, after, by, duty, event, fact, follows, links, met, waiver
from tests.model.record.typed import places

OF_Y = ObligationAnchor(obligation="y")

# (record, the kind of its link, the end that it names)
LINKED = [
    (duty(needs=(Need(one_of=("y", "z")),)), "needs", ["y", "z"]),
    (duty(starts=Start(of=(OF_Y, EVENT))), "starts", ["y", "e"]),
    (duty(deadline=after(OF_Y, 5)), "after", ["y"]),
    (duty(deadline=Earliest(of=(by(10), after(EVENT, 5), after(OF_Y, 5)))), "after", ["e", "y"]),
    (duty(paid_from=links("y")), "paid from", ["y"]),
    (duty(either=links("y")), "either", ["y"]),
    (follows("y", "z", id="x"), "causes", ["y", "z"]),
    (duty(replaces=links("y")), "replaces", ["y"]),
    (waiver(0, covers="y", id="x"), "covers", ["y"]),
    (waiver(0, covers="y", conditions=("z",), id="x"), "condition", ["z"]),
]


@pytest.mark.parametrize(("record", "link", "ends"), LINKED)
def test_a_link_is_found_from_both_its_ends(record: Obligation, link: str, ends: list[str]) -> None:
    docket = docket_of((record, duty("y"), duty("z"), event(1)))
    assert [end.id for end in docket.links_from["x"] if end.link == link] == ends
    for end in ends:
        assert (link, "x") in [tuple(found) for found in docket.links_to[end]]


@given(docket=dockets())
def test_both_directions_tell_the_same_links(docket: Docket) -> None:
    onward = {(node_id, end.link, end.id) for node_id, ends in docket.links_from.items() for end in ends}
    assert onward >= {(node.id, end.link, end.id) for node in docket.nodes() for end in links_of(node)}
    back = {(end.id, end.link, target) for target, ends in docket.links_to.items() for end in ends}
    assert onward == back


@settings(max_examples=examples(150))
@given(docket=dockets())
def test_each_stands_in_the_order_after_all_that_it_follows_from(docket: Docket) -> None:
    place = {node_id: number for number, node_id in enumerate(docket.order)}
    assert sorted(place) == sorted(node.id for node in docket.nodes())
    for node_id, number in place.items():
        assert all(place.get(before, -1) < number for before in predecessors(docket, node_id))


CIRCLES = [
    (duty("y", needs=(Need(one_of=("x",)),)), duty(needs=(Need(one_of=("y",)),))),
    (duty("y", deadline=after(ObligationAnchor(obligation="x"), 1)), duty(paid_from=links("y"))),
    (duty("y"), duty(starts=Start(of=(OF_Y,))), waiver(0, covers="y", conditions=("x",))),
]


@pytest.mark.parametrize("records", CIRCLES)
def test_an_order_that_closes_a_circle_is_refused_with_its_refs(records: tuple[Obligation, ...]) -> None:
    with pytest.raises(CircleError, match="The links form a circle") as refused:
        _ = docket_of(records).order
    path = refused.value.path
    assert sorted(path[1:]) == sorted(record.ref for record in records)
    assert path[0] == path[-1]
    assert " → ".join(path) in str(refused.value)


def test_consequences_and_alternatives_may_form_circles() -> None:
    cross_default = (follows("r"), follows("q", id="r"))
    mutual = (duty(either=links("y")), duty("y", either=links("x")))
    assert sorted(docket_of((*cross_default, *mutual)).order) == ["q", "r", "x", "y"]


def test_alternatives_carry_over() -> None:
    chain = (duty("u", either=links("v")), duty("v"), duty("y", either=links("z")), duty("z", either=links("v")))
    siblings = docket_of((*chain, duty("x"))).siblings
    assert {one: "".join(sorted(others)) for one, others in siblings.items()} == {
        "u": "vyz",
        "v": "uyz",
        "y": "uvz",
        "z": "uvy",
    }


# --- Mentions ---------------------------------------------------------------------------------------------

IDS = [
    (path, record)
    for cls in KINDS.values()
    for path, record in places(cls, lambda hint: hint == Id, "named-here")
    if path != f"{cls.__name__}.id"
]


@pytest.mark.parametrize(("path", "record"), IDS, ids=[path for path, _ in IDS])
def test_no_field_that_names_another_record_is_forgotten(path: str, record: Record) -> None:
    field = path.partition(".")[2].partition(":")[0].partition("[")[0]
    assert (field, "named-here") in [(found.field, found.id) for found in references(record)], path


def test_there_are_such_fields_in_good_number() -> None:
    assert len(IDS) > 25


def test_users_of_a_record_are_all_that_mention_it_each_once() -> None:
    docket = docket_of((BANK, duty("y", obligor="bank", obligee="bank"), duty(needs=(Need(one_of=("y",)),))))
    assert docket.users == {"bank": ("y",), "y": ("x",)}


# --- Changes ----------------------------------------------------------------------------------------------


def test_a_change_shares_what_it_does_not_touch_and_leaves_the_old_docket_as_it_was() -> None:
    old = docket_of((BANK, duty(), event(1)))
    other = Party(id="bank", name="Another bank")
    new = old.changed([Change("party", "bank", BANK, other), Change("obligation", "x", duty(), None)])
    assert (new.parties["bank"], "x" in new.obligations) == (other, False)
    assert (old.parties["bank"], old.obligations["x"]) == (BANK, duty())
    assert new.kind("event") is old.kind("event")
    assert new.kind("party") is not old.kind("party")
    assert new.changed([Change("party", "bank", other, BANK), Change("obligation", "x", None, duty())]) == old


def test_look_ups_of_a_changed_docket_are_its_own() -> None:
    old = docket_of((duty("y"), duty(needs=(Need(one_of=("y",)),))))
    assert old.links_to["y"] == (LinkEnd("needs", "x"),)
    new = old.changed([Change("obligation", "x", old.obligations["x"], duty())])
    assert (new.links_to, old.links_to) == ({}, {"y": (LinkEnd("needs", "x"),)})


def test_facts_stand_by_day_then_by_when_they_were_recorded() -> None:
    made = [fact(5, met(yes=True), minute=2), fact(5, met(yes=False), minute=1), fact(3, met(yes=True))]
    assert docket_of((duty(), *made)).facts_about["x"] == (made[2], made[1], made[0])


# --- Refs and names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefix", "ref", "short"), [("USMX-", "USMX-7", "7"), ("", "X", "X"), ("A-", "B-1", "B-1"), ("A-", "A-", "A-")]
)
def test_a_short_ref_is_what_the_prefix_of_the_docket_leaves(prefix: str, ref: str, short: str) -> None:
    node = msgspec.structs.replace(duty(), ref=ref)
    docket = docket_of((Caption(title="T", ref_prefix=prefix), node))
    assert (docket.ref("x"), docket.short_ref("x")) == (ref, short)
    assert docket.by_ref[ref.casefold()] is node


def test_a_docket_without_a_caption_has_a_plain_one() -> None:
    assert Docket().caption.title == "Untitled docket"


@pytest.mark.parametrize(("obligor", "ours"), [(None, True), ("us", True), ("bank", False)])
def test_what_nobody_else_owes_is_ours(obligor: str | None, ours: bool) -> None:
    docket = docket_of((BANK, Party(id="us", name="We", ours=True)))
    assert docket.owed_by_us(duty(obligor=obligor)) is ours


def test_an_anchor_names_an_event_or_an_obligation() -> None:
    assert (anchor_id(EVENT), anchor_id(OF_Y)) == ("e", "y")
