"""The section of a miss: what it sets off, each proposal with its day and its authority, for counsel to accept.

A proposal that is not accepted stays for as long as the miss does; there is nothing to dismiss, and nothing is entered
before its editor is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from model.days.provenance import say_grade
from model.days.wording import say_count, say_day, say_day_parts, say_distance
from model.outlook.notice import send_by_words
from model.outlook.setsoff import SetOffDraft, set_off
from model.record.relief import Relief
from ui.editor.blank import next_ref
from ui.frame.theme import Theme
from ui.inspector.flow import DayLabel, FlowLabel, Run, plain
from ui.inspector.reading import RecordInView
from ui.inspector.sections import InspectorSection
from ui.widgets.buttons import link
from ui.workspace import Workspace

HEAD = "This sets off"

Accept = Callable[[SetOffDraft], object]


def sets_off_section(theme: Theme, sight: RecordInView, accept: Accept) -> InspectorSection | None:
    """What the miss sets off and is not on the docket yet; None where that is nothing."""
    if isinstance(sight.node, Relief):
        return None
    proposals = set_off(sight.docket, sight.assessment, sight.node.id)
    if not proposals:
        return None
    made = InspectorSection(theme, HEAD, f"{say_count(len(proposals), 'proposal')}, not entered")
    because = ""
    for place, one in enumerate(proposals):
        if one.because != because:
            because = one.because
            made.body.addWidget(plain(theme, because, "small", "second"))
        made.body.addSpacing(8 if place else 4)
        made.body.addLayout(_row(theme, one, place, sight.assessment.day, accept))
    return made


def _row(theme: Theme, one: SetOffDraft, place: int, today: date, accept: Accept) -> QVBoxLayout:
    """The title with its way in, the day, why, and by what authority."""
    head = QHBoxLayout()
    head.setSpacing(12)
    title = FlowLabel(theme, (Run(one.draft.short, "strong"),))
    head.addWidget(title, 1)
    button = link("Accept…", spoken=f"Accept: {one.draft.title}", fixed=True)
    button.setObjectName(f"accept.{place}")
    button.setToolTip("Opens the obligation as a draft. Nothing is entered until it is saved.")
    button.clicked.connect(lambda: accept(one))
    head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addLayout(head)
    column.addLayout(_day_line(theme, one, today))
    column.addWidget(plain(theme, one.why, "small", "second"))
    column.addWidget(FlowLabel(theme, tuple(authority_runs(one))))
    for words in filter(None, notes(one, today)):
        column.addWidget(plain(theme, words, "small", "third"))
    return column


def _day_line(theme: Theme, one: SetOffDraft, today: date) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    if one.due is not None:
        line.addWidget(DayLabel(theme, say_day_parts(one.due)), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(plain(theme, day_words(one, today), "small", "first"), 1)
    return line


def day_words(one: SetOffDraft, today: date) -> str:
    """What stands beside the day, or in its place."""
    if one.due is not None:
        return f"due, {say_distance((one.due - today).days)}"
    if one.trouble:
        return f"No day: {one.trouble}"
    asked = "To be done promptly" if getattr(one.draft.deadline, "reason", "") == "promptly" else "No day is set"
    again = f"; looked at again on {say_day(one.draft.review_by)}" if one.draft.review_by else ""
    return f"{asked}{again}"


def authority_runs(one: SetOffDraft) -> Iterator[Run]:
    """By what it is owed; the words of an instrument stand in its serif."""
    named, quote, words = one.authority.partition("“")
    yield Run(named, "small", "third")
    if quote:
        yield Run(f"{quote}{words}", "source", "first", size=14)


def notes(one: SetOffDraft, today: date) -> Iterator[str]:
    """How the text of the rule was read, what counsel has to settle, and by when to send."""
    if one.read:
        yield say_grade(one.read)
    yield one.draft.question
    for each in one.send:
        yield f"{send_by_words(each, today)}."


def open_proposal(workspace: Workspace, theme: Theme, proposal: SetOffDraft, host: QWidget) -> QDialog:
    """The editor on the draft, with the next free ref. The same proposal opened again shows what was typed."""
    # The editor is not loaded before it is asked for.
    from ui.editor.drafts.drafts import drafts_of
    from ui.editor.editor import RecordEditor

    draft = replace(proposal.draft, ref=next_ref(workspace.docket))
    return drafts_of(workspace).hold(
        ("obligation", draft.id), lambda: RecordEditor(workspace, theme, "obligation", draft.id, host, draft), host
    )
