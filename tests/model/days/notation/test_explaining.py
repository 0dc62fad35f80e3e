"""What is typed is worked out line by line, and the last line is the result."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from model.days.notation import Context, explain, parse
from model.days.wording import say_day
from model.errors import DayError
from tests.model.days.notation.forms import on, several

HERE = Context(
    today=date(1996, 11, 20),
    anchors=("fiscal quarter end", "closing", "signing"),
    calendars=("US-FED",),
    counts="calendar",
)


NOTICE = datetime.fromisoformat("2025-07-02T14:00")


def lines(text: str, day_zero: date | datetime | dict[str, date | datetime] | None) -> list[str]:
    return [f"{say_day(line.day)}: {line.words}" for line in explain(parse(text, HERE), day_zero, ("US-FED",))]


@pytest.mark.parametrize(
    ("text", "day_zero", "said"),
    [
        (
            "45 days after fiscal quarter end, or the next business day",
            date(2022, 3, 31),
            [
                "Sun 15 May 2022: 45 days after Thu 31 Mar 2022",
                (
                    "Mon 16 May 2022: Sun 15 May 2022 is closed (Sunday): "
                    "moved to the next business day (U.S. federal holidays)"
                ),
            ],
        ),
        (
            "4 business days after signing, SEC",
            date(2024, 11, 23),
            ["Fri 29 Nov 2024: 4 business days after Sat 23 Nov 2024, passing over Thu 28 Nov 2024 (Thanksgiving Day)"],
        ),
        ("3 months after 30 November 1996", None, ["Fri 28 Feb 1997: 3 months after Sat 30 Nov 1996"]),
        ("30 June 2027", None, ["Wed 30 Jun 2027: Wed 30 Jun 2027, as stated"]),
        (
            "before 30 June 2027",
            None,
            ["Tue 29 Jun 2027: before Wed 30 Jun 2027: Tue 29 Jun 2027 is the last day in time"],
        ),
        (
            "30 June 2027, by 17:30 Eastern",
            None,
            ["Wed 30 Jun 2027: Wed 30 Jun 2027, as stated", "Wed 30 Jun 2027: by 17:30 in New York"],
        ),
        (
            "45 days after closing, not earlier than 1 March 1997",
            date(1996, 11, 20),
            [
                "Sat 1 Mar 1997: “not earlier than” that day, after the due day, Sat 4 Jan 1997: correct one",
                "Sat 4 Jan 1997: 45 days after Wed 20 Nov 1996",
            ],
        ),
        (
            "45 days after closing, not earlier than 1 December 1996",
            date(1996, 11, 20),
            [
                "Sun 1 Dec 1996: the window opens, that day in time: Sun 1 Dec 1996, as stated",
                "Sat 4 Jan 1997: 45 days after Wed 20 Nov 1996",
            ],
        ),
        (
            "earlier of 90 days after closing and 30 June 2027",
            date(2027, 5, 1),
            [
                "Fri 30 Jul 2027: 90 days after Sat 1 May 2027",
                "Wed 30 Jun 2027: Wed 30 Jun 2027, as stated",
                "Wed 30 Jun 2027: the earlier of Fri 30 Jul 2027 and Wed 30 Jun 2027",
            ],
        ),
        (
            "the later of 45 days after closing and 60 days after signing",
            {"closing": date(1996, 11, 20), "signing": date(1996, 10, 1)},
            [
                "Sat 4 Jan 1997: 45 days after Wed 20 Nov 1996",
                "Sat 30 Nov 1996: 60 days after Tue 1 Oct 1996",
                "Sat 4 Jan 1997: the later of Sat 4 Jan 1997 and Sat 30 Nov 1996",
            ],
        ),
        (
            "last business day of each month",
            date(1996, 11, 20),
            [
                "Sat 30 Nov 1996: monthly on the last day",
                "Fri 29 Nov 1996: on the last business day of the month of Sat 30 Nov 1996",
            ],
        ),
        (
            "45 days after the end of each calendar quarter",
            date(1996, 11, 20),
            [
                "Tue 31 Dec 1996: the end of each calendar quarter",
                "Fri 14 Feb 1997: 45 days after Tue 31 Dec 1996",
            ],
        ),
        (
            "every 3 months on the 15th, from 15 January 1997",
            date(1997, 2, 1),
            ["Tue 15 Apr 1997: every 3 months on the 15th"],
        ),
        ("each fiscal quarter end", date(1996, 12, 31), ["Tue 31 Dec 1996: fiscal quarter end: Tue 31 Dec 1996"]),
        ("until 31 December 1997", None, ["Wed 31 Dec 1997: to the end of Wed 31 Dec 1997, as stated"]),
        ("at all times", None, []),
        ("promptly", None, []),
    ],
)
def test_each_step_is_a_line(text: str, day_zero: date | dict[str, date | datetime] | None, said: list[str]) -> None:
    assert lines(text, day_zero) == said


def test_a_minute_is_told_by_the_clock_of_its_zone() -> None:
    hours = explain(parse("72 hours after closing, Eastern time", HERE), NOTICE)
    assert hours[-1].at is not None
    assert hours[-1].at.isoformat(timespec="minutes") == "2025-07-05T14:00-04:00"
    stated = explain(on(date(2027, 6, 30), time="17:30", zone="Europe/London"), None)
    assert stated[-1].at is not None
    assert stated[-1].at.isoformat(timespec="minutes") == "2027-06-30T17:30+01:00"


def test_of_two_on_one_day_the_minute_decides() -> None:
    noon = on(date(2027, 6, 30), time="12:00", zone="Europe/London")
    whole = on(date(2027, 6, 30))
    assert explain(several("earlier", (whole, noon)), None)[-1].at is not None
    assert explain(several("later", (whole, noon)), None)[-1].at is None


def test_a_day_that_is_not_known_is_said() -> None:
    with pytest.raises(DayError, match="“closing” is not known yet"):
        lines("45 days after closing", None)
    with pytest.raises(DayError, match="“signing” is not known yet"):
        lines("earlier of 45 days after closing and 60 days after signing", {"closing": date(1996, 11, 20)})
    with pytest.raises(DayError, match="does not come again"):
        lines("each 31 March, until 1 April 1997", date(1998, 1, 1))


@pytest.mark.parametrize(
    ("words", "opens", "due"),
    [
        ("not less than 30 nor more than 60 days before 30 June 2026", date(2026, 5, 1), date(2026, 5, 31)),
        ("30 June 2026, not earlier than 1 June 2026", date(2026, 6, 1), date(2026, 6, 30)),
    ],
)
def test_a_window_says_the_day_on_which_it_opens_before_its_last(words: str, opens: date, due: date) -> None:
    lines = explain(parse(words, Context(today=date(2026, 1, 15), counts="calendar")), None)
    assert (lines[0].day, lines[-1].day) == (opens, due)
    assert lines[0].words.startswith("the window opens, that day in time: ")
