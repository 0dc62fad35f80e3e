"""Parts that add up to an "at least": which day it is reached on, and what else reaches it."""

from __future__ import annotations

from decimal import Decimal

from model.assess.amounts import account_of
from model.assess.engine import assess_whole
from model.outlook.forward import look_on
from model.phrases import amount_text
from model.record.amount import Amount
from model.record.fact import Performed
from tests.builders import docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import assessed, course, duty, fact, part, right, turns

NET_PROCEEDS = Amount(value="100", currency="USD", bound="at least", in_total=True)


def test_parts_reach_it_on_the_day_on_which_they_add_up_to_it() -> None:
    records = (duty(amount=NET_PROCEEDS), fact(3, part(60)), fact(7, part(40)))
    assert turns(course(assessed, records, "x", 12)) == "open 0, partly performed 3, satisfied 7"


def test_one_short_of_it_is_missed_for_all_that_was_performed() -> None:
    records = (duty(amount=NET_PROCEEDS), fact(3, part(60)), fact(7, part(39)), fact(12, part(1)))
    said = turns(course(assessed, records, "x", 13))
    assert said == "open 0, partly performed 3, due 10, missed 11, satisfied late 12"


def test_in_full_without_a_sum_reaches_it_and_another_currency_does_not() -> None:
    full = (duty(amount=NET_PROCEEDS), fact(3, part(10)), fact(5, Performed(in_full=True)))
    assert turns(course(assessed, full, "x", 6)) == "open 0, partly performed 3, satisfied 5"
    euros = (duty(amount=NET_PROCEEDS), fact(3, Performed(amount="100", currency="EUR")))
    assert turns(course(assessed, euros, "x", 11)) == "open 0, partly performed 3, due 10, missed 11"


def test_parts_of_a_right_count_only_until_it_lapses() -> None:
    records = (right(amount=NET_PROCEEDS), fact(9, part(60)), fact(11, part(40)))
    assert turns(course(assessed, records, "x", 12)) == "open 0, partly performed 9, due 10, lapsed 11"


def test_the_account_counts_the_parts_together_and_calls_nothing_too_much() -> None:
    found = account_of(duty(amount=NET_PROCEEDS), (fact(3, part(30)), fact(4, part(50))))
    assert found is not None
    assert (found.performed, found.remains, found.over) == (Decimal(80), Decimal(20), None)
    more = account_of(duty(amount=NET_PROCEEDS), (fact(3, part(90)), fact(4, part(50))))
    assert more is not None
    assert (more.reached, more.remains, more.over) == (True, None, None)


def test_the_words_say_that_parts_add_up() -> None:
    assert amount_text(NET_PROCEEDS).endswith("$100 in total")


def test_the_forward_look_sees_the_day_on_which_the_parts_reach_it() -> None:
    docket = docket_of((BANK, duty(amount=NET_PROCEEDS), fact(3, part(60)), fact(7, part(40))))
    ahead = look_on(assess_whole(docket, on(0)), on(12))
    assert [(day, [str(turn.after) for turn in turned]) for day, turned in ahead] == [
        (on(3), ["partly performed"]),
        (on(7), ["satisfied"]),
    ]
