"""The Documents view: what is kept in the docket, read with its obligations in the margin."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from model.days.wording import say_count, say_day
from model.errors import DocketError, StoreError
from model.ledger.commands import AddDocument, Put
from model.record.base import new_id
from model.record.document import Document
from model.record.links import Node
from model.record.source import Span
from model.writing import write_whole
from ui.docket.headbar import HeadBar, HeadButton
from ui.documents.page import DocumentPage, SourceMark
from ui.editor.blank import blank_obligation
from ui.editor.fields.passages import Passage, trimmed
from ui.frame.theme import Theme
from ui.shell.path_dialogs import ask_where, ask_which, folder_of
from ui.shell.record_menu import MenuAsked
from ui.widgets.empty import EmptyState
from ui.workspace import Workspace


def span_of(text: str, document: str, start: int, end: int) -> Span | None:
    """The words between two places of a document's text, without white space at their ends; None where none are."""
    found = trimmed(text, Passage(start, end))
    if found is None:
        return None
    return Span(document=document, start=found.start, end=found.end, words=text[found.start : found.end])


def offer_words(menu: QMenu, space: Workspace, span: Span | None) -> None:
    """Put before the menu's own actions what can be done with the words; what cannot be done says why."""
    first = next(iter(menu.actions()), None)

    def offer(words: str, act: Callable[[], object] | None) -> None:
        action = menu.addAction(words)
        action.setEnabled(act is not None and not space.refusal)
        if first is not None:
            menu.removeAction(action)
            menu.insertAction(first, action)
        if act is not None:
            action.triggered.connect(lambda _=False: act())

    if span is None:
        offer("Select words to pin them to a record or to make an obligation of them", None)
    else:
        begun = replace(blank_obligation(space.docket), sources=(span,))
        offer("New obligation from these words…", lambda: space.enter(begun))
        if space.current:
            node = space.docket.node(space.current)
            standing = any(
                (one.document, one.start, one.end) == (span.document, span.start, span.end) for one in node.sources
            )
            words = f"{'Pinned to' if standing else 'Pin these words to'} {node.ref}"
            offer(words, None if standing else lambda: space.do(Put(with_words(node, span))))
    if space.refusal:
        offer(space.refusal.replace("&", "&&"), None)
    if first is not None:
        menu.insertSeparator(first)


def with_words(node: Node, span: Span) -> Node:
    """The record with these source words besides its own."""
    return replace(node, sources=(*node.sources, span))


