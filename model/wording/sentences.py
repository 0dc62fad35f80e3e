"""The sentence for each reason of a standing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from model.assess.formula import say, say_room
from model.assess.standing import Position, Reason
from model.days.wording import say_day
from model.docket import Docket
from model.phrases import (
    NBSP,
    amount_text,
    anchor_words,
    base_words,
    listed,
    money_text,
    record_name,
    refs_text,
    share_words,
    sum_words,
)
from model.record.deadline import After, Anchor, Earliest, Every, Latest, ObligationAnchor, On, anchors_of
from model.record.fact import Approved, Fact, Reading, Submitted, accepted_on
from model.record.links import anchor_id
from model.record.obligation import Obligation
from model.record.share import OfSum
from model.record.units import Unit


def reasons_of(docket: Docket, position: Position, *, short: bool = False) -> tuple[str, ...]:
    """Each reason for a standing as a sentence without its full stop: one thought each."""
    return tuple(reason_text(docket, reason, short=short) for reason in position.reasons)


def reason_text(docket: Docket, reason: Reason, *, short: bool = False) -> str:
    """One reason in words."""
    return SENTENCES[reason.code](_Saying(docket, reason, short=short))


class _Saying:
    """What a sentence may speak of."""

    def __init__(self, docket: Docket, reason: Reason, *, short: bool) -> None:
        self.docket, self.reason, self.short = docket, reason, short

    @property
    def day(self) -> str:
        """The reason's day."""
        return say_day(self.reason.day) if self.reason.day else "a day not recorded"

    @property
    def refs(self) -> str:
        """The refs that the reason names."""
        return refs_text(self.docket, self.reason.ids, short=self.short)

    @property
    def about(self) -> str:
        """The name of the record behind the reason."""
        return record_name(self.docket, self.reason.about, short=self.short)

    @property
    def fact(self) -> Fact | None:
        """The fact behind the reason, where one is."""
        return self.docket.facts.get(self.reason.about)

    @property
    def node(self) -> Obligation | None:
        """The obligation behind the reason, or that the fact behind it is about."""
        fact = self.fact
        return self.docket.obligations.get(fact.about if fact else self.reason.about)

    @property
    def fact_day(self) -> str:
        """The day of the fact behind it, with the source's own words where it is not exact."""
        fact = self.fact
        if fact is None:
            return f"on {self.day}"
        return f"on {say_day(fact.day.on)}" if fact.day.exact else f"by {say_day(fact.day.on)} (“{fact.day.words}”)"

    def by_number(self, one: str, more: str) -> str:
        """The word for one record named, or the word for several."""
        return one if len(self.reason.ids) == 1 else more


# ---------------------------------------------------------------------------- what has not happened yet


def _awaited(s: _Saying, anchor: Anchor) -> str:
    """What is waited for, by name; the performance of an obligation is simply its ref."""
    if isinstance(anchor, ObligationAnchor) and anchor.of == "performed":
        return record_name(s.docket, anchor.obligation, short=s.short)
    return anchor_words(s.docket, anchor, short=s.short)


def _not_yet(anchor: Anchor) -> str:
    if isinstance(anchor, ObligationAnchor):
        return {"performed": "is not performed", "missed": "has not happened", "due": "is not known"}[anchor.of]
    return "has not happened"


def _not_started(s: _Saying) -> str:
    starts = s.node.starts if s.node else None
    if starts is None:
        return "What starts it has not happened"
    names = [_awaited(s, anchor) for anchor in starts.of]
    if len(names) == 1:
        return f"Starts with {names[0]}, which {_not_yet(starts.of[0])}"
    none = "neither has" if len(names) == 2 else "none has"
    still = f"{none} happened" if starts.pick == "earlier" else "not all have happened"
    return f"Starts with the {starts.pick} of {listed(names)}; {still}"


def _no_anchor(s: _Saying) -> str:
    waiting = [
        anchor for anchor in anchors_of(s.node.deadline if s.node else None) if anchor_id(anchor) in s.reason.ids
    ]
    if len(waiting) == 1:
        return f"Counts from {_awaited(s, waiting[0])}, which {_not_yet(waiting[0])}"
    names = dict.fromkeys(_awaited(s, anchor) for anchor in waiting)
    return f"Counts from {listed(tuple(names))}, which have not happened"


