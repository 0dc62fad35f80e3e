"""Entering a period's figures: one table for all tests, what they would say, and one change that enters them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from model.days.wording import say_count, say_day
from model.ledger.draft import CardDraft
from ui.covenants.effect import Effect, Effects, effects_of
from ui.covenants.grid import Grid
from ui.covenants.sheet import FiguresSheet, TypedCell, sheet_for, would_be
from ui.editor.fields.day import DayEdit
from ui.editor.fields.field import UnreadField
from ui.editor.fields.plain import Box
from ui.frame.panel import Panel, fit
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.widgets.empty import EmptyState
from ui.widgets.marks import mark_pixmap
from ui.widgets.rows import clear_layout
from ui.widgets.smallcaps import Hairline, SmallCaps
from ui.widgets.surface import Surface
from ui.widgets.text import text
from ui.workspace import Workspace

SIZE = QSize(960, 600)
MARGIN = 28
_PAUSE = 150
_MOST_LINES = 6


class FiguresDialog(Panel):
    """Nothing is entered until every cell can be read. What was entered is undone in one step.

    What is typed is kept beside the docket: closed, it is there again when the table is opened, and so after a kill.
    """

    typed = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, test: str, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "figures", "Enter figures")
        self._host = parent
        self._effects: Effects | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.preview)
        self._build(test)
        self._wire()
        fit(self, SIZE, QSize(640, 440), self._look)
        self._settle()

    @property
    def sheet(self) -> FiguresSheet:
        """What is shown in the table."""
        return self.grid_view.figures.sheet

    # -------------------------------------------------------------------------------------------- frame

    def _build(self, test: str) -> None:
        space = self._workspace
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head(test))
        whole.addWidget(Hairline(self._look))
        middle = QVBoxLayout()
        middle.setContentsMargins(MARGIN, 12, MARGIN, 12)
        middle.setSpacing(8)
        self.grid_view = Grid(sheet_for(space.docket, space.day, space.today, test), self._look)
        self.empty = EmptyState(self._look)
        self.message = text(self._look, "", "small", weight=600)
        self.message.setObjectName("figures.message")
        middle.addWidget(self.grid_view, 4)
        middle.addWidget(self.empty, 1)
        middle.addWidget(self.message)
        middle.addLayout(self._build_effects())
        middle.addStretch(1)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())

    def _build_head(self, test: str) -> QVBoxLayout:
        title = text(self._look, "Enter figures", "title")
        self.scope = Box([("of all tests", ""), *self._scopes()])
        self.scope.setAccessibleName("Which metrics")
        self.scope.choose(test)
        self.day_edit = DayEdit(self._look, lambda: self._workspace.today)
        self.day_edit.setAccessibleName("Another day that figures are of")
        self.add_day = QPushButton("Add this day")
        self.add_day.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.scope)
        row.addStretch(1)
        row.addWidget(self.day_edit)
        row.addWidget(self.add_day)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 12)
        head.setSpacing(10)
        head.addWidget(title)
        head.addLayout(row)
        return head

    def _scopes(self) -> list[tuple[str, object]]:
        docket = self._workspace.docket
        tests = [one for one in docket.obligations.values() if one.threshold and one.threshold.metrics]
        return [(f"of {docket.short_ref(one.id)}  {one.short}", one.id) for one in tests]

    def _build_effects(self) -> QVBoxLayout:
        self.effect_head = SmallCaps(self._look, "What they would say")
        self.sentence = text(self._look, "", "strong")
        self.sentence.setObjectName("figures.effect")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.effect_head)
        column.addWidget(self.sentence)
        column.addLayout(self._lines)
        return column

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.save_button = QPushButton("Enter them")
        self.save_button.setProperty("role", "primary")
        self.save_button.setObjectName("figures.save")
        self.close_button = QPushButton("Close")
        self.discard_button = QPushButton("Discard")
        self.discard_button.setObjectName("figures.discard")
        self.state = text(self._look, "", "small")
        for button in (self.save_button, self.close_button, self.discard_button):
            button.setAutoDefault(False)
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.save_button)
        row.addWidget(self.close_button)
        row.addSpacing(6)
        row.addWidget(self.state, 1)
        row.addWidget(self.discard_button)
        return foot

    def _wire(self) -> None:
        self.grid_view.figures.edited.connect(self._settle)
        self.grid_view.beyond.connect(self._say_beyond)
        self.scope.currentIndexChanged.connect(lambda _: self._change_scope())
        self.add_day.clicked.connect(self.take_day)
        self.day_edit.returnPressed.connect(self.take_day)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.discard_button.clicked.connect(self.discard)
        self.empty.asked.connect(self._answer_empty)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def set_theme(self, theme: Theme) -> None:
        """Words take their colours from the style sheet; what paints itself is told by itself."""
        self._look = theme

    # -------------------------------------------------------------------------------------------- table

    def _change_scope(self) -> None:
        """Other metrics; what was typed for those that stay is kept."""
        space, before = self._workspace, self.sheet
        made = sheet_for(space.docket, space.day, space.today, self.scope.currentData())
        made = made.with_days([*before.days, *made.days])
        rows = {one.id: place for place, one in enumerate(made.metrics)}
        for (row, column), typed in before.typed.items():
            metric, day = before.metrics[row].id, before.days[column]
            if metric in rows:
                made.typed[rows[metric], made.days.index(day)] = typed
        self.grid_view.figures.show_sheet(made)

    def take_day(self) -> None:
        """Add the day that is written as another column, and go to it."""
        try:
            day = self.day_edit.day()
        except UnreadField as unread:
            self._say(str(unread))
            return
        if day is None:
            self._say("Write the day that the figures are of, such as 31 Dec 1996.")
            return
        self.grid_view.figures.show_sheet(self.sheet.with_days([*self.sheet.days, day]))
        self.day_edit.clear()
        if self.sheet.metrics:
            self.grid_view.go_to((0, self.sheet.days.index(day)))

    def _settle(self) -> None:
        """After every change: what cannot be read, what would be entered, and soon what it would say."""
        some = bool(self.sheet.metrics)
        self.grid_view.setVisible(some)
        self.empty.setVisible(not some)
        for each in (self.add_day, self.day_edit, self.scope):
            each.setEnabled(some)
        if not some:
            self._say_empty()
        problems = self.grid_view.figures.problems
        count = len(self.sheet.typed)
        first = next(iter(problems.items()), None)
        self.grid_view.updateGeometry()
        self._say(self._problem_words(*first) if first else "")
        self.save_button.setEnabled(bool(count) and not problems)
        self.discard_button.setVisible(self.has_draft)
        self.typed.emit()
        wrong = f"{say_count(len(problems), 'cell')} to mend; nothing is entered until all can be read."
        right = (
            f"{say_count(count, 'figure')} to enter. Closing keeps what is typed."
            if count
            else "Type figures, or paste a block of cells."
        )
        self.state.setText(wrong if problems else right if some else "")
        self._soon.start()

    def _problem_words(self, cell: tuple[int, int], message: str) -> str:
        metric, day = self.sheet.metrics[cell[0]], self.sheet.days[cell[1]]
        return f"{metric.short}, {say_day(day)}: {message}"

    def _say_beyond(self, beyond: int) -> None:
        if beyond:
            self._say(
                f"{say_count(beyond, 'pasted cell')} found no place in the table. Add the day, or paste further up."
            )

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))

    def _say_empty(self) -> None:
        tests = any(one.threshold for one in self._workspace.docket.obligations.values())
        advice = (
            "Open a test and give it a formula over them" if tests else "Then enter a test with a formula over them"
        )
        self.empty.say(
            "No test is worked out from figures yet.",
            f"Enter what formulas measure as metrics, such as current assets. {advice}; its figures are entered here.",
            (("new_metric", "New metric"), *((("new_test", "New test"),) if not tests else ())),
        )

    def _answer_empty(self, key: str) -> None:
        space, host = self._workspace, self._host
        self.reject()
        if key == "new_metric":
            space.edit("metric")
        else:
            from ui.covenants.newtest import open_new_test

            open_new_test(space, self._look, host)

    # -------------------------------------------------------------------------------------------- draft

    @property
    def has_draft(self) -> bool:
        """Whether something is typed and not entered."""
        return bool(self.sheet.typed)

    @property
    def called(self) -> str:
        """What its draft is called."""
        return f"{say_count(len(self.sheet.typed), 'figure')} to enter"

    def draft(self, draft_id: str) -> CardDraft:
        """What is typed. Raises UnicodeEncodeError where half a character was typed."""
        space, cells = self._workspace, self.sheet.cells_typed()
        days = sorted({cell.day for cell in cells})
        return CardDraft(
            id=draft_id,
            card="figures",
            called=self.called,
            title=f"as of {', '.join(say_day(day) for day in days)}",
            who=space.who,
            typed_at=space.clock().astimezone(),
            about=tuple(dict.fromkeys(cell.metric for cell in cells)),
            typed=msgspec.json.encode(cells).decode(),
        )

    def show_draft(self, draft: CardDraft) -> None:
        """Go on with what was typed earlier; what has no place any more is said."""
        cells = msgspec.json.decode(draft.typed, type=list[TypedCell])
        if not {cell.metric for cell in cells} <= {one.id for one in self.sheet.metrics}:
            self.scope.choose("")
            self._change_scope()
        self.grid_view.figures.show_sheet(self.sheet.with_typed(cells))
        there = {one.id for one in self.sheet.metrics}
        lost = sum(cell.metric not in there for cell in cells)
        if lost:
            self._say(f"{say_count(lost, 'figure')} found no place: no test is worked out from that metric any more.")

    def discard(self) -> None:
        """Forget what is typed, and close."""
        self.sheet.typed.clear()
        self.reject()

    # ------------------------------------------------------------------------------------------ effects

    def preview(self) -> None:
        """Say what the figures would say, by the assessment of the docket as it would be."""
        space = self._workspace
        figures = () if self.grid_view.figures.problems else self.sheet.figures(space.who, space.clock())
        for each in (self.effect_head, self.sentence):
            each.setVisible(bool(figures))
        clear_layout(self._lines)
        self._effects = None
        if not figures:
            return
        effects = self._effects = effects_of(would_be(space.docket, figures), space.assessment, figures)
        self.sentence.setText(effects.sentence)
        for one in effects.lines[-_MOST_LINES:]:
            self._lines.addWidget(self._line(one))
        for turn in effects.turns[:_MOST_LINES]:
            self._lines.addWidget(FlowLabel(self._look, (Run(turn, "small", "second"),)))

    def _line(self, one: Effect) -> QWidget:
        """The mark of what it would be, and the test with its value and headroom."""
        runs = (
            Run(f"{one.ref}  {one.title}   ", "body"),
            Run(f"{one.value}   ", "strong"),
            Run(f"{one.words}; {say_day(one.day)}", "small", "second"),
        )
        mark = QLabel()
        mark.setPixmap(mark_pixmap(one.mark, self._look, ratio=self.devicePixelRatioF()))
        mark.setFixedWidth(22)
        mark.setAccessibleName({True: "met", False: "not met", None: "not known"}[one.met])
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(mark)
        row.addWidget(FlowLabel(self._look, runs), 1)
        return whole

    def save(self) -> None:
        """Enter everything as one change; where it is refused, everything typed is kept."""
        space = self._workspace
        if not self.save_button.isEnabled():
            wrong = next(iter(self.grid_view.figures.problems), None)
            if wrong is not None:
                self.grid_view.go_to(wrong)
            return
        command = self.sheet.command(space.who, space.clock())
        if command is None or space.do(command) is not None:
            self.accept()
        elif space.last_failure is not None:
            self._say(space.last_failure.what)
