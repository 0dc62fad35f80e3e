"""The critical chain to something, and the time that each link of it leaves."""

from __future__ import annotations

from model.assess import assess
from model.outlook.chain import critical_chain
from model.record.conditions import Need
from model.record.deadline import After, ObligationAnchor
from model.record.obligation import Obligation
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import counted, duty, fact


def chain_to(target: str, *records: Obligation, day: int = 0) -> list[tuple[str, int | None]]:
    docket = docket_of([BANK, *records])
    return [(link.id, link.slack) for link in critical_chain(docket, assess(docket, on(day)), target)]


def needing(id: str, *others: str, due: int | None = 30, **fields: object) -> Obligation:
    return duty(id, due, needs=tuple(Need(one_of=(one,)) for one in others), **fields)


def test_the_most_pressing_of_what_it_waits_for_comes_before_it() -> None:
    """Both are needed by the third; the one with the longer lead time presses more."""
    quick, slow = duty("quick", None), duty("slow", None, lead_time=5)
    assert chain_to("last", quick, slow, needing("last", "quick", "slow")) == [("slow", 24), ("last", 30)]


def test_a_chain_goes_back_as_far_as_something_is_undone() -> None:
    first, second = duty("first", None), needing("second", "first", due=None)
    third = needing("third", "second")
    assert [one for one, _ in chain_to("third", first, second, third)] == ["first", "second", "third"]
    docket = docket_of([BANK, first, second, third, fact(0, PAID, "first")])
    assert [link.id for link in critical_chain(docket, assess(docket, on(1)), "third")] == ["second", "third"]


def test_of_several_that_will_do_the_one_with_the_most_time_is_followed() -> None:
    soon, late = duty("soon", 5), duty("late", 20)
    either = duty("x", 30, needs=(Need(one_of=("soon", "late")),))
    assert [one for one, _ in chain_to("x", soon, late, either)] == ["late", "x"]


def test_what_its_deadline_counts_from_is_part_of_it() -> None:
    built = duty("built", 10)
    tested = duty("tested", deadline=After(anchor=ObligationAnchor(obligation="built"), steps=counted(5)))
    assert [one for one, _ in chain_to("tested", built, tested)] == ["built", "tested"]


def test_slack_is_negative_once_work_should_have_begun() -> None:
    assert chain_to("x", duty("x", 10, lead_time=5), day=9) == [("x", -5)]
    assert chain_to("x", duty("x", None)) == [("x", None)]
