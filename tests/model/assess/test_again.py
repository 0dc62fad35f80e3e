"""What happens again on no rule, and series that begin and end with something: day by day, with the words for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.assess import assess
from model.assess.engine import assess_whole
from model.assess.reassess import reassess
from model.outlook.forward import look_on
from model.phrases import deadline_words
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import Changed, EventAnchor, Every, ObligationAnchor, SeriesBound
from model.record.event import Event, Happening
from model.record.fact import Cancelled, Fact, Performed
from model.record.obligation import Obligation
from model.report.due import due_objects
from model.wording.explain import why_this_date
from model.wording.standings import reasons_of
from tests.builders import docket_of
from tests.builders import fact as a_fact
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import after, assessed, counted, course, cure, duty, event, fact, turns

DONE = Performed(in_full=True)


def requests(*days: int, id: str = "r") -> Event:
    return Event(id=id, title="Request", again=True, happenings=tuple(Happening(day=Day(on=on(one))) for one in days))


def each_request(steps: int = 5, **fields: Any) -> Obligation:
    return duty(deadline=Every(event="r", steps=counted(steps), **fields))


def of_each(day: int, *records: Record) -> list[tuple[date, int, str]]:
    """The occurrences of x on a day: the day that names each, its number, how it stands."""
    found = assess(docket_of((BANK, *records)), on(day))["x"].occurrences
    return [(one.period, one.number, str(one.standing)) for one in found]


def said(day: int, *records: Record) -> tuple[str, ...]:
    docket = docket_of((BANK, *records))
    return reasons_of(docket, assess(docket, on(day))["x"])


def answered(day: int, period: int, number: int = 1) -> Fact:
    return a_fact("x", on(day), DONE, id=f"{period}-{number}", occurrence=on(period), number=number)


# --- What happens again --------------------------------------------------------------------------------


def test_a_duty_within_days_of_each_request_sleeps_until_the_first() -> None:
    assert turns(course(assessed, (requests(3), each_request()), "x", 9)) == "dormant 0, open 3, due 8, missed 9"
    assert said(2, requests(3), each_request())[0] == "Owed each time that Request happens, and that is not recorded"


def test_a_happening_is_not_known_before_its_day() -> None:
    records = (requests(3, 6), each_request(), answered(4, 3))
    assert of_each(5, *records) == [(on(3), 1, "satisfied")]
    assert of_each(6, *records) == [(on(3), 1, "satisfied"), (on(6), 1, "open")]


def test_two_requests_of_one_day_are_two_occurrences_each_with_its_own_facts() -> None:
    records = (requests(3, 3), each_request(), answered(4, 3, 2))
    assert of_each(9, *records) == [(on(3), 1, "missed"), (on(3), 2, "satisfied")]
    docket = docket_of((BANK, *records))
    listed = next(one for one in due_objects(docket, assess(docket, on(9))) if one["ref"] == docket.ref("x"))
    assert [one["number"] for one in listed["occurrences"]] == [1, 2]


def test_a_change_of_a_day_holds_for_both_requests_of_it() -> None:
    moved = each_request(changed=(Changed(occurrence=on(3), due=on(20), reason="agreed"),))
    found = assess(docket_of((BANK, requests(3, 3), moved)), on(10))["x"].occurrences
    assert [(one.due, one.number) for one in found] == [(on(20), 1)]


def test_other_anchors_count_from_the_first_happening() -> None:
    records = (requests(6, 3), duty(deadline=after(EventAnchor(event="r"), 2)))
    assert turns(course(assessed, records, "x", 6)) == "dormant 0, open 3, due 5, missed 6"


def test_a_cure_takes_the_first_notice_on_or_after_the_miss() -> None:
    notices = requests(4, 10, 12)
    records = (notices, duty(cure=cure(5, runs_from="notice", event="r")))
    assert turns(course(assessed, records, "x", 16)) == "open 0, due 10, in cure 11, missed 16"


# --- Series from and to something -------------------------------------------------------------------------


def weekly(*, begins: int | None = None, ends: bool = False, rule: str = "FREQ=WEEKLY", **fields: Any) -> Obligation:
    start = None if begins is None else SeriesBound(anchor=EventAnchor(event="e"), steps=counted(begins))
    end = SeriesBound(anchor=ObligationAnchor(obligation="y")) if ends else None
    first = on(0) if begins is None else None
    return duty(deadline=Every(rule=rule, start=first, begins=start, ends=end), **fields)


def test_a_series_runs_from_its_anchor_and_both_days_may_name_an_occurrence() -> None:
    records = (event(3), weekly(begins=2))
    assert turns(course(assessed, records, "x", 6)) == "dormant 0, open 3, due 5, missed 6"
    assert said(2, *records)[0] == "Begins with Closing, which has not happened"
    two = (event(3), weekly(begins=2, rule="FREQ=WEEKLY;INTERVAL=2;COUNT=2"), answered(5, 5), answered(6, 19))
    assert [one[0] for one in of_each(40, *two)] == [on(5), on(19)]


def test_once_its_end_is_known_later_ones_are_not_owed() -> None:
    records = (weekly(ends=True), duty("y", None), fact(14, DONE, "y"))
    assert [one[0] for one in of_each(13, *records)] == [on(0), on(7), on(14)]
    assert [one[0] for one in of_each(16, *records)] == [on(0), on(7), on(14)]
    assert [one[0] for one in of_each(16, *records[:2])] == [on(0), on(7), on(14), on(21)]


def test_until_something_is_said_in_words_and_by_its_day() -> None:
    records = (event(3), weekly(begins=2, ends=True), duty("y", None), fact(14, DONE, "y"))
    docket = docket_of((BANK, *records))
    words = deadline_words(docket, docket.obligations["x"])
    assert words.endswith(f", from 2 days after Closing, until the performance of {docket.ref('y')}")
    unknown = [line.words for line in why_this_date(docket, assess(docket, on(4)), "x")]
    assert f"until the performance of {docket.ref('y')}, which is not known yet" in unknown
    known = [(line.day, line.words) for line in why_this_date(docket, assess(docket, on(14)), "x")]
    assert (on(5), "counts from 2 days after Closing") in known
    assert (on(14), f"until the performance of {docket.ref('y')}") in known


def test_a_fact_about_an_occurrence_that_turns_out_not_to_be_is_said() -> None:
    records = (weekly(ends=True), duty("y", None), fact(10, DONE, "y"), answered(9, 14))
    counted_then = said(9, *records)
    assert not any("does not have" in one for one in counted_then)
    found = [one for one in said(10, *records) if "does not have" in one]
    assert len(found) == 1
    assert found[0].endswith("which the series does not have: it counts for nothing")


def test_a_series_that_never_began_is_released_as_a_whole() -> None:
    records = (event(None), weekly(begins=2), fact(4, Cancelled()))
    assert turns(course(assessed, records, "x", 5)) == "dormant 0, released 4"


# --- In parts and ahead -----------------------------------------------------------------------------------

BOUNDED = (event(3), weekly(begins=2, ends=True), duty("y", None), fact(20, DONE, "y"), answered(6, 5))


def test_the_forward_look_is_that_of_each_day() -> None:
    for records in (BOUNDED, (requests(3, 6, 6), each_request(), answered(9, 6, 2))):
        docket = docket_of((BANK, *records))
        ahead = look_on(assess_whole(docket, on(0)), on(30))
        seen = {(day, turn.id): str(turn.after) for day, turned in ahead for turn in turned}
        before = assess(docket, on(0))
        for number in range(1, 31):
            now = assess(docket, on(number))
            for id, position in now.positions.items():
                if position.standing is not before[id].standing:
                    assert seen.pop((on(number), id)) == str(position.standing)
            before = now
        assert not seen


def test_what_is_assessed_again_is_what_all_of_it_gives() -> None:
    early = docket_of((BANK, requests(3), each_request(), answered(4, 3)))
    later = docket_of((BANK, requests(3, 6, 6), each_request(), answered(4, 3)))
    for before, after_it in ((early, later), (later, early)):
        again = reassess(assess_whole(before, on(9)), after_it)
        assert again.assessment == assess(after_it, on(9))
