"""Where the parts of a window are seen, and where a card stands beside one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Side = Literal["below", "left", "above", "right"]

_ORDER: tuple[Side, ...] = ("below", "left", "above", "right")


def seen(parts: Iterable[QWidget], window: QWidget) -> QRect:
    """The rectangle around what is in sight of ``parts``, in the window's coordinates; empty where nothing is."""
    around = QRect()
    for part in parts:
        if isValid(part) and part.isVisible():
            around |= _shown_of(part, window)
    return around


def _shown_of(part: QWidget, window: QWidget) -> QRect:
    """A widget less what is scrolled away or cut off by those that hold it."""
    shown, here = part.rect(), part
    while here is not window and (holder := here.parentWidget()) is not None:
        shown = shown.translated(here.pos()) & holder.rect()
        here = holder
    return shown


def beside(
    part: QRect, size: QSize, room: QRect, *, first: Side = "below", gap: int = 0, clear: QRect | None = None
) -> QRect:
    """A card of ``size`` in ``room``, ``gap`` from ``part`` on a side that has room for it; ``first`` is tried first.

    It leaves ``clear`` in sight as well, below which it moves for that, unless there is no room for both. Where no side
    has room, or the part is out of sight, it stands in the lower right corner.
    """
    if not part.isEmpty():
        order = (first, *(side for side in _ORDER if side != first))
        tried = [_into(QRect(_corner_at(part, size, side, gap), size), room) for side in order]
        kept_clear = clear or QRect()
        lower = [_into(card.translated(0, kept_clear.bottom() + 1 + gap - card.top()), room) for card in tried]
        fitting = [card for card in tried if not card.intersects(part)]
        both = [card for card in (*fitting, *lower) if not (card.intersects(part) or card.intersects(kept_clear))]
        for card in (*both, *fitting):
            return card
    return _into(QRect(room.bottomRight() + QPoint(1, 1), size), room)


def _corner_at(part: QRect, size: QSize, side: Side, gap: int) -> QPoint:
    """Above and below, left edges meet; at the sides, upper ones do."""
    match side:
        case "below":
            return QPoint(part.left(), part.bottom() + 1 + gap)
        case "above":
            return QPoint(part.left(), part.top() - size.height() - gap)
        case "left":
            return QPoint(part.left() - size.width() - gap, part.top())
        case "right":
            return QPoint(part.right() + 1 + gap, part.top())


def _into(card: QRect, room: QRect) -> QRect:
    """The card moved into the room by the shortest way; what is larger than the room starts at its upper left."""
    left = max(room.left(), min(card.left(), room.right() + 1 - card.width()))
    top = max(room.top(), min(card.top(), room.bottom() + 1 - card.height()))
    return QRect(QPoint(left, top), card.size())
