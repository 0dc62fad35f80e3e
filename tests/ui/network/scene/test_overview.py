"""The small picture in the corner: there while not all is in sight, and a press on it goes there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ui.network.view import NetworkView


def test_it_is_there_only_while_something_is_out_of_sight(view: NetworkView) -> None:
    assert view.canvas.overview.isHidden()
    view.zoom(3)
    assert not view.canvas.overview.isHidden()
    view.fit()
    assert view.canvas.overview.isHidden()


def test_a_press_brings_that_place_into_sight(view: NetworkView) -> None:
    view.zoom(4)
    overview = view.canvas.overview
    foot = QPoint(overview.width() - 8, overview.height() - 8)
    QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=foot)
    middle = view.canvas.mapToScene(view.canvas.viewport().rect().center())
    whole = view.scene.sceneRect()
    assert middle.x() > whole.center().x()
    assert middle.y() > whole.center().y()


def test_it_is_painted_within_itself(view: NetworkView) -> None:
    view.zoom(3)
    overview = view.canvas.overview
    assert overview.grab().size() == overview.size() * overview.devicePixelRatioF()
    corner = overview.geometry().bottomRight()
    assert view.canvas.rect().contains(corner)
