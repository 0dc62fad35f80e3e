"""The page: a document's text in the serif face, with the refs of its obligations in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractButton, QFrame, QTextEdit, QWidget

from ui.documents.text import TextPlaces, reflow
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip

MARGIN = 100
_LINE_GAP = 18
_LANE = 6


class SourceMark(NamedTuple):
    """Where words of a record stand: the record, its ref and title, first and last place of the words."""

    id: str
    ref: str
    title: str
    start: int
    end: int


class _PlacedMark(NamedTuple):
    mark: SourceMark
    top: float
    bottom: float


class MarginButton(QAbstractButton):
    """The refs that begin on one line of the text."""

    menuAsked = Signal(QPoint)
    """The menu on their records is wanted, at a place of the screen."""

    def __init__(self, theme: Theme, marks: Sequence[SourceMark], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.marks = tuple(marks)
        self.lit = False
        self.setText(", ".join(dict.fromkeys(mark.ref for mark in marks)))
        self.setAccessibleName(", ".join(f"{mark.ref} {mark.title}" for mark in marks))
        self.setToolTip(plain_tooltip("\n".join(dict.fromkeys(f"{mark.ref}  {mark.title}" for mark in marks))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on the records of the line."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menuAsked.emit(self.mapToGlobal(self.rect().bottomLeft()) if by_key else event.globalPos())

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the refs, within the margin."""
        wide = QFontMetrics(self._theme.font("small", 600)).horizontalAdvance(self.text()) + 12
        return QSize(min(wide, MARGIN - _LINE_GAP - 4), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The refs; on the accent where one of them is the current record."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent.base)
            painter.drawRoundedRect(QRectF(self.rect()), theme.space.radius_chip, theme.space.radius_chip)
        font = theme.font("small", 600 if self.lit else None)
        ink = theme.text.on_accent if self.lit else theme.accent.base if self.underMouse() else theme.text.second
        painter.setFont(font)
        painter.setPen(ink)
        measure = QFontMetrics(font)
        words = measure.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 12)
        x = self.width() - 6 - measure.horizontalAdvance(words)
        painter.drawText(QPointF(x, theme.baseline(font, 0, self.height())), words)


