"""What if in the window: cards, menus, banner, comparison and kept scenarios. Nothing supposed is ever written."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.record.deadline import Every
from model.record.scenario import (
    Assumption,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from ui.inspector.panel import InspectorPanel
from ui.inspector.recorder.recorder import FactRecorder
from ui.network.view import NetworkView
from ui.shell.window import Window
from ui.whatif.card import AssumeCard
from ui.whatif.days import DaysApart
from ui.whatif.form import AssumeForm
from ui.whatif.ifso import IfSo

NEW_YEAR = date(1997, 1, 1)
CLOSES = SupposePerformed(about="usmx-08", on=date(1996, 12, 20), amount="9400000", currency="USD")


def ledger_of(window: Window) -> Ledger:
    assert window.workspace.ledger is not None
    return window.workspace.ledger


def assumptions(window: Window) -> tuple[Assumption, ...]:
    found = window.workspace.supposition
    return found.assumptions if found else ()


def form_of(card: AssumeCard | None) -> AssumeForm:
    assert card is not None
    assert card.form is not None
    return card.form


def fill(form: AssumeForm, name: str, text: str) -> None:
    found = next(one for one in form.findChildren(QWidget) if one.objectName() == name)
    found.setText(text)  # type: ignore[attr-defined]  # a line of text, whatever its class


# --- Cards ------------------------------------------------------------------------------------------------


def test_performed_with_a_day_and_a_part(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-08",), "performed")
    form = form_of(card)
    fill(form, "on.day", "20 Dec 1996")
    fill(form, "amount.figure", "9,400,000")
    assert card is not None
    QTest.keyClick(form, Qt.Key.Key_Return)
    assert assumptions(window) == (CLOSES,)
    assert not card.is_open


def test_performed_without_an_amount_is_in_full(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-08",), "performed")
    form_of(card)
    assert card is not None
    card.go_on()
    assert assumptions(window) == (SupposePerformed(about="usmx-08", on=date(1996, 12, 31)),)


def test_missed_needs_nothing_typed(window: Window) -> None:
    window.handlers.what_if.assume(("usmx-08", "usmx-17"), "missed")
    assert assumptions(window) == (SupposeMissed(about="usmx-08"), SupposeMissed(about="usmx-17"))


@pytest.mark.parametrize(("about", "day"), [("usmx-17", "9 Dec 1996"), ("usmx-05", "31 Jan 1997")])
def test_moved_to_another_day(window: Window, about: str, day: str) -> None:
    card = window.handlers.what_if.assume((about,), "moved")
    fill(form_of(card), "to.day", day)
    assert card is not None
    card.go_on()
    (found,) = assumptions(window)
    assert isinstance(found, SupposeMoved)
    assert (found.about, f"{found.to:%-d %b %Y}") == (about, day)


def test_a_reading_by_its_value(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-02",), "reading")
    fill(form_of(card), "value.figure", "2.4")
    assert card is not None
    card.go_on()
    assert assumptions(window) == (SupposeReading(about="usmx-02", on=date(1996, 11, 20), value="2.4"),)


def test_a_reading_without_anything_read_is_refused_in_the_card(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-02",), "reading")
    assert card is not None
    card.go_on()
    assert card.is_open
    assert card.trouble.text().startswith("A supposed reading needs its value")
    assert assumptions(window) == ()


def test_a_relief_over_all_that_is_selected(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-01", "usmx-02"), "relief")
    form = form_of(card)
    fill(form, "granted_on.day", "20 Dec 1996")
    fill(form, "until.day", "31 Mar 1997")
    assert card is not None
    card.go_on()
    waiver = SupposeRelief(
        covers=("usmx-01", "usmx-02"), kind="waiver", granted_on=date(1996, 12, 20), until=date(1997, 3, 31)
    )
    assert assumptions(window) == (waiver,)


def test_an_extension_asks_for_its_new_due_day(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-17",), "relief")
    form = form_of(card)
    form.rows["kind"].field.show_value("extension")
    assert card is not None
    card.go_on()
    assert card.is_open
    assert form.rows["new_due"].message == "An extension gives a new due day. Write it."
    fill(form, "new_due.day", "15 Jan 1997")
    card.go_on()
    (found,) = assumptions(window)
    assert isinstance(found, SupposeRelief)
    assert found.new_due == date(1997, 1, 15)


@pytest.mark.parametrize("typed", ["", "when it suits"])
def test_a_day_that_cannot_be_read_is_asked_for(window: Window, typed: str) -> None:
    card = window.handlers.what_if.assume(("usmx-17",), "moved")
    form = form_of(card)
    fill(form, "to.day", typed)
    assert card is not None
    card.go_on()
    assert card.is_open
    assert form.rows["to"].message
    assert assumptions(window) == ()


def test_the_choice_takes_a_letter(window: Window) -> None:
    window.workspace.select(("usmx-08",))
    window.actions_["what_if"].trigger()
    card = window.findChild(AssumeCard)
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_N)
    assert assumptions(window) == (SupposeMissed(about="usmx-08"),)


def test_one_occurrence_of_a_series_is_chosen(window: Window) -> None:
    one = window.workspace.docket.obligations["usmx-16"]
    series = Every(rule="FREQ=MONTHLY", start=date(1996, 12, 2))
    window.workspace.do(Put(replace(one, deadline=series, review_by=None)))
    card = window.handlers.what_if.assume(("usmx-16",), "missed")
    form = form_of(card)
    assert form.tag == "missed"
    assert card is not None
    card.go_on()
    assert assumptions(window) == (SupposeMissed(about="usmx-16", occurrence=date(1996, 12, 2)),)


def test_another_assumption_about_the_same_gives_way(window: Window) -> None:
    window.workspace.suppose((CLOSES,))
    window.handlers.what_if.assume(("usmx-08",), "missed")
    assert assumptions(window) == (SupposeMissed(about="usmx-08"),)


def test_escape_supposes_nothing(window: Window) -> None:
    card = window.handlers.what_if.assume(("usmx-08",), "performed")
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert assumptions(window) == ()
    assert not card.is_open


# --- Where it is asked from -------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["today", "docket", "timeline", "network"])
def test_the_context_menu_of_every_view_supposes(window: Window, view: str) -> None:
    window.show_view(view)
    window.workspace.select(("usmx-08",))
    menu = window.handlers.context_menu()
    first = menu.actions()[0]
    assert first.text() == "What if…"
    supposing = window.handlers.what_if.menu(menu, window.workspace.selection)
    assert supposing is not None
    words = [action.text() for action in supposing.actions()]
    assert words == [
        "It is performed on…",
        "It is not performed",
        "It is due on another day…",
        "Relief from it is granted…",
    ]
    supposing.actions()[1].trigger()
    assert assumptions(window) == (SupposeMissed(about="usmx-08"),)


def test_a_consequence_is_never_supposed(window: Window) -> None:
    window.workspace.select(("usmx-18",))
    assert window.handlers.context_menu().actions()[0].text() != "What if…"


def test_the_inspector_asks_from_its_head_and_says_how_it_would_stand(window: Window, qtbot: QtBot) -> None:
    window.workspace.select(("usmx-08",))
    window.dock.set_folded(folded=False)
    panel = window.dock.panel
    assert isinstance(panel, InspectorPanel)
    with qtbot.waitSignal(window.workspace.supposeRequested) as asked:
        panel._suppose.click()
    assert asked.args == [("usmx-08",), ""]
    assert panel.findChild(IfSo) is None
    window.workspace.set_day(NEW_YEAR)
    window.workspace.suppose((CLOSES,))
    found = panel.findChild(IfSo)
    assert found is not None
    assert found.accessibleName().startswith("If so: satisfied Tue 31 Dec 1996")


# --- The banner -------------------------------------------------------------------------------------------


def test_the_frame_is_tinted_in_every_view_until_it_ends(window: Window) -> None:
    def grounds() -> set[str]:
        return {part.ground for part in (window.rail, window.top, window.bottom, window.menu_line)}

    assert grounds() == {"frame"}
    window.workspace.suppose((CLOSES,))
    assert grounds() == {"other_day"}
    banner = window.handlers.what_if.banner
    assert banner is not None
    for view in ("today", "docket", "network", "timeline", "reports"):
        window.show_view(view)
        assert banner.isVisible()
    window.actions_["end_what_if"].trigger()
    assert grounds() == {"frame"}
    assert not banner.isVisible()


def test_it_stands_inside_the_network_and_says_elsewhere_that_the_docket_is_as_it_stands(window: Window) -> None:
    window.workspace.suppose((CLOSES,))
    view = window.show_view("network")
    banner = window.handlers.what_if.banner
    assert banner is not None
    assert view.isAncestorOf(banner)
    assert "as it stands" not in banner.sentence.text
    window.show_view("docket")
    assert not view.isAncestorOf(banner)
    assert "as it stands" in banner.sentence.text
    window.show_view("network")
    assert view.isAncestorOf(banner)
    assert isinstance(view, NetworkView)


def test_each_assumption_can_be_taken_away(window: Window) -> None:
    window.workspace.suppose((CLOSES, SupposeMissed(about="usmx-17")))
    banner = window.handlers.what_if.banner
    assert banner is not None
    assert banner.shown[0] == "$9,400,000 of USMX-8 is performed on Fri 20 Dec 1996"
    banner._chips[0].cross.click()
    assert assumptions(window) == (SupposeMissed(about="usmx-17"),)
    banner._chips[0].cross.click()
    assert window.workspace.supposition is None


def test_the_keyboard_stays_with_the_assumptions_and_then_goes_to_the_view(window: Window, qtbot: QtBot) -> None:
    view = window.show_view("network")
    window.workspace.suppose((CLOSES, SupposeMissed(about="usmx-17")))
    banner = window.handlers.what_if.banner
    assert banner is not None
    banner._chips[0].cross.setFocus()
    QTest.keyClick(banner._chips[0].cross, Qt.Key.Key_Space)
    assert [chip.cross.hasFocus() for chip in banner._chips] == [True]
    QTest.keyClick(banner._chips[0].cross, Qt.Key.Key_Space)
    held = QApplication.focusWidget()
    assert held is not None
    assert view.isAncestorOf(held)
    assert not banner.isAncestorOf(held)


def test_what_has_no_room_stands_behind_a_menu(window: Window) -> None:
    refs = [f"usmx-{number:02}" for number in (7, 8, 9, 10, 11, 12, 13, 14)]
    window.workspace.suppose(SupposeMissed(about=one) for one in refs)
    banner = window.handlers.what_if.banner
    assert banner is not None
    hidden = len(refs) - len(banner.shown)
    assert hidden > 0
    assert banner.more.text() == f"and {hidden} more"
    menu = banner.rest_menu()
    assert len(menu.actions()) == len(refs)
    menu.actions()[-1].trigger()
    assert len(assumptions(window)) == len(refs) - 1


def test_it_offers_the_days_on_which_it_shows(window: Window, qtbot: QtBot) -> None:
    window.workspace.suppose((CLOSES,))
    days = window.handlers.what_if.findChild(DaysApart)
    assert days is not None
    qtbot.waitUntil(lambda: bool(days.days))
    menu = days.menu(window)
    said = [action.text() for action in menu.actions()]
    assert said[0] == "Wed 20 Nov 1996    today"
    assert said[1] == "Fri 20 Dec 1996    8 satisfied; 9 and 10 open"
    menu.actions()[-3].trigger()
    assert window.workspace.day == NEW_YEAR
    banner = window.handlers.what_if.banner
    assert banner is not None
    assert banner.days.isEnabled()


# --- The comparison ---------------------------------------------------------------------------------------


def test_the_comparison_selects_copies_and_goes_to_a_record(window: Window) -> None:
    window.workspace.set_day(NEW_YEAR)
    window.workspace.suppose((CLOSES,))
    card = window.handlers.what_if.compare()
    assert card is not None
    assert card.sentence.text() == "If so, on Wed 1 Jan 1997: 2 are saved, 2 stand otherwise."
    card.choose("usmx-21")
    assert window.workspace.selection == ("usmx-21",)
    QTest.keyClick(card.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert "Saved" in copied
    assert copied.count("→") == 4
    QTest.keyClick(card.list, Qt.Key.Key_Return)
    assert not card.is_open


def test_a_row_of_the_comparison_has_the_menu_of_its_record(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: dropped.append(menu))
    window.workspace.set_day(NEW_YEAR)
    window.workspace.suppose((CLOSES,))
    card = window.handlers.what_if.compare()
    assert card is not None
    card.choose("usmx-21")
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(card.list, QContextMenuEvent(reason, QPoint(5, 5), card.list.mapToGlobal(QPoint(5, 5))))
    (menu,) = dropped
    said = [action.text() for action in menu.actions()]
    assert said[0] == "Copy as text"
    assert "Edit…" in said


def test_it_follows_what_is_supposed_and_closes_with_it(window: Window) -> None:
    window.workspace.set_day(NEW_YEAR)
    window.workspace.suppose((CLOSES,))
    card = window.handlers.what_if.compare()
    assert card is not None
    window.workspace.suppose((SupposeMoved(about="usmx-17", to=date(1997, 2, 1)),))
    assert [row.id for row in card.list.shown.compared] == ["usmx-17"]
    window.workspace.suppose(())
    assert not card.is_open


def test_there_is_nothing_to_compare_while_nothing_is_supposed(window: Window) -> None:
    assert not window.actions_["compare"].isEnabled()
    assert window.handlers.what_if.compare() is None
    window.workspace.suppose((CLOSES,))
    assert window.actions_["compare"].isEnabled()


# --- Nothing supposed is written --------------------------------------------------------------------------


def test_recording_while_supposing_writes_to_the_docket_as_it_stands(window: Window, qtbot: QtBot) -> None:
    """A waiver that is only supposed, and a day that is only supposed, are nowhere in what is written."""
    waiver = SupposeRelief(covers=("usmx-01",), kind="waiver", granted_on=date(1996, 11, 20))
    moved = SupposeMoved(about="usmx-17", to=date(1997, 1, 15))
    before = window.workspace.docket
    window.show_view("network")
    window.workspace.suppose((CLOSES, waiver, moved))
    window.workspace.select(("usmx-17",))
    window.workspace.record(("usmx-17",), "performed")
    recorder = window.findChild(FactRecorder)
    assert recorder is not None
    recorder.go_on()
    after = ledger_of(window).docket
    assert len(after.facts) == len(before.facts) + 1
    assert (after.reliefs, after.obligations, after.events) == (before.reliefs, before.obligations, before.events)
    assert not any(record.id.startswith("supposed") for _, record in after.records())
    assert window.workspace.supposition is not None


QUIET = (
    *("compare", "end_what_if", "open_scenario", "what_if", "copy_table", "select_all", "filter", "clear_filter"),
    *(
        "zoom_in",
        "zoom_out",
        "zoom_fit",
        "inspector",
        "day_back",
        "day_on",
        "today",
        "palette",
        "record",
        "edit_record",
    ),
    *("record_performed", "record_verified", "show_source", "occurrences", "set_owner", "set_tags", "calculator"),
)


@pytest.mark.parametrize("view", ["network", "docket"])
def test_no_act_of_the_window_writes_anything_supposed(window: Window, view: str) -> None:
    docket, head = window.workspace.docket, ledger_of(window).head
    window.show_view(view)
    waiver = SupposeRelief(covers=("usmx-01",), kind="waiver", granted_on=NEW_YEAR)
    for key in QUIET:
        window.workspace.select(("usmx-08",))
        window.workspace.suppose((CLOSES, waiver))
        window.actions_[key].trigger()
        assert window.workspace.docket == docket, key
        assert ledger_of(window).head == head, key
