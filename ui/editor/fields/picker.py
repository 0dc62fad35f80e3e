"""Choosing a record: a line that searches as it is typed in, and the list that opens under it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.editor.fields.candidates import Candidate, search
from ui.editor.fields.field import Field, UnreadField, column
from ui.editor.fields.suggestions import Suggestions
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip
from ui.widgets.icons import icon
from ui.widgets.marks import paint_mark

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}


class Offer(Protocol):
    """What a picker offers."""

    def all(self) -> list[Candidate]: ...

    def find(self, record_id: str, /) -> Candidate | None: ...


class PickEdit(QLineEdit):
    """Type to search, Down to look through, Enter to take; emptied, nothing is chosen.

    ``free``: what is typed may stand though nothing of that name is offered.
    """

    picked = Signal(object)
    """The candidate that was chosen, None where it was cleared."""

    def __init__(self, theme: Theme, source: Offer, placeholder: str = "", *, free: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._free = free
        self._source = source
        self._chosen: Candidate | None = None
        self._list: Suggestions | None = None
        self._known: list[Candidate] | None = None
        self._mark: QAction | None = None
        self._cut = ""
        self.setPlaceholderText(placeholder or "Type to search")
        arrow = QAction(icon("chevron-down", "third"), "Show all", self)
        arrow.triggered.connect(self._show_all)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._typed)

    @property
    def chosen(self) -> Candidate | None:
        return self._chosen

    @property
    def is_open(self) -> bool:
        """Whether the list is open."""
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> list[Candidate]:
        """What the list offers now."""
        return list(self._list.rows) if self._list is not None and self.is_open else []

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show_mark()

    def show_id(self, record_id: str) -> None:
        """Show the record of that id as chosen, nothing for an empty one."""
        self._chosen = self._source.find(record_id) if record_id else None
        self._show_name()

    def record_id(self) -> str:
        """The id of what is chosen, empty where nothing is.

        Raises :class:`UnreadField` where something is typed that names no record.
        """
        text = self.text().strip()
        if not text:
            return ""
        if self._chosen is not None and text in self._names():
            return self._chosen.id
        if self._free:
            return text
        raise UnreadField(f"“{text}” is not chosen from the list. Type to search, and take one with Enter.", self)

    def chosen_text(self) -> str:
        """The id of what is chosen, after a mark that says so, or what is typed."""
        try:
            return f"={self.record_id()}"
        except UnreadField:
            return self.text()

    def show_chosen_text(self, text: str) -> None:
        """Show again what :meth:`chosen_text` gave."""
        if text.startswith("="):
            self.show_id(text[1:])
        else:
            self.setText(text)

    def take(self, one: Candidate) -> None:
        """Choose ``one``."""
        self._close()
        self._chosen = one
        self._show_name()
        self.picked.emit(one)

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._chosen = None
            self._show_mark()
            self.picked.emit(None)
        self._offer(search(self._all(), text))

    def _show_all(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.is_open:
            self._close()
        else:
            self._offer(search(self._all(), ""))

    def _all(self) -> list[Candidate]:
        """What there is, gathered once for as long as somebody types here."""
        if self._known is None:
            self._known = self._source.all()
        return self._known

    def _offer(self, rows: list[Candidate]) -> None:
        if self._list is None:
            self._list = Suggestions(self._theme, self)
            self._list.taken.connect(self.take)
        self._list.offer(rows, self._chosen.id if self._chosen else "")

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _names(self) -> tuple[str, ...]:
        """How the chosen record may stand in the line: whole, or cut where it has no room and nobody types."""
        return (self._chosen.name.strip(), self._cut) if self._chosen is not None else ()

    def _show_name(self) -> None:
        name = self._chosen.name.strip() if self._chosen else ""
        room = self.width() - (74 if self._chosen and self._chosen.mark else 50)
        self._cut = QFontMetrics(self.font()).elidedText(name, Qt.TextElideMode.ElideRight, max(room, 60))
        self.setText(name if self.hasFocus() else self._cut)
        self.setToolTip(plain_tooltip(name) if self._cut != name else "")
        self.setCursorPosition(0)
        self._show_mark()

    def _show_mark(self) -> None:
        """The mark of what is chosen stands before its name."""
        if self._mark is not None:
            self.removeAction(self._mark)
            self._mark = None
        if self._chosen is not None and self._chosen.mark:
            self._mark = QAction(_mark_icon(self._chosen.mark, self._theme), "", self)
            self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers():
            if self.is_open and self._list is not None:
                self._list.move_by(_STEPS[key])
            elif key == Qt.Key.Key_Down:
                self._show_all()
            return
        if self.is_open and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self._list.current if self._list is not None else None
            if current is not None:
                self.take(current)
            return
        if self.is_open and key == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_open:
            self._offer(search(self._all(), ""))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._chosen is not None and self.text() == self._cut:
            self.setText(self._chosen.name.strip())
            self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._chosen is not None and not self.hasFocus():
            self._show_name()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.is_open and event.reason() == Qt.FocusReason.TabFocusReason:
            self._take_only()
        self._known = None
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._close()
            self._settle()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._close()
        super().hideEvent(event)

    def _take_only(self) -> None:
        """Tab takes what is typed where it names one record only."""
        rows = self.offered
        typed = self.text().strip()
        if typed and len(rows) == 1 and typed not in self._names():
            self.take(rows[0])

    def _settle(self) -> None:
        """What was typed and not taken gives way to what is chosen; without a choice it stays, to be mended."""
        if self._free and self.text().strip():
            self._chosen = self._source.find(self.record_id())
        if self._chosen is not None:
            self._show_name()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._close()


def _mark_icon(key: str, theme: Theme) -> QIcon:
    ratio = 2
    picture = QPixmap(16 * ratio, 16 * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, 16 * ratio, 16 * ratio), key, theme)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return QIcon(picture)


class PickField(Field):
    """One record, or none."""

    def __init__(self, theme: Theme, name: str, source: Offer, placeholder: str = "") -> None:
        super().__init__(theme, name)
        self.edit = PickEdit(theme, source, placeholder)
        self.edit.setObjectName(f"{name}.pick")
        self.edit.picked.connect(lambda _: self.changed.emit())
        self.edit.textEdited.connect(lambda _: self.changed.emit())
        column(self).addWidget(self.edit)

    def value(self) -> str | None:
        return self.edit.record_id() or None

    def show_value(self, value: str | None) -> None:
        self.edit.show_id(value or "")

    def inputs(self) -> list[QWidget]:
        return [self.edit]