class DocumentPage(QTextEdit):
    """Read-only text to a measure, its margin marks real buttons. Emits the ids marked at a place."""

    picked = Signal(object)
    recordsMenuAsked = Signal(object, QPoint)
    """The menu on records whose refs stand in the margin is wanted: their ids, and where on the screen."""
    wordsMenuAsked = Signal(QPoint)
    """The menu on the words that are selected is wanted, at a place of the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marks: tuple[SourceMark, ...] = ()
        self._places = TextPlaces("")
        self._buttons: list[MarginButton] = []
        self._placed: list[_PlacedMark] = []
        self._tops: list[int] = []
        self._current = ""
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "plain")
        self.setAcceptRichText(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(theme.width.measure)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFont(theme.font("document"))
        self.document().setDocumentMargin(0)
        self.setViewportMargins(MARGIN, 12, 0, 0)
        self.setAccessibleName("Text of the document")
        self._margin = _Margin(self)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._place_buttons())

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._emphasise()
        self._margin.update()

    def show_text(self, text: str, marks: Iterable[SourceMark]) -> None:
        """Show a text and what is marked in it."""
        self._places = TextPlaces(text)
        self._marks = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
        self.setPlainText(reflow(text))
        self._set_lines()
        self._emphasise()
        self._lay_marks()
        self.verticalScrollBar().setValue(0)

    def set_marks(self, marks: Iterable[SourceMark]) -> None:
        """Show the same text with other marks."""
        fresh = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
        if fresh != self._marks:
            self._marks = fresh
            self._emphasise()
            self._lay_marks()

    def set_current(self, record_id: str) -> None:
        """Light the words of one record."""
        if record_id != self._current:
            self._current = record_id
            self._emphasise()
            self._light_buttons()
            self._margin.update()

    def go_to(self, start: int, end: int) -> None:
        """Bring words into the upper third of the page and put the cursor before them."""
        cursor = self._cursor(start, end)
        first = QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        self.setTextCursor(first)
        top = self.cursorRect(first).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(round(top - self.viewport().height() / 3))

    def selected_places(self) -> tuple[int, int]:
        """Where the selected words begin and end in the document's text; the same place twice where none are."""
        cursor = self.textCursor()
        return self._places.from_qt(cursor.selectionStart()), self._places.from_qt(cursor.selectionEnd())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu on the selected words, under the pointer or at the cursor."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at_cursor = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.wordsMenuAsked.emit(at_cursor if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin is as high as the page."""
        super().resizeEvent(event)
        self._margin.setGeometry(0, 0, MARGIN, self.height())
        self._lay_marks()

    @property
    def placed(self) -> list[_PlacedMark]:
        """Where each mark stands, in the document's own pixels."""
        return self._placed

    @property
    def margin_buttons(self) -> list[MarginButton]:
        """The refs in the margin, top to bottom."""
        return self._buttons

    def stretch_of(self, placed: _PlacedMark) -> tuple[float, float, QColor]:
        """The line beside one mark: top, bottom and colour, as it stands now."""
        lit = placed.mark.id == self._current
        colour = self._theme.accent.base if lit else self._theme.line.strong
        shift = self.viewport().y() - self.verticalScrollBar().value()
        return placed.top + shift, placed.bottom + shift, colour

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._places.in_qt(start), last))
        cursor.setPosition(min(self._places.in_qt(end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _set_lines(self) -> None:
        form = QTextBlockFormat()
        line = self._theme.type["document"].line
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def _emphasise(self) -> None:
        """Underline what is marked; lay the accent's ground under the current record's words."""
        shown = []
        for mark in self._marks:
            form = QTextCharFormat()
            lit = mark.id == self._current
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self._theme.accent.base if lit else self._theme.line.strong)
            if lit:
                form.setBackground(self._theme.accent.soft)
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(mark.start, mark.end)
            selection.format = form
            shown.append(selection)
        self.setExtraSelections(
            sorted(shown, key=lambda one: one.format.hasProperty(QTextCharFormat.Property.BackgroundBrush))
        )

    def _lay_marks(self) -> None:
        """Find where each mark stands, and make one button for those that begin on a line."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._placed = [self._place(mark) for mark in self._marks]
        lines: dict[int, list[SourceMark]] = {}
        for placed in self._placed:
            lines.setdefault(round(placed.top), []).append(placed.mark)
        self._buttons = [MarginButton(self._theme, marks, self._margin) for marks in lines.values()]
        self._tops = list(lines)
        for button in self._buttons:
            button.clicked.connect(lambda _=False, button=button: self._pick(button))
            ids = tuple(dict.fromkeys(mark.id for mark in button.marks))
            button.menuAsked.connect(lambda place, ids=ids: self.recordsMenuAsked.emit(ids, place))
            button.show()
        self._light_buttons()
        self._place_buttons()

    def _place(self, mark: SourceMark) -> _PlacedMark:
        scrolled = self.verticalScrollBar().value()
        cursor = self._cursor(mark.start, mark.end)
        first, last = QTextCursor(cursor), QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        last.setPosition(max(cursor.selectionEnd() - 1, cursor.selectionStart()))
        return _PlacedMark(mark, self.cursorRect(first).top() + scrolled, self.cursorRect(last).bottom() + scrolled)

    def _place_buttons(self) -> None:
        shift = self.viewport().y() - self.verticalScrollBar().value()
        line = self._theme.type["document"].line
        for button, top in zip(self._buttons, self._tops, strict=True):
            size = button.sizeHint()
            y = top + shift + (line - size.height()) // 2 - 2
            button.setGeometry(MARGIN - _LINE_GAP - size.width(), y, size.width(), size.height())
        self._margin.update()

    def _light_buttons(self) -> None:
        for button in self._buttons:
            button.lit = any(mark.id == self._current for mark in button.marks)
            button.update()

    def _pick(self, button: MarginButton) -> None:
        """Several refs on one line are gone through one after the other."""
        ids = list(dict.fromkeys(mark.id for mark in button.marks))
        place = ids.index(self._current) + 1 if self._current in ids else 0
        self.picked.emit(ids[place % len(ids)])


class _Margin(QWidget):
    """The lines beside the words, in two lanes where they run beside one another."""

    def __init__(self, page: DocumentPage) -> None:
        super().__init__(page)
        self._page = page
        self.setAccessibleName("Obligations in the margin")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ends = [-1.0, -1.0]
        for placed in self._page.placed:
            top, bottom, colour = self._page.stretch_of(placed)
            lane = 0 if top > ends[0] else 1
            ends[lane] = bottom
            if bottom >= 0 and top <= self.height():
                x = MARGIN - _LINE_GAP + 5 + (1 - lane) * _LANE
                painter.fillRect(QRectF(x, top + 3, 2, bottom - top - 6), colour)
