"""The card that changes one occurrence of a series: due on another day, or not owed; always with the reason."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from model.days.wording import say_count, say_day
from model.ledger.edit import Command
from model.ledger.series import ChangeOccurrence
from ui.editor.fields.day import DayField
from ui.editor.fields.field import UnreadField
from ui.editor.fields.plain import TextField
from ui.editor.fields.row import FormRow
from ui.frame.theme import Theme
from ui.inspector.occurrences.occurrencerow import row_name
from ui.inspector.occurrences.occurrences import OccurrenceRow
from ui.moves.card import MovesCard
from ui.moves.review import review
from ui.widgets.popover import SHADOW, Popover
from ui.widgets.text import text
from ui.workspace import Workspace

WIDTH = 448
TOP = 96
LABEL = 76
NO_DAY = "Write the day on which it is due instead."
SAME_DAY = "That is the day on which it is due already. Write another, or close this card."
NO_REASON = "Say why: the reason is shown beside its day and stays in the journal."


class OccurrenceCard(Popover):
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
        super().__init__(theme, host)
        self._workspace = workspace
        self._look = theme
        self._host = host
        self._id = obligation_id
        self._row = row
        self._struck = struck
        self._review: MovesCard | None = None
        self.setObjectName("occurrence.card")
        self._build()
        self.closed.connect(self.deleteLater)

    # -------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        space, theme = self._workspace, self._look
        node = space.docket.obligations[self._id]
        heading = "Not owed this time" if self._struck else "Move this one"
        self.setAccessibleName(heading)
        self.day = DayField(theme, "occurrence.due", lambda: space.today)
        self.reason = TextField(theme, "occurrence.reason", "the letter, call or clause it rests on")
        self.day_row = FormRow(theme, "New day", self.day, label_width=LABEL)
        self.reason_row = FormRow(theme, "Reason", self.reason, label_width=LABEL)
        self.trouble = text(self._look, "", "small", "error", weight=600)
        page = self._page = QVBoxLayout()
        page.setContentsMargins(18, 12, 18, 14)
        page.setSpacing(10)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(text(self._look, f"{node.ref}  {node.short}", "small", "third"))
        head.addWidget(text(self._look, heading, "subtitle"))
        head.addWidget(text(self._look, self._stands(), "small", "second"))
        page.addLayout(head)
        for each in (*(() if self._struck else (self.day_row,)), self.reason_row, self.trouble):
            page.addWidget(each)
        page.addLayout(self._feet())
        self.body.addLayout(page)
        self.trouble.hide()
        if self._struck:
            self.day_row.setParent(self)
            self.day_row.hide()
        self.day.changed.connect(self._day_typed)
        self.reason.changed.connect(lambda: self.reason_row.show_problem(""))

    def _stands(self) -> str:
        """Where it stands now, where the series puts it, and what becomes of it."""
        row = self._row
        of = f", for {say_day(row.period)}" if row.computed != row.period else ""
        if row.due is None:
            return f"Not owed now. By the series it falls on {say_day(row.computed)}{of}."
        moved = f" By the series it falls on {say_day(row.computed)}." if row.due != row.computed else ""
        kept = " It stays listed with its reason, and can be put back." if self._struck else ""
        return f"Due {say_day(row.day)}{of}.{moved}{kept}"

    def _feet(self) -> QHBoxLayout:
        self.change_button = QPushButton("Not owed" if self._struck else "Move")
        self.change_button.setObjectName("occurrence.change")
        self.change_button.setProperty("role", "primary")
        self.change_button.clicked.connect(self.change)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setObjectName("occurrence.cancel")
        self.cancel_button.clicked.connect(self.close_card)
        feet = QHBoxLayout()
        feet.setContentsMargins(0, 4, 0, 0)
        feet.setSpacing(8)
        for button in (self.change_button, self.cancel_button):
            button.setAutoDefault(False)
            feet.addWidget(button)
        feet.addStretch(1)
        feet.addWidget(text(self._look, "Enter changes it, Esc goes back", "small", "third", wraps=False))
        return feet

    def open(self) -> None:
        """Show it, with the keyboard on its first input."""
        if not self._struck:
            self.day.show_value(self._row.day)
            self._say_shift()
        self._place()
        first = self.reason.inputs()[0] if self._struck else self.day.edit
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        if not self._struck:
            self.day.edit.selectAll()

    def _place(self) -> None:
        """At the top middle of the window, as high as its content."""
        for each in (self, *self.findChildren(QWidget)):
            each.ensurePolished()
        self.body.activate()
        high = self.body.totalHeightForWidth(WIDTH + 2 * SHADOW) - 2 * SHADOW
        window = self._anchor.window()
        self.open_at(QRect((window.width() - WIDTH) // 2, min(TOP, window.height() // 6), WIDTH, high))

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is said."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.is_open and not self._reviewed:
            self._place()
        return done

    # ------------------------------------------------------------------------------------------- typing

    def _day_typed(self) -> None:
        self.day_row.show_problem("")
        self._say_shift()

    def _say_shift(self) -> None:
        """How far the new day lies from the one that the series gives."""
        try:
            day = self.day.value()
        except UnreadField:
            day = None
        words = ""
        if day is not None and day != self._row.computed:
            shift = (day - self._row.computed).days
            way = "later" if shift > 0 else "earlier"
            words = f"{say_day(day)}, {say_count(abs(shift), 'day')} {way} than the series gives."
        elif day is not None and self._row.computed != self._row.due:
            words = f"{say_day(day)}, the day that the series gives: it is put back."
        self.day_row.show_note(words)

    # ------------------------------------------------------------------------------------------- change

    def change(self) -> None:
        """Change the occurrence, after a review of what else moves; what is wrong is said beside its input."""
        command = self._command()
        if command is not None:
            self._review = review(self._workspace, self._look, command, self, lambda: self._write(command))

    def _command(self) -> Command | None:
        """What is typed as a change, None where something is missing."""
        row = self._row
        try:
            due = None if self._struck else self._new_day()
        except UnreadField as unread:
            self._refuse(self.day_row, str(unread))
            return None
        reason = self.reason.value().strip()
        if not reason and due != row.computed:
            self._refuse(self.reason_row, NO_REASON)
            return None
        return ChangeOccurrence(self._id, row.period, due, row.computed, reason)

    def _new_day(self) -> date:
        """The day that is typed, another than it is due on now."""
        due = self.day.value()
        if due is None or due == self._row.due:
            raise UnreadField(SAME_DAY if due else NO_DAY, self.day.edit)
        return due

    def _refuse(self, row: FormRow, message: str) -> None:
        row.show_problem(message)
        row.field.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, command: Command) -> None:
        space = self._workspace
        if space.do(command) is not None:
            self.close_card()
            self._go_back()
        elif space.last_failure is not None:
            self.trouble.setText(space.last_failure.what)
            self.trouble.show()
            self._place()

    def _go_back(self) -> None:
        """The keyboard goes to the occurrence, whose row was made anew."""
        row = self._host.findChild(QWidget, row_name(self._row.period))
        if row is not None and row.isVisible():
            row.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def _reviewed(self) -> bool:
        """Whether the card of what else moves lies over this one."""
        return self._review is not None and isValid(self._review) and self._review.is_open

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is shown what moves, a press on that card is no press elsewhere."""
        return False if self._reviewed else super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = self.focusWidget()
            self.close_card() if held is self.cancel_button else self.change()
            return
        super().keyPressEvent(event)
