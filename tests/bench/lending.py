"""Loan agreements, with their amendments and waiver letters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from model.days.operation import Add, BusinessDays, LastDayOfMonth, NthBusinessDayOfMonth, Roll
from model.record.amount import Threshold
from model.record.conditions import Link
from model.record.day import Day
from model.record.deadline import Earliest, Every, Latest, On, While
from model.record.obligation import Approval
from tests.bench.matter import TODAY, Beside, Clause, Grant, Matter, Template

QUARTERS = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"


def series(m: Matter, rule: str, back: int = 400) -> Every:
    """A series that began within the last ``back`` days, or with the instrument."""
    return Every(rule=rule, start=max(m.begins, TODAY - timedelta(days=back)), words="until the Maturity Date")


def _window(m: Matter) -> On:
    """A right that opens 120 days before it lapses."""
    last = m.day(900, 2000)
    return On(day=Day(on=last), not_earlier_than=last - timedelta(days=120))


LEVERAGE = Threshold(
    metric="total liabilities to tangible net worth", comparator="at most", value="175", unit="percent"
)


def _net_worth(m: Matter) -> Threshold:
    value = str(m.chance.randint(8, 60) * 500_000)
    return Threshold(metric="tangible net worth", comparator="at least", value=value, unit="money", currency=m.currency)


def _acceleration(m: Matter) -> dict[str, Any]:
    own = ("fee", "interest", "audited", "certificate", "first", "second", "liens", "ratio", "leverage", "worth")
    across = m.earlier.get("acceleration")
    crossed = (Link(to=across, words="a default under any other Indebtedness"),) if across else ()
    return {"causes": (*m.links(*own), *crossed)}


LOAN = Template(
    title="Credit Agreement between {we} and {they}",
    short="Credit Agreement, {they}",
    kind="agreement",
    law="State of New York",
    zone="America/New_York",
    calendars=("US-FED",),
    roll="following",
    names=("Bank, N.A.", "Trust Company", "Credit Partners LP", "Savings Bank"),
    things=(
        "Kestrel Ridge",
        "the Port Hollis terminal",
        "Line 4",
        "the Aldous mill",
        "Tract 17",
        "the Brightwater plant",
    ),
    events=(
        ("closing", "Closing of the credit agreement with {they}", 10),
        ("sale of assets", "Completion of the sale of {thing}", None),
        ("notice of default", "Notice of default received from {they}", None),
        ("private placement", "Private placement", 520),
    ),
    beside=(
        Beside(key="amendment", title="First Amendment to Credit Agreement with {they}", kind="amendment"),
        Beside(key="waiver", title="Waiver letter of {they}", kind="waiver letter", after=600),
    ),
    clauses=(
        Clause(
            key="opinion",
            title="Opinion of counsel and executed notes to {they}",
            words="On or before the Closing Date {we} shall deliver to {they} the Notes and the opinion of counsel",
            kind="delivery",
            when=lambda m: m.after("closing", Add(n=5, unit="day")),
            lead=4,
        ),
        Clause(
            key="security",
            title="Financing statements over {thing}",
            words="{we} shall cause financing statements to be filed within ten Business Days after the Closing Date",
            kind="filing",
            when=lambda m: m.after("closing", BusinessDays(n=10)),
            more=lambda m: {"needs": m.needs("opinion"), "question": "Is the county filing needed as well?"},
        ),
        Clause(
            key="draw",
            title="{they} advances up to {sum}",
            words="subject to Article III, {they} agrees to make advances not exceeding {sum} in the aggregate",
            kind="payment",
            binding="right",
            sum=(2000, 60000, "at most"),
            when=lambda m: m.on(400, 900),
            owner="Treasury",
            theirs=True,
            more=lambda m: {"needs": m.needs("security")},
        ),
        Clause(
            key="fee",
            title="Arrangement fee of {sum} to {they}",
            words="an arrangement fee of {sum}, payable out of the proceeds of the first Advance",
            kind="payment",
            sum=(50, 400, "exactly"),
            when=lambda m: m.open("once something happens", "payable out of the proceeds"),
            owner="Treasury",
            more=lambda m: {"paid_from": m.links("draw")},
        ),
        Clause(
            key="equity",
            title="Equity contribution of {sum} to the project company",
            words="{we} agreed to make an equity contribution of not less than {sum} to its subsidiary",
            kind="payment",
            sum=(500, 6000, "at least"),
            when=lambda m: Earliest(of=(m.on(90, 900), m.after("private placement", Add(n=10, unit="day")))),
            owner="Finance",
            more=lambda m: {"cure": m.cure(BusinessDays(n=10), runs_from="notice", event="notice of default")},
        ),
        Clause(
            key="budget",
            title="Annual operating budget for {thing}, approved by {they}",
            words="{we} shall submit for the approval of {they} a budget for the operation of {thing}",
            kind="delivery",
            when=lambda m: m.on(60, 1200, strictly_before=True),
            owner="Finance",
            lead=10,
            more=lambda m: {"approval": Approval(by=m.they.id), "needs": m.needs("opinion")},
        ),
        Clause(
            key="amended budget",
            title="Amended development plan for {thing}",
            words="an amended development plan, which shall be in form and substance satisfactory to {they}",
            kind="delivery",
            when=lambda m: m.near(-40, 120),
            owner="Operations",
            lead=15,
            under="amendment",
            more=lambda m: {
                "approval": Approval(by=m.they.id, deadline_for="approval"),
                "replaces": m.links("budget"),
            },
        ),
        Clause(
            key="amendment fee",
            title="Amendment fee of {sum}",
            words="in consideration of this Amendment {we} shall pay to {they} a fee of {sum}",
            kind="payment",
            sum=(10, 120, "exactly"),
            when=lambda m: m.near(-30, 60),
            owner="Treasury",
            under="amendment",
        ),
        Clause(
            key="monitoring",
            title="Arrangements for {they}’s monitoring of completion and costs",
            words="{we} shall make arrangements satisfactory to {they} for the monitoring of completion and costs",
            kind="delivery",
            when=lambda m: m.open("not stated"),
            owner="Operations",
            under="amendment",
        ),
        Clause(
            key="sale",
            title="Sale of {thing}",
            words="{we} anticipates completing the sale of {thing} in the spring",
            kind="milestone",
            binding="plan",
            when=lambda m: m.near(30, 300),
            owner="Operations",
            more=lambda m: {"needs": m.needs("amended budget", "opinion|security")},
        ),
        Clause(
            key="prepayment",
            title="Net proceeds of the sale of {thing} applied to prepayment",
            words="{we} shall apply about {sum} of the Net Proceeds to the prepayment of the Advances",
            kind="allocation",
            sum=(300, 9000, "about"),
            when=lambda m: m.after("sale of assets", BusinessDays(n=5)),
            owner="Treasury",
            more=lambda m: {"paid_from": m.links("sale"), "starts": m.start("sale of assets", "private placement")},
        ),
        Clause(
            key="interest",
            title="Quarterly interest to {they}",
            words="interest on the unpaid principal shall be payable quarterly in arrears on each Payment Date",
            kind="payment",
            sum=(40, 700, "about"),
            when=lambda m: series(m, QUARTERS),
            owner="Treasury",
            more=lambda m: {"cure": m.cure(BusinessDays(n=3))},
        ),
        Clause(
            key="first",
            title="First instalment of principal, {sum}",
            words="the first instalment of {sum} shall be due on the date set out in Schedule 2",
            kind="payment",
            sum=(200, 4000, "exactly"),
            when=lambda m: m.on(300, 1500),
            owner="Treasury",
            more=lambda m: {"cure": m.cure(Add(n=5, unit="day"))},
        ),
        Clause(
            key="second",
            title="Second instalment of principal, {sum}",
            words="each further instalment of {sum} shall be due six months after the one before it",
            kind="payment",
            sum=(200, 4000, "exactly"),
            when=lambda m: m.after("first", Add(n=6, unit="month", month_end="sticky"), Roll(), of="due"),
            owner="Treasury",
        ),
        Clause(
            key="audited",
            title="Audited financial statements to {they}",
            words="within 120 days after the end of each fiscal year, audited consolidated financial statements",
            kind="delivery",
            when=lambda m: series(m, "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30", 800),
            owner="Finance",
            lead=20,
        ),
        Clause(
            key="certificate",
            title="Quarterly compliance certificate to {they}",
            words="within 45 days after the end of each fiscal quarter, a certificate of the chief financial officer",
            kind="delivery",
            when=lambda m: series(m, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
            owner="Finance",
            lead=5,
        ),
        Clause(
            key="reserve",
            title="Debt service reserve of {sum}",
            words="{we} shall fund the Debt Service Reserve Account in an amount of at least {sum}",
            kind="payment",
            sum=(100, 3000, "at least"),
            when=lambda m: Latest(of=(m.on(100, 1400), m.after("closing", LastDayOfMonth(months=6)))),
            owner="Treasury",
            more=lambda m: {"paid_from": m.links("draw"), "needs": m.needs("security")},
        ),
        Clause(
            key="hedge",
            title="Interest rate hedge for half of the Advances",
            words="{we} shall enter into an interest rate hedge, or deposit cash collateral in its place",
            kind="milestone",
            when=lambda m: m.after("closing", NthBusinessDayOfMonth(n=-1)),
            owner="Treasury",
        ),
        Clause(
            key="collateral",
            title="Cash collateral in place of the hedge",
            words="or, at the election of {we}, deposit cash collateral of {sum} in its place",
            kind="payment",
            sum=(100, 900, "exactly"),
            when=lambda m: m.after("closing", NthBusinessDayOfMonth(n=-1)),
            owner="Treasury",
            more=lambda m: {"either": m.links("hedge")},
        ),
        Clause(
            key="notice",
            title="Notice to {they} of any default",
            words="promptly, and in any event on becoming aware of it, notice of any Default",
            kind="notice",
            when=lambda m: m.open("promptly", "promptly, and in any event"),
        ),
        Clause(
            key="extension",
            title="Election to extend the Maturity Date",
            words="{we} may, by notice given not earlier than 120 days before it, extend the Maturity Date by one year",
            kind="notice",
            binding="right",
            when=_window,
            lead=10,
            more=lambda m: {"needs": m.needs("certificate", "audited"), "severity": "critical"},
        ),
        Clause(
            key="liens",
            title="No liens over {thing}",
            words="so long as any Advance is outstanding, {we} will not create or suffer to exist any Lien",
            kind="covenant",
            when=lambda m: While(words="so long as any Advance is outstanding"),
        ),
        Clause(
            key="insurance",
            title="Insurance of {thing}",
            words="at all times maintain insurance with responsible insurers in the amounts set out in Schedule 5",
            kind="covenant",
            when=lambda m: While(since=m.begins, words="at all times"),
            owner="Operations",
        ),
        Clause(
            key="ratio",
            title="Current ratio of at least 2.0 to 1.0",
            words="{we} would not permit its current ratio to be less than 2.0 to 1.0",
            kind="test",
            when=lambda m: series(m, QUARTERS),
            owner="Finance",
            more=lambda m: {
                "threshold": Threshold(metric="current ratio", comparator="at least", value="2"),
                "cure": m.cure(Add(n=30, unit="day"), runs_from="knowledge"),
            },
        ),
        Clause(
            key="leverage",
            title="Total liabilities of at most 175 % of tangible net worth",
            words="nor total consolidated liabilities to exceed 175% of its consolidated tangible net worth",
            kind="test",
            when=lambda m: series(m, QUARTERS),
            owner="Finance",
            more=lambda m: {"threshold": LEVERAGE},
        ),
        Clause(
            key="worth",
            title="Tangible net worth",
            words="nor consolidated tangible net worth to be less than the amount set out in Schedule 4",
            kind="test",
            when=lambda m: While(words="at any time"),
            owner="Finance",
            more=lambda m: {"threshold": _net_worth(m)},
        ),
        Clause(
            key="maturity",
            title="Repayment of all Advances to {they}",
            words="all Advances, with accrued interest, shall be due and payable on the fifth anniversary of Closing",
            kind="payment",
            sum=(1000, 50000, "exactly"),
            when=lambda m: m.after("closing", Add(n=5, unit="year"), Roll(convention="modified_following")),
            owner="Treasury",
            more=lambda m: {"needs": m.needs("second")},
        ),
        Clause(
            key="acceleration",
            title="{they} may accelerate the Advances",
            words="upon the occurrence of an Event of Default {they} may declare the Advances due and payable",
            kind="consequence",
            theirs=True,
            when=lambda m: None,
            more=_acceleration,
        ),
        Clause(
            key="foreclosure",
            title="Foreclosure of the security interest in {thing}",
            words="and exercise any remedy in respect of the Collateral, including foreclosure and action for damages",
            kind="consequence",
            theirs=True,
            when=lambda m: None,
            more=lambda m: {"causes": m.links("acceleration", "equity", "maturity")},
        ),
    ),
    grants=(
        Grant(
            kind="waiver",
            title="{they} waives the ratios",
            covers=("ratio", "leverage", "worth"),
            conditions=("amended budget", "amendment fee", "monitoring"),
            under="waiver",
            each=3,
        ),
        Grant(
            kind="standstill",
            title="No action by {they} on the ratios",
            covers=("ratio", "leverage"),
            conditions=("amended budget", "amendment fee"),
            reading="unclear",
            under="waiver",
            each=6,
            more=lambda m: {"signed": "signed", "signed_documents": (m.document_id,)},
        ),
        Grant(
            kind="extension",
            title="Equity contribution put off",
            covers=("equity",),
            reading="exclusive",
            until=60,
            under="amendment",
            each=4,
            more=lambda m: {"new_due": TODAY + timedelta(days=55)},
        ),
    ),
)
