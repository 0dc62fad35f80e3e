"""Duties of a listed company by statute, filings, and orders of court."""

from __future__ import annotations

from datetime import timedelta

from model.days.operation import Add, BusinessDays, LastDayOfMonth, Roll
from model.record.amount import Threshold
from model.record.day import Day
from model.record.deadline import Latest, On, While
from model.record.obligation import Approval, Reminder
from tests.bench.lending import series
from tests.bench.matter import TODAY, Beside, Clause, Grant, Template

SECURITIES = Template(
    title="Securities Exchange Act of 1934, as it binds {we} (auditor {they})",
    short="Exchange Act, {we}",
    kind="statute",
    law="United States",
    zone="America/New_York",
    calendars=("US-FED",),
    names=("& Associates LLP", "Audit LLP", "Partners LLP"),
    things=("the fiscal year", "the transition period", "the first half"),
    events=(
        ("fiscal year end", "End of {thing} of {we}", 120),
        ("reportable event", "Departure of a director of {we}", 200),
        ("offering", "Closing of the public offering of {we}", 420),
    ),
    beside=(Beside(key="filing", title="Form 8-K of {we}", kind="filing", after=205),),
    clauses=(
        Clause(
            key="audit",
            title="Audit report of {they} for {thing}",
            words="the accountant’s report shall be dated, signed manually and indicate where it was issued",
            kind="delivery",
            theirs=True,
            when=lambda m: m.after("fiscal year end", Add(n=45, unit="day")),
            owner="Finance",
        ),
        Clause(
            key="consent",
            title="Consent of {they} to the use of its report",
            words="the written consent of the accountant shall be filed with the registration statement",
            kind="approval",
            theirs=True,
            when=lambda m: m.on(150, 400),
            owner="Finance",
            more=lambda m: {"needs": m.needs("audit")},
        ),
        Clause(
            key="committee",
            title="Audit committee approves the financial statements",
            words="the audit committee shall review and approve the financial statements before they are filed",
            kind="approval",
            when=lambda m: m.after("fiscal year end", Add(n=50, unit="day")),
            owner="Compliance",
            lead=5,
            more=lambda m: {"approval": Approval(by=m.we.id, deadline_for="approval"), "needs": m.needs("audit")},
        ),
        Clause(
            key="annual report",
            title="Annual report on Form 10-K of {we}",
            words="an annual report shall be filed within 60 days after the end of the fiscal year",
            kind="filing",
            when=lambda m: m.after(
                "fiscal year end", Add(n=60, unit="day"), Roll(), time="17:30", zone="America/New_York"
            ),
            owner="Compliance",
            lead=25,
            more=lambda m: {
                "needs": m.needs("committee", "consent"),
                "severity": "critical",
                "reminders": (Reminder(lead=30), Reminder(lead=10, before="act by"), Reminder(lead=1)),
            },
        ),
        Clause(
            key="quarterly report",
            title="Quarterly report on Form 10-Q of {we}",
            words="a quarterly report shall be filed within 45 days after the end of each of the first three quarters",
            kind="filing",
            when=lambda m: m.after("quarter end", Add(n=45, unit="day"), Roll()),
            owner="Compliance",
            lead=15,
        ),
        Clause(
            key="current report",
            title="Current report on Form 8-K of {we}",
            words="a report shall be filed within four business days after occurrence of the event",
            kind="filing",
            when=lambda m: m.after("reportable event", BusinessDays(n=4)),
            owner="Compliance",
            lead=2,
            under="filing",
            more=lambda m: {"starts": m.start("reportable event")},
        ),
        Clause(
            key="ownership",
            title="Statement of changes in ownership on Form 4",
            words="before the end of the second business day following the day on which the transaction was executed",
            kind="filing",
            when=lambda m: m.open("once something happens", "following the day on which the transaction was executed"),
            owner="Compliance",
        ),
        Clause(
            key="proxy",
            title="Definitive proxy statement of {we}",
            words="not later than 120 days after the end of the fiscal year, strictly before the meeting is called",
            kind="filing",
            when=lambda m: m.after("fiscal year end", Add(n=4, unit="month", month_end="sticky_business"), Roll()),
            owner="Compliance",
            lead=20,
            more=lambda m: {"needs": m.needs("annual report")},
        ),
        Clause(
            key="meeting",
            title="Annual meeting of {we}",
            words="the annual meeting of stockholders is expected to be held in the autumn",
            kind="milestone",
            binding="plan",
            when=lambda m: On(day=Day(on=TODAY + timedelta(days=m.chance.randint(60, 160)), words="autumn of 2025")),
            owner="Legal",
            more=lambda m: {"needs": m.needs("proxy")},
        ),
        Clause(
            key="prospectus",
            title="Prospectus supplement of {we}",
            words="a form of prospectus shall be filed no later than the second business day",
            kind="filing",
            when=lambda m: Latest(
                of=(m.on(380, 700), m.after("offering", BusinessDays(n=2))), words="the later of pricing and first use"
            ),
            owner="Compliance",
            lead=5,
            more=lambda m: {"needs": m.needs("consent")},
        ),
        Clause(
            key="proceeds",
            title="Net proceeds of at least {sum} from the offering",
            words="the Company expects net proceeds of no less than {sum}",
            kind="milestone",
            sum=(3000, 20000, "at least"),
            when=lambda m: m.after("offering", Add(n=3, unit="day")),
            owner="Treasury",
            more=lambda m: {"needs": m.needs("prospectus")},
        ),
        Clause(
            key="use of proceeds",
            title="About {sum} of the proceeds to working capital",
            words="of which approximately {sum} will be applied to working capital",
            kind="allocation",
            sum=(500, 3000, "about"),
            when=lambda m: m.open("once something happens"),
            owner="Treasury",
            more=lambda m: {"paid_from": m.links("proceeds"), "starts": m.start("proceeds", "offering")},
        ),
        Clause(
            key="controls",
            title="Disclosure controls and procedures of {we}",
            words="every issuer shall maintain disclosure controls and procedures",
            kind="covenant",
            when=lambda m: While(),
            owner="Compliance",
        ),
        Clause(
            key="float",
            title="Public float of at least $75,000,000",
            words="the aggregate market value of voting equity held by non-affiliates is $75 million or more",
            kind="test",
            when=lambda m: series(m, "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", 900),
            owner="Finance",
            more=lambda m: {
                "threshold": Threshold(
                    metric="public float", comparator="at least", value="75000000", unit="money", currency="USD"
                )
            },
        ),
        Clause(
            key="eligibility",
            title="Loss of eligibility for Form S-3",
            words="has filed in a timely manner all reports required to be filed during the twelve calendar months",
            kind="consequence",
            when=lambda m: None,
            more=lambda m: {"causes": m.links("annual report", "quarterly report", "current report", "float")},
        ),
    ),
    grants=(
        Grant(
            kind="extension",
            title="Fifteen more days for the annual report (Form 12b-25)",
            covers=("annual report", "proxy"),
            until=10,
            before=5,
            each=3,
            more=lambda m: {"new_due": TODAY + timedelta(days=9)},
        ),
    ),
)

