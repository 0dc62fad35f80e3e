"""From the start of the process to the first painted window, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench import pairs
from tests.bench.generate import noon
from tests.bench.pairs import Side, Took

TOP = Path(__file__).resolve().parents[2]
ROUNDS = 9


def measure(folder: Path, big: Path) -> None:
    """Print what a start takes, with the sample and with the big docket at ``big``.

    A window counts as painted with its docket once the rows are in it; its empty frame may be there before.
    """
    from model.ledger.sample import write_sample

    sample = folder / "sample.duly"
    write_sample(sample, clock=noon, who="Benchmark").close()
    pairs.head("1  process start to first painted window, against a bare PySide6 window")
    frames: dict[str, list[Took]] = {"sample": [], "big": []}

    def started(name: str, path: Path) -> Took:
        frame, rows = start(folder, "duly", str(path))
        frames[name].append(frame)
        return rows

    sides = pairs.alternate(
        ROUNDS,
        {
            "bare": lambda: start(folder, "bare")[-1],
            "sample": lambda: started("sample", sample),
            "big": lambda: started("big", big),
        },
    )
    frame = Side(tuple(frames["sample"][1:]))
    pairs.say("the sample in its window", sides["sample"], sides["bare"], 1.5)
    pairs.say("10,000 obligations in their window", sides["big"], sides["bare"], 1.8)
    pairs.say("the frame alone, before the docket is in it", frame, sides["bare"])
    pairs.say_clock("the sample in its window", sides["sample"], sides["bare"])
    pairs.say_clock("10,000 obligations in their window", sides["big"], sides["bare"])
    pairs.say_clock("the frame alone", frame, sides["bare"])


def start(folder: Path, *words: str) -> list[Took]:
    """One fresh process, off screen, with a home of its own: what it took to each moment that it tells of."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    places = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
    environment = {**os.environ, **{key: str(place) for key, place in places.items()}, "QT_QPA_PLATFORM": "offscreen"}
    # Compiled modules are kept between starts, as on any machine, but not in the checkout.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    command = [sys.executable, "-m", "tests.bench.first_paint", *words]
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(command, cwd=TOP, env=environment, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode or not done.stdout.strip():
        raise RuntimeError(f"{' '.join(words)} showed no window: {done.stderr.strip()[-2000:]}")
    told = [line.split() for line in done.stdout.splitlines()]
    return [Took(float(cpu), float(moment) - began) for cpu, moment in told]
