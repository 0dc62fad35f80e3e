"""What all views share: the open docket, the day it is looked at, and what is selected.

Views read from it, call its methods, and listen to its signals. It is the only way from the window to the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import DocketError, StoreError
from model.record.base import Record
from model.record.source import Span
from ui.frame.standing import Side, slots_of
from ui.shell.failure import Failure, failure_of

if TYPE_CHECKING:
    from model.assess.engine import Assessed
    from model.ledger.edit import Command, Edit
    from model.ledger.ledger import Ledger
    from model.outlook.changes.seen import Seen
    from model.outlook.changes.whatif import Difference
    from model.record.scenario import Assumption

Clock = Callable[[], datetime]


class Supposition(NamedTuple):
    """What is supposed, the docket as it would be, and how it would stand on the day that is looked at.

    ``seen`` is how it would stand on the day on which it shows, and what that changes: the day that is looked at, or
    the first day of what is supposed to be missed.
    """

    assumptions: tuple[Assumption, ...]
    docket: Docket
    assessment: Assessment
    seen: Seen

    @property
    def day(self) -> date:
        """The day on which it is seen."""
        return self.seen.then.assessment.day

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What stands otherwise on that day."""
        return self.seen.differences


POLL = 1000
"""Milliseconds between two looks at the file and the clock. The clock is read, never trusted to a long timer."""


TRIES = 5
"""How many looks pass between two attempts to write to a file that could not be written."""


