"""The report of conditions precedent: what must be in place before something closes, party by party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from model.assess.standing import Assessment
from model.docket import Docket
from model.errors import DocketError
from model.outlook.checklist import Checklist, ChecklistGroup, Condition, checklist, say_tally, spare_words, tally
from model.phrases import listed
from model.report import content
from model.report.phrases import sentence
from model.report.rows import full_row, tidy
from model.report.status import framed

TITLE: Final = "Conditions precedent"


def conditions_report(
    docket: Docket,
    assessment: Assessment,
    target: tuple[str, str],
    *,
    head: str,
    generated: datetime,
    paper: content.Paper = "us-letter",
) -> content.StatusReport:
    """The checklist of a record, by kind and id, as of the assessment's day; set as a status report is.

    Raises :class:`KeyError` where there is no such record.
    """
    found = checklist(docket, assessment, *target)
    made = framed(docket, assessment.day, TITLE, head=head, generated=generated, paper=paper)
    return replace(
        made,
        summary=" ".join(_summary(found)),
        sections=tuple(_section(docket, assessment, group) for group in found.groups),
        signatures=(content.Signature("Name, date", f"for {tidy(docket.caption.title)}"),),
    )


def find_target(docket: Docket, words: str) -> tuple[str, str]:
    """The kind and id of the record that is called so: by ref or id, or an instrument or event by its title.

    Raises :class:`DocketError` where none or several are.
    """
    wanted = tidy(words).casefold()
    node = docket.by_ref.get(wanted) or docket.by_ref.get(f"{docket.caption.ref_prefix}{wanted}".casefold())
    if node is not None:
        return ("obligation" if node.id in docket.obligations else "relief"), node.id
    kinds = ("instrument", "event", "obligation", "relief")
    found = [(kind, one) for kind in kinds for one, names in _named(docket, kind) if wanted in names]
    if len(found) == 1:
        return found[0]
    if found:
        raise DocketError(f"“{words}” names {len(found)} records. Give the id of one of them.")
    raise DocketError(f"No instrument, event or record is called “{words}”. Give its title, its ref or its id.")


def _named(docket: Docket, kind: str) -> Iterator[tuple[str, frozenset[str]]]:
    for record_id, record in docket.kind(kind).items():
        titled = kind in ("instrument", "event")
        names = [getattr(record, field, "") for field in ("title", "short_title")] if titled else []
        yield record_id, frozenset(tidy(name).casefold() for name in (record_id, *names) if name)


def _summary(found: Checklist) -> Iterator[str]:
    """What it is of, and how far it has come; what we owe and what others owe each by itself."""
    if not found.groups:
        yield f"Nothing is recorded as a condition of “{tidy(found.title)}”."
        return
    ours, theirs = _of(found, ours=True), _of(found, ours=False)
    yield f"Of the conditions of “{tidy(found.title)}”, {_have(found.conditions)} are in place."
    if ours and theirs:
        yield f"Of what we owe it is {_have(ours)}; of what others owe, {_have(theirs)}."


def _of(found: Checklist, *, ours: bool) -> list[Condition]:
    return [one for group in found.groups if group.ours == ours for one in group.conditions]


def _have(conditions: Iterable[Condition]) -> str:
    count = tally(conditions)
    return f"{count.done:,} of {count.total:,}"


def _section(docket: Docket, assessment: Assessment, group: ChecklistGroup) -> content.ReportSection:
    """One party: what is open, then what is in place, then what is not asked for."""
    parts = (
        ("Open", [one for one in group.conditions if one.open]),
        ("In place", [one for one in group.conditions if one.in_place and not one.spare]),
        ("Not asked for", [one for one in group.conditions if one.spare]),
    )
    side = "owed by us" if group.ours else "owed by others"
    return content.ReportSection(
        heading=f"{tidy(group.name)}, {side}: {say_tally(tally(group.conditions))}",
        groups=tuple(
            content.ReportGroup(label=label, rows=tuple(_row(docket, assessment, one) for one in conditions))
            for label, conditions in parts
            if conditions
        ),
    )


def _row(docket: Docket, assessment: Assessment, one: Condition) -> content.ReportRow:
    row = full_row(docket, assessment, docket.obligations[one.id])
    titles = [f"“{tidy(docket.documents[each].title)}”" for each in one.evidence if each in docket.documents]
    evidence = f"Evidence: {listed(titles)}." if titles else "No evidence is kept."
    lines = [content.ReportLine("strong", sentence(spare_words(docket, one)))] if one.spare else []
    if one.owner:
        lines.append(content.ReportLine("said", f"Seen to by {tidy(one.owner)}. {evidence}"))
    else:
        lines.append(content.ReportLine("said", f"Nobody sees to it. {evidence}"))
    return replace(row, lines=(*row.lines, *lines))
