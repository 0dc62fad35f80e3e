"""What a checklist says, in words: its counts, its rows, the table that is copied. No Qt here."""

from __future__ import annotations

from typing import NamedTuple

from model.assess.standing import Assessment
from model.days.wording import say_day
from model.docket import Docket
from model.outlook.checklist import Checklist, ChecklistGroup, Condition, has_checklist, say_tally, spare_words, tally
from model.phrases import refs_text
from model.record.document import Document
from model.record.obligation import Obligation
from model.wording.standings import due_text_in_full
from ui.frame.standing import word_of_key

HEADS = ("Owed by", "In place", "Standing", "Ref", "Condition", "Owner", "Due", "Act by", "Evidence", "Open question")


class Target(NamedTuple):
    """A record that a checklist is of; no id where none is chosen."""

    kind: str = ""
    id: str = ""


def target_of(docket: Docket, record_id: str) -> Target:
    """Whose checklist a selected record opens: its own where it needs anything, or its instrument's."""
    if record_id in docket.reliefs:
        return Target("relief", record_id)
    node = docket.obligations.get(record_id)
    if node is None:
        return Target()
    if node.needs or not node.instrument:
        return Target("obligation", record_id)
    return Target("instrument", node.instrument)


def first_target(docket: Docket) -> Target:
    """The first instrument that has conditions; none where there is none."""
    found = (one for one in docket.instruments if has_checklist(docket, "instrument", one))
    return Target("instrument", one) if (one := next(found, "")) else Target()


def count_words(found: Checklist) -> str:
    """All of them, then what we owe and what others owe, each by itself."""
    ours = [one for group in found.groups if group.ours for one in group.conditions]
    theirs = [one for group in found.groups if not group.ours for one in group.conditions]
    whole = say_tally(tally(found.conditions))
    if not (ours and theirs):
        return whole
    parts = (("by us", tally(ours)), ("by others", tally(theirs)))
    return f"{whole}: " + ", ".join(f"{count.done:,} of {count.total:,} {whose}" for whose, count in parts)


def group_words(group: ChecklistGroup) -> str:
    """On whose side a group counts, and how far it has come."""
    side = "owed by us" if group.ours else "owed by others"
    return f"{side}, {say_tally(tally(group.conditions))}"


def standing_word(one: Condition) -> str:
    """The standing of a condition in a word."""
    return word_of_key(one.mark)


def day_words(docket: Docket, assessment: Assessment, node: Obligation) -> tuple[str, str]:
    """Its due day or what stands in its place, and how far off that is."""
    due = due_text_in_full(docket, node, assessment[node.id], assessment.day)
    words = say_day(due.day) if due.day else due.words
    return words[:1].upper() + words[1:], due.distance


def act_by_words(one: Condition) -> str:
    """The day to act by, where that is not the due day itself and it is still open."""
    return f"act by {say_day(one.act_by)}" if one.open and one.act_by and one.act_by != one.due else ""


def notes(docket: Docket, one: Condition) -> tuple[str, ...]:
    """What stands below the title: why it is not asked for, what needs it, what is unsettled."""
    needed = f"needed by {refs_text(docket, one.needed_by, short=True)}" if one.needed_by else ""
    question = f"Open question: {one.question}" if one.question else ""
    said = ", ".join(filter(None, (spare_words(docket, one), needed)))
    return tuple(filter(None, (said[:1].upper() + said[1:], question)))


def spoken(docket: Docket, one: Condition) -> str:
    """A condition for a screen reader."""
    node = docket.obligations[one.id]
    place = "in place" if one.in_place else "not asked for" if one.spare else "not in place"
    return f"{docket.short_ref(one.id)} {node.short}, {place}, {standing_word(one)}"


def documents_of(docket: Docket, one: Condition) -> tuple[Document, ...]:
    """Its evidence."""
    return tuple(docket.documents[each] for each in one.evidence if each in docket.documents)


def _titles(docket: Docket, one: Condition) -> tuple[str, ...]:
    return tuple(each.title for each in documents_of(docket, one))


def said_of(docket: Docket, assessment: Assessment, one: Condition) -> tuple[object, ...]:
    """All that a row says of a condition: a row that says the same need not be made again."""
    node = docket.obligations[one.id]
    refs = (docket.short_ref(one.id), *notes(docket, one))
    return (one, node.title, node.short, day_words(docket, assessment, node), _titles(docket, one), refs)


def table_of(docket: Docket, assessment: Assessment, found: Checklist, *, open_only: bool) -> list[list[str]]:
    """The checklist as lines of cells, the heads first."""
    asked = ((group, one) for group in found.groups for one in group.conditions if one.open or not open_only)
    return [list(HEADS), *(_line(docket, assessment, group, one) for group, one in asked)]


def _line(docket: Docket, assessment: Assessment, group: ChecklistGroup, one: Condition) -> list[str]:
    node = docket.obligations[one.id]
    place = "yes" if one.in_place else spare_words(docket, one) or "no"
    due = day_words(docket, assessment, node)[0]
    act_by = say_day(one.act_by) if one.act_by else ""
    evidence = "; ".join(_titles(docket, one))
    return [
        *(group.name, place, standing_word(one), node.ref, node.title),
        *(one.owner, due, act_by, evidence, one.question),
    ]
