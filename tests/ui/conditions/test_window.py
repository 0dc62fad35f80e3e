"""The checklist of conditions precedent: what is shown, recorded, attached and copied, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.ledger.commands import Put, PutMany, RecordFact
from model.outlook.checklist import Condition
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import On, Open
from model.record.fact import Cancelled
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.source import Span
from tests import builders
from ui.conditions import open_conditions
from ui.conditions.row import ConditionRow
from ui.conditions.window import ConditionsWindow
from ui.conditions.words import Target
from ui.frame.theme import Theme
from ui.inspector.recorder.recorder import FactRecorder
from ui.widgets.surface import Surface
from ui.workspace import Workspace


@pytest.fixture
def shown(qtbot: QtBot, workspace: Workspace, theme: Theme) -> Iterator[ConditionsWindow]:
    """The checklist of the sample's First Amendment, over a window."""
    host = Surface(theme, "panel")
    host.resize(1280, 720)
    qtbot.addWidget(host)
    host.show()
    made = open_conditions(workspace, theme, host, "instrument", "first-amendment-usmx")
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    if isValid(made):
        made.close()


def row(window: ConditionsWindow, record_id: str) -> ConditionRow:
    return next(one for one in window.rows if one.condition.id == record_id)


def condition(window: ConditionsWindow, record_id: str) -> Condition:
    return row(window, record_id).condition


def refs(window: ConditionsWindow) -> list[str]:
    return [one.condition.id.removeprefix("usmx-").lstrip("0") for one in window.rows]


def recorders(window: ConditionsWindow) -> list[FactRecorder]:
    return [one for one in window.findChildren(FactRecorder) if one.is_open]


def test_the_conditions_are_shown_with_how_many_are_in_place(shown: ConditionsWindow) -> None:
    assert refs(shown) == ["8", "9", "10", "7"]
    assert shown.counts.text() == "1 of 4 in place"
    assert [one.tick.isChecked() for one in shown.rows] == [False, False, False, True]


def test_every_row_and_control_has_a_name(shown: ConditionsWindow) -> None:
    assert row(shown, "usmx-07").accessibleName() == (
        "7 Prospectus filed with Canadian regulators, in place, satisfied"
    )
    buttons = [button for button in shown.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 13
    assert all(button.accessibleName() or button.text() for button in buttons)


def test_open_only_leaves_out_what_is_in_place(shown: ConditionsWindow) -> None:
    shown.open_only.click()
    assert refs(shown) == ["8", "9", "10"]
    assert shown.counts.text() == "1 of 4 in place"


def test_a_tick_is_a_record_and_nothing_is_ticked_before_it_is_made(shown: ConditionsWindow, qtbot: QtBot) -> None:
    tick = row(shown, "usmx-09").tick
    tick.click()
    assert not tick.isChecked()
    (recorder,) = recorders(shown)
    assert [node.id for node in recorder.nodes] == ["usmx-09"]
    recorder.go_on()
    assert [fact.about for fact in shown._workspace.docket.facts.values()].count("usmx-09") == 1
    # The rows were made anew: the tick is another one.
    qtbot.waitUntil(row(shown, "usmx-09").tick.hasFocus)


def test_the_arrows_go_from_tick_to_tick_and_enter_records(shown: ConditionsWindow, qtbot: QtBot) -> None:
    first, second = shown.rows[0].tick, shown.rows[1].tick
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    (recorder,) = recorders(shown)
    recorder.close_card()
    qtbot.waitUntil(first.hasFocus)
    assert shown.isVisible()


def test_what_is_in_place_is_not_recorded_again(shown: ConditionsWindow) -> None:
    row(shown, "usmx-07").tick.click()
    assert recorders(shown) == []
    assert shown.message.text().startswith("It is in place.")
    assert row(shown, "usmx-07").tick.isChecked()


def test_evidence_of_what_is_in_place_is_added_to_what_shows_it(shown: ConditionsWindow, tmp_path: Path) -> None:
    file = tmp_path / "Receipt.pdf"
    file.write_bytes(b"received")
    shown.attach(condition(shown, "usmx-07"), file)
    docket = shown._workspace.docket
    titles = [docket.documents[one].title for one in condition(shown, "usmx-07").evidence]
    assert titles == ["Form 8-K", "Receipt"]
    shown.attach(condition(shown, "usmx-07"), file)
    assert shown.message.text() == "“Receipt” is its evidence already. Nothing was added."
    shown._workspace.undo()
    assert len(condition(shown, "usmx-07").evidence) == 1


def test_evidence_of_what_is_open_goes_into_the_recorder(shown: ConditionsWindow, tmp_path: Path) -> None:
    file = tmp_path / "Opinion.txt"
    file.write_text("given")
    shown.attach(condition(shown, "usmx-09"), file)
    (recorder,) = recorders(shown)
    recorder.go_on()
    docket = shown._workspace.docket
    assert [docket.documents[one].title for one in condition(shown, "usmx-09").evidence] == ["Opinion"]


def test_what_was_released_takes_no_evidence_and_says_why(shown: ConditionsWindow, tmp_path: Path) -> None:
    space = shown._workspace
    gone = builders.fact("usmx-09", space.today, Cancelled(), id="gone", recorded_by="L", recorded_at=space.clock())
    space.do(RecordFact(gone))
    assert condition(shown, "usmx-09").in_place
    shown.attach(condition(shown, "usmx-09"), tmp_path / "any.pdf")
    assert shown.message.text().startswith("It was released, so nothing is recorded")


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_added(shown: ConditionsWindow, tmp_path: Path) -> None:
    before = shown._workspace.docket
    shown.attach(condition(shown, "usmx-07"), tmp_path / "none.pdf")
    assert "could not be read" in shown.message.text()
    assert shown._workspace.docket is before


def test_what_is_shown_is_copied_as_a_table(shown: ConditionsWindow) -> None:
    shown.open_only.click()
    shown.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:4] == ["Owed by", "In place", "Standing", "Ref"]
    assert lines[1].split("\t")[:7] == [
        "USMX, Inc.", "no", "open", "USMX-8", "Offering with net proceeds of at least $9,000,000", "Legal",
        "Tue 31 Dec 1996",
    ]  # fmt: skip
    assert len(lines) == 4
    assert shown.message.text() == "Copied 3 rows."


