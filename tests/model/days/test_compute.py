"""Questions as JSON: each is answered or refused by itself, and none is guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from model.days.compute import answer, answers
from model.errors import UnreadableInput


def ask(params: dict[str, Any], trigger: object = "1996-11-20", calendar: object = "US-FED") -> dict[str, Any]:
    return answer({"id": "q", "trigger": trigger, "params": params, "calendar": calendar})


@pytest.mark.parametrize(
    ("day", "is_open", "why"),
    [
        ("1996-11-28", False, "Thu 28 Nov 1996 is closed (Thanksgiving Day; U.S. federal holidays)"),
        ("1996-11-29", True, "Fri 29 Nov 1996 is a business day (U.S. federal holidays)"),
        ("1996-11-30", False, "Sat 30 Nov 1996 is closed (Saturday; U.S. federal holidays)"),
    ],
)
def test_a_day_is_a_business_day_or_says_why_not(day: str, is_open: bool, why: str) -> None:
    answered = ask({"steps": [{"op": "is_business_day"}]}, day)
    assert answered == {"id": "q", "result": is_open, "explanation": [why]}


def test_closures_by_order_are_closed() -> None:
    steps = [{"op": "is_business_day"}]
    assert ask({"steps": steps, "extra_closures": ["2018-12-05"]}, "2018-12-05")["result"] is False
    closed = ask({"op": "holiday_set", "extra_closures": ["2018-12-05"]}, "2018")
    assert "2018-12-05" in closed["result"]
    assert "Wed 5 Dec 2018: closed by order" in closed["explanation"]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("19971224", "1997-12-24"),
        ("19971224T000000Z", "1997-12-23"),  # RFC 5545, section 3.8.5.3: the rule starts at 9 in the morning
        ("19971224T090000", "1997-12-24"),
    ],
)
def test_an_end_with_a_time_is_held_against_the_start(until: str, last: str) -> None:
    answered = ask({"rrule": f"FREQ=DAILY;UNTIL={until}"}, "1997-12-20T09:00")
    assert answered["result"][-1] == last


@pytest.mark.parametrize(
    ("params", "trigger", "calendar", "reason"),
    [
        ({}, "1996-11-20", "US-FED", "one of the three"),
        ({"steps": [], "rrule": "FREQ=DAILY"}, "1996-11-20", "US-FED", "one of the three"),
        ({"steps": []}, "1996-11-20", "US-FED", "no step"),
        ({"steps": [{"op": "guess"}]}, "1996-11-20", "US-FED", "Invalid value 'guess'"),
        ({"steps": [{"op": "add", "n": 1, "unit": "day"}]}, "20 Nov", "US-FED", "not a day in the form"),
        ({"steps": [{"op": "add", "n": 1, "unit": "day"}]}, "1996-11-20T25:00", "US-FED", "no moment"),
        ({"steps": [{"op": "roll"}]}, "1996-11-20", "MARS", "no calendar that Duly has"),
        ({"steps": [{"op": "roll"}]}, "2150-01-01", "US-FED", "covers 1971 to 2099"),
        ({"steps": [{"op": "cutoff", "time": "17:30", "tz": "America/New_York"}]}, "1996-11-20", "US-FED", "the hour"),
        ({"rrule": "FREQ=DAILY"}, "1996-11-20", "NONE", "never ends"),
        ({"rrule": "FREQ=HOURLY;COUNT=3"}, "1996-11-20", "NONE", "recurs by days at the shortest"),
        ({"op": "holiday_set"}, "1996-11-20", "US-FED", "no year"),
        ({"op": "moon_phase"}, "1996", "US-FED", "no question that Duly answers"),
        ({"steps": [{"op": "roll"}], "guess": 1}, "1996-11-20", "US-FED", "unknown field `guess`"),
    ],
)
def test_what_is_not_certain_is_refused_with_the_reason(
    params: dict[str, Any], trigger: str, calendar: str, reason: str
) -> None:
    answered = ask(params, trigger, calendar)
    assert set(answered) == {"id", "error"}
    assert reason in answered["error"]


def test_one_bad_question_leaves_the_others_answered() -> None:
    good = {"id": 1, "trigger": "1996-11-20", "params": {"steps": [{"op": "roll"}]}, "calendar": "US-FED"}
    found = answers(json.dumps([good, "nonsense", {"id": 3}, good]))
    assert [("result" in one, one["id"]) for one in found] == [(True, 1), (False, None), (False, 3), (True, 1)]


@pytest.mark.parametrize("text", ["", "{}", "[", '"x"', "[" * 100_000])
def test_what_is_no_list_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(UnreadableInput):
        answers(text)


def test_a_rule_in_words_beside_the_steps_only_describes_them() -> None:
    asked = {"id": 1, "trigger": "1996-11-20", "params": {"steps": [{"op": "add", "n": 10, "unit": "day"}]}}
    assert answer({**asked, "rule": "Ten days after the closing"}) == answer(asked)


def test_a_rule_is_answered_with_how_far_it_can_be_relied_on() -> None:
    answered = answer({"id": "f4", "rule": "sec-form-4", "trigger": "2024-11-27"})
    assert (answered["id"], answered["result"]) == ("f4", "2024-12-02")
    assert answered["citation"] == "15 U.S.C. 78p(a)(2)(C); 17 CFR 240.16a-3(g)"
    assert (answered["read"], answered["explanation"][-1]) == ("official", "Verified: its official text was read.")
    assert answered["cases"] == "worked out by two methods, no published case"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({"rule": "no-such-rule", "trigger": "2024-11-27"}, "has no rule"),
        ({"rule": "sec-form-4", "trigger": "soon"}, "not a day in the form"),
        ({"rule": "sec-form-4", "trigger": "2024-11-27", "reading": 1}, "has 1 reading"),
    ],
)
def test_a_rule_that_cannot_answer_says_why(question: dict[str, Any], reason: str) -> None:
    assert reason in answer(question)["error"]
