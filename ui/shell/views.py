"""The views of the rail, once: word, icon, and the number of its shortcut, which never changes."""

from __future__ import annotations

from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ui.filter.filter import Filter


@runtime_checkable
class Reveals(Protocol):
    """A view that can bring a record into sight."""

    def reveal(self, record_id: str) -> bool:
        """Select it and bring it into sight. False: the filter hides it."""


@runtime_checkable
class Narrows(Protocol):
    """A view that the filter narrows."""

    def set_filter(self, wanted: Filter) -> None:
        """Show what passes."""


@runtime_checkable
class Zooms(Protocol):
    """A view with a scale."""

    def zoom(self, factor: float) -> None:
        """Zoom by a factor."""

    def fit(self) -> None:
        """Bring all of it into sight."""


@runtime_checkable
class Supposes(Protocol):
    """A view that shows what is supposed, with the banner that says so inside it."""

    def set_banner(self, banner: QWidget | None) -> None:
        """Put the banner over what is shown, or take it away."""


class ViewSpec(NamedTuple):
    """One view. ``number`` is that of Ctrl+1 to Ctrl+9; views that come later take theirs."""

    key: str
    word: str
    icon: str
    number: int

    @property
    def shortcut(self) -> str:
        """The shortcut that goes there."""
        return f"Ctrl+{self.number}"


VIEWS: tuple[ViewSpec, ...] = (
    ViewSpec("today", "Today", "today", 1),
    ViewSpec("docket", "Docket", "docket", 2),
    ViewSpec("calendar", "Calendar", "calendar", 3),
    ViewSpec("timeline", "Timeline", "timeline", 4),
    ViewSpec("network", "Network", "network", 5),
    ViewSpec("covenants", "Covenants", "covenants", 6),
    ViewSpec("documents", "Documents", "documents", 7),
    ViewSpec("reports", "Reports", "reports", 8),
    ViewSpec("journal", "Journal", "journal", 9),
)
"""Top to bottom."""
