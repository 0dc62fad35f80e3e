"""The columns of the docket, once: head, width, place, sort key and text of each."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from model.assess.amounts import amount_owed
from model.record.links import Node
from model.record.obligation import Obligation
from ui.docket.entry import RULE_REMARKS, DocketEntry, rule_remark
from ui.filter.snapshot import Snapshot, natural
from ui.frame.standing import RANK

SortKey = tuple[object, ...] | None
"""What a column sorts by, in native values; None where the cell is empty, which comes last."""


class Column(Struct, frozen=True):
    """One column. ``token`` names its width in the tokens; without one it takes ``width``."""

    key: str
    head: str
    words: str
    sort: Callable[[Snapshot, Node], SortKey]
    text: Callable[[DocketEntry], str]
    right: bool = False
    fixed: bool = False
    width: int = 0


def _standing(snapshot: Snapshot, node: Node) -> SortKey:
    return (RANK[snapshot.slots[node.id][1]],)


def _due(snapshot: Snapshot, node: Node) -> SortKey:
    due = snapshot.position(node).due
    return (due,) if due else None


def _title(_: Snapshot, node: Node) -> SortKey:
    return natural(node.ref)


def _words(text: str) -> SortKey:
    return (text.casefold(),) if text else None


def _amount(snapshot: Snapshot, node: Node) -> SortKey:
    amount = amount_owed(node, snapshot.position(node)) if isinstance(node, Obligation) else None
    return (amount.currency, amount.number) if amount else None


def _needs(snapshot: Snapshot, node: Node) -> SortKey:
    needs = needed_by(snapshot, node)
    return (len(needs), natural(snapshot.docket.ref(needs[0]))) if needs else None


def _verified(snapshot: Snapshot, node: Node) -> SortKey:
    position = snapshot.position(node)
    remark = rule_remark(position)
    return (_REMARKS.index(remark) - len(_REMARKS),) if remark else (position.verified,)


_REMARKS = tuple(RULE_REMARKS.values())


def _reminder(snapshot: Snapshot, node: Node) -> SortKey:
    day = DocketEntry(snapshot, node).next_reminder
    return (day,) if day else None


def needed_by(snapshot: Snapshot, node: Node) -> tuple[str, ...]:
    """What a record hangs on."""
    return DocketEntry(snapshot, node).needs


COLUMNS: tuple[Column, ...] = (
    Column("standing", "Standing", "Standing", _standing, lambda entry: entry.standing_word, fixed=True),
    Column("due", "Due", "Due", _due, lambda entry: entry.due_words, fixed=True),
    Column("title", "Obligation", "Ref and obligation", _title, lambda entry: entry.title_words, fixed=True),
    Column(
        "instrument",
        "Instrument",
        "Instrument",
        lambda snapshot, node: _words(snapshot.instrument(node)),
        lambda entry: entry.instrument,
        width=150,
    ),
    Column("locator", "Locator", "Locator", lambda _, node: _words(node.locator), lambda entry: entry.locator),
    Column(
        "parties",
        "Obligor → obligee",
        "Obligor and obligee",
        lambda snapshot, node: _words(" ".join(snapshot.parties(node))),
        lambda entry: entry.parties,
    ),
    Column("owner", "Owner", "Owner", lambda snapshot, node: _words(snapshot.owner(node)), lambda entry: entry.owner),
    Column("amount", "Amount", "Amount", _amount, lambda entry: entry.amount_words, right=True),
    Column("needs", "Needs", "Needs", _needs, lambda entry: entry.needs_words),
    Column("verified", "Verified", "Verified", _verified, lambda entry: entry.verified_words),
    Column("reminder", "Reminder", "Next reminder", _reminder, lambda entry: entry.reminder_words),
)
"""Left to right. The title takes what the others leave."""

COLUMN: dict[str, Column] = {column.key: column for column in COLUMNS}
INDEX: dict[str, int] = {column.key: index for index, column in enumerate(COLUMNS)}


def folded(
    widths: dict[str, int], wanted: frozenset[str], fold_first: tuple[str, ...], title_least: int, room: int
) -> frozenset[str]:
    """Which of the ``wanted`` columns fold so that the title keeps ``title_least`` in ``room`` pixels."""
    spare = room - title_least - sum(widths[key] for key in wanted if key != "title")
    gone: set[str] = set()
    for key in fold_first:
        if spare >= 0:
            break
        if key in wanted:
            gone.add(key)
            spare += widths[key]
    return frozenset(gone)
