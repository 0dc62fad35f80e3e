"""How the chip of an item is painted: mark, refs, what the day is to them, and a lock or a grip at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from model.docket import Docket
from model.outlook.time.almanac import AlmanacItem
from model.outlook.time.almanac_words import chip_said, chip_wordings
from ui.calendar.marks import paint_item_mark
from ui.calendar.placing import PlacedChip
from ui.frame.theme import Theme
from ui.widgets.icons import paint_icon

_MARK = 14.0
_INSET = 6.0
_GAP = 6.0
_HOLD = 14.0
_LEAST = 12.0
_WORDS_LEAST = 30.0
"""With less room than this for words, lock and grip give way."""


class ChipPainter:
    """Paints chips with one painter, in one theme."""

    def __init__(self, painter: QPainter, theme: Theme, docket: Docket) -> None:
        self._painter = painter
        self._theme = theme
        self._docket = docket
        self._strong, self._plain = theme.font("small", 600), theme.font("small")
        self._fonts: dict[int, QFontMetricsF] = {}

    def paint(self, chip: PlacedChip, *, chosen: bool = False, hovered: bool = False) -> None:
        """A chip in its place; where it is being moved from, only its outline with "17 was here"."""
        if chip.was:
            self._paint_place_left(chip)
            return
        self._paint_ground(chip.item, chip.rect, chosen or chip.lifted, hovered)
        right = self._paint_hold(chip.item, chip.rect)
        self._paint_words(chip.item, chip.rect, right)

    def _paint_ground(self, item: AlmanacItem, rect: QRectF, chosen: bool, hovered: bool) -> None:
        theme, painter = self._theme, self._painter
        ground = theme.tone(item.mark).bg if item.mark else QColor(Qt.GlobalColor.transparent)
        box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.surface.view if item.ahead and item.mark else ground)
        if chosen:
            painter.setBrush(ground if item.mark else theme.accent.soft)
            painter.setPen(QPen(theme.accent.base, theme.space.focus))
            box = rect.adjusted(1, 1, -1, -1)
        elif item.ahead and item.mark:
            painter.setPen(_dashed(theme.tone(item.mark).mark))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, theme.space.radius_chip, theme.space.radius_chip)
        if hovered and not chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(rect, theme.space.radius_chip, theme.space.radius_chip)

    def _paint_place_left(self, chip: PlacedChip) -> None:
        theme, painter, rect = self._theme, self._painter, chip.rect
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_dashed(theme.line.control))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.space.radius_chip, theme.space.radius_chip)
        refs = chip_said(self._docket, chip.item).refs
        verb = "were" if len(chip.item.ids) > 1 else "was"
        words = f"{refs} {verb} here" if refs else "was here"
        self._write(words, self._plain, theme.text.second, rect.left() + _INSET + 2, rect, rect.right() - _INSET)

    def _paint_hold(self, item: AlmanacItem, rect: QRectF) -> float:
        """The lock of a day that an instrument fixes, the grip of one that can be moved. Returns where words end."""
        name = "grip" if item.movable else "lock" if item.fixed else ""
        right = rect.right() - _INSET
        refs = self._measure(self._strong).horizontalAdvance(chip_said(self._docket, item).refs)
        if not name or rect.width() - 2 * _INSET - _MARK - _GAP - refs - _HOLD < _WORDS_LEAST:
            return right
        place = QRectF(right - _HOLD + 1, rect.top(), _HOLD, rect.height())
        paint_icon(self._painter, place, name, self._theme.text.third)
        return right - _HOLD - 2

    def _paint_words(self, item: AlmanacItem, rect: QRectF, right: float) -> None:
        theme = self._theme
        said = chip_said(self._docket, item)
        x = rect.left() + _INSET
        paint_item_mark(self._painter, QRectF(x, rect.top(), _MARK, rect.height()), item, theme)
        x += _MARK + _GAP
        ink = theme.text.second if not item.mark or item.done else theme.text.first
        if said.refs:
            x = self._write(said.refs, self._strong, ink, x, rect, right) + _GAP
        wordings = chip_wordings(self._docket, item)
        measure = self._measure(self._plain)
        words = next((one for one in wordings if measure.horizontalAdvance(one) <= right - x), wordings[-1])
        self._write(words, self._plain, ink, x, rect, right)

    def _write(self, words: str, font: QFont, ink: QColor, x: float, rect: QRectF, right: float) -> float:
        """Words in one line, cut where they have no room. Returns where they end."""
        room = right - x
        if room < _LEAST:
            return x
        measure = self._measure(font)
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        self._painter.drawText(QPointF(x, self._theme.baseline(font, rect.top(), rect.height())), shown)
        return x + measure.horizontalAdvance(shown)

    def _measure(self, font: QFont) -> QFontMetricsF:
        weight = int(font.weight())
        if weight not in self._fonts:
            self._fonts[weight] = QFontMetricsF(font)
        return self._fonts[weight]


def _dashed(colour: QColor) -> QPen:
    pen = QPen(colour, 1)
    pen.setDashPattern([3.0, 2.4])
    return pen
