"""Rail, banners, tally, labels, empty states and the focus ring, by the keys and clicks that reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.frame.theme import Theme, apply
from ui.widgets.banner import DayBanner, MessageBar
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.empty import EmptyState
from ui.widgets.focusring import FocusRing
from ui.widgets.money import paint_amount
from ui.widgets.rail import Rail, RailItem
from ui.widgets.smallcaps import SectionHead
from ui.widgets.standing_chip import StandingChip
from ui.widgets.surface import Surface
from ui.widgets.tally import TallyItem, TallyView
from ui.widgets.workbar import WorkBar

Stage = Callable[..., QWidget]
ITEMS = (RailItem("today", "Today", "today", "Ctrl+1"), RailItem("docket", "Docket", "docket"))


# ---------------------------------------------------------------- rail


@pytest.fixture
def rail(theme: Theme, stage: Stage) -> Rail:
    made = Rail(theme, ITEMS)
    stage(made)
    return made


def test_a_click_turns_one_view_on_and_the_other_off(qtbot: QtBot, rail: Rail) -> None:
    rail.select("today")
    with qtbot.waitSignal(rail.picked) as told:
        QTest.mouseClick(rail.button("docket"), Qt.MouseButton.LeftButton)

    assert told.args == ["docket"]
    assert rail.current == "docket"
    assert not rail.button("today").isChecked()


def test_down_moves_to_the_next_view(qtbot: QtBot, rail: Rail) -> None:
    rail.select("today")
    rail.button("today").setFocus()
    with qtbot.waitSignal(rail.picked) as told:
        QTest.keyClick(rail.button("today"), Qt.Key.Key_Down)

    assert told.args == ["docket"]


def test_a_view_that_is_on_is_not_told_again(qtbot: QtBot, rail: Rail) -> None:
    rail.select("today")
    with qtbot.assertNotEmitted(rail.picked):
        rail.select("today")


def test_the_view_that_is_on_has_the_accent_at_its_edge(rail: Rail, theme: Theme) -> None:
    rail.select("docket")
    on, off = (rail.button(key).grab().toImage() for key in ("docket", "today"))

    assert on.pixelColor(1, 30) == theme.accent.base
    assert on.pixelColor(10, 5) == theme.surface.view
    assert off.pixelColor(1, 30) != theme.accent.base


# ---------------------------------------------------------------- banners


def test_the_way_back_to_today(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    banner = DayBanner(theme)
    stage(banner)
    banner.say("Not today:", "the docket as of Wed 1 January 1997.")
    banner.back.setFocus()

    with qtbot.waitSignal(banner.left):
        QTest.keyClick(banner.back, Qt.Key.Key_Space)

    assert banner.accessibleName() == "Not today: the docket as of Wed 1 January 1997."


def test_a_failure_says_what_happened_what_was_kept_and_what_to_do(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    bar = MessageBar(theme)
    stage(bar)
    assert bar.isHidden()
    bar.report("The backup was not written.", "Your docket is saved.", [("folder", "Choose another folder")])

    with qtbot.waitSignal(bar.acted) as told:
        QTest.mouseClick(bar.links()[0], Qt.MouseButton.LeftButton)

    assert told.args == ["folder"]
    assert bar.accessibleName() == "The backup was not written. Your docket is saved."


def test_a_second_failure_replaces_the_first(theme: Theme, stage: Stage) -> None:
    bar = MessageBar(theme)
    stage(bar)
    bar.report("One.", "Kept.", [("a", "A"), ("b", "B")])
    bar.report("Two.", actions=[("c", "C")])

    assert [link.text() for link in bar.links()] == ["C"]
    assert bar.kept.isHidden()


def test_a_failure_can_be_put_away(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    bar = MessageBar(theme)
    stage(bar)
    bar.report("One.")
    QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)

    assert bar.isHidden()


def test_words_of_a_failure_are_never_markup(theme: Theme, stage: Stage) -> None:
    bar = MessageBar(theme)
    stage(bar)
    bar.report("<b>Bold</b> & file:///etc/passwd")

    assert bar.happened.textFormat() == Qt.TextFormat.PlainText
    assert bar.happened.text() == "<b>Bold</b> & file:///etc/passwd"


# ---------------------------------------------------------------- tally

COUNTS = (
    TallyItem(text="We owe", ink="third", priority=3),
    TallyItem(text="6 open", standing="open", priority=3),
    TallyItem(text="2 dormant", standing="dormant", priority=1, said="2 dormant, not yet begun"),
    TallyItem(text="2 satisfied", standing="satisfied", priority=2),
)


def test_a_narrow_tally_drops_what_matters_least(theme: Theme, qtbot: QtBot) -> None:
    tally = TallyView(theme)
    qtbot.addWidget(tally)
    tally.show_items(COUNTS)
    seen: list[list[str]] = []
    for width in range(tally.sizeHint().width(), 0, -1):
        tally.resize(width, 18)
        texts = [item.text for item in tally.shown()]
        if not seen or seen[-1] != texts:
            seen.append(texts)

    assert seen == [
        ["We owe", "6 open", "2 dormant", "2 satisfied"],
        ["We owe", "6 open", "2 satisfied"],
        ["We owe", "6 open"],
        ["We owe"],
        [],
    ]


def test_screen_readers_hear_the_whole_tally_however_narrow(theme: Theme, qtbot: QtBot) -> None:
    tally = TallyView(theme)
    qtbot.addWidget(tally)
    tally.show_items(COUNTS)
    tally.resize(60, 18)

    assert tally.accessibleName() == "We owe, 6 open, 2 dormant, not yet begun, 2 satisfied"


def test_each_count_is_found_under_the_pointer(theme: Theme, qtbot: QtBot) -> None:
    tally = TallyView(theme)
    qtbot.addWidget(tally)
    tally.show_items(COUNTS[:2])
    tally.resize(tally.sizeHint())

    assert tally.item_at(QPoint(2, 9)) == COUNTS[0]
    assert tally.item_at(QPoint(tally.width() - 2, 9)) == COUNTS[1]
    assert tally.item_at(QPoint(tally.width() + 20, 9)) is None


# ---------------------------------------------------------------- words


def test_a_cut_label_says_the_whole_in_its_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel(theme, "Amended development plan <for> Rothschild’s approval")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert (label.is_cut, label.toolTip()) == (False, "")

    label.resize(80, 20)

    assert label.is_cut
    assert label.toolTip() == plain_tooltip(label.text)
    assert "&lt;for&gt;" in label.toolTip()


@pytest.mark.parametrize("text", ["a < b", "a &lt; b", "<img src='file:///x'>", "two\nlines"])
def test_a_tooltip_shows_its_text_letter_for_letter(text: str) -> None:
    page = QTextDocument()
    page.setHtml(plain_tooltip(text))

    assert page.toPlainText() == text


def test_a_tooltip_of_nothing_is_nothing() -> None:
    assert plain_tooltip("") == ""


def test_the_link_of_a_section_is_reached_by_keyboard(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    head = SectionHead(theme, "Source", note="Form 8-K, Item 5 ¶ 3", link="Open in document")
    stage(head)
    head.link.setFocus()

    with qtbot.waitSignal(head.linked):
        QTest.keyClick(head.link, Qt.Key.Key_Space)


def test_an_empty_state_offers_what_to_do_first(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    empty = EmptyState(theme)
    stage(empty)
    buttons = [("relief", "Enter a relief"), ("read", "Read a document")]
    empty.say("No reliefs are recorded.", "Enter a waiver.", buttons)
    first, second = empty.buttons()

    with qtbot.waitSignal(empty.asked) as told:
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)

    assert told.args == ["read"]
    assert (first.property("role"), second.property("role")) == ("primary", None)
    assert empty.accessibleName() == "No reliefs are recorded. Enter a waiver."


def test_work_in_its_place_can_be_stopped(qtbot: QtBot, theme: Theme, stage: Stage) -> None:
    work = WorkBar(theme)
    stage(work)
    work.show_progress("Reading prospectus.pdf, page 41 of 212", 41, 212)

    with qtbot.waitSignal(work.cancelled):
        QTest.mouseClick(work.cancel, Qt.MouseButton.LeftButton)

    assert work.accessibleName() == "Reading prospectus.pdf, page 41 of 212"


# ---------------------------------------------------------------- standing and amounts


def test_a_standing_chip_says_its_standing(theme: Theme, qtbot: QtBot) -> None:
    chip = StandingChip(theme)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() == 0
    chip.show_standing("partly_performed", "partly performed", share=0.84)
    chip.resize(chip.sizeHint())

    assert chip.accessibleName() == "Standing: partly performed"
    assert chip.sizeHint().height() == theme.height.chip
    assert chip.grab().toImage().pixelColor(4, 11) == theme.tone("partly_performed").bg


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_bar_below_an_amount_is_filled_by_what_is_performed(qapp: QApplication, theme: Theme, share: float) -> None:
    image = QImage(112, 30, QImage.Format.Format_RGB32)
    image.fill(theme.surface.view)
    painter = QPainter(image)
    paint_amount(painter, QRectF(0, 0, 112, 30), theme, "$4,500,000", "≤", share, "open")
    painter.end()
    mark, hair = theme.tone("open").mark, theme.line.hair
    line = [image.pixelColor(x, 25) for x in range(112)]
    filled, left = line.count(mark), line.count(hair)

    assert filled + left == pytest.approx(85, abs=12)
    assert filled / (filled + left) == pytest.approx(share, abs=0.03)


def test_an_amount_without_a_share_has_no_bar(qapp: QApplication, theme: Theme) -> None:
    image = QImage(112, 30, QImage.Format.Format_RGB32)
    image.fill(theme.surface.view)
    painter = QPainter(image)
    paint_amount(painter, QRectF(0, 0, 112, 30), theme, "$600,000", "≈")
    painter.end()

    assert {image.pixelColor(x, 25).name() for x in range(112)} == {theme.surface.view.name()}


# ---------------------------------------------------------------- grounds and focus


def test_a_ground_is_tinted_for_another_day(theme: Theme, qtbot: QtBot) -> None:
    frame = Surface(theme, "frame", ("bottom",))
    qtbot.addWidget(frame)
    frame.resize(40, 40)
    frame.set_ground("other_day")
    image = frame.grab().toImage()

    assert image.pixelColor(20, 20) == theme.surface.other_day
    assert image.pixelColor(20, 39) == theme.line.hair


@pytest.fixture
def ring(qapp: QApplication, theme: Theme) -> Iterator[FocusRing]:
    made = FocusRing(qapp, theme)
    yield made
    made.deleteLater()


def test_the_keyboard_brings_a_ring_around_a_button_and_takes_it_away(
    qtbot: QtBot, ring: FocusRing, stage: Stage, theme: Theme
) -> None:
    button, field = QPushButton("Edit"), QLineEdit()
    window = stage(button, field)
    field.setFocus()
    rings = [ring.ringed]

    QTest.keyClick(field, Qt.Key.Key_Backtab)
    rings.append(ring.ringed)
    corner = button.mapTo(window, QPoint(0, 0))
    image = window.grab().toImage()
    assert image.pixelColor(corner + QPoint(40, -2)) == theme.accent.base
    assert image.pixelColor(corner + QPoint(40, -1)) == theme.surface.view

    QTest.keyClick(button, Qt.Key.Key_Tab)
    rings.append(ring.ringed)

    assert rings == [None, button, None]


def test_a_click_brings_no_ring(qtbot: QtBot, ring: FocusRing, stage: Stage) -> None:
    button = QPushButton("Edit")
    stage(QLineEdit(), button)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)

    assert button.hasFocus()
    assert ring.ringed is None
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


def test_the_ring_scrolls_with_its_button(qtbot: QtBot, ring: FocusRing, stage: Stage) -> None:
    area, content = QScrollArea(), QWidget()
    button = QPushButton("Edit", content)
    button.setGeometry(QRect(10, 10, 80, 30))
    content.resize(300, 900)
    area.setWidget(content)
    stage(area)
    button.setFocus()

    assert ring.ringed is button
    rings = [child for child in content.children() if isinstance(child, QWidget) and child is not button]
    # Rings of windows that other tests have left to the collector may stand there too.
    assert {child.geometry().getRect() for child in rings} == {(7, 7, 86, 36)}


def test_the_ring_goes_with_its_window(qtbot: QtBot, ring: FocusRing, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    button = QPushButton("Edit")
    column.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    assert ring.ringed is button

    window.deleteLater()
    qtbot.waitUntil(lambda: ring.ringed is None)


def test_every_widget_takes_the_dark_theme_without_being_made_again(
    qtbot: QtBot, qapp: QApplication, stage: Stage, theme: Theme
) -> None:
    chip = StandingChip(theme)
    chip.show_standing("due", "due")
    stage(chip)
    dark = apply(qapp, "dark")

    assert chip.grab().toImage().pixelColor(4, 11) == dark.tone("due").bg
