"""The answer: the day in large type, why, the months, the law, and both readings where authorities differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from model.days.rulebook import Rule
from model.days.wording import say_day, say_long
from ui.calculator.answer import CalculatedDeadline, CalculatedReading, far, hour_words, when
from ui.deadline.monthpreview import MonthPreview
from ui.deadline.ruledetail import RuleDetail, grade_run
from ui.deadline.whylist import WhyList, rows_of
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.widgets.empty import EmptyState
from ui.widgets.rows import clear_layout
from ui.widgets.smallcaps import SectionHead

_PAD = 12
NAMES = ("Conservative reading", "The other reading")


class ReadingCard(QAbstractButton):
    """One reading, chosen like a radio button; the chosen one has the ground and the edge of a selection."""

    moved = Signal(int)

    def __init__(self, theme: Theme, name: str, reply: CalculatedReading, today: date) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        distance = ", ".join(filter(None, (hour_words(reply.last), far(reply.last, today))))
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD + 3, 9, _PAD, 10)
        column.setSpacing(2)
        for run in (
            Run(name, "small", "second"),
            Run(say_day(reply.last.day), "title"),
            Run(distance, "small", "second"),
            Run(reply.says, "small", "third"),
        ):
            label = FlowLabel(theme, (run,))
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.setAccessibleName(f"{name}: {when(reply.last)}, {far(reply.last, today)}")
        self.setAccessibleDescription(reply.says)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize(200, 100)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 100

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.moved.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen, radius = self.isChecked(), theme.space.radius_card
        ground = theme.surface.selection if chosen else theme.surface.field
        painter.setPen(QPen(theme.accent.base if chosen else theme.line.control, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, radius, radius)
        if self.underMouse() and not chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.wash)
            painter.drawRoundedRect(box, radius, radius)
        if chosen:
            painter.setClipRect(QRectF(0, 0, 3.5, self.height()))
            painter.setBrush(theme.accent.base)
            painter.drawRoundedRect(box, radius, radius)


class ReadingChoice(QWidget):
    """Emits `chosen(int)`. Hidden where there is one reading only."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._shown: tuple[tuple[CalculatedReading, ...], date] | None = None
        self.setAccessibleName("Authorities differ: the readings")
        self.hide()

    def cards(self) -> list[ReadingCard]:
        """The readings shown, the conservative one first."""
        return [each for each in self._group.buttons() if isinstance(each, ReadingCard)]

    def show_replies(self, replies: Sequence[CalculatedReading], today: date, place: int) -> None:
        """Show these readings, that at ``place`` chosen."""
        wanted = (tuple(replies), today)
        if wanted != self._shown:
            self._shown = wanted
            self._build(replies if len(replies) > 1 else (), today)
        self.setVisible(len(replies) > 1)
        if len(replies) > 1:
            self._group.button(place).setChecked(True)

    def _build(self, replies: Sequence[CalculatedReading], today: date) -> None:
        for card in self.cards():
            self._group.removeButton(card)
        clear_layout(self._row)
        for place, reply in enumerate(replies):
            card = ReadingCard(self._theme, NAMES[min(place, 1)], reply, today)
            card.moved.connect(self._move)
            self._group.addButton(card, place)
            self._row.addWidget(card, 1)

    def _move(self, by: int) -> None:
        place = self._group.checkedId() + by
        card = self._group.button(place)
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)
            card.click()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme


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
