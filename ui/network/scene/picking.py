"""What is current in the network, and how the pointer and the keyboard move it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.network.choosing import Shown
from ui.network.layout.drawing import Drawing
from ui.network.layout.walk import step
from ui.network.scene.canvas import NetworkCanvas
from ui.network.snapshot import NetworkSnapshot
from ui.workspace import Workspace


class Picking(QObject):
    """Selects records for every view. Nobody owes an event: one that is picked is current here alone.

    Emits ``eventPicked()`` when an event becomes current, or ceases to be while the selection stays.
    """

    eventPicked = Signal()

    def __init__(
        self, workspace: Workspace, snapshot: NetworkSnapshot, drawing: Drawing, canvas: NetworkCanvas
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._snapshot = snapshot
        self._drawing = drawing
        self._canvas = canvas
        self.at_event = ""
        canvas.picked.connect(self.pick)
        canvas.opened.connect(self.open_record)

    @property
    def current(self) -> str:
        """The record that is lit and that the keyboard walks from; an event may be it as well."""
        return self.at_event or self._workspace.current

    @property
    def chosen(self) -> set[str]:
        """Everything that is selected."""
        return {self.at_event} if self.at_event else set(self._workspace.selection)

    def pick(self, record: str, more: bool = False) -> None:
        """Select a record, alone or with ``more``; none clears the selection."""
        space = self._workspace
        if self.stands_alone(record):
            self.pick_event(record)
        elif not record:
            space.select(())
        elif more:
            space.select_also(record)
        else:
            space.select((record,), record)
            self._leave_event()

    def stands_alone(self, record: str) -> bool:
        """Whether it is drawn, but cannot be selected: an event, or a relief that is only supposed."""
        docket = self._workspace.docket
        return bool(record) and record not in docket.obligations and record not in docket.reliefs

    def walk(self, shown: Shown, way: str) -> None:
        """Go where an arrow leads, and bring that into sight."""
        found = step(self._drawing.plan, shown.network, self.current, way)
        if found:
            self.pick(found)
        self._canvas.keep_in_sight(found)

    def pick_event(self, event: str) -> None:
        """Light an event and walk on from it; the selection of the other views stays."""
        self.at_event = event
        self.eventPicked.emit()

    def open_record(self, record: str) -> None:
        """Ask for the editor of a record or an event."""
        if record not in self._workspace.docket.events and self.stands_alone(record):
            return
        kinds = (("event", self._snapshot.docket.events), ("relief", self._snapshot.docket.reliefs))
        self._workspace.edit(next((kind for kind, some in kinds if record in some), "obligation"), record)

    def _leave_event(self) -> None:
        """Back from an event to the record that was selected all along."""
        if self.at_event:
            self.at_event = ""
            self.eventPicked.emit()
