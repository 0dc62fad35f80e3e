"""Rules of entry that need the docket: what a record alone cannot know.

What a record refers to exists, references are unique, no circle is closed, facts fit what they are about, and source
words are those of the document. :func:`entry_problems` gives every broken rule, each beside its field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from model.days.calendar import named
from model.days.calendar_names import say_calendar
from model.days.wording import say_day
from model.docket import Docket
from model.errors import CircleError, DayError, InvalidRecord
from model.ledger.circle import circle_of_terms, circle_problem, circle_refs, ids_in_circles, shortest_circle
from model.ledger.deletion import deletion_users
from model.ledger.fitting import misfits
from model.ledger.hours import event_hour_problems, hour_problems
from model.ledger.limits import limit_notes
from model.ledger.lost_facts import event_problems, idle_changes, lost_facts, lost_facts_problem
from model.ledger.measuring import figure_notes, formula_problems, metric_problems
from model.ledger.naming import KIND_WORDS, listed, name_of, said_fact, with_article
from model.ledger.proposal import ProposedDocket
from model.ledger.sequence import sequence_problems
from model.record.base import Problem, Record
from model.record.closure import Closure
from model.record.deadline import After, Every, ObligationAnchor
from model.record.door import kind_of, problems
from model.record.event import Event
from model.record.fact import Fact, Performed
from model.record.figure import Figure
from model.record.instrument import Instrument
from model.record.metric import Metric
from model.record.obligation import Obligation
from model.record.references import anchors_in, references, spans_of
from model.record.relief import Relief
from model.record.scenario import Scenario

__all__ = ["check_entries", "check_entry", "deletion_users", "entry_notes", "entry_problems", "first_problems"]

TextOf = Callable[[str], str | None]
"""Gives a document's text by its id, or None where it is not at hand."""


def entry_problems(docket: Docket, record: Record, text: TextOf | None = None) -> tuple[Problem, ...]:
    """Every rule that ``record`` would break in ``docket``, its own rules first.

    ``text`` gives documents' texts, so that source words can be held against them.
    """
    proposal = ProposedDocket(docket, (record,))
    own = problems(record)
    if own:
        return own
    return (*_docket_problems(proposal, record, text), *_circle_problems(proposal, record))


def check_entry(docket: Docket, record: Record, text: TextOf | None = None) -> None:
    """Raise :class:`model.errors.InvalidRecord` for the first rule that ``record`` would break in ``docket``.

    A circle is raised as :class:`model.errors.CircleError`.
    """
    check_entries(docket, (record,), text)


def check_entries(docket: Docket, records: Sequence[Record], text: TextOf | None = None) -> None:
    """Check records that enter together and may refer to one another, as :func:`check_entry` does for one."""
    for record, problem, circle in first_problems(docket, records, text):
        message = problem.message if len(records) == 1 else f"{_called(docket, record)}: {problem.message}"
        if circle:
            raise CircleError(message, circle, problem.field)
        raise InvalidRecord(message, problem.field)


def first_problems(
    docket: Docket, records: Sequence[Record], text: TextOf | None = None
) -> Iterator[tuple[Record, Problem, tuple[str, ...]]]:
    """Each broken rule of ``records`` entering together: the record, the problem, and the refs of a circle."""
    proposal = ProposedDocket(docket, records)
    for record in records:
        own = problems(record)
        for problem in own or _docket_problems(proposal, record, text):
            yield record, problem, ()
        if isinstance(record, Instrument) and not own and (closing := circle_of_terms(proposal, record)):
            yield record, closing, ()
    nodes = {record.id: record for record in records if isinstance(record, Obligation | Relief)}
    suspects = ids_in_circles(proposal, iter(nodes))
    for record_id, node in nodes.items():
        circle = shortest_circle(proposal, record_id) if record_id in suspects else None
        if not circle:
            continue
        closing = circle_problem(proposal, circle)
        # A member that closes the circle by no link of its own leaves it to the one that does.
        if closing.field:
            yield node, closing, circle_refs(proposal, circle)


