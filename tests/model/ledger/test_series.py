"""Changes of a series: this one, this and later; all of it is a change of the record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.days.fiscal import FiscalYear
from model.days.operation import Add, Roll
from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.edit import Command
from model.ledger.series import ChangeFollowing, ChangeOccurrence, going_on, series_of
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import Changed, Every
from model.record.event import Event
from model.record.fact import Fact
from model.record.obligation import Obligation
from model.record.relief import Relief
from tests.builders import docket_of, fact

MONTHLY = Every(rule="FREQ=MONTHLY", start=date(1996, 1, 31))
RENT = Obligation(id="rent", ref="R-1", title="Pay the rent", kind="payment", deadline=MONTHLY)
MARCH, APRIL = date(1996, 3, 31), date(1996, 4, 30)


def paid(period: date) -> Fact:
    return fact("rent", period, id=f"paid-{period.isoformat()}", occurrence=period)


def done(docket: Docket, command: Command) -> Docket:
    return docket.changed(command(docket).changes)


def series(docket: Docket, obligation_id: str = "rent") -> Every:
    return series_of(docket, obligation_id)[1]


def dues(docket: Docket, obligation_id: str, day: date) -> list[date]:
    return [one.due for one in assess(docket, day)[obligation_id].occurrences]


def test_one_occurrence_moves_and_the_others_stay() -> None:
    moved = ChangeOccurrence("rent", MARCH, date(1996, 4, 2), computed=MARCH, reason="agreed by letter")
    docket = done(docket_of((RENT,)), moved)
    assert series(docket).changed == (Changed(occurrence=MARCH, due=date(1996, 4, 2), reason="agreed by letter"),)
    assert dues(docket, "rent", date(1996, 4, 30)) == [
        date(1996, 1, 31), date(1996, 2, 29), date(1996, 4, 2), date(1996, 4, 30), date(1996, 5, 31),
    ]  # fmt: skip
    assert moved(docket_of((RENT,))).label == "Move R-1 of Sun 31 Mar 1996 to Tue 2 Apr 1996"


def test_one_occurrence_is_struck_out_and_put_back() -> None:
    struck = ChangeOccurrence("rent", MARCH, None, computed=MARCH, reason="a month free")
    docket = done(docket_of((RENT,)), struck)
    assert MARCH not in dues(docket, "rent", date(1996, 4, 30))
    back = ChangeOccurrence("rent", MARCH, MARCH, computed=MARCH)
    assert done(docket, back) == docket_of((RENT,))
    assert back(docket).label == "Put R-1 of Sun 31 Mar 1996 back"


def test_a_change_of_one_occurrence_says_why() -> None:
    with pytest.raises(InvalidRecord, match="Say why this occurrence differs"):
        ChangeOccurrence("rent", MARCH, date(1996, 4, 2), computed=MARCH, reason=" ")(docket_of((RENT,)))


def successor(**fields: Any) -> Obligation:
    return replace(RENT, id="rent-2", ref="R-2", deadline=going_on(MONTHLY, APRIL), **fields)


def test_this_and_later_go_on_as_an_obligation_of_their_own() -> None:
    docket = docket_of((RENT, paid(date(1996, 1, 31)), paid(APRIL)))
    changed = done(docket, ChangeFollowing("rent", APRIL, successor(title="Pay the higher rent")))
    assert dues(changed, "rent", date(1996, 12, 1)) == [date(1996, 1, 31), date(1996, 2, 29), MARCH]
    assert dues(changed, "rent-2", date(1996, 6, 1)) == [APRIL, date(1996, 5, 31), date(1996, 6, 30)]
    assert changed.facts["paid-1996-04-30"].about == "rent-2"
    assert changed.facts["paid-1996-01-31"].about == "rent"


def test_nothing_is_owed_more_or_less_by_being_split() -> None:
    docket = docket_of((RENT, *(paid(day) for day in (date(1996, 1, 31), MARCH, date(1996, 5, 31)))))
    split = done(docket, ChangeFollowing("rent", APRIL, successor()))
    for day in (date(1996, 3, 15), date(1996, 5, 15), date(1996, 9, 15)):
        whole = {one.period: one.standing for one in assess(docket, day)["rent"].occurrences}
        parts = assess(split, day)
        again = {one.period: one.standing for own in ("rent", "rent-2") for one in parts[own].occurrences}
        assert whole.items() <= again.items()


def test_what_hung_on_the_series_hangs_on_both() -> None:
    other = Obligation(id="other", ref="R-9", title="Other", kind="payment", deadline=MONTHLY)
    leans = replace(other, id="leans", ref="R-3", needs=(Need(one_of=("rent",)), Need(one_of=("rent", "other"))))
    eviction = Obligation(id="out", ref="R-4", title="Eviction", kind="consequence", causes=(Link(to="rent"),))
    grace = Relief(id="grace", ref="R-5", title="Grace", covers=("rent",), until=date(1996, 12, 31))
    docket = docket_of((RENT, other, leans, eviction, grace))
    changed = done(docket, ChangeFollowing("rent", APRIL, successor()))
    assert changed.obligations["leans"].needs == (
        Need(one_of=("rent",)), Need(one_of=("rent", "other", "rent-2")), Need(one_of=("rent-2",)),
    )  # fmt: skip
    assert [link.to for link in changed.obligations["out"].causes] == ["rent", "rent-2"]
    assert changed.reliefs["grace"].covers == ("rent", "rent-2")


def test_the_first_of_a_series_is_all_of_it() -> None:
    with pytest.raises(InvalidRecord, match="Change all of them instead"):
        ChangeFollowing("rent", date(1996, 1, 31), successor())(docket_of((RENT,)))


def test_a_number_of_times_is_shared_between_the_two() -> None:
    counted = replace(RENT, deadline=replace(MONTHLY, rule="FREQ=MONTHLY;COUNT=6"))
    docket = docket_of((counted,))
    goes_on = replace(RENT, id="rent-2", ref="R-2", deadline=going_on(series(docket), APRIL))
    changed = done(docket, ChangeFollowing("rent", APRIL, goes_on))
    assert dues(changed, "rent-2", date(1997, 12, 1)) == [APRIL, date(1996, 5, 31), date(1996, 6, 30)]


def test_a_series_with_its_event_goes_on_with_it() -> None:
    quarters = Event(
        id="quarter", title="Quarter end", expected=Day(on=MARCH), fiscal=FiscalYear(month=12, period="quarter")
    )
    steps = (Add(n=45, unit="day"), Roll())
    report = replace(RENT, kind="filing", deadline=Every(event="quarter", steps=steps, calendars=("US-FED",)))
    docket = docket_of((quarters, report))
    assert dues(docket, "rent", date(1996, 8, 1)) == [date(1996, 5, 15), date(1996, 8, 14)]
    period = date(1996, 6, 30)
    later = replace(report, id="rent-2", ref="R-2", deadline=going_on(series(docket), period))
    changed = done(docket, ChangeFollowing("rent", period, later))
    assert dues(changed, "rent", date(1996, 12, 1)) == [date(1996, 5, 15)]
    assert dues(changed, "rent-2", date(1996, 12, 1)) == [date(1996, 8, 14), date(1996, 11, 14), date(1997, 2, 14)]


def test_what_no_longer_recurs_is_said() -> None:
    with pytest.raises(InvalidRecord, match="no longer recurs"):
        ChangeOccurrence("gone", MARCH, None, computed=MARCH, reason="x")(docket_of(()))
