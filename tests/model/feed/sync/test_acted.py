"""What was done with alarms, as each program writes it: what waits wins, and too early settles nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from model.feed.components import uid
from model.feed.sync.acted import AlarmActed, acts
from model.feed.sync.resource import Resource
from model.feed.sync.returned import MOST_ALARMS, read_returned
from model.remind.acted_in_calendar import IN_A_CALENDAR, answered
from model.remind.plan import Planned
from model.remind.review import acknowledge
from model.remind.states import Reminded
from tests.model.feed.sync.servers import item

BELL, LAST = "bell", "last"
NOW = datetime(1996, 12, 1, 9, 30, tzinfo=UTC)
"""The bell has rung at nine o'clock; the other alarm rings tomorrow."""


def moment(text: str) -> datetime:
    """``1T0910`` is ten past nine on 1 December 1996, in UTC."""
    return datetime.strptime(f"199612{text:0>7}", "%Y%m%dT%H%M").replace(tzinfo=UTC)


def stamp(text: str) -> str:
    return f"{moment(text):%Y%m%dT%H%M%SZ}"


def alarm(*lines: str, name: str = BELL, trigger: str = ":-PT15H") -> str:
    own = (f"UID:{name}",) if name else ()
    whole = ("BEGIN:VALARM", *own, "ACTION:DISPLAY", "DESCRIPTION:Deadline", f"TRIGGER{trigger}", *lines, "END:VALARM")
    return "".join(f"{line}\r\n" for line in whole)


def acked(text: str) -> str:
    return f"ACKNOWLEDGED:{stamp(text)}"


def snooze(until: str, *lines: str, of: str = BELL, name: str = "snooze") -> str:
    return alarm(f"RELATED-TO;RELTYPE=SNOOZE:{of}", *lines, name=name, trigger=f";VALUE=DATE-TIME:{stamp(until)}")


def body(*alarms: str, own: Iterable[str] = (), kind: str = "VEVENT") -> Resource:
    """An item on 2 December with its alarms, and properties of its own."""
    plain = item("a", kind=kind).body
    lines = "".join(f"{line}\r\n" for line in own)
    return Resource("a", plain.replace(f"END:{kind}\r\n", f"{lines}{''.join(alarms)}END:{kind}\r\n"))


PUT = body(alarm(), alarm(name=LAST, trigger=":PT9H"))


def told(*alarms: str, own: Iterable[str] = (), now: datetime = NOW, put: Resource = PUT) -> list[tuple[str, str]]:
    """What was done: the alarm, and when it was acknowledged or until when it is snoozed."""
    kind = "VTODO" if "VTODO" in put.body else "VEVENT"
    found = acts(read_returned(put.body), read_returned(body(*alarms, own=own, kind=kind).body), now)
    return [(one.alarm, _said(one)) for one in found]


def _said(one: AlarmActed) -> str:
    if one.acknowledged_at:
        return f"acknowledged {one.acknowledged_at:%H:%M}"
    assert one.snoozed_until
    return f"until {one.snoozed_until:%d %H:%M}"


LATER = alarm(name=LAST, trigger=":PT9H")


