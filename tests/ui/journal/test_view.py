"""The journal: who, when, what; and its chain verified."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put, SetOwner
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import On, Override
from model.record.scenario import Scenario, SupposeMissed, SupposeMoved
from ui.frame.theme import Theme
from ui.journal.view import PIECE, JournalView
from ui.shell.jobs import Jobs
from ui.shell.settings import Settings
from ui.workspace import Workspace


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace, theme: Theme, settings: Settings) -> Iterator[JournalView]:
    jobs = Jobs()
    made = JournalView(workspace, theme, jobs, settings)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    yield made
    jobs.close()


def words(view: JournalView, row: int) -> list[str]:
    return [view.model.data(view.model.index(row, column)) for column in range(view.model.columnCount())]


def test_each_entry_says_who_when_and_what_newest_first(view: JournalView, workspace: Workspace) -> None:
    workspace.do(SetOwner(("usmx-07",), None))
    number, when, who, what = words(view, 0)
    assert (number, who, what) == ("2", "Legal", "Clear the owner of USMX-7")
    assert when.startswith("Wed 20 Nov 1996, ")
    assert words(view, 1)[3] == "Sample docket “USMX, Inc.”"


def test_the_chosen_entry_says_what_changed_before_and_after(view: JournalView, workspace: Workspace) -> None:
    workspace.do(SetOwner(("usmx-07",), None))
    assert view.detail.text().splitlines() == [
        "Clear the owner of USMX-7",
        "Obligation USMX-7, owner: Legal → nothing",
    ]


def test_what_changed_is_told_with_the_weekday_of_each_day(view: JournalView, workspace: Workspace) -> None:
    plan = workspace.docket.obligations["usmx-17"]
    changed = replace(
        plan,
        deadline=On(day=Day(on=date(1996, 12, 9))),
        target=Day(on=date(1996, 11, 25), words="late November"),
        review_by=date(1996, 12, 6),
        override=Override(day=date(1996, 12, 16), reason="Agreed"),
    )
    workspace.do(Put(changed))
    said = view.detail.text().splitlines()[1:]
    assert said[0].endswith(", deadline: Mon 2 Dec 1996 → Mon 9 Dec 1996")
    assert any(line.endswith("→ Mon 25 Nov 1996 (“late November”)") for line in said)
    assert any(line.endswith("→ Fri 6 Dec 1996") for line in said)
    assert any(line.endswith("nothing → Mon 16 Dec 1996, Agreed") for line in said)
    workspace.do(Put(replace(changed, deadline=On(day=Day(on=date(1996, 12, 9)), time="17:00", zone="UTC"))))
    assert "17:00" in view.detail.text()


def test_a_closure_is_called_by_what_it_says(view: JournalView, workspace: Workspace) -> None:
    storm = Closure(id="storm", calendar="NYSE", day=date(1996, 12, 4), reason="Storm", source="Order 1")
    workspace.do(Put(storm))
    assert view.detail.text().splitlines() == [
        "Enter the closure of NYSE on Wed 4 Dec 1996",
        "The closure of NYSE on Wed 4 Dec 1996: entered",
    ]


def test_calendars_and_the_law_that_rolls_are_called_by_their_names(view: JournalView, workspace: Workspace) -> None:
    credit = workspace.docket.instruments["credit-agreements"]
    workspace.do(Put(replace(credit, calendars=("US-FRB", "US-NY"), roll="following", roll_rule="ny-gcl-25")))
    said = view.detail.text()
    assert "Federal Reserve and New York State" in said
    assert "N.Y. Gen. Constr. Law 25(1)" in said
    assert not any(code in said for code in ("US-FRB", "US-NY", "ny-gcl-25"))


def test_a_scenario_says_what_it_supposes_in_words(view: JournalView, workspace: Workspace) -> None:
    slips = Scenario(id="scenario-1", title="8 slips", assumptions=(SupposeMissed(about="usmx-08"),))
    workspace.do(Put(slips))
    assert view.detail.text().splitlines() == ["Keep scenario 8 slips", "Scenario 8 slips: entered"]
    workspace.do(Put(replace(slips, assumptions=(SupposeMoved(about="usmx-08", to=date(1997, 1, 15)),))))
    assert view.detail.text().splitlines()[-1] == (
        "Scenario 8 slips, assumptions: USMX-8 is not performed → USMX-8 is due on Wed 15 Jan 1997"
    )


def test_undo_is_an_entry_of_its_own(view: JournalView, workspace: Workspace) -> None:
    workspace.do(SetOwner(("usmx-07",), None))
    workspace.undo()
    assert words(view, 0)[3] == "Undo: Clear the owner of USMX-7"
    assert view.model.rowCount() == 3


def test_what_one_reads_stays_chosen_when_entries_come_in(view: JournalView, workspace: Workspace) -> None:
    workspace.do(SetOwner(("usmx-07",), None))
    view.table.selectRow(1)
    workspace.do(SetOwner(("usmx-08",), None))
    assert view.table.currentIndex().row() == 2
    assert view.detail.text().startswith("Sample docket")


def test_older_entries_are_read_as_one_scrolls(view: JournalView, workspace: Workspace) -> None:
    finance = next(one.id for one in workspace.docket.people.values() if one.name == "Finance")
    for number in range(PIECE + 3):
        workspace.do(SetOwner(("usmx-07",), finance if number % 2 else None))
    view.model.show(workspace.ledger)
    assert view.model.rowCount() == PIECE
    view.table.scrollToBottom()
    view.model.fetchMore(view.model.index(-1, -1))
    assert view.model.rowCount() == PIECE + 4
    assert words(view, PIECE + 3)[0] == "1"


def test_a_sound_docket_is_said_to_be_sound(view: JournalView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.verify_button, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
    qtbot.waitUntil(view.result.isVisible, timeout=10_000)
    assert view.result.happened.text() == "The docket is sound."
    qtbot.waitUntil(view.work.isHidden)


def test_a_damaged_docket_is_said_to_be_damaged(view: JournalView, qtbot: QtBot, workspace: Workspace) -> None:
    import sqlite3
    from contextlib import closing

    assert workspace.path
    with closing(sqlite3.connect(workspace.path)) as connection:
        connection.executescript("DROP TRIGGER IF EXISTS journal_no_update")
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE journal SET who = 'Nobody' WHERE seq = 1")
        connection.commit()
    view.verify()
    qtbot.waitUntil(view.result.isVisible, timeout=10_000)
    assert "does not hold together" in view.result.happened.text()
    assert Path(workspace.path).is_file()


def test_a_column_can_be_dragged_and_is_kept_for_the_next_time(
    qtbot: QtBot, view: JournalView, workspace: Workspace, theme: Theme, settings: Settings
) -> None:
    heads = view.heads
    who, what = heads.sectionSize(2), heads.sectionSize(3)
    border = QPoint(heads.sectionViewportPosition(3), heads.height() // 2)
    QTest.mousePress(heads.viewport(), Qt.MouseButton.LeftButton, pos=border)
    QTest.mouseMove(heads.viewport(), border + QPoint(70, 0))
    QTest.mouseRelease(heads.viewport(), Qt.MouseButton.LeftButton, pos=border + QPoint(70, 0))
    assert (heads.sectionSize(2), heads.sectionSize(3)) == (who + 70, what - 70)
    again = JournalView(workspace, theme, Jobs(), settings)
    qtbot.addWidget(again)
    assert again.heads.chosen == {"Who": who + 70}
    heads.give_all_back()
    assert heads.sectionSize(2) == who
