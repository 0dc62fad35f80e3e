"""A change that would move dates of other records is shown with all of them before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from model.docket import Docket
from model.errors import DocketError
from model.ledger.edit import Command, Preview
from model.outlook.changes.moves import Move, day_to_judge, moves, to_review
from model.outlook.changes.reach import may_move
from ui.frame.theme import Theme
from ui.moves.card import MovesCard
from ui.moves.words import LOOKING
from ui.shell.jobs import Job, Jobs
from ui.workspace import Workspace

AT_ONCE = 2_000
"""Obligations up to which the dates are worked out at once; beyond, it is done elsewhere, with a way to stop it."""

OTHERWISE = "The docket was changed meanwhile. This is what moves now."


def review(
    workspace: Workspace, theme: Theme, command: Command, host: QWidget, carry_out: Callable[[], object]
) -> MovesCard | None:
    """Carry out a change, after a review where it moves dates of other records.

    ``carry_out`` makes the change, with ``command``, as one entry. Where nothing else moves, or the change is
    refused, it is called at once and None is returned. Else the card opens over ``host``'s window: confirmed, it
    calls ``carry_out``; cancelled, nothing was done.
    """
    window = host.window()
    waiting = [each for each in window.findChildren(MovesCard) if each.is_open]
    if waiting:
        return waiting[0]
    preview = _preview(workspace, command)
    if preview is None or not may_move(workspace.docket, preview.docket):
        carry_out()
        return None
    card = MovesCard(theme, host)
    Review(workspace, command, card, carry_out).look(preview)
    return card if card.is_open else None


def _preview(workspace: Workspace, command: Command) -> Preview | None:
    """The docket as it would be. None where that is refused: whoever carries it out says why."""
    if workspace.ledger is None:
        return None
    try:
        return workspace.ledger.preview(command)
    except DocketError:
        return None


class Looked(NamedTuple):
    """What a look has come to: the change as previewed from ``before``, and what it moves."""

    before: Docket
    preview: Preview
    moves: tuple[Move, ...]
    day: date
    note: str


class Review(QObject):
    """One change while it is looked at. Belongs to its card."""

    def __init__(
        self, workspace: Workspace, command: Command, card: MovesCard, carry_out: Callable[[], object]
    ) -> None:
        super().__init__(card)
        self._workspace = workspace
        self._command = command
        self._card = card
        self._carry_out = carry_out
        self._job: Job | None = None
        self._over = False
        card.confirmed.connect(self._confirm)
        card.closed.connect(self._stop)
        workspace.assessed.connect(self._follow)

    def look(self, preview: Preview, note: str = "") -> None:
        """Work out what moves: at once where that is quick, or on another thread while the card says so."""
        space = self._workspace
        before, after, held = space.docket, preview.docket, space.assessed_whole
        day = day_to_judge(before, after, max(space.day, space.today))

        def work(_: Job | None = None) -> Looked:
            return Looked(before, preview, moves(before, after, day, held=held), day, note)

        if len(before.obligations) <= AT_ONCE:
            self._show(work())
            return
        self._card.show_looking()
        self._job = jobs_of(space).run(LOOKING, work, self._show)
        self._job.refused.connect(self._refuse)
        self._job.broke.connect(lambda _: self._card.close_card())

    def _show(self, looked: Looked) -> None:
        """Show what moves; where it is nothing of another record, there is nothing to review."""
        if self._over or looked.before is not self._workspace.docket:
            return
        self._job = None
        if looked.note or to_review(looked.moves):
            day = looked.day if looked.day != self._workspace.today else None
            self._card.show_moves(looked.moves, looked.preview, day, looked.note)
        else:
            self._carry_on()

    def _refuse(self, error: DocketError) -> None:
        self._card.close_card()
        self._workspace.fail(error)

    def _follow(self, _assessment: object) -> None:
        """Another window changed the docket, or the day has turned: what moves is worked out again."""
        preview = _preview(self._workspace, self._command)
        if preview is None:
            self._carry_on()
        else:
            self.look(preview, OTHERWISE)

    def _confirm(self) -> None:
        """Make the change, unless another window was first: then what moves now is shown, to be confirmed."""
        before = self._workspace.docket
        self._workspace.look_again()
        if self._workspace.docket is before:
            self._carry_on()

    def _carry_on(self) -> None:
        self._stop()
        self._card.close_card()
        self._card.deleteLater()
        self._carry_out()

    def _stop(self) -> None:
        """The card has closed, or the change is being made: nothing is followed any more."""
        if self._over:
            return
        self._over = True
        self._workspace.assessed.disconnect(self._follow)
        if self._job is not None:
            self._job.cancel()


def jobs_of(workspace: Workspace) -> Jobs:
    """Where the dates are worked out, for all windows of a workspace; it is waited for when the program ends."""
    found = workspace.findChild(Jobs, "moves")
    if found is None:
        found = Jobs(workspace)
        found.setObjectName("moves")
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(found.close)
    return found
