"""Long work goes on elsewhere, and comes back on the window's thread."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from model.errors import StoreError
from ui.shell.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_work_is_done_elsewhere_and_its_value_comes_back_here(jobs: Jobs, qtbot: QtBot) -> None:
    came: list[tuple[int, int]] = []
    jobs.run("Count", lambda _: get_ident(), lambda there: came.append((there, get_ident())))
    qtbot.waitUntil(lambda: bool(came), timeout=30_000)
    there, here = came[0]
    assert here == get_ident()
    assert there != here


def test_progress_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    def work(job: Job) -> None:
        job.report(0.5, "half")

    held = Event()
    jobs.run("Hold", lambda _: held.wait(5), lambda _: None)
    job = jobs.run("Half", work, lambda _: None)
    with qtbot.waitSignal(job.progressed) as heard:
        held.set()
    assert heard.args == [0.5, "half"]


def test_cancelled_work_gives_no_value(jobs: Jobs, qtbot: QtBot) -> None:
    begun = Event()
    came: list[int] = []

    def work(job: Job) -> int:
        begun.set()
        while True:
            job.report(0.1)

    job = jobs.run("Endless", work, came.append)
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=30_000)
    assert not came


def test_whoever_asks_for_work_hears_its_end_however_quick_it_is(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[str] = []

    def work(_: Job) -> None:
        raise StoreError("The folder is read-only.")

    for _ in range(50):
        job = jobs.run("Write", work, lambda _: None)
        job.refused.connect(lambda error: heard.append(str(error)))
        job.ended.connect(lambda: heard.append("ended"))
    qtbot.waitUntil(lambda: heard.count("ended") == 50, timeout=30_000)
    assert heard.count("The folder is read-only.") == 50


def test_what_has_not_begun_when_the_window_closes_never_does(jobs: Jobs, qtbot: QtBot) -> None:
    came: list[int] = []
    jobs.run("Count", lambda _: came.append(1), lambda _: came.append(2))
    jobs.close()
    assert not jobs.busy
    jobs.run("Later", lambda _: 3, came.append)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=30_000)
    assert came == [3]


def test_what_the_user_can_mend_is_refused_not_raised(jobs: Jobs, qtbot: QtBot) -> None:
    held = Event()
    jobs.run("Hold", lambda _: held.wait(5), lambda _: None)

    def work(_: Job) -> None:
        raise StoreError("The folder is read-only.")

    job = jobs.run("Write", work, lambda _: None)
    with qtbot.waitSignal(job.refused, timeout=30_000) as heard:
        held.set()
    assert str(heard.args[0]) == "The folder is read-only."


def test_a_bug_in_work_reaches_the_hook_on_the_windows_thread(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[tuple[type[BaseException], int]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: caught.append((kind, get_ident())))

    def work(_: Job) -> None:
        raise KeyError("a bug")

    jobs.run("Break", work, lambda _: None)
    qtbot.waitUntil(lambda: bool(caught), timeout=30_000)
    assert caught == [(KeyError, get_ident())]
