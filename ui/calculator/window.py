"""The deadline calculator: a trigger, a deadline in words or by a rule, and at once its day and why."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from model.days.notation import NamedDeadline
from model.days.rulebook import Rule
from model.errors import DayError
from model.record.deadline import Anchor, EventAnchor, InstrumentAnchor, ObligationAnchor
from ui.calculator.addcard import AddCard
from ui.calculator.adding import (
    deadline_of,
    enter_event,
    known_anchor,
    needs_event,
    new_event,
    open_obligation,
    proposed_title,
)
from ui.calculator.answer import CalculatedDeadline, as_text, by_rule, by_words
from ui.calculator.asking import Asking
from ui.calculator.result import ResultView
from ui.editor.fields.field import UnreadField
from ui.frame.panel import fit, scrolled
from ui.frame.theme import Theme
from ui.shell.placing import fit_on_screen
from ui.shell.settings import Settings
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

SIZE, LEAST = QSize(1080, 720), QSize(860, 440)
LEFT = 440
MARGIN = 24
_GEOMETRY = "calculator_geometry"


class Calculator(QDialog):
    """Beside the window, never before it: both can be worked in. Escape puts it away with what was asked."""

    def __init__(self, workspace: Workspace, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = theme
        self._settings = settings
        self._answer: CalculatedDeadline | None = None
        self._question: tuple[Rule | None, NamedDeadline | None] = (None, None)
        self._place = 0
        self._card: AddCard | None = None
        self.setWindowTitle("Deadline calculator")
        self.setModal(False)
        self.setMinimumSize(LEAST)
        self.asking = Asking(theme, workspace)
        self.view = ResultView(theme)
        self._build()
        self._wire()
        self._restore()
        self.work_out()

    @property
    def answer(self) -> CalculatedDeadline | None:
        """What is answered now; None where nothing is asked, or there is no answer."""
        return self._answer

    def come_forward(self) -> None:
        """Show, before all others, ready to be typed in."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.activateWindow()
        self.asking.take_keyboard()

    def work_out(self) -> None:
        """Answer what is asked now."""
        self._answer, question, problem = None, None, ""
        try:
            self._answer = self._ask()
        except UnreadField as unread:
            question = unread
        except DayError as error:
            problem = str(error)
        self.asking.say_start(question)
        self._show(problem, waiting=question is not None)

    def copy(self) -> None:
        """Put result, explanation and citation on the clipboard as plain text."""
        if self._answer is not None:
            QGuiApplication.clipboard().setText(as_text(self._answer, self._place, self._workspace.today))
            self._say("Copied: the day, why, and the citation.")

    def add(self) -> None:
        """Put the deadline on the docket: first its event, then the obligation."""
        answer = self._answer
        if answer is None or not self.add_button.isEnabled():
            return
        if self._workspace.refusal:
            self._say(self._workspace.refusal)
            return
        if not needs_event(answer) or answer.day_zero is None:
            self._open_editor(None)
            return
        known = known_anchor(answer, self.asking.names())
        if isinstance(known, ObligationAnchor | InstrumentAnchor):
            self._open_editor(known)
            return
        event = self._workspace.docket.events[known.event] if known else None
        card = self._card_for_event()
        card.ask(proposed_title(answer), answer.day_zero, event)
        card.open_under(self.add_button)
        card.take_keyboard()

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        left = QWidget()
        left.setFixedWidth(self._look.at_size(LEFT))
        inside = QVBoxLayout(left)
        inside.setContentsMargins(MARGIN, 18, MARGIN - 4, 12)
        inside.addWidget(self.asking)
        middle.addWidget(left)
        middle.addWidget(self._build_answer(), 1)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())

    def _build_answer(self) -> QWidget:
        ground = Surface(self._look, "panel", ("left",))
        self.scroll_area = scrolled()
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(MARGIN, 18, MARGIN, 18)
        inside.addWidget(self.view)
        self.scroll_area.setWidget(page)
        page.setAutoFillBackground(False)
        around = QVBoxLayout(ground)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(self.scroll_area)
        return ground

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.add_button = QPushButton("Add to docket…")
        self.add_button.setProperty("role", "primary")
        self.copy_button = QPushButton("Copy")
        self.close_button = QPushButton("Close")
        self.state = WrapLabel()
        self.state.setFont(self._look.font("small"))
        self.state.setProperty("role", "second")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        for button in (self.add_button, self.copy_button, self.close_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self.state, 1)
        self.add_button.setToolTip("Ctrl+Enter")
        self.copy_button.setToolTip("Ctrl+Shift+C")
        return foot

    def _wire(self) -> None:
        self.asking.changed.connect(self._asked)
        self.view.readingChosen.connect(self._choose)
        self.add_button.clicked.connect(self.add)
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.add)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self, self.copy)
        # Bound methods go when the calculator goes; the workspace outlives it.
        self._workspace.opened.connect(self._forget)
        self._workspace.assessed.connect(self._follow)

    def _restore(self) -> None:
        geometry = self._settings.get_bytes(_GEOMETRY)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            fit(self, SIZE, LEAST, self._look)
        else:
            fit_on_screen(self)

    def hideEvent(self, event: QHideEvent) -> None:
        self._settings.put_bytes(_GEOMETRY, self.saveGeometry())
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put away, not gone: what was asked is there when it is opened again."""
        self.reject()
        event.accept()

    # ---------------------------------------------------------------------------------------- answering

    def _asked(self) -> None:
        """Another rule or other words begin with the conservative reading; another day keeps the one chosen."""
        asked = (self.asking.rule, self.asking.said)
        if asked != self._question:
            self._question, self._place = asked, 0
            self._say("")
        self.work_out()

    def _ask(self) -> CalculatedDeadline | None:
        asking, docket = self.asking, self._workspace.docket
        if asking.rule is not None:
            return by_rule(docket, asking.rule, asking.trigger.value())
        if asking.said is None:
            return None
        trigger = asking.trigger.value() if asking.counts else self._workspace.today
        return by_words(docket, asking.said, asking.context(), trigger, asking.chosen_calendars())

    def _show(self, problem: str = "", waiting: bool = False) -> None:
        answer, today = self._answer, self._workspace.today
        if answer is not None:
            self._place = min(self._place, max(len(answer.replies) - 1, 0))
            self.view.show_answer(answer, self._place, today)
        elif waiting:
            self.view.show_waiting(self.asking.rule)
        elif problem:
            self.view.show_problem(problem, self.asking.rule, None)
        else:
            self.view.show_empty(self.asking.question)
        self.copy_button.setEnabled(answer is not None)
        self.add_button.setEnabled(answer is not None and self._workspace.ledger is not None)

    def _choose(self, place: int) -> None:
        self._place = place
        self._show()

    def _forget(self) -> None:
        self.asking.forget()
        self._asked()

    def _follow(self) -> None:
        if self.isVisible():
            self.asking.refresh()
            self.work_out()

    # ------------------------------------------------------------------------------------------ adding

    def _card_for_event(self) -> AddCard:
        if self._card is None:
            self._card = AddCard(self._look, self._workspace, self.add_button)
            self._card.fresh.connect(self._add_fresh)
            self._card.existing.connect(lambda event_id: self._open_editor(EventAnchor(event=event_id)))
        return self._card

    def _add_fresh(self, title: str) -> None:
        if self._answer is None:
            return
        event = new_event(self._answer, title, self._workspace.today)
        answer, place = self._answer, self._place
        if not enter_event(self._workspace, event):
            failure = self._workspace.last_failure
            self._say(f"{failure.what} {failure.kept}" if failure else "The event was not entered.")
            return
        self._answer, self._place = answer, place
        self._open_editor(EventAnchor(event=event.id))

    def _open_editor(self, anchor: Anchor | None) -> None:
        answer, window = self._answer, self.parentWidget()
        if answer is None or window is None:
            return
        try:
            deadline = deadline_of(answer, self._place, self.asking.names(), anchor)
        except DayError as error:
            self._say(str(error))
            return
        title = answer.rule.title if answer.rule else ""
        _, taken = open_obligation(self._workspace, self._look, window, deadline, title)
        if not taken:
            self._say("A draft of a new obligation is open, and has a deadline of its own. Save or discard it first.")

    def _say(self, words: str) -> None:
        self.state.setText(words)
        self.state.setAccessibleName(words)
