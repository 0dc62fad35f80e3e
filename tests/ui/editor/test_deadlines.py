"""A deadline of every form is typed, saved and found again; what can't be certain is asked for beside the field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    CountDays,
    Cutoff,
    ExtendIfInaccessible,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    NextMonthDay,
    NthBusinessDayOfMonth,
    NthWeekday,
    RegFdPromptly,
    Roll,
    Step,
)
from model.record.day import Day
from model.record.deadline import (
    After,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    Latest,
    ObligationAnchor,
    On,
    Open,
    While,
)
from tests.ui.editor.conftest import Open as OpenEditor
from tests.ui.editor.hand import Hand
from ui.workspace import Workspace

Act = Callable[[Hand], None]


def on_a_stated_day(hand: Hand) -> None:
    hand.choose("deadline.form", "by a stated day")
    hand.type("deadline.on.day.day", "Dec 2, 1996")
    hand.type("deadline.on.day.words", "early December")
    hand.tick("deadline.on.before")
    hand.tick("deadline.on.promptly")
    hand.type("deadline.on.earliest", "1996-11-25")
    hand.type("deadline.on.time", "17:00")
    hand.pick("deadline.on.zone", "denver")


def counted(hand: Hand) -> None:
    hand.choose("deadline.form", "counted from something")
    hand.pick("deadline.after.anchor.pick", "8")
    hand.choose("deadline.after.anchor.of", "falls due")
    hand.click("deadline.after.steps.add")
    hand.number("deadline.after.steps.#.number", 45)
    hand.click("deadline.after.steps.add")
    hand.choose("deadline.after.steps.#.op", "move if closed")
    hand.choose("deadline.after.steps.#.roll", "to the business day before")
    hand.tick("deadline.after.promptly")
    hand.click("deadline.after.opens.add")
    hand.number("deadline.after.opens.#.number", 30)
    hand.type("deadline.after.earliest", "2 Jan 1997")
    hand.type("deadline.after.time", "09:30")
    hand.pick("deadline.after.zone", "new york")
    hand.type("deadline.after.words", "within forty-five days")


def recurring(hand: Hand) -> None:
    hand.choose("deadline.form", "recurring")
    hand.choose("deadline.every.rule.usual", "every month end")
    hand.type("deadline.every.start", "31 Jan 1997")
    hand.type("deadline.every.until", "31 Dec 1998")
    hand.tick("deadline.every.promptly")
    hand.click("deadline.every.opens.add")
    hand.number("deadline.every.opens.#.number", 5)
    hand.choose("deadline.every.opens.#.side", "before")
    hand.type("deadline.every.words", "monthly")


def by_its_own_rule(hand: Hand) -> None:
    hand.choose("deadline.form", "recurring")
    hand.type("deadline.every.rule.rule", "freq=weekly;byday=fr")
    hand.type("deadline.every.start", "3 Jan 1997")


def continuing(hand: Hand) -> None:
    hand.choose("deadline.form", "continuing")
    hand.type("deadline.while.since", "15 Nov 1996")
    hand.type("deadline.while.until", "15 Nov 1999")
    hand.type("deadline.while.words", "at all times")


def earliest(hand: Hand) -> None:
    hand.choose("deadline.form", "the earliest of several")
    hand.click("deadline.earliest.of.add")
    hand.type("deadline.earliest.of.#.on.day.day", "31 Jan 1997")
    hand.click("deadline.earliest.of.add")
    hand.choose("deadline.earliest.of.2.form", "counted from something")
    hand.pick("deadline.earliest.of.2.after.anchor.pick", "private")
    hand.click("deadline.earliest.of.2.after.steps.add")
    hand.number("deadline.earliest.of.2.after.steps.1.number", 10)
    hand.type("deadline.earliest.words", "whichever comes first")


def latest(hand: Hand) -> None:
    hand.choose("deadline.form", "the latest of several")
    hand.tick("deadline.latest.promptly")
    for day in ("31 Jan 1997", "28 Feb 1997"):
        hand.click("deadline.latest.of.add")
        hand.type("deadline.latest.of.#.on.day.day", day)


def without_a_day(hand: Hand) -> None:
    hand.choose("deadline.form", "no day stated")
    hand.choose("deadline.open.reason", "promptly")
    hand.type("deadline.open.words", "as soon as practicable")
    hand.type("review_by.day", "2 Jan 1997")


FORMS: list[tuple[Act, str, Deadline]] = [
    (
        on_a_stated_day, "usmx-17",
        On(
            day=Day(on=date(1996, 12, 2), words="early December"), strictly_before=True,
            not_earlier_than=date(1996, 11, 25), time="17:00", zone="America/Denver", promptly=True,
        ),
    ),
    (
        counted, "usmx-17",
        After(
            anchor=ObligationAnchor(obligation="usmx-08", of="due"),
            steps=(Add(n=45, unit="day"), Roll(convention="preceding")),
            opens=(Add(n=30, unit="day"),), promptly=True,
            not_earlier_than=date(1997, 1, 2), time="09:30", zone="America/New_York", words="within forty-five days",
        ),
    ),
    (
        recurring, "usmx-17",
        Every(
            rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1997, 1, 31), until=date(1998, 12, 31), words="monthly",
            opens=(Add(n=-5, unit="day"),), promptly=True,
        ),
    ),
    (by_its_own_rule, "usmx-15", Every(rule="FREQ=WEEKLY;BYDAY=FR", start=date(1997, 1, 3))),
    (continuing, "usmx-15", While(since=date(1996, 11, 15), until=date(1999, 11, 15), words="at all times")),
    (
        earliest, "usmx-17",
        Earliest(
            of=(
                On(day=Day(on=date(1997, 1, 31))),
                After(anchor=EventAnchor(event="private-placement"), steps=(Add(n=10, unit="day"),)),
            ),
            words="whichever comes first",
        ),
    ),
    (
        latest, "usmx-17",
        Latest(of=(On(day=Day(on=date(1997, 1, 31))), On(day=Day(on=date(1997, 2, 28)))), promptly=True),
    ),
    (without_a_day, "usmx-17", Open(reason="promptly", words="as soon as practicable")),
]  # fmt: skip


@pytest.mark.parametrize(("act", "record_id", "deadline"), FORMS, ids=[act.__name__ for act, _, _ in FORMS])
def test_a_deadline_of_every_form(
    workspace: Workspace, edit: OpenEditor, act: Act, record_id: str, deadline: Deadline
) -> None:
    editor, hand = edit("obligation", record_id)
    hand.click("deadline.by_parts")
    act(hand)
    hand.click("editor.save")
    assert not editor.isVisible(), [row.message for row in editor.form.wrong()]
    assert workspace.docket.obligations[record_id].deadline == deadline

    again, _ = edit("obligation", record_id)
    assert again.form.rows["deadline"].field.value() == deadline
    again.reject()


def step(op: str, number: int | None = None, **chosen: str) -> Act:
    def act(hand: Hand) -> None:
        hand.choose("deadline.after.steps.#.op", op)
        if number is not None:
            hand.number("deadline.after.steps.#.number", number)
        for name, words in chosen.items():
            hand.choose(f"deadline.after.steps.#.{name}", words)

    return act


def counting(hand: Hand) -> None:
    step("days, some not counted", 7, side="before")(hand)
    hand.tick("deadline.after.steps.1.skips")
    hand.type("deadline.after.steps.#.ranges", "21 Dec to 7 Jan, 1 July - 31 August")


def by_the_hour(hand: Hand) -> None:
    step("hours", 24, hour_roll="same time on the next business day")(hand)
    hand.pick("deadline.after.steps.#.zone", "new york")


def cut_off(hand: Hand) -> None:
    step("cut-off of the day")(hand)
    hand.type("deadline.after.steps.#.time", "17:30")
    hand.pick("deadline.after.steps.#.zone", "new york")


STEPS: list[tuple[Act, Step]] = [
    (step("days", 10, side="before"), Add(n=-10, unit="day")),
    (step("weeks", 2), Add(n=2, unit="week")),
    (step("months", 3, month_end="a last day of the month stays one"), Add(n=3, unit="month", month_end="sticky")),
    (
        step("years", 1, month_end="the day before that number, or the last day"),
        Add(n=1, unit="year", month_end="day_before"),
    ),
    (step("business days", 4), BusinessDays(n=4)),
    (
        step("business days", 4, side="before", count="the first day counted"),
        BusinessDays(n=-4, count="include_trigger"),
    ),
    (step("clear days", 14, side="before"), ClearDays(n=14, direction="before")),
    (step("clear business days", 5), ClearDays(n=5, direction="after", skip_non_business=True)),
    (step("move if closed", roll="to the next business day"), Roll(convention="following")),
    (step("last day of the month", 1), LastDayOfMonth(months=1)),
    (step("last day of the month", 0), LastDayOfMonth(months=0)),
    (step("n-th business day of the month", -1), NthBusinessDayOfMonth(n=-1)),
    (step("n-th such weekday", 2, weekday="Wednesday"), NthWeekday(n=2, weekday="Wednesday")),
    (
        step("n-th such weekday", 1, weekday="Friday", side="before", count="the first day counted"),
        NthWeekday(n=-1, weekday="Friday", count="include_trigger"),
    ),
    (step("next such day of the year", 31, month="March"), NextMonthDay(month=3, day=31)),
    (step("days without 29 February", 60), LeapYearDays(n=60)),
    (step("off an inaccessible day"), ExtendIfInaccessible()),
    (step("promptly under Regulation FD"), RegFdPromptly()),
    (counting, CountDays(n=-7, skip_non_business=True, exclude_ranges=(("12-21", "01-07"), ("07-01", "08-31")))),
    (by_the_hour, Hours(n=24, tz="America/New_York", roll="following_same_time")),
    (cut_off, Cutoff(time="17:30", tz="America/New_York")),
]


def test_days_not_counted_are_asked_for_where_they_cannot_be_read(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.choose("deadline.form", "counted from something")
    hand.pick("deadline.after.anchor.pick", "private")
    hand.click("deadline.after.steps.add")
    hand.choose("deadline.after.steps.#.op", "days, some not counted")
    for typed, said in (
        ("Christmas", "“Christmas” is no stretch of the year."),
        ("1 Foo to 2 Jan", "“Foo” is no month."),
    ):
        hand.type("deadline.after.steps.#.ranges", typed)
        hand.click("editor.save")
        assert editor.form.rows["deadline"].message.startswith(said)
    hand.type("deadline.after.steps.#.ranges", "31 Feb to 1 Mar")
    hand.click("editor.save")
    assert editor.form.rows["deadline"].message == "“02-31” is no month and day. Write it as 12-21."
    editor.form.forget()
    editor.reject()


@pytest.mark.parametrize(("act", "expected"), STEPS)
def test_a_step_of_every_sort(workspace: Workspace, edit: OpenEditor, act: Act, expected: Step) -> None:
    _, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.choose("deadline.form", "counted from something")
    hand.pick("deadline.after.anchor.pick", "private")
    hand.click("deadline.after.steps.add")
    act(hand)
    hand.click("editor.save")
    deadline = workspace.docket.obligations["usmx-17"].deadline
    assert isinstance(deadline, After)
    assert deadline.steps == (expected,)


def test_a_look_at_another_form_loses_nothing(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.type("deadline.on.day.day", "3 Dec 1996")
    hand.choose("deadline.form", "no day stated")
    hand.choose("deadline.form", "by a stated day")
    assert editor.form.rows["deadline"].field.value() == On(day=Day(on=date(1996, 12, 3)))
    editor.form.forget()
    editor.reject()


# what is typed as the day, and the question or advice that stands beside it
UNREAD = [
    ("02/12/1996", "“02/12/1996” could be Mon 2 Dec 1996 or Mon 12 Feb 1996. Write 1996-12-02 or 1996-02-12."),
    ("Tue 2 Dec 1996", "2 Dec 1996 is a Monday, not a Tuesday. Mend the weekday or the day."),
    ("2 Dec", "“2 Dec” names no year. Write 1996-12-02 if you mean Mon 2 Dec 1996."),
    ("2 Dec 96", "“2 Dec 96” does not say the year in four figures. Write it as 1996-12-02."),
    ("31 Nov 1996", "“31 Nov 1996” is no day of the calendar. Write a day as 1996-11-30."),
    ("soon", "“soon” is not a day. Write it as 1996-12-02 or 2 Dec 1996."),
    ("", "Write the day, such as 2 Dec 1996."),
]


@pytest.mark.parametrize(("typed", "said"), UNREAD)
def test_a_day_that_is_not_certain_is_asked_for(workspace: Workspace, edit: OpenEditor, typed: str, said: str) -> None:
    before = workspace.docket
    editor, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.type("deadline.on.day.day", typed)
    hand.click("editor.save")
    row = editor.form.rows["deadline"]
    assert editor.isVisible()
    assert row.message == said
    assert row.problem.isVisibleTo(editor)
    assert [each.objectName() for each in row.field.inputs() if each.property("invalid")] == ["deadline.on.day.day"]
    assert workspace.docket is before
    editor.form.forget()
    editor.reject()


def test_a_day_is_shown_as_it_was_understood_once_it_is_left(edit: OpenEditor) -> None:
    editor, hand = edit("obligation", "usmx-17")
    hand.click("deadline.by_parts")
    hand.type("deadline.on.day.day", "dec 3, 1996")
    hand.type("title.text", "Plan")
    assert hand.find("deadline.on.day.day", QLineEdit).text() == "Tue 3 Dec 1996"
    editor.form.forget()
    editor.reject()
