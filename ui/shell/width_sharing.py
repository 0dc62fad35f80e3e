"""How the view and the inspector share the width of the window, and how the inspector folds where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.shell.bars.dock import EDGE

if TYPE_CHECKING:
    from ui.shell.shell import ShellParts

_NARROW = 1_100
"""Narrower than this, there is no room for a table and an inspector beside one another, with the usual text."""


class WidthSharing(QObject):
    """Folds the inspector in a window that becomes narrow. What the user folds or opens stays so."""

    def __init__(self, window: ShellParts) -> None:
        super().__init__(window.widget)
        self._window = window
        self._dock = window.dock
        self._split = window.split
        self._folded_by_itself = False
        self._is_folding = False
        self._dock.folded.connect(self._follow_fold)
        self._split.splitterMoved.connect(lambda *_: self._keep_width())

    def restore(self) -> None:
        """Give the inspector the width and the fold of the last session."""
        settings = self._window.settings
        self._dock.chosen_width = settings.get("inspector_width", 0)
        self._dock.set_folded(folded=settings.get("inspector_folded", False))
        self._follow_fold(self._dock.is_folded)

    def remember(self) -> None:
        """Keep the width, and the fold that the user chose."""
        settings = self._window.settings
        settings.put("inspector_width", self._dock.chosen_width)
        settings.put("inspector_folded", self._dock.is_folded and not self._folded_by_itself)

    def begin(self) -> None:
        """Fold the inspector if the window is narrow when it is first shown."""
        self.follow_width(self._narrow)

    def follow_width(self, before: int) -> None:
        """Fold the inspector in a window that became narrow, and open it again once there is room."""
        now = self._window.widget.width()
        if now < self._narrow <= before and not self._dock.is_folded:
            self._is_folding = True
            self._dock.set_folded(folded=True)
            self._is_folding = False
        elif before < self._narrow <= now and self._folded_by_itself:
            self._dock.set_folded(folded=False)

    def share(self) -> None:
        """Give the inspector its width, and the view the rest."""
        wide = self._dock.width_in(self._window.widget.width()) - EDGE
        self._split.setSizes([max(self._split.width() - wide - EDGE, 1), wide])

    @property
    def _narrow(self) -> int:
        return self._window.theme.at_size(_NARROW)

    def _follow_fold(self, folded: bool) -> None:
        # Whatever folds or opens it in a small window, other than the window itself, is a wish.
        self._folded_by_itself = self._is_folding and folded
        self._window.actions_.tick()
        if self._window.widget.isVisible():
            self.share()

    def _keep_width(self) -> None:
        if not self._dock.is_folded:
            self._dock.chosen_width = self._dock.width() + EDGE
