"""What an action is, when it is possible, and the actions of a window made from their table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from model.record.deadline import Every
from ui.shell.views import Zooms
from ui.widgets.icons import icon
from ui.workspace import Workspace

H = TypeVar("H")
"""What holds the handlers."""
Shortcut = QKeySequence.StandardKey | str


class Situation(NamedTuple):
    """What there is for an action to work on: the open docket, the records chosen in it, the view that is shown."""

    workspace: Workspace
    chosen: tuple[str, ...]
    view: object = None


Condition = Callable[[Situation], bool]


def always(_: Situation) -> bool:
    """Also where no docket is open."""
    return True


def docket_open(now: Situation) -> bool:
    """A docket is open."""
    return now.workspace.ledger is not None


def undoable(now: Situation) -> bool:
    """There is something to take back."""
    return now.workspace.ledger is not None and bool(now.workspace.ledger.undo_label)


def redoable(now: Situation) -> bool:
    """There is something to do again."""
    return now.workspace.ledger is not None and bool(now.workspace.ledger.redo_label)


def supposed(now: Situation) -> bool:
    """Something is supposed."""
    return now.workspace.supposition is not None


def zoomable(now: Situation) -> bool:
    """The view that is shown has a scale."""
    return isinstance(now.view, Zooms)


def some(now: Situation) -> bool:
    """One record is chosen, or several."""
    return bool(now.chosen)


def one(now: Situation) -> bool:
    """One record is chosen."""
    return len(now.chosen) == 1


def obligations(now: Situation) -> bool:
    """What is chosen are obligations only."""
    return some(now) and all(id_ in now.workspace.docket.obligations for id_ in now.chosen)


def obligation(now: Situation) -> bool:
    """What is chosen is one obligation."""
    return one(now) and obligations(now)


def series(now: Situation) -> bool:
    """What is chosen is one obligation that recurs."""
    return obligation(now) and isinstance(now.workspace.docket.obligations[now.chosen[0]].deadline, Every)


class ActionSpec(NamedTuple, Generic[H]):
    """One action: all that there is to say of it.

    ``writes``: it changes the docket, or opens what is typed into to change it, so a docket that is only read refuses
    it. ``under`` names a menu of its own within the menu, so that it fits a small screen. ``record_menu`` is its
    place in the menu on records, 0 for none; a line is drawn before each ten. ``ticked`` says whether an action that
    is on or off is on. ``also`` is a second shortcut, not shown; ``role`` places it in the Mac's own menu.
    """

    key: str
    words: str
    handler: Callable[[H], object]
    shortcut: Shortcut = ""
    icon: str = ""
    possible: Condition = docket_open
    writes: bool = False
    under: str = ""
    record_menu: int = 0
    ticked: Callable[[H], bool] | None = None
    also: str = ""
    role: QAction.MenuRole = QAction.MenuRole.NoRole


Sections = tuple[tuple[ActionSpec[H], ...], ...]
"""The actions of one menu, in groups with a line between them."""


class Actions:
    """The window's actions, made from the table and carried out by ``handlers``."""

    def __init__(self, owner: QWidget, menus: Mapping[str, Sections[H]], handlers: H, workspace: Workspace) -> None:
        self._workspace = workspace
        self._handlers: Any = handlers
        self._menus: Mapping[str, Sections[Any]] = menus
        self.specs: dict[str, ActionSpec[Any]] = {
            spec.key: spec for sections in menus.values() for section in sections for spec in section
        }
        self.menu_of = {spec.key: menu for menu, sections in menus.items() for section in sections for spec in section}
        """The name of the menu that each action stands in, by its key."""
        self.on_records = sorted(
            (spec for spec in self.specs.values() if spec.record_menu), key=lambda spec: spec.record_menu
        )
        """What the menu on records offers, in its order."""
        self._actions = {key: self._make(owner, spec) for key, spec in self.specs.items()}

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu."""
        menus = {name: bar.addMenu(name) for name in self._menus}
        for name, sections in self._menus.items():
            within: dict[str, QMenu] = {}
            for number, section in enumerate(sections):
                if number:
                    menus[name].addSeparator()
                for spec in section:
                    menu = menus[name]
                    if spec.under:
                        menu = within.get(spec.under) or within.setdefault(spec.under, menu.addMenu(spec.under))
                    menu.addAction(self._actions[spec.key])
        return menus

    def allow(self, now: Situation) -> None:
        """Enable what is possible now."""
        for key, spec in self.specs.items():
            self._actions[key].setEnabled(spec.possible(now))

    def tick(self) -> None:
        """Tick what is on."""
        for key, spec in self.specs.items():
            if spec.ticked is not None:
                self._actions[key].setChecked(spec.ticked(self._handlers))

    def _make(self, owner: QWidget, spec: ActionSpec[Any]) -> QAction:
        action = QAction(spec.words, owner)
        action.setMenuRole(spec.role)
        action.setCheckable(spec.ticked is not None)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.shortcut != "":
            action.setShortcuts([QKeySequence(keys) for keys in (spec.shortcut, spec.also) if keys != ""])
        action.triggered.connect(lambda _=False: self._carry_out(spec))
        return action

    def _carry_out(self, spec: ActionSpec[Any]) -> None:
        """Where the docket takes no changes, that is said instead."""
        if not spec.writes or self._workspace.may_write():
            spec.handler(self._handlers)
        if spec.ticked is not None:
            self.tick()
