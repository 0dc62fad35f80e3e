"""Exporting a calendar file by hand: what it holds and tells is chosen, seen as a recipient sees it, and then written.

What is written is remembered first, so that the next file goes on from its SEQUENCE even if this one was cut off.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from model.days.wording import say_day
from model.errors import DocketError
from model.feed.spec import Spec
from model.writing import write_whole
from ui.feeds.exportform import ExportForm, Kept
from ui.feeds.leaving import FileDraft, Material
from ui.feeds.preview import FeedPreview
from ui.feeds.scoping import choices, kept_whole
from ui.feeds.service import FeedService
from ui.filter.filter import Filter
from ui.frame.panel import Panel, fit, in_column, scrolled
from ui.frame.theme import Theme
from ui.shell.files import CALENDARS, Files, with_suffix
from ui.shell.jobs import Job, JobCancelled, Jobs
from ui.widgets.buttons import dialog_button
from ui.widgets.smallcaps import Hairline
from ui.widgets.surface import Surface
from ui.widgets.text import text
from ui.widgets.workbar import WorkBar
from ui.workspace import Workspace

if TYPE_CHECKING:
    from model.feed.cache import Cache
    from model.feed.calendar import Feed
    from model.ledger.ledger import Ledger

T = TypeVar("T")

SIZE, LEAST = QSize(1240, 740), QSize(880, 440)
LEFT, MARGIN = 420, 24
FIRST = 100
"""Items that the preview shows."""

_PATIENCE = 300
"""Milliseconds after which work that is under way is shown."""

_STEPS = 100
MAKING, WRITING = "Making the calendar", "Writing the file"
SUPPOSED = "What is supposed is not in it."
READ_ONLY = (
    "This docket can only be read, so Duly cannot remember what it exports: a calendar that holds an earlier file may"
    " pass over what changed since. Export from a copy that can be written to if the file is to be followed by another."
)

Phase = Literal["choosing", "making", "writing"]
"""What is made can still be stopped; what is being written is waited for."""


class ExportDialog(Panel):
    """Nothing leaves before the button is pressed and a place is chosen."""

    exported = Signal(str, str)
    """What was done, and where the file is."""

    def __init__(
        self, workspace: Workspace, service: FeedService, files: Files, theme: Theme, shown: Filter, parent: QWidget
    ) -> None:
        super().__init__(workspace, theme, parent, "export", "Export calendar")
        self._service = service
        self._files = files
        self._shown = shown
        self._settings = files.settings.for_docket(workspace.path)
        self._caches: dict[str, Cache] = {}
        self._identity = ""
        self._job: Job | None = None
        self._asked = 0
        self._phase: Phase = "choosing"
        self.jobs = Jobs(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._build()
        self._wire()
        fit(self, SIZE, LEAST, self._look)
        self._offer()
        self.form.choose(self._settings.get("export", Kept()))
        self.refresh()
        self.form.component.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def exporting(self) -> bool:
        """Whether the file is being made or written."""
        return self._phase != "choosing"

    # ------------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._build_left())
        middle.addLayout(self._build_right(), 1)
        in_column(self, middle, Hairline(self._look), self._build_foot(), stretched=(middle,))

    def _build_left(self) -> QWidget:
        title = QLabel("Export calendar")
        title.setFont(self._look.font("title"))
        self.day_note, self.keeping_note = (
            text(self._look, "", "small", "first", weight=600),
            text(self._look, "", "small", "second"),
        )
        self.form = ExportForm(self._look)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, 14, MARGIN, 14)
        column.setSpacing(12)
        for widget in (title, self.day_note, self.keeping_note, self.form):
            column.addWidget(widget)
        column.addStretch(1)
        area = scrolled()
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        ground = Surface(self._look, "panel", ("right",))
        ground.setFixedWidth(self._look.at_size(LEFT))
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(area)
        return ground

    def _build_right(self) -> QVBoxLayout:
        self.preview = FeedPreview(self._look)
        # How much is told is chosen on the left, and said there.
        for widget in (self.preview.note, *self.preview.levels.values()):
            widget.hide()
        self.work = WorkBar(self._look)
        self.work.hide()
        right = QVBoxLayout()
        right.setContentsMargins(MARGIN, 16, MARGIN, 12)
        right.setSpacing(10)
        right.addWidget(self.preview, 1)
        right.addWidget(self.work)
        return right

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        self.message = text(self._look, "", "small", "second")
        self.export_button = dialog_button("Export…", "export.export", "primary")
        self.cancel_button = dialog_button("Cancel", "export.cancel")
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(10)
        row.addWidget(self.message, 1)
        row.addWidget(self.export_button)
        row.addWidget(self.cancel_button)
        return foot

    def _wire(self) -> None:
        self.form.changed.connect(self.refresh)
        self.export_button.clicked.connect(self.export)
        self.cancel_button.clicked.connect(self.reject)
        self.work.cancelled.connect(self.stop)
        self._patience.timeout.connect(self._show_work)
        self._workspace.assessed.connect(self._follow)
        self._workspace.opened.connect(super().reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.export)

    # ----------------------------------------------------------------------------------------------- showing

    def _offer(self) -> None:
        offered = choices(self._workspace.docket, self._service.filters(), self._shown)
        self.form.offer(offered, by_band=not kept_whole(self._shown))

    def _follow(self, _: object) -> None:
        """Another window changed the docket."""
        if not self.exporting:
            self._offer()
            self.refresh()

    def refresh(self) -> None:
        """Show what would leave now, as it is chosen."""
        self._say_day()
        self.drop_work()
        material = self._gathered(self.form.spec())
        if material is None:
            self.preview.clear()
            return
        self._begin(lambda job: material.draft(_telling(job), FIRST), self._show_draft)

    def _say_day(self) -> None:
        space, ledger = self._workspace, self._workspace.ledger
        other = "" if space.is_today else f"As of {say_day(space.day)}, the day that is looked at, which is not today."
        self.day_note.setText(" ".join(filter(None, (other, SUPPOSED if space.supposition else ""))))
        self.day_note.setVisible(bool(self.day_note.text()))
        self.keeping_note.setText(READ_ONLY)
        self.keeping_note.setVisible(ledger is not None and ledger.read_only)

    def _show_draft(self, draft: FileDraft) -> None:
        self.preview.show_feed(draft.seen, draft.content)
        if draft.number > FIRST:
            self.preview.count.setText(f"the first {FIRST} of {draft.number:,} items, named “{draft.seen.name}”")
        self.say(draft.words)

    def say(self, words: str) -> None:
        """Say what would leave, or what stands against it."""
        self.message.setText(words)
        self.message.setAccessibleName(words)

    # ------------------------------------------------------------------------------------------------ making

    def _gathered(self, spec: Spec) -> Material | None:
        """What the file is made from. None: the docket's file cannot be read, and that was said."""
        ledger = self._workspace.ledger
        try:
            return self._gather(ledger, spec) if ledger else None
        except DocketError as error:
            self._fail(error)
            return None

    def _gather(self, ledger: Ledger, spec: Spec) -> Material:
        from model.feed.cache import Cache

        space = self._workspace
        self._identity = self._identity or ledger.identity
        return Material(
            space.docket,
            space.assessment,
            spec,
            ledger.sequences(spec.name),
            ledger.highest_sequences(),
            self._identity,
            space.clock(),
            self._caches.setdefault(spec.name, Cache()),
            lasting=space.is_today and not ledger.read_only,
        )

    def _begin(self, work: Callable[[Job], T], done: Callable[[T], object]) -> None:
        """Do work elsewhere and go on with what it gives, unless something else was begun or it was broken off."""
        self._asked += 1
        asked = self._asked
        self._patience.start(_PATIENCE)

        def ended(made: T) -> None:
            if asked == self._asked:
                self._end()
                done(made)

        def failed(error: Exception) -> None:
            if asked == self._asked and not isinstance(error, JobCancelled):
                self._end()
                self._fail(error)

        self._job = self.jobs.attempt("Export calendar", work, ended, failed)
        self._job.progressed.connect(lambda share, words: self._progress(asked, share, words))

    def _end(self) -> None:
        """Nothing is under way."""
        self._job = None
        self._patience.stop()
        self.work.hide()

    def _fail(self, error: Exception) -> None:
        """Say what the user can mend; a bug is raised on this thread."""
        self._enter("choosing")
        if not isinstance(error, DocketError):
            self.say("It could not be made. Nothing was exported.")
            raise error
        self.say(f"{error} Nothing was exported.")

    def drop_work(self) -> None:
        """Nobody waits any more for what is under way."""
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _show_work(self) -> None:
        """Work that takes long is shown; words that no longer hold are not."""
        if not self.exporting:
            self.preview.clear("being made…")
            self.say("")
        self.work.show_progress(WRITING if self._phase == "writing" else MAKING, 0, 0)
        self.work.cancel.setVisible(self._phase == "making")
        self.work.show()

    def _progress(self, asked: int, share: float, words: str) -> None:
        if asked == self._asked:
            self.work.show_progress(words, round(share * _STEPS), _STEPS)

    # --------------------------------------------------------------------------------------------- exporting

    def export(self) -> None:
        """Ask where, then make the file, remember what it says, and write it."""
        if self.exporting:
            return
        spec = self.form.spec()
        path = self._files.ask_where("Export calendar", str(self._proposed(spec)), CALENDARS)
        if path is None:
            return
        target = with_suffix(path, ".ics")
        if self._is_published(target):
            return
        self.drop_work()
        material = self._gathered(spec)
        if material is None:
            return
        self._enter("making")
        self._begin(lambda job: material.make(_telling(job)), lambda made: self._deliver(material, target, made))

    def _proposed(self, spec: Spec) -> Path:
        """Where the last export went, or beside the docket."""
        docket = self._workspace.path or Path("calendar.duly")
        kept = Path(self._settings.get("export_folder", ""))
        folder = kept if kept.is_absolute() and kept.is_dir() else docket.parent
        return folder / f"{docket.stem}{' tasks' if spec.component == 'tasks' else ''}.ics"

    def _is_published(self, target: Path) -> bool:
        """Whether a feed is kept up in this very file: the next change would write over the export."""
        for one in self._service.publications:
            if one.place == "folder" and Path(one.path, one.file) == target:
                self.say(f"“{target.name}” is kept up to date by the feed “{one.title}”. Choose another name.")
                return True
        return False

    def _deliver(self, material: Material, target: Path, made: Feed) -> None:
        """Remember what is about to leave as today's, then write it."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        try:
            if material.lasting:
                ledger.keep_sequences(made.changed, material.spec.name, forgotten=made.forgotten)
        except DocketError as error:
            self._fail(error)
            return
        self._enter("writing")
        self._begin(lambda _: _write(target, material, made), lambda words: self._written(target, words))

    def _written(self, target: Path, words: str) -> None:
        self._settings.put("export", self.form.kept())
        self._settings.put("export_folder", str(target.parent))
        self.exported.emit("The calendar was exported.", f"{words} It is at {target}.")
        self.accept()

    def _enter(self, phase: Phase) -> None:
        """The choices stand while the file is made and written."""
        self._phase = phase
        for widget in (self.form, self.export_button):
            widget.setEnabled(phase == "choosing")
        self.cancel_button.setEnabled(phase != "writing")

    def stop(self) -> None:
        """Break off the making of the file; nothing was written."""
        if self._phase == "making":
            self._enter("choosing")
            self.refresh()

    def reject(self) -> None:
        """Escape breaks off the export first, then leaves."""
        if self.exporting:
            self.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Work that is still under way is stopped and waited for."""
        self.drop_work()
        self.jobs.close()
        super().done(result)


def _telling(job: Job) -> Callable[[float], None]:
    """How far the making is, told to the job; raises where it was asked to stop."""
    return lambda share: job.report(share, MAKING)


def _write(target: Path, material: Material, made: Feed) -> str:
    """Write the file; what left, in words."""
    write_whole(target, made.content)
    return material.words(made)
