"""From an answer to the docket: the event that it counts from is entered, and the editor opens on the deadline."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget

from model.days.notation import NamedDeadline
from model.errors import DayError
from model.ledger.commands import Put
from model.record.base import new_id
from model.record.day import Day
from model.record.deadline import After, Anchor, Deadline
from model.record.event import Event
from model.record.named_anchors import deadline_from
from ui.calculator.answer import CalculatedDeadline, zone_asked
from ui.deadline.notationfield import names_of
from ui.editor import open_editor
from ui.editor.fields.names import AnchorNames
from ui.frame.theme import Theme
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.editor.editor import RecordEditor


def needs_event(answer: CalculatedDeadline) -> bool:
    """Whether the deadline counts from something that must stand on the docket first."""
    return answer.rule is not None or isinstance(answer.said, After) or bool(_names(answer.said))


def proposed_title(answer: CalculatedDeadline) -> str:
    """What a new event would be called: what the rule or the words count from; empty where they only give a day."""
    name = answer.rule.counts_from if answer.rule else next(iter(_names(answer.said)), "")
    return f"{name[:1].upper()}{name[1:]}"


def known_anchor(answer: CalculatedDeadline, names: AnchorNames) -> Anchor | None:
    """What the docket has by the name that is counted from, None for nothing."""
    return names.find(proposed_title(answer))


def new_event(answer: CalculatedDeadline, title: str, today: date) -> Event:
    """The event of the trigger: happened, or expected where its day is still to come."""
    made, start = Event(id=new_id("event"), title=title), answer.trigger
    if start is None:
        return made
    day = Day(on=start.date() if isinstance(start, datetime) else start)
    made = replace(made, expected=day) if day.on > today else replace(made, happened=day)
    zone = zone_asked(answer.replies[0].steps) if answer.replies else None
    return replace(made, time=f"{start:%H:%M}", zone=zone) if isinstance(start, datetime) and zone else made


def deadline_of(answer: CalculatedDeadline, place: int, names: AnchorNames, anchor: Anchor | None) -> Deadline:
    """The deadline for the record, by the reading at ``place``, counted from ``anchor`` where it counts at all.

    Raises :class:`model.errors.DayError` for what no record holds.
    """
    if answer.rule is not None and anchor is not None:
        reply = answer.replies[place]
        return After(anchor=anchor, steps=reply.steps, calendars=reply.calendars, rulebook=answer.rule.id)
    if answer.said is None:
        raise DayError("Nothing is asked yet. Write the deadline, or choose a rule.")
    deadline = deadline_from(
        answer.said,
        lambda name: _anchor(name, answer, names, anchor),
        recurs=names.recurs,
        first=answer.day_zero,
    )
    # Counted by the calendars chosen in the window, whatever instrument the obligation gets.
    if isinstance(deadline, After) and not deadline.calendars and answer.replies:
        return replace(deadline, calendars=answer.replies[0].calendars)
    return deadline


def enter_event(workspace: Workspace, event: Event) -> bool:
    """Put the event on the docket. False where it was refused; the window says why."""
    return workspace.do(Put(event, today=workspace.today)) is not None


def open_obligation(
    workspace: Workspace, theme: Theme, window: QWidget, deadline: Deadline, title: str
) -> tuple[QDialog, bool]:
    """The editor of a new obligation with this deadline. False: a draft was there, and has a deadline of its own."""
    # The editor is not loaded before it is asked for.
    from ui.editor.editor import RecordEditor

    editor = open_editor(workspace, theme, "obligation", "", window)
    if not isinstance(editor, RecordEditor) or "deadline" in editor.form.touched:
        return editor, False
    _write(editor, "deadline", deadline)
    if title and not editor.form.rows["title"].field.value():
        _write(editor, "title", title)
    return editor, True


def _write(editor: RecordEditor, name: str, value: object) -> None:
    """As if a person had written it: it counts as typed, so that closing keeps it."""
    field = editor.form.rows[name].field
    field.show_value(value)
    field.changed.emit()


def _names(said: NamedDeadline | None) -> tuple[str, ...]:
    return names_of(said) if said is not None else ()


def _anchor(name: str, answer: CalculatedDeadline, names: AnchorNames, chosen: Anchor | None) -> Anchor | None:
    """What was chosen; where several are counted from, each that the docket knows by its own name."""
    several = len(_names(answer.said)) > 1
    return (names.find(name) if several else None) or chosen
