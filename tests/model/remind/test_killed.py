"""The process killed between scheduled, shown and acknowledged: another one finds what the judge says is due."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.remind.states import Reminded, Watch
from tests.model.remind.books import docket_from, id_of
from tests.model.remind.simulation import Book, Judge, Matter, Somebody

TOP = Path(__file__).parents[3]
DYING = '''
import os, signal, sys
from datetime import datetime
from pathlib import Path
from model.assess import assess
from model.ledger.ledger import Ledger
from model.remind.job import PACE
from model.remind.looking import Looking
from model.remind.states import Reminded
from dateutil.tz import UTC

path, now, stage = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Dying:
    """A ledger in whose hands the process ends."""

    def __init__(self, ledger):
        self.ledger, self.docket, self.read_only, self.recall = ledger, ledger.docket, False, ledger.recall

    def note(self, label):
        self.ledger.note(label)
        stage == "noted" and die()

    def revise(self, kind, work):
        def dying(known):
            found = tuple(work(known))
            stage == "being written" and die()
            return found
        done = self.ledger.revise(kind, dying)
        stage == "written" and die()
        return done

    def remember(self, *values):
        self.ledger.remember(*values)
        stage == "remembered" and die()

with Ledger.open(path, clock=lambda: now, who="Kim") as ledger:
    looking = Looking(Dying(ledger), assess(ledger.docket, now.date()), now, machine=UTC, pace=PACE)
    acting = stage.startswith("acknowledg")
    outcome = looking.look(die if stage == "told" else None)
    if acting:
        ids = [id_ for ring in outcome.due for id_ in ring.ids]
        from model.remind.review import acknowledge
        def work(known):
            found = acknowledge(known, ids, "Kim", now)
            stage == "acknowledging" and die()
            return found
        ledger.revise(Reminded, work)
        die()
'''
STAGES = ("told", "noted", "being written", "written", "remembered", "acknowledging", "acknowledged")


@pytest.fixture
def now() -> datetime:
    """Noon of this very day, since the other process is the program itself, which asks the machine's clock."""
    return datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def book(now: datetime) -> Book:
    today = now.date()
    people = {name: Somebody(name, "UTC", 0, 0) for name in ("kim", "hale", "counsel")}
    days = (-30, -1, 0, 2, 20)
    leads = ((14, "day"), (3, "day"), (0, "day"))
    matters = {f"m{day + 30}": Matter(f"m{day + 30}", "kim", leads, today + timedelta(days=day)) for day in days}
    return Book(matters, people, "hale", "counsel", 2)


@pytest.fixture
def path(tmp_path: Path, book: Book, now: datetime) -> Path:
    """The docket, last looked at ten days ago."""
    path, docket = tmp_path / "book.duly", docket_from(book)
    records = tuple(record for kind, record in docket.records() if kind != "caption")
    earlier = now - timedelta(days=10)
    with Ledger.create(path, docket.caption, clock=lambda: earlier, who="Kim", records=records) as ledger:
        ledger.remember(Watch(last_checked=earlier))
    return path


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TZ": "UTC"}
    return subprocess.run(
        words, cwd=TOP, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )


def found_anew(path: Path) -> set[str]:
    """What the program says is due, in a process of its own."""
    done = run(sys.executable, "main.py", "remind", str(path), "--json")
    assert done.returncode == 0, done.stderr
    return {id_ for one in json.loads(done.stdout) for id_ in one["reminders"]}


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed outright there")
@pytest.mark.parametrize("stage", STAGES)
def test_what_is_due_is_found_by_the_next_process_wherever_the_last_one_was_killed(
    stage: str, path: Path, book: Book, now: datetime
) -> None:
    judge = Judge(book, last_look=now - timedelta(days=10))
    expected = {id_of(key) for key in judge.look(now)[0]}
    assert len(expected) > 6
    killed = run(sys.executable, "-c", DYING, str(path), now.isoformat(), stage)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert found_anew(path) == (set() if stage == "acknowledged" else expected)
    with Ledger.open(path, clock=lambda: now, who="Kim", read_only=True) as ledger:
        states = ledger.recall(Reminded)
        notes = [entry.label for entry in ledger.journal() if "handed on" in entry.label]
    for key in judge.told:
        steps = [step.to for step in states[id_of(key)].escalated]
        assert steps == [who for who, _ in judge.told[key].steps]
    assert {note.partition(":")[0] for note in notes} == {
        f"Reminder of {key[0].upper()} handed on to {who.capitalize()}"
        for key in judge.told
        for who, _ in judge.told[key].steps
    }


def test_a_process_that_was_not_killed_shows_each_reminder_as_shown(path: Path, now: datetime) -> None:
    first, second = found_anew(path), found_anew(path)
    assert first == second
    with Ledger.open(path, clock=lambda: now, who="Kim") as ledger:
        states = ledger.recall(Reminded)
        assert {one.id for one in states.values() if one.state == "shown"} == first
        assert {one.state for one in states.values()} == {"shown", "scheduled"}
        ledger.do(Put(ledger.docket.caption))
