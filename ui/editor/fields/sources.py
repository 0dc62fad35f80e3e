"""The input of source words: spans of documents, selected in their text or pasted and found there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from model.record.source import Span
from ui.editor.fields.candidates import Source
from ui.editor.fields.chosen import RemoveButton
from ui.editor.fields.field import Field, caption, column, line, part, widgets_in
from ui.editor.fields.passages import Passage, Positions, find_words, trimmed
from ui.editor.fields.picker import PickEdit
from ui.frame.theme import Theme
from ui.inspector.flow import FlowLabel, Run, plain
from ui.inspector.reading import quote_of
from ui.widgets.rows import clear_layout
from ui.widgets.wraplabel import WrapLabel

TextOf = Callable[[str], str | None]
HEIGHT = 248


class SpanRow(QWidget):
    """One quotation, where it stands, and its cross."""

    def __init__(self, theme: Theme, span: Span, title: str, name: str) -> None:
        super().__init__()
        self.span = span
        words = FlowLabel(theme, (Run(quote_of(span), "source"),), bar=True)
        where = plain(theme, f"{title}, characters {span.start:,} to {span.end:,}", "micro", "third")
        self.remove = RemoveButton("Take out these source words")
        self.remove.setObjectName(name)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(words)
        left.addWidget(where)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(left, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)


class _Text(QPlainTextEdit):
    """The document's words, to be read and selected."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # Filings break their lines by themselves: most of these fit.
        font = theme.font("source")
        font.setPixelSize(14)
        self.setFont(font)
        self.setFixedHeight(HEIGHT)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)


class _FindEdit(QLineEdit):
    """Enter goes on to the next place."""

    onward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.onward.emit()
        else:
            super().keyPressEvent(event)


