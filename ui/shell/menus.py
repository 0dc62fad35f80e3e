"""The menus: the actions of the table, and what is known only when a menu opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.shell.views import VIEWS

if TYPE_CHECKING:
    from ui.shell.shell import ShellParts


class Menus:
    """Fills the menu bar of a window."""

    def __init__(self, window: ShellParts) -> None:
        self._window = window
        self.views = self._make_views()
        self._menus = window.actions_.fill(window.menu_line.bar)
        self._recent = QMenu("Open recent", window.widget)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._menus["Docket"].insertMenu(window.actions_["open_sample"], self._recent)
        self._add_views()
        self._add_arrangement()

    def by_menu(self) -> list[tuple[str, list[QAction]]]:
        """Each menu's name with its own actions."""
        return [(name, [one for one in menu.actions() if _is_plain(one)]) for name, menu in self._menus.items()]

    def __getitem__(self, name: str) -> QMenu:
        return self._menus[name]

    def _make_views(self) -> dict[str, QAction]:
        group, made = QActionGroup(self._window.widget), {}
        for view in VIEWS:
            action = made[view.key] = QAction(view.word, self._window.widget)
            action.setShortcut(QKeySequence(view.shortcut))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, key=view.key: self._window.show_view(key))
            group.addAction(action)
        return made

    def _add_views(self) -> None:
        menu = self._menus["Go"]
        first = menu.actions()[0]
        menu.insertActions(first, list(self.views.values()))
        menu.insertSeparator(first)

    def _add_arrangement(self) -> None:
        view, menu = self._window.docket_view, self._menus["View"]
        first = menu.actions()[0]
        made: tuple[tuple[str, Callable[[], QMenu]], ...] = (
            ("Group by", view.group_menu),
            ("Sort by", view.sort_menu),
            ("Columns", view.columns_menu),
        )
        for words, make in made:
            part = QMenu(words, self._window.widget)
            part.aboutToShow.connect(_refiller(part, make))
            menu.insertMenu(first, part)
        menu.insertSeparator(first)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._window.settings.recent():
            action = self._recent.addAction(f"{path.stem}    {path.parent}".replace("&", "&&"))
            action.triggered.connect(lambda _=False, path=path: self._window.files.open_path(path))
        if self._recent.isEmpty():
            self._recent.addAction("No docket was opened before").setEnabled(False)


def _refiller(menu: QMenu, make: Callable[[], QMenu]) -> Callable[[], None]:
    def refill() -> None:
        menu.clear()
        fresh = make()
        fresh.setParent(menu)
        menu.addActions(fresh.actions())

    return refill


def _is_plain(action: QAction) -> bool:
    return not action.isSeparator() and action.menu() is None
