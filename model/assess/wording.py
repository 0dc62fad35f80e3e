"""Words for what an assessment says: reasons, due days, amounts, and what follows a miss.

Full refs ("USMX-8") leave the docket, so they are the rule; ``short=True`` gives those of its own window ("8").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from model.assess.standing import Position, Reason, Standing
from model.days.recurrence import say_rule
from model.days.step import say_steps
from model.days.wording import say_count, say_day, say_distance
from model.docket import Docket, Node, anchor_id
from model.record.amount import Amount
from model.record.deadline import After, Anchor, Earliest, EventAnchor, Every, Latest, Open, While
from model.record.fact import Fact, Reading
from model.record.obligation import Obligation
from model.record.relief import Relief

NBSP = "\u00a0"
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "C$", "AUD": "A$", "JPY": "¥"}
BOUNDS = {"exactly": "", "at least": "≥", "at most": "≤", "about": "≈"}


class DueText(NamedTuple):
    """What the Due column says: a day, or words where there is none, and how far off it is."""

    day: date | None
    words: str
    distance: str


def money_text(number: Decimal, currency: str) -> str:
    """Money as it is written: ``$9,000,000``, ``CHF 250,000.50``."""
    figures = f"{number:,f}"
    sign = SIGNS.get(currency)
    return f"{sign}{figures}" if sign else f"{currency}{NBSP}{figures}".strip()


def amount_text(amount: Amount) -> str:
    """An amount with the sign of its bound: ``≥ $9,000,000``."""
    bound = BOUNDS[amount.bound]
    money = money_text(amount.number, amount.currency)
    return f"{bound}{NBSP}{money}" if bound else money


def refs_text(docket: Docket, ids: Iterable[str], *, short: bool = False) -> str:
    """Several refs in one phrase: ``5 and 6``, ``1 to 4``, ``USMX-7, USMX-8 and USMX-10``."""
    say = docket.short_ref if short else docket.ref
    ordered = sorted(dict.fromkeys(ids), key=lambda one: _ref_key(docket.short_ref(one)))
    parts: list[str] = []
    for first, last in _runs([docket.short_ref(one) for one in ordered]):
        if last - first >= 2:
            parts.append(f"{say(ordered[first])} to {say(ordered[last])}")
        else:
            parts += [say(ordered[place]) for place in range(first, last + 1)]
    return _and(parts)


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _ref_key(ref: str) -> tuple[int, str]:
    return (int(ref), "") if ref.isdecimal() else (10**9, ref)


def _runs(refs: list[str]) -> list[tuple[int, int]]:
    """Stretches of refs that are consecutive numbers, as first and last place."""
    runs: list[tuple[int, int]] = []
    for place, ref in enumerate(refs):
        before = refs[place - 1] if place else ""
        if runs and ref.isdecimal() and before.isdecimal() and int(ref) == int(before) + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def short_day(day: date) -> str:
    """``2 Dec``: a day near enough to need no year."""
    return " ".join(say_day(day).split()[1:3])


# ------------------------------------------------------------------------------------------------ due


def due_text(docket: Docket, node: Node, position: Position, day: date) -> DueText:
    """What stands in the Due column for ``node`` on ``day``."""
    if isinstance(node, Relief):
        distance = say_distance((position.due - day).days) if position.due else ""
        return DueText(position.due, "" if position.due else "no end stated", distance)
    if node.is_consequence:
        return DueText(None, "if any is missed" if len(node.causes) > 1 else "if it is missed", "")
    if node.binding == "plan":
        return _forecast_text(node, position)
    if node.continuing:
        return DueText(None, _continuing_words(node), _back(position))
    if position.due is not None:
        return DueText(position.due, "", _distance(position, day))
    return _undated(docket, node, position, day)


def _forecast_text(node: Obligation, position: Position) -> DueText:
    words = getattr(getattr(node.deadline, "day", None), "words", "").removeprefix("in the ")
    if position.forecast is None:
        return DueText(None, "none stated", _review(node, position))
    return DueText(None if words else position.forecast, words, "forecast")


def _continuing_words(node: Obligation) -> str:
    deadline = node.deadline
    if isinstance(deadline, Every):
        return say_rule(deadline.rule)
    if isinstance(deadline, While) and deadline.until:
        return f"until {say_day(deadline.until)}"
    return "at all times"


def _back(position: Position) -> str:
    return f"back {short_day(position.back_on)}" if position.back_on else ""


def _distance(position: Position, day: date) -> str:
    if position.due is None:
        return ""
    if position.standing is Standing.SUSPENDED:
        return _back(position)
    if position.done_on is not None:
        late = (position.done_on - position.due).days
        return "on the day" if late == 0 else f"{say_count(abs(late), 'day')} {'late' if late > 0 else 'early'}"
    if position.standing is Standing.RELEASED:
        return ""
    return say_distance((position.due - day).days)


def _undated(docket: Docket, node: Obligation, position: Position, day: date) -> DueText:
    if position.standing is Standing.DORMANT:
        waiting = _waiting(docket, node)
        if waiting is not None:
            return waiting
    if position.perform_by is not None and position.standing is not Standing.DORMANT:
        ref = refs_text(docket, position.for_reliefs, short=True)
        distance = say_distance((position.perform_by - day).days)
        return DueText(None, f"by {short_day(position.perform_by)}, for {ref}", distance)
    if isinstance(node.deadline, After | Earliest | Latest):
        return DueText(None, deadline_words(docket, node, short=True), "")
    return DueText(None, _open_words(node), _review(node, position))


def _open_words(node: Obligation) -> str:
    reason = node.deadline.reason if isinstance(node.deadline, Open) else "not stated"
    return "none stated" if reason == "not stated" else reason


def _review(node: Obligation, position: Position) -> str:
    settled = position.standing in (Standing.SATISFIED, Standing.SATISFIED_LATE, Standing.RELEASED)
    return f"review {short_day(node.review_by)}" if node.review_by and not settled else ""


def _waiting(docket: Docket, node: Obligation) -> DueText | None:
    """What a sleeping duty waits for: the first obligation among several, and "or sooner"."""
    ids = [anchor_id(anchor) for anchor in node.starts.of] if node.starts else []
    pick = node.starts.pick if node.starts else "earlier"
    if not ids:
        ids = [link.to for link in node.paid_from]
    if not ids:
        return None
    named = next((one for one in ids if one in docket.obligations), ids[0])
    words = f"when {docket.short_ref(named)} is done" if named in docket.obligations else anchor_name(docket, named)
    return DueText(None, words, ("or sooner" if pick == "earlier" else "and more") if len(ids) > 1 else "")


# ------------------------------------------------------------------------------------------- deadlines


def anchor_name(docket: Docket, target: str, *, short: bool = False) -> str:
    """What a clock counts from, in words: an event's title or an obligation's ref."""
    event = docket.events.get(target)
    if event is not None:
        return event.title
    return docket.short_ref(target) if short else docket.ref(target)


def anchor_words(docket: Docket, anchor: Anchor, *, short: bool = False) -> str:
    """An anchor in words: ``USMX-8 is performed``, ``the due day of USMX-8``, ``the closing``."""
    if isinstance(anchor, EventAnchor):
        return anchor_name(docket, anchor.event)
    ref = anchor_name(docket, anchor.obligation, short=short)
    return f"the due day of {ref}" if anchor.of == "due" else f"{ref} is {anchor.of}"


def deadline_words(docket: Docket, node: Obligation, *, short: bool = False) -> str:
    """A deadline in words, whatever its form."""
    deadline = node.deadline
    if isinstance(deadline, Earliest | Latest):
        parts = [_part_words(docket, part, short=short) for part in deadline.of]
        return f"{'earlier' if isinstance(deadline, Earliest) else 'later'} of {_and(parts)}"
    if isinstance(deadline, Every):
        return say_rule(deadline.rule)
    if isinstance(deadline, While):
        return _continuing_words(node)
    if isinstance(deadline, Open) or deadline is None:
        return _open_words(node)
    return _part_words(docket, deadline, short=short)


def _part_words(docket: Docket, part: object, *, short: bool) -> str:
    if isinstance(part, After):
        return say_steps(part.steps, anchor_words(docket, part.anchor, short=short))
    return say_day(part.day.on) if hasattr(part, "day") else ""


# --------------------------------------------------------------------------------------------- reasons


def reasons_of(docket: Docket, position: Position, *, short: bool = False) -> tuple[str, ...]:
    """Each reason for a standing, as a sentence without its full stop's neighbour: one thought each."""
    return tuple(reason_text(docket, reason, short=short) for reason in position.reasons)


