"""What the pass over the network has found out about one obligation or relief."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from model.assess.own import NOTHING, Own
from model.assess.spells import ALWAYS, NEVER, Spells
from model.assess.standing import Occurrence, Standing
from model.record.obligation import Obligation
from model.record.relief import Relief


class Default(NamedTuple):
    """One miss or one run of failing: the day it began, and the days on which it stood, unrelieved."""

    start: date
    spells: Spells


class Weighed:
    """One obligation, weighed. Days are judged by all facts of the day of assessment or before.

    ``begins``: its instrument is in force. ``wakes``: what starts it, its anchor and "not earlier than" are past.
    ``due``/``last``: due day and last day of cure. ``missed``: days missed (for a covenant, failing) and unrelieved;
    ``failing``: a covenant's days not met and past cure, relieved or not.
    ``defaults``: the same, not ended by late performance, for what may follow.
    """

    __slots__ = (
        "begins",
        "blocked_by",
        "causes",
        "cure_unrecorded",
        "defaults",
        "done",
        "due",
        "failing",
        "in_cure",
        "in_time",
        "last",
        "met",
        "missed",
        "node",
        "occurrences",
        "over",
        "own",
        "released",
        "released_by",
        "relieved",
        "right",
        "standing",
        "submitted",
        "tested",
        "trouble",
        "unmet",
        "waits_for",
        "wakes",
    )

    def __init__(self, node: Obligation, own: Own = NOTHING) -> None:
        self.node = node
        self.own = own
        self.begins = ALWAYS
        self.wakes = ALWAYS
        self.waits_for: tuple[str, ...] = ()
        self.due: date | None = None
        self.last: date | None = None
        self.cure_unrecorded = False
        self.done = own.done
        self.in_time = True
        self.right = node.binding == "right"
        self.submitted: Spells = ()
        self.released: Spells = ()
        self.released_by: tuple[str, str] = ("", "")
        self.relieved: Spells = ()
        self.missed: Spells = ()
        self.defaults: tuple[Default, ...] = ()
        self.blocked_by: tuple[str, ...] = ()
        self.causes: tuple[str, ...] = ()
        self.occurrences: tuple[Occurrence, ...] = ()
        self.trouble = ""
        self.tested: Spells = ()
        self.met: Spells = ()
        self.unmet: Spells = ()
        self.in_cure: Spells = ()
        self.failing: Spells = ()
        self.over = NEVER
        self.standing = Standing.OPEN


class WeighedRelief:
    """One relief, weighed: its first and last day, the day it lapsed and the condition that broke it."""

    __slots__ = ("broken_by", "lapse", "last", "live", "node", "standing", "start")

    def __init__(self, node: Relief) -> None:
        self.node = node
        self.start = NEVER
        self.last = NEVER
        self.lapse = NEVER
        self.broken_by: tuple[str, ...] = ()
        self.live: Spells = ()
        self.standing = Standing.PENDING
