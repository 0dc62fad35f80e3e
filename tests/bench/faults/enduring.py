"""Every command over spoiled dockets: a clear sentence each time, never a traceback, never the file's own text."""

from __future__ import annotations

import io
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import Final

import main
from model.feed.scope import Scope
from model.feed.spec import Publication, SavedFilter, Spec
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.ledger.sample import write_sample
from tests.bench.faults.mutants import MARK
from tests.bench.generate import noon

PATIENCE: Final = 30
"""Seconds that a command may take over any docket of the sample's size."""


def lived_in(folder: Path) -> Path:
    """The sample docket after a while: changed, published, reminded of, with all that machines remember of it."""
    path = folder / "USMX.duly"
    with write_sample(path, clock=noon, who="Legal") as ledger:
        caption = ledger.docket.caption
        ledger.do(Put(type(caption)(id=caption.id, title=caption.title, ref_prefix=caption.ref_prefix)))
        ledger.undo()
        ledger.remember(
            SavedFilter(id="filter-1", title="Ours", scope=Scope()),
            Publication(id="feed-1", title="Ours", spec=Spec(privacy="full"), path=str(folder), file="feed.ics"),
        )
    for command in (["feed", str(path), str(folder / "first.ics")], ["serve", str(path), "--once"]):
        with redirect_stdout(io.StringIO()):
            assert main.main(command) == main.DONE
    return path


def reminding(path: Path) -> None:
    """Take away the sample's own clock, so that reminders are looked at."""
    with Ledger.open(path, clock=noon, who="Legal") as ledger:
        caption = ledger.docket.caption
        ledger.do(Put(type(caption)(id=caption.id, title=caption.title, ref_prefix=caption.ref_prefix)))
    with redirect_stdout(io.StringIO()):
        assert main.main(["remind", str(path)]) == main.DONE


def commands(path: Path, out: Path) -> Iterator[list[str]]:
    """Each job that opens a docket, with what it needs."""
    file = str(path)
    yield ["verify", file]
    yield ["due", file, "--json", "--as-of", "1997-01-01"]
    yield ["export", file, str(out / "out.json")]
    yield ["due", file]
    yield ["feed", file, str(out / "out.ics")]
    yield ["feed", file, str(out / "tasks.ics"), "--tasks", "--scope", "filter:Ours", "--with", "act-by,reminders"]
    yield ["report", "status", file, str(out / "out.pdf")]
    yield ["report", "conditions", file, "USMX-5", str(out / "out.pdf")]
    yield ["serve", file, "--once"]
    yield ["sync", file]
    yield ["remind", file, "--mail", str(out / "mail")]


def faults_of(path: Path, out: Path, turn: int | None = None) -> Iterator[str]:
    """What was wrong with how each command took it; with a ``turn`` the first three and, in turn, two of the others."""
    every = [*commands(path, out)]
    asked = every if turn is None else [*every[:3], *(every[3 + (turn + one) % (len(every) - 3)] for one in (0, 4))]
    for command in asked:
        name = " ".join(word for word in command if "/" not in word)
        if fault := _fault(command):
            yield f"{name}: {fault}"


def _fault(command: list[str]) -> str:
    said, complained = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(complained), _patience():
            code = main.main(command)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault, and is said
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    return _misspoken(command[0], code, said.getvalue(), complained.getvalue())


def _misspoken(job: str, code: int, said: str, complained: str) -> str:
    if code not in (main.DONE, main.FOUND_WRONG, main.BAD_USAGE):
        return f"exit code {code}"
    if code == main.BAD_USAGE and (complained.count("\n") != 1 or not complained.startswith("duly: ")):
        return f"{complained.count(chr(10))} lines on standard error"
    if code == main.FOUND_WRONG and not (said if job == "verify" else complained).strip():
        return "nothing was said"
    if MARK in complained or (job == "verify" and MARK in said):
        return "the file's text was repeated"
    return ""


@contextmanager
def _patience() -> Iterator[None]:
    """A command that does not end is stopped, where the system can."""
    if sys.platform == "win32":
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
