"""The service: it rings at the moment, tells once, remembers in the file, and loses nothing whatever the clock does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from model.errors import StoreError
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.record.scenario import SupposePerformed
from model.remind.review import Ring
from model.remind.states import Reminded, Watch
from tests.ui.reminders.conftest import FEE, REPORT, Hands
from ui.reminders import planner
from ui.reminders import service as desks
from ui.reminders.service import ReminderService
from ui.shell.failure import Failure
from ui.workspace import Workspace

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HALF_A_MINUTE = timedelta(seconds=30)


class Told(list[tuple[str, ...]]):
    """What was told, look by look, as the refs of the records."""

    def hear(self, rings: Iterable[Ring]) -> None:
        self.append(tuple(sorted(ring.about for ring in rings)))


@pytest.fixture
def told(service: ReminderService) -> Told:
    heard = Told()
    service.rang.connect(heard.hear)
    return heard


def pass_to(space: Hands, service: ReminderService, at: datetime) -> None:
    """Let the time come, with a look every half minute: who did not look would have slept."""
    while space.at < at:
        space.at = min(space.at + HALF_A_MINUTE, at)
        service.look()


def due(service: ReminderService) -> list[str]:
    return sorted(ring.about for ring in service.found.due)


def ids(service: ReminderService, about: str) -> tuple[str, ...]:
    return tuple(id_ for ring in service.found.due if ring.about == about for id_ in ring.ids)


def test_a_reminder_rings_at_its_moment_and_is_told_once(space: Hands, service: ReminderService, told: Told) -> None:
    assert due(service) == []
    assert service.next_at == NINE

    pass_to(space, service, NINE)
    pass_to(space, service, NINE + timedelta(minutes=30))

    assert due(service) == ["fee", "report"]
    assert told == [("fee", "report")]


def test_what_is_acknowledged_is_never_told_again(space: Hands, service: ReminderService, told: Told) -> None:
    pass_to(space, service, NINE)
    told.clear()

    service.acknowledge(ids(service, "report"))
    space.at = NINE + timedelta(days=1)
    service.look()

    assert due(service) == ["fee"]
    assert told == [("fee",)]


def test_a_snoozed_reminder_comes_back(space: Hands, service: ReminderService, told: Told) -> None:
    pass_to(space, service, NINE)
    told.clear()

    service.snooze(ids(service, "report"), NINE + timedelta(hours=1))

    assert (due(service), [one.about for one, _ in service.found.snoozed]) == (["fee"], ["report"])
    pass_to(space, service, NINE + timedelta(hours=1))
    assert (due(service), told) == (["fee", "report"], [("report",)])


def test_everything_due_can_be_snoozed_at_once(space: Hands, service: ReminderService) -> None:
    pass_to(space, service, NINE)

    service.snooze_all(NINE + timedelta(hours=1))

    assert due(service) == []
    assert service.next_at == NINE + timedelta(hours=1)


def test_the_sample_reminds_nobody(workspace: Workspace) -> None:
    service = ReminderService(workspace)
    service.look()

    assert not service.reminds
    assert (service.found.due, service.found.coming) == ((), ())
    service.close()


def test_another_day_is_looked_at_and_rings_nothing(space: Hands, service: ReminderService, told: Told) -> None:
    space.set_day(datetime(2026, 12, 24, tzinfo=UTC).date())
    service.look()
    assert told == []

    pass_to(space, service, NINE)
    assert due(service) == ["fee", "report"]


def test_what_is_only_supposed_rings_nothing_and_silences_nothing(space: Hands, service: ReminderService) -> None:
    space.suppose([SupposePerformed(about="report", on=space.today)])
    pass_to(space, service, NINE)

    assert due(service) == ["fee", "report"]


def test_a_change_is_seen_without_a_new_start(qtbot: QtBot, space: Hands, service: ReminderService) -> None:
    pass_to(space, service, NINE)

    with qtbot.waitSignal(service.changed):
        space.do(Put(replace(REPORT, id="third", ref="NB-3", title="Certificate")))

    assert due(service) == ["fee", "report", "third"]


def test_acknowledged_in_one_window_it_goes_from_the_other(
    space: Hands, service: ReminderService, docket: Path, told: Told
) -> None:
    other = Hands(docket, space.at)
    beside = ReminderService(other, zone=lambda: ZoneInfo("Etc/UTC"))
    heard = Told()
    beside.look()
    beside.rang.connect(heard.hear)
    while space.at < NINE:
        pass_to(space, service, space.at + HALF_A_MINUTE)
        other.at = space.at
        beside.look()
    assert (due(beside), heard) == (["fee", "report"], [])  # told by the first window already

    service.acknowledge(ids(service, "report"))
    beside.look()

    assert due(beside) == ["fee"]
    beside.close()
    other.close()


def test_it_is_remembered_from_one_run_to_the_next(space: Hands, service: ReminderService, docket: Path) -> None:
    pass_to(space, service, NINE)
    service.acknowledge(ids(service, "report"))

    later = Hands(docket, NINE + timedelta(days=2))
    again = ReminderService(later, zone=lambda: ZoneInfo("Etc/UTC"))
    again.look()

    assert due(again) == ["fee"]
    again.close()
    later.close()


def test_a_docket_open_for_reading_shows_and_says_that_it_does_not_remember(docket: Path, space: Hands) -> None:
    space.close()
    reading = Hands(docket, NINE, read_only=True)
    service = ReminderService(reading, zone=lambda: ZoneInfo("Etc/UTC"))
    service.look()
    assert (due(service), service.remembers) == (["fee", "report"], False)

    service.acknowledge(ids(service, "report"))
    service.look()

    assert due(service) == ["fee"]  # for as long as it is open
    with Ledger.open(docket, clock=lambda: NINE, who="Reyes") as ledger:
        assert ledger.recall(Reminded) == {}
    service.close()
    reading.close()


def test_a_write_that_fails_is_said_once_and_nothing_is_lost(
    space: Hands, service: ReminderService, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Failure] = []
    space.failed.connect(said.append)

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full. Make room.")

    with monkeypatch.context() as broken:
        broken.setattr(type(space.held), "revise", refuse)
        pass_to(space, service, NINE)
        service.acknowledge(ids(service, "report"))
        service.look()
        assert (due(service), told, service.is_whole) == (["fee"], [("fee", "report")], False)
    service.look()

    assert ([failure.what for failure in said], service.is_whole) == (["The disk is full. Make room."], True)
    states = {one.about: one.state for one in space.held.recall(Reminded).values() if one.at == NINE}
    assert states == {"report": "acknowledged", "fee": "shown"}


def test_what_nobody_acknowledges_is_handed_on_and_the_journal_says_so(space: Hands, service: ReminderService) -> None:
    pass_to(space, service, NINE)
    service.acknowledge(ids(service, FEE.id))

    space.at = NINE + timedelta(days=2)
    service.look()

    (ring,) = service.found.due
    assert ring.to == ("hale", "nilson")
    said = [entry.label for entry in space.held.journal()]
    assert [words for words in said if "handed on to Nilson" in words] == [
        "Reminder of NB-1 handed on to Nilson: not acknowledged since Tue 24 Nov 2026"
    ]


@pytest.mark.parametrize(
    ("passed", "what"), [(timedelta(hours=-2), "back"), (timedelta(hours=9), "slept"), (HALF_A_MINUTE, "")]
)
def test_what_the_clock_did_is_remarked(space: Hands, service: ReminderService, passed: timedelta, what: str) -> None:
    before = space.at
    space.at += passed
    service.look()

    assert [(one.what, one.since, one.until) for one in service.remarks] == ([(what, before, space.at)] if what else [])


def test_a_change_of_zone_is_remarked_and_moves_no_owners_hour(space: Hands, docket: Path) -> None:
    zones = [ZoneInfo("Etc/UTC")]
    service = ReminderService(space, zone=lambda: zones[0])
    service.look()
    zones[0] = ZoneInfo("Asia/Tokyo")
    space.at += HALF_A_MINUTE

    service.look()

    assert [one.what for one in service.remarks] == ["zone"]
    assert service.next_at == NINE
    service.close()


def test_a_look_that_finds_nothing_new_writes_nothing(space: Hands, service: ReminderService, docket: Path) -> None:
    before = docket.read_bytes()
    for _ in range(5):
        space.at += HALF_A_MINUTE
        service.look()

    assert docket.read_bytes() == before
    assert service.last_checked == space.at
    service.close()
    kept = space.held.recall(Watch)["watch"].last_checked
    assert kept == space.at


def test_a_large_docket_is_read_away_from_the_window(
    qtbot: QtBot, space: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "INLINE", 0)
    monkeypatch.setattr(desks, "AT_ONCE", 0)
    service = ReminderService(space, zone=lambda: ZoneInfo("Etc/UTC"))
    space.at = NINE
    service.look()
    assert (service.found.due, service.is_planning) == ((), True)

    qtbot.waitUntil(lambda: due(service) == ["fee", "report"])

    assert set(space.held.recall(Reminded)) > set(ids(service, "report"))
    service.acknowledge(ids(service, "report"))
    assert due(service) == ["fee"]
    service.close()


def test_what_is_acknowledged_while_a_large_docket_is_read_is_not_told(
    qtbot: QtBot, space: Hands, docket: Path, service: ReminderService, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_to(space, service, NINE)
    monkeypatch.setattr(desks, "AT_ONCE", 0)
    other = Hands(docket, NINE + timedelta(minutes=1))
    beside = ReminderService(other, zone=lambda: ZoneInfo("Etc/UTC"))
    heard = Told()
    beside.rang.connect(heard.hear)
    beside.look()
    service.acknowledge(ids(service, "report"))

    qtbot.waitUntil(lambda: not beside.is_planning and beside.last_checked is not None)

    assert all("report" not in some for some in heard)
    assert due(beside) == ["fee"]
    beside.close()
    other.close()


def test_a_desk_whose_docket_is_closed_already_ends_quietly(space: Hands, service: ReminderService) -> None:
    space.close()
    service.close()
    service.look()
    assert service.state_of("any") is None
