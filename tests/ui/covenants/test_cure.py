"""An equity cure is recorded with the sum that is enough, and what the test comes to with it is told beforehand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from model.ledger.commands import Delete, Put
from model.record.amount import EquityCure
from ui.covenants.cure import CureDialog
from ui.covenants.opening import open_cure
from ui.covenants.view import CovenantsView
from ui.frame.theme import Theme
from ui.workspace import Workspace


@pytest.fixture
def curable(worked: Workspace) -> Workspace:
    """Tangible shareholders’ equity, which may be cured; no reading by hand stands before the figures."""
    node = worked.docket.obligations["usmx-03"]
    assert node.threshold is not None
    cure = EquityCure(metric="equity")
    worked.do(Put(replace(node, threshold=replace(node.threshold, equity_cure=cure))))
    for fact in worked.docket.facts_about["usmx-03"]:
        worked.do(Delete("fact", fact.id))
    return worked


@pytest.fixture
def dialog(curable: Workspace, theme: Theme, host: QWidget) -> CureDialog:
    made = open_cure(curable, theme, host, "usmx-03")
    assert isinstance(made, CureDialog)
    return made


def test_the_sum_that_is_enough_is_proposed(dialog: CureDialog) -> None:
    assert (dialog.sum.text(), dialog.made.text()) == ("1,400,000", "Wed 20 Nov 1996")
    assert dialog.effect.text() == "It would be met: $17,500,000, at least $17,500,000, nothing to spare."


def test_a_cent_less_is_not_enough(dialog: CureDialog) -> None:
    dialog.sum.setText("1,399,999.99")
    assert dialog.effect.text().startswith("It would still not be met: ")


@pytest.mark.parametrize(
    ("typed", "day", "said"),
    [
        ("", "20 Nov 1996", "Write the sum that was put in."),
        ("-5", "20 Nov 1996", "A cure adds more than zero. Write the sum that was put in."),
        ("5", "", "Say on which day the cure was made: it counts from then on."),
        ("5", "1 Oct 1996", "The cure is made before the day it cures. Correct one of the two days."),
    ],
)
def test_what_is_not_sound_is_not_recorded(dialog: CureDialog, typed: str, day: str, said: str) -> None:
    dialog.sum.setText(typed)
    dialog.made.setText(day)
    assert dialog.effect.text() == said
    assert not dialog.save_button.isEnabled()


def test_once_recorded_the_test_is_met_from_that_day_and_undo_takes_it_back(
    dialog: CureDialog, curable: Workspace
) -> None:
    before = len(curable.docket.figures)
    dialog.save()
    (made,) = [one for one in curable.docket.figures.values() if one.cure]
    assert (made.metric, made.value, len(curable.docket.figures)) == ("equity", "1400000", before + 1)
    curable.undo()
    assert len(curable.docket.figures) == before


def test_a_cure_is_offered_only_where_the_clause_allows_one(curable: Workspace, theme: Theme, qtbot: QtBot) -> None:
    view = CovenantsView(curable, theme)
    qtbot.addWidget(view)
    view.show()
    curable.select(("usmx-03",))
    assert not view.detail.cure_button.isHidden()
    curable.select(("usmx-04",))
    assert view.detail.cure_button.isHidden()
    assert open_cure(curable, theme, view, "usmx-04") is None
