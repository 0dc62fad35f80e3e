"""The forward look finds every day on which a standing changes, and no other, as assessing day by day does."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.assess import assess
from model.assess.engine import assess_whole
from model.docket import Docket
from model.outlook.forward import look_on
from tests.builders import PAID, docket_of, sample_docket
from tests.exploration import examples
from tests.model.assess.dockets import BANK, random_docket
from tests.model.assess.numbered import SPAN, on
from tests.model.assess.small import EVENT, after, covenant, cure, duty, event, fact, follows, met, waiver

Turns = list[tuple[date, dict[str, tuple[str, str]]]]


def by_the_look(docket: Docket, day: date, through: date) -> Turns:
    found = look_on(assess_whole(docket, day), through)
    return [(on_day, {turn.id: (str(turn.before), str(turn.after)) for turn in turns}) for on_day, turns in found]


def day_by_day(docket: Docket, day: date, through: date) -> Turns:
    found: Turns = []
    before = assess(docket, day).positions
    while day < through:
        day += timedelta(days=1)
        after = assess(docket, day).positions
        turned = {
            one: (str(before[one].standing), str(after[one].standing))
            for one in after
            if before[one].standing is not after[one].standing
        }
        if turned:
            found.append((day, turned))
        before = after
    return found


@pytest.mark.parametrize("seed", range(60))
def test_the_look_is_what_assessing_day_by_day_finds(seed: int) -> None:
    """Over sixty days, from days before, among and after what is dated ahead: events, facts, reliefs, due days."""
    chance = Random(seed)
    docket, day = random_docket(chance), on(chance.randint(-3, SPAN))
    through = day + timedelta(days=60)
    assert by_the_look(docket, day, through) == day_by_day(docket, day, through)


@pytest.mark.parametrize("seed", range(900, 908))
def test_it_is_so_for_four_hundred_days(seed: int) -> None:
    """With cures, reliefs, recurrences and test dates among what lies ahead."""
    chance = Random(seed)
    docket, day = random_docket(chance), on(chance.randint(0, 10))
    through = day + timedelta(days=400)
    assert by_the_look(docket, day, through) == day_by_day(docket, day, through)


@settings(max_examples=examples(25))
@given(chance=st.randoms(use_true_random=False), number=st.integers(-3, SPAN), length=st.integers(0, 40))
def test_it_is_so_for_any_docket_day_and_length(chance: Random, number: int, length: int) -> None:
    docket, day = random_docket(chance), on(number)
    through = day + timedelta(days=length)
    assert by_the_look(docket, day, through) == day_by_day(docket, day, through)


# (records, what turns on which day after day 0)
COURSES = [
    ((duty(),), [(10, "x due"), (11, "x missed")]),
    ((duty(cure=cure(3)),), [(10, "x due"), (11, "x in cure"), (14, "x missed")]),
    ((duty(), follows("x")), [(10, "x due"), (11, "x missed, q exposed")]),
    ((duty(), waiver(0, 20)), [(10, "x due"), (11, "x suspended"), (21, "x missed, w ended")]),
    (
        (duty("y", 5), duty("z", 2), waiver(0, 20, "z", conditions=("y",)), follows("z")),
        [(2, "z due"), (3, "z suspended"), (5, "y due"), (6, "y missed, z missed, q exposed, w lapsed")],
    ),
    ((event(4), duty(deadline=after(EVENT, 3))), [(4, "x open"), (7, "x due"), (8, "x missed")]),
    ((covenant(), fact(4, met(yes=False)), fact(9, met(yes=True))), [(4, "x failing"), (9, "x in compliance")]),
    ((duty(), fact(12, PAID)), [(10, "x due"), (11, "x missed"), (12, "x satisfied late")]),
    ((duty(due=None),), []),
]


@pytest.mark.parametrize(("records", "course"), COURSES)
def test_a_course_by_hand(records: tuple[object, ...], course: list[tuple[int, str]]) -> None:
    docket = docket_of((BANK, *records))  # type: ignore[arg-type] # a table of records of several kinds
    told = [
        (day, {one: standing for one, (_, standing) in turned.items()})
        for day, turned in by_the_look(docket, on(0), on(40))
    ]
    wanted = [(on(day), dict(part.split(" ", 1) for part in words.split(", "))) for day, words in course]
    assert told == wanted


def test_the_last_day_asked_for_is_looked_at_and_the_day_after_it_is_not() -> None:
    docket = docket_of((duty(),))
    assert [day for day, _ in look_on(assess_whole(docket, on(0)), on(10))] == [on(10)]
    assert look_on(assess_whole(docket, on(0)), on(9)) == ()
    assert look_on(assess_whole(docket, on(10)), on(10)) == ()


SAMPLE = [
    (date(1996, 12, 2), {"USMX-17": "due"}),
    (date(1996, 12, 3), {"USMX-17": "missed", "USMX-18": "exposed"}),
    (date(1996, 12, 31), {"USMX-8": "due"}),
    (
        date(1997, 1, 1),
        {
            **{f"USMX-{number}": "failing" for number in (2, 3, 4)},
            **{f"USMX-{number}": "missed" for number in (1, 8)},
            **{f"USMX-{number}": "lapsed" for number in (5, 6)},
            "USMX-21": "exposed",
        },
    ),
]


def test_the_days_ahead_of_the_sample() -> None:
    docket = sample_docket()
    look = by_the_look(docket, date(1996, 11, 20), date(1997, 11, 20))
    assert [(day, {docket.ref(one): turn[1] for one, turn in turned.items()}) for day, turned in look] == SAMPLE
