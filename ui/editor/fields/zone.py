"""Inputs of a time of day and its zone."""

from __future__ import annotations

from functools import cache

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.editor.fields.candidates import Candidate
from ui.editor.fields.field import Field, column
from ui.editor.fields.picker import PickEdit
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip

_REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zones() -> tuple[Candidate, ...]:
    """The places of the IANA database, without its historical and technical names."""
    from zoneinfo import available_timezones

    names = sorted(name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    return tuple(_zone(name) for name in names)


def _zone(name: str) -> Candidate:
    return Candidate(name, "zone", "", name, keys=(name.casefold(), name.casefold().replace("_", " ")))


class ZoneChoices:
    """What the picker of a zone offers. Any other name may be typed: the record's own rules say whether it is one."""

    def all(self) -> list[Candidate]:
        return list(zones())

    def find(self, name: str) -> Candidate | None:
        return _zone(name)


class ZoneEdit(PickEdit):
    """A zone by its IANA name, found by any part of it."""

    def __init__(self, theme: Theme, width: int = 168) -> None:
        super().__init__(theme, ZoneChoices(), "America/Denver", free=True)
        self.setMinimumWidth(width)


class ZoneField(Field):
    """A zone, or none."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.edit = ZoneEdit(theme)
        self.edit.setObjectName(f"{name}.text")
        self.edit.picked.connect(lambda _: self.changed.emit())
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        column(self).addWidget(self.edit)

    def value(self) -> str:
        return self.edit.record_id()

    def show_value(self, value: str) -> None:
        self.edit.show_id(value)

    def inputs(self) -> list[QWidget]:
        return [self.edit]


class TimeEdit(QLineEdit):
    """A time of day on 24 hours."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("e.g. 17:00")
        self.setFixedWidth(92)
        self.setToolTip(plain_tooltip("A time of day on 24 hours, such as 17:00. Empty, it is the end of the day."))
