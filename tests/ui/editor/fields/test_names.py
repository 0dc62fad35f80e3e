"""What the notation calls events and obligations, so that each name means one thing."""

from __future__ import annotations

from datetime import date

from model.days.notation import format_deadline, parse
from model.docket import Docket
from model.record.day import Day
from model.record.deadline import EventAnchor, ObligationAnchor
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.named_anchors import deadline_from, named_from
from ui.editor.fields.names import AnchorNames, context_of
from ui.workspace import Workspace

CLOSINGS = [
    Event(id="first", title="Closing", happened=Day(on=date(1996, 11, 15))),
    Event(id="second", title="the closing"),
    Event(id="quarter", title="fiscal quarter end", expected=Day(on=date(1996, 9, 30)), recurs="FREQ=MONTHLY"),
]


def test_events_of_one_title_are_told_apart_by_their_days() -> None:
    names = AnchorNames(Docket.of(("event", event) for event in CLOSINGS))
    assert names.all() == ("Closing (Fri 15 Nov 1996)", "fiscal quarter end", "the closing (second)")
    assert names.find("closing") is None
    assert names.find("Closing (Fri 15 Nov 1996)") == EventAnchor(event="first")
    assert [names.recurs(EventAnchor(event=event.id)) for event in CLOSINGS] == [False, False, True]


def test_an_obligation_goes_by_its_ref_and_says_which_of_its_days(workspace: Workspace) -> None:
    names = AnchorNames(workspace.docket, without="usmx-17")
    assert names.find("usmx-8") == ObligationAnchor(obligation="usmx-08")
    assert names.find("the miss of USMX-8") == ObligationAnchor(obligation="usmx-08", of="missed")
    assert names.find("due day of USMX-8") == ObligationAnchor(obligation="usmx-08", of="due")
    assert names.find("USMX-17") is None
    assert names.find("USMX-18") is None  # a consequence has no day of its own


def test_every_name_reads_back_as_what_it_stands_for(workspace: Workspace) -> None:
    names = AnchorNames(workspace.docket)
    agreement = Instrument(id="agreement", title="Agreement", counts="calendar", calendars=("NYSE",), roll="following")
    context = context_of(names, agreement, date(1996, 11, 20))
    assert context.named == "the Agreement"
    for name in names.all():
        said = parse(f"60 days after “{name}”", context)
        deadline = deadline_from(said, names.find)
        again = named_from(deadline, names.name)
        assert again is not None
        assert parse(format_deadline(again, context), context) == said
