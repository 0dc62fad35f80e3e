"""Deadlines as counsel type them in a hurry: weeks from today, whether a day counts, conditions, first payments."""

from __future__ import annotations

from typing import Any

import pytest

from model.days.compute import answer

CONTEXT = {
    "today": "2026-01-15",
    "anchors": {"Closing Date": "2026-03-02", "Hearing": "2026-06-24", "Outside Date": "2026-09-30"},
    "business_day": ["US-NY"],
    "business_roll": "following",
    "plain_days": "calendar",
}


def found(words: str) -> dict[str, Any]:
    return answer({"id": 1, "words": words, "context": CONTEXT})


def choices(words: str) -> list[object]:
    answered = found(words)
    assert answered.get("question"), answered
    return [choice.get("result") for choice in answered["choices"]]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30 days from and including the Closing Date", "2026-03-31"),
        ("30 days from (and including) the Closing Date", "2026-03-31"),
        ("30 days after (and including) the Closing Date", "2026-03-31"),
        ("two months from and including the Closing Date", "2026-05-01"),
        ("10 Business Days from (and including) the Closing Date", "2026-03-13"),
        ("30 days from (but excluding) the Closing Date", "2026-04-01"),
        ("14 days before (and excluding) the Hearing", "2026-06-10"),
    ],
)
def test_the_day_counted_from_counts_where_the_words_include_it(words: str, day: str) -> None:
    assert found(words).get("result") == day


@pytest.mark.parametrize("inclusive", ["inclusive", "(inclusive)", "(both dates inclusive)", ", both days inclusive"])
def test_a_count_said_to_be_inclusive_asks_whether_its_first_day_counts(inclusive: str) -> None:
    assert choices(f"30 days from the Closing Date {inclusive}") == ["2026-04-01", "2026-03-31"]
    assert found(f"1 May 2026 {inclusive}").get("result") == "2026-05-01"


@pytest.mark.parametrize("words", ["30 days after receipt of notice inclusive", "within 10 or 20 days after closing"])
def test_a_doubt_is_neither_part_of_a_name_nor_a_window(words: str) -> None:
    answered = found(words)
    assert "result" not in answered
    assert "inclusive" not in str(answered.get("new_anchor", ""))
    assert answered.get("error") or answered.get("question")


@pytest.mark.parametrize("words", ["on demand by the Agent", "on demand within reason of the Lender"])
def test_who_demands_is_no_long_stop(words: str) -> None:
    assert "new_anchor" not in found(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today week", "2026-01-22"),
        ("Monday week", "2026-01-26"),
        ("a week on Monday", "2026-01-26"),
        ("two weeks today", "2026-01-29"),
        ("by Friday week", "2026-01-23"),
    ],
)
def test_weeks_from_today_as_the_british_say_them(words: str, day: str) -> None:
    assert found(words).get("result") == day


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Thursday week", ["2026-01-22", "2026-01-29"]),
        ("by the end of the week", ["2026-01-16", "2026-01-18"]),
        ("by the end of next week", ["2026-01-23", "2026-01-25"]),
    ],
)
def test_a_week_that_could_end_on_two_days_is_asked(words: str, days: list[str]) -> None:
    assert choices(words) == days


@pytest.mark.parametrize(
    "closing",
    [
        ", unless extended",
        " unless otherwise agreed in writing by the Agent",
        ", subject to extension",
        " (time being of the essence)",
        ", TIME BEING OF THE ESSENCE",
    ],
)
def test_a_condition_that_says_no_other_day_changes_none(closing: str) -> None:
    assert found(f"30 days after the Closing Date{closing}").get("result") == "2026-04-01"


@pytest.mark.parametrize(
    "closing", [", unless extended by 15 days", ", subject to extension by up to 15 days", " unless the SEC reviews it"]
)
def test_a_condition_that_says_another_day_is_not_dropped(closing: str) -> None:
    assert found(f"30 days after the Closing Date{closing}").get("error")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("the 25th of each month, starting in April 2026", ["2026-04-25", "2026-05-25", "2026-06-25"]),
        ("the last business day of each month, from April 2026", ["2026-04-30", "2026-05-29", "2026-06-30"]),
        ("the usual quarter days, first payment on 24 June 2026", ["2026-06-24", "2026-09-29", "2026-12-25"]),
        (
            "the second anniversary of the Closing Date and each anniversary thereafter",
            ["2028-03-02", "2029-03-02", "2030-03-02"],
        ),
    ],
)
def test_a_series_starts_where_its_words_say(words: str, days: list[str]) -> None:
    assert found(words).get("result") == days