def entry_notes(docket: Docket, record: Record, today: date | None = None) -> tuple[str, ...]:
    """What is accepted though it looks odd, each in one sentence. ``today`` lets days to come be seen."""
    match record:
        case Fact():
            return tuple(_fact_notes(docket, record, today))
        case Obligation():
            return (*_obligation_notes(record), *idle_changes(docket, record))
        case Closure():
            return tuple(_closure_notes(record))
        case Figure():
            return tuple(figure_notes(docket, record))
        case Relief():
            return tuple(_relief_notes(docket, record))
        case _:
            return ()


def _docket_problems(proposal: ProposedDocket, record: Record, text: TextOf | None) -> Iterator[Problem]:
    yield from _identity_problems(proposal, record)
    yield from _reference_problems(proposal, record)
    yield from source_problems(record, text)
    match record:
        case Fact():
            node = proposal.node(record.about)
            if node:
                yield from misfits(record, node, proposal.event_of(node))
                yield from sequence_problems(proposal, record, node)
        case Obligation():
            yield from _consequence_problems(proposal, record)
            yield from _window_problems(proposal, record)
            yield from _plan_problems(proposal, record)
            yield from hour_problems(proposal, record)
            yield from _standing_fact_problems(proposal, record)
            yield from formula_problems(proposal, record)
        case Metric():
            yield from metric_problems(proposal, record)
        case Relief():
            yield from _condition_problems(proposal, record)
        case Closure():
            yield from _double_problems(proposal, record)
        case Scenario():
            yield from _namesake_problems(proposal, record)
        case Event():
            yield from event_problems(proposal, record)
            yield from event_hour_problems(proposal, record)
        case Instrument():
            yield from _plan_anchor_problems(proposal, record)


def _identity_problems(proposal: ProposedDocket, record: Record) -> Iterator[Problem]:
    others = [kind for kind in proposal.kinds_with(record.id) if kind != kind_of(record)]
    if others:
        yield Problem(
            "id", f"The id {record.id} already belongs to another record, {with_article(others[0])}. Use a fresh one."
        )
    if isinstance(record, Obligation | Relief):
        holder = proposal.holder_of(record.ref, besides=record.id)
        if holder is not None:
            yield Problem("ref", f"{record.ref} is already the reference of “{holder.title}”. Choose another.")


def _reference_problems(proposal: ProposedDocket, record: Record) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for field, kinds, target in references(record):
        if (field, target) in seen or any(proposal.get(kind, target) is not None for kind in kinds):
            continue
        seen.add((field, target))
        wanted = " or ".join(with_article(kind) for kind in kinds)
        actual = next(proposal.kinds_with(target), None)
        if actual is None:
            plain = " or ".join(KIND_WORDS[kind] for kind in kinds)
            yield Problem(field, f"The {plain} chosen as {_ROLES[field]} is not in this docket. Choose another.")
        else:
            message = f"The {_ROLES[field]} must be {wanted}; {with_article(actual)} was chosen. Choose another."
            yield Problem(field, message)


_ROLES: Final[dict[str, str]] = {
    "about": "subject",
    "amends": "amended instrument",
    "approval": "approving party",
    "assumptions": "subject of an assumption",
    "causes": "cause",
    "conditions": "condition",
    "covers": "covered obligation",
    "cure": "start of the cure period",
    "deadline": "anchor",
    "definitions": "source of the definition",
    "either": "alternative",
    "evidence": "evidence",
    "ends": "anchor of the end",
    "extends": "extended relief",
    "falls_away": "cause of its falling away",
    "fund": "fund",
    "granted_by": "grantor",
    "in_force_when": "condition of coming into force",
    "instrument": "instrument",
    "metric": "metric",
    "needs": "condition precedent",
    "no_default": "whose defaults are asked about",
    "obligee": "obligee",
    "obligor": "obligor",
    "owner": "owner",
    "paid_from": "source of payment",
    "parties": "party",
    "payee": "payee",
    "qualifications": "source of the qualification",
    "remind": "general counsel",
    "replaces": "replaced obligation",
    "share": "base of the percentage",
    "signed_documents": "signed document",
    "sources": "source",
    "stand_in": "stand-in",
    "starts": "start",
    "threshold": "measure",
}
"""What a record that is referred to is to the one that refers to it, by the field."""


