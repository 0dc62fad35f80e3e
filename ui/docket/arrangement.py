"""Which rows stand in the table and in what order. Plain values, no Qt.

The order of all records is worked out once for a sort and a grouping; a filter then only passes along it, so that
a keystroke costs one look at each record's ready words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from model.assess.standing import mark_of
from model.docket import Node
from model.record.relief import Relief
from ui.docket.columns import COLUMN, Column
from ui.docket.filter import FACET, Filter, Haystacks
from ui.docket.grouping import GROUPING, Heading
from ui.docket.sight import Sight, natural
from ui.standing import DONE, Count, Side, count, side_of

GROUP_MARK = ":"
"""Begins the row key of a group. No record's id can hold it."""


@dataclass(frozen=True)
class Plan:
    """How the user wants the table: grouping, sort, filter, and which groups are shut."""

    grouping: str = "instrument"
    sort: str = "due"
    descending: bool = False
    filter: Filter = field(default_factory=Filter)
    shut: frozenset[str] = frozenset()

    def toggled(self, group: str) -> Plan:
        """The plan with one group opened or shut."""
        return replace(self, shut=self.shut ^ {group})


class Group(NamedTuple):
    """A group as the table shows it."""

    key: str
    heading: Heading
    counts: tuple[Count, ...]
    members: tuple[str, ...]
    shut: bool


@dataclass(frozen=True)
class Rows:
    """The rows: record ids and group keys in order, the groups, and the counts of what passed the filter."""

    keys: tuple[str, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    passed: int = 0
    counts: tuple[Count, ...] = ()


class _Placed(NamedTuple):
    node: Node
    group: str
    slot: tuple[Side, str]


class Arrangement:
    """Keeps the order of a sight under a plan, and passes the filter along it."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._placed: list[_Placed] = []
        self.haystacks = Haystacks()

    def rows(self, sight: Sight, plan: Plan) -> Rows:
        """The rows of ``sight`` under ``plan``."""
        key = (id(sight), plan.grouping, plan.sort, plan.descending)
        if key != self._key or not self._placed:
            self._placed = _place(sight, plan)
            self._key = key
        passed = self._pass(sight, plan.filter)
        return _gather(sight, plan, passed)

    def _pass(self, sight: Sight, wanted: Filter) -> list[_Placed]:
        placed = self._placed
        for facet, values in wanted.chosen.items():
            value = FACET[facet].value
            placed = [one for one in placed if value(sight, one.node) in values]
        if wanted.terms:
            self.haystacks.refresh(sight)
            words = self.haystacks.of
            for term in wanted.terms:
                placed = [one for one in placed if term in words(sight, one.node)]
        return placed


def _place(sight: Sight, plan: Plan) -> list[_Placed]:
    nodes = _sorted(sight, COLUMN[plan.sort], plan.descending)
    grouping = GROUPING[plan.grouping]
    docket, positions = sight.docket, sight.assessment.positions
    placed = [
        _Placed(node, grouping.group(sight, node), (side_of(docket, node), mark_of(node, positions[node.id].standing)))
        for node in nodes
    ]
    order = {key: grouping.order(sight, key) for key in {one.group for one in placed}}
    return sorted(placed, key=lambda one: order[one.group])


def _sorted(sight: Sight, column: Column, descending: bool) -> list[Node]:
    """By the column, then as dated; empty values and (but for the column of standings) what is done come last.

    Three stable passes, least important first, so that a descending sort leaves ties and the foot as they are.
    """
    positions = sight.assessment.positions
    by_due = COLUMN["due"]
    nodes = sorted(sight.docket.nodes(), key=lambda node: (isinstance(node, Relief), natural(node.ref)))
    for one, falling in ((by_due, False), (column, descending)):
        values = {node.id: one.sort(sight, node) for node in nodes}
        nodes.sort(key=lambda node: values[node.id] or (), reverse=falling)  # noqa: B023 - sorted at once
        nodes.sort(key=lambda node: values[node.id] is None)  # noqa: B023 - sorted at once
        if column is by_due and one is by_due and not descending:
            break
    if column.key != "standing":
        nodes.sort(key=lambda node: positions[node.id].standing in DONE)
    return nodes


def _gather(sight: Sight, plan: Plan, passed: Iterable[_Placed]) -> Rows:
    members: dict[str, list[_Placed]] = {}
    for one in passed:
        members.setdefault(one.group, []).append(one)
    everything = [one for some in members.values() for one in some]
    counts = count(one.slot for one in everything)
    if plan.grouping == "none":
        return Rows(tuple(one.node.id for one in everything), {}, len(everything), counts)
    keys: list[str] = []
    groups: dict[str, Group] = {}
    for name, some in members.items():
        group = _group(sight, plan, name, some)
        groups[group.key] = group
        keys.append(group.key)
        if not group.shut:
            keys.extend(group.members)
    return Rows(tuple(keys), groups, len(everything), counts)


def _group(sight: Sight, plan: Plan, name: str, some: list[_Placed]) -> Group:
    key = f"{GROUP_MARK}{plan.grouping}:{name}"
    ids = tuple(one.node.id for one in some)
    heading = GROUPING[plan.grouping].heading(sight, name)
    return Group(key, heading, count(one.slot for one in some), ids, key in plan.shut)
