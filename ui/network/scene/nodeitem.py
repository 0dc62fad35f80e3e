"""A record as a node of the scene: its standing's shape, ground and word, its ref, title and due day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneHoverEvent, QStyleOptionGraphicsItem, QWidget

from ui.inspector.flow import unbroken
from ui.network.content import NodeContent
from ui.network.scene.look import CLOSER, SceneLook, detail
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark

_LEFT = 14.0
_RIGHT = 12.0
_STRIP = 3.0
_RING = 5.0
"""The ring of what is selected lies this far outside at most."""
_SMALL = 0.5
_TINY = 0.16
"""Below these scales a node shows its shape and ref alone, its words in larger type, and nothing but its colour."""


class _Setting(NamedTuple):
    """How lines are set: top of the first, height of each, room over the title, and by how much the type is larger."""

    top: float
    row: float
    lead: float
    larger: int


_SIGN = re.compile("([≥≤≈]) ")
_FULL = _Setting(8.0, 18.0, 3.0, 0)
_CLOSE = _Setting(4.0, 20.5, 0.0, 2)
"""For a scale at which the type of full size could hardly be read."""


class NodeItem(QGraphicsItem):
    """Shows a :class:`NodeContent`. Its place is the left top corner."""

    def __init__(self, look: SceneLook, face: NodeContent, width: float, height: float) -> None:
        super().__init__()
        self._look = look
        self.face = face
        self.lit = True
        self.chosen = False
        self._rect = QRectF(0, 0, width, height)
        self._outer = self._rect.adjusted(-_RING, -_RING, _RING, _RING)
        self._title: tuple[str, ...] = ()
        self._titled: tuple[str, _Setting] | None = None
        self.setZValue(2)
        self.setAcceptHoverEvents(True)

    def show_face(self, face: NodeContent) -> None:
        """Show another standing or title."""
        if face != self.face:
            self.face = face
            self.update()

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """A thousand tooltips are worded when they are wanted."""
        self.setToolTip(plain_tooltip(self.face.spoken))

    def set_state(self, *, lit: bool, chosen: bool) -> None:
        """Whether it lies on the lit path, and whether it is selected."""
        if (lit, chosen) != (self.lit, self.chosen):
            self.lit, self.chosen = lit, chosen
            self.setZValue(3 if chosen else 2)
            self.update()

    @property
    def rect(self) -> QRectF:
        """Where it is in the scene, without its ring."""
        return self._rect.translated(self.pos())

    def boundingRect(self) -> QRectF:
        return self._outer

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self._rect)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = detail(painter)
        if self.face.event:
            self._paint_event(painter, scale)
        else:
            self._paint_ground(painter, scale)
            if scale < _SMALL:
                self._paint_afar(painter, scale)
            else:
                setting = self._setting(scale)
                self._paint_standing(painter, setting)
                self._paint_title(painter, setting)
                self._paint_due(painter, setting)
        if self.chosen:
            self._paint_ring(painter, scale)

    def _paint_ground(self, painter: QPainter, scale: float) -> None:
        theme = self._look.theme
        tone = theme.tone(self.face.mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, scale >= _TINY)
        if not self.lit:
            painter.setPen(QPen(theme.line.strong, 1))
            painter.setBrush(theme.surface.view)
            painter.drawRoundedRect(self._rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.bg)
        if scale < _SMALL:
            painter.drawRect(self._rect)
            painter.fillRect(QRectF(0, 0, _STRIP / max(scale, 0.3), self._rect.height()), tone.mark)
            return
        painter.drawRoundedRect(self._rect, 4, 4)
        painter.fillPath(_strip(self._rect.width(), self._rect.height()), tone.mark)

    def _paint_afar(self, painter: QPainter, scale: float) -> None:
        """From afar a ref as large as the node allows says more than a title that nobody can read."""
        if scale < _TINY:
            return
        theme, face = self._look.theme, self.face
        side = 34.0
        place = QRectF(18, (self._rect.height() - side) / 2, side, side)
        paint_mark(painter, place, face.mark, theme, face.share)
        font = theme.font("strong")
        font.setPixelSize(34)
        room = self._rect.width() - place.right() - 2 * 12
        wide = QFontMetricsF(font).horizontalAdvance(face.ref)
        if wide > room:
            font.setPixelSize(max(int(34 * room / wide), 8))
        self._look.letters(
            painter,
            QPointF(place.right() + 12, theme.baseline(font, 0, self._rect.height())),
            face.ref,
            font,
            theme.text.first,
        )

    def _paint_standing(self, painter: QPainter, setting: _Setting) -> None:
        theme, face = self._look.theme, self.face
        side, left = float(theme.space.mark) + setting.larger, _LEFT
        top, row = setting.top, setting.row
        marks = [face.was, face.mark] if face.was else [face.mark]
        for number, mark in enumerate(marks):
            if number:
                left = self._paint_arrow(painter, left, top + row / 2)
            share = face.share if mark == face.mark else None
            paint_mark(painter, QRectF(left, top + (row - side) / 2, side, side), mark, theme, share)
            left += side + (3 if face.was and not number else 6)
        strong = self._font("strong", setting)
        wide = QFontMetricsF(strong).horizontalAdvance(face.ref)
        right = self._rect.width() - _RIGHT
        base = theme.baseline(strong, top, row)
        self._look.letters(painter, QPointF(right - wide, base), face.ref, strong, theme.text.first)
        room = right - wide - 8 - left
        font = next(
            (
                one
                for one in (strong, self._font("small", setting, 600), self._font("micro", setting, 600))
                if QFontMetricsF(one).horizontalAdvance(face.word) <= room
            ),
            self._font("micro", setting),
        )
        word = QFontMetricsF(font).elidedText(face.word, Qt.TextElideMode.ElideRight, room)
        self._look.letters(painter, QPointF(left, base), word, font, theme.tone(face.mark).fg)

    def _paint_arrow(self, painter: QPainter, left: float, middle: float) -> float:
        painter.setPen(QPen(self._look.theme.text.second, 1.2))
        tip = QPointF(left + 10, middle)
        painter.drawLine(QPointF(left, middle), tip)
        painter.drawPolyline([tip + QPointF(-3, -3), tip, tip + QPointF(-3, 3)])
        return left + 10 + 3

    def _paint_title(self, painter: QPainter, setting: _Setting) -> None:
        theme = self._look.theme
        font = self._font("body", setting)
        if self._titled != (self.face.title, setting):
            room = self._rect.width() - _LEFT - _RIGHT
            self._title = tuple(_wrapped(self.face.title, font, room, 2))
            self._titled = (self.face.title, setting)
        for number, line in enumerate(self._title):
            base = theme.baseline(font, setting.top + setting.row * (number + 1) + setting.lead, setting.row)
            self._look.letters(painter, QPointF(_LEFT, base), line, font, theme.text.first)

    def _paint_due(self, painter: QPainter, setting: _Setting) -> None:
        """Second text: third would not be read on every ground."""
        theme, face = self._look.theme, self.face
        font = self._font("micro", setting, 600 if face.near else None)
        metrics, room = QFontMetricsF(font), self._rect.width() - _LEFT - _RIGHT
        fitting = (words for words in face.due if metrics.horizontalAdvance(words) <= room)
        words = next(fitting, metrics.elidedText(face.due[-1], Qt.TextElideMode.ElideRight, room) if face.due else "")
        base = theme.baseline(font, self._rect.height() - setting.row - setting.top + 2, setting.row)
        self._look.letters(
            painter, QPointF(_LEFT, base), words, font, theme.text.first if face.near else theme.text.second
        )

    def _setting(self, scale: float) -> _Setting:
        """For a scale and the size of the text."""
        setting, share = _FULL if scale >= CLOSER else _CLOSE, self._look.theme.text_size / 100
        return setting._replace(row=setting.row * share, lead=setting.lead * share)

    def _font(self, name: str, setting: _Setting, weight: int | None = None) -> QFont:
        font = self._look.theme.font(name, weight)
        if setting.larger:
            font.setPixelSize(font.pixelSize() + setting.larger)
        return font

    def _paint_event(self, painter: QPainter, scale: float) -> None:
        """A pill with a diamond: it happens, nobody owes it."""
        theme, rect = self._look.theme, self._rect.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.text.third if self.lit else theme.line.strong, 1))
        painter.setBrush(theme.surface.view)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setPen(QPen(theme.text.second, 1.4 if scale >= _SMALL else 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle, side = QPointF(21, rect.center().y()), 6 if scale >= _SMALL else 10
        painter.drawPolygon([middle + QPointF(x, y) for x, y in ((0, -side), (side, 0), (0, side), (-side, 0))])
        if scale < _SMALL:
            return
        room = self._rect.width() - 36 - 14
        setting, row = self._setting(scale), theme.at_size(round(_FULL.row))
        for words, font, ink, top in (
            (self.face.title, self._font("body", setting), theme.text.first, 5.0),
            (self.face.word, self._font("micro", setting), theme.text.second, 5.0 + row),
        ):
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            self._look.letters(painter, QPointF(36, theme.baseline(font, top, row)), shown, font, ink)

    def _paint_ring(self, painter: QPainter, scale: float) -> None:
        theme = self._look.theme
        wide = theme.space.focus / min(max(scale, 0.4), 1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent.base, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = 1 + wide / 2
        ring = self._rect.adjusted(-out, -out, out, out)
        radius = ring.height() / 2 if self.face.event else 6
        painter.drawRoundedRect(ring, radius, radius)


@cache
def _strip(width: float, height: float) -> QPainterPath:
    """The strip at the left of a node, its corners round with the node's. A path, since SVG takes no clip from Qt."""
    whole, left = QPainterPath(), QPainterPath()
    whole.addRoundedRect(QRectF(0, 0, width, height), 4, 4)
    left.addRect(QRectF(0, 0, _STRIP, height))
    return whole.intersected(left)


def _unparted(text: str) -> str:
    """The text with no-break spaces where a line must not end: in dates, before per cent, behind a sign."""
    return _SIGN.sub("\\1\N{NO-BREAK SPACE}", unbroken(text).replace(" %", "\N{NO-BREAK SPACE}%"))


def _wrapped(text: str, font: QFont, room: float, most: int) -> list[str]:
    """The text in lines, the last one cut where there is more."""
    text = _unparted(text)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")
    ends = [*starts[1:], len(units) // 2]
    lines = [units[2 * start : 2 * end].decode("utf-16-le").strip() for start, end in zip(starts, ends, strict=True)]
    return [QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
