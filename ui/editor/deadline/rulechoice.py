"""A deadline from the rulebook: the rule and its reading, and what it counts from in this docket."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from model.days.notation.names import fold
from model.days.rulebook import Rule, RuleReading
from model.errors import DayError
from model.record.deadline import After, Anchor, Deadline, EventAnchor, Every, InstrumentAnchor, ObligationAnchor
from model.record.event import Event
from model.record.links import anchor_id
from model.record.named_anchors import UnknownAnchor
from ui.deadline.rulepicker import RulePicker, rule_or_none
from ui.editor.deadline.anchor import AnchorField
from ui.editor.deadline.newevent import NewEventCard
from ui.editor.fields.candidates import Candidate, Source
from ui.editor.fields.day import Today
from ui.editor.fields.field import UnreadField
from ui.frame.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.rows import clear_layout
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.wraplabel import WrapLabel

SIZE = QSize(900, 660)
MARGIN = 24
_SMALL = frozenset({"the", "a", "an", "of", "or", "and", "on", "in", "is", "which", "to", "by", "for", "day", "date"})
_MOST = 3


class ChosenRule(NamedTuple):
    """A rule as it was taken: by which reading, counted from what, and the event to create for it, if any."""

    rule: Rule
    reading: RuleReading
    anchor: Anchor
    event: Event | None = None

    def deadline(self, former: Deadline | None, *, recurs: bool) -> After[Anchor] | Every:
        """The deadline that the rule sets: a series where what it counts from recurs. The source's words are kept."""
        words = former.words if isinstance(former, After | Every) else ""
        rule, reading = self.rule.id, self.reading
        steps, opens, calendars = reading.steps, reading.opens, reading.calendars
        if recurs and isinstance(self.anchor, EventAnchor):
            event = self.anchor.event
            return Every(event=event, steps=steps, opens=opens, calendars=calendars, rulebook=rule, words=words)
        return After(anchor=self.anchor, steps=steps, opens=opens, calendars=calendars, rulebook=rule, words=words)


