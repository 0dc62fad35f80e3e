"""A reminder as a row of the list shows it: all in ready words, one row for each record in each section."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from ui.frame.recordrow import RecordRow

Section = Literal["due", "snoozed", "coming"]
SECTIONS: tuple[tuple[Section, str], ...] = (
    ("due", "Due now"),
    ("snoozed", "Snoozed"),
    ("coming", "Coming in the next 30 days"),
)
ROW_ACTIONS: dict[Section, tuple[tuple[str, str], ...]] = {
    "due": (("open", "Open"), ("snooze", "Snooze"), ("acknowledge", "Acknowledge")),
    "snoozed": (("open", "Open"), ("acknowledge", "Acknowledge")),
    "coming": (("open", "Open"),),
}
"""What a row of a section offers: keys and words."""


class ReminderListRow(Struct, frozen=True, kw_only=True):
    """The reminders of one record in one section. ``record`` is empty for what is about no record, the self-test."""

    section: Section
    keys: tuple[str, ...]
    """The ids of the reminders, newest first."""
    record: str
    count: int = 1
    """For how many occasions they are: a record may be due, and its work have been to start."""
    standing: str = ""
    share: float | None = None
    ref: str = ""
    title: str
    due: date | None = None
    distance: str = ""
    near: bool = False
    why: str
    whom: str
    """To whom it went and since when it waits, or when it comes."""

    @property
    def row(self) -> RecordRow:
        """What is painted of its record."""
        return RecordRow(
            mark=self.standing,
            share=self.share,
            day=self.due,
            distance=self.distance,
            near=self.near,
            ref=self.ref,
            title=self.title,
        )

    @property
    def key(self) -> tuple[Section, str]:
        """What tells the row from the others."""
        return self.section, self.record or self.keys[0]

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        """What it offers; what is about no record cannot be opened."""
        return tuple(action for action in ROW_ACTIONS[self.section] if self.record or action[0] != "open")

    @property
    def spoken(self) -> str:
        """The row in one sentence, for the screen reader and the tooltip."""
        name = f"{self.ref} {self.title}".strip()
        return ". ".join(part.rstrip(".") for part in (name, self.why, self.distance, self.whom) if part) + "."
