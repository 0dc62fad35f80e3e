"""What can be done with a series from the window: its words and keys in one table, and what carries it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtWidgets import QWidget

from model.errors import DocketError
from model.ledger.series import ChangeOccurrence
from ui.frame.theme import Theme
from ui.inspector.occurrences.occurrences import OccurrenceRow
from ui.moves.review import review
from ui.workspace import Workspace

Act = Literal["record", "choose", "move", "strike", "back", "following", "all"]


class ActSpec(NamedTuple):
    """One thing to do. ``needs`` is what the occurrence must allow, nothing where it always may be done."""

    act: Act
    words: str
    key: str = ""
    section: int = 0
    needs: str = ""


ACTS: tuple[ActSpec, ...] = (
    ActSpec("record", "Record {record}…", "", 0, "record"),
    ActSpec("choose", "Record something else…", "", 0, "record"),
    ActSpec("move", "Move this one…", "M", 1, "move"),
    ActSpec("strike", "Not owed this time…", "O", 1, "strike"),
    ActSpec("back", "Put it back", "B", 1, "back"),
    ActSpec("following", "Change this and later…", "L", 2, "following"),
    ActSpec("all", "Change all…", "E", 2),
)
"""In the order of the menu. The letters of facts record; no key of theirs is used here."""


def act_of_key(key: str, acts: frozenset[str]) -> Act | None:
    """What a key does with an occurrence that allows ``acts``."""
    fitting = (spec.act for spec in ACTS if spec.key == key and (not spec.needs or spec.needs in acts))
    return next(fitting, None)


class SeriesHandlers:
    """Acts of :data:`ui.series.handlers.ACTS` on the series of ``obligation_id``. ``host`` is what cards open over."""

    def __init__(self, workspace: Workspace, theme: Theme, obligation_id: str, host: QWidget) -> None:
        self._workspace = workspace
        self._theme = theme
        self._id = obligation_id
        self._host = host

    def carry_out(self, act: str, row: OccurrenceRow | None, fact: str = "") -> None:
        """Do what was asked: with one occurrence, or with all where none is given."""
        if row is None:
            self._workspace.edit("obligation", self._id)
            return
        acts: dict[str, Callable[[], object]] = {
            "record": lambda: self._record(row, fact),
            "move": lambda: self._open_card(row, struck=False),
            "strike": lambda: self._open_card(row, struck=True),
            "back": lambda: self._put_back(row),
            "following": lambda: self._change_following(row),
            "all": lambda: self._workspace.edit("obligation", self._id),
        }
        if self._workspace.may_write():
            acts[act]()

    def _record(self, row: OccurrenceRow, fact: str) -> None:
        from ui.inspector.recorder.recorder import record_facts

        record_facts(self._workspace, self._theme, (self._id,), fact, self._host, occurrence=row.period)

    def _open_card(self, row: OccurrenceRow, *, struck: bool) -> None:
        from ui.series.card import OccurrenceCard

        OccurrenceCard(self._workspace, self._theme, self._id, row, self._host, struck=struck).open()

    def _put_back(self, row: OccurrenceRow) -> None:
        command = ChangeOccurrence(self._id, row.period, row.computed, row.computed)
        review(self._workspace, self._theme, command, self._host, lambda: self._workspace.do(command))

    def _change_following(self, row: OccurrenceRow) -> None:
        from ui.series.following import open_following

        try:
            open_following(self._workspace, self._theme, self._id, row.period, row.day, self._host.window())
        except DocketError as error:
            self._workspace.fail(error)
