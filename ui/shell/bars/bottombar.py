"""The foot of the window: counts by standing, ours and theirs apart, the next deadline, and what is saved."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from model.assess.standing import CLOSED, Assessment
from model.days.wording import say_count, say_day, say_distance
from model.outlook.today.open_occurrences import at_next
from model.record.links import Node
from ui.frame.standing import Count, Side, count, word_of_key
from ui.frame.theme import Theme
from ui.widgets.surface import Surface
from ui.widgets.tally import TallyItem, TallyView
from ui.workspace import Workspace

_LEADS: dict[Side, str] = {"ours": "We owe", "theirs": "owed to us"}
_BRIEFLY = 4000
"""How many milliseconds a brief message is shown."""
_PAD = 16
_GAP = 24
_LAST = 100
"""Priority of what goes last when there is no room: the tallies."""


class BottomBar(Surface):
    """Tallies at the left, the reminders that wait, the next deadline, the state of feeds and file at the right."""

    remindersAsked = Signal()
    feedAsked = Signal()
    """The state of the feeds was clicked."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "frame", ("top",), parent)
        self._workspace = workspace
        self.setFixedHeight(theme.height.bottom)
        self._counts: tuple[Count, ...] = ()
        self._state: list[TallyItem] = []
        self._feed: TallyItem | None = None
        self._brief = ""
        self._waiting = 0
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self._fade)
        self.tally = TallyView(theme, self)
        self.state = TallyView(theme, self)
        self.reminders = _reminders_button(theme, self)
        self.reminders.clicked.connect(self.remindersAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD, 0, _PAD, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.tally, 1)
        row.addWidget(self.reminders)
        row.addWidget(self.state)
        workspace.assessed.connect(self._show)
        workspace.supposed.connect(self._tint)
        workspace.savedAt.connect(lambda _: self._say_state())
        if workspace.ledger is not None:
            self._show(workspace.assessment)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Feed and file give way before a tally is cut; the tally's words give way before the next deadline.

        So they do for the reminders that wait, which go where even the bare numbers have no room beside them.
        """
        room = self.width() - 2 * _PAD - _GAP
        self.state.show_items(self._state[:1])
        least = self.state.sizeHint().width()
        self.state.show_items(self._state)
        room -= self._share_with_reminders(room - least)
        self.tally.show_items(tally_items(self._counts))
        if self.tally.sizeHint().width() + least > room:
            self.tally.show_items(tally_items(self._counts, words=False))
        left = max(least, room - self.tally.sizeHint().width())
        self.state.setFixedWidth(min(self.state.sizeHint().width(), left))

    def _share_with_reminders(self, room: int) -> int:
        """Show the count of reminders if the bare tally leaves it room; the width it takes."""
        wanted = self.reminders.sizeHint().width() + _GAP
        self.tally.show_items(tally_items(self._counts, words=False))
        fits = bool(self._waiting) and self.tally.sizeHint().width() + wanted <= room
        self.reminders.setVisible(fits)
        return wanted if fits else 0

    def set_reminders(self, waiting: int) -> None:
        """How many reminders wait to be acknowledged."""
        if waiting != self._waiting:
            self._waiting = waiting
            self.reminders.setText(say_count(waiting, "reminder"))
            self._share()

    def _show(self, _: Assessment) -> None:
        self._tint()
        self._counts = count(self._workspace.slots.values())
        self._say_state()

    def _tint(self) -> None:
        self.set_ground("frame" if self._workspace.is_plain else "other_day")

    def say(self, words: str) -> None:
        """Say what was just done, for a few seconds, where the state of the file stands."""
        self._brief = words
        self._fading.start(_BRIEFLY)
        self._say_state()

    def show_feed(self, item: TallyItem | None) -> None:
        """Show how the calendar feeds stand; None shows nothing of them."""
        if item != self._feed:
            self._feed = item
            self._say_state()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the state of the feeds opens them."""
        place = self.state.mapFrom(self, event.position().toPoint())
        if self._feed is not None and self.state.rect().contains(place) and self.state.item_at(place) is self._feed:
            self.feedAsked.emit()
        super().mouseReleaseEvent(event)

    def _fade(self) -> None:
        self._brief = ""
        self._say_state()

    def _say_state(self) -> None:
        workspace = self._workspace
        if self._brief:
            self._state = [TallyItem(text=self._brief, bold=True, ink="first")]
            self._share()
            return
        items = [TallyItem(text=next_words(workspace), bold=True, ink="first", priority=30)]
        if self._feed is not None:
            items.append(self._feed)
        if workspace.own_clock:
            said = f"This docket carries its own clock: its today is {say_day(workspace.today)}. It reminds nobody."
            items.append(
                TallyItem(text=f"Sample clock {say_day(workspace.today)}", said=said, priority=10, ink="third")
            )
        items.append(_file_item(workspace))
        self._state = items
        self._share()


