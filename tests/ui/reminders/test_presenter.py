"""Reminders and the rest of the window: the desktop, the bar, the count, and what closing the window does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from tests.ui.reminders.conftest import CAPTION, Desktop
from ui.frame.appearance import Appearance
from ui.frame.theme import Theme
from ui.reminders.desktop.tray import Tray
from ui.reminders.presenter import ReminderPresenter
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Shelf(Tray):
    """A tray on a desktop that has one, without a desktop."""

    stands = False
    has_one = True

    @property
    def available(self) -> bool:
        return self.has_one

    @property
    def shown(self) -> bool:
        return self.stands

    def show(self) -> bool:
        self.stands = self.has_one
        return self.stands

    def hide(self) -> None:
        self.stands = False


@pytest.fixture
def at() -> list[datetime]:
    """The clock's only hand."""
    return [NINE - timedelta(minutes=1)]


@pytest.fixture
def main(
    qapp: QApplication, qtbot: QtBot, docket: Path, settings: Settings, at: list[datetime], desktop: Desktop
) -> Iterator[Window]:
    """The window on the docket, on a desktop with a tray and a notification server."""
    appearance = Appearance(qapp, "light")
    made = Window(Workspace(lambda: at[0], "Reyes"), appearance, settings)
    first = made.presenter
    made.presenter = ReminderPresenter(made, tray=Shelf(made.theme, made), opened=lambda: desktop)
    first.close()
    first.deleteLater()
    qtbot.addWidget(made)
    assert made.files.open_path(docket)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.presenter.service.look()
    yield made
    made.presenter.quit()
    appearance.deleteLater()


def ring(main: Window, at: list[datetime]) -> None:
    at[0] = NINE
    main.presenter.service.look()


def test_of_two_reminders_the_bar_speaks_of_the_one_that_still_waits(main: Window, at: list[datetime]) -> None:
    ring(main, at)
    assert main.messages.bar.happened.text() == "Two reminders on Tue 24 Nov 2026"
    report = next(one for one in main.presenter.service.found.due if one.about == "report")
    main.presenter.service.acknowledge(report.ids)
    assert main.messages.isVisible()
    assert "reminders" not in main.messages.bar.happened.text()
    assert [link.text() for link in main.messages.bar.links()] == ["Open", "Acknowledge"]


def test_what_rings_is_on_the_desktop_in_the_bar_and_in_the_count(
    main: Window, at: list[datetime], desktop: Desktop
) -> None:
    ring(main, at)

    (shown,) = desktop.shown
    assert shown.title.removeprefix("Duly: ") == "Two reminders on Tue 24 Nov 2026"
    assert main.messages.bar.happened.text() == "Two reminders on Tue 24 Nov 2026"
    assert main.bottom.reminders.text() == "2 reminders"
    assert main.bottom.reminders.isVisible()
    assert main.presenter.tray.words == "Duly: 2 reminders"


def test_a_confidential_record_leaves_as_a_bare_word(main: Window, at: list[datetime], desktop: Desktop) -> None:
    main.presenter.service.look()
    ring(main, at)

    for shown in desktop.shown:
        assert "NB-2" not in shown.title + shown.body
        assert "Commitment" not in shown.title + shown.body


def test_acknowledged_on_the_desktop_it_goes_everywhere(
    qtbot: QtBot, main: Window, at: list[datetime], desktop: Desktop
) -> None:
    ring(main, at)

    desktop.choose("acknowledge")
    qtbot.waitUntil(lambda: not main.presenter.service.found.due)

    assert not main.messages.isVisible()
    assert not main.bottom.reminders.isVisible()


def test_acknowledged_in_the_window_it_goes_from_the_desktop(
    main: Window, at: list[datetime], desktop: Desktop
) -> None:
    ring(main, at)
    assert desktop.on_screen

    next(link for link in main.messages.bar.links() if link.text() == "Acknowledge").click()

    assert (main.presenter.service.found.due, desktop.on_screen) == ((), {})
    assert not main.messages.isVisible()


def test_opened_on_the_desktop_a_single_reminder_shows_its_record(
    qtbot: QtBot, main: Window, at: list[datetime], desktop: Desktop
) -> None:
    ring(main, at)
    service = main.presenter.service
    service.acknowledge([id_ for each in service.found.due if each.about == "fee" for id_ in each.ids])
    main.workspace.select(())

    desktop.choose("open")
    qtbot.waitUntil(lambda: main.workspace.selection == ("report",))


