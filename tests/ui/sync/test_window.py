"""The panel of calendar servers with a real one: set up, kept in step, and what came back decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from model.errors import InvalidRecord
from model.feed.components import uid
from model.feed.spec import Spec
from model.feed.sync.account import CalendarAccount, Incoming, Synced
from model.feed.sync.applying import command_for
from model.feed.sync.overtaken import settled_as
from model.ledger.ledger import Ledger
from model.record.fact import Performed
from tests.model.feed.sync.servers import PASSPHRASE, Radicale, SyncHarness, item
from tests.ui.sync.conftest import Locked, Remembering
from ui.frame.theme import Theme
from ui.inspector.recorder.recorder import FactRecorder
from ui.sync import open_sync
from ui.sync.row import IncomingRow
from ui.sync.service import SyncService
from ui.sync.setup import SetupDialog
from ui.sync.window import SyncWindow
from ui.sync.words import where_words
from ui.widgets.question import QuestionBox
from ui.widgets.surface import Surface
from ui.workspace import Workspace

LONG = 30_000
USMX_17 = "usmx-17"


@pytest.fixture
def sync(qtbot: QtBot, workspace: Workspace) -> Iterator[SyncService]:
    made = SyncService(workspace)
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def shown(qtbot: QtBot, workspace: Workspace, sync: SyncService, theme: Theme) -> Iterator[SyncWindow]:
    host = Surface(theme, "panel")
    host.resize(1280, 720)
    qtbot.addWidget(host)
    host.show()
    made = open_sync(workspace, sync, theme, host)
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.close()


def ledger_of(workspace: Workspace) -> Ledger:
    assert workspace.ledger is not None
    return workspace.ledger


def in_step(qtbot: QtBot, sync: SyncService) -> None:
    qtbot.waitUntil(lambda: not sync.busy, timeout=LONG)


@pytest.fixture
def account(qtbot: QtBot, workspace: Workspace, sync: SyncService, harness: SyncHarness) -> CalendarAccount:
    """An account that is in step already; what it does of itself is told by the test."""
    found = replace(harness.account, spec=Spec(privacy="redacted"), automatic=False)
    assert sync.add(found, PASSPHRASE, kept=False)
    in_step(qtbot, sync)
    harness.known = {one.uid: one for one in ledger_of(workspace).recall(Synced).values()}
    assert len(harness.known) > 10
    return found


def again(qtbot: QtBot, sync: SyncService) -> None:
    sync.synchronise()
    in_step(qtbot, sync)


def day_of(harness: SyncHarness, about: str) -> str:
    return harness.body(uid(about)).partition("DTSTART;VALUE=DATE:")[2][:8]


def row(window: SyncWindow) -> IncomingRow:
    (found,) = window.rows
    return found


def press(window: SyncWindow | SetupDialog | IncomingRow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()


# ------------------------------------------------------------------------------------------------- setting up


def test_without_an_account_it_says_what_to_do(shown: SyncWindow) -> None:
    assert shown.empty.isVisible()
    assert shown.empty.heading.text() == "No calendar server yet."
    assert [button.text() for button in shown.empty.buttons()] == ["Add account…"]


def test_an_account_is_set_up_by_looking_and_put_in_step(
    qtbot: QtBot, shown: SyncWindow, sync: SyncService, radicale: Radicale, ring: Remembering
) -> None:
    user = radicale.new_user()
    form = shown.add_account()
    form.address.show_value(radicale.url)
    form.user.show_value(user)
    form.password.show_value(PASSPHRASE)
    assert form.password.edit.echoMode() == QLineEdit.EchoMode.Password
    press(form, "setup.next")
    qtbot.waitUntil(form.calendar_page.isVisible, timeout=LONG)
    assert form.privacy.value() == "redacted"
    assert form.calendar.box.currentText() == "A new one, “Duly”"
    instrument = next(key for key, words in _choices(form) if words.startswith("Under "))
    form.scope.show_value(instrument)
    form.scope.changed.emit()
    assert form.calendar.box.currentText() == "A new one, “Duly”", "its name tells no more than its items"
    form.scope.show_value("all")
    with qtbot.waitSignal(form.added, timeout=LONG):
        press(form, "setup.next")
    in_step(qtbot, sync)
    (account,) = sync.accounts
    assert (account.user, account.title, account.last_error) == (user, "Duly", "")
    assert account.last_at is not None
    assert list(ring.kept.values()) == [PASSPHRASE]
    assert [one.account.id for one in shown.accounts] == [account.id]


def _choices(form: SetupDialog) -> list[tuple[str, str]]:
    box = form.scope.box
    return [(box.itemData(place), box.itemText(place)) for place in range(box.count())]


def test_a_calendar_that_holds_items_of_others_is_asked_about(
    qtbot: QtBot, shown: SyncWindow, sync: SyncService, harness: SyncHarness
) -> None:
    with harness.other() as calendar:
        calendar.save_event(item("dentist", title="Dentist").body)
    form = shown.add_account()
    form.address.show_value(harness.account.url)
    form.user.show_value(harness.account.user)
    form.password.show_value(PASSPHRASE)
    press(form, "setup.next")
    qtbot.waitUntil(form.calendar_page.isVisible, timeout=LONG)
    form.calendar.show_value(harness.account.calendar)
    press(form, "setup.next")
    qtbot.waitUntil(lambda: "Dentist" in form.problem.text(), timeout=LONG)
    assert (form.next_button.isEnabled(), len(sync.accounts)) == (False, 0)
    form.sure.setChecked(True)
    press(form, "setup.next")
    in_step(qtbot, sync)
    assert len(sync.accounts) == 1
    assert "Dentist" in "".join(harness.lying().values())


def test_a_wrong_password_is_said_where_it_is_typed(qtbot: QtBot, shown: SyncWindow, harness: SyncHarness) -> None:
    form = shown.add_account()
    form.address.show_value(harness.account.url)
    form.user.show_value(harness.account.user)
    form.password.show_value("wrong")
    press(form, "setup.next")
    qtbot.waitUntil(lambda: "does not accept" in form.problem.text(), timeout=LONG)
    assert form.server_page.isVisible()
    assert form.next_button.isEnabled()


def test_a_form_that_is_closed_while_it_looks_waits_for_nothing(
    qtbot: QtBot, shown: SyncWindow, sync: SyncService, harness: SyncHarness
) -> None:
    form = shown.add_account()
    form.address.show_value(harness.account.url)
    form.user.show_value(harness.account.user)
    form.password.show_value(PASSPHRASE)
    press(form, "setup.next")
    form.reject()
    qtbot.waitUntil(lambda: not isValid(form), timeout=LONG)
    qtbot.waitUntil(lambda: not sync.jobs.busy, timeout=LONG)
    assert sync.accounts == ()


def test_a_line_that_is_not_encrypted_is_allowed_only_knowingly(qtbot: QtBot, shown: SyncWindow) -> None:
    form = shown.add_account()
    form.address.show_value("http://calendar.invalid/")
    form.user.show_value("anna")
    form.password.show_value("secret")
    assert not form.plain.isVisible()
    press(form, "setup.next")
    qtbot.waitUntil(lambda: "not be encrypted" in form.problem.text(), timeout=LONG)
    assert form.plain.isVisible()


def test_without_a_keyring_the_password_is_asked_for_after_a_restart(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    locked_ring: Locked,
) -> None:
    assert PASSPHRASE.encode() not in ledger_of(workspace).path.read_bytes()
    sync.stop()
    again(qtbot, sync)
    assert sync.wants_password(account.id)
    (one,) = shown.accounts
    one.password.setText(PASSPHRASE)
    one.sync_button.click()
    in_step(qtbot, sync)
    assert not sync.wants_password(account.id)


# -------------------------------------------------------------------------------------------------- decisions


def test_a_moved_day_is_applied_with_its_reason_and_sent(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    harness: SyncHarness,
) -> None:
    harness.edit(uid(USMX_17), f"DATE:{day_of(harness, USMX_17)}", "DATE:19961205")
    again(qtbot, sync)
    asked = row(shown)
    assert asked.words == "Outlook moved USMX-17 from Mon 2 Dec 1996 to Thu 5 Dec 1996."
    asked.yes.click()
    asked.apply_button.click()
    assert "Say why it moves" in asked.problem.text()
    asked.reason.setText("Rothschild agreed by letter")
    asked.apply_button.click()
    assert workspace.assessment[USMX_17].due == date(1996, 12, 5)
    (entry, *_) = ledger_of(workspace).journal()
    assert "Rothschild agreed by letter" in entry.label
    assert [one.state for one in sync.incoming] == ["applied"]
    again(qtbot, sync)
    assert day_of(harness, USMX_17) == "19961205"
    assert [one.state for one in sync.incoming] == ["applied"]


def test_a_question_that_is_overtaken_while_its_reason_is_typed_is_not_applied(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    harness: SyncHarness,
) -> None:
    before, due = day_of(harness, USMX_17), workspace.assessment[USMX_17].due
    harness.edit(uid(USMX_17), f"DATE:{before}", "DATE:19961205")
    again(qtbot, sync)
    asked = row(shown)
    asked.yes.click()
    asked.reason.setText("Rothschild agreed by letter")
    harness.edit(uid(USMX_17), "DATE:19961205", f"DATE:{before}")
    again(qtbot, sync)
    assert "changed back there since" in asked.problem.text()
    assert not asked.apply_button.isEnabled()
    asked.applied.emit("Rothschild agreed by letter")
    assert workspace.assessment[USMX_17].due == due
    assert [one.state for one in sync.incoming] == ["overtaken"]
    asked._end_reason()
    assert shown.rows == []
    words = [widget.accessibleName() for widget in shown.area.findChildren(QWidget)]
    assert any("changed back there since" in each for each in words)


def test_a_question_that_is_overtaken_unseen_is_not_applied_by_a_window_that_shows_it(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    harness: SyncHarness,
) -> None:
    """As where another window, or the command line, was in step meanwhile."""
    due = workspace.assessment[USMX_17].due
    harness.edit(uid(USMX_17), f"DATE:{day_of(harness, USMX_17)}", "DATE:19961205")
    again(qtbot, sync)
    asked, ledger = row(shown), ledger_of(workspace)
    ledger.remember(settled_as(asked.incoming, "newer", workspace.clock()))
    asked.yes.click()
    asked.reason.setText("Rothschild agreed by letter")
    asked.apply_button.click()
    assert "changed there again since" in asked.problem.text()
    assert workspace.assessment[USMX_17].due == due
    with pytest.raises(InvalidRecord, match="changed there again"):
        command_for(workspace.docket, workspace.assessment, sync.now_of(asked.incoming), "Agreed")


def test_a_proposal_that_is_taken_back_is_not_recorded_by_the_recorder_that_is_open_on_it(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    harness: SyncHarness,
) -> None:
    harness.edit(uid(USMX_17), "SUMMARY:", "COMMENT:Sent by courier\r\nSUMMARY:")
    again(qtbot, sync)
    before = set(workspace.docket.facts)
    row(shown).yes.click()
    (recorder,) = [one for one in shown.findChildren(FactRecorder) if one.is_open]
    ledger_of(workspace).remember(settled_as(sync.incoming[0], "undone", workspace.clock()))
    recorder.go_button.click()
    assert recorder.is_open
    assert "changed back there since" in recorder.trouble.text()
    assert set(workspace.docket.facts) == before
    recorder.close_card()
    assert [one.state for one in sync.incoming] == ["overtaken"]


def test_a_moved_day_is_restored(
    qtbot: QtBot, sync: SyncService, shown: SyncWindow, account: CalendarAccount, harness: SyncHarness
) -> None:
    before = day_of(harness, USMX_17)
    harness.edit(uid(USMX_17), f"DATE:{before}", "DATE:19961205")
    again(qtbot, sync)
    row(shown).no.click()
    again(qtbot, sync)
    assert day_of(harness, USMX_17) == before
    assert [one.state for one in sync.incoming] == ["restored"]
    assert shown.rows == []


def test_a_note_is_recorded_with_its_day_or_dismissed(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    harness: SyncHarness,
) -> None:
    harness.edit(uid(USMX_17), "SUMMARY:", "COMMENT:Sent by courier\r\nSUMMARY:")
    again(qtbot, sync)
    before = set(workspace.docket.facts)
    row(shown).yes.click()
    (recorder,) = [one for one in shown.findChildren(FactRecorder) if one.is_open]
    assert set(workspace.docket.facts) == before, "nothing is recorded of itself"
    recorder.go_button.click()
    qtbot.waitUntil(lambda: [one.state for one in sync.incoming] == ["recorded"])
    (fact,) = [one for key, one in workspace.docket.facts.items() if key not in before]
    assert isinstance(fact.what, Performed)
    assert (fact.about, fact.note, fact.day.on) == (USMX_17, "Sent by courier", date(1996, 11, 20))


def test_a_proposal_that_is_dismissed_is_put_right_over_there(
    qtbot: QtBot, sync: SyncService, shown: SyncWindow, account: CalendarAccount, harness: SyncHarness
) -> None:
    harness.edit(uid(USMX_17), "SUMMARY:", "COMMENT:Sent by courier\r\nSUMMARY:")
    again(qtbot, sync)
    row(shown).no.click()
    again(qtbot, sync)
    assert "COMMENT" not in harness.body(uid(USMX_17))
    assert [one.state for one in sync.incoming] == ["dismissed"]


def test_what_was_put_right_and_what_is_not_ours_is_listed(
    qtbot: QtBot,
    workspace: Workspace,
    sync: SyncService,
    shown: SyncWindow,
    account: CalendarAccount,
    harness: SyncHarness,
) -> None:
    harness.remove(uid(USMX_17))
    with harness.other() as calendar:
        calendar.save_event(item("dentist", title="Dentist").body)
    again(qtbot, sync)
    words = [widget.accessibleName() for widget in shown.area.findChildren(QWidget)]
    assert any("USMX-17 was deleted in the calendar. It was put there again." in each for each in words)
    assert any(each == "Dentist" for each in words)
    assert shown.rows == []
    assert len(ledger_of(workspace).recall(Incoming)) == 2


# ----------------------------------------------------------------------------------------------------- rounds


def test_a_server_that_is_gone_is_said_with_what_to_do(
    qtbot: QtBot, workspace: Workspace, sync: SyncService, shown: SyncWindow, account: CalendarAccount
) -> None:
    ledger_of(workspace).remember(replace(account, url="http://127.0.0.1:9/", calendar="http://127.0.0.1:9/c/"))
    with qtbot.waitSignal(sync.told, timeout=LONG) as told:
        again(qtbot, sync)
    assert told.args is not None
    assert told.args[0] == "“Duly” is not in step."
    (found,) = sync.accounts
    assert found.last_error.startswith("127.0.0.1 does not answer")
    assert found.last_error in [widget.accessibleName() for widget in shown.accounts[0].findChildren(QWidget)]


def test_it_comes_in_turn_after_fifteen_minutes_and_after_changes(
    qtbot: QtBot, workspace: Workspace, sync: SyncService, account: CalendarAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sync, "_ask", asked.append)
    sync.look()
    assert asked == [], "off by choice"
    sync.set_automatic(account, on=True)
    sync.look()
    assert asked == [], "it was in step just now"
    now = workspace.clock()
    monkeypatch.setattr(workspace, "clock", lambda: now + timedelta(minutes=15))
    sync.look()
    assert asked == [account.id]
    sync._send_changes()
    assert asked == [account.id, account.id]


def test_an_account_is_removed_with_its_password_and_leaves_the_calendar_alone(
    qtbot: QtBot, sync: SyncService, shown: SyncWindow, account: CalendarAccount, harness: SyncHarness
) -> None:
    def press(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QuestionBox)
        assert f"Remove {where_words(account)}?" == box.accessibleName()
        next(button for button in box.findChildren(QPushButton) if button.text() == words).click()

    QTimer.singleShot(0, lambda: press("Keep it"))
    shown.accounts[0].removed.emit()
    assert [one.id for one in sync.accounts] == [account.id]
    QTimer.singleShot(0, lambda: press("Remove"))
    shown.accounts[0].removed.emit()
    assert sync.accounts == ()
    assert shown.empty.isVisible()
    assert len(harness.lying()) > 10


def test_every_control_has_a_name(
    qtbot: QtBot, sync: SyncService, shown: SyncWindow, account: CalendarAccount, harness: SyncHarness
) -> None:
    harness.edit(uid(USMX_17), "SUMMARY:", "COMMENT:Sent\r\nSUMMARY:")
    again(qtbot, sync)

    def names() -> list[str]:
        buttons = [button for button in shown.findChildren(QPushButton) if button.isVisible()]
        return [button.accessibleName() or button.text() for button in buttons]

    qtbot.waitUntil(lambda: "Record: Outlook added a note to USMX-17." in names(), timeout=30_000)
    assert all(names())
