"""What the command palette offers: every obligation and relief, every action that is possible, view and scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from model.assess.standing import mark_of
from model.days.wording import say_day
from ui.widgets.palette import CommandPalette, PaletteEntry

if TYPE_CHECKING:
    from ui.shell.shell import ShellParts

_RECORD = "record:"
_ACTION = "action:"
_VIEW = "view:"
_SCENARIO = "scenario:"


def open_palette(window: ShellParts) -> CommandPalette:
    """Open the palette over ``window``; what is chosen is gone to or done."""
    palette = window.widget.findChild(CommandPalette)
    if palette is None:
        palette = CommandPalette(window.widget, window.theme)
        palette.chosen.connect(lambda key: _choose(window, key))
    palette.open([*_actions(window), *_scenarios(window), *_records(window)])
    return palette


def _choose(window: ShellParts, key: str) -> None:
    if key.startswith(_RECORD):
        window.go_to(key.removeprefix(_RECORD))
    elif key.startswith(_SCENARIO):
        window.workspace.suppose(window.workspace.docket.scenarios[key.removeprefix(_SCENARIO)].assumptions)
    elif key.startswith(_VIEW):
        window.view_actions[key.removeprefix(_VIEW)].trigger()
    else:
        window.actions_[key.removeprefix(_ACTION)].trigger()


def _actions(window: ShellParts) -> Iterator[PaletteEntry]:
    for key, action in window.view_actions.items():
        yield PaletteEntry(_VIEW + key, f"Go to {action.text()}", shortcut=_keys(action))
    for key, menu in window.actions_.menu_of.items():
        action = window.actions_[key]
        if action.isEnabled() and key != "palette":
            words = action.text().replace("&&", "&").rstrip("…")
            yield PaletteEntry(_ACTION + key, words, detail="" if _keys(action) else menu, shortcut=_keys(action))


def _scenarios(window: ShellParts) -> Iterator[PaletteEntry]:
    for one in window.workspace.docket.scenarios.values():
        yield PaletteEntry(_SCENARIO + one.id, f"What if: {one.title}", detail="kept scenario")


def _records(window: ShellParts) -> Iterator[PaletteEntry]:
    space = window.workspace
    docket, positions = space.docket, space.assessment.positions
    for node in docket.nodes():
        position = positions[node.id]
        due = say_day(position.due) if position.due else ""
        yield PaletteEntry(
            _RECORD + node.id, node.title, due, mark=mark_of(node, position.standing), ref=docket.short_ref(node.id)
        )


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
