"""Timing in alternating pairs, so that what disturbs the machine disturbs both sides alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds of this process's own work, and on the clock."""

    cpu: float
    wall: float


class Side(NamedTuple):
    """All that one side took, round by round."""

    took: tuple[Took, ...]

    @property
    def cpu(self) -> float:
        """The median of its own work."""
        return median(one.cpu for one in self.took)

    @property
    def least(self) -> float:
        """The least of its own work: what it takes undisturbed."""
        return min(one.cpu for one in self.took)

    @property
    def wall(self) -> float:
        """The median on the clock."""
        return median(one.wall for one in self.took)


def timed(work: Callable[[], object]) -> Took:
    """What ``work`` takes, with the collector as the program has it and nothing of others' to collect."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.process_time() - cpu, time.perf_counter() - wall)


def alternate(rounds: int, works: Mapping[str, Callable[[], Took]]) -> dict[str, Side]:
    """Each of ``works`` once a round, in turn; a first round warms up and does not count."""
    took: dict[str, list[Took]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            one = work()
            if number:
                took[name].append(one)
    return {name: Side(tuple(some)) for name, some in took.items()}


def ratio(ours: Side, plain: Side) -> tuple[float, float]:
    """Ours to plain: of the medians, and of the least."""
    return ours.cpu / plain.cpu, ours.least / plain.least


def say(words: str, ours: Side, plain: Side, aim: float | None = None) -> None:
    """Print one line: the ratio of the medians, that of the least in brackets, the aim, and the times behind them."""
    middle, least = ratio(ours, plain)
    aimed = f"aim {aim:g}x" if aim else ""
    times = f"{_ms(ours.cpu)} against {_ms(plain.cpu)}"
    print(f"  {words:<58} {middle:6.2f}x ({least:.2f}x)  {aimed:<9} {times}", flush=True)


def say_clock(words: str, ours: Side, plain: Side) -> None:
    """Print one line of times on the clock, for what waits for the disk."""
    times = f"{_ms(ours.wall)} against {_ms(plain.wall)}"
    print(f"  {words:<58} {ours.wall / plain.wall:6.2f}x on the clock     {times}", flush=True)


def head(words: str) -> None:
    """Print the head of a measurement."""
    print(f"\n{words}", flush=True)


def note(words: str) -> None:
    """Print a line that explains."""
    print(f"    {words}", flush=True)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
