"""What is due: the list that the command line prints, as plain data and as lines of text.

The objects of :func:`due_objects` are a contract that other programs rely on; keys are added, never changed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from model.assess.amounts import amount_owed
from model.assess.standing import CLOSED, HURTS, Assessment, Occurrence, Position, Standing
from model.days.wording import say_count, say_day, say_long
from model.docket import Docket
from model.outlook.today.open_occurrences import at_next, open_words
from model.record.base import decimal_text
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.ref import ref_key
from model.record.relief import Relief
from model.wording.standings import due_text, due_text_in_full, money_text, owed_words, reasons_of, refs_text


def due_objects(docket: Docket, assessment: Assessment) -> list[dict[str, Any]]:
    """One object for each obligation and relief, in the order of their refs."""
    nodes = sorted(docket.nodes(), key=lambda node: ref_key(node.ref))
    return [_object(docket, node, assessment) for node in nodes]


def _object(docket: Docket, node: Node, assessment: Assessment) -> dict[str, Any]:
    position = assessment[node.id]
    due = due_text(docket, node, position, assessment.day)
    owner = docket.people.get(node.owner or "")
    instrument = docket.instruments.get(node.instrument or "")
    return {
        "ref": node.ref,
        "title": node.title,
        "kind": node.kind,
        "record": "relief" if isinstance(node, Relief) else "obligation",
        "binding": node.binding if isinstance(node, Obligation) else None,
        "ours": docket.owed_by_us(node) if isinstance(node, Obligation) else None,
        "standing": position.standing.value,
        "since": _iso(position.since),
        "due": _iso(position.due),
        "due_words": due.words or None,
        "days_left": position.days_left(assessment.day),
        "last_day": _iso(position.last_day),
        "perform_by": _iso(position.perform_by),
        "act_by": _iso(position.act_by),
        "back_on": _iso(position.back_on),
        "forecast": _iso(position.forecast),
        "expected": _iso(position.expected),
        "done_on": _iso(position.done_on),
        "reasons": list(reasons_of(docket, position)),
        "exposes": [docket.ref(exposure.consequence) for exposure in position.exposes],
        "lapses": [docket.ref(one) for one in position.lapses],
        "brings_back": [docket.ref(one) for one in position.brings_back],
        "owner": owner.name if owner else None,
        "instrument": instrument.title if instrument else None,
        "amount": _amount(node, position),
        "owed": _owed(position),
        "performed": _money(position.performed, position.currency),
        "occurrences": [
            {
                "period": _iso(one.period),
                "number": one.number,
                "due": _iso(one.due),
                "standing": one.standing.value,
                **_occurrence_sums(one, position.currency),
            }
            for one in position.occurrences
        ],
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _amount(node: Node, position: Position) -> dict[str, str] | None:
    """The amount as the record states it, of a percentage as it is worked out."""
    stated = node.amount if isinstance(node, Obligation) else None
    amount = stated or amount_owed(node, position)
    return {"value": amount.value, "currency": amount.currency, "bound": amount.bound} if amount else None


def _owed(position: Position) -> dict[str, Any] | None:
    """How an amount that is worked out came about, and what the occurrences of a series come to."""
    owed, sums = position.owed, position.sums
    if owed is None and sums is None:
        return None
    trail = owed.trail if owed else None
    return {
        "value": owed.amount.value if owed and owed.amount else None,
        "currency": owed.currency if owed else position.currency,
        "base": _text(trail.base) if trail else None,
        "percent": trail.share.percent if trail else None,
        "as_of": _iso(trail.on) if trail else None,
        "fixed": trail.fixed if trail else None,
        "instalment": list(owed.instalment) if owed and owed.instalment else None,
        "in_all": _text(sums.owed) if sums else None,
        "performed_in_all": _text(sums.paid) if sums else None,
        "outstanding_in_all": _text(sums.outstanding) if sums else None,
    }


def _occurrence_sums(one: Occurrence, currency: str) -> dict[str, Any]:
    return {
        "amount": _money(one.owed.number if one.owed else None, currency),
        "performed": _money(one.performed, currency),
        "outstanding": _money(one.outstanding, currency),
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else decimal_text(number)


def _money(number: Decimal | None, currency: str) -> dict[str, str] | None:
    return None if number is None else {"value": decimal_text(number), "currency": currency}


def due_lines(docket: Docket, assessment: Assessment) -> list[str]:
    """The list as text: what stands first to be dealt with first, then by day, what is settled last."""
    day = assessment.day
    nodes = sorted(docket.nodes(), key=lambda node: _urgency(node, assessment[node.id]))
    lines = [f"{docket.caption.title}, as of {say_long(day)}", *_summary(docket, assessment), ""]
    for node in nodes:
        position = assessment[node.id]
        due = due_text_in_full(docket, node, position, day)
        when = say_day(due.day) if due.day else due.words
        lines.append(f"{position.standing.value:<17} {when:<24} {due.distance:<23} {node.ref:<9} {node.title}")
        lines += [f"{'':<17} {text}" for text in _why(docket, node, position)]
        if open_ones := open_words(position, day):
            lines.append(f"{'':<17} {open_ones}")
    return lines


def _why(docket: Docket, node: Node, position: Position) -> list[str]:
    """The leading reason, and the money where some is owed."""
    texts = list(reasons_of(docket, position)[:1])
    if owed := owed_words(docket, node, position):
        sums = position.sums if isinstance(node, Obligation) and node.amount and node.amount.in_all else None
        performed = sums.paid if sums else position.performed
        done = money_text(performed, position.currency) if performed else "nothing"
        texts.append(f"{owed}, {done} performed")
    if position.lapses or position.exposes:
        exposed = [exposure.consequence for exposure in position.exposes]
        texts.append(f"if missed: {refs_text(docket, (*position.lapses, *position.brings_back, *exposed))}")
    return ["; ".join(texts)] if texts else []


def _urgency(node: Node, position: Position) -> tuple[int, str, tuple[str, int]]:
    if position.standing is Standing.SUSPENDED:
        rank = 12
    elif position.standing in HURTS:
        rank = HURTS.index(position.standing)
    elif position.standing in CLOSED:
        rank = 20
    else:
        rank = 10 if position.due else 15
    return rank, _iso(position.due) or "", ref_key(node.ref)


def _is_apart(node: Node) -> bool:
    """Plans are nobody's debt, and a sleeping consequence is not counted at all."""
    return isinstance(node, Obligation) and (node.binding == "plan" or node.is_consequence)


