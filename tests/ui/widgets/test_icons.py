"""Icons: one stroke for all, and the colours of the palette."""

from __future__ import annotations

from importlib.resources import files

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from ui.frame.theme import Theme, apply
from ui.widgets.icons import icon, icon_pixmap

WANTED = (
    *("today", "docket", "calendar", "timeline", "network", "covenants", "documents", "reports", "journal"),
    *("chevron-up", "chevron-down", "chevron-left", "chevron-right", "chevrons-left", "chevrons-right"),
    *("search", "filter", "plus", "copy", "columns", "pencil", "open-external", "close", "more", "undo", "redo"),
    *("print", "save", "folder", "moon", "sun", "check", "warning", "trash", "tag", "person", "link", "clock"),
    "suppose",
    *("lock", "grip", "note", "bell"),
)
FOLDER = files("resources").joinpath("icons")


def colours(image: QImage) -> set[str]:
    """The colours of all that is painted in full."""
    every = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in every if colour.alpha() == 255}


def test_every_icon_is_there_and_none_is_left_over() -> None:
    assert sorted(file.name.removesuffix(".svg") for file in FOLDER.iterdir()) == sorted(WANTED)


@pytest.mark.parametrize("name", WANTED)
def test_an_icon_is_drawn_on_one_grid_with_one_stroke(name: str) -> None:
    text = FOLDER.joinpath(f"{name}.svg").read_text(encoding="utf-8")

    assert 'viewBox="0 0 20 20"' in text
    assert 'stroke="currentColor"' in text
    assert 'stroke-width="1.5"' in text
    assert "#" not in text


def test_no_two_icons_are_the_same_picture(qapp: QApplication) -> None:
    pictures = {bytes(icon_pixmap(name, QColor("#000000")).toImage().constBits()) for name in WANTED}

    assert len(pictures) == len(WANTED)


def test_an_icon_follows_the_scheme_by_itself(qapp: QApplication) -> None:
    light = apply(qapp, "light")
    plus = icon("plus", "accent")
    before = colours(plus.pixmap(QSize(40, 40)).toImage())
    dark = apply(qapp, "dark")
    after = colours(plus.pixmap(QSize(40, 40)).toImage())

    assert before == {light.accent.base.name()}
    assert after == {dark.accent.base.name()}


def test_an_icon_that_can_do_nothing_is_pale(theme: Theme) -> None:
    pale = icon("plus").pixmap(QSize(40, 40), QIcon.Mode.Disabled).toImage()

    assert colours(pale) == {theme.text.third.name()}


def test_an_icon_without_a_file_is_refused_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icon("spinner")


def test_a_copy_of_an_icon_outlives_the_first(theme: Theme) -> None:
    first = icon("check")
    copy = QIcon(first)
    copy.addPixmap(icon_pixmap("check", theme.text.first))
    del first

    assert not copy.pixmap(QSize(20, 20)).isNull()
