"""How one record reads as a row of a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from model.assess.amounts import part_performed
from model.assess.standing import CLOSED, IN_TROUBLE, Assessment, Position, Standing, mark_of
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.notice import send_by, send_by_words
from model.outlook.ties import hangs_on
from model.outlook.today.open_occurrences import open_words
from model.phrases import listed, record_name
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.ref import ref_key
from model.record.relief import Relief
from model.report.content import ReportLine, ReportRow
from model.report.phrases import refs, sentence
from model.wording.further_terms import further_terms, qualified_by
from model.wording.standings import due_text_in_full, miss_text, money_text, owed_words, reason_text

SOON: Final = 14
LONGEST_QUOTE: Final = 900

_SAID_ELSEWHERE: Final = frozenset({"unverified", "question", "a plan", "relief live"})
"""Codes of reasons that have a place of their own in a report."""

_TELLS: Final = {"Needs": "blocked", "Starts": "not started", "Counts": "no anchor", "Paid": "nothing brought in"}
"""The code of the reason that says a tie already, by the first word of the tie."""


def full_row(docket: Docket, assessment: Assessment, node: Node) -> ReportRow:
    """Everything that a report says of one record."""
    position = assessment[node.id]
    due, distance = _due(docket, node, position, assessment.day)
    return ReportRow(
        id=node.id,
        ref=docket.short_ref(node.id),
        title=tidy(node.title),
        standing=position.standing.value,
        mark=mark_of(node, position.standing),
        share=_share(node, position),
        due=due,
        distance=distance,
        urgent=_urgent(position, assessment.day),
        amount=owed_words(docket, node, position),
        performed=_performed(node, position),
        lines=tuple(_lines(docket, assessment, node)),
        done=position.standing in CLOSED,
    )


def brief_row(docket: Docket, assessment: Assessment, node: Node, note: str) -> ReportRow:
    """One record in a line: ref, title, standing and a few words."""
    position = assessment[node.id]
    return ReportRow(
        id=node.id,
        ref=docket.short_ref(node.id),
        title=tidy(node.short),
        standing=position.standing.value,
        mark=mark_of(node, position.standing),
        share=_share(node, position),
        note=note,
        done=position.standing in CLOSED,
    )


def order_of(docket: Docket, assessment: Assessment, node: Node) -> tuple[object, ...]:
    """Dated first by the day that counts, then what has no day, then what is done; then by ref."""
    position = assessment[node.id]
    day = position.back_on or position.due or position.perform_by or position.forecast or position.expected
    return position.standing in CLOSED, day is None, day or date.max, ref_key(docket.short_ref(node.id))


def tidy(text: str) -> str:
    """The text on one line: line breaks of a source are the typesetter's, not the instrument's."""
    return " ".join(text.split())


def quotes(node: Node) -> Iterator[str]:
    """The source words of a record, each in quotation marks, a very long one cut with an ellipsis."""
    for span in node.sources:
        words = tidy(span.words)
        yield f"“{words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rstrip() + ' …'}”"


def clause(docket: Docket, node: Node) -> str:
    """The instrument and the place in it: "First Amendment …, Item 5, para. 4"."""
    instrument = docket.instruments.get(node.instrument or "")
    return ", ".join(part for part in (tidy(instrument.short) if instrument else "", tidy(node.locator)) if part)


def why(docket: Docket, position: Position) -> tuple[str, ...]:
    """The reasons of a standing that a report gives in words, without their full stops."""
    return tuple(
        reason_text(docket, reason, short=True) for reason in position.reasons if reason.code not in _SAID_ELSEWHERE
    )


def _due(docket: Docket, node: Node, position: Position, day: date) -> tuple[str, str]:
    """The due column: as in the window, but with whole days, since a report is read away from it."""
    due = due_text_in_full(docket, node, position, day)
    return say_day(due.day) if due.day else due.words, due.distance


def _urgent(position: Position, day: date) -> bool:
    ahead = position.due or position.perform_by
    waiting = position.standing not in CLOSED and position.standing is not Standing.DORMANT
    return ahead is not None and waiting and 0 <= (ahead - day).days <= SOON


def _lines(docket: Docket, assessment: Assessment, node: Node) -> Iterator[ReportLine]:
    position, day = assessment[node.id], assessment.day
    if terms := " · ".join(part for part in (_parties(docket, node), clause(docket, node), *_read(position)) if part):
        yield ReportLine("terms", terms)
    if quoted := " … ".join(quotes(node)):
        yield ReportLine("quote", quoted)
    for term in qualified_by(node):
        yield ReportLine("quote", f"Qualified by “{tidy(term.words)}”")
    said = (*why(docket, position), *_ties(docket, node, position), *_sending(docket, assessment, node))
    if said:
        yield ReportLine("said", " ".join(sentence(words) for words in said))
    if open_ones := open_words(position, day):
        yield ReportLine("strong", open_ones)
    if node.question:
        yield ReportLine("strong", f"Open question: {tidy(node.question)}")
    if node.confidential:
        yield ReportLine("strong", "Confidential")


def _read(position: Position) -> Iterator[str]:
    """That nobody has read its words a second time, and how the text of the rule behind its day was read."""
    codes = {reason.code for reason in position.reasons}
    yield from (words for code, words in _READINGS.items() if code in codes)


_READINGS: Final = {
    "unverified": "unverified",
    "rule read": "official rule read",
    "rule copy read": "rule read in a copy",
    "rule unread": "rule unread",
}
"""How the terms of a row say how its words and its rule were read, by the code of the reason."""


def _sending(docket: Docket, assessment: Assessment, node: Node) -> Iterator[str]:
    """By when it must leave, by each method of its notice clause."""
    if isinstance(node, Obligation):
        yield from (send_by_words(one, assessment.day) for one in send_by(docket, assessment, node))


def _ties(docket: Docket, node: Node, position: Position) -> Iterator[str]:
    """What it hangs on and the reasons do not say yet, what follows if it is missed, and our own target."""
    told = {(reason.code, end) for reason in position.reasons for end in reason.ids}
    for tie in hangs_on(node):
        if not all((_TELLS.get(tie.label.split()[0]), end) in told for end in tie.ids):
            yield f"{tie.label} {_ends(docket, tie.ids)}"
    if position.standing in IN_TROUBLE and position.exposes:
        yield f"Exposes {refs(docket, [each.consequence for each in position.exposes])}"
    elif follows := miss_text(docket, position, short=True):
        yield follows
    yield from (
        f"{term.label}: {tidy(term.words)}" for term in further_terms(docket, node, short=True) if not term.quoted
    )
    if isinstance(node, Obligation) and node.target and position.standing not in CLOSED:
        yield f"Internal target {say_day(node.target.on)}"


def _ends(docket: Docket, ids: tuple[str, ...]) -> str:
    """Refs run together; events and instruments by their titles."""
    nodes = [end for end in ids if end in docket.obligations or end in docket.reliefs]
    events = [tidy(record_name(docket, end)) for end in ids if end not in nodes]
    return listed([part for part in (refs(docket, nodes), *events) if part])


def _parties(docket: Docket, node: Node) -> str:
    if isinstance(node, Relief):
        granted_by = docket.parties.get(node.granted_by or "")
        return f"granted by {tidy(granted_by.short)}" if granted_by else ""
    named = [docket.parties.get(party or "") for party in (node.obligor, node.obligee)]
    names = [tidy(party.short) for party in named if party]
    payee = docket.parties.get(node.payee or "")
    paid_to = f", paid to {tidy(payee.short)}" if payee and payee not in named else ""
    return " → ".join(names) + paid_to


def _performed(node: Node, position: Position) -> str:
    if not isinstance(node, Obligation):
        return ""
    whole = position.sums if node.amount and node.amount.in_all else None
    if whole is not None and whole.paid:
        left = f", {money_text(whole.outstanding, whole.currency)} outstanding" if whole.outstanding else ""
        return f"{money_text(whole.paid, whole.currency)} performed{left}"
    if position.performed is not None:
        return f"{money_text(position.performed, position.currency)} performed"
    unpaid = (
        (node.amount or node.share) and position.standing not in CLOSED and position.standing is not Standing.DORMANT
    )
    return "none recorded" if unpaid else ""


def _share(node: Node, position: Position) -> float | None:
    """The part performed, in steps of a twentieth: enough for the eye."""
    part = part_performed(node, position) if position.performed is not None else None
    return None if part is None else round(part * 20) / 20
