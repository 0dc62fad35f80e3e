"""Two windows, one record: what each changed, put together field by field."""

from __future__ import annotations

import msgspec

from model.docket import Docket
from model.errors import ConflictError
from model.ledger.labels import changed_fields
from model.ledger.naming import field_words, listed, name_of
from model.record.base import Record


def merged(docket: Docket, base: Record | None, standing: Record | None, wanted: Record) -> Record:
    """``wanted``, made from ``base``, as it should stand where another window has made ``standing`` of it.

    Raises :class:`model.errors.ConflictError` where both changed the same field differently, or where the other
    deleted the record.
    """
    if base is None or standing == base:
        return wanted
    if standing is None:
        raise ConflictError(
            f"{name_of(docket, base)} was deleted in another window, so your change was not saved."
            " Undo the deletion, or enter it anew."
        )
    ours = {field: getattr(wanted, field) for field in changed_fields(base, wanted)}
    theirs = changed_fields(base, standing)
    clashes = [field for field in theirs if field in ours and ours[field] != getattr(standing, field)]
    if clashes:
        raise ConflictError(
            f"Another window changed {listed(field_words(field) for field in clashes)} of"
            f" {name_of(docket, standing)} first, so your change was not saved. Look at the other change, then"
            " make yours again."
        )
    return msgspec.structs.replace(standing, **ours)