def _not_in_force_yet(s: _Saying) -> str:
    waits = listed(_names(s, s.reason.ids))
    return f"Not yet in force: {s.about} takes effect once {waits or 'its conditions'} {s.by_number('is', 'are')} met"


def _outlives(s: _Saying) -> str:
    why = {"survives": "it survives", "accrued": "it had accrued by then"}.get(s.reason.text, "it counts from that day")
    return f"{s.about} ended on {s.day}; it is owed all the same, since {why}"


def _series_not_begun(s: _Saying) -> str:
    series = s.node.deadline if s.node else None
    bound = series.begins if isinstance(series, Every) else None
    if bound is None:
        return "What it begins with is not known"
    return f"Begins with {_awaited(s, bound.anchor)}, which {_not_yet(bound.anchor)}"


def _no_happening(s: _Saying) -> str:
    since = f" since {s.day}" if s.reason.day else ""
    return f"Owed each time that {s.about} happens, and that is not recorded{since}"


def _no_such_occurrence(s: _Saying) -> str:
    """A fact that names an occurrence which the series turns out not to have."""
    number = f" ({s.reason.text})" if s.reason.text else ""
    said = f"What is recorded {s.fact_day} is for the occurrence of {s.day}{number}"
    return f"{said}, which the series does not have: it counts for nothing"


def _not_met_yet(s: _Saying) -> str:
    """What it needs: every single one, and one of each group."""
    needs = [need.one_of for need in (s.node.needs if s.node else ())]
    groups = [group for group in needs if len(group) > 1 and set(group) <= set(s.reason.ids)]
    single = [one for one in s.reason.ids if (one,) in needs or not any(one in group for group in groups)]
    names = [refs_text(s.docket, single, short=s.short)] if single else []
    names += [f"one of {listed(_names(s, group), 'or')}" for group in groups]
    verb = "is" if len(single) + len(groups) == 1 else "are"
    return f"Cannot be performed until {listed(names)} {verb} satisfied"


def _names(s: _Saying, ids: tuple[str, ...]) -> list[str]:
    return [record_name(s.docket, one, short=s.short) for one in ids]


# ------------------------------------------------------------------------------------- what was performed


def _performed(s: _Saying, *, late: bool) -> str:
    fact = s.fact
    how = "Performed late," if late else "Performed"
    if fact is None or not isinstance(fact.what, Approved):
        return f"{how} {s.fact_day}"
    if fact.day.on == s.reason.day:
        return f"{'Approved late,' if late else 'Approved'} {s.fact_day}"
    return f"Handed in{' late,' if late else ''} on {s.day}, approved {s.fact_day}"


def _in_part(s: _Saying) -> str:
    """What was performed of what is owed: in money where both are known."""
    node = s.node
    done, _, worked_out = s.reason.text.partition(" ")
    if node is None or not (node.amount or node.share):
        return f"Performed in part, {s.fact_day}"
    currency = _currency(node)
    money = money_text(Decimal(done), currency) if done else "no sum recorded"
    owed = money_text(Decimal(worked_out), currency) if worked_out else sum_words(s.docket, node, node.amount)
    return f"Performed in part, {money} of {owed}, {s.fact_day}"


def _currency(node: Obligation | None) -> str:
    """The currency in which an obligation is owed."""
    money = (node.amount or node.share) if node else None
    return money.currency if money else ""


def _reading(s: _Saying, *, met: bool) -> str:
    fact, node = s.fact, s.node
    value = fact.what.value if fact is not None and isinstance(fact.what, Reading) else None
    said = f"{'Met' if met else 'Not met'} {s.fact_day}"
    if value is None:
        return said
    threshold = node.threshold if node else None
    if threshold and threshold.unit == "money":
        return f"{said}, reading {money_text(Decimal(value), threshold.currency)}"
    percent = f"{NBSP}%" if threshold and threshold.unit == "percent" else ""
    return f"{said}, reading {Decimal(value):,f}{percent}"