class Workspace(QObject):
    """The open docket on a day."""

    opened = Signal()
    assessed = Signal(object)
    """The new :class:`Assessment`: after every edit, whoever made it, and after a change of day."""
    dayChanged = Signal(object)
    supposed = Signal()
    """What is supposed has changed, or how it would stand; see :attr:`supposition`."""
    selectionChanged = Signal()
    failed = Signal(object)
    """A :class:`ui.shell.failure.Failure`."""
    recovered = Signal(object)
    """The docket's file can be read and written again: the :class:`ui.shell.failure.Failure` that said it could not."""
    savedAt = Signal(object)
    """When the last change was saved."""
    edited = Signal(object)
    """The :class:`Edit` just made here, for what wants to speak of its notes."""
    editRequested = Signal(str, str)
    recordRequested = Signal(object, str)
    supposeRequested = Signal(object, str)
    sourceRequested = Signal(object)
    enterRequested = Signal(object)
    """The editor of a new record is wanted: what it begins as."""
    menuRequested = Signal(object)
    """The menu on records is wanted: a :class:`ui.shell.record_menu.MenuAsked`."""

    def __init__(self, clock: Clock, who: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.who = who
        self._ledger: Ledger | None = None
        self._docket = Docket()
        self._today = clock().astimezone().date()
        self._day = self._today
        self._assessment = Assessment(day=self._day, positions={})
        self._assessed: Assessed | None = None
        self._assumptions: tuple[Assumption, ...] = ()
        self._supposition: Supposition | None = None
        self._unreachable: Failure | None = None
        self._unwritten: Failure | None = None
        self._polls = 0
        self._slots: Mapping[str, tuple[Side, str]] | None = None
        self._selection: tuple[str, ...] = ()
        self._current = ""
        self._failure: Failure | None = None
        self._forget: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL)
        self._timer.timeout.connect(self.look_again)

    @property
    def ledger(self) -> Ledger | None:
        """The open ledger, None before one is opened."""
        return self._ledger

    @property
    def path(self) -> Path | None:
        """The file of the open docket."""
        return self._ledger.path if self._ledger else None

    @property
    def docket(self) -> Docket:
        """All records as they are now."""
        return self._docket

    @property
    def assessment(self) -> Assessment:
        """How everything stands on :attr:`day`."""
        return self._assessment

    @property
    def assessed_whole(self) -> Assessed | None:
        """The assessment with what it was worked out from, None while no docket is open. It never changes once made."""
        return self._assessed

    @property
    def day(self) -> date:
        """The day the docket is looked at."""
        return self._day

    @property
    def today(self) -> date:
        """The day it is: the docket's own where it has one, else the clock's. What is recorded is dated by it."""
        return self._today

    @property
    def is_today(self) -> bool:
        """Whether the docket is looked at as of today."""
        return self._day == self._today

    @property
    def own_clock(self) -> bool:
        """Whether the docket carries a clock of its own, as the sample does."""
        return self._docket.caption.clock is not None

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected obligations and reliefs."""
        return self._selection

    @property
    def current(self) -> str:
        """Id of the one that the inspector shows, or nothing."""
        return self._current

    @property
    def last_failure(self) -> Failure | None:
        """What went wrong with the last change; None where it was made."""
        return self._failure

    def open_ledger(self, ledger: Ledger) -> None:
        """Show another docket, as of its today, with nothing selected.

        It is assessed before the previous one is closed: where that fails, the previous one stays open.
        """
        from model.assess.engine import assess_whole

        today = self._today_of(ledger.docket)
        assessed = assess_whole(ledger.docket, today)
        self.close()
        self._ledger, self._assessed, self._assumptions = ledger, assessed, ()
        self._unreachable = self._unwritten = None
        self._docket = ledger.docket
        self._selection, self._current = (), ""
        self._today = self._day = today
        self._forget = ledger.subscribe(self._changed)
        self._assessment, self._slots = assessed.assessment, None
        self._suppose_again()
        self.opened.emit()
        self.dayChanged.emit(self._day)
        self.selectionChanged.emit()
        self.assessed.emit(self._assessment)
        self._timer.start()

    def close(self) -> None:
        """Close the open docket."""
        self._timer.stop()
        if self._forget is not None:
            self._forget()
            self._forget = None
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    def set_day(self, day: date) -> None:
        """Look at the docket as of ``day``."""
        if day == self._day:
            return
        self._day = day
        self._assess()
        self.dayChanged.emit(day)
        self.assessed.emit(self._assessment)

    @property
    def is_plain(self) -> bool:
        """Whether one looks at today's docket as it stands: anything else tints the frame."""
        return self.is_today and self._supposition is None

    @property
    def supposition(self) -> Supposition | None:
        """What is supposed on top of the docket, None where nothing is. It is never stored in it."""
        return self._supposition

    def suppose(self, assumptions: Iterable[Assumption]) -> None:
        """Look at the docket as it would be; without assumptions, as it is. What cannot be supposed is refused."""
        wanted, before = tuple(assumptions), self._assumptions
        self._assumptions = wanted
        try:
            self._supposition = self._supposed()
        except DocketError as error:
            self._assumptions = before
            self.fail(error)
            return
        self.supposed.emit()

    def _supposed(self) -> Supposition | None:
        from model.outlook.changes.seen import see
        from model.outlook.changes.whatif import what_if

        if not self._assumptions or self._assessed is None:
            return None
        seen = see(self._assessed, self._assumptions)
        today = seen.then.assessment.day == self._day
        then = seen.then if today else what_if(self._assessed, self._assumptions)
        return Supposition(self._assumptions, then.run.docket, then.assessment, seen)

    def back_to_today(self) -> None:
        """Look at the docket as of today."""
        self.set_day(self._today)

    def select(self, ids: Iterable[str], current: str = "") -> None:
        """Select obligations and reliefs; ``current`` is the one the inspector shows, else the last of them.

        What is only supposed is no record, and is passed over: nothing could be recorded or changed about it.
        """
        chosen = tuple(one for one in dict.fromkeys(ids) if self._holds(one))
        current = current if self._holds(current) else ""
        shown = current or (chosen[-1] if chosen else "")
        if (chosen, shown) == (self._selection, self._current):
            return
        self._selection, self._current = chosen, shown
        self.selectionChanged.emit()

    def select_also(self, record_id: str) -> None:
        """Add a record to the selection, or take it out where it is selected already."""
        if record_id in self._selection:
            self.select(one for one in self._selection if one != record_id)
        else:
            self.select((*self._selection, record_id), record_id)

    def do(self, command: Command, files: Mapping[str, bytes] | None = None) -> Edit | None:
        """Make a change. None: it was refused, ``failed`` was emitted and ``last_failure`` says why."""
        edit = self._try(lambda ledger: ledger.do(command, files))
        if edit is not None:
            self.edited.emit(edit)
        return edit

    def undo(self) -> Edit | None:
        """Take back the last change. None where that was refused."""
        return self._try(lambda ledger: ledger.undo())

    def redo(self) -> Edit | None:
        """Make the change that was taken back. None where that was refused."""
        return self._try(lambda ledger: ledger.redo())

    @property
    def refusal(self) -> str:
        """Why the docket takes no change; empty where it takes them."""
        return self._ledger.refusal if self._ledger else ""

    def may_write(self) -> bool:
        """Whether the docket takes changes. One that is only read says so now, before anything is typed."""
        if self.refusal:
            self.fail(StoreError(self.refusal))
        return not self.refusal

    def edit(self, kind: str, record_id: str = "") -> None:
        """Ask for the editor of a record, or of a new one of ``kind``."""
        if self.may_write():
            self.editRequested.emit(kind, record_id)

    def enter(self, start: Record) -> None:
        """Ask for the editor of a new record that begins as ``start``."""
        if self.may_write():
            self.enterRequested.emit(start)

    def record(self, ids: Iterable[str], fact: str = "") -> None:
        """Ask for a fact to be recorded about ``ids``; without ``fact`` it is chosen there."""
        chosen = tuple(ids)
        if chosen and self.may_write():
            self.recordRequested.emit(chosen, fact)

    def assume(self, ids: Iterable[str], tag: str = "") -> None:
        """Ask to suppose something of ``ids``, events among them; without ``tag`` it is chosen there."""
        chosen = tuple(ids)
        if chosen:
            self.supposeRequested.emit(chosen, tag)

    def show_source(self, span: Span) -> None:
        """Ask for the document to be opened where ``span`` stands."""
        self.sourceRequested.emit(span)

    def fail(self, error: DocketError) -> None:
        """Show what the user can mend."""
        self._failure = failure_of(error)
        self.failed.emit(self._failure)

    def fail_to_write(self, error: DocketError) -> None:
        """Show that the docket's own file was not written, until it can be."""
        self.fail(error)
        if isinstance(error, StoreError):
            self._unwritten = self._failure

    def look_again(self) -> None:
        """See whether another window wrote to the file, and whether the day has turned."""
        if self._ledger is None:
            return
        try:
            self._ledger.refresh()
        except DocketError as error:
            # Said once: a drive that was unplugged is not said again every second.
            if self._unreachable is None:
                self.fail(error)
                self._unreachable = self._failure
        else:
            self._recover()
        self._turn()

    def _recover(self) -> None:
        """What was said of the file goes once it holds no longer; that it can be written is tried now and then."""
        over, self._unreachable = self._unreachable, None
        if over is not None:
            self.recovered.emit(over)
        self._polls += 1
        if self._unwritten is None or self._polls % TRIES or self._ledger is None or not self._ledger.can_write():
            return
        over, self._unwritten = self._unwritten, None
        self.recovered.emit(over)

    def _try(self, work: Callable[[Ledger], Edit]) -> Edit | None:
        if self._ledger is None:
            return None
        try:
            edit = work(self._ledger)
        except DocketError as error:
            self.fail_to_write(error)
            return None
        self._failure = None
        return edit

    def _changed(self, *_: object) -> None:
        """The ledger was written to, by us or by another window."""
        ledger = self._ledger
        if ledger is None:
            return
        self._docket = ledger.docket
        kept = tuple(one for one in self._selection if self._holds(one))
        self._turn(quietly=True)
        self._assess()
        self.assessed.emit(self._assessment)
        self.select(kept, self._current if self._holds(self._current) else "")
        self._unwritten = None
        self.savedAt.emit(ledger.last_saved)

    def _holds(self, record_id: str) -> bool:
        return record_id in self._docket.obligations or record_id in self._docket.reliefs

    def _turn(self, quietly: bool = False) -> None:
        """A new day: whoever looks at today looks at the new one."""
        today = self._today_of(self._docket)
        if today == self._today:
            return
        followed = self._day == self._today
        self._today = today
        if followed:
            self._day = today
        if not quietly:
            self._assess()
            self.dayChanged.emit(self._day)
            self.assessed.emit(self._assessment)

    def _today_of(self, docket: Docket) -> date:
        return docket.caption.clock or self.clock().astimezone().date()

    def _assess(self) -> None:
        from model.assess.engine import assess_whole
        from model.assess.reassess import reassess

        known = self._assessed
        follows = known is not None and known.assessment.day == self._day
        self._assessed = reassess(known, self._docket) if known and follows else assess_whole(self._docket, self._day)
        self._assessment = self._assessed.assessment
        self._slots = None
        self._suppose_again()

    def _suppose_again(self) -> None:
        """What was supposed, on what is now known; what no longer can be is dropped."""
        if not self._assumptions:
            self._supposition = None
            return
        try:
            self._supposition = self._supposed()
        except DocketError:
            self._assumptions, self._supposition = (), None
        self.supposed.emit()

    @property
    def slots(self) -> Mapping[str, tuple[Side, str]]:
        """Side and standing key of every record, worked out once for each assessment."""
        if self._slots is None:
            self._slots = slots_of(self._docket, self._assessment)
        return self._slots
