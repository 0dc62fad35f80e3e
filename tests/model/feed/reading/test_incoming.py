"""Obligations made of proposals, as the docket takes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.assess.standing import Standing
from model.days.operation import Add
from model.docket import Docket
from model.feed.reading.incoming import KINDS, Choices, obligations_of, performances_of
from model.feed.reading.proposed import EntryProposal, FileReading
from model.feed.reading.reader import read_calendar
from model.ledger.incoming import EnterImported
from model.record.day import Day
from model.record.deadline import Every, On, Open
from model.record.door import problems
from model.record.fact import Performed
from model.record.obligation import Obligation
from tests.model.feed.written import APPLE, GOOGLE, NEXTCLOUD, OUTLOOK, THUNDERBIRD, calendar, event

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 42, tzinfo=UTC)


def read(content: bytes) -> FileReading:
    return read_calendar(content, name="court.ics", today=TODAY)


def made(content: bytes, **choices: object) -> tuple[Obligation, ...]:
    return obligations_of(read(content).proposals, Choices(**choices), today=TODAY)  # type: ignore[arg-type]


def test_a_timed_event_is_due_at_its_hour_in_its_zone() -> None:
    hearing = made(OUTLOOK)[0]
    assert hearing.deadline == On(day=Day(on=date(2026, 12, 2)), time="09:30", zone="America/New_York")
    assert (hearing.kind, hearing.binding, hearing.owner, hearing.confidential) == ("milestone", "duty", None, True)


@pytest.mark.parametrize(("due_on", "day"), [("first day", date(2026, 12, 1)), ("last day", date(2026, 12, 3))])
def test_what_takes_several_days_is_due_on_the_day_that_is_chosen(due_on: str, day: date) -> None:
    (audit,) = made(APPLE, due_on=due_on)
    assert audit.deadline == On(day=Day(on=day))


def test_a_series_and_a_task_without_a_day_keep_what_they_are() -> None:
    auditors, certificate = made(NEXTCLOUD)
    assert (auditors.deadline, auditors.review_by) == (Open(reason="not stated"), date(2026, 12, 4))
    assert certificate.deadline == Every(
        rule="FREQ=MONTHLY;INTERVAL=3;COUNT=4", start=date(2026, 12, 31), steps=(Add(n=14, unit="day"),)
    )


def test_the_notes_keep_what_the_file_said_and_what_was_said_of_it() -> None:
    (audit,) = made(APPLE)
    assert audit.notes.splitlines() == [
        "Link: https://pruefung.example",
        "From the calendar file “court.ics”.",
        "",
        "When it was imported:",
        "It runs to Thu 3 Dec 2026. It is proposed for its first day, which is safe.",
    ]


@pytest.mark.parametrize("content", [OUTLOOK, GOOGLE, APPLE, THUNDERBIRD, NEXTCLOUD])
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_made_passes_the_door_once_it_has_a_reference(content: bytes, kind: str) -> None:
    assert [problems(replace(one, ref="A-1")) for one in made(content, kind=kind)] == [()] * len(made(content))


def test_only_what_was_completed_on_a_known_day_was_performed() -> None:
    (done,) = performances_of(read(THUNDERBIRD).proposals, who="Legal", now=NOW)
    assert (done.what, done.day, done.recorded_by) == (Performed(in_full=True), Day(on=date(2026, 11, 15)), "Legal")
    undated = EntryProposal(component="task", uid="x", line=1, title="Done", day=None, done=True)
    assert performances_of((undated,), who="Legal", now=NOW) == ()


def test_what_enters_is_numbered_once_and_stands_as_its_day_says(book: Callable[..., Docket]) -> None:
    proposals = read(THUNDERBIRD).proposals
    facts = performances_of(proposals, who="Legal", now=NOW)
    command = EnterImported(obligations_of(proposals, Choices(), today=TODAY), facts, "court.ics")
    edit = command(book())
    docket = book().changed(edit.changes)
    assert edit.label == "Import 2 obligations from “court.ics”"
    assert sorted(node.ref for node in docket.nodes()) == ["1", "2"]
    standings = {docket.ref(id_): one.standing for id_, one in assess(docket, TODAY).positions.items()}
    assert standings == {"1": Standing.SATISFIED, "2": Standing.OPEN}
    assert command(docket).changes == ()


def test_a_series_with_changed_occurrences_stands_on_the_days_of_the_file(book: Callable[..., Docket]) -> None:
    edit = EnterImported(made(GOOGLE), (), "court.ics")(book())
    docket = book().changed(edit.changes)
    (series,) = [node for node in docket.obligations.values() if isinstance(node.deadline, Every)]
    days = [one.due for one in assess(docket, date(2027, 1, 20))[series.id].occurrences]
    assert days == [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21), date(2027, 1, 5), date(2027, 1, 11),
                    date(2027, 1, 18), date(2027, 1, 25)]  # fmt: skip


def test_a_file_of_five_thousand_enters_in_one_edit(book: Callable[..., Docket]) -> None:
    content = calendar(*(event(uid=f"u{n}", title=f"Hearing {n}") for n in range(5000)))
    edit = EnterImported(made(content), (), "court.ics")(book())
    assert len(edit.changes) == 5000
    assert edit.notes == ("5,000 of them do not say who owes them, so they count as ours.",)
