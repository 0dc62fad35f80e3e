"""The walk along links: from a record to the one that an arrow leads to. Plain values, no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from model.outlook.graph import Network
from ui.network.layout.plan import NetworkPlan


def step(plan: NetworkPlan, network: Network, current: str, way: str) -> str:
    """The record to the ``left`` or ``right`` along a link, or ``up`` or ``down`` among siblings; else the same one.

    Of several the nearest in height is taken. Siblings stand in one column and are linked to a same record; where
    there is none further that way, the next in the column is taken.
    """
    if current not in plan.corners:
        return first(plan)
    if way in ("left", "right"):
        ends = network.back if way == "left" else network.onward
        return _nearest(plan, current, ends.get(current, ())) or current
    column = [one for one, number in plan.columns.items() if number == plan.columns[current]]
    ahead = [one for one in column if _beyond(plan, current, one, way)]
    shared = _siblings(network, current)
    return _nearest(plan, current, [one for one in ahead if one in shared]) or _nearest(plan, current, ahead) or current


def first(plan: NetworkPlan) -> str:
    """Where a walk begins when nothing is selected: the top of the first column."""
    return min(plan.corners, key=lambda one: plan.corners[one], default="")


def _siblings(network: Network, current: str) -> set[str]:
    found: set[str] = set()
    for one in network.back.get(current, ()):
        found.update(network.onward[one])
    for one in network.onward.get(current, ()):
        found.update(network.back[one])
    return found - {current}


def _beyond(plan: NetworkPlan, current: str, other: str, way: str) -> bool:
    """Whether another of the same column of the same part stands further up or down."""
    (x, here), (across, there) = plan.corners[current], plan.corners[other]
    return x == across and (there < here if way == "up" else there > here)


def _nearest(plan: NetworkPlan, current: str, others: Iterable[str]) -> str:
    height = plan.corners[current][1]
    drawn = [one for one in others if one in plan.corners]
    return min(drawn, key=lambda one: abs(plan.corners[one][1] - height), default="")
