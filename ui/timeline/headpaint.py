"""The heads of lanes, and the line at a lane's end of the records that no day belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from ui.filter.grouping import GroupHeading
from ui.frame.theme import Theme
from ui.widgets.marks import paint_mark

_TOP = 9.0
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_SHAPE = 13.0
_TITLE_MOST = 66.0
_CHANGE = _SHAPE + 16
"""The width of an old shape and the arrow behind it."""


def head_height(theme: Theme, heading: GroupHeading) -> float:
    """The height that a lane's head needs."""
    title, caption = _heights(theme, heading)
    return _TOP + title + caption + 8


def paint_head(painter: QPainter, theme: Theme, heading: GroupHeading, top: float, left: float) -> None:
    """The title of a lane, where an instrument speaks in its italic, and its caption."""
    title, caption = _heights(theme, heading)
    wide = float(theme.width.lane_head - 16)
    painter.setFont(_font(theme, heading))
    painter.setPen(theme.text.first)
    painter.drawText(QRectF(left, top + _TOP, wide, title), _WRAP, heading.title)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.text.third)
    painter.drawText(QRectF(left, top + _TOP + title + 1, wide, caption), _WRAP, heading.caption)


def _font(theme: Theme, heading: GroupHeading) -> QFont:
    return theme.font("instrument") if heading.instrument else theme.font("strong")


def _heights(theme: Theme, heading: GroupHeading) -> tuple[float, float]:
    wide = float(theme.width.lane_head - 16)
    title = QFontMetricsF(_font(theme, heading)).boundingRect(QRectF(0, 0, wide, 1000), _WRAP, heading.title).height()
    if not heading.caption:
        return min(title, _TITLE_MOST), 0.0
    caption = QFontMetricsF(theme.font("small")).boundingRect(QRectF(0, 0, wide, 1000), _WRAP, heading.caption).height()
    return min(title, _TITLE_MOST), min(caption, 38.0)


class HeadChip(NamedTuple):
    """One record of the line: its mark and ref, from ``left`` on."""

    id: str
    ref: str
    mark: str
    left: float
    width: float
    was: str = ""


class HeadEntry(NamedTuple):
    """A record that no day belongs to."""

    id: str
    ref: str
    mark: str
    share: float | None
    was: str = ""


class HeadLine(NamedTuple):
    """The line as it is laid out: what it begins with, its chips, and what it ends with."""

    words: str
    chips: tuple[HeadChip, ...]
    more: str
    end: float


def lay_line(theme: Theme, entries: Sequence[HeadEntry], wide: float, current: str) -> HeadLine:
    """As many chips as have room, from the one on that keeps the current record in sight."""
    plain, strong = QFontMetricsF(theme.font("small")), QFontMetricsF(theme.font("small", 600))
    words = f"No day is stated for {len(entries):,}" if len(entries) > 1 else "No day is stated for one"
    begin = plain.horizontalAdvance(words) + 14
    end = wide - plain.horizontalAdvance("and 00,000 more")

    def width(entry: HeadEntry) -> float:
        return _SHAPE + 21 + strong.horizontalAdvance(entry.ref) + (_CHANGE if entry.was else 0)

    chips: list[HeadChip] = []
    x = begin
    for place in range(_first(entries, width, end - begin, current), len(entries)):
        entry = entries[place]
        if chips and x + width(entry) > end:
            break
        chips.append(HeadChip(entry.id, entry.ref, entry.mark, x, width(entry), entry.was))
        x += width(entry)
    left = len(entries) - len(chips)
    return HeadLine(words, tuple(chips), f"and {left:,} more" if left else "", x)


def _first(entries: Sequence[HeadEntry], width: Callable[[HeadEntry], float], room: float, current: str) -> int:
    """The first entry of the line: the first of all, unless the current one would then have no room."""
    place = next((place for place, entry in enumerate(entries) if entry.id == current), 0)
    taken, first = width(entries[place]), place
    while first > 0 and taken + width(entries[first - 1]) <= room:
        first -= 1
        taken += width(entries[first])
    return first


def paint_line(
    painter: QPainter,
    theme: Theme,
    line: HeadLine,
    entries: Sequence[HeadEntry],
    y: float,
    chosen: frozenset[str],
    hovered: str,
) -> None:
    """The line about the height ``y``."""
    plain, strong = theme.font("small"), theme.font("small", 600)
    _say(painter, theme, 0.0, y, line.words, plain, strong=False)
    shown = {chip.id for chip in line.chips}
    shares = {entry.id: entry.share for entry in entries if entry.id in shown}
    for chip in line.chips:
        if chip.id in chosen or chip.id == hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.surface.selection if chip.id in chosen else theme.surface.hover)
            painter.drawRoundedRect(QRectF(chip.left - 6, y - 11, chip.width - 3, 22), 3, 3)
        x = paint_change(painter, theme, chip.left, y, chip.was) if chip.was else chip.left
        paint_mark(painter, QRectF(x, y - _SHAPE / 2, _SHAPE, _SHAPE), chip.mark, theme, shares.get(chip.id))
        _say(painter, theme, x + _SHAPE + 5, y, chip.ref, strong, strong=True)
    _say(painter, theme, line.end, y, line.more, plain, strong=False)


def paint_change(painter: QPainter, theme: Theme, x: float, y: float, was: str) -> float:
    """The old shape and an arrow; where the new one begins."""
    paint_mark(painter, QRectF(x, y - _SHAPE / 2, _SHAPE, _SHAPE), was, theme)
    x += _SHAPE + 4
    painter.setPen(QPen(theme.text.second, 1.2))
    painter.drawLine(QPointF(x, y), QPointF(x + 8, y))
    for dy in (-3, 3):
        painter.drawLine(QPointF(x + 5, y + dy), QPointF(x + 8, y))
    return x + 12


def _say(painter: QPainter, theme: Theme, x: float, y: float, words: str, font: QFont, *, strong: bool) -> None:
    painter.setFont(font)
    painter.setPen(theme.text.first if strong else theme.text.third)
    painter.drawText(QPointF(x, y + QFontMetricsF(font).capHeight() / 2), words)
