"""What the pass over the network has found out about one obligation or relief."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec import Struct

from model.assess.measured import UNTESTED, Tested
from model.assess.owed import AmountOwed, SeriesSums
from model.assess.own import NOTHING, Own
from model.assess.spells import ALWAYS, NEVER, Spells
from model.assess.standing import Occurrence, Standing
from model.assess.trail import NO_TRAIL, KnownSeries, Trail
from model.record.obligation import Obligation
from model.record.relief import Relief


class Default(NamedTuple):
    """One miss or one run of failing: the day it began, the days on which it stood, and those on which it counts.

    ``spells`` are the days missed or failing, unrelieved. ``counts`` are the days on which it gives rise to what
    follows from a miss: from its first such day on, late performance or not, until released or recorded as ceased,
    and not while a relief covers. ``due`` is the due day of the occurrence that is missed, where it is one of a series.
    """

    start: date
    spells: Spells
    counts: Spells
    due: date | None = None


class Weighed(Struct, gc=False):
    """One obligation, weighed. Days are judged by all facts of the day of assessment or before.

    ``begins``: its instrument is in force. ``wakes``: what starts it, its anchor and "not earlier than" are past.
    ``expected``: the day on which it would fall due if what it counts from came as expected.
    ``due``/``last``: due day and last day of cure. ``missed``: days missed (for a covenant, failing) and unrelieved;
    ``failing``: a covenant's days not met and past cure, relieved or not. ``defaults``: what may have consequences.
    ``ends_failing``: its time ended while it was. ``began``: of a covenant, the days on which a failing began.
    ``turns``: of a series, the days on which one of its occurrences may stand otherwise. ``causes``: of a
    consequence, those that expose it on the day. ``opens``: its window does. ``measured``: what figures say of
    a test.
    ``first_done``: of a series, the first day on which any of its occurrences was performed. ``still_follows``: of a
    consequence, that something which fell due before its instrument ended may still expose it.
    ``outlives``: it is owed after its instrument's end. ``defaults_elsewhere``: those that keep it from being done,
    where it needs that there is none.
    ``submitted``: days handed in and not answered, or performed by an approval that was withdrawn later.
    ``owed``: the amount, where it is worked out; ``sums``: what the occurrences of a series come to in money.
    ``series``: the series as it is known by the day, where that depends on something else; ``strays``: the facts that
    name an occurrence which it does not have.
    ``trail``: how the due day came about; of a series, that of the occurrence by which it stands, named ``period``.

    Holds no reference circle.
    """

    node: Obligation
    own: Own = NOTHING
    begins: date = ALWAYS
    wakes: date = ALWAYS
    over: date = NEVER
    opens: date = ALWAYS
    period: date | None = None
    first_done: date | None = None
    due: date | None = None
    last: date | None = None
    done: date | None = None
    in_time: bool = True
    cure_unrecorded: bool = False
    standing: Standing = Standing.OPEN
    submitted: Spells = ()
    released: Spells = ()
    released_by: tuple[str, str] = ("", "")
    relieved: Spells = ()
    missed: Spells = ()
    defaults: tuple[Default, ...] = ()
    blocked_by: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    turns: tuple[date, ...] = ()
    measured: Tested = UNTESTED
    tested: Spells = ()
    met: Spells = ()
    unmet: Spells = ()
    in_cure: Spells = ()
    failing: Spells = ()
    expected: date | None = None
    ends_failing: bool = False
    began: tuple[date, ...] = ()
    still_follows: bool = False
    outlives: bool = False
    defaults_elsewhere: tuple[str, ...] = ()
    owed: AmountOwed | None = None
    sums: SeriesSums | None = None
    series: KnownSeries | None = None
    strays: tuple[str, ...] = ()
    trail: Trail = NO_TRAIL
    trouble: str = ""

    @property
    def right(self) -> bool:
        """Whether it is a right, which lapses unused."""
        return self.node.binding == "right"


class WeighedRelief(Struct, gc=False):
    """One relief, weighed: its first and last day, the day it lapsed and the conditions that broke it."""

    node: Relief
    start: date = NEVER
    last: date = NEVER
    lapse: date = NEVER
    broken_by: tuple[str, ...] = ()
    live: Spells = ()
    standing: Standing = Standing.PENDING

    @property
    def never_granted(self) -> bool:
        """Whether it lapsed and what it covered stands as if it had never been granted."""
        return self.lapse != NEVER and self.node.reinstatement == "as if never granted"

    @property
    def relieves(self) -> Spells:
        """The days on which it keeps what it covers from being missed, as they are judged now."""
        return () if self.never_granted else self.live
