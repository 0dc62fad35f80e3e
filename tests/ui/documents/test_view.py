"""Documents: the exact words, marked in the margin."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.ledger.ledger import Ledger
from model.record.caption import Caption
from ui.documents.text import TextPlaces, reflow
from ui.documents.view import DocumentsView
from ui.frame.theme import Theme
from ui.workspace import Workspace


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace, theme: Theme) -> DocumentsView:
    made = DocumentsView(workspace, theme)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@given(st.text(alphabet=st.sampled_from("ab \n\té“\U0001d538"), max_size=400))
def test_setting_to_another_measure_neither_adds_nor_loses_a_character(text: str) -> None:
    made = reflow(text)
    assert len(made) == len(text)
    assert [sign for sign in made if not sign.isspace()] == [sign for sign in text if not sign.isspace()]


@given(st.text(alphabet=st.sampled_from("a\U0001d538é"), max_size=60), st.integers(0, 60))
def test_places_count_as_qt_counts(text: str, place: int) -> None:
    place = min(place, len(text))
    assert TextPlaces(text).in_qt(place) == len(text[:place].encode("utf-16-le")) // 2


def test_every_pinned_record_has_its_ref_in_the_margin(view: DocumentsView, workspace: Workspace) -> None:
    marked = {ref for button in view.page.margin_buttons for ref in button.text().split(", ")}
    docket = workspace.docket
    assert marked == {docket.short_ref(node.id) for node in docket.nodes() if node.sources}


def test_what_is_underlined_is_exactly_what_was_pinned(view: DocumentsView, workspace: Workspace) -> None:
    text = view.page.toPlainText()
    for node in workspace.docket.nodes():
        for span in node.sources:
            shown = " ".join(text[span.start : span.end].split())
            assert shown == " ".join(span.words.split())


def test_a_ref_in_the_margin_selects_its_record(view: DocumentsView, workspace: Workspace) -> None:
    button = next(button for button in view.page.margin_buttons if button.text() == "17")
    view.show_span(workspace.docket.obligations["usmx-17"].sources[0])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert workspace.selection == ("usmx-17",)
    assert button.lit


def test_refs_that_begin_on_one_line_are_gone_through_one_by_one(view: DocumentsView, workspace: Workspace) -> None:
    button = next(button for button in view.page.margin_buttons if "," in button.text())
    picked = []
    for _ in button.marks:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        picked.append(workspace.current)
    assert set(picked) == {mark.id for mark in button.marks}


def test_a_span_is_brought_into_sight(view: DocumentsView, workspace: Workspace) -> None:
    span = workspace.docket.obligations["usmx-17"].sources[0]
    view.show_span(span)
    cursor = view.page.textCursor()
    assert cursor.position() == span.start
    assert 0 <= view.page.cursorRect(cursor).top() < view.page.viewport().height()


def test_the_page_cannot_be_written_in(view: DocumentsView) -> None:
    before = view.page.toPlainText()
    view.page.setFocus()
    QTest.keyClicks(view.page, "forged")
    assert view.page.toPlainText() == before


def test_a_text_is_added_and_shown_and_kept_byte_for_byte(
    view: DocumentsView, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "Lease.txt"
    file.write_bytes("The Tenant shall pay £1,000.\n".encode())
    view.add_file(file)
    document = workspace.docket.documents[view.document_id]
    assert (document.title, document.media_type, document.added_by) == ("Lease", "text/plain", "Legal")
    assert view.page.toPlainText() == "The Tenant shall pay £1,000.\n"
    assert workspace.ledger
    assert workspace.ledger.document_bytes(document.sha256) == file.read_bytes()


def test_a_file_without_text_is_kept_and_said_to_have_none(view: DocumentsView, tmp_path: Path) -> None:
    file = tmp_path / "scan.png"
    file.write_bytes(b"\x89PNG\r\n")
    view.add_file(file)
    assert view.empty.isVisible()
    assert view.empty.heading.text() == "This document has no plain text."


def test_a_docket_without_documents_says_what_to_do(qtbot: QtBot, theme: Theme, tmp_path: Path, clock: object) -> None:
    space = Workspace(clock, "Legal")  # type: ignore[arg-type]
    caption = Caption(title="Empty")
    space.open_ledger(Ledger.create(tmp_path / "empty.duly", caption, clock=clock, who="Legal"))  # type: ignore[arg-type]
    made = DocumentsView(space, theme)
    qtbot.addWidget(made)
    made.show()
    assert made.empty.heading.text() == "No document is kept yet."
    assert [button.text() for button in made.empty.buttons()] == ["Add document"]
    space.close()
