"""The window at the sizes that people have: nothing that must be seen is cut, covered, or out of sight.

The sizes are those of a first start, of a small laptop, and of 200 % on a screen of 1920 by 1080.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put, PutMany
from model.record.deadline import On
from ui.docket.headbar import HeadBar, HeadButton
from ui.editor.drafts.drafts import drafts_of
from ui.frame.appearance import Appearance
from ui.frame.theme import Choice
from ui.shell.settings import Settings
from ui.shell.views import VIEWS
from ui.shell.window import Window
from ui.today.columns import needs_of, places_in
from ui.today.rows import LOOK_AHEAD
from ui.today.view import TodayView
from ui.widgets.elided import ElidedLabel
from ui.widgets.living import windows
from ui.workspace import Workspace

SIZES = [(1440, 900), (1280, 720), (940, 470)]
WORD = "verylongwordwithoutspaces" * 12


def cut(window: QWidget) -> list[str]:
    """What is shown and cut: words without their room, a button or field that reaches out of what it stands in."""
    found: list[str] = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or each.window() is not window:
            continue
        name = f"{type(each).__name__} {each.objectName() or each.accessibleName()}"
        if isinstance(each, ElidedLabel) and each.is_cut and not each.toolTip():
            found.append(f"{name}: cut, and no tooltip says the whole")
        if isinstance(each, QAbstractButton | QLineEdit | QLabel) and _reaches_out(each, window):
            found.append(f"{name}: reaches out of its place")
        if isinstance(each, HeadButton | QPushButton) and each.width() < each.minimumSizeHint().width():
            found.append(f"{name}: has no room for its words")
        if isinstance(each, QScrollArea) and _wider_than_its_window(each):
            found.append(f"{name}: holds more than is in sight, sideways, and does not scroll")
    return found


def _reaches_out(each: QWidget, window: QWidget) -> bool:
    """Sideways out of anything around it; and out of the window, where nothing scrolls."""
    place, scrolls = QRect(each.mapTo(window, QPoint(0, 0)), each.size()), False
    around = each.parentWidget()
    while around is not None:
        rect = QRect(around.mapTo(window, QPoint(0, 0)), around.size())
        if place.left() < rect.left() or place.right() > rect.right():
            return True
        scrolls |= isinstance(around, QAbstractScrollArea)
        around = around.parentWidget() if around is not window else None
    return not scrolls and not window.rect().contains(place)


def _wider_than_its_window(area: QScrollArea) -> bool:
    off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    inside: QWidget | None = area.widget()
    return off and inside is not None and inside.width() > area.viewport().width()


@pytest.fixture(params=["light", "dark"])
def shown(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: QtBot,
    sample: Path,
    settings: Settings,
    clock: Callable[[], datetime],
) -> Iterator[Callable[[int, int], Window]]:
    """The window on the sample at a size, in either look."""
    choice: Choice = request.param
    settings.put("view", "docket")
    appearance = Appearance(qapp, choice)
    made = Window(Workspace(clock, "Legal"), appearance, settings)
    qtbot.addWidget(made)
    assert made.files.open_path(sample)

    def at(wide: int, high: int) -> Window:
        made.resize(wide, high)
        made.show()
        qtbot.waitExposed(made)
        return made

    yield at
    drafts_of(made.workspace).discard()
    made.close()
    appearance.deleteLater()


def settled(window: Window, qtbot: QtBot, key: str) -> QWidget:
    view = window.show_view(key)
    qtbot.waitUntil(view.isVisible)
    QTest.qWait(0)
    return view


@pytest.mark.parametrize("size", SIZES, ids=[f"{wide}x{high}" for wide, high in SIZES])
def test_nothing_is_cut_in_any_view(qtbot: QtBot, shown: Callable[[int, int], Window], size: tuple[int, int]) -> None:
    window = shown(*size)
    assert (window.width(), window.height()) == size
    found: dict[str, list[str]] = {}
    for view in VIEWS:
        settled(window, qtbot, view.key)
        found |= {view.key: wrong} if (wrong := cut(window)) else {}
    assert found == {}


@pytest.mark.parametrize("size", SIZES, ids=[f"{wide}x{high}" for wide, high in SIZES])
def test_one_long_word_pushes_nothing_out_of_sight(
    qtbot: QtBot, shown: Callable[[int, int], Window], size: tuple[int, int]
) -> None:
    window = shown(*size)
    space = window.workspace
    for name in ("title", "question", "notes"):
        assert space.do(Put(replace(space.docket.obligations["usmx-17"], **{name: f"Deliver {WORD}"}))) is not None
    window.dock.set_folded(folded=False)
    window.dock.fill()
    space.select(("usmx-17",))
    view = settled(window, qtbot, "today")
    assert cut(window) == []
    assert isinstance(view, TodayView)
    assert actions_shown(view) or size[0] < 1100
    editor = drafts_of(space).open(window.theme, "obligation", "usmx-17", window)
    title = editor.form.rows["amount"].field.inputs()[1]
    assert isinstance(title, QLineEdit)
    title.setText(WORD)
    title.textEdited.emit(WORD)
    editor.save()
    QTest.qWait(0)
    assert editor.form.wrong()
    assert cut(editor) == []
    editor.discard()
    editor.reject()


def actions_shown(view: TodayView) -> bool:
    """Whether every row says whole what it offers."""
    rows = [(rows, row) for rows in view._lists() for row in rows.rows if row.action is not None]
    measure = {id(rows): rows._delegate.places for rows, _ in rows}
    if not rows or any("action" not in places.spans for places in measure.values()):
        return False
    for rows_, row in rows:
        left, right = measure[id(rows_)].spans["action"]
        assert row.action is not None
        words = rows_.fontMetrics().horizontalAdvance(row.action.words)
        assert words <= right - left
        assert right <= rows_.width()
    return True


@pytest.mark.parametrize(("wide", "high"), SIZES)
def test_a_full_docket_shows_on_today_what_each_row_offers(
    qtbot: QtBot, shown: Callable[[int, int], Window], wide: int, high: int
) -> None:
    window = shown(wide, high)
    space = window.workspace
    model = space.docket.obligations["usmx-17"]
    many = tuple(
        replace(
            model,
            id=f"many-{number}",
            ref=f"HAL-{number + 100}",
            title=f"Quarterly report number {number} of Halden Industries, Inc. to the trustee and its counsel",
            short_title="",
            target=None,
            override=None,
            deadline=On(day=replace(model.deadline.day, on=date(1993 + number % 4, 1 + number % 12, 3), words="")),
        )
        for number in range(1_000)
        if isinstance(model.deadline, On)
    )
    assert len(many) == 1_000
    assert space.do(PutMany(many, "Enter a thousand")) is not None, space.last_failure
    view = settled(window, qtbot, "today")
    assert isinstance(view, TodayView)
    assert actions_shown(view)
    assert cut(window) == []


def test_the_way_ahead_has_its_room_before_any_row_asks_for_it(window: Window) -> None:
    theme = window.theme
    needs = needs_of((), theme)
    left, right = places_in(900, needs, theme).spans["action"]
    assert right - left >= window.fontMetrics().horizontalAdvance(LOOK_AHEAD.words) + 20


def test_the_inspector_gives_way_in_a_narrow_window_and_comes_back(window: Window) -> None:
    def folded() -> bool:
        return window.dock.is_folded

    window.resize(1000, 700)
    assert folded()
    window._remember()
    assert window.settings.get("inspector_folded", True) is False
    window.resize(1280, 720)
    assert not folded()
    window.resize(1000, 700)
    window.dock.set_folded(folded=False)
    window.resize(990, 690)
    assert not folded()
    window.dock.set_folded(folded=True)
    window.resize(1440, 900)
    assert folded()


def test_a_view_says_its_buttons_by_icons_before_its_title_is_cut(window: Window) -> None:
    window.dock.set_folded(folded=False)
    window.resize(900, 600)
    window.dock.set_folded(folded=False)
    QTest.qWait(0)
    head = window.docket_view.findChild(HeadBar)
    assert isinstance(head, HeadBar)
    assert not head._title.is_cut
    compact = [button for button in head.findChildren(HeadButton) if button.width() < button.whole_width()]
    assert compact
    assert all(button.text() in button.toolTip() for button in compact)


DIALOGS = (
    *("new_obligation", "calculator", "feeds", "sync", "export_calendar", "registry", "metrics", "conditions"),
    *("edit_record", "enter_figures", "new_test", "shortcuts", "about", "set_owner", "set_tags"),
)


@pytest.mark.parametrize("key", DIALOGS)
def test_a_dialog_fits_what_200_per_cent_leaves_of_a_screen(
    qtbot: QtBot, shown: Callable[[int, int], Window], key: str
) -> None:
    window = shown(940, 470)
    window.workspace.select(("usmx-17",))
    window.actions_[key].trigger()
    opened = [each for each in windows() if isinstance(each, QDialog) and each.isVisible()]
    assert opened
    QTest.qWait(0)
    for dialog in opened:
        assert (dialog.width() <= 940, dialog.height() <= 480) == (True, True), dialog.size()
        assert cut(dialog) == []
        dialog.close()
