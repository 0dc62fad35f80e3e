"""The network of 1,000 obligations: laid out, drawn, panned and zoomed, against a plain scene of as many items."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
)

from model.assess import assess
from model.docket import Docket
from model.outlook.graph import network
from tests.bench import pairs
from tests.bench.generate import docket
from tests.bench.matter import TODAY
from tests.bench.pairs import timed
from ui.frame.theme import load
from ui.network.content import face_of
from ui.network.layout.plan import NetworkPlan, arrange
from ui.network.scene.canvas import NetworkCanvas
from ui.network.scene.look import SceneLook, sizes_of
from ui.network.scene.scene import NetworkScene
from ui.shell.app import make_application

SIZE = 1_000
ROUNDS = 9
_SIGHT = (1280, 640)
_TEXTS = 4
"""Lines of text in a node."""


class _Sight(NamedTuple):
    ours: NetworkCanvas
    plain: QGraphicsView


def measure() -> None:
    """Print what the layout takes against an assessment, and what each repaint and step takes against plain Qt."""
    application = make_application()
    known = docket(SIZE)
    plan = _plan(known)
    pairs.head(f"9  the network of {len(plan.corners):,} records, against an assessment and against a plain Qt scene")
    sides = pairs.alternate(
        ROUNDS,
        {"layout": lambda: timed(partial(_plan, known)), "assess": lambda: timed(partial(assess, known, TODAY))},
    )
    pairs.say("laid out (away from the window's thread), to one assessment", sides["layout"], sides["assess"])
    ours = _ours(known, plan)
    sight = _Sight(ours, _plain(ours))
    for scale, words in ((0.0, "all in sight"), (0.3, "by ref"), (1.0, "at full size")):
        _look(sight, scale)
        _say(f"painted anew, {words}", lambda view: view.viewport().repaint(), sight)
    _say("panned by one step, at full size", _pan, sight)
    application.closeAllWindows()


def _say(words: str, work: Callable[[QGraphicsView], object], sight: _Sight) -> None:
    sides = pairs.alternate(
        ROUNDS,
        {"ours": lambda: timed(partial(work, sight.ours)), "plain": lambda: timed(partial(work, sight.plain))},
    )
    pairs.say(words, sides["ours"], sides["plain"])


def _plan(known: Docket) -> NetworkPlan:
    return arrange(network(known), frozenset(known.events), frozenset(known.consequences), sizes_of(load("light")))


def _ours(known: Docket, plan: NetworkPlan) -> NetworkCanvas:
    theme, now = load("light"), assess(known, TODAY)
    scene = NetworkScene(SceneLook(theme))
    faces = {one: face_of(known, now, one) for one in plan.corners}
    scene.draw(known, network(known), plan, faces, sizes_of(theme))
    canvas = NetworkCanvas(scene, theme)
    canvas.resize(*_SIGHT)
    canvas.show()
    return canvas


def _plain(ours: NetworkCanvas) -> QGraphicsView:
    """Rectangles with lines of text, and lines: what Qt paints without any Python."""
    scene = QGraphicsScene(ours)
    for item in (one for one in ours.items() if one.zValue() < 2):
        scene.addItem(QGraphicsPathItem(item.shape()))
    for item in (one for one in ours.items() if one.zValue() >= 2):
        box = QGraphicsRectItem(item.sceneBoundingRect())
        scene.addItem(box)
        for line in range(_TEXTS):
            text = QGraphicsSimpleTextItem("Tue 31 Dec 1996, in 41 days", box)
            text.setPos(item.sceneBoundingRect().topLeft().x() + 14, item.sceneBoundingRect().top() + 8 + 18 * line)
    view = QGraphicsView(scene)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setFrameShape(ours.frameShape())
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(*_SIGHT)
    view.show()
    return view


def _look(sight: _Sight, scale: float) -> None:
    """Both at one scale on the same place; 0 is all of it."""
    sight.ours.fit()
    if scale:
        sight.ours.zoom(scale / sight.ours.scale_now)
    middle = sight.ours.scene().sceneRect().center()
    sight.plain.setTransform(QTransform.fromScale(sight.ours.scale_now, sight.ours.scale_now))
    sight.plain.setSceneRect(sight.ours.sceneRect())
    for view in (sight.ours, sight.plain):
        view.centerOn(middle)
    _let_paint()


def _pan(view: QGraphicsView) -> None:
    by = QPoint(9, 5)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().value() + by.x())
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + by.y())
    _let_paint()


def _let_paint() -> None:
    """Let the event loop paint what is to be painted."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
