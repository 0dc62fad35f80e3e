"""The window with larger text: nothing is cut and nothing is pushed out of sight at 125 and 150 %."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.test_sizes import DIALOGS, cut, settled
from ui.editor.drafts.drafts import drafts_of
from ui.editor.fields.day import DayEdit
from ui.frame.appearance import Appearance
from ui.shell.settings import Settings
from ui.shell.views import VIEWS
from ui.shell.window import Window
from ui.widgets.living import windows
from ui.workspace import Workspace

TEXT = (125, 150)
SIZES = ((1440, 900), (1280, 720))
_ARROW = 22
"""What the arrow of a list that drops takes of its width, at the least."""


def squeezed(window: QWidget) -> list[str]:
    """What is shown in less than its letters take: lines too low, and choices, days and section names cut off."""
    found: list[str] = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or each.window() is not window:
            continue
        words = _squeezed_words(each)
        if words:
            found.append(f"{type(each).__name__} {each.objectName() or each.accessibleName()}: {words}")
    return found


def _squeezed_words(each: QWidget) -> str:
    measure = QFontMetricsF(each.font())
    if isinstance(each, QLabel) and each.text():
        return each.text() if each.height() < measure.ascent() + measure.descent() - 1 else ""
    if isinstance(each, QComboBox):
        return each.currentText() if measure.horizontalAdvance(each.currentText()) + _ARROW > each.width() else ""
    if isinstance(each, DayEdit):
        return _squeezed_day(each)
    if isinstance(each, QListWidget):
        rows = (each.item(row) for row in range(each.count()))
        cut_off = (row.text() for row in rows if measure.horizontalAdvance(row.text()) > each.viewport().width())
        return "; ".join(cut_off)
    return ""


def _squeezed_day(each: DayEdit) -> str:
    words = each.text() or each.placeholderText()
    return words if QFontMetricsF(each.font()).horizontalAdvance(words) + _ARROW > each.width() else ""


@pytest.fixture(params=[(size, text) for size in SIZES for text in TEXT], ids=str)
def zoomed(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    sample: Path,
    settings: Settings,
    clock: Callable[[], datetime],
) -> Iterator[Window]:
    """The window on the sample at a size of window and of text."""
    (wide, high), text = request.param
    settings.put("view", "docket")
    appearance = Appearance(qapp, "light", text)
    made = Window(Workspace(clock, "Legal"), appearance, settings)
    qtbot.addWidget(made)
    assert made.files.open_path(sample)
    made.resize(wide, high)
    made.show()
    qtbot.waitExposed(made)
    assert (made.width(), made.height()) == (wide, high)
    yield made
    drafts_of(made.workspace).discard()
    made.close()
    appearance.resize_text(100)
    appearance.deleteLater()


def wrong_in(window: QWidget, qtbot: QtBot) -> list[str]:
    """What is wrong once the layouts have come to rest."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not cut(window) + squeezed(window), timeout=1_000)
    return cut(window) + squeezed(window)


def test_nothing_is_cut_in_any_view(qtbot: QtBot, zoomed: Window) -> None:
    found: dict[str, list[str]] = {}
    for view in VIEWS:
        settled(zoomed, qtbot, view.key)
        found |= {view.key: wrong} if (wrong := wrong_in(zoomed, qtbot)) else {}
    assert found == {}


def test_nothing_is_cut_in_the_inspector(qtbot: QtBot, zoomed: Window) -> None:
    settled(zoomed, qtbot, "docket")
    zoomed.dock.set_folded(folded=False)
    found: dict[str, list[str]] = {}
    for record_id in ("usmx-02", "usmx-05", "usmx-08", "usmx-17"):
        zoomed.workspace.select((record_id,))
        QTest.qWait(0)
        found |= {record_id: wrong} if (wrong := wrong_in(zoomed, qtbot)) else {}
    assert found == {}


def test_nothing_is_cut_in_a_dialog_and_it_fits_the_screen(qtbot: QtBot, zoomed: Window) -> None:
    zoomed.workspace.select(("usmx-17",))
    found: dict[str, list[str]] = {}
    for key in DIALOGS:
        zoomed.actions_[key].trigger()
        QTest.qWait(0)
        opened = [each for each in windows() if isinstance(each, QDialog) and each.isVisible()]
        assert opened
        for dialog in opened:
            assert dialog.width() <= zoomed.width()
            assert dialog.height() <= zoomed.height()
            found |= {key: wrong} if (wrong := wrong_in(dialog, qtbot)) else {}
            dialog.close()
    assert found == {}
