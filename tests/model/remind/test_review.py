"""What one look at the reminders finds, whom they go to, and what is remembered of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from model.assess import assess
from model.docket import Docket
from model.record.obligation import Reminder
from model.record.person import Person
from model.remind.plan import plan
from model.remind.recipients import recipients
from model.remind.review import ReviewOutcome, acknowledge, review, snooze
from model.remind.states import Reminded, Watch
from tests.builders import dated, obligation
from tests.model.remind.books import caption, checked

DUE = date(2025, 3, 12)
NINE = datetime(2025, 3, 12, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KIM = Person(id="kim", name="Kim", stand_in="hale")
HALE = Person(id="hale", name="Hale", stand_in="lee")
LEE = Person(id="lee", name="Lee", stand_in="kim")
COUNSEL = Person(id="counsel", name="General Counsel")


def away(person: Person, first: date | None, last: date | None) -> Person:
    from msgspec.structs import replace

    return replace(person, away_from=first, away_until=last)


def docket(*people: Person, **fields: Any) -> Docket:
    policy = caption(escalate_after=2, general_counsel="counsel")
    usual: dict[str, Any] = {"deadline": dated(DUE), "owner": "kim", "reminders": (Reminder(lead=0),)}
    others = [one for one in (KIM, HALE, LEE, COUNSEL) if one.id not in {person.id for person in people}]
    return checked(policy, *others, *people, obligation("fee", **(usual | fields)))


class ReviewHarness:
    """Somebody who looks from time to time, and remembers."""

    def __init__(self, book: Docket) -> None:
        self.book, self.states, self.watch = book, dict[str, Reminded](), Watch()

    def look(self, now: datetime, **how: Any) -> ReviewOutcome:
        planned = plan(self.book, assess(self.book, now.date()), machine=UTC)
        outcome = review(planned, self.states, self.watch, now, self.book, **how)
        self.keep(outcome.kept)
        self.watch = outcome.watch
        return outcome

    def keep(self, changed: tuple[Reminded, ...]) -> None:
        self.states |= {one.id: one for one in changed}


def test_a_reminder_is_scheduled_shown_and_acknowledged() -> None:
    harness = ReviewHarness(docket())
    assert harness.look(NINE - HOUR).due == ()
    (scheduled,) = harness.states.values()
    assert (scheduled.state, scheduled.at) == ("scheduled", NINE)
    assert harness.look(NINE).fresh[0].state.first_shown == NINE
    assert harness.states[scheduled.id].state == "shown"
    again = harness.look(NINE + timedelta(seconds=30))
    assert (len(again.due), again.fresh, again.kept) == (1, (), ()), "still due, and told once"
    harness.keep(acknowledge(harness.states, [scheduled.id], "Kim", NINE + HOUR))
    assert harness.look(NINE + 2 * HOUR).due == ()
    (missed,) = harness.look(NINE + DAY).due
    assert (missed.planned.before, len(missed.ids)) == ("missed", 1), "a miss is told, though its day was acknowledged"
    assert harness.states[scheduled.id].acknowledged_by == "Kim"


def test_who_acknowledges_second_changes_nothing() -> None:
    harness = ReviewHarness(docket())
    (ring,) = harness.look(NINE).due
    harness.keep(acknowledge(harness.states, ring.ids, "Kim", NINE))
    assert acknowledge(harness.states, ring.ids, "Hale", NINE + HOUR) == ()
    assert snooze(harness.states, ring.ids, NINE + 2 * HOUR, NINE + HOUR) == ()
    assert acknowledge(harness.states, ["unknown"], "Kim", NINE) == ()


def test_a_snooze_hides_it_until_then() -> None:
    harness = ReviewHarness(docket())
    (ring,) = harness.look(NINE).due
    harness.keep(snooze(harness.states, ring.ids, NINE + HOUR, NINE))
    assert snooze(harness.states, ring.ids, NINE + HOUR, NINE) == (), "once is enough"
    assert harness.look(NINE + HOUR / 2).due == ()
    assert harness.look(NINE + HOUR).fresh[0].id == ring.id


def test_everything_of_one_deadline_is_one_ring_and_the_miss_comes_first() -> None:
    book = docket(reminders=(Reminder(lead=14), Reminder(lead=3), Reminder(lead=0)))
    harness = ReviewHarness(book)
    (ring,) = harness.look(NINE).due
    assert (ring.planned.lead, len(ring.ids)) == (0, 3)
    (late,) = harness.look(NINE + DAY).due
    assert (late.planned.before, len(late.ids)) == ("missed", 4)
    harness.keep(acknowledge(harness.states, late.ids, "Kim", NINE + DAY))
    assert harness.look(NINE + 5 * DAY).due == ()


def test_acknowledging_a_deadline_settles_what_was_snoozed_of_it() -> None:
    harness = ReviewHarness(docket(reminders=(Reminder(lead=1), Reminder(lead=0))))
    (before,) = harness.look(NINE - DAY).due
    harness.keep(snooze(harness.states, before.ids, NINE + 6 * HOUR, NINE - DAY))
    (ring,) = harness.look(NINE).due
    assert set(ring.ids) > set(before.ids)
    harness.keep(acknowledge(harness.states, ring.ids, "Kim", NINE))
    assert harness.look(NINE + 7 * HOUR).due == ()


def test_what_is_most_urgent_comes_first() -> None:
    usual: dict[str, Any] = {"reminders": (Reminder(lead=5), Reminder(lead=0))}
    records = [
        obligation("later", deadline=dated(DUE + 3 * DAY), **usual),
        obligation("soon", deadline=dated(DUE), **usual),
        obligation("grave", deadline=dated(DUE), severity="critical", **usual),
        obligation("old", deadline=dated(DUE - 90 * DAY), **usual),
        obligation("missed", deadline=dated(DUE - DAY), **usual),
    ]
    found = ReviewHarness(checked(*records)).look(NINE).due
    assert [ring.about for ring in found] == ["missed", "old", "grave", "soon", "later"]


def test_unacknowledged_it_goes_to_the_stand_in_and_then_to_the_general_counsel_each_once() -> None:
    harness = ReviewHarness(docket())
    harness.look(NINE - DAY)
    journal: list[str] = []
    for hours in range(0, 24 * 12, 3):
        outcome = harness.look(NINE + hours * HOUR)
        journal += [f"{outcome.watch.last_checked:%d} {one}" for one in outcome.escalated]
    words = "not acknowledged since Wed 12 Mar 2025"
    assert journal[:2] == [
        f"14 Reminder of FEE handed on to Hale: {words}",
        "15 Reminder of FEE handed on to Hale: not acknowledged since Thu 13 Mar 2025",
    ]
    assert [one for one in journal if words in one][1:] == [f"16 Reminder of FEE handed on to General Counsel: {words}"]
    assert len(journal) == 4, "the reminder of the day and that of the miss, two steps each"


def test_a_docket_that_lay_closed_hands_on_as_soon_as_it_is_looked_at() -> None:
    harness = ReviewHarness(docket())
    harness.look(NINE - DAY)
    (ring,) = harness.look(NINE + 10 * DAY).due
    assert ring.to == ("kim", "hale", "counsel")


def test_what_is_entered_late_is_not_handed_to_everybody_at_once() -> None:
    harness = ReviewHarness(docket())
    outcome = harness.look(NINE + 10 * DAY)
    assert outcome.escalated == ()
    assert harness.look(NINE + 12 * DAY).escalated != ()


def test_a_docket_never_looked_at_hands_nothing_on_at_once_and_counts_from_its_first_look() -> None:
    """Nobody could have acknowledged before; from then on it counts though nobody looks in between."""
    harness = ReviewHarness(docket())
    first = harness.look(NINE + 30 * DAY)
    assert first.due
    assert first.escalated == ()
    assert harness.look(NINE + 31 * DAY).escalated == ()
    assert len(harness.look(NINE + 36 * DAY).escalated) > 1


def test_a_docket_may_hand_nothing_on() -> None:
    people = (KIM, HALE)
    book = checked(caption(escalate_after=0), *people, obligation("fee", deadline=dated(DUE), owner="kim"))
    harness = ReviewHarness(book)
    assert all(not harness.look(NINE + days * DAY).escalated for days in range(30))


def test_a_step_ends_a_snooze_which_was_somebody_elses() -> None:
    harness = ReviewHarness(docket())
    (ring,) = harness.look(NINE).due
    harness.keep(snooze(harness.states, ring.ids, NINE + 30 * DAY, NINE))
    found = harness.look(NINE + 2 * DAY)
    assert ring.id in {id_ for one in found.fresh for id_ in one.ids}
    assert "hale" in found.fresh[0].to


FIRST, LAST = DUE - DAY, DUE + DAY


@pytest.mark.parametrize(
    ("people", "fields", "goes_to"),
    [
        ((), {}, "kim"),
        ((), {"owner": None}, ""),
        ((away(KIM, FIRST, LAST),), {}, "hale"),
        ((away(KIM, FIRST, LAST),), {"stand_in": "lee"}, "lee"),
        ((away(KIM, None, DUE - DAY),), {}, "kim"),
        ((away(KIM, None, DUE),), {}, "hale"),
        ((away(KIM, DUE, None),), {}, "hale"),
        ((away(KIM, DUE + DAY, None),), {}, "kim"),
        ((away(KIM, FIRST, LAST), away(HALE, FIRST, LAST)), {}, "lee"),
        ((away(KIM, FIRST, LAST), away(HALE, FIRST, LAST), away(LEE, FIRST, LAST)), {}, "counsel"),
        (tuple(away(one, FIRST, LAST) for one in (KIM, HALE, LEE, COUNSEL)), {}, "kim"),
    ],
)
def test_while_the_owner_is_away_it_goes_to_whoever_is_there(
    people: tuple[Person, ...], fields: dict[str, Any], goes_to: str
) -> None:
    book = docket(*people, **fields)
    assert recipients(book, book.node("fee"), DUE) == (goes_to,)


def test_what_is_still_due_when_its_owner_leaves_goes_to_the_stand_in() -> None:
    harness = ReviewHarness(docket(away(KIM, DUE + DAY, DUE + 20 * DAY)))
    assert harness.look(NINE).due[0].to == ("kim",)
    assert harness.look(NINE + DAY).due[0].to == ("hale",)


@pytest.mark.parametrize(
    ("later", "how", "told"),
    [
        (timedelta(seconds=30), {}, False),
        (timedelta(minutes=10), {}, True),
        (timedelta(minutes=10), {"pace": timedelta(minutes=15)}, False),
        (timedelta(seconds=30), {"waking": True}, True),
        (-timedelta(seconds=5), {}, False),
        (-timedelta(minutes=5), {}, True),
    ],
)
def test_all_that_is_due_is_told_anew_at_start_after_sleep_and_when_the_clock_went_back(
    later: timedelta, how: dict[str, Any], told: bool
) -> None:
    harness = ReviewHarness(docket())
    noon = NINE + 3 * HOUR
    harness.look(noon)
    outcome = harness.look(noon + later, **how)
    assert bool(outcome.fresh) is told
    assert (outcome.clock_went_back is not None) is (later < -timedelta(minutes=1))


def test_a_change_of_zone_is_noticed() -> None:
    from zoneinfo import ZoneInfo

    harness = ReviewHarness(docket())
    harness.look(NINE)
    outcome = harness.look((NINE + timedelta(seconds=30)).astimezone(ZoneInfo("Asia/Tokyo")))
    assert outcome.zone_changed
    assert outcome.fresh


def test_the_next_moment_is_known() -> None:
    harness = ReviewHarness(docket(reminders=(Reminder(lead=1), Reminder(lead=0))))
    assert harness.look(NINE - 2 * DAY).next_at == NINE - DAY
    (ring,) = harness.look(NINE - DAY).due
    assert harness.look(NINE - DAY).next_at == NINE
    harness.keep(snooze(harness.states, ring.ids, NINE - 5 * HOUR, NINE - DAY))
    assert harness.look(NINE - DAY + HOUR).next_at == NINE - 5 * HOUR
