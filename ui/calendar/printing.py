"""The month on paper: set away from the window's thread, then handed to the print dialog or kept as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from model.errors import StoreError
from model.outlook.time.almanac import Almanac
from model.report.content import Paper
from model.writing import write_whole
from ui.calendar.month import Month
from ui.shell.jobs import Job, Jobs
from ui.shell.path_dialogs import ask_where, folder_of
from ui.shell.settings import Settings
from ui.workspace import Workspace

PAPERS: tuple[tuple[str, Paper], ...] = (("Letter", "us-letter"), ("A4", "a4"))


class CalendarPrinting(QObject):
    """Prints what a calendar shows. ``ask_where`` gives the file to save to, ``show_dialog`` prints."""

    saved = Signal(object)
    """The path of the PDF that was written."""

    def __init__(self, workspace: Workspace, jobs: Jobs, settings: Settings, view: QWidget) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._jobs = jobs
        self._settings = settings
        self._view = view
        self._job: Job | None = None
        self.ask_where: Callable[[str], Path | None] = self._ask_where
        self.show_dialog: Callable[[bytes, str], object] = self._show_dialog

    @property
    def paper(self) -> Paper:
        """The paper that was chosen last."""
        chosen = self._settings.get("calendar_paper", "us-letter")
        return next((paper for _, paper in PAPERS if paper == chosen), "us-letter")

    def menu(self, almanac: Almanac, month: Month, passing: Collection[str] | None) -> QMenu:
        """The ways to paper."""
        menu = QMenu("Print", self._view)
        menu.addAction(f"Print {month.title}…").triggered.connect(lambda _=False: self.print(almanac, month, passing))
        menu.addAction("Save as PDF…").triggered.connect(lambda _=False: self.save(almanac, month, passing))
        menu.addSeparator()
        choices = QActionGroup(menu)
        for words, paper in PAPERS:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(paper == self.paper)
            action.triggered.connect(lambda _=False, one=paper: self._settings.put("calendar_paper", one))
            choices.addAction(action)
        return menu

    def print(self, almanac: Almanac, month: Month, passing: Collection[str] | None) -> None:
        """Set the month, then hand its pages to the system's print dialog."""
        self._set(almanac, month, passing, lambda pdf: self.show_dialog(pdf, month.title))

    def save(self, almanac: Almanac, month: Month, passing: Collection[str] | None) -> None:
        """Ask where, then set the month and write it there."""
        path = self.ask_where(f"Calendar {month.title}.pdf")
        if path is not None:
            target = path if path.suffix.casefold() == ".pdf" else path.with_name(path.name + ".pdf")
            self._set(almanac, month, passing, lambda pdf: self._write(target, pdf))

    def _set(
        self, almanac: Almanac, month: Month, passing: Collection[str] | None, done: Callable[[bytes], object]
    ) -> None:
        """A newer wish replaces one that is under way."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        if self._job is not None and not self._job.over:
            self._job.cancel()
        head, paper = ledger.head.words, self.paper
        generated = self._workspace.clock().astimezone()
        docket, assessment = almanac.docket, almanac.assessment

        def work(job: Job) -> bytes:
            from model.report.month import month_pdf, month_report

            # One of its own: that of the view is filled year by year, on the window's thread.
            report = month_report(
                Almanac(docket, assessment), month.first, head=head, generated=generated, paper=paper, passing=passing
            )
            job.report(0.3)
            return month_pdf(report)

        self._job = self._jobs.run("Print the calendar", work, done)
        self._job.refused.connect(self._workspace.fail)

    def _write(self, path: Path, pdf: bytes) -> None:
        try:
            write_whole(path, pdf)
        except StoreError as error:
            self._workspace.fail(error)
        else:
            self.saved.emit(path)

    def _show_dialog(self, pdf: bytes, title: str) -> None:
        from PySide6.QtGui import QPageLayout, QPageSize
        from PySide6.QtPrintSupport import QPrinter

        from ui.reports.printing import ask_and_print

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"{self._workspace.docket.caption.title}, {title}")
        sizes = {"us-letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}
        printer.setPageSize(QPageSize(sizes[self.paper]))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        ask_and_print(pdf, printer, self._view)

    def _ask_where(self, name: str) -> Path | None:
        return ask_where(self._view, "Save the calendar", folder_of(self._workspace) / name, "PDF (*.pdf)")
