"""The views of the window, each imported and made when it is first shown, with what it asks of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.shell.shell import ShellParts


def make_view(key: str, window: ShellParts) -> QWidget:
    """A view other than the docket, imported when it is first shown."""
    space, theme = window.workspace, window.theme
    if key == "today":
        return _make_today(window)
    if key == "documents":
        from ui.documents.view import DocumentsView

        return DocumentsView(space, theme)
    if key == "calendar":
        return _make_calendar(window)
    if key == "timeline":
        return _make_timeline(window)
    if key == "network":
        from ui.network.view import NetworkView

        view = NetworkView(space, theme, window.jobs, window.settings)
        view.set_filter(window.top.filter)
        view.contextMenuRequested.connect(window.show_context_menu)
        view.exported.connect(lambda path: window.messages.tell("The drawing was written.", str(path)))
        view.asked.connect(window.trigger)
        return view
    if key == "covenants":
        return _make_covenants(window)
    if key == "journal":
        from ui.journal.view import JournalView

        return JournalView(space, theme, window.jobs, window.settings)
    from ui.reports.view import ReportsView

    return ReportsView(space, theme, window.jobs)


def _make_today(window: ShellParts) -> QWidget:
    from ui.today.view import TodayView

    view = TodayView(window.workspace, window.theme, window.jobs, window.settings)
    view.contextMenuRequested.connect(window.show_context_menu)
    view.docketAsked.connect(window.show_in_docket)
    view.asked.connect(window.trigger)
    return view


def _make_calendar(window: ShellParts) -> QWidget:
    from ui.calendar.view import CalendarView

    view = CalendarView(window.workspace, window.theme, window.jobs, window.settings)
    view.set_filter(window.top.filter)
    view.cards.base_menu = window.base_menu
    view.asked.connect(window.trigger)
    view.cards.moved.connect(lambda edit: window.say(f"Done: {edit.label.partition(': ')[0]}"))
    view.printing.saved.connect(lambda path: window.messages.tell("The calendar was written.", str(path)))
    return view


def _make_timeline(window: ShellParts) -> QWidget:
    from ui.timeline.view import TimelineView

    view = TimelineView(window.workspace, window.theme, window.jobs, window.settings)
    view.set_filter(window.top.filter)
    view.contextMenuRequested.connect(window.show_context_menu)
    return view


def _make_covenants(window: ShellParts) -> QWidget:
    from ui.covenants.view import CovenantsView

    view = CovenantsView(window.workspace, window.theme)
    view.set_filter(window.top.filter)
    view.contextMenuRequested.connect(window.show_context_menu)
    view.asked.connect(window.trigger)
    return view
