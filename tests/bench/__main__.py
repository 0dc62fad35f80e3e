"""`make bench`: measures Duly against plain Qt, SQLite and Python, prints ratios, and judges nothing.

Each ratio is of this process's own work: the median of alternating pairs, and in brackets the least against the
least, which is what it takes on a machine that nobody else uses. Words name some of them: `start load assess window
feed days moves network again faults`; without any, all are measured. `faults-whole` runs ten times what `faults` does.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

SIZE = 10_000


def run(wanted: set[str]) -> None:
    """Measure what is wanted, in order."""
    # Before Qt is first asked, so that no window appears.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.bench import again, assessing, counting, loading, moving, networking, outgoing, starting, window
    from tests.bench.faults import measure as faults
    from tests.bench.generate import docket, write

    print("Duly against plain Qt, SQLite and Python. Ratios of own work: median (least), then the times behind them.")
    with tempfile.TemporaryDirectory(prefix="duly-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        big = folder / "big.duly"
        if wanted & {"start", "load", "window"}:
            write(big, SIZE)
        if "start" in wanted:
            starting.measure(folder, big)
        if "load" in wanted:
            loading.measure(big)
        if "assess" in wanted:
            assessing.measure(docket(SIZE))
        if "window" in wanted:
            window.measure(folder, big)
        if "feed" in wanted:
            outgoing.measure()
        if "days" in wanted:
            counting.measure()
        if "moves" in wanted:
            moving.measure()
        if "network" in wanted:
            networking.measure()
        if "again" in wanted:
            again.measure(docket(SIZE))
        if wanted & {"faults", "faults-whole"}:
            faults.measure(1.0 if "faults-whole" in wanted else 0.1)


ALL = ("start", "load", "assess", "window", "feed", "days", "moves", "network", "again", "faults")

if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - {*ALL, "faults-whole"}
    if unknown:
        sys.exit(f"{', '.join(sorted(unknown))}: nothing of that name is measured. Choose from {' '.join(ALL)}.")
    run(set(sys.argv[1:]) or set(ALL))