def test_the_count_opens_the_list(qtbot: QtBot, main: Window, at: list[datetime]) -> None:
    ring(main, at)

    main.bottom.reminders.click()

    shown = main.presenter.open_list()
    assert shown.isVisible()
    assert main.presenter.open_list() is shown
    shown.close()


def test_with_notifications_turned_off_the_window_still_tells(
    main: Window, at: list[datetime], desktop: Desktop, settings: Settings
) -> None:
    settings.put("notify_desktop", False)
    ring(main, at)

    assert desktop.shown == []
    assert main.messages.isVisible()


def test_a_failure_in_the_bar_is_not_covered_by_a_reminder(main: Window, at: list[datetime]) -> None:
    main.messages.tell("The calendar was exported.", "It is here.")
    ring(main, at)

    assert main.messages.bar.happened.text() == "The calendar was exported."
    assert main.bottom.reminders.isVisible()


def test_closing_the_window_leaves_duly_in_the_tray_and_says_so_once(
    main: Window, at: list[datetime], desktop: Desktop
) -> None:
    main.close()
    assert (main.isVisible(), main.workspace.ledger is not None) == (False, True)
    assert [shown.title for shown in desktop.shown] == ["Duly stays in the tray, so that reminders reach you"]

    ring(main, at)
    assert main.presenter.service.found.waiting == 2

    main.presenter.tray.opened.emit()
    assert main.isVisible()
    main.close()
    assert len([shown for shown in desktop.shown if "stays in the tray" in shown.title]) == 1


def test_quit_quits(qtbot: QtBot, main: Window) -> None:
    main.close()

    with qtbot.waitSignal(main.left):
        main.presenter.tray.quitAsked.emit()

    assert main.workspace.ledger is None
    assert not main.presenter.tray.shown


def test_without_a_tray_closing_ends_duly(qtbot: QtBot, main: Window) -> None:
    shelf = main.presenter.tray
    assert isinstance(shelf, Shelf)
    shelf.has_one = False

    with qtbot.waitSignal(main.left):
        main.close()


def test_who_wants_no_tray_closes_for_good(qtbot: QtBot, main: Window, settings: Settings) -> None:
    settings.put("close_to_tray", False)

    with qtbot.waitSignal(main.left):
        main.close()


def test_a_docket_that_reminds_nobody_keeps_nobody_in_the_tray(qtbot: QtBot, main: Window, at: list[datetime]) -> None:
    caption = replace(CAPTION, clock=at[0].date())
    main.workspace.do(Put(caption))

    with qtbot.waitSignal(main.left):
        main.close()


def test_who_turns_back_on_the_way_out_stays(main: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hesitating:
        hesitating.setattr(main.handlers, "may_leave", lambda: False)
        main.presenter.quit()
        assert main.workspace.ledger is not None

    event = QCloseEvent()
    main.closeEvent(event)

    assert (event.isAccepted(), main.isVisible()) == (False, False)  # in the tray again


def test_the_weeks_drafts_are_written_and_nothing_is_sent(main: Window, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    main.presenter.ask_folder = lambda: folder

    main.presenter.write_drafts()

    (written,) = folder.iterdir()
    assert written.name == "2026-11-24 Hale.eml"
    draft = message_from_bytes(written.read_bytes())
    assert draft["X-Unsent"] == "1"
    assert "Commitment" not in str(draft)
    assert main.messages.bar.happened.text() == "1 draft was written. Nothing was sent."


def test_snooze_all_of_the_tray_is_for_an_hour(main: Window, at: list[datetime]) -> None:
    ring(main, at)

    main.presenter.tray.snoozeAsked.emit()

    assert main.presenter.service.found.due == ()
    assert main.presenter.service.next_at == NINE + timedelta(hours=1)


def test_the_self_test_says_how_the_desktop_was_told(main: Window, desktop: Desktop) -> None:
    main.presenter.start_test()

    stage = {one.step: one for one in main.presenter.test.stages}["notified"]
    assert (stage.state, desktop.shown[-1].title) == ("done", "Duly: test reminder")
    main.presenter.open_list().close()


def test_the_tray_follows_the_look(main: Window, theme: Theme) -> None:
    main.appearance.choose("dark")

    assert main.presenter.tray.words == "Duly: no reminders"
