"""What the network asks: how far from the selection to show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.network.choosing import MOST, SPREADS


def links_menu(parent: QWidget, spread: str, choose: Callable[[str], None], *, somewhere: bool, cut: bool) -> QMenu:
    """Every spread; those about a selection only where there is one."""
    menu = QMenu("Links", parent)
    choices = QActionGroup(menu)
    for one in SPREADS:
        action = menu.addAction(one.words)
        action.setCheckable(True)
        action.setChecked(one.key == spread)
        action.setEnabled(one.key == "all" or somewhere)
        action.triggered.connect(lambda _=False, key=one.key: choose(key))
        choices.addAction(action)
    if cut:
        menu.addSeparator()
        menu.addAction(f"At most {MOST:,} are drawn at once").setEnabled(False)
    return menu
