"""What the views of the docket's records have alike: they follow the workspace, and rest while nobody looks."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from model.assess.standing import Assessment
from model.docket import Docket
from ui.filter.arrangement import passing
from ui.filter.filter import Filter
from ui.filter.snapshot import Snapshot
from ui.frame.standing import slots_of
from ui.frame.theme import Theme
from ui.widgets.slot import WidgetSlot
from ui.workspace import Workspace


class RecordsView(QWidget):
    """Shows the workspace again after each change; a view that is not in sight waits until it is."""

    contextMenuRequested = Signal(QPoint)
    asked = Signal(str)
    """A button of the empty state: the key of an action of the window."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._stale = True

    def _follow_workspace(self) -> None:
        """Listen to the workspace, once everything is built."""
        space = self._workspace
        space.assessed.connect(lambda _: self._renew())
        space.opened.connect(self._opened)
        space.selectionChanged.connect(self._choose)

    def set_theme(self, theme: Theme) -> None:
        """Measure by another theme; what paints is told by itself."""
        self._theme = theme

    def showEvent(self, event: QShowEvent) -> None:
        """What was put off while nobody looked is made up for."""
        super().showEvent(event)
        if self._stale:
            self._renew()

    def _opened(self) -> None:
        """Another docket was opened."""

    def _renew(self) -> None:
        """Show another assessment; while the view is not in sight, only remember that there is one."""
        raise NotImplementedError

    def _choose(self) -> None:
        """Show what is selected."""
        raise NotImplementedError


class NarrowedView(RecordsView):
    """A view that the window's filter narrows."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self._filter = Filter()

    def set_filter(self, wanted: Filter) -> None:
        """Narrow the view to the records that pass."""
        if wanted != self._filter:
            self._filter = wanted
            self._show()

    def _show(self) -> None:
        """Show what is known already, as it passes now."""
        self._renew()

    def _passing(self, docket: Docket, assessment: Assessment) -> frozenset[str] | None:
        """The records that pass the filter; None where all do."""
        if self._filter.empty:
            return None
        own = assessment is self._workspace.assessment
        return passing(
            Snapshot(docket, assessment, self._workspace.slots if own else slots_of(docket, assessment)), self._filter
        )


class SupposingView(NarrowedView):
    """A view that shows what is supposed, with the banner that says so over what it draws."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(workspace, theme, parent)
        self._banner = WidgetSlot(theme, margins=False)

    def _follow_workspace(self) -> None:
        super()._follow_workspace()
        self._workspace.supposed.connect(self._renew)

    def set_banner(self, banner: QWidget | None) -> None:
        """Put a banner over what is drawn, or take it away. It is handed back to its owner, not deleted."""
        self._banner.show_widget(banner)
