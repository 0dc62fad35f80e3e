"""One condition as a row of real widgets: tick, standing, title, owner, day, evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.assess.checklist import Condition
from model.assess.standing import Assessment
from model.docket import Docket
from ui.conditions.words import act_by_words, day_words, documents_of, notes, spoken, standing_word
from ui.inspector.flow import FlowLabel, Run, plain
from ui.inspector.sections import link_button
from ui.theme import Ink, Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.marks import mark_pixmap
from ui.widgets.smallcaps import Hairline

TICK, STANDING, REF, OWNER, DAY, EVIDENCE = 22, 124, 34, 92, 146, 132
"""How wide the columns are; the title takes the rest."""
LINE = 20
_ON_THE_LINE = f"padding: 0; min-height: {LINE}px"
"""A link as high as a line: its words stand on the line's base."""


class Tick(QCheckBox):
    """Ticked where the condition is in place. A press records what happened; the docket says whether it is ticked.

    Up and down go to the tick above and below.
    """

    moved = Signal(int)

    def __init__(self, words: str, *, on: bool) -> None:
        super().__init__()
        self.setChecked(on)
        self.setAccessibleName(words)
        self.setToolTip("In place" if on else "Record that it was performed")

    def nextCheckState(self) -> None:
        """Stays as it is: only what is recorded ticks it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ConditionRow(QWidget):
    """Shows one condition. Emits `ticked`, `attached` and `followed`."""

    ticked = Signal()
    attached = Signal()
    followed = Signal()

    def __init__(self, theme: Theme, docket: Docket, assessment: Assessment, one: Condition) -> None:
        super().__init__()
        self._theme = theme
        self.condition = one
        words = spoken(docket, one)
        self.setAccessibleName(words)
        self.setObjectName(f"condition.{one.id}")
        self.tick = Tick(words, on=one.in_place)
        self.tick.setObjectName(f"tick.{one.id}")
        self.tick.clicked.connect(self.ticked)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._cells(docket, assessment, one))
        whole.addWidget(Hairline(theme))

    def _cells(self, docket: Docket, assessment: Assessment, one: Condition) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 5, 0, 5)
        grid.setHorizontalSpacing(10)
        cells: tuple[QWidget, ...] = (
            _held(self.tick),
            self._standing(one),
            self._ref(docket, one),
            self._title(docket, one),
            self._owner(one),
            self._day(docket, assessment, one),
            self._evidence(docket, one),
        )
        wide = (TICK, STANDING, REF, 0, OWNER, DAY, EVIDENCE)
        for place, (cell, width) in enumerate(zip(cells, wide, strict=True)):
            grid.addWidget(cell, 0, place, Qt.AlignmentFlag.AlignTop)
            if width:
                cell.setFixedWidth(width)
        grid.setColumnStretch(3, 1)
        return grid

    def _standing(self, one: Condition) -> QWidget:
        mark = QLabel()
        mark.setPixmap(mark_pixmap(one.mark, self._theme, ratio=self.devicePixelRatioF()))
        mark.setFixedHeight(LINE)
        word = QLabel(standing_word(one))
        word.setFont(self._theme.font("body"))
        word.setStyleSheet(f"color: {self._theme.tone(one.mark).fg.name()}")
        word.setFixedHeight(LINE)
        return _held(mark, word)

    def _ref(self, docket: Docket, one: Condition) -> QWidget:
        button = link_button(docket.short_ref(one.id), f"Show {spoken(docket, one)}")
        button.setObjectName(f"show.{one.id}")
        button.setToolTip("Shows the record in the inspector")
        button.setStyleSheet(_ON_THE_LINE)
        button.clicked.connect(self.followed)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return held

    def _title(self, docket: Docket, one: Condition) -> QWidget:
        ink: Ink = "first" if one.open else "second"
        held, column = _column()
        node = docket.obligations[one.id]
        column.addWidget(FlowLabel(self._theme, (Run(node.title, "body", ink),), line=LINE))
        if one.words:
            quoted = " ".join(one.words.split())
            column.addWidget(FlowLabel(self._theme, (Run(f"“{quoted}”", "source", "second", size=14),), line=18))
        for words in notes(docket, one):
            column.addWidget(plain(self._theme, words, "small", "third"))
        return held

    def _owner(self, one: Condition) -> QWidget:
        made = ElidedLabel(self._theme, one.owner or "no owner", ink="second" if one.owner else "third")
        made.setMinimumHeight(LINE)
        return made

    def _day(self, docket: Docket, assessment: Assessment, one: Condition) -> QWidget:
        held, column = _column()
        day, distance = day_words(docket, assessment, docket.obligations[one.id])
        column.addWidget(FlowLabel(self._theme, (Run(day, "body", "first" if one.open else "second"),), line=LINE))
        for words in filter(None, (distance, act_by_words(one))):
            column.addWidget(plain(self._theme, words, "small", "third"))
        return held

    def _evidence(self, docket: Docket, one: Condition) -> QWidget:
        held, column = _column()
        for title in documents_of(docket, one):
            label = ElidedLabel(self._theme, title, font="small", ink="second")
            label.setMinimumHeight(LINE)
            column.addWidget(label)
        self.attach = link_button("Attach…", f"Attach evidence: {spoken(docket, one)}")
        self.attach.setObjectName(f"attach.{one.id}")
        self.attach.setStyleSheet(_ON_THE_LINE)
        self.attach.setToolTip("Keeps a file in the docket as evidence of what is recorded")
        self.attach.clicked.connect(self.attached)
        column.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignLeft)
        return held


def _held(*widgets: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return held


def _column() -> tuple[QWidget, QVBoxLayout]:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return held, column
