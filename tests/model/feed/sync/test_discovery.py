"""Finding and making calendars on a real server."""

from __future__ import annotations

import pytest

from model.feed.sync import failures
from model.feed.sync.client import ServerConnection
from model.feed.sync.discovery import find_calendars, make_calendar, others_in
from tests.model.feed.sync.servers import PASSPHRASE, Radicale, SyncHarness, item


def test_calendars_are_found_from_the_servers_address_alone(radicale: Radicale) -> None:
    user = radicale.new_user()
    with ServerConnection(radicale.url, user, PASSPHRASE) as line:
        assert find_calendars(line).calendars == ()
        home = find_calendars(line)
        make_calendar(line, home, "Duly & “others”", "events")
        make_calendar(line, home, "Tasks", "tasks")
        found = find_calendars(line).calendars
    assert [(one.name, one.takes("events"), one.takes("tasks"), one.writable) for one in found] == [
        ("Duly & “others”", True, False, True),
        ("Tasks", False, True, True),
    ]


def test_the_address_of_a_principal_leads_to_its_calendars(harness: SyncHarness) -> None:
    with ServerConnection(f"{harness.account.url}{harness.account.user}/", harness.account.user, PASSPHRASE) as line:
        assert [one.url for one in find_calendars(line).calendars] == [harness.account.calendar]


def test_a_wrong_password_is_not_taken_for_a_wrong_address(harness: SyncHarness) -> None:
    with (
        ServerConnection(harness.account.url, harness.account.user, "wrong") as line,
        pytest.raises(failures.WrongPassword),
    ):
        find_calendars(line)


def test_what_lies_in_a_calendar_and_is_not_ours_is_named(harness: SyncHarness) -> None:
    harness.want(item("a"))
    harness.round()
    with harness.other() as calendar:
        calendar.save_event(item("dentist", title="Dentist").body)
    with harness.line() as line:
        assert others_in(line, harness.account.calendar, frozenset(harness.known)) == ("Dentist",)
