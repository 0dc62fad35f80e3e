"""What the window says of what is supposed."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.ledger.commands import Put
from model.record.deadline import Every
from model.record.scenario import (
    Assumption,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from ui.whatif.kinds import BY_TAG, KINDS, at_once, joined, kinds_for
from ui.whatif.words import (
    all_the_same,
    as_text,
    compared,
    compared_with,
    if_so,
    outcome,
    outcome_in_full,
    rows_under_heads,
    sentences,
)
from ui.workspace import Supposition, Workspace

NEW_YEAR = date(1997, 1, 1)
CLOSES = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")


def supposed(workspace: Workspace, *assumptions: Assumption, day: date = NEW_YEAR) -> Supposition:
    workspace.set_day(day)
    workspace.suppose(assumptions)
    found = workspace.supposition
    assert found is not None
    return found


def test_the_sentence_counts_and_then_names(workspace: Workspace) -> None:
    found = supposed(workspace, CLOSES)
    assert outcome(NEW_YEAR, found.differences) == "If so, on Wed 1 Jan 1997: 2 are saved, 2 stand otherwise."
    assert outcome_in_full(found) == "If so, on Wed 1 Jan 1997: 21 is dormant; 8 is satisfied; 9 and 10 are open."
    assert all_the_same(found) == (
        "Either way: 18 is exposed; 1 and 17 are missed; 2 to 4 are failing; 5 and 6 are lapsed."
    )


def test_a_miss_says_what_falls_on_its_first_day_and_what_would_all_the_same(workspace: Workspace) -> None:
    found = supposed(workspace, SupposeMissed(about="usmx-08"), day=date(1996, 11, 20))
    assert outcome_in_full(found) == (
        "If so, on Wed 1 Jan 1997: 18 and 21 are exposed; 1 and 8 are missed; 2 to 4 are failing; 5 and 6 are lapsed;"
        " 9 and 10 are dormant."
    )
    assert all_the_same(found) == (
        "Even if performed by Tue 31 Dec 1996, with nothing more done: 18 is exposed; 1 and 17 are missed;"
        " 2 to 4 are failing; 5 and 6 are lapsed."
    )
    assert compared_with(found) == "Seen on Wed 1 Jan 1997, beside how it stands on Wed 20 Nov 1996."
    assert if_so(found, "usmx-05").on == "Wed 1 Jan 1997"


def test_what_falls_and_what_moves_are_counted_too(workspace: Workspace) -> None:
    found = supposed(workspace, SupposeMissed(about="usmx-11"), SupposeMoved(about="usmx-08", to=date(1997, 1, 15)))
    assert outcome(NEW_YEAR, found.differences).startswith("If so, on Wed 1 Jan 1997: ")
    moved = supposed(workspace, SupposeMoved(about="usmx-17", to=date(1996, 12, 9)), day=date(1996, 11, 20))
    assert outcome(moved.assessment.day, moved.differences) == "If so, on Wed 20 Nov 1996: 1 moves."
    assert outcome_in_full(moved) == "If so, on Wed 20 Nov 1996: 17 is due on Mon 9 Dec 1996."


def test_a_day_on_which_nothing_shows_says_the_first_that_does(workspace: Workspace) -> None:
    found = supposed(workspace, CLOSES, day=date(1996, 11, 20))
    none = "If so, on Wed 20 Nov 1996 nothing that is recorded stands otherwise."
    later = "It shows first on Fri 20 Dec 1996."
    said = sentences(found, real=False, first=date(1996, 12, 20))
    assert said == (f"{none} {later}", f"{none} {later}", later)
    assert sentences(found, real=False, first=None)[-1] == none


def test_where_the_docket_is_shown_as_it_stands_that_is_said(workspace: Workspace) -> None:
    found = supposed(workspace, CLOSES)
    said = sentences(found, real=True, first=None)
    assert all("as it stands" in one.lower() for one in said)
    assert [len(one) for one in said] == sorted(map(len, said), reverse=True)


def test_the_comparison_lists_each_effect_under_its_head_with_the_reason(workspace: Workspace) -> None:
    found = supposed(workspace, CLOSES)
    rows = compared(found, workspace.assessment)
    listed = [row if isinstance(row, str) else row.ref for row in rows_under_heads(rows)]
    assert listed == ["Saved", "21", "8", "Stands otherwise", "9", "10"]
    eight = next(row for row in rows if row.id == "usmx-08")
    assert (eight.was, eight.becomes, eight.why) == ("missed", "satisfied", "Performed on Fri 20 Dec 1996.")
    assert eight.spoken.startswith("8 Offering, net proceeds at least $9,000,000: missed → satisfied.")


def test_a_row_that_moves_says_both_days(workspace: Workspace) -> None:
    found = supposed(workspace, SupposeMoved(about="usmx-17", to=date(1997, 1, 15)))
    row = next(row for row in compared(found, workspace.assessment) if row.id == "usmx-17")
    assert row.moves
    assert "missed → open. Due Mon 2 Dec 1996 → Wed 15 Jan 1997." in row.spoken


def test_a_relief_that_is_only_supposed_stands_under_its_own_head(workspace: Workspace) -> None:
    waiver = SupposeRelief(covers=("usmx-01",), kind="waiver", granted_on=date(1996, 12, 20))
    found = supposed(workspace, waiver)
    rows = compared(found, workspace.assessment)
    new = next(row for row in rows if row.effect == "new")
    assert (new.ref, new.was, new.becomes) == ("IF-1", "", "relief_live")
    assert "would be relief live" in new.spoken


def test_the_copy_tells_what_is_supposed_first(workspace: Workspace) -> None:
    found = supposed(workspace, CLOSES)
    text = as_text(workspace.docket, found, compared(found, workspace.assessment))
    assert text.startswith(
        "Supposed, not recorded:\n- $9,400,000 of USMX-8 is performed on Fri 20 Dec 1996\n\nIf so, on"
    )
    assert "\nSaved\n21 Other financing or a merger: exposed → dormant." in text


def test_the_inspector_is_told_how_a_record_would_stand_or_that_it_would_not_differ(workspace: Workspace) -> None:
    found = supposed(workspace, CLOSES)
    eight = if_so(found, "usmx-08")
    assert (eight.key, eight.share, eight.why) == ("satisfied", 1.0, "Performed on Fri 20 Dec 1996.")
    assert if_so(found, "usmx-01").key == ""
    assert if_so(found, "usmx-01").why == "Nothing about it would be otherwise."


# --- What can be supposed ---------------------------------------------------------------------------------

FITTING = [
    (("usmx-08",), "performed missed moved relief"),
    (("usmx-02",), "reading relief"),
    (("usmx-18",), ""),
    (("usmx-05",), "moved"),
    (("usmx-08", "usmx-17"), "performed missed moved relief"),
    (("usmx-02", "usmx-03"), "relief"),
    (("usmx-08", "usmx-02"), "relief"),
    (("usmx-08", "usmx-05"), "moved"),
    (("usmx-gone",), ""),
    ((), ""),
]


@pytest.mark.parametrize(("ids", "tags"), FITTING)
def test_what_may_be_supposed_of_records(workspace: Workspace, ids: tuple[str, ...], tags: str) -> None:
    assert " ".join(kind.tag for kind in kinds_for(workspace.docket, ids)) == tags


def test_an_event_happens_and_a_relief_ends(workspace: Workspace) -> None:
    docket = workspace.docket
    event = next(iter(docket.events))
    moved = BY_TAG["moved"]
    assert [moved.said(docket, (one,)) for one in (event, "usmx-05", "usmx-08")] == [
        "It happens on…",
        "It ends on…",
        "It is due on another day…",
    ]
    assert moved.asked(docket, ("usmx-05",)) == "What if it ends on another day?"
    assert BY_TAG["performed"].asked(docket, ("usmx-08", "usmx-17")) == "What if they are performed?"


def test_a_series_asks_which_one_is_not_performed(workspace: Workspace) -> None:
    one = workspace.docket.obligations["usmx-16"]
    workspace.do(Put(replace(one, deadline=Every(rule="FREQ=MONTHLY", start=date(1996, 12, 2)), review_by=None)))
    assert at_once(workspace.docket, ("usmx-08",), "missed") == (SupposeMissed(about="usmx-08"),)
    assert isinstance(workspace.docket.obligations["usmx-16"].deadline, Every)
    assert at_once(workspace.docket, ("usmx-16",), "missed") == ()
    assert [kind.tag for kind in kinds_for(workspace.docket, ("usmx-16",))] == ["performed", "missed", "relief"]


def test_no_key_stands_for_two_kinds() -> None:
    assert len({kind.key for kind in KINDS}) == len(KINDS) == len(BY_TAG)


READS = SupposeReading(about="usmx-02", on=NEW_YEAR, met=True)
JOINED: list[tuple[Assumption, Assumption, bool]] = [
    (CLOSES, replace(CLOSES, amount=None, currency=""), True),
    (CLOSES, SupposeMissed(about="usmx-08"), True),
    (CLOSES, replace(CLOSES, about="usmx-17"), False),
    (CLOSES, replace(CLOSES, occurrence=NEW_YEAR), False),
    (SupposeMoved(about="usmx-08", to=NEW_YEAR), SupposeMoved(about="usmx-08", to=date(1997, 2, 1)), True),
    (READS, replace(READS, met=False), True),
    (READS, replace(READS, on=date(1997, 2, 1)), False),
    (CLOSES, SupposeMoved(about="usmx-08", to=NEW_YEAR), False),
]


@pytest.mark.parametrize(("old", "new", "gives_way"), JOINED)
def test_what_speaks_of_the_same_gives_way(old: Assumption, new: Assumption, gives_way: bool) -> None:
    assert joined((old,), (new,)) == ((new,) if gives_way else (old, new))