def _measured(s: _Saying, *, met: bool) -> str:
    """What a test came to by the figures of a day, and by how much it is met or falls short."""
    threshold = s.node.threshold if s.node else None
    said = f"{'Met' if met else 'Not met'} by the figures of {s.day}"
    if threshold is None:
        return said
    unit, wanted = Unit(threshold.unit, threshold.currency), threshold.value_on(s.reason.day)
    value = Decimal(s.reason.text)
    limit = f"{threshold.comparator} {say(wanted, unit)} required"
    return f"{said}: {say(value, unit, wanted)}, {limit}, {say_room(threshold, value - wanted)}"


def _gap(s: _Saying, words: str) -> str:
    """Why nothing can be told of a day that is tested."""
    period = f" for the period to {say_day(date.fromisoformat(s.reason.text))}" if s.reason.text else ""
    return words.format(names=listed(_names(s, s.reason.ids)), day=s.day, period=period)


def _apart(s: _Saying, how: str) -> str:
    """By how much more or less than is owed was performed."""
    node = s.node
    apart, _, owed = s.reason.text.partition(" ")
    said = amount_text(node.amount) if node and node.amount and not node.amount.in_all else ""
    currency = _currency(node)
    return how.format(sum=money_text(Decimal(apart), currency), owed=said or money_text(Decimal(owed), currency))


def _of_occurrence(s: _Saying, how: str) -> str:
    """By how much more or less than is owed one occurrence was performed."""
    apart, owed = s.reason.text.split()
    currency = _currency(s.node)
    return how.format(day=s.day, sum=money_text(Decimal(apart), currency), owed=money_text(Decimal(owed), currency))


def _share(s: _Saying, *, fixed: bool) -> str:
    """The numbers behind a percentage: its base, what that comes to, and whether floor or cap holds it."""
    share = s.node.share if s.node else None
    if share is None:
        return "A percentage is owed"
    base, exact, owed = (Decimal(one) for one in s.reason.text.split())
    of = f"{Decimal(share.percent):f}{NBSP}% of {money_text(base, share.currency)}"
    what = "" if isinstance(share.base, OfSum) else f" ({base_words(s.docket, share, short=s.short)}, by {s.day})"
    said = f"{of}{what} is {money_text(exact, share.currency)}"
    if owed != exact:
        held = "raised to" if owed > exact else "held to"
        said += f", {held} {money_text(owed, share.currency)}"
    return said if fixed or isinstance(share.base, OfSum) else f"So far {said}"


def _share_unknown(s: _Saying) -> str:
    share = s.node.share if s.node else None
    words = share_words(s.docket, share, short=s.short) if share else "a percentage"
    return f"Owed is {words}, which cannot be told by {s.day}: only what is performed in full reaches it"


def _nought(s: _Saying) -> str:
    share = s.node.share if s.node else None
    words = share_words(s.docket, share, short=s.short) if share else "The percentage"
    return f"{words} came to nothing by {s.day}, so nothing is owed"


def _instalment(s: _Saying) -> str:
    place, count = s.reason.text.split()
    amount = s.node.amount if s.node else None
    of = f" of {amount_text(amount)}" if amount else ""
    return f"Instalment {place} of {count}{of}"


def _not_adding_up(s: _Saying) -> str:
    """What the allocations of a fund come to, against what it holds."""
    allocations = [s.docket.obligations[one].amount for one in s.reason.ids]
    currency = next((amount.currency for amount in allocations if amount), "")
    come, total = (Decimal(text) for text in s.reason.text.split())
    how = "more" if come > total else "less"
    about = "about " if any(amount and amount.bound == "about" for amount in allocations) else ""
    said = f"{about}{money_text(come, currency)}, {money_text(abs(come - total), currency)} {how} than the"
    verb = s.by_number("comes", "come")
    return f"What is allocated does not add up: {s.refs} {verb} to {said} {money_text(total, currency)} of {s.about}"


# ----------------------------------------------------------------------------- released, missed, exposed


