"""Failures in words: what happened, what was kept, what to do.

What the user can mend is a :class:`Failure` in the window. Anything else is a bug: it is said, and a report is
offered that holds the type of the error, our own places in the code and versions, and never a value: no title, no
amount, no path, no message of the error, since any of them may be privileged.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import qVersion

from model.errors import ConflictError, DocketError, InvalidRecord, StoreError

_ROOT = Path(__file__).resolve().parents[2]
_OURS = ("model", "ui", "resources", "main.py")

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class Failure(NamedTuple):
    """A failure to show: what happened (with what to do), and what was kept."""

    what: str
    kept: str
    error: DocketError | None = None


def failure_of(error: DocketError) -> Failure:
    """Put into words what the user can mend."""
    return Failure(str(error), _kept(error), error)


def _kept(error: DocketError) -> str:
    if isinstance(error, ConflictError):
        return "The other window’s change was kept, and yours was not made. The docket shown is the newest."
    if isinstance(error, StoreError):
        return "Nothing was written. Everything saved before is kept as it was."
    if isinstance(error, InvalidRecord):
        return "Nothing was changed. What you typed is kept where you typed it."
    return "Nothing was changed."


def report_of(kind: type[BaseException], trace: TracebackType | None, versions: str) -> str:
    """The report of a bug: no values, only types, our own file and line of each frame, and versions."""
    lines = [f"Duly {versions}", f"{kind.__module__}.{kind.__qualname__}"]
    while trace is not None:
        code = trace.tb_frame.f_code
        place = _our_place(code.co_filename)
        if place:
            lines.append(f"  {place}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines) + "\n"


@cache
def version() -> str:
    """Duly's own version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as version_of

    try:
        return version_of("duly")
    except PackageNotFoundError:
        return "0.1.0"


def versions() -> str:
    """The versions that a report needs."""
    return f"{version()}, Qt {qVersion()}, Python {platform.python_version()}, {platform.system()}"


def _our_place(filename: str) -> str:
    try:
        inside = Path(filename).resolve().relative_to(_ROOT)
    except ValueError:
        return ""
    return inside.as_posix() if inside.parts and inside.parts[0] in _OURS else ""


def watch(show: Callable[[str], None]) -> Hook:
    """Install the hook for bugs: ``show(report)`` is called for each. Returns the hook that was there before."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        report = report_of(kind, trace, versions())
        sys.stderr.write(report)
        show(report)

    sys.excepthook = hook
    return before