class DocumentsView(QWidget):
    """One document at a time."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._document = ""
        self.head = HeadBar(theme, "Documents", self)
        self.choice = self.head.add(HeadButton(theme, "All documents", menu=True))
        self.add_button = self.head.add(HeadButton(theme, "Add document", "plus", accent=True))
        self.page = DocumentPage(theme, self)
        self.empty = EmptyState(theme)
        self._lay_out(theme)
        self.setFocusProxy(self.page)
        self.choice.clicked.connect(self._drop)
        self.add_button.clicked.connect(self.add)
        self.empty.asked.connect(self._asked)
        self.page.picked.connect(lambda record_id: workspace.select((record_id,), record_id))
        self.page.recordsMenuAsked.connect(
            lambda ids, place: workspace.menuRequested.emit(MenuAsked(self.page, ids, place))
        )
        self.page.wordsMenuAsked.connect(lambda place: self.words_menu().popup(place))
        workspace.opened.connect(self._opened)
        workspace.assessed.connect(lambda _: self._refresh())
        workspace.selectionChanged.connect(lambda: self.page.set_current(workspace.current))
        self._opened()

    def _lay_out(self, theme: Theme) -> None:
        body, blank = QWidget(self), QWidget(self)
        row = QVBoxLayout(body)
        row.setContentsMargins(theme.space.view, 0, 2, 0)
        row.addWidget(self.page)
        column = QVBoxLayout(blank)
        column.setContentsMargins(theme.space.view, 24, theme.space.view, 24)
        column.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        # Pages are added once the layout stands in its view: a page without a parent would open as a window.
        self._pages = QStackedLayout()
        whole.addLayout(self._pages, 1)
        self._pages.addWidget(body)
        self._pages.addWidget(blank)

    @property
    def document_id(self) -> str:
        """The document that is shown, or nothing."""
        return self._document

    def show_document(self, document_id: str) -> None:
        """Read one document."""
        self._document = document_id
        document = self._workspace.docket.documents[document_id]
        self.head.set_title(document.title)
        marks = tuple(self._marks())
        number = say_count(len({mark.id for mark in marks}), "record")
        added = f", added {say_day(document.added_on)}" if document.added_on else ""
        self.head.summarise(f"{number} pinned to its words{added}", number)
        text = self._text(document_id)
        self.choice.setVisible(len(self._workspace.docket.documents) > 1)
        if text is None:
            self._say_no_text(document)
            return
        self._pages.setCurrentIndex(0)
        self.page.show_text(text, marks)
        self.page.set_current(self._workspace.current)

    def show_span(self, span: Span) -> None:
        """Open the document where ``span`` stands."""
        if span.document != self._document:
            self.show_document(span.document)
        self.page.set_current(self._workspace.current)
        self.page.go_to(span.start, span.end)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Ask for a file and keep it in the docket."""
        if not self._workspace.may_write():
            return
        path = ask_which(self, "Add a document", folder_of(self._workspace), "Texts (*.txt);;All files (*)")
        if path is not None:
            self.add_file(path)

    def add_file(self, path: Path) -> None:
        """Keep the file at ``path`` in the docket."""
        try:
            content = path.read_bytes()
        except OSError as error:
            self._workspace.fail(StoreError(f"“{path.name}” could not be read: {error.strerror}."))
            return
        digest = hashlib.sha256(content).hexdigest()
        document = Document(
            id=new_id("document"),
            title=path.stem,
            media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            sha256=digest,
            size=len(content),
            added_by=self._workspace.who,
            added_on=self._workspace.today,
        )
        if self._workspace.do(AddDocument(document), {digest: content}) is not None:
            self.show_document(document.id)

    def words_menu(self) -> QMenu:
        """What can be done with the words that are selected, then what any text offers."""
        menu = self.page.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = self._text(self._document) if self._document else None
        span = span_of(text, self._document, *self.page.selected_places()) if text else None
        offer_words(menu, self._workspace, span)
        return menu

    def _opened(self) -> None:
        self._document = ""
        self._refresh()

    def _refresh(self) -> None:
        documents = self._workspace.docket.documents
        if self._document in documents:
            self.page.set_marks(self._marks())
        elif documents:
            self.show_document(next(iter(documents)))
        else:
            self._document = ""
            self.head.set_title("Documents")
            self.head.summarise("")
            self.choice.hide()
            self._pages.setCurrentIndex(1)
            self.empty.say(
                "No document is kept yet.",
                "Add the text of an instrument, and pin each obligation to its exact words.",
                (("add", "Add document"),),
            )

    def _say_no_text(self, document: Document) -> None:
        self._pages.setCurrentIndex(1)
        self.empty.say(
            "This document has no plain text.",
            f"It is kept whole in the docket ({document.media_type}, {document.size:,} bytes).",
            (("save", "Save the file"),),
        )

    def _marks(self) -> Iterator[SourceMark]:
        docket = self._workspace.docket
        for node in docket.nodes():
            for span in node.sources:
                if span.document == self._document:
                    yield SourceMark(node.id, docket.short_ref(node.id), node.title, span.start, span.end)

    def _text(self, document_id: str) -> str | None:
        ledger = self._workspace.ledger
        try:
            return ledger.document_text(document_id) if ledger else None
        except DocketError as error:
            self._workspace.fail(error)
            return None

    def _asked(self, key: str) -> None:
        if key == "add":
            self.add()
        elif key == "save":
            self._save()

    def _save(self) -> None:
        ledger, document = self._workspace.ledger, self._workspace.docket.documents[self._document]
        path = ask_where(self, "Save the file", folder_of(self._workspace) / document.title)
        if path is None or ledger is None:
            return
        try:
            write_whole(path, ledger.document_bytes(document.sha256))
        except DocketError as error:
            self._workspace.fail(error)

    def _drop(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for document in self._workspace.docket.documents.values():
            action = menu.addAction(document.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(document.id == self._document)
            action.triggered.connect(lambda _=False, wanted=document.id: self.show_document(wanted))
        menu.popup(self.choice.mapToGlobal(QPoint(0, self.choice.height() + 2)))