def test_the_checklist_is_saved_as_a_pdf_and_says_where(shown: ConditionsWindow, qtbot: QtBot, tmp_path: Path) -> None:
    shown.save_pdf(tmp_path / "list.pdf")
    words = f"Saved as {tmp_path / 'list.pdf'}."
    qtbot.waitUntil(lambda: shown.message.text() == words, timeout=20_000)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_a_pdf_that_cannot_be_written_says_so(shown: ConditionsWindow, qtbot: QtBot, tmp_path: Path) -> None:
    shown.save_pdf(tmp_path / "nowhere" / "list.pdf")
    words = "“list.pdf” was not written"
    qtbot.waitUntil(lambda: shown.message.text().startswith(words), timeout=20_000)


def test_it_follows_the_day_and_the_docket(shown: ConditionsWindow) -> None:
    shown._workspace.set_day(date(1996, 10, 15))
    assert shown.counts.text() == "0 of 4 in place"
    node = shown._workspace.docket.obligations["usmx-12"]
    shown._workspace.do(Put(replace(node, tags=(*node.tags, "condition precedent")), base=node))
    assert "12" in refs(shown)


def test_another_record_is_chosen_and_what_has_none_says_what_to_do(shown: ConditionsWindow) -> None:
    shown.show_target(Target("obligation", "usmx-20"))
    assert refs(shown) == ["8", "23"]
    shown.show_target(Target("obligation", "usmx-17"))
    assert shown.rows == []
    assert shown.empty.heading.text() == "Nothing is a condition of it."
    assert not shown.copy_button.isEnabled()
    shown.show_target(Target())
    assert shown.empty.heading.text() == "Nothing is chosen."


def test_everything_in_place_says_so_where_only_what_is_open_is_asked_for(shown: ConditionsWindow) -> None:
    need = Need(one_of=("usmx-07",))
    made = Obligation(
        id="closing", ref="USMX-30", title="Closing", kind="milestone", needs=(need,),
        deadline=On(day=Day(on=date(1996, 12, 31))),
    )  # fmt: skip
    shown._workspace.do(Put(made))
    shown.show_target(Target("obligation", "closing"))
    shown.open_only.click()
    assert shown.empty.heading.text() == "Everything is in place."


def test_a_record_is_shown_in_the_inspector(shown: ConditionsWindow) -> None:
    button = row(shown, "usmx-10").findChild(QPushButton, "show.usmx-10")
    assert button is not None
    button.click()
    assert shown._workspace.current == "usmx-10"


def test_a_title_of_evidence_opens_its_document_by_click_and_by_key(shown: ConditionsWindow, qtbot: QtBot) -> None:
    (document,) = condition(shown, "usmx-07").evidence
    button = row(shown, "usmx-07").findChild(QPushButton, f"open.{document}")
    assert button is not None
    assert button.accessibleName() == "Open Form 8-K"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    asked: list[Span] = []
    shown._workspace.sourceRequested.connect(asked.append)
    with qtbot.waitSignal(shown.left):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert [(span.document, span.start) for span in asked] == [(document, 0)]


def test_what_we_owe_and_what_others_owe_are_counted_apart(shown: ConditionsWindow) -> None:
    loan = Instrument(id="loan", title="Loan Agreement")
    ours, theirs = (
        Obligation(
            id=f"of-{party}", ref=f"L-{party[0]}", title="Certificate", kind="delivery", obligor=party,
            instrument="loan", tags=("condition precedent",), deadline=Open(), review_by=date(1996, 12, 2),
        )
        for party in ("usmx-inc", "rothschild")
    )  # fmt: skip
    shown._workspace.do(PutMany((loan, ours, theirs), "Entered"))
    shown.show_target(Target("instrument", "loan"))
    assert shown.counts.text() == "0 of 2 in place: 0 of 1 by us, 0 of 1 by others"


@pytest.mark.parametrize(
    ("selected", "expected"),
    [
        ("usmx-20", Target("obligation", "usmx-20")),
        ("usmx-05", Target("relief", "usmx-05")),
        ("usmx-17", Target("instrument", "first-amendment-usmx")),
        ("", Target("instrument", "first-amendment-usmx")),
    ],
)
def test_it_opens_on_what_is_selected(
    qtbot: QtBot, workspace: Workspace, theme: Theme, selected: str, expected: Target
) -> None:
    host = Surface(theme, "panel")
    qtbot.addWidget(host)
    workspace.select((selected,) if selected else (), selected)
    made = open_conditions(workspace, theme, host)
    assert made.target == expected
    made.close()
