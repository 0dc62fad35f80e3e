"""The paragraph at the head of the status report: what can hurt, what comes next, and how well it is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from model.assess.standing import IN_PLAY, Assessment, Position, Standing
from model.days.wording import say_count, say_day, say_distance
from model.docket import Docket
from model.outlook.today.open_occurrences import at_next
from model.phrases import listed
from model.record.fact import NotPerformed
from model.record.links import Node
from model.record.obligation import Obligation
from model.report.phrases import counted, is_or_are, refs, sentence
from model.report.rows import SOON, tidy

_NAMED: Final = 3
"""How many deadlines a sentence names one by one. Where there are more, it counts them and names the first."""

_LISTED: Final = 25
"""How many refs a sentence lists. Where there are more, it counts them."""


def summary(docket: Docket, assessment: Assessment) -> str:
    """A few sentences, plain and complete; what we owe and what is owed to us never in one count."""
    if not docket.obligations and not docket.reliefs:
        return "The docket holds no obligations yet."
    said = [
        *_trouble(docket, assessment),
        *_coming(docket, assessment),
        *_reliefs(docket, assessment),
        *_undated(docket, assessment),
        *_knowledge(docket, assessment),
    ]
    return " ".join(sentence(words) for words in said if words)


def _trouble(docket: Docket, assessment: Assessment) -> Iterator[str]:
    ours, theirs = _sides(docket, assessment)
    exposed = _standing(docket.obligations_by_ref(), assessment, Standing.EXPOSED)
    of_ours = [*_missed(docket, assessment, ours)]
    if exposed:
        of_ours.append(f"{_they(docket, exposed)} exposed")
    if of_ours:
        yield "; ".join(of_ours)
    else:
        covered = any(position.standing is Standing.SUSPENDED for position in ours)
        yield f"nothing of ours is missed{' without relief' if covered else ''}, and nothing is exposed"
    of_theirs = [*_missed(docket, assessment, theirs)]
    if of_theirs:
        yield f"of what is owed to us, {'; '.join(of_theirs)}"


def _missed(docket: Docket, assessment: Assessment, side: Iterable[Position]) -> Iterator[str]:
    """Missed by silence and missed by admission apart: a report never turns the one into the other."""
    by_standing = _by_standing(side)
    admitted = [one for one in by_standing[Standing.MISSED] if _admitted(docket, one, assessment.day)]
    others = [one for one in by_standing[Standing.MISSED] if one not in admitted]
    in_part = [one for one in others if any(reason.code == "in part" for reason in assessment[one].reasons)]
    silent = [one for one in others if one not in in_part]
    if in_part:
        yield f"{_they(docket, in_part)} missed, performed in part"
    if silent:
        yield f"{_they(docket, silent)} missed, with no performance recorded"
    if admitted:
        yield f"{_they(docket, admitted)} missed, confirmed not performed"
    if failing := by_standing[Standing.FAILING]:
        yield f"{_they(docket, failing)} failing"
    if lapsed := by_standing[Standing.LAPSED]:
        yield f"the right{'' if len(lapsed) == 1 else 's'} {refs(docket, lapsed)} lapsed unused"
    if in_cure := by_standing[Standing.IN_CURE]:
        yield f"{_they(docket, in_cure)} in cure"


def _coming(docket: Docket, assessment: Assessment) -> Iterator[str]:
    ours, theirs = _sides(docket, assessment)
    yield _soon(docket, assessment, ours, "of ours") or _next(docket, assessment, ours)
    yield _soon(docket, assessment, theirs, "of what is owed to us")


def _soon(docket: Docket, assessment: Assessment, side: Iterable[Position], whose: str) -> str:
    until = assessment.day + timedelta(days=SOON)
    due = [position for position in _awaited(side, assessment.day) if position.due and position.due <= until]
    if not due:
        return ""
    falls = "falls" if len(due) == 1 else "fall"
    within = f"{counted(len(due), 'deadline', whose)} {falls} within {SOON} days"
    if len(due) > _NAMED:
        return f"{within}, the first {_named(docket, due[0])}"
    return f"{within}: {listed([_named(docket, position) for position in due])}"


def _next(docket: Docket, assessment: Assessment, side: Iterable[Position]) -> str:
    due = _awaited(side, assessment.day)
    if not due:
        return "no deadline of ours lies ahead"
    distance = say_distance((due[0].due - assessment.day).days) if due[0].due else ""
    return f"no deadline of ours falls within {SOON} days; the next is {_named(docket, due[0])}, {distance}"


def _reliefs(docket: Docket, assessment: Assessment) -> Iterator[str]:
    by_end: defaultdict[tuple[Standing, date | None], list[str]] = defaultdict(list)
    for relief in docket.reliefs_by_ref():
        position = assessment[relief.id]
        by_end[position.standing, position.due if position.standing is Standing.LIVE else None].append(relief.id)
    for (standing, end), ids in sorted(by_end.items(), key=lambda item: (item[0][0], item[0][1] or date.max)):
        named = f"relief{'' if len(ids) == 1 else 's'} {refs(docket, ids)}"
        if standing is Standing.LIVE:
            yield f"{named} {_end(docket, assessment, end, ids)}"
        elif standing is Standing.LAPSED:
            yield f"{named} {'has' if len(ids) == 1 else 'have'} lapsed"
        else:
            yield f"{named} {is_or_are(len(ids))} {standing.value}"


def _end(docket: Docket, assessment: Assessment, end: date | None, ids: list[str]) -> str:
    one = len(ids) == 1
    if end is None:
        return f"{is_or_are(len(ids))} live without a stated end"
    conditions = any(docket.reliefs[relief].conditions for relief in ids)
    even = f", even if each of {'its' if one else 'their'} conditions is met" if conditions else ""
    last = f"{'ends' if one else 'end'} with {say_day(end)}{even}"
    back = [position for position in assessment.positions.values() if position.back_on == end + timedelta(days=1)]
    if not back:
        return last
    again = "stands again" if len(back) == 1 else "stand again"
    who, when = refs(docket, [position.id for position in back]), say_day(end + timedelta(days=1))
    return f"{last}; {who} {again} from {when} unless a further relief is granted"


def _undated(docket: Docket, assessment: Assessment) -> Iterator[str]:
    ours, theirs = _sides(docket, assessment)
    for side, whose in ((ours, "of ours"), (theirs, "owed to us")):
        found = [
            position.id
            for position in side
            if position.standing in IN_PLAY
            and not (position.due or position.perform_by)
            and not _obligation(docket, position).continuing
        ]
        if found:
            has = "has" if len(found) == 1 else "have"
            which = f": {refs(docket, found)}" if len(found) <= _LISTED else ""
            yield f"{counted(len(found), 'open obligation', whose)} {has} no stated day{which}"


def _knowledge(docket: Docket, assessment: Assessment) -> Iterator[str]:
    nodes = [node for node in docket.nodes() if node.instrument in docket.instruments]
    from_summary = [node for node in nodes if _summarised(docket, node)]
    if from_summary and len(from_summary) == len(nodes):
        yield "all is known from a summary, not from the executed instruments"
    elif from_summary:
        yield f"{len(from_summary):,} of {len(nodes):,} are known from a summary only, not from the executed instrument"
    unread = sum(1 for node in docket.nodes() if not assessment[node.id].verified)
    total = len(docket.obligations) + len(docket.reliefs)
    if unread == total:
        yield "nothing has yet been verified by a second reader"
    elif unread:
        yield f"{say_count(unread, 'entry')} of {total:,} {is_or_are(unread)} not yet verified by a second reader"


def _sides(docket: Docket, assessment: Assessment) -> tuple[list[Position], list[Position]]:
    """The positions of what we owe, and of what is owed to us; plans and consequences are neither."""
    ours: list[Position] = []
    theirs: list[Position] = []
    for obligation in docket.obligations_by_ref():
        if not obligation.is_consequence and obligation.binding != "plan":
            (ours if docket.owed_by_us(obligation) else theirs).append(assessment[obligation.id])
    return ours, theirs


def _awaited(side: Iterable[Position], day: date) -> list[Position]:
    """What is still to be done and has a day on or after ``day``, nearest first; of a series, its next open one."""
    coming = (at_next(each, day) for each in side)
    found = [each for each in coming if each.standing in IN_PLAY and each.due and each.due >= day]
    return sorted(found, key=lambda position: (position.due or date.max, position.id))


def _standing(nodes: Iterable[Node], assessment: Assessment, standing: Standing) -> list[str]:
    return [node.id for node in nodes if assessment[node.id].standing is standing]


def _by_standing(side: Iterable[Position]) -> Mapping[Standing, list[str]]:
    found: defaultdict[Standing, list[str]] = defaultdict(list)
    for position in side:
        found[position.standing].append(position.id)
    return found


def _admitted(docket: Docket, record_id: str, day: date) -> bool:
    facts = docket.facts_about.get(record_id, ())
    return any(isinstance(fact.what, NotPerformed) and fact.day.on <= day for fact in facts)


def _summarised(docket: Docket, node: Node) -> bool:
    instrument = docket.instruments.get(node.instrument or "")
    return instrument is not None and instrument.source_rank == "summary"


def _obligation(docket: Docket, position: Position) -> Obligation:
    return docket.obligations[position.id]


def _they(docket: Docket, ids: list[str]) -> str:
    """Few by their refs, many by their number: the section that follows names them."""
    who = refs(docket, ids) if len(ids) <= _LISTED else f"{len(ids):,} obligations"
    return f"{who} {is_or_are(len(ids))}"


def _named(docket: Docket, position: Position) -> str:
    day = f" on {say_day(position.due)}" if position.due else ""
    return f"{docket.short_ref(position.id)}, {tidy(docket.node(position.id).short)},{day}"
