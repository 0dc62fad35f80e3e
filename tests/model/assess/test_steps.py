"""Each step of an assessment by itself: values in, a value out, without a docket or a pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from model.assess.covenant import OwedDays, kept_days
from model.assess.cure import CureEnd, cure_end
from model.assess.misses import NOT_PERFORMED, Performance, misses_of, performance_of
from model.assess.releases import NOT_RELEASED, ReleasedBy, release_of
from model.assess.spells import ALWAYS, NEVER
from model.assess.terms import NO_TERMS, Terms, terms_of
from model.days.calendar import WEEKENDS, Calendar, named
from model.errors import DayError
from model.record.day import Day
from model.record.instrument import Instrument
from model.record.obligation import Cure
from tests.model.assess.numbered import on
from tests.model.assess.small import counted

Pairs = tuple[tuple[int, int | None], ...]


def days(*pairs: tuple[int, int | None]) -> tuple[tuple[date, date], ...]:
    return tuple((on(first), NEVER if last is None else on(last)) for first, last in pairs)


def test_terms_run_from_the_day_in_force_else_from_the_day_of_the_instrument() -> None:
    dated = Instrument(id="i", title="Agreement", day=Day(on=on(3)), calendars=("US-FED",))
    assert terms_of(None) is NO_TERMS
    assert terms_of(dated) == Terms(dated, on(3), NEVER, on(3))
    assert terms_of(dated).calendars == ("US-FED",)
    assert NO_TERMS.calendars == WEEKENDS
    bound = Instrument(id="i", title="Agreement", day=Day(on=on(3)), in_force_from=on(5), in_force_until=on(9))
    assert (terms_of(bound).begins, terms_of(bound).ends) == (on(5), on(9))


def happened(number: int | None) -> Callable[[str, date], date | None]:
    return lambda _event, _day: None if number is None else on(number)


@pytest.mark.parametrize(
    ("notice", "end"),
    [
        (12, CureEnd(on(17))),
        (10, CureEnd(on(15))),
        (9, CureEnd(on(15), recorded=False)),
        (None, CureEnd(on(15), recorded=False)),
    ],
)
def test_a_cure_runs_from_the_notice_and_from_the_miss_where_none_came_after_it(
    notice: int | None, end: CureEnd
) -> None:
    cure = Cure(period=counted(5), runs_from="notice", event="e")
    assert cure_end(cure, on(10), happened(notice), named, WEEKENDS) == end


def test_a_cure_that_no_calendar_can_say_has_no_end_and_says_why() -> None:
    def unknown(_: tuple[str, ...]) -> Calendar:
        raise DayError("No such calendar.")

    assert cure_end(Cure(period=counted(5)), on(10), happened(None), unknown, ()) == CureEnd(
        None, trouble="No such calendar."
    )


def test_the_first_reason_of_a_release_is_named_and_all_their_days_count() -> None:
    assert release_of([]) is NOT_RELEASED
    waived = ReleasedBy(on(2), "relief", "w", on(4))
    ended = ReleasedBy(on(8), "ended", "i")
    assert release_of([ended, waived]) == (days((2, 4), (8, None)), ("relief", "w"))
    assert release_of([ended, ReleasedBy(on(8), "cancelled")]).by == ("cancelled", "")


@pytest.mark.parametrize(
    ("done", "lapses_after", "performance"),
    [
        (10, None, Performance(on(10))),
        (12, None, Performance(on(12), in_time=False)),
        (12, 12, Performance(on(12), in_time=False)),
        (13, 12, NOT_PERFORMED),
    ],
)
def test_a_right_used_after_it_lapsed_is_not_used(
    done: int, lapses_after: int | None, performance: Performance
) -> None:
    last = None if lapses_after is None else on(lapses_after)
    assert performance_of(on(done), on(10), last, []) == performance


@pytest.mark.parametrize(
    ("done", "submitted", "lifted", "missed", "counts"),
    [
        (None, (), (), ((11, None),), ((11, None),)),
        (14, (), (), ((11, 13),), ((11, None),)),
        (14, (), ((11, 13),), (), ()),
        (None, (), ((11, 20),), ((21, None),), ((21, None),)),
        (None, ((9, 15),), (), ((16, None),), ((16, None),)),
        (None, (), ((15, 16),), ((11, 14), (17, None)), ((11, 14), (17, None))),
    ],
    ids=["silence", "late", "done under relief", "relieved first", "awaits approval", "relieved in between"],
)
def test_misses_are_the_days_past_the_last_that_nothing_excuses(
    done: int | None, submitted: Pairs, lifted: Pairs, missed: Pairs, counts: Pairs
) -> None:
    performed = NOT_PERFORMED if done is None else Performance(on(done), in_time=False)
    found = misses_of(performed, on(10), on(11), days(*submitted), days(*lifted), ())
    assert found.days == days(*missed)
    assert tuple(spell for default in found.defaults for spell in default.counts) == days(*counts)


def test_a_default_recorded_as_ceased_counts_no_more() -> None:
    (default,) = misses_of(NOT_PERFORMED, on(10), on(11), (), (), (on(15),)).defaults
    assert (default.spells, default.counts) == (days((11, None)), days((11, 14)))


def kept(*readings: tuple[int, bool], tests: tuple[int, ...] = (), **owed: Any) -> Any:
    ends = (owed["last"],) if "last" in owed else ()
    bound = OwedDays(owed.get("first", ALWAYS), ends, owed.get("lifted", ()))
    return kept_days([(on(day), met) for day, met in readings], [on(day) for day in tests], (), bound, owed.get("cure"))


def test_a_reading_counts_until_the_next_one_or_the_next_test_date() -> None:
    found = kept((5, True), (8, False), (20, True), tests=(10, 20, 30))
    assert (found.met, found.failing) == (days((5, 7), (20, 29)), days((8, 9)))
    assert kept((5, False)).missed == days((5, None))


def test_a_covenant_in_cure_is_not_failing_yet() -> None:
    found = kept((5, False), (20, True), cure=lambda start: CureEnd(on(9), recorded=False))
    assert (found.in_cure, found.missed) == (days((5, 9)), days((10, 19)))
    assert (found.last, found.cure_unrecorded) == (on(9), True)
    in_doubt = kept((5, False), cure=lambda start: CureEnd(None, trouble="No such calendar."))
    assert (in_doubt.missed, in_doubt.trouble) == (days((5, None)), "No such calendar.")


def test_an_end_at_which_it_was_failing_ends_nothing_but_a_later_one_may() -> None:
    readings = [(on(5), False), (on(12), True)]
    found = kept_days(readings, [], (), OwedDays(ALWAYS, (on(9), on(15)), ()), None)
    assert (found.over, found.ends_failing, found.missed) == (on(15), False, days((5, 11)))


def test_what_was_failing_when_its_time_ended_goes_on_failing() -> None:
    assert kept((5, False), last=on(9)).missed == days((5, None))
    assert kept((5, False), last=on(9), cure=lambda start: CureEnd(on(12))).missed == ()
