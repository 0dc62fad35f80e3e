"""What each action of the window does, and what answers the wishes of its views."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from model.days.iso import FIRST_DAY, LAST_DAY
from model.days.wording import say_count
from model.record.source import Span
from ui.frame.theme import TEXT_SIZES, Choice
from ui.shell.record_menu import MenuAsked, RecordMenus
from ui.shell.views import Zooms
from ui.whatif.handlers import WhatIfHandlers

if TYPE_CHECKING:
    from model.ledger.edit import Command, Edit
    from model.record.base import Record
    from ui.shell.shell import ShellParts


class Handlers(QObject):
    """Carries out actions in a window. Dialogs are imported when they are first opened."""

    def __init__(self, window: ShellParts) -> None:
        super().__init__(window.widget)
        self.window = window
        self.space = window.workspace
        self.files = window.files
        self.what_if = WhatIfHandlers(window)
        self.record_menus = RecordMenus(window, self.what_if.menu)

    def answer(self) -> None:
        """Listen to what the views wish for."""
        self.space.editRequested.connect(self._open_editor)
        self.space.recordRequested.connect(self._open_recorder)
        self.space.enterRequested.connect(self._open_new)
        self.space.menuRequested.connect(self.record_menus.show)
        self.space.sourceRequested.connect(self._open_source)
        self.space.supposeRequested.connect(self.what_if.assume)
        self.space.edited.connect(self._say_notes)
        self.window.docket_view.contextMenuRequested.connect(self.show_context_menu)

    def may_leave(self) -> bool:
        """Whether the docket may be closed. Drafts that were not saved are kept, and the user is asked first."""
        from ui.shell.unsaved_drafts import may_leave

        return may_leave(self.window)

    def copy_table(self) -> None:
        """Put the rows of the docket on the clipboard, and say how many."""
        view = self.window.docket_view
        view.copy()
        self.window.say(f"Copied {say_count(len(view.entries()), 'row')}")

    def undo(self) -> None:
        """Take the last change back."""
        self._say_step(self.space.undo(), "Undone")

    def redo(self) -> None:
        """Make the change again that was taken back."""
        self._say_step(self.space.redo(), "Done again")

    def fold_inspector(self) -> None:
        """Fold the inspector, or open it."""
        self.window.dock.set_folded(folded=not self.window.dock.is_folded)

    def edit_record(self) -> None:
        """Open the first record that is selected."""
        self.window.docket_view.open_record(self.space.selection[0])

    def _say_step(self, edit: Edit | None, done: str) -> None:
        if edit is not None and edit.changes:
            self.window.say(f"{done}: {edit.label.partition(': ')[2]}")

    def focus_filter(self) -> None:
        """Give the filter field the keyboard."""
        self.window.top.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.window.top.field.selectAll()

    def step_day(self, days: int) -> None:
        """Look at a day before or after the one that is looked at."""
        day: date = self.space.day
        if FIRST_DAY < day < LAST_DAY:
            self.space.set_day(day + timedelta(days=days))

    def set_owner(self) -> None:
        """Choose the owner of what is selected."""
        from ui.editor.bulk import OwnerDialog

        OwnerDialog(self.space, self.window.theme, self.space.selection, self.window.widget).open()

    def set_tags(self) -> None:
        """Add tags to what is selected, or take some off."""
        from ui.editor.bulk import TagsDialog

        TagsDialog(self.space, self.window.theme, self.space.selection, self.window.widget).open()

    def duplicate(self) -> None:
        """Enter the obligation once more, and open the copy to be made another."""
        from model.ledger.duplicating import Duplicate
        from model.record.base import new_id

        own = new_id("obligation")
        if self.space.do(Duplicate(self.space.selection[0], own)) is not None:
            self.space.select((own,))
            self.space.edit("obligation", own)

    def delete(self) -> None:
        """Take out what is selected, after a look at what that moves."""
        from model.ledger.commands import DeleteMany
        from ui.moves.review import review

        command = DeleteMany(self.space.selection)
        review(self.space, self.window.theme, command, self.window.widget, lambda: self._take_out(command))

    def _take_out(self, command: Command) -> None:
        edit = self.space.do(command)
        if edit is not None:
            kept = "The journal keeps what was deleted, and undo brings it back."
            self.window.messages.tell(f"Done: {edit.label}.", kept, undo=True)

    def _say_notes(self, edit: Edit) -> None:
        """What was accepted though it looks odd is said."""
        if edit.notes:
            self.window.messages.tell(f"Saved: {edit.label}.", " ".join(edit.notes), until="change")

    def show_occurrences(self) -> None:
        """Unfold the occurrences of the series in the inspector."""
        from ui.inspector.panel import InspectorPanel

        dock = self.window.dock
        dock.set_folded(folded=False)
        if isinstance(dock.panel, InspectorPanel):
            dock.panel.show_occurrences()

    def show_source(self) -> None:
        """Show the words that the record rests on, in their document."""
        spans = self.space.docket.node(self.space.selection[0]).sources
        if spans:
            self.space.show_source(spans[0])
        else:
            more = "Edit it and select them in its document."
            self.window.messages.tell("No source words are pinned to this record.", more, until="choice")

    def _open_editor(self, kind: str, record_id: str) -> None:
        from ui.editor import open_editor

        open_editor(self.space, self.window.theme, kind, record_id, self.window.widget)

    def _open_new(self, start: Record) -> None:
        from ui.editor import open_new

        open_new(self.space, self.window.theme, start, self.window.widget)

    def open_registry(self, kind: str = "party") -> None:
        """List parties, people, instruments, events and documents, beginning with one of these kinds."""
        from ui.editor import open_registry

        open_registry(self.space, self.window.theme, self.window.widget, kind)

    def open_new_test(self) -> None:
        """Enter a test of a covenant."""
        from ui.covenants.newtest import open_new_test

        open_new_test(self.space, self.window.theme, self.window.widget)

    def enter_figures(self) -> None:
        """Enter the figures that tests are measured by."""
        from ui.covenants.opening import open_figures

        open_figures(self.space, self.window.theme, self.window.widget)

    def import_calendar(self) -> None:
        """Take a calendar file in."""
        from ui.incoming import import_calendar

        import_calendar(self.window)

    def open_conditions(self) -> None:
        """List the conditions precedent."""
        from ui.conditions import open_conditions

        open_conditions(self.space, self.window.theme, self.window.widget)

    def _open_recorder(self, ids: tuple[str, ...], fact: str) -> None:
        from ui.inspector.recorder.recorder import record_facts

        record_facts(self.space, self.window.theme, ids, fact, self.window.widget)

    def _open_source(self, span: Span) -> None:
        from ui.documents.view import DocumentsView

        view = self.window.show_view("documents")
        if isinstance(view, DocumentsView):
            view.show_span(span)

    def open_feeds(self) -> None:
        """List the calendar feeds."""
        from ui.feeds import open_feeds

        window = self.window
        open_feeds(self.space, window.feeds, window.theme, lambda: window.top.filter, window.widget)

    def export_calendar(self) -> None:
        """Write a calendar file."""
        from ui.feeds import export_calendar

        export_calendar(self.window, self.window.feeds, self.window.top.filter)

    def open_sync(self) -> None:
        """List the accounts on calendar servers."""
        from ui.sync import open_sync

        open_sync(self.space, self.window.sync, self.window.theme, self.window.widget)

    def open_calculator(self) -> None:
        """Open the deadline calculator."""
        from ui.calculator import open_calculator

        open_calculator(self.window)

    def zoom(self, factor: float) -> None:
        """By a factor; 0 shows all of it."""
        view: object = self.window.current_view
        if isinstance(view, Zooms) and factor:
            view.zoom(factor)
        elif isinstance(view, Zooms):
            view.fit()

    def resize_text(self, steps: int) -> None:
        """The next size of text, larger or smaller; beyond the last there is none."""
        place = TEXT_SIZES.index(self.window.theme.text_size) + steps
        if 0 <= place < len(TEXT_SIZES):
            self.window.choose_text_size(TEXT_SIZES[place])

    def switch_lanes(self) -> None:
        """By owner where they are by instrument, and back; shown, wherever it is asked for."""
        from ui.timeline.view import TimelineView

        view = self.window.show_view("timeline")
        if isinstance(view, TimelineView):
            view.set_grouping("instrument" if view.grouping == "owner" else "owner")

    def print_calendar(self) -> None:
        """Put the month that is shown on paper."""
        from ui.calendar.view import CalendarView

        view = self.window.show_view("calendar")
        if isinstance(view, CalendarView):
            view.print_month()

    def export_network(self) -> None:
        """Write the drawing of the network."""
        from ui.network.view import NetworkView

        view = self.window.show_view("network")
        if isinstance(view, NetworkView):
            view.export()

    def open_palette(self) -> None:
        """Offer commands and records by what is typed."""
        from ui.shell.palette import open_palette

        open_palette(self.window)

    def show_shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        from ui.shell.about import ShortcutSheet

        ShortcutSheet(self.space, self.window.theme, self.window.actions_by_menu(), self.window.widget).open()

    def take_tour(self) -> None:
        """Begin the tour of the sample."""
        from ui.tour import take_tour

        take_tour(self.window)

    def show_about(self) -> None:
        """Say what Duly is and what it is made of."""
        from ui.shell.about import AboutBox

        AboutBox(self.space, self.window.theme, self.window.widget).open()

    def show_context_menu(self, place: QPoint) -> None:
        """Drop the menu on what is selected."""
        if self.space.selection:
            self.record_menus.show(MenuAsked(self.window.widget, self.space.selection, place))

    def context_menu(self) -> QMenu:
        """The menu on what is selected, with what may be supposed of it."""
        return self.record_menus.menu(self.space.selection, self.window.widget)

    def choose_look(self, choice: Choice) -> None:
        """Take another theme, and keep it for the next start."""
        self.window.appearance.choose(choice)
        self.window.settings.put("theme", choice)