def _over(s: _Saying) -> str:
    node = s.node
    if node and node.is_consequence:
        return "Its instrument is no longer in force, and nothing had exposed it"
    if node and node.continuing:
        return "Over: its time has passed without a failing"
    return "No occurrence of it is owed any longer"


def _done_early(s: _Saying, more: str) -> str:
    """What was done before its time: "performed on 17 Mar, before 20 Mar", with what more there is to say."""
    fact = s.docket.facts.get(s.reason.about)
    done = "Submitted" if fact is not None and isinstance(fact.what, Submitted) else "Performed"
    said = f"{done} on {s.day}, before {say_day(date.fromisoformat(s.reason.text))}"
    accepted = accepted_on(fact) if fact is not None else None
    return said + more.format(accepted=say_day(accepted) if accepted else "")


def _missed(s: _Saying) -> str:
    lapsed = s.node is not None and s.node.binding == "right"
    return f"Lapsed unused, since {s.day}" if lapsed else f"Missed since {s.day}"


def _in_cure(s: _Saying) -> str:
    kept = s.node is not None and s.node.continuing
    return f"May be cured until {s.day}" if kept else f"Past its day, and may be cured until {s.day}"


_IN_DEFAULT: dict[str, tuple[str, str]] = {
    "missed": ("is missed", "are missed"),
    "lapsed": ("has lapsed unused", "have lapsed unused"),
    "failing": ("is failing", "are failing"),
    "exposed": ("is itself exposed", "are themselves exposed"),
    "satisfied late": ("was performed only late", "were performed only late"),
}


def _exposed(s: _Saying) -> str:
    """By which causes it is exposed, how they stand, and since when."""
    standing = s.reason.text
    ceased = (
        f"is {standing} without its default having ceased",
        f"are {standing} without their defaults having ceased",
    )
    how = s.by_number(*_IN_DEFAULT.get(standing, ceased))
    since = f" since {s.day}" if standing != "exposed" else ""
    return f"Exposed{since} by {s.refs}, which {how}"


# ---------------------------------------------------------------------------------------------- reliefs


def _lapsed(s: _Saying) -> str:
    """A relief lapsed: which conditions broke it, and how as far as their kind shows."""
    groups: dict[tuple[str, str], list[str]] = {}
    for condition in s.reason.ids:
        groups.setdefault(_broken(s.docket.obligations.get(condition)), []).append(condition)
    said = [
        f"{refs_text(s.docket, ids, short=s.short)} {one if len(ids) == 1 else more}"
        for (one, more), ids in groups.items()
    ]
    return f"Lapsed on {s.day}: {listed(said)}"


def _broken(condition: Obligation | None) -> tuple[str, str]:
    if condition is not None and condition.continuing:
        return "was failing", "were failing"
    if condition is not None and isinstance(condition.deadline, On | Every):
        return "was missed", "were missed"
    if condition is not None and isinstance(condition.deadline, After | Earliest | Latest):
        return "was missed or not performed by its end", "were missed or not performed by its end"
    return "was not performed by its end", "were not performed by its end"


def _past_limit(s: _Saying, how: str) -> str:
    """A relief goes past what the clause allows that limits it, which is named."""
    limited = s.docket.obligations[s.reason.ids[0]].relief_limits
    if limited is None:
        return how
    words = f"“{limited.words.strip()}”" if limited.words.strip() else ""
    clause = " ".join(filter(None, (limited.locator.strip(), f"({words})" if limited.locator and words else words)))
    times = "no more than one" if limited.times == 1 else f"no more than {limited.times}"
    said = how.format(day=s.day, clause=clause or "its limit", number=s.reason.text, times=times)
    return f"{s.about} relieves {s.refs} {said}; it takes effect all the same"


def _ends_anyway(s: _Saying) -> str:
    return (
        f"Ends even if every condition is met: {s.refs} then {s.by_number('stands', 'stand')} again on {s.day}, "
        "unless a further relief is entered"
    )


def _not_all_known(s: _Saying) -> str:
    known = "its conditions are not all known"
    return f"Live as far as the source shows: {known}" if s.reason.text == "live" else known.capitalize()


