"""Reading calendar files: as each program writes them, as broken as they come, and as hostile as they can be made."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from model.docket import Docket
from model.errors import UnreadableInput
from model.feed.calendar import Feed, uid
from model.feed.reading.proposed import EntryProposal, FileReading
from model.feed.reading.reader import MOST_PROPOSALS, MOST_SERIES, read_calendar
from model.record.deadline import Changed
from tests.model.feed.written import APPLE, GOOGLE, NEXTCLOUD, OUTLOOK, THUNDERBIRD, calendar, event

TODAY = date(2026, 11, 20)
D2 = date(2026, 12, 2)


def read(content: bytes, today: date = TODAY, **more: Any) -> FileReading:
    return read_calendar(content, name="court.ics", today=today, **more)


def only(content: bytes, today: date = TODAY) -> EntryProposal:
    found = read(content, today)
    assert found.errors == ()
    (proposal,) = found.proposals
    return proposal


def refusal(content: bytes) -> str:
    with pytest.raises(UnreadableInput) as refused:
        read(content)
    return str(refused.value)


# --------------------------------------------------------------------------------------- as programs write it


def test_what_outlook_writes_is_read_in_its_zones_and_its_whole_days_are_whole_days() -> None:
    hearing, comments = read(OUTLOOK).proposals
    assert (hearing.day, hearing.time, hearing.zone) == (D2, "09:30", "America/New_York")
    assert hearing.title == "Status conference; Hale v Reyes"
    assert hearing.confidential
    assert hearing.notes.splitlines() == [
        "Bring the, bundle.", "", "See https://court.example/docket", "", "Place: Courtroom 4",
        "Time: 09:30, America/New_York", "From the calendar file “court.ics”.",
    ]  # fmt: skip
    assert hearing.warnings == ()
    assert (comments.day, comments.time, comments.last_day, comments.warnings) == (date(2026, 12, 18), "", None, ())


def test_what_google_writes_in_utc_is_told_in_the_zone_of_its_calendar() -> None:
    call = read(GOOGLE).proposals[0]
    assert (call.day, call.time, call.zone) == (D2, "17:30", "America/Denver")
    assert call.warnings == (
        "The file gives it in UTC, on Thu 3 Dec 2026; in the calendar’s own zone it is the day proposed.",
    )


@pytest.mark.parametrize(
    "lead", ["\ufeff", "\n", "\r\n\r\n", "  ", "\t", "\r\n  ", "\n\ufeff", "\ufeff \n\t", "\ufeff\ufeff", "\u00a0\n "]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_white_space_and_marks_before_the_first_word_are_passed_over(lead: str, encoding: str) -> None:
    if encoding != "utf-8" and not lead.isascii():
        lead = "\ufeff" + lead
    content = (lead + GOOGLE.decode()).encode(encoding)
    assert [one.title for one in read(content).proposals] == [one.title for one in read(GOOGLE).proposals]


def test_what_is_private_is_confidential_unless_duly_wrote_it_where_all_is_private() -> None:
    ours = b"PRODID:-//Duly//Calendar of obligations//EN\r\n"
    for word, theirs, own in (("PUBLIC", False, False), ("PRIVATE", True, False), ("CONFIDENTIAL", True, True)):
        foreign = calendar(event(f"CLASS:{word}"))
        assert only(foreign).confidential is theirs
        assert only(re.sub(rb"PRODID:[^\r\n]*\r?\n", ours, foreign)).confidential is own


def test_markup_in_a_description_is_read_as_text_and_followed_nowhere() -> None:
    notes = read(GOOGLE).proposals[0].notes
    assert notes.splitlines()[:3] == ["Call with lenders", "See the link. Thanks", ""]


def test_a_series_takes_in_the_occurrences_that_are_left_out_or_moved() -> None:
    series = read(GOOGLE).proposals[1].series
    assert series is not None
    # UNTIL is the last second of Sun 31 Jan in Denver.
    assert (series.rule, series.start) == ("FREQ=WEEKLY;UNTIL=20270131;BYDAY=MO", date(2026, 12, 7))
    assert series.changed == (
        Changed(occurrence=date(2026, 12, 28), due=None, reason="Left out in “court.ics”."),
        Changed(occurrence=date(2027, 1, 4), due=date(2027, 1, 5), reason="Moved in “court.ics”."),
    )


def test_what_is_cancelled_is_listed_and_not_proposed() -> None:
    found = read(GOOGLE)
    assert [proposal.title for proposal in found.proposals] == ["Lender call", "Docket meeting"]
    assert [(one.title, one.message) for one in found.passed] == [("Signing", "It is cancelled in the file.")]


def test_a_cancelling_file_proposes_nothing() -> None:
    found = read(calendar(event(), head="VERSION:2.0\nMETHOD:CANCEL"))
    assert (found.proposals, len(found.passed)) == ((), 1)


def test_what_takes_several_days_is_proposed_for_its_first_and_says_so() -> None:
    audit = only(APPLE)
    assert (audit.title, audit.day, audit.last_day) == ("Prüfung der Bücher", date(2026, 12, 1), date(2026, 12, 3))
    assert audit.warnings == ("It runs to Thu 3 Dec 2026. It is proposed for its first day, which is safe.",)
    assert "Link: https://pruefung.example" in audit.notes
    assert "Basso" not in audit.notes


def test_a_completed_task_keeps_the_day_on_which_it_was_done_where_it_was_due() -> None:
    notice, lease = read(THUNDERBIRD).proposals
    assert (notice.done, notice.done_on, notice.held) == (True, date(2026, 11, 15), "done")
    assert (notice.day, notice.time, notice.zone) == (date(2026, 11, 16), "17:00", "Europe/Berlin")
    assert notice.tags == ("Notices", "Lenders")
    assert (lease.day, lease.time, lease.done) == (date(2026, 12, 3), "12:00", False)


def test_a_task_without_a_day_is_not_dropped_and_one_that_recurs_is_due_so_long_after_its_start() -> None:
    auditors, certificate = read(NEXTCLOUD).proposals
    assert (auditors.day, auditors.held) == (None, "")
    assert auditors.warnings == ("It names no day. It is proposed without one, to be looked at again.",)
    assert certificate.series is not None
    assert (certificate.series.start, certificate.series.days_after) == (date(2026, 12, 31), 14)
    assert certificate.day == date(2027, 1, 14)


@pytest.mark.filterwarnings("ignore:Timezone .* is a globally unique TZID")
@pytest.mark.parametrize("content", [OUTLOOK, GOOGLE, APPLE, THUNDERBIRD, NEXTCLOUD])
def test_titles_and_lines_are_those_that_another_parser_finds(content: bytes) -> None:
    theirs = [
        str(one["SUMMARY"])
        for one in Calendar.from_ical(content).walk()
        if one.name in ("VEVENT", "VTODO") and "RECURRENCE-ID" not in one and one.get("STATUS") != "CANCELLED"
    ]
    found = read(content).proposals
    assert [proposal.title for proposal in found] == theirs
    lines = content.decode().splitlines()
    assert all(lines[proposal.line - 1] in ("BEGIN:VEVENT", "BEGIN:VTODO") for proposal in found)


def test_what_our_own_feed_says_comes_back_with_the_same_titles_and_days(
    sample: Docket, publish: Callable[..., Feed]
) -> None:
    day = date(1996, 11, 20)
    made = publish(sample, day)
    wanted = {(item.summary, item.day) for item in made.items.values()}
    found = read(made.content, day)
    assert {(proposal.title, proposal.day) for proposal in found.proposals} == wanted
    assert found.errors == found.passed == ()
    assert {proposal.uid for proposal in found.proposals} == set(made.states)


def test_what_comes_from_the_dockets_own_feed_is_known_by_its_uid_and_not_chosen(
    sample: Docket, publish: Callable[..., Feed]
) -> None:
    day = date(1996, 11, 20)
    found = read(publish(sample, day).content, day, known={uid("usmx-17")})
    ours = {proposal.title for proposal in found.proposals if proposal.held == "from this docket"}
    assert len(ours) == 1
    assert "USMX-17" in ours.pop()


# ------------------------------------------------------------------------------------------------ days and zones


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("DTSTART:20261202", (D2, "", "")),
        ("DTSTART;VALUE=DATE:20261202", (D2, "", "")),
        ("DTSTART;VALUE=DATE:20261202T090000", (D2, "", "")),
        ("DTSTART:20261202T090000", (D2, "", "")),
        ("DTSTART:20261202T090000Z", (D2, "09:00", "UTC")),
        ("DTSTART;TZID=Europe/London:20261202T090000", (D2, "09:00", "Europe/London")),
        ("DTSTART;TZID=europe/london:20261202T090000", (D2, "09:00", "Europe/London")),
        ("DTSTART;TZID=GMT Standard Time:20261202T090000", (D2, "09:00", "Europe/London")),
        ("DTSTART;TZID=/x/Tzfile/Europe/London:20261202T090000", (D2, "09:00", "Europe/London")),
        ("DTSTART;TZID=Office:20261202T090000", (D2, "09:00", "Europe/Paris")),
        ("DTSTART;TZID=Nowhere/Town:20261202T090000", (D2, "", "")),
        ("DTSTART;TZID=../../etc/passwd:20261202T090000", (D2, "", "")),
        ("DTSTART;TZID=Europe/London:20261202T235960", (D2, "23:59", "Europe/London")),
    ],
)
def test_a_day_is_read_in_the_zone_that_is_given(day: str, expected: tuple[date, str, str]) -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Office\nX-LIC-LOCATION:Europe/Paris\nEND:VTIMEZONE"
    found = only(calendar(zone, event(day=day)))
    assert (found.day, found.time, found.zone) == expected


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("DTSTART:20261202T090000", "names no zone. The day was taken as it stands; the time is in the notes."),
        ("DTSTART;TZID=Mars/Base:20261202T090000", "“Mars/Base”, is unknown. The day was taken as it stands; 09:00"),
        ("DTSTART:20261202T230000Z", "is in UTC. Where you are it may fall on the day before or after."),
        ("DTSTART;TZID=Europe/London:20261202T000000", "Its time is midnight, where that day begins."),
    ],
)
def test_what_is_uncertain_of_a_time_is_said_and_nothing_is_guessed(day: str, said: str) -> None:
    found = only(calendar(event(day=day)))
    assert any(said in warning for warning in found.warnings)
    assert found.day == D2


@pytest.mark.parametrize(
    ("ends", "last"),
    [
        ("DTEND;VALUE=DATE:20261203", None),
        ("DTEND;VALUE=DATE:20261202", None),
        ("DTEND;VALUE=DATE:20261201", None),
        ("DTEND;VALUE=DATE:20261205", date(2026, 12, 4)),
        ("DURATION:P2D", date(2026, 12, 3)),
        ("DURATION:P1W", date(2026, 12, 8)),
        ("DURATION:-P2D", None),
    ],
)
def test_the_end_of_a_whole_day_is_exclusive(ends: str, last: date | None) -> None:
    assert only(calendar(event(ends))).last_day == last


@pytest.mark.parametrize("broken", ["DTEND:soon", "DURATION:P99999W", "DURATION:P", "DTEND:99991231"])
def test_an_end_that_cannot_be_read_is_left_out_and_said(broken: str) -> None:
    found = only(calendar(event(broken)))
    assert found.day == D2
    assert found.warnings[0].startswith("Its end was left out:")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("X-NONE:1", "It has no DTSTART, so it is on no day."),
        ("DTSTART:tomorrow", "Its DTSTART cannot be read: “tomorrow” is no day of a calendar file."),
        ("DTSTART:20260230", "Its DTSTART cannot be read: “20260230” is no day of the calendar."),
        ("DTSTART:20261202T250000", "Its DTSTART cannot be read: “20261202T250000” is no day of the calendar."),
        ("DTSTART:18991231", "1899-12-31 is outside the years Duly knows, 1900 to 2199."),
        ("DTSTART:99991231T235959Z", "9999-12-31 is outside the years Duly knows, 1900 to 2199."),
        ("DTSTART:٢٠٢٦١٢٠٢", "is no day of a calendar file."),
    ],
)
def test_one_broken_entry_is_one_error_with_its_line_and_title_and_the_rest_is_read(day: str, said: str) -> None:
    found = read(calendar(event(uid="good"), event(day=day, title="Broken")))
    assert [proposal.uid for proposal in found.proposals] == ["good"]
    ((line, title, message),) = found.errors
    assert (line, title) == (9, "Broken")
    assert said in message


# ------------------------------------------------------------------------------------------------------- series


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=SECONDLY", "a deadline recurs by days at the shortest"),
        ("FREQ=HOURLY;COUNT=10", "a deadline recurs by days at the shortest"),
        ("FREQ=DAILY;COUNT=99999999999", "is not a value that COUNT can have"),
        ("FREQ=DAILY;INTERVAL=0", "is not a value that INTERVAL can have"),
        ("FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1;BYSETPOS=2", "never falls on a day"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1", "never falls on a day"),
        ("FREQ=DAILY;BYHOUR=1,2,3", "BYHOUR is no part of a rule that Duly follows"),
        ("FREQ=DAILY;UNTIL=soon", "“SOON” is no day of a calendar file"),
        ("FREQ=DAILY;UNTIL=99991231", "outside the years Duly knows"),
        ("nonsense", "is no recurrence rule"),
        ("FREQ=DAILY;" + "X" * 50_000, "is no recurrence rule"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_and_its_first_day_is_not_chosen(rule: str, said: str) -> None:
    found = only(calendar(event(f"RRULE:{rule}")))
    assert (found.series, found.day, found.held) == (None, D2, "look first")
    assert said in found.warnings[-1]
    assert found.warnings[-1].endswith("Only its first day stands.")


def test_a_series_that_began_in_the_past_goes_on_from_its_next_day() -> None:
    found = only(calendar(event("RRULE:FREQ=MONTHLY;COUNT=100", day="DTSTART:20260131")))
    assert found.series is not None
    assert found.series.rule == "FREQ=MONTHLY;COUNT=90;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    assert found.day == found.series.start == date(2026, 11, 30)
    assert found.held == ""
    assert "It began Sat 31 Jan 2026." in found.warnings[-1]


def test_a_series_that_is_over_is_proposed_for_nothing_to_come() -> None:
    found = only(calendar(event("RRULE:FREQ=DAILY;COUNT=3", day="DTSTART:20200101")))
    assert (found.series, found.held) == (None, "past")
    assert "none of its days is still to come" in found.warnings[-1]


def test_days_beside_the_rule_are_proposed_on_their_own() -> None:
    found = read(calendar(event("RRULE:FREQ=WEEKLY;BYDAY=MO", "RDATE;VALUE=DATE:20261224,20261225")))
    # The first day, a Wednesday, does not follow the rule either.
    assert [(one.part, one.day) for one in found.proposals] == [
        ("", D2),
        ("2026-12-02", D2),
        ("2026-12-24", date(2026, 12, 24)),
        ("2026-12-25", date(2026, 12, 25)),
    ]
    assert len({one.record_id for one in found.proposals}) == 4


def test_an_occurrence_whose_series_is_not_in_the_file_is_proposed_on_its_own() -> None:
    found = only(calendar(event("RECURRENCE-ID;VALUE=DATE:20261201")))
    assert (found.part, found.day, found.series) == ("2026-12-01", D2, None)


def test_a_cancelled_occurrence_is_not_owed() -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=3")
    gone = event("RECURRENCE-ID;VALUE=DATE:20261203", "STATUS:CANCELLED", day="DTSTART:20261203")
    found = only(calendar(series, gone))
    assert found.series is not None
    assert [(one.occurrence, one.due) for one in found.series.changed] == [(date(2026, 12, 3), None)]


def test_an_occurrence_with_another_title_or_that_changes_what_follows_is_said() -> None:
    series = event("RRULE:FREQ=DAILY;COUNT=5")
    other = event("RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261203", day="DTSTART:20261203", title="Trial")
    warnings = only(calendar(series, other)).warnings
    assert warnings[0] == "On Thu 3 Dec 2026 it is called “Trial”, which a series cannot hold."
    assert warnings[1].startswith("From Thu 3 Dec 2026 on it differs in the file; only that day was taken over.")


def test_days_left_out_that_are_none_of_the_series_are_said_and_bounded() -> None:
    found = only(calendar(event("RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:" + ",".join(["21991231"] * 5000))))
    assert found.series is not None
    assert found.series.changed == ()
    assert found.warnings == ("The file leaves out Tue 31 Dec 2199, which is no day of its rule.",)


def test_a_month_end_that_duly_reads_otherwise_is_said() -> None:
    found = only(calendar(event("RRULE:FREQ=MONTHLY", day="DTSTART:20261231")))
    assert found.warnings == (
        "In months that are shorter, it falls on their last day, where other calendars leave them out.",
    )


def test_more_series_than_a_calendar_has_are_errors_each() -> None:
    content = calendar(*(event("RRULE:FREQ=DAILY;COUNT=2", uid=f"u{n}") for n in range(MOST_SERIES + 2)))
    found = read(content)
    assert (len(found.proposals), len(found.errors)) == (MOST_SERIES, 2)


def test_more_proposals_than_a_calendar_has_are_errors() -> None:
    days = ",".join(f"2027{month:02}{day:02}" for month in range(1, 13) for day in range(1, 29))
    found = read(calendar(*(event(f"RDATE;VALUE=DATE:{days}", uid=f"u{n}") for n in range(60))))
    assert len(found.proposals) <= MOST_PROPOSALS
    assert found.errors[-1].message.startswith("It is past the first 5,000 proposals.")


# ------------------------------------------------------------------------------------------------- same entry


def test_of_several_states_of_one_entry_the_newest_is_proposed() -> None:
    found = read(
        calendar(event("SEQUENCE:2", title="New"), event("SEQUENCE:1", title="Old"), event("SEQUENCE:x", title="Odd"))
    )
    assert [proposal.title for proposal in found.proposals] == ["New"]
    assert {(one.title, one.message) for one in found.passed} == {
        ("Old", "A newer state of the same entry stands in the file."),
        ("Odd", "A newer state of the same entry stands in the file."),
    }


def test_an_entry_keeps_its_record_id_from_file_to_file_also_without_a_uid() -> None:
    named = [only(calendar(event(title=title))).record_id for title in ("Hearing", "Hearing, moved")]
    assert named[0] == named[1]
    bare = "BEGIN:VEVENT\nDTSTAMP:{}\nDTSTART:20261202\nSUMMARY:{}\nEND:VEVENT"
    ids = [
        only(calendar(bare.format(stamp, title))).record_id
        for stamp, title in (("1", "Hearing"), ("2", "Hearing"), ("1", "Trial"))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_what_is_past_is_not_chosen_and_what_runs_on_is() -> None:
    past, running = read(
        calendar(event(day="DTSTART:20261119"), event("DTEND:20261122", uid="two", day="DTSTART:20261119"))
    ).proposals
    assert (past.held, running.held) == ("past", "")
