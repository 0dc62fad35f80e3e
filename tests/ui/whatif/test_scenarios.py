"""What is supposed, kept under a name and opened again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from model.ledger.commands import Put
from model.record.scenario import (
    Scenario,
    SupposeMissed,
)
from tests.ui.whatif.test_supposing_in_the_window import CLOSES, assumptions, ledger_of
from ui.shell.palette import open_palette
from ui.shell.window import Window
from ui.whatif.scenarios import NOTES, TITLE, KeepCard, KeptCard


def keep(window: Window, name: str, notes: str = "") -> KeepCard:
    card = window.handlers.what_if.keep()
    assert card is not None
    card.open()
    assert card.form is not None
    card.form.rows[TITLE].field.show_value(name)
    card.form.rows[NOTES].field.show_value(notes)
    card.go_on()
    return card


def test_keeping_is_one_entry_and_moves_nothing(window: Window) -> None:
    before, entries = window.workspace.assessment, len(ledger_of(window).journal())
    window.workspace.suppose((CLOSES,))
    keep(window, "8 closes on 20 December", "Asked by the board")
    (kept,) = window.workspace.docket.scenarios.values()
    assert (kept.title, kept.assumptions, kept.notes) == ("8 closes on 20 December", (CLOSES,), "Asked by the board")
    assert len(ledger_of(window).journal()) == entries + 1
    assert window.workspace.assessment == before
    banner = window.handlers.what_if.banner
    assert banner is not None
    assert banner.lead.text() == "Supposed, not recorded: “8 closes on 20 December”"


def test_a_name_that_is_kept_already_is_replaced(window: Window) -> None:
    window.workspace.suppose((CLOSES,))
    keep(window, "A")
    window.workspace.suppose((SupposeMissed(about="usmx-08"),))
    keep(window, "a")
    (kept,) = window.workspace.docket.scenarios.values()
    assert (kept.title, kept.assumptions) == ("a", (SupposeMissed(about="usmx-08"),))


def test_without_a_name_nothing_is_kept(window: Window) -> None:
    window.workspace.suppose((CLOSES,))
    card = keep(window, "  ")
    assert card.is_open
    assert card.form is not None
    assert card.form.rows[TITLE].message.startswith("A scenario needs a title")
    assert not window.workspace.docket.scenarios


def press(card: KeptCard, word: str, scenario: Scenario) -> None:
    row = card.area.findChild(QWidget, f"kept.{scenario.id}")
    assert row is not None
    next(one for one in row.findChildren(QPushButton) if one.text() == word).click()


def test_what_was_kept_is_opened_renamed_and_deleted(window: Window) -> None:
    window.workspace.suppose((CLOSES,))
    keep(window, "8 closes")
    window.workspace.suppose(())
    (kept,) = window.workspace.docket.scenarios.values()
    press(window.handlers.what_if.open_kept(), "Suppose", kept)
    assert assumptions(window) == (CLOSES,)
    press(window.handlers.what_if.open_kept(), "Rename…", kept)
    card = next(one for one in window.findChildren(KeepCard) if one.is_open)
    assert card.form is not None
    card.form.rows[TITLE].field.show_value("8 closes late")
    card.go_on()
    assert window.workspace.docket.scenarios[kept.id].title == "8 closes late"
    press(window.handlers.what_if.open_kept(), "Delete", kept)
    assert not window.workspace.docket.scenarios
    assert assumptions(window) == (CLOSES,)
    window.workspace.undo()
    assert window.workspace.docket.scenarios[kept.id].title == "8 closes late"


def test_the_palette_supposes_what_was_kept(window: Window) -> None:
    kept = Scenario(id="scenario-1", title="8 closes", assumptions=(CLOSES,))
    window.workspace.do(Put(kept))
    open_palette(window).chosen.emit("scenario:scenario-1")
    assert assumptions(window) == (CLOSES,)


def test_an_empty_list_says_how_to_begin(window: Window) -> None:
    card = window.handlers.what_if.open_kept()
    assert card.caption.text().startswith("None is kept in this docket.")
