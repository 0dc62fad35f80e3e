"""The stages of a self-test, each with its result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from ui.frame.theme import Ink, Theme
from ui.reminders.selftest.selftest import Stage, State
from ui.widgets.elided import ElidedLabel
from ui.widgets.icons import icon
from ui.widgets.smallcaps import SmallCaps
from ui.widgets.surface import Surface

_SIGNS: dict[State, tuple[str, Ink]] = {
    "done": ("check", "accent"),
    "failed": ("warning", "first"),
    "waiting": ("clock", "second"),
    "ahead": ("", "third"),
}
_SAID: dict[State, str] = {"done": "done", "failed": "failed", "waiting": "waiting", "ahead": "not yet"}
_SIGN = QSize(16, 16)


class StageList(Surface):
    """Hidden until there is a test."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "panel")
        self._look = theme
        self._shown: tuple[Stage, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 14, 12)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(SmallCaps(theme, "Self-test"), 0, 0, 1, 3)
        self._rows: list[tuple[QLabel, ElidedLabel, ElidedLabel]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def spoken(self) -> tuple[str, ...]:
        """Each stage in one sentence, as the screen reader says it."""
        return tuple(f"{one.name}: {_SAID[one.state]}. {one.result}".strip() for one in self._shown)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Show how far the test has come."""
        if tuple(stages) == self._shown:
            return
        self._shown = tuple(stages)
        while len(self._rows) < len(stages):
            self._add_row()
        for (sign, name, result), stage in zip(self._rows, stages, strict=True):
            drawn, ink = _SIGNS[stage.state]
            sign.setPixmap(icon(drawn, ink).pixmap(_SIGN) if drawn else icon("check").pixmap(QSize(1, 1)))
            name.set_text(stage.name)
            name.set_ink("third" if stage.state == "ahead" else "first")
            result.set_text(stage.result)
        self.setAccessibleName("Self-test. " + " ".join(self.spoken))
        self.setVisible(bool(stages))

    def _add_row(self) -> None:
        place = self._grid.rowCount()
        sign = QLabel()
        sign.setFixedSize(_SIGN)
        name, result = ElidedLabel(self._look, font="body"), ElidedLabel(self._look, font="small", ink="second")
        for across, widget in enumerate((sign, name, result)):
            self._grid.addWidget(widget, place, across)
        self._rows.append((sign, name, result))
