"""What goes on beside the window for the docket that is open: it is told, and does, what it can with the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from model.errors import DocketError
from ui.shell.jobs import Jobs
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.ledger.ledger import Ledger


class DocketService(QObject):
    """Follows the workspace until it is stopped. What is slow is done by its ``jobs``, on values."""

    changed = Signal()
    """What it works on, how that went, or whether it is under way."""
    progressed = Signal(float, str)
    """How far the work is, 0 to 1, and what is being done."""
    told = Signal(str, str)
    """Something that the user should know though nothing failed: what, and what to do."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.jobs = Jobs(self)
        self._failure = ""

    @property
    def failure(self) -> str:
        """Why nothing at all could be done, or nothing."""
        return self._failure

    def _did(self, work: Callable[[Ledger], object]) -> bool:
        """Do something with the docket's file. False: it was refused, and that is said."""
        ledger = self._workspace.ledger
        if ledger is None:
            return False
        try:
            work(ledger)
        except DocketError as error:
            self._refused(error)
            return False
        return True

    def _refused(self, error: DocketError) -> None:
        """Say what the docket's file refused."""
        self._failure = str(error)
