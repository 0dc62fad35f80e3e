"""Before a counted deadline goes on the docket: the event that it counts from, a new one or one that is there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from model.days.wording import say_day
from model.record.event import Event
from ui.editor.fields.candidates import Source
from ui.editor.fields.field import UnreadField
from ui.editor.fields.picker import PickEdit
from ui.frame.theme import Theme, set_property
from ui.inspector.flow import FlowLabel, Run
from ui.widgets.popover import Popover
from ui.workspace import Workspace

_WIDTH = 400


class AddCard(Popover):
    """Emits `fresh(str)`, the title of the event to create, or `existing(str)`, the id of one on the docket."""

    fresh = Signal(str)
    existing = Signal(str)

    def __init__(self, theme: Theme, workspace: Workspace, anchor: QWidget) -> None:
        super().__init__(theme, anchor)
        self._workspace = workspace
        self._day = workspace.today
        self.head = QLabel("What does it count from?")
        self.head.setFont(theme.font("subtitle"))
        self.new = QRadioButton("A new event")
        self.title = QLineEdit()
        self.title.setAccessibleName("Title of the new event")
        self.title.setPlaceholderText("what happens on that day")
        self.old = QRadioButton("An event on the docket")
        source = Source(lambda: workspace.docket, lambda: workspace.assessment, ("event",))
        self.pick = PickEdit(theme, source, "an event")
        self.pick.setAccessibleName("Event on the docket")
        self.note = FlowLabel(theme)
        self.go = QPushButton("Write the obligation")
        self.go.setProperty("role", "primary")
        self.cancel = QPushButton("Cancel")
        self._lay_out()
        self._wire()

    def ask(self, title: str, day: date, known: Event | None) -> None:
        """Offer to create an event of this title on this day, or the one that the docket has by that name."""
        self._day = day
        self.title.setText(title)
        self.pick.show_id(known.id if known else "")
        self.old.setEnabled(bool(self._workspace.docket.events))
        (self.old if known else self.new).setChecked(True)
        self._say()

    def take_keyboard(self) -> None:
        """Put the keyboard where the answer is."""
        where = self.title if self.new.isChecked() else self.go
        where.setFocus(Qt.FocusReason.PopupFocusReason)
        self.title.selectAll()

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(self.head)
        for radio, field in ((self.new, self.title), (self.old, self.pick)):
            inside.addWidget(radio)
            row = QHBoxLayout()
            row.setContentsMargins(24, 0, 0, 0)
            row.addWidget(field)
            inside.addLayout(row)
        inside.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self.body.addLayout(inside)
        self.setFixedWidth(_WIDTH)
        for button in (self.go, self.cancel):
            button.setAutoDefault(False)

    def _wire(self) -> None:
        self.new.toggled.connect(lambda _: self._say())
        self.title.textEdited.connect(lambda _: self._choose(self.new))
        self.pick.picked.connect(lambda _: self._choose(self.old))
        self.title.returnPressed.connect(self._finish)
        self.go.clicked.connect(self._finish)
        self.cancel.clicked.connect(self.close_card)

    def _choose(self, radio: QRadioButton) -> None:
        radio.setChecked(True)
        self._say()

    def _say(self) -> None:
        for field in (self.title, self.pick):
            set_property(field, "invalid", None)
        words = self._new_words() if self.new.isChecked() else self._old_words()
        self.note.show_runs((Run(words, "small", "second"),))
        self.fit()

    def _new_words(self) -> str:
        day = say_day(self._day)
        if self._day > self._workspace.today:
            return f"Entered as expected on {day}. Nothing falls due by it until it is recorded that it happened."
        return f"Entered as an event of {day}. Undo takes it back."

    def _old_words(self) -> str:
        event = self._event()
        if event is None:
            return "Choose the event. The deadline follows its day."
        if event.recurring:
            return "It comes again and again: each time the obligation is owed again."
        if event.happened is None:
            return "No record says that it has happened: the deadline waits for its day."
        recorded = f"Recorded on {say_day(event.happened.on)}"
        if event.happened.on != self._day:
            return f"{recorded}: the deadline counts from that day, not {say_day(self._day)}."
        return f"{recorded}."

    def _event(self) -> Event | None:
        try:
            return self._workspace.docket.events.get(self.pick.record_id())
        except UnreadField:
            return None

    def _finish(self) -> None:
        title, event = " ".join(self.title.text().split()), self._event()
        if self.new.isChecked() and title:
            self.close_card()
            self.fresh.emit(title)
        elif self.old.isChecked() and event is not None:
            self.close_card()
            self.existing.emit(event.id)
        else:
            wrong = self.title if self.new.isChecked() else self.pick
            set_property(wrong, "invalid", "true")
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
