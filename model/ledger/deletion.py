"""What hangs on a record, and so forbids its deletion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from model.docket import Change, Docket
from model.errors import InUseError
from model.ledger.naming import listed, name_of
from model.record.base import Record
from model.record.door import KINDS, kind_of
from model.record.fact import Fact
from model.record.figure import Figure
from model.record.references import references
from model.record.scenario import Scenario, without

_USES: Final[dict[str, tuple[str, str]]] = {
    "conditions": ("hangs on {it} as a condition", "hang on {it} as a condition"),
    "covers": ("covers {it}", "cover {it}"),
    "extends": ("extends {it}", "extend {it}"),
    "needs": ("needs {it}", "need {it}"),
    "starts": ("starts with {it}", "start with {it}"),
    "deadline": ("counts its days from {it}", "count their days from {it}"),
    "paid_from": ("is paid from {it}", "are paid from {it}"),
    "either": ("is an alternative to {it}", "are alternatives to {it}"),
    "causes": ("follows if {it} is missed", "follow if {it} is missed"),
    "replaces": ("replaces {it}", "replace {it}"),
    "cure": ("runs its cure period from {it}", "run their cure periods from {it}"),
    "approval": ("needs approval from {it}", "need approval from {it}"),
    "obligor": ("is owed by {it}", "are owed by {it}"),
    "obligee": ("is owed to {it}", "are owed to {it}"),
    "payee": ("is paid to {it}", "are paid to {it}"),
    "instrument": ("arises under {it}", "arise under {it}"),
    "owner": ("is owned by {it}", "are owned by {it}"),
    "stand_in": ("has {it} as stand-in", "have {it} as stand-in"),
    "parties": ("names {it} as a party", "name {it} as a party"),
    "amends": ("amends {it}", "amend {it}"),
    "granted_by": ("was granted by {it}", "were granted by {it}"),
    "signed_documents": ("rests on {it} as a signed document", "rest on {it} as a signed document"),
    "evidence": ("rests on {it} as evidence", "rest on {it} as evidence"),
    "sources": ("quotes {it}", "quote {it}"),
    "threshold": ("measures {it}", "measure {it}"),
    "remind": ("names {it} as general counsel", "name {it} as general counsel"),
    "fund": ("is made of {it}", "are made of {it}"),
    "definitions": ("is defined by {it}", "are defined by {it}"),
}
"""How a use is said of one record and of several, by the field that holds it."""


def deletion_users(docket: Docket, record_id: str) -> tuple[str, ...]:
    """What the records are called that hang on ``record_id``; its own facts are not among them."""
    return tuple(name_of(docket, user) for user in _users(docket, record_id, set()))


def deletion_changes(docket: Docket, doomed: Sequence[Record]) -> tuple[Change, ...]:
    """The deletion of ``doomed``, each after its own facts or figures. They may hang on one another.

    Raises :class:`model.errors.InUseError` where records that stay hang on one of them.
    """
    ids = {record.id for record in doomed}
    for record in doomed:
        _refuse_used(docket, record, ids)
    own = [one for record in doomed for one in _own(docket, record.id) if one.id not in ids]
    taken_out = (Change(kind_of(record), record.id, record, None) for record in (*own, *doomed))
    return (*_forgetting(docket, ids), *taken_out)


def _forgetting(docket: Docket, gone: set[str]) -> Iterator[Change]:
    """Scenarios prevent no deletion: they lose what they suppose of it, and one left without any is deleted too."""
    for scenario in docket.scenarios.values():
        left = tuple(one for each in scenario.assumptions if (one := without(each, gone)) is not None)
        if scenario.id not in gone and left != scenario.assumptions:
            yield Change("scenario", scenario.id, scenario, replace(scenario, assumptions=left) if left else None)


def _own(docket: Docket, record_id: str) -> tuple[Record, ...]:
    """What goes with a record: the facts about it, or its figures."""
    return (*docket.facts_about.get(record_id, ()), *docket.figures_of.get(record_id, ()))


def _belongs(user: Record, goes: set[str]) -> bool:
    if isinstance(user, Scenario):
        return True
    return (isinstance(user, Fact) and user.about in goes) or (isinstance(user, Figure) and user.metric in goes)


def _refuse_used(docket: Docket, record: Record, doomed: set[str]) -> None:
    users = _users(docket, record.id, doomed)
    if not users:
        return
    kind = kind_of(record)
    uses = list(_said_uses(docket, record.id, users, "them" if kind == "person" else "it"))
    joint = "; " if any("," in use for use in uses) else ", "
    raise InUseError(
        f"{name_of(docket, record)} cannot be deleted: {joint.join(uses)}."
        f" {_REMEDY.get(kind, 'Remove these links first.')}",
        tuple(name_of(docket, user) for user in users),
    )


_REMEDY: Final[dict[str, str]] = {
    "party": "Choose another party there first.",
    "person": "Choose somebody else there first.",
    "instrument": "Choose another instrument there first.",
    "document": "Remove these mentions first.",
    "metric": "Take it out of these formulas first.",
}


def _said_uses(docket: Docket, record_id: str, users: Sequence[Record], it: str) -> Iterator[str]:
    by_field: dict[str, list[str]] = {}
    for user in users:
        for field in {ref.field: None for ref in references(user) if ref.id == record_id}:
            by_field.setdefault(field, []).append(name_of(docket, user))
    for field, (one, several) in _USES.items():
        names = by_field.get(field)
        if names:
            yield f"{listed(names)} {(one if len(names) == 1 else several).format(it=it)}"


def _users(docket: Docket, record_id: str, doomed: set[str]) -> list[Record]:
    """The records that mention ``record_id``, in reading order, but for the doomed and what goes with it or them."""
    ids = docket.users.get(record_id, ())
    found = [record for user_id in ids for kind in KINDS if (record := docket.get(kind, user_id)) is not None]
    goes = doomed | {record_id}
    staying = [user for user in found if user.id not in doomed and not _belongs(user, goes)]
    return sorted(staying, key=lambda user: _reading_order(name_of(docket, user)))


def _reading_order(name: str) -> tuple[str, int, str]:
    """USMX-9 before USMX-10."""
    stem = name.rstrip("0123456789")
    return stem, int(name[len(stem) :] or 0), name
