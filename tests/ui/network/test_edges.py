"""Edges as they are painted: each stretch once, what is lit apart from what is not, labels that do not meet."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from model.assess import assess
from model.outlook.graph import network
from tests.bench.generate import docket
from tests.bench.matter import TODAY
from tests.ui.network.laying import SIZES
from ui.frame.theme import Theme
from ui.network.content import face_of
from ui.network.layout.plan import NetworkPlan, arrange
from ui.network.scene.edgeitem import label_sides, rounded
from ui.network.scene.look import SceneLook
from ui.network.scene.scene import NetworkScene
from ui.network.view import NetworkView


@pytest.fixture(scope="module")
def plan() -> NetworkPlan:
    known = docket(160)
    return arrange(network(known), frozenset(known.events), (), SIZES)


@pytest.fixture
def scene(qapp: QApplication, theme: Theme, plan: NetworkPlan) -> NetworkScene:
    known = docket(160)
    made, now = NetworkScene(SceneLook(theme)), assess(known, TODAY)
    faces = {one: face_of(known, now, one) for one in plan.corners}
    made.draw(known, network(known), plan, faces, SIZES)
    return made


def test_labels_at_one_record_stand_above_the_first_and_below_the_last_arrow(plan: NetworkPlan) -> None:
    sides = label_sides(plan.routes)
    ends: dict[str, list[str]] = {}
    for found in sides:
        for record, side in found.items():
            ends.setdefault(record, []).append(side)
    for said in ends.values():
        assert said.count("above") == 1
        assert said.count("below") == (len(said) > 1)


def test_labels_that_are_shown_at_one_record_do_not_meet(scene: NetworkScene) -> None:
    by_record: dict[str, list[tuple[float, float]]] = {}
    for item in scene._bundles:
        for (rect, _), join in zip(item._labels, item.route.targets, strict=True):
            if rect.width():
                by_record.setdefault(join.record, []).append((rect.top(), rect.bottom()))
    for spans in by_record.values():
        for (top, foot), (other_top, other_foot) in combinations(spans, 2):
            assert foot <= other_top or other_foot <= top


def test_bounds_hold_paths_arrows_and_labels(scene: NetworkScene) -> None:
    for item in scene._bundles:
        bounds = item.boundingRect()
        assert bounds.contains(item._bright.boundingRect().adjusted(-0.5, -0.5, 0.5, 0.5))
        assert all(bounds.contains(rect) for rect, _ in item._labels if rect.width())
        assert all(bounds.contains(arrow.boundingRect()) for arrow, _ in item._arrows)


def test_nothing_is_painted_outside_of_an_items_bounds(scene: NetworkScene) -> None:
    for item in scene._bundles[:12]:
        item._hovered = True
        bounds = item.boundingRect().toAlignedRect()
        around = bounds.adjusted(-12, -12, 12, 12)
        image = QImage(around.size(), QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        painter.translate(-around.left(), -around.top())
        item.paint(painter, None)  # type: ignore[arg-type]  # paints without its option
        painter.end()
        inside = bounds.translated(-around.topLeft())
        for x in range(image.width()):
            for y in (*range(inside.top()), *range(inside.bottom() + 1, image.height())):
                assert image.pixelColor(x, y).name() == "#ffffff"


def test_each_stretch_is_drawn_once_so_that_dashes_stay_dashes(scene: NetworkScene) -> None:
    for item in scene._bundles:
        trunk = [(top, foot) for (record, top, foot), _ in item._stretches if not record]
        for (top, foot), (other_top, other_foot) in combinations(trunk, 2):
            assert foot <= other_top or other_foot <= top


def test_a_bundle_is_lit_only_between_what_is_selected(view: NetworkView) -> None:
    view.picking.pick("usmx-17")
    causes = next(item for item in view.scene._bundles if item.label == "if missed" and len(item.route.sources) > 1)
    assert not causes._bright.isEmpty()
    assert not causes._plain.isEmpty()
    whole = causes._plain.boundingRect()
    assert causes._bright.boundingRect().width() < whole.width()


def test_corners_are_round_and_ends_are_kept() -> None:
    path = rounded(((0, 0), (50, 0), (50, 80), (120, 80)), 9)
    first, last = path.elementAt(0), path.elementAt(path.elementCount() - 1)
    assert (first.x, first.y, last.x, last.y) == (0, 0, 120, 80)
    assert path.length() < 50 + 80 + 70


def test_a_step_smaller_than_the_bend_stays_within_itself() -> None:
    path = rounded(((0, 0), (50, 0), (50, 4), (120, 4)), 9)
    assert path.boundingRect().getRect() == (0, 0, 120, 4)
