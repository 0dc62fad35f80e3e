"""Every action of the window, once: its words, what it does, its keys and icon, when it is possible, and its menu.

Another action is one entry here. Menus, palette, the sheet of shortcuts and the menu on records are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence

from ui.frame.theme import Choice
from ui.shell.action_spec import (
    ActionSpec,
    Condition,
    Sections,
    Shortcut,
    always,
    obligation,
    obligations,
    one,
    redoable,
    series,
    some,
    supposed,
    undoable,
    zoomable,
)
from ui.shell.handlers import Handlers

Standard = QKeySequence.StandardKey
Role = QAction.MenuRole
_ZOOM = 1.25


def _look(key: str, words: str, choice: Choice, icon: str = "") -> ActionSpec[Handlers]:
    """An action that chooses a look, ticked while that is on."""
    return ActionSpec(
        key,
        words,
        lambda do: do.choose_look(choice),
        icon=icon,
        possible=always,
        ticked=lambda do: do.window.appearance.choice == choice,
    )


def _enter(
    key: str, words: str, kind: str, shortcut: Shortcut = "", icon: str = "", under: str = "New"
) -> ActionSpec[Handlers]:
    """An action that enters a record of a kind."""
    return ActionSpec(key, words, lambda do: do.space.edit(kind), shortcut, icon, writes=True, under=under)


def _happened(
    key: str, words: str, fact: str, possible: Condition = obligations, record_menu: int = 0
) -> ActionSpec[Handlers]:
    """An action that records a fact, by its tag in :mod:`model.record.fact`."""
    return ActionSpec(
        key,
        words,
        lambda do: do.space.record(do.space.selection, fact),
        possible=possible,
        writes=True,
        under="What happened",
        record_menu=record_menu,
    )


_DOCKET: Sections[Handlers] = (
    (
        ActionSpec("new_docket", "New docket…", lambda do: do.files.new(), Standard.New, possible=always),
        ActionSpec("open_docket", "Open…", lambda do: do.files.open(), Standard.Open, "folder", always),
        ActionSpec("open_sample", "Open the sample", lambda do: do.files.open_sample(), possible=always),
    ),
    (
        ActionSpec("save_copy", "Save a copy…", lambda do: do.files.save_copy(), "Ctrl+Shift+S", "save"),
        ActionSpec("export_calendar", "Export calendar…", Handlers.export_calendar, "Ctrl+Shift+E", "calendar"),
        ActionSpec("feeds", "Calendar feeds…", Handlers.open_feeds, "Ctrl+Shift+J", "calendar"),
        ActionSpec("sync", "Calendar server…", Handlers.open_sync),
        ActionSpec("export_json", "Export as JSON…", lambda do: do.files.export_json()),
        ActionSpec("import_json", "Import from JSON…", lambda do: do.files.import_json(), possible=always),
        ActionSpec("import_calendar", "Import calendar…", Handlers.import_calendar, writes=True),
        ActionSpec("export_network", "Export network…", Handlers.export_network, icon="network"),
    ),
    (
        ActionSpec("edit_caption", "Title and legend…", lambda do: do.space.edit("caption", "docket"), writes=True),
        ActionSpec(
            "status_report", "Status report…", lambda do: do.window.show_view("reports"), Standard.Print, "reports"
        ),
        ActionSpec("print_calendar", "Print the calendar…", Handlers.print_calendar, "Ctrl+Shift+L", "print"),
    ),
    (ActionSpec("quit", "Quit", lambda do: do.window.quit(), Standard.Quit, possible=always, role=Role.QuitRole),),
)

_EDIT: Sections[Handlers] = (
    (
        ActionSpec("undo", "Undo", Handlers.undo, Standard.Undo, "undo", undoable, writes=True),
        ActionSpec("redo", "Redo", Handlers.redo, "Ctrl+Shift+Z", "redo", redoable, writes=True),
    ),
    (
        ActionSpec("copy_table", "Copy as table", Handlers.copy_table, Standard.Copy, "copy", record_menu=32),
        ActionSpec("select_all", "Select all", lambda do: do.window.docket_view.table.selectAll(), Standard.SelectAll),
    ),
    (
        ActionSpec("filter", "Filter", Handlers.focus_filter, Standard.Find, "filter"),
        ActionSpec("clear_filter", "Clear the filter", lambda do: do.window.top.clear(), "Ctrl+Shift+F"),
    ),
)

_VIEW: Sections[Handlers] = (
    (
        ActionSpec(
            "inspector", "Inspector", Handlers.fold_inspector, "Ctrl+I", ticked=lambda do: not do.window.dock.is_folded
        ),
        ActionSpec(
            "text_larger", "Larger text", lambda do: do.resize_text(1), Standard.ZoomIn, possible=always, also="Ctrl+="
        ),
        ActionSpec("text_smaller", "Smaller text", lambda do: do.resize_text(-1), Standard.ZoomOut, possible=always),
        ActionSpec("text_usual", "Usual text", lambda do: do.window.choose_text_size(100), "Ctrl+0", possible=always),
    ),
    (
        _look("theme_system", "As the system", "system"),
        _look("theme_light", "Light", "light", "sun"),
        _look("theme_dark", "Dark", "dark", "moon"),
    ),
    (
        ActionSpec("zoom_in", "Zoom in", lambda do: do.zoom(_ZOOM), "Ctrl+Alt++", possible=zoomable),
        ActionSpec("zoom_out", "Zoom out", lambda do: do.zoom(1 / _ZOOM), "Ctrl+Alt+-", possible=zoomable),
        ActionSpec("zoom_fit", "Show all of it", lambda do: do.zoom(0), "Ctrl+Alt+0", possible=zoomable),
        ActionSpec("timeline_lanes", "Switch the timeline’s lanes", Handlers.switch_lanes, icon="timeline"),
    ),
    (
        ActionSpec("what_if", "What if…", lambda do: do.what_if.assume(), "Ctrl+Shift+I", possible=some),
        ActionSpec(
            "compare", "Compare what is supposed", lambda do: do.what_if.compare(), "Ctrl+Shift+M", possible=supposed
        ),
        ActionSpec(
            "keep_scenario", "Keep what is supposed…", lambda do: do.what_if.keep(), possible=supposed, writes=True
        ),
        ActionSpec("open_scenario", "Kept scenarios…", lambda do: do.what_if.open_kept()),
        ActionSpec("end_what_if", "End the what-if", lambda do: do.space.suppose(()), possible=supposed),
    ),
)

_RECORD: Sections[Handlers] = (
    (
        _enter("new_obligation", "New obligation…", "obligation", "Ctrl+Shift+N", "plus", under=""),
        ActionSpec("new_test", "New test…", Handlers.open_new_test, writes=True, under="New"),
        _enter("new_relief", "New relief…", "relief", under=""),
        _enter("new_instrument", "New instrument…", "instrument"),
        _enter("new_event", "New event…", "event"),
        _enter("new_party", "New party…", "party"),
        _enter("new_person", "New person or role…", "person"),
        _enter("new_metric", "New metric…", "metric"),
        _enter("new_closure", "New closure of a calendar…", "closure"),
        ActionSpec("registry", "Parties, people, instruments…", Handlers.open_registry, "Ctrl+Shift+P", "person"),
        ActionSpec("conditions", "Conditions precedent…", Handlers.open_conditions, "Ctrl+Shift+Y", "check"),
        ActionSpec("metrics", "Metrics…", lambda do: do.open_registry("metric")),
    ),
    (
        ActionSpec("enter_figures", "Enter figures…", Handlers.enter_figures, "Ctrl+Shift+R", "covenants", writes=True),
        ActionSpec(
            "record",
            "Record what happened…",
            lambda do: do.space.record(do.space.selection),
            "Ctrl+Return",
            "check",
            some,
            writes=True,
            record_menu=20,
        ),
        _happened("record_performed", "Performed…", "performed", record_menu=21),
        _happened("record_not_performed", "Confirmed not performed…", "not performed"),
        _happened("record_submitted", "Submitted…", "submitted"),
        _happened("record_approved", "Approved…", "approved"),
        _happened("record_rejected", "Rejected…", "rejected"),
        _happened("record_withdrawn", "Approval withdrawn…", "approval withdrawn"),
        _happened("record_reading", "Reading…", "reading"),
        _happened("record_default_ceased", "Default ceased…", "default ceased"),
        _happened("record_cancelled", "Cancelled…", "cancelled"),
        _happened("record_verified", "Verified…", "verified", some, record_menu=22),
    ),
    (
        ActionSpec("edit_record", "Edit…", Handlers.edit_record, "F2", "pencil", one, writes=True, record_menu=10),
        ActionSpec(
            "duplicate",
            "Duplicate…",
            Handlers.duplicate,
            "Ctrl+Shift+G",
            "copy",
            obligation,
            writes=True,
            record_menu=11,
        ),
        ActionSpec(
            "occurrences", "Its occurrences", Handlers.show_occurrences, "Ctrl+Shift+U", possible=series, record_menu=12
        ),
        ActionSpec(
            "set_owner",
            "Set the owner…",
            Handlers.set_owner,
            "Ctrl+Shift+O",
            "person",
            some,
            writes=True,
            record_menu=30,
        ),
        ActionSpec(
            "set_tags",
            "Add or remove tags…",
            Handlers.set_tags,
            "Ctrl+Shift+T",
            "tag",
            some,
            writes=True,
            record_menu=31,
        ),
        ActionSpec(
            "show_source",
            "Open in document",
            Handlers.show_source,
            "Ctrl+Shift+D",
            "open-external",
            one,
            record_menu=13,
        ),
    ),
    (ActionSpec("delete", "Delete", Handlers.delete, Standard.Delete, "trash", some, writes=True, record_menu=40),),
)

_GO: Sections[Handlers] = (
    (
        ActionSpec("day_back", "Day before", lambda do: do.step_day(-1), "Alt+Left", "chevron-left"),
        ActionSpec("day_on", "Day after", lambda do: do.step_day(1), "Alt+Right", "chevron-right"),
        ActionSpec("choose_day", "Choose a day…", lambda do: do.window.top.day.open_card(""), "Ctrl+D", "calendar"),
        ActionSpec("today", "Today", lambda do: do.space.back_to_today(), "Ctrl+T", "today"),
    ),
    (
        ActionSpec("calculator", "Deadline calculator…", Handlers.open_calculator, "Ctrl+Shift+K", "clock", always),
        ActionSpec("reminders", "Reminders…", lambda do: do.window.open_reminders(), "Ctrl+Shift+B", "bell"),
        ActionSpec("palette", "Commands and obligations…", Handlers.open_palette, "Ctrl+K", "search", always),
    ),
)

_HELP: Sections[Handlers] = (
    (
        ActionSpec("shortcuts", "Keyboard shortcuts", Handlers.show_shortcuts, "F1", possible=always),
        ActionSpec("tour", "Take the tour", Handlers.take_tour, possible=always),
    ),
    (ActionSpec("about", "About Duly", Handlers.show_about, possible=always, role=Role.AboutRole),),
)

MENUS: Mapping[str, Sections[Handlers]] = {
    "Docket": _DOCKET,
    "Edit": _EDIT,
    "View": _VIEW,
    "Record": _RECORD,
    "Go": _GO,
    "Help": _HELP,
}
"""Views stand first in the Go menu, by :data:`ui.shell.views.VIEWS`."""