@pytest.mark.parametrize(
    ("alarms", "expected"),
    [
        pytest.param((alarm(acked("1T0905")), LATER), [(BELL, "acknowledged 09:05")], id="acknowledged"),
        pytest.param((alarm(acked("1T0905")), snooze("1T1000"), LATER), [(BELL, "until 01 10:00")], id="snoozed"),
        pytest.param((snooze("1T1000"), alarm(acked("1T0905")), LATER), [(BELL, "until 01 10:00")], id="snooze first"),
        pytest.param((alarm(), snooze("1T1000"), LATER), [(BELL, "until 01 10:00")], id="without an acknowledgement"),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T0915", acked("1T0920")), LATER),
            [(BELL, "acknowledged 09:20")],
            id="the snooze acknowledged after it rang",
        ),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T1000", acked("1T0910")), LATER),
            [(BELL, "until 01 10:00")],
            id="a snooze acknowledged before it rings still waits",
        ),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T0915"), LATER),
            [(BELL, "until 01 09:15")],
            id="the snooze has rung, nobody heard",
        ),
        pytest.param(
            (alarm(acked("1T0920")), snooze("1T0915"), LATER),
            [(BELL, "acknowledged 09:20")],
            id="acknowledged once more after the snooze rang",
        ),
        pytest.param(
            (
                alarm(acked("1T0905")),
                snooze("1T0910", acked("1T0910"), name="s1"),
                snooze("1T0920", acked("1T0921"), of="s1", name="s2"),
                snooze("1T1030", of="s2", name="s3"),
                LATER,
            ),
            [(BELL, "until 01 10:30")],
            id="a chain of snoozes",
        ),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T0910", name="s1"), snooze("1T1030", name="s2"), LATER),
            [(BELL, "until 01 10:30")],
            id="all of them of the first alarm",
        ),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T1100", name="s1"), snooze("1T1030", name="s2"), LATER),
            [(BELL, "until 01 10:30")],
            id="the one that rings first",
        ),
        pytest.param((snooze("1T1000"), LATER), [(BELL, "until 01 10:00")], id="the alarm itself is gone"),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T1000", of="a snooze that is gone"), LATER),
            [("", "until 01 10:00")],
            id="the snooze before it is gone",
        ),
        pytest.param(
            (alarm(acked("1T0905")), snooze("1T0915", of="a snooze that is gone"), LATER),
            [("", "until 01 09:15")],
            id="gone, and rung",
        ),
        pytest.param(
            (
                alarm(acked("1T0905")),
                snooze("1T1000", of="s2", name="s1"),
                snooze("1T1000", of="s1", name="s2"),
                LATER,
            ),
            [("", "until 01 10:00")],
            id="snoozes of one another",
        ),
        pytest.param((alarm(acked("1T0859")), LATER), [], id="acknowledged before it rang"),
        pytest.param(
            (alarm(acked("1T0905")), alarm(acked("1T0906"), name=LAST, trigger=":PT9H")),
            [(BELL, "acknowledged 09:05")],
            id="another that has yet to ring",
        ),
        pytest.param(
            (alarm(acked("1T0905")), alarm("RELATED-TO;RELTYPE=SNOOZE:bell", name="s", trigger=":-PT14H"), LATER),
            [(BELL, "until 01 10:00")],
            id="a snooze that counts from the item",
        ),
        pytest.param(
            (alarm(acked("1T0905")), alarm("RELATED-TO;RELTYPE=SNOOZE:bell", name="s", trigger=":whenever"), LATER),
            [],
            id="a snooze until nobody knows when",
        ),
        pytest.param(
            (alarm(acked("1T0905")), alarm(f"RELATED-TO;RELTYPE=SNOOZE:{BELL}", name="", trigger=":-PT14H"), LATER),
            [(BELL, "until 01 10:00")],
            id="a snooze without a name",
        ),
        pytest.param(
            (alarm("RELATED-TO:bell", acked("1T0905"), name="s", trigger=":-PT14H"), alarm(), LATER),
            [],
            id="an alarm that is related otherwise is no snooze, and not ours",
        ),
    ],
)
def test_what_waits_wins_and_too_early_settles_nothing(
    alarms: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert told(*alarms) == expected


@pytest.mark.parametrize(
    ("own", "alarms", "expected"),
    [
        pytest.param((("LASTACK", "1T0905"),), (), [("", "acknowledged 09:05")], id="Thunderbird dismisses"),
        pytest.param(
            (("LASTACK", "1T0905"), ("SNOOZE-TIME", "1T1000")), (), [("", "until 01 10:00")], id="Thunderbird snoozes"
        ),
        pytest.param(
            (("LASTACK", "1T0905"), ("SNOOZE-TIME", "1T0915")), (), [("", "until 01 09:15")], id="and it has rung"
        ),
        pytest.param(
            (("LASTACK", "1T0920"), ("SNOOZE-TIME", "1T0915")),
            (),
            [("", "acknowledged 09:20")],
            id="and was dismissed, with the snooze left standing",
        ),
        pytest.param(
            (("LASTACK", "1T0905"),),
            (alarm(acked("1T0905")), snooze("1T1000"), LATER),
            [(BELL, "until 01 10:00")],
            id="Open-Xchange snoozes by an alarm and says when it was acknowledged for the whole",
        ),
        pytest.param(
            (("LASTACK", "1T0905"), ("SNOOZE-TIME", "1T1000")),
            (alarm(acked("1T0905")), LATER),
            [("", "until 01 10:00")],
            id="and by Mozilla's word",
        ),
    ],
)
def test_what_is_said_of_the_whole_item(
    own: tuple[tuple[str, str], ...], alarms: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    lines = [f"X-MOZ-{name}:{stamp(at)}" for name, at in own]
    assert told(*(alarms or (alarm(), LATER)), own=lines) == expected


def test_a_task_without_a_beginning_and_with_no_names_of_alarms_as_tasks_org_writes_it() -> None:
    put = body(alarm(trigger=";RELATED=END:-PT15H"), kind="VTODO")
    plain = alarm(name="", trigger=";RELATED=END:-PT15H")
    own = (f"X-MOZ-LASTACK:{stamp('1T0905')}", f"X-MOZ-SNOOZE-TIME:{stamp('1T1000')}")
    assert told(plain, own=own, put=put) == [("", "until 01 10:00")]
    named = alarm(acked("1T0905"), name="", trigger=";RELATED=END:-PT15H")
    assert told(named, put=put) == [(BELL, "acknowledged 09:05")]


APPLE = alarm(
    "X-WR-ALARMUID:default",
    "X-APPLE-DEFAULT-ALARM:TRUE",
    "X-APPLE-LOCAL-DEFAULT-ALARM:TRUE",
    acked("1T0905"),
    name="default",
)


def test_an_alarm_that_apple_adds_of_itself_settles_nothing() -> None:
    assert told(alarm(), LATER, APPLE) == []
    assert told(APPLE, LATER) == [], "not even where ours is gone and it rings at the same moment"
    assert told(alarm(), LATER, APPLE, snooze("1T1000", of="default")) == []
    assert told(alarm(acked("1T0906")), LATER, APPLE, snooze("1T1000", of="default")) == [(BELL, "acknowledged 09:06")]


def test_an_alarm_of_somebody_else_settles_nothing_and_one_of_ours_may_have_another_name_for_its_uid() -> None:
    assert told(alarm(), LATER, alarm(acked("1T0905"), name="", trigger=":-PT20H")) == []
    other = alarm(f"X-WR-ALARMUID:{BELL}", acked("1T0905"), name="")
    assert told(other, LATER) == [(BELL, "acknowledged 09:05")]


def test_what_is_nested_in_an_alarm_is_not_of_it() -> None:
    place = "BEGIN:VLOCATION\r\nUID:office\r\nRELATED-TO;RELTYPE=SNOOZE:bell\r\nEND:VLOCATION\r\n"
    nested = alarm(acked("1T0905")).replace("UID:bell\r\n", f"{place}UID:bell\r\n")
    assert told(nested, LATER) == [(BELL, "acknowledged 09:05")]


def test_of_more_alarms_than_anybody_sets_nothing_is_told() -> None:
    many = [alarm(name=f"x{number}", trigger=":-PT1H") for number in range(MOST_ALARMS)]
    assert told(alarm(acked("1T0905")), *many, snooze("1T1000")) == []


def test_an_all_day_item_rings_by_the_clock_of_the_person() -> None:
    there = NOW.astimezone(ZoneInfo("America/Denver"))
    assert told(alarm(acked("1T0905")), LATER, now=there) == [], "in Denver it rings at 16:00 UTC"
    assert told(alarm(acked("1T1605")), LATER, now=there + timedelta(hours=8)) == [(BELL, "acknowledged 16:05")]


def test_an_item_that_ends_rings_from_its_end_where_the_alarm_says_so() -> None:
    late = alarm(acked("1T0905"), name="late", trigger=";RELATED=END:-PT15H")
    put = body(alarm(name="late", trigger=";RELATED=END:-PT15H"))
    assert told(late, put=put) == [], "a whole day ends with it"
    assert told(late, own=("DTEND;VALUE=DATE:19961202",), put=put) == [("late", "acknowledged 09:05")]
    assert told(late, own=("DURATION:P2D",), put=put) == []


# ------------------------------------------------------------------------------------------- what Duly does of it


def planned(lead: int, at: datetime, base: date = date(1996, 12, 2)) -> Planned:
    return Planned(
        id=f"r{lead}", about="rent", before="due", lead=lead, unit="day", base=base, day=at.date(), at=at, to=("",)
    )


def act(
    acknowledged: str = "", *, until: str = "", since: str = "", lead: int | None = 1, rings: str = ""
) -> AlarmActed:
    return AlarmActed(
        "a",
        "rent",
        alarm="" if lead is None else uid(f"rent/alarm due {lead} day"),
        rings_at=moment(rings) if rings else None,
        acknowledged_at=moment(acknowledged) if acknowledged else None,
        snoozed_until=moment(until) if until else None,
        since=moment(since) if since else None,
    )


def states(
    *done: AlarmActed, known: Iterable[Reminded] = (), now: datetime = NOW, one: Planned | None = None
) -> dict[str, str]:
    waiting = [one or planned(1, moment("1T0900")), planned(0, moment("2T0900"))]
    before = {each.id: each for each in known}
    return {each.id: each.state for each in answered(before, done, waiting, now)}


def test_a_snooze_puts_a_reminder_off_until_its_own_moment() -> None:
    (found,) = answered({}, [act(until="1T1000")], [planned(1, moment("1T0900"))], NOW)
    assert (found.state, found.snoozed_until) == ("snoozed", moment("1T1000"))
    assert states(act(until="1T0915")) == {}, "it has rung: the reminder is due"


def test_what_is_acknowledged_before_it_rings_settles_nothing() -> None:
    assert states(act("1T0905")) == {"r1": "acknowledged"}
    assert states(act("1T0859")) == {}
    assert states(act("1T0859", rings="1T0800")) == {"r1": "acknowledged"}, "it rang an hour before, in another zone"
    assert states(act("2T0905", lead=0)) == {}, "by a clock that runs ahead"


def test_what_was_acknowledged_of_a_day_that_has_moved_since_settles_nothing() -> None:
    moved = planned(1, moment("20T0900"), date(1996, 12, 21))
    assert states(act("1T0905", rings="1T0900"), one=moved) == {}


def test_a_snooze_of_the_whole_item_puts_off_what_had_rung_and_delays_nothing_else() -> None:
    assert states(act(until="3T1000", since="1T0905", lead=None)) == {"r1": "snoozed"}
    assert states(act("1T0905", lead=None)) == {"r1": "acknowledged"}


def test_a_snooze_that_arrives_after_its_acknowledgement_still_wins() -> None:
    """As where a program writes the two one after the other, and Duly looks in between."""
    one = Reminded(id="r1", about="rent", at=moment("1T0900"))
    first = list(answered({}, [act("1T0905")], [planned(1, one.at)], NOW))
    assert [(each.state, each.acknowledged_by) for each in first] == [("acknowledged", IN_A_CALENDAR)]
    (again,) = answered({"r1": first[0]}, [act(until="1T1000")], [planned(1, one.at)], NOW)
    assert (again.state, again.acknowledged_at, again.acknowledged_by) == ("snoozed", None, "")
    (rung,) = answered({"r1": first[0]}, [act(until="1T0915")], [planned(1, one.at)], NOW)
    assert (rung.state, rung.acknowledged_by) == ("scheduled", ""), "seen late, it is due"
    here = acknowledge({"r1": one}, ["r1"], "Anna", NOW)
    assert states(act(until="1T1000"), known=here) == {}, "what is acknowledged here stays so"
