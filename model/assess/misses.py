"""The days on which a duty or a right with a day is missed, unrelieved, and those on which its approval is awaited."""

from __future__ import annotations

from datetime import date

from model.assess.spells import ALWAYS, NEVER, Spells, following, joined, less, preceding, spell, within
from model.assess.weighed import Weighed, default_of


def days_submitted(w: Weighed) -> Spells:
    """The days on which a submission made by the last day awaits its approval."""
    spells = []
    for item in w.own.submissions:
        if w.last is not None and item.day > w.last:
            continue
        end = preceding(item.voided)
        if w.own.approved is not None:
            end = min(end, preceding(w.own.approved))
        if w.last is not None and w.node.due_for_approval:
            end = min(end, w.last)
        spells.append(spell(item.day, end))
    return joined(*spells)


def mark_missed(w: Weighed) -> None:
    """The days missed or lapsed, unrelieved, and the defaults behind them."""
    if w.last is None:
        return
    in_time = w.done is not None and (w.done <= w.last or w.in_time)
    first = max(following(w.last), w.begins, w.wakes)
    raw = spell(first, preceding(w.done) if w.done is not None and in_time else NEVER)
    if w.submitted:
        raw = less(raw, w.submitted)
    found: list[tuple[date, Spells]] = [(start, ((start, stop),)) for start, stop in raw]
    if w.released or w.relieved:
        found = [(start, less(less(days, w.released), w.relieved)) for start, days in found]
    standing = [default_of(w, start, days) for start, days in found if days and (w.done is None or days[0][0] < w.done)]
    if not standing:
        return
    days = standing[0].spells if len(standing) == 1 else joined(*(default.spells for default in standing))
    w.missed = days if w.done is None else within(days, ALWAYS, preceding(w.done))
    w.defaults = () if w.done is not None and w.in_time else tuple(standing)