def reason_text(docket: Docket, reason: Reason, *, short: bool = False) -> str:
    """One reason in words."""
    return _SENTENCES[reason.code](_Saying(docket, reason, short=short))


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
    def fact_day(self) -> str:
        """The day of the fact behind it, with the source's own words where it is not exact."""
        fact = self.docket.facts.get(self.reason.about)
        if fact is None:
            return f"on {self.day}"
        return f"on {say_day(fact.day.on)}" if fact.day.exact else f"by {say_day(fact.day.on)} (“{fact.day.words}”)"

    @property
    def anchors(self) -> str:
        """What is waited for, by name."""
        return _and([anchor_name(self.docket, one, short=self.short) for one in self.reason.ids])

    @property
    def several(self) -> str:
        """“the earlier of” or “the later of”, where several are named."""
        return f"the {self.reason.text} of " if len(self.reason.ids) > 1 else ""

    @property
    def number(self) -> str:
        """“is” or “are”, by how many are named."""
        return "is" if len(self.reason.ids) == 1 else "are"


def record_name(docket: Docket, record_id: str, *, short: bool = False) -> str:
    """A record by the name it goes by: a ref, or a title."""
    if record_id in docket.obligations or record_id in docket.reliefs:
        return docket.short_ref(record_id) if short else docket.ref(record_id)
    if record_id in docket.parties:
        return docket.parties[record_id].short
    if record_id in docket.people:
        return docket.people[record_id].name
    for kind in (docket.instruments, docket.events, docket.documents):
        if record_id in kind:
            return str(kind[record_id].title)
    return ""