class RuleDialog(QDialog):
    """``taken`` is emitted with the rule once it is clear what it counts from."""

    taken = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, source: Source, today: Today) -> None:
        super().__init__(host.window())
        self._theme, self._host, self._source, self._today = theme, host, source, today
        self.picker = RulePicker(theme)
        self.anchor = AnchorField(theme, "rule.anchor", source)
        self.anchor.set_label("Counts from")
        self.card = NewEventCard(theme, "rule.new", today)
        self.card.say_then(" and use the rule")
        self.head = WrapLabel()
        self.problem = WrapLabel()
        self.create_button = link("Create the event…", "rule.offer")
        self.use = QPushButton("Use this rule")
        self.cancel = QPushButton("Cancel")
        self._matches = QHBoxLayout()
        self._build()
        self._wire()
        self._show_rule(None)

    def _build(self) -> None:
        self.setWindowTitle("From the rulebook")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        title = QLabel("From the rulebook")
        title.setFont(self._theme.font("title"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(MARGIN, 16, MARGIN, 12)
        inside.setSpacing(12)
        inside.addWidget(title)
        inside.addWidget(self.picker, 1)
        whole.addLayout(inside, 1)
        whole.addWidget(Hairline(self._theme))
        whole.addWidget(self._build_foot())
        room = self._host.window().size()
        self.resize(SIZE.boundedTo(room.expandedTo(QSize(640, 440))))

    def _build_foot(self) -> QWidget:
        foot = Surface(self._theme, "panel")
        column = QVBoxLayout(foot)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(8)
        self.head.setFont(self._theme.font("strong"))
        self.problem.setProperty("role", "error")
        self.problem.setFont(self._theme.font("small", 600))
        self._matches.setSpacing(14)
        offers = QHBoxLayout()
        offers.setSpacing(14)
        offers.addLayout(self._matches)
        offers.addWidget(self.create_button)
        offers.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        self.use.setProperty("role", "primary")
        self.use.setObjectName("rule.use")
        for button in (self.use, self.cancel):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addWidget(self.problem, 1)
        for widget in (self.head, self.anchor):
            column.addWidget(widget)
        column.addLayout(offers)
        column.addWidget(self.card)
        column.addLayout(buttons)
        return foot

    def _wire(self) -> None:
        self.picker.ruleChanged.connect(self._show_rule)
        self.picker.taken.connect(lambda _: self._go_on())
        self.anchor.changed.connect(self._anchor_changed)
        self.create_button.clicked.connect(lambda _: self._offer_event())
        self.card.created.connect(self._created)
        self.use.clicked.connect(lambda _: self._use())
        self.cancel.clicked.connect(self.reject)

    # ------------------------------------------------------------------------------------------ showing

    def show_deadline(self, value: After[Anchor] | Every) -> None:
        """Begin at the rule that a deadline is from, by its reading, and at what it counts from."""
        event = value.event if isinstance(value, Every) else None
        anchor = EventAnchor(event=event) if event else value.anchor if isinstance(value, After) else None
        rule = rule_or_none(value.rulebook)
        if rule is not None:
            self.picker.show_rule(rule.id, _reading_of(rule, value))
            self._show_rule(rule)
        self.anchor.show_value(anchor)
        self._show_trigger()

    def _show_rule(self, rule: Rule | None) -> None:
        self.problem.clear()
        self.card.ask(None)
        self._show_asking(rule)
        self.head.setText(f"Counts from: {rule.counts_from}" if rule else "Search for a rule, or go down the list.")
        clear_layout(self._matches)
        if rule is None:
            return
        found = matching(self._source.all(), rule.counts_from)
        if not self._anchor_id() and found and _words(rule.counts_from) <= _words(found[0].title):
            self.anchor.show_value(EventAnchor(event=found[0].id))
        for one in found[:_MOST]:
            if one.id != self._anchor_id():
                self._matches.addWidget(self._match(one))
        self._show_trigger()

    def _show_asking(self, rule: Rule | None) -> None:
        """Either an event of the docket is chosen, or one is created: whichever is asked now is shown."""
        creating = self.card.asked != ""
        self.anchor.setVisible(rule is not None and not creating)
        self.use.setVisible(not creating)
        self.use.setEnabled(rule is not None)
        self.create_button.setVisible(rule is not None)
        for place in range(self._matches.count()):
            item = self._matches.itemAt(place)
            if item is not None and (widget := item.widget()) is not None:
                widget.setVisible(not creating)
        if rule is not None:
            name = _event_name(rule)
            words = "Choose an event of the docket instead" if creating else f"Create the event “{name}”…"
            self.create_button.setText(words)

    def _match(self, one: Candidate) -> QPushButton:
        made = link(one.title, f"rule.match.{one.id}")
        made.setAccessibleName(f"Count from {one.title}")
        made.clicked.connect(lambda _=False: self._count_from(one))
        return made

    def _count_from(self, one: Candidate) -> None:
        self.anchor.show_value(EventAnchor(event=one.id))
        self._anchor_changed()

    def _anchor_changed(self) -> None:
        self.problem.clear()
        self._show_trigger()

    def _show_trigger(self) -> None:
        """The law of the day on which the clock starts, where that is known."""
        try:
            self.picker.set_trigger(self._day_of(self.anchor.value()))
        except UnreadField:
            self.picker.set_trigger(None)

    def _day_of(self, anchor: Anchor) -> date | None:
        docket, today = self._source.docket(), self._today()
        if isinstance(anchor, ObligationAnchor):
            position = self._source.assessment().positions.get(anchor.obligation)
            return position.due if position else None
        if isinstance(anchor, InstrumentAnchor):
            instrument = docket.instruments.get(anchor.instrument)
            if instrument is None:
                return None
            return instrument.begins if anchor.of == "start" else instrument.in_force_until
        event = docket.events.get(anchor.event)
        if event is None or not event.recurring:
            return event.first if event else None
        try:
            days = event.days(max(today, event.first or today) + timedelta(days=800))
        except DayError:
            return event.first
        return next((day for day in days if day >= today), event.first)

    def _anchor_id(self) -> str:
        try:
            return anchor_id(self.anchor.value())
        except UnreadField:
            return ""

    # ------------------------------------------------------------------------------------------- taking

    def _offer_event(self) -> None:
        rule = self.picker.rule
        if rule is None:
            return
        creating = not self.card.asked
        self.card.ask(UnknownAnchor(_event_name(rule)) if creating else None)
        self._show_asking(rule)
        first = self.card.title if creating else self.anchor.pick
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _created(self, event: Event) -> None:
        self._finish(EventAnchor(event=event.id), event)

    def _go_on(self) -> None:
        """Enter in the list: use the rule where it is clear what it counts from, and ask where it is not."""
        if self._anchor_id():
            self._use()
        else:
            self.anchor.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self) -> None:
        try:
            anchor = self.anchor.value()
        except UnreadField as unread:
            self.problem.setText(f"{unread} Or create the event.")
            unread.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._finish(anchor, None)

    def _finish(self, anchor: Anchor, event: Event | None) -> None:
        rule, version = self.picker.rule, self.picker.version
        if rule is None or version is None:
            self.problem.setText("The rulebook has no law for that day. Choose another rule, or state the day.")
            return
        self.taken.emit(ChosenRule(rule, version.readings[self.picker.reading], anchor, event))
        self.accept()


def _reading_of(rule: Rule, value: After[Anchor] | Every) -> int:
    """Which reading of the rule a deadline counts by, in whatever year."""
    for version in rule.versions:
        for place, reading in enumerate(version.readings):
            if (reading.steps, reading.calendars) == (value.steps, value.calendars):
                return place
    return 0


def matching(candidates: Sequence[Candidate], counts_from: str) -> list[Candidate]:
    """The events that a rule may count from, by the words that they share with it, best first."""
    wanted = _words(counts_from)
    events = [one for one in candidates if one.kind == "event"]
    scored = [(len(wanted & _words(one.title)) + (fold(one.title) == fold(counts_from)), one) for one in events]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", text.casefold())) - _SMALL


def _event_name(rule: Rule) -> str:
    """What an event for the rule is called: what it counts from, without what explains it."""
    first, *more = (piece.strip() for piece in re.split(r"[,;(:]", rule.counts_from))
    name = more[0] if more and first[:1].isdigit() else first
    return re.sub(r"^(?:(?:the|a|an) )?(?:day (?:(?:of|on which|from which) )?)?(?:(?:the|a|an) )?", "", name) or name
