"""The service: feeds follow the window's docket and today, off its thread; what fails is said and tried again."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from model.errors import StoreError
from model.feed.publishing import Composed, Gathered, Progress, Publisher
from model.feed.scope import Scope
from model.feed.seen import SeenItem, seen
from model.feed.spec import Publication, SavedFilter, Spec
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.sample import write_sample
from model.record.scenario import SupposeMissed
from tests.ui.conftest import NOW
from ui.feeds import service as module
from ui.feeds.service import FeedService
from ui.workspace import Workspace

TOP = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTLE", 0)
    monkeypatch.setattr(module, "AFTER_OPENING", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


@pytest.fixture
def service(workspace: Workspace) -> Iterator[FeedService]:
    made = FeedService(workspace)
    yield made
    made.stop()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("duly")]


def in_folder(folder: Path, **fields: object) -> Publication:
    plain = {"id": "feed-1", "title": "All", "spec": Spec(privacy="titles"), "path": str(folder), "file": "all.ics"}
    return Publication(**{**plain, **fields})  # type: ignore[arg-type]


def served(**fields: object) -> Publication:
    return Publication(**{"id": "feed-2", "title": "Address", "place": "served", **fields})  # type: ignore[arg-type]


def items(folder: Path, file: str = "all.ics") -> tuple[SeenItem, ...]:
    path = folder / file
    return seen(path.read_bytes()).items if path.is_file() else ()


def settle(qtbot: QtBot, service: FeedService) -> None:
    """Wait until nothing is to be done."""
    qtbot.waitUntil(lambda: not service.busy and not service._settling.isActive())


def plan_of(workspace: Workspace) -> str:
    return next(node.id for node in workspace.docket.obligations.values() if node.ref == "USMX-17")


def rename(workspace: Workspace, title: str) -> None:
    plan = workspace.docket.obligations[plan_of(workspace)]
    workspace.do(Put(replace(plan, title=title)))


def status(address: str) -> int:
    host, _, path = address.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=10)
    try:
        connection.request("GET", f"/{path}")
        return connection.getresponse().status
    finally:
        connection.close()


def test_what_is_published_is_written_at_once_and_after_each_change(
    qtbot: QtBot, service: FeedService, workspace: Workspace, folder: Path
) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    assert items(folder)
    assert service.renewed_at == NOW
    assert not service.faulty
    rename(workspace, "Plan, amended twice")
    qtbot.waitUntil(lambda: any("Plan, amended twice" in item.summary for item in items(folder)))


def test_making_and_delivering_is_done_away_from_the_window(
    qtbot: QtBot, service: FeedService, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: dict[str, bool] = {}
    for name in ("gather", "compose", "keep", "deliver", "record"):
        step = getattr(Publisher, name)

        def watched(*args: object, step: object = step, name: str = name) -> object:
            where[name] = threading.current_thread() is threading.main_thread()
            return step(*args)  # type: ignore[operator]

        monkeypatch.setattr(Publisher, name, watched)
    service.publish(in_folder(folder))
    settle(qtbot, service)
    assert where == {"gather": True, "compose": False, "keep": True, "deliver": False, "record": True}


def test_another_day_and_what_is_supposed_are_never_published(
    qtbot: QtBot, service: FeedService, workspace: Workspace, folder: Path
) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    before = (folder / "all.ics").read_bytes()
    workspace.set_day(date(1997, 1, 1))
    settle(qtbot, service)
    service.renew()
    settle(qtbot, service)
    workspace.back_to_today()
    workspace.suppose((SupposeMissed(about=plan_of(workspace)),))
    assert workspace.supposition is not None
    service.renew()
    settle(qtbot, service)
    assert (folder / "all.ics").read_bytes() == before


def test_a_change_while_another_day_is_looked_at_is_published_as_of_today(
    qtbot: QtBot, service: FeedService, workspace: Workspace, folder: Path
) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    workspace.set_day(date(1997, 1, 1))
    rename(workspace, "Plan, amended twice")
    qtbot.waitUntil(lambda: any("Plan, amended twice" in item.summary for item in items(folder)))
    assert not any(item.summary.startswith("MISSED") for item in items(folder))


def test_a_fault_is_said_kept_and_mended_by_itself(
    qtbot: QtBot, service: FeedService, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY", 1)
    service.publish(in_folder(folder / "stick"))
    qtbot.waitUntil(lambda: service.faulty)
    assert "is not there" in service.publications[0].last_error
    assert service.renewed_at is None
    (folder / "stick").mkdir()
    qtbot.waitUntil(lambda: not service.faulty and service.renewed_at is not None)
    assert items(folder / "stick")


def test_where_the_docket_itself_cannot_be_written_nothing_leaves_and_that_is_said(
    qtbot: QtBot, service: FeedService, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "keep_sequences", full)
        service.publish(in_folder(folder))
        settle(qtbot, service)
        assert service.failure == "The disk is full."
        assert list(folder.iterdir()) == []
    service.renew()
    settle(qtbot, service)
    assert service.failure == ""
    assert items(folder)


def test_a_renewal_that_is_cancelled_leaves_what_was_published_and_says_so(
    qtbot: QtBot, service: FeedService, workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    before = (folder / "all.ics").read_bytes()
    begun, go_on, compose = threading.Event(), threading.Event(), Publisher.compose

    def slow(publisher: Publisher, gathered: Gathered, progress: Progress | None = None) -> Composed:
        begun.set()
        go_on.wait(10)
        return compose(publisher, gathered, progress)

    monkeypatch.setattr(Publisher, "compose", slow)
    rename(workspace, "Plan, amended twice")
    qtbot.waitUntil(begun.is_set)
    service.cancel()
    go_on.set()
    settle(qtbot, service)
    assert "was cancelled" in service.failure
    assert (folder / "all.ics").read_bytes() == before
    service.renew()
    settle(qtbot, service)
    assert service.failure == ""
    assert (folder / "all.ics").read_bytes() != before


def test_a_bug_while_renewing_ends_the_renewal_and_is_shown_as_one(
    qtbot: QtBot, service: FeedService, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Publisher, "deliver", bug)
    with qtbot.captureExceptions() as caught:
        service.publish(in_folder(folder))
        qtbot.waitUntil(lambda: bool(service.failure))
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert not service.busy
    assert "something in Duly broke" in service.failure


def test_an_address_answers_while_the_docket_is_open(
    qtbot: QtBot, service: FeedService, workspace: Workspace, tmp_path: Path
) -> None:
    service.publish(served())
    settle(qtbot, service)
    address = service.publications[0].address
    assert status(address) == 200
    workspace.open_ledger(write_sample(tmp_path / "other.duly", clock=lambda: NOW, who="Legal"))
    assert service.publications == ()
    with pytest.raises(OSError, match="refused"):
        status(address)


def test_a_docket_that_is_opened_again_is_published_again_at_the_same_address(
    qtbot: QtBot, service: FeedService, workspace: Workspace
) -> None:
    service.publish(served())
    settle(qtbot, service)
    address, path = service.publications[0].address, workspace.path
    assert path is not None
    workspace.open_ledger(Ledger.open(path, clock=lambda: NOW, who="Legal"))
    qtbot.waitUntil(lambda: bool(service.publications) and not service.busy)
    assert service.publications[0].address == address
    assert status(address) == 200


def test_a_new_address_ends_the_old_one(qtbot: QtBot, service: FeedService) -> None:
    service.publish(served())
    settle(qtbot, service)
    old = service.publications[0].address
    service.make_new_address()
    settle(qtbot, service)
    new = service.publications[0].address
    assert (status(old), status(new)) == (404, 200)


def test_removing_a_folder_feed_cancels_what_it_held(qtbot: QtBot, service: FeedService, folder: Path) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    held = {item.uid for item in items(folder)}
    service.remove(service.publications[0])
    settle(qtbot, service)
    assert service.publications == ()
    assert {item.status for item in items(folder) if item.uid in held} == {"CANCELLED"}


def test_a_feed_that_moves_to_another_file_ends_the_one_it_leaves(
    qtbot: QtBot, service: FeedService, folder: Path
) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    held = {item.uid for item in items(folder)}
    service.publish(in_folder(folder, file="other.ics"))
    settle(qtbot, service)
    assert {item.status for item in items(folder) if item.uid in held} == {"CANCELLED"}
    assert not held & {item.uid for item in items(folder, "other.ics") if item.status == "CANCELLED"}
    assert [one.file for one in service.publications] == ["other.ics"]


def test_a_file_that_could_not_be_ended_is_said(qtbot: QtBot, service: FeedService, folder: Path) -> None:
    service.publish(in_folder(folder))
    settle(qtbot, service)
    folder.rename(folder.with_name("unplugged"))
    with qtbot.waitSignal(service.told) as told:
        service.remove(service.publications[0])
    settle(qtbot, service)
    assert "was left as it is" in told.args[0]
    assert service.publications == ()


def test_filters_are_kept_by_name_and_forgotten(qtbot: QtBot, service: FeedService) -> None:
    for title in ("urgent", "Finance"):
        service.keep_filter(SavedFilter(id=f"filter-{title.lower()}", title=title, scope=Scope(words=title)))
    assert [one.title for one in service.filters()] == ["Finance", "urgent"]
    service.forget_filter(service.filters()[0])
    assert [one.title for one in service.filters()] == ["urgent"]


def test_the_window_starts_without_a_server_and_without_what_makes_feeds() -> None:
    asked = "import sys, ui.shell.window; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=TOP, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"http.server", "icalendar", "model.feed.publishing", "model.feed.server", "ui.feeds.window"}


def test_nothing_is_imported_while_nothing_is_published(qtbot: QtBot, service: FeedService) -> None:
    settle(qtbot, service)
    assert service._publisher is None


def test_the_turn_of_the_day_renews(qtbot: QtBot, tmp_path: Path, folder: Path) -> None:
    now = [NOW]
    space = Workspace(lambda: now[0], "Legal")
    ledger = write_sample(tmp_path / "turning.duly", clock=lambda: NOW, who="Legal")
    ledger.do(Put(replace(ledger.docket.caption, clock=None)))
    space.open_ledger(ledger)
    service = FeedService(space)
    try:
        service.publish(in_folder(folder))
        settle(qtbot, service)
        now[0] += timedelta(days=42)
        space.look_again()
        qtbot.waitUntil(lambda: any(item.summary.startswith("MISSED") for item in items(folder)))
    finally:
        service.stop()
        space.close()
