"""The drawing as a file: whole, with its title, its day and its legend."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from model.record.scenario import SupposeMissed
from ui.frame.theme import load
from ui.network.export import ExportSheet, named, size_of
from ui.network.view import NetworkView
from ui.workspace import Workspace


@pytest.mark.parametrize(
    ("given", "path"), [("a.svg", "a.svg"), ("a.PDF", "a.PDF"), ("a", "a.svg"), ("v1.2", "v1.2.svg")]
)
def test_the_name_says_the_format_and_without_one_it_is_a_drawing(given: str, path: str) -> None:
    assert named(Path(given)) == Path(path)


@pytest.fixture
def export(view: NetworkView, qtbot: QtBot) -> Callable[[Path], bytes]:
    def written(path: Path) -> bytes:
        view.ask_where = lambda _: path
        with qtbot.waitSignal(view.exported):
            view.export()
        return path.read_bytes()

    return written


def test_an_svg_says_its_title_and_day_and_needs_no_face(
    view: NetworkView, export: Callable[[Path], bytes], tmp_path: Path
) -> None:
    text = export(tmp_path / "n.svg").decode()
    assert "<title>USMX, Inc." in text
    assert "<desc>Network as of Wed 20 November 1996</desc>" in text
    assert "<text" not in text
    assert not re.search(r"\d\.\d{3}", text)


def test_a_pdf_holds_every_record_as_text(
    view: NetworkView, export: Callable[[Path], bytes], workspace: Workspace, tmp_path: Path
) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(export(tmp_path / "n.pdf"))
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    document.close()
    for words in (
        "USMX, Inc.",
        "Network as of Wed 20 November 1996",
        "Waiver of 1 to 4",
        "Other causes of 18",
        "relieves",
    ):
        assert words in text


def test_a_png_is_twice_as_fine_as_the_drawing(
    view: NetworkView, export: Callable[[Path], bytes], tmp_path: Path
) -> None:
    export(tmp_path / "n.png")
    image = QImage(str(tmp_path / "n.png"))
    size = size_of(view.scene, ExportSheet("USMX", "", ()))
    assert image.width() == pytest.approx(2 * size.width(), abs=2)


def test_it_is_drawn_on_white_whatever_the_theme_and_the_theme_stays(
    view: NetworkView, export: Callable[[Path], bytes], tmp_path: Path
) -> None:
    dark = load("dark")
    view.look.theme = dark
    export(tmp_path / "n.png")
    assert QImage(str(tmp_path / "n.png")).pixelColor(2, 2).name() == "#ffffff"
    assert view.look.theme is dark
    assert not view.look.outlines


def test_what_is_supposed_says_so(
    view: NetworkView, export: Callable[[Path], bytes], workspace: Workspace, tmp_path: Path
) -> None:
    workspace.set_day(date(1997, 1, 1))
    workspace.suppose((SupposeMissed(about="usmx-23"),))
    text = export(tmp_path / "n.svg").decode()
    assert "<desc>Network as of Wed 1 January 1997, supposed and not recorded</desc>" in text


def test_a_folder_that_cannot_be_written_is_said_and_the_theme_stays(
    view: NetworkView, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    view.ask_where = lambda _: tmp_path / "nowhere" / "n.svg"
    with qtbot.waitSignal(workspace.failed):
        view.export()
    assert view.look.theme.scheme == "light"


def test_to_ask_and_not_choose_writes_nothing(view: NetworkView, tmp_path: Path, qtbot: QtBot) -> None:
    view.ask_where = lambda _: None
    with qtbot.assertNotEmitted(view.exported):
        view.export()
