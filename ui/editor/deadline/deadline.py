"""The input of a deadline: in the words that counsel types, by its parts, or from the rulebook, always in step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from model.days.notation import Context, NamedDeadline, format_deadline
from model.docket import Docket
from model.errors import DayError
from model.record.deadline import After, Deadline, EventAnchor, Every, While, anchors_of
from model.record.event import Event
from model.record.instrument import Instrument
from model.record.named_anchors import UnknownAnchor, deadline_from, named_from
from ui.deadline.notationfield import PLACEHOLDER, NotationField
from ui.deadline.rulepicker import rule_or_none
from ui.editor.deadline.byparts import FORMS, ByPartsField
from ui.editor.deadline.countedby import CountedByField, default_calendars
from ui.editor.deadline.newevent import NewEventCard
from ui.editor.deadline.newevents import NewEvents
from ui.editor.deadline.rulechoice import ChosenRule, RuleDialog
from ui.editor.deadline.why import WhyPanel
from ui.editor.fields.candidates import Source
from ui.editor.fields.day import Today
from ui.editor.fields.field import Field, UnreadField, column, hint
from ui.editor.fields.names import context_of
from ui.editor.fields.typed import Typed
from ui.frame.theme import Theme
from ui.inspector.reading import RecordInView
from ui.widgets.buttons import link
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import icon

FOLLOWS = "none: it follows from a miss"
NOT_SAID = "This has no words of its own. It stands as its parts say, below."
LONGEST = 40
"""How many letters of a rule's title its button has room for."""
PAUSE = 500
"""Milliseconds without typing after which an event that is not on the docket is offered."""

Leads = Literal["shown", "words", "parts"]
"""What says the deadline: what was shown, the words typed, or the parts."""


