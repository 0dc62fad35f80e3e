"""The sections of the inspector, each built from its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from model.days.wording import say_day, say_day_parts
from model.record.obligation import Obligation
from model.record.relief import Relief
from model.record.source import Span
from ui.frame.theme import Ink, Theme
from ui.inspector.amountline import AmountLine, amount_reading
from ui.inspector.flow import DayLabel, FlowLabel, Run, plain
from ui.inspector.linkrow import LinkButton
from ui.inspector.past import FactRow, HistoryRow, ReminderRow
from ui.inspector.reading import LinkRow, RecordInView, StyledWords, Why, quote_of, rank_note, source_note, why_rows
from ui.widgets.buttons import link
from ui.widgets.smallcaps import SectionHead
from ui.widgets.wraplabel import WrapLabel

NARROW = 300
"""Below this width of text, words are chosen shorter."""

Follow = Callable[[LinkRow], None]


class InspectorSection(QWidget):
    """A head and what stands below it."""

    def __init__(self, theme: Theme, name: str, note: str = "", link: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName(f"section.{name.lower()}")
        self.setAccessibleName(name)
        self.head = SectionHead(theme, name, note, link)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.head)
        self.body.addSpacing(2)


def why_section(theme: Theme, sight: RecordInView, narrow: bool = False) -> InspectorSection:
    """Why this date, line by line."""
    made = InspectorSection(theme, "Why this date")
    rows = why_rows(sight)
    if not rows:
        made.head.set_note("nothing is dated")
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(0)
    dated = any(row.day for row in rows)
    for place, row in enumerate(rows):
        if row.day:
            grid.addWidget(DayLabel(theme, say_day_parts(row.day)), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_why_words(theme, row, 13 if narrow else 14), place, 1 if dated else 0, 1, 1 if dated else 2)
    grid.setColumnStretch(1, 1)
    made.body.addLayout(grid)
    return made


def _why_words(theme: Theme, row: Why, quote: int) -> FlowLabel:
    lead = row.words[0].manner == "bold"
    runs = [_run(words, "first" if lead and words.manner == "bold" else "second", quote) for words in row.words]
    return FlowLabel(theme, runs)


def _run(words: StyledWords, ink: Ink, quote: int) -> Run:
    if words.manner == "bold":
        return Run(words.text, "small", "first", weight=600)
    if words.manner == "source":
        return Run(words.text, "source", "first", size=quote)
    return Run(words.text, "small", ink)


def source_section(
    theme: Theme, sight: RecordInView, open_source: Callable[[Span], None], narrow: bool
) -> InspectorSection:
    """The words that the record rests on, in the serif of instruments, with the bar of a quotation."""
    node = sight.node
    link = ("Open" if narrow else "Open in document") if node.sources else ""
    made = InspectorSection(theme, "Source", source_note(sight.docket, node) or "none recorded", link)
    made.head.link.setAccessibleName("Open the source in its document")
    made.head.linked.connect(lambda: open_source(node.sources[0]))
    made.body.setSpacing(6)
    for span in node.sources:
        made.body.addWidget(FlowLabel(theme, (Run(quote_of(span), "source"),), bar=True))
    rank = rank_note(sight.docket, node, brief=narrow)
    if rank and node.sources:
        note = plain(theme, rank, "small", "third")
        note.setContentsMargins(14, 0, 0, 0)
        row = QHBoxLayout()
        row.addSpacing(14)
        row.addWidget(note)
        made.body.addLayout(row)
    return made


def links_section(
    theme: Theme, name: str, rows: Sequence[LinkRow], follow: Follow, note: str = "", empty: str = "nothing"
) -> InspectorSection:
    """A section of linked records."""
    made = InspectorSection(theme, name, note if rows else empty)
    for row in rows:
        button = LinkButton(theme, row)
        button.clicked.connect(lambda _=False, chosen=row: follow(chosen))
        made.body.addWidget(button)
    return made


def amount_section(theme: Theme, sight: RecordInView) -> InspectorSection | None:
    """The amount with what is performed of it, or the threshold of a test; None where there is neither."""
    reading = amount_reading(sight)
    if reading is None:
        return None
    made = InspectorSection(theme, reading.head)
    made.body.addWidget(AmountLine(theme, reading))
    return made


def facts_section(theme: Theme, rows: Sequence[FactRow], remove: Callable[[str], None]) -> InspectorSection:
    """What is recorded, newest first, each with the way to take it back out."""
    made = InspectorSection(theme, "Recorded", "" if rows else "nothing yet")
    made.body.setSpacing(2)
    for row in rows:
        made.body.addLayout(_fact_lines(theme, row, remove))
    return made


def _fact_lines(theme: Theme, row: FactRow, remove: Callable[[str], None]) -> QGridLayout:
    """Its day, what happened and the way to take it out; below them, over all the width left, what more is known."""
    button = link("Remove", spoken=f"Remove: {row.words}, {say_day(row.day)}", fixed=True)
    button.setObjectName(f"remove.{row.id}")
    button.setToolTip("Takes the fact back out. Undo brings it back, and the journal keeps it.")
    button.clicked.connect(lambda: remove(row.id))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(DayLabel(theme, say_day_parts(row.day)), 0, 0, top)
    grid.addWidget(plain(theme, row.words[:1].upper() + row.words[1:], "small", "first"), 0, 1)
    grid.addWidget(button, 0, 2, top)
    by = f"by then: the source says “{row.inexact}”" if row.inexact else ""
    for place, note in enumerate(filter(None, (by, *row.notes, row.recorded)), start=1):
        grid.addWidget(plain(theme, note, "micro", "third"), place, 1, 1, 2)
    return grid


def reminders_section(theme: Theme, rows: Sequence[ReminderRow]) -> InspectorSection:
    """The reminders, with the day that each rings."""
    made = InspectorSection(theme, "Reminders", "" if rows else "none")
    for row in rows:
        line = QHBoxLayout()
        line.setSpacing(12)
        parts = say_day_parts(row.day) if row.day else None
        line.addWidget(DayLabel(theme, parts), 0, Qt.AlignmentFlag.AlignTop)
        words = row.words if row.day else f"{row.words}, once that is known"
        past = f"{words}, gone by" if row.past else words
        line.addWidget(plain(theme, past, "small", "third" if row.past else "second"), 1)
        made.body.addLayout(line)
    return made


def text_section(theme: Theme, name: str, text: str) -> InspectorSection:
    """A section of plain words."""
    made = InspectorSection(theme, name)
    made.body.addWidget(plain(theme, text, "small", "second"))
    return made


def detail_words(sight: RecordInView) -> str:
    """What else the record holds: severity, lead time, review day, approval, verification, tags."""
    node, position = sight.node, sight.position
    parts = []
    if isinstance(node, Obligation):
        parts += [f"severity {node.severity}"] if node.severity != "normal" else []
        parts += [f"lead time {node.lead_time} working days"] if node.lead_time else []
        parts += [f"looked at again on {say_day(node.review_by)}"] if node.review_by else []
    if isinstance(node, Relief):
        parts.append(f"signature {node.signed}" if node.signed == "not recorded" else node.signed)
        parts += ["rights reserved"] if node.rights_reserved else []
    parts.append(f"read by {min(1 + position.verified, 2)} of 2 people")
    parts += ["confidential"] if node.confidential else []
    said = ", ".join(parts)
    tags = f" Tags: {', '.join(node.tags)}." if node.tags else ""
    return f"{said[:1].upper()}{said[1:]}.{tags}"


def history_section(theme: Theme, rows: Sequence[HistoryRow]) -> InspectorSection:
    """Who changed the record, and when, by the clock of this machine."""
    made = InspectorSection(theme, "History", "" if rows else "no entries")
    made.body.setSpacing(4)
    for row in rows:
        moment = row.moment.astimezone()
        made.body.addWidget(plain(theme, row.label, "small", "second"))
        when = f"{say_day(moment.date())}, {moment:%H:%M}"
        made.body.addWidget(plain(theme, " · ".join(filter(None, (when, row.who))), "micro", "third"))
    return made


def title_label(theme: Theme, text: str) -> QLabel:
    made = WrapLabel(text)
    made.setFont(theme.font("title"))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
