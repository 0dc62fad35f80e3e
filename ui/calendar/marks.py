"""The mark before an item: the shape of its standing, or a diamond, a dashed ring, a note.

A diamond is a target, a ring a day that is only expected, a note a review or an event.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from model.outlook.time.almanac import AlmanacItem
from ui.frame.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.marks import paint_expected_mark, paint_mark

_DIAMOND = 5.0
_PEN = 1.5


def paint_item_mark(painter: QPainter, rect: QRectF, item: AlmanacItem, theme: Theme) -> None:
    """Paint it in the middle of ``rect``. A due day is never drawn as a target, nor a target as a due day."""
    if not item.mark:
        paint_icon(painter, rect, "note", theme.text.third)
    elif item.sort == "expected":
        paint_expected_mark(painter, rect.adjusted(-1, -1, 1, 1), item.mark, theme)
    elif item.sort == "target":
        _paint_diamond(painter, rect.center(), item.mark, theme)
    else:
        paint_mark(painter, rect, item.mark, theme)


def _paint_diamond(painter: QPainter, centre: QPointF, mark: str, theme: Theme) -> None:
    path = QPainterPath(centre + QPointF(0, -_DIAMOND))
    for corner in (QPointF(_DIAMOND, 0), QPointF(0, _DIAMOND), QPointF(-_DIAMOND, 0)):
        path.lineTo(centre + corner)
    path.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.tone(mark).mark, _PEN))
    painter.drawPath(path)
    painter.restore()
