"""What is no deadline is refused at the character where it goes wrong, with what could stand there."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.days.calendar import known_calendars
from model.days.notation import Ambiguous, Context, NotationError, complete, parse
from model.days.notation.reader import LONGEST
from model.days.operation import Add, BusinessDays
from model.errors import DayError
from tests.exploration import examples
from tests.model.days.notation.forms import after, on, series, several, span, undated
from tests.model.days.notation.named_strategies import contexts

HERE = Context(
    today=date(1996, 11, 20), anchors=("closing", "hearing"), calendars=("US-FED",), instrument="Credit Agreement"
)


def refused(text: str, context: Context = HERE) -> NotationError:
    with pytest.raises(NotationError) as error:
        parse(text, context)
    assert 0 <= error.value.at <= len(text)
    return error.value


@pytest.mark.parametrize(
    ("text", "at", "expected", "suggestion"),
    [
        ("45 dais after closing", 3, "a unit", "45 days after closing"),
        ("45 days aftr closing", 8, "“after” or “before”", "45 days after closing"),
        ("45 days after closing, Londn", 23, "a calendar", "45 days after closing, London"),
        ("evry Friday", 0, "“each”", ""),
        ("every Fridya", 6, "a weekday", "every Friday"),
        ("45", 2, "a unit", "45 days after closing"),
        ("45 days after", 13, "an event or a day", ""),
        ("the earlier of closing", 22, "“and”", ""),
    ],
)
def test_a_refusal_says_where_and_what_was_expected(text: str, at: int, expected: str, suggestion: str) -> None:
    error = refused(text)
    assert error.at == at
    assert expected in error.expected
    if suggestion:
        assert error.suggestion == suggestion
    if error.suggestion:
        with suppress(Ambiguous):
            parse(error.suggestion, HERE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write a deadline, such as"),
        ("   ", "Write a deadline, such as"),
        ("foo", "no deadline that Duly reads"),
        ("within 10 days before the hearing", "the first day, not the last"),
        ("not more than 60 days before the hearing", "the first day, not the last"),
        ("at least 10 days after closing", "the first day, not the last"),
        ("before 10 calendar days after closing", "Before the end of a period"),
        ("before the first Friday after closing", "Before the end of a period"),
        ("prior to the last day of the month of closing", "Before the end of a period"),
        ("within closing", "need a period"),
        ("30 June 2027, London", "a stated day"),
        ("31 June 2027", "no day of the calendar"),
        ("31/31/1996", "no day of the calendar"),
        ("Tue 2 Dec 1996", "Monday, not a Tuesday"),
        ("2 Dec 1896", "1900 to 2199"),
        ("0 business days after closing", "0 business days"),
        ("100,001 days after closing", "more than Duly counts"),
        ("by 5:30 on 30 June 2027", "morning or afternoon"),
        ("30 June 2027, by 17:00 Atlantis time", "no IANA time zone"),
        ("45 days after closing, until 30 June 2027", "Only what comes again"),
        ("within 45 days after the end of each of those fiscal quarters", "Write “each” directly"),
        ("annually, within 120 days after closing", "does not say that it comes each year"),
        ("on a rolling basis", "no event's name"),
        ("between 31 and 15 May 2026", "ends before it begins"),
        ("every 2 weeks", "from which day"),
        ("yearly on the 31st of March and April", "Not all of these months"),
        ("monthly on the 32nd", "No month has such a day"),
        ("FREQ=HOURLY", "by days at the shortest"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never falls"),
        ("the later of 30 June 2027 and each 31 March", "no single day"),
        ("at all times from 1 January 1997 until 1 January 1996", "ends before it begins"),
        ("monthly, from 1 January 1997, until 1 January 1996", "ends before it starts"),
        ("30 June 2027, not earlier than 1 July 2027", "lies after the due day"),
        ("1 day before closing, less a day", "not understood"),
        ("30 June 2027, fixed at 1 July 2027, modified following", "fixed day"),
        ("45 days after “closing", "no partner"),
        ("45 days after closing or 10 business days after signing", "“or” at character 23"),
        ("45 days after permit or 10 business days after signing", "Two things stand here"),
        ("45 days after signing or delivery of the notes", "Two things stand here"),
        ("every quartr on the 15th", "not understood"),
    ],
)
def test_each_refusal_says_what_is_wrong(text: str, says: str) -> None:
    assert says.casefold() in str(refused(text)).casefold()


def test_a_calendar_that_duly_does_not_have_is_refused_with_those_it_has() -> None:
    error = refused("4 business days after closing, Paris")
    assert error.at == 31
    assert all(name in str(error) for name in known_calendars())


def test_days_near_today_need_a_today() -> None:
    for text in ("tomorrow", "next Friday", "by this Friday"):
        assert "No day is known as today" in str(refused(text, Context()))
    assert "names no year" in str(refused("2 Dec", Context()))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 10_000, "10,000 characters"),
        ("(" * LONGEST, "no deadline that Duly reads"),
        ("the earlier of " * 130, ""),
        ("45 days after " * 140, "characters is not read"),
        ("“" * LONGEST, "no partner"),
        ("1," * 999 + "1", ""),
        ("each " * 399, ""),
        ("FREQ=" + ",".join("A" * 900), ""),
        ("twenty " * 280, ""),
        ("the earlier of " + " and ".join(["(45 days after closing)"] * 70), "More than 12"),
        ("45 days after clo\u202esing", "U+202E"),
        ("45 days after clo\x00sing", "U+0000"),
        ("45 days after \ud800", "U+D800"),
        ("٤٥ days after closing", "no deadline that Duly reads"),
        ("4\uff15 days after closing", ""),
    ],
)
def test_hostile_text_is_refused_with_a_clear_message(text: str, says: str) -> None:
    assert says in str(refused(text))
    assert len(str(refused(text))) < 600
    assert complete(text, HERE) == () or len(complete(text, HERE)) <= 12


@given(st.text(max_size=60) | st.text("0123456789 daysftermonhpiluc,().“”;:-", max_size=60), contexts)
@settings(max_examples=examples(200))
def test_any_text_gives_a_meaning_a_question_or_a_refusal(text: str, context: Context) -> None:
    found: list[DayError] = []
    try:
        parse(text, context)
    except (Ambiguous, NotationError) as error:
        found.append(error)
    assert all(0 <= error.at <= len(text) for error in found if isinstance(error, NotationError))
    assert all(len(error.choices) > 1 for error in found if isinstance(error, Ambiguous))
    assert len(complete(text, context)) <= 12


def test_positions_are_those_of_the_text_as_typed() -> None:
    assert refused("45\u00a0dais after closing").at == 3
    assert refused("45 da\u00adis after closing").at == 3
    assert parse("45\u00a0da\u00adys after clo\u200bsing", HERE) == after((Add(n=45, unit="day"),), "closing")


@pytest.mark.parametrize(
    "make",
    [
        lambda: on(date(2027, 6, 30), time="17:30"),
        lambda: on(date(2027, 6, 30), time="25:00", zone="UTC"),
        lambda: on(date(2027, 6, 30), time="17:30", zone="Atlantis"),
        lambda: on(date(1899, 12, 31)),
        lambda: after((), "closing"),
        lambda: after((BusinessDays(n=0),), "closing"),
        lambda: after((Add(n=1, unit="day"),), " \u200b "),
        series,
        lambda: series("FREQ=DAILY", event="closing"),
        lambda: series("FREQ=MONTHLY"),
        lambda: series("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        lambda: series("FREQ=DAILY;COUNT=3"),
        lambda: series("FREQ=DAILY", date(1997, 1, 1), date(1996, 1, 1)),
        lambda: several("earlier", (on(date(2027, 6, 30)),)),
        lambda: span(date(1997, 1, 1), date(1996, 1, 1)),
    ],
)
def test_a_meaning_that_says_nothing_certain_cannot_be_made(make: object) -> None:
    assert callable(make)
    with pytest.raises(DayError):
        make()


def test_names_and_rules_are_kept_in_one_form() -> None:
    assert after((Add(n=1, unit="day"),), "  Closing\u00a0 Date ").anchor == "Closing Date"
    assert after((Add(n=1, unit="day"),), "closing", ("NYSE", "NYSE")).calendars == ("NYSE",)
    assert undated("promptly", "promptly") == undated("promptly")
    ended = series("BYDAY=+1MO;UNTIL=19971231;FREQ=MONTHLY;INTERVAL=1")
    assert (ended.rule, ended.until) == ("FREQ=MONTHLY;BYDAY=1MO", date(1997, 12, 31))
