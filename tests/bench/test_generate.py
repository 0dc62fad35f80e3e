"""Generated dockets: the same each time, valid, and with everything that a docket can hold."""

from __future__ import annotations

from typing import get_args, get_origin

import pytest

from model.docket import Docket
from model.ledger.entry import first_problems
from model.record.deadline import Deadline
from model.record.door import KINDS, problems
from model.record.fact import What
from model.record.links import LinkKind, links_of
from model.record.obligation import Binding, Kind
from model.record.relief import ReliefKind
from tests.bench.assessing import read_edges, walk
from tests.bench.generate import docket, generate

SIZE = 1200


NOT_IN_IT = {"closure", "metric", "figure", "scenario"}
"""Kinds that a docket may do without; the sizes of the bench are counted in obligations."""


@pytest.fixture(scope="module")
def whole() -> Docket:
    return docket(SIZE)


@pytest.mark.parametrize("size", [0, 1, 29, 30, 137])
def test_it_has_as_many_obligations_as_asked_for(size: int) -> None:
    assert len(docket(size).obligations) == size


def test_the_same_size_and_seed_give_the_same_docket() -> None:
    assert docket(90, seed=3) == docket(90, seed=3)
    assert docket(90, seed=3) != docket(90, seed=4)


@pytest.mark.parametrize("size", [17, 200, SIZE])
def test_every_record_keeps_every_rule_and_no_circle_is_closed(size: int) -> None:
    made = generate(size)
    texts = {one.id: made.files[one.sha256].decode() for one in made.docket.documents.values()}
    records = [record for _, record in made.docket.records()]
    assert [problem for record in records for problem in problems(record)] == []
    assert list(first_problems(Docket(), records, texts.get)) == []


def test_every_obligation_can_be_walked_in_order(whole: Docket) -> None:
    names = [*(node.id for node in whole.nodes()), *whole.events]
    assert len(walk(names, read_edges(whole))) == len(names)


LINKS_NOT_IN_IT = {"extends", "share", "falls away", "in force when", "ends", "ended by"}
"""The plain docket, by which speed is compared, holds none of what few contracts say."""


def test_the_plain_graph_has_every_link_of_the_docket(whole: Docket) -> None:
    assert len(read_edges(whole)) == sum(len(links_of(node)) for node in whole.nodes())


def test_it_holds_every_kind_of_record_and_obligation(whole: Docket) -> None:
    assert {kind for kind in KINDS if whole.kind(kind)} == set(KINDS) - NOT_IN_IT
    assert {one.kind for one in whole.obligations.values()} == set(get_args(Kind))
    assert {one.binding for one in whole.obligations.values()} == set(get_args(Binding))
    assert {one.kind for one in whole.reliefs.values()} == set(get_args(ReliefKind))


def test_it_holds_every_form_of_deadline_link_and_fact(whole: Docket) -> None:
    forms = {type(one.deadline) for one in whole.obligations.values()} - {type(None)}
    assert forms == {get_origin(form) or form for form in get_args(Deadline)}
    assert {end.link for node in whole.nodes() for end in links_of(node)} == set(get_args(LinkKind)) - LINKS_NOT_IN_IT
    assert {type(fact.what) for fact in whole.facts.values()} == set(get_args(What))


def test_it_has_about_as_many_links_as_a_counsel_s_own(whole: Docket) -> None:
    assert 1.2 < sum(len(links_of(node)) for node in whole.nodes()) / SIZE < 1.5
