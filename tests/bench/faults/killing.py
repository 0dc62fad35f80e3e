"""A process killed outright between any two things that it asks of the disk, or in the midst of one.

Run as a program it is the process that dies: ``python -m tests.bench.faults.killing DOCKET POINT [half]``.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from model.ledger.sample import write_sample
from model.ledger.verify import verify
from tests.bench.faults.changing import CHANGES, lost, opened, states
from tests.bench.faults.disk import Asked, watched
from tests.bench.generate import noon

TOP = Path(__file__).parents[3]


class Kill(NamedTuple):
    """Where a process was killed, and what was wrong with the docket then; nothing where nothing was."""

    point: int
    half: bool
    fault: str


def kills(folder: Path, count: int) -> Iterator[Kill]:
    """``count`` processes killed, at points spread evenly over all that their changes ask of the disk."""
    sound = folder / "sound.duly"
    write_sample(sound, clock=noon, who="Legal").close()
    known = states(_copied(sound, folder / "known.duly"))
    points = _points(_copied(sound, folder / "counted.duly"))
    for number in range(count):
        point, half = number * points // count, bool(number % 2)
        path = _copied(sound, folder / f"killed-{number}.duly")
        acknowledged = _killed(path, point, half=half)
        fault = lost(path, known, acknowledged)
        if not fault and number % 4 == 0:
            fault = " ".join(verify(path))
        yield Kill(point, half, fault)


def _copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _points(path: Path) -> int:
    asked: list[Asked] = []
    with watched(lambda one, _: asked.append(one)), opened(path) as ledger:
        for change in CHANGES:
            change(ledger)
    return len(asked)


def _killed(path: Path, point: int, *, half: bool) -> int:
    """Have a process die at a point, and return how many changes it had been told are saved."""
    command = [sys.executable, "-m", "tests.bench.faults.killing", str(path), str(point), *(["half"] if half else [])]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode == 0 or "Traceback" in done.stderr:
        raise RuntimeError(f"The process was to be killed, and ended with {done.returncode}: {done.stderr}")
    return done.stdout.count("saved")


def _die(path: Path, point: int, *, half: bool) -> None:
    """Make the changes, and be killed before the disk is asked for the ``point``-th time, or half way through that."""
    left = iter(range(point, -1, -1))

    def watch(asked: Asked, write: Callable[[bytes], object]) -> None:
        if next(left) == 0:
            if half:
                write(asked.data[: len(asked.data) // 2])
            # On Windows this ends the process as abruptly.
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    with watched(watch), opened(path) as ledger:
        for change in CHANGES:
            change(ledger)
            print("saved", flush=True)


if __name__ == "__main__":
    _die(Path(sys.argv[1]), int(sys.argv[2]), half="half" in sys.argv)
