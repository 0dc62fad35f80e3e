"""Inputs of a time of day and its zone."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from ui.widgets.elided import plain_tooltip


@cache
def zone_names() -> tuple[str, ...]:
    """The places of the IANA database, without its historical and technical names."""
    from zoneinfo import available_timezones

    regions = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    return tuple(sorted(name for name in available_timezones() if name.partition("/")[0] in regions))


class ZoneEdit(QLineEdit):
    """A zone by its IANA name, completed by any part of it."""

    def __init__(self, width: int = 236) -> None:
        super().__init__()
        self.setPlaceholderText("zone, such as America/Denver")
        self.setMinimumWidth(width)
        self.textEdited.connect(lambda _: self._complete())

    def _complete(self) -> None:
        """The names are read when they are first needed."""
        if self.completer() is None:
            completer = QCompleter(list(zone_names()), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setMaxVisibleItems(8)
            self.setCompleter(completer)


class TimeEdit(QLineEdit):
    """A time of day on 24 hours."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("17:00")
        self.setFixedWidth(72)
        self.setToolTip(plain_tooltip("A time of day on 24 hours, such as 17:00. Empty, it is the end of the day."))
