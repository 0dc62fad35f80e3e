"""What stands in a feed of events, on which day and at which hour, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from model.days.operation import Add, BusinessDays
from model.docket import Docket
from model.feed.calendar import Feed, uid
from model.feed.items import FeedItem
from model.feed.spec import Spec
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import After, Changed, EventAnchor, Every, Open, While
from model.record.event import Event
from model.record.fact import Cancelled, Fact, NotPerformed, Performed, Verified
from model.record.instrument import Instrument
from model.record.obligation import Cure, Obligation, Reminder
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from model.record.source import Span
from tests import builders
from tests.builders import dated
from tests.model.feed.conftest import Make, Publish

Book = Callable[..., Docket]
MakeFact = Callable[..., Fact]
Read = Callable[[Feed], list[Any]]

DUE = date(1996, 12, 2)
NEW_YORK = "America/New_York"
MORE = Spec(act_by=True, targets=True, reminders=True)


def items(made: Feed) -> dict[str, FeedItem]:
    """The items by their keys."""
    return {item.key: item for item in made.items.values()}


# --- hours ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour", "zone", "utc"),
    [
        (date(1996, 10, 25), "17:00", NEW_YORK, "19961025T210000Z"),
        (date(1996, 10, 28), "17:00", NEW_YORK, "19961028T220000Z"),  # summer time ended on the 27th
        (date(1997, 4, 4), "17:00", NEW_YORK, "19970404T220000Z"),
        (date(1997, 4, 7), "17:00", NEW_YORK, "19970407T210000Z"),  # and began on the 6th
        (date(1996, 10, 27), "01:30", NEW_YORK, "19961027T053000Z"),  # comes twice: the first counts
        (date(1997, 4, 6), "02:30", NEW_YORK, "19970406T073000Z"),  # never comes
        (date(1996, 12, 31), "23:59", "America/Denver", "19970101T065900Z"),
        (date(1996, 12, 2), "09:00", "Asia/Kolkata", "19961202T033000Z"),
        (date(1996, 12, 2), "17:00", "Europe/London", "19961202T170000Z"),
    ],
)
def test_a_stated_hour_is_a_moment_in_utc(
    book: Book, duty: Make, publish: Publish, day: date, hour: str, zone: str, utc: str
) -> None:
    made = publish(book(duty(deadline=dated(day, time=hour, zone=zone))), date(1996, 10, 1))
    assert f"\r\nDTSTART:{utc}\r\n".encode() in made.content
    assert b"DTEND" not in made.content, "it ends when it starts"
    assert items(made)["fee"].day == day, "the day stays that of the place"


@pytest.mark.parametrize(
    ("deadline", "utc"),
    [
        (dated(DUE), b"DTSTART:19961202T210000Z"),
        (dated(DUE, time="12:00", zone="Europe/London"), b"DTSTART:19961202T120000Z"),
        (After(anchor=EventAnchor(event="closing"), steps=(Add(n=5, unit="day"),)), b"DTSTART:19961202T210000Z"),
        (Every(rule="FREQ=MONTHLY;BYMONTHDAY=2", start=DUE, until=DUE), b"DTSTART:19961202T210000Z"),
    ],
    ids=["stated", "with an hour of its own", "counted", "series"],
)
def test_the_instruments_cut_off_is_the_hour_of_what_states_none(
    book: Book, duty: Make, publish: Publish, deadline: Any, utc: bytes
) -> None:
    closing = Event(id="closing", title="Closing", happened=Day(on=date(1996, 11, 27)))
    agreement = Instrument(id="agreement", title="Agreement", cutoff="14:00", zone="America/Denver")
    made = publish(book(agreement, closing, duty(deadline=deadline, instrument="agreement")), date(1996, 11, 28))
    assert utc in made.content


def test_only_what_is_due_has_an_hour(book: Book, duty: Make, publish: Publish) -> None:
    agreement = Instrument(id="agreement", title="Agreement", cutoff="14:00", zone="America/Denver")
    undated = duty(deadline=Open(), review_by=date(1996, 12, 20), instrument="agreement")
    curable = duty(id="late", ref="A-2", instrument="agreement", cure=Cure(period=(Add(n=10, unit="day"),)))
    made = items(publish(book(agreement, undated, curable), date(1996, 12, 4), spec=MORE))
    assert made["late"].moment is not None
    assert {key for key, item in made.items() if item.moment} == {"late"}
    assert {"fee", "late/cure"} <= made.keys()


# --- what is missed -------------------------------------------------------------------------------------------


def test_what_is_missed_stands_on_today_too_until_it_is_dealt_with(
    book: Book, duty: Make, fact: MakeFact, publish: Publish
) -> None:
    made, days, sequences = Feed(), [], []
    for day in (DUE, date(1996, 12, 3), date(1996, 12, 9), date(1997, 2, 3)):
        made = publish(book(duty()), day, made.states)
        item = items(made).get("fee/missed")
        days.append(item and item.day)
        sequences.append(made.states[uid("fee/missed")].sequence if item else None)
    assert days == [None, date(1996, 12, 3), date(1996, 12, 9), date(1997, 2, 3)]
    assert sequences == [None, 0, 1, 2]
    told = items(made)["fee/missed"]
    assert told.summary == "MISSED: A-1 Pay the fee"
    assert told.description.startswith("Missed. Still to be dealt with on Mon 3 Feb 1997; due Mon 2 Dec 1996.\n")
    assert (told.alarms, told.related) == ((), ())
    done = publish(book(duty(), fact(on=date(1997, 2, 1))), date(1997, 2, 3), made.states)
    assert "fee/missed" not in items(done)
    assert items(done)["fee"].summary == "✓ late: A-1 Pay the fee"
    assert b"STATUS:CANCELLED" in done.content


def test_what_is_missed_many_times_stands_on_today_once(book: Book, duty: Make, publish: Publish) -> None:
    series = duty(deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=1", start=date(1996, 8, 1)))
    made = items(publish(book(series), date(1996, 11, 20)))
    assert [item.day for key, item in made.items() if key.endswith("/missed")] == [date(1996, 11, 20)]
    assert "due Thu 1 Aug 1996" in made["fee/missed"].description.split("\n")[0]


@pytest.mark.parametrize("what", [Performed(in_full=True), Cancelled()], ids=["performed", "cancelled"])
def test_what_is_dealt_with_is_not_on_today(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, what: Any
) -> None:
    assert "fee/missed" not in items(publish(book(duty(), fact(what)), date(1996, 12, 9)))


def test_what_is_in_cure_is_not_missed_yet(book: Book, duty: Make, publish: Publish) -> None:
    docket = book(duty(cure=Cure(period=(Add(n=10, unit="day"),))))
    assert items(publish(docket, date(1996, 12, 12))).keys() == {"fee", "fee/cure"}
    assert items(publish(docket, date(1996, 12, 13))).keys() == {"fee", "fee/cure", "fee/missed"}


# --- reliefs --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reading", "day"),
    [("inclusive", date(1996, 12, 31)), ("exclusive", date(1996, 12, 30)), ("unclear", date(1996, 12, 30))],
)
def test_a_relief_stands_on_the_last_day_that_it_covers(
    book: Book, duty: Make, publish: Publish, read: Read, reading: Any, day: date
) -> None:
    waiver = Relief(
        id="waiver",
        ref="W-1",
        title="Waiver of the fee",
        covers=("fee",),
        granted_on=Day(on=date(1996, 11, 1)),
        until=date(1996, 12, 31),
        until_reading=reading,
    )
    (event,) = [one for one in read(publish(book(duty(), waiver))) if "W-1" in one.summary.value]
    assert event.summary.value == "Last day: W-1 Waiver of the fee"
    assert (event.dtstart.value, event.dtend.value) == (day, day + timedelta(days=1))
    assert event.categories.value == ["Duly", "Relief"]
    assert "Covers: A-1" in event.description.value.split("\n")
    assert "valarm" in event.contents


def test_a_relief_without_an_end_has_no_day(book: Book, duty: Make, publish: Publish) -> None:
    waiver = Relief(id="waiver", ref="W-1", title="Waiver", covers=("fee",), granted_on=Day(on=date(1996, 11, 1)))
    assert items(publish(book(duty(), waiver))).keys() == {"fee"}


# --- days of our own ------------------------------------------------------------------------------------------


@pytest.fixture
def planned(duty: Make) -> Obligation:
    return duty(lead_time=5, target=Day(on=date(1996, 11, 29)), reminders=(Reminder(lead=14), Reminder(lead=0)))


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({}, set()),
        ({"act_by": True}, {"fee/act by"}),
        ({"targets": True}, {"fee/target"}),
        ({"reminders": True}, {"fee/reminder due 14 day"}),
        ({"act_by": True, "targets": True}, {"fee/act by", "fee/target"}),
    ],
)
def test_days_of_our_own_are_items_where_they_are_asked_for(
    book: Book, planned: Obligation, publish: Publish, asked: dict[str, bool], keys: set[str]
) -> None:
    assert items(publish(book(planned), spec=Spec(**asked))).keys() == {"fee"} | keys  # type: ignore[arg-type]


def test_they_say_what_they_are_and_the_day_they_go_by(book: Book, planned: Obligation, publish: Publish) -> None:
    made = items(publish(book(planned), spec=MORE))
    said = {key: (item.day, item.summary, item.description.split("\n")[0]) for key, item in made.items()}
    assert said["fee/act by"] == (
        date(1996, 11, 26),
        "Act by: A-1 Pay the fee",
        "Open. Act by Tue 26 Nov 1996; due Mon 2 Dec 1996.",
    )
    assert said["fee/target"] == (
        date(1996, 11, 29),
        "Internal target: A-1 Pay the fee",
        "Open. Internal target Fri 29 Nov 1996; due Mon 2 Dec 1996.",
    )
    assert said["fee/reminder due 14 day"] == (
        date(1996, 11, 18),
        "Reminder: A-1 Pay the fee",
        "Open. Reminder Mon 18 Nov 1996; due Mon 2 Dec 1996.",
    )
    assert {key for key, item in made.items() if item.alarms} == {"fee"}, "they are reminders themselves"
    assert len({uid(key) for key in made}) == 4


def test_they_are_gone_once_it_is_done(book: Book, planned: Obligation, fact: MakeFact, publish: Publish) -> None:
    first = publish(book(planned), spec=MORE)
    done = publish(book(planned, fact()), date(1996, 11, 30), first.states, spec=MORE)
    assert items(done).keys() == {"fee"}
    assert done.content.count(b"STATUS:CANCELLED") == 3


def test_the_target_is_not_the_due_day(book: Book, duty: Make, publish: Publish) -> None:
    assert items(publish(book(duty(target=Day(on=DUE))), spec=Spec(targets=True))).keys() == {"fee"}


def test_reminders_of_the_policy_are_items_too(book: Book, duty: Make, publish: Publish) -> None:
    made = items(publish(book(duty(reminders=(), severity="critical")), spec=Spec(reminders=True)))
    leads = sorted((DUE - item.day).days for key, item in made.items() if "/reminder" in key)
    assert leads == [1, 2, 3, 7, 14, 30, 60]


# --- series ---------------------------------------------------------------------------------------------------


JANUARY = date(1997, 1, 2)


def monthly(*changed: Changed) -> Every:
    rule = "FREQ=MONTHLY;BYMONTHDAY=15"
    return Every(rule=rule, start=date(1996, 12, 15), until=date(1997, 2, 15), changed=changed)


def test_an_occurrence_that_is_moved_keeps_its_uid(book: Book, duty: Make, publish: Publish) -> None:
    moved = Changed(occurrence=date(1997, 1, 15), due=date(1997, 1, 20), reason="Agreed")
    first = publish(book(duty(deadline=monthly())), JANUARY)
    second = publish(book(duty(deadline=monthly(moved))), JANUARY, first.states)
    days = [items(made)["fee/1997-01-15"].day for made in (first, second)]
    assert days == [date(1997, 1, 15), date(1997, 1, 20)]
    assert [name for name, state in second.states.items() if state.sequence] == [uid("fee/1997-01-15")]


def test_an_occurrence_that_is_not_owed_is_cancelled_and_the_others_stand(
    book: Book, duty: Make, publish: Publish
) -> None:
    off = Changed(occurrence=date(1997, 1, 15), reason="Waived by letter")
    first = publish(book(duty(deadline=monthly())), JANUARY)
    second = publish(book(duty(deadline=monthly(off))), JANUARY, first.states)
    assert items(second).keys() < items(first).keys()
    assert "fee/1997-02-15" in items(second)
    assert items(first).keys() - items(second).keys() == {"fee/1997-01-15"}
    assert second.states[uid("fee/1997-01-15")].sequence == 1
    assert second.content.count(b"STATUS:CANCELLED") == 1


def test_a_series_stands_in_the_calendar_for_a_year_ahead_with_alarms_and_no_longer_than_it_lasts(
    book: Book, duty: Make, publish: Publish
) -> None:
    quarterly = Every(rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", start=date(1996, 9, 30))
    found = items(publish(book(duty(deadline=quarterly, amount=None)), JANUARY))
    days = [item.day for key, item in sorted(found.items()) if not key.endswith("/missed")]
    assert days[-4:] == [date(1997, 3, 31), date(1997, 6, 30), date(1997, 9, 30), date(1997, 12, 31)]
    assert max(days) == date(1997, 12, 31)
    assert found["fee/1997-12-31"].standing == "open"
    assert found["fee/1997-12-31"].alarms
    ends = Instrument(id="lease", title="Lease", in_force_until=date(1997, 7, 31))
    under = items(publish(book(duty(deadline=quarterly, amount=None, instrument="lease"), ends), JANUARY))
    assert max(item.day for key, item in under.items() if not key.endswith("/missed")) == date(1997, 6, 30)


def test_the_test_dates_of_a_covenant_stand_in_the_calendar(book: Book, duty: Make, publish: Publish) -> None:
    quarterly = Every(rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", start=date(1996, 3, 31))
    test = duty(kind="test", deadline=quarterly, amount=None, title="Current ratio")
    made = publish(book(test), date(1996, 11, 20))
    found = {item.day: item for item in items(made).values()}
    assert found[date(1996, 12, 31)].summary == "Test date: A-1 Current ratio"
    assert found[date(1996, 12, 31)].alarms
    assert found[date(1997, 12, 31) - timedelta(days=92)].summary == "Test date: A-1 Current ratio"
    assert found[date(1996, 9, 30)].standing == "untested"
    assert found[date(1996, 6, 30)].summary == "Test date: A-1 Current ratio", "long gone, it says no standing"
    assert not found[date(1996, 6, 30)].alarms
    later = publish(book(test), date(1997, 1, 2), made.states)
    assert b"STATUS:CANCELLED" not in later.content, "a test date that has passed was not cancelled"


def test_a_covenant_that_is_kept_until_a_day_stands_on_it(book: Book, duty: Make, publish: Publish) -> None:
    covenant = duty(kind="covenant", deadline=While(until=date(1997, 6, 30)), amount=None, title="Keep insured")
    (item,) = items(publish(book(covenant))).values()
    assert (item.day, item.summary) == (date(1997, 6, 30), "Last day: A-1 Keep insured")
    assert item.alarms


# --- what they say --------------------------------------------------------------------------------------------


def test_an_unverified_day_says_so_until_a_second_person_has_read_it(
    book: Book, duty: Make, fact: MakeFact, publish: Publish
) -> None:
    unverified = items(publish(book(duty())))["fee"]
    assert "Unverified: no second reading is recorded." in unverified.description.split("\n")
    read_again = builders.fact("fee", date(1996, 11, 18), Verified(), id="second", recorded_by="Someone else")
    assert "Unverified" not in items(publish(book(duty(), read_again)))["fee"].description


def test_a_description_says_whose_it_is_from_where_what_it_hangs_on_what_follows_and_why_this_date(
    book: Book, duty: Make, publish: Publish
) -> None:
    us, bank = Party(id="us", name="Acme, Inc.", ours=True), Party(id="bank", name="First Bank")
    agreement = Instrument(id="agreement", title="Credit Agreement", calendars=("SAT_SUN",), roll="following")
    closing = Event(id="closing", title="Closing", happened=Day(on=date(1996, 11, 29)))
    report = duty(id="report", ref="A-2", title="Report", kind="delivery", amount=None)
    default = Obligation(
        id="default", ref="A-9", title="Event of default", kind="consequence", causes=(Link(to="fee"),)
    )
    fee = duty(
        deadline=After(anchor=EventAnchor(event="closing"), steps=(BusinessDays(n=10),), words="ten Business Days"),
        obligor="us",
        obligee="bank",
        owner="ann",
        instrument="agreement",
        locator="Section 2.4",
        sources=(Span(document="d", start=0, end=4, words="shall pay a fee"),),
        needs=(Need(one_of=("report",)),),
    )
    docket = book(us, bank, agreement, closing, report, default, fee, Person(id="ann", name="Ann Lee"))
    said = items(publish(docket, date(1996, 12, 2)))["fee"].description.split("\n")
    for line in (
        "Acme, Inc. to First Bank",
        "Amount: $100,000",
        "“shall pay a fee”",
        "Credit Agreement, Section 2.4",
        "Needs: A-2",
        "Counts from: Closing",
        "If A-1 is missed, A-9 is exposed.",
        "Owner: Ann Lee",
        "Why this date:",
    ):
        assert line in said, said
    why = said[said.index("Why this date:") + 1 :]
    assert why[0].startswith("– ")
    assert any("Fri 13 Dec 1996" in line for line in why)
    assert any("“ten Business Days”" in line for line in why)


def test_what_was_confirmed_not_performed_is_told_with_its_day(
    book: Book, duty: Make, fact: MakeFact, publish: Publish
) -> None:
    made = items(publish(book(duty(), fact(NotPerformed(), on=date(1996, 12, 4))), date(1996, 12, 9)))
    assert "Confirmed not performed, on Wed 4 Dec 1996." in made["fee"].description.split("\n")


@pytest.mark.parametrize("title", ["Pay " * 200, "Pay\nthe\r\nfee\u2028now\t " * 30, "👩‍👩‍👧" * 300])
def test_a_summary_is_one_line_of_at_most_255_characters(
    book: Book, duty: Make, publish: Publish, read: Read, title: str
) -> None:
    (event,) = read(publish(book(duty(title=title))))
    assert len(event.summary.value) <= 255
    assert len(event.summary.value.splitlines()) == 1
    assert event.summary.value.startswith("A-1 ")


@pytest.mark.parametrize(
    ("fields", "categories"),
    [
        ({"obligor": "us"}, ("Duly", "Payment", "Owed by us")),
        ({"obligor": "bank"}, ("Duly", "Payment", "Owed to us")),
        ({}, ("Duly", "Payment", "Owed by us")),
        ({"binding": "right"}, ("Duly", "Payment", "Right")),
        ({"binding": "plan"}, ("Duly", "Payment", "Plan")),
    ],
)
def test_categories_say_the_kind_and_the_side(
    book: Book, duty: Make, publish: Publish, fields: dict[str, str], categories: tuple[str, ...]
) -> None:
    docket = book(Party(id="us", name="Acme", ours=True), Party(id="bank", name="Bank"), duty(**fields))
    assert items(publish(docket))["fee"].categories == categories


@pytest.mark.parametrize(
    ("deadline", "review", "binding", "status"),
    [
        (dated(DUE), None, "duty", "CONFIRMED"),
        (Open(), date(1996, 12, 20), "duty", "CONFIRMED"),
        (dated(DUE), None, "plan", "TENTATIVE"),
    ],
)
def test_what_is_only_forecast_is_tentative(
    book: Book, duty: Make, publish: Publish, read: Read, deadline: Any, review: Any, binding: str, status: str
) -> None:
    (event,) = read(publish(book(duty(deadline=deadline, review_by=review, binding=binding))))
    assert event.status.value == status
    assert event.contents["x-microsoft-cdo-busystatus"][0].value == "FREE"
    assert event.transp.value == "TRANSPARENT"
