"""A sitting at Duly: the window that is open, and the one that takes its place at another size of text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.frame.appearance import Appearance
from ui.frame.theme import TEXT_SIZES, Choice
from ui.shell.settings import Settings
from ui.shell.window import Window
from ui.workspace import Clock, Workspace

if TYPE_CHECKING:
    from model.record.scenario import Assumption

_CHOICES: dict[str, Choice] = {"system": "system", "light": "light", "dark": "dark"}


class _Place(NamedTuple):
    """Where one was: what a window takes over from the one before it."""

    path: Path | None
    day: date | None
    selection: tuple[str, ...]
    current: str
    supposed: tuple[Assumption, ...]


class Sitting(QObject):
    """Holds the one window from the start of the program to its end."""

    def __init__(self, app: QApplication, settings: Settings, *, clock: Clock, who: str) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._clock = clock
        self._who = who
        self._appearance = make_appearance(app, settings)
        self.window = self._make()

    def resize_text(self, percent: int) -> None:
        """Show the same place in the same docket with text at ``percent`` of its usual size, and keep that.

        Every part of a window is laid out by the size at which it is made, so a new window takes the place of this
        one. Where drafts are open and the user cancels, nothing changes.
        """
        before = self.window
        if percent == self._appearance.theme.text_size:
            return
        place = _place_of(before)
        if not before.let_go():
            return
        before.hide()
        before.deleteLater()
        self._settings.put("text_size", percent)
        self._appearance.resize_text(percent)
        self.window = self._make()
        self._take_up(place)
        self.window.show()

    def leave(self) -> None:
        """The system asks to quit: the next close ends the program, also where it would only hide the window."""
        self.window.presenter.leave()

    def show_bug(self, report: str) -> None:
        """Say that something broke, in the window that is open."""
        self.window.show_bug(report)

    def _make(self) -> Window:
        window = Window(Workspace(self._clock, self._who), self._appearance, self._settings)
        window.left.connect(self._app.quit)
        window.textSizeChosen.connect(self.resize_text)
        return window

    def _take_up(self, place: _Place) -> None:
        if place.path is None or not self.window.files.open_path(place.path):
            return
        space = self.window.workspace
        if place.day is not None:
            space.set_day(place.day)
        if place.supposed:
            space.suppose(place.supposed)
        space.select(place.selection, place.current)


def make_appearance(app: QApplication, settings: Settings) -> Appearance:
    """The look and the size of text that were chosen last."""
    size = settings.get("text_size", 100)
    choice = _CHOICES.get(settings.get("theme", "system"), "system")
    return Appearance(app, choice, size if size in TEXT_SIZES else 100)


def _place_of(window: Window) -> _Place:
    space = window.workspace
    supposed = space.supposition.assumptions if space.supposition else ()
    day = None if space.is_today else space.day
    return _Place(space.path, day, space.selection, space.current, supposed)