@pytest.mark.parametrize(
    "words",
    [
        "quarterly from June 2026",
        "every 2 months on the 5th, starting in April 2026",
        "monthly on the 5th, with the first payment to be made on 20 April 2026",
        "the usual quarter days, first payment on 1 June 2026",
    ],
)
def test_no_first_day_of_a_series_is_invented_or_lost(words: str) -> None:
    assert "result" not in found(words)


def test_a_condition_that_stands_last_chooses_between_whole_days() -> None:
    assert found("the Closing Date or 30 June 2026, if later").get("result") == "2026-06-30"
    assert found("7 days after the Closing Date or 5 days after the Hearing if earlier").get("result") == "2026-03-09"
    assert "run from “Hearing” too" in found("7 days after the Closing Date or the Hearing if later")["error"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("14 days before the first day of trial", "first day of trial"),
        ("5 days before the first day of the evidentiary hearing", "first day of the evidentiary hearing"),
    ],
)
def test_the_first_day_of_an_event_is_an_event(words: str, name: str) -> None:
    assert found(words).get("new_anchor") == name


def test_an_anniversary_may_be_counted_in_days() -> None:
    assert found("the sixty-day anniversary of the Closing Date").get("result") == "2026-05-01"


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Mondays", ["2026-01-19", "2026-01-26", "2026-02-02"]),
        ("on Fridays", ["2026-01-16", "2026-01-23", "2026-01-30"]),
        ("Mondays and Thursdays", ["2026-01-15", "2026-01-19", "2026-01-22"]),
    ],
)
def test_a_weekday_in_the_plural_is_each_of_them(words: str, days: list[str]) -> None:
    assert found(words).get("result") == days


def test_a_weekday_by_its_short_name_is_that_day() -> None:
    assert found("by Tues").get("result") == "2026-01-20"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on the expiry of 6 years from the Closing Date", "2032-03-02"),
        ("at the end of the 60-day period following the Closing Date", "2026-05-01"),
        ("the last day of the 60 day period beginning on the Closing Date", "2026-04-30"),
        ("60 days after the end of the 30 day period following the Closing Date", "2026-05-31"),
        ("the end of a period of 10 Business Days from the Closing Date", "2026-03-16"),
    ],
)
def test_the_end_of_a_period_is_its_last_day(words: str, day: str) -> None:
    assert found(words).get("result") == day


@pytest.mark.parametrize("words", ["on the expiry of 30 days' notice", "before the expiry of 10 days from closing"])
def test_the_end_of_a_notice_or_a_day_before_an_end_is_not_guessed(words: str) -> None:
    assert found(words).get("error")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("five years less three days from the Closing Date", "2031-02-27"),
        ("12 months minus 1 day from the Closing Date", "2027-03-01"),
        ("one year less a day before the Hearing", "2025-06-25"),
    ],
)
def test_days_that_a_period_lacks_are_taken_off(words: str, day: str) -> None:
    assert found(words).get("result") == day


@pytest.mark.parametrize(
    "words",
    [
        "10 days after Closing Date/Hearing",
        "10 days after the Closing Date and/or the Hearing",
        "10 days after receipt and the Closing Date",
    ],
)
def test_a_known_event_is_not_swallowed_by_a_name_that_joins_it_to_another(words: str) -> None:
    assert found(words).get("error")


def test_a_name_that_joins_what_is_not_known_stays_one_name() -> None:
    assert (
        found("10 days after execution and delivery of the Note")["new_anchor"] == "execution and delivery of the Note"
    )


def test_the_mark_of_a_footnote_keeps_no_event_from_being_known() -> None:
    assert found("30 days after the Closing Date*").get("result") == "2026-04-01"


def test_before_a_time_of_a_day_is_by_it_on_that_day() -> None:
    assert found("before noon on the Closing Date").get("result") == "2026-03-02T12:00"


def test_by_return_is_promptly_unless_something_is_returned() -> None:
    assert found("by return of post").get("undated") is True
    assert found("by return of the goods").get("new_anchor") == "return of the goods"


def test_a_window_set_off_by_commas_keeps_both_ends() -> None:
    words = "not later than 14 days before, and not earlier than 28 days before, the Hearing"
    assert found(words).get("result") == ["2026-05-27", "2026-06-10"]


def test_the_day_on_which_a_known_event_is_held_is_that_event() -> None:
    assert found("10 days after the day on which the Hearing is held").get("result") == "2026-07-04"
    answered = found("within 30 days beginning with the day after that on which the Meeting is held")
    assert "day after" not in str(answered.get("new_anchor", ""))


def test_rent_is_due_quarterly_on_the_usual_quarter_days() -> None:
    days = ["2026-03-25", "2026-06-24", "2026-09-29"]
    assert found("quarterly in advance on the usual quarter days").get("result") == days
    assert "result" not in found("monthly in advance on the usual quarter days")
