"""Another size of text: the same docket, day, selection and supposition in a window laid out anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.record.scenario import SupposeMissed
from ui.frame.theme import TEXT_SIZES, load
from ui.shell.settings import Settings
from ui.shell.sitting import Sitting, make_appearance


@pytest.fixture
def sitting(
    qapp: QApplication, qtbot: QtBot, sample: Path, settings: Settings, clock: Callable[[], datetime]
) -> Iterator[Sitting]:
    made = Sitting(qapp, settings, clock=clock, who="Legal")
    assert made.window.files.open_path(sample)
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made.resize_text(100)
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()


def test_larger_text_shows_the_same_place(sitting: Sitting, sample: Path) -> None:
    before = sitting.window
    space = before.workspace
    chosen = tuple(space.docket.obligations)[2:4]
    before.show_view("network")
    space.set_day(date(1996, 12, 3))
    space.suppose((SupposeMissed(about=chosen[0]),))
    space.select(chosen, chosen[0])

    before.actions_["text_larger"].trigger()

    after = sitting.window
    assert after is not before
    assert not before.isVisible()
    assert after.isVisible()
    now = after.workspace
    assert (now.path, now.day, now.selection, now.current) == (sample, date(1996, 12, 3), chosen, chosen[0])
    assert now.supposition is not None
    assert now.supposition.assumptions == (SupposeMissed(about=chosen[0]),)
    assert after.view == "network"
    assert after.theme.type["body"].size == round(14 * 1.1)


def test_the_size_is_kept_for_the_next_start(sitting: Sitting, settings: Settings, qapp: QApplication) -> None:
    sitting.resize_text(125)
    again = make_appearance(qapp, settings)
    assert again.theme.text_size == 125
    again.deleteLater()


def test_text_stops_at_its_largest_and_its_smallest(sitting: Sitting) -> None:
    for _ in range(len(TEXT_SIZES) + 1):
        sitting.window.actions_["text_larger"].trigger()
    assert sitting.window.theme.text_size == max(TEXT_SIZES)
    for _ in range(len(TEXT_SIZES) + 1):
        sitting.window.actions_["text_smaller"].trigger()
    assert sitting.window.theme.text_size == min(TEXT_SIZES)
    sitting.window.actions_["text_usual"].trigger()
    assert sitting.window.theme.text_size == 100


def test_a_draft_that_is_kept_open_keeps_the_window(sitting: Sitting) -> None:
    before = sitting.window
    before.handlers.may_leave = lambda: False  # type: ignore[method-assign]
    sitting.resize_text(150)
    assert sitting.window is before
    assert before.workspace.ledger is not None
    del before.handlers.may_leave


def test_a_size_that_is_no_size_is_the_usual_one(settings: Settings, qapp: QApplication) -> None:
    settings.put("text_size", 1234)
    made = make_appearance(qapp, settings)
    assert made.theme.text_size == 100
    made.deleteLater()


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_rows_and_panels_grow_with_the_text(percent: int) -> None:
    usual, sized = load("light"), load("light", percent)
    assert sized.type["body"].size == round(usual.type["body"].size * percent / 100)
    assert sized.height.row == round(usual.height.row * percent / 100)
    assert sized.width.inspector == round(usual.width.inspector * percent / 100)
    assert sized.columns["due"] == round(usual.columns["due"] * percent / 100)
    assert sized.space.hairline == usual.space.hairline
    assert sized.type["body"].weight == usual.type["body"].weight
