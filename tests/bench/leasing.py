"""Leases, with a guaranty beside them."""

from __future__ import annotations

from datetime import timedelta

from model.days.operation import Add, BusinessDays, ClearDays, Roll
from model.record.day import Day
from model.record.deadline import On, Override, While
from model.record.obligation import Approval
from tests.bench.lending import series
from tests.bench.matter import TODAY, Beside, Clause, Grant, Matter, Template


def _break(m: Matter) -> On:
    last = m.day(700, 2200)
    return On(day=Day(on=last), not_earlier_than=last - timedelta(days=365), time="17:00", zone="Europe/London")


def _by_hand(m: Matter) -> dict[str, Override]:
    """Every seventh lease has a day agreed by letter in place of the computed one."""
    if m.number % 7:
        return {}
    return {"override": Override(day=TODAY + timedelta(days=75), reason="Agreed with the landlord by letter")}


LEASE = Template(
    title="Lease of {thing} from {they}",
    short="Lease, {thing}",
    kind="agreement",
    law="England and Wales",
    zone="Europe/London",
    calendars=("GB-ENG",),
    names=("Properties Ltd", "Estates plc", "Land Securities LLP", "Pension Trustees Ltd"),
    things=(
        "14 Cannon Row",
        "Unit 7, Aldgate Works",
        "the Ramsgate depot",
        "2 Millrace Yard",
        "Hangar 3, Coldharbour",
        "the third floor of Garrick House",
    ),
    events=(
        ("completion", "Completion of the lease of {thing}", 14),
        ("rent review", "Rent review date, {thing}", 1095),
        ("practical completion", "Practical completion of the tenant’s works at {thing}", 210),
    ),
    beside=(Beside(key="guaranty", title="Guaranty of the lease of {thing}", kind="other", after=0),),
    clauses=(
        Clause(
            key="deposit",
            title="Rent deposit of {sum}",
            words="on the date of this Lease the Tenant shall pay to the Landlord a deposit of {sum}",
            kind="payment",
            sum=(20, 400, "exactly"),
            when=lambda m: m.on(0, 20),
            owner="Treasury",
        ),
        Clause(
            key="drawings",
            title="Drawings of the fit-out of {thing}, approved by {they}",
            words="the Tenant shall submit drawings and specifications for approval, not to be unreasonably withheld",
            kind="approval",
            when=lambda m: m.after("completion", BusinessDays(n=20, count="include_trigger")),
            owner="Operations",
            lead=12,
            more=lambda m: {"approval": Approval(by=m.they.id)},
        ),
        Clause(
            key="fit-out",
            title="Fit-out of {thing} completed",
            words="and shall complete the Tenant’s Works in accordance with the approved drawings",
            kind="milestone",
            when=lambda m: m.after("drawings", Add(n=26, unit="week")),
            owner="Operations",
            lead=60,
            more=lambda m: {"needs": m.needs("drawings", "deposit")},
        ),
        Clause(
            key="contribution",
            title="{they} contributes {sum} to the fit-out",
            words="the Landlord shall contribute {sum} towards the cost of the Tenant’s Works",
            kind="payment",
            sum=(30, 500, "at most"),
            theirs=True,
            when=lambda m: m.after("practical completion", Add(n=1, unit="month", month_end="day_before")),
            owner="Finance",
            more=lambda m: {
                "needs": m.needs("fit-out"),
                "starts": m.start("fit-out", "practical completion", pick="later"),
            },
        ),
        Clause(
            key="rent",
            title="Rent of {thing}",
            words="the yearly rent by equal quarterly payments in advance on the usual quarter days",
            kind="payment",
            sum=(10, 220, "exactly"),
            when=lambda m: series(m, "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"),
            owner="Treasury",
            more=lambda m: {"cure": m.cure(Add(n=21, unit="day"))},
        ),
        Clause(
            key="service charge",
            title="Service charge statement for {thing}",
            words="as soon as practicable after each 31 December the Landlord shall deliver a certified statement",
            kind="delivery",
            theirs=True,
            when=lambda m: series(m, "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31", 800),
            owner="Finance",
        ),
        Clause(
            key="insurance rent",
            title="Insurance rent for {thing}",
            words="on demand, a fair proportion of the premiums paid by the Landlord",
            kind="payment",
            sum=(1, 40, "about"),
            when=lambda m: m.open("on demand", "on demand"),
            owner="Treasury",
        ),
        Clause(
            key="review notice",
            title="Notice of the reviewed rent of {thing}",
            words="not less than three clear months before the Review Date",
            kind="notice",
            theirs=True,
            when=lambda m: m.after("rent review", ClearDays(n=90, direction="before")),
            owner="Property",
        ),
        Clause(
            key="counter-notice",
            title="Counter-notice to the reviewed rent of {thing}",
            words="within 28 days of the Landlord’s notice, time being of the essence",
            kind="notice",
            binding="right",
            when=lambda m: m.after("review notice", Add(n=28, unit="day")),
            owner="Property",
            lead=8,
            more=lambda m: {"severity": "critical", "needs": m.needs("review notice")},
        ),
        Clause(
            key="break",
            title="Break of the lease of {thing}",
            words="the Tenant may determine this Lease on the Break Date by not less than six months’ notice",
            kind="notice",
            binding="right",
            when=_break,
            owner="Property",
            lead=15,
            more=lambda m: {
                "needs": m.needs("deposit", "fit-out"),
                "severity": "critical",
                "question": "Must all rent be paid up on the Break Date, or on the date of the notice?",
            },
        ),
        Clause(
            key="vacant",
            title="Vacant possession of {thing}",
            words="and shall yield up the Premises with vacant possession on the Break Date",
            kind="milestone",
            when=lambda m: m.after("break", Add(n=6, unit="month"), Roll(convention="preceding")),
            owner="Property",
            lead=40,
            more=lambda m: {"starts": m.start("break")},
        ),
        Clause(
            key="renewal",
            title="Request for a new tenancy of {thing}",
            words="not more than twelve nor less than six months before the end of the Term",
            kind="notice",
            binding="right",
            when=lambda m: m.on(1000, 2600),
            owner="Property",
            lead=10,
            more=lambda m: {"either": m.links("break")},
        ),
        Clause(
            key="guaranty",
            title="Renewed guaranty of the lease of {thing}",
            words="the Guarantor shall renew this Guaranty upon each variation of the Lease",
            kind="delivery",
            when=lambda m: m.open("once something happens", "upon each variation"),
            under="guaranty",
        ),
        Clause(
            key="repair",
            title="Repair of {thing}",
            words="throughout the Term to keep the Premises in good and substantial repair and condition",
            kind="covenant",
            when=lambda m: While(words="throughout the Term"),
            owner="Property",
        ),
        Clause(
            key="use",
            title="Use of {thing} within class E only",
            words="not to use the Premises otherwise than for the Permitted Use",
            kind="covenant",
            when=lambda m: While(since=m.begins, until=m.begins + timedelta(days=3650)),
            owner="Property",
            more=lambda m: {"cure": m.cure(Add(n=14, unit="day"))},
        ),
        Clause(
            key="reinstatement",
            title="Reinstatement of {thing}",
            words="to remove the Tenant’s Works and make good all damage before the end of the Term",
            kind="milestone",
            when=lambda m: m.near(-60, 700),
            owner="Property",
            lead=45,
            more=_by_hand,
        ),
        Clause(
            key="forfeiture",
            title="Forfeiture of the lease of {thing}",
            words="it shall be lawful for the Landlord to re-enter the Premises, and the Term shall determine",
            kind="consequence",
            theirs=True,
            when=lambda m: None,
            more=lambda m: {"causes": m.links("rent", "repair", "use", "reinstatement", "vacant")},
        ),
    ),
    grants=(
        Grant(
            kind="release",
            title="{they} releases the reinstatement of {thing}",
            covers=("reinstatement",),
            conditions=("deposit",),
            until=None,
            each=3,
        ),
        Grant(
            kind="waiver",
            title="{they} waives the state of repair of {thing}",
            covers=("repair",),
            conditions=("insurance rent", "fit-out"),
            until=90,
            each=4,
        ),
    ),
)