def _summary(docket: Docket, assessment: Assessment) -> list[str]:
    """Ours and theirs are counted apart; reliefs by themselves."""
    ours: dict[str, int] = {}
    theirs: dict[str, int] = {}
    reliefs: dict[str, int] = {}
    exposed: dict[str, int] = {}
    for node in docket.nodes():
        standing = assessment[node.id].standing
        count = reliefs if isinstance(node, Relief) else ours if docket.owed_by_us(node) else theirs
        if isinstance(node, Obligation) and node.is_consequence:
            count = exposed
        if standing is Standing.EXPOSED or not _is_apart(node):
            count[standing.value] = count.get(standing.value, 0) + 1
    named = (("Consequences", exposed), ("We owe", ours), ("Owed to us", theirs), ("Reliefs", reliefs))
    said = [
        f"{name}: {', '.join(f'{n} {word}' for word, n in sorted(count.items()))}" for name, count in named if count
    ]
    coming = [at_next(position, assessment.day) for position in assessment.positions.values()]
    upcoming = [p.due for p in coming if p.due and p.due >= assessment.day and p.done_on is None]
    if upcoming:
        days = (min(upcoming) - assessment.day).days
        said.append(
            f"Next deadline: {say_day(min(upcoming))}, {'today' if not days else 'in ' + say_count(days, 'day')}"
        )
    return said