def source_problems(record: Record, text: TextOf | None) -> Iterator[Problem]:
    """Each source span of ``record`` whose words are not those that stand there in the document's text."""
    if text is None:
        return
    for span in spans_of(record):
        whole = text(span.document)
        if whole is not None and whole[span.start : span.end] != span.words:
            words = span.words if len(span.words) <= 60 else f"{span.words[:59]}…"
            yield Problem(
                "sources",
                f"The document does not say “{words}” at characters {span.start:,} to {span.end:,}."
                " Select the words again.",
            )


_DEAD_LINKS: Final[dict[str, str]] = {"needs": "needs it", "condition": "hangs on it as a condition"}


def _consequence_problems(proposal: ProposedDocket, obligation: Obligation) -> Iterator[Problem]:
    """A consequence is never satisfied, so nothing can wait for it."""
    for need in obligation.needs:
        for target in need.one_of:
            needed = proposal.obligation(target)
            if needed is not None and needed.is_consequence:
                yield Problem("needs", f"{needed.ref} is a consequence and is never satisfied. Choose another.")
    if not obligation.is_consequence:
        return
    for link, user_id in proposal.linked_to(obligation.id):
        user = proposal.node(user_id)
        if link in _DEAD_LINKS and user is not None:
            yield Problem(
                "kind", f"{obligation.ref} cannot be a consequence: {user.ref} {_DEAD_LINKS[link]}. Remove that first."
            )


def _double_problems(proposal: ProposedDocket, closure: Closure) -> Iterator[Problem]:
    """A day closes a calendar once; two reasons for one day would leave explanations to chance."""
    for other in proposal.closures():
        if other.id != closure.id and (other.calendar, other.day) == (closure.calendar, closure.day):
            yield Problem(
                "day",
                f"{say_calendar(closure.calendar)} is closed on that day already: {other.reason}. Change that entry.",
            )


def _namesake_problems(proposal: ProposedDocket, scenario: Scenario) -> Iterator[Problem]:
    """A scenario is reopened by its name, so two of one name could not be told apart."""
    wanted = scenario.title.strip().casefold()
    if any(one.id != scenario.id and one.title.strip().casefold() == wanted for one in proposal.scenarios()):
        yield Problem("title", f"Another scenario is called “{scenario.title.strip()}” already. Choose another name.")


def _condition_problems(proposal: ProposedDocket, relief: Relief) -> Iterator[Problem]:
    for target in relief.conditions:
        condition = proposal.obligation(target)
        if condition is not None and condition.is_consequence:
            yield Problem("conditions", f"{condition.ref} is a consequence and is no condition. Choose another.")


def _window_problems(proposal: ProposedDocket, obligation: Obligation) -> Iterator[Problem]:
    """Of a group any of which satisfies all, none has a window: what is done too early satisfies none of the others."""
    linking = [end.id for end in proposal.linked_to(obligation.id) if end.link == "either"]
    group = [proposal.obligation(one) for one in (*(link.to for link in obligation.either), *linking)]
    for one in (obligation, *group) if group else ():
        if one is not None and isinstance(one.deadline, After | Every) and one.deadline.opens:
            yield Problem(
                "deadline" if one is obligation else "either",
                f"{one.ref} has a window and belongs to a group any of which satisfies all. Duly does not judge that"
                " yet: remove the window, or the link.",
            )


def _plan_problems(proposal: ProposedDocket, obligation: Obligation) -> Iterator[Problem]:
    """It counts from no plan's due day or miss; and what becomes a plan has nothing that counts from its own."""
    yield from _plan_anchor_problems(proposal, obligation)
    stored = proposal.docket.obligations.get(obligation.id)
    if obligation.binding != "plan" or stored is None or stored.binding == "plan":
        return
    for user_id in proposal.docket.users.get(obligation.id, ()):
        user = proposal.obligation(user_id) or proposal.instrument(user_id)
        anchors = [anchor for _, anchor in anchors_in(user)] if user is not None else []
        for anchor in anchors:
            if isinstance(anchor, ObligationAnchor) and anchor.obligation == obligation.id and anchor.of != "performed":
                whose = name_of(proposal.docket, user) if user is not None else ""
                how = "due day" if anchor.of == "due" else "miss"
                yield Problem(
                    "binding",
                    f"{obligation.ref} cannot be a plan: {whose} counts from its {how}. Count that from its performance"
                    " first.",
                )
                return


