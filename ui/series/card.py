"""The card that changes one occurrence of a series: due on another day, or not owed; always with the reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from model.days.wording import say_count, say_day
from model.ledger.edit import Command
from model.ledger.series import ChangeOccurrence
from ui.editor.fields.context import FieldContext
from ui.editor.fields.field import UnreadField
from ui.editor.form import CardForm
from ui.editor.formcard import CardHead, FormCard
from ui.editor.forms.slots import FieldSlot, day, starting, text
from ui.frame.theme import Theme
from ui.inspector.occurrences.occurrencerow import row_name
from ui.inspector.occurrences.occurrences import OccurrenceRow
from ui.workspace import Workspace

WIDTH = 448
LABEL = 76
DAY, REASON = "occurrence.due", "occurrence.reason"
NO_DAY = "Write the day on which it is due instead."
SAME_DAY = "That is the day on which it is due already. Write another, or close this card."
NO_REASON = "Say why: the reason is shown beside its day and stays in the journal."


class OccurrenceCard(FormCard):
    """``open`` shows it; Enter changes the occurrence and closes; Escape closes, and nothing was changed."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        obligation_id: str,
        row: OccurrenceRow,
        host: QWidget,
        *,
        struck: bool,
    ) -> None:
        super().__init__(workspace, theme, host, "occurrence.card", WIDTH)
        self._host = host
        self._id = obligation_id
        self._row = row
        self._struck = struck

    def open(self) -> None:
        """Show it, with the keyboard on its first input."""
        node = self._workspace.docket.obligations[self._id]
        moved = FieldSlot(DAY, "New day", starting(day, self._row.day))
        reason = FieldSlot(REASON, "Reason", text("the letter, call or clause it rests on"))
        slots = (reason,) if self._struck else (moved, reason)
        form = CardForm(FieldContext(self._workspace, self._look, ""), slots, LABEL)
        form.changed.connect(lambda _: self._say_shift())
        heading, act = ("Not owed this time", "Not owed") if self._struck else ("Move this one", "Move")
        head = CardHead(heading, f"{node.ref}  {node.short}", (self._stands(),))
        self.setAccessibleName(heading)
        self.show_form(head, form, (act, "occurrence.change"), "Enter changes it, Esc goes back")
        self._say_shift()

    def _stands(self) -> str:
        """Where it stands now, where the series puts it, and what becomes of it."""
        row = self._row
        of = f", for {say_day(row.period)}" if row.computed != row.period else ""
        if row.due is None:
            return f"Not owed now. By the series it falls on {say_day(row.computed)}{of}."
        moved = f" By the series it falls on {say_day(row.computed)}." if row.due != row.computed else ""
        kept = " It stays listed with its reason, and can be put back." if self._struck else ""
        return f"Due {say_day(row.day)}{of}.{moved}{kept}"

    # ------------------------------------------------------------------------------------------- typing

    def _say_shift(self) -> None:
        """How far the new day lies from the one that the series gives."""
        if self.form is None or self._struck:
            return
        try:
            day = self.form.value(DAY)
        except UnreadField:
            day = None
        words = ""
        if day is not None and day != self._row.computed:
            shift = (day - self._row.computed).days
            way = "later" if shift > 0 else "earlier"
            words = f"{say_day(day)}, {say_count(abs(shift), 'day')} {way} than the series gives."
        elif day is not None and self._row.computed != self._row.due:
            words = f"{say_day(day)}, the day that the series gives: it is put back."
        self.form.rows[DAY].show_note(words)

    # ------------------------------------------------------------------------------------------- change

    def go_on(self) -> None:
        """Change the occurrence, after a review of what else moves; what is wrong is said beside its input."""
        command = self._command(self.form) if self.form is not None else None
        if command is not None:
            self.carry_out(command)

    def _command(self, form: CardForm) -> Command | None:
        """What is typed as a change, None where something is missing."""
        row = self._row
        try:
            due = None if self._struck else self._new_day(form)
        except UnreadField as unread:
            form.refuse(DAY, str(unread))
            return None
        reason = form.value(REASON).strip()
        if not reason and due != row.computed:
            form.refuse(REASON, NO_REASON)
            return None
        return ChangeOccurrence(self._id, row.period, due, row.computed, reason)

    def _new_day(self, form: CardForm) -> date:
        """The day that is typed, another than it is due on now."""
        due: date = form.needed(DAY, NO_DAY)
        if due == self._row.due:
            raise UnreadField(SAME_DAY, form.rows[DAY])
        return due

    def _write(self, command: Command) -> None:
        super()._write(command)
        if not self.is_open:
            self._go_back()

    def _go_back(self) -> None:
        """Give the keyboard to the occurrence, whose row was made again."""
        row = self._host.findChild(QWidget, row_name(self._row.period))
        if row is not None and row.isVisible():
            row.setFocus(Qt.FocusReason.PopupFocusReason)
