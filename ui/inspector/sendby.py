"""The section of a notice: by when to send it, by each method, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from model.days.wording import say_day, say_day_parts, say_distance
from model.outlook.notice import SendBy, by_method, notice_terms, send_by, still_to_send
from model.record.instrument import Instrument
from model.record.relief import Relief
from ui.frame.theme import Theme
from ui.inspector.flow import DayLabel, FlowLabel, Run
from ui.inspector.reading import RecordInView
from ui.inspector.sections import InspectorSection
from ui.widgets.elided import plain_tooltip

HEAD = "Send by"


def send_section(theme: Theme, sight: RecordInView) -> InspectorSection | None:
    """The last safe day to send by each method, with address and copy; None for what is not sent, or is done."""
    if isinstance(sight.node, Relief):
        return None
    terms = notice_terms(sight.docket, sight.node)
    if terms is None or not still_to_send(sight.assessment, sight.node):
        return None
    rows = send_by(sight.docket, sight.assessment, sight.node)
    other = terms.id != sight.node.instrument
    made = InspectorSection(theme, HEAD, f"under {terms.short}" if other else "" if rows else "no method is entered")
    made.body.addLayout(_grid(theme, rows, sight.assessment.day))
    for words in clause_lines(terms):
        made.body.addSpacing(4)
        made.body.addWidget(FlowLabel(theme, words))
    return made


def _grid(theme: Theme, rows: tuple[SendBy, ...], today: date) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(2)
    for place, row in enumerate(rows):
        if row.day:
            grid.addWidget(DayLabel(theme, say_day_parts(row.day)), place, 0, Qt.AlignmentFlag.AlignTop)
        words = FlowLabel(theme, tuple(row_runs(row, today)))
        words.setToolTip(tooltip_of(row))
        grid.addWidget(words, place, 1 if row.day else 0, 1, 1 if row.day else 2)
    grid.setColumnStretch(1, 1)
    return grid


def row_runs(row: SendBy, today: date) -> Iterator[Run]:
    """One method in words: how far off the day is, the hour, when it counts as received, and what to mind."""
    yield Run(by_method(row.method), "small", "first", weight=600)
    if row.day is None or row.received is None:
        yield Run(f": {row.trouble}", "small", "second")
        return
    if row.passed:
        yield Run(f": {row.note}", "small", "first")
        return
    hour = f", {row.until}" if row.until else ""
    distance = say_distance((row.day - today).days)
    yield Run(f"{hour}, {distance}; deemed received {say_day(row.received)}", "small", "second")
    if row.note:
        yield Run(f". {row.note[:1].upper()}{row.note[1:]}", "small", "third")


def tooltip_of(row: SendBy) -> str:
    """How receipt follows from the day of sending, line by line, and the words of the clause."""
    lines = [f"{say_day(line.day)}: {line.words}" for line in row.lines if line.day]
    return plain_tooltip("\n".join([*lines, *([f"“{row.words}”"] if row.words else [])]))


def clause_lines(terms: Instrument) -> Iterator[tuple[Run, Run]]:
    """Address, copy, manner and deemed receipt as the clause has them: what each is, and its words."""
    clause = terms.notice
    if clause is None:
        return
    for name, words in (
        ("To ", clause.address),
        ("Copy to ", clause.copy_to),
        ("How ", clause.method),
        ("Deemed receipt ", clause.deemed_receipt),
    ):
        if words.strip():
            yield Run(name, "small", "third"), Run(" ".join(words.split()), "small", "second")
