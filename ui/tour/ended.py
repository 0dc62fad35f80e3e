"""Whether the tour was ended or skipped, which is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.shell.settings import Settings

_ENDED = "tour_ended"


def was_ended(settings: Settings) -> bool:
    """Whether the tour was ended or skipped before: then no start shows it of itself."""
    return settings.get(_ENDED, False)


def keep_ended(settings: Settings) -> None:
    """Remember that it was ended or skipped."""
    settings.put(_ENDED, True)