ORDER = Template(
    title="Order in {they} v. {we}",
    short="Order, {they}",
    kind="order",
    law="Federal Rules of Civil Procedure",
    zone="America/Denver",
    calendars=("US-FED",),
    names=("Holdings LLC", "Family Trust", "Mining Co.", "Unit Owners Assn."),
    things=("the Larkspur claims", "the easement", "the royalty", "the escrow"),
    events=(("entry", "Entry of the order in {they} v. {we}", 0), ("judgment", "Entry of judgment", 340)),
    clauses=(
        Clause(
            key="production",
            title="Production of documents about {thing}",
            words="Defendant shall produce all responsive documents within 30 days after entry of this Order",
            kind="delivery",
            when=lambda m: m.after("entry", Add(n=30, unit="day"), Roll()),
            lead=15,
        ),
        Clause(
            key="status",
            title="Monthly status report on {thing}",
            words="counsel shall file a joint status report on the last day of each month",
            kind="filing",
            when=lambda m: series(m, "FREQ=MONTHLY;BYMONTHDAY=-1", 150),
            lead=2,
        ),
        Clause(
            key="settlement",
            title="Settlement payment of {sum} about {thing}",
            words="Defendant shall pay {sum} into the registry of the Court",
            kind="payment",
            sum=(25, 800, "exactly"),
            when=lambda m: m.after("entry", LastDayOfMonth(months=2)),
            owner="Treasury",
            more=lambda m: {"needs": m.needs("production")},
        ),
        Clause(
            key="appeal",
            title="Notice of appeal in {they} v. {we}",
            words="the notice of appeal must be filed within 30 days after entry of the judgment",
            kind="notice",
            binding="right",
            when=lambda m: m.after("judgment", Add(n=30, unit="day"), Roll()),
            lead=10,
            more=lambda m: {"severity": "critical"},
        ),
        Clause(
            key="preservation",
            title="Preservation of records about {thing}",
            words="pending further order the parties shall preserve all records",
            kind="covenant",
            when=lambda m: While(words="pending further order"),
        ),
        Clause(
            key="contempt",
            title="Sanctions for contempt",
            words="failure to comply with this Order may be punished as contempt",
            kind="consequence",
            theirs=True,
            when=lambda m: None,
            more=lambda m: {"causes": m.links("production", "status", "settlement", "preservation")},
        ),
    ),
)
