"""Phrases that every sentence of an assessment is made of: money, refs, the names of records, deadlines.

Full refs ("USMX-8") leave the docket, so they are the rule; ``short=True`` gives those of its own window ("8").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from model.days.recurrence import say_rule
from model.days.saying import say_steps
from model.days.wording import say_day
from model.docket import Docket
from model.record.amount import Amount
from model.record.deadline import (
    After,
    Anchor,
    Dated,
    Deadline,
    Earliest,
    EventAnchor,
    Every,
    InstrumentAnchor,
    Latest,
    Open,
    SeriesBound,
    While,
    is_promptly,
)
from model.record.money import SIGNS
from model.record.obligation import Obligation
from model.record.ref import ref_key
from model.record.share import OfMetric, OfProceeds, Share

NBSP = "\u00a0"
BOUNDS = {"exactly": "", "at least": "≥", "at most": "≤", "about": "≈"}

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def number(count: int) -> str:
    """A count in running text: in words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def money_text(number: Decimal, currency: str) -> str:
    """Money as it is written: ``$9,000,000``, ``CHF 250,000.50``.

    >>> money_text(Decimal("9000000"), "USD"), money_text(Decimal("-2.5"), "EUR")
    ('$9,000,000', '-€2.50')
    """
    has_cents = number != number.to_integral_value() and number == round(number, 2)
    figures = f"{abs(number):,.2f}" if has_cents else f"{abs(number):,f}"
    sign = SIGNS.get(currency)
    money = f"{sign}{figures}" if sign else f"{currency}{NBSP}{figures}".strip()
    return f"-{money}" if number < 0 else money


def money_brief(number: Decimal, currency: str) -> str:
    """Money where it has too little room, in billions or millions to one place; a sum cut short would be another sum.

    >>> money_brief(Decimal("123456789012.5"), "USD"), money_brief(Decimal("-2500000"), "EUR")
    ('$123.5B', '-€2.5M')
    """
    scale, letter = next(((n, s) for n, s in ((10**9, "B"), (10**6, "M")) if abs(number) >= n), (0, ""))
    if not scale:
        return money_text(number, currency)
    figures, sign = f"{abs(number) / scale:,.1f}{letter}", SIGNS.get(currency)
    money = f"{sign}{figures}" if sign else f"{currency}{NBSP}{figures}".strip()
    return f"-{money}" if number < 0 else money


def amount_text(amount: Amount) -> str:
    """An amount with the sign of its bound, and whether parts or occurrences make it up: ``≥ $9,000,000 in total``."""
    bound = BOUNDS[amount.bound]
    money = money_text(amount.number, amount.currency)
    of = " in total" if amount.in_total else " in all" if amount.in_all else ""
    return f"{bound}{NBSP}{money}{of}" if bound else f"{money}{of}"


def share_words(docket: Docket, share: Share, *, short: bool = False) -> str:
    """A percentage in words: ``75 % of what USMX-8 brings in, at least $100,000``."""
    said = f"{Decimal(share.percent):f}{NBSP}% of {base_words(docket, share, short=short)}"
    for word, bound in (("at least", share.floor), ("at most", share.cap)):
        if bound is not None:
            said += f", {word} {money_text(Decimal(bound), share.currency)}"
    return said


def base_words(docket: Docket, share: Share, *, short: bool = False) -> str:
    """What a percentage is of: ``what USMX-8 brings in``, ``Commitments``, ``$1,000,000``."""
    if isinstance(share.base, OfProceeds):
        return f"what {record_name(docket, share.base.obligation, short=short)} brings in"
    if isinstance(share.base, OfMetric):
        return record_name(docket, share.base.metric)
    return money_text(Decimal(share.base.value), share.currency)


def sum_words(docket: Docket, node: Obligation, owed: Amount | None, *, short: bool = False) -> str:
    """What is owed in money: the sum as far as it is known, else the percentage; nothing where none is owed."""
    if owed is not None:
        return amount_text(owed)
    return share_words(docket, node.share, short=short) if node.share else ""


# ------------------------------------------------------------------------------------------------ refs


def refs_text(docket: Docket, ids: Iterable[str], *, short: bool = False) -> str:
    """Several refs in one phrase: ``5 and 6``, ``1 to 4``, ``USMX-7, USMX-8 and USMX-10``."""
    say = docket.short_ref if short else docket.ref
    ordered = sorted(dict.fromkeys(ids), key=lambda one: ref_key(docket.short_ref(one)))
    parts: list[str] = []
    for first, last in _runs([ref_key(docket.short_ref(one)) for one in ordered]):
        if last - first >= 2:
            parts.append(f"{say(ordered[first])} to {say(ordered[last])}")
        else:
            parts += [say(ordered[place]) for place in range(first, last + 1)]
    return listed(parts)


def _runs(keys: list[tuple[str, int]]) -> list[tuple[int, int]]:
    """Stretches of refs that are consecutive numbers, as first and last place."""
    runs: list[tuple[int, int]] = []
    for place, (head, number) in enumerate(keys):
        if runs and number > 0 and keys[place - 1] == (head, number - 1):
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Several phrases as one: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


