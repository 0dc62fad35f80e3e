"""``main.py serve``: a process that a calendar app can subscribe to, held against real HTTP."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from msgspec.structs import replace

from model.errors import StoreError
from model.feed.seen import seen
from model.feed.serving import RETRY, ServingOutput, renew_once, serve
from model.feed.spec import Publication, Spec
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.sample import write_sample

TOP = Path(__file__).parents[3]
NOW = datetime(1996, 11, 20, 8, 5, tzinfo=UTC)

Served = subprocess.Popen[str]


@pytest.fixture
def docket(tmp_path: Path) -> Path:
    path = tmp_path / "Größe" / "USMX.duly"
    path.parent.mkdir()
    write_sample(path, clock=lambda: NOW, who="Legal").close()
    return path


@pytest.fixture
def start(docket: Path) -> Iterator[Callable[..., Served]]:
    """Start ``main.py serve`` on the docket."""
    running: list[Served] = []

    def make(*options: str) -> Served:
        command = [sys.executable, "main.py", "serve", str(docket), *options]
        made = subprocess.Popen(
            command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        running.append(made)
        return made

    yield make
    for one in running:
        one.kill()
        one.communicate()


def opened(path: Path) -> Ledger:
    return Ledger.open(path, clock=lambda: NOW, who="Legal")


def address_of(served: Served) -> str:
    assert served.stdout is not None
    title, _, address = served.stdout.readline().strip().partition(": ")
    assert title
    return address


def fetched(address: str) -> tuple[int, bytes]:
    host, _, path = address.removeprefix("http://").partition("/")
    with closing(HTTPConnection(host, timeout=10)) as connection:
        connection.request("GET", f"/{path}")
        said = connection.getresponse()
        return said.status, said.read()


def until(holds: Callable[[], bool]) -> bool:
    """Ask again and again, for half a minute at most: another process takes its time."""
    deadline = time.monotonic() + 30
    while not holds():
        if time.monotonic() > deadline:
            return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_docket_without_publications_is_served_redacted_until_it_is_stopped(
    start: Callable[..., Served], docket: Path, ending: signal.Signals
) -> None:
    served = start()
    address = address_of(served)
    status, content = fetched(address)
    assert status == 200
    items = seen(content).items
    assert items
    assert all("Deadline" in item.summary and not item.description for item in items if item.status != "CANCELLED")
    served.send_signal(ending)
    out, err = served.communicate(timeout=30)
    assert (served.returncode, out, err) == (0, "", "")
    with pytest.raises(OSError, match="refused"):
        fetched(address)
    with opened(docket) as ledger:
        (known,) = ledger.recall(Publication).values()
        assert (known.address, known.spec.privacy) == (address, "redacted")


def test_what_another_window_writes_is_served_within_moments_and_nothing_is_logged(
    start: Callable[..., Served], docket: Path
) -> None:
    with opened(docket) as ledger:
        ledger.remember(Publication(id="feed-1", title="Titles", spec=Spec(privacy="titles"), place="served"))
    served = start()
    address = address_of(served)
    with opened(docket) as ledger:
        plan = next(node for node in ledger.docket.obligations.values() if node.ref == "USMX-17")
        ledger.do(Put(replace(plan, title="Zq7Renamed")))
    assert until(lambda: b"Zq7Renamed" in fetched(address)[1])
    served.terminate()
    out, err = served.communicate(timeout=30)
    assert "Zq7" not in out + err
    assert address not in err


def test_a_second_start_keeps_the_address(start: Callable[..., Served]) -> None:
    first = start()
    address = address_of(first)
    first.terminate()
    first.communicate(timeout=30)
    assert address_of(start()) == address


def test_once_brings_the_folders_up_to_date_and_ends(
    start: Callable[..., Served], docket: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    with opened(docket) as ledger:
        ledger.remember(
            Publication(id="feed-1", title="All", place="folder", path=str(folder), file="all.ics"),
            Publication(id="feed-2", title="Address", place="served"),
        )
    served = start("--once")
    out, err = served.communicate(timeout=30)
    assert (served.returncode, err) == (0, "")
    assert out == f"All: {folder}, all.ics\n"
    assert seen((folder / "all.ics").read_bytes()).items
    (folder / "all.ics").write_bytes(b"a letter")
    served = start("--once")
    out, err = served.communicate(timeout=30)
    assert (served.returncode, out) == (1, "")
    assert err.startswith("duly: All: “all.ics”")
    assert err.count("\n") == 1


def test_what_is_no_docket_is_refused_in_one_line(start: Callable[..., Served], docket: Path) -> None:
    docket.write_bytes(b"a letter")
    served = start()
    out, err = served.communicate(timeout=30)
    assert (served.returncode, out, err.count("\n")) == (2, "", 1)


class Told:
    """What a headless publisher says, and a wait that lets a test act between two looks."""

    def __init__(self, *acts: Callable[[], object]) -> None:
        self.told: list[str] = []
        self.complained: list[str] = []
        self._acts = list(acts)

    @property
    def output(self) -> ServingOutput:
        return ServingOutput(self.told.append, self.complained.append)

    def wait(self, seconds: float) -> bool:
        if not self._acts:
            return True
        self._acts.pop(0)()
        return False


def test_a_fault_is_said_once_and_tried_again_after_a_while(docket: Path, tmp_path: Path) -> None:
    folder, now = tmp_path / "shared", [NOW]
    with opened(docket) as ledger:
        ledger.remember(
            Publication(id="feed-1", title="All", place="folder", path=str(folder), file="all.ics"),
            Publication(id="feed-2", title="Address", place="served", spec=Spec(privacy="redacted")),
        )

        def later() -> None:
            now[0] += RETRY

        told = Told(lambda: None, later, later, folder.mkdir, later)
        serve(ledger, lambda: now[0], told.output, told.wait)
        assert (folder / "all.ics").is_file()
        assert len(told.complained) == 1
        assert told.told[-1] == f"All: {folder}, all.ics"


def test_the_turn_of_the_day_and_a_new_publication_are_noticed(docket: Path, tmp_path: Path) -> None:
    now = [NOW]
    with opened(docket) as ledger:
        caption = ledger.docket.caption
        ledger.do(Put(replace(caption, clock=None)))
        fresh = Publication(
            id="feed-1",
            title="All",
            place="folder",
            path=str(tmp_path),
            file="all.ics",
            spec=Spec(privacy="titles"),
        )

        def missed() -> int:
            return sum(item.summary.startswith("MISSED") for item in seen((tmp_path / "all.ics").read_bytes()).items)

        seen_missed: list[int] = []

        def turn() -> None:
            seen_missed.append(missed())
            now[0] += timedelta(days=60)

        told = Told(lambda: ledger.remember(fresh), turn)
        serve(ledger, lambda: now[0], told.output, told.wait)
        assert missed() > seen_missed[0]


def test_a_file_that_cannot_be_reached_is_said_once_and_serving_goes_on(
    docket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(docket) as ledger:

        def unplugged(_: Ledger) -> bool:
            raise StoreError("The drive is gone.")

        told = Told(lambda: monkeypatch.setattr(Ledger, "refresh", unplugged), lambda: None, lambda: None)
        serve(ledger, lambda: NOW, told.output, told.wait)
        assert told.complained == ["The drive is gone."]


def test_once_without_publications_does_nothing(docket: Path) -> None:
    before = docket.read_bytes()
    told = Told()
    with opened(docket) as ledger:
        assert renew_once(ledger, lambda: NOW, told.output)
    assert (told.told, told.complained) == ([], [])
    assert docket.read_bytes() == before
    with closing(sqlite3.connect(docket)) as connection:
        assert connection.execute("SELECT count(*) FROM memory").fetchone() == (0,)