class WordsFinder(QWidget):
    """A document, its text, and a line to find words in it. ``used`` gives the span that was selected."""

    used = Signal(object)

    def __init__(self, theme: Theme, name: str, documents: Source, text_of: TextOf) -> None:
        super().__init__()
        self._text_of = text_of
        self._whole = ""
        self._positions = Positions("")
        self._found: tuple[Passage, ...] = ()
        self._place = 0
        self.document = PickEdit(theme, documents, "a document")
        self.wanted = _FindEdit()
        self.wanted.setPlaceholderText("paste or type the words to find them")
        self.said = WrapLabel()
        self.said.setProperty("role", "second")
        self.said.setFont(theme.font("small"))
        self.text = _Text(theme)
        self.use = QPushButton("Use the selected words")
        self.close_button = QPushButton("Done")
        part(self.document, f"{name}.document", "document")
        part(self.wanted, f"{name}.find", "words to find")
        part(self.text, f"{name}.document_text", "text of the document")
        part(self.use, f"{name}.use", "use the selected words")
        part(self.close_button, f"{name}.done", "done")
        self._wire()
        self._lay_out(theme)

    def inputs(self) -> list[QWidget]:
        return [self.document, self.wanted, self.text, self.use, self.close_button]

    def begin(self, document_id: str) -> None:
        """Show a document's text."""
        self.document.show_id(document_id)
        self._show_document()
        self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wire(self) -> None:
        self.document.picked.connect(lambda _: self._show_document())
        self.wanted.textEdited.connect(self._search)
        self.wanted.onward.connect(self._next)
        self.text.selectionChanged.connect(self._allow)
        self.use.clicked.connect(self._use)
        self.use.setEnabled(False)

    def _lay_out(self, theme: Theme) -> None:
        whole = column(self)
        first = line(self.document, theme=theme)
        whole.addLayout(first)
        whole.addWidget(self.wanted)
        whole.addWidget(self.said)
        whole.addWidget(self.text)
        whole.addLayout(line(self.use, self.close_button, 1, theme=theme))
        self.said.hide()

    def _show_document(self) -> None:
        one = self.document.chosen
        text = self._text_of(one.id) if one is not None else ""
        self._whole = text or ""
        self._positions = Positions(self._whole)
        self.text.setPlainText(self._whole)
        self._say("" if text is not None else "This document has no text that can be read here. Choose another.")
        self._search(self.wanted.text())

    def _search(self, words: str) -> None:
        self._found, self._place = find_words(self._whole, words), 0
        if not words.strip():
            self._say("")
        elif not self._found:
            self._say("These words do not stand in this document. Shorten them, or select them below.")
        else:
            self._show_place()

    def _next(self) -> None:
        if self._found:
            self._place = (self._place + 1) % len(self._found) if self.text.textCursor().hasSelection() else 0
            self._show_place()

    def _show_place(self) -> None:
        passage, count = self._found[self._place], len(self._found)
        cursor = self.text.textCursor()
        cursor.setPosition(self._positions.position(passage.start))
        cursor.setPosition(self._positions.position(passage.end), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.centerCursor()
        more = f"Place {self._place + 1} of {count}; Enter goes on to the next." if count > 1 else "Found once."
        self._say(more)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _selected(self) -> Passage | None:
        cursor = self.text.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = (self._positions.index(place) for place in (cursor.selectionStart(), cursor.selectionEnd()))
        return trimmed(self._whole, Passage(start, end))

    def _allow(self) -> None:
        self.use.setEnabled(self._selected() is not None and self.document.chosen is not None)

    def _use(self) -> None:
        passage, one = self._selected(), self.document.chosen
        if passage is not None and one is not None:
            words = self._whole[passage.start : passage.end]
            self.used.emit(Span(document=one.id, start=passage.start, end=passage.end, words=words))
            self.wanted.clear()
            self._search("")
            self.wanted.setFocus(Qt.FocusReason.OtherFocusReason)


class SourcesField(Field):
    """The words that a record rests on."""

    def __init__(self, theme: Theme, name: str, documents: Source, text_of: TextOf) -> None:
        super().__init__(theme, name)
        self._documents = documents
        self._spans: list[Span] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.add = QPushButton("Add source words")
        self.add.setProperty("role", "link")
        self.add.setCursor(Qt.CursorShape.PointingHandCursor)
        part(self.add, f"{name}.add", "add")
        self.add.clicked.connect(self._open)
        self.add.setFixedHeight(30)
        self.none = caption(theme, "No document is kept in this docket yet.")
        self.finder = WordsFinder(theme, name, documents, text_of)
        self.finder.used.connect(self._use)
        self.finder.close_button.clicked.connect(self._shut)
        whole = column(self, 10)
        whole.addLayout(self._rows)
        whole.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.none)
        whole.addWidget(self.finder)
        self.finder.hide()
        self.none.hide()

    def value(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def show_value(self, value: Iterable[Span]) -> None:
        self._spans = list(value)
        self._show_rows()

    def inputs(self) -> list[QWidget]:
        return [*(row.remove for row in self.rows()), self.add, *self.finder.inputs()]

    def set_label(self, label: str) -> None:
        for each in (self.add, *self.finder.inputs()):
            own = each.property("part")
            if own:
                each.setAccessibleName(f"{label}: {own}")

    def mark(self, invalid: QWidget | None) -> None:
        super().mark(None)

    def rows(self) -> list[SpanRow]:
        """The quotations."""
        return widgets_in(self._rows, SpanRow)

    def _open(self) -> None:
        documents = self._documents.all()
        self.none.setVisible(not documents)
        if not documents:
            return
        used = [span.document for span in self._spans]
        self.add.hide()
        self.finder.show()
        self.finder.begin(used[-1] if used else documents[0].id)

    def _shut(self) -> None:
        self.finder.hide()
        self.add.show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self, span: Span) -> None:
        if span not in self._spans:
            self._spans.append(span)
            self._show_rows()
            self.changed.emit()

    def _take_out(self, span: Span) -> None:
        self._spans.remove(span)
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        clear_layout(self._rows)
        for place, span in enumerate(self._spans):
            found = self._documents.find(span.document)
            title = found.title if found else "a document that is no longer there"
            row = SpanRow(self.theme, span, title, f"{self.objectName()}.remove.{place}")
            row.remove.clicked.connect(lambda _=False, own=span: self._take_out(own))
            self._rows.addWidget(row)
            row.show()
