"""What an assessment says in words: one sentence for each reason, due days, amounts, refs, and what follows a miss."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, NamedTuple

import msgspec
import pytest

from model.assess import assess
from model.assess.standing import Reason
from model.days.operation import Add, BusinessDays
from model.days.rulebook import rule_named
from model.record.amount import Amount, Threshold
from model.record.base import Record
from model.record.caption import Caption
from model.record.conditions import FallsAway, Need, NoDefault, ReliefLimits
from model.record.day import Day
from model.record.deadline import (
    After,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    ObligationAnchor,
    SeriesBound,
    Start,
    While,
)
from model.record.event import Event, Happening
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
from model.record.instrument import InForceWhen, Instrument
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.share import OfProceeds, Share
from model.wording.sentences import SENTENCES, reason_text
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK, random_docket_on_a_day
from tests.model.assess.numbered import on
from tests.model.assess.small import (
    EVENT,
    FOR_APPROVAL,
    FOR_SUBMISSION,
    after,
    agreement,
    by,
    counted,
    covenant,
    cure,
    duty,
    event,
    fact,
    figure,
    follows,
    gauge,
    links,
    met,
    metric,
    owed,
    part,
    plan,
    right,
    waiver,
)

# Day 0 is Mon 3 Jun 1996, so day 10 is Thu 13 Jun and day 20 is Sun 23 Jun.

WEEKLY_SUM = gauge(
    "sum([assets], 2)", "2", unit="money", deadline=Every(rule="FREQ=WEEKLY", start=on(12), until=on(12))
)
LIMITED = ReliefLimits(longest=(Add(n=3, unit="day"),), times=1, words="up to three (3) days", locator="s. 5.2")


class Case(NamedTuple):
    """A reason and its sentence: that of ``id`` in these records on that day."""

    code: str
    sentence: str
    day: int
    records: tuple[Record, ...]
    id: str = "x"


def needs(*groups: str) -> tuple[Need, ...]:
    return tuple(Need(one_of=tuple(group.split())) for group in groups)


def starts(*anchors: Any, pick: Any = "earlier") -> Start:
    return Start(of=anchors, pick=pick)


def performed(id: str) -> ObligationAnchor:
    return ObligationAnchor(obligation=id)


def measured(unit: Any, value: str = "2") -> Obligation:
    threshold = Threshold(metric="m", comparator="at least", value=value, unit=unit, currency="USD")
    return msgspec.structs.replace(covenant(threshold=threshold), kind="test")


INEXACT = Day(on=on(9), words="early in June 1996")
JUNE = Instrument(id="i", title="Agreement", day=Day(on=on(27), words="June 1996"))
WEEKLY = Every(rule="FREQ=WEEKLY", start=on(10), until=on(20))
FAR = Every(rule="FREQ=YEARLY", start=date(2010, 1, 1))
SUSPENDED = (duty(), waiver(5, 20))
REACHES_BACK = (duty(), duty("c", 14), waiver(5, 20, conditions=("c",), reinstatement="as if never granted"))

UNREAD, COPIED, READ = (
    After(anchor=EventAnchor(event="e"), steps=(Add(n=-120, unit="day"),), calendars=("US-FED",), rulebook=rule)
    for rule in ("sec-14a-8-proposal", "sec-14a-6-preliminary", "ny-gcl-58")
)

ASSETS = (metric("assets"), metric("debts"))

INSTALMENTS = duty(
    deadline=Every(rule="FREQ=WEEKLY;COUNT=2", start=on(2)),
    amount=Amount(value="100", currency="USD", in_all=True),
)
SHARE = Share(percent="75", base=OfProceeds(obligation="y"), currency="USD", cap="120")


def replace_deadline(node: Obligation, **fields: Any) -> Obligation:
    assert isinstance(node.deadline, Every)
    series = msgspec.structs.replace(node.deadline, rule="FREQ=WEEKLY", **fields)
    return msgspec.structs.replace(node, deadline=series)


CONDITIONAL = agreement(in_force_when=InForceWhen(needs=needs("y"), events=("e",)))
FEE_DEFAULT = (duty("y"), duty("x", 20, no_default=(NoDefault(),)))

CASES = [
    Case(
        "not in force yet",
        "Not yet in force: Agreement takes effect once Y and Closing are met",
        5,
        (CONDITIONAL, event(None), duty("y"), duty("x", instrument="i")),
    ),
    Case(
        "bound nobody before",
        "Agreement came into force on Tue 18 Jun 1996 and bound nobody before",
        20,
        (CONDITIONAL, event(15), duty("y"), fact(5, PAID, "y"), duty("x", 10, instrument="i")),
    ),
    Case(
        "outlives",
        "Agreement ended on Sat 8 Jun 1996; it is owed all the same, since it survives",
        6,
        (agreement(until=5), duty("x", instrument="i", survives=True)),
    ),
    Case(
        "outlives",
        "Agreement ended on Sat 8 Jun 1996; it is owed all the same, since it had accrued by then",
        6,
        (agreement(until=5), event(2), duty("x", None, kind="payment", starts=starts(EVENT), instrument="i")),
    ),
    Case(
        "outlives",
        "Agreement ended on Sat 8 Jun 1996; it is owed all the same, since it counts from that day",
        6,
        (
            agreement(until=5),
            duty("x", deadline=after(InstrumentAnchor(instrument="i", of="end"), 9), instrument="i"),
        ),
    ),
    Case(
        "released: fell away by event",
        "Fell away on Sat 8 Jun 1996: Closing happened",
        6,
        (event(5), duty("x", falls_away=(FallsAway(when=EVENT),))),
    ),
    Case(
        "released: fell away by performance",
        "Fell away on Sat 8 Jun 1996: Y was performed",
        6,
        (duty("y"), fact(5, PAID, "y"), duty("x", falls_away=(FallsAway(when=performed("y")),))),
    ),
    Case(
        "released: fell away by miss",
        "Fell away on Sat 8 Jun 1996: Y was not performed",
        6,
        (
            duty("y", 4),
            duty("x", falls_away=(FallsAway(when=ObligationAnchor(obligation="y", of="missed")),)),
        ),
    ),
    Case("blocked by default", "Needs that nothing is in default; Y is", 12, FEE_DEFAULT),
    Case(
        "done in default",
        "Performed on Sun 16 Jun 1996 though Y was in default",
        14,
        (*FEE_DEFAULT, fact(13, PAID)),
    ),
    Case("unverified", "Unverified: no second reading is recorded", 0, (duty(),)),
    Case(
        "rule unread",
        "The text of its rule was not read, so check the day: Shareholder proposal under Rule 14a-8, last day of"
        " receipt, 17 CFR 240.14a-8(e)(2)",
        0,
        (event(0), duty(deadline=UNREAD)),
    ),
    Case(
        "rule copy read",
        "The text of its rule was read in a copy only: Preliminary proxy statement, last day to file,"
        " 17 CFR 240.14a-6(a)",
        0,
        (event(0), duty(deadline=COPIED)),
    ),
    Case(
        "rule read",
        f"The official text of its rule was read: {rule_named('ny-gcl-58').title}, N.Y. Gen. Constr. Law 58 and 20",
        0,
        (event(0), duty(deadline=READ)),
    ),
    Case("no performance", "No performance is recorded", 0, (duty(),)),
    Case("nothing missed", "Nothing that it follows from is missed", 0, (duty(), follows("x")), "q"),
    Case("no reading", "No reading is recorded", 0, (covenant(),)),
    Case("no breach recorded", "No breach is recorded", 0, (covenant(must_not=True),)),
    Case(
        "no reading since",
        "No reading since the last test date; the last one is of Thu 13 Jun 1996",
        18,
        (covenant(deadline=WEEKLY), fact(10, met(yes=True))),
    ),
    # Exposed
    Case("exposed by", "Exposed since Fri 14 Jun 1996 by X, which is missed", 15, (duty(), follows("x")), "q"),
    Case(
        "exposed by",
        "Exposed since Fri 14 Jun 1996 by X and Y, which are missed",
        15,
        (duty(), duty("y"), follows("x", "y")),
        "q",
    ),
    Case("exposed by", "Exposed since Fri 14 Jun 1996 by X, which has lapsed unused", 15, (right(), follows("x")), "q"),
    Case(
        "exposed by",
        "Exposed since Sat 8 Jun 1996 by X, which is failing",
        15,
        (covenant(), follows("x"), fact(5, met(yes=False))),
        "q",
    ),
    Case(
        "exposed by",
        "Exposed since Fri 14 Jun 1996 by X, which was performed only late",
        15,
        (duty(), follows("x"), fact(13, PAID)),
        "q",
    ),
    Case(
        "exposed by",
        "Exposed by Q, which is itself exposed",
        15,
        (duty(), follows("x"), follows("q", id="z")),
        "z",
    ),
    Case(
        "exposed by",
        "Exposed since Sat 8 Jun 1996 by X, which is in compliance without its default having ceased",
        15,
        (covenant(), follows("x"), fact(5, met(yes=False)), fact(9, met(yes=True))),
        "q",
    ),
    # Dormant
    Case(
        "not in force",
        "Not yet in force: Agreement takes effect on Sat 8 Jun 1996",
        0,
        (agreement(5), duty(instrument="i")),
    ),
    Case("not started", "Starts with Closing, which has not happened", 0, (event(None), duty(starts=starts(EVENT)))),
    Case("not started", "Starts with Y, which is not performed", 0, (duty("y"), duty(starts=starts(performed("y"))))),
    Case(
        "not started",
        "Starts with the miss of Y, which has not happened",
        0,
        (duty("y"), duty(starts=starts(ObligationAnchor(obligation="y", of="missed")))),
    ),
    Case(
        "not started",
        "Starts with the earlier of Y and Closing; neither has happened",
        0,
        (event(None), duty("y"), duty(starts=starts(performed("y"), EVENT))),
    ),
    Case(
        "not started",
        "Starts with the later of Y and Closing; not all have happened",
        6,
        (event(5), duty("y"), duty(starts=starts(performed("y"), EVENT, pick="later"))),
    ),
    Case("no anchor", "Counts from Closing, which has not happened", 0, (event(None), duty(deadline=after(EVENT, 5)))),
    Case(
        "series not begun",
        "Begins with Closing, which has not happened",
        0,
        (event(None), duty(deadline=Every(rule="FREQ=WEEKLY", begins=SeriesBound(anchor=EVENT)))),
    ),
    Case(
        "no happening",
        "Owed each time that Request happens, and that is not recorded",
        0,
        (Event(id="r", title="Request", again=True), duty(deadline=Every(event="r"))),
    ),
    Case(
        "no such occurrence",
        "What is recorded on Thu 6 Jun 1996 is for the occurrence of Sat 8 Jun 1996 (2), which the series does not"
        " have: it counts for nothing",
        9,
        (
            Event(id="r", title="Request", again=True, happenings=(Happening(day=Day(on=on(5))),)),
            duty(deadline=Every(event="r")),
            msgspec.structs.replace(fact(3, Performed(in_full=True), occurrence=5), number=2),
        ),
    ),
    Case(
        "no anchor",
        "Counts from Y, which is not performed",
        0,
        (duty("y"), duty(deadline=after(performed("y"), 5))),
    ),
    Case(
        "no anchor",
        "Counts from the due day of Y, which is not known",
        0,
        (duty("y", None), duty(deadline=after(ObligationAnchor(obligation="y", of="due"), 5))),
    ),
    Case(
        "no anchor",
        "Counts from Closing and Y, which have not happened",
        0,
        (event(None), duty("y"), duty(deadline=Latest(of=(after(EVENT, 5), after(performed("y"), 5))))),
    ),
    Case(
        "nothing brought in",
        "Payable out of Y, which has brought in nothing",
        0,
        (duty("y"), duty(due=None, paid_from=links("y"))),
    ),
    Case(
        "nothing brought in",
        "Payable out of Y and Z, which have brought in nothing",
        0,
        (duty("y"), duty("z"), duty(due=None, paid_from=links("y", "z"))),
    ),
    Case(
        "window",
        "May not be done yet: its window opens on Sun 9 Jun 1996",
        3,
        (event(2), duty(deadline=after(EventAnchor(event="e"), 9, opens=counted(4)))),
    ),
    Case(
        "too early",
        "Performed on Thu 6 Jun 1996, before Sun 9 Jun 1996: too early, so it counts for nothing unless it is accepted",
        7,
        (event(2), duty(deadline=after(EventAnchor(event="e"), 9, opens=counted(4))), fact(3, PAID)),
    ),
    Case(
        "too early",
        "Submitted on Thu 6 Jun 1996, before Sat 8 Jun 1996: too early, so it counts for nothing unless it is accepted",
        7,
        (duty(deadline=by(10, not_earlier_than=on(5)), approval=FOR_SUBMISSION), fact(3, Submitted())),
    ),
    Case(
        "accepted early",
        "Performed on Thu 6 Jun 1996, before Sat 8 Jun 1996, but accepted on Fri 7 Jun 1996, so it counts",
        7,
        (duty(deadline=by(10, not_earlier_than=on(5))), fact(3, Performed(accepted=on(4)))),
    ),
    Case(
        "approval withdrawn",
        "Its approval was withdrawn on Sat 8 Jun 1996: what was handed in is void since then",
        7,
        (
            duty(approval=FOR_SUBMISSION),
            fact(2, Submitted()),
            fact(3, Approved()),
            fact(5, Rejected(withdraws_approval=True)),
        ),
    ),
    Case(
        "at the latest", "Owed promptly, at the latest on Thu 13 Jun 1996", 3, (duty(deadline=by(10, promptly=True)),)
    ),
    Case(
        "ceased too soon",
        "A default is recorded as ceased on Thu 6 Jun 1996, but none had begun by then: it ends nothing",
        20,
        (duty(), fact(3, DefaultCeased())),
    ),
    Case(
        "ceased too soon",
        "A default is recorded as ceased on Sat 15 Jun 1996, but none had begun by then: it ends nothing",
        20,
        (duty(), fact(9, PAID), fact(12, DefaultCeased())),
    ),
    Case(
        "past longest",
        "W relieves X past Sun 16 Jun 1996, the last day that s. 5.2 (“up to three (3) days”) allows; it takes effect"
        " all the same",
        3,
        (duty(relief_limits=LIMITED), waiver(1, 14)),
    ),
    Case(
        "past times",
        "V relieves X as relief number 2, and s. 5.2 (“up to three (3) days”) allows no more than one; it takes effect"
        " all the same",
        3,
        (duty(relief_limits=LIMITED), waiver(1, 12), waiver(2, 13, id="v")),
        "v",
    ),
    Case("not earlier", "Not before Sat 8 Jun 1996", 0, (duty(deadline=by(10, not_earlier_than=on(5))),)),
    Case("not begun", "Its time has not begun", 0, (duty(deadline=FAR),)),
    # Released
    Case("released: cancelled", "Cancelled on Sat 8 Jun 1996", 6, (duty(), fact(5, Cancelled()))),
    Case(
        "released: replaced",
        "Replaced by Y from Sat 8 Jun 1996",
        6,
        (agreement(5), duty(), duty("y", instrument="i", replaces=links("x"))),
    ),
    Case("released: replaced", "Replaced by Y", 6, (duty(), duty("y", replaces=links("x")))),
    Case(
        "released: ended",
        "No longer owed from Sun 9 Jun 1996: Agreement is no longer in force",
        7,
        (agreement(until=5), duty(instrument="i")),
    ),
    Case(
        "released: sibling",
        "Y was performed instead, on Sat 8 Jun 1996",
        6,
        (duty(), duty("y", either=links("x")), fact(5, PAID, "y")),
    ),
    Case(
        "released: relief",
        "Released by W from Sat 8 Jun 1996",
        6,
        (duty(), waiver(5, kind="release")),
    ),
    Case(
        "released: over",
        "Over: its time has passed without a failing",
        8,
        (covenant(deadline=While(until=on(5))),),
    ),
    Case(
        "released: over",
        "Its instrument is no longer in force, and nothing had exposed it",
        8,
        (agreement(until=5), duty(), follows("x", instrument="i")),
        "q",
    ),
    # Performed
    Case("performed", "Performed on Sat 8 Jun 1996", 6, (duty(), fact(5, PAID))),
    Case(
        "performed",
        "Performed by Wed 12 Jun 1996 (“early in June 1996”)",
        12,
        (duty(), msgspec.structs.replace(fact(9, PAID), day=INEXACT)),
    ),
    Case(
        "performed",
        "Handed in on Sat 8 Jun 1996, approved on Tue 18 Jun 1996",
        16,
        (duty(approval=FOR_SUBMISSION), fact(5, Submitted()), fact(15, Approved())),
    ),
    Case(
        "performed",
        "Approved on Wed 12 Jun 1996",
        16,
        (duty(approval=FOR_APPROVAL), fact(5, Submitted()), fact(9, Approved())),
    ),
    Case("performed late", "Performed late, on Sun 16 Jun 1996", 15, (duty(), fact(13, PAID))),
    Case(
        "performed late",
        "Handed in late, on Fri 14 Jun 1996, approved on Tue 18 Jun 1996",
        16,
        (duty(approval=FOR_SUBMISSION), fact(11, Submitted()), fact(15, Approved())),
    ),
    Case(
        "performed late",
        "Approved late, on Tue 18 Jun 1996",
        16,
        (duty(approval=FOR_APPROVAL), fact(5, Submitted()), fact(15, Approved())),
    ),
    Case(
        "awaits approval",
        "Handed in on Sat 8 Jun 1996; The bank has not decided",
        6,
        (duty(approval=FOR_SUBMISSION), fact(5, Submitted())),
    ),
    Case(
        "needs approval",
        "Handed in is not satisfied: The bank has to approve it",
        6,
        (duty(approval=FOR_SUBMISSION),),
    ),
    Case(
        "needs approval",
        "Handed in is not satisfied: The bank has to approve it, and by its day",
        6,
        (duty(approval=FOR_APPROVAL), fact(3, Submitted()), fact(4, Rejected())),
    ),
    Case(
        "in part",
        "Performed in part, $30 of $100, on Sat 8 Jun 1996",
        6,
        (duty(amount=owed("exactly")), fact(5, part(30))),
    ),
    Case(
        "in part",
        "Performed in part, $50 of ≥\u00a0$100, on Sun 9 Jun 1996",
        8,
        (duty(amount=owed("at least")), fact(5, part(30)), fact(6, part(20)), fact(20, part(50)), fact(7, Verified())),
    ),
    Case("in part", "Performed in part, on Sat 8 Jun 1996", 6, (duty(), fact(5, Performed(in_full=False)))),
    Case(
        "in part",
        "Performed in part, no sum recorded of $100, on Sat 8 Jun 1996",
        6,
        (duty(amount=owed("exactly")), fact(5, Performed(in_full=False))),
    ),
    # Missed, suspended, in cure
    Case("suspended", "Suspended by W; stands again on Mon 24 Jun 1996", 12, SUSPENDED),
    Case(
        "suspended",
        "Suspended by V and W; stands again on Mon 24 Jun 1996",
        12,
        (*SUSPENDED, waiver(5, 15, id="v")),
    ),
    Case("suspended", "Suspended by W; no end is stated", 12, (duty(), waiver(5))),
    Case("would be missed since", "Without relief it would be missed since Fri 14 Jun 1996", 12, SUSPENDED),
    Case("missed since", "Missed since Fri 14 Jun 1996", 12, (duty(),)),
    Case("missed since", "Lapsed unused, since Fri 14 Jun 1996", 12, (right(),)),
    Case("stands again", "Stands again since Mon 24 Jun 1996, as W no longer covers it", 22, SUSPENDED),
    Case(
        "stands again",
        "Stands again since Mon 24 Jun 1996, as V and W no longer cover it",
        22,
        (*SUSPENDED, waiver(5, 20, id="v")),
    ),
    Case(
        "confirmed not performed",
        "Confirmed not performed, on Sun 16 Jun 1996",
        15,
        (duty(), fact(13, NotPerformed())),
    ),
    Case("in cure", "Past its day, and may be cured until Tue 18 Jun 1996", 12, (duty(cure=cure(5)),)),
    Case("in cure", "May be cured until Thu 13 Jun 1996", 8, (covenant(cure=cure(5)), fact(5, met(yes=False)))),
    Case(
        "cure start not recorded",
        "What the cure period runs from is not recorded: it is counted from the miss",
        12,
        (duty(cure=cure(5, runs_from="notice")),),
    ),
    Case(
        "default ceased",
        "The default was recorded as ceased on Sun 16 Jun 1996",
        15,
        (duty(), fact(13, DefaultCeased())),
    ),
    # Blocked
    Case("blocked", "Cannot be performed until Y is satisfied", 0, (duty("y"), duty(needs=needs("y")))),
    Case(
        "blocked",
        "Cannot be performed until Y and Z are satisfied",
        0,
        (duty("y"), duty("z"), duty(needs=needs("y", "z"))),
    ),
    Case(
        "blocked",
        "Cannot be performed until one of Y or Z is satisfied",
        0,
        (duty("y"), duty("z"), duty(needs=needs("y z"))),
    ),
    Case(
        "blocked",
        "Cannot be performed until U and one of Y or Z are satisfied",
        0,
        (duty("u"), duty("y"), duty("z"), duty(needs=needs("y z", "u"))),
    ),
    Case(
        "blocked",
        "Cannot be performed until Z is satisfied",
        3,
        (duty("u"), duty("y"), duty("z"), duty(needs=needs("u y", "z")), fact(2, PAID, "u")),
    ),
    # Readings
    Case("met", "Met on Sat 8 Jun 1996", 6, (covenant(), fact(5, met(yes=True)))),
    Case("met", "Met on Sat 8 Jun 1996, reading 2.5", 6, (measured("ratio"), fact(5, Reading(value="2.5")))),
    Case(
        "not met",
        "Not met on Sat 8 Jun 1996, reading 150\u00a0%",
        6,
        (measured("percent", "175"), fact(5, Reading(value="150"))),
    ),
    Case(
        "not met",
        "Not met on Sat 8 Jun 1996, reading $17,000,000",
        6,
        (measured("money", "17500000"), fact(5, Reading(value="17000000"))),
    ),
    Case(
        "measured met",
        "Met by the figures of Sat 8 Jun 1996: 2.25, at least 2.00 required, 0.25 to spare",
        6,
        (*ASSETS, gauge("[assets] ÷ [debts]", "2"), figure("assets", 5, "9"), figure("debts", 5, "4")),
    ),
    Case(
        "measured met",
        "Met by the figures of Sat 8 Jun 1996: $9, at least $9 required, nothing to spare",
        6,
        (*ASSETS, gauge("[assets]", "9", unit="money"), figure("assets", 5, "9")),
    ),
    Case(
        "measured not met",
        "Not met by the figures of Sat 8 Jun 1996: 1.999, at least 2.00 required, 0.001 short",
        6,
        (*ASSETS, gauge("[assets] ÷ [debts]", "2"), figure("assets", 5, "1.999"), figure("debts", 5, "1")),
    ),
    Case(
        "measured not met",
        "Not met by the figures of Sat 8 Jun 1996: 200\u00a0%, at most 175\u00a0% required, 25\u00a0% over",
        6,
        (
            *ASSETS,
            gauge("[debts] ÷ [assets]", "175", unit="percent", comparator="at most"),
            figure("assets", 5, "2"),
            figure("debts", 5, "4"),
        ),
    ),
    Case(
        "measured not met",
        "Not met by the figures of Sat 8 Jun 1996: $9, more than $9 required, just not reached",
        6,
        (*ASSETS, gauge("[assets]", "9", unit="money", comparator="more than"), figure("assets", 5, "9")),
    ),
    Case(
        "not measured: missing",
        "Not worked out as of Sat 8 Jun 1996: no figure of debts is recorded",
        6,
        (*ASSETS, gauge("[assets] ÷ [debts]", "2"), figure("assets", 5, "9"), figure("debts", 4, "4")),
    ),
    Case(
        "not measured: missing",
        "Not worked out as of Sat 15 Jun 1996: no figure of assets for the period to Sat 8 Jun 1996 is recorded",
        12,
        (metric("assets"), WEEKLY_SUM, figure("assets", 12, "9")),
    ),
    Case(
        "not measured: periods",
        "Not worked out as of Sat 8 Jun 1996: which periods the figures of assets are of cannot be told by its test"
        " dates",
        6,
        (metric("assets"), gauge("sum([assets], 2)", "2", unit="money"), figure("assets", 5, "9")),
    ),
    Case(
        "not measured: zero",
        "Not worked out as of Sat 8 Jun 1996: its divisor, by debts, is zero",
        6,
        (*ASSETS, gauge("[assets] ÷ [debts]", "2"), figure("assets", 5, "9"), figure("debts", 5, "0")),
    ),
    Case(
        "not measured: negative",
        "Not worked out as of Sat 8 Jun 1996: its divisor, by assets and debts, is negative; record whether it was met",
        6,
        (*ASSETS, gauge("[debts] ÷ ([assets] − [debts])", "2"), figure("assets", 5, "3"), figure("debts", 5, "4")),
    ),
    Case(
        "not measured: unit",
        "Not worked out: the units of its formula do not go together",
        6,
        (*ASSETS, gauge("[assets] + 1", "2"), figure("assets", 5, "3")),
    ),
    # Amounts and funds
    Case(
        "occurrence over",
        "Of Wed 5 Jun 1996, $50 more was performed than is owed ($50); it is not carried over",
        3,
        (INSTALMENTS, fact(2, part(100), occurrence=2)),
    ),
    Case(
        "occurrence under",
        "Of Wed 5 Jun 1996, $40 less than is owed ($50) is recorded as all of it",
        3,
        (INSTALMENTS, fact(2, part(10, in_full=True), occurrence=2)),
    ),
    Case("instalment", "Instalment 1 of 2 of $100 in all", 1, (INSTALMENTS,)),
    Case(
        "instalments not counted",
        "In how many instalments is not known yet: only what is performed in full reaches one",
        1,
        (event(None), replace_deadline(INSTALMENTS, ends=SeriesBound(anchor=EVENT))),
    ),
    Case(
        "share fixed",
        "75\N{NO-BREAK SPACE}% of $200 (what Y brings in, by Thu 13 Jun 1996) is $150, held to $120",
        11,
        (duty(share=SHARE), duty("y", None), fact(1, part(200), "y")),
    ),
    Case(
        "share so far",
        "So far 75\N{NO-BREAK SPACE}% of $40 (what Y brings in, by Thu 6 Jun 1996) is $30",
        3,
        (duty(share=SHARE), duty("y", None), fact(1, part(40), "y")),
    ),
    Case(
        "share unknown",
        "Owed is 75\N{NO-BREAK SPACE}% of what Y brings in, at most $120, which cannot be told by Thu 6 Jun 1996:"
        " only what is performed in full reaches it",
        3,
        (duty(share=SHARE), duty("y", None), fact(1, Performed(in_full=True), "y")),
    ),
    Case(
        "released: nought",
        "75\N{NO-BREAK SPACE}% of what Y brings in, at most $120 came to nothing by Thu 13 Jun 1996,"
        " so nothing is owed",
        11,
        (duty(share=SHARE), duty("y", None)),
    ),
    Case(
        "performed over",
        "Performed with $20 more than is owed (≤\u00a0$100)",
        6,
        (duty(amount=owed("at most")), fact(4, part(50)), fact(5, part(70))),
    ),
    Case(
        "performed under",
        "Recorded as performed in full, $60 less than is owed (≈\u00a0$100)",
        6,
        (duty(amount=owed("about")), fact(5, part(40, in_full=True))),
    ),
    Case(
        "fund does not add up",
        "What is allocated does not add up: X comes to $100, $9 more than the $91 of assets",
        6,
        (*ASSETS, duty(kind="allocation", fund="assets", amount=owed("exactly")), figure("assets", 5, "91")),
    ),
    # What else is true
    Case("a plan", "A plan: never missed", 0, (plan(),)),
    Case(
        "no day",
        "No day is stated: never missed by time alone; looked at again on Sun 1 Sep 1996",
        0,
        (duty(due=None),),
    ),
    Case(
        "condition by",
        "Perform by Sun 23 Jun 1996, a condition of W",
        6,
        (duty("y"), duty(due=None), waiver(5, 20, "y", conditions=("x",))),
    ),
    Case(
        "condition by",
        "Perform by Sun 23 Jun 1996, a condition of V and W",
        6,
        (
            duty("y"),
            duty(due=None),
            waiver(5, 20, "y", conditions=("x",)),
            waiver(5, 20, "y", conditions=("x",), id="v"),
        ),
    ),
    Case(
        "performed before instrument",
        "Performed before Agreement took effect on Sat 8 Jun 1996",
        6,
        (agreement(5), duty(instrument="i"), fact(2, PAID)),
    ),
    Case(
        "may have happened",
        "May already have happened: the source says “early in June 1996”, counted from Wed 12 Jun 1996",
        3,
        (duty(), msgspec.structs.replace(fact(9, PAID), day=INEXACT)),
    ),
    Case(
        "may be in force",
        "May already be in force: the source says “June 1996”, counted from Sun 30 Jun 1996",
        3,
        (JUNE, duty(instrument="i")),
    ),
    Case("question", "Open question: Ontario only?", 0, (duty(question="Ontario only?"),)),
    Case("question", "Open question: ask the bank", 0, (duty(question=" ask the bank. "),)),
    Case(
        "trouble",
        "Its day could not be worked out: 0 business days could mean the day itself or the next one. "
        "Say at least 1, or use a roll",
        6,
        (event(5), duty(deadline=After(anchor=EVENT, steps=(BusinessDays(n=0),)))),
    ),
    # Reliefs
    Case("as if never granted", "Stands as if W had never been granted, since it lapsed", 16, REACHES_BACK),
    Case("lapse reaches back", "On a lapse, X stands as if it had never been granted", 12, REACHES_BACK, "w"),
    Case(
        "ends anyway",
        "Ends even if every condition is met: X then stands again on Mon 24 Jun 1996, "
        "unless a further relief is entered",
        6,
        SUSPENDED,
        "w",
    ),
    Case(
        "ends anyway",
        "Ends even if every condition is met: X and Y then stand again on Mon 24 Jun 1996, "
        "unless a further relief is entered",
        6,
        (duty(), duty("y"), waiver(5, 20, "x y")),
        "w",
    ),
    Case(
        "conditions not all known",
        "Live as far as the source shows: its conditions are not all known",
        6,
        (duty(), waiver(5, 20, conditions_complete=False)),
        "w",
    ),
    Case(
        "conditions not all known",
        "Its conditions are not all known",
        3,
        (duty(), waiver(5, 20, conditions_complete=False)),
        "w",
    ),
    Case(
        "end unclear",
        "Whether Sun 23 Jun 1996 still counts is unclear: it is read as the first day without relief",
        6,
        (duty(), msgspec.structs.replace(waiver(5, 20), until_reading="unclear")),
        "w",
    ),
    Case("rights reserved", "Rights are reserved", 6, (duty(), waiver(5, 20, rights_reserved=True)), "w"),
    Case("signature not recorded", "Whether it is signed is not recorded", 6, SUSPENDED, "w"),
    Case("unsigned", "Recorded as unsigned", 6, (duty(), waiver(5, 20, signed="unsigned")), "w"),
    Case("not granted", "Asked for, not granted", 6, (duty(), Relief(id="w", ref="W", title="T", covers=("x",))), "w"),
    Case("not begun yet", "Granted with effect from Thu 13 Jun 1996", 6, (duty(), waiver(5, 20, since=on(10))), "w"),
    Case(
        "relief lapsed",
        "Lapsed on Fri 14 Jun 1996: Y was missed",
        12,
        (duty(), duty("y"), waiver(5, 20, conditions=("y",))),
        "w",
    ),
    Case(
        "relief lapsed",
        "Lapsed on Mon 24 Jun 1996: Y was not performed by its end",
        22,
        (duty(), duty("y", None), waiver(5, 20, conditions=("y",))),
        "w",
    ),
    Case(
        "relief lapsed",
        "Lapsed on Mon 24 Jun 1996: Y and Z were not performed by its end",
        22,
        (duty(), duty("y", None), duty("z", None), waiver(5, 20, conditions=("y", "z"))),
        "w",
    ),
    Case(
        "relief lapsed",
        "Lapsed on Sun 9 Jun 1996: Y was failing",
        8,
        (duty(), covenant("y"), waiver(5, 20, conditions=("y",)), fact(6, met(yes=False), "y")),
        "w",
    ),
    Case("relief ended", "Ended: it covers nothing since Mon 24 Jun 1996", 22, SUSPENDED, "w"),
    Case("relief live", "Live until Sun 23 Jun 1996", 6, SUSPENDED, "w"),
    Case("relief live", "Live, with no end stated", 6, (duty(), waiver(5)), "w"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.sentence[:36]}")
def test_a_reason_reads_as_one_sentence(case: Case) -> None:
    docket = docket_of((BANK, *case.records))
    reasons = assess(docket, on(case.day))[case.id].reasons
    assert case.sentence in [reason_text(docket, reason) for reason in reasons if reason.code == case.code]


def test_every_reason_has_its_sentence_here_and_none_is_dead() -> None:
    assert {case.code for case in CASES} == set(SENTENCES)


def test_random_dockets_give_no_reason_without_a_sentence() -> None:
    for seed in range(300):
        docket, day = random_docket_on_a_day(Random(seed))
        for position in assess(docket, day).positions.values():
            for reason in position.reasons:
                said = reason_text(docket, reason)
                assert said[0].isupper(), said
                assert not said.endswith("."), said
                assert "  " not in said, said
                assert "None" not in said, said
                assert said[-8:] != " 1 Jan 1", said
                assert "a day not recorded" not in said, said


def test_refs_in_reasons_are_whole_unless_short_ones_are_asked_for() -> None:
    docket = docket_of((Caption(title="T", ref_prefix="X-"), duty("y", due=5), duty(needs=needs("y"))))
    blocked = Reason("blocked", "x", ids=("y",))
    named = msgspec.structs.replace(docket.obligations["y"], ref="X-7")
    docket = docket_of((docket.caption, named, docket.obligations["x"]))
    assert reason_text(docket, blocked) == "Cannot be performed until X-7 is satisfied"
    assert reason_text(docket, blocked, short=True) == "Cannot be performed until 7 is satisfied"
