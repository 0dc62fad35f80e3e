"""Why a deadline falls where it does, while it is written: its lines, and the months it runs through."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from model.assess.due import counting_calendar
from model.assess.lawroll import roll_offered
from model.assess.standing import DateLine
from model.days.calendar import Calendar
from model.errors import DayError
from model.record.obligation import Obligation
from model.wording.explain import why_this_date
from ui.deadline.monthpreview import MonthPreview
from ui.deadline.whylist import WhyList, WhyRow
from ui.editor.fields.field import column, hint
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run
from ui.inspector.reading import RecordInView, come_to_words
from ui.widgets.smallcaps import SectionHead

_LEADS = {"due": "due", "act by": "act by", "target": "", "override": "due"}
_ON_THE_WAY = ("step", "due", "override")


class Course(NamedTuple):
    """The days a deadline runs through, from day zero to the due day."""

    trigger: date
    result: date
    stops: tuple[date, ...]


class WhyPanel(QWidget):
    """Hidden while there is nothing to explain: nothing is read yet, or it has no day and says so itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = FlowLabel(theme)
        self.lines = WhyList(theme)
        self.offer = hint(theme, "")
        self.apply_roll = QPushButton("Apply to the instrument")
        self.apply_roll.setObjectName("deadline.apply_roll")
        self.months = MonthPreview(theme)
        whole = column(self, 6)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addWidget(SectionHead(theme, "Why this date", ruled=False))
        whole.addWidget(self.words)
        whole.addWidget(self.lines)
        whole.addWidget(self.offer)
        whole.addWidget(self.apply_roll, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addSpacing(6)
        whole.addWidget(self.months)
        self.hide()

    def show_sight(self, sight: RecordInView | None) -> None:
        """Explain the deadline of an obligation in its docket; None shows nothing."""
        lines = why_this_date(sight.docket, sight.assessment, sight.node.id) if sight is not None else ()
        self.setVisible(any(line.day for line in lines) or len(lines) > 1)
        if sight is None:
            return
        self.words.show_runs((Run(come_to_words(sight), "body", weight=600),))
        self.lines.show_rows(tuple(map(_row, lines)))
        node = sight.node
        offer = roll_offered(sight.docket, node, sight.position) if isinstance(node, Obligation) else ""
        self.offer.setText(f"{offer}:")
        self.apply_roll.setAccessibleDescription(offer)
        for each in (self.offer, self.apply_roll):
            each.setVisible(bool(offer))
        course = course_of(lines, sight.position.due)
        self.months.setVisible(course is not None)
        if course is not None:
            self.months.show_deadline(course.trigger, course.result, _calendar(sight), course.stops)

    def inputs(self) -> list[QWidget]:
        """What the keyboard reaches."""
        return [self.lines, self.apply_roll, self.months.pages]


def course_of(lines: Iterable[DateLine], due: date | None) -> Course | None:
    """From the first day that is named to the due day; None where there is no due day."""
    if due is None:
        return None
    days = [line.day for line in lines if line.day and line.role in _ON_THE_WAY]
    return Course(days[0] if days else due, due, tuple(days))


def _row(line: DateLine) -> WhyRow:
    words = f"“{' '.join(line.words.split())}”" if line.quoted else line.words
    lead = _LEADS.get(line.role, "")
    strong = line.role in ("due", "override")
    return WhyRow(line.day, f"{lead}, {words}" if lead else words, strong, quoted=line.quoted)


def _calendar(sight: RecordInView) -> Calendar | None:
    """The calendar that the deadline counts by; None where no calendar can say."""
    try:
        return counting_calendar(sight.docket, sight.node) if isinstance(sight.node, Obligation) else None
    except DayError:
        return None
