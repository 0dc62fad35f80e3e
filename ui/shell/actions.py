"""Every action of the window, once: its words, shortcut, icon, menu, and what it needs to be possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.widgets.icons import icon

Shortcut = QKeySequence.StandardKey | str
Need = Literal["nothing", "docket", "one", "some", "obligation", "duty", "series", "zoom", "supposed", "undo", "redo"]
"""What must be there: an open docket, one record selected, at least one, obligations only, one obligation, one that
recurs, a view that zooms, something supposed, something to take back."""

Standard = QKeySequence.StandardKey


class ActionSpec(NamedTuple):
    """One action.

    A change of ``section`` within a menu draws a line; ``under`` names a menu of its own within the menu, so that it
    fits a small screen. ``also`` is a second shortcut, not shown; ``role`` places it in the Mac's own menu.
    """

    key: str
    words: str
    menu: str
    section: int
    shortcut: Shortcut = ""
    icon: str = ""
    needs: Need = "docket"
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    checkable: bool = False
    under: str = ""
    also: str = ""


HAPPENED = "What happened"
MENUS: tuple[str, ...] = ("Docket", "Edit", "View", "Record", "Go", "Help")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_docket", "New docket…", "Docket", 0, Standard.New, needs="nothing"),
    ActionSpec("open_docket", "Open…", "Docket", 0, Standard.Open, "folder", "nothing"),
    ActionSpec("open_sample", "Open the sample", "Docket", 0, needs="nothing"),
    ActionSpec("save_copy", "Save a copy…", "Docket", 1, "Ctrl+Shift+S", "save"),
    ActionSpec("export_calendar", "Export calendar…", "Docket", 1, "Ctrl+Shift+E", "calendar"),
    ActionSpec("feeds", "Calendar feeds…", "Docket", 1, "Ctrl+Shift+J", "calendar"),
    ActionSpec("sync", "Calendar server…", "Docket", 1),
    ActionSpec("export_json", "Export as JSON…", "Docket", 1),
    ActionSpec("import_json", "Import from JSON…", "Docket", 1, needs="nothing"),
    ActionSpec("import_calendar", "Import calendar…", "Docket", 1),
    ActionSpec("export_network", "Export network…", "Docket", 1, icon="network"),
    ActionSpec("edit_caption", "Title and legend…", "Docket", 2),
    ActionSpec("status_report", "Status report…", "Docket", 2, Standard.Print, "reports"),
    ActionSpec("print_calendar", "Print the calendar…", "Docket", 2, "Ctrl+Shift+L", "print"),
    ActionSpec("quit", "Quit", "Docket", 3, Standard.Quit, needs="nothing", role=QAction.MenuRole.QuitRole),
    ActionSpec("undo", "Undo", "Edit", 0, Standard.Undo, "undo", "undo"),
    ActionSpec("redo", "Redo", "Edit", 0, "Ctrl+Shift+Z", "redo", "redo"),
    ActionSpec("copy_table", "Copy as table", "Edit", 1, Standard.Copy, "copy"),
    ActionSpec("select_all", "Select all", "Edit", 1, Standard.SelectAll),
    ActionSpec("filter", "Filter", "Edit", 2, Standard.Find, "filter"),
    ActionSpec("clear_filter", "Clear the filter", "Edit", 2, "Ctrl+Shift+F"),
    ActionSpec("inspector", "Inspector", "View", 1, "Ctrl+I", checkable=True),
    ActionSpec("text_larger", "Larger text", "View", 1, Standard.ZoomIn, needs="nothing", also="Ctrl+="),
    ActionSpec("text_smaller", "Smaller text", "View", 1, Standard.ZoomOut, needs="nothing"),
    ActionSpec("text_usual", "Usual text", "View", 1, "Ctrl+0", needs="nothing"),
    ActionSpec("theme_system", "As the system", "View", 2, needs="nothing", checkable=True),
    ActionSpec("theme_light", "Light", "View", 2, icon="sun", needs="nothing", checkable=True),
    ActionSpec("theme_dark", "Dark", "View", 2, icon="moon", needs="nothing", checkable=True),
    ActionSpec("zoom_in", "Zoom in", "View", 4, "Ctrl+Alt++", needs="zoom"),
    ActionSpec("zoom_out", "Zoom out", "View", 4, "Ctrl+Alt+-", needs="zoom"),
    ActionSpec("zoom_fit", "Show all of it", "View", 4, "Ctrl+Alt+0", needs="zoom"),
    ActionSpec("timeline_lanes", "Switch the timeline’s lanes", "View", 4, icon="timeline"),
    ActionSpec("what_if", "What if…", "View", 3, "Ctrl+Shift+I", needs="some"),
    ActionSpec("compare", "Compare what is supposed", "View", 3, "Ctrl+Shift+M", needs="supposed"),
    ActionSpec("keep_scenario", "Keep what is supposed…", "View", 3, needs="supposed"),
    ActionSpec("open_scenario", "Kept scenarios…", "View", 3),
    ActionSpec("end_what_if", "End the what-if", "View", 3, needs="supposed"),
    ActionSpec("new_obligation", "New obligation…", "Record", 0, "Ctrl+Shift+N", "plus"),
    ActionSpec("new_test", "New test…", "Record", 0, under="New"),
    ActionSpec("new_relief", "New relief…", "Record", 0),
    ActionSpec("new_instrument", "New instrument…", "Record", 0, under="New"),
    ActionSpec("new_event", "New event…", "Record", 0, under="New"),
    ActionSpec("new_party", "New party…", "Record", 0, under="New"),
    ActionSpec("new_person", "New person or role…", "Record", 0, under="New"),
    ActionSpec("new_metric", "New metric…", "Record", 0, under="New"),
    ActionSpec("new_closure", "New closure of a calendar…", "Record", 0, under="New"),
    ActionSpec("registry", "Parties, people, instruments…", "Record", 0, "Ctrl+Shift+P", "person"),
    ActionSpec("conditions", "Conditions precedent…", "Record", 0, "Ctrl+Shift+Y", "check"),
    ActionSpec("metrics", "Metrics…", "Record", 0),
    ActionSpec("enter_figures", "Enter figures…", "Record", 1, "Ctrl+Shift+R", "covenants"),
    ActionSpec("record", "Record what happened…", "Record", 1, "Ctrl+Return", "check", "some"),
    ActionSpec("record_performed", "Performed…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_not_performed", "Confirmed not performed…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_submitted", "Submitted…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_approved", "Approved…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_rejected", "Rejected…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_reading", "Reading…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_default_ceased", "Default ceased…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_cancelled", "Cancelled…", "Record", 1, needs="obligation", under=HAPPENED),
    ActionSpec("record_verified", "Verified…", "Record", 1, needs="some", under=HAPPENED),
    ActionSpec("edit_record", "Edit…", "Record", 2, "F2", "pencil", "one"),
    ActionSpec("duplicate", "Duplicate…", "Record", 2, "Ctrl+Shift+G", "copy", "duty"),
    ActionSpec("occurrences", "Its occurrences", "Record", 2, "Ctrl+Shift+U", needs="series"),
    ActionSpec("set_owner", "Set the owner…", "Record", 2, "Ctrl+Shift+O", "person", "some"),
    ActionSpec("set_tags", "Add or remove tags…", "Record", 2, "Ctrl+Shift+T", "tag", "some"),
    ActionSpec("show_source", "Open in document", "Record", 2, "Ctrl+Shift+D", "open-external", "one"),
    ActionSpec("delete", "Delete", "Record", 3, Standard.Delete, "trash", "some"),
    ActionSpec("day_back", "Day before", "Go", 1, "Alt+Left", "chevron-left"),
    ActionSpec("day_on", "Day after", "Go", 1, "Alt+Right", "chevron-right"),
    ActionSpec("choose_day", "Choose a day…", "Go", 1, "Ctrl+D", "calendar"),
    ActionSpec("today", "Today", "Go", 1, "Ctrl+T", "today"),
    ActionSpec("calculator", "Deadline calculator…", "Go", 2, "Ctrl+Shift+K", "clock", "nothing"),
    ActionSpec("reminders", "Reminders…", "Go", 2, "Ctrl+Shift+B", "bell"),
    ActionSpec("palette", "Commands and obligations…", "Go", 2, "Ctrl+K", "search", "nothing"),
    ActionSpec("shortcuts", "Keyboard shortcuts", "Help", 0, "F1", needs="nothing"),
    ActionSpec("tour", "Take the tour", "Help", 0, needs="nothing"),
    ActionSpec("about", "About Duly", "Help", 1, needs="nothing", role=QAction.MenuRole.AboutRole),
)
"""In the order of the menus. Views stand in the Go menu by :data:`ui.shell.views.VIEWS`."""

FACTS: Mapping[str, str] = {
    "record_performed": "performed",
    "record_not_performed": "not performed",
    "record_submitted": "submitted",
    "record_approved": "approved",
    "record_rejected": "rejected",
    "record_reading": "reading",
    "record_default_ceased": "default ceased",
    "record_verified": "verified",
    "record_cancelled": "cancelled",
}
"""The fact that each action of the Record menu records, by its tag in :mod:`model.record.fact`."""

NEW_KINDS: Mapping[str, str] = {
    "new_obligation": "obligation",
    "new_relief": "relief",
    "new_instrument": "instrument",
    "new_event": "event",
    "new_party": "party",
    "new_person": "person",
    "new_closure": "closure",
    "new_metric": "metric",
}
"""The kind of record that each action enters."""

WRITES: frozenset[str] = frozenset(
    {
        "import_calendar", "edit_caption", "undo", "redo", "keep_scenario", "new_test", "enter_figures", "record",
        "edit_record", "set_owner", "set_tags", "delete", "duplicate", *FACTS, *NEW_KINDS,
    }
)  # fmt: skip
"""The actions that change the docket, or open what is typed into to change it."""

CONTEXT: tuple[str, ...] = (
    "edit_record",
    "duplicate",
    "occurrences",
    "show_source",
    "",
    "record",
    "record_performed",
    "record_verified",
    "",
    "set_owner",
    "set_tags",
    "copy_table",
    "",
    "delete",
)
"""What the menu on records offers, in :mod:`ui.shell.record_menu`; an empty key draws a line."""


class Actions:
    """The window's actions, made from the table and carried out by ``handlers``."""

    def __init__(
        self, owner: QWidget, specs: Iterable[ActionSpec], handlers: Mapping[str, Callable[[], object]]
    ) -> None:
        self.specs = {spec.key: spec for spec in specs}
        self._actions = {key: _make(owner, spec, handlers[key]) for key, spec in self.specs.items()}

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action into its menu."""
        menus = {name: bar.addMenu(name) for name in MENUS}
        within: dict[str, QMenu] = {}
        last: dict[str, int] = {}
        for key, spec in self.specs.items():
            menu = menus[spec.menu]
            if last.setdefault(spec.menu, spec.section) != spec.section:
                menu.addSeparator()
                last[spec.menu] = spec.section
            if spec.under:
                name = f"{spec.menu}/{spec.under}"
                menu = within[name] if name in within else within.setdefault(name, menu.addMenu(spec.under))
            menu.addAction(self._actions[key])
        return menus

    def allow(self, possible: frozenset[Need]) -> None:
        """Enable what is possible now."""
        for key, spec in self.specs.items():
            self._actions[key].setEnabled(spec.needs == "nothing" or spec.needs in possible)


def _make(owner: QWidget, spec: ActionSpec, handler: Callable[[], object]) -> QAction:
    action = QAction(spec.words, owner)
    action.setMenuRole(spec.role)
    action.setCheckable(spec.checkable)
    if spec.icon:
        action.setIcon(icon(spec.icon))
    if spec.shortcut != "":
        action.setShortcuts([QKeySequence(keys) for keys in (spec.shortcut, spec.also) if keys != ""])
    action.triggered.connect(lambda _=False: handler())
    return action