def _plan_anchor_problems(proposal: ProposedDocket, record: Record) -> Iterator[Problem]:
    """A plan is never due and never missed: what counts from one counts from its performance."""
    for field, anchor in anchors_in(record):
        if not isinstance(anchor, ObligationAnchor) or anchor.of == "performed":
            continue
        plan = proposal.obligation(anchor.obligation)
        if plan is not None and plan.binding == "plan":
            yield Problem(
                field,
                f"{plan.ref} is a plan, which is never {'due' if anchor.of == 'due' else 'missed'}. Count from its"
                " performance.",
            )


def _standing_fact_problems(proposal: ProposedDocket, obligation: Obligation) -> Iterator[Problem]:
    """A changed obligation still fits the facts that are recorded about it."""
    if proposal.docket.get("obligation", obligation.id) is None:
        return
    event = proposal.event_of(obligation)
    facts = [fact for fact in proposal.facts_about(obligation.id) if not proposal.changes("fact", fact.id)]
    if lost := lost_facts(facts, obligation, event):
        yield lost_facts_problem(proposal, obligation, lost)
    for fact in facts:
        for problem in misfits(fact, obligation, event):
            if problem.field == "occurrence" and fact.occurrence is not None:
                continue
            yield Problem(
                _FACT_FIELDS.get(problem.field, "kind"),
                f"It is recorded that {said_fact(proposal.docket, fact)}. {problem.message} Or remove that fact first.",
            )
            break


_FACT_FIELDS: Final[dict[str, str]] = {
    "what": "kind",
    "occurrence": "deadline",
    "currency": "amount",
    "in_full": "amount",
    "met": "threshold",
}
"""Which field of the obligation makes a fact's field unfit."""


def _circle_problems(proposal: ProposedDocket, record: Record) -> Iterator[Problem]:
    if isinstance(record, Obligation | Relief):
        circle = shortest_circle(proposal, record.id)
        if circle:
            yield circle_problem(proposal, circle)
    if isinstance(record, Instrument) and (closing := circle_of_terms(proposal, record)):
        yield closing


def _fact_notes(docket: Docket, fact: Fact, today: date | None) -> Iterator[str]:
    obligation = docket.obligations.get(fact.about)
    instrument = docket.instruments.get(obligation.instrument or "") if obligation else None
    if isinstance(fact.what, Performed) and instrument and _began_after(instrument, fact.day.on):
        begins = say_day(instrument.begins) if instrument.begins else ""
        yield (
            f"{said_fact(docket, fact)}, before the day of its instrument, {instrument.short} ({begins})."
            " It was recorded as entered."
        )
    if today is not None and fact.day.on > today:
        yield f"{said_fact(docket, fact)}: that day is still to come. It counts from then on."


def _relief_notes(docket: Docket, relief: Relief) -> Iterator[str]:
    if relief.granted_by is None:
        yield f"{relief.ref} does not say who granted it."
    yield from limit_notes(docket, relief)


def _began_after(instrument: Instrument, day: date) -> bool:
    return instrument.begins is not None and day < instrument.begins


def _closure_notes(closure: Closure) -> Iterator[str]:
    """A closure that moves nothing, since the calendar is closed already or does not cover the year."""
    try:
        known = named((closure.calendar,)).reason_closed(closure.day)
    except DayError as error:
        yield f"The closure was recorded, but moves nothing. {error}"
        return
    if known:
        named_day = f"{say_calendar(closure.calendar)} is closed on {say_day(closure.day)}"
        yield f"{named_day} anyway ({known}), so this closure moves nothing."


def _obligation_notes(obligation: Obligation) -> Iterator[str]:
    if obligation.obligor is None and not obligation.is_consequence:
        yield f"{obligation.ref} does not say who owes it, so it counts as ours."


def _called(docket: Docket, record: Record) -> str:
    name = name_of(docket, record)
    kind = kind_of(record)
    if kind in ("obligation", "relief", "fact"):
        return name
    if kind in ("closure", "figure"):
        return name[0].upper() + name[1:]
    return f"{KIND_WORDS[kind].capitalize()} {listed([name])}"
