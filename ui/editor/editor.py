"""The editor of one record: its sections by name, what is wrong beside each field, and the draft that it keeps."""

from __future__ import annotations

from typing import cast

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from model.assess import assess
from model.days.wording import say_count
from model.docket import Change, Docket
from model.errors import InvalidRecord
from model.ledger import labels
from model.ledger.commands import Delete, Put, PutMany, SetCaption
from model.ledger.draft import Draft, GoesOn
from model.ledger.edit import Command
from model.ledger.entry import entry_notes, entry_problems
from model.ledger.happening import still_to_come
from model.ledger.naming import KIND_WORDS, listed, name_of
from model.record.base import Problem, Record
from model.record.caption import Caption
from model.record.deadline import Every
from model.record.door import encode
from model.record.event import Event
from model.record.obligation import CONTINUING, Obligation
from ui.editor.blank import blank
from ui.editor.deadline.deadline import DeadlineField
from ui.editor.deadline.fiscal import show_coming
from ui.editor.fields.context import FieldContext
from ui.editor.fields.expected import expect, offer_expected
from ui.editor.fields.field import UnreadField
from ui.editor.fields.lawroll import follow_law, taking_roll
from ui.editor.fields.money import AmountField
from ui.editor.form import RecordForm
from ui.editor.forms import FORMS
from ui.editor.frame import SAVE_KEYS, EditorFrame
from ui.frame.theme import Theme
from ui.inspector.reading import RecordInView
from ui.moves.review import review
from ui.workspace import Workspace

LIVE = 2_000
"""Obligations up to which a deadline is worked out while it is typed; beyond, when it is left."""
KEPT = "Closing keeps the draft."
CLOSING = ("instrument", "event")
"""Kinds of which something must be in place before they close."""
_DATING = frozenset(
    {"kind", "binding", "instrument", "starts", "deadline", "override", "lead_time", "paid_from", "needs"}
)
"""The fields that a due day and the day to act by follow from."""


