"""The tour of the sample: three cards, each beside the part of the window that it speaks of.

Light to import: what it is made of is read when it is first shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.tour.steps import TourShell
    from ui.tour.tour import Tour


def take_tour(window: TourShell) -> Tour | None:
    """Begin the tour, on the sample; one that is on already gets the keyboard back.

    None: the sample could not be opened or no longer holds what is shown of it, and that was said.
    """
    from ui.tour.tour import Tour, is_sample

    running = window.widget.findChild(Tour)
    if running is not None and running.is_on:
        running.card.take_keyboard()
        return running
    if not is_sample(window.workspace.docket) and not window.files.open_sample():
        return None
    if not is_sample(window.workspace.docket):
        more = "It speaks of USMX-8 and of the reliefs, some of which were deleted here. Undo brings them back."
        window.messages.tell("The sample no longer holds what the tour shows.", more)
        return None
    return Tour(window)