# ----------------------------------------------------------------------------------------------- names


def record_name(docket: Docket, record_id: str, *, short: bool = False) -> str:
    """A record by the name it goes by: a ref, or a title."""
    if record_id in docket.obligations or record_id in docket.reliefs:
        return docket.short_ref(record_id) if short else docket.ref(record_id)
    if record_id in docket.parties:
        return docket.parties[record_id].short
    if record_id in docket.people:
        return docket.people[record_id].name
    if record_id in docket.metrics:
        return docket.metrics[record_id].short
    for kind in (docket.instruments, docket.events, docket.documents):
        if record_id in kind:
            return str(kind[record_id].title)
    return ""


def anchor_words(docket: Docket, anchor: Anchor, *, short: bool = False) -> str:
    """What a clock counts from: ``the closing``, ``the performance of USMX-8``, ``the due day of USMX-8``."""
    if isinstance(anchor, EventAnchor):
        return record_name(docket, anchor.event)
    if isinstance(anchor, InstrumentAnchor):
        title = record_name(docket, anchor.instrument)
        return f"the day on which {title} comes into force" if anchor.of == "start" else f"the last day of {title}"
    of = {"performed": "performance", "missed": "miss", "due": "due day"}[anchor.of]
    return f"the {of} of {record_name(docket, anchor.obligation, short=short)}"


# ------------------------------------------------------------------------------------------- deadlines


def short_day(day: date) -> str:
    """``2 Dec``: a day near enough to need no year."""
    return " ".join(say_day(day).split()[1:3])


def deadline_words(docket: Docket, node: Obligation, *, short: bool = False) -> str:
    """A deadline in words, whatever its form. That of a long stop is “promptly, at the latest …”."""
    said = form_words(docket, node.deadline, short=short)
    return f"promptly, at the latest {said}" if is_promptly(node.deadline) else said


def form_words(docket: Docket, deadline: Deadline | None, *, short: bool = False) -> str:
    """The form of a deadline in words, be it of an obligation or the end of an instrument."""
    if isinstance(deadline, Earliest | Latest):
        parts = [_part_words(docket, part, short=short) for part in deadline.of]
        return f"the {'earlier' if isinstance(deadline, Earliest) else 'later'} of {listed(parts)}"
    if isinstance(deadline, Every):
        return f"{series_words(docket, deadline)}{_opening_words(deadline)}"
    if isinstance(deadline, While):
        return while_words(deadline)
    if isinstance(deadline, Open) or deadline is None:
        return open_words(deadline)
    return _part_words(docket, deadline, short=short)


def series_words(docket: Docket, series: Every) -> str:
    """How a series recurs: ``quarterly``, or ``45 days after each Fiscal quarter end``."""
    recurs = f"each {record_name(docket, series.event)}" if series.event else say_rule(series.rule, series.start)
    if series.steps:
        recurs = say_steps(series.steps, recurs) if series.event else f"{recurs}, {say_steps(series.steps)}"
    return f"{recurs}{bounds_words(docket, series)}"


def bounds_words(docket: Docket, series: Every, *, short: bool = False) -> str:
    """Between what a series runs, where that follows from something else: ``, from Closing, until Sale``."""
    begins = f", from {bound_words(docket, series.begins, short=short)}" if series.begins else ""
    return f"{begins}, until {bound_words(docket, series.ends, short=short)}" if series.ends else begins


def bound_words(docket: Docket, bound: SeriesBound, *, short: bool = False) -> str:
    """What a series begins or ends with: ``Closing``, ``8 months after Closing``."""
    anchor = anchor_words(docket, bound.anchor, short=short)
    return say_steps(bound.steps, anchor) if bound.steps else anchor


def _opening_words(part: After[Anchor] | Every) -> str:
    """When its window opens, counted from the same anchor: ``, not before 60 days before it``."""
    return f", not before {say_steps(part.opens, 'it')}" if part.opens else ""


def while_words(deadline: While) -> str:
    """How long something continues."""
    if deadline.since and deadline.until:
        return f"{say_day(deadline.since)} to {say_day(deadline.until)}"
    if deadline.until:
        return f"until {say_day(deadline.until)}"
    return f"from {say_day(deadline.since)}" if deadline.since else "at all times"


def open_words(deadline: Open | None) -> str:
    """Why there is no day: ``none stated``, ``promptly``, ``on demand``."""
    if deadline is None or deadline.reason == "not stated":
        return "none stated"
    return deadline.reason


def _part_words(docket: Docket, part: Dated, *, short: bool) -> str:
    if isinstance(part, After):
        counted = say_steps(part.steps, anchor_words(docket, part.anchor, short=short))
        return f"{counted}{_opening_words(part)}"
    return f"before {say_day(part.day.on)}" if part.strictly_before else say_day(part.day.on)
