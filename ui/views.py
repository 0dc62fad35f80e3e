"""The views of the rail, once: word, icon, and the number of its shortcut, which never changes."""

from __future__ import annotations

from typing import NamedTuple


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
    ViewSpec("network", "Network", "network", 5),
    ViewSpec("documents", "Documents", "documents", 7),
    ViewSpec("reports", "Reports", "reports", 8),
    ViewSpec("journal", "Journal", "journal", 9),
)
"""Top to bottom. Calendar is 3, Timeline 4 and Covenants 6, once they are there."""
