"""What applying a day that came back means: one change of the docket, with its reason.

A day that follows from other days is not set by hand: then it is said what to change instead.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from model.assess.due import occasions_of
from model.assess.standing import Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.errors import InvalidRecord
from model.feed.sync.account import Incoming
from model.feed.sync.saying import settled_words
from model.ledger.commands import PutMany
from model.ledger.edit import Command
from model.ledger.moving import MoveDay, own_day
from model.ledger.series import ChangeOccurrence
from model.record.deadline import Every, Override
from model.record.obligation import Obligation

_YEAR = timedelta(days=366)
FOLLOWS = "This day follows from others. Change what it follows from, in the record; then restore it here."
NO_REASON = "Say why it moves: the reason is kept in the journal."


def command_for(docket: Docket, assessment: Assessment, asked: Incoming, reason: str) -> Command:
    """The change that a moved day asks for.

    Raises :class:`model.errors.InvalidRecord` without a reason, where the day cannot be set by hand, and where it is
    asked no more.
    """
    if asked.state != "open":
        raise InvalidRecord(settled_words(asked))
    node, day, reason = docket.obligations.get(asked.about), asked.day, " ".join(reason.split())
    if not reason:
        raise InvalidRecord(NO_REASON, "reason")
    if node is None or day is None:
        raise InvalidRecord(FOLLOWS)
    if asked.part == "target" and node.target:
        due = assessment[node.id].due
        return MoveDay("target", (node.id,), node.target.on, day, reason, due)
    if asked.part:
        raise InvalidRecord(FOLLOWS)
    if asked.occurrence:
        computed = _computed(docket, node, asked.occurrence)
        return ChangeOccurrence(node.id, asked.occurrence, day, computed, reason)
    return _main_day(assessment, node, day, reason)


def _main_day(assessment: Assessment, node: Obligation, day: date, reason: str) -> Command:
    position = assessment[node.id]
    if forecast := own_day(node, "forecast"):
        return MoveDay("forecast", (node.id,), forecast, day, reason)
    if position.due and not node.continuing:
        moved = replace(node, override=Override(day=day, reason=reason))
        label = f"Set the due day of {node.ref} from {say_day(position.due)} to {say_day(day)}: {reason}"
        return PutMany((moved,), label, bases=(node,))
    review = own_day(node, "review")
    if review and not position.due and not position.perform_by:
        return MoveDay("review", (node.id,), review, day, reason)
    raise InvalidRecord(FOLLOWS)


def _computed(docket: Docket, node: Obligation, period: date) -> date:
    """The day that the series itself gives an occurrence."""
    series = node.deadline
    if not isinstance(series, Every):
        raise InvalidRecord(f"{node.ref} no longer recurs. Look at it again, then restore the day here.")
    plain = replace(node, deadline=replace(series, changed=()))
    found = (one.due for one in occasions_of(docket, plain, period + _YEAR) if one.period == period)
    return next(found, period)
