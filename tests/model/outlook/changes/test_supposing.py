"""Assumptions as they are typed on a command line."""

from __future__ import annotations

from datetime import date

import pytest

from model.docket import Docket
from model.errors import DayError, InvalidRecord
from model.outlook.changes.supposing import read_assumption
from model.record.day import Day
from model.record.deadline import Every, On
from model.record.event import Event
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.scenario import (
    Assumption,
    SupposeFigure,
    SupposeMissed,
    SupposeMoved,
    SupposePerformed,
    SupposeReading,
    SupposeRelief,
)
from model.record.share import OfProceeds, Share
from tests.builders import docket_of, sample_docket

TODAY, DAY = date(1996, 11, 20), date(1996, 12, 20)
INTEREST = Obligation(
    id="interest",
    ref="USMX-30",
    title="Interest",
    kind="payment",
    deadline=Every(rule="FREQ=MONTHLY", start=date(1996, 11, 30)),
)

PREPAYMENT = Obligation(
    id="prepay",
    ref="USMX-31",
    title="Prepayment out of the proceeds",
    kind="payment",
    deadline=On(day=Day(on=DAY)),
    share=Share(percent="75", base=OfProceeds(obligation="usmx-08"), currency="USD"),
)


@pytest.fixture(scope="module")
def docket() -> Docket:
    records = [record for _, record in sample_docket().records()]
    equity = Metric(id="equity", name="Tangible equity", currency="USD")
    return docket_of([*records, INTEREST, PREPAYMENT, equity, Event(id="ready", title="Readiness")])


@pytest.mark.parametrize(
    ("text", "assumption"),
    [
        (
            "USMX-8=performed@1996-12-20:9400000",
            SupposePerformed(about="usmx-08", on=DAY, amount="9400000", currency="USD"),
        ),
        (
            "8=performed@1996-12-20:$9,400,000",
            SupposePerformed(about="usmx-08", on=DAY, amount="9400000", currency="USD"),
        ),
        ("usmx-17=performed@1996-12-20", SupposePerformed(about="usmx-17", on=DAY)),
        ("USMX-31=performed@1996-12-20:70", SupposePerformed(about="prepay", on=DAY, amount="70", currency="USD")),
        ("USMX-17=missed", SupposeMissed(about="usmx-17")),
        ("USMX-17=moved@1996-12-20", SupposeMoved(about="usmx-17", to=DAY)),
        ("USMX-5=moved@1996-12-20", SupposeMoved(about="usmx-05", to=DAY)),
        ("readiness=moved@1996-12-20", SupposeMoved(about="ready", to=DAY)),
        ("USMX-2=reading@1996-12-20:2.1", SupposeReading(about="usmx-02", on=DAY, value="2.1")),
        ("USMX-4=reading@1996-12-20:190 %", SupposeReading(about="usmx-04", on=DAY, value="190")),
        ("USMX-15=reading@1996-12-20:not met", SupposeReading(about="usmx-15", on=DAY, met=False)),
        ("tangible equity=reading@1996-12-20:$18m", SupposeFigure(metric="equity", as_of=DAY, value="18000000")),
        ("USMX-1=relieved", SupposeRelief(covers=("usmx-01",), kind="waiver", granted_on=TODAY)),
        (
            "USMX-30[1996-11-30]=performed@1996-12-20",
            SupposePerformed(about="interest", on=DAY, occurrence=date(1996, 11, 30)),
        ),
        ("USMX-30[1996-11-30]=missed", SupposeMissed(about="interest", occurrence=date(1996, 11, 30))),
    ],
)
def test_an_assumption_is_read(docket: Docket, text: str, assumption: Assumption) -> None:
    assert read_assumption(docket, text, TODAY) == assumption


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "“” is no assumption. Write REF=performed@DATE"),
        ("USMX-8", "is no assumption"),
        ("USMX-8=performed", "is no assumption"),
        ("USMX-8=missed@1996-12-20", "is no assumption"),
        ("USMX-8=moved@1996-12-20:5", "is no assumption"),
        ("USMX-2=reading@1996-12-20", "is no assumption"),
        ("USMX-99=missed", "“USMX-99” is in this docket neither a reference nor"),
        ("tangible equity=missed", "neither a reference nor"),
        ("USMX-5=missed", "“USMX-5” is no obligation. Only an obligation can be supposed missed."),
        ("USMX-8[1996-12-20]=missed", r"USMX-8 does not recur. Leave \[1996-12-20\] out."),
        ("USMX-30=performed@1996-12-20", "USMX-30 recurs. Name the occurrence by its day"),
        ("USMX-30[1996-12-01]=performed@1996-12-20", "USMX-30 has no occurrence on"),
        ("USMX-2=performed@1996-12-20", "USMX-2 is a test: it is kept, not performed."),
        ("USMX-7=reading@1996-12-20:met", "USMX-7 is neither covenant nor test and has no reading."),
        ("USMX-15=reading@1996-12-20:5", "USMX-15 has no threshold to hold 5 against. Write met or not met."),
        ("USMX-2=reading@1996-12-20:two", "“two” is no number"),
        ("USMX-10=performed@1996-12-20:CAD 5", "USMX-10 is owed in USD, not in CAD."),
        ("USMX-17=performed@1996-12-20:5", "5"),
    ],
)
def test_what_is_no_assumption_is_refused_with_what_to_write(docket: Docket, text: str, words: str) -> None:
    with pytest.raises(InvalidRecord, match=words):
        read_assumption(docket, text, TODAY)


def test_a_day_that_is_none_is_refused(docket: Docket) -> None:
    with pytest.raises(DayError, match="1996-11-31"):
        read_assumption(docket, "USMX-8=moved@1996-11-31", TODAY)
