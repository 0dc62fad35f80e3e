"""What each action of the window does, and what answers the wishes of its views."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from model.days.iso import FIRST_DAY, LAST_DAY
from model.days.wording import say_count
from model.record.source import Span
from ui.frame.theme import TEXT_SIZES, Choice
from ui.shell.actions import FACTS, NEW_KINDS, WRITES
from ui.shell.record_menu import MenuAsked, RecordMenus
from ui.shell.views import Zooms
from ui.whatif.handlers import WhatIfHandlers

if TYPE_CHECKING:
    from model.ledger.edit import Command, Edit
    from model.record.base import Record
    from ui.shell.shell import Shell

CHOICES: tuple[Choice, ...] = ("system", "light", "dark")
_ZOOM = 1.25


class Handlers(QObject):
    """Carries out actions in a window. Dialogs are imported when they are first opened."""

    def __init__(self, window: Shell) -> None:
        super().__init__(window)
        self._window = window
        self._space = window.workspace
        self.what_if = WhatIfHandlers(window)
        self.record_menus = RecordMenus(window, self.what_if.menu)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action of :data:`ui.shell.actions.ACTIONS` does, by its key."""
        window, space, files = self._window, self._space, self._window.files
        handlers: dict[str, Callable[[], object]] = {
            "new_docket": files.new,
            "open_docket": files.open,
            "open_sample": files.open_sample,
            "save_copy": files.save_copy,
            "export_calendar": self._export_calendar,
            "feeds": self._open_feeds,
            "sync": self._open_sync,
            "export_json": files.export_json,
            "import_json": files.import_json,
            "import_calendar": self._import_calendar,
            "edit_caption": lambda: space.edit("caption", "docket"),
            "status_report": lambda: window.show_view("reports"),
            "print_calendar": self._print_calendar,
            "quit": self._quit,
            "reminders": self._open_reminders,
            "undo": lambda: self._say_step(space.undo(), "Undone"),
            "redo": lambda: self._say_step(space.redo(), "Done again"),
            "copy_table": self._copy,
            "select_all": window.docket_view.table.selectAll,
            "filter": self._focus_filter,
            "clear_filter": window.top.clear,
            "inspector": lambda: window.dock.set_folded(folded=not window.dock.is_folded),
            "text_larger": lambda: self._resize_text(1),
            "text_smaller": lambda: self._resize_text(-1),
            "text_usual": lambda: window.textSizeChosen.emit(100),
            "zoom_in": lambda: self._zoom(_ZOOM),
            "zoom_out": lambda: self._zoom(1 / _ZOOM),
            "zoom_fit": lambda: self._zoom(0),
            "export_network": self._export_network,
            "timeline_lanes": self._switch_lanes,
            "registry": self._open_registry,
            "conditions": self._open_conditions,
            "metrics": self._open_metrics,
            "new_test": self._open_new_test,
            "enter_figures": self._enter_figures,
            "day_back": lambda: self._step(-1),
            "day_on": lambda: self._step(1),
            "choose_day": lambda: window.top.day.open_card(""),
            "today": space.back_to_today,
            "calculator": self._open_calculator,
            "palette": self._open_palette,
            "shortcuts": self._show_shortcuts,
            "tour": self._take_tour,
            "about": self._show_about,
        }
        handlers |= self._on_records()
        handlers |= self.what_if.handlers()
        handlers |= {f"theme_{choice}": partial(self._choose_look, choice) for choice in CHOICES}
        handlers |= {key: partial(self._record, fact) for key, fact in FACTS.items()}
        handlers |= {key: partial(space.edit, kind) for key, kind in NEW_KINDS.items()}
        return {key: self._where_written(act) if key in WRITES else act for key, act in handlers.items()}

    def _on_records(self) -> dict[str, Callable[[], object]]:
        """What is done with the records that are selected."""
        window, space = self._window, self._space
        return {
            "record": lambda: space.record(space.selection),
            "edit_record": lambda: window.docket_view.open_record(space.selection[0]),
            "duplicate": self._duplicate,
            "occurrences": self._show_occurrences,
            "set_owner": self._set_owner,
            "set_tags": self._set_tags,
            "show_source": self._show_source,
            "delete": self._delete,
        }

    def _where_written(self, act: Callable[[], object]) -> Callable[[], object]:
        """The same, where the docket takes changes; else it is said why it takes none."""
        return lambda: act() if self._space.may_write() else None

    def answer(self) -> None:
        """Listen to what the views wish for."""
        self._space.editRequested.connect(self._open_editor)
        self._space.recordRequested.connect(self._open_recorder)
        self._space.enterRequested.connect(self._open_new)
        self._space.menuRequested.connect(self.record_menus.show)
        self._space.sourceRequested.connect(self._open_source)
        self._space.supposeRequested.connect(self.what_if.assume)
        self._space.edited.connect(self._say_notes)
        self._window.docket_view.contextMenuRequested.connect(self.show_context_menu)

    def may_leave(self) -> bool:
        """Whether the docket may be let go of: drafts that were not saved are kept, and asked about first."""
        from ui.shell.leaving import may_leave

        return may_leave(self._window)

    def _record(self, fact: str) -> None:
        self._space.record(self._space.selection, fact)

    def _copy(self) -> None:
        view = self._window.docket_view
        view.copy()
        self._window.bottom.say(f"Copied {say_count(len(view.entries()), 'row')}")

    def _say_step(self, edit: Edit | None, done: str) -> None:
        if edit is not None and edit.changes:
            self._window.bottom.say(f"{done}: {edit.label.partition(': ')[2]}")

    def _focus_filter(self) -> None:
        self._window.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.field.selectAll()

    def _step(self, days: int) -> None:
        day: date = self._space.day
        if FIRST_DAY < day < LAST_DAY:
            self._space.set_day(day + timedelta(days=days))

    def _set_owner(self) -> None:
        from ui.editor.bulk import OwnerDialog

        OwnerDialog(self._space, self._window.theme, self._space.selection, self._window).open()

    def _set_tags(self) -> None:
        from ui.editor.bulk import TagsDialog

        TagsDialog(self._space, self._window.theme, self._space.selection, self._window).open()

    def _duplicate(self) -> None:
        """Enter the obligation once more, and open the copy to be made another."""
        from model.ledger.duplicating import Duplicate
        from model.record.base import new_id

        own = new_id("obligation")
        if self._space.do(Duplicate(self._space.selection[0], own)) is not None:
            self._space.select((own,))
            self._space.edit("obligation", own)

    def _delete(self) -> None:
        from model.ledger.commands import DeleteMany
        from ui.moves.review import review

        command = DeleteMany(self._space.selection)
        review(self._space, self._window.theme, command, self._window, lambda: self._take_out(command))

    def _take_out(self, command: Command) -> None:
        edit = self._space.do(command)
        if edit is not None:
            kept = "The journal keeps what was deleted, and undo brings it back."
            self._window.messages.tell(f"Done: {edit.label}.", kept, undo=True)

    def _say_notes(self, edit: Edit) -> None:
        """What was accepted though it looks odd is said."""
        if edit.notes:
            self._window.messages.tell(f"Saved: {edit.label}.", " ".join(edit.notes), until="change")

    def _show_occurrences(self) -> None:
        from ui.inspector.panel import InspectorPanel

        dock = self._window.dock
        dock.set_folded(folded=False)
        if isinstance(dock.panel, InspectorPanel):
            dock.panel.show_occurrences()

    def _show_source(self) -> None:
        spans = self._space.docket.node(self._space.selection[0]).sources
        if spans:
            self._space.show_source(spans[0])
        else:
            more = "Edit it and select them in its document."
            self._window.messages.tell("No source words are pinned to this record.", more, until="choice")

    def _open_editor(self, kind: str, record_id: str) -> None:
        from ui.editor import open_editor

        open_editor(self._space, self._window.theme, kind, record_id, self._window)

    def _open_new(self, start: Record) -> None:
        from ui.editor import open_new

        open_new(self._space, self._window.theme, start, self._window)

    def _open_registry(self) -> None:
        from ui.editor import open_registry

        open_registry(self._space, self._window.theme, self._window)

    def _open_metrics(self) -> None:
        from ui.editor import open_registry

        open_registry(self._space, self._window.theme, self._window, "metric")

    def _open_new_test(self) -> None:
        from ui.covenants.newtest import open_new_test

        open_new_test(self._space, self._window.theme, self._window)

    def _enter_figures(self) -> None:
        from ui.covenants.opening import open_figures

        open_figures(self._space, self._window.theme, self._window)

    def _import_calendar(self) -> None:
        from ui.incoming import import_calendar

        import_calendar(self._window)

    def _open_conditions(self) -> None:
        from ui.conditions import open_conditions

        open_conditions(self._space, self._window.theme, self._window)

    def _open_recorder(self, ids: tuple[str, ...], fact: str) -> None:
        from ui.inspector.recorder.recorder import record_facts

        record_facts(self._space, self._window.theme, ids, fact, self._window)

    def _open_source(self, span: Span) -> None:
        from ui.documents.view import DocumentsView

        view = self._window.show_view("documents")
        if isinstance(view, DocumentsView):
            view.show_span(span)

    def _open_reminders(self) -> None:
        self._window.open_reminders()

    def _quit(self) -> None:
        self._window.quit()

    def _open_feeds(self) -> None:
        from ui.feeds import open_feeds

        window = self._window
        open_feeds(self._space, window.feeds, window.theme, lambda: window.top.filter, window)

    def _export_calendar(self) -> None:
        from ui.feeds import export_calendar

        export_calendar(self._window)

    def _open_sync(self) -> None:
        from ui.sync import open_sync

        open_sync(self._space, self._window.sync, self._window.theme, self._window)

    def _open_calculator(self) -> None:
        from ui.calculator import open_calculator

        open_calculator(self._window)

    def _zoom(self, factor: float) -> None:
        """By a factor; 0 shows all of it."""
        view: object = self._window.stack.currentWidget()
        if isinstance(view, Zooms) and factor:
            view.zoom(factor)
        elif isinstance(view, Zooms):
            view.fit()

    def _resize_text(self, steps: int) -> None:
        """The next size of text, larger or smaller; beyond the last there is none."""
        place = TEXT_SIZES.index(self._window.theme.text_size) + steps
        if 0 <= place < len(TEXT_SIZES):
            self._window.textSizeChosen.emit(TEXT_SIZES[place])

    def _switch_lanes(self) -> None:
        """By owner where they are by instrument, and back; shown, wherever it is asked for."""
        from ui.timeline.view import TimelineView

        view = self._window.show_view("timeline")
        if isinstance(view, TimelineView):
            view.set_grouping("instrument" if view.grouping == "owner" else "owner")

    def _print_calendar(self) -> None:
        from ui.calendar.view import CalendarView

        view = self._window.show_view("calendar")
        if isinstance(view, CalendarView):
            view.print_month()

    def _export_network(self) -> None:
        from ui.network.view import NetworkView

        view = self._window.show_view("network")
        if isinstance(view, NetworkView):
            view.export()

    def _open_palette(self) -> None:
        from ui.shell.palette import open_palette

        open_palette(self._window)

    def _show_shortcuts(self) -> None:
        from ui.shell.about import ShortcutSheet

        ShortcutSheet(self._window.theme, self._window.actions_by_menu(), self._window).open()

    def _take_tour(self) -> None:
        from ui.tour import take_tour

        take_tour(self._window)

    def _show_about(self) -> None:
        from ui.shell.about import AboutBox

        AboutBox(self._window.theme, self._window).open()

    def show_context_menu(self, place: QPoint) -> None:
        """Drop the menu on what is selected."""
        if self._space.selection:
            self.record_menus.show(MenuAsked(self._window, self._space.selection, place))

    def context_menu(self) -> QMenu:
        """The menu on what is selected, with what may be supposed of it."""
        return self.record_menus.menu(self._space.selection, self._window)

    def _choose_look(self, choice: Choice) -> None:
        self._window.appearance.choose(choice)
        self._window.settings.put("theme", choice)
        self.check_look()

    def check_look(self) -> None:
        """Tick the look that is on."""
        for choice in CHOICES:
            self._window.actions_[f"theme_{choice}"].setChecked(choice == self._window.appearance.choice)
