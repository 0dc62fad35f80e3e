"""What a node shows and how its links are said."""

from __future__ import annotations

from datetime import date

import pytest

from model.assess import assess
from model.assess.engine import assess_whole
from model.outlook.changes.whatif import what_if
from model.outlook.graph import Edge, network
from model.record.scenario import SupposeMissed, SupposePerformed
from tests.builders import sample_docket
from tests.ui.docket.making import TODAY
from ui.network.content import edge_words, face_of, label_of, links_words, manner_of

USMX = sample_docket()
NOW = assess(USMX, TODAY)
NEW_YEAR = date(1997, 1, 1)


@pytest.mark.parametrize(
    ("record", "mark", "word", "due"),
    [
        ("usmx-08", "open", "open", "Tue 31 Dec 1996, in 41 days"),
        ("usmx-17", "open", "open", "Mon 2 Dec 1996, in 12 days"),
        ("usmx-05", "relief_live", "live", "Tue 31 Dec 1996, in 41 days"),
        ("usmx-02", "suspended", "suspended", "at all times, back 1 Jan"),
        ("usmx-18", "dormant", "dormant", "if any is missed"),
        ("usmx-20", "blocked", "blocked", "spring of 1997, forecast"),
    ],
)
def test_a_node_shows_its_standing_and_its_due_day(record: str, mark: str, word: str, due: str) -> None:
    face = face_of(USMX, NOW, record)
    assert (face.mark, face.word, face.due[0]) == (mark, word, due)


def test_what_is_exposed_says_since_when() -> None:
    face = face_of(USMX, assess(USMX, date(1996, 12, 3)), "usmx-18")
    assert face.due[0] == "since Tue 3 Dec 1996, today"


def test_a_day_within_a_fortnight_stands_out() -> None:
    assert face_of(USMX, NOW, "usmx-17").near
    assert not face_of(USMX, NOW, "usmx-08").near
    assert not face_of(USMX, NOW, "usmx-07").near


def test_an_event_says_whether_it_has_happened() -> None:
    event = next(iter(set(USMX.events) & {edge.before for edge in network(USMX).edges}))
    face = face_of(USMX, NOW, event)
    assert (face.event, face.word, face.mark) == (True, "has not happened", "")


def test_where_something_is_supposed_what_changes_shows_its_old_shape_and_its_new() -> None:
    known = assess_whole(USMX, NEW_YEAR)
    closes = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")
    then = what_if(known, (closes,))
    faces = {one: face_of(then.run.docket, then.assessment, one, known.assessment) for one in USMX.obligations}
    changed = {one: (face.was, face.mark) for one, face in faces.items() if face.was}
    assert changed == {
        "usmx-08": ("missed", "satisfied"),
        "usmx-09": ("dormant", "open"),
        "usmx-10": ("dormant", "open"),
        "usmx-21": ("exposed", "dormant"),
    }
    assert faces["usmx-08"].spoken.startswith("8 Offering")
    assert "missed, then satisfied" in faces["usmx-08"].spoken


def test_compared_with_itself_nothing_changes() -> None:
    assert not any(face_of(USMX, NOW, one, NOW).was for one in USMX.obligations)


def test_compared_with_another_day_the_old_shape_is_that_of_that_day() -> None:
    missed = what_if(assess_whole(USMX, NEW_YEAR), (SupposeMissed(about="usmx-08"),))
    face = face_of(missed.run.docket, missed.assessment, "usmx-01", NOW)
    assert (face.was, face.mark) == ("suspended", "missed")


@pytest.mark.parametrize(
    ("links", "manner"),
    [(("covers",), "dotted"), (("causes",), "dashed"), (("needs", "paid from"), "solid"), (("condition",), "solid")],
)
def test_an_edge_is_drawn_by_its_link(links: tuple[str, ...], manner: str) -> None:
    assert manner_of(links) == manner  # type: ignore[arg-type]


def test_the_one_that_may_start_it_sooner_says_or() -> None:
    event = next(edge.before for edge in network(USMX).edges if edge.after == "usmx-09" and edge.before in USMX.events)
    said = {label_of(USMX, ("starts",), (one,), "usmx-09") for one in ("usmx-08", event)}
    assert said == {"starts", "or starts"}


def test_an_edge_says_its_ends_and_the_words_of_the_source() -> None:
    assert edge_words(USMX, Edge("usmx-17", "usmx-18", ("causes",))).startswith("17 → 18: if missed")
    start = USMX.obligations["usmx-09"].starts
    assert start is not None
    assert f"“{start.words}”" in edge_words(USMX, Edge("usmx-08", "usmx-09", ("starts",)))


def test_links_are_said_in_sentences() -> None:
    said = links_words(USMX, network(USMX), NOW, "usmx-05")
    assert "Led to by 7 to 10 (condition)." in said
    assert "Leads to 1 to 4 (relieves)." in said
    alone = links_words(USMX, network(USMX), NOW, "usmx-19")
    assert alone == "It has no links."


def test_what_follows_a_miss_is_said() -> None:
    said = links_words(USMX, network(USMX), NOW, "usmx-08")
    assert "If 8 is missed, 5 and 6 lapse, 1 to 4 stand again and 18 and 21 are exposed." in said