def _reminders_button(theme: Theme, parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName("bottom.reminders")
    button.setProperty("role", "link")
    button.setFont(theme.font("small", 600))
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setToolTip("Shows what is due, snoozed and coming")
    button.hide()
    return button


def tally_items(counts: tuple[Count, ...], *, words: bool = True) -> list[TallyItem]:
    """What is exposed, what we owe, what is owed to us, and reliefs, each counted by itself. Plans are not owed.

    Without ``words`` a count is its shape and number; its word is in the tooltip and read aloud all the same.
    """
    items: list[TallyItem] = []
    led: set[Side] = set()
    for one in counts:
        if one.side == "plan":
            continue
        if one.side in _LEADS and one.side not in led:
            led.add(one.side)
            items.append(TallyItem(text=_LEADS[one.side], priority=_LAST, ink="third"))
        items.append(_item(one, words=words))
    return items


def _item(one: Count, *, words: bool) -> TallyItem:
    word = word_of_key(one.standing)
    if one.side == "relief":
        noun = "relief" if one.number == 1 else "reliefs"
        word = word.replace("relief", noun)
    side = {"ours": ", owed by us", "theirs": ", owed to us"}.get(one.side, "")
    text = f"{one.number:,} {word}"
    shown = text if words else f"{one.number:,}"
    return TallyItem(text=shown, standing=one.standing, said=text + side, priority=_LAST)


def next_words(workspace: Workspace) -> str:
    """The next deadline of ours that is still to be met, on or after the day looked at."""
    found = next_deadline(workspace)
    if found is None:
        return "Next: no date ahead"
    node, due = found
    _, number, month, _ = say_day(due).split()
    weekday = say_day(due)[:3]
    ref = workspace.docket.short_ref(node.id)
    distance = say_distance((due - workspace.day).days)
    year = f" {due.year}" if due.year != workspace.day.year else ""
    return f"Next: {ref} on {weekday} {number} {month}{year}, {distance}"


def next_deadline(workspace: Workspace) -> tuple[Node, date] | None:
    """The record and day of the next deadline of ours; what is done, planned or only a consequence is passed over."""
    day, slots = workspace.day, workspace.slots
    ahead = [
        (position.due, record_id)
        for record_id, held in workspace.assessment.positions.items()
        for position in (at_next(held, day),)
        if position.due is not None
        and position.due >= day
        and position.standing not in CLOSED
        and slots[record_id][0] == "ours"
    ]
    if not ahead:
        return None
    due, record_id = min(ahead)
    return workspace.docket.node(record_id), due


def _file_item(workspace: Workspace) -> TallyItem:
    """How the file stands: when it was saved last, or that it is only read."""
    if workspace.refusal:
        return TallyItem(text="Reading only", said=workspace.refusal, priority=40, bold=True, ink="first")
    saved = workspace.ledger.last_saved if workspace.ledger else None
    return TallyItem(text=saved_words(saved), priority=20, ink="third")


def saved_words(saved: datetime | None) -> str:
    """When the last change was saved, on this machine's clock."""
    return f"All changes saved at {saved.astimezone():%H:%M}" if saved else "Nothing to save"
