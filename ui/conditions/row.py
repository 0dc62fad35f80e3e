"""One condition as a row of real widgets: tick, standing, title, owner, day, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from model.assess.standing import Assessment
from model.docket import Docket
from model.outlook.checklist import Condition
from model.record.document import Document
from ui.conditions.words import act_by_words, day_words, documents_of, notes, spoken
from ui.frame.standing import word_of_key
from ui.frame.theme import Ink, Theme
from ui.inspector.flow import FlowLabel, Run, plain
from ui.shell.dropped_files import refuse_folder
from ui.widgets.buttons import link
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.marks import paint_mark
from ui.widgets.smallcaps import Hairline

TICK, STANDING, REF, OWNER, DAY, EVIDENCE = 22, 124, 34, 92, 146, 132
"""How wide the columns are; the title takes the rest."""
DROP = 1
"""A link is two pixels higher than a line: by so much what stands beside it is let down."""


class ConditionTick(QCheckBox):
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


class StandingWord(QWidget):
    """The shape of a standing and its word, in its colour."""

    def __init__(self, theme: Theme, mark: str) -> None:
        super().__init__()
        self._theme, self._mark, self._word = theme, mark, word_of_key(mark)
        self.setAccessibleName(self._word)
        self._line = theme.type["body"].line
        self.setFixedSize(theme.at_size(STANDING), self._line)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, size = self._theme, self._theme.space.mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(0, (self._line - size) / 2, size, size), self._mark, theme)
        font = theme.font("body")
        painter.setFont(font)
        painter.setPen(theme.tone(self._mark).fg)
        painter.drawText(QPointF(size + 8, round(theme.baseline(font, 0, self._line))), self._word)


class ConditionRow(QWidget):
    """Shows one condition. Emits `ticked`, `attached`, `followed`, and `opened` with the id of a document."""

    ticked = Signal()
    attached = Signal()
    followed = Signal()
    opened = Signal(str)
    dropped = Signal(object)
    """The paths of files that were dropped on it."""

    def __init__(self, theme: Theme, docket: Docket, assessment: Assessment, one: Condition) -> None:
        super().__init__()
        self._theme = theme
        self.condition = one
        self.said: object = ()
        words = spoken(docket, one)
        self.setAccessibleName(words)
        self.setObjectName(f"condition.{one.id}")
        self.tick = ConditionTick(words, on=one.in_place)
        self.tick.setObjectName(f"tick.{one.id}")
        self.tick.clicked.connect(self.ticked)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._cells(docket, assessment, one))
        whole.addWidget(Hairline(theme))

    def take_files(self, paths: Sequence[Path]) -> str:
        """Files that are dropped on a condition are evidence of it; gives back why not."""
        refused = refuse_folder(paths)
        if not refused:
            self.dropped.emit(paths)
        return refused

    def _cells(self, docket: Docket, assessment: Assessment, one: Condition) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 5)
        grid.setHorizontalSpacing(10)
        cells: tuple[QWidget, ...] = (
            _held(self.tick),
            _held(StandingWord(self._theme, one.mark)),
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
                cell.setFixedWidth(self._theme.at_size(width))
        grid.setColumnStretch(3, 1)
        return grid

    def _ref(self, docket: Docket, one: Condition) -> QWidget:
        button = link(docket.short_ref(one.id), spoken=f"Show {spoken(docket, one)}", fixed=True)
        button.setObjectName(f"show.{one.id}")
        button.setToolTip("Shows the record in the inspector")
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
        column.addWidget(FlowLabel(self._theme, (Run(node.title, "body", ink),)))
        if one.words:
            quoted = " ".join(one.words.split())
            column.addWidget(FlowLabel(self._theme, (Run(f"“{quoted}”", "source", "second", size=14),)))
        for words in notes(docket, one):
            column.addWidget(plain(self._theme, words, "small", "third"))
        return held

    def _owner(self, one: Condition) -> QWidget:
        made = ElidedLabel(self._theme, one.owner or "no owner", ink="second" if one.owner else "third")
        made.setFixedHeight(self._theme.type["body"].line)
        held, column = _column()
        column.addWidget(made)
        return held

    def _day(self, docket: Docket, assessment: Assessment, one: Condition) -> QWidget:
        held, column = _column()
        day, distance = day_words(docket, assessment, docket.obligations[one.id])
        column.addWidget(FlowLabel(self._theme, (Run(day, "body", "first" if one.open else "second"),)))
        for words in filter(None, (distance, act_by_words(one))):
            column.addWidget(plain(self._theme, words, "small", "third"))
        return held

    def _evidence(self, docket: Docket, one: Condition) -> QWidget:
        held, column = _column()
        documents = documents_of(docket, one)
        column.setContentsMargins(0, DROP if documents else 0, 0, 0)
        for document in documents:
            column.addWidget(self._document(document), 0, Qt.AlignmentFlag.AlignLeft)
        self.attach = link("Attach…", spoken=f"Attach evidence: {spoken(docket, one)}", fixed=True)
        self.attach.setObjectName(f"attach.{one.id}")
        self.attach.setToolTip("Keeps a file in the docket as evidence of what is recorded")
        self.attach.clicked.connect(self.attached)
        column.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignLeft)
        return held

    def _document(self, document: Document) -> QPushButton:
        """The title of a document, cut to its column; it opens the document."""
        button = link(document.title, spoken=f"Open {document.title}", fixed=True)
        button.setObjectName(f"open.{document.id}")
        button.setFont(self._theme.font("small"))
        shown = QFontMetrics(button.font()).elidedText(document.title, Qt.TextElideMode.ElideRight, EVIDENCE - 4)
        button.setText(shown.replace("&", "&&"))
        whole = "Opens the document" if shown == document.title else f"Opens “{document.title}”"
        button.setToolTip(plain_tooltip(whole))
        button.clicked.connect(lambda: self.opened.emit(document.id))
        return button


def _held(*widgets: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, DROP, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return held


def _column() -> tuple[QWidget, QVBoxLayout]:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, DROP, 0, 0)
    column.setSpacing(0)
    return held, column
