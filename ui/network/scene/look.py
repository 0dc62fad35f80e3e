"""What every item of the scene shares: the theme, the sizes, and how the scene is seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from ui.frame.theme import Theme
from ui.network.content import Manner
from ui.network.layout.placing import Sizes

_WIDER = 12
"""A due day and its distance need this much more than the tokens' node."""
_DUE_LINE = 18
CLOSER = 0.8
"""Below this scale type is set larger, or it could hardly be read."""
LEAST_GAP, MOST_GAP = 84, 160


class SceneLook:
    """One object for all items of a scene: changed in place, so that items need not be told."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.outlines = False
        """Whether letters are drawn as outlines, for a drawing that must look alike where the faces are missing."""

    def pen(self, manner: Manner, colour: QColor, *, lit: bool) -> QPen:
        """The pen of an edge."""
        tokens = self.theme.network
        dash = {"solid": "needs", "dotted": "relieves", "dashed": "if_missed"}[manner]
        pen = QPen(colour, tokens["edge"][1 if lit else 0])
        if tokens[dash]:
            pen.setDashPattern(tokens[dash])
        return pen

    def letters(self, painter: QPainter, at: QPointF, words: str, font: QFont, ink: QColor) -> None:
        """Draw words with their baseline at a point."""
        if self.outlines:
            path = QPainterPath()
            path.addText(at, font, words)
            painter.fillPath(path, ink)
            return
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(at, words)


def sizes_of(theme: Theme, gap: float = 0.0) -> Sizes:
    """The sizes of the tokens, with room for the due day; ``gap`` is the room between columns."""
    tokens = theme.network
    width, height = tokens["node"]
    return Sizes(
        width=width + theme.at_size(_WIDER),
        height=height + theme.at_size(_DUE_LINE),
        event=tokens["event"][1],
        gap=gap or tokens["gap"][0],
        track=8.0,
        between=tokens["gap"][1] - 2,
        aside=14.0,
        bend=tokens["bend"],
        port=tokens["port"],
    )


def detail(painter: QPainter) -> float:
    """How large one unit of the scene is painted, in logical pixels: the screen's own ratio is not in it."""
    return painter.worldTransform().m11()
