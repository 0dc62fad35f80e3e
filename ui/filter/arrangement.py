"""Which rows stand in the table and in what order. Plain values, no Qt.

The order of all records is worked out once for a sort and a grouping; a filter then only passes along it, so that
a keystroke costs one look at each record's ready words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from model.assess.standing import CLOSED
from model.record.links import Node
from model.record.relief import Relief
from ui.docket.columns import COLUMN, Column
from ui.filter.filter import FACET, Filter, Haystacks
from ui.filter.grouping import GROUPING, GroupHeading
from ui.filter.snapshot import DISTANT, Snapshot, natural
from ui.frame.standing import Count, count

GROUP_MARK = ":"
"""Begins the row key of a group. No record's id can hold it."""


class ArrangementPlan(Struct, frozen=True):
    """How the user wants the table: grouping, sort, filter, and which groups are shut."""

    grouping: str = "instrument"
    sort: str = "due"
    descending: bool = False
    filter: Filter = Filter()
    shut: frozenset[str] = frozenset()

    def toggled(self, group: str) -> ArrangementPlan:
        """The plan with one group opened or shut."""
        return replace(self, shut=self.shut ^ {group})


class DocketGroup:
    """A group as the table shows it. Its head is worded and counted only when it is in sight."""

    def __init__(
        self, snapshot: Snapshot, grouping: str, name: str, members: tuple[str, ...], shut: frozenset[str]
    ) -> None:
        self._snapshot = snapshot
        self._grouping = grouping
        self._name = name
        self.key = group_key(grouping, name)
        self.members = members
        self.shut = self.key in shut

    @cached_property
    def heading(self) -> GroupHeading:
        """Title and caption."""
        return GROUPING[self._grouping].heading(self._snapshot, self._name)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """The tally of what passed the filter."""
        slots = self._snapshot.slots
        return count(slots[one] for one in self.members)


class ArrangedRows(Struct, frozen=True, eq=False):
    """The rows: record ids and group keys in order, the groups, and how many records passed the filter."""

    keys: tuple[str, ...] = ()
    groups: Mapping[str, DocketGroup] = {}
    passed: int = 0


class _Placed(NamedTuple):
    id: str
    group: str
    node: Node


class Arrangement:
    """Keeps the order of a sight under a plan, and passes the filter along it."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._key: tuple[str, str, bool] = ("", "", False)
        self._placed: list[_Placed] = []
        self._words: list[str] | None = None
        self.haystacks = Haystacks()

    def rows(self, snapshot: Snapshot, plan: ArrangementPlan) -> ArrangedRows:
        """The rows of ``sight`` under ``plan``."""
        key = (plan.grouping, plan.sort, plan.descending)
        if snapshot is not self._snapshot or key != self._key:
            self._placed = _place(snapshot, plan)
            self._words = None
            self._snapshot, self._key = snapshot, key
        return _gather(snapshot, plan, self._pass(snapshot, plan.filter))

    def _pass(self, snapshot: Snapshot, wanted: Filter) -> list[_Placed]:
        placed = self._placed
        if wanted.terms:
            if self._words is None:
                self._words = [self.haystacks.of(snapshot, one.node) for one in placed]
            found = list(zip(placed, self._words, strict=True))
            for term in wanted.terms:
                found = [pair for pair in found if term in pair[1]]
            placed = [one for one, _ in found]
        for facet, values in wanted.chosen.items():
            value, holding = FACET[facet].value, FACET[facet].holding(snapshot, values)
            if holding is None:
                placed = [one for one in placed if value(snapshot, one.node) in values]
            else:
                placed = [one for one in placed if one.id in holding]
        return placed


def group_key(grouping: str, name: str) -> str:
    """The row key of a group."""
    return f"{GROUP_MARK}{grouping}:{name}"


def _place(snapshot: Snapshot, plan: ArrangementPlan) -> list[_Placed]:
    grouping = GROUPING[plan.grouping]
    group = grouping.group
    placed = [
        _Placed(node.id, group(snapshot, node), node) for node in _sorted(snapshot, COLUMN[plan.sort], plan.descending)
    ]
    order = {key: grouping.order(snapshot, key) for key in {one.group for one in placed}}
    return sorted(placed, key=lambda one: order[one.group])


def _sorted(snapshot: Snapshot, column: Column, descending: bool) -> list[Node]:
    """By the column, then as dated; empty values and (but for the column of standings) what is done come last."""
    positions = snapshot.assessment.positions

    def as_dated(node: Node) -> tuple[bool, date, bool, tuple[str, int, str]]:
        position = positions[node.id]
        day = position.due or position.forecast or position.expected
        return position.due is None, day or DISTANT, isinstance(node, Relief), natural(node.ref)

    nodes = sorted(snapshot.docket.nodes(), key=as_dated)
    if column.key != "due" or descending:
        values = {node.id: column.sort(snapshot, node) for node in nodes}
        # One pass for each key, the least important first: a falling sort leaves ties and the foot as they are.
        nodes.sort(key=lambda node: values[node.id] or (), reverse=descending)
        nodes.sort(key=lambda node: values[node.id] is None)
    if column.key != "standing":
        nodes.sort(key=lambda node: positions[node.id].standing in CLOSED)
    return nodes


def _gather(snapshot: Snapshot, plan: ArrangementPlan, passed: list[_Placed]) -> ArrangedRows:
    ids = tuple(one.id for one in passed)
    if plan.grouping == "none":
        return ArrangedRows(ids, {}, len(ids))
    keys: list[str] = []
    groups: dict[str, DocketGroup] = {}
    first = 0
    for name, some in groupby(passed, key=attrgetter("group")):
        after = first + sum(1 for _ in some)
        group = DocketGroup(snapshot, plan.grouping, name, ids[first:after], plan.shut)
        groups[group.key] = group
        keys.append(group.key)
        if not group.shut:
            keys.extend(group.members)
        first = after
    return ArrangedRows(tuple(keys), groups, len(ids))


def passing(snapshot: Snapshot, wanted: Filter) -> frozenset[str]:
    """The ids of the records that pass a filter."""
    return frozenset(Arrangement().rows(snapshot, ArrangementPlan(grouping="none", filter=wanted)).keys)
