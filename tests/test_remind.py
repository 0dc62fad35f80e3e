"""The command line of the reminders, as the contract that other programs rely on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import dateutil.tz
import pytest

import main
import ui.reminders.desktop.notification
from model.ledger.ledger import Ledger
from model.remind.states import Reminded
from tests.builders import dated, obligation
from tests.model.remind.books import caption

NOON = datetime(2025, 3, 12, 12, tzinfo=UTC)
KEYS = {
    "id": str,
    "ref": str,
    "title": str,
    "reminds_of": str,
    "before": str,
    "day": str,
    "due": str | None,
    "rang": str,
    "to": list,
    "handed_on": list,
    "first_shown": str | None,
    "reminders": list,
}


class Machine:
    """The clock of the machine, and its desktop."""

    def __init__(self) -> None:
        self.now = NOON
        self.desktop = True
        self.shown: list[tuple[str, str]] = []

    def notify(self, title: str, body: str) -> bool:
        self.shown += [(title, body)] if self.desktop else []
        return self.desktop


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(main, "clock", lambda: made.now)
    monkeypatch.setattr(ui.reminders.desktop.notification, "notify", made.notify)
    monkeypatch.setattr(dateutil.tz, "tzlocal", lambda: UTC)
    return made


@pytest.fixture
def docket(tmp_path: Path, machine: Machine) -> Path:
    """One missed, one due, one in three days, in a folder with a space and an umlaut."""
    folder = tmp_path / "Größe und Recht"
    folder.mkdir()
    path, today = folder / "book.duly", NOON.date()
    days = {"aa": -1, "bb": 0, "cc": 3}
    records = tuple(obligation(id_, deadline=dated(today + timedelta(days=off))) for id_, off in days.items())
    Ledger.create(path, caption(), clock=lambda: machine.now, who="Kim", records=records).close()
    return path


Run = Callable[..., str]


@pytest.fixture
def run(docket: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """What the job prints on the docket."""

    def made(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main.main(["remind", str(docket), *words]) == code
        return capsys.readouterr().out

    return made


def firsts(printed: str) -> list[str]:
    return [line.partition(" ")[0] for line in printed.splitlines()]


def test_one_line_for_each_deadline_that_is_due_most_urgent_first(run: Run) -> None:
    printed = run()
    assert printed.splitlines() == [
        "AA missed, was due Tue 11 Mar 2025: Pay the aa",
        "BB due Wed 12 Mar 2025: Pay the bb, today",
        "CC due Sat 15 Mar 2025: Pay the cc, in 3 days",
    ]
    assert run() == printed, "shown is not acknowledged"


def test_the_day_is_that_of_the_machine(run: Run, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dateutil.tz, "tzlocal", lambda: timezone(timedelta(hours=14)))
    assert run().splitlines()[1:] == [
        "BB due Wed 12 Mar 2025: Pay the bb, 1 day ago",
        "CC due Sat 15 Mar 2025: Pay the cc, in 2 days",
    ]
    machine.now += timedelta(hours=8)
    assert "BB missed, was due Wed 12 Mar 2025: Pay the bb" in run(), "at nine in the morning there"


def test_what_is_acknowledged_is_never_shown_again(run: Run, docket: Path, machine: Machine) -> None:
    assert firsts(run("--ack", "bb", "--by", "Kim")) == ["AA", "CC"]
    assert firsts(run("--ack", "all")) == ["Nothing"]
    machine.now += timedelta(hours=1)
    assert run() == "Nothing to be reminded of. Last checked Wed 12 Mar 2025 at 12:00.\n"
    with Ledger.open(docket, clock=lambda: machine.now, who="x", read_only=True) as ledger:
        states = ledger.recall(Reminded)
    assert states["bb//due 0 day/2025-03-12"].acknowledged_by == "Kim"


def test_what_is_put_off_comes_again(run: Run, machine: Machine) -> None:
    assert firsts(run("--snooze", "BB", "1.5")) == ["AA", "CC"]
    machine.now += timedelta(hours=1)
    assert firsts(run()) == ["AA", "CC"]
    machine.now += timedelta(hours=1)
    assert firsts(run()) == ["AA", "BB", "CC"]


def test_the_list_for_programs_has_an_object_for_each_deadline(run: Run) -> None:
    found = json.loads(run("--json"))
    assert [one["ref"] for one in found] == ["AA", "BB", "CC"]
    for one in found:
        assert one.keys() == KEYS.keys()
        assert all(isinstance(one[key], kind) for key, kind in KEYS.items())
    assert found[1]["id"] == "bb//due 0 day/2025-03-12"
    assert found[1]["rang"] == "2025-03-12T09:00:00+00:00"
    some = found[2]["reminders"][0]
    assert firsts(run("--ack", some)) == ["AA", "BB"]


def test_each_is_notified_of_once_and_once_more_each_day(run: Run, machine: Machine) -> None:
    assert run("--notify") == "3 reminders due; 3 shown on the desktop.\n"
    assert machine.shown[0][0] == "Duly: Three reminders on Wed 12 Mar 2025"
    machine.now += timedelta(minutes=15)
    assert run("--notify") == "3 reminders due; 0 shown on the desktop.\n"
    assert len(machine.shown) == 1
    machine.now += timedelta(days=1)
    run("--notify")
    assert len(machine.shown) == 2


def test_without_a_desktop_it_prints(run: Run, machine: Machine) -> None:
    machine.desktop = False
    assert firsts(run("--notify")) == ["AA", "BB", "CC"]


def test_it_can_be_tried(run: Run, machine: Machine) -> None:
    assert run("--test") == "A test reminder was shown.\n"
    assert machine.shown[0][0] == "Duly: test reminder"
    machine.desktop = False
    assert run("--test", code=1) == "No notification can be shown here.\n"


def test_drafts_are_written_into_a_folder_that_may_be_new(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        printed = run("--mail", str(tmp_path / "a" / "drafts"))
        assert printed.splitlines()[:2] == [
            f"1 draft written into {tmp_path / 'a' / 'drafts'}.",
            "Without an address, since none is recorded: what nobody owns.",
        ]
    assert [path.name for path in (tmp_path / "a" / "drafts").iterdir()] == ["2025-03-12 nobody.eml"]


def test_a_clock_that_went_back_is_said(
    run: Run, docket: Path, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    machine.now -= timedelta(minutes=90)
    assert main.main(["remind", str(docket)]) == 0
    said = "duly: The machine's clock stands 90 minutes before the last check. Set it right.\n"
    assert capsys.readouterr().err == said


def test_the_sample_reminds_nobody(tmp_path: Path, machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "sample.duly"
    assert main.main(["sample", str(path)]) == 0
    assert main.main(["remind", str(path), "--notify"]) == 0
    said = "This docket has a clock of its own, Wed 20 Nov 1996, and reminds nobody.\n"
    assert capsys.readouterr().out == said
    assert main.main(["remind", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert machine.shown == []


def test_a_docket_that_may_only_be_read_tells_what_is_due_and_that_nothing_is_remembered(
    docket: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machine: Machine
) -> None:
    monkeypatch.setattr(Ledger, "read_only", property(lambda _: True))
    before = docket.read_bytes()
    assert main.main(["remind", str(docket)]) == 0
    said = capsys.readouterr()
    assert firsts(said.out) == ["AA", "BB", "CC"]
    assert "nothing can be remembered" in said.err
    assert docket.read_bytes() == before
    assert main.main(["remind", str(docket), "--ack", "all"]) == 2
    assert "Allow writing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--ack", "zz"], "Nothing is due of “zz”"),
        (["--snooze", "bb", "soon"], "“soon” hours cannot be put off"),
        (["--snooze", "bb", "-1"], "“-1” hours"),
        (["--snooze", "bb", "nan"], "“nan” hours"),
        (["--snooze", "bb", "169"], "up to 168"),
        (["--background", "perhaps"], "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: list[str], says: str, docket: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main.main(["remind", str(docket), *words]) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert said.err.startswith("duly: ")
    assert said.err.count("\n") == 1


class Done:
    returncode = 0


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_the_system_is_told_to_look_and_told_to_stop(
    system: str, run: Run, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Sequence[str]] = []

    def take(line: Sequence[str], **_: Any) -> Done:
        ran.append(line)
        return Done()

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(subprocess, "run", take)
    assert "does not look" in run("--background", "status")
    assert "every 15 minutes" in run("--background", "install")
    assert "every 15 minutes" in run("--background", "status")
    assert ran
    assert [path for path in own_home.rglob("duly-remind-*") if path.is_file()]
    assert "does not look" in run("--background", "remove")
    assert [path for path in own_home.rglob("duly-remind-*") if path.is_file()] == []


def test_no_entry_is_made_for_what_is_no_docket(tmp_path: Path, own_home: Path) -> None:
    letter = tmp_path / "letter.duly"
    letter.write_text("Dear counsel,", encoding="utf-8")
    assert main.main(["remind", str(letter), "--background", "install"]) == 2
    assert list(own_home.rglob("duly-remind-*")) == []
