"""A duplicate is an obligation of its own, to which nothing has happened yet."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from model.docket import Change, Docket
from model.errors import InvalidRecord
from model.ledger.duplicating import Duplicate
from model.record.conditions import Link
from model.record.day import Day
from model.record.deadline import Changed, Every, On
from model.record.obligation import Obligation


def held(*obligations: Obligation) -> Docket:
    return Docket().changed(tuple(Change("obligation", one.id, None, one) for one in obligations))


SERIES = Every(
    rule="FREQ=MONTHLY",
    start=date(1997, 1, 31),
    changed=(Changed(occurrence=date(1997, 1, 31), due=date(1997, 2, 3), reason="agreed"),),
)
FIRST = Obligation(
    id="first",
    ref="USMX-1",
    title="Deliver the certificate",
    kind="delivery",
    deadline=On(day=Day(on=date(1997, 1, 31))),
)


def test_a_duplicate_has_a_reference_and_an_id_of_its_own_and_is_named_in_words() -> None:
    edit = Duplicate("first", "second")(held(FIRST))
    (change,) = edit.changes
    assert edit.label == "Duplicate USMX-1 as USMX-2"
    assert change.after == replace(FIRST, id="second", ref="USMX-2")


def test_changes_of_single_occurrences_are_not_copied() -> None:
    (change,) = Duplicate("first", "second")(held(replace(FIRST, deadline=SERIES))).changes
    assert isinstance(change.after, Obligation)
    assert change.after.deadline == replace(SERIES, changed=())


def test_a_duplicate_replaces_nothing() -> None:
    second = replace(FIRST, id="second", ref="USMX-2", replaces=(Link(to="first"),))
    (change,) = Duplicate("second", "third")(held(FIRST, second)).changes
    assert isinstance(change.after, Obligation)
    assert (change.after.ref, change.after.replaces) == ("USMX-3", ())


def test_what_is_gone_is_not_duplicated() -> None:
    with pytest.raises(InvalidRecord, match="no longer in this docket"):
        Duplicate("gone", "second")(held(FIRST))
