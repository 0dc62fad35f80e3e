"""The agenda in its panel at the right, or alone in the middle of the view."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from model.assess.almanac import Leaf
from model.days.wording import say_day
from ui.calendar.agenda import AgendaList
from ui.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.surface import Surface

_MEASURE = 720
"""Alone it is no wider than this: lines that one can read."""


class AgendaSide(Surface):
    """Its head names the days that it tells of."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "panel", ("left",), parent)
        self.alone = False
        self._wide = theme.width.agenda
        self._gutter, self._edge = theme.space.gutter, theme.space.view
        self._title = ElidedLabel(theme, "Agenda", font="subtitle")
        self._range = ElidedLabel(theme, font="small", ink="second")
        self.list = AgendaList(theme, "Agenda", self._gutter, self)
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._range)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 8)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        self._place()

    def say(self, first: date, leaves: Sequence[Leaf]) -> None:
        """From when to when it tells."""
        last = leaves[-1].day if leaves else first
        words = _brief(first) if last <= first else f"{_brief(first)} to {_brief(last)}"
        self._range.set_text(words)
        self.list.setAccessibleName(f"Agenda, {words}")

    def set_alone(self, *, alone: bool) -> None:
        """In its panel, or alone under the head of the view."""
        self.alone = alone
        self.set_ground("view" if alone else "panel")
        self._edges = () if alone else ("left",)
        self._place()

    def _place(self) -> None:
        inset = self._edge if self.alone else self._gutter
        self._title.setVisible(not self.alone)
        # The list's scroll bar stands in the margin.
        self._head.setContentsMargins(inset, 0, inset, 0)
        self.list.set_inset(inset)
        if self.alone:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_MEASURE)
        else:
            self.setFixedWidth(self._wide)


def _brief(day: date) -> str:
    return " ".join(say_day(day).split()[1:])