def _sentence(text: str) -> str:
    """The text of a message as one reason among others, which end without a full stop."""
    return text.strip().removesuffix(".")


SENTENCES: dict[str, Callable[[_Saying], str]] = {
    "unverified": lambda _s: "Unverified: no second reading is recorded",
    "rule read": lambda s: f"The official text of its rule was read: {s.reason.text}",
    "rule copy read": lambda s: f"The text of its rule was read in a copy only: {s.reason.text}",
    "rule unread": lambda s: f"The text of its rule was not read, so check the day: {s.reason.text}",
    "no performance": lambda _s: "No performance is recorded",
    "nothing missed": lambda _s: "Nothing that it follows from is missed",
    "no reading": lambda _s: "No reading is recorded",
    "no breach recorded": lambda _s: "No breach is recorded",
    "no reading since": lambda s: f"No reading since the last test date; the last one is of {s.day}",
    "exposed by": _exposed,
    "not in force": lambda s: f"Not yet in force: {s.about} takes effect on {s.day}",
    "not in force yet": _not_in_force_yet,
    "outlives": _outlives,
    "bound nobody before": lambda s: f"{s.about} came into force on {s.day} and bound nobody before",
    "not started": _not_started,
    "no anchor": _no_anchor,
    "series not begun": _series_not_begun,
    "no happening": _no_happening,
    "no such occurrence": _no_such_occurrence,
    "nothing brought in": lambda s: f"Payable out of {s.refs}, which {s.by_number('has', 'have')} brought in nothing",
    "not earlier": lambda s: f"Not before {s.day}",
    "window": lambda s: f"May not be done yet: its window opens on {s.day}",
    "at the latest": lambda s: f"Owed promptly, at the latest on {s.day}",
    "too early": lambda s: _done_early(s, ": too early, so it counts for nothing unless it is accepted"),
    "accepted early": lambda s: _done_early(s, ", but accepted on {accepted}, so it counts"),
    "approval withdrawn": lambda s: f"Its approval was withdrawn {s.fact_day}: what was handed in is void since then",
    "not begun": lambda _s: "Its time has not begun",
    "released: cancelled": lambda s: f"Cancelled on {s.day}",
    "released: fell away by event": lambda s: f"Fell away on {s.day}: {s.about} happened",
    "released: fell away by performance": lambda s: f"Fell away on {s.day}: {s.about} was performed",
    "released: fell away by miss": lambda s: f"Fell away on {s.day}: {s.about} was not performed",
    "released: replaced": lambda s: f"Replaced by {s.about}" + (f" from {s.day}" if s.reason.day else ""),
    "released: ended": lambda s: f"No longer owed from {s.day}: {s.about} is no longer in force",
    "released: sibling": lambda s: f"{s.about} was performed instead, on {s.day}",
    "released: relief": lambda s: f"Released by {s.about} from {s.day}",
    "released: nought": _nought,
    "released: over": _over,
    "performed": lambda s: _performed(s, late=False),
    "performed late": lambda s: _performed(s, late=True),
    "awaits approval": lambda s: f"Handed in on {s.day}; {s.about} has not decided",
    "suspended": lambda s: (
        f"Suspended by {s.refs}; " + (f"stands again on {s.day}" if s.reason.day else "no end is stated")
    ),
    "would be missed since": lambda s: f"Without relief it would be missed since {s.day}",
    "missed since": _missed,
    "as if never granted": lambda s: (
        f"Stands as if {s.refs} had never been granted, since {s.by_number('it', 'they')} lapsed"
    ),
    "lapse reaches back": lambda s: (
        f"On a lapse, {s.refs} {s.by_number('stands', 'stand')} as if it had never been granted"
    ),
    "stands again": lambda s: f"Stands again since {s.day}, as {s.refs} no longer {s.by_number('covers', 'cover')} it",
    "confirmed not performed": lambda s: f"Confirmed not performed, {s.fact_day}",
    "in cure": _in_cure,
    "cure start not recorded": lambda _s: "What the cure period runs from is not recorded: it is counted from the miss",
    "blocked": _not_met_yet,
    "blocked by default": lambda s: f"Needs that nothing is in default; {s.refs} {s.by_number('is', 'are')}",
    "done in default": lambda s: f"Performed on {s.day} though {s.refs} {s.by_number('was', 'were')} in default",
    "in part": _in_part,
    "met": lambda s: _reading(s, met=True),
    "not met": lambda s: _reading(s, met=False),
    "measured met": lambda s: _measured(s, met=True),
    "measured not met": lambda s: _measured(s, met=False),
    "not measured: missing": lambda s: _gap(s, "Not worked out as of {day}: no figure of {names}{period} is recorded"),
    "not measured: periods": lambda s: _gap(
        s, "Not worked out as of {day}: which periods the figures of {names} are of cannot be told by its test dates"
    ),
    "not measured: zero": lambda s: _gap(s, "Not worked out as of {day}: its divisor, by {names}, is zero"),
    "not measured: negative": lambda s: _gap(
        s, "Not worked out as of {day}: its divisor, by {names}, is negative; record whether it was met"
    ),
    "not measured: unit": lambda _s: "Not worked out: the units of its formula do not go together",
    "performed over": lambda s: _apart(s, "Performed with {sum} more than is owed ({owed})"),
    "performed under": lambda s: _apart(s, "Recorded as performed in full, {sum} less than is owed ({owed})"),
    "occurrence over": lambda s: _of_occurrence(
        s, "Of {day}, {sum} more was performed than is owed ({owed}); it is not carried over"
    ),
    "occurrence under": lambda s: _of_occurrence(
        s, "Of {day}, {sum} less than is owed ({owed}) is recorded as all of it"
    ),
    "share fixed": lambda s: _share(s, fixed=True),
    "share so far": lambda s: _share(s, fixed=False),
    "share unknown": _share_unknown,
    "instalment": _instalment,
    "instalments not counted": lambda _s: (
        "In how many instalments is not known yet: only what is performed in full reaches one"
    ),
    "fund does not add up": _not_adding_up,
    "past longest": lambda s: _past_limit(s, "past {day}, the last day that {clause} allows"),
    "past times": lambda s: _past_limit(s, "as relief number {number}, and {clause} allows {times}"),
    "needs approval": lambda s: (
        f"Handed in is not satisfied: {s.about} has to approve it"
        + (", and by its day" if s.reason.text == "approval" else "")
    ),
    "a plan": lambda _s: "A plan: never missed",
    "no day": lambda s: (
        "No day is stated: never missed by time alone" + (f"; looked at again on {s.day}" if s.reason.day else "")
    ),
    "condition by": lambda s: f"Perform by {s.day}, a condition of {s.refs}",
    "ceased too soon": lambda s: (
        f"A default is recorded as ceased on {s.day}, but none had begun by then: it ends nothing"
    ),
    "default ceased": lambda s: f"The default was recorded as ceased on {s.day}",
    "performed before instrument": lambda s: f"Performed before {s.about} took effect on {s.day}",
    "may have happened": lambda s: (
        f"May already have happened: the source says “{s.reason.text}”, counted from {s.day}"
    ),
    "may be in force": lambda s: f"May already be in force: the source says “{s.reason.text}”, counted from {s.day}",
    "question": lambda s: f"Open question: {_sentence(s.reason.text)}",
    "trouble": lambda s: f"Its day could not be worked out: {_sentence(s.reason.text)}",
    "ends anyway": _ends_anyway,
    "conditions not all known": _not_all_known,
    "end unclear": lambda s: f"Whether {s.day} still counts is unclear: it is read as the first day without relief",
    "rights reserved": lambda _s: "Rights are reserved",
    "signature not recorded": lambda _s: "Whether it is signed is not recorded",
    "unsigned": lambda _s: "Recorded as unsigned",
    "not granted": lambda _s: "Asked for, not granted",
    "not begun yet": lambda s: f"Granted with effect from {s.day}",
    "relief lapsed": _lapsed,
    "relief ended": lambda s: f"Ended: it covers nothing since {s.day}",
    "relief live": lambda s: f"Live until {s.day}" if s.reason.day else "Live, with no end stated",
}
"""One sentence for each code of a reason."""
