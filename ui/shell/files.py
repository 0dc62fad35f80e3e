"""Dockets and files: new, open, recent, the sample, copies, export and import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from model.errors import DocketError, StoreError
from model.writing import write_whole
from ui.shell.path_dialogs import ask_where, ask_which, folder_of
from ui.shell.settings import Settings
from ui.shell.single_instance import Single
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.ledger.ledger import Ledger

T = TypeVar("T")

DOCKETS = "Dockets (*.duly)"
JSON = "JSON (*.json)"
CALENDARS = "Calendars (*.ics)"

AskFor = Callable[[str, str, str], Path | None]
"""A dialog: its title, the path it proposes, the kind of file. None where the user cancelled."""


class Files(QObject):
    """What the Docket menu does with files."""

    opened = Signal()
    told = Signal(str, str)
    """Something was done: what, and where it is."""
    calledForward = Signal()
    """A second start asked for this window."""

    def __init__(self, workspace: Workspace, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self.settings = settings
        self._single: Single | None = None
        self._reserved: Single | None = None
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before the open docket is closed."""
        self.ask_where: AskFor = lambda title, path, kind: _ask_where(window, title, path, kind)
        self.ask_which: AskFor = lambda title, path, kind: ask_which(window, title, Path(path), kind)

    def close(self) -> None:
        """Close the open docket."""
        self._workspace.close()
        self._drop_reserved()
        if self._single is not None:
            self._single.release()
            self._single = None

    def new(self) -> None:
        """Ask where, and create a docket there. An existing file is never written over."""
        path = self.ask_where("New docket", str(folder_of(self._workspace) / "Docket.duly"), DOCKETS)
        if path is not None:
            self._take(with_suffix(path, ".duly"), lambda: self._create(with_suffix(path, ".duly")))

    def open(self) -> None:
        """Ask which, and open it."""
        path = self.ask_which("Open a docket", str(folder_of(self._workspace)), DOCKETS)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open the docket at ``path``. False: it is open in another window, or cannot be opened, and that was said."""
        return self._take(path, lambda: self._open(path))

    def _create(self, path: Path) -> Ledger:
        from model.ledger.ledger import Ledger
        from model.record.caption import Caption

        return Ledger.create(path, Caption(title=path.stem), clock=self._workspace.clock, who=self._workspace.who)

    def _open(self, path: Path) -> Ledger:
        from model.ledger.ledger import Ledger

        return Ledger.open(path, clock=self._workspace.clock, who=self._workspace.who)

    def open_sample(self) -> bool:
        """Open the sample, which is written on its first use."""
        path = sample_path()
        if path.is_file():
            return self.open_path(path)
        from model.ledger.sample import write_sample

        path.parent.mkdir(parents=True, exist_ok=True)
        return self._take(path, lambda: write_sample(path, clock=self._workspace.clock, who=self._workspace.who))

    def save_copy(self) -> None:
        """Ask where, and write a verified copy there."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        path = self.ask_where("Save a copy", str(ledger.path.with_stem(f"{ledger.path.stem} copy")), DOCKETS)
        if path is not None:
            target = with_suffix(path, ".duly")
            self._write("A verified copy was saved.", target, lambda: ledger.save_copy(target, replace=True))

    def export_json(self) -> None:
        """Ask where, and write the whole docket as JSON."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        path = self.ask_where("Export as JSON", str(ledger.path.with_suffix(".json")), JSON)
        if path is None:
            return
        target = with_suffix(path, ".json")

        def write() -> None:
            from model.ledger.exchange import export_json

            write_whole(target, export_json(ledger).encode())

        self._write("The whole docket was exported.", target, write)

    def import_json(self) -> None:
        """Ask for JSON that Duly wrote and where the new docket goes, and open it."""
        source = self.ask_which("Import from JSON", str(folder_of(self._workspace)), JSON)
        if source is not None:
            self.import_json_from(source)

    def import_json_from(self, source: Path) -> None:
        """Ask where the new docket goes that is made of the JSON at ``source``, and open it."""
        target = self.ask_where("New docket from JSON", str(source.with_suffix(".duly")), DOCKETS)
        if target is None:
            return
        path, workspace = with_suffix(target, ".duly"), self._workspace

        def make() -> Ledger:
            from model.errors import UnreadableInput
            from model.ledger.exchange import import_docket

            try:
                text = source.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                raise UnreadableInput(f"“{source.name}” is no UTF-8 text. Choose a file that Duly exported.") from error
            return import_docket(text, path, source=source.name, clock=workspace.clock, who=workspace.who)

        self._take(path, make)

    def reserve(self, path: Path) -> bool:
        """Claim ``path`` for this window. False: another has it, and was brought forward."""
        if self._reserved is None or not _same(self._reserved.path, path):
            single = Single(path, self)
            if not single.claim():
                return False
            self._drop_reserved()
            self._reserved = single
        return True

    def _take(self, path: Path, make: Callable[[], Ledger]) -> bool:
        """Claim ``path``, open what ``make`` gives, and close the docket that was open before."""
        if self._workspace.path is not None and _same(self._workspace.path, path):
            return True
        if not self.may_leave() or not self.reserve(path):
            return False
        if self._tried(lambda: self._shown(make())) is None:
            self._drop_reserved()
            return False
        if self._single is not None:
            self._single.release()
        self._single, self._reserved = self._reserved, None
        if self._single is not None:
            self._single.called.connect(self.calledForward)
            self._single.listen()
        self.settings.add_recent(path)
        self.opened.emit()
        return True

    def _shown(self, ledger: Ledger) -> Ledger:
        """Show what was opened; warn where it is damaged, since its contents may mislead whoever works with it."""
        try:
            self._workspace.open_ledger(ledger)
        except Exception:
            from model.ledger.verify import refuse_damaged

            ledger.close()
            refuse_damaged(ledger.path)
            raise
        return ledger

    def _drop_reserved(self) -> None:
        if self._reserved is not None:
            self._reserved.release()
            self._reserved = None

    def _write(self, done: str, target: Path, work: Callable[[], object]) -> None:
        if self._tried(lambda: (work(), True)) is not None:
            self.told.emit(done, f"It is at {target}.")

    def _tried(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except DocketError as error:
            self._workspace.fail(error)
        except OSError as error:
            reason = error.strerror or "the system gave no reason"
            self._workspace.fail(StoreError(f"{error.filename or 'The file'} could not be used: {reason}."))
        return None


def sample_path() -> Path:
    """Where the sample docket lies: with the user's data."""
    import platformdirs

    return platformdirs.user_data_path("Duly", appauthor=False) / "sample" / "USMX.duly"


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with ``suffix`` at its end, whatever the dialog of the platform left off."""
    return path if path.suffix.casefold() == suffix else path.with_name(path.name + suffix)


def _ask_where(window: QWidget, title: str, path: str, kind: str) -> Path | None:
    """A docket is never written over, which is said where it is begun; only a copy may take the place of another."""
    return ask_where(window, title, Path(path), kind, confirm=kind != DOCKETS or "copy" in title)
