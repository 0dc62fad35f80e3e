"""Every widget on one sheet, in both schemes: nothing is cut, and a switch reaches all of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources.themes import tokens
from ui.frame.theme import Scheme, Theme, apply
from ui.widgets.banner import DayBanner, MessageBar
from ui.widgets.chip import FilterChip, Option
from ui.widgets.daycontrol import DayControl
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty import EmptyState
from ui.widgets.rail import Rail, RailItem
from ui.widgets.smallcaps import SectionHead
from ui.widgets.standing_chip import StandingChip
from ui.widgets.surface import Surface
from ui.widgets.tally import TallyItem, TallyView
from ui.widgets.workbar import WorkBar

TODAY = date(1996, 11, 20)
CLOSING = QDate(1996, 12, 20)
VIEWS = ("Today", "Docket", "Calendar", "Timeline", "Network", "Covenants", "Documents", "Reports", "Journal")
COUNTS = (
    TallyItem(text="We owe", ink="third", priority=9),
    TallyItem(text="6 open", standing="open", priority=9),
    TallyItem(text="4 suspended", standing="suspended", priority=8),
    TallyItem(text="2 untested", standing="untested", priority=3),
    TallyItem(text="2 dormant", standing="dormant", priority=1),
    TallyItem(text="2 satisfied", standing="satisfied", priority=2),
    TallyItem(text="owed to us", ink="third", priority=7),
    TallyItem(text="1 partly performed", standing="partly_performed", priority=7, share=0.84),
    TallyItem(text="2 reliefs live", standing="relief_live", priority=8),
)


def button(words: str, role: str = "", enabled: bool = True) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("role", role or None)
    made.setEnabled(enabled)
    return made


def line(words: str, invalid: bool = False) -> QLineEdit:
    made = QLineEdit(words)
    made.setProperty("invalid", invalid)
    return made


def fields(theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(10)
    rows: list[list[QWidget]] = [
        [button("Accept", "primary"), button("Edit", enabled=False), button("Edit"), button("More", "link")],
        [line("by 2 Dec 1996"), line("in 10 days", invalid=True), QComboBox(), QSpinBox()],
        [QCheckBox("Confidential"), QRadioButton("Within 10 days"), QDateEdit(CLOSING), button("Today", "outline")],
    ]
    for down, row in enumerate(rows):
        for across, widget in enumerate(row):
            grid.addWidget(widget, down, across)
    return grid


def chips(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(FilterChip(theme, "Owner"))
    chosen = FilterChip(theme, "Standing")
    chosen.set_options([Option(key, key) for key in ("open", "due", "missed")])
    chosen.set_value({"open", "due"})
    row.addWidget(chosen)
    row.addStretch(1)
    for day in (TODAY, date(1997, 1, 1)):
        control = DayControl(theme)
        control.show_day(day, TODAY)
        row.addWidget(control)
    return row


def standings(theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    for place, key in enumerate(tokens()["shape"]):
        chip = StandingChip(theme)
        chip.show_standing(key, key.replace("_", " "), share=0.84)
        grid.addWidget(chip, place // 6, place % 6)
    return grid


def words(theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout()
    empty = EmptyState(theme)
    empty.say(
        "No reliefs are recorded.",
        "Enter a waiver, standstill or extension, and Duly shows what comes back when it ends.",
        [("relief", "Enter a relief"), ("document", "Read a document")],
    )
    bar = MessageBar(theme)
    bar.report(
        "The backup of 10:40 was not written: the folder is read-only.",
        "Your docket is saved, and the backup of 07:58 is whole.",
        [("folder", "Choose another folder"), ("again", "Try again")],
    )
    work = WorkBar(theme)
    work.show_progress("Reading prospectus.pdf, page 41 of 212", 41, 212)
    tally = TallyView(theme)
    tally.show_items(COUNTS)
    for part in (empty, bar, work, tally):
        column.addWidget(part)
    return column


def gallery(theme: Theme) -> QWidget:
    sheet = Surface(theme, "view")
    rail = Rail(theme, [RailItem(word.lower(), word, word.lower()) for word in VIEWS])
    rail.select("docket")
    banner = DayBanner(theme)
    banner.say("Not today:", "the docket as of Wed 1 January 1997, 42 days ahead, if nothing more is done.")
    column = QVBoxLayout()
    column.setContentsMargins(24, 12, 24, 12)
    column.setSpacing(10)
    column.addWidget(SectionHead(theme, "Buttons and fields", ruled=False))
    column.addLayout(fields(theme))
    column.addWidget(SectionHead(theme, "Filter chips, and the day"))
    column.addLayout(chips(theme))
    column.addWidget(SectionHead(theme, "Standing", note="shape, colour and word", link="Open in document"))
    column.addLayout(standings(theme))
    column.addWidget(SectionHead(theme, "Nothing here yet"))
    column.addLayout(words(theme))
    tabs = QTabWidget()
    tabs.addTab(QPlainTextEdit("Notes"), "Notes")
    tabs.addTab(QLabel("Reminders"), "Reminders")
    column.addWidget(tabs)
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(banner)
    right.addLayout(column)
    whole = QHBoxLayout(sheet)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(rail)
    whole.addLayout(right, 1)
    sheet.resize(1100, 940)
    return sheet


def picture(sheet: QWidget) -> QImage:
    return sheet.grab().toImage()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_on_the_sheet_is_cut(qtbot: QtBot, qapp: QApplication, scheme: Scheme) -> None:
    sheet = gallery(apply(qapp, scheme))
    qtbot.addWidget(sheet)
    sheet.show()

    cut = [label.text for label in sheet.findChildren(ElidedLabel) if label.isVisible() and label.is_cut]
    narrow = [
        type(child).__name__ + " " + child.text()
        for child in sheet.findChildren(QPushButton) + sheet.findChildren(FilterChip)
        if child.isVisible() and child.width() < child.sizeHint().width()
    ]

    assert cut == []
    assert narrow == []
    assert all(tally.shown() == COUNTS for tally in sheet.findChildren(TallyView))


def test_a_sheet_switched_to_dark_is_the_sheet_made_dark(qtbot: QtBot, qapp: QApplication) -> None:
    made_light = gallery(apply(qapp, "light"))
    qtbot.addWidget(made_light)
    made_light.show()
    light = picture(made_light)
    dark_theme = apply(qapp, "dark")
    switched = picture(made_light)
    made_dark = gallery(dark_theme)
    qtbot.addWidget(made_dark)
    made_dark.show()

    assert switched != light
    assert switched == picture(made_dark)
