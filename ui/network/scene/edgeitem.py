"""Edges as items of the scene: each bundle one item, each of its stretches drawn once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ui.network.content import Manner
from ui.network.layout.plan import PlannedLine
from ui.network.layout.routing import Join, Point, Route
from ui.network.scene.look import CLOSER, SceneLook, detail
from ui.widgets.elided import plain_tooltip

_HALF = 3.6
_LONG = 7.5
"""Half the height and the length of an arrow."""
_LABEL = 16.0
"""How far a label stands above its edge."""
_SPAN = 76.0
"""A label stands within so much of the arrow."""
_NEAR = 9.0
"""How wide around an edge the pointer finds it."""
_FINE = 0.4
"""Below this scale edges are plain lines."""


Side = Literal["above", "below", ""]


class EdgeItem(QGraphicsItem):
    """What bundles and ties share: hover, labels, and the paths that are drawn lit and not lit."""

    def __init__(self, look: SceneLook, manner: Manner, label: str) -> None:
        super().__init__()
        self.said: Callable[[], str] = str
        """What its tooltip says, worded when it is wanted."""
        self._look = look
        self.manner = manner
        self.label = label
        self._plain = QPainterPath()
        self._bright = QPainterPath()
        self._arrows: list[tuple[QPolygonF, bool]] = []
        self._labels: list[tuple[QRectF, bool]] = []
        self._bounds = QRectF()
        self._near: QPainterPath | None = None
        self._hovered = False
        self._all = True
        self.setAcceptHoverEvents(True)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        if self._near is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(_NEAR)
            both = QPainterPath(self._plain)
            both.addPath(self._bright)
            self._near = stroker.createStroke(both)
        return self._near

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self.setToolTip(plain_tooltip(self.said()))
        self._hover(on=True)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._hover(on=False)

    def _hover(self, *, on: bool) -> None:
        self._hovered = on
        self.setZValue(4 if on else self._rank)
        self.update()

    @property
    def _rank(self) -> float:
        return 0.0 if self._bright.isEmpty() else 1.0

    def _take(self, plain: QPainterPath, bright: QPainterPath) -> None:
        self._plain, self._bright = plain, bright
        self._near = None
        self.setZValue(self._rank)
        self.update()

    def _bound(self, paths: Sequence[QPainterPath]) -> None:
        """Labels and arrows belong to it, or they would smear."""
        bounds = QRectF()
        for path in paths:
            bounds |= path.boundingRect().adjusted(-1, -1, 1, 1)
        for rect, _ in self._labels:
            bounds |= rect
        self._bounds = bounds.adjusted(-4, -5, 4, 5)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = detail(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, scale >= _FINE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, lit in ((self._plain, False), (self._bright, True)):
            if path.isEmpty():
                continue
            painter.setPen(self._pen(lit=lit, fine=scale >= _FINE))
            painter.drawPath(path)
        if scale >= _FINE:
            self._paint_arrows(painter)
            self._paint_labels(painter, scale)

    def _pen(self, *, lit: bool, fine: bool) -> QPen:
        """From afar, where nothing is selected, edges give way to what they lead to."""
        theme = self._look.theme
        far = theme.line.control if self._all else theme.text.second
        colour = theme.line.strong if not lit else theme.text.second if fine else far
        if self._hovered:
            colour = theme.text.first
        return self._look.pen(self.manner, colour, lit=lit or self._hovered) if fine else QPen(colour, 0)

    def _paint_arrows(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        for arrow, lit in self._arrows:
            ink = theme.text.first if self._hovered else theme.text.second if lit else theme.line.control
            painter.setBrush(ink)
            painter.drawPolygon(arrow)

    def _paint_labels(self, painter: QPainter, scale: float) -> None:
        theme = self._look.theme
        larger = theme.font("micro")
        larger.setPixelSize(larger.pixelSize() + 2)
        for rect, lit in self._labels:
            room = QFontMetricsF(larger).horizontalAdvance(self.label) + 6 <= rect.width()
            font = larger if scale < CLOSER and room else theme.font("micro")
            wide = QFontMetricsF(font).horizontalAdvance(self.label)
            fits = wide + 4 <= rect.width() or (font is larger and room)
            if not fits and not self._hovered:
                continue
            at = QPointF(rect.center().x() - wide / 2, theme.baseline(font, rect.top(), _LABEL))
            if self._hovered and not fits:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.surface.view)
                painter.drawRect(QRectF(at.x() - 3, rect.top(), wide + 6, _LABEL))
            ink = theme.text.first if self._hovered else theme.text.second if lit else theme.text.third
            self._look.letters(painter, at, self.label, font, ink)


Sides = Mapping[str, Side]
"""For each target of a bundle, on which side of its arrow the label stands."""


class BundleItem(EdgeItem):
    """A bundle: stubs from its sources, a trunk, stubs to its targets."""

    def __init__(self, look: SceneLook, route: Route, manner: Manner, label: str, bend: float, sides: Sides) -> None:
        super().__init__(look, manner, label)
        self.route = route
        self._stretches = tuple(_stretches(route, bend))
        self._labels = [(_label_place(route, join, sides[join.record]), True) for join in route.targets]
        self._widen()
        self._bound([path for _, path in self._stretches])
        self._lit_as: object = ""
        self.light(None)

    def _widen(self) -> None:
        """A label that has no room in its stub is shown when the pointer is near: it reaches out on both sides."""
        wide = QFontMetricsF(self._look.theme.font("micro")).horizontalAdvance(self.label) + 8
        self._spread = max(0.0, *((wide - rect.width()) / 2 for rect, _ in self._labels))

    def _bound(self, paths: Sequence[QPainterPath]) -> None:
        super()._bound(paths)
        self._bounds.adjust(-self._spread, 0, self._spread, 0)

    def light(self, lit: tuple[Collection[str], Collection[str]] | None) -> None:
        """Light what leads from the first records to the second; None lights all."""
        key = None if lit is None else (tuple(lit[0]), tuple(lit[1]))
        if key == self._lit_as:
            return
        self._lit_as = key
        route = self.route
        self._all = lit is None
        sources = {join.record for join in route.sources if lit is None or join.record in lit[0]}
        targets = {join.record for join in route.targets if lit is None or join.record in lit[1]}
        if not sources or not targets:
            sources, targets = set(), set()
        joined = [one.at for one in route.sources if one.record in sources]
        joined += [one.at for one in route.targets if one.record in targets]
        low, high = (min(joined), max(joined)) if joined else (1.0, 0.0)
        plain, bright = QPainterPath(), QPainterPath()
        for (record, top, foot), path in self._stretches:
            is_lit = record in sources or record in targets if record else low <= top and foot <= high
            (bright if is_lit else plain).addPath(path)
        self._labels = [
            (rect, join.record in targets) for (rect, _), join in zip(self._labels, route.targets, strict=True)
        ]
        self._arrows = [(_arrow(join), join.record in targets) for join in route.targets]
        self._take(plain, bright)


class TieItem(EdgeItem):
    """Two records that stand for one another: a line without an arrow."""

    def __init__(self, look: SceneLook, line: PlannedLine, label: str, bend: float) -> None:
        super().__init__(look, "solid", label)
        self.line = line
        self._path = rounded(line.way, bend)
        (x, top), (_, foot) = line.way[1], line.way[2]
        self._labels = [(QRectF(x - 2, (top + foot) / 2 - _LABEL / 2, 44, _LABEL), True)]
        self._bound([self._path])
        self.light(lit=True)

    def light(self, *, lit: bool) -> None:
        """Draw it lit, or not."""
        self._labels = [(rect, lit) for rect, _ in self._labels]
        self._take(*((QPainterPath(), self._path) if lit else (self._path, QPainterPath())))


# --------------------------------------------------------------------------------------------------- paths

Stretch = tuple[tuple[str, float, float], QPainterPath]
"""A piece that is lit or not as a whole: its record, or the heights between which it is trunk; and its path."""


def _stretches(route: Route, bend: float) -> list[Stretch]:
    """Each stub with its record. The outermost take their corner of the trunk along, so that it is round."""
    joins = sorted([*route.sources, *route.targets], key=lambda join: join.at)
    heights = sorted({join.at for join in joins})
    if len(joins) == 2:
        source, target = route.sources[0], route.targets[0]
        return [((source.record, 0, 0), rounded((*source.way, *target.way), bend))]
    into = {id(join) for join in route.sources}
    made: list[Stretch] = []
    # Where two records meet one end of the trunk, its last piece belongs to neither.
    alone = {at for at in heights if sum(join.at == at for join in joins) == 1}
    taken: set[tuple[float, float]] = set()
    for join in joins:
        way = list(join.way) if id(join) in into else list(join.way[::-1])
        piece = _last_piece(join.at, heights)
        if piece and join.at in alone and piece not in taken:
            taken.add(piece)
            way.append((route.x, piece[1] if join.at == piece[0] else piece[0]))
        made.append(((join.record, 0, 0), rounded(way, bend)))
    pieces = [piece for piece in pairwise(heights) if piece not in taken]
    return made + [(("", *piece), rounded([(route.x, at) for at in piece], bend)) for piece in pieces]


def _last_piece(at: float, heights: Sequence[float]) -> tuple[float, float] | None:
    """The piece of the trunk that ends at ``at``, if it is an end of the trunk."""
    if len(heights) < 2 or at not in (heights[0], heights[-1]):
        return None
    return (heights[0], heights[1]) if at == heights[0] else (heights[-2], heights[-1])


def rounded(points: Sequence[Point], bend: float) -> QPainterPath:
    """Upright and level stretches through the points, with round corners."""
    corners = _corners(points)
    path = QPainterPath(QPointF(*corners[0]))
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        reach = min(bend, _away(before, here) / 2, _away(here, after) / 2)
        path.lineTo(_towards(here, before, reach))
        path.quadTo(QPointF(*here), _towards(here, after, reach))
    path.lineTo(QPointF(*corners[-1]))
    return path


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points without those that repeat or lie between two others on one line."""
    kept: list[Point] = []
    for point in points:
        if kept and _away(kept[-1], point) < 0.5:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
        else:
            kept.append(point)
    return kept if len(kept) > 1 else [*kept, kept[0]]


