"""The letters of facts, for a view whose rows are records: one opens the recorder on what is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.inspector.recorder.facts import action_of_key
from ui.workspace import Workspace


class RecordKeys(QObject):
    """Belongs to the widget that has the keyboard. Letters that fit nothing selected are left to it."""

    def __init__(self, workspace: Workspace, widget: QWidget) -> None:
        super().__init__(widget)
        self._workspace = workspace
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event)

    def press(self, event: QKeyEvent) -> bool:
        """Ask for the fact of the letter that is pressed; whether one fits."""
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        docket, ids = self._workspace.docket, self._workspace.selection
        found = [docket.obligations.get(one) or docket.reliefs.get(one) for one in ids]
        action = action_of_key(event.text(), [node for node in found if node is not None])
        if action is None:
            return False
        self._workspace.record(ids, action.tag)
        return True
