"""Amounts, refs and due days in words, and what follows a miss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from model.assess import assess
from model.assess.standing import Standing
from model.docket import Docket
from model.phrases import deadline_words, listed
from model.record.amount import Amount
from model.record.base import Record
from model.record.caption import Caption
from model.record.day import Day
from model.record.deadline import Earliest, EventAnchor, Every, Latest, ObligationAnchor, On, Open, While
from model.record.fact import (
    Cancelled,
)
from model.record.instrument import Instrument
from model.record.ref import ref_key
from model.wording.standings import DueText, amount_text, due_text, link_text, miss_text, money_text, refs_text
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    EVENT,
    after,
    by,
    counted,
    covenant,
    duty,
    event,
    fact,
    follows,
    links,
    met,
    plan,
    right,
    waiver,
)
from tests.model.wording.test_standings import SUSPENDED, performed, starts

# --- Amounts and refs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "currency", "text"),
    [
        ("9000000", "USD", "$9,000,000"),
        ("2.5", "EUR", "€2.50"),
        ("0.125", "USD", "$0.125"),
        ("250000.5", "CHF", "CHF\u00a0250,000.50"),
        ("100", "JPY", "¥100"),
        ("5", "CAD", "C$5"),
        ("5", "", "5"),
        ("-5", "GBP", "-£5"),
        ("0", "USD", "$0"),
        ("999999999999999999", "USD", "$999,999,999,999,999,999"),
    ],
)
def test_money_is_written_as_it_is_read(number: str, currency: str, text: str) -> None:
    assert money_text(Decimal(number), currency) == text


@pytest.mark.parametrize(
    ("bound", "text"),
    [("exactly", "$100"), ("at least", "≥\u00a0$100"), ("at most", "≤\u00a0$100"), ("about", "≈\u00a0$100")],
)
def test_a_bound_is_a_sign_that_no_line_break_parts_from_its_sum(bound: Any, text: str) -> None:
    assert amount_text(Amount(value="100", currency="USD", bound=bound)) == text


def numbered(refs: str, prefix: str = "") -> Docket:
    made = [
        msgspec.structs.replace(duty(f"id-{place}"), ref=f"{prefix}{ref}") for place, ref in enumerate(refs.split())
    ]
    return docket_of((Caption(title="T", ref_prefix=prefix), *made))


@pytest.mark.parametrize(
    ("refs", "text"),
    [
        ("", ""),
        ("1", "1"),
        ("5 6", "5 and 6"),
        ("6 5 5", "5 and 6"),
        ("1 2 3 4", "1 to 4"),
        ("4 2 3 1", "1 to 4"),
        ("1 2 4", "1, 2 and 4"),
        ("1 2 3 17", "1 to 3 and 17"),
        ("7 8 10 11 12", "7, 8 and 10 to 12"),
        ("10 9 2", "2, 9 and 10"),
        ("A-1 A-2 A-10 A-3", "A-1 to A-3 and A-10"),
        ("A-1 B-2 A-3", "A-1, A-3 and B-2"),
        ("7a 7b", "7a and 7b"),
        ("1.1 1.2 1.3 2.4", "1.1 to 1.3 and 2.4"),
    ],
)
def test_several_refs_read_as_one_phrase(refs: str, text: str) -> None:
    docket = numbered(" ".join(dict.fromkeys(refs.split())))
    ids = [docket.by_ref[ref.casefold()].id for ref in refs.split()]
    assert refs_text(docket, ids) == text


def test_refs_are_ordered_by_their_own_numbers_and_given_whole_or_short() -> None:
    docket = numbered("1 2 3 10", "USMX-")
    ids = list(docket.obligations)
    assert refs_text(docket, ids) == "USMX-1 to USMX-3 and USMX-10"
    assert refs_text(docket, ids, short=True) == "1 to 3 and 10"
    assert sorted(["A-10", "A-9", "B", "A"], key=ref_key) == ["A", "A-9", "A-10", "B"]


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_a_list_in_words(parts: list[str], text: str) -> None:
    assert listed(parts, "or") == text


# --- The Due column ---------------------------------------------------------------------------------------

FIVE_AFTER_CLOSING = after(EVENT, 5)
EITHER_DAY = (by(10), FIVE_AFTER_CLOSING)

# (records, day, the day or words, the distance)
DUE = [
    ((duty(),), 0, "Thu 13", "in 10 days"),
    ((duty(),), 9, "Thu 13", "in 1 day"),
    ((duty(),), 10, "Thu 13", "today"),
    ((duty(),), 12, "Thu 13", "2 days ago"),
    ((duty(deadline=by(10, strictly_before=True)),), 0, "Wed 12", "in 9 days"),
    ((duty(), fact(5, PAID)), 12, "Thu 13", "5 days early"),
    ((duty(), fact(10, PAID)), 12, "Thu 13", "on the day"),
    ((duty(), fact(11, PAID)), 12, "Thu 13", "1 day late"),
    ((duty(), waiver(5, 20, kind="extension", new_due=on(15)), fact(14, PAID)), 18, "Thu 13", "in time, extended"),
    ((duty(), fact(5, Cancelled())), 7, "Thu 13", ""),
    (SUSPENDED, 12, "Thu 13", "back 24 Jun"),
    ((duty(due=None),), 0, "none stated", "review 1 Sep"),
    ((duty(due=None), fact(5, PAID)), 7, "none stated", ""),
    ((duty(deadline=Open(reason="promptly")),), 0, "promptly", "review 1 Sep"),
    ((duty(deadline=Open(reason="on demand")),), 0, "on demand", "review 1 Sep"),
    ((duty(deadline=While(until=on(10))),), 0, "until Thu 13 Jun 1996", ""),
    ((duty("y"), duty(due=None), waiver(5, 20, "y", conditions=("x",))), 6, "by 23 Jun, for W", "in 14 days"),
    ((event(None), duty(deadline=FIVE_AFTER_CLOSING)), 0, "5 days after Closing", ""),
    ((event(2), duty(deadline=FIVE_AFTER_CLOSING)), 3, "Mon 10", "in 4 days"),
    ((event(None), duty(deadline=Earliest(of=EITHER_DAY))), 0, "Thu 13", "in 10 days"),
    (
        (event(None), duty(deadline=Latest(of=EITHER_DAY))),
        0,
        "the later of Thu 13 Jun 1996 and 5 days after Closing",
        "",
    ),
    ((duty("y"), duty(due=None, starts=starts(performed("y")))), 0, "when Y is done", ""),
    (
        (duty("y"), duty(due=None, starts=starts(ObligationAnchor(obligation="y", of="missed")))),
        0,
        "when Y is missed",
        "",
    ),
    ((event(None), duty("y"), duty(due=None, starts=starts(EVENT, performed("y")))), 0, "when Y is done", "or sooner"),
    (
        (event(None), duty("y"), duty(due=None, starts=starts(EVENT, performed("y"), pick="later"))),
        0,
        "when Y is done",
        "and more",
    ),
    ((event(None), duty(due=None, starts=starts(EVENT))), 0, "Closing", ""),
    ((duty("y"), duty(due=None, paid_from=links("y"))), 0, "when Y is done", ""),
    ((duty(deadline=Every(rule="FREQ=WEEKLY", start=on(10))),), 0, "Thu 13", "in 10 days"),
    ((covenant(),), 0, "at all times", ""),
    ((covenant(deadline=While(until=on(10))),), 0, "until Thu 13 Jun 1996", ""),
    ((covenant(deadline=While(since=on(5))),), 0, "from Sat 8 Jun 1996", ""),
    ((covenant(deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=on(10))),), 0, "monthly on the last day", ""),
    ((covenant(), fact(5, met(yes=False)), waiver(4, 20)), 6, "at all times", "back 24 Jun"),
    ((plan(),), 0, "Thu 13", "forecast"),
    ((plan(deadline=On(day=Day(on=on(10), words="in the spring of 1997"))),), 0, "spring of 1997", "forecast"),
    ((plan(due=None),), 0, "none stated", "review 1 Sep"),
]


@pytest.mark.parametrize(("records", "day", "said", "distance"), DUE, ids=lambda part: str(part)[:24])
def test_the_due_column(records: tuple[Record, ...], day: int, said: str, distance: str) -> None:
    docket = docket_of((BANK, *records))
    due = due_text(docket, docket.node("x"), assess(docket, on(day))["x"], on(day))
    expected = date(1996, 6, int(said.split()[1])) if said[:4] in ("Mon ", "Wed ", "Thu ") else None
    assert (due.day, due.words, due.distance) == (expected, "" if expected else said, distance)


def test_a_consequence_is_due_when_what_causes_it_is_missed() -> None:
    docket = docket_of((duty(), duty("y"), follows("x"), follows("x", "y", id="z")))
    assessment = assess(docket, on(0))
    said = [due_text(docket, docket.node(one), assessment[one], on(0)).words for one in ("q", "z")]
    assert said == ["if it is missed", "if any is missed"]


@pytest.mark.parametrize(("last", "words", "distance"), [(20, "", "in 14 days"), (None, "no end stated", "")])
def test_a_relief_is_shown_by_the_last_day_that_it_covers(last: int | None, words: str, distance: str) -> None:
    docket = docket_of((duty(), waiver(5, last)))
    due = due_text(docket, docket.node("w"), assess(docket, on(6))["w"], on(6))
    assert due == DueText(on(last) if last else None, words, distance)


def test_a_stated_day_whose_calendar_ends_before_it_is_still_told() -> None:
    """The day cannot be rolled, so it is not known; but it is stated."""
    node = duty(deadline=On(day=Day(on=date(2190, 6, 3))), instrument="i")
    shut = Instrument(id="i", title="T", calendars=("GB-ENG",), roll="following")
    docket = docket_of((shut, node))
    position = assess(docket, on(0))["x"]
    assert position.due is None
    assert due_text(docket, node, position, on(0)).words == "Sat 3 Jun 2190".replace("Sat", f"{date(2190, 6, 3):%a}")


# --- If missed, and links ---------------------------------------------------------------------------------


FULL = (
    duty(),
    duty("y"),
    waiver(5, 20, "y", conditions=("x",)),
    duty("z", 4),
    waiver(3, 20, "z", conditions=("x",), id="v"),
    follows("x", "y"),
)

# (records, day, id, the sentence)
MISSED = [
    ((duty(),), 0, "x", ""),
    ((duty(), follows("x")), 0, "x", "If X is missed, Q is exposed."),
    ((duty(), follows("x")), 12, "x", "As X is missed, Q is exposed."),
    ((duty(), follows("x"), follows("x", id="r")), 0, "x", "If X is missed, Q and R are exposed."),
    ((right(), follows("x")), 0, "x", "If X lapses unused, Q is exposed."),
    ((right(), follows("x")), 12, "x", "As X has lapsed, Q is exposed."),
    ((covenant(), follows("x")), 0, "x", "If X fails, Q is exposed."),
    ((covenant(), follows("x"), fact(2, met(yes=False))), 5, "x", "As X is failing, Q is exposed."),
    ((duty(), follows("x"), follows("q", id="r")), 0, "q", "If Q is exposed, R is exposed."),
    ((duty(), follows("x"), fact(5, PAID)), 6, "x", ""),
    (FULL, 6, "x", "If X is missed, V and W lapse, Z stands again and Q is exposed."),
    (SUSPENDED, 12, "w", "If it lapses, X stands again."),
]


@pytest.mark.parametrize(("records", "day", "id", "sentence"), MISSED, ids=lambda part: str(part)[:40])
def test_what_follows_a_miss(records: tuple[Record, ...], day: int, id: str, sentence: str) -> None:
    docket = docket_of((BANK, *records))
    assert miss_text(docket, assess(docket, on(day))[id]) == sentence


@pytest.mark.parametrize(
    ("link", "from_it", "towards_it"),
    [
        ("needs", "needed first", "needs it"),
        ("starts", "starts it", "starts with it"),
        ("after", "counts from it", "counts from it"),
        ("paid from", "pays for it", "paid from it"),
        ("either", "either of them", "either of them"),
        ("causes", "cause", "if missed"),
        ("replaces", "replaced by it", "replaces it"),
        ("condition", "condition", "condition"),
        ("covers", "covered by it", "relieved by it"),
    ],
)
def test_a_link_has_a_word_from_each_of_its_ends(link: str, from_it: str, towards_it: str) -> None:
    assert (link_text(link, towards=False), link_text(link, towards=True)) == (from_it, towards_it)


def test_every_standing_is_a_word_that_can_be_shown() -> None:
    assert [standing.value for standing in Standing if standing.value != standing.value.lower().strip()] == []


def test_the_due_column_says_that_a_long_stop_is_owed_promptly_until_its_last_day() -> None:
    stopped = duty(deadline=by(10, promptly=True))
    docket = docket_of((stopped,))
    said = [due_text(docket, stopped, assess(docket, on(day))["x"], on(day)).distance for day in (8, 10, 12)]
    assert said == ["promptly, in 2 days", "today", "2 days ago"]
    reasons = [assess(docket, on(day))["x"].reasons for day in (8, 9, 10, 12)]
    assert [any(reason.code == "at the latest" for reason in known) for known in reasons] == [True, True, False, False]
    assert deadline_words(docket, stopped) == "promptly, at the latest Thu 13 Jun 1996"
    window = duty(deadline=after(EventAnchor(event="e"), -30, opens=counted(-60)))
    assert deadline_words(docket_of((event(2), window)), window) == (
        "30 days before Closing, not before 60 days before it"
    )
