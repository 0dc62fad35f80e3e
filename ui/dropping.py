"""Files that are dropped on the window: a docket opens, a calendar and JSON are imported, Documents keeps the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from ui.window import Window

WHAT = "A docket (.duly), a calendar (.ics) or JSON that Duly wrote can be dropped anywhere, other files on Documents."
ALONE = frozenset({".duly", ".ics", ".json"})
"""The endings of files that are taken one at a time, since each opens something."""


class Dropping(QObject):
    """Takes files in that are dropped on a window; of what it cannot take it says what can be dropped."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files that lie on this computer; they are worked on once the program they come from is let go of."""
        if isinstance(event, QDragEnterEvent | QDropEvent) and (paths := _paths(event.mimeData())):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                QTimer.singleShot(0, self, lambda: self.take(paths))
            return event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop)
        return super().eventFilter(watched, event)

    def take(self, paths: Sequence[Path]) -> None:
        """Do with the files what their endings ask for."""
        endings = {path.suffix.casefold() for path in paths}
        if not endings & ALONE:
            self._keep(paths)
        elif len(paths) > 1:
            self._refuse(
                f"{len(paths)} files were dropped, and none was taken.", "Drop one docket or import at a time."
            )
        else:
            self._open(paths[0])

    def _open(self, path: Path) -> None:
        files = self._window.files
        ending = path.suffix.casefold()
        if ending == ".duly":
            files.open_path(path)
        elif ending == ".json":
            files.import_json_from(path)
        elif self._window.workspace.ledger is None:
            self._refuse(f"“{path.name}” was not imported.", "Open the docket first that it is to go into.")
        elif self._window.workspace.may_write():
            from ui.incoming import import_calendar_from

            import_calendar_from(self._window, path)

    def _keep(self, paths: Sequence[Path]) -> None:
        """Keep files as documents, where Documents is what they were dropped on."""
        from ui.documents.view import DocumentsView

        shown = self._window.shown
        if not isinstance(shown, DocumentsView) or self._window.workspace.ledger is None:
            said = f"“{paths[0].name}” was" if len(paths) == 1 else f"{len(paths)} files were"
            self._refuse(f"{said} not taken.", WHAT)
        elif self._window.workspace.may_write():
            for path in paths:
                shown.add_file(path)

    def _refuse(self, what: str, instead: str) -> None:
        self._window.messages.tell(what, instead)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
