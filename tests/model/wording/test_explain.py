"""Why this date: every line that leads to the days shown for a record, in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from model.assess import assess
from model.days.operation import Add, BusinessDays, Roll
from model.record.base import Record
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import (
    After,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    ObligationAnchor,
    On,
    Open,
    Override,
    While,
)
from model.record.instrument import Instrument
from model.record.relief import Relief
from model.record.source import Span
from model.wording.explain import why_this_date
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import EVENT, after, by, covenant, cure, duty, event, fact, follows, plan, waiver

# Day 0 is Mon 3 Jun 1996, so day 10 is Thu 13 Jun and day 20 is Sun 23 Jun.

FED = Instrument(
    id="i", title="Agreement", calendars=("US-FED",), roll="following", cutoff="17:00", zone="America/Denver"
)
SPAN = Span(document="8k", start=0, end=52, words="an offering by\nJune 13, 1996, at the latest")
STATED = "13 Jun due: a stated day; no cited text rolls it"
NO_HOUR = "- note: no hour stated: end of day"
NOT_ROLLED = "- note: a stated day; no cited text rolls it"
DENVER = "- note: by 17:00, Denver: the instrument's cut-off"
LAST = "13 Jun act by: the last day to perform it"
LOOKED_AT = "1 Sep note: looked at again on that day"
GRANTED = "8 Jun step: granted"
UNTIL = "23 Jun step: until that day"


def explained(records: tuple[Record, ...], id: str, day: int) -> list[str]:
    """Each line as "13 Jun due: words", with quoted words in quotation marks."""
    docket = docket_of((BANK, *records))
    return [
        f"{f'{line.day.day} {line.day:%b}' if line.day else '-'} {line.role}: "
        + (f"“{line.words}”" if line.quoted else line.words)
        for line in why_this_date(docket, assess(docket, on(day)), id)
    ]


def under_fed(day: date, lead: int = 0, **fields: Any) -> tuple[Record, ...]:
    return FED, duty(instrument="i", lead_time=lead, deadline=On(day=Day(on=day), **fields))


DEADLINES: list[tuple[str, tuple[Record, ...], int, list[str]]] = [
    ("a stated day", (duty(),), 0, [STATED, NO_HOUR, LAST]),
    (
        "strictly before",
        (duty(deadline=by(10, strictly_before=True)),),
        0,
        [
            "13 Jun step: before that day",
            "12 Jun due: the last day in time: the day itself is too late",
            NOT_ROLLED,
            NO_HOUR,
            "12 Jun act by: the last day to perform it",
        ],
    ),
    (
        "the source's own phrase, white space folded",
        (duty(sources=(SPAN,)),),
        0,
        ["13 Jun due: “by June 13, 1996”", NOT_ROLLED, NO_HOUR, LAST],
    ),
    (
        "an inexact day by its own words, with its hour",
        (duty(deadline=On(day=Day(on=on(10), words="mid June"), time="12:00", zone="Europe/London")),),
        0,
        ["13 Jun due: “mid June”", NOT_ROLLED, "- note: by 12:00, London", LAST],
    ),
    (
        "a closed day rolled by the instrument",
        under_fed(date(1996, 7, 4)),
        0,
        [
            "4 Jul step: the day stated",
            (
                "5 Jul due: by the instrument: Thu 4 Jul 1996 is closed (Independence Day): "
                "moved to the next business day (U.S. federal holidays)"
            ),
            DENVER,
            "5 Jul act by: the last day to perform it",
        ],
    ),
    (
        "not earlier than",
        (duty(deadline=by(10, not_earlier_than=on(5))),),
        0,
        [STATED, "8 Jun note: not earlier than that day", NO_HOUR, LAST],
    ),
    (
        "counted from an event",
        (event(2), duty(deadline=after(EVENT, 5, words="within five days"))),
        3,
        [
            "5 Jun step: Closing: day zero",
            "10 Jun due: 5 days after Wed 5 Jun 1996",
            "- note: “within five days”",
            NO_HOUR,
            "10 Jun act by: the last day to perform it",
        ],
    ),
    (
        "counted from an event that is still ahead",
        (event(5), duty(deadline=after(EVENT, 5))),
        3,
        ["- note: counts from Closing, which is not known yet", NO_HOUR],
    ),
    (
        "business days over a holiday",
        (event(28), FED, duty(instrument="i", deadline=After(anchor=EVENT, steps=(BusinessDays(n=3),)))),
        29,
        [
            "1 Jul step: Closing: day zero",
            "5 Jul step: 3 business days after Mon 1 Jul 1996, passing over Thu 4 Jul 1996 (Independence Day)",
            "5 Jul due: by the instrument: a business day (U.S. federal holidays): not moved",
            DENVER,
            "5 Jul act by: the last day to perform it",
        ],
    ),
    (
        "a step that rolls stands in for the instrument's roll",
        (
            event(2),
            FED,
            duty(instrument="i", deadline=After(anchor=EVENT, steps=(Add(n=30, unit="day"), Roll()))),
        ),
        3,
        [
            "5 Jun step: Closing: day zero",
            "5 Jul step: 30 days after Wed 5 Jun 1996",
            "5 Jul due: a business day (U.S. federal holidays): not moved",
            DENVER,
            "5 Jul act by: the last day to perform it",
        ],
    ),
    (
        "the earlier of two",
        (event(2), duty(deadline=Earliest(of=(by(10), after(EVENT, 5)), words="whichever first"))),
        3,
        [
            STATED.replace("due", "step"),
            "5 Jun step: Closing: day zero",
            "10 Jun step: 5 days after Wed 5 Jun 1996",
            "10 Jun due: the earlier of them",
            "- note: “whichever first”",
            "10 Jun act by: the last day to perform it",
        ],
    ),
    (
        "the later of two, one unknown",
        (event(None), duty(deadline=Latest(of=(by(10), after(EVENT, 5))))),
        3,
        [STATED.replace("due", "step"), "- note: counts from Closing, which is not known yet"],
    ),
    (
        "a recurrence",
        (duty(deadline=Every(rule="FREQ=WEEKLY", start=on(10), words="each week")),),
        0,
        ["13 Jun due: weekly, from Thu 13 Jun 1996", "- note: “each week”", LAST],
    ),
    (
        "continuing",
        (covenant(deadline=While(until=on(10), words="so long as")),),
        0,
        ["- note: until Thu 13 Jun 1996", "- note: “so long as”"],
    ),
    ("no day stated", (duty(due=None),), 0, ["- note: no day is stated", LOOKED_AT]),
    (
        "promptly",
        (duty(deadline=Open(reason="promptly", words="forthwith")),),
        0,
        ["- note: due promptly", "- note: “forthwith”", LOOKED_AT],
    ),
    ("a plan", (plan(),), 0, ["13 Jun step: the day forecast", "- note: a forecast: a plan is never missed"]),
    (
        "a day set by hand, beside the computed one",
        (duty(override=Override(day=on(12), reason="agreed by letter")),),
        0,
        [
            STATED.replace("due", "step"),
            NO_HOUR,
            "15 Jun override: set by hand: agreed by letter",
            "15 Jun act by: the last day to perform it",
        ],
    ),
    ("cure", (duty(cure=cure(5)),), 0, [STATED, NO_HOUR, "18 Jun cure: last day of cure: 5 days after the miss", LAST]),
    (
        "cure from a notice",
        (event(11), duty(cure=cure(5, runs_from="notice", event="e"))),
        12,
        [STATED, NO_HOUR, "19 Jun cure: last day of cure: 5 days after Closing", LAST],
    ),
    (
        "cure from a notice that nobody recorded",
        (duty(cure=cure(5, runs_from="notice")),),
        12,
        [
            STATED,
            NO_HOUR,
            "18 Jun cure: last day of cure: 5 days after the miss, since no notice is recorded",
            LAST,
        ],
    ),
    ("internal target", (duty(target=Day(on=on(7))),), 0, [STATED, NO_HOUR, "10 Jun target: internal target", LAST]),
    (
        "lead time over Thanksgiving",
        under_fed(date(1996, 12, 2), 5),
        0,
        [
            "2 Dec step: the day stated",
            "2 Dec due: by the instrument: a business day (U.S. federal holidays): not moved",
            DENVER,
            "25 Nov act by: 5 working days of lead time; Thanksgiving Day (Thu 28 Nov) does not count",
        ],
    ),
    (
        "what needs it starts sooner",
        (duty(), duty("y", lead_time=3, needs=(Need(one_of=("x",)),))),
        0,
        [STATED, NO_HOUR, "10 Jun act by: the last day before Y starts"],
    ),
    (
        "what needs it is due sooner and takes no time",
        (duty(), duty("y", due=5, needs=(Need(one_of=("x",)),))),
        0,
        [STATED, NO_HOUR, "8 Jun act by: the last day for Y to be done the same day"],
    ),
    (
        "a condition without a day",
        (duty(due=None), duty("y", 4), waiver(3, 20, "y", conditions=("x",))),
        6,
        [
            "- note: no day is stated",
            LOOKED_AT,
            "23 Jun note: perform by then: a condition of W",
            "23 Jun act by: the last day to perform it",
        ],
    ),
    (
        "suspended",
        (duty(), waiver(5, 20)),
        12,
        [
            STATED,
            NO_HOUR,
            "24 Jun back: stands again, unless a further relief is granted",
            "23 Jun act by: the last day to perform it",
        ],
    ),
    (
        "a calendar outside its years",
        (
            Instrument(id="i", title="A", calendars=("GB-ENG",), roll="following"),
            duty(instrument="i", deadline=On(day=Day(on=date(2190, 6, 3)))),
        ),
        0,
        [
            "3 Jun step: the day stated",
            (
                "- note: The calendar “bank holidays in England and Wales” covers 1978 to 2099, "
                "and 2190-06-03 lies outside. Choose a calendar that covers it, or state the day."
            ),
            NO_HOUR,
        ],
    ),
]


@pytest.mark.parametrize(("records", "day", "lines"), [row[1:] for row in DEADLINES], ids=[row[0] for row in DEADLINES])
def test_why_this_date(records: tuple[Record, ...], day: int, lines: list[str]) -> None:
    assert explained(records, "x", day) == lines


@pytest.mark.parametrize(
    ("of", "records", "zero"),
    [
        ("performed", (duty("y"), fact(3, PAID, "y")), "6 Jun step: the performance of Y: day zero"),
        ("missed", (duty("y", 4),), "8 Jun step: the miss of Y: day zero"),
        ("due", (duty("y", 4),), "7 Jun step: the due day of Y: day zero"),
    ],
)
def test_day_zero_is_a_day_of_another_obligation(of: Any, records: tuple[Record, ...], zero: str) -> None:
    counted = duty(deadline=after(ObligationAnchor(obligation="y", of=of), 5))
    assert explained((*records, counted), "x", 6)[0] == zero


def test_a_consequence_has_no_day_of_its_own() -> None:
    assert explained((duty(), follows("x")), "q", 0) == ["- note: follows from a miss: it has no day of its own"]


# (the reading of its end, the lines after its grant)
READINGS = [
    ("inclusive", [UNTIL, "- note: read as including that day, the last that it covers"]),
    (
        "exclusive",
        [UNTIL, "- note: read as ending before that day", "22 Jun step: the last day that it covers"],
    ),
    (
        "unclear",
        [
            UNTIL,
            "- note: whether that day still counts is unclear: read as not",
            "22 Jun step: the last day that it covers",
        ],
    ),
]


@pytest.mark.parametrize(("reading", "lines"), READINGS)
def test_how_the_end_of_a_relief_is_read(reading: str, lines: list[str]) -> None:
    relief = msgspec.structs.replace(waiver(5, 20), until_reading=reading)
    assert explained((duty(), relief), "w", 6) == [GRANTED, *lines]


def test_a_relief_without_an_end_or_a_grant() -> None:
    assert explained((duty(), waiver(5)), "w", 6) == [GRANTED, "- note: no end is stated"]
    asked = Relief(id="w", ref="W", title="A relief", covers=("x",))
    assert explained((duty(), asked), "w", 6) == ["- note: asked for, not granted", "- note: no end is stated"]


@pytest.mark.parametrize(
    ("since", "line"),
    [
        (8, "11 Jun step: with effect from that day; it counts from then"),
        (2, "5 Jun step: with effect from that day; it counts from its grant"),
    ],
)
def test_from_when_a_relief_counts(since: int, line: str) -> None:
    assert explained((duty(), waiver(5, 20, since=on(since))), "w", 6)[1] == line


def test_an_extension_names_the_new_due_day_on_both() -> None:
    records = (duty(), waiver(5, 20, kind="extension", new_due=on(15)))
    assert "18 Jun note: the new due day under W, while it is live" in explained(records, "x", 6)
    assert explained(records, "w", 6)[-1] == "18 Jun note: the new due day of what it covers"


def test_what_must_be_done_before_a_day_is_never_rolled_onto_it() -> None:
    independence_day_shut = under_fed(date(1996, 7, 5), strictly_before=True)
    docket = docket_of((BANK, *independence_day_shut))
    assert assess(docket, on(0))["x"].due == date(1996, 7, 4)


def test_a_window_and_a_long_stop_are_explained() -> None:
    window = duty(deadline=after(EventAnchor(event="e"), 9, opens=(Add(n=4, unit="day"),), promptly=True))
    lines = explained((event(2), window), "x", 3)
    assert "9 Jun note: the window opens, that day in time: 4 days" in "\n".join(lines)
    assert "- note: owed promptly, and on that day at the latest" in lines
    by_hand = msgspec.structs.replace(window, override=Override(day=on(12), reason="agreed"))
    assert not any("window" in line for line in explained((event(2), by_hand), "x", 3))
