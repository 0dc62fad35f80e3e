"""The days on which what is supposed shows: looked for away from the window, and offered in a menu."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from model.assess.engine import Assessed, assess_whole
from model.assess.standing import mark_of
from model.days.wording import say_day
from model.docket import Docket
from model.errors import DocketError
from model.outlook.changes.divergence import Divergence, divergences
from model.outlook.changes.whatif import what_if
from model.phrases import refs_text
from model.record.scenario import Assumption
from ui.frame.standing import word_of_key
from ui.shell.jobs import Jobs
from ui.workspace import Workspace

DAYS = 8
"""So many days are offered."""
AHEAD = timedelta(days=400)
MOST = 8
"""So many records are named beside a day; more are counted."""


class _AskedDay(NamedTuple):
    """What the days were looked for: they hold as long as none of it changes, whatever day is looked at."""

    docket: Docket
    assumptions: tuple[Assumption, ...]
    today: date

    def same(self, other: _AskedDay | None) -> bool:
        """Whether the days of ``other`` are those of this."""
        return other is not None and self.docket is other.docket and self[1:] == other[1:]


class DaysApart(QObject):
    """Emits ``found()`` when the days are known, ``otherAsked()`` where a day that is not among them is wanted."""

    found = Signal()
    otherAsked = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._space = workspace
        self._jobs = jobs
        self._asked: _AskedDay | None = None
        self.days: tuple[Divergence, ...] = ()

    def look(self) -> None:
        """Look for the days from today on, unless they are known or being looked for."""
        supposition = self._space.supposition
        if supposition is None:
            self._asked, self.days = None, ()
            return
        asked = _AskedDay(self._space.docket, supposition.assumptions, self._space.today)
        if asked.same(self._asked):
            return
        self._asked, self.days = asked, ()
        known = self._space.assessed_whole
        self._jobs.run(
            "Looking for the days on which it shows",
            lambda _: _look(asked, known),
            lambda days: self._take(asked, days),
        )

    def _take(self, asked: _AskedDay, days: tuple[Divergence, ...]) -> None:
        if asked.same(self._asked):
            self.days = days
            self.found.emit()

    def menu(self, parent: QWidget) -> QMenu:
        """Each day with what stands otherwise from it on; choosing one looks at it, as at any other that is asked."""
        space, menu = self._space, QMenu(parent)
        docket = space.supposition.docket if space.supposition else space.docket
        if all(one.day != space.today for one in self.days):
            self._add(menu, space.today, "today")
        for one in self.days:
            self._add(menu, one.day, day_words(docket, one))
        menu.addSeparator()
        menu.addAction("Another day…").triggered.connect(lambda _=False: self.otherAsked.emit())
        return menu

    def _add(self, menu: QMenu, day: date, words: str) -> None:
        action = menu.addAction(f"{say_day(day)}    {words}")
        action.setCheckable(True)
        action.setChecked(day == self._space.day)
        action.triggered.connect(lambda _=False: self._space.set_day(day))


def _look(asked: _AskedDay, known: Assessed | None) -> tuple[Divergence, ...]:
    on_the_day = known is not None and known.run.docket is asked.docket and known.assessment.day == asked.today
    now = known if known is not None and on_the_day else assess_whole(asked.docket, asked.today)
    try:
        then = what_if(now, asked.assumptions)
        return tuple(islice(divergences(now, then, asked.today + AHEAD), DAYS))
    except DocketError:
        return ()


def day_words(docket: Docket, divergence: Divergence) -> str:
    """What stands otherwise from a day on: ``8 satisfied; 9 and 10 open``."""
    if len(divergence.turns) > MOST:
        return f"{len(divergence.turns):,} stand otherwise"
    groups: dict[str, list[str]] = {}
    for turn in divergence.turns:
        word = word_of_key(mark_of(docket.node(turn.id), turn.after))
        groups.setdefault(word, []).append(turn.id)
    return "; ".join(f"{refs_text(docket, ids, short=True)} {word}" for word, ids in groups.items())
