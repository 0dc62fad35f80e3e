"""What qualifies a duty leads to its words; what takes it away, and the terms of its instrument, stand beside it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from model.days.operation import BusinessDays
from model.ledger.commands import Put
from model.record.conditions import FallsAway, Need, Qualification
from model.record.day import Day
from model.record.deadline import After, EventAnchor, InstrumentAnchor, ObligationAnchor
from model.record.event import Event
from model.record.instrument import InForceWhen
from model.record.share import OfProceeds, Share
from ui.frame.theme import Theme
from ui.inspector.linkrow import LinkButton
from ui.inspector.panel import InspectorPanel
from ui.inspector.sections import InspectorSection
from ui.workspace import Workspace


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace, theme: Theme) -> InspectorPanel:
    made = InspectorPanel(workspace, theme)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    return made


def section(panel: InspectorPanel, name: str) -> InspectorSection:
    return next(one for one in panel.findChildren(InspectorSection) if one.accessibleName() == name)


def rows(panel: InspectorPanel, name: str) -> list[tuple[str, str]]:
    return [(each.row.title, each.row.word) for each in section(panel, name).findChildren(LinkButton)]


def test_the_words_that_qualify_lead_to_their_document(workspace: Workspace, panel: InspectorPanel) -> None:
    source = workspace.docket.obligations["usmx-08"].sources[0]
    words = (Qualification(words="to the extent of cash"), Qualification(words="no less than", source=source))
    workspace.do(Put(replace(workspace.docket.obligations["usmx-17"], qualifications=words)))
    workspace.select(("usmx-17",))
    shown: list[object] = []
    workspace.sourceRequested.connect(shown.append)
    buttons = section(panel, "Qualified by").findChildren(QPushButton)
    (pinned,) = [button for button in buttons if button.objectName().startswith("qualified.")]
    assert pinned.accessibleName() == "Open in document: no less than"
    pinned.click()
    assert shown == [source]


def test_what_takes_it_away_and_what_it_is_a_percentage_of_are_rows(
    workspace: Workspace, panel: InspectorPanel
) -> None:
    causes = (
        FallsAway(when=ObligationAnchor(obligation="usmx-16", of="missed")),
        FallsAway(when=InstrumentAnchor(instrument="form-8k", of="end")),
    )
    share = Share(percent="75", base=OfProceeds(obligation="usmx-08"), currency="USD")
    workspace.do(Put(replace(workspace.docket.obligations["usmx-17"], falls_away=causes, share=share)))
    workspace.select(("usmx-17",))
    assert rows(panel, "Falls away") == [
        ("Arrangements for Rothschild’s monitoring", "if missed"),
        ("Form 8-K", "at its end"),
    ]
    assert rows(panel, "Needs") == [("Offering, net proceeds at least $9,000,000", "a percentage of it")]
    edits: list[tuple[str, str]] = []
    workspace.editRequested.connect(lambda kind, record_id: edits.append((kind, record_id)))
    section(panel, "Falls away").findChildren(LinkButton)[1].click()
    assert edits == [("instrument", "form-8k")]


def test_the_terms_of_an_instrument_are_explained_where_its_duties_stand(
    workspace: Workspace, panel: InspectorPanel
) -> None:
    workspace.do(Put(Event(id="notice", title="Notice of termination", happened=Day(on=date(1996, 11, 18)))))
    ends = After(anchor=EventAnchor(event="notice"), steps=(BusinessDays(n=1),))
    when = InForceWhen(needs=(Need(one_of=("usmx-07",)),))
    workspace.do(Put(replace(workspace.docket.instruments["form-8k"], ends=ends, in_force_when=when)))
    workspace.select(("usmx-19",))
    assert rows(panel, "Its instrument") == [
        ("Prospectus filed with Canadian regulators", "satisfied"),
        ("Notice of termination", "ends it"),
    ]
    workspace.select(("usmx-07",))
    assert ("Form 8-K", "in force with it") in rows(panel, "Needed by")