class DeadlineField(Field):
    """What is typed rewrites the parts, a change of the parts rewrites the words.

    Events that the docket does not have may be created along the way: :meth:`new_events` are entered together with
    the record. ``source`` offers what there is to count from, ``forms`` are those that it may take, and ``none``
    stands where there is none.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        source: Source,
        today: Today,
        forms: Sequence[tuple[str, object]] = FORMS,
        none: str = FOLLOWS,
    ) -> None:
        super().__init__(theme, name)
        self._source, self._today = source, today
        self._forms, self._none = forms, none
        self._base: Deadline | None = None
        self._held: Deadline | None = None
        self._form = ""
        self._label = ""
        self._leads: Leads = "shown"
        self._events = NewEvents(theme, f"{name}.new", source)
        self._instrument = ""
        self._unknown: UnknownAnchor | None = None
        self._own = Source(self._events.docket, source.assessment, source.kinds, source.leave_out)
        self.notation = NotationField(theme, name, self._context, show_day=False)
        self.offer = NewEventCard(theme, f"{name}.new", today)
        self.counted_by = CountedByField(theme, f"{name}.by")
        self._parts: ByPartsField | None = None
        self._behind = True
        self.why = WhyPanel(theme)
        self.unsaid = hint(theme, NOT_SAID)
        self.rule_button = link("From the rulebook…", f"{name}.rulebook")
        self.parts_button = link("By parts", f"{name}.by_parts")
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._wire()
        self._show_all()

    # ------------------------------------------------------------------------------------------- frame

    def _lay_out(self) -> None:
        self.parts_button.setCheckable(True)
        links = QHBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(18)
        links.addWidget(self.rule_button)
        links.addWidget(self.parts_button)
        links.addStretch(1)
        whole = self._whole = column(self, 6)
        for widget in (self.notation, self.offer, self._events, self.unsaid, self.counted_by):
            whole.addWidget(widget)
        whole.addLayout(links)
        whole.addWidget(self.why)
        self.unsaid.hide()

    def _wire(self) -> None:
        self.notation.changed.connect(self._typed)
        self.notation.understood.connect(self._understood)
        self.notation.edit.editingFinished.connect(self._offer)
        self.notation.edit.settled.connect(self._offer)
        self._soon.timeout.connect(self._offer)
        self.offer.created.connect(self._created)
        self._events.taken_back.connect(self._read_words_again)
        self.counted_by.changed.connect(self._counted_by_changed)
        self.parts_button.toggled.connect(lambda _: self._show_all())
        self.rule_button.clicked.connect(lambda _: self.choose_rule())

    # ------------------------------------------------------------------------------------------ values

    def value(self) -> Deadline | None:
        match self._leads:
            case "shown":
                return self._base
            case "parts":
                return self.parts.value()
            case "words":
                return self._of_words()

    def show_value(self, value: Any) -> None:
        self._events.clear()
        self._form = ""
        self._show(value)

    def show_drafted(self, value: Any, events: tuple[Event, ...]) -> None:
        self._events.clear()
        for event in events:
            self._events.add(event)
        self._show(value)

    def show_form(self, form: str) -> None:
        """Begin with a form of deadline, which is taken as it stands where nobody says more."""
        self._form = form
        self._show(While() if form == "while" else None)

    @property
    def parts(self) -> ByPartsField:
        """The deadline by its parts: made when it is first asked for, and in step whenever it is."""
        if self._parts is None:
            self._parts = self._make_parts()
        if self._behind:
            self._behind = False
            self._parts.show_value(self._held)
            if self._held is None:
                self._parts.show_form(self._form)
        return self._parts

    def new_events(self) -> tuple[Event, ...]:
        """The events created here that the deadline counts from."""
        anchors = anchors_of(self._quietly())
        return self._events.among(anchor.event for anchor in anchors if isinstance(anchor, EventAnchor))

    def typed(self) -> Typed:
        """The words, or the parts where they lead."""
        return ["parts", self.parts.typed()] if self._leads == "parts" else ["words", self.notation.text()]

    def show_typed(self, typed: Typed) -> None:
        match typed:
            case ["words", str(words)]:
                self.notation.edit.setText(words)
            case ["parts", list(parts)]:
                self.parts_button.setChecked(True)
                self.parts.show_typed(parts)
                self._parts_changed()

    def created(self) -> tuple[Event, ...]:
        """Every event created here."""
        return self._events.all()

    def docket(self) -> Docket:
        """The docket with the events created here."""
        return self._events.docket()

    def show_instrument(self, instrument_id: str) -> None:
        """The instrument that it arises under: its terms are the default, and the words are read by them."""
        if instrument_id != self._instrument:
            self._instrument = instrument_id
            self._show_instrument()
            if self._leads == "words":
                self.notation.read_again()
            else:
                self._write(self._quietly())

    def show_why(self, sight: RecordInView | None) -> None:
        """Explain what the deadline comes to; None where it comes to nothing yet."""
        self.why.show_sight(sight)

    def inputs(self) -> list[QWidget]:
        parts = self._parts.inputs() if self._parts is not None else []
        return [
            *self.notation.inputs(), *self.offer.inputs(), *self._events.inputs(), *self.counted_by.inputs(),
            self.rule_button, self.parts_button, *parts,
        ]  # fmt: skip

    def set_label(self, label: str) -> None:
        self._label = label
        super().set_label(label)
        self.rule_button.setAccessibleName(f"{label}: from the rulebook")
        self.parts_button.setAccessibleName(f"{label}: by parts")

    def set_theme(self, theme: Theme) -> None:
        """What is made from now on has the new colours; what is there is told by itself."""
        self.theme = theme

    def mark(self, invalid: QWidget | None) -> None:
        by_parts = self._leads == "parts"
        wanted = self.notation.edit if invalid is self and not by_parts else invalid
        if self._parts is not None:
            if wanted in self._parts.inputs():
                self.parts_button.setChecked(True)
            self._parts.mark(self._parts if invalid is self and by_parts else wanted)
        self.notation.mark(wanted)
        self.notation.note.setVisible(wanted is not self.notation.edit and bool(self.notation.note.text))

    # ------------------------------------------------------------------------------------------- words

    def _typed(self) -> None:
        self._leads = "words"
        self._soon.start()
        self.changed.emit()

    def _understood(self, said: NamedDeadline | None) -> None:
        """What is said now, by whoever changed the words: the parts follow."""
        if self._leads != "words":
            return
        self._unknown = None
        try:
            value = self._read(said)
        except UnknownAnchor as unknown:
            self._unknown = unknown
        except DayError:
            value = None
        else:
            self._hold(value)
        if self._unknown is None or self._unknown.name != self.offer.asked:
            self.offer.ask(None)
        self._show_all()

    def _of_words(self) -> Deadline | None:
        return self.notation.value_as(self._read)

    def _read(self, said: NamedDeadline | None) -> Deadline | None:
        if said is None:
            return None
        recurs = self._events.names().recurs
        return deadline_from(said, self._events.find_anchor, recurs=recurs, former=self._base, first=self._today())

    def _write(self, value: Deadline | None) -> None:
        """Show a deadline in words, telling nobody."""
        said = named_from(value, self._events.names().name)
        self._soon.stop()
        self.offer.ask(None)
        self._unknown = None
        self.notation.show_text(format_deadline(said, self._context()) if said else "")
        self.unsaid.setVisible(value is not None and said is None)
        if value is not None and said is None:
            self.parts_button.setChecked(True)

    def _context(self) -> Context:
        return context_of(self._events.names(), self._instrument_now(), self._today())

    # ------------------------------------------------------------------------------------------- parts

    def _show(self, value: Deadline | None) -> None:
        self._base, self._leads = value, "shown"
        self._hold(value, though_none=True)
        self._write(value)
        self._show_all()

    def _hold(self, value: Deadline | None, *, though_none: bool = False) -> None:
        """What the parts are to show; they keep what they hold while nothing is said."""
        if value is not None or though_none:
            self._held, self._behind = value, True

    def _make_parts(self) -> ByPartsField:
        name = self.objectName()
        made = ByPartsField(self.theme, name, self._own, self._today, self._forms)
        made.setObjectName(f"{name}.parts")
        made.set_label(self._label)
        made.say_calendars(default_calendars(self._instrument_now()))
        made.changed.connect(self._parts_changed)
        self._whole.insertWidget(self._whole.indexOf(self.why), made)
        for before, after in pairwise([self.parts_button, *_reached(made)]):
            QWidget.setTabOrder(before, after)
        return made

    def _parts_changed(self) -> None:
        self._leads = "parts"
        value = self._quietly()
        if value is not None:
            self._base = self._held = value
        self._write(value)
        self._show_all()
        self.changed.emit()

    def _counted_by_changed(self) -> None:
        value = self._quietly()
        if not isinstance(value, After | Every):
            return
        try:
            changed = self.counted_by.applied(value)
        except UnreadField:
            return
        self._take(changed)

    def _take(self, value: Deadline) -> None:
        """A deadline that a person made by some other input than its words or its parts."""
        self._show(value)
        self.changed.emit()

    def _quietly(self) -> Deadline | None:
        """The deadline as it stands, None where it can't be read."""
        try:
            return self.value()
        except UnreadField:
            return None

    def _show_all(self) -> None:
        """Show what fits the deadline as it stands."""
        value, open_ = self._quietly(), self.parts_button.isChecked()
        if open_:
            self.parts.show()
        elif self._parts is not None:
            self._parts.hide()
        self.parts_button.setIcon(icon("chevron-down" if open_ else "chevron-right", "accent"))
        self.counted_by.show_value(None if open_ else value)
        rule = rule_or_none(value.rulebook) if isinstance(value, After | Every) else None
        self._say_rule(rule.title if rule else "")
        form = self.parts.form_name if self._leads == "parts" else self._form
        none = self._leads != "words" and value is None and not form
        self.notation.edit.setPlaceholderText(self._none if none else PLACEHOLDER)
        self._show_instrument()

    def _show_instrument(self) -> None:
        words = self.counted_by.say_instrument(self._instrument_now())
        if self._parts is not None:
            self._parts.say_calendars(words)

    def _instrument_now(self) -> Instrument | None:
        return self._source.docket().instruments.get(self._instrument)

    # -------------------------------------------------------------------------------------------- rule

    def choose_rule(self) -> RuleDialog:
        """Open the rulebook, at the rule that the deadline is from where it is from one."""
        value = self._quietly()
        dialog = RuleDialog(self.theme, self.rule_button, self._own, self._today)
        dialog.taken.connect(self._take_rule)
        dialog.finished.connect(dialog.deleteLater)
        if isinstance(value, After | Every):
            dialog.show_deadline(value)
        dialog.open()
        return dialog

    def _say_rule(self, title: str) -> None:
        """The rule that the deadline is from stands on the button that opens the rulebook, cut where it is long."""
        cut = title if len(title) <= LONGEST else title[:LONGEST].rstrip()
        self.rule_button.setText(f"By the rulebook: {cut}…" if title else "From the rulebook…")
        self.rule_button.setToolTip(plain_tooltip(title))

    def _take_rule(self, taken: ChosenRule) -> None:
        if taken.event is not None:
            self._events.add(taken.event)
        recurs = self._events.names().recurs(taken.anchor)
        self._take(taken.deadline(self._base, recurs=recurs))

    # ------------------------------------------------------------------------------------------ events

    def _offer(self) -> None:
        """After a pause: what the docket does not have is offered to be created."""
        if self._leads == "words":
            self.offer.ask(self._unknown)

    def _created(self, event: Event) -> None:
        """The words count from the event from now on, whatever it is called."""
        self._events.add(event, self._unknown.name if self._unknown else "")
        self._read_words_again()
        self.notation.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_words_again(self) -> None:
        self._leads = "words"
        self._understood(self.notation.said)
        value = self._quietly()
        if value is not None:
            self._take(value)
        else:
            self._offer()
            self.changed.emit()


def _reached(field: Field) -> list[QWidget]:
    return [each for each in field.inputs() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
