"""The agenda in its panel at the right, or alone in the middle of the view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from model.days.wording import say_day
from model.outlook.time.almanac import Leaf
from model.outlook.time.almanac_words import head_words
from ui.calendar.agenda import AgendaList
from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.surface import Surface

QWIDGETSIZE_MAX = (1 << 24) - 1
"""What Qt takes for no limit; PySide gives it no name."""

_MEASURE = 720
"""Alone its lines are no longer than this: one can read across them."""


class AgendaSide(Surface):
    """In its panel it has a head, which names the days that it tells of."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "panel", ("left",), parent)
        self.alone = False
        self.range = ""
        self._wide = theme.width.agenda
        self._gutter, self._edge = theme.space.gutter, theme.space.view
        self._words = ElidedLabel(theme, font="small", ink="second")
        self.list = AgendaList(theme, "Agenda", self._gutter, self)
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(self._gutter, 0, self._gutter, 8)
        head.setSpacing(12)
        head.addWidget(ElidedLabel(theme, "Agenda", font="subtitle"))
        head.addStretch(1)
        head.addWidget(self._words)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self.list, 1)
        self._place()

    def say(self, first: date, leaves: Sequence[Leaf], day: date) -> None:
        """From when to when it tells, seen from the day looked at."""
        self.range = _brief(first)
        if leaves and leaves[-1].day > first:
            words, distance = head_words(leaves[-1], day)
            last = words.lower() if distance == "forecast" else _brief(leaves[-1].day)
            self.range = f"{self.range} to {last}"
        self._words.set_text(self.range)
        self.list.setAccessibleName(f"Agenda, {self.range}")

    def set_alone(self, *, alone: bool) -> None:
        """In its panel, or alone under the head of the view."""
        self.alone = alone
        self.set_ground("view" if alone else "panel")
        self._edges = () if alone else ("left",)
        self._place()

    def _place(self) -> None:
        self._head.setVisible(not self.alone)
        self._column.setContentsMargins(0 if self.alone else 1, 0 if self.alone else 14, 0, 8)
        self.list.set_inset(self._edge if self.alone else self._gutter, _MEASURE if self.alone else 0)
        if self.alone:
            self.setMinimumWidth(0)
            self.setMaximumWidth(QWIDGETSIZE_MAX)
        else:
            self.setFixedWidth(self._wide)


def _brief(day: date) -> str:
    return " ".join(say_day(day).split()[1:])
