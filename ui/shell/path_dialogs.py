"""The dialogs of the system for files and folders: asked for here alone, each opens where the docket lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.workspace import Workspace


def folder_of(workspace: Workspace) -> Path:
    """The folder that the docket lies in, where what belongs to it is kept too; with none open, the documents."""
    import platformdirs

    return workspace.path.parent if workspace.path else platformdirs.user_documents_path()


def ask_which(parent: QWidget, title: str, folder: Path, kinds: str = "") -> Path | None:
    """Ask for a file that is there already, beginning in ``folder``; None where the user cancelled."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def ask_where(parent: QWidget, title: str, proposed: Path, kinds: str = "", *, confirm: bool = True) -> Path | None:
    """Ask where a file goes, proposing a name in a folder; None where the user cancelled.

    A name without an ending gets that of the kind that was chosen. ``confirm``: the dialog asks before it gives the
    name of a file that is there already.
    """
    options = QFileDialog.Option(0) if confirm else QFileDialog.Option.DontConfirmOverwrite
    name, kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds, options=options)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(kind.partition("*")[2].rstrip(")"))


def ask_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a folder, beginning in ``folder``; None where the user cancelled."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(name) if name else None
