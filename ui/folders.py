"""Where the system's dialogs of files open."""

from __future__ import annotations

from pathlib import Path

from ui.workspace import Workspace


def folder_of(workspace: Workspace) -> Path:
    """The folder that the docket lies in, where what belongs to it is kept too; with none open, the documents."""
    import platformdirs

    return workspace.path.parent if workspace.path else platformdirs.user_documents_path()
