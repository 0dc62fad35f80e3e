"""What joins the service with the rest of the window: desktop, tray, list, bar, and how the window is closed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from model.errors import DocketError
from ui.frame.theme import Theme
from ui.reminders.desktop.notices import Notices, Way
from ui.reminders.desktop.notification import Bus, open_bus
from ui.reminders.desktop.tray import Tray
from ui.reminders.selftest.selftest import SelfTest
from ui.reminders.selftest.testreminder import TEST
from ui.reminders.service import ReminderService
from ui.reminders.settings import closes_to_tray, notifies
from ui.reminders.snoozing import hour_on
from ui.shell.shell import Shell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from model.remind.review import Ring
    from ui.frame.appearance import Appearance
    from ui.reminders.desktop.background import Background
    from ui.reminders.window import RemindersWindow
    from ui.shell.bars.bottombar import BottomBar

_TOLD = "told_of_tray"


class RemindersShell(Shell, Protocol):
    """The window, with what shows that reminders wait."""

    appearance: Appearance
    bottom: BottomBar


class ReminderPresenter(QObject):
    """Tells of what rings wherever it can be told, and carries out what is answered there."""

    def __init__(
        self, window: RemindersShell, *, tray: Tray | None = None, opened: Callable[[], Bus | None] = open_bus
    ) -> None:
        super().__init__(window.widget)
        self._window = window
        self._background: Background | None = None
        self._list: RemindersWindow | None = None
        self._spoken: frozenset[str] = frozenset()
        self._leaving = False
        self.ask_folder: Callable[[], Path | None] = self._ask_folder
        """Where drafts go; None where the user cancelled."""
        self.service = ReminderService(window.workspace, self)
        self.tray = tray or Tray(window.theme, window.widget)
        self.notices = Notices(self.tray, opened, self)
        self.test = SelfTest(self.service, self)
        self._connect()

    def _connect(self) -> None:
        window, tray = self._window, self.tray
        window.workspace.opened.connect(self._opened)
        window.appearance.changed.connect(self._take_theme)
        window.messages.reminded.connect(self._answer_message)
        window.bottom.remindersAsked.connect(self.open_list)
        self.service.changed.connect(self._show)
        self.service.rang.connect(self._ring)
        self.notices.chosen.connect(self._answer)
        tray.opened.connect(window.come_forward)
        tray.listAsked.connect(self.open_list)
        tray.snoozeAsked.connect(lambda: self.service.snooze_all(hour_on(self.service.now)))
        tray.testAsked.connect(self.start_test)
        tray.quitAsked.connect(self.quit)

    # ------------------------------------------------------------------------------------------ telling

    def _opened(self) -> None:
        """A docket that reminds somebody stands in the tray; others need not."""
        if self.service.reminds:
            self.tray.show()
        else:
            self.tray.hide()

    def _show(self) -> None:
        """Say everywhere how many wait, and take down what is dealt with."""
        found = self.service.found
        waiting = {id_ for ring in found.due for id_ in ring.ids}
        self.tray.set_waiting(found.waiting)
        self._window.bottom.set_reminders(found.waiting)
        self.notices.settle(waiting)
        if not self._spoken <= waiting:
            self._say_what_waits(self._spoken & waiting)

    def _say_what_waits(self, ids: frozenset[str]) -> None:
        """Some of the reminders that the window speaks of are dealt with: it speaks of the others alone."""
        self._spoken = ids
        messages = self._window.messages
        if not ids:
            messages.end_reminder()
        elif messages.reminds:
            self._speak(tuple(ring for ring in self.service.found.due if ids & set(ring.ids)))

    def _ring(self, fresh: tuple[Ring, ...]) -> None:
        """Tell of what rings: on the desktop if the user wants it, and in the window, where it stays till answered."""
        ids = frozenset(id_ for ring in fresh for id_ in ring.ids)
        title, body = self._words(fresh)
        way: Way | None = None
        if notifies(self._window.settings):
            way = self.notices.show(ids, title, body)
        self.test.told(ids, way)
        real = [ring for ring in fresh if ring.about != TEST]
        if real:
            self._spoken = frozenset(id_ for ring in real for id_ in ring.ids)
            self._speak(tuple(real))

    def _speak(self, rings: tuple[Ring, ...]) -> None:
        """Say in the window what rings, where no failure stands there."""
        title, body = self._words(rings)
        single = len({ring.about for ring in rings}) == 1
        self._window.messages.remind(title.removeprefix("Duly: "), body, single=single)

    def _words(self, fresh: tuple[Ring, ...]) -> tuple[str, str]:
        from model.remind import wording

        docket, today = self.service.found.docket, self.service.now.date()
        if docket is None or all(ring.about == TEST for ring in fresh):
            return wording.TEST_TITLE, wording.TEST_BODY
        if len(fresh) > 1:
            return wording.many(docket, fresh, today)
        return wording.title(docket, fresh[0]), wording.body(docket, fresh[0], today)

    # -------------------------------------------------------------------------------------- answering

    def _answer(self, ids: Collection[str], choice: str) -> None:
        """What was pressed on the desktop."""
        if choice == "acknowledge":
            self.service.acknowledge(ids)
        elif choice == "snooze":
            self.service.snooze(ids, hour_on(self.service.now))
        else:
            self._open(ids)

    def _answer_message(self, choice: str) -> None:
        """What was pressed in the bar of the window."""
        ids, self._spoken = self._spoken, frozenset()
        self._window.messages.end_reminder()
        if choice == "acknowledge":
            self.service.acknowledge(ids)
        elif choice == "open":
            self._open(ids)
        else:
            self.open_list()

    def _open(self, ids: Collection[str]) -> None:
        """Show the one record that the reminders are about; of several, the list."""
        about = {ring.about for ring in self.service.found.due if set(ring.ids) & set(ids)}
        if len(about) == 1 and TEST not in about:
            self.show_record(about.pop())
        else:
            self.open_list()

    def show_record(self, record_id: str) -> None:
        """Bring the window forward with a record in it."""
        self._window.come_forward()
        if record_id in {node.id for node in self._window.workspace.docket.nodes()}:
            self._window.go_to(record_id)
            self._window.workspace.select((record_id,))

    # ------------------------------------------------------------------------------------------- the list

    def open_list(self) -> RemindersWindow:
        """Open the list, or bring it forward."""
        from ui.reminders.window import RemindersWindow

        if self._list is None:
            window = self._window
            self._list = RemindersWindow(
                window.workspace,
                self.service,
                self.test,
                window.theme,
                self.background,
                self._make_settings,
                window.widget,
            )
            self._list.openAsked.connect(self.show_record)
            self._list.destroyed.connect(self._list_gone)
        shown = self._list
        shown.show()
        handle = shown.windowHandle()
        if handle is not None:
            # A window of its own: what is opened in the main one can come before it.
            handle.setTransientParent(None)  # type: ignore[arg-type]  # the stub forgets that there may be none
        shown.raise_()
        shown.activateWindow()
        shown.take_keyboard()
        return shown

    def start_test(self) -> None:
        """Send a test reminder, in sight of its stages."""
        self.open_list().start_test()

    def _list_gone(self) -> None:
        self._list = None
        self.test.forget()

    @property
    def background(self) -> Background:
        """The background entry of this docket, asked of the system when it is first wanted."""
        from ui.reminders.desktop.background import Background, system_door

        path = self._window.workspace.path or Path()
        if self._background is None or self._background.path != path:
            self._background = Background(path, system_door())
        return self._background

    def _make_settings(self, parent: QWidget) -> QWidget:
        from ui.reminders.settings import SettingsPage

        window = self._window
        made = SettingsPage(
            window.workspace, window.theme, window.settings, self.background, lambda: self.tray.available, parent
        )
        made.changed.connect(self.service.look)
        made.draftsAsked.connect(self.write_drafts)
        return made

    def write_drafts(self) -> None:
        """Ask for a folder, and write the drafts of this week there."""
        from ui.reminders.drafts import drafts_words, write_drafts

        folder = self.ask_folder()
        if folder is None:
            return
        space, messages = self._window.workspace, self._window.messages
        real = tuple(ring for ring in self.service.found.due if ring.about != TEST)
        try:
            written = write_drafts(space, real, self.service.now, folder)
        except DocketError as error:
            space.fail(error)
        else:
            messages.tell(drafts_words(written), f"They are in {folder}." if written else "")
        self._window.come_forward()

    def _ask_folder(self) -> Path | None:
        from ui.shell.path_dialogs import ask_folder, folder_of

        folder = folder_of(self._window.workspace)
        return ask_folder(self._list or self._window.widget, "Where the drafts go", folder)

    def _take_theme(self, theme: Theme) -> None:
        self.tray.set_theme(theme)

    # ------------------------------------------------------------------------------------------- closing

    def stays(self) -> bool:
        """Whether Duly goes on in the tray when its window is closed, as the user wants it and the desktop allows.

        A session that ends is not held up, and Quit quits.
        """
        app = QGuiApplication.instance()
        ending = isinstance(app, QGuiApplication) and app.isSavingSession()
        wanted = closes_to_tray(self._window.settings) and self.service.reminds
        return wanted and not self._leaving and not ending and self.tray.show()

    def say_it_stays(self) -> None:
        """Tell, the first time, where Duly is now and how it is ended."""
        settings = self._window.settings
        if settings.get(_TOLD, False):
            return
        settings.put(_TOLD, True)
        self.notices.show(
            (),
            "Duly stays in the tray, so that reminders reach you",
            "Quit in its menu ends it. Whether closing the window does is in Reminders, under Settings.",
        )

    def quit(self) -> None:
        """End Duly, also where closing the window would only hide it."""
        self.leave()
        window = self._window.widget
        if not window.isVisible():
            # Whatever is asked on the way out must be seen.
            window.show()
        window.close()

    def leave(self) -> None:
        """The next close ends Duly."""
        self._leaving = True

    def go_on(self) -> None:
        """The user cancelled on the way out."""
        self._leaving = False

    def close(self) -> None:
        """The window is closed for good."""
        if self._list is not None:
            self._list.close()
        self.service.close()
        self.notices.close()
        self.tray.hide()
