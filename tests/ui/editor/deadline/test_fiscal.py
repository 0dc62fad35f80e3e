"""An event that recurs: by a rule or by fiscal periods, with its next days told while it is typed."""

from __future__ import annotations

import doctest
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from model.days.fiscal import FiscalYear
from model.record.day import Day
from model.record.event import Event
from tests.ui.editor.conftest import Open
from ui.editor.deadline import fiscal
from ui.editor.deadline.fiscal import coming_words
from ui.editor.fields import calendars
from ui.workspace import Workspace

TODAY = date(1996, 11, 20)
QUARTERS = FiscalYear(month=12, period="quarter")
RETAIL = FiscalYear(month=12, ends="nearest weekday", weekday="Saturday")


def recurring(first: date | None, **fields: Any) -> Event:
    day = Day(on=first) if first else None
    return Event(id="quarter", title="Quarter end", happened=day, **fields)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (
            recurring(date(1995, 12, 31), fiscal=QUARTERS),
            "Next on Tue 31 Dec 1996, Mon 31 Mar 1997, Mon 30 Jun 1997 and Tue 30 Sep 1997.",
        ),
        (
            recurring(date(2030, 1, 1), fiscal=RETAIL),
            "Next on Sat 28 Dec 2030, Sat 3 Jan 2032, Sat 1 Jan 2033 and Sat 31 Dec 2033.",
        ),
        (
            recurring(date(1996, 11, 20), recurs="FREQ=MONTHLY"),
            "Next on Wed 20 Nov 1996, Fri 20 Dec 1996, Mon 20 Jan 1997 and Thu 20 Feb 1997.",
        ),
        (recurring(date(1996, 12, 2), recurs="FREQ=YEARLY;COUNT=1"), "Next on Mon 2 Dec 1996."),
        (
            recurring(date(1995, 12, 1), recurs="FREQ=YEARLY;COUNT=1"),
            "Last on Fri 1 Dec 1995: it does not fall on a day any more.",
        ),
        (recurring(None, recurs="FREQ=YEARLY"), ""),
        (recurring(date(1996, 12, 2)), ""),
    ],
)
def test_the_next_days_are_told_from_its_first_day_on(event: Event, words: str) -> None:
    assert coming_words(event, TODAY) == words


def test_they_are_told_while_it_is_typed(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("event", "private-placement")
    hand.type("expected.day", "30 Sep 1996")
    hand.choose("fiscal.period", "each fiscal quarter")
    hand.choose("fiscal.ends", "on the last weekday of a month")
    editor._settle()
    row = editor.form.rows["fiscal"]
    assert row.note.text() == "Next on Fri 27 Dec 1996, Fri 28 Mar 1997, Fri 27 Jun 1997 and Fri 26 Sep 1997."
    assert "Each fiscal quarter; the year ends on the last Friday of December." in [
        label.text() for label in row.field.findChildren(type(row.note))
    ]
    hand.choose("fiscal.period", "no fiscal periods")
    hand.choose("recurs.usual", "every year")
    editor._settle()
    assert not row.note.text()
    assert editor.form.rows["recurs"].note.text().startswith("Next on Tue 30 Sep 1997")
    editor.discard()
    assert not editor.form.rows["recurs"].note.text()
    editor.reject()


def test_a_rule_and_fiscal_periods_are_not_both(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("event", "private-placement")
    hand.type("expected.day", "31 Dec 1996")
    hand.choose("fiscal.period", "each fiscal year")
    hand.choose("recurs.usual", "every year")
    hand.click("editor.save")
    assert [row.message for row in editor.form.wrong()] == [
        "An event recurs by a rule or by fiscal periods, not both. Clear one."
    ]
    editor.form.forget()
    editor.reject()


def test_a_day_that_the_month_does_not_have_is_told_beside_it(workspace: Workspace, edit: Open) -> None:
    editor, hand = edit("event", "private-placement")
    hand.type("expected.day", "31 Dec 1996")
    hand.choose("fiscal.period", "each fiscal year")
    hand.choose("fiscal.month", "February")
    hand.number("fiscal.day", 30)
    hand.click("editor.save")
    assert [row.message for row in editor.form.wrong()] == ["February has no day 30. Correct the day."]
    editor.form.forget()
    editor.reject()


@pytest.mark.parametrize("module", [fiscal, calendars])
def test_the_examples_of_the_documentation_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
