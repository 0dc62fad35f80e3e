"""The editors of a workspace: one a record, kept while they hold a draft."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from model.record.caption import CAPTION_ID
from ui.editor.blank import blank_closure
from ui.editor.editor import RecordEditor
from ui.theme import Theme
from ui.workspace import Workspace

_NAME = "drafts"


class Drafts(QObject):
    """Belongs to its workspace. Another docket has other drafts: the old ones go with the old docket."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setObjectName(_NAME)
        self._workspace = workspace
        self._editors: dict[tuple[str, str], RecordEditor] = {}
        workspace.opened.connect(self.discard)

    def open(self, theme: Theme, kind: str, record_id: str, parent: QWidget) -> RecordEditor:
        """The editor of a record: the one that is open or holds its draft, else a new one."""
        key = (kind, CAPTION_ID if kind == "caption" else record_id)
        space = self._workspace
        start = blank_closure(space.today) if kind == "closure" and not record_id else None
        return self.hold(key, lambda: RecordEditor(space, theme, kind, record_id, parent, start), parent)

    def hold(self, key: tuple[str, str], make: Callable[[], RecordEditor], parent: QWidget) -> RecordEditor:
        """The editor under a key: the one that is open or holds its draft, else the one that is made."""
        editor = self._editors.get(key)
        if editor is None or editor.parentWidget() is not parent:
            self._drop(key)
            editor = self._editors[key] = make()
            editor.finished.connect(lambda _: self._finished(key))
            editor.saved.connect(self._saved)
        editor.open()
        editor.activateWindow()
        return editor

    def waiting(self) -> tuple[str, ...]:
        """What the drafts are called."""
        return tuple(editor.called for editor in self._editors.values() if editor.has_draft)

    def discard(self) -> None:
        """Forget every draft."""
        for key in list(self._editors):
            self._drop(key)

    def _finished(self, key: tuple[str, str]) -> None:
        editor = self._editors.get(key)
        if editor is not None and not editor.has_draft:
            del self._editors[key]
            editor.deleteLater()

    def _drop(self, key: tuple[str, str]) -> None:
        editor = self._editors.pop(key, None)
        if editor is not None:
            editor.hide()
            editor.deleteLater()

    def _saved(self, kind: str, record_id: str) -> None:
        """What was just entered is what the inspector shows."""
        if kind in ("obligation", "relief"):
            self._workspace.select((record_id,), record_id)


def drafts_of(workspace: Workspace) -> Drafts:
    """The drafts of a workspace, made when they are first asked for."""
    found = workspace.findChild(QObject, _NAME)
    return found if isinstance(found, Drafts) else Drafts(workspace)
