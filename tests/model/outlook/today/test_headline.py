"""The sentence at the head of Today: the most pressing first, and ours never in one count with what is owed to us."""

from __future__ import annotations

from datetime import date

import pytest

from model.assess import assess
from model.docket import Docket
from model.outlook.today.agenda import agenda_of
from model.outlook.today.headline import headline, plain
from model.record.base import Record
from tests.builders import PAID, docket_of, sample_docket
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import covenant, cure, duty, fact, follows, met, right, waiver


def said(docket: Docket, day: date) -> str:
    assessment = assess(docket, day)
    return plain(headline(docket, assessment, agenda_of(docket, assessment)))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(1996, 10, 15), "One consequence is exposed. One obligation is missed."),
        (date(1996, 11, 20), "One deadline in 14 days. Two reliefs end in 41 days. Nothing is exposed."),
        (date(1996, 12, 3), "One consequence is exposed. One obligation is missed. Two reliefs end in 28 days."),
        (
            date(1996, 12, 31),
            "One consequence is exposed. One obligation is missed. Two reliefs end today. One deadline in 14 days.",
        ),
        (
            date(1997, 1, 1),
            (
                "Two consequences are exposed. Three obligations are missed, three tests are failing. "
                "Both reliefs have lapsed."
            ),
        ),
    ],
)
def test_what_the_sample_says(day: date, sentence: str) -> None:
    assert said(sample_docket(), day) == sentence


@pytest.mark.parametrize(
    ("records", "day", "sentence"),
    [
        ((), 0, "Nothing is on the docket yet."),
        ((duty(due=40),), 0, "No deadline in 14 days. Nothing is exposed."),
        ((duty(due=40, lead_time=28),), 0, "No deadline in 14 days. Nothing is exposed."),
        ((duty(due=3), fact(1, PAID)), 2, "No deadline in 14 days. Nothing is exposed."),
        ((duty("a", 3, obligor="bank"),), 0, "No deadline of ours in 14 days, one owed to us. Nothing is exposed."),
        (
            (duty("a", 3, obligor="bank"), duty("b", 4)),
            0,
            "One deadline in 14 days, one owed to us. Nothing is exposed.",
        ),
        ((duty("a", 3, obligor="bank"), duty("b", 3)), 4, "One obligation is missed. One owed to us is missed."),
        ((duty("a", 3, cure=cure(9)),), 5, "One obligation is in cure."),
        ((right("a", 3),), 5, "One right has lapsed unused."),
        ((right("a", 3),), 60, "No deadline in 14 days. Nothing is exposed."),
        (
            (
                covenant("a"),
                fact(0, met(yes=False), "a"),
                duty("b", 0, obligor="bank"),
                covenant("c", obligor="bank"),
                fact(0, met(yes=False), "c"),
            ),
            1,
            "One test is failing. Two owed to us are missed or failing.",
        ),
        (
            (duty(due=3), follows("x"), waiver(2, 9)),
            10,
            "One consequence is exposed. One obligation is missed. One relief has ended.",
        ),
    ],
)
def test_what_small_dockets_say(records: tuple[Record, ...], day: int, sentence: str) -> None:
    assert said(docket_of((BANK, *records) if records else ()), on(day)) == sentence


def test_the_eye_lands_on_what_is_counted() -> None:
    docket = sample_docket()
    assessment = assess(docket, date(1996, 11, 20))
    sentences = headline(docket, assessment, agenda_of(docket, assessment))
    strong = [stress.text for sentence in sentences for stress in sentence if stress.strong]
    assert strong == ["One deadline", "Two reliefs"]
