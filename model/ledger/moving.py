"""Moving a day of our own making, with the reason: an internal target, a review day, a plan's forecast.

Days that an instrument states are not moved: they are changed with the instrument, by hand, in the record itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from msgspec.structs import replace

from model.days.wording import say_day
from model.docket import Docket
from model.errors import ConflictError, InvalidRecord
from model.ledger.commands import PutMany
from model.ledger.edit import Edit
from model.ledger.labels import refs_of
from model.record.day import Day
from model.record.deadline import On
from model.record.obligation import Obligation

OwnDay = Literal["target", "review", "forecast"]
WORDS: dict[OwnDay, str] = {"target": "target", "review": "review day", "forecast": "forecast"}

NO_REASON = "Say why it moves: the reason is kept in the journal."


@dataclass(frozen=True)
class MoveDay:
    """Move a day of obligations from ``was`` to ``to``. ``latest`` is the legal day that a target may not pass.

    The reason stands in the label, and so in the journal. An inexact forecast becomes a day.
    """

    what: OwnDay
    ids: tuple[str, ...]
    was: date
    to: date
    reason: str
    latest: date | None = None

    def __call__(self, docket: Docket) -> Edit:
        """Move it; refused without a reason, past the legal day, and where the day is no longer what it was."""
        reason = " ".join(self.reason.split())
        if not reason:
            raise InvalidRecord(NO_REASON, "reason")
        if refused := past_legal(self.what, self.to, self.latest):
            raise InvalidRecord(refused, self.what)
        records = tuple(self._moved(docket, one) for one in self.ids)
        refs = refs_of(docket, self.ids)
        label = f"Move the {WORDS[self.what]} of {refs} from {say_day(self.was)} to {say_day(self.to)}: {reason}"
        return PutMany(records, label)(docket)

    def _moved(self, docket: Docket, record_id: str) -> Obligation:
        node = docket.obligations.get(record_id)
        if node is None or own_day(node, self.what) != self.was:
            ref = node.ref if node else "A record"
            raise ConflictError(
                f"The {WORDS[self.what]} of {ref} is no longer {say_day(self.was)}: it was changed meanwhile, and"
                " nothing was moved. Look at it again."
            )
        if self.what == "target":
            return replace(node, target=Day(on=self.to))
        if self.what == "review":
            return replace(node, review_by=self.to)
        return replace(node, deadline=replace(cast(On, node.deadline), day=Day(on=self.to)))


def own_day(node: Obligation, what: OwnDay) -> date | None:
    """The day of that sort that an obligation has; the forecast is that of a plan."""
    if what == "target":
        return node.target.on if node.target else None
    if what == "review":
        return node.review_by
    return node.deadline.day.on if node.binding == "plan" and isinstance(node.deadline, On) else None


def past_legal(what: OwnDay, to: date, latest: date | None) -> str:
    """Why a target may not lie on that day; nothing where it may."""
    if what != "target" or latest is None or to <= latest:
        return ""
    return f"{say_day(to)} is past the legal due day, {say_day(latest)}. A target lies on or before it."
