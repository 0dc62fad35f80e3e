"""Conditions precedent of an instrument, an event, an obligation, a relief: what is in place, who owes the rest."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from msgspec.structs import replace

from model.assess import assess
from model.days.operation import Add
from model.docket import Docket
from model.outlook import checklist
from model.outlook.checklist import Checklist, ConditionTally, has_checklist, say_tally, spare_words, tally
from model.record.base import Record
from model.record.conditions import Need
from model.record.deadline import ObligationAnchor, Start
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.party import Party
from tests.builders import PAID, docket_of, sample_docket
from tests.model.assess.numbered import on
from tests.model.assess.small import EVENT, after, duty, event, fact, follows, plan, waiver

US, THEM = Party(id="us", name="Ours", ours=True), Party(id="them", name="Theirs")
LOAN = Instrument(id="i", title="Loan Agreement")


def needing(*needs: str) -> tuple[Need, ...]:
    """Each of ``needs`` is one condition; “a|b” either of two."""
    return tuple(Need(one_of=tuple(need.split("|"))) for need in needs)


def closing(*needs: str) -> Obligation:
    return duty("close", 60, needs=needing(*needs))


def made(*records: Record, kind: str = "obligation", id: str = "close", day: int = 20) -> Checklist:
    docket = docket_of((US, THEM, LOAN, *records))
    return checklist.checklist(docket, assess(docket, on(day)), kind, id)


def said(found: Checklist) -> list[str]:
    """“a open”, “b done”, “c spare”, in the order of the list."""
    return [f"{one.id} {'done' if one.in_place else 'spare' if one.spare else 'open'}" for one in found.conditions]


def test_conditions_are_followed_through_what_they_need_themselves() -> None:
    found = made(closing("a"), duty("a", needs=needing("b")), duty("b", 12), duty("c"))
    assert sorted(said(found)) == ["a open", "b open"]
    assert {one.id: one.needed_by for one in found.conditions} == {"a": (), "b": ("a",)}


def test_what_is_done_is_in_place_and_sinks_below_what_is_not() -> None:
    found = made(closing("a", "b", "c"), duty("a", 30), duty("b", 40), duty("c", 12), fact(9, PAID, "a"))
    assert said(found) == ["c open", "b open", "a done"]
    assert say_tally(tally(found.conditions)) == "1 of 3 in place"


def test_performed_late_or_released_is_in_place_and_a_miss_is_not() -> None:
    found = made(closing("a", "b"), duty("a", 10), fact(15, PAID, "a"), duty("b", 10))
    assert sorted(said(found)) == ["a done", "b open"]


@pytest.mark.parametrize(
    ("done", "expected", "count"),
    [
        pytest.param((), ["a open", "b spare"], ConditionTally(0, 1), id="neither: the first stands for both"),
        pytest.param(("b",), ["b done", "a spare"], ConditionTally(1, 1), id="the second is done"),
        pytest.param(("a", "b"), ["a done", "b done"], ConditionTally(2, 2), id="both are done"),
    ],
)
def test_of_several_that_would_do_one_is_asked_for(
    done: tuple[str, ...], expected: list[str], count: ConditionTally
) -> None:
    facts = (fact(9, PAID, one) for one in done)
    found = made(closing("a|b"), duty("a", 30), duty("b", 30), *facts)
    assert sorted(said(found), key=expected.index) == expected
    assert tally(found.conditions) == count


def test_an_alternative_says_what_will_do_instead() -> None:
    docket = docket_of((closing("a|b"), duty("a", 30), duty("b", 30), fact(9, PAID, "b")))
    found = checklist.checklist(docket, assess(docket, on(20)), "obligation", "close")
    words = {one.id: spare_words(docket, one) for one in found.conditions}
    assert words == {"b": "", "a": "not needed: B will do"}


def test_what_something_done_would_have_needed_is_asked_for_no_more() -> None:
    found = made(closing("a"), duty("a", needs=needing("b", "c")), duty("b"), duty("c"), *(
        fact(9, PAID, one) for one in ("a", "c")
    ))  # fmt: skip
    assert sorted(said(found)) == ["a done", "b spare", "c done"]
    assert say_tally(tally(found.conditions)) == "2 of 2 in place"


def test_asked_for_on_one_way_it_stays_asked_for_whatever_the_other_says() -> None:
    found = made(closing("x|a", "a"), duty("a"), duty("x"), fact(9, PAID, "x"))
    assert sorted(said(found)) == ["a open", "x done"]


def test_each_party_has_its_own_group_ours_first_and_nobody_is_said() -> None:
    found = made(closing("a", "b", "c"), duty("a", obligor="them"), duty("b", obligor="us"), duty("c"))
    assert [(group.name, group.ours) for group in found.groups] == [
        ("Ours", True), ("Nobody named", True), ("Theirs", False),
    ]  # fmt: skip


def test_of_an_instrument_they_are_what_it_needs_what_is_needed_of_it_and_what_is_tagged() -> None:
    found = made(
        duty("needs-other", instrument="i", needs=needing("elsewhere")),
        duty("elsewhere"),
        duty("needed", instrument="i"),
        duty("outside", needs=needing("needed")),
        duty("tagged", instrument="i", tags=("Condition precedent",)),
        duty("plain", instrument="i"),
        kind="instrument",
        id="i",
    )
    assert sorted(one.id for one in found.conditions) == ["elsewhere", "needed", "tagged"]
    assert found.title == "Loan Agreement"


def test_of_a_relief_they_are_its_conditions() -> None:
    found = made(duty("x"), duty("a"), waiver(5, conditions=("a",)), kind="relief", id="w")
    assert said(found) == ["a open"]


def test_of_an_event_they_are_what_is_due_before_it_and_what_is_needed_by_what_starts_with_it() -> None:
    back = after(EVENT, 1)
    found = made(
        event(None),
        duty("before", deadline=replace(back, steps=(Add(n=-5, unit="day"),))),
        duty("later", deadline=back),
        duty("fund", starts=Start(of=(EVENT,)), needs=needing("opinion")),
        duty("opinion"),
        duty("certificate", tags=("closing",)),
        duty("other", starts=Start(of=(ObligationAnchor(obligation="later"),))),
        kind="event",
        id="e",
    )
    assert sorted(one.id for one in found.conditions) == ["before", "certificate", "opinion"]


def test_only_what_is_recorded_by_the_day_is_evidence_of_it() -> None:
    early = replace(fact(9, PAID, "a"), evidence=("deed",))
    late = replace(fact(30, PAID, "a"), evidence=("other",))
    (one,) = made(closing("a"), duty("a", 40), early, late).conditions
    assert one.evidence == ("deed",)


def test_a_consequence_is_never_in_place() -> None:
    found = made(closing("q"), duty("x", 30), follows("x"))
    assert said(found) == ["q open"]


def test_what_needs_nothing_has_an_empty_checklist() -> None:
    found = made(closing())
    assert found.groups == ()
    assert say_tally(tally(found.conditions)) == "none asked for"
    assert not has_checklist(docket_of((closing(),)), "obligation", "close")


def test_an_unknown_record_has_none() -> None:
    with pytest.raises(KeyError):
        made(kind="instrument", id="nowhere")


def test_the_sample_shows_the_conditions_of_its_waiver() -> None:
    docket: Docket = sample_docket()
    found = checklist.checklist(docket, assess(docket, date(1996, 11, 20)), "relief", "usmx-05")
    assert [docket.short_ref(one.id) for one in found.conditions] == ["8", "9", "10", "7"]
    assert say_tally(tally(found.conditions)) == "1 of 4 in place"
    assert found.conditions[-1].evidence == ("usmx-8k-text",)
    assert found.conditions[-1].question == "preliminary only, Ontario only"


def test_plans_may_have_conditions_too() -> None:
    found = made(plan("close", needs=needing("a")), duty("a"))
    assert said(found) == ["a open"]


def test_the_examples_of_the_documentation_hold() -> None:
    result = doctest.testmod(checklist)
    assert result.attempted > 0
    assert result.failed == 0
