"""Where a card with a list of changes stands in its window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.widgets.popover import SHADOW, Popover

MARGIN = 24
_LEAST = 60
"""However low the window is, so much of the list shows."""


def place_by_rows(card: Popover, rows: QWidget, height_for: Callable[[int, int], int], width: int) -> None:
    """Put a card in the middle of its window, as high as its rows are (``height_for`` a width), as far as that goes."""
    host = card.parentWidget()
    if host is None:
        return
    for each in (card, *card.findChildren(QWidget)):
        each.ensurePolished()
    wide = min(width, host.width() - 2 * MARGIN)
    rows.setFixedHeight(0)
    bare = card.body.totalHeightForWidth(wide + 2 * SHADOW) - 2 * SHADOW
    most = max(host.height() - 2 * MARGIN - bare, _LEAST)
    high = height_for(wide - 2, most) if rows.isVisibleTo(card) else 0
    rows.setFixedHeight(high)
    top = max((host.height() - bare - high) // 3, MARGIN)
    card.open_at(QRect((host.width() - wide) // 2, top, wide, bare + high))
