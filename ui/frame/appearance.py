"""Which look is on, and the switch to another: every window follows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ui.frame.theme import Choice, Scheme, Theme, apply, system_scheme
from ui.widgets.focusring import FocusRing


class Appearance(QObject):
    """Which theme is on: light, dark, or as the system says. Emits `changed(Theme)` after a switch."""

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: Choice = "system", text_size: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._choice: Choice = choice
        self._theme = apply(app, choice, text_size)
        self._ring = FocusRing(app, self._theme, self)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def choice(self) -> Choice:
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Switch now. The windows' own frames follow where the platform lets them."""
        self._choice = choice
        hints = self._app.styleHints()
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice, Qt.ColorScheme.Unknown)
        hints.setColorScheme(wanted)
        self._show(system_scheme(self._app) if choice == "system" else choice, self._theme.text_size)

    def resize_text(self, text_size: int) -> None:
        """Take another size of text, in per cent. A window is laid out by the size at which it is made."""
        self._show(self._theme.scheme, text_size)

    def _follow(self) -> None:
        if self._choice == "system":
            self._show(system_scheme(self._app), self._theme.text_size)

    def _show(self, scheme: Scheme, text_size: int) -> None:
        if (scheme, text_size) != (self._theme.scheme, self._theme.text_size):
            self._theme = apply(self._app, scheme, text_size)
            self._ring.set_theme(self._theme)
            self.changed.emit(self._theme)
