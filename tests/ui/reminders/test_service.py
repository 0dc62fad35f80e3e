"""The desk: it rings at the moment, tells once, remembers in the file, and loses nothing whatever the clock does."""

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
def told(desk: ReminderService) -> Told:
    heard = Told()
    desk.rang.connect(heard.hear)
    return heard


def pass_to(space: Hands, desk: ReminderService, at: datetime) -> None:
    """Let the time come, with a look every half minute: who did not look would have slept."""
    while space.at < at:
        space.at = min(space.at + HALF_A_MINUTE, at)
        desk.look()


def due(desk: ReminderService) -> list[str]:
    return sorted(ring.about for ring in desk.found.due)


def ids(desk: ReminderService, about: str) -> tuple[str, ...]:
    return tuple(id_ for ring in desk.found.due if ring.about == about for id_ in ring.ids)


def test_a_reminder_rings_at_its_moment_and_is_told_once(space: Hands, desk: ReminderService, told: Told) -> None:
    assert due(desk) == []
    assert desk.next_at == NINE

    pass_to(space, desk, NINE)
    pass_to(space, desk, NINE + timedelta(minutes=30))

    assert due(desk) == ["fee", "report"]
    assert told == [("fee", "report")]


def test_what_is_acknowledged_is_never_told_again(space: Hands, desk: ReminderService, told: Told) -> None:
    pass_to(space, desk, NINE)
    told.clear()

    desk.acknowledge(ids(desk, "report"))
    space.at = NINE + timedelta(days=1)
    desk.look()

    assert due(desk) == ["fee"]
    assert told == [("fee",)]


def test_a_snoozed_reminder_comes_back(space: Hands, desk: ReminderService, told: Told) -> None:
    pass_to(space, desk, NINE)
    told.clear()

    desk.snooze(ids(desk, "report"), NINE + timedelta(hours=1))

    assert (due(desk), [one.about for one, _ in desk.found.snoozed]) == (["fee"], ["report"])
    pass_to(space, desk, NINE + timedelta(hours=1))
    assert (due(desk), told) == (["fee", "report"], [("report",)])


def test_everything_due_can_be_snoozed_at_once(space: Hands, desk: ReminderService) -> None:
    pass_to(space, desk, NINE)

    desk.snooze_all(NINE + timedelta(hours=1))

    assert due(desk) == []
    assert desk.next_at == NINE + timedelta(hours=1)


def test_the_sample_reminds_nobody(workspace: Workspace) -> None:
    desk = ReminderService(workspace)
    desk.look()

    assert not desk.reminds
    assert (desk.found.due, desk.found.coming) == ((), ())
    desk.close()


def test_another_day_is_looked_at_and_rings_nothing(space: Hands, desk: ReminderService, told: Told) -> None:
    space.set_day(datetime(2026, 12, 24, tzinfo=UTC).date())
    desk.look()
    assert told == []

    pass_to(space, desk, NINE)
    assert due(desk) == ["fee", "report"]


def test_what_is_only_supposed_rings_nothing_and_silences_nothing(space: Hands, desk: ReminderService) -> None:
    space.suppose([SupposePerformed(about="report", on=space.today)])
    pass_to(space, desk, NINE)

    assert due(desk) == ["fee", "report"]


def test_a_change_is_seen_without_a_new_start(qtbot: QtBot, space: Hands, desk: ReminderService) -> None:
    pass_to(space, desk, NINE)

    with qtbot.waitSignal(desk.changed):
        space.do(Put(replace(REPORT, id="third", ref="NB-3", title="Certificate")))

    assert due(desk) == ["fee", "report", "third"]


def test_acknowledged_in_one_window_it_goes_from_the_other(
    space: Hands, desk: ReminderService, docket: Path, told: Told
) -> None:
    other = Hands(docket, space.at)
    beside = ReminderService(other, zone=lambda: ZoneInfo("Etc/UTC"))
    heard = Told()
    beside.look()
    beside.rang.connect(heard.hear)
    while space.at < NINE:
        pass_to(space, desk, space.at + HALF_A_MINUTE)
        other.at = space.at
        beside.look()
    assert (due(beside), heard) == (["fee", "report"], [])  # told by the first window already

    desk.acknowledge(ids(desk, "report"))
    beside.look()

    assert due(beside) == ["fee"]
    beside.close()
    other.close()


def test_it_is_remembered_from_one_run_to_the_next(space: Hands, desk: ReminderService, docket: Path) -> None:
    pass_to(space, desk, NINE)
    desk.acknowledge(ids(desk, "report"))

    later = Hands(docket, NINE + timedelta(days=2))
    again = ReminderService(later, zone=lambda: ZoneInfo("Etc/UTC"))
    again.look()

    assert due(again) == ["fee"]
    again.close()
    later.close()


