"""How a due day came about, as data: what it counts from, step by step, and what moved it. Words: model.wording."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from model.assess.spells import ALWAYS
from model.days.operation import Fixed, Roll, Step
from model.days.step import StepLine
from model.record.deadline import Changed, Dated, Every, On, Override

SETTLES = (Roll, Fixed)
"""Steps after which the instrument's own roll has no say."""


def settles(steps: tuple[Step, ...]) -> bool:
    """Whether one of the steps says itself how a closed day moves."""
    return any(isinstance(step, SETTLES) for step in steps)


class Leg(Struct, frozen=True, gc=False):
    """One day of a deadline, worked out: a stated day, a count from day zero, or one occurrence of a series.

    ``zero`` is the day stated, day zero or its minute, None while that is not known; ``lines`` has one line a step;
    ``roll`` is where the instrument moves the last of them, or leaves it, None where it has no say; ``opening`` are
    the lines of its window. ``due`` is None where nothing comes of it, and then ``trouble`` says what went wrong, if
    anything did; a window that is set aside is trouble too. ``wakes``, ``floor`` and ``opens`` are those of a trail.

    Holds no reference circle.
    """

    part: Dated | Every
    zero: date | datetime | None
    due: date | None
    wakes: date = ALWAYS
    floor: date = ALWAYS
    opens: date = ALWAYS
    lines: tuple[StepLine, ...] = ()
    roll: StepLine | None = None
    opening: tuple[StepLine, ...] = ()
    trouble: str = ""

    @property
    def day_zero(self) -> date | None:
        """Day zero without its hour."""
        return self.zero.date() if isinstance(self.zero, datetime) else self.zero

    @property
    def is_moved_by_nothing(self) -> bool:
        """Whether no step, no rule and no instrument says what becomes of the day where it is closed."""
        if self.due is None or self.roll is not None:
            return False
        if isinstance(self.part, On):
            return not self.part.strictly_before
        return not (self.part.rulebook or settles(self.part.steps))


class KnownSeries(Struct, frozen=True, gc=False):
    """A series as it is known on a day: ``series`` gives its occurrences by days alone, which ``begins`` and ``ends``.

    Both are None where they are not known yet, or not bounded. ``trouble`` says why they cannot be worked out.
    """

    series: Every
    begins: date | None = None
    ends: date | None = None
    trouble: str = ""


class Trail(Struct, frozen=True, gc=False):
    """The day that a deadline comes to, and how: its ``legs``, one for each day that it is made of.

    ``due`` is the day as far as it is known: the one set ``by_hand``, else the one ``computed``. ``wakes`` is the
    first day on which it can be missed or waited for, NEVER while what it counts from has not happened; ``floor`` the
    day before which it may not be performed; ``opens`` that on which its window opens, before which what is performed
    counts for nothing. Of a series the trail is that of the occurrence by which it stands.

    Holds no reference circle.
    """

    due: date | None = None
    wakes: date = ALWAYS
    trouble: str = ""
    floor: date = ALWAYS
    opens: date = ALWAYS
    legs: tuple[Leg, ...] = ()
    computed: date | None = None
    by_hand: Override | Changed | None = None


NO_TRAIL = Trail()
"""That of a deadline without a day of its own."""
