"""The keyboard goes to the section that is chosen, and the button says which keys save."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.editor.conftest import Open


def test_a_section_that_is_chosen_takes_the_keyboard(edit: Open) -> None:
    editor, _ = edit("obligation", "usmx-17")
    place = next(n for n, section in enumerate(editor.form.sections) if section.head == "Amount and test")
    item = editor.nav.item(place)
    spot = editor.nav.visualItemRect(item).center()
    QTest.mouseClick(editor.nav.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    held = QApplication.focusWidget()
    assert held is not None
    assert editor.form.sections[place].isAncestorOf(held)
    assert editor.nav.currentRow() == place


def test_the_button_says_which_keys_save(edit: Open) -> None:
    editor, _ = edit("obligation", "usmx-17")
    assert editor.save_button.text().split("  ")[0] == "Save"
    assert "Return" in editor.save_button.text()


def test_enter_goes_to_the_next_field_and_saves_nothing(edit: Open) -> None:
    editor, hand = edit("obligation", "usmx-17")
    title = hand.find("title.text", QLineEdit)
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert editor.focusWidget() is hand.find("short_title.text", QLineEdit)
    assert editor.isVisible()
    editor.reject()
