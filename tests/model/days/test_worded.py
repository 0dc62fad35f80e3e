"""Deadlines as documents and counsel write them come to the day that they mean, and never to another."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from model.days.compute import answer
from model.days.notation import Ambiguous, Context, format_deadline, parse
from model.errors import DayError

SHARED = Path(__file__).parents[4] / "shared" / "data" / "deadlines"
TODAY = "2026-01-15"
AGREEMENT = {
    "today": TODAY,
    "anchors": {
        "Closing Date": "2026-03-02", "Effective Date": "2026-02-17", "Effective Time": "2026-03-16",
        "Trade Date": "2026-01-22", "Fiscal Year End": "2025-12-31", "Maturity Date": "2031-03-03",
        "Hearing": "2026-06-24",
    },
    "business_day": ["US-NY"],
    "business_roll": "following",
    "plain_days": "calendar",
}  # fmt: skip
NOTHING = {"today": TODAY, "anchors": {}, "business_day": [], "plain_days": "calendar"}


def found(words: str, context: dict[str, Any] = AGREEMENT) -> dict[str, Any]:
    return answer({"id": 1, "words": words, "context": context})


def test_the_shared_deadlines_in_words_are_read_without_one_wrong() -> None:
    if not (SHARED / "words.json").exists():
        pytest.skip("the shared deadlines in words are not beside this checkout")
    spec = importlib.util.spec_from_file_location("words_score", SHARED / "words_score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    entries = json.loads((SHARED / "words.json").read_text("utf-8"))
    judged = {entry["id"]: scorer.score(entry, answer(entry)) for entry in entries}
    assert [mark for mark, (verdict, _) in judged.items() if verdict == "WRONG"] == []
    good = sum(verdict in ("right", "asked") for verdict, _ in judged.values())
    assert good >= 0.95 * len(entries)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on or prior to 30 September 2026", "2026-09-30"),
        ("at or before 15 May 2026", "2026-05-15"),
        ("the first Friday after the Effective Time", "2026-03-20"),
        ("30 (thirty) days after the Closing Date", "2026-04-01"),
        ("within 45 days of the Closing Date (excluding the Closing Date)", "2026-04-16"),
        ("the 15th day of the third month following the Closing Date", "2026-06-15"),
        ("the first day of the second full calendar month beginning after the Closing Date", "2026-05-01"),
        ("the last day of the third month after the Closing Date", "2026-06-30"),
        ("March 15 of the calendar year following the year in which the Closing Date occurs", "2027-03-15"),
        ("1 January of the year after the Closing Date", "2027-01-01"),
        ("30 days after Closing (or, if such day is not a Business Day, the next Business Day)", "2026-04-01"),
        ("in two weeks' time", "2026-01-29"),
        ("not later than Friday, June 5, 2026", "2026-06-05"),
        ("the fifth day of June 2026", "2026-06-05"),
        ("on the twenty-first of June, 2026", "2026-06-21"),
        ("2 business days before FYE", "2025-12-29"),
        ("FYE + 90 days", "2026-03-31"),
        ("10 days hence", "2026-01-25"),
        ("30 days from now", "2026-02-14"),
        ("no later than the last Thursday before the Hearing", "2026-06-18"),
        ("on the Wednesday falling on or after the Hearing", "2026-06-24"),
        ("no later than the Closing", "2026-03-02"),
        ("within forty-five (45) days of the Closing Date", "2026-04-16"),
        ("within 45 days (or such later date as the Lender may agree) after such Closing Date", "2026-04-16"),
        ("the date that is six months after the Effective Date", "2026-08-17"),
        ("the first anniversary of the Closing Date", "2027-03-02"),
        ("on the fifth anniversary of the Maturity Date", "2036-03-03"),
        ("the 18-month anniversary of the Effective Date", "2027-08-17"),
        ("two years and one day after the Effective Date", "2028-02-18"),
        ("within one year and one day of the Closing Date", "2027-03-03"),
        ("within two months and ten days after the Closing Date", "2026-05-12"),
        ("60 days’ prior written notice of the Maturity Date", "2031-01-02"),
        ("five Business Days before the date that is 60 days after the Closing Date", "2026-04-24"),
        ("3 London Business Days after 1 April 2026", "2026-04-08"),
        ("3 Business Days after 31 March 2026 (London and New York)", "2026-04-07"),
        ("the Business Day immediately preceding the Effective Time", "2026-03-13"),
        ("T+3", "2026-01-27"),
        ("closing + 45d", "2026-04-16"),
        ("10bd after closing", "2026-03-16"),
        ("2 yrs post closing", "2028-03-02"),
        ("NLT 31 March 2026", "2026-03-31"),
        ("COB 31 March 2026", "2026-03-31"),
        ("the third Wednesday of June 2026", "2026-06-17"),
        ("by the end of September 2026", "2026-09-30"),
        ("the last day of the month in which the Effective Time falls", "2026-03-31"),
        ("the 10th day of the month following the Closing Date", "2026-04-10"),
        ("the first Monday after 1 May 2026", "2026-05-04"),
        ("28 days beginning with the Closing Date", "2026-03-29"),
        ("4 July 2026, or if such day is not a Business Day, the next succeeding Business Day", "2026-07-06"),
        ("the later of (i) the Closing Date and (ii) 1 April 2026", "2026-04-01"),
        ("30 June 2026 or, if sooner, 60 days after the Closing Date", "2026-05-01"),
        ("10 Business Days after closing but no later than 10 March 2026", "2026-03-10"),
        ("30 days after the earlier of the Closing Date and the Effective Date", "2026-03-19"),
        ("20/11/2026", "2026-11-20"),
        ("within 10\u00a0Busi\u00adness  Days following the\nClosing Date.", "2026-03-16"),
        ("no later than 5 Busi-\nness Days after the Closing Date;", "2026-03-09"),
        ("WITHIN SIXTY (60) DAYS AFTER THE CLOS-\nING DATE.", "2026-05-01"),
        ("within  45  days  after  the  Closing  Date", "2026-04-16"),
        ("“within 45 days after the Closing Date.”", "2026-04-16"),
    ],
)
def test_a_day_is_read(words: str, day: str) -> None:
    answered = found(words)
    assert answered.get("result") == day, answered
    assert answered["explanation"]


@pytest.mark.parametrize(
    ("words", "minute"),
    [
        ("by 4.30pm on 30 June 2026", "2026-06-30T16:30"),
        ("not later than 5:00 p.m. (Eastern time) on the Closing Date", "2026-03-02T17:00"),
        ("17.00 hours on 30 June 2026", "2026-06-30T17:00"),
        ("by noon, Chicago time, two Business Days before the Effective Time", "2026-03-12T12:00"),
        ("30 days after the Closing Date at 9 a.m.", "2026-04-01T09:00"),
    ],
)
def test_the_time_stands_before_or_behind_its_day(words: str, minute: str) -> None:
    assert found(words).get("result") == minute


@pytest.mark.parametrize(
    ("words", "latest"),
    [
        ("promptly, and in any event by 30 June 2026", "2026-06-30"),
        ("as soon as reasonably practicable but in no event later than ten days after the Closing Date", "2026-03-12"),
        ("forthwith (and in any case within 3 Business Days of the Closing Date)", "2026-03-05"),
        ("immediately upon the Closing Date, and in any event within 5 days thereafter", "2026-03-07"),
        ("diligently; provided that in no event shall it be later than 31 May 2026", "2026-05-31"),
        ("on demand, and at the latest on the Maturity Date", "2031-03-03"),
        ("asap and by 1 May 2026 at the latest", "2026-05-01"),
        ("as soon as available, and in any event within 30 days after the end of each calendar month",
         ["2026-01-30", "2026-03-02", "2026-03-30"]),
        ("as soon as practicable following, and in any event within 20 days of, the Closing Date", "2026-03-22"),
    ],
)  # fmt: skip
def test_a_long_stop_is_kept(words: str, latest: object) -> None:
    answered = found(words)
    assert answered.get("undated") is True
    assert answered.get("latest") == latest
    assert answered["written"].startswith("promptly, at the latest ")


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("not less than 30 nor more than 60 days before the Hearing", ["2026-04-25", "2026-05-25"]),
        ("no more than 60 and no fewer than 30 days prior to the Hearing", ["2026-04-25", "2026-05-25"]),
        ("between 5 and 10 Business Days after the Closing Date", ["2026-03-09", "2026-03-16"]),
        ("30-60 days after the Closing Date", ["2026-04-01", "2026-05-01"]),
        ("no earlier than 10 days before and no later than 5 days after the Hearing", ["2026-06-14", "2026-06-29"]),
        ("not earlier than 1 May 2026 and not later than 30 June 2026", ["2026-05-01", "2026-06-30"]),
        ("on or after 1 May 2026 but before 1 July 2026", ["2026-05-01", "2026-06-30"]),
        ("in the second quarter of 2026", ["2026-04-01", "2026-06-30"]),
        ("during the period from 1 May 2026 to 31 May 2026", ["2026-05-01", "2026-05-31"]),
        ("during the 30-day period beginning on the Closing Date", ["2026-03-02", "2026-03-31"]),
        ("in the 5 Business Day period commencing on the Closing Date", ["2026-03-02", "2026-03-06"]),
        ("between 1 and 15 May 2026", ["2026-05-01", "2026-05-15"]),
        ("between 15 December and 15 January 2027", ["2026-12-15", "2027-01-15"]),
    ],
)
def test_a_window_keeps_its_first_day(words: str, window: list[str]) -> None:
    assert found(words).get("result") == window


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("quarterly in arrears on the last Business Day of each March, June, September and December",
         ["2026-03-31", "2026-06-30", "2026-09-30"]),
        ("the last Friday of each month", ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("the 10th day of the month following the end of each calendar quarter",
         ["2026-04-10", "2026-07-10", "2026-10-10"]),
        ("on 25 March and 29 September in each year", ["2026-03-25", "2026-09-29", "2027-03-25"]),
        ("each Business Day", ["2026-01-15", "2026-01-16", "2026-01-20"]),
        ("each anniversary of the Closing Date", ["2027-03-02", "2028-03-02", "2029-03-02"]),
        ("every six months after the Closing Date", ["2026-09-02", "2027-03-02", "2027-09-02"]),
        ("within 45 days after the end of each fiscal quarter", ["2026-02-14", "2026-05-15", "2026-08-14"]),
        ("annually on or before 30 April", ["2026-04-30", "2027-04-30", "2028-04-30"]),
        ("annually, within 120 days after fiscal year end", ["2026-04-30", "2027-04-30", "2028-04-29"]),
        ("on each of the first four anniversaries of the Closing Date", ["2027-03-02", "2028-03-02", "2029-03-02"]),
        ("on or before the 25th day of March, June, September and December",
         ["2026-03-25", "2026-06-25", "2026-09-25"]),
        ("monthly, 1st", ["2026-02-01", "2026-03-01", "2026-04-01"]),
        ("monthly, within 5 Business Days after month end", ["2026-02-06", "2026-03-06", "2026-04-07"]),
        ("quarterly, not later than 45 days after the end of each fiscal quarter",
         ["2026-02-14", "2026-05-15", "2026-08-14"]),
        ("at 9 a.m. each Business Day", ["2026-01-15T09:00", "2026-01-16T09:00", "2026-01-20T09:00"]),
        ("by noon on the last Business Day of each month",
         ["2026-01-30T12:00", "2026-02-27T12:00", "2026-03-31T12:00"]),
        ("each 31 March, by 5 p.m. London time", ["2026-03-31T17:00", "2027-03-31T17:00", "2028-03-31T17:00"]),
    ],
)  # fmt: skip
def test_what_comes_again(words: str, days: list[str]) -> None:
    assert found(words).get("result") == days


@pytest.mark.parametrize(
    ("words", "name", "count"),
    [
        ("within 10 days of receipt", "receipt", "10 calendar days after"),
        ("5 Business Days after receipt of any notice or demand", "receipt of any notice or demand",
         "5 business days after"),
        ("on three months' notice", "day on which the notice takes effect", "3 months before"),
        ("30 days' notice of termination", "termination", "30 calendar days before"),
        ("promptly upon becoming aware thereof, and in any event within five Business Days", "becoming aware thereof",
         "5 business days after"),
        ("10 days after the first payment", "first payment", "10 calendar days after"),
        ("within 5 Business Days of the second closing", "second closing", "5 business days after"),
        ("on delivery of the third tranche", "delivery of the third tranche", "on"),
        ("net 60 from the invoice date", "invoice date", "60 days after"),
    ],
)  # fmt: skip
def test_an_event_that_is_not_known_keeps_its_own_words(words: str, name: str, count: str) -> None:
    answered = found(words)
    assert (answered.get("new_anchor"), answered.get("count")) == (name, count)


@pytest.mark.parametrize(
    "words",
    ["during the Term", "so long as any Note is outstanding", "at all times", "promptly after request", "when due"],
)
def test_what_has_no_day_has_none(words: str) -> None:
    answered = found(words)
    assert answered.get("undated") is True
    assert "latest" not in answered


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("06/07/2026", {"2026-07-06", "2026-06-07"}),
        ("30/6/26", {"2026-06-30", "1926-06-30"}),
        ("by midnight on 30 June 2026", {"2026-06-30", "2026-06-29"}),
        ("biannually", set()),
        ("quarterly", set()),
        ("on the scheduled Maturity Date", {"2031-03-03"}),
    ],
)
def test_what_two_lawyers_would_read_differently_is_asked(words: str, days: set[str]) -> None:
    answered = found(words)
    assert answered.get("question"), answered
    assert days <= {choice.get("result") for choice in answered["choices"] if isinstance(choice.get("result"), str)}


@pytest.mark.parametrize(
    "words",
    [
        "a few days after the Closing Date", "X days after the Closing Date", "between the Closing Date",
        "not later than a suitable moment", "31 June 2026", "30 June 99999", "the earlier of 30 June 2026",
        "within the Closing Date", "days after closing", "lorem ipsum dolor", "every", "[•] days after closing",
        "not earlier than 30 days after the Closing Date", "more than 30 days after the Closing Date",
        "later than 30 June 2026",
    ],
)  # fmt: skip
def test_what_says_nothing_certain_is_refused(words: str) -> None:
    assert found(words).get("error"), found(words)


def test_a_year_of_five_figures_is_out_of_range() -> None:
    assert "1900 to 2199" in found("30 June 99999")["error"]


HELD = [
    "30 June 2026", "June 30, 2026", "30/06/2026", "fifth anniversary", "close of business", "4.30pm on 30 June",
    "last Friday", "25th day of the month", "three months' notice", "10 Business Days", "at all times",
    "whichever is earlier", "in any event", "first Business Day", "monthly", "noon", "Q3 2026", "few days", "2 yrs",
]  # fmt: skip


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize(
    "frame", ["10 days after {}", "on the {}", "5 days before the meeting on {}", "upon delivery {}"]
)
def test_no_name_of_an_event_holds_what_belongs_to_the_deadline(held: str, frame: str) -> None:
    answered = found(frame.format(held), NOTHING)
    named = [answered, *answered.get("choices", [])]
    assert all(held.casefold() not in str(item.get("new_anchor", "")).casefold() for item in named)


@pytest.mark.parametrize(
    "words", ["5 Business Days after 27 March 2026, New York", "5 New York Business Days after 27 March 2026"]
)
def test_new_york_is_the_instruments_own_calendar_where_it_has_one_of_new_york(words: str) -> None:
    def calendars(own: tuple[str, ...]) -> object:
        return getattr(parse(words, Context(calendars=own, today=date(2026, 1, 15))), "calendars", None)

    assert calendars(("US-NY",)) == ("US-NY",)
    with pytest.raises(Ambiguous) as asked:
        calendars(("GB-ENG",))
    assert any("Federal Reserve" in choice.text for choice in asked.value.choices)


def test_what_is_written_reads_as_the_same() -> None:
    context = Context(
        today=date(2026, 1, 15), anchors=tuple(AGREEMENT["anchors"]), calendars=("US-NY",), counts="calendar"
    )
    for words in (
        "promptly, and in any event within 5 Business Days of the Closing Date",
        "not less than 30 nor more than 60 days before the Hearing",
        "each anniversary of the Closing Date",
        "so long as any Note is outstanding",
        "upon 90 days' prior written notice",
        "on 25 March and 29 September in each year",
    ):
        said = parse(words, context)
        assert parse(format_deadline(said, context), context) == said


@pytest.mark.parametrize(
    "words",
    ["the last day of Feb each year", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
     "each Business Day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2"],
)  # fmt: skip
def test_no_rule_reaches_a_reader_as_it_is_kept_and_its_words_read_as_the_same(words: str) -> None:
    answered = found(words)
    assert "FREQ=" not in json.dumps(answered)
    assert found(answered["written"])["result"] == answered["result"]


def test_a_recurrence_that_keeps_to_the_end_of_the_month_says_so() -> None:
    context = Context(today=date(2026, 1, 15))
    assert "shorter month" in format_deadline(parse("monthly on the 30th", context))
    assert "last day" in format_deadline(parse("monthly on the 31st", context))


def test_a_context_that_says_nothing_certain_is_an_error_of_its_own() -> None:
    answered = answer({"id": 7, "words": "on closing", "context": {"anchors": {"closing": "soon"}}})
    assert answered["id"] == 7
    assert answered["error"]
    with pytest.raises(DayError):
        parse("lorem ipsum", Context())


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("prior to the earlier of the Closing Date and 1 April 2026", ["2026-03-01", "2026-03-02"]),
        ("before the later of 1 May 2026 and the Closing Date", ["2026-04-30", "2026-05-01"]),
    ],
)
def test_before_one_of_several_it_is_asked_whether_that_day_is_too_late(words: str, days: list[str]) -> None:
    assert [choice["result"] for choice in found(words)["choices"]] == days
