"""Whatever the keyboard reaches has a name for a screen reader, in every view, editor and dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.editor import open_editor
from ui.shell.views import VIEWS
from ui.shell.window import Window
from ui.widgets.living import windows

EDITORS = ("obligation", "instrument", "event", "relief", "party", "person", "closure", "metric")
DIALOGS = (
    *("registry", "conditions", "feeds", "sync", "export_calendar", "enter_figures", "calculator"),
    *("new_test", "shortcuts", "about", "metrics"),
)


def nameless(root: QWidget) -> Iterator[str]:
    """What Tab stops at in `root` without a name, a label for it, or words of its own."""
    labelled = {label.buddy() for label in root.findChildren(QLabel)}
    for widget in root.findChildren(QWidget):
        stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        spoken = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        if stops and widget.isVisibleTo(root) and not spoken and widget not in labelled:
            yield f"{type(widget).__name__} {widget.objectName()}"


@pytest.mark.parametrize("key", [view.key for view in VIEWS])
def test_every_view_is_named(window: Window, key: str) -> None:
    window.show_view(key)
    assert list(nameless(window)) == []


@pytest.mark.parametrize("kind", EDITORS)
def test_every_editor_is_named(window: Window, kind: str) -> None:
    editor = open_editor(window.workspace, window.theme, kind, "", window)
    assert list(nameless(editor)) == []
    editor.reject()


@pytest.mark.parametrize("action", DIALOGS)
def test_every_dialog_is_named(window: Window, action: str) -> None:
    window.actions_[action].trigger()
    opened = [one for one in windows() if one.isVisible() and one is not window]
    assert opened
    for dialog in opened:
        assert list(nameless(dialog)) == []
        dialog.close()


def test_what_has_no_name_is_found(window: Window) -> None:
    window.top.field.setAccessibleName("")
    assert len(list(nameless(window))) == 1
