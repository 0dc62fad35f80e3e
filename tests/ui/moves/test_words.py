"""What the review says: how many, how far, whose standing, and each row for a screen reader."""

from __future__ import annotations

from datetime import date

import pytest

from model.assess.standing import Standing
from model.docket import Change
from model.ledger.edit import Edit
from model.outlook.changes.moves import Move, Of
from tests.builders import docket_of
from tests.ui.moves.conftest import PLACEMENT, closing
from ui.moves.words import confirm_words, heading, level_words, origin_words, shift_words, spoken, summary

DOCKET = docket_of(PLACEMENT)


def move(number: int = 31, old: int | None = 18, new: int | None = 25, level: int = 0, **more: object) -> Move:
    return Move(
        id=f"usmx-{number}",
        ref=f"USMX-{number}",
        title="Officers' certificate",
        old=date(1996, 11, old) if old else None,
        new=date(1996, 11, new) if new else None,
        level=level,
        why="10 days after Closing",
        **more,  # type: ignore[arg-type]  # of the table
    )


HEADS = [
    ([move()], "This moves 1 other date", "Confirm, and move 1 date"),
    ([move(), move(32)], "This moves 2 other dates", "Confirm, and move 2 dates"),
    ([move(level=-1), move(32)], "This moves 1 other date", "Confirm, and move 1 date"),
    ([move(held=True), move(32)], "This moves 1 other date", "Confirm, and move 1 date"),
    ([move(old=None), move(32, old=None)], "This sets 2 other dates", "Confirm, and set 2 dates"),
    ([move(new=None)], "This clears 1 other date", "Confirm, and clear 1 date"),
    ([move(new=None), move(32)], "This moves 2 other dates", "Confirm, and move 2 dates"),
    ([], "This moves no other date", "Confirm"),
]


@pytest.mark.parametrize(("moves", "head", "button"), HEADS)
def test_the_head_counts_dates_of_other_records(moves: list[Move], head: str, button: str) -> None:
    assert (heading(moves), confirm_words(moves)) == (head, button)


SHIFTS = [
    (move(), "7 days later"),
    (move(old=25, new=24), "1 day earlier"),
    (move(old=None), "no date before"),
    (move(new=None), "no date any more"),
    (move(held=True), "held by hand"),
]


@pytest.mark.parametrize(("one", "words"), SHIFTS)
def test_how_far_a_date_moves(one: Move, words: str) -> None:
    assert shift_words(one) == words


def test_standings_that_hurt_and_days_set_by_hand_are_summed_up() -> None:
    found = [
        move(31, was=Standing.MISSED, becomes=Standing.OPEN),
        move(32, was=Standing.OPEN, becomes=Standing.MISSED),
        move(33, was=Standing.OPEN, becomes=Standing.DUE),
        move(35, held=True),
    ]
    assert summary(DOCKET, found) == "Then missed: USMX-32. No longer missed: USMX-31. Held by hand: USMX-35."
    assert summary(DOCKET, found[2:3], date(1996, 12, 2)) == "Seen as of Mon 2 Dec 1996."
    assert summary(DOCKET, found[2:3]) == ""


def test_what_hurts_most_is_summed_up_first() -> None:
    became = (Standing.IN_CURE, Standing.LAPSED, Standing.FAILING, Standing.MISSED)
    found = [move(number, was=Standing.OPEN, becomes=one) for number, one in zip((31, 32, 33, 35), became, strict=True)]
    assert summary(DOCKET, found) == (
        "Then missed: USMX-35. Then failing: USMX-33. Then lapsed: USMX-32. Then in cure: USMX-31."
    )


TAGGED: list[tuple[Of, str]] = [
    ("due", "USMX-31 Officers' certificate. "),
    ("last day of cure", "USMX-31 Officers' certificate, last day of cure. "),
    ("act by", "USMX-31 Officers' certificate, act by. "),
]


@pytest.mark.parametrize(("of", "begins"), TAGGED)
def test_a_row_says_which_date_it_is_about(of: Of, begins: str) -> None:
    assert spoken(move(of=of)).startswith(begins)


def test_what_is_held_by_hand_is_spoken_as_its_reason() -> None:
    assert spoken(move(held=True)) == "USMX-31 Officers' certificate. 10 days after Closing."


def test_a_change_goes_by_the_name_of_its_one_record() -> None:
    one = Edit("Change", (Change("event", "closing", closing(8), closing(15)),))
    assert origin_words(one, DOCKET) == "Closing of the placement"
    node = DOCKET.obligations["usmx-31"]
    assert origin_words(Edit("Change", (Change("obligation", node.id, node, None),)), DOCKET) == "USMX-31"
    several = Edit("Change", (*one.changes, Change("obligation", node.id, None, node)))
    assert origin_words(several, DOCKET) == "the change"


def test_levels_have_heads() -> None:
    heads = [level_words(level, "Closing") for level in (-1, 0, 1, 2)]
    assert heads == ["What you change", "Follows from Closing", "Follows from those", "And from those"]
