"""Entering an obligation once more, as the start of another that is much like it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replaced

from msgspec.structs import replace

from model.docket import Docket
from model.errors import InvalidRecord
from model.ledger.commands import Put
from model.ledger.edit import Edit
from model.ledger.numbering import fresh_refs
from model.record.deadline import Every
from model.record.obligation import Obligation


@dataclass(frozen=True)
class Duplicate:
    """Enter the obligation ``id`` once more as ``new_id``, under the next free reference.

    What happened stays with the first: no fact is copied, nor a day that was set by hand, nor the changes of single
    occurrences of a series. The copy replaces nothing, since one obligation is replaced once.
    """

    id: str
    new_id: str

    def __call__(self, docket: Docket) -> Edit:
        """Enter the copy. Raises :class:`model.errors.InvalidRecord` where the obligation is gone."""
        found = docket.obligations.get(self.id)
        if found is None:
            raise InvalidRecord("The obligation is no longer in this docket. Choose another to duplicate.")
        copy = self._copy(found, next(fresh_refs(docket)))
        return replaced(Put(copy)(docket), label=f"Duplicate {found.ref} as {copy.ref}")

    def _copy(self, found: Obligation, ref: str) -> Obligation:
        deadline = found.deadline
        if isinstance(deadline, Every):
            deadline = replace(deadline, changed=())
        return replace(found, id=self.new_id, ref=ref, deadline=deadline, override=None, replaces=())
