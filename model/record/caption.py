"""The caption: what stands at the head of the docket."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from model.record.base import Problem, Record
from model.record.policy import ReminderPolicy

CAPTION_ID = "docket"


class Caption(Record, frozen=True, kw_only=True):
    """The docket's title, the legend its reports carry, and its own clock where it has one.

    ``clock`` is set on the sample only: its today is that day, and it reminds nobody. ``ref_prefix`` is what new
    references begin with, and what tables leave out. ``remind`` is how the docket reminds by default.
    """

    id: str = CAPTION_ID
    title: str
    subtitle: str = ""
    legend: str = "Privileged and confidential"
    clock: date | None = None
    ref_prefix: str = ""
    remind: ReminderPolicy = ReminderPolicy()

    def problems(self) -> Iterator[Problem]:
        """A docket has a title, one caption only, and a sound policy of reminders."""
        if not self.title.strip():
            yield Problem("title", "The docket needs a title, such as the company's name.")
        if self.id != CAPTION_ID:
            yield Problem("id", "A docket has one caption.")
        yield from self.remind.problems()