def test_a_docket_open_for_reading_shows_and_says_that_it_does_not_remember(docket: Path, space: Hands) -> None:
    space.close()
    reading = Hands(docket, NINE, read_only=True)
    desk = ReminderService(reading, zone=lambda: ZoneInfo("Etc/UTC"))
    desk.look()
    assert (due(desk), desk.remembers) == (["fee", "report"], False)

    desk.acknowledge(ids(desk, "report"))
    desk.look()

    assert due(desk) == ["fee"]  # for as long as it is open
    with Ledger.open(docket, clock=lambda: NINE, who="Reyes") as ledger:
        assert ledger.recall(Reminded) == {}
    desk.close()
    reading.close()


def test_a_write_that_fails_is_said_once_and_nothing_is_lost(
    space: Hands, desk: ReminderService, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Failure] = []
    space.failed.connect(said.append)

    def refuse(*_: object) -> None:
        raise StoreError("The disk is full. Make room.")

    with monkeypatch.context() as broken:
        broken.setattr(type(space.held), "revise", refuse)
        pass_to(space, desk, NINE)
        desk.acknowledge(ids(desk, "report"))
        desk.look()
        assert (due(desk), told, desk.is_whole) == (["fee"], [("fee", "report")], False)
    desk.look()

    assert ([failure.what for failure in said], desk.is_whole) == (["The disk is full. Make room."], True)
    states = {one.about: one.state for one in space.held.recall(Reminded).values() if one.at == NINE}
    assert states == {"report": "acknowledged", "fee": "shown"}


def test_what_nobody_acknowledges_is_handed_on_and_the_journal_says_so(space: Hands, desk: ReminderService) -> None:
    pass_to(space, desk, NINE)
    desk.acknowledge(ids(desk, FEE.id))

    space.at = NINE + timedelta(days=2)
    desk.look()

    (ring,) = desk.found.due
    assert ring.to == ("hale", "nilson")
    said = [entry.label for entry in space.held.journal()]
    assert [words for words in said if "handed on to Nilson" in words] == [
        "Reminder of NB-1 handed on to Nilson: not acknowledged since Tue 24 Nov 2026"
    ]


@pytest.mark.parametrize(
    ("passed", "what"), [(timedelta(hours=-2), "back"), (timedelta(hours=9), "slept"), (HALF_A_MINUTE, "")]
)
def test_what_the_clock_did_is_remarked(space: Hands, desk: ReminderService, passed: timedelta, what: str) -> None:
    before = space.at
    space.at += passed
    desk.look()

    assert [(one.what, one.since, one.until) for one in desk.remarks] == ([(what, before, space.at)] if what else [])


def test_a_change_of_zone_is_remarked_and_moves_no_owners_hour(space: Hands, docket: Path) -> None:
    zones = [ZoneInfo("Etc/UTC")]
    desk = ReminderService(space, zone=lambda: zones[0])
    desk.look()
    zones[0] = ZoneInfo("Asia/Tokyo")
    space.at += HALF_A_MINUTE

    desk.look()

    assert [one.what for one in desk.remarks] == ["zone"]
    assert desk.next_at == NINE
    desk.close()


def test_a_look_that_finds_nothing_new_writes_nothing(space: Hands, desk: ReminderService, docket: Path) -> None:
    before = docket.read_bytes()
    for _ in range(5):
        space.at += HALF_A_MINUTE
        desk.look()

    assert docket.read_bytes() == before
    assert desk.last_checked == space.at
    desk.close()
    kept = space.held.recall(Watch)["watch"].last_checked
    assert kept == space.at


def test_a_large_docket_is_read_away_from_the_window(
    qtbot: QtBot, space: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "INLINE", 0)
    monkeypatch.setattr(desks, "AT_ONCE", 0)
    desk = ReminderService(space, zone=lambda: ZoneInfo("Etc/UTC"))
    space.at = NINE
    desk.look()
    assert (desk.found.due, desk.is_planning) == ((), True)

    qtbot.waitUntil(lambda: due(desk) == ["fee", "report"])

    assert set(space.held.recall(Reminded)) > set(ids(desk, "report"))
    desk.acknowledge(ids(desk, "report"))
    assert due(desk) == ["fee"]
    desk.close()


def test_what_is_acknowledged_while_a_large_docket_is_read_is_not_told(
    qtbot: QtBot, space: Hands, docket: Path, desk: ReminderService, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_to(space, desk, NINE)
    monkeypatch.setattr(desks, "AT_ONCE", 0)
    other = Hands(docket, NINE + timedelta(minutes=1))
    beside = ReminderService(other, zone=lambda: ZoneInfo("Etc/UTC"))
    heard = Told()
    beside.rang.connect(heard.hear)
    beside.look()
    desk.acknowledge(ids(desk, "report"))

    qtbot.waitUntil(lambda: not beside.is_planning and beside.last_checked is not None)

    assert all("report" not in some for some in heard)
    assert due(beside) == ["fee"]
    beside.close()
    other.close()


def test_a_desk_whose_docket_is_closed_already_ends_quietly(space: Hands, desk: ReminderService) -> None:
    space.close()
    desk.close()
    desk.look()
    assert desk.state_of("any") is None
