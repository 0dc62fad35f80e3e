"""A figure is supposed where it counts: behind a test, a fund, a percentage; what happens again happens once more."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.assess.standing import Standing
from model.ledger.commands import Put
from model.outlook.changes.whatif import changes_of, say_assumption
from model.record.day import Day
from model.record.event import Event, Happening
from model.record.metric import Metric
from model.record.scenario import SupposeFigure, SupposeMoved
from tests.ui.whatif.test_supposing_in_the_window import assumptions, fill, form_of
from ui.editor.fields.field import UnreadField
from ui.shell.window import Window
from ui.whatif.kinds import joined, kinds_for, metrics_behind
from ui.workspace import Workspace

DAY = date(1996, 11, 20)
LATER = date(1996, 11, 25)


def measured(space: Workspace) -> None:
    """USMX-2 is worked out from two metrics."""
    for own, name in (("assets", "Current assets"), ("liabilities", "Current liabilities")):
        space.do(Put(Metric(id=own, name=name, currency="USD")))
    node = space.docket.obligations["usmx-02"]
    assert node.threshold is not None
    formula = replace(node.threshold, formula="[assets] / [liabilities]")
    space.do(Put(replace(node, threshold=formula)))


def test_only_what_rests_on_figures_is_asked_for_one(workspace: Workspace) -> None:
    measured(workspace)
    docket = workspace.docket
    assert metrics_behind(docket, "usmx-02") == ("assets", "liabilities")
    assert metrics_behind(docket, "usmx-11") == ("proceeds-account",)
    assert "figure" in [kind.tag for kind in kinds_for(docket, ("usmx-11",))]
    assert "figure" not in [kind.tag for kind in kinds_for(docket, ("usmx-17",))]
    assert "figure" not in [kind.tag for kind in kinds_for(docket, ("usmx-02", "usmx-11"))]


def test_figures_are_typed_in_the_card_and_the_test_follows(window: Window) -> None:
    space = window.workspace
    measured(space)
    space.set_day(LATER)
    for metric, typed in (("liabilities", "$1m"), ("assets", "2,400,000")):
        card = window.handlers.what_if.assume(("usmx-02",), "figure")
        form = form_of(card)
        form.rows["metric"].field.show_value(metric)
        fill(form, "figure.text", typed)
        assert card is not None
        card.go_on()
        assert not card.is_open
    supposed = SupposeFigure(metric="liabilities", as_of=LATER, value="1000000")
    assert assumptions(window) == (supposed, SupposeFigure(metric="assets", as_of=LATER, value="2400000"))
    assert space.supposition is not None
    assert space.supposition.assessment.positions["usmx-02"].standing == Standing.IN_COMPLIANCE
    assert space.assessment.positions["usmx-02"].standing != Standing.IN_COMPLIANCE
    assert say_assumption(space.docket, supposed) == "Current liabilities is $1,000,000 as of Mon 25 Nov 1996"


@pytest.mark.parametrize("typed", ["", "lots", "EUR 5"])
def test_what_is_no_figure_of_the_metric_is_refused_beside_it(window: Window, typed: str) -> None:
    measured(window.workspace)
    form = form_of(window.handlers.what_if.assume(("usmx-02",), "figure"))
    fill(form, "figure.text", typed)
    with pytest.raises(UnreadField):
        form.assumptions()


def test_another_figure_of_the_same_day_takes_the_place_of_the_first() -> None:
    first = SupposeFigure(metric="assets", as_of=DAY, value="1")
    other = replace(first, value="2")
    later = replace(first, as_of=date(1996, 12, 31))
    assert joined((first,), (other, later)) == (other, later)


def test_what_happens_again_is_supposed_to_happen_once_more(workspace: Workspace) -> None:
    first = Happening(day=Day(on=date(1996, 11, 4)), note="by letter")
    workspace.do(Put(Event(id="request", title="Request", again=True, happenings=(first,))))
    (change,) = changes_of(workspace.docket, SupposeMoved(about="request", to=date(1996, 12, 2)), 0)
    assert isinstance(change.after, Event)
    assert change.after.happenings == (first, Happening(day=Day(on=date(1996, 12, 2))))
    assert not change.after.happened
    assert not list(change.after.problems())


def test_any_day_may_be_asked_for_from_the_banner(window: Window) -> None:
    window.workspace.suppose((SupposeMoved(about="usmx-08", to=date(1997, 1, 31)),))
    handlers = window.handlers.what_if
    assert handlers.banner is not None
    assert handlers.banner.days.isEnabled()
    asked = handlers._days
    assert asked is not None
    menu = asked.menu(window)
    menu.actions()[-1].trigger()
    assert menu.actions()[-1].text() == "Another day…"
    window.workspace.set_day(date(1997, 1, 15))
    assert window.workspace.supposition is not None
    assert window.workspace.supposition.day == date(1997, 1, 15)
