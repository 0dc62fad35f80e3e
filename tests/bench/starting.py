"""From the start of the process to the first painted window, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench import pairs
from tests.bench.generate import noon
from tests.bench.pairs import Took

TOP = Path(__file__).resolve().parents[2]
ROUNDS = 9


def measure(folder: Path, big: Path) -> None:
    """Print what a start takes, with the sample and with the big docket at ``big``."""
    from model.ledger.sample import write_sample

    sample = folder / "sample.duly"
    write_sample(sample, clock=noon, who="Benchmark").close()
    pairs.head("1  process start to first painted window, against a bare PySide6 window")
    sides = pairs.alternate(
        ROUNDS,
        {
            "bare": lambda: start(folder, "bare"),
            "sample": lambda: start(folder, "duly", str(sample)),
            "big": lambda: start(folder, "duly", str(big)),
        },
    )
    pairs.say("the sample", sides["sample"], sides["bare"], 1.5)
    pairs.say("10,000 obligations", sides["big"], sides["bare"], 1.8)
    pairs.say_clock("the sample", sides["sample"], sides["bare"])
    pairs.say_clock("10,000 obligations", sides["big"], sides["bare"])


def start(folder: Path, *words: str) -> Took:
    """One fresh process, off screen, with a home of its own."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    places = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
    environment = {**os.environ, **{key: str(place) for key, place in places.items()}, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.first_paint", *words]
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{' '.join(words)} showed no window: {done.stderr.strip()[-2000:]}")
    cpu, moment = map(float, done.stdout.split()[-2:])
    return Took(cpu, moment - began)
