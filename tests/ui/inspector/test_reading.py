"""What the inspector says of the sample's records, word for word."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from model.assess import assess
from model.docket import Docket
from model.record.obligation import Obligation, Reminder
from tests.builders import sample_docket
from ui.inspector import reading
from ui.inspector.amountline import amount_reading
from ui.inspector.flow import unbroken
from ui.inspector.past import fact_rows, performed_words, reminder_rows, reminder_words
from ui.inspector.reading import LinkRow, RecordInView
from ui.inspector.recorder.facts import FACT_ACTIONS, actions_for, actions_for_all, first_offered

REPORT_DAY = date(1996, 11, 20)


@pytest.fixture(scope="module")
def docket() -> Docket:
    return sample_docket()


def sight(docket: Docket, ref: int, day: date = REPORT_DAY) -> RecordInView:
    return RecordInView(docket, assess(docket, day), docket.by_ref[f"usmx-{ref}"])


def said(rows: tuple[LinkRow, ...]) -> list[str]:
    return [" ".join(filter(None, (row.mark, row.refs, row.title, f"[{row.word}]"))) for row in rows]


DUE = [
    (8, REPORT_DAY, "Tue 31 Dec 1996, in 41 days"),
    (17, REPORT_DAY, "Mon 2 Dec 1996, in 12 days"),
    (1, REPORT_DAY, "Mon 30 Sep 1996, back Wed 1 Jan 1997"),
    (22, REPORT_DAY, "None stated, review Mon 2 Dec 1996"),
    (2, REPORT_DAY, "At all times, back Wed 1 Jan 1997"),
    (5, REPORT_DAY, "Tue 31 Dec 1996, in 41 days"),
    (18, REPORT_DAY, "If any is missed"),
    (17, date(1996, 12, 3), "Mon 2 Dec 1996, 1 day ago"),
]


@pytest.mark.parametrize(("ref", "day", "words"), DUE)
def test_when_it_is_due(docket: Docket, ref: int, day: date, words: str) -> None:
    assert reading.due_words(sight(docket, ref, day)) == words


def test_the_reasons_are_one_paragraph_of_sentences(docket: Docket) -> None:
    words = reading.reason_words(sight(docket, 8))
    assert words.startswith("Open: it needs nothing else; no performance is recorded.")
    for ref in range(1, 24):
        assert reading.reason_words(sight(docket, ref)).endswith(".")


def test_who_owes_what_to_whom_and_who_sees_to_it(docket: Docket) -> None:
    assert reading.facts_words(sight(docket, 8)) == "Milestone  ·  USMX → Rothschild  ·  Legal, stand-in Finance"
    assert reading.facts_words(sight(docket, 1)).startswith("Payment  ·  USMX → Rothschild, paid to project subsidiary")
    assert reading.facts_words(sight(docket, 22)).startswith("Payment, a right  ·  Rothschild → USMX")
    assert reading.facts_words(sight(docket, 5)) == "Waiver  ·  granted by Rothschild  ·  Legal, stand-in Finance"
    assert reading.instrument_words(sight(docket, 8)) == "First Amendment to USMX, Inc. Credit Agreement"


def test_why_this_date_begins_with_the_words_of_the_source(docket: Docket) -> None:
    rows = reading.why_rows(sight(docket, 8))
    assert rows[0].day == date(1996, 12, 31)
    assert [(words.text, words.manner) for words in rows[0].words] == [
        ("due ", "bold"),
        ("“by December 31, 1996”", "source"),
    ]
    assert [row.day for row in rows if row.day] == [date(1996, 12, 31), date(1996, 12, 20), date(1996, 12, 3)]


LINKS = [
    (reading.needs_rows, 8, []),
    (
        reading.needed_by_rows, 8,
        [
            "relief_live 5 Waiver of 1 to 4 [condition]",
            "relief_live 6 Standstill: no action on 1 to 4 [condition]",
            "dormant 9 Conversion price reset to the offering price [starts with it]",
            "dormant 10 Fee to Rothschild, out of the proceeds [paid from it]",
            "blocked 20 Start-up after financing and the liner test [needs it]",
        ],
    ),
    (
        reading.missed_rows, 8,
        [
            "relief_lapsed 5, 6 lapse: 1 to 4 stand again []",
            "exposed 18 Foreclosure of the security; damages [exposed]",
            "exposed 21 Other financing or a merger [exposed]",
        ],
    ),
    (
        reading.missed_rows, 17,
        [
            "exposed 18 Foreclosure of the security; damages [exposed]",
            "relief_live 5, 6 stay live: 17 is no condition of them []",
        ],
    ),
    (
        reading.needs_rows, 9,
        ["open 8 Offering, net proceeds at least $9,000,000 [starts it]", "Private placement [starts it]"],
    ),
    (
        reading.relief_rows, 1,
        ["relief_live 5 Waiver of 1 to 4 [relief live]", "relief_live 6 Standstill: no action on 1 to 4 [relief live]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "ref", "expected"), LINKS)
def test_what_hangs_on_what(docket: Docket, rows: object, ref: int, expected: list[str]) -> None:
    assert callable(rows)
    found = said(rows(sight(docket, ref)))
    # The sample's short titles may be worded anew; marks, refs and links may not.
    assert [(line.split()[0], line[line.index("[") :]) for line in found] == [
        (line.split()[0], line[line.index("[") :]) for line in expected
    ]


def test_a_relief_shows_its_conditions_and_what_it_covers(docket: Docket) -> None:
    waiver = sight(docket, 5)
    assert [(row.refs, row.word) for row in reading.needs_rows(waiver)] == [
        ("7", "satisfied"), ("8", "open"), ("9", "dormant"), ("10", "dormant"),
    ]  # fmt: skip
    assert [row.refs for row in reading.covers_rows(waiver)] == ["1", "2", "3", "4"]
    assert said(reading.missed_rows(waiver))[0] == "missed 1 to 4 stand again []"


def test_a_consequence_shows_its_causes(docket: Docket) -> None:
    refs = [row.refs for row in reading.causes_rows(sight(docket, 18))]
    assert refs == [str(n) for n in (1, 2, 3, 4, *range(7, 18))]


def test_the_source_is_quoted_on_one_line_with_where_it_stands(docket: Docket) -> None:
    seen = sight(docket, 8)
    (span,) = seen.node.sources
    assert reading.quote_of(span).startswith("…complete an offering in which the Company receives net proceeds")
    assert "\n" not in reading.quote_of(span)
    assert reading.source_note(docket, seen.node) == "Form 8-K, Item 5 ¶\N{NO-BREAK SPACE}3"
    assert reading.rank_note(docket, seen.node) == "Known from a summary, not the signed amendment"
    assert reading.rank_note(docket, seen.node, brief=True) == "A summary, not the signed amendment"


def test_amounts_say_what_is_performed_and_what_is_left(docket: Docket) -> None:
    part = amount_reading(sight(docket, 22))
    assert part is not None
    assert (part.sign, part.figure, part.words) == ("≤", "$4,500,000", "performed $3,800,000, $700,000 left")
    test = amount_reading(sight(docket, 4))
    assert test is not None
    assert (test.head, test.sign, test.figure) == ("Test", "at most", "175\N{NO-BREAK SPACE}%")
    assert amount_reading(sight(docket, 17)) is None
    assert amount_reading(sight(docket, 5)) is None


def test_the_strip_says_how_much_is_performed(docket: Docket) -> None:
    found = [performed_words(sight(docket, ref)) for ref in (8, 17, 7, 22)]
    assert found == ["$0", "not yet", "yes", "$3,800,000"]


@pytest.mark.parametrize("ref", [5, 2, 15, 18])
def test_of_a_relief_a_test_a_covenant_and_a_consequence_nothing_is_performed(docket: Docket, ref: int) -> None:
    assert performed_words(sight(docket, ref)) == ""


def test_facts_say_what_happened_and_where_the_source_is_not_exact(docket: Docket) -> None:
    (row,) = fact_rows(sight(docket, 22))
    assert (row.day, row.words) == (REPORT_DAY, "performed, $3,800,000")
    assert row.inexact
    assert [row.words for row in fact_rows(sight(docket, 1))] == ["confirmed not performed"]
    assert [row.words for row in fact_rows(sight(docket, 2))] == ["reading, not met"]


def test_reminders_say_the_day_they_ring(docket: Docket) -> None:
    seen = sight(docket, 17)
    rows = reminder_rows(seen)
    assert len(rows) == len(seen.node.reminders)
    assert all(row.day is not None for row in rows)
    assert reminder_words(Reminder(lead=0), seen.node) == "on the due day"
    assert reminder_words(Reminder(lead=1, unit="working day", before="act by"), seen.node) == (
        "1 working day before the day to act by"
    )
    later = reminder_rows(sight(docket, 17, date(1997, 6, 1)))
    assert {row.past for row in later if row.day} == {True}


@pytest.mark.parametrize("ref", [2, 3, 4, 15, 18, 19])
def test_what_has_no_due_day_lists_no_reminder_before_it(docket: Docket, ref: int) -> None:
    """A covenant kept at all times, a test without test dates, a consequence."""
    assert not [row.words for row in reminder_rows(sight(docket, ref)) if "due day" in row.words or row.day is None]


def test_a_relief_reminds_before_its_last_day(docket: Docket) -> None:
    rows = reminder_rows(sight(docket, 5))
    assert rows
    assert all(row.words.endswith("its last day") for row in rows)


def test_what_is_done_reminds_of_nothing(docket: Docket) -> None:
    assert reminder_rows(sight(docket, 7)) == ()


# what may be recorded about each, by key
FITTING = {
    1: "PNCKV",
    2: "RCKV",
    5: "V",
    15: "RCKV",
    17: "PNSAXWCKV",
    18: "KV",
    20: "PNKV",
    22: "PNCKV",
}


@pytest.mark.parametrize(("ref", "keys"), FITTING.items())
def test_only_what_fits_is_offered(docket: Docket, ref: int, keys: str) -> None:
    node = docket.by_ref[f"usmx-{ref}"]
    assert "".join(action.key for action in actions_for(node)) == keys
    assert set(first_offered(node)) <= set(actions_for(node))


def test_several_records_are_offered_what_fits_them_all(docket: Docket) -> None:
    nodes = [docket.by_ref[f"usmx-{ref}"] for ref in (8, 17)]
    assert "".join(action.key for action in actions_for_all(nodes)) == "PNCKV"
    assert actions_for_all([]) == ()
    covenants = [docket.by_ref[f"usmx-{ref}"] for ref in (2, 3)]
    assert "R" not in [action.key for action in actions_for_all(covenants)]


def test_every_fact_has_a_key_of_its_own() -> None:
    keys = [action.key for action in FACT_ACTIONS]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 1 for key in keys)


def test_a_record_that_nobody_owns_says_so(docket: Docket) -> None:
    seen = sight(docket, 8)
    assert isinstance(seen.node, Obligation)
    alone = msgspec.structs.replace(seen.node, owner=None, stand_in=None)
    assert reading.facts_words(RecordInView(docket, seen.assessment, alone)).endswith("no owner")


def test_a_line_never_ends_within_a_date() -> None:
    words = "Stands again on Wed 1 Jan 1997, not on December 31, 1996 or in May 1996."
    assert unbroken(words).split(" ") == [
        "Stands", "again", "on", "Wed\u00a01\u00a0Jan\u00a01997,", "not", "on", "December\u00a031,\u00a01996", "or",
        "in", "May", "1996.",
    ]  # fmt: skip
    assert len(unbroken(words)) == len(words)
