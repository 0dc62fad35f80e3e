"""Stretches of the year that are not counted, typed as people write them: "21 Dec to 7 Jan"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit

from model.days.wording import MONTHS
from ui.editor.fields.field import UnreadField
from ui.widgets.elided import plain_tooltip

_RANGE = re.compile(r"([0-9]{1,2}) ([a-z]{3,9})\.? *(?:to|through|-|–) *([0-9]{1,2}) ([a-z]{3,9})\.?", re.IGNORECASE)
_WANTED = "Write them as “21 December to 7 January”, several with a comma between them."


class RangesEdit(QLineEdit):
    """Each stretch from one day of the year to another, both included; it may run over the new year."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("not counted: 21 December to 7 January")
        self.setToolTip(plain_tooltip(_WANTED))

    def ranges(self) -> tuple[tuple[str, str], ...]:
        """The stretches as pairs of month and day; raises :class:`UnreadField` with how to write them."""
        pieces = [piece for one in re.split(r"[,;]| and ", self.text()) if (piece := " ".join(one.split()))]
        return tuple(self._range(piece) for piece in pieces)

    def show_ranges(self, ranges: Iterable[tuple[str, str]]) -> None:
        """Show stretches given as pairs of month and day."""
        self.setText(", ".join(f"{_say(first)} to {_say(last)}" for first, last in ranges))
        self.setCursorPosition(0)

    def _range(self, piece: str) -> tuple[str, str]:
        found = _RANGE.fullmatch(piece)
        if found is None:
            raise UnreadField(f"“{piece}” is no stretch of the year. {_WANTED}", self)
        return self._place(found[1], found[2]), self._place(found[3], found[4])

    def _place(self, day: str, month: str) -> str:
        fitting = [place for place, name in enumerate(MONTHS, 1) if name.casefold().startswith(month.casefold())]
        if not fitting:
            raise UnreadField(f"“{month}” is no month. {_WANTED}", self)
        return f"{fitting[0]:02}-{int(day):02}"


def _say(place: str) -> str:
    return f"{int(place[3:])} {MONTHS[int(place[:2]) - 1]}"
