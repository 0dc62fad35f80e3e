"""The standing shapes: each is distinct without its colour, and the same in the window and in a report."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.marks import SHAPES, parts, standing_svg, svg
from resources.themes import tokens
from ui.frame.theme import Theme, load
from ui.widgets.marks import mark_pixmap, paint_mark, paint_shape

STANDINGS = tuple(tokens()["shape"])
SIDE = 14
INK = QColor("#000000")


def blank(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(QColor("#FFFFFF"))
    return image


def drawn(shape: str, share: float | None = None, side: int = SIDE) -> QImage:
    image = blank(side)
    painter = QPainter(image)
    paint_shape(painter, QRectF(0, 0, side, side), shape, INK, share)
    painter.end()
    return image


def inks(image: QImage) -> list[int]:
    return [255 - image.pixelColor(x, y).red() for y in range(image.height()) for x in range(image.width())]


def difference(one: QImage, other: QImage) -> float:
    """How much of the ink of both is not shared, 0 to 1."""
    apart = sum(abs(a - b) for a, b in zip(inks(one), inks(other), strict=True))
    return apart / max(sum(inks(one)), sum(inks(other)))


def test_the_table_and_the_geometry_name_the_same_shapes() -> None:
    assert {shape for _, shape in tokens()["shape"].values()} == set(SHAPES)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_leaves_ink_inside_its_box_and_none_on_the_edge_of_a_larger_one(qapp: object, shape: str) -> None:
    image = blank(20)
    painter = QPainter(image)
    paint_shape(painter, QRectF(3, 3, SIDE, SIDE), shape, INK)
    painter.end()
    edge = [image.pixelColor(place, row).red() for place in range(20) for row in (0, 1, 18, 19)]

    assert sum(inks(image)) > 15 * 255
    assert set(edge) == {255}


@pytest.mark.parametrize(("one", "other"), list(combinations(SHAPES, 2)))
def test_no_two_shapes_can_be_confused(qapp: object, one: str, other: str) -> None:
    assert difference(drawn(one), drawn(other)) > 0.14


@pytest.mark.parametrize("shape", SHAPES)
def test_a_report_draws_what_the_window_draws(qapp: object, shape: str) -> None:
    printed = blank(56)
    painter = QPainter(printed)
    QSvgRenderer(QByteArray(svg(shape, "#000000").encode())).render(painter, QRectF(0, 0, 56, 56))
    painter.end()

    assert difference(printed, drawn(shape, side=56)) < 0.02


def test_the_square_fills_with_the_share_performed(qapp: object) -> None:
    shape = "square, filled from below by the share performed"
    ink = [sum(inks(drawn(shape, share))) for share in (0.2, 0.5, 0.84)]

    assert ink == sorted(ink)
    assert len(set(ink)) == 3


@pytest.mark.parametrize(("share", "as_if"), [(0.0, 0.12), (1.0, 0.88)])
def test_a_part_performed_is_never_drawn_as_nothing_or_as_all(share: float, as_if: float) -> None:
    shape = "square, filled from below by the share performed"

    assert parts(shape, share) == parts(shape, as_if)


def test_a_shape_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(KeyError):
        parts("hexagon")


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("theme", [load("light"), load("dark")], ids=["light", "dark"])
def test_a_mark_wears_the_colour_of_its_standing(qapp: object, theme: Theme, standing: str) -> None:
    image = mark_pixmap(standing, theme, size=56).toImage()
    solid = {colour.name() for x in range(56) for y in range(56) if (colour := image.pixelColor(x, y)).alpha() == 255}

    assert solid == {theme.tone(standing).mark.name()}


def test_a_mark_on_the_accent_takes_another_colour(qapp: object) -> None:
    theme = load("light")
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(theme.accent.base)
    painter = QPainter(image)
    paint_mark(painter, QRectF(0, 0, SIDE, SIDE), "exposed", theme, colour=theme.text.on_accent)
    painter.end()

    assert image.pixelColor(7, 9) == theme.text.on_accent


def test_a_mark_is_sharp_on_a_dense_screen(qapp: object) -> None:
    mark = mark_pixmap("open", load("light"), ratio=2.0)

    assert (mark.width(), mark.devicePixelRatio()) == (28, 2.0)


@pytest.mark.parametrize("standing", STANDINGS)
def test_the_svg_of_a_standing_stands_alone(standing: str) -> None:
    text = standing_svg(standing)

    assert text.startswith("<svg xmlns=")
    assert "currentColor" not in text
    assert QSvgRenderer(QByteArray(text.encode())).isValid()
