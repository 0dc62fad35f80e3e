"""The obligation editor on what goes on from an occurrence of a series, with an id and a ref of its own.

Saving ends the series before that occurrence and enters its successor, in one change. Until then nothing is changed.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from model.days.wording import say_day
from model.errors import InvalidRecord
from model.ledger.draft import GoesOn
from model.ledger.edit import Command
from model.ledger.series import ChangeFollowing
from model.record.base import Record
from model.record.obligation import Obligation
from ui.editor.editor import RecordEditor
from ui.frame.theme import Theme
from ui.workspace import Workspace


class FollowingEditor(RecordEditor):
    """Like the editor of a new obligation; what it saves is the change of a series from an occurrence on."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        obligation_id: str,
        period: date,
        due: date,
        after: Obligation,
        parent: QWidget,
    ) -> None:
        self._series_id = obligation_id
        self._period = period
        self._due = due
        self._ref = workspace.docket.ref(obligation_id)
        super().__init__(workspace, theme, "obligation", "", parent, start=after)

    @property
    def called(self) -> str:
        return f"{self._ref} from {say_day(self._due)} on"

    @property
    def goes_on(self) -> GoesOn:
        return GoesOn(obligation=self._series_id, period=self._period, due=self._due)

    def _say_head(self) -> None:
        words = f"From {say_day(self._due)} on, in place of {self._ref}"
        self.title.setText(words)
        self.setWindowTitle(words)

    def _say_state(self, message: str = "") -> None:
        super()._say_state(message)
        if not self.state.text():
            self.state.setText(f"{self._ref} ends before {say_day(self._due)}; this goes on. Closing changes nothing.")

    def _begin_deadline(self) -> None:
        """It has its deadline: that of the series from here on."""

    def _command(self, record: Record, base: Record | None) -> Command:
        if not isinstance(record, Obligation):
            raise TypeError("only an obligation goes on from another")
        return ChangeFollowing(self._series_id, self._period, record)


def go_on_following(
    workspace: Workspace, theme: Theme, after: GoesOn, before: Record, parent: QWidget
) -> FollowingEditor:
    """The editor on a change of a series that an earlier session left. Raises :class:`InvalidRecord`."""
    if not isinstance(before, Obligation) or after.obligation not in workspace.docket.obligations:
        raise InvalidRecord("The series that this draft goes on from was deleted. Discard the draft.")
    return FollowingEditor(workspace, theme, after.obligation, after.period, after.due, before, parent)
