"""Pages of a PDF on a printer."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from model.report.pages import page_count, page_pictures

_MOST = 300
"""Dots an inch that a page of text needs; a printer may ask for four times as many."""


def ask_and_print(pdf: bytes, printer: QPrinter, parent: QWidget) -> None:
    """Ask in the system's own dialog for the printer and the pages, and print ``pdf`` as it was when that was asked."""
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() == QPrintDialog.DialogCode.Accepted:
        print_pages(pdf, printer)


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Print the pages that the dialog asked for, each as large as the sheet takes. Returns how many."""
    first, last = _asked(printer, page_count(pdf))
    scale = min(printer.resolution(), _MOST) / 72
    painter = QPainter(printer)
    try:
        for number, picture in enumerate(page_pictures(pdf, scale, first, last)):
            if number:
                printer.newPage()
            image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB888)
            sheet = printer.pageLayout().fullRectPixels(printer.resolution())
            size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(sheet.topLeft(), size), image)
    finally:
        painter.end()
    return last - first


def _asked(printer: QPrinter, count: int) -> tuple[int, int]:
    """First page from 0, and the one after the last."""
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        return printer.fromPage() - 1, min(printer.toPage() or count, count)
    return 0, count
