"""The Covenants view by hand and keyboard: its list, its chart, its words, and what it shares with other views."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.ledger.commands import DeleteMany
from ui.covenants.listing import CovenantRow, InstrumentHeading
from ui.covenants.readingtable import HEADS
from ui.covenants.view import CovenantsView
from ui.filter.filter import Filter
from ui.frame.theme import Theme
from ui.shell.window import Window
from ui.workspace import Workspace


@pytest.fixture
def view(worked: Workspace, theme: Theme, qtbot: QtBot) -> CovenantsView:
    made = CovenantsView(worked, theme)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_tests_and_covenants_stand_under_their_instruments(view: CovenantsView) -> None:
    rows = view.list.rows.rows
    assert [row.title if isinstance(row, InstrumentHeading) else row.ref for row in rows] == [
        "Credit Agreements", "2", "3", "4", "First Amendment to USMX, Inc. Credit Agreement", "15", "Form 8-K", "19",
    ]  # fmt: skip
    assert [(row.word, row.result, row.room) for row in rows if isinstance(row, CovenantRow)][:3] == [
        ("suspended", "1.40", "0.60 short"),
        ("suspended", "$16,100,000", "$1,400,000 short"),
        ("suspended", "191.93\u00a0%", "16.93\u00a0% over"),
    ]


def test_the_formula_has_the_numbers_put_in_and_says_what_restores_it(view: CovenantsView) -> None:
    face = view.detail.face
    assert face is not None
    assert face.formula == "current assets ÷ current liabilities"
    assert view.detail.trace == "$7,000,000 ÷ $5,000,000 = 1.40   as of Thu 31 Oct 1996"
    assert face.remedies[0] == "$3,000,000 more current assets restores it"
    said = {one.name: one.words for one in face.lines if one.name}
    assert said["Headroom"] == "0.60 short"
    assert said["Last recorded"] == "not met, Wed 20 Nov 1996"
    assert said["Expected"] == "2.20 on Tue 31 Dec 1996, would be met"
    assert said["Stands again"] == "Wed 1 Jan 1997, in 42 days"


def test_the_keyboard_walks_the_readings_and_the_trace_follows(view: CovenantsView) -> None:
    chart = view.detail.chart
    assert chart.plot is not None
    assert [one.label for one in chart.plot.stops] == ["2.30", "2.10", "1.70", "1.40", "not met", "2.20"]
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert view.detail.trace == "$11,500,000 ÷ $5,000,000 = 2.30   as of Wed 31 Jul 1996"
    assert view.detail.table.currentIndex().row() == 5
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == (
        "By the figures of Sat 31 Aug 1996: 2.10, at least 2.00, 0.10 to spare, 5\u00a0% of the limit"
    )
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert view.detail.trace == "$11,000,000 ÷ $5,000,000 = 2.20   expected for Tue 31 Dec 1996"


def test_a_click_on_a_reading_picks_it(view: CovenantsView) -> None:
    chart = view.detail.chart
    assert chart.plot is not None
    dot = chart.plot.dots[1]
    x, y = chart.place_of(dot)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert chart.current is dot


def test_relieved_days_are_on_the_chart(view: CovenantsView) -> None:
    plot = view.detail.chart.plot
    assert plot is not None
    (only,) = plot.reliefs
    assert (only.first, only.last, only.words) == (date(1996, 11, 15), date(1996, 12, 31), "relieved by 5 and 6")
    assert plot.again == date(1997, 1, 1)


@pytest.mark.parametrize(
    ("period", "first"),
    [("Recent", date(1996, 7, 15)), ("One year", date(1995, 11, 21)), ("Three years", date(1993, 11, 21))],
)
def test_the_chart_shows_as_much_of_the_past_as_is_asked_for(view: CovenantsView, period: str, first: date) -> None:
    next(one for one in view.period_menu().actions() if one.text() == period).trigger()
    plot = view.detail.chart.plot
    assert plot is not None
    assert plot.first == first
    assert view.period_button.text() == f"Period: {period.lower()}"


def test_selection_is_shared_both_ways(view: CovenantsView, worked: Workspace) -> None:
    worked.select(("usmx-04",))
    assert view.shown == "usmx-04"
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Up)
    assert (worked.current, view.shown) == ("usmx-03", "usmx-03")
    worked.select(("usmx-08",))
    assert view.shown == "usmx-03"


def test_a_test_without_a_formula_shows_met_or_not_met(worked: Workspace, theme: Theme, qtbot: QtBot) -> None:
    worked.undo()
    made = CovenantsView(worked, theme)
    qtbot.addWidget(made)
    made.show()
    face = made.detail.face
    assert face is not None
    assert (face.figure, face.has_formula, face.remedies) == ("not met", False, ())
    assert [one.cells[:3] for one in face.readings] == [("Wed 20 Nov 1996", "not met", "")]


def test_the_filter_narrows_and_says_so_when_nothing_is_left(view: CovenantsView) -> None:
    view.set_filter(Filter("equity"))
    assert [row.id for row in view.list.rows.rows if isinstance(row, CovenantRow)] == ["usmx-03", "usmx-04"]
    view.set_filter(Filter("nothing of that sort"))
    assert view.empty.heading.text() == "No test or covenant passes the filter."
    assert not view.reveal("usmx-02")


def test_without_tests_it_says_what_to_do(view: CovenantsView, worked: Workspace) -> None:
    worked.do(DeleteMany(tuple(one.id for one in worked.docket.nodes())))
    assert not [one for one in worked.docket.obligations.values() if one.continuing]
    assert view.empty.isVisible()
    assert [button.text() for button in view.empty.buttons()] == ["New test", "New metric", "New obligation"]


def test_it_is_the_sixth_view(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.view == "covenants"


@pytest.mark.parametrize(("width", "folded"), [(1280, []), (1100, ["how"]), (870, ["required", "how"])])
def test_readings_have_room_without_scrolling_what_is_said_elsewhere_gives_way(
    view: CovenantsView, width: int, folded: list[str]
) -> None:
    view.resize(width, 800)
    view.reveal("usmx-03")
    table = view.detail.table
    view.grab()
    assert table.horizontalScrollBar().maximum() == 0
    assert [head for place, head in enumerate(HEADS) if table.isColumnHidden(place)] == folded
