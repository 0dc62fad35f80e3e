"""How items say that they hang together: what comes first and what waits, never in a circle, and in words as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from graphlib import TopologicalSorter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.assess import assess
from model.days.operation import Add, BusinessDays, Hours, Roll, Step
from model.docket import Docket
from model.feed.calendar import Feed, feed, uid
from model.feed.scope import Scope
from model.feed.spec import Component, Spec
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import After, Anchor, Earliest, EventAnchor, ObligationAnchor, On, Start
from model.record.event import Event
from model.record.person import Person
from model.record.relief import Relief
from tests.bench.matter import TODAY
from tests.exploration import examples
from tests.model.assess.dockets import dockets_on_a_day
from tests.model.feed.conftest import Make, Publish

Book = Callable[..., Docket]
Read = Callable[[Feed], list[Any]]

LOOKED_AT = date(1997, 1, 15)
"""When what counts from something still to come is looked at again, so that it has an item."""


def relations(events: list[Any]) -> set[tuple[str, str, str, str]]:
    """Each relation as (from, kind, gap, to), by the UIDs."""
    return {
        (event.uid.value, one.params["RELTYPE"][0], one.params.get("GAP", [""])[0], one.value)
        for event in events
        for one in event.contents.get("related-to", ())
    }


def named(*expected: tuple[str, str, str, str], task: bool = False) -> set[tuple[str, str, str, str]]:
    return {(uid(one, task=task), kind, gap, uid(other, task=task)) for one, kind, gap, other in expected}


def after(*steps: Step, of: Any = "performed") -> After[Anchor]:
    return After(anchor=ObligationAnchor(obligation="fee", of=of), steps=steps)


@pytest.mark.parametrize(
    ("steps", "gap"),
    [
        ((Add(n=45, unit="day"),), "P45D"),
        ((Add(n=2, unit="week"),), "P2W"),
        ((Hours(n=72, tz="America/New_York"),), "PT72H"),
        ((Hours(n=72, tz="America/New_York", roll="following_same_time"),), ""),
        ((Add(n=0, unit="day"),), "P0D"),
        ((Add(n=1, unit="month"),), ""),
        ((Add(n=-10, unit="day"),), ""),
        ((BusinessDays(n=10),), ""),
        ((Add(n=45, unit="day"), Roll()), ""),
    ],
)
def test_what_comes_first_points_to_what_it_starts_with_the_gap_where_it_is_a_fixed_time(
    book: Book, duty: Make, publish: Publish, read: Read, steps: tuple[Step, ...], gap: str
) -> None:
    docket = book(duty(), duty(id="report", ref="A-2", deadline=after(*steps), review_by=LOOKED_AT))
    assert relations(read(publish(docket))) == named(("fee", "FINISHTOSTART", gap, "report"))


@pytest.mark.parametrize("of", ["missed", "due"])
def test_what_does_not_count_from_the_performance_does_not_start_when_that_is_finished(
    book: Book, duty: Make, publish: Publish, read: Read, of: str
) -> None:
    deadline = after(Add(n=45, unit="day"), of=of)
    docket = book(duty(), duty(id="report", ref="A-2", deadline=deadline, review_by=LOOKED_AT))
    assert relations(read(publish(docket))) == set()


def test_a_part_of_a_deadline_counts_too(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    deadline = Earliest(of=(On(day=Day(on=LOOKED_AT)), after(Add(n=45, unit="day"))))
    docket = book(duty(), duty(id="report", ref="A-2", deadline=deadline))
    assert relations(read(publish(docket))) == named(("fee", "FINISHTOSTART", "P45D", "report"))


def test_what_begins_when_another_is_done_is_started_by_it(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    start = Start(of=(ObligationAnchor(obligation="fee"), EventAnchor(event="closing")))
    closing = Event(id="closing", title="Closing")
    docket = book(closing, duty(), duty(id="report", ref="A-2", starts=start))
    assert relations(read(publish(docket))) == named(("fee", "FINISHTOSTART", "", "report"))


@pytest.mark.parametrize("component", ["events", "tasks"])
def test_what_waits_points_to_what_it_waits_for(
    book: Book, duty: Make, publish: Publish, read: Read, read_tasks: Read, component: Component
) -> None:
    waiting = duty(
        id="report",
        ref="A-2",
        needs=(Need(one_of=("fee", "rent")),),
        paid_from=(Link(to="offer"),),
        either=(Link(to="plan"),),
    )
    others = [duty(id=name, ref=f"B-{number}") for number, name in enumerate(("rent", "offer", "plan"))]
    made = publish(book(duty(), waiting, *others), spec=Spec(component=component))
    task = component == "tasks"
    assert relations((read_tasks if task else read)(made)) == named(
        ("report", "DEPENDS-ON", "", "fee"),
        ("report", "DEPENDS-ON", "", "rent"),
        ("report", "DEPENDS-ON", "", "offer"),
        task=task,
    )


def test_a_relief_depends_on_its_conditions_and_not_on_what_it_covers(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    waiver = Relief(
        id="waiver",
        ref="W-1",
        title="Waiver",
        covers=("fee",),
        conditions=("rent",),
        granted_on=Day(on=date(1996, 11, 1)),
        until=date(1996, 12, 31),
    )
    docket = book(duty(), duty(id="rent", ref="A-2"), waiver)
    assert relations(read(publish(docket))) == named(("waiver", "DEPENDS-ON", "", "rent"))


def test_a_relation_is_repeated_in_words_at_the_end_that_hangs(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    counting = duty(id="report", ref="A-2", deadline=after(Add(n=45, unit="day")), review_by=LOOKED_AT)
    needing = duty(id="needing", ref="A-3", needs=(Need(one_of=("fee",)),))
    events = {event.uid.value: event for event in read(publish(book(duty(), counting, needing)))}
    assert "Counts from: A-1" in events[uid("report")].description.value.split("\n")
    assert "Needs: A-1" in events[uid("needing")].description.value.split("\n")


def test_only_what_stands_in_the_file_is_pointed_to(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    ann = Person(id="ann", name="Ann")
    needing = duty(id="needing", ref="A-3", needs=(Need(one_of=("fee", "rent")),), owner="ann")
    docket = book(ann, duty(), duty(id="rent", ref="A-2", owner="ann"), needing)
    made = publish(docket, spec=Spec(scope=Scope(owners=("ann",))))
    assert relations(read(made)) == named(("needing", "DEPENDS-ON", "", "rent"))


def test_what_leaves_the_file_is_pointed_to_no_more_and_that_is_a_change(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    ann = Person(id="ann", name="Ann")
    spec = Spec(scope=Scope(owners=("ann",)))
    needing = duty(id="needing", ref="A-3", needs=(Need(one_of=("fee",)),), owner="ann")
    first = publish(book(ann, duty(owner="ann"), needing), spec=spec)
    second = publish(book(ann, duty(), needing), states=first.states, spec=spec)
    assert relations(read(first)) == named(("needing", "DEPENDS-ON", "", "fee"))
    assert relations(read(second)) == set()
    assert second.states[uid("needing")].sequence == 1


def test_items_beside_the_records_own_are_related_to_nothing(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    needing = duty(id="needing", ref="A-3", needs=(Need(one_of=("fee",)),), lead_time=5)
    spec = Spec(act_by=True, targets=True, reminders=True)
    made = publish(book(duty(), needing), spec=spec)
    assert len(made.items) > 4
    assert relations(read(made)) == named(("needing", "DEPENDS-ON", "", "fee"))


def test_a_redacted_feed_does_not_tell_what_hangs_together(book: Book, duty: Make, publish: Publish) -> None:
    docket = book(duty(), duty(id="needing", ref="A-3", needs=(Need(one_of=("fee",)),)))
    assert b"RELATED-TO" not in publish(docket, spec=Spec(privacy="redacted")).content


def order_of(made: Feed) -> Iterator[tuple[str, str]]:
    """Each relation as (what comes first, what comes after), by keys."""
    for item in made.items.values():
        for one in item.related:
            yield (item.key, one.to) if one.kind == "FINISHTOSTART" else (one.to, item.key)


@given(dockets_on_a_day(), st.sampled_from(["events", "tasks"]))
@settings(max_examples=examples(200), deadline=None)
def test_read_as_before_and_after_they_close_no_circle_and_point_to_nothing_absent(
    made: tuple[Docket, date], component: Component
) -> None:
    docket, day = made
    now = datetime(1996, 6, 3, 9, tzinfo=UTC)
    found = feed(docket, assess(docket, day), states={}, generated=now, spec=Spec(component=component))
    keys = {item.key for item in found.items.values()}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for first, then in order_of(found):
        assert {first, then} <= keys
        assert first != then
        sorter.add(then, first)
    sorter.prepare()
    for item in found.items.values():
        assert len(set(item.related)) == len(item.related)


def test_the_realistic_docket_has_relations_of_each_kind(large: Docket, publish: Publish) -> None:
    made = publish(large, TODAY)
    kinds = {(one.kind, bool(one.gap)) for item in made.items.values() for one in item.related}
    assert {("FINISHTOSTART", True), ("DEPENDS-ON", False)} <= kinds
