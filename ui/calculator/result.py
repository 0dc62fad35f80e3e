"""The answer: the day in large type, why, the months, and the law."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.days.rulebook import Rule
from model.days.wording import say_day, say_long
from ui.calculator.answer import CalculatedDeadline, CalculatedReading, far, hour_words
from ui.calculator.readings import ReadingChoice
from ui.deadline.monthpreview import MonthPreview
from ui.deadline.ruledetail import RuleDetail, grade_run
from ui.deadline.whylist import WhyList, rows_of
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.widgets.empty import EmptyState
from ui.widgets.smallcaps import SectionHead

EMPTY = ("What is the deadline?", "Write it in words, or choose a rule. Its day and the reasons for it stand here.")

WAITING = ("From when does it count?", "Answer the question on the left, and the day stands here.")


class ResultView(QWidget):
    """Emits `readingChosen(int)` where authorities differ."""

    readingChosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.empty = EmptyState(theme)
        self.empty.say(*EMPTY)
        self.problem = FlowLabel(theme, bar=True)
        self.title = FlowLabel(theme)
        self.day = FlowLabel(theme)
        self.distance = FlowLabel(theme)
        self.readings = ReadingChoice(theme)
        self.grade = FlowLabel(theme)
        self.why_head = SectionHead(theme, "Why this date")
        self.why = WhyList(theme)
        self.months_head = SectionHead(theme, "Months")
        self.months = MonthPreview(theme)
        self.law = RuleDetail(theme, choose=False)
        self._lay_out()
        self.readings.chosen.connect(self.readingChosen)
        self.show_empty()

    def show_empty(self, question: str = "") -> None:
        """Nothing is asked yet, or the words could mean two things."""
        self.empty.say(*((question, _ANSWER_FIRST) if question else EMPTY))
        self._only(self.empty)

    def show_waiting(self, rule: Rule | None) -> None:
        """The day it counts from is still asked, beside its field; the rule asked about stays in sight."""
        self.empty.say(*WAITING)
        self.law.show_rule(rule, None)
        self._only(self.empty, *((self.law,) if rule else ()))

    def show_problem(self, words: str, rule: Rule | None, day: date | None) -> None:
        """There is no answer, and why; the rule asked about stays in sight."""
        self.problem.show_runs((Run(words, "body", weight=600),))
        self.law.show_rule(rule, day)
        self._only(self.problem, *((self.law,) if rule else ()))

    def show_answer(self, answer: CalculatedDeadline, place: int, today: date) -> None:
        """Show the answer by the reading at ``place``."""
        self.title.show_runs((Run(answer.title, "body", "second"),))
        self.law.show_rule(answer.rule, answer.day_zero)
        shown: list[QWidget] = [self.title, self.day]
        if answer.replies:
            shown += self._show_reply(answer, answer.replies[place], today)
        else:
            self.day.show_runs((Run("No day", "sentence"),))
            self.distance.show_runs((Run(_NO_DAY, "body", "second"),))
            shown.append(self.distance)
        if len(answer.replies) > 1:
            shown = [self.title, *(each for each in shown if each not in (self.title, self.day, self.distance))]
            shown.append(self.readings)
        if answer.version is not None:
            self.grade.show_runs((grade_run(answer.version.read),))
            shown.append(self.grade)
        self.readings.show_replies(answer.replies, today, place)
        self._only(*shown, *((self.law,) if answer.rule else ()))

    def _show_reply(self, answer: CalculatedDeadline, reply: CalculatedReading, today: date) -> list[QWidget]:
        last = reply.last
        weekday, _, rest = say_long(last.day).partition(" ")
        self.day.show_runs((Run(f"{weekday} ", "sentence"), Run(rest.replace(" ", "\xa0"), "sentence", weight=600)))
        hour = hour_words(last)
        distance = f"{far(last, today)}, seen from {say_day(today)}" if last.day != today else "today"
        self.distance.show_runs((Run(f"{hour}, " if hour else "", "strong"), Run(distance, "body", "second")))
        start = answer.day_zero
        self.why.show_rows(rows_of(reply.lines, (start, answer.start or "counted from") if start else None))
        stops = [line.day for line in reply.lines]
        self.months.show_deadline(start or last.day, last.day, reply.calendar, stops)
        return [self.distance, self.why_head, self.why, self.months_head, self.months]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in self._all():
            column.addWidget(widget)
            if widget is self.readings or widget is self.why or widget is self.months:
                column.addSpacing(6)
        column.addStretch(1)

    def _all(self) -> tuple[QWidget, ...]:
        return (
            self.empty, self.problem, self.title, self.day, self.distance, self.readings, self.grade,
            self.why_head, self.why, self.months_head, self.months, self.law,
        )  # fmt: skip

    def _only(self, *shown: QWidget) -> None:
        for widget in self._all():
            widget.setVisible(widget in shown)


_ANSWER_FIRST = "Duly does not guess. Choose one of the answers below the words, and its day stands here."
_NO_DAY = "No day follows from these words. On the docket such an obligation is looked at again on its review day."
