"""Importing a calendar file: what it proposes, what of it could not be read, and one change that enters the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import UnreadableInput
from model.feed.reading.proposed import FileReading
from model.record.obligation import Kind
from ui.editor.fields.candidates import Source
from ui.editor.fields.picker import PickEdit
from ui.editor.fields.plain import Box
from ui.frame.panel import Panel, fit
from ui.frame.theme import Theme
from ui.incoming.detail import ProposalDetail
from ui.incoming.table import ProposalsTable
from ui.incoming.words import counts_words, import_words, read_bytes, remark_line, remarks_of, remarks_table
from ui.shell.jobs import Job, Jobs
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.empty import EmptyState
from ui.widgets.smallcaps import Hairline, SectionHead
from ui.widgets.surface import Surface
from ui.widgets.workbar import WorkBar
from ui.widgets.wraplabel import WrapLabel
from ui.workspace import Workspace

SIZE = QSize(1120, 700)
LEAST = QSize(760, 440)
MARGIN = 28
_STEPS = 100
_REMARK_ROWS = 3
_DUE_ON = [("on their first day", "first day"), ("on their last day", "last day")]


class ImportDialog(Panel):
    """Nothing enters the docket before the button is pressed. Then all of it is one edit, which one undo takes back."""

    imported = Signal(object)
    """The :class:`model.ledger.edit.Edit` that was made."""
    anotherAsked = Signal()
    """The file cannot be read: another is wanted."""

    def __init__(self, workspace: Workspace, theme: Theme, path: Path, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "import", "Import calendar")
        self._path = path
        self._reading = FileReading()
        self.jobs = Jobs(self)
        self._build()
        self._wire()
        fit(self, SIZE, LEAST, self._look)
        self._read()

    @property
    def reading(self) -> FileReading:
        """What was read of the file."""
        return self._reading

    # ------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._build_head())
        whole.addWidget(Hairline(self._look))
        self.work = WorkBar(self._look)
        self.work.setContentsMargins(MARGIN, 22, MARGIN, 0)
        self.empty = EmptyState(self._look)
        self.empty.setContentsMargins(MARGIN, 22, MARGIN, 0)
        self.page = self._build_page()
        whole.addWidget(self.work)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.page, 1)
        self._filler = QWidget()
        whole.addWidget(self._filler, 1)
        whole.addWidget(Hairline(self._look))
        whole.addWidget(self._build_foot())

    def _build_head(self) -> QVBoxLayout:
        title = QLabel("Import calendar")
        title.setFont(self._look.font("title"))
        self.about = ElidedLabel(self._look, self._path.name, ink="second")
        self.said = WrapLabel()
        self.said.setFont(self._look.font("small"))
        self.said.hide()
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 16, MARGIN, 12)
        head.setSpacing(4)
        for widget in (title, self.about, self.said):
            head.addWidget(widget)
        return head

    def _build_page(self) -> QWidget:
        page = QWidget()
        self.table = ProposalsTable(self._look)
        self.detail = ProposalDetail(self._look)
        beside = Surface(self._look, "panel", ("left",))
        inside = QVBoxLayout(beside)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(self.detail)
        left = QVBoxLayout()
        left.setContentsMargins(MARGIN - 16, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        left.addWidget(self._build_remarks())
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(beside)
        return page

    def _build_remarks(self) -> QWidget:
        self.remarks = QWidget()
        self.remarks_head = SectionHead(self._look, "Not imported", link="Copy", ruled=False)
        self.remarks_head.link.setAccessibleName("Copy what is not imported")
        self.remarks_list = QListWidget()
        self.remarks_list.setAccessibleName("What is not imported")
        self.remarks_list.setObjectName("import.remarks")
        self.remarks_list.setFont(self._look.font("small"))
        self.remarks_list.setUniformItemSizes(True)
        self.remarks_list.setStyleSheet("QListView::item { min-height: 24px; padding: 0; border: none; }")
        self.remarks_list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.remarks_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self.remarks)
        column.setContentsMargins(16, 10, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.remarks_head)
        column.addWidget(Hairline(self._look, strong=True))
        column.addWidget(self.remarks_list)
        return self.remarks

    def _build_foot(self) -> QWidget:
        foot = Surface(self._look, "panel")
        column = QVBoxLayout(foot)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(10)
        self.choices = self._build_choices()
        column.addWidget(self.choices)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.all_button, self.none_button = QPushButton("Choose all"), QPushButton("Choose none")
        self.import_button, self.close_button = QPushButton("Import"), QPushButton("Cancel")
        self.import_button.setProperty("role", "primary")
        self.message = WrapLabel()
        self.message.setFont(self._look.font("small"))
        row.addWidget(self.all_button)
        row.addWidget(self.none_button)
        row.addWidget(self.message, 1)
        row.addWidget(self.import_button)
        row.addWidget(self.close_button)
        for button in (self.all_button, self.none_button, self.import_button, self.close_button):
            button.setAutoDefault(False)
        column.addLayout(row)
        return foot

    def _build_choices(self) -> QWidget:
        from model.feed.reading.incoming import KINDS

        self.kind = Box([(kind.capitalize(), kind) for kind in KINDS])
        self.due_on = Box([*_DUE_ON])
        self.instrument = self._pick("instrument", "none")
        self.obligor = self._pick("party", "counts as ours")
        self.owner = self._pick("person", "nobody yet")
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        labelled = [
            ("&Kind", self.kind),
            ("&Instrument", self.instrument),
            ("Owed &by", self.obligor),
            ("&Owner", self.owner),
            ("&Several days: due", self.due_on),
        ]
        labels = [QLabel(words) for words, _ in labelled]
        for place, (label, (words, field)) in enumerate(zip(labels, labelled, strict=True)):
            label.setFont(self._look.font("small"))
            label.setProperty("role", "second")
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, int(isinstance(field, PickEdit)))
        self._several = (labels[-1], self.due_on)
        return made

    def _pick(self, kind: str, placeholder: str) -> PickEdit:
        space = self._workspace
        return PickEdit(self._look, Source(lambda: space.docket, lambda: space.assessment, (kind,)), placeholder)

    def _wire(self) -> None:
        model = self.table.shown
        self.work.cancelled.connect(self.reject)
        self.empty.asked.connect(self._asked)
        self.table.picked.connect(self._show_row)
        model.chosenChanged.connect(self._count)
        self.all_button.clicked.connect(lambda: model.choose(range(len(model.rows)), on=True))
        self.none_button.clicked.connect(lambda: model.choose(range(len(model.rows)), on=False))
        self.import_button.clicked.connect(self.carry_out)
        self.close_button.clicked.connect(self.reject)
        self.remarks_head.linked.connect(self.copy_remarks)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.carry_out)
        self._workspace.opened.connect(self.reject)
        self._workspace.assessed.connect(self._follow)

    # ----------------------------------------------------------------------------------------- reading

    def _read(self) -> None:
        """Read the file away from the window's thread."""
        space = self._workspace
        known = frozenset(space.ledger.highest_sequences()) if space.ledger else frozenset()
        path, docket, assessment, today = self._path, space.docket, space.assessment, space.today

        def work(job: Job) -> FileReading | UnreadableInput:
            try:
                return _read_file(job, path, docket, assessment, today, known)
            except UnreadableInput as error:
                return error

        self._show_only(self.work)
        self.work.show_progress(f"Reading “{path.name}”", 0, 0)
        job = self.jobs.run("Import calendar", work, self._have_read)
        job.progressed.connect(self._progress)

    def take_files(self, paths: Sequence[Path]) -> str:
        """Read another calendar file, which was dropped, in place of this one; gives back why not."""
        if len(paths) != 1 or paths[0].suffix.casefold() != ".ics":
            return "One calendar file (.ics) at a time is imported here."
        if self.jobs.busy:
            return "The file before it is still being read: drop it once more when it is shown."
        self._path = paths[0]
        self._read()
        return ""

    def _progress(self, share: float, _words: str) -> None:
        self.work.show_progress(f"Reading “{self._path.name}”", round(share * _STEPS), _STEPS)

    def _have_read(self, found: FileReading | UnreadableInput) -> None:
        if isinstance(found, UnreadableInput):
            self._show_only(self.empty)
            self.empty.say("The file cannot be imported.", str(found), (("another", "Choose another file…"),))
            return
        self.show_reading(found)

    def show_reading(self, reading: FileReading) -> None:
        """Show what was read."""
        self._reading = reading
        self.about.set_text(f"{self._path.name}: {counts_words(reading)}")
        self.said.setText(" ".join(reading.warnings))
        self.said.setVisible(bool(reading.warnings))
        self._fill_remarks(reading)
        for widget in self._several:
            widget.setVisible(any(one.last_day and one.series is None for one in reading.proposals))
        self.table.shown.show_proposals(reading.proposals, self._refs())
        if not reading.proposals and not (reading.errors or reading.passed):
            self._show_only(self.empty)
            words = "It is a calendar, and it holds no event and no task. Export one that does."
            self.empty.say("The calendar is empty.", words, (("another", "Choose another file…"),))
            return
        self._show_only(self.page)
        self.table.begin()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_remarks(self, reading: FileReading) -> None:
        found = list(remarks_of(reading))
        self.remarks.setVisible(bool(found))
        self.remarks_head.set_note(f"{len(found):,}")
        self.remarks_list.clear()
        for word, one in found:
            self.remarks_list.addItem(remark_line(word, one))
            self.remarks_list.item(self.remarks_list.count() - 1).setToolTip(plain_tooltip(remark_line(word, one)))
        height = self.remarks_list.sizeHintForRow(0) if found else 0
        self.remarks_list.setFixedHeight(height * min(len(found), _REMARK_ROWS) + 2)

    def _show_only(self, shown: QWidget) -> None:
        for widget in (self.work, self.empty, self.page):
            widget.setVisible(widget is shown)
        self._filler.setVisible(shown is self.work)
        self.close_button.setVisible(shown is not self.work)
        self.close_button.setText("Close" if shown is self.empty else "Cancel")
        ready = shown is self.page
        self.choices.setVisible(ready)
        for button in (self.all_button, self.none_button, self.import_button):
            button.setVisible(ready)

    def _asked(self, _key: str) -> None:
        self.anotherAsked.emit()
        self.reject()

    # ---------------------------------------------------------------------------------------- choosing

    def _refs(self) -> Mapping[str, str]:
        return {one.id: one.ref for one in self._workspace.docket.obligations.values()}

    def _follow(self, _assessment: object) -> None:
        self.table.shown.follow(self._refs())
        self._show_row(self.table.currentIndex().row())

    def _show_row(self, row: int) -> None:
        rows = self.table.shown.rows
        self.detail.show_row(rows[row] if 0 <= row < len(rows) else None)

    def _count(self) -> None:
        model = self.table.shown
        self.import_button.setText(import_words(len(model.chosen)))
        self.import_button.setEnabled(bool(model.chosen))

    def copy_remarks(self) -> None:
        """Put what is not imported on the clipboard, as a table."""
        data = QMimeData()
        data.setText(remarks_table(self._reading))
        QGuiApplication.clipboard().setMimeData(data)
        self._say("Copied what is not imported.")

    # --------------------------------------------------------------------------------------- entering

    def carry_out(self) -> None:
        """Enter what is chosen, as one edit."""
        from model.feed.reading.incoming import Choices, obligations_of, performances_of
        from model.ledger.incoming import EnterImported

        chosen, space = self.table.shown.chosen, self._workspace
        if not chosen or not self.page.isVisibleTo(self):
            return
        kind: Kind = self.kind.currentData()
        choices = Choices(
            kind=kind,
            instrument=_id_of(self.instrument),
            obligor=_id_of(self.obligor),
            owner=_id_of(self.owner),
            due_on=self.due_on.currentData(),
        )
        obligations = obligations_of(chosen, choices, today=space.today)
        facts = performances_of(self.table.shown.performed, who=space.who, now=space.clock())
        edit = space.do(EnterImported(obligations, facts, self._path.name))
        if edit is None:
            failure = space.last_failure
            self._say(f"{failure.what} {failure.kept}" if failure else "Nothing was imported.")
            return
        self.imported.emit(edit)
        self.accept()

    def done(self, result: int) -> None:
        """Work that is still under way is stopped and waited for."""
        self.jobs.close()
        super().done(result)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setAccessibleName(words)


def _read_file(
    job: Job, path: Path, docket: Docket, assessment: Assessment, today: date, known: frozenset[str]
) -> FileReading:
    from model.feed.calendar import uid
    from model.feed.places import keys_of
    from model.feed.reading.reader import read_calendar

    content = read_bytes(path)
    keys = [key for node in docket.nodes() for key in keys_of(docket, assessment, node)]
    ours = known.union(*({uid(key), uid(key, task=True)} for key in keys))
    told = -1

    def report(share: float) -> None:
        nonlocal told
        step = int(share * _STEPS)
        if step != told or job.cancelled:
            told = step
            job.report(share)

    return read_calendar(content, name=path.name, today=today, known=ours, report=report)


def _id_of(field: PickEdit) -> str | None:
    return field.chosen.id if field.chosen else None
