"""What a record says beside its duty is told in words, in the feed's description and in the report's entry."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.assess.engine import assess_whole
from model.assess.spells import ALWAYS, NEVER
from model.assess.terms import Terms
from model.days.operation import Add, BusinessDays
from model.feed.items import FeedItem
from model.feed.privacy import told
from model.feed.saying import description
from model.feed.spec import Privacy
from model.record.conditions import Need, NoDefault, Qualification, ReliefLimits
from model.record.day import Day
from model.record.deadline import After, EventAnchor, On
from model.record.event import Event
from model.record.instrument import InForceWhen, Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.share import OfMetric, OfProceeds, OfSum, Share
from model.report.rows import full_row
from model.wording.further_terms import ends_words, further_terms, in_force_words
from tests.builders import docket_of

EXTENT = "to the extent\nof cash then at hand"
AGREEMENT = Instrument(
    id="i",
    title="Credit Agreement dated as of 1 March",
    short_title="Credit Agreement",
    in_force_when=InForceWhen(needs=(Need(one_of=("o-2", "o-3")),), events=("filed",), effective=date(1997, 1, 2)),
    ends=After(anchor=EventAnchor(event="notice"), steps=(BusinessDays(n=1),)),
)
OWED = Obligation(
    id="o-1",
    ref="A-1",
    title="Pay",
    kind="payment",
    deadline=On(day=Day(on=date(1997, 3, 31))),
    qualifications=(Qualification(words=EXTENT),),
    no_default=(NoDefault(instrument="i", party="us", words="so long as"),),
    relief_limits=ReliefLimits(longest=(Add(n=3, unit="day"),), times=2, locator="Section 3"),
    survives=True,
)
OTHERS = [replace(OWED, id=f"o-{n}", ref=f"A-{n}", qualifications=(), no_default=()) for n in (2, 3)]
DOCKET = docket_of(
    [
        OWED,
        *OTHERS,
        AGREEMENT,
        Party(id="us", name="USMX, Inc.", short_name="USMX", ours=True),
        Metric(id="m", name="Net Cash Proceeds", currency="USD"),
        Event(id="filed", title="Filing"),
        Event(id="notice", title="Notice of termination"),
    ]
)
DAY = date(1997, 1, 15)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(percent="75", base=OfProceeds(obligation="o-2"), currency="USD"), "75 % of what A-2 brings in"),
        (
            Share(percent="0.25", base=OfMetric(metric="m"), currency="USD", floor="100000", cap="2000000"),
            "0.25 % of Net Cash Proceeds, at least $100,000, at most $2,000,000",
        ),
        (Share(percent="50", base=OfSum(value="8000000"), currency="USD"), "50 % of $8,000,000"),
    ],
)
def test_a_percentage_says_what_it_is_of(share: Share, words: str) -> None:
    (term,) = further_terms(DOCKET, replace(OTHERS[0], share=share, relief_limits=None, survives=False))
    assert (term.label, term.words.replace("\N{NO-BREAK SPACE}", " ")) == ("Percentage", words)


def test_what_qualifies_comes_first_and_stands_in_quotation_marks() -> None:
    assert [term.sentence for term in further_terms(DOCKET, OWED)] == [
        "Qualified by: “to the extent of cash then at hand”",
        "Needs: no Event of Default under Credit Agreement by USMX is continuing",
        "Relief at most: until 3 days after its due day, 2 times, Section 3",
        "Survives: owed after the end of its instrument too",
    ]


def test_a_feed_that_tells_all_tells_what_qualifies_and_no_other_does() -> None:
    assessment = assess_whole(DOCKET, DAY).assessment
    told_all = description(DOCKET, assessment, OWED, assessment["o-1"], "Open", quiet=False)
    assert "Qualified by: “to the extent of cash then at hand”" in told_all.splitlines()
    item = FeedItem(key="o-1", day=DAY, summary="A-1 Pay", standing="open", ref="A-1", description=told_all)
    kinds: tuple[Privacy, ...] = ("titles", "redacted")
    for privacy in kinds:
        assert "extent" not in told(item, privacy, confidential=False).description


def test_the_report_quotes_what_qualifies_and_says_the_rest() -> None:
    assessment = assess_whole(DOCKET, DAY).assessment
    lines = full_row(DOCKET, assessment, OWED).lines
    assert ("quote", "Qualified by “to the extent of cash then at hand”") in [(one.style, one.text) for one in lines]
    said = next(one.text for one in lines if one.style == "said")
    assert "Relief at most: until 3 days after its due day, 2 times, Section 3." in said


@pytest.mark.parametrize(
    ("terms", "in_force", "ends"),
    [
        (
            Terms(AGREEMENT, NEVER, NEVER, waits_for=("o-2", "o-3", "filed")),
            "not in force yet: waits for A-2 or A-3 and Filing",
            "ends 1 business day after Notice of termination, which has not come",
        ),
        (
            Terms(AGREEMENT, date(1997, 2, 3), date(1997, 6, 2)),
            "in force since Mon 3 Feb 1997, once A-2 or A-3 and Filing, effective as of Thu 2 Jan 1997",
            "last day Mon 2 Jun 1997: 1 business day after Notice of termination",
        ),
    ],
)
def test_the_term_of_an_instrument_says_what_it_hangs_on(terms: Terms, in_force: str, ends: str) -> None:
    assert in_force_words(DOCKET, AGREEMENT, terms) == in_force
    assert ends_words(DOCKET, AGREEMENT, terms) == ends


def test_an_instrument_that_stands_by_itself_says_its_days_alone() -> None:
    plain = Instrument(id="p", title="Lease")
    assert in_force_words(DOCKET, plain, Terms(plain, ALWAYS, NEVER)) == "in force"
    assert in_force_words(DOCKET, plain, Terms(plain, date(1997, 2, 3), NEVER)) == "in force from Mon 3 Feb 1997"
    assert ends_words(DOCKET, plain, Terms(plain, ALWAYS, NEVER)) == ""
