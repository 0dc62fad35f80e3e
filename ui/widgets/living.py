"""The widgets that there are, asked for so that none of them goes while Python takes hold of them."""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QApplication, QWidget


def all_widgets() -> list[QWidget]:
    """Every widget of the application, those that Qt made for its own use included."""
    return _held(top=False)


def windows() -> list[QWidget]:
    """Every widget without a parent."""
    return _held(top=True)


def _held(*, top: bool) -> list[QWidget]:
    """PySide wraps Qt's list one by one; a collection in between may delete a widget that is still to come.

    What nobody names any longer, and only a circle of names kept, was killed so under the list: a crash.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return QApplication.topLevelWidgets() if top else QApplication.allWidgets()
    finally:
        if collects:
            gc.enable()
