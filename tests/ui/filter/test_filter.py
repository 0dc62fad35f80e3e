"""The window's filter and a feed's scope: the same records pass both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.feed.scope import DONE_BAND, DUE_BANDS, NO_DAY, words_of
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY, model_on
from ui.feeds.scoping import kept_whole, scope_of
from ui.filter.filter import FACET, Filter, Haystacks
from ui.filter.snapshot import Snapshot
from ui.frame.standing import slots_of


@pytest.fixture
def snapshot() -> Snapshot:
    docket = sample_docket()
    assessment = assess(docket, TODAY)
    return Snapshot(docket, assessment, slots_of(docket, assessment))


@pytest.mark.parametrize("facet", ["instrument", "owner", "standing", "kind", "due"])
def test_a_scope_holds_what_a_chip_lets_pass(snapshot: Snapshot, facet: str) -> None:
    model = model_on(snapshot.docket)
    for value, _, number in FACET[facet].choices(snapshot):
        shown = Filter().choosing(facet, {value})
        held = {
            node.id
            for node in snapshot.docket.nodes()
            if scope_of(shown).holds(snapshot.docket, snapshot.assessment, node)
        }
        model.set_filter(shown)
        assert len(held) == number == model.rows.passed
        assert held == {node.id for node in snapshot.docket.nodes() if FACET[facet].value(snapshot, node) == value}


@pytest.mark.parametrize("words", ["usmx-1", "noteholders", "consent", "reserve bank", "no such words"])
def test_a_scope_holds_what_is_found_by_words(snapshot: Snapshot, words: str) -> None:
    model = model_on(snapshot.docket)
    model.set_filter(Filter().typed(words))
    scope = scope_of(Filter().typed(words))
    assert (
        sum(scope.holds(snapshot.docket, snapshot.assessment, node) for node in snapshot.docket.nodes())
        == model.rows.passed
    )


def test_a_relief_is_found_by_those_it_is_granted_to(snapshot: Snapshot) -> None:
    relief = next(one for one in snapshot.docket.reliefs.values() if one.covers)
    obligor = snapshot.docket.obligations[relief.covers[0]].obligor
    assert obligor is not None
    short = snapshot.docket.parties[obligor].short.casefold()
    assert short in words_of(snapshot.docket, relief)
    assert short in Haystacks().of(snapshot, relief)


def test_every_band_of_the_due_day_has_its_words_in_the_order_of_the_days(snapshot: Snapshot) -> None:
    keys = [*(key for key, _ in DUE_BANDS), NO_DAY, DONE_BAND]
    due = FACET["due"]
    assert all(due.label(snapshot, key) for key in keys)
    assert all(due.order(snapshot, one) < due.order(snapshot, other) for one, other in pairwise(keys))  # type: ignore[operator]


def test_what_is_narrowed_by_a_band_of_today_is_no_scope() -> None:
    shown = Filter().choosing("owner", {"hale"})
    assert kept_whole(shown)
    assert not kept_whole(replace(shown, chosen={**shown.chosen, "band": frozenset({"soon"})}))