def _away(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(here: Point, there: Point, reach: float) -> QPointF:
    share = reach / max(_away(here, there), 0.001)
    return QPointF(here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share)


def _arrow(join: Join) -> QPolygonF:
    x, y = join.way[-1]
    return QPolygonF([QPointF(x, y), QPointF(x - _LONG, y - _HALF), QPointF(x - _LONG, y + _HALF)])


def _label_place(route: Route, join: Join, side: Side) -> QRectF:
    """Along the level stretch that ends at the arrow, near its end. Without a side it has no room until hovered."""
    way = (*route.sources[0].way, *join.way) if len(route.sources) == 1 == len(route.targets) else join.way
    (start, y), (end, _) = _corners(way)[-2:]
    left = max(start + 3, end - _SPAN)
    top = y + 1 if side == "below" else y - _LABEL - 1
    return QRectF(left, top, max(end - 3 - left, 0) if side else 0, _LABEL)


def label_sides(routes: Sequence[Route]) -> list[dict[str, Side]]:
    """Of the arrows at one record the first has its label above it and the last below it; what is between has none."""
    ends: dict[str, list[tuple[float, int]]] = {}
    for number, route in enumerate(routes):
        for join in route.targets:
            ends.setdefault(join.record, []).append((join.at, number))
    found: list[dict[str, Side]] = [{} for _ in routes]
    for record, arrows in ends.items():
        arrows.sort()
        for place, (_, number) in enumerate(arrows):
            last = place == len(arrows) - 1
            found[number][record] = "above" if place == 0 else "below" if last else ""
    return found
