"""An obligation is duplicated by its action, and the copy is opened."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.editor.editor import RecordEditor
from ui.shell.window import Window


def test_the_copy_is_chosen_and_opened_and_its_facts_stay_behind(window: Window, qtbot: QtBot) -> None:
    space = window.workspace
    before = space.docket
    space.select(("usmx-08",))
    window.actions_["duplicate"].trigger()
    (own,) = space.docket.obligations.keys() - before.obligations.keys()
    assert space.selection == (own,)
    assert space.docket.obligations[own].title == before.obligations["usmx-08"].title
    assert space.docket.facts == before.facts
    (editor,) = [one for one in window.findChildren(RecordEditor) if one.isVisible()]
    assert editor.record_id == own
    editor.reject()


def test_a_relief_is_not_duplicated(window: Window) -> None:
    relief = next(iter(window.workspace.docket.reliefs))
    window.workspace.select((relief,))
    assert not window.actions_["duplicate"].isEnabled()
