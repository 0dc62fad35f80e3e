"""Obligations that come in from elsewhere, such as a calendar file, as one entry of the journal."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from model.days.wording import say_count
from model.docket import Change, Docket
from model.ledger.commands import NO_CHANGE
from model.ledger.edit import Edit
from model.ledger.entry import check_entries
from model.ledger.numbering import fresh_refs
from model.record.base import Record
from model.record.door import kind_of
from model.record.fact import Fact
from model.record.obligation import Obligation


@dataclass(frozen=True)
class EnterImported:
    """Enter obligations that have no reference yet, with the facts about them; all of them or none.

    What is on the docket already, by its id, is passed over with its facts, so that nothing enters twice. References
    are given when the command runs: whatever another window entered meanwhile, they are free.
    """

    obligations: tuple[Obligation, ...]
    facts: tuple[Fact, ...]
    source: str
    """Where they come from, as the label names it."""

    def __call__(self, docket: Docket) -> Edit:
        """Number and enter them; nothing where all are there already."""
        fresh = [one for one in self.obligations if docket.get("obligation", one.id) is None]
        if not fresh:
            return NO_CHANGE
        numbered = [replace(one, ref=ref) for one, ref in zip(fresh, fresh_refs(docket), strict=False)]
        entered = {one.id for one in numbered}
        records: list[Record] = [*numbered, *(fact for fact in self.facts if fact.about in entered)]
        check_entries(docket, records)
        changes = tuple(Change(kind_of(record), record.id, None, record) for record in records)
        label = f"Import {say_count(len(numbered), 'obligation')} from “{self.source}”"
        return Edit(label, changes, _notes(numbered))


def _notes(entered: list[Obligation]) -> tuple[str, ...]:
    """One note for all: those that name no obligor would else be told one by one."""
    without = sum(one.obligor is None for one in entered)
    if not without:
        return ()
    if len(entered) == 1:
        return (f"{entered[0].ref} does not say who owes it, so it counts as ours.",)
    return (f"{without:,} of them do not say who owes them, so they count as ours.",)
