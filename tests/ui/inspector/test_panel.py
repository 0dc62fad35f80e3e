"""The panel follows the selection, leads on, and keeps keyboard and scroll where they were."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import SetOwner
from tests.ui.inspector.conftest import Host
from ui.conditions.window import ConditionsWindow
from ui.conditions.words import Target
from ui.frame.theme import Theme, apply
from ui.inspector.flow import FlowLabel
from ui.inspector.linkrow import LinkButton
from ui.inspector.sections import InspectorSection
from ui.widgets.standing_chip import StandingChip
from ui.workspace import Workspace


def link(host: Host, record_id: str) -> LinkButton:
    found = host.panel.findChild(LinkButton, f"link.{record_id}")
    assert isinstance(found, LinkButton)
    return found


def words(host: Host) -> str:
    return "\n".join(each.text for each in host.panel.findChildren(FlowLabel))


def test_without_a_selection_it_says_what_to_do(workspace: Workspace, host: Host, qtbot: QtBot) -> None:
    button = next(each for each in host.panel.findChildren(QPushButton) if each.text() == "New obligation")
    with qtbot.waitSignal(workspace.editRequested) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["obligation", ""]


def test_it_shows_the_record_that_is_current(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    labels = [each.text() for each in host.panel.findChildren(QLabel)]
    assert "USMX-8" in labels
    assert "Offering with net proceeds of at least $9,000,000" in labels
    chip = host.panel.findChild(StandingChip)
    assert isinstance(chip, StandingChip)
    assert chip.accessibleName() == "Standing: open"
    assert "Tue 31 Dec 1996, in 41 days" in words(host)
    assert "“by December 31, 1996”" in words(host)
    workspace.set_day(date(1997, 1, 1))
    chip = host.panel.findChildren(StandingChip)[-1]
    assert chip.accessibleName() == "Standing: missed"


def test_every_record_of_the_sample_can_be_shown(workspace: Workspace, host: Host) -> None:
    for day in (date(1996, 10, 15), date(1996, 11, 20), date(1997, 1, 1)):
        workspace.set_day(day)
        for node in list(workspace.docket.nodes()):
            workspace.select((node.id,))
            assert node.title in [each.text() for each in host.panel.findChildren(QLabel)]


def test_the_sections_stand_in_their_order(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    page = host.panel._scroll.widget()
    assert page is not None
    heads = [each.accessibleName() for each in page.findChildren(InspectorSection)]
    assert [head for head in heads if head != "Notes"] == [
        "Why this date", "Source", "Needs", "Needed by", "If missed", "Amount", "Recorded", "Reminders", "Also",
        "History",
    ]  # fmt: skip
    workspace.select(("usmx-05",))
    page = host.panel._scroll.widget()
    assert page is not None
    assert [each.accessibleName() for each in page.findChildren(InspectorSection)][:5] == [
        "Why this date", "Source", "Conditions", "Covers", "If it lapses",
    ]  # fmt: skip


def test_a_link_leads_to_its_record_by_click_and_by_enter(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    row = link(host, "usmx-10")
    assert row.accessibleName() == "10 Fee to Rothschild, out of the proceeds, paid from it, dormant"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert workspace.current == "usmx-10"
    row = link(host, "usmx-08")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert workspace.current == "usmx-08"


def test_a_link_to_an_event_opens_its_editor(workspace: Workspace, host: Host, qtbot: QtBot) -> None:
    workspace.select(("usmx-09",))
    with qtbot.waitSignal(workspace.editRequested) as asked:
        link(host, "private-placement").click()
    assert asked.args == ["event", "private-placement"]


def test_the_head_edits_opens_the_source_and_folds(workspace: Workspace, host: Host, qtbot: QtBot) -> None:
    workspace.select(("usmx-17",))
    with qtbot.waitSignal(workspace.editRequested) as asked:
        QTest.mouseClick(host.panel._edit, Qt.MouseButton.LeftButton)
    assert asked.args == ["obligation", "usmx-17"]
    with qtbot.waitSignal(workspace.sourceRequested) as shown:
        QTest.mouseClick(host.panel._open, Qt.MouseButton.LeftButton)
    assert shown.args == [workspace.docket.obligations["usmx-17"].sources[0]]
    with qtbot.waitSignal(host.panel.foldRequested):
        QTest.mouseClick(host.panel._fold, Qt.MouseButton.LeftButton)
    workspace.select(("usmx-05",))
    with qtbot.waitSignal(workspace.editRequested) as asked:
        host.panel._edit.click()
    assert asked.args == ["relief", "usmx-05"]


def test_a_fact_is_taken_back_out_and_undo_brings_it_back(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-22",))
    button = host.panel.findChild(QPushButton, "remove.usmx-22-performed")
    assert isinstance(button, QPushButton)
    button.click()
    assert "usmx-22-performed" not in workspace.docket.facts
    assert "nothing yet" in [each.head.note.text for each in host.panel.findChildren(InspectorSection)]
    workspace.undo()
    assert "usmx-22-performed" in workspace.docket.facts


def test_the_buttons_record_what_their_keys_record(workspace: Workspace, host: Host, qtbot: QtBot) -> None:
    workspace.recordRequested.disconnect(host.open_recorder)
    workspace.select(("usmx-17",))
    button = host.panel.findChild(QWidget, "record.submitted")
    assert button is not None
    assert button.accessibleName() == "Submitted, key S"
    with qtbot.waitSignal(workspace.recordRequested) as asked:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == [("usmx-17",), "submitted"]


def test_a_change_keeps_keyboard_and_scroll_where_they_were(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    row = link(host, "usmx-20")
    row.setFocus()
    bar = host.panel._scroll.verticalScrollBar()
    bar.setValue(120)
    workspace.do(SetOwner(("usmx-08",), "role-finance"))
    focused = QApplication.focusWidget()
    assert isinstance(focused, LinkButton)
    assert focused.row.ids == ("usmx-20",)
    assert bar.value() == 120


def test_the_strip_leads_to_its_sections(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    parts = host.panel._strip.findChildren(QWidget)
    assert [each.accessibleName() for each in parts if each.isVisibleTo(host)] == [
        "Performed: $0", "Reminders: 3", "History: 1",
    ]  # fmt: skip
    QTest.mouseClick(parts[-1], Qt.MouseButton.LeftButton)
    bar = host.panel._scroll.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


@pytest.mark.parametrize("width", [310, 360])
def test_nothing_is_wider_than_the_panel(workspace: Workspace, host: Host, width: int) -> None:
    host.panel.setFixedWidth(width)
    for node in list(workspace.docket.nodes()):
        workspace.select((node.id,))
        QApplication.sendPostedEvents()
        page = host.panel._scroll.widget()
        assert page is not None
        assert page.minimumSizeHint().width() <= host.panel._scroll.viewport().width(), node.ref


def test_another_scheme_repaints_it(workspace: Workspace, host: Host, qtbot: QtBot, theme: Theme) -> None:
    workspace.select(("usmx-08",))
    dark = apply(QApplication.instance(), "dark")  # type: ignore[arg-type]  # there is one
    assert host.panel._theme is dark
    qtbot.waitUntil(lambda: not host.panel._later.isActive())
    assert "“by December 31, 1996”" in words(host)
    apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not host.panel._later.isActive())


def test_tab_reaches_every_button_and_row(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-08",))
    host.panel._edit.setFocus()
    reached = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[arg-type]  # there always is one
        reached.append(QApplication.focusWidget())
    names = {each.objectName() for each in reached if each}
    assert {f"link.usmx-{ref}" for ref in ("05", "06", "09", "10", "20", "18", "21")} <= names
    assert {"record.performed", "record.verified", "record"} <= names


@pytest.mark.parametrize(("record_id", "kind"), [("usmx-20", "obligation"), ("usmx-05", "relief")])
def test_what_must_be_in_place_first_opens_as_a_checklist(
    workspace: Workspace, host: Host, record_id: str, kind: str
) -> None:
    workspace.select((record_id,), record_id)
    link = host.panel.findChild(QPushButton, "checklist")
    assert link is not None
    link.click()
    checklist = host.findChild(ConditionsWindow)
    assert checklist is not None
    assert checklist.target == Target(kind, record_id)
    checklist.close()


def test_what_needs_nothing_has_no_checklist(workspace: Workspace, host: Host) -> None:
    workspace.select(("usmx-17",), "usmx-17")
    assert host.panel.findChild(QPushButton, "checklist") is None