class RecordEditor(EditorFrame):
    """Escape or closing keeps what was typed; the same editor opened again shows it. ``saved`` gives kind and id.

    A new record begins blank, or as ``start``.
    """

    saved = Signal(str, str)
    discarded = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        kind: str,
        record_id: str,
        parent: QWidget,
        start: Record | None = None,
    ) -> None:
        standing = _standing(workspace.docket, kind, record_id)
        begun = standing or start or blank(workspace.docket, kind)
        super().__init__(theme, RecordForm(FieldContext(workspace, theme, begun.id), FORMS[kind]), parent)
        self._workspace = workspace
        self.kind = kind
        self._fresh = standing is None
        self._start = begun
        self.record_id = begun.id
        self._asked = False
        self._keeping = KEPT
        self._visited: set[str] = set()
        self.delete_button.setVisible(not self._fresh and kind != "caption")
        self.conditions_button.setVisible(not self._fresh and kind in CLOSING)
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._soon.timeout.connect(self._settle)
        self._wire()
        self.form.show_record(self._start)
        self._begin_deadline()
        self._tell_instrument()
        self._tell_amount()
        follow_law(self.form)
        self.form.chain()
        self._say_head()
        self._say_state()
        self._say_due()

    def _wire(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.discard_button.clicked.connect(self.discard)
        self.delete_button.clicked.connect(self._delete)
        self.conditions_button.clicked.connect(self.show_conditions)
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self, self.save)
        self.form.changed.connect(self._changed)
        if "happened" in self.form.rows:
            self.form.rows["happened"].mended.connect(self._expect)
        if (deadline := self._deadline()) is not None:
            deadline.why.apply_roll.clicked.connect(self._apply_roll)
        # A bound method goes when the editor goes; the workspace outlives it.
        self._workspace.assessed.connect(self._follow_docket)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # -------------------------------------------------------------------------------------------- words

    @property
    def called(self) -> str:
        """What the record is called: "USMX-8", "new obligation"."""
        if self._fresh:
            return f"new {_noun(self.kind)}"
        standing = self._standing(self.record_id)
        return name_of(self._workspace.docket, standing) if standing else _noun(self.kind)

    @property
    def has_draft(self) -> bool:
        """Whether something was typed and not saved."""
        return bool(self.form.touched)

    def _say_head(self) -> None:
        if self._fresh:
            words = f"New {_noun(self.kind)}"
        elif self.kind in ("obligation", "relief"):
            node = self._workspace.docket.node(self.record_id)
            words = f"{node.ref}  {node.title}"
        else:
            words = self.called if self.kind != "caption" else "Title and legend"
        self.title.setText(words)
        self.setWindowTitle(words)

    def _say_state(self, message: str = "") -> None:
        wrong = self.form.wrong()
        if message:
            words, strong = message, True
        elif wrong:
            words, strong = f"{say_count(len(wrong), 'thing')} to mend.", True
        elif self.has_draft:
            words, strong = f"Not saved yet. {self._keeping}", False
        else:
            words, strong = "", False
        self.state.setText(words)
        self.state.setFont(self._look.font("small", 600 if strong else None))
        self.discard_button.setVisible(self.has_draft)
        self.mark_nav()

    # ------------------------------------------------------------------------------------------- typing

    def _changed(self, name: str) -> None:
        follow_law(self.form, name)
        self.form.chain()
        if name == "kind":
            self._begin_deadline()
        if name == "instrument":
            self._tell_instrument()
        if name == "deadline":
            self._tell_amount()
        field = self._deadline()
        if field is not None and name in _DATING and len(self._workspace.docket.obligations) > LIVE:
            field.show_why(None)
        self._soon.start()
        self._say_state()

    def _begin_deadline(self) -> None:
        """A new obligation is asked for its day; a new covenant continues, and a new consequence has no deadline."""
        row = self.form.rows.get("deadline")
        if row is None or not isinstance(row.field, DeadlineField):
            return
        begun = isinstance(self._start, Obligation) and self._start.deadline is not None
        if self._fresh and not begun and "deadline" not in self.form.touched:
            kind = self.form.shown()["kind"]
            row.field.show_form("while" if kind in CONTINUING else "" if kind == "consequence" else "on")
            self.form.proposed = {"deadline"} if kind in CONTINUING else set()

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        left = self.row_of(old)
        if left is not None and left is not self.row_of(now) and left.field.objectName() in self.form.touched:
            self._visited.add(left.field.objectName())
            self.check()
            self._say_due()
        if now is not None and self.row_of(now) is not None:
            self.show_input(now)

    def _expect(self) -> None:
        """An event that was dated ahead becomes an expected one."""
        record, _ = self.form.record()
        if isinstance(record, Event):
            expect(self.form, record)
            self._settle()

    def _settle(self) -> None:
        """After a pause in typing."""
        self.check()
        if len(self._workspace.docket.obligations) <= LIVE:
            self._say_due()

    # ------------------------------------------------------------------------------------------ checking

    def check(self) -> bool:
        """Hold what is typed against the rules, and say what is wrong where it was visited. True where all is sound."""
        record, unread = self.form.record()
        asked = {problem.field for problem in unread}
        problems = (*unread, *(each for each in self._problems(record) if each.field not in asked))
        loose = self.form.show_problems(problems, None if self._asked else self._visited)
        offer_expected(self.form, record, self._workspace.today)
        notes = () if problems else entry_notes(self._workspace.docket, record, self._workspace.today)
        if self._asked and loose:
            self._say_state(loose[0])
        elif notes and self.has_draft:
            self._say_state()
            self.state.setText(notes[0])
        else:
            self._say_state()
        return not problems

    def _say_due(self) -> None:
        """What the deadline comes to, by the same assessment as everywhere, of the docket as it would be."""
        if self.kind == "event":
            show_coming(self.form, self._workspace.today)
        field = self._deadline()
        if field is None:
            return
        record, unread = self.form.record()
        wrong = {problem.field for problem in (*unread, *self._problems(record))}
        if not isinstance(record, Obligation) or wrong & _DATING:
            field.show_why(None)
            return
        docket, held = field.docket(), self._workspace.assessment
        if record != self._standing(self.record_id):
            docket = docket.changed((Change(self.kind, record.id, None, record),))
            held = assess(docket, held.day)
        field.show_why(RecordInView(docket, held, record))

    def _deadline(self) -> DeadlineField | None:
        row = self.form.rows.get("deadline")
        return row.field if row is not None and isinstance(row.field, DeadlineField) else None

    def _tell_instrument(self) -> None:
        """The deadline is read by the terms of the instrument that is chosen now; the end of one, by its own."""
        if (ends := self.form.rows.get("ends")) is not None and isinstance(ends.field, DeadlineField):
            ends.field.show_instrument(self.record_id)
        field, row = self._deadline(), self.form.rows.get("instrument")
        if field is None or row is None:
            return
        try:
            field.show_instrument(row.field.value() or "")
        except UnreadField:
            field.show_instrument("")

    def _apply_roll(self) -> None:
        """Give the instrument the roll of its law, after a review of what else that moves."""
        record, _ = self.form.record()
        command = taking_roll(self._workspace, record) if isinstance(record, Obligation) else None
        if command is not None:
            review(self._workspace, self._look, command, self, lambda: self._take_roll(command))

    def _take_roll(self, command: Command) -> None:
        if self._workspace.do(command) is None:
            self._say_failure()
            return
        self._tell_instrument()
        self._say_due()

    def _new_events(self) -> tuple[Event, ...]:
        """The events that were created where a deadline or an end was written."""
        return tuple(
            event
            for name, field in self._dated_fields().items()
            if name in self.form.touched
            for event in field.new_events()
        )

    def _dated_fields(self) -> dict[str, DeadlineField]:
        """The deadline of an obligation, the end of an instrument."""
        rows = self.form.rows.items()
        return {name: row.field for name, row in rows if isinstance(row.field, DeadlineField)}

    def _tell_amount(self) -> None:
        """An amount may be for all occurrences together where the deadline is a series."""
        field, row = self._deadline(), self.form.rows.get("amount")
        if field is None or row is None or not isinstance(row.field, AmountField):
            return
        try:
            row.field.show_series(isinstance(field.value(), Every))
        except UnreadField:
            return

    def _problems(self, record: Record) -> tuple[Problem, ...]:
        events = (Change("event", event.id, None, event) for event in self._new_events())
        ahead = still_to_come(record, self._workspace.today) if isinstance(record, Event) else None
        found = entry_problems(self._workspace.docket.changed(events), record, self._text_of)
        return (*found, ahead) if ahead else found

    def _text_of(self, document_id: str) -> str | None:
        ledger = self._workspace.ledger
        return ledger.document_text(document_id) if ledger else None

    def save(self) -> None:
        """Write what is typed as one change, after a review of what else it moves; where it can't be, say why."""
        self._asked = True
        self._soon.stop()
        if not self.check():
            self.go_to_wrong()
            return
        record, _ = self.form.record()
        command = self._command(record, self.form.base(self._standing(self.record_id)))
        review(self._workspace, self._look, command, self, lambda: self._write(command))

    def _write(self, command: Command) -> None:
        """Make the change. Where it is refused everything typed is kept."""
        if self._workspace.do(command) is None:
            self._say_failure()
            return
        self.form.forget()
        self.accept()
        self.saved.emit(self.kind, self.record_id)

    def _command(self, record: Record, base: Record | None) -> Command:
        if isinstance(record, Caption):
            return SetCaption(record, cast("Caption | None", base))
        events = self._new_events()
        if events:
            return self._with_events(record, base, events)
        return Put(record, base=base, today=self._workspace.today)

    def _with_events(self, record: Record, base: Record | None, events: tuple[Event, ...]) -> Command:
        """The record and the events created for it enter together, as one change."""
        docket = self._workspace.docket.changed(Change("event", event.id, None, event) for event in events)
        standing = self._standing(self.record_id)
        label = labels.changed(docket, standing, record) if standing else labels.entered(docket, record)
        titles = listed([f"“{event.title}”" for event in events])
        whole = f"{label}, with the {'event' if len(events) == 1 else 'events'} {titles}"
        return PutMany((*events, record), whole, bases=(base,) if base else ())

    def _say_failure(self) -> None:
        failure = self._workspace.last_failure
        if failure is None:
            return
        field = failure.error.field if isinstance(failure.error, InvalidRecord) else ""
        if field in self.form.rows:
            self.form.rows[field].show_problem(failure.what)
            self._say_state()
            self.go_to_wrong()
        else:
            self._say_state(failure.what)

    # ---------------------------------------------------------------------------------------------- draft

    def _standing(self, record_id: str) -> Record | None:
        return _standing(self._workspace.docket, self.kind, record_id)

    def _follow_docket(self, _assessment: object) -> None:
        """What others changed meanwhile is shown where nothing was typed."""
        standing = self._standing(self.record_id)
        if standing is not None:
            self._fresh = False
            self.form.show_record(standing)
            self._tell_instrument()
            self._tell_amount()
            self.form.chain()
            self._say_head()

    @property
    def goes_on(self) -> GoesOn | None:
        """The series that a draft goes on from; None for one that stands by itself."""
        return None

    def draft(self, draft_id: str, key: str) -> Draft:
        """What was typed, to be kept under ``draft_id``. Raises UnicodeEncodeError where half a character was typed."""
        record, _ = self.form.record()
        space = self._workspace
        return Draft(
            id=draft_id,
            kind=self.kind,
            key=key,
            fresh=self._fresh,
            called=self.called,
            title=str(getattr(record, "title", "") or getattr(record, "name", "")),
            who=space.who,
            typed_at=space.clock().astimezone(),
            body=encode(record),
            seen=encode(self.form.seen()),
            touched=tuple(sorted(self.form.touched)),
            typed=msgspec.json.encode(self.form.typed()).decode(),
            events=tuple(event for field in self._dated_fields().values() for event in field.created()),
            goes_on=self.goes_on,
        )

    def show_draft(self, draft: Draft, said: str) -> None:
        """Go on with what was typed earlier; ``said`` tells what became of its record since."""
        self.form.show_draft(draft)
        self._tell_instrument()
        self._tell_amount()
        self.form.chain()
        self._say_head()
        self.check()
        self._say_due()
        if said:
            self._say_state(said)

    def say_keeping(self, words: str) -> None:
        """What becomes of the draft when this is closed."""
        self._keeping = words
        if not self.form.wrong():
            self._say_state()

    def discard(self) -> None:
        """Forget what was typed, and show the record as it stands."""
        self._asked = False
        self._visited.clear()
        self.form.forget()
        self.form.show_record(self._standing(self.record_id) or self._start)
        self._begin_deadline()
        self._tell_instrument()
        self._say_state()
        self._say_due()
        self.discarded.emit()

    def show_conditions(self) -> None:
        """Show what must be in place before it closes. What was typed here is kept."""
        from ui.conditions import open_conditions

        open_conditions(self._workspace, self._look, self, self.kind, self.record_id).left.connect(self.reject)

    def _delete(self) -> None:
        command = Delete(self.kind, self.record_id)
        review(self._workspace, self._look, command, self, lambda: self._take_out(command))

    def _take_out(self, command: Command) -> None:
        if self._workspace.do(command) is None:
            self._say_failure()
            return
        self.form.forget()
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.form.touched:
            title = self.form.rows.get("title") if self._fresh else None
            first = title.field.inputs()[0] if title else next(iter(self.form.inputs()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.reject()


def _standing(docket: Docket, kind: str, record_id: str) -> Record | None:
    """The record as it stands; None where it is new."""
    if kind == "caption":
        return docket.get("caption", docket.caption.id)
    return docket.get(kind, record_id) if record_id else None


def _noun(kind: str) -> str:
    return {"person": "person or role", "caption": "docket"}.get(kind, KIND_WORDS[kind])
