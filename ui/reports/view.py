"""The Reports view: the status report as it will be on paper, and the ways to keep and print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from model.days.wording import say_count, say_long
from model.errors import StoreError
from model.report.content import Paper
from model.writing import write_whole
from ui.docket.headbar import HeadBar, HeadButton
from ui.frame.panel import in_column
from ui.frame.theme import Theme
from ui.shell.jobs import Job, Jobs
from ui.shell.path_dialogs import ask_where, folder_of
from ui.widgets.surface import Surface
from ui.widgets.workbar import WorkBar
from ui.workspace import Workspace

_SCALE = 1.15
"""Pixels to a point in the preview, times the screen's own ratio."""
_FIRST_PAGES = 30
"""As many pages as are shown; whoever wants more opens the PDF."""
_PAPERS: tuple[tuple[str, Paper], ...] = (("Letter", "us-letter"), ("A4", "a4"))

Pages = list[QImage]


class ReportsView(QWidget):
    """One report: obligation status, as of the day looked at."""

    def __init__(self, workspace: Workspace, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._jobs = jobs
        self._pdf = b""
        self._job: Job | None = None
        self._stale = True
        self.ask_where: Callable[[str], Path | None] = self._ask_where
        self.head = HeadBar(theme, "Status report", self)
        self.paper = QComboBox()
        self.paper.setAccessibleName("Paper")
        for words, paper in _PAPERS:
            self.paper.addItem(words, paper)
        self.head.add_widget(self.paper)
        self.print_button = self.head.add(HeadButton(theme, "Print…", "print"))
        self.save_button = self.head.add(HeadButton(theme, "Save PDF…", "save", accent=True))
        self.work = WorkBar(theme)
        self.area = QScrollArea()
        self._lay_out(theme)
        self.setFocusProxy(self.area)
        self._connect()

    def _lay_out(self, theme: Theme) -> None:
        self._sheet = Surface(theme, "frame")
        self._pages = QVBoxLayout(self._sheet)
        self._pages.setContentsMargins(24, 24, 24, 24)
        self._pages.setSpacing(20)
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._sheet)
        self.area.setAccessibleName("Preview of the report")
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.space.view, 0, theme.space.view, 8)
        bar.addWidget(self.work)
        in_column(self, self.head, bar, self.area, stretched=(self.area,))

    def _connect(self) -> None:
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(150)
        self._waiting.timeout.connect(self._set)
        self.paper.currentIndexChanged.connect(lambda _: self._spoil())
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print)
        self.work.cancelled.connect(self._cancel)
        self._workspace.assessed.connect(lambda _: self._spoil())
        self._allow()

    @property
    def pdf(self) -> bytes:
        """The report that is shown; empty while it is being set."""
        return self._pdf

    def showEvent(self, event: QShowEvent) -> None:
        """It is set only when it is looked at."""
        super().showEvent(event)
        if self._stale:
            self._waiting.start()

    def save(self) -> None:
        """Ask where, and write the PDF there."""
        path = self.ask_where("Status report.pdf")
        if path is None or not self._pdf:
            return
        target = path if path.suffix.casefold() == ".pdf" else path.with_name(path.name + ".pdf")
        try:
            write_whole(target, self._pdf)
        except StoreError as error:
            self._workspace.fail(error)

    def print(self) -> None:
        """Hand the pages to the system's print dialog."""
        if not self._pdf:
            return
        from PySide6.QtPrintSupport import QPrinter

        from ui.reports.printing import ask_and_print

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"{self._workspace.docket.caption.title}, status report")
        ask_and_print(self._pdf, printer, self)

    def _spoil(self) -> None:
        """What is shown is of another state of things."""
        self._stale = True
        self._pdf = b""
        self._allow()
        if self.isVisible():
            self._waiting.start()

    def _set(self) -> None:
        """Set the report away from the window's thread; a newer wish replaces one that is under way."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        if self._job is not None:
            self._job.cancel()
        self._stale = False
        docket, assessment, head = self._workspace.docket, self._workspace.assessment, ledger.head.words
        generated, paper = self._workspace.clock().astimezone(), self.paper.currentData()
        ratio = self.devicePixelRatioF()
        self.head.summarise(f"as of {say_long(assessment.day)}")
        self.work.show_progress("Setting the report", 0, 0)
        self.work.show()

        def work(job: Job) -> tuple[bytes, int, Pages]:
            from model.report.pages import page_count
            from model.report.setting import to_pdf
            from model.report.status import status_report

            pdf = to_pdf(status_report(docket, assessment, head=head, generated=generated, paper=paper))
            job.report(0.7)
            return pdf, page_count(pdf), list(_pictures(job, pdf, ratio))

        job = self._job = self._jobs.run("Status report", work, self._show)
        job.refused.connect(self._workspace.fail)
        job.ended.connect(self._ended)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _ended(self) -> None:
        """One that was replaced by a newer wish leaves the bar to that."""
        if self._job is not None and self._job.over:
            self._job = None
            self.work.hide()

    def _show(self, made: tuple[bytes, int, Pages]) -> None:
        if self._stale:
            return
        self._pdf, count, pictures = made
        place = self.area.verticalScrollBar().value()
        while (item := self._pages.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for number, picture in enumerate(pictures, 1):
            self._pages.addWidget(_page(picture, f"Page {number} of {count}"))
        self._pages.addStretch(1)
        shown = f", the first {len(pictures)} shown" if len(pictures) < count else ""
        self.head.summarise(f"as of {say_long(self._workspace.day)}, {say_count(count, 'page')}{shown}")
        self._allow()
        QTimer.singleShot(0, self.area, lambda: self.area.verticalScrollBar().setValue(place))

    def _allow(self) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(bool(self._pdf))

    def _ask_where(self, name: str) -> Path | None:
        return ask_where(self, "Save the report", folder_of(self._workspace) / name, "PDF (*.pdf)")


def _pictures(job: Job, pdf: bytes, ratio: float) -> list[QImage]:
    from model.report.pages import page_pictures

    made = []
    for picture in page_pictures(pdf, _SCALE * ratio, last=_FIRST_PAGES):
        job.report(0.8)
        image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB888)
        # The picture's bytes go with the page; the image keeps its own.
        copy = image.copy()
        copy.setDevicePixelRatio(ratio)
        made.append(copy)
    return made


def _page(picture: QImage, name: str) -> QLabel:
    label = _Page(picture)
    label.setAccessibleName(name)
    return label


class _Page(QLabel):
    """A page with a hairline around it: paper on a desk."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        size = picture.deviceIndependentSize().toSize()
        self.setFixedSize(size.width() + 2, size.height() + 2)

    def paintEvent(self, event: object) -> None:
        """The picture, untouched by the theme."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().mid())
        painter.drawImage(1, 1, self._picture)
