"""What a record says beside its duty and its day: words that qualify it, its percentage, states it needs, limits.

Each is told wherever the duty is read: window, report, feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from model.assess.spells import ALWAYS, NEVER
from model.assess.terms import Terms
from model.days.saying import say_steps
from model.days.wording import say_count, say_day
from model.docket import Docket
from model.phrases import form_words, listed, money_text, record_name
from model.record.conditions import NoDefault, ReliefLimits
from model.record.instrument import InForceWhen, Instrument
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.share import OfMetric, OfProceeds, Share
from model.record.source import Span


class FurtherTerm(NamedTuple):
    """One of them: what it is, what it says, and the passage it is pinned to. ``quoted`` are the instrument's words."""

    label: str
    words: str
    quoted: bool = False
    source: Span | None = None

    @property
    def sentence(self) -> str:
        """Label and words on one line, the instrument's in quotation marks."""
        words = " ".join(self.words.split())
        return f"{self.label}: “{words}”" if self.quoted else f"{self.label}: {words}"


def qualified_by(node: Node) -> tuple[FurtherTerm, ...]:
    """The words that qualify it, each with the passage it is pinned to."""
    found = node.qualifications if isinstance(node, Obligation) else ()
    return tuple(FurtherTerm("Qualified by", one.words, quoted=True, source=one.source) for one in found)


def further_terms(docket: Docket, node: Node, *, short: bool = False) -> tuple[FurtherTerm, ...]:
    """All of them, what qualifies it first. What it falls away by, and what it needs first, are ties of its own."""
    if not isinstance(node, Obligation):
        return ()
    return (*qualified_by(node), *_further(docket, node, short=short))


def _further(docket: Docket, node: Obligation, *, short: bool) -> Iterator[FurtherTerm]:
    if node.must_not:
        yield FurtherTerm("Forbids", "no breach recorded holds nothing up")
    if node.share is not None:
        yield FurtherTerm("Percentage", share_words(docket, node.share, short=short))
    for state in node.no_default:
        yield FurtherTerm("Needs", no_default_words(docket, state))
    if node.relief_limits is not None:
        yield FurtherTerm("Relief at most", relief_limits_words(node.relief_limits))
    if node.survives:
        yield FurtherTerm("Survives", "owed after the end of its instrument too")


def share_words(docket: Docket, share: Share, *, short: bool = False) -> str:
    """A percentage in words: ``75 % of what USMX-8 brings in, at least $100,000``."""
    base = share.base
    if isinstance(base, OfProceeds):
        of = f"what {record_name(docket, base.obligation, short=short)} brings in"
    elif isinstance(base, OfMetric):
        of = record_name(docket, base.metric)
    else:
        of = money_text(Decimal(base.value), share.currency)
    bounds = (("at least", share.floor), ("at most", share.cap))
    said = [f"{word} {money_text(Decimal(sum_), share.currency)}" for word, sum_ in bounds if sum_ is not None]
    return ", ".join([f"{Decimal(share.percent):,f}\N{NO-BREAK SPACE}% of {of}", *said])


def no_default_words(docket: Docket, state: NoDefault) -> str:
    """A state in words: ``no Event of Default under the Credit Agreements by USMX``."""
    what = "no Default" if state.level == "default" else "no Event of Default"
    instrument = docket.instruments.get(state.instrument or "")
    under = f" under {instrument.short}" if instrument else ""
    by = f" by {record_name(docket, state.party)}" if state.party else ""
    return f"{what}{under}{by} is continuing"


def relief_limits_words(limits: ReliefLimits) -> str:
    """How far it may be relieved: ``until 3 days after its due day, 2 times, Section 3``."""
    until = f"until {say_steps(limits.longest, 'its due day')}" if limits.longest else ""
    often = say_count(limits.times, "time") if limits.times else ""
    return ", ".join(filter(None, (until, often, limits.locator)))


# --- The term of an instrument -----------------------------------------------------------------------------------


def in_force_words(docket: Docket, instrument: Instrument, terms: Terms) -> str:
    """From when it is in force, by what it came into force, or what it waits for."""
    when = instrument.in_force_when
    if when is None:
        return f"in force from {say_day(terms.begins)}" if terms.begins > ALWAYS else "in force"
    if terms.begins == NEVER:
        waits = _left_of(when, terms.waits_for)
        return f"not in force yet: {f'waits for {when_words(docket, waits)}' if waits else when_words(docket, when)}"
    as_of = f", effective as of {say_day(when.effective)}" if when.effective else ""
    return f"in force since {say_day(terms.begins)}, once {when_words(docket, when)}{as_of}"


def ends_words(docket: Docket, instrument: Instrument, terms: Terms) -> str:
    """Its last day as far as it is known, and what that follows from; empty where it has no end."""
    said = form_words(docket, instrument.ends) if instrument.ends is not None else ""
    if terms.ends < NEVER:
        return f"last day {say_day(terms.ends)}" + (f": {said}" if said else "")
    return f"ends {said}, which has not come" if said else ""


def when_words(docket: Docket, when: InForceWhen) -> str:
    """What must come first: ``USMX-14 or USMX-16, and Private placement``."""
    needs = [listed([record_name(docket, one) for one in need.one_of], "or") for need in when.needs]
    return listed([*needs, *(record_name(docket, event) for event in when.events)])


def _left_of(when: InForceWhen, waits: tuple[str, ...]) -> InForceWhen | None:
    """Those of the conditions that are not met; None where none is left."""
    needs = tuple(need for need in when.needs if set(need.one_of) <= set(waits))
    events = tuple(event for event in when.events if event in waits)
    return InForceWhen(needs=needs, events=events) if needs or events else None
