"""Importing a calendar file: what is shown, chosen and entered, by mouse and keyboard; and what cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.assess import assess
from model.feed.calendar import feed
from model.feed.reading.proposed import FileReading
from model.ledger.commands import Delete, Put
from model.record.day import Day
from model.record.deadline import Every, On
from model.record.fact import Performed
from model.record.obligation import Obligation
from model.record.person import Person
from tests.model.feed.written import calendar, event, task
from ui.frame.theme import Theme
from ui.incoming import open_import
from ui.incoming.model import DAY, PERFORMED, REMARKS, TICK, TITLE, WHEN
from ui.incoming.window import ImportDialog
from ui.inspector.flow import FlowLabel
from ui.shell.window import Window
from ui.widgets.surface import Surface
from ui.workspace import Workspace

FILE = calendar(
    event(uid="a", day="DTSTART;VALUE=DATE:19961205", title="Hearing"),
    event(uid="b", day="DTSTART;TZID=America/Denver:19961203T093000", title="Call"),
    event("RRULE:FREQ=MONTHLY;COUNT=4", uid="c", day="DTSTART:19961210", title="Certificate"),
    event(uid="d", day="DTSTART:19960601", title="Return"),
    event("RRULE:FREQ=SECONDLY", uid="e", day="DTSTART:19961220", title="Bomb"),
    task("DUE:19961101", "STATUS:COMPLETED", "COMPLETED:19961030T120000Z", uid="f", title="Notice"),
    task(uid="g", title="Ask the auditors"),
    event("DTEND;VALUE=DATE:19961214", uid="h", day="DTSTART;VALUE=DATE:19961211", title="Audit"),
    event(uid="x", day="DTSTART:tomorrow", title="Broken"),
    event("STATUS:CANCELLED", uid="y", title="Signing"),
)
IN_ORDER = ["Return", "Notice", "Call", "Hearing", "Certificate", "Audit", "Bomb", "Ask the auditors"]

Open = Callable[[bytes], ImportDialog]


@pytest.fixture
def shown(qtbot: QtBot, workspace: Workspace, theme: Theme, tmp_path: Path) -> Iterator[Open]:
    """Opens the import of a file over a window, and waits until it was read."""
    host = Surface(theme, "panel")
    host.resize(1280, 720)
    qtbot.addWidget(host)
    host.show()
    made: list[ImportDialog] = []

    def show(content: bytes) -> ImportDialog:
        path = tmp_path / "court.ics"
        path.write_bytes(content)
        dialog = open_import(workspace, theme, path, host)
        made.append(dialog)
        qtbot.waitUntil(lambda: not dialog.jobs.busy and not dialog.work.isVisible(), timeout=20_000)
        return dialog

    yield show
    for dialog in made:
        if isValid(dialog):
            dialog.reject()


def titles(dialog: ImportDialog) -> list[str]:
    return [row.proposal.title for row in dialog.table.shown.rows]


def place(dialog: ImportDialog, title: str) -> int:
    return titles(dialog).index(title)


def chosen(dialog: ImportDialog) -> list[str]:
    return [proposal.title for proposal in dialog.table.shown.chosen]


def cell(dialog: ImportDialog, title: str, column: int) -> QModelIndex:
    return dialog.table.shown.index(place(dialog, title), column)


def click(dialog: ImportDialog, title: str, column: int) -> None:
    where = dialog.table.visualRect(cell(dialog, title, column)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def imported(dialog: ImportDialog) -> dict[str, Obligation]:
    found = dialog._workspace.docket.obligations.values()
    return {one.title: one for one in found if one.id.startswith("imported-")}


def detail(dialog: ImportDialog) -> list[str]:
    return [label.text for label in dialog.detail.findChildren(FlowLabel)]


def test_proposals_stand_by_day_and_what_speaks_against_one_is_not_chosen(shown: Open) -> None:
    dialog = shown(FILE)
    assert titles(dialog) == IN_ORDER
    assert chosen(dialog) == ["Call", "Hearing", "Certificate", "Audit", "Ask the auditors"]
    assert dialog.import_button.text() == "Import 5 obligations"
    assert dialog.about.text == "court.ics: 8 proposed, 1 not read, 1 not proposed"


@pytest.mark.parametrize(
    ("title", "when", "remarks"),
    [
        ("Return", "", "past"),
        ("Notice", "", "done Wed 30 Oct 1996"),
        ("Call", "09:30 America/Denver", ""),
        ("Certificate", "monthly, 4 times", ""),
        ("Audit", "to Fri 13 Dec 1996", "1 remark"),
        ("Bomb", "", "look first, 1 remark"),
    ],
)
def test_each_row_says_how_it_goes_on_and_what_to_look_at(shown: Open, title: str, when: str, remarks: str) -> None:
    dialog = shown(FILE)
    assert cell(dialog, title, WHEN).data() == when
    assert cell(dialog, title, REMARKS).data() == remarks


def test_what_is_not_imported_is_listed_and_copied(shown: Open) -> None:
    dialog = shown(FILE)
    lines = [dialog.remarks_list.item(row).text() for row in range(dialog.remarks_list.count())]
    assert lines == [
        "Not read: line 48 “Broken”. Its DTSTART cannot be read: “tomorrow” is no day of a calendar file.",
        "Not proposed: line 53 “Signing”. It is cancelled in the file.",
    ]
    dialog.remarks_head.link.click()
    assert QGuiApplication.clipboard().text().splitlines()[1].split("\t")[:3] == ["Not read", "48", "Broken"]
    assert dialog.message.text() == "Copied what is not imported."


def test_a_click_on_the_box_chooses_and_takes_back(shown: Open) -> None:
    dialog = shown(FILE)
    click(dialog, "Return", TICK)
    assert "Return" in chosen(dialog)
    click(dialog, "Return", TICK)
    click(dialog, "Call", TITLE)
    assert chosen(dialog) == ["Call", "Hearing", "Certificate", "Audit", "Ask the auditors"]


def test_the_keyboard_goes_down_chooses_with_space_and_imports(shown: Open, qtbot: QtBot) -> None:
    dialog = shown(FILE)
    qtbot.waitUntil(dialog.table.hasFocus)
    dialog.none_button.click()
    assert chosen(dialog) == []
    assert not dialog.import_button.isEnabled()
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert chosen(dialog) == ["Call"]
    QTest.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert chosen(dialog) == IN_ORDER
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert set(imported(dialog)) == set(IN_ORDER)


def test_all_that_is_chosen_is_one_edit_with_its_choices_and_one_undo_takes_it_back(shown: Open) -> None:
    dialog = shown(FILE)
    space, before = dialog._workspace, dict(dialog._workspace.docket.obligations)
    dialog.kind.choose("filing")
    dialog.due_on.choose("last day")
    dialog.instrument.show_id("first-amendment-usmx")
    dialog.obligor.show_id("usmx-inc")
    dialog.owner.show_id(next(iter(space.docket.people)))
    dialog.import_button.click()
    made = imported(dialog)
    assert [one.ref for one in made.values()] == ["USMX-24", "USMX-25", "USMX-26", "USMX-27", "USMX-28"]
    hearing = made["Hearing"]
    assert (hearing.kind, hearing.instrument, hearing.obligor) == ("filing", "first-amendment-usmx", "usmx-inc")
    assert hearing.owner == next(iter(space.docket.people))
    assert made["Audit"].deadline == On(day=Day(on=date(1996, 12, 13)))
    assert made["Call"].deadline == On(day=Day(on=date(1996, 12, 3)), time="09:30", zone="America/Denver")
    assert made["Certificate"].deadline == Every(rule="FREQ=MONTHLY;COUNT=4", start=date(1996, 12, 10))
    assert made["Ask the auditors"].review_by == date(1996, 12, 4)
    space.undo()
    assert dict(space.docket.obligations) == before


def test_a_completed_task_is_performed_only_where_that_is_ticked(shown: Open) -> None:
    dialog = shown(FILE)
    dialog.none_button.click()
    dialog.table.selectRow(place(dialog, "Notice"))
    QTest.keyClick(dialog.table, Qt.Key.Key_D)
    assert chosen(dialog) == ["Notice"]
    click(dialog, "Notice", PERFORMED)
    assert dialog.table.shown.performed == ()
    click(dialog, "Notice", PERFORMED)
    dialog.import_button.click()
    notice = imported(dialog)["Notice"]
    (fact,) = dialog._workspace.docket.facts_about[notice.id]
    assert (fact.what, fact.day.on, fact.recorded_by) == (Performed(in_full=True), date(1996, 10, 30), "Legal")


def test_without_a_tick_nothing_is_said_to_be_performed(shown: Open) -> None:
    dialog = shown(FILE)
    dialog.all_button.click()
    dialog.import_button.click()
    assert dialog._workspace.docket.facts_about.get(imported(dialog)["Notice"].id, ()) == ()


def test_the_same_file_again_proposes_nothing_anew(shown: Open) -> None:
    first = shown(FILE)
    first.import_button.click()
    again = shown(FILE)
    assert cell(again, "Call", REMARKS).data() == "on the docket as USMX-24"
    assert chosen(again) == []
    again.all_button.click()
    click(again, "Call", TICK)
    assert chosen(again) == ["Return", "Notice", "Bomb"]


def test_what_comes_onto_the_docket_meanwhile_is_chosen_no_more(shown: Open) -> None:
    one, other = shown(FILE), shown(FILE)
    one.import_button.click()
    assert chosen(other) == []
    assert not other.import_button.isEnabled()


def test_the_dockets_own_feed_is_known_and_nothing_of_it_is_chosen(shown: Open, workspace: Workspace) -> None:
    made = feed(
        workspace.docket,
        assess(workspace.docket, workspace.today),
        states={},
        generated=datetime(1996, 11, 20, tzinfo=UTC),
    )
    dialog = shown(made.content)
    assert chosen(dialog) == []
    assert {row.remarks.partition(",")[0] for row in dialog.table.shown.rows} == {"from this docket"}


def test_beside_the_table_stands_all_that_is_said_of_a_row(shown: Open) -> None:
    dialog = shown(FILE)
    dialog.table.selectRow(place(dialog, "Bomb"))
    said = detail(dialog)
    assert said[1:3] == ["Bomb", "Fri 20 Dec 1996"]
    assert "It is not chosen at first. Look at the remarks." in said
    assert any("a deadline recurs by days at the shortest" in line for line in said)
    assert said[-1] == "From the calendar file “court.ics”."


def test_user_text_is_never_read_as_markup(shown: Open) -> None:
    marked = event(title="<b>Pay</b> <img src=x>", day="DTSTART:19961205")
    dialog = shown(calendar(marked, event(day="DTSTART:x", uid="2", title="<i>x</i>")))
    index = dialog.table.shown.index(0, TITLE)
    assert index.data().startswith("<b>Pay</b> <img src=x>")
    assert "&lt;b&gt;Pay" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;i&gt;x" in dialog.remarks_list.item(0).toolTip()


def test_every_control_has_a_name_and_every_cell_can_be_heard(shown: Open) -> None:
    dialog = shown(FILE)
    for widget in (*dialog.findChildren(QPushButton), *dialog.findChildren(QLineEdit)):
        if widget.isVisible():
            assert widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text())
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert cell(dialog, "Call", TICK).data(spoken) == "Call, chosen"
    assert cell(dialog, "Notice", PERFORMED).data(spoken) == "Notice, performed: no"
    assert cell(dialog, "Ask the auditors", DAY).data(spoken) == "no day stated"
    assert cell(dialog, "Notice", TITLE).data(spoken) == "Notice (task)"


def test_columns_without_a_word_are_folded(shown: Open) -> None:
    dialog = shown(calendar(event(day="DTSTART:19961205")))
    assert [dialog.table.isColumnHidden(column) for column in (TICK, DAY, TITLE)] == [False] * 3
    assert [dialog.table.isColumnHidden(column) for column in (WHEN, REMARKS, PERFORMED)] == [True] * 3
    assert not dialog.remarks.isVisible()
    assert not dialog.due_on.isVisible()


@pytest.mark.parametrize(
    ("content", "heading", "sentence"),
    [
        (b"hello", "The file cannot be imported.", "“court.ics” is no calendar file."),
        (b"x" * (10 * 1024 * 1024 + 1), "The file cannot be imported.", "“court.ics” is larger than 10 MiB"),
        (calendar(), "The calendar is empty.", "It is a calendar, and it holds no event and no task."),
    ],
)
def test_what_cannot_be_imported_says_so_and_offers_another(
    shown: Open, qtbot: QtBot, content: bytes, heading: str, sentence: str
) -> None:
    dialog = shown(content)
    assert dialog.empty.heading.text() == heading
    assert dialog.empty.sentence.text().startswith(sentence)
    assert not dialog.import_button.isVisible()
    dialog.carry_out()
    with qtbot.waitSignal(dialog.anotherAsked):
        dialog.empty.buttons()[0].click()


def test_a_file_that_is_gone_is_said(qtbot: QtBot, workspace: Workspace, theme: Theme, tmp_path: Path) -> None:
    host = Surface(theme, "panel")
    qtbot.addWidget(host)
    dialog = open_import(workspace, theme, tmp_path / "gone.ics", host)
    qtbot.waitUntil(lambda: dialog.empty.isVisibleTo(dialog))
    assert (
        dialog.empty.sentence.text() == "“gone.ics” could not be read: No such file or directory. Nothing was changed."
    )
    dialog.reject()


def test_what_the_docket_refuses_keeps_the_dialog_and_says_why(shown: Open) -> None:
    dialog = shown(FILE)
    space = dialog._workspace
    space.do(Put(Person(id="guest", name="Guest")))
    dialog.owner.show_id("guest")
    space.do(Delete("person", "guest"))
    dialog.import_button.click()
    assert dialog.isVisible()
    assert "owner" in dialog.message.text()
    assert imported(dialog) == {}


def test_reading_can_be_cancelled(qtbot: QtBot, workspace: Workspace, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "many.ics"
    rule = "RRULE:FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1;BYSETPOS={}"
    path.write_bytes(calendar(*(event(rule.format(n % 300 + 2), uid=f"u{n}") for n in range(500))))
    host = Surface(theme, "panel")
    qtbot.addWidget(host)
    dialog = open_import(workspace, theme, path, host)
    with qtbot.waitSignal(dialog.finished, timeout=20_000):
        dialog.work.cancel.click()
    assert dialog.reading == FileReading()


def test_the_menu_imports_says_what_was_done_and_offers_undo(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "court.ics"
    path.write_bytes(FILE)
    window.files.ask_which = lambda *_: path
    window.actions_["import_calendar"].trigger()
    (dialog,) = window.findChildren(ImportDialog)
    qtbot.waitUntil(dialog.page.isVisible, timeout=20_000)
    dialog.import_button.click()
    assert window.workspace.docket.ref(window.workspace.current) == "USMX-24"
    assert len(window.workspace.selection) == 5
    assert window.messages.bar.isVisible()
    window.actions_["undo"].trigger()
    assert len(window.workspace.docket.obligations) == 21


def test_another_file_is_asked_for_once_the_first_cannot_be_read(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [tmp_path / "bad.ics", None]
    (tmp_path / "bad.ics").write_bytes(b"hello")
    window.files.ask_which = lambda *_: paths.pop(0)
    window.actions_["import_calendar"].trigger()
    (dialog,) = window.findChildren(ImportDialog)
    qtbot.waitUntil(dialog.empty.isVisible, timeout=20_000)
    dialog.empty.buttons()[0].click()
    qtbot.waitUntil(lambda: not paths)
