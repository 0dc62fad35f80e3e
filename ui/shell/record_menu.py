"""The menu on a record, wherever it stands: one place says what is offered for it, and why it is not possible now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from model.record.source import Span
from ui.shell.action_spec import Situation

if TYPE_CHECKING:
    from ui.shell.shell import ShellParts

Supposing = Callable[[QWidget, Sequence[str]], QMenu | None]
"""Makes the menu of what may be supposed of records; None where nothing may."""


class MenuAsked(NamedTuple):
    """A menu that a view asks for: on which records, or the event or document, and where on the screen.

    ``own`` is what the view itself can do with them; it stands first.
    """

    host: QWidget
    ids: tuple[str, ...]
    place: QPoint
    own: tuple[QAction, ...] = ()


class RecordMenus(QObject):
    """Makes the menus. What is chosen in one is done by the action of the window, on the records of the menu."""

    def __init__(self, window: ShellParts, supposing: Supposing) -> None:
        super().__init__(window.widget)
        self._window = window
        self._space = window.workspace
        self._supposing = supposing

    def show(self, asked: MenuAsked) -> None:
        """Drop a menu, where there is anything to offer."""
        menu = self.menu(asked.ids, asked.host)
        before = next(iter(menu.actions()), None)
        for action in asked.own:
            action.setParent(menu)
        if before is None:
            menu.addActions(asked.own)
            if not all(action.isEnabled() for action in asked.own):
                self._say_refusal(menu)
        elif asked.own:
            menu.insertActions(before, asked.own)
            menu.insertSeparator(before)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(asked.place)

    def menu(self, ids: Sequence[str], host: QWidget) -> QMenu:
        """The menu on obligations and reliefs, on an event or on a document; empty on anything else."""
        docket, asked = self._space.docket, tuple(ids)
        menu = QMenu(host)
        if asked and all(one in docket.obligations or one in docket.reliefs for one in asked):
            self._fill(menu, asked)
        elif len(asked) == 1 and asked[0] in docket.events:
            self._add(menu, "Edit the event…", lambda: self._space.edit("event", asked[0]), writes=True)
            self._suppose(menu, asked)
        elif len(asked) == 1 and asked[0] in docket.documents:
            span = Span(document=asked[0], start=0, end=0, words="")
            self._add(menu, "Open in Documents", lambda: self._space.show_source(span))
        if not menu.isEmpty():
            self._say_refusal(menu)
        return menu

    def _say_refusal(self, menu: QMenu) -> None:
        """Why nothing can be changed stands where what would change it cannot be chosen."""
        if self._space.refusal:
            menu.addSeparator()
            menu.addAction(self._space.refusal.replace("&", "&&")).setEnabled(False)

    def _fill(self, menu: QMenu, ids: tuple[str, ...]) -> None:
        """What is possible for the records, in the order of the table; what is not is left out."""
        if not set(ids) <= set(self._space.selection):
            self._add(menu, "Show in the inspector", lambda: self._space.select(ids, ids[0]))
            menu.addSeparator()
        self._suppose(menu, ids)
        now, actions = Situation(self._space, ids), self._window.actions_
        section = 1
        for spec in actions.on_records:
            if not spec.possible(now) or self._is_idle(spec.key, ids):
                continue
            if spec.record_menu // 10 != section and not menu.isEmpty():
                menu.addSeparator()
            section = spec.record_menu // 10
            menu.addAction(self._action(menu, spec.key, ids))

    def _suppose(self, menu: QMenu, ids: tuple[str, ...]) -> None:
        supposing = self._supposing(menu, ids)
        if supposing is not None:
            menu.addMenu(supposing)
            menu.addSeparator()

    def _is_idle(self, key: str, ids: tuple[str, ...]) -> bool:
        """Whether an action would have nothing to work on."""
        return key == "show_source" and not self._space.docket.node(ids[0]).sources

    def _action(self, menu: QMenu, key: str, ids: tuple[str, ...]) -> QAction:
        """The window's action once more, for the records of the menu."""
        real = self._window.actions_[key]
        made = QAction(real.icon(), real.text(), menu)
        made.setShortcut(real.shortcut())
        made.setShortcutVisibleInContextMenu(True)
        made.setEnabled(not (self._space.refusal and self._window.actions_.specs[key].writes))
        made.triggered.connect(lambda _=False: self._do(key, ids))
        return made

    def _do(self, key: str, ids: tuple[str, ...]) -> None:
        if set(ids) != set(self._space.selection):
            self._space.select(ids, ids[0])
        self._window.actions_[key].trigger()

    def _add(self, menu: QMenu, words: str, act: Callable[[], object], *, writes: bool = False) -> None:
        action = menu.addAction(words)
        action.setEnabled(not (writes and self._space.refusal))
        action.triggered.connect(lambda _=False: act())
