"""The events created where a deadline is written: a docket that has them, and a row for each until they are entered."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from model.days.fiscal import say_fiscal
from model.days.recurrence import say_rule
from model.days.wording import say_day
from model.docket import Change, Docket
from model.record.deadline import Anchor, EventAnchor
from model.record.event import Event
from ui.editor.fields.candidates import Source
from ui.editor.fields.chosen import RemoveButton
from ui.editor.fields.field import widgets_in
from ui.editor.fields.names import AnchorNames
from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.rows import clear_layout


class NewEvents(QWidget):
    """What a deadline may count from: everything in the docket, and what was created here and is not in it yet."""

    taken_back = Signal()

    def __init__(self, theme: Theme, name: str, source: Source) -> None:
        super().__init__()
        self._theme, self._source = theme, source
        self._events: dict[str, Event] = {}
        self._meant: dict[str, EventAnchor] = {}
        self._known: tuple[Docket, Docket, AnchorNames] | None = None
        self.setObjectName(name)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.hide()

    def docket(self) -> Docket:
        """The docket with these events."""
        return self._now()[1]

    def names(self) -> AnchorNames:
        """What the events and obligations of that docket are called."""
        return self._now()[2]

    def find_anchor(self, name: str) -> Anchor | None:
        """What a name stands for: what was created for it, whatever that is called now, or what has that name."""
        return self._meant.get(name) or self.names().find(name)

    def add(self, event: Event, meant: str = "") -> None:
        """An event is created, for the name that was written for it."""
        self._events[event.id] = event
        if meant:
            self._meant[meant] = EventAnchor(event=event.id)
        self._known = None
        row = NewEventRow(self._theme, event, self.objectName())
        row.taken_back.connect(lambda: self._take_back(event, row))
        self._rows.addWidget(row)
        row.show()
        self.show()

    def all(self) -> tuple[Event, ...]:
        """The events, in the order in which they were created."""
        return tuple(self._events.values())

    def among(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """Those of the events whose ids are given."""
        wanted = frozenset(ids)
        return tuple(event for event in self._events.values() if event.id in wanted)

    def clear(self) -> None:
        """Forget every event."""
        self._events.clear()
        self._meant.clear()
        self._known = None
        clear_layout(self._rows)
        self.hide()

    def inputs(self) -> list[QWidget]:
        """What the keyboard reaches."""
        return [row.remove for row in widgets_in(self._rows, NewEventRow)]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _take_back(self, event: Event, row: QWidget) -> None:
        self._rows.removeWidget(row)
        row.hide()
        row.deleteLater()
        del self._events[event.id]
        self._meant = {name: anchor for name, anchor in self._meant.items() if anchor.event != event.id}
        self._known = None
        self.setVisible(bool(self._events))
        self.taken_back.emit()

    def _now(self) -> tuple[Docket, Docket, AnchorNames]:
        held = self._source.docket()
        if self._known is None or self._known[0] is not held:
            created = [Change("event", event.id, None, event) for event in self._events.values()]
            made = held.changed(created) if created else held
            self._known = (held, made, AnchorNames(made, next(iter(self._source.leave_out), "")))
        return self._known


class NewEventRow(QWidget):
    """An event that will be entered with the record, and the way to take it back."""

    taken_back = Signal()

    def __init__(self, theme: Theme, event: Event, name: str) -> None:
        super().__init__()
        self.remove = RemoveButton(f"Take back the event {event.title}")
        self.remove.setObjectName(f"{name}.remove")
        self.remove.clicked.connect(self.taken_back)
        words = f"New event “{event.title}”, {said_when(event)}: entered together with this."
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(ElidedLabel(theme, words, font="small", ink="second"), 1)
        row.addWidget(self.remove)


def said_when(event: Event) -> str:
    """When an event happens, in words."""
    day = event.happened or event.expected
    if event.recurring:
        how = say_fiscal(event.fiscal) if event.fiscal else say_rule(event.recurs, day.on if day else None)
        return f"{how}, first on {say_day(day.on)}" if day else how
    if day is None:
        return "its day not known yet"
    return f"{'happened' if event.happened else 'expected'} on {say_day(day.on)}"
