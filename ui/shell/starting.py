"""What a start opens once the window is painted, and the tour that a first start begins."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.shell.files import sample_path
from ui.tour.ended import was_ended

if TYPE_CHECKING:
    from ui.shell.shell import Shell

_PAUSE = 400
"""Milliseconds in which a first start shows the sample by itself, before the tour begins."""


class StartDocket(QObject):
    """The docket that a start asks for: it is opened after the first paint, so that the frame is there at once."""

    changed = Signal()
    """A docket is awaited, or no longer."""

    def __init__(self, window: Shell) -> None:
        super().__init__(window.widget)
        self._window = window
        self._open: Callable[[], object] | None = None
        self._was_painted = False
        self.owes_tour = False

    @property
    def is_awaited(self) -> bool:
        """Whether a docket is still to be opened."""
        return self._open is not None

    def begin(self, path: Path | None) -> bool:
        """Take the docket that a start asks for, else the one opened last, else the sample; open it once painted.

        False: another window has it, and was brought forward.
        """
        files, settings = self._window.files, self._window.settings
        recent = settings.recent()
        given = path or (recent[0] if recent else None)
        if not files.reserve(given or sample_path()):
            return False
        self._open = partial(files.open_path, given) if given else files.open_sample
        self.owes_tour = given is None and not was_ended(settings)
        self.changed.emit()
        return True

    def follow_paint(self) -> None:
        """Open the docket after the first paint with one awaited."""
        if self._open is not None and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.open_awaited)

    def open_awaited(self) -> None:
        """Open the docket that the start asked for."""
        awaited, self._open = self._open, None
        if awaited is None:
            return
        # What is loaded now all stays: to search it for garbage, now or at every later round, finds nothing.
        gc.disable()
        try:
            awaited()
        finally:
            gc.freeze()
            gc.enable()
        self.changed.emit()
        if self.owes_tour:
            QTimer.singleShot(_PAUSE, self, self.begin_tour)

    def begin_tour(self) -> None:
        """Explain the sample that a first start shows."""
        if self._window.widget.isVisible() and self._window.workspace.ledger is not None:
            self._window.trigger("tour")
