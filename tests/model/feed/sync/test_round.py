"""Rounds with a real calendar server: what is put, what comes back, and what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from model.feed.sync.account import CalendarAccount
from model.feed.sync.client import ServerConnection
from model.feed.sync.discovery import find_calendars, make_calendar
from model.feed.sync.round import Round
from tests.model.feed.sync.servers import SyncHarness, item


def test_the_first_round_puts_every_item_as_a_resource_of_its_own(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    done = harness.round()
    assert done.error is None
    assert sorted(done.put) == ["a", "b"]
    assert sorted(harness.lying()) == [harness.known["a"].href, harness.known["b"].href]


def test_a_second_round_asks_once_and_puts_nothing(harness: SyncHarness) -> None:
    harness.want(*(item(f"n{number}") for number in range(12)))
    harness.round()
    done = harness.round()
    assert done.quiet
    assert [method for method, _ in harness.requests] == ["REPORT"]


def test_one_change_puts_one_item_with_a_higher_sequence(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    harness.round()
    harness.want(item("a", "19961205"))
    assert harness.round().put == ["a"]
    assert "DTSTART;VALUE=DATE:19961205" in harness.body("a")
    assert "SEQUENCE:1\r\n" in harness.body("a")


def test_an_item_that_is_written_anew_and_says_the_same_is_not_put(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    later = (
        item("a")
        .body.replace("DTSTAMP:19961120T104200Z", "DTSTAMP:19961121T104200Z")
        .replace("SEQUENCE:0", "SEQUENCE:4")
    )
    harness.wanted["a"] = type(harness.wanted["a"])("a", later)
    assert harness.round().quiet


def test_a_legal_date_moved_over_there_is_a_question_and_stays_until_it_is_answered(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    harness.edit("a", "19961202", "19961205")
    done = harness.round()
    (asked,) = done.incoming
    assert (asked.change, asked.state, asked.client) == ("moved", "open", "Outlook")
    assert (asked.was_day, asked.day, asked.about) == (date(1996, 12, 2), date(1996, 12, 5), "record-a")
    assert done.put == []
    assert harness.round().quiet, "the same change is told once"
    assert "19961205" in harness.body("a")


def states(harness: SyncHarness) -> list[tuple[str, str, str]]:
    """What became of each question: the day it was moved to or what was done, its state, what overtook it."""
    found = sorted(harness.told.values(), key=lambda one: (one.seen_at, one.to))
    return [(f"{one.day:%Y%m%d}" if one.change == "moved" else one.change, one.state, one.overtaken) for one in found]


def later(harness: SyncHarness) -> Round:
    harness.now += timedelta(minutes=15)
    return harness.round()


def test_a_day_that_is_moved_again_and_back_settles_the_questions_before(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    harness.round()
    harness.edit("b", "19961202", "19961231")
    harness.edit("a", "19961202", "19961205")
    later(harness)
    harness.edit("a", "19961205", "19961209")
    again = later(harness)
    assert [(one.day, one.overtaken) for one in again.overtaken] == [(date(1996, 12, 5), "newer")]
    harness.edit("a", "19961209", "19961202")
    back = later(harness)
    assert [(one.day, one.overtaken) for one in back.overtaken] == [(date(1996, 12, 9), "undone")]
    assert [(one.uid, one.state) for one in harness.told.values() if one.state == "open"] == [("b", "open")]
    assert later(harness).quiet
    harness.edit("a", "19961202", "19961205")
    (asked,) = later(harness).incoming
    assert (asked.day, asked.state) == (date(1996, 12, 5), "open"), "moved there once more, it is asked once more"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            ["PERCENT-COMPLETE:40", "PERCENT-COMPLETE:60"],
            [("progress", "overtaken", "newer"), ("progress", "open", "")],
        ),
        (["PERCENT-COMPLETE:40", "STATUS:COMPLETED"], [("progress", "overtaken", "newer"), ("done", "open", "")]),
        (["STATUS:COMPLETED", "STATUS:NEEDS-ACTION"], [("done", "overtaken", "undone")]),
        (
            ["STATUS:COMPLETED\r\nCOMPLETED:19961118T090000Z", "STATUS:COMPLETED\r\nCOMPLETED:19961119T090000Z"],
            [("done", "overtaken", "newer"), ("done", "open", "")],
        ),
        (["COMMENT:Sent", "PRIORITY:1"], [("note", "overtaken", "undone")]),
        (["COMMENT:Sent", "COMMENT:Sent\r\nPRIORITY:1"], [("note", "open", "")]),
        (["COMMENT:Sent", "COMMENT:Sent\r\nSTATUS:COMPLETED"], [("note", "overtaken", "newer"), ("done", "open", "")]),
    ],
)
def test_what_is_done_otherwise_since_settles_what_was_proposed(
    harness: SyncHarness, steps: list[str], expected: list[tuple[str, str, str]]
) -> None:
    harness.want(item("a", kind="VTODO"))
    harness.account = _for_tasks(harness)
    harness.round()
    for step in steps:
        harness.write("a", item("a", kind="VTODO").body.replace("SEQUENCE:0", f"SEQUENCE:0\r\n{step}"))
        later(harness)
    assert states(harness) == expected


def test_a_move_whose_item_is_deleted_is_settled_and_what_was_done_is_not(harness: SyncHarness) -> None:
    """Programs clear away what is ticked off: that takes nothing back."""
    harness.want(item("a", kind="VTODO"), item("b", kind="VTODO"))
    harness.account = _for_tasks(harness)
    harness.round()
    harness.edit("a", "19961202", "19961205")
    harness.edit("b", "SEQUENCE:0", "SEQUENCE:0\r\nSTATUS:COMPLETED")
    later(harness)
    harness.remove("a")
    harness.remove("b")
    later(harness)
    assert [one for one in states(harness) if one[0] != "deleted"] == [
        ("done", "open", ""),
        ("19961205", "overtaken", "deleted"),
    ]


def test_a_day_that_duly_moves_itself_settles_the_question_of_another(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    harness.edit("a", "19961202", "19961205")
    later(harness)
    harness.want(item("a", "19961210"))
    later(harness)
    assert states(harness) == [("19961205", "overtaken", "here")]


def test_a_question_that_only_dulys_own_item_hides_stays_open(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    harness.edit("a", "19961202", "19961205")
    later(harness)
    harness.want(item("a", title="DUE TODAY"))
    later(harness)
    harness.edit("a", "SUMMARY:", "PRIORITY:1\r\nSUMMARY:")
    later(harness)
    assert states(harness) == [("19961205", "open", "")]
    harness.edit("a", "19961202", "19961206")
    later(harness)
    assert states(harness) == [("19961205", "overtaken", "newer"), ("19961206", "open", "")]


def test_a_long_note_that_goes_on_is_told_again(harness: SyncHarness) -> None:
    long = "Sent by courier. " * 40
    harness.want(item("a"))
    harness.round()
    harness.write("a", item("a", comment=long).body)
    later(harness)
    harness.write("a", item("a", comment=f"{long}It came back.").body)
    assert [one.note.endswith("It came back.") for one in later(harness).incoming] == [True]


def test_what_duly_itself_moved_is_nobody_elses_wish(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    harness.want(item("a", "19961210"))
    harness.edit("a", "SUMMARY:Deadline", "SUMMARY:Deadline\r\nPRIORITY:1")
    done = harness.round()
    assert done.incoming == []
    assert "19961210" in harness.body("a")


def test_a_task_ticked_off_with_a_note_is_proposed_as_a_performance(harness: SyncHarness) -> None:
    harness.want(item("a", kind="VTODO", status="NEEDS-ACTION"))
    harness.account = _for_tasks(harness)
    harness.round()
    harness.edit(
        "a",
        "STATUS:NEEDS-ACTION",
        "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\nCOMPLETED:19961119T093000Z\r\nCOMMENT:Sent by courier",
        "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN",
    )
    (proposed,) = harness.round().incoming
    assert (proposed.change, proposed.state, proposed.client) == ("done", "open", "Thunderbird")
    assert (proposed.day, proposed.note) == (date(1996, 11, 19), "Sent by courier")


def test_the_other_program_completes_a_task_by_its_own_means(harness: SyncHarness) -> None:
    harness.want(item("a", kind="VTODO"))
    harness.account = _for_tasks(harness)
    harness.round()
    with harness.other() as calendar:
        calendar.get_todo_by_uid("a").complete()
    assert [one.change for one in harness.round().incoming] == ["done"]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("SUMMARY:Deadline", "SUMMARY:Something else", "title"),
        ("SUMMARY:Deadline", "SUMMARY:Deadline\r\nRRULE:FREQ=YEARLY;COUNT=3", "recurs"),
        ("DESCRIPTION:Why this date\r\n", "", "notes"),
    ],
)
def test_what_nobody_has_to_be_asked_about_is_put_right_and_said(
    harness: SyncHarness, old: str, new: str, change: str
) -> None:
    harness.want(item("a", description="Why this date"))
    harness.round()
    harness.edit("a", old, new)
    done = harness.round()
    assert [(one.change, one.state) for one in done.incoming] == [(change, "restored")]
    assert done.put == ["a"]
    assert old in harness.body("a")
    assert "RRULE" not in harness.body("a")
    assert harness.round().quiet


def test_what_is_deleted_over_there_is_put_again(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    harness.round()
    harness.remove("a")
    done = harness.round()
    assert [(one.change, one.uid, one.state) for one in done.incoming] == [("deleted", "a", "restored")]
    assert done.put == ["a"]
    assert len(harness.lying()) == 2
    assert harness.round().quiet


def test_a_note_added_to_the_description_is_a_proposal_with_the_note_alone(harness: SyncHarness) -> None:
    harness.want(item("a", description="Why this date"))
    harness.round()
    harness.edit("a", "Why this date", "Why this date\\n\\nFiled on Tuesday.")
    (proposed,) = harness.round().incoming
    assert (proposed.change, proposed.note, proposed.state) == ("note", "Filed on Tuesday.", "open")


def test_an_acknowledged_or_snoozed_alarm_is_handed_out_once(harness: SyncHarness) -> None:
    alarm = "BEGIN:VALARM\r\nUID:bell\r\nACTION:DISPLAY\r\nDESCRIPTION:Deadline\r\nTRIGGER:-PT15H\r\nEND:VALARM\r\n"
    body = item("a").body.replace("END:VEVENT", f"{alarm}END:VEVENT")
    harness.wanted["a"] = type(item("a"))("a", body)
    harness.round()
    harness.edit("a", "TRIGGER:-PT15H", "TRIGGER:-PT15H\r\nACKNOWLEDGED:19961201T101500Z")
    (acted,) = harness.round().acted
    assert (acted.uid, acted.alarm, str(acted.acknowledged_at)) == ("a", "bell", "1996-12-01 10:15:00+00:00")
    assert harness.round().quiet
    harness.edit("a", "SUMMARY:Deadline", "SUMMARY:Deadline\r\nX-MOZ-SNOOZE-TIME:19961203T080000Z")
    (snoozed,) = harness.round().acted
    assert str(snoozed.snoozed_until) == "1996-12-03 08:00:00+00:00"


def test_an_item_of_somebody_else_is_listed_once_and_left_alone(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    with harness.other() as calendar:
        calendar.save_event(item("dentist", title="Dentist").body)
    (listed,) = harness.round().incoming
    assert (listed.change, listed.to, listed.state) == ("foreign", "Dentist", "listed")
    harness.wanted.clear()
    assert harness.round().incoming == []
    assert "Dentist" in "".join(harness.lying().values())


def test_an_item_that_leaves_the_feed_is_cancelled_and_removed_after_thirty_days(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    harness.round()
    del harness.wanted["a"]
    assert harness.round().put == ["a"]
    assert "STATUS:CANCELLED" in harness.body("a")
    assert harness.round().quiet
    harness.now += timedelta(days=29)
    assert harness.round().removed == []
    harness.now += timedelta(days=1)
    assert harness.round().removed == ["a"]
    assert list(harness.lying()) == [harness.known["b"].href]
    assert "a" not in harness.known


def test_somebody_who_is_faster_is_seen_before_anything_is_put_over_him(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    harness.want(item("a", title="Renamed"))

    def just_before_sending(share: float, words: str) -> None:
        if words.startswith("Sending 1 "):
            harness.edit("a", "19961202", "19961205")

    done = harness.round(just_before_sending)
    assert [(one.change, one.day) for one in done.incoming] == [("moved", date(1996, 12, 5))]
    assert done.put == ["a"]
    assert "SUMMARY:Renamed" in harness.body("a")
    assert [method for method, _ in harness.requests if method in ("PUT", "GET")].count("PUT") >= 2


def test_every_put_has_its_condition(harness: SyncHarness) -> None:
    conditions = []
    line = harness.line()
    request = line.request

    def watched(method: str, url: str, body: str = "", headers: object = None) -> object:
        if method in ("PUT", "DELETE"):
            conditions.append(sorted(set(headers or ()) & {"If-Match", "If-None-Match"}))  # type: ignore[call-overload]
        return request(method, url, body, headers)  # type: ignore[arg-type]

    line.request = watched  # type: ignore[method-assign,assignment]
    harness.line = lambda: line  # type: ignore[method-assign]
    harness.want(item("a"))
    harness.round()
    harness.want(item("a", "19961203"))
    harness.round()
    assert conditions == [["If-None-Match"], ["If-Match"]]


def test_a_token_that_the_server_no_longer_knows_leads_to_a_whole_look(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    harness.round()
    harness.remove("b")
    harness.account = replace(harness.account, sync_token="http://radicale.org/ns/sync/" + "0" * 64)
    assert [(one.change, one.uid) for one in harness.round().incoming] == [("deleted", "b")]


def test_without_sync_collection_etags_are_compared(harness: SyncHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ServerConnection, "_changes", lambda self, calendar, token: None)
    harness.want(item("a"), item("b"))
    harness.round()
    assert harness.round().quiet
    assert [method for method, _ in harness.requests] == ["PROPFIND"]
    harness.edit("a", "19961202", "19961205")
    harness.remove("b")
    assert sorted(one.change for one in harness.round().incoming) == ["deleted", "moved"]


def test_a_lost_memory_finds_its_own_items_again_and_doubles_none(harness: SyncHarness) -> None:
    harness.want(item("a"), item("b"))
    harness.round()
    harness.known.clear()
    harness.account = type(harness.account)(
        id=harness.account.id, url=harness.account.url, user=harness.account.user, calendar=harness.account.calendar
    )
    done = harness.round()
    assert done.incoming == []
    assert len(harness.lying()) == 2
    assert harness.round().quiet


def _for_tasks(harness: SyncHarness) -> CalendarAccount:
    """The same account on a calendar that takes tasks."""
    with harness.line() as line:
        made = make_calendar(line, find_calendars(line), "Duly tasks", "tasks")
    return replace(harness.account, calendar=made.url)