def _in_part(s: _Saying) -> str:
    node = s.docket.obligations[s.reason.about]
    facts = s.docket.facts_about.get(node.id, ())
    latest = max((fact.day.on for fact in facts), default=None)
    owed = f" of {amount_text(node.amount)}" if node.amount else ""
    return f"Performed in part{owed}" + (f", last recorded for {say_day(latest)}" if latest else "")


def _reading_words(s: _Saying, *, met: bool) -> str:
    fact: Fact | None = s.docket.facts.get(s.reason.about)
    value = fact.what.value if fact is not None and isinstance(fact.what, Reading) else None
    reading = f", reading {Decimal(value):,f}" if value is not None else ""
    return f"{'Met' if met else 'Not met'} {s.fact_day}{reading}"


def _condition_words(s: _Saying) -> str:
    ended = "before their end" if len(s.reason.ids) > 1 else "by its end"
    return f"Lapsed on {s.day}: {s.refs} {'were' if len(s.reason.ids) > 1 else 'was'} missed or not performed {ended}"


_SENTENCES: dict[str, Callable[[_Saying], str]] = {
    "unverified": lambda _s: "Unverified: no second reading is recorded",
    "no performance": lambda _s: "No performance is recorded",
    "nothing missed": lambda _s: "Nothing that it follows from is missed",
    "no reading": lambda _s: "No reading is recorded",
    "no reading since": lambda s: f"No reading since the last test date; the last one is of {s.day}",
    "exposed by": lambda s: f"{s.refs} {s.reason.text}, standing since {s.day}",
    "not in force": lambda s: f"Not yet in force: {s.about} takes effect on {s.day}",
    "not started": lambda s: f"Starts with {s.several}{s.anchors}, which has not happened",
    "no anchor": lambda s: f"Counts from {s.anchors}, which has not happened",
    "nothing brought in": lambda s: (
        f"Payable out of {s.refs}, which {'has' if len(s.reason.ids) == 1 else 'have'} brought in nothing"
    ),
    "not earlier": lambda s: f"Not before {s.day}",
    "not begun": lambda _s: "Its time has not begun",
    "released: cancelled": lambda s: f"Cancelled on {s.day}",
    "released: replaced": lambda s: f"Replaced by {s.about} from {s.day}",
    "released: ended": lambda s: f"{s.about} ended before it fell due",
    "released: sibling": lambda s: f"{s.about} was performed instead, on {s.day}",
    "released: relief": lambda s: f"Released by {s.about} from {s.day}",
    "released: over": lambda _s: "Over: its time has passed without a failing",
    "performed": lambda s: f"Performed {s.fact_day}",
    "performed late": lambda s: f"Performed late, {s.fact_day}",
    "awaits approval": lambda s: f"Handed in on {s.day}; {s.about} has not decided",
    "suspended": lambda s: f"Suspended by {s.refs}" + (f"; stands again on {s.day}" if s.reason.day else ""),
    "would be missed since": lambda s: f"Without relief it would be missed since {s.day}",
    "missed since": lambda s: f"Missed since {s.day}",
    "stands again": lambda s: (
        f"Stands again since {s.day}, as {s.refs} no longer {'covers' if len(s.reason.ids) == 1 else 'cover'} it"
    ),
    "confirmed not performed": lambda s: f"Confirmed not performed, {s.fact_day}",
    "in cure": lambda s: f"Past its day, and may be cured until {s.day}",
    "cure start not recorded": lambda _s: "What the cure period runs from is not recorded: it is counted from the miss",
    "blocked": lambda s: f"Cannot be performed until {s.refs} {s.number} satisfied",
    "in part": _in_part,
    "met": lambda s: _reading_words(s, met=True),
    "not met": lambda s: _reading_words(s, met=False),
    "needs approval": lambda s: (
        f"Handed in is not satisfied: {s.about} has to approve it"
        + (", and by its day" if s.reason.text == "approval" else "")
    ),
    "a plan": lambda _s: "A plan: never missed",
    "no day": lambda s: (
        "No day is stated: never missed by time alone" + (f"; looked at again on {s.day}" if s.reason.day else "")
    ),
    "condition by": lambda s: f"Perform by {s.day}, a condition of {s.refs}",
    "default ceased": lambda s: f"The default was recorded as ceased on {s.day}",
    "performed before instrument": lambda s: f"Performed before {s.about} took effect on {s.day}",
    "may have happened": lambda s: (
        f"May already have happened: the source says “{s.reason.text}”, counted from {s.day}"
    ),
    "may be in force": lambda s: f"May already be in force: the source says “{s.reason.text}”",
    "question": lambda s: f"Open question: {s.reason.text}",
    "trouble": lambda s: f"Its day could not be worked out: {s.reason.text}",
    "ends anyway": lambda s: (
        f"Ends even if every condition is met: {s.refs} then {'stands' if len(s.reason.ids) == 1 else 'stand'} "
        f"again on {s.day}, unless a further relief is entered"
    ),
    "conditions not all known": lambda _s: "Live as far as the source shows: its conditions are not all known",
    "end unclear": lambda s: f"Whether {s.day} still counts is unclear: it is read as the first day without relief",
    "rights reserved": lambda _s: "Rights are reserved",
    "signature not recorded": lambda _s: "Whether it is signed is not recorded",
    "unsigned": lambda _s: "Recorded as unsigned",
    "not granted": lambda _s: "Asked for, not granted",
    "not begun yet": lambda s: f"Granted with effect from {s.day}",
    "relief lapsed": _condition_words,
    "relief ended": lambda s: f"Ended: it covers nothing since {s.day}",
    "relief live": lambda s: f"Live until {s.day}" if s.reason.day else "Live, with no end stated",
}
"""One sentence for each code of a reason."""


