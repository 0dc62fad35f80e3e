"""A deadline as counsel types it, and below it, live: what was understood, the day, the question, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from model.days.deadline import After, dated_parts
from model.days.notation import (
    Ambiguous,
    Completion,
    Context,
    NamedDeadline,
    NamedSeries,
    NotationError,
    complete,
    explain,
    format_deadline,
    goes_on,
    parse,
)
from model.days.step import StepLine
from model.days.wording import say_day, say_distance, say_moment
from model.errors import DayError
from ui.deadline.notationedit import NotationEdit
from ui.deadline.question import QuestionCard
from ui.editor.fields.field import Field, UnreadField, column
from ui.frame.theme import Theme, set_property
from ui.inspector.flow import FlowLabel, Run

DayZero: TypeAlias = date | datetime | Mapping[str, date | datetime] | None
"""The day of the anchor, or the days of several by their names; None where none is known."""

T = TypeVar("T")

PLACEHOLDER = "e.g. 45 days after fiscal quarter end"


class NotationField(Field):
    """``context`` is asked whenever the words are read, so it may change; then call :meth:`read_again`.

    ``understood`` is emitted with what is said, or None, whenever that changes. ``show_day=False`` leaves the day
    out of the line below, where it stands elsewhere.
    """

    understood = Signal(object)
    read = Signal()
    """After each reading, whether or not it changed what is said."""

    def __init__(self, theme: Theme, name: str, context: Callable[[], Context], *, show_day: bool = True) -> None:
        super().__init__(theme, name)
        self._context = context
        self._show_day = show_day
        self._said: NamedDeadline | None = None
        self._error: DayError | None = None
        self._growing = False
        self._day_zero: DayZero = None
        self._calendars: tuple[str, ...] = ()
        self._lines: tuple[StepLine, ...] = ()
        self.edit = NotationEdit(theme)
        self.edit.setObjectName(f"{name}.notation")
        self.edit.setPlaceholderText(PLACEHOLDER)
        self.note = FlowLabel(theme)
        self.question = QuestionCard(theme)
        whole = column(self, 4)
        for each in (self.edit, self.note, self.question):
            whole.addWidget(each)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read_again)
        self.note.hide()
        self._wire()

    # ------------------------------------------------------------------------------------------ values

    @property
    def said(self) -> NamedDeadline | None:
        """What was understood; None while there is a question, an error, or nothing."""
        return self._said

    @property
    def error(self) -> DayError | None:
        """The question (:class:`Ambiguous`) or what can't be read (:class:`NotationError`)."""
        return self._error

    @property
    def lines(self) -> tuple[StepLine, ...]:
        """What is said, worked out from day zero; empty where it has no day, or none is known yet."""
        return self._lines

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def show_text(self, text: str) -> None:
        """Show a notation, telling nobody that a person changed it."""
        held = self.edit.blockSignals(True)
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.edit.blockSignals(held)
        self.read_again()

    def value(self) -> NamedDeadline | None:
        """What is said, None where nothing is typed.

        Raises :class:`UnreadField` with the question, or what is wrong.
        """
        if self._soon.isActive():
            self.read_again()
        if self._error is not None:
            raise UnreadField(str(self._error), self.edit)
        return self._said

    def value_as(self, read: Callable[[NamedDeadline | None], T]) -> T:
        """What is said, as ``read`` makes it, which may raise :class:`DayError`.

        Raises :class:`UnreadField` with what is asked, or what is wrong.
        """
        try:
            said = self.value()
        except UnreadField as unread:
            if isinstance(self.error, Ambiguous):
                raise UnreadField("Choose one of the answers: nothing is guessed.", self.edit) from unread
            raise
        try:
            return read(said)
        except DayError as error:
            raise UnreadField(str(error), self.edit) from error

    def show_value(self, value: Any) -> None:
        self.show_text(value if isinstance(value, str) else format_deadline(value, self._context()) if value else "")

    def inputs(self) -> list[QWidget]:
        return [self.edit]

    def set_day_zero(self, day_zero: DayZero, calendars: tuple[str, ...] = ()) -> None:
        """What it counts from, and the calendars where the words name none."""
        self._day_zero, self._calendars = day_zero, calendars
        self._work_out()

    def read_again(self) -> None:
        """Read what is typed by the context of this moment."""
        self._soon.stop()
        text, context = self.edit.text(), self._context()
        before, self._said, self._error = self._said, None, None
        try:
            self._said = parse(text, context) if text.strip() else None
        except DayError as error:
            self._error = error
        question = self._error if isinstance(self._error, Ambiguous) else None
        self._growing = question is not None and self.edit.hasFocus() and goes_on(text, context)
        if self._growing:
            # Asked once the field is left: whoever writes on says from what it counts.
            question = None
        finished = not self._growing and not isinstance(self._error, NotationError)
        self.edit.show_offers(self._offers(question), finished=finished)
        self.question.ask(question)
        self._work_out()
        if self._said != before:
            self.understood.emit(self._said)
        self.read.emit()

    # --------------------------------------------------------------------------------------------- rest

    def _wire(self) -> None:
        self.edit.textChanged.connect(lambda _: self._soon.start())
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self.edit.left.connect(self.read_again)
        self.edit.asked.connect(self.question.focus_first)
        self.question.left.connect(lambda: self.edit.setFocus(Qt.FocusReason.BacktabFocusReason))
        self.question.answered.connect(self._answer)
        for number in range(1, 10):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(lambda at=number - 1: self.question.answer(at))

    def _offers(self, question: Ambiguous | None) -> list[Completion]:
        """What can come next; while something is asked, only the end of the word being typed."""
        found = complete(self.edit.text(), self._context())
        return [one for one in found if question is None or self.edit.completes(one.text)]

    def _answer(self, text: str) -> None:
        self.edit.put(text)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read_again()

    def _work_out(self) -> None:
        self._lines, problem = (), ""
        if self._said is not None:
            try:
                self._lines = explain(self._said, self._day_zero, self._calendars)
            except DayError as error:
                problem = str(error)
        self._say(problem)

    def _say(self, problem: str) -> None:
        """The line below: quiet while somebody is still typing, plain once it can't be meant."""
        begun = self._is_begun()
        error = self._error if isinstance(self._error, NotationError) else None
        runs = self._error_runs(error, begun) if error else self._understood_runs(problem)
        self.edit.mark_at(error.at if error and not begun else -1)
        set_property(self.edit, "invalid", "true" if error and not begun else None)
        self.note.show_runs(runs)
        self.note.setVisible(bool(runs))
        self.edit.setAccessibleDescription(str(self._error) if self._error else self.note.text)

    def _is_begun(self) -> bool:
        """Whether the words go well as far as they go: the last of them may still be growing."""
        error = self._error
        if not isinstance(error, NotationError):
            return False
        text = self.edit.text()
        return self.edit.hasFocus() and error.at >= len(text.rstrip()) - len(text.rsplit(maxsplit=1)[-1])

    @staticmethod
    def _error_runs(error: NotationError, begun: bool) -> list[Run]:
        if begun:
            return [Run(f"Goes on with {error.expected}.", "small", "third")] if error.expected else []
        more = f" Or: {error.suggestion}" if error.suggestion else ""
        return [Run(str(error), "small", weight=600), Run(more, "small", "second")]

    def _understood_runs(self, problem: str) -> list[Run]:
        if self._growing:
            return [Run("Goes on with after or before, and an event.", "small", "third")]
        if self._said is None:
            return []
        runs = []
        if self._show_day and self._lines:
            runs += self._day_runs(self._lines[-1])
        canonical = format_deadline(self._said, self._context())
        if canonical.casefold() != " ".join(self.edit.text().split()).casefold():
            runs.append(Run(f"Understood: {canonical}. ", "small", "third"))
        if problem and self._show_day:
            runs.append(Run(problem, "small", "second"))
        new = [name for name in names_of(self._said) if not _known(name, self._context())]
        if new and self._show_day and not problem:
            runs.append(Run(f"“{new[0]}” is not on the docket yet.", "small", "third"))
        return runs

    def _day_runs(self, last: StepLine) -> list[Run]:
        today = self._context().today
        when = say_moment(last.at) if last.at else say_day(last.day)
        far = f", {say_distance((last.day - today).days)}" if today else ""
        return [Run(when, "strong"), Run(f"{far}.  ", "small", "second")]


def names_of(said: NamedDeadline) -> tuple[str, ...]:
    """The names of what a deadline counts from, each once."""
    counted = [part.anchor for part in dated_parts(said) if isinstance(part, After)]
    found = [said.event] if isinstance(said, NamedSeries) else counted
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str) and name))


def _known(name: str, context: Context) -> bool:
    return name.casefold() in (one.casefold() for one in context.anchors)
