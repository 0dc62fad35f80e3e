"""The editor of a new test: a continuing duty that is held against a threshold. Light to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget

from model.record.deadline import While
from model.record.obligation import Obligation
from ui.frame.theme import Theme
from ui.workspace import Workspace

if TYPE_CHECKING:
    from ui.editor.editor import RecordEditor


def open_new_test(workspace: Workspace, theme: Theme, parent: QWidget) -> QDialog:
    """Open the editor of a new test: a continuing duty that is held against a threshold. A draft of it is kept."""
    from ui.editor.drafts.drafts import drafts_of

    return drafts_of(workspace).hold(("obligation", "new test"), lambda: _new_test(workspace, theme, parent), parent)


def _new_test(workspace: Workspace, theme: Theme, parent: QWidget) -> RecordEditor:
    from ui.editor.blank import blank
    from ui.editor.editor import RecordEditor

    made = cast(Obligation, blank(workspace.docket, "obligation"))
    return RecordEditor(workspace, theme, "obligation", "", parent, replace(made, kind="test", deadline=While()))
