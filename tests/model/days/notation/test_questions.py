"""Where words could mean two things, the question is asked and every answer reads without another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.days.notation import Ambiguous, Context, NotationError, format_deadline, parse
from model.days.operation import Add, BusinessDays
from tests.exploration import examples
from tests.model.days.notation.forms import after
from tests.model.days.notation.named_strategies import contexts

ANCHORS = ("fiscal quarter end", "closing", "hearing", "Completion", "Repayment", "Prepayment notice")
PLAIN = Context(today=date(1996, 11, 20), anchors=ANCHORS, calendars=("US-FED",))
AGREEMENT = Context(
    today=date(1996, 11, 20), anchors=ANCHORS, calendars=("US-FED",), instrument="Credit Agreement", counts="calendar"
)
NO_CALENDAR = Context(today=date(1996, 11, 20), anchors=ANCHORS)


def asked(text: str, context: Context) -> tuple[str, list[str]]:
    """The question, and its answers in order; each of them reads back as it is written."""
    with pytest.raises(Ambiguous) as question:
        parse(text, context)
    assert len(question.value.choices) >= 2
    for choice in question.value.choices:
        assert format_deadline(parse(choice.text, context), context) == choice.text
    assert str(question.value) == question.value.question
    return question.value.question, [choice.text for choice in question.value.choices]


def test_short_plain_days_are_asked_about_unless_the_instrument_says_how_it_counts_them() -> None:
    assert asked("10 days after closing", PLAIN) == (
        "10 days: calendar or business?",
        ["10 calendar days after closing", "10 business days after closing"],
    )
    assert parse("10 days after closing", AGREEMENT) == after((Add(n=10, unit="day"),), "closing")
    business = Context(anchors=ANCHORS, calendars=("US-FED",), counts="business")
    assert parse("10 days after closing", business) == after((BusinessDays(n=10),), "closing")


@pytest.mark.parametrize(
    ("text", "question", "first"),
    [
        ("within 45 days", "“within 45 days”: after what?", "45 days after fiscal quarter end"),
        ("at least 45 days", "“at least 45 days”: before what?", "45 days before fiscal quarter end"),
        ("2 months thereafter", "“2 months thereafter”: after what?", "2 months after fiscal quarter end"),
        (
            "promptly, and in any case within 5 business days",
            "“promptly, and in any case within 5 business days”: after what?",
            "promptly, at the latest 5 business days after fiscal quarter end",
        ),
    ],
)
def test_a_count_that_does_not_say_from_what_asks(text: str, question: str, first: str) -> None:
    found, answers = asked(text, AGREEMENT)
    assert found == question
    assert answers[0] == first
    assert len(answers) == 6


def test_a_first_day_takes_its_year_from_the_last_one() -> None:
    _, answers = asked("between 1 and 15 May", AGREEMENT)
    assert answers == ["15 May 1997, not earlier than 1 May 1997", "15 May 1998, not earlier than 1 May 1998"]


def test_immediately_before_an_event_asks_whether_its_own_day_is_too_late() -> None:
    assert asked("immediately prior to closing", AGREEMENT)[0] == "Before closing: is that day itself too late?"


def test_once_a_month_asks_on_which_day() -> None:
    assert asked("once a month", AGREEMENT)[0] == "On which day?"


def test_where_no_event_is_known_a_bare_count_offers_two_that_are_named_as_such() -> None:
    _, answers = asked("within 45 days", Context(today=date(1996, 11, 20)))
    assert answers == ["45 days after receipt of notice", "45 days after signing"]


def test_full_months_could_be_whole_months_of_the_calendar() -> None:
    question, answers = asked("three full calendar months after closing", AGREEMENT)
    assert question == "3 full months: from date to date, or whole months of the calendar?"
    assert answers == ["3 months after closing", "the last day of the month 3 months after closing"]
    _, before = asked("two full months before closing", AGREEMENT)
    assert before == ["2 months before closing", "the last day of the month 3 months before closing"]


def test_the_first_quarters_of_a_fiscal_year_are_asked_about() -> None:
    _, answers = asked("within 45 days after the end of each of the first three fiscal quarters", AGREEMENT)
    assert answers[1] == "45 days after each “end of the first three fiscal quarters”"
    assert "March" in answers[0]


@pytest.mark.parametrize(("days", "questioned"), [(1, True), (30, True), (31, True), (32, False), (45, False)])
def test_more_than_a_month_of_plain_days_is_calendar_days(days: int, questioned: bool) -> None:
    text = f"{days} days after closing" if days > 1 else "1 day after closing"
    if questioned:
        asked(text, PLAIN)
    else:
        assert parse(text, PLAIN) == after((Add(n=days, unit="day"),), "closing")


def test_business_days_without_a_calendar_are_asked_about_and_never_guessed() -> None:
    question, answers = asked("4 business days after closing", NO_CALENDAR)
    assert question == "Business days of which calendar?"
    assert answers[:3] == [
        "4 business days after closing, Federal Reserve",
        "4 business days after closing, London",
        "4 business days after closing, SEC",
    ]
    assert parse("4 business days after closing", PLAIN) == after((BusinessDays(n=4),), "closing")
    own = parse("4 business days after closing, the instrument's business days", NO_CALENDAR)
    assert own == after((BusinessDays(n=4),), "closing")


def test_new_york_is_asked_about_where_the_instrument_has_no_calendar_of_it() -> None:
    question, answers = asked("4 business days after closing, London and New York", PLAIN)
    assert question == "Business days in New York: by which calendar?"
    assert answers == [
        "4 business days after closing, London and Federal Reserve",
        "4 business days after closing, London and New York State",
        "4 business days after closing, London and NYSE",
    ]


@pytest.mark.parametrize("own", ["US-FRB", "US-NY", "NYSE"])
def test_new_york_is_the_instruments_own_where_it_has_one(own: str) -> None:
    here = Context(today=date(1996, 11, 20), anchors=ANCHORS, calendars=("GB-ENG", own))
    assert parse("4 New York business days after closing", here) == after((BusinessDays(n=4),), "closing", (own,))


def test_a_market_of_its_own_is_asked_about_even_where_the_instrument_names_a_calendar() -> None:
    question, answers = asked("3 trading days after closing", PLAIN)
    assert question == "Business days of which calendar?"
    assert "3 business days after closing, NYSE" in answers


def test_all_answers_to_all_questions_are_offered_at_once() -> None:
    question, answers = asked("10 days of closing", PLAIN)
    assert question == "10 days of closing: after or before? 10 days: calendar or business?"
    assert answers == [
        "10 calendar days after closing",
        "10 business days after closing",
        "10 calendar days before closing",
        "10 business days before closing",
    ]
    _, without = asked("10 days of closing", NO_CALENDAR)
    assert len(without) == 12


@pytest.mark.parametrize(
    ("text", "question", "answers"),
    [
        ("02/12/1996", "02/12/1996: Mon 2 Dec 1996 or Mon 12 Feb 1996?", ["2 December 1996", "12 February 1996"]),
        ("next Friday", "Next Friday: Fri 22 Nov 1996 or Fri 29 Nov 1996?", ["22 November 1996", "29 November 1996"]),
        (
            "next Wednesday",
            "Next Wednesday: Wed 27 Nov 1996 or Wed 4 Dec 1996?",
            ["27 November 1996", "4 December 1996"],
        ),
        ("by 2 Dec", "“2 Dec” names no year: which?", ["2 December 1996", "2 December 1997"]),
        ("1 March", "“1 March” names no year: which?", ["1 March 1997", "1 March 1998"]),
        (
            "45 days after the end of the quarter",
            "The end of the quarter: fiscal or calendar?",
            ["45 days after fiscal quarter end", "45 days after calendar quarter end"],
        ),
        (
            "90 days after year end",
            "The end of the year: fiscal or calendar?",
            ["90 days after fiscal year end", "90 days after calendar year end"],
        ),
        (
            "90 days after the end of each year",
            "The end of each year: fiscal or calendar?",
            ["90 days after each fiscal year end", "90 days after the end of each calendar year"],
        ),
        (
            "45 days after the end of each fiscal quarter of the Borrower",
            "The quarter of the Borrower: is that the event “fiscal quarter end”?",
            ["45 days after each fiscal quarter end", "45 days after each “fiscal quarter end of the Borrower”"],
        ),
        ("quarterly", "Quarterly: on which day?", ["the end of each calendar quarter", "each fiscal quarter end"]),
        ("monthly", "On which day?", ["monthly on the last day", "monthly on the 1st", "monthly on the 15th"]),
        (
            "every quarter on the 15th",
            "From which day?",
            [
                "every 3 months on the 15th, from 15 December 1996",
                "every 3 months on the 15th, from 15 January 1997",
                "every 3 months on the 15th, from 15 February 1997",
            ],
        ),
        (
            "bi-monthly on the 1st",
            "bi-monthly: every two months, or twice a month? From which day?",
            [
                "every 2 months on the 1st, from 1 December 1996",
                "every 2 months on the 1st, from 1 January 1997",
                "monthly on the 1st and 15th",
            ],
        ),
        (
            "biweekly on Friday",
            "biweekly: every two weeks, or twice a week? From which day?",
            [
                "every 2 weeks on Friday, from 22 November 1996",
                "every 2 weeks on Friday, from 29 November 1996",
                "weekly on Monday and Thursday",
            ],
        ),
        (
            "forty-five (40) days after closing",
            "“forty-five (40)”: 45 or 40?",
            ["45 days after closing", "40 days after closing"],
        ),
        (
            "before closing",
            "Before closing: is that day itself too late?",
            ["1 calendar day before closing", "on closing"],
        ),
        (
            "31 March 1997, to the nearest business day if closed",
            "The nearest business day: by which reading?",
            [
                "31 March 1997, to the business day before if closed or the next one from a Sunday or Monday",
                "31 March 1997, to the nearest business day if closed and the later in a tie",
            ],
        ),
        (
            "by midnight on 30 June 2027",
            "Midnight: at the end of Wed 30 Jun 2027, or as it begins?",
            ["30 June 2027", "before 30 June 2027"],
        ),
        (
            "30 June 97",
            "“30 June 97” says its year in two figures: Mon 30 Jun 1997 or Sun 30 Jun 2097?",
            ["30 June 1997", "30 June 2097"],
        ),
        (
            "the 10th day of the month",
            "“the 10th day of the month”: of one month, or of each?",
            ["monthly on the 10th", "10 December 1996"],
        ),
        (
            "biannually",
            "biannually: twice a year, or every two years?",
            ["the end of each calendar half-year", "every 2 years, from 31 December 1996"],
        ),
    ],
)
def test_what_is_asked(text: str, question: str, answers: list[str]) -> None:
    assert asked(text, PLAIN) == (question, answers)


def test_hours_go_by_the_clock_of_the_instrument_else_the_zone_is_asked_for() -> None:
    question, answers = asked("72 hours after closing", PLAIN)
    assert question == "By the clock of which zone?"
    assert answers[0] == "72 hours after closing, Eastern time"
    denver = Context(anchors=ANCHORS, zone="America/Denver")
    assert format_deadline(parse("72 hours after closing", denver)) == "72 hours after closing, Mountain time"
    assert format_deadline(parse("30 June 2027, by 17:00", denver)) == "30 June 2027, by 17:00 Mountain time"


def test_rolled_goes_by_the_instrument_else_it_is_asked() -> None:
    follows = Context(anchors=ANCHORS, calendars=("US-FED",), roll="preceding")
    assert format_deadline(parse("45 days after closing, rolled", follows)) == (
        "45 days after closing, to the business day before if closed"
    )
    _, answers = asked("45 days after closing, rolled", PLAIN)
    assert len(answers) == 3


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Closing", "closing"),
        ("the closing", "closing"),
        ("clsing", "closing"),
        ("closign", "closing"),
        ("repaymen", "Repayment"),
        ("“Closing”", "Closing"),
        ("permit", "permit"),
    ],
)
def test_a_name_that_nearly_fits_is_the_one_known_and_quotation_marks_make_it_exact(typed: str, name: str) -> None:
    assert parse(f"45 days after {typed}", PLAIN) == after((Add(n=45, unit="day"),), name)


def test_figures_and_single_letters_always_tell_names_apart() -> None:
    known = Context(anchors=("closing 1", "Series A issue", "Tranche II drawdown"))
    for typed in ("closing 2", "Series B issue", "Tranche III drawdown"):
        assert parse(f"45 days after {typed}", known) == after((Add(n=45, unit="day"),), typed)


def test_two_names_equally_near_are_asked_about() -> None:
    known = Context(anchors=("Closing", "closing", "signingb", "signinga"))
    assert asked("45 days after CLOSING", known)[1] == ["45 days after Closing", "45 days after closing"]
    assert len(asked("45 days after signing", known)[1]) == 2


TYPED = [
    "10 days after closing", "within 5 days of the hearing", "4 business days after signing", "quarterly", "02/12/1996",
    "monthly", "before closing", "3 banking days after closing, rolled", "72 hours after closing", "next Monday",
    "the earlier of 10 days after closing and 5 days before the hearing", "within 10 days of the end of the quarter",
    "10 days after closing, then 5 days after that, rolled", "15 days' notice of the meeting, nearest",
]  # fmt: skip


@given(st.sampled_from(TYPED), contexts)
@settings(max_examples=examples(200))
def test_every_choice_reads_without_a_question_wherever_it_is_asked(text: str, context: Context) -> None:
    try:
        parse(text, context)
    except Ambiguous as question:
        texts = [choice.text for choice in question.choices]
        assert 2 <= len(texts) == len(set(texts)) <= 12
        for choice in texts:
            assert format_deadline(parse(choice, context), context) == choice
    except NotationError:
        assert context.today is None
