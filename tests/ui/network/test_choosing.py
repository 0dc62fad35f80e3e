"""What is drawn, what stands below the drawing, and the line that says that not all is shown."""

from __future__ import annotations

import pytest

from model.assess import assess
from model.docket import Docket
from model.outlook.graph import Edge, Network
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY
from tests.ui.network.laying import linked
from ui.filter.filter import Filter
from ui.network.choosing import MOST, SPREADS, choose, cut_words
from ui.network.saying import empty_words, groups, links_words, summary
from ui.network.snapshot import NetworkSnapshot

LINE = linked(("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"))


def usmx(words: str = "") -> NetworkSnapshot:
    docket = sample_docket()
    snapshot = NetworkSnapshot(docket, assess(docket, TODAY))
    snapshot.filter = Filter(words)
    return snapshot


@pytest.mark.parametrize(
    ("spread", "drawn"), [("all", "abcde"), ("linked", "abcde"), ("1", "bcd"), ("2", "abcde"), ("3", "abcde")]
)
def test_a_spread_counts_links_from_the_selection(spread: str, drawn: str) -> None:
    assert set(choose(LINE, spread, "c", None, (), ()).network.nodes) == set(drawn)


def test_every_spread_has_words_of_its_own() -> None:
    assert len({spread.words for spread in SPREADS}) == len(SPREADS)


def test_of_more_than_are_drawn_at_once_those_nearest_to_the_selection_are() -> None:
    number = MOST + 500
    long = linked(*((str(one), str(one + 1)) for one in range(number)))
    shown = choose(long, "all", "600", None, (), ())
    assert len(shown.network.nodes) == MOST
    assert {"600", "599", "601"} <= set(shown.network.nodes)
    assert cut_words(shown, "600") == f"1,200 of {number + 1:,} records are drawn: those nearest to 600."


def test_of_more_than_are_drawn_at_once_what_stands_apart_says_that_it_is_whole() -> None:
    long = [(str(one), str(one + 1)) for one in range(MOST + 10)]
    shown = choose(linked(*long, ("a", "b")), "all", "a", None, (), ())
    assert set(shown.network.nodes) == {"a", "b"}
    assert cut_words(shown, "a").endswith("all that a hangs together with. No more than 1,200 are drawn at once.")


def test_where_all_are_drawn_no_line_says_otherwise() -> None:
    assert cut_words(choose(LINE, "all", "c", None, (), ()), "c") == ""


def test_quiet_causes_of_one_consequence_stand_below_and_what_has_a_day_is_drawn() -> None:
    snapshot = usmx()
    shown = snapshot.choose("all", "usmx-08", ("usmx-08",))
    assert dict(shown.gathered) == {"usmx-18": tuple(f"usmx-{number}" for number in range(11, 17))}
    assert "usmx-17" in shown.network.nodes
    assert set(shown.unlinked) == {"usmx-19", "usmx-22"}
    assert shown.count == shown.whole == snapshot.number


def test_a_quiet_cause_is_drawn_while_it_is_selected() -> None:
    shown = usmx().choose("all", "usmx-12", ("usmx-12",))
    assert "usmx-12" in shown.network.nodes
    assert "usmx-12" not in shown.gathered["usmx-18"]


def test_few_quiet_causes_are_drawn() -> None:
    few = Network(("a", "b", "c"), (Edge("a", "c", ("causes",)), Edge("b", "c", ("causes",))))
    assert choose(few, "all", "", None, ("a", "b"), ()).gathered == {}


def test_the_filter_leaves_what_passes_and_the_events_that_start_it() -> None:
    snapshot = usmx("conversion price")
    shown = snapshot.choose("all", "", ())
    assert snapshot.passing() == frozenset({"usmx-09"})
    assert len(shown.network.nodes) == 2
    assert [node for node in shown.network.nodes if node in snapshot.docket.events]
    assert summary(snapshot, shown, "")[0] == "1 of 23 records pass the filter"


def test_what_the_filter_parts_from_its_links_is_not_said_to_have_none() -> None:
    snapshot = usmx("waiver of")
    shown = snapshot.choose("all", "", ())
    assert [name for name, _ in groups(snapshot, shown, snapshot.faces(shown))] == ["No links shown"]


@pytest.mark.parametrize(
    ("spread", "current", "said"),
    [("all", "usmx-08", "Links: all"), ("2", "usmx-08", "Links: of 8"), ("2", "", "Links: of the first")],
)
def test_the_button_says_whose_links_are_shown(spread: str, current: str, said: str) -> None:
    assert links_words(usmx(), spread, current, cut=False) == said


def test_the_summary_says_what_a_selection_lights() -> None:
    snapshot = usmx()
    shown = snapshot.choose("all", "usmx-08", ())
    assert summary(snapshot, shown, "usmx-08")[0] == "8 selected: what it needs, and what falls if it is missed"
    assert summary(snapshot, shown, "usmx-19")[0] == "19 selected: it has no links"
    assert summary(snapshot, shown, "")[0].endswith("Select one to light its path")


@pytest.mark.parametrize(
    ("words", "spread", "current", "heading"),
    [
        ("no such words", "all", "", "No record passes the filter."),
        ("", "1", "usmx-19", "19 has no links."),
        ("waiver of", "all", "", "No record here is linked to another."),
    ],
)
def test_an_empty_drawing_says_why(words: str, spread: str, current: str, heading: str) -> None:
    snapshot = usmx(words)
    found = empty_words(snapshot, snapshot.choose(spread, current, ()), spread, current)
    assert found is not None
    assert found.heading == heading


def test_an_empty_docket_says_what_to_do() -> None:
    snapshot = NetworkSnapshot(Docket(), assess(Docket(), TODAY))
    found = empty_words(snapshot, snapshot.choose("all", "", ()), "all", "")
    assert found is not None
    assert [key for key, _ in found.buttons] == ["new_obligation", "open_sample"]


def test_a_drawing_with_records_has_no_empty_state() -> None:
    snapshot = usmx()
    assert empty_words(snapshot, snapshot.choose("all", "", ()), "all", "") is None
