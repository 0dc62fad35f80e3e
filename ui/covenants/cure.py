"""Recording an equity cure: the sum that was put in, on which day, and what the test comes to with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from model.days.wording import say_day
from model.docket import Docket
from model.ledger.commands import Put
from model.ledger.currencies import Currencies
from model.outlook.covenants.financial import Result, results
from model.outlook.covenants.remedy import remedies
from model.outlook.covenants.results import headroom_text, metric_unit_text, required_text, value_text
from model.record.base import new_id
from model.record.figure import Figure
from model.record.metric import Metric
from model.record.obligation import Obligation
from ui.covenants.sheet import would_be
from ui.editor.fields.day import DayEdit
from ui.editor.fields.field import UnreadField
from ui.editor.fields.money import SumEdit
from ui.frame.panel import Panel, in_column
from ui.frame.theme import Theme
from ui.widgets.buttons import dialog_button
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.text import text
from ui.workspace import Workspace

MARGIN = 28
WIDTH = 520


class CureDialog(Panel):
    """For one failed result. The sum that is enough is proposed; the day is today."""

    def __init__(self, workspace: Workspace, theme: Theme, test: Obligation, result: Result, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "cure", "Record an equity cure")
        self._test, self._result = test, result
        self._metric = _cured(workspace.docket, test)
        self._build(theme)
        self._propose()
        self._settle()
        self.setFixedWidth(WIDTH)

    def _build(self, theme: Theme) -> None:
        docket, test = self._workspace.docket, self._test
        title = text(theme, f"Equity cure of {docket.short_ref(test.id)}  {test.short}", "title")
        said = text(theme, f"It adds to {self._metric.short} as of {say_day(self._result.of)}.", "body", "second")
        code = self._metric.currency
        self.sum = SumEdit(Currencies(code), only=lambda: code, is_money=lambda: self._metric.unit == "money")
        self.made = DayEdit(theme, lambda: self._workspace.today)
        unit = metric_unit_text(self._metric)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(f"Sum put in{f', {unit}' if unit else ''}", self.sum)
        form.addRow("Put in on", self.made)
        self.effect = text(theme, "", "strong")
        self.effect.setObjectName("cure.effect")
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        column.setSpacing(12)
        for widget in (title, said):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.effect)
        in_column(self, column, Hairline(theme), self._build_foot(theme))
        for edit in (self.sum, self.made):
            edit.textChanged.connect(lambda _: self._settle())
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)

    def _build_foot(self, theme: Theme) -> QWidget:
        foot = Surface(theme, "panel")
        self.save_button = dialog_button("Record it", "cure.save", "primary")
        close = dialog_button("Close", "cure.close")
        self.save_button.clicked.connect(self.save)
        close.clicked.connect(self.reject)
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.save_button)
        row.addWidget(close)
        row.addStretch(1)
        return foot

    def _propose(self) -> None:
        """The sum that is just enough, and today."""
        found = remedies(self._workspace.docket, self._test, self._result)
        enough = next((one.change for one in found if one.metric == self._metric.id and one.change > 0), None)
        self.sum.show_figure(str(enough) if enough is not None else None)
        self.made.show_day(self._workspace.today)

    def figure(self) -> Figure | None:
        """The record as it is typed, None where no sum is. Raises :class:`UnreadField`."""
        value, made = self.sum.figure(), self.made.day()
        if value is None:
            return None
        return Figure(
            id=new_id("figure"),
            metric=self._metric.id,
            as_of=self._result.of,
            value=value,
            recorded_by=self._workspace.who,
            recorded_at=self._workspace.clock(),
            cure=True,
            made=made,
        )

    def _settle(self) -> None:
        """Say what the test comes to with it, or what is wrong."""
        try:
            figure = self.figure()
        except UnreadField as unread:
            self._say(str(unread), sound=False)
            return
        problem = next(iter(figure.problems()), None) if figure else None
        if figure is None or problem is not None:
            self._say(problem.message if problem else "Write the sum that was put in.", sound=False)
            return
        self._say(self._comes_to(figure), sound=True)

    def _say(self, words: str, *, sound: bool) -> None:
        self.effect.setText(words)
        self.save_button.setEnabled(sound)

    def _comes_to(self, figure: Figure) -> str:
        docket, day = would_be(self._workspace.docket, (figure,)), self._workspace.day
        through = max(day, figure.counts_from)
        found = [one for one in results(docket, self._test, through) if one.of == self._result.of and one.cured]
        if not found:
            return "It would not count: it is put in too late, or the clause allows no further cure."
        room = headroom_text(self._test, found[-1])[0]
        required = required_text(self._test, found[-1].required)
        word = "It would be met" if found[-1].met else "It would still not be met"
        return f"{word}: {value_text(found[-1])}, {required}, {room}."

    def save(self) -> None:
        """Record it as one change; where it is refused, everything typed is kept."""
        try:
            figure = self.figure() if self.save_button.isEnabled() else None
        except UnreadField:
            return
        space = self._workspace
        if figure is not None and space.do(Put(figure, today=space.today)) is not None:
            self.accept()
        elif figure is not None and space.last_failure is not None:
            self.effect.setText(space.last_failure.what)


def _cured(docket: Docket, test: Obligation) -> Metric:
    """The metric that a cure adds to."""
    cure = test.threshold.equity_cure if test.threshold else None
    if cure is None or cure.metric not in docket.metrics:
        raise ValueError(f"{test.ref} allows no equity cure")
    return docket.metrics[cure.metric]
