"""A series: a recurring duty whose every occurrence has its own facts and its own standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from model.assess.amounts import AmountAccount, account_of, amount_of
from model.assess.due import Occasion
from model.assess.owed import SeriesSums, owing
from model.assess.spells import ALWAYS, NEVER, Spells, following, joined, spell, within
from model.assess.standing import SETTLED, Occurrence, Reason
from model.assess.weighed import Default, Weighed
from model.record.fact import Fact, Performed
from model.record.obligation import Obligation


class SeriesDays(NamedTuple):
    """What the occurrences of a series come to: it stands as its ``leading`` one, which ``period`` names, if any.

    ``turns`` are the days on which one of them may stand otherwise; misses and submissions are those of all.
    """

    occurrences: tuple[Occurrence, ...] = ()
    turns: tuple[date, ...] = ()
    leading: Weighed | None = None
    period: date | None = None
    missed: Spells = ()
    defaults: tuple[Default, ...] = ()
    submitted: Spells = ()
    first_done: date | None = None
    outlives: bool = False
    met: Spells = ()


def series_days(weighed: Iterable[tuple[Occasion, Weighed]], facts: Iterable[Fact], day: date) -> SeriesDays:
    """Take occurrences, each weighed as it is asked for, up to the next one after ``day`` that is still to be done.

    The series stands as its earliest unsettled one: one done ahead of its day does not hide the next.
    """
    named = {(fact.occurrence, fact.number) for fact in facts}
    shown: list[Occasion] = []
    items: list[Weighed] = []
    for one, item in weighed:
        shown.append(one)
        items.append(item)
        if one.due > day and not (item.standing in SETTLED and (one.period, one.number) in named):
            break
    if not items:
        return SeriesDays()
    place = next((place for place, item in enumerate(items) if item.standing not in SETTLED), -1)
    return SeriesDays(
        tuple(_occurrence(one, item) for one, item in zip(shown, items, strict=True)),
        tuple(sorted({turn for item in items for turn in _turns(item)})),
        items[place],
        shown[place].period,
        joined(*(item.missed for item in items)),
        tuple(default._replace(due=item.due) for item in items for default in item.defaults),
        joined(*(item.submitted for item in items)),
        min((item.done for item in items if item.done), default=None),
        any(item.outlives for item in items),
        _days_all_done(items),
    )


def _days_all_done(items: Sequence[Weighed]) -> Spells:
    """The days on which no occurrence is left to be done and the last was performed or released."""
    found = [_settled(item) for item in items[:-1]] + [_met(items[-1])]
    days = found[0]
    for spells in found[1:]:
        days = tuple(part for first, last in spells for part in within(days, first, last))
    return days


def _met(item: Weighed) -> Spells:
    return within(joined(spell(item.done) if item.done is not None else (), item.released), item.begins, NEVER)


def _settled(item: Weighed) -> Spells:
    return joined(_met(item), item.missed if item.right else ())


def _occurrence(one: Occasion, item: Weighed) -> Occurrence:
    amount = amount_of(item)
    if amount is None:
        paid = item.own.brought if item.owed is not None else None
        return Occurrence(one.due, item.standing, one.period, number=one.number, performed=paid)
    account = account_of(owing(item.node, item.owed), item.own.performed)
    left = account.remains if account is not None and item.standing not in SETTLED else None
    return Occurrence(
        one.due,
        item.standing,
        one.period,
        _apart(one, account),
        one.number,
        amount,
        item.own.brought or Decimal(0),
        left or Decimal(0),
    )


def _apart(one: Occasion, account: AmountAccount | None) -> tuple[Reason, ...]:
    """That more was performed of an occurrence than is owed, or less though it is recorded as all of it."""
    found = []
    if account is not None and account.over:
        found.append(Reason("occurrence over", "", one.period, text=f"{account.over} {account.owed.value}"))
    if account is not None and account.under:
        found.append(Reason("occurrence under", "", one.period, text=f"{account.under} {account.owed.value}"))
    return tuple(found)


def series_sums(node: Obligation, occurrences: Sequence[Occurrence], facts: Iterable[Fact]) -> SeriesSums | None:
    """What a series comes to in money: a sum in all, else what is owed by those that have come and the next.

    What is paid for an occurrence further ahead is paid too. Nothing where no amount is owed, or one is not known.
    """
    if node.amount is None and node.share is None:
        return None
    currency = node.amount.currency if node.amount else node.share.currency if node.share else ""
    shown = {(one.period, one.number) for one in occurrences}
    ahead = sum(
        (
            Decimal(fact.what.amount)
            for fact in facts
            if isinstance(fact.what, Performed)
            and fact.what.amount is not None
            and fact.what.currency == currency
            and fact.occurrence is not None
            and (fact.occurrence, fact.number) not in shown
        ),
        Decimal(0),
    )
    paid = sum((one.performed or Decimal(0) for one in occurrences), Decimal(0))
    if any(one.owed is None for one in occurrences):
        return None
    due = sum((one.owed.number for one in occurrences if one.owed), Decimal(0))
    left = sum((one.outstanding or Decimal(0) for one in occurrences), Decimal(0))
    if node.amount is not None and node.amount.in_all:
        whole = node.amount.number
        return SeriesSums(whole, paid + ahead, max(whole - due + left - ahead, Decimal(0)), currency)
    return SeriesSums(due, paid + ahead, left, currency)


def _turns(item: Weighed) -> Iterator[date]:
    """The days on which an occurrence falls due, is late, is past its cure."""
    yield from (day for day in (item.due, item.done) if day)
    yield from (following(day) for day in (item.due, item.last) if day)
    yield from (day for day in (item.begins, item.wakes) if day not in (ALWAYS, NEVER))
    for spells in (item.released, item.relieved, item.submitted):
        yield from (day for first, last in spells for day in (first, following(last)))


def is_about(fact: Fact, one: Occasion) -> bool:
    """Whether a fact counts for an occurrence: it names it, or none."""
    return fact.occurrence is None or (fact.occurrence == one.period and fact.number == one.number)
