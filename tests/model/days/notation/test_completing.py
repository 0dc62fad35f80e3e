"""While counsel types, the grammar offers what can come next, best first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.days.notation import Context, NamedDeadline, complete, format_deadline, parse
from model.days.notation.grammar import walk
from model.days.notation.reader import Reader
from tests.exploration import examples
from tests.model.days.notation.named_strategies import contexts, meanings

HERE = Context(
    today=date(1996, 11, 20),
    anchors=("fiscal quarter end", "closing", "signing", "First Closing", "Item 5, para. 4"),
    calendars=("US-FED",),
    counts="calendar",
    roll="modified_following",
)


def offers(text: str, context: Context = HERE) -> list[str]:
    return [offer.text for offer in complete(text, context)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", ["45 days after", "10 business days after", "at least 20 business days before"]),
        ("4", ["4 calendar days", "4 business days", "4 months"]),
        ("1 ", ["1 calendar day", "1 business day", "1 month"]),
        ("45 ", ["45 days", "45 business days", "45 calendar days"]),
        ("45 b", ["45 business days"]),
        ("45 days", ["45 days after", "45 days before"]),
        ("45 days a", ["45 days after"]),
        ("45 days after ", ["45 days after fiscal quarter end", "45 days after closing", "45 days after signing"]),
        ("45 days after fis", ["45 days after fiscal quarter end"]),
        ("45 days after fiscal qu", ["45 days after fiscal quarter end"]),
        ("45 days after clo", ["45 days after closing", "45 days after First Closing"]),
        ("45 days after item", ["45 days after “Item 5, para. 4”"]),
        ("45 days after “It", ["45 days after “Item 5, para. 4”"]),
        (
            "45 days after closing",
            ["45 days after closing, modified following", "45 days after closing, to the next business day if closed"],
        ),
        ("45 days after closing, Lon", ["45 days after closing, London"]),
        ("4 business days after signing, New", ["4 business days after signing, New York"]),
        ("72 hours after closing, E", ["72 hours after closing, Eastern time"]),
        ("ear", ["earlier of"]),
        ("earlier of ", ["earlier of 45 days after"]),
        ("earlier of 45 days after closing ", ["earlier of 45 days after closing and"]),
        ("the later of before 7 March 1997 ", ["the later of before 7 March 1997 and"]),
        (
            "the earlier of closing and before 21 December 1997 ",
            ["the earlier of closing and before 21 December 1997 and"],
        ),
        ("the next Lon", ["the next London"]),
        ("the next London ", ["the next London business day"]),
        ("the last day of the month 3 ", ["the last day of the month 3 months"]),
        ("the last b", ["the last business day of each month"]),
        ("every ", ["every month", "every quarter", "every year"]),
        ("every Fr", ["every Friday"]),
        ("monthly on the ", ["monthly on the 15th", "monthly on the last day"]),
        ("30 Ju", ["30 June", "30 July"]),
        ("30 June", ["30 June 1996", "30 June 1997"]),
        ("pro", ["promptly"]),
    ],
)
def test_the_next_words_are_offered_best_first(text: str, first: list[str]) -> None:
    assert offers(text)[: len(first)] == first


def test_short_periods_offer_the_kind_of_day_as_the_instrument_counts() -> None:
    business = Context(counts="business")
    assert offers("10 ", business)[:2] == ["10 business days", "10 calendar days"]
    assert "10 days" not in offers("10 ", business)


def test_the_instruments_own_calendar_and_roll_come_first() -> None:
    london = Context(anchors=("closing",), calendars=("GB-ENG",), roll="preceding")
    found = offers("4 business days after closing,", london)
    assert found[0] == "4 business days after closing, to the business day before if closed"
    places = [text for text in found if text.endswith((" London", " New York", " SEC"))]
    assert places[0] == "4 business days after closing, London"


def test_a_calendar_is_offered_with_its_own_name_beside_it() -> None:
    labels = [offer.label for offer in complete("4 business days after signing, Lon", HERE)]
    assert labels == ["London (GB-ENG)"]


@pytest.mark.parametrize("text", ["foo bar", "45 dais ", "("])
def test_nothing_is_offered_where_the_text_is_no_deadline(text: str) -> None:
    assert offers(text) == []


@pytest.mark.parametrize("text", ["45 days after closing, not earlier than 35,", "every 3 months on the 15th,"])
def test_no_offer_leads_nowhere(text: str) -> None:
    assert [offer for offer in offers(text) if not begins_a_deadline(offer, HERE)] == []


def test_many_names_are_offered_few_at_a_time() -> None:
    many = Context(anchors=tuple(f"event {number}" for number in range(5_000)))
    assert len(offers("45 days after e", many)) <= 12


def begins_a_deadline(text: str, context: Context) -> bool:
    """Whether the words can be read, or could be once more is typed."""
    reader = Reader(text, context)
    return walk(reader) or reader.furthest >= len(reader.tokens)


def cut(said: NamedDeadline, context: Context, share: float) -> str:
    text = format_deadline(said, context)
    return text[: int(len(text) * share)]


@given(meanings, contexts, st.floats(0, 1))
@settings(max_examples=examples(100))
def test_every_offer_goes_on_with_the_text_and_can_be_read_on(
    said: NamedDeadline, context: Context, share: float
) -> None:
    typed = cut(said, context, share)
    found = complete(typed, context)
    assert len(found) <= 12
    assert len({offer.text for offer in found}) == len(found)
    for offer in found:
        assert offer.text.casefold() != typed.casefold()
        assert begins_a_deadline(offer.text, context)


@pytest.mark.parametrize(
    "text",
    [
        "45 days after fiscal quarter end, to the next business day if closed, SEC",
        "at least 20 business days before closing",
        "the last business day of each month",
        "earlier of 45 days after closing and 30 June 2027",
        "every quarter on the 15th",
        "promptly",
        "at all times until 31 December 1997",
    ],
)
def test_a_deadline_can_be_typed_to_its_end_with_an_offer_at_every_word(text: str) -> None:
    words = text.split()
    for count in range(1, len(words)):
        begun = " ".join(words[:count])
        token = words[count].rstrip(",")
        if not token.isdigit():
            assert any(
                f" {token.casefold()}" in offer.text[len(begun) :].casefold() for offer in complete(begun + " ", HERE)
            ) or complete(f"{begun} {token[0]}", HERE), begun
    assert parse(text, HERE) if "quarter on" not in text else complete(text, HERE)