def miss_text(docket: Docket, position: Position, *, short: bool = False) -> str:
    """What follows if it is missed, in one sentence; empty where nothing does."""
    if not (position.lapses or position.exposes or position.brings_back):
        return ""
    say = docket.short_ref if short else docket.ref
    parts = []
    if position.lapses:
        parts.append(f"{refs_text(docket, position.lapses, short=short)} {_verb(position.lapses, 'lapse')}")
    if position.brings_back:
        again = _verb(position.brings_back, "stand")
        parts.append(f"{refs_text(docket, position.brings_back, short=short)} {again} again")
    if position.exposes:
        ids = [exposure.consequence for exposure in position.exposes]
        parts.append(f"{refs_text(docket, ids, short=short)} {'is' if len(ids) == 1 else 'are'} exposed")
    opening = "If it lapses" if position.id in docket.reliefs else f"If {say(position.id)} is missed"
    return f"{opening}, {_and(parts)}."


def _verb(ids: tuple[str, ...], stem: str) -> str:
    return f"{stem}s" if len(ids) == 1 else stem


LINK_TEXTS: dict[str, tuple[str, str]] = {
    "needs": ("needed first", "needs it"),
    "starts": ("starts it", "starts with it"),
    "after": ("counts from it", "counts from it"),
    "paid from": ("pays for it", "paid from it"),
    "either": ("either of them", "either of them"),
    "causes": ("cause", "if missed"),
    "replaces": ("replaced by it", "replaces it"),
    "condition": ("condition", "condition"),
    "covers": ("covered by it", "relieved by it"),
}


def link_text(link: str, *, towards: bool) -> str:
    """The word beside a linked record: seen from the one that depends, or (``towards``) from the one it hangs on."""
    return LINK_TEXTS[link][1 if towards else 0]
