"""The standing shapes, painted: the geometry of `resources.marks` as Qt paths."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from resources.marks import BOX, Part, parts
from resources.themes import standing_look
from ui.frame.theme import Theme

_WITHIN = 0.6
"""How much of a dashed ring the mark within it takes."""


def paint_mark(
    painter: QPainter,
    rect: QRectF,
    standing: str,
    theme: Theme,
    share: float | None = None,
    colour: QColor | None = None,
) -> None:
    """Paint the mark of a standing in the middle of `rect`, as large as its shorter side.

    `share` (0 to 1) is the part performed, `colour` replaces the standing's own, for a mark on the accent.
    """
    _, shape = standing_look(standing)
    paint_shape(painter, rect, shape, colour or theme.tone(standing).mark, share)


def paint_shape(painter: QPainter, rect: QRectF, shape: str, colour: QColor, share: float | None = None) -> None:
    """Paint one shape of `resources.marks` in one colour."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / BOX, side / BOX)
    for part in parts(shape, share):
        _paint_part(painter, part, colour)
    painter.restore()


def expected_pen(colour: QColor) -> QPen:
    """The outline of what is only expected."""
    pen = QPen(colour, 1.2)
    pen.setDashPattern([2.0, 1.8])
    return pen


def paint_expected_mark(painter: QPainter, rect: QRectF, standing: str, theme: Theme) -> None:
    """The mark within a dashed ring: a day on which something is only expected to fall due. Nothing is due by it."""
    radius = min(rect.width(), rect.height()) / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(expected_pen(theme.tone(standing).mark))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.center(), radius - 0.6, radius - 0.6)
    painter.restore()
    inner = radius * _WITHIN
    paint_mark(painter, QRectF(rect.center() - QPointF(inner, inner), QSizeF(2 * inner, 2 * inner)), standing, theme)


def mark_pixmap(standing: str, theme: Theme, size: int = 14, ratio: float = 1.0, share: float | None = None) -> QPixmap:
    """The mark as a picture of `size` logical pixels for a screen of `ratio` pixels to each, kept in Qt's cache."""
    key = f"duly mark {standing} {theme.scheme} {size} {ratio:g} {share}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    side = round(size * ratio)
    made = QPixmap(side, side)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_mark(painter, QRectF(0, 0, size, size), standing, theme, share)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def _paint_part(painter: QPainter, part: Part, colour: QColor) -> None:
    if part.width:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(part, colour))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
    painter.drawPath(_path(part.path))


def _pen(part: Part, colour: QColor) -> QPen:
    pen = QPen(colour, part.width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if part.round_ends else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if part.dash:
        pen.setDashPattern([length / part.width for length in part.dash])
    return pen


@cache
def _path(text: str) -> QPainterPath:
    path = QPainterPath()
    words = iter(text.split())
    for command in words:
        if command == "M":
            path.moveTo(_point(words))
        elif command == "L":
            path.lineTo(_point(words))
        elif command == "C":
            path.cubicTo(_point(words), _point(words), _point(words))
        elif command == "Z":
            path.closeSubpath()
        else:
            raise ValueError(f"a shape is drawn with M, L, C and Z, not with {command!r}")
    return path


def _point(words: Iterator[str]) -> QPointF:
    return QPointF(float(next(words)), float(next(words)))
