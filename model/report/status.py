"""The obligation status report: what it says as of a day, in sections that put first what can hurt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from msgspec.structs import replace

from model.assess.standing import CLOSED, IN_TROUBLE, Assessment, Position, Standing
from model.days.wording import MONTHS, WEEKDAYS, say_day
from model.docket import Docket
from model.record.links import Node
from model.record.ref import ref_key
from model.record.relief import Relief
from model.report.content import Paper, ReportGroup, ReportPart, ReportSection, Signature, StatusReport
from model.report.phrases import refs, sentence
from model.report.rows import brief_row, clause, full_row, order_of, quotes, tidy, why
from model.report.summary import summary

TITLE: Final = "Obligation status report"


def status_report(
    docket: Docket, assessment: Assessment, *, head: str, generated: datetime, paper: Paper = "us-letter"
) -> StatusReport:
    """The report of everything in the docket as of the assessment's day.

    ``head`` names the journal entry and chain that the docket was read at; ``generated`` is the present moment in
    the user's zone.
    """
    sections = (
        _trouble(docket, assessment),
        _owed(docket, assessment, "What we owe", ours=True),
        _owed(docket, assessment, "What is owed to us", ours=False),
        _reliefs(docket, assessment),
        _plans_and_consequences(docket, assessment),
        _exposure(docket, assessment),
    )
    made = framed(docket, assessment.day, TITLE, head=head, generated=generated, paper=paper)
    return replace(
        made,
        summary=summary(docket, assessment),
        sections=tuple(section for section in sections if section),
        signatures=(
            Signature("Name, date", f"for {tidy(docket.caption.title)}"),
            Signature("Name, date", "second reader"),
        ),
    )


def framed(
    docket: Docket, day: date, title: str, *, head: str, generated: datetime, paper: Paper = "us-letter"
) -> StatusReport:
    """A report of the docket as of a day that says nothing yet: its titles, its legend, and what proves its source."""
    caption = docket.caption
    moment = f"{say_day(generated.date())} at {generated:%H:%M}"
    proof = (f"Docket of {tidy(caption.title)}", head, f"set by Duly on {moment}")
    return StatusReport(
        title=title,
        docket=tidy(f"{caption.title}, {caption.subtitle}" if caption.subtitle else caption.title),
        legend=tidy(caption.legend),
        day=day,
        generated=generated,
        head=head,
        paper=paper,
        as_of=f"As of {_long(day)}",
        as_of_short=f"As of {say_day(day)}",
        known=f"Read from the docket as known on {moment}",
        footer=" · ".join(part for part in proof if part),
        summary="",
        sections=(),
        signatures=(),
    )


def _long(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _trouble(docket: Docket, assessment: Assessment) -> ReportSection | None:
    """Exposed and missed, with what is past due and still in cure; owed by us and owed to us apart."""
    found = [node for node in docket.obligations_by_ref() if assessment[node.id].standing in IN_TROUBLE]
    consequences = [node for node in found if node.is_consequence]
    owed = [node for node in found if not node.is_consequence]
    groups = (
        _group(docket, assessment, "Exposed", consequences),
        _group(docket, assessment, "Owed by us", (node for node in owed if docket.owed_by_us(node))),
        _group(docket, assessment, "Owed to us", (node for node in owed if not docket.owed_by_us(node))),
    )
    kept = tuple(group for group in groups if group)
    return ReportSection(heading="Exposed, missed and in cure", groups=kept) if kept else None


def _owed(docket: Docket, assessment: Assessment, heading: str, *, ours: bool) -> ReportSection | None:
    found = (
        node
        for node in docket.obligations_by_ref()
        if docket.owed_by_us(node) == ours
        and not node.is_consequence
        and node.binding != "plan"
        and assessment[node.id].standing not in IN_TROUBLE
    )
    group = _group(docket, assessment, "", found)
    return ReportSection(heading=heading, groups=(group,)) if group else None


def _plans_and_consequences(docket: Docket, assessment: Assessment) -> ReportSection | None:
    plans = (node for node in docket.obligations_by_ref() if node.binding == "plan" and not node.is_consequence)
    dormant = (
        node
        for node in docket.obligations_by_ref()
        if node.is_consequence and assessment[node.id].standing is not Standing.EXPOSED
    )
    groups = (
        _group(docket, assessment, "Plans, which are never missed", plans),
        _group(docket, assessment, "Consequences, none of them exposed", dormant),
    )
    kept = tuple(group for group in groups if group)
    return ReportSection(heading="Plans and consequences", groups=kept) if kept else None


def _group(docket: Docket, assessment: Assessment, label: str, nodes: Iterable[Node]) -> ReportGroup | None:
    ordered = sorted(nodes, key=lambda node: order_of(docket, assessment, node))
    if not ordered:
        return None
    return ReportGroup(label=label, rows=tuple(full_row(docket, assessment, node) for node in ordered))


def _reliefs(docket: Docket, assessment: Assessment) -> ReportSection | None:
    """Reliefs that cover the same and stand alike are told together, then what they cover."""
    alike: defaultdict[tuple[object, ...], list[Relief]] = defaultdict(list)
    for relief in sorted(docket.reliefs_by_ref(), key=lambda one: ref_key(docket.short_ref(one.id))):
        position = assessment[relief.id]
        alike[(relief.covers, relief.conditions, position.standing, position.due)].append(relief)
    parts = tuple(_relief_part(docket, assessment, reliefs) for reliefs in alike.values())
    return ReportSection(heading="The reliefs and what they cover", parts=parts) if parts else None


def _relief_part(docket: Docket, assessment: Assessment, reliefs: list[Relief]) -> ReportPart:
    covered = [docket.obligations[target] for target in reliefs[0].covers]
    covered.sort(key=lambda node: ref_key(docket.short_ref(node.id)))
    one = len(reliefs) == 1
    told = [_told(docket, assessment[relief.id], relief) for relief in reliefs]
    reasons = [why(docket, assessment[relief.id]) for relief in reliefs]
    alike = [words for words in reasons[0] if all(words in others for others in reasons[1:])]
    own = [
        f"Of {docket.short_ref(relief.id)}: {words}"
        for relief, said in zip(reliefs, reasons, strict=True)
        for words in said
        if words not in alike
    ]
    conditions = reliefs[0].conditions
    hangs = [f"{'it hangs' if one else 'they hang'} on {refs(docket, conditions)}"] if conditions else []
    closing = [*alike, *own, *hangs]
    covers = f"{'It covers' if one else 'They cover'}:"
    return ReportPart(
        prose=(*told, " ".join([*(sentence(words) for words in closing), covers])),
        rows=tuple(brief_row(docket, assessment, node, _covered_note(assessment[node.id])) for node in covered),
    )


def _told(docket: Docket, position: Position, relief: Relief) -> str:
    """A relief in a sentence, with its source words and their place."""
    granted_by = docket.parties.get(relief.granted_by or "")
    by = f", granted by {tidy(granted_by.name)}," if granted_by else ""
    last = f"last day {say_day(position.due)}" if position.due else "no stated end"
    words, place = " … ".join(quotes(relief)), clause(docket, relief)
    source = f": {words}" if words else ""
    where = f" ({place})" if place else ""
    named = f"{docket.short_ref(relief.id)}, {tidy(relief.title)}"
    return f"{named}{by or ','} is {position.standing.value}, {last}{source}{where}."


def _covered_note(position: Position) -> str:
    if position.standing is Standing.SUSPENDED and position.back_on:
        return f"stands again on {say_day(position.back_on)}"
    if position.since and position.standing not in CLOSED:
        return f"since {say_day(position.since)}"
    return ""


def _exposure(docket: Docket, assessment: Assessment) -> ReportSection | None:
    """What follows if something is missed; obligations with the same outcome in one sentence."""
    alike: defaultdict[tuple[frozenset[str], ...], list[str]] = defaultdict(list)
    for node in docket.obligations_by_ref():
        position = assessment[node.id]
        if position.standing in CLOSED or position.standing in IN_TROUBLE:
            continue
        follows = frozenset(each.consequence for each in position.exposes)
        if follows or position.lapses:
            alike[(frozenset(position.lapses), frozenset(position.brings_back), follows)].append(node.id)
    told = sorted(alike.items(), key=lambda item: -sum(len(part) for part in item[0]))
    prose = tuple(_follows(docket, ids, *outcome) for outcome, ids in told)
    return ReportSection(heading="Exposure", prose=prose) if prose else None


def _follows(
    docket: Docket, ids: list[str], lapses: frozenset[str], back: frozenset[str], exposed: frozenset[str]
) -> str:
    named = refs(docket, ids) if len(ids) == 1 else f"any of {refs(docket, ids)}"
    parts = [*_part(docket, lapses, "lapses", "lapse")]
    parts += _part(docket, back, "stands again", "stand again")
    parts += _part(docket, exposed, "is exposed", "are exposed")
    last = f", and {parts[-1]}" if len(parts) > 1 else parts[-1]
    return sentence(f"if {named} is missed, {', '.join(parts[:-1])}{last}")


def _part(docket: Docket, ids: frozenset[str], one: str, several: str) -> Iterator[str]:
    if ids:
        yield f"{refs(docket, ids)} {one if len(ids) == 1 else several}"
