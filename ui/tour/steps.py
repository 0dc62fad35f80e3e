"""The three steps: what each says, which part of the window it speaks of, and what brings that into sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from model.assess.standing import Standing
from model.days.wording import say_long
from ui.shell.shell import Shell
from ui.tour.placing import Side

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget

    from ui.shell.bars.dock import InspectorDock
    from ui.shell.bars.topbar import TopBar
    from ui.today.view import TodayView
    from ui.workspace import Workspace

EXAMPLE = "usmx-08"
"""The record of the sample that the second card explains: most hangs on it."""
THEN = date(1997, 1, 1)
"""The day after the reliefs of the sample end."""


class TourShell(Shell, Protocol):
    """The parts of the window that the tour points at."""

    top: TopBar
    dock: InspectorDock
    split: QSplitter


class TourTarget(NamedTuple):
    """The widgets that a card speaks of, and what it must not hide either."""

    parts: tuple[QWidget, ...]
    clear: tuple[QWidget, ...] = ()


class Step(NamedTuple):
    """One card. ``show`` brings into sight what it speaks of."""

    heading: str
    words: Callable[[Workspace], tuple[str, ...]]
    """Its paragraphs, as of the day that is looked at."""
    show: Callable[[TourShell], TourTarget]
    side: Side
    margin: int
    """From the part to the ring around it."""


def _show_sentence(window: TourShell) -> TourTarget:
    view = cast("TodayView", window.show_view("today"))
    view.scroll_area.verticalScrollBar().setValue(0)
    return TourTarget((view.sentence, view.strip))


def _show_inspector(window: TourShell) -> TourTarget:
    window.dock.set_folded(folded=False)
    window.workspace.select((EXAMPLE,))
    return TourTarget((window.dock,), _show_sentence(window).parts)


def _show_day(window: TourShell) -> TourTarget:
    return TourTarget((window.top.day,), _show_sentence(window).parts)


_SAMPLE = (
    "This is the sample: what USMX, Inc. owed its lender, as its Form 8-K of 20 November 1996 tells it. That day is "
    "its today."
)
_SENTENCE = (
    "The sentence says what is due, which reliefs end and what is exposed. The strip sets out seven weeks: each "
    "deadline on its day, before it a line for the time that the work takes, and below them the reliefs."
)
_WHY = (
    "The inspector shows the record that is selected, here USMX-8. “Why this date” leads from the words to the day, "
    "line by line. “Source” quotes those words and opens the document where they stand."
)
_MISSED = "Further down, “If missed” lists what follows. Each line leads to the record that it names."
_DAY = (
    "The whole window stands as of one day. Step to another here, or type it, and you see how the docket stands "
    "then. Looking changes nothing."
)
CLOSING = "Make a docket of your own, or go on with the sample."


def _day_words(workspace: Workspace) -> str:
    if workspace.is_today:
        return _DAY
    tinted = "The frame is tinted and the bar above says so, lest anyone take it for today."
    return f"This is the docket as of {say_long(workspace.day)}. {_lapsed(workspace)}{tinted}"


def _lapsed(workspace: Workspace) -> str:
    """Which reliefs have lapsed by then, and what that means."""
    docket, assessment = workspace.docket, workspace.assessment
    gone = [one.ref for one in docket.reliefs.values() if assessment[one.id].standing is Standing.LAPSED]
    if not gone:
        return ""
    if len(gone) == 1:
        return f"The relief {gone[0]} has lapsed and suspends nothing any longer. "
    return f"The reliefs {' and '.join(gone)} have lapsed and suspend nothing any longer. "


STEPS: tuple[Step, ...] = (
    Step("What can hurt, in ten seconds", lambda _: (_SAMPLE, _SENTENCE), _show_sentence, "below", 8),
    Step("Why this date, and what if it is missed", lambda _: (_WHY, _MISSED), _show_inspector, "left", 0),
    Step("Any day, back or ahead", lambda space: (_day_words(space),), _show_day, "below", 4),
)
