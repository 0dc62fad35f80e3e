"""The window's filter and a feed's scope: the same records pass both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.feed.scope import DONE_BAND, DUE_BANDS, NO_DAY, words_of
from tests.ui.docket.making import TODAY, model_on, sample_docket
from ui.feeds.scoping import kept_whole, scope_of
from ui.filter.filter import FACET, Filter, Haystacks
from ui.filter.snapshot import Snapshot
from ui.frame.standing import slots_of


@pytest.fixture
def sight() -> Snapshot:
    docket = sample_docket()
    assessment = assess(docket, TODAY)
    return Snapshot(docket, assessment, slots_of(docket, assessment))


@pytest.mark.parametrize("facet", ["instrument", "owner", "standing", "kind", "due"])
def test_a_scope_holds_what_a_chip_lets_pass(sight: Snapshot, facet: str) -> None:
    model = model_on(sight.docket)
    for value, _, number in FACET[facet].choices(sight):
        shown = Filter().choosing(facet, {value})
        held = {node.id for node in sight.docket.nodes() if scope_of(shown).holds(sight.docket, sight.assessment, node)}
        model.set_filter(shown)
        assert len(held) == number == model.rows.passed
        assert held == {node.id for node in sight.docket.nodes() if FACET[facet].value(sight, node) == value}


@pytest.mark.parametrize("words", ["usmx-1", "noteholders", "consent", "reserve bank", "no such words"])
def test_a_scope_holds_what_is_found_by_words(sight: Snapshot, words: str) -> None:
    model = model_on(sight.docket)
    model.set_filter(Filter().typed(words))
    scope = scope_of(Filter().typed(words))
    assert sum(scope.holds(sight.docket, sight.assessment, node) for node in sight.docket.nodes()) == model.rows.passed


def test_a_relief_is_found_by_those_it_is_granted_to(sight: Snapshot) -> None:
    relief = next(one for one in sight.docket.reliefs.values() if one.covers)
    obligor = sight.docket.obligations[relief.covers[0]].obligor
    assert obligor is not None
    short = sight.docket.parties[obligor].short.casefold()
    assert short in words_of(sight.docket, relief)
    assert short in Haystacks().of(sight, relief)


def test_every_band_of_the_due_day_has_its_words_in_the_order_of_the_days(sight: Snapshot) -> None:
    keys = [*(key for key, _ in DUE_BANDS), NO_DAY, DONE_BAND]
    due = FACET["due"]
    assert all(due.label(sight, key) for key in keys)
    assert all(due.order(sight, one) < due.order(sight, other) for one, other in pairwise(keys))  # type: ignore[operator]


def test_what_is_narrowed_by_a_band_of_today_is_no_scope() -> None:
    shown = Filter().choosing("owner", {"hale"})
    assert kept_whole(shown)
    assert not kept_whole(replace(shown, chosen={**shown.chosen, "band": frozenset({"soon"})}))
