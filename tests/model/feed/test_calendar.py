"""The calendar feed: what it says, that every reader can read it, and that items keep their identity as days move."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from model.days.operation import Add
from model.docket import Change, Docket
from model.feed.calendar import CANCELLED_FOR, Feed, uid
from model.ledger.sample import sample_records
from model.record.caption import Caption
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import After, Anchor, EventAnchor, Every, On, Open
from model.record.event import Event
from model.record.fact import Fact, NotPerformed
from model.record.obligation import Cure, Obligation, Reminder
from model.record.relief import Relief
from model.record.source import Span
from tests.builders import docket_of

Book = Callable[..., Docket]
Make = Callable[..., Obligation]
MakeFact = Callable[..., Fact]
Publish = Callable[..., Feed]
Read = Callable[[Feed], list[Any]]

DUE = date(1996, 12, 2)
LATER = datetime(1997, 6, 1, 8, tzinfo=UTC)


def summaries(events: list[Any]) -> list[str]:
    return [event.summary.value for event in events]


def the(events: list[Any], words: str) -> Any:
    (found,) = [event for event in events if words in event.summary.value]
    return found


# --- what stands in it ------------------------------------------------------------------------------------


def test_the_sample_shows_every_day_that_it_knows(sample: Docket, publish: Publish, read: Read) -> None:
    events = read(publish(sample))
    days = {event.summary.value.partition("USMX-")[2].partition(" ")[0]: event.dtstart.value for event in events}
    assert days["17"] == date(1996, 12, 2)
    assert days["8"] == days["5"] == days["6"] == date(1996, 12, 31)
    assert days["9"] == days["10"] == date(1996, 12, 31), "conditions without a day stand on the relief's last day"
    assert days["7"] == date(1996, 11, 1)
    assert not {"18", "21"} & set(days), "a consequence has no day"
    undated = {ref: sample.by_ref[f"usmx-{ref}"] for ref in ("12", "13", "14", "16", "22", "23")}
    for ref, node in undated.items():
        assert isinstance(node, Obligation)
        assert days[ref] == node.review_by


@pytest.mark.parametrize(
    ("day", "summary"),
    [
        (date(1996, 11, 20), "✓ USMX-7 "),
        (date(1996, 11, 20), "suspended: USMX-1 "),
        (date(1996, 11, 20), "Last day: USMX-5 "),
        (date(1996, 11, 20), "Forecast: USMX-20 "),
        (date(1996, 11, 20), "Perform by: USMX-10 "),
        (date(1996, 12, 3), "MISSED: USMX-17 "),
        (date(1997, 1, 1), "MISSED: USMX-8 "),
        (date(1997, 1, 1), "LAPSED: Last day: USMX-6 "),
    ],
)
def test_the_standing_begins_the_summary(sample: Docket, publish: Publish, read: Read, day: date, summary: str) -> None:
    assert any(said.startswith(summary) for said in summaries(read(publish(sample, day))))


def test_an_item_tells_standing_source_clause_and_what_follows(sample: Docket, publish: Publish, read: Read) -> None:
    said = the(read(publish(sample)), "USMX-8 ").description.value.split("\n")
    assert said[0] == "Open. Due Tue 31 Dec 1996."
    words = "complete an offering in which the Company receives net proceeds of no less than $9,000,000"
    assert f"“{words} by December 31, 1996”" in said
    assert "First Amendment to USMX, Inc. Credit Agreement, Item 5, para. 3" in said
    assert "Internal target: Fri 20 Dec 1996" in said
    assert any(line.startswith("If USMX-8 is missed, USMX-5 and USMX-6 lapse") for line in said)
    paid = the(read(publish(sample)), "USMX-10 ").description.value
    assert "Paid from: USMX-8" in paid


def test_an_item_is_all_day_takes_no_time_and_ends_the_next_morning(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    made = publish(book(duty()))
    (event,) = read(made)
    assert event.dtstart.value == DUE
    assert event.dtend.value == DUE + timedelta(days=1)
    assert event.transp.value == "TRANSPARENT"
    assert b"DTSTART;VALUE=DATE:19961202\r\n" in made.content
    assert event.categories.value == ["Duly", "Payment", "Owed by us"]


def test_every_reminder_is_an_alarm_with_a_uid_of_its_own(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    (event,) = read(publish(book(duty())))
    rings = [alarm.trigger.value for alarm in event.contents["valarm"]]
    assert rings == [timedelta(hours=-63), timedelta(hours=9 - 14 * 24), timedelta(0)]
    assert {alarm.action.value for alarm in event.contents["valarm"]} == {"DISPLAY"}
    assert {alarm.description.value for alarm in event.contents["valarm"]} == {"A-1 Pay the fee"}
    assert len({alarm.contents["uid"][0].value for alarm in event.contents["valarm"]} | {event.uid.value}) == 4


def test_what_is_done_rings_no_more(book: Book, duty: Make, fact: MakeFact, publish: Publish, read: Read) -> None:
    (event,) = read(publish(book(duty(), fact()), date(1996, 11, 30)))
    assert event.summary.value == "✓ A-1 Pay the fee"
    assert "valarm" not in event.contents


def test_cure_has_an_item_of_its_own(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    curable = duty(cure=Cure(period=(Add(n=10, unit="day"),)))
    events = read(publish(book(curable), date(1996, 12, 4)))
    assert summaries(events) == ["in cure: A-1 Pay the fee", "in cure: Last day of cure: A-1 Pay the fee"]
    assert events[1].dtstart.value == date(1996, 12, 12)
    assert "valarm" in events[1].contents
    assert len(read(publish(book(curable)))) == 1, "before the miss there is nothing to cure"


def test_each_occurrence_of_a_series_has_an_item_and_a_standing(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    series = duty(deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=-1", start=date(1996, 9, 30), until=date(1996, 12, 31)))
    events = read(publish(book(series)))
    assert len({event.uid.value for event in events}) == len(events) > 1
    assert the(events[:1], "MISSED: ").dtstart.value == date(1996, 9, 30)


@pytest.mark.parametrize(
    "deadline",
    [
        After(
            anchor=EventAnchor(event="meeting"),
            steps=(Add(n=-120, unit="day"),),
            calendars=("US-FED",),
            rulebook="sec-14a-8-proposal",
        ),
        Every(
            event="meeting",
            steps=(Add(n=-120, unit="day"),),
            calendars=("US-FED",),
            rulebook="sec-14a-8-proposal",
        ),
    ],
    ids=["once", "each occurrence"],
)
def test_a_day_that_rests_on_a_rule_nobody_read_says_so(
    book: Book, duty: Make, publish: Publish, read: Read, deadline: After[Anchor] | Every
) -> None:
    recurs = "FREQ=YEARLY" if isinstance(deadline, Every) else ""
    meeting = Event(id="meeting", title="Release of the proxy", happened=Day(on=date(1997, 4, 15)), recurs=recurs)
    events = read(publish(book(duty(deadline=deadline), meeting), date(1997, 4, 16)))
    assert events
    for event in events:
        said = event.description.value.split("\n")
        assert "Unverified: no second reading is recorded." in said
        assert (
            "The text of its rule was not read, so check the day: Shareholder proposal under Rule 14a-8, last day of"
            " receipt, 17 CFR 240.14a-8(e)(2)." in said
        )


@pytest.mark.parametrize(
    ("rulebook", "start"),
    [
        ("ny-gcl-58", "The official text of its rule was read: Year of 365 days"),
        ("sec-14a-6-preliminary", "The text of its rule was read in a copy only: Preliminary proxy statement"),
    ],
    ids=["official", "copy"],
)
def test_a_day_that_rests_on_a_rule_says_where_its_text_was_read(
    book: Book, duty: Make, publish: Publish, read: Read, rulebook: str, start: str
) -> None:
    deadline = After(
        anchor=EventAnchor(event="meeting"),
        steps=(Add(n=-120, unit="day"),),
        calendars=("US-FED",),
        rulebook=rulebook,
    )
    meeting = Event(id="meeting", title="Release of the proxy", happened=Day(on=date(1997, 4, 15)))
    events = read(publish(book(duty(deadline=deadline), meeting), date(1997, 4, 16)))
    assert events
    for event in events:
        assert any(line.startswith(start) for line in event.description.value.split("\n"))


def test_an_inexact_day_carries_the_words_of_its_source(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    (event,) = read(publish(book(duty(deadline=On(day=Day(on=date(1996, 12, 31), words="by year end"))))))
    assert event.description.value.startswith("Open. Due Tue 31 Dec 1996 (“by year end”).")


# --- the file ---------------------------------------------------------------------------------------------


def test_the_bytes_are_utf_8_with_crlf_and_short_lines_whatever_the_titles(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    title = "Übertragungsgebühr für Änderungsverträge 🎉👩‍👩‍👧 (漢字), gemäß § 7; „Anlage \\N“ " * 2
    made = publish(book(Caption(title="Müller, Söhne; Co\\N " * 6), duty(title=title)))
    assert not made.content.startswith(b"\xef\xbb\xbf")
    assert made.content.endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"[^\r]\n|\r[^\n]", made.content)
    lines = made.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no line ends inside a character
    (event,) = read(made)
    assert event.summary.value == f"A-1 {' '.join(title.split())}"


def test_the_head_names_the_docket_escaped_and_says_how_often_to_look(book: Book, duty: Make, publish: Publish) -> None:
    made = publish(book(Caption(title="Müller, Söhne; Co"), duty()))
    said = made.content.decode()
    assert "\r\nNAME:Müller\\, Söhne\\; Co\r\n" in said
    assert "\r\nX-WR-CALNAME:Müller\\, Söhne\\; Co\r\n" in said
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in said
    assert "\r\nX-PUBLISHED-TTL:PT1H\r\n" in said
    assert "\r\nPRODID:-//Duly//" in said
    assert "METHOD" not in said, "with a METHOD it would be an invitation"


def test_an_empty_docket_gives_a_valid_file_with_one_marker(book: Book, publish: Publish, read: Read) -> None:
    first = publish(book())
    (event,) = read(first)
    assert event.summary.value == "Duly: no deadlines yet, generated on Wed 20 Nov 1996"
    assert event.dtstart.value == date(1996, 11, 20)
    again = publish(book(), states=first.states, generated=LATER)
    assert again.content == first.content


def test_the_marker_goes_when_there_is_something_to_show(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    first = publish(book())
    events = read(publish(book(duty()), states=first.states))
    assert the(events, "Cancelled").status.value == "CANCELLED"
    assert the(events, "Pay the fee")


def test_a_moment_without_a_zone_is_refused(book: Book, publish: Publish) -> None:
    with pytest.raises(ValueError, match="zone"):
        publish(book(), generated=datetime(1996, 11, 20))  # noqa: DTZ001


# --- identity over time -----------------------------------------------------------------------------------


def test_two_exports_without_a_change_are_the_same_bytes(sample: Docket, publish: Publish) -> None:
    first = publish(sample)
    again = publish(sample, states=first.states, generated=LATER)
    assert again.content == first.content
    assert again.states == first.states


def test_the_order_of_the_records_makes_no_difference(sample: Docket, publish: Publish) -> None:
    turned = docket_of(reversed(sample_records()))
    assert publish(turned).content == publish(sample).content


def test_moved_performed_and_undone_an_item_keeps_its_uid_and_its_sequence_rises(
    book: Book, duty: Make, fact: MakeFact, publish: Publish
) -> None:
    moved = duty(deadline=On(day=Day(on=date(1996, 12, 9))))
    story = [book(duty()), book(moved), book(moved, fact()), book(moved), book(duty())]
    made, seen = Feed(), []
    for place, docket in enumerate(story):
        made = publish(docket, date(1996, 11, 30), made.states, LATER + timedelta(hours=place))
        seen.append(made.states[uid("fee")])
    assert [state.sequence for state in seen] == [0, 1, 2, 3, 4]
    assert [state.modified for state in seen] == sorted({state.modified for state in seen})
    assert b"SEQUENCE:4\r\n" in made.content


def test_time_alone_raises_the_sequence_where_it_changes_the_standing(book: Book, duty: Make, publish: Publish) -> None:
    made, sequences = Feed(), []
    for day in (date(1996, 11, 20), date(1996, 11, 21), DUE, date(1996, 12, 3), date(1996, 12, 4)):
        made = publish(book(duty()), day, made.states)
        sequences.append(made.states[uid("fee")].sequence)
    assert sequences == [0, 0, 1, 2, 2], "open, then due on the 2nd, then missed since the 3rd"


def test_a_change_of_words_alone_raises_the_sequence_too(book: Book, duty: Make, publish: Publish) -> None:
    first = publish(book(duty()))
    renamed = publish(book(duty(title="Pay the annual fee")), states=first.states)
    assert renamed.states[uid("fee")].sequence == 1


def test_only_what_changed_gets_a_new_stamp(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    other = duty(id="rent", ref="A-2", title="Pay the rent")
    first = publish(book(duty(), other))
    second = publish(book(duty(title="Pay the other fee"), other), states=first.states, generated=LATER)
    events = read(second)
    assert the(events, "other fee").dtstamp.value == LATER
    assert the(events, "rent").dtstamp.value == datetime(1996, 11, 20, 9, 30, tzinfo=UTC)


def test_a_clock_set_back_never_takes_a_stamp_back(book: Book, duty: Make, publish: Publish) -> None:
    first = publish(book(duty()), generated=LATER)
    second = publish(book(duty(title="Pay less")), states=first.states, generated=LATER - timedelta(days=9))
    assert second.states[uid("fee")].sequence == 1
    assert second.states[uid("fee")].modified == LATER


def test_a_deleted_record_is_cancelled_for_a_while_and_then_gone(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    other = duty(id="rent", ref="A-2", title="Pay the rent")
    first = publish(book(duty(), other), generated=LATER)
    gone = publish(book(other), states=first.states, generated=LATER)
    cancelled = the(read(gone), "Cancelled")
    assert cancelled.uid.value == uid("fee")
    assert cancelled.status.value == "CANCELLED"
    assert cancelled.contents["sequence"][0].value == "1"
    assert cancelled.dtstart.value == DUE
    assert b"Pay the fee" not in gone.content
    again = publish(book(other), states=gone.states, generated=LATER + timedelta(days=1))
    assert again.content == gone.content
    over = publish(book(other), states=gone.states, generated=LATER + CANCELLED_FOR)
    assert "Cancelled" not in summaries(read(over))


def test_a_record_that_comes_back_goes_on_where_it_left_off(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    first = publish(book(duty()))
    gone = publish(book(), states=first.states)
    back = publish(book(duty()), states=gone.states)
    event = the(read(back), "Pay the fee")
    assert event.uid.value == uid("fee")
    assert event.contents["sequence"][0].value == "2"
    assert event.status.value == "CONFIRMED"


def test_an_undated_item_that_is_done_needs_no_further_look(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read: Read
) -> None:
    undated = duty(deadline=Open(), review_by=date(1996, 12, 20))
    first = publish(book(undated))
    assert summaries(read(first)) == ["Look again: A-1 Pay the fee"]
    done = publish(book(undated, fact()), date(1996, 11, 30), first.states)
    assert "Cancelled" in summaries(read(done))


def test_a_uid_is_made_from_the_record_alone_and_tells_nothing_of_it(
    book: Book, duty: Make, publish: Publish, read: Read
) -> None:
    (event,) = read(publish(book(duty(id="rothschild-waiver"))))
    (moved,) = read(publish(book(duty(id="rothschild-waiver", ref="B-9", title="Other", kind="notice")), DUE))
    assert event.uid.value == moved.uid.value
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.uid.value)


# --- what may not leave -----------------------------------------------------------------------------------


def test_a_confidential_record_leaves_as_a_bare_deadline_also_where_others_speak_of_it(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read: Read
) -> None:
    mark = "Zirkon"
    secret = duty(
        id="secret",
        ref=f"{mark}-1",
        title=f"Pay {mark}",
        short_title=mark,
        sources=(Span(document="d", start=0, end=6, words=mark),),
        locator=mark,
        notes=mark,
        question=mark,
        tags=(mark,),
        confidential=True,
    )
    needing = duty(id="needing", ref="A-2", needs=(Need(one_of=("secret",)),))
    follows = Obligation(id="then", ref="A-9", title="Default", kind="consequence", causes=(Link(to="secret"),))
    waiver = Relief(
        id="waiver",
        ref="A-5",
        title="Waiver",
        covers=("fee",),
        conditions=("secret",),
        granted_on=Day(on=date(1996, 11, 1)),
        until=date(1996, 12, 31),
        until_reading="inclusive",
    )
    admitted = fact(NotPerformed(), about="secret", note=mark)
    made = publish(book(secret, duty(), needing, follows, waiver, admitted), date(1996, 12, 4))
    unfolded = made.content.replace(b"\r\n ", b"").decode()
    assert mark.casefold() not in unfolded.casefold()
    assert "secret" not in unfolded
    event = next(event for event in read(made) if event.uid.value == uid("secret"))
    assert event.summary.value == "Deadline"
    assert event.contents["class"][0].value == "CONFIDENTIAL"
    assert "description" not in event.contents
    assert "categories" not in event.contents


def test_a_confidential_alarm_says_no_more_than_deadline(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    (event,) = read(publish(book(duty(confidential=True))))
    assert {alarm.description.value for alarm in event.contents["valarm"]} == {"Deadline"}


def test_a_confidential_item_still_tells_its_readers_that_something_changed(
    book: Book, duty: Make, publish: Publish
) -> None:
    first = publish(book(duty(confidential=True)))
    missed = publish(book(duty(confidential=True)), date(1996, 12, 3), first.states)
    assert missed.states[uid("fee")].sequence == 1


def test_the_docket_itself_keeps_every_word(book: Book, duty: Make, publish: Publish) -> None:
    docket = book(duty(confidential=True))
    publish(docket)
    assert docket.obligations["fee"].title == "Pay the fee"


def test_changing_a_record_by_id_keeps_reminders_apart(book: Book, duty: Make, publish: Publish, read: Read) -> None:
    docket = book(duty())
    fewer = replace(docket.obligations["fee"], reminders=(Reminder(lead=3),))
    changed = docket.changed([Change("obligation", "fee", docket.obligations["fee"], fewer)])
    (before,), (after,) = read(publish(docket)), read(publish(changed))
    kept = {alarm.contents["uid"][0].value for alarm in after.contents["valarm"]}
    assert kept < {alarm.contents["uid"][0].value for alarm in before.contents["valarm"]}
