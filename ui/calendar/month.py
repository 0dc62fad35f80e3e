"""A month of the calendar: which days its weeks show, and the month before and after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from model.days.iso import FIRST_DAY, LAST_DAY
from model.days.wording import MONTHS

WEEK = 7


class Month(NamedTuple):
    """A month of a year; its weeks begin on Monday."""

    year: int
    number: int

    @property
    def title(self) -> str:
        """Its name and year, as in "December 1996"."""
        return f"{MONTHS[self.number - 1]} {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31) if self.number == 12 else date(self.year, self.number + 1, 1) - timedelta(1)

    @property
    def monday(self) -> date:
        """The Monday of its first week, which may lie in the month before."""
        return self.first - timedelta(days=self.first.weekday())

    @property
    def weeks(self) -> int:
        """How many weeks its days lie in."""
        return ((self.last - self.monday).days // WEEK) + 1

    def turned(self, months: int) -> Month:
        """The month so many on or back, within the days that Duly knows."""
        place = self.year * 12 + self.number - 1 + months
        least, most = month_of(FIRST_DAY), month_of(LAST_DAY)
        return max(least, min(Month(place // 12, place % 12 + 1), most))

    def holds(self, day: date) -> bool:
        """Whether the day is one of its own."""
        return (day.year, day.month) == (self.year, self.number)


def month_of(day: date) -> Month:
    """The month that a day is in."""
    return Month(day.year, day.month)
