"""Nodes as they are painted: whole words, what is cut, and what is seen from afar."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.frame.theme import Theme
from ui.network.content import NodeContent
from ui.network.scene.look import SceneLook
from ui.network.scene.nodeitem import NodeItem, _wrapped

FACE = NodeContent(
    "a", "Liabilities at most 175 % of that equity", "4", "partly_performed", "partly performed", ("none",)
)


def painted(item: NodeItem, scale: float) -> QImage:
    bounds = item.boundingRect()
    image = QImage(round(bounds.width() * scale) + 40, round(bounds.height() * scale) + 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.translate(20, 20)
    painter.scale(scale, scale)
    painter.translate(-bounds.topLeft())
    item.paint(painter, None)  # type: ignore[arg-type]  # paints without its option
    painter.end()
    return image


@pytest.mark.parametrize("scale", [0.1, 0.3, 0.7, 1.0, 2.0])
@pytest.mark.parametrize("state", [(True, True), (True, False), (False, False)])
@pytest.mark.parametrize("event", [True, False])
def test_nothing_is_painted_outside_of_a_nodes_bounds(
    theme: Theme, scale: float, state: tuple[bool, bool], event: bool
) -> None:
    face = NodeContent("e", "Private placement", word="has not happened", event=True) if event else FACE
    item = NodeItem(SceneLook(theme), face, 184, 46 if event else 92)
    item.set_state(lit=state[0], chosen=state[1])
    image = painted(item, scale)
    edge = 17
    outside = [
        (x, y) for x in range(image.width()) for y in (*range(edge), *range(image.height() - edge, image.height()))
    ]
    outside += [
        (x, y) for y in range(image.height()) for x in (*range(edge), *range(image.width() - edge, image.width()))
    ]
    assert all(image.pixelColor(x, y).name() == "#ffffff" for x, y in outside)


def test_a_line_never_ends_before_per_cent_or_behind_a_sign(theme: Theme) -> None:
    lines = _wrapped(FACE.title, theme.font("body"), 150, 2)
    assert not any(line.startswith("%") for line in lines)
    lines = _wrapped("Tangible shareholders’ equity ≥ $17,500,000", theme.font("body"), 190, 2)
    assert not any(line.endswith("≥") for line in lines)


def test_a_title_that_is_too_long_is_cut_in_its_last_line(theme: Theme) -> None:
    lines = _wrapped("word " * 60, theme.font("body"), 150, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_old_shape_and_new_and_the_longest_word_have_room(qapp: QApplication, theme: Theme) -> None:
    changed = NodeContent("a", "Title", "HAL-1234", "partly_performed", "partly performed", was="satisfied_late")
    item = NodeItem(SceneLook(theme), changed, 184, 92)
    assert painted(item, 1.0) != painted(NodeItem(SceneLook(theme), FACE, 184, 92), 1.0)


def test_what_is_not_lit_loses_its_ground_but_not_its_words(theme: Theme) -> None:
    item = NodeItem(SceneLook(theme), FACE, 184, 92)
    item.set_state(lit=False, chosen=False)
    image = painted(item, 1.0)
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme.tone("partly_performed").bg.name() not in colours
    assert theme.text.first.name() in colours
