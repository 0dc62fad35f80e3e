"""The words for how things stand, and the values that an assessment is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

from msgspec import Struct

from model.assess.owed import AmountOwed, SeriesSums
from model.assess.trail import NO_TRAIL, KnownSeries, Trail
from model.record.amount import Amount
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief


class Standing(StrEnum):
    """How an obligation or a relief stands on a day. The value is the word that is shown."""

    DORMANT = "dormant"
    SATISFIED = "satisfied"
    SATISFIED_LATE = "satisfied late"
    RELEASED = "released"
    SUBMITTED = "submitted"
    SUSPENDED = "suspended"
    MISSED = "missed"
    IN_CURE = "in cure"
    DUE = "due"
    PARTLY_PERFORMED = "partly performed"
    BLOCKED = "blocked"
    OPEN = "open"
    UNTESTED = "untested"
    IN_COMPLIANCE = "in compliance"
    FAILING = "failing"
    EXPOSED = "exposed"
    PENDING = "pending"
    LIVE = "live"
    ENDED = "ended"
    LAPSED = "lapsed"


# -------------------------------------------------------------------------------- sets of standings
#
# Every set of standings that anything asks about stands here and nowhere else, so that two views can differ only where
# a reader sees that they ask something else.

PERFORMED: Final = frozenset({Standing.SATISFIED, Standing.SATISFIED_LATE})
"""Performed, in time or late (and approved, where that is asked for)."""

CLOSED: Final = PERFORMED | {Standing.RELEASED, Standing.ENDED}
"""Nothing is left to do: an obligation that is performed or released, or a relief that has run its time."""

SETTLED: Final = CLOSED | {Standing.LAPSED}
"""Nothing more can be done: closed, or lapsed for good. A right that lapsed unused does not hold up the next one."""

WORK_DONE: Final = CLOSED | {Standing.SUBMITTED}
"""No work is left for whoever owes it: closed, or handed in, so that the answer is for the other side to give."""

GONE: Final = frozenset({Standing.RELEASED, Standing.ENDED})
"""Out of force without being performed. Nothing hangs on it any longer, so that it need not be verified either."""

NOT_OWED: Final = frozenset({Standing.DORMANT, Standing.RELEASED})
"""Nobody owes it: not yet, or no longer."""

NOT_BEGUN: Final = frozenset({Standing.DORMANT, Standing.PENDING})
"""Its time has not come: an obligation that sleeps, or a relief that is not in effect yet."""

MET: Final = PERFORMED | {Standing.RELEASED, Standing.IN_COMPLIANCE}
"""Met as a condition: what needs it is not blocked by it (line 11 of the list for duties)."""

AWAITED: Final = frozenset({Standing.OPEN, Standing.DUE, Standing.BLOCKED, Standing.PARTLY_PERFORMED})
"""Owed and still to be performed, its time having come and its day not having gone by."""

BEFORE_ITS_DAY: Final = AWAITED - {Standing.DUE} | {Standing.DORMANT}
"""The due day, where there is one, still lies ahead. A long stop is owed "promptly" until then, and no longer."""

ANSWER_AWAITED: Final = frozenset({Standing.BLOCKED, Standing.SUBMITTED})
"""Somebody else has to act first: a condition has to be met, or what was handed in has to be answered."""

DEFAULT: Final = frozenset({Standing.MISSED, Standing.FAILING, Standing.IN_CURE})
"""A Default: not performed or not met when it should have been, whether or not it can still be cured."""

EVENT_OF_DEFAULT: Final = DEFAULT - {Standing.IN_CURE}
"""A Default past its cure, which may expose consequences."""

PAST_CURE: Final = frozenset({Standing.MISSED, Standing.LAPSED})
"""Past the last day of cure (line 7 of the list for duties): a duty is missed, a right has lapsed."""

PAST_DUE: Final = PAST_CURE | {Standing.IN_CURE}
"""Past the due day with no relief over it (lines 7 and 8): late, but perhaps not yet too late."""

CURE_TOLD: Final = PAST_DUE - {Standing.LAPSED}
"""The last day of cure is told beside the due day. A right that has lapsed is past curing."""

AFTER_ITS_DAY: Final = PAST_DUE | {Standing.SUSPENDED, Standing.SUBMITTED}
"""How a duty stands after its due day for as long as it is neither performed nor released (lines 5 to 8)."""

LATE_OR_SUBMITTED: Final = PAST_CURE | {Standing.SUBMITTED}
"""Of these, what has no end of its own to be drawn up to: a bar of it would promise one."""

BEFORE_BLOCKED: Final = PAST_DUE | {Standing.SUSPENDED, Standing.DUE, Standing.PARTLY_PERFORMED}
"""The lines that come before "blocked" in the list for duties, and beside which the reasons still say so."""

COVERED_OR_BACK: Final = DEFAULT | {Standing.SUSPENDED}
"""What a relief covers stands against its obligor, or will once the relief is over."""

NOTHING_ASKED: Final = SETTLED | {Standing.SUSPENDED}
"""Nothing is to be done about its legal day: nothing more can be, or a live relief covers it."""

NO_ALARM: Final = NOTHING_ASKED | DEFAULT | {Standing.IN_COMPLIANCE}
"""A calendar rings no alarm for its day: it is dealt with, it is met, or the day has gone by."""

TROUBLE: Final = (Standing.EXPOSED, Standing.MISSED, Standing.FAILING, Standing.LAPSED, Standing.IN_CURE)
"""What hurts now, the worst first."""

IN_TROUBLE: Final = frozenset(TROUBLE)
"""What hurts now."""

HARMED: Final = IN_TROUBLE - {Standing.IN_CURE}
"""The harm is done. What is in cure comes near it."""

NO_DAY_TO_START: Final = MET | HARMED
"""Nothing says by which day work must start: it is met or released, or the harm is done."""

HURTS: Final = (*TROUBLE, Standing.DUE, Standing.SUSPENDED)
"""What hurts or may soon, the worst first: what falls due on the day comes near, what is suspended may come back."""

MAY_FAIL_A_RELIEF: Final = IN_TROUBLE | {
    Standing.DUE,
    Standing.UNTESTED,
    Standing.BLOCKED,
    Standing.SUSPENDED,
    Standing.DORMANT,
}
"""As a condition of a relief it is at risk, whether or not work on it should have begun by now."""

CALM: Final = MET | {Standing.OPEN, Standing.UNTESTED, Standing.DORMANT, Standing.PARTLY_PERFORMED, Standing.SUBMITTED}
"""An obligation whose standing alarms nobody, as far as no day of its own comes near."""

IN_PLAY: Final = AWAITED | {Standing.UNTESTED, Standing.SUBMITTED}
"""A report counts its day among those that lie ahead: a performance, a reading or an answer is to come."""

MAY_STILL_LAPSE: Final = frozenset({Standing.PENDING, Standing.LIVE})
"""A relief that is live or still to come: a condition that fails makes it lapse."""

RELIEF_OVER: Final = frozenset({Standing.LAPSED, Standing.ENDED})
"""A relief that covers nothing any longer: what it had covered stands again."""

CAUSE_FIRST: Final = (
    Standing.DUE,
    Standing.IN_CURE,
    Standing.MISSED,
    Standing.FAILING,
    Standing.LAPSED,
    Standing.ENDED,
    Standing.UNTESTED,
    Standing.SUSPENDED,
    Standing.BLOCKED,
    Standing.LIVE,
    Standing.RELEASED,
    Standing.EXPOSED,
    Standing.OPEN,
    Standing.SATISFIED,
    Standing.SATISFIED_LATE,
    Standing.SUBMITTED,
    Standing.PARTLY_PERFORMED,
    Standing.IN_COMPLIANCE,
    Standing.DORMANT,
    Standing.PENDING,
)
"""Every standing, in the order in which the changes of one day are told: causes before their effects."""

TURNS_MARKED: Final = frozenset({*IN_TROUBLE, *RELIEF_OVER, Standing.SUSPENDED, Standing.LIVE})
"""A change to one of these has a marker over the timeline. A due day has a mark of its own."""


# ------------------------------------------------------------------------------------- what carries them


def mark_of(node: Node, standing: Standing) -> str:
    """The key of the shape that shows a standing: a relief's and a right's have shapes of their own.

    The keys are those of the theme's ``[shape]`` table.
    """
    if isinstance(node, Relief):
        return f"relief_{_key(standing)}"
    return "right_lapsed" if standing is Standing.LAPSED else _key(standing)


def holds_up_nothing(node: Obligation, standing: Standing) -> bool:
    """Whether it is met as a condition precedent: met, or forbidden with no breach recorded.

    A consequence never is: nobody performs it. What forbids and sleeps holds up what needs it.
    """
    return not node.is_consequence and (standing in MET or (node.must_not and standing is Standing.UNTESTED))


def _key(standing: Standing) -> str:
    return standing.value.replace(" ", "_")


CLOSED_MARKS: Final = frozenset({*map(_key, CLOSED - {Standing.ENDED}), f"relief_{_key(Standing.ENDED)}"})
"""The marks of what is closed: an obligation's, and a relief's that has run its time."""


class Reason(Struct, frozen=True, gc=False):
    """Why, as data: ``code`` is a key of :mod:`model.wording.standings`, ``about`` the record or fact behind it.

    ``day``, ``ids`` and ``text`` are whatever the sentence of that code speaks of.
    """

    code: str
    about: str = ""
    day: date | None = None
    ids: tuple[str, ...] = ()
    text: str = ""


class DateLine(Struct, frozen=True, gc=False):
    """One line of "why this date": the day it gives (or None), its words, and whether they quote the source."""

    day: date | None
    words: str
    role: Literal["due", "step", "target", "act by", "override", "note", "cure", "back"] = "step"
    quoted: bool = False


class Exposure(Struct, frozen=True, gc=False):
    """One consequence that follows if the obligation is missed, and through what.

    ``path`` holds ids from the obligation to the consequence: reliefs that lapse, obligations that stand again,
    consequences that bring others.
    """

    consequence: str
    path: tuple[str, ...]


class Occurrence(Struct, frozen=True, gc=False):
    """One occurrence of a series, with its own standing: the day it is due, and the day that names it.

    ``number`` tells apart those that one day names. ``owed`` is its own amount, and ``outstanding`` what of that is
    still to be performed, nothing once it is settled.
    """

    due: date
    standing: Standing
    period: date
    reasons: tuple[Reason, ...] = ()
    number: int = 1
    owed: Amount | None = None
    performed: Decimal | None = None
    outstanding: Decimal | None = None


class Position(Struct, frozen=True, gc=False):
    """Where one obligation or relief stands on the day of the assessment.

    ``due`` is the legal due day (for a relief, the last day it covers); ``last_day`` the last day of cure, or the
    due day; ``expected`` the day on which it would fall due if what it counts from comes as expected, by which
    nothing is due; ``perform_by`` the day a condition without a day of its own must be performed by, and
    ``for_reliefs`` the reliefs that ask for it; ``since`` the day on which the present standing began; ``back_on``
    the day on which what is suspended stands again if nothing further is granted; ``trail`` how the due day came
    about; ``series`` the series as it is known by the day, where that depends on something else; ``owed`` the amount
    where it is worked out, of a series that of the occurrence by which it stands; ``sums`` what all of them come to.
    """

    id: str
    standing: Standing
    reasons: tuple[Reason, ...]
    due: date | None = None
    last_day: date | None = None
    forecast: date | None = None
    expected: date | None = None
    perform_by: date | None = None
    for_reliefs: tuple[str, ...] = ()
    act_by: date | None = None
    since: date | None = None
    back_on: date | None = None
    done_on: date | None = None
    performed: Decimal | None = None
    currency: str = ""
    exposes: tuple[Exposure, ...] = ()
    lapses: tuple[str, ...] = ()
    brings_back: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    verified: int = 0
    trail: Trail = NO_TRAIL
    series: KnownSeries | None = None
    owed: AmountOwed | None = None
    sums: SeriesSums | None = None

    def days_left(self, day: date) -> int | None:
        """Days from ``day`` to the due day, negative once it is past; None where there is none."""
        return (self.due - day).days if self.due else None


class Assessment(Struct, frozen=True):
    """How everything stands on ``day``."""

    day: date
    positions: Mapping[str, Position]

    def __getitem__(self, record_id: str) -> Position:
        return self.positions[record_id]
