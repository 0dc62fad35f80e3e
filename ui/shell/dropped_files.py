"""Files that are dropped: a docket opens, a calendar and JSON are imported, Documents and evidence keep the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QDropEvent, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from model.days.wording import say_count
from ui.widgets.banner import MessageBar
from ui.widgets.living import windows
from ui.widgets.popover import Popover

if TYPE_CHECKING:
    from ui.frame.theme import Theme
    from ui.shell.shell import ShellParts

WHAT = "A docket (.duly), a calendar (.ics) or JSON that Duly wrote can be dropped anywhere, other files on Documents."
ALONE = frozenset({".duly", ".ics", ".json"})
"""The endings of files that are taken one at a time, since each opens something."""
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
_SENTENCE = QSize(460, 76)


@runtime_checkable
class TakesFiles(Protocol):
    """A place that does something of its own with the files that are dropped on it."""

    def take_files(self, paths: Sequence[Path]) -> str:
        """Take the files in. Gives back why that is not possible, nothing where they were taken."""
        ...


class Dropping(QObject):
    """Takes files in that are dropped on a window and its dialogs; of what it cannot take it says what can be dropped.

    It stands before the widgets: a line of text under the pointer would take the address of a file as words.
    """

    def __init__(self, window: ShellParts) -> None:
        super().__init__(window.widget)
        self._window = window
        window.widget.setAcceptDrops(True)
        window.widget.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files that lie on this computer; they are read once the program that they come from is free again."""
        if watched is self._window.widget:
            if event.type() == QEvent.Type.Show:
                self._watch(self._window.widget.windowHandle())
            return False
        if event.type() in _DRAGS and isinstance(event, QDropEvent) and (paths := _paths(event.mimeData())):
            # The file stays where it is: the program that it comes from would delete what is moved.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() == QEvent.Type.Drop and (top := _widget_of(watched)) is not None:
                place = top.childAt(event.position().toPoint()) or top
                QTimer.singleShot(0, place, lambda: self.take(paths, place))
            return True
        return False

    def take(self, paths: Sequence[Path], place: QWidget) -> None:
        """Do with the files what the place asks for that they were dropped on, else what their endings ask for."""
        modal = QApplication.activeModalWidget()
        if modal is not None and modal is not place.window():
            place = modal
        taker = next((one for one in _within(place) if isinstance(one, TakesFiles)), None)
        if taker is not None:
            refused = taker.take_files(paths)
            if refused:
                self._refuse(place, f"{_said(paths)} not taken.", refused)
        elif place.window() is not self._window.widget:
            self._refuse(place, f"{_said(paths)} not taken.", "Close this window first, then drop it on the docket.")
        else:
            self._take_in_window(paths)

    def _take_in_window(self, paths: Sequence[Path]) -> None:
        if folder := refuse_folder(paths):
            self._refuse(self._window.widget, f"{_said(paths)} not taken.", f"{folder} {WHAT}")
        elif not {path.suffix.casefold() for path in paths} & ALONE:
            self._keep(paths)
        elif len(paths) > 1:
            said = f"{len(paths)} files were dropped, and none was taken."
            self._refuse(self._window.widget, said, "Drop one docket or import at a time.")
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
            said = f"“{path.name}” was not imported."
            self._refuse(self._window.widget, said, "Open the docket first that it is to go into.")
        elif self._window.workspace.may_write():
            from ui.incoming import import_calendar_from

            import_calendar_from(self._window, path)

    def _keep(self, paths: Sequence[Path]) -> None:
        """Keep files as documents, where Documents is what they were dropped on."""
        from ui.documents.view import DocumentsView

        shown = self._window.current_view
        if not isinstance(shown, DocumentsView) or self._window.workspace.ledger is None:
            self._refuse(self._window.widget, f"{_said(paths)} not taken.", WHAT)
        elif self._window.workspace.may_write():
            for path in paths:
                shown.add_file(path)

    def _refuse(self, place: QWidget, what: str, instead: str) -> None:
        """Say it in the window, or over the dialog that the files were dropped on."""
        if place.window() is self._window.widget:
            self._window.messages.tell(what, instead)
        else:
            DropRefusal(self._window.theme, place.window()).say(what, instead)

    def _watch(self, handle: QWindow | None) -> None:
        """Stand before a window of ours: each comes by here when it is first shown."""
        top = _widget_of(handle)
        if handle is not None and top is not None and any(one is self._window.widget for one in _outwards(top)):
            top.setAcceptDrops(True)
            handle.installEventFilter(self)


class DropRefusal(Popover):
    """Says over a dialog why it did not take what was dropped on it."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self.setObjectName("drop.refusal")
        self.bar = MessageBar(theme, self)
        self.body.addWidget(self.bar)
        self.bar.close_button.clicked.connect(self.close_card)
        self.closed.connect(self.deleteLater)

    def say(self, what: str, instead: str) -> None:
        """Open in the middle of the dialog, the keyboard on the cross that closes it."""
        self.bar.report(what, instead)
        self.setAccessibleName(self.bar.accessibleName())
        host = self.parentWidget()
        room = host.rect() if host is not None else QRect()
        card = QRect(room.topLeft(), _SENTENCE.boundedTo(room.size()))
        card.moveCenter(room.center())
        self.open_at(card)
        self.fit()
        self.bar.close_button.setFocus(Qt.FocusReason.PopupFocusReason)


def refuse_folder(paths: Sequence[Path]) -> str:
    """Why what was dropped cannot be kept: a folder is none; nothing where all are files."""
    folder = next((path for path in paths if path.is_dir()), None)
    return f"“{folder.name}” is a folder: drop the files that are in it." if folder is not None else ""


def _said(paths: Sequence[Path]) -> str:
    return f"“{paths[0].name}” was" if len(paths) == 1 else f"{say_count(len(paths), 'file')} were"


def _widget_of(handle: QObject | None) -> QWidget | None:
    return next((one for one in windows() if one.windowHandle() is handle), None)


def _outwards(widget: QWidget | None) -> Iterator[QWidget]:
    """The widget, what it stands in, and so on, out of its dialog into the window that opened it."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


def _within(place: QWidget) -> Iterator[QWidget]:
    """The widget and what it stands in, up to its window."""
    return (one for one in _outwards(place) if one is place.window() or place.window().isAncestorOf(one))


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
