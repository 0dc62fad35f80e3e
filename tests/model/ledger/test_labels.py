"""Every change has a label that a lawyer understands."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from model.days.fiscal import FiscalYear
from model.docket import Docket
from model.errors import DocketError
from model.ledger.commands import (
    AddDocument,
    AddTags,
    Delete,
    DeleteMany,
    Put,
    PutMany,
    RecordFact,
    RemoveFact,
    RemoveTags,
    SetCaption,
    SetOwner,
)
from model.ledger.edit import Command
from model.record.amount import Amount
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.day import Day
from model.record.deadline import On, Open
from model.record.door import KINDS
from model.record.event import Event
from model.record.fact import (
    Approved,
    Cancelled,
    DefaultCeased,
    NotPerformed,
    Performed,
    Reading,
    Rejected,
    Submitted,
    Verified,
)
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.party import Party
from model.record.person import Person
from model.record.scenario import Scenario, SupposeMissed, SupposePerformed
from tests.builders import dated, figure
from tests.model.ledger import matters
from tests.model.ledger.matters import docket, duty, fact, links, needs

changed = msgspec.structs.replace
NOV_1 = date(1996, 11, 1)
STORM = Closure(
    id="closure-storm", calendar="NYSE", day=date(2012, 10, 29), reason="Storm", source="NYSE notice, 28 Oct 2012"
)
ASSETS = Metric(id="metric-assets", name="Current assets", currency="USD")
SHARE = Metric(id="metric-share", name="Minority share", unit="percent")
OCTOBER = figure("metric-assets", date(1996, 10, 31), "7000000", id="figure-october")
CLOSES = Scenario(
    id="scenario-closes",
    title="8 closes",
    assumptions=(SupposePerformed(about="obligation-8", on=date(1996, 12, 20)),),
)
MOURNING = changed(STORM, id="closure-new", day=date(2018, 12, 5), reason="Day of mourning", source="Proclamation 9835")

LABELS: list[tuple[Command, str]] = [
    # New records, one of each kind
    (Put(duty(24, "Deliver certificate")), "Enter ACME-24, Deliver certificate"),
    (Put(duty(24, "Deliver a certificate of no default", short_title="Certificate")), "Enter ACME-24, Certificate"),
    (Put(changed(matters.WAIVER, id="relief-25", ref="ACME-25", short_title="Waiver")), "Enter ACME-25, Waiver"),
    (Put(Party(id="party-new", name="Alaska Agent Ltd")), "Enter party Alaska Agent Ltd"),
    (Put(Person(id="person-new", name="Exploration", role=True)), "Enter person Exploration"),
    (Put(Instrument(id="instrument-new", title="Waiver Letter")), "Enter instrument Waiver Letter"),
    (Put(Event(id="event-new", title="Closing")), "Enter event Closing"),
    (Put(changed(MOURNING, calendar="US-FRB")), "Enter the closure of Federal Reserve on Wed 5 Dec 2018"),
    (Put(MOURNING), "Enter the closure of NYSE on Wed 5 Dec 2018"),
    (Put(Metric(id="metric-new", name="EBITDA", currency="USD")), "Enter metric EBITDA"),
    (
        Put(changed(OCTOBER, id="figure-new", as_of=date(1996, 11, 30))),
        "Record the figure of Current assets as of Sat 30 Nov 1996: USD 7,000,000",
    ),
    (
        Put(changed(OCTOBER, id="figure-new", metric="metric-share", value="12.5", expected=True)),
        "Record the expected figure of Minority share as of Thu 31 Oct 1996: 12.5 %",
    ),
    (
        Put(changed(OCTOBER, id="figure-new", cure=True, made=date(1996, 11, 12))),
        "Record the cure of Current assets as of Thu 31 Oct 1996: USD 7,000,000",
    ),
    (AddDocument(changed(matters.FILING, id="document-new", title="Side letter")), "Add document Side letter"),
    (PutMany((duty(24, "One"), duty(25, "Two")), "Enter 2 proposals from Form 8-K"), "Enter 2 proposals from Form 8-K"),
    # Changes, by their fields
    (
        Put(changed(matters.PROSPECTUS, deadline=dated(date(1996, 12, 31)))),
        "Change the due day of ACME-7 to Tue 31 Dec 1996",
    ),
    (Put(changed(matters.PROSPECTUS, deadline=Open(), review_by=NOV_1)), "Change deadline and review day of ACME-7"),
    (
        Put(changed(matters.PROSPECTUS, deadline=On(day=Day(on=NOV_1), strictly_before=True))),
        "Change due day of ACME-7",
    ),
    (Put(changed(matters.OFFERING, owner="person-legal", tags=("bank",))), "Change owner and tags of ACME-8"),
    (Put(changed(matters.OFFERING, owner="person-legal")), "Change the owner of ACME-8 to Legal"),
    (Put(changed(matters.OFFERING, owner=None)), "Change owner of ACME-8"),
    (
        Put(changed(matters.OFFERING, amount=Amount(value="9500000", currency="USD", bound="at least"))),
        "Change the amount of ACME-8 to at least USD 9,500,000",
    ),
    (Put(changed(matters.OFFERING, ref="ACME-80")), "Change the reference of ACME-8 to ACME-80"),
    (Put(changed(matters.OFFERING, title="Close the offering")), "Change the title of ACME-8 to Close the offering"),
    (Put(changed(matters.OFFERING, severity="critical")), "Change the severity of ACME-8 to critical"),
    (Put(changed(matters.OFFERING, needs=needs(17))), "Change conditions precedent of ACME-8"),
    (Put(changed(matters.OFFERING, either=links(17), paid_from=links(17), lead_time=3)),
     "Change source of payment, alternatives and lead time of ACME-8"),
    (Put(changed(matters.OFFERING, title="X", tags=("a",), notes="n", owner=None)), "Change ACME-8"),
    (Put(changed(matters.WAIVER, until=date(1997, 1, 31))), "Change the end of ACME-5 to Fri 31 Jan 1997"),
    (Put(changed(matters.BANK, email="a@b.com")), "Change e-mail of party N M Rothschild & Sons Limited"),
    (
        Put(changed(matters.BANK, email="a@b.com", notes="n", ours=True, short_name="R")),
        "Change party N M Rothschild & Sons Limited",
    ),
    (Put(changed(matters.FINANCE, away_from=NOV_1)), "Change the first day away of person Finance to Fri 1 Nov 1996"),
    (Put(changed(matters.AMENDMENT, governing_law="Colorado")), "Change governing law of instrument First Amendment"),
    (
        Put(changed(matters.PLACEMENT, happened=Day(on=NOV_1))),
        "Change the day it happened of event Private placement to Fri 1 Nov 1996",
    ),
    (Put(changed(matters.FILING, notes="n")), "Change notes of document Form 8-K"),
    (
        Put(changed(OCTOBER, value="7100000")),
        "Change the value of the figure of Current assets as of Thu 31 Oct 1996 to USD 7,100,000",
    ),
    (Put(changed(ASSETS, short_name="assets")), "Change short name of metric Current assets"),
    (Put(changed(STORM, reason="Hurricane Sandy")), "Change reason of the closure of NYSE on Mon 29 Oct 2012"),
    (
        Put(changed(STORM, day=date(2012, 10, 30))),
        "Change the day of the closure of NYSE on Mon 29 Oct 2012 to Tue 30 Oct 2012",
    ),
    (Put(changed(matters.AMENDMENT, counts="business")), "Change way of counting days of instrument First Amendment"),
    (
        Put(changed(matters.PLACEMENT, fiscal=FiscalYear(month=12), expected=Day(on=NOV_1))),
        "Change expected day and fiscal year of event Private placement",
    ),
    (SetCaption(Caption(title="Acme", ref_prefix="ACME-")), "Change the title of the docket to Acme"),
    (SetCaption(changed(matters.CAPTION, legend="", subtitle="x")), "Change subtitle and legend of the docket"),
    # Facts, one of each kind
    (RecordFact(fact(7, Performed())), "Mark ACME-7 performed on Fri 1 Nov 1996"),
    (RecordFact(fact(7, Performed(), words="early November")), "Mark ACME-7 performed by Fri 1 Nov 1996"),
    (
        RecordFact(fact(1, Performed(amount="1250000.5", currency="USD"))),
        "Mark ACME-1 performed on Fri 1 Nov 1996 (USD 1,250,000.5)",
    ),
    (
        RecordFact(fact(20, Performed(), date(1997, 1, 2), occurrence=date(1996, 12, 31))),
        "Mark ACME-20 for Tue 31 Dec 1996 performed on Thu 2 Jan 1997",
    ),
    (
        RecordFact(fact(1, NotPerformed(), words="as of the Report")),
        "Record that ACME-1 was confirmed not performed by Fri 1 Nov 1996",
    ),
    (RecordFact(fact(17, Submitted())), "Mark ACME-17 submitted on Fri 1 Nov 1996"),
    (RecordFact(fact(17, Approved())), "Mark ACME-17 approved on Fri 1 Nov 1996"),
    (RecordFact(fact(17, Rejected())), "Mark ACME-17 rejected on Fri 1 Nov 1996"),
    (RecordFact(fact(2, Reading(value="1.8"))), "Record a reading of ACME-2 on Fri 1 Nov 1996: 1.8"),
    (RecordFact(fact(2, Reading(met=False))), "Record a reading of ACME-2 on Fri 1 Nov 1996: not met"),
    (RecordFact(fact(2, Reading(value="2", met=True))), "Record a reading of ACME-2 on Fri 1 Nov 1996: 2, met"),
    (
        RecordFact(fact(1, DefaultCeased(), date(1997, 1, 2))),
        "Record that the default of ACME-1 ceased on Thu 2 Jan 1997",
    ),
    (RecordFact(fact("relief-5", Verified())), "Mark ACME-5 verified on Fri 1 Nov 1996"),
    (RecordFact(fact(1, Cancelled())), "Mark ACME-1 cancelled on Fri 1 Nov 1996"),
    (
        RecordFact(fact(8, Performed(), name="fact-known")),
        "Correct the fact that ACME-7 was performed on Fri 1 Nov 1996",
    ),
    (Put(fact(7, Performed())), "Mark ACME-7 performed on Fri 1 Nov 1996"),
    (RemoveFact("fact-known"), "Remove the fact that ACME-7 was performed on Fri 1 Nov 1996"),
    (Delete("fact", "fact-known"), "Remove the fact that ACME-7 was performed on Fri 1 Nov 1996"),
    # Several at once
    (SetOwner(("obligation-7",), "person-legal"), "Make Legal the owner of ACME-7"),
    (SetOwner(("obligation-7", "relief-5"), "person-legal"), "Make Legal the owner of ACME-7 and ACME-5"),
    (SetOwner(("obligation-8",), None), "Clear the owner of ACME-8"),
    (
        SetOwner(("obligation-1", "obligation-2", "obligation-7", "obligation-9"), "person-legal"),
        "Make Legal the owner of 4 obligations",
    ),
    (AddTags(("obligation-7",), ("bank", "closing")), "Add tags bank and closing to ACME-7"),
    (AddTags(("obligation-7", "obligation-8", "obligation-tagged"), ("bank",)), "Add tag bank to ACME-7 and ACME-8"),
    (RemoveTags(("obligation-7", "obligation-tagged"), ("BANK",)), "Remove tag BANK from ACME-60"),
    # Deletions, one of each kind that can be
    (Delete("obligation", "obligation-20"), "Delete ACME-20, Deliver the monthly report"),
    (Delete("relief", "relief-5"), "Delete ACME-5, Waiver of the defaults"),
    (Delete("person", "person-legal"), "Delete person Legal"),
    (Delete("closure", "closure-storm"), "Delete the closure of NYSE on Mon 29 Oct 2012"),
    (Delete("figure", "figure-october"), "Remove the figure of Current assets as of Thu 31 Oct 1996"),
    (Delete("metric", "metric-assets"), "Delete metric Current assets"),
    (Put(changed(CLOSES, id="scenario-new", title="8 slips")), "Keep scenario 8 slips"),
    (Put(changed(CLOSES, title="8 closes late")), "Change the title of scenario 8 closes to 8 closes late"),
    (
        Put(changed(CLOSES, assumptions=(SupposeMissed(about="obligation-8"),))),
        "Change assumptions of scenario 8 closes",
    ),
    (Delete("scenario", "scenario-closes"), "Delete scenario 8 closes"),
    (DeleteMany(("obligation-20", "relief-5")), "Delete ACME-20 and ACME-5"),
]  # fmt: skip

TAGGED = changed(duty(60, "Tagged", tags=("bank",)), id="obligation-tagged")


def standing() -> Docket:
    return docket(fact(7, Performed(), name="fact-known"), TAGGED, STORM, ASSETS, SHARE, OCTOBER, CLOSES)


@pytest.mark.parametrize(("command", "label"), LABELS, ids=[label for _, label in LABELS])
def test_the_label_says_what_changes(command: Command, label: str) -> None:
    edit = command(standing())
    assert edit.label == label
    assert edit.changes


def test_every_kind_of_record_can_be_entered_and_changed() -> None:
    kinds = {change.kind for command, _ in LABELS for change in command(standing()).changes}
    assert kinds == set(KINDS)
    entered = {c.kind for command, _ in LABELS for c in command(standing()).changes if c.before is None}
    assert entered == set(KINDS) - {"caption"}


NOTHING: list[Command] = [
    Put(matters.OFFERING),
    PutMany((matters.OFFERING, matters.BANK), "Import"),
    RecordFact(fact(7, Performed(), name="fact-known")),
    RemoveFact("fact-gone"),
    SetOwner(("obligation-8",), "person-finance"),
    SetOwner((), "person-finance"),
    SetOwner(("obligation-gone",), "person-finance"),
    AddTags(("obligation-tagged",), ("Bank",)),
    AddTags(("obligation-7",), ()),
    RemoveTags(("obligation-7",), ("bank",)),
    SetCaption(matters.CAPTION),
    AddDocument(matters.FILING),
]


@pytest.mark.parametrize("command", NOTHING, ids=lambda command: type(command).__name__)
def test_what_changes_nothing_says_so(command: Command) -> None:
    assert command(standing()).changes == ()


REFUSED: list[Command] = [
    Put(duty(24, "T", obligor="party-gone")),
    PutMany((duty(24, "T"), duty(25, "T", owner="person-gone")), "Import"),
    RecordFact(fact(2, Performed())),
    SetOwner(("obligation-7",), "party-us"),
    AddTags(("obligation-7",), ("a, b",)),
    SetCaption(Caption(title=" ")),
]


@pytest.mark.parametrize("command", REFUSED, ids=lambda command: type(command).__name__)
def test_every_command_passes_the_rules_of_entry(command: Command) -> None:
    with pytest.raises(DocketError):
        command(standing())


def test_tags_keep_their_order_and_stand_once() -> None:
    edit = AddTags(("obligation-tagged",), ("Closing", "BANK", "agent", "closing"))(standing())
    after = edit.changes[0].after
    assert getattr(after, "tags", None) == ("bank", "Closing", "agent")


def test_what_was_accepted_with_a_note_says_so_in_the_edit() -> None:
    edit = RecordFact(fact(7, Performed()))(standing())
    (note,) = edit.notes
    assert note.startswith(
        "ACME-7 was performed on Fri 1 Nov 1996, before the day of its instrument, First Amendment (Fri"
    )
    future = RecordFact(fact(1, Performed(), date(1996, 12, 1)), today=matters.TODAY)(standing())
    assert len(future.notes) == 1
