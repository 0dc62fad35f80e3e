"""What becomes of a docket under kills, power cuts and mutations, counted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench import pairs
from tests.bench.faults import disk
from tests.bench.faults.enduring import faults_of, lived_in, reminding
from tests.bench.faults.killing import kills
from tests.bench.faults.mutants import mutants
from tests.bench.faults.powerloss import losses

KILLS: Final = 330
LOSSES: Final = 2_530
MUTANTS: Final = 1_510
"""How many there are of each in a whole run; a tenth is run unless more is asked for, in the tests as well."""

SEED: Final = 1996


def measure(share: float = 0.1) -> None:
    """Print how many dockets were lost or called damaged, and how many commands answered with anything but words."""
    pairs.head("10  a docket killed, cut off from power and mutated")
    if disk.LIBRARY is None:
        pairs.note("this Python's SQLite is built in and cannot be watched: neither kills nor power cuts were made")
    else:
        _say("killed while it was written", int(KILLS * share), kill_faults(int(KILLS * share)), "lost")
        _say("cut off from power", int(LOSSES * share), loss_faults(int(LOSSES * share)), "lost")
    every, count = share == 1.0, int(MUTANTS * share)
    under = "every command" if every else "five commands each"
    _say(f"mutated, under {under}", count, mutant_faults(count, every=every), "misspoken")


def kill_faults(count: int) -> Iterator[str]:
    """What is wrong with dockets whose writers were killed."""
    with tempfile.TemporaryDirectory(prefix="duly-kills-", ignore_cleanup_errors=True) as name:
        for kill in kills(Path(name), count):
            if kill.fault:
                yield f"killed at {kill.point}{' half way' if kill.half else ''}: {kill.fault}"


def loss_faults(count: int) -> Iterator[str]:
    """What is wrong with dockets after a power cut."""
    with tempfile.TemporaryDirectory(prefix="duly-losses-", ignore_cleanup_errors=True) as name:
        for loss in losses(Path(name), count, SEED):
            if loss.fault:
                yield f"cut off after {loss.moment}, {loss.kept} kept: {loss.fault}"


def mutant_faults(count: int, *, every: bool = False) -> Iterator[str]:
    """What was wrong with how the commands took mutated dockets: half of the sample, half of one that reminds."""
    for reminds in (False, True):
        with tempfile.TemporaryDirectory(prefix="duly-mutants-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            out = folder / "out"
            out.mkdir()
            sound = lived_in(folder)
            if reminds:
                reminding(sound)
            share = count - count // 2 if reminds else count // 2
            for turn, (what, path) in enumerate(mutants(sound, share, SEED + reminds)):
                yield from (f"{what}: {fault}" for fault in faults_of(path, out, None if every else turn))


def _say(what: str, count: int, faults: Iterator[str], verdict: str) -> None:
    found = list(faults)
    pairs.note(f"{len(found)} {verdict} of {count:,} {what}")
    for fault in found[:10]:
        pairs.note(f"  {fault}")
