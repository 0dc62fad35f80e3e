"""Which rows stand in the table and in what order. Plain values, no Qt.

The order of all records is worked out once for a sort and a grouping; a filter then only passes along it, so that
a keystroke costs one look at each record's ready words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from model.docket import Node
from model.record.relief import Relief
from ui.docket.columns import COLUMN, Column
from ui.docket.filter import FACET, Filter, Haystacks
from ui.docket.grouping import GROUPING, Heading
from ui.docket.sight import DISTANT, Sight, natural
from ui.standing import DONE, Count, count

GROUP_MARK = ":"
"""Begins the row key of a group. No record's id can hold it."""


class Plan(Struct, frozen=True):
    """How the user wants the table: grouping, sort, filter, and which groups are shut."""

    grouping: str = "instrument"
    sort: str = "due"
    descending: bool = False
    filter: Filter = Filter()
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


class Rows(Struct, frozen=True, eq=False):
    """The rows: record ids and group keys in order, the groups, and the counts of what passed the filter."""

    keys: tuple[str, ...] = ()
    groups: Mapping[str, Group] = {}
    passed: int = 0
    counts: tuple[Count, ...] = ()


class _Placed(NamedTuple):
    node: Node
    group: str


class Arrangement:
    """Keeps the order of a sight under a plan, and passes the filter along it."""

    def __init__(self) -> None:
        self._sight: Sight | None = None
        self._key: tuple[str, str, bool] = ("", "", False)
        self._placed: list[_Placed] = []
        self.haystacks = Haystacks()

    def rows(self, sight: Sight, plan: Plan) -> Rows:
        """The rows of ``sight`` under ``plan``."""
        key = (plan.grouping, plan.sort, plan.descending)
        if sight is not self._sight or key != self._key:
            self._placed = _place(sight, plan)
            self._sight, self._key = sight, key
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
    grouping = GROUPING[plan.grouping]
    group = grouping.group
    placed = [_Placed(node, group(sight, node)) for node in _sorted(sight, COLUMN[plan.sort], plan.descending)]
    order = {key: grouping.order(sight, key) for key in {one.group for one in placed}}
    return sorted(placed, key=lambda one: order[one.group])


def _sorted(sight: Sight, column: Column, descending: bool) -> list[Node]:
    """By the column, then as dated; empty values and (but for the column of standings) what is done come last."""
    positions = sight.assessment.positions

    def as_dated(node: Node) -> tuple[bool, date, bool, tuple[str, int, str]]:
        due = positions[node.id].due
        return due is None, due or DISTANT, isinstance(node, Relief), natural(node.ref)

    nodes = sorted(sight.docket.nodes(), key=as_dated)
    if column.key != "due" or descending:
        values = {node.id: column.sort(sight, node) for node in nodes}
        # One pass for each key, the least important first: a falling sort leaves ties and the foot as they are.
        nodes.sort(key=lambda node: values[node.id] or (), reverse=descending)
        nodes.sort(key=lambda node: values[node.id] is None)
    if column.key != "standing":
        nodes.sort(key=lambda node: positions[node.id].standing in DONE)
    return nodes


def _gather(sight: Sight, plan: Plan, passed: Iterable[_Placed]) -> Rows:
    members: dict[str, list[_Placed]] = {}
    for one in passed:
        members.setdefault(one.group, []).append(one)
    everything = [one for some in members.values() for one in some]
    counts = count(sight.slots[one.node.id] for one in everything)
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
    return Group(key, heading, count(sight.slots[one] for one in ids), ids, key in plan.shut)
