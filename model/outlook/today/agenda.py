"""The agenda of a day: which records go into which band of Today, owed by us and owed to us never in one group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from model.assess.standing import (
    ANSWER_AWAITED,
    AWAITED,
    CLOSED,
    GONE,
    IN_TROUBLE,
    MAY_FAIL_A_RELIEF,
    NOTHING_ASKED,
    RELIEF_OVER,
    TROUBLE,
    Assessment,
    Position,
    Standing,
    holds_up_nothing,
)
from model.docket import Docket
from model.outlook.today.open_occurrences import at_next
from model.record.links import Node
from model.record.obligation import Obligation
from model.record.relief import Relief

SOON: Final = 14
"""Days ahead in which a deadline, or the last day to begin on one, counts as near."""
AHEAD: Final = 60
"""Days ahead in which the end of a relief is a warning of its own."""

BandKey = Literal["trouble", "soon", "waiting", "risk", "rights", "unverified", "review", "undated"]
BANDS: Final[tuple[BandKey, ...]] = (
    "trouble",
    "soon",
    "waiting",
    "risk",
    "rights",
    "unverified",
    "review",
    "undated",
)
"""Top to bottom. What is unverified, a right, or past its review day may stand in another band as well."""

Whose = Literal["consequence", "relief", "ours", "theirs", "plan"]

WAITS: Final = frozenset({"not started", "no anchor", "nothing brought in"})
"""Reasons of a sleeping record that waits for something else to happen, rather than for a day to come."""
UNGRANTED: Final = frozenset({"not granted", "unsigned"})


class AgendaGroup(Struct, frozen=True):
    """The records of one side in a band, in order."""

    whose: Whose
    ids: tuple[str, ...]


class Band(Struct, frozen=True):
    """One band. Groups that would be empty are not there."""

    key: BandKey
    groups: tuple[AgendaGroup, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All its records, group by group."""
        return tuple(one for group in self.groups for one in group.ids)

    def of(self, whose: Whose) -> tuple[str, ...]:
        """Its records of one side."""
        return next((group.ids for group in self.groups if group.whose == whose), ())


class Agenda(Struct, frozen=True):
    """Every band of a day, in the order of :data:`BANDS`."""

    day: date
    bands: tuple[Band, ...]

    def __getitem__(self, key: BandKey) -> Band:
        return self.bands[BANDS.index(key)]


def agenda_of(docket: Docket, assessment: Assessment) -> Agenda:
    """What is to be seen to on the day of the assessment, band by band."""
    sorting = _Sorting(docket, assessment)
    found: dict[BandKey, list[Node]] = {key: [] for key in BANDS}
    for node in docket.nodes():
        for key in sorting.bands_of(node, assessment.positions[node.id]):
            found[key].append(node)
    return Agenda(assessment.day, tuple(Band(key, sorting.groups(key, found[key])) for key in BANDS))


def whose(docket: Docket, node: Node) -> Whose:
    """On whose side a record counts. Reliefs, plans and consequences are owed by nobody."""
    if isinstance(node, Relief):
        return "relief"
    if node.is_consequence:
        return "consequence"
    if node.binding == "plan":
        return "plan"
    return "ours" if docket.owed_by_us(node) else "theirs"


def is_right_of_ours(docket: Docket, node: Node) -> bool:
    """Whether it is a right that we may use: nobody else is named as the one who has it."""
    if not isinstance(node, Obligation) or node.binding != "right":
        return False
    holder = docket.parties.get(node.obligee or "")
    return holder is None or holder.ours


def deadline_day(position: Position, day: date) -> date | None:
    """The next legal day: the due day (of a series, of its next open occurrence), or the day a relief asks for."""
    due = at_next(position, day).due
    return due if due is not None else position.perform_by


def falls_soon(position: Position, day: date) -> bool:
    """Whether its next legal day is the day itself or one of the 14 that follow."""
    falls = deadline_day(position, day)
    return falls is not None and day <= falls <= day + timedelta(days=SOON)


def conditions_at_risk(docket: Docket, assessment: Assessment, relief: Relief) -> tuple[str, ...]:
    """The conditions of a relief that may fail it: broken, untested, due, held up, or to have been begun by now."""
    return tuple(
        one
        for one in relief.conditions
        if one in docket.obligations and _at_risk(docket.obligations[one], assessment.positions[one], assessment.day)
    )


def _at_risk(node: Obligation, position: Position, day: date) -> bool:
    if holds_up_nothing(node, position.standing):
        return False
    if position.reasons and position.reasons[0].code == "not in force":
        return False
    return position.standing in MAY_FAIL_A_RELIEF or _should_begin(position, day)


def _should_begin(position: Position, day: date) -> bool:
    return position.act_by is not None and position.act_by <= day


def _is_awaited(node: Obligation, standing: Standing) -> bool:
    """Whether something is still to happen by its day: a performance, an approval with a day of its own, a reading."""
    if node.continuing:
        return standing is not Standing.DORMANT and standing not in NOTHING_ASKED
    if standing is Standing.SUBMITTED:
        return node.due_for_approval
    return standing in AWAITED


class _Sorting:
    """Sorts the records of one docket on one day."""

    def __init__(self, docket: Docket, assessment: Assessment) -> None:
        self._docket = docket
        self._positions = assessment.positions
        self._assessment = assessment
        self._day = assessment.day
        self._shaky = {one.id for one in docket.reliefs_by_ref() if self._is_shaky(one)}
        self._covered_by_shaky = {covered for one in self._shaky for covered in docket.reliefs[one].covers}

    def bands_of(self, node: Node, position: Position) -> Iterator[BandKey]:
        """Every band that a record stands in."""
        if not position.verified and position.standing not in GONE:
            yield "unverified"
        if isinstance(node, Relief):
            yield from self._of_relief(node, position)
        elif node.is_consequence:
            if position.standing is Standing.EXPOSED:
                yield "trouble"
        else:
            yield from self._of_obligation(node, position)

    def _of_relief(self, node: Relief, position: Position) -> Iterator[BandKey]:
        if position.standing is Standing.PENDING and position.reasons[0].code in UNGRANTED:
            yield "waiting"
        elif node.id in self._shaky:
            yield "risk"

    def _of_obligation(self, node: Obligation, position: Position) -> Iterator[BandKey]:
        standing = position.standing
        if standing in CLOSED:
            return
        past_review = self._is_past_review(node, position)
        if standing in IN_TROUBLE:
            yield "trouble"
        if self._is_soon(node, position):
            yield "soon"
        elif standing not in IN_TROUBLE:
            yield from self._of_the_rest(node, position, past_review=past_review)
        if is_right_of_ours(self._docket, node) and standing is not Standing.LAPSED:
            yield "rights"
        if past_review:
            yield "review"

    def _of_the_rest(self, node: Obligation, position: Position, *, past_review: bool) -> Iterator[BandKey]:
        """What neither hurts nor is near: it waits, may come to hurt, or has no day."""
        standing = position.standing
        if self._waits(position):
            yield "waiting"
        elif holds_up_nothing(node, standing):
            return
        elif standing is Standing.UNTESTED or (standing is Standing.SUSPENDED and node.id in self._covered_by_shaky):
            yield "risk"
        elif not past_review and not is_right_of_ours(self._docket, node) and self._is_undated(node, position):
            yield "undated"

    def _is_soon(self, node: Obligation, position: Position) -> bool:
        if node.binding == "plan":
            return False
        if falls_soon(position, self._day):
            return _is_awaited(node, at_next(position, self._day).standing)
        begins = position.act_by
        near = begins is not None and begins <= self._day + timedelta(days=SOON)
        return near and position.standing in AWAITED

    def _waits(self, position: Position) -> bool:
        standing = position.standing
        if standing is Standing.DORMANT:
            return bool(position.reasons) and position.reasons[0].code in WAITS
        return standing in ANSWER_AWAITED

    def _is_undated(self, node: Obligation, position: Position) -> bool:
        if any(reason.code == "trouble" for reason in position.reasons):
            return True
        dated = position.due or position.perform_by or position.forecast
        return dated is None and not node.continuing and position.standing in AWAITED

    def _is_past_review(self, node: Obligation, position: Position) -> bool:
        """Whether it has no day and the day on which it was to be looked at again is gone."""
        late = node.review_by is not None and node.review_by < self._day
        dated = position.due or position.perform_by or position.back_on
        return late and dated is None and position.standing not in IN_TROUBLE

    def _is_shaky(self, relief: Relief) -> bool:
        """Whether a relief is about to end or may fail, or its end has left something standing against us."""
        position = self._positions[relief.id]
        if position.standing is Standing.LIVE:
            ends = position.due is not None and position.due <= self._day + timedelta(days=AHEAD)
            return ends or bool(conditions_at_risk(self._docket, self._assessment, relief))
        if position.standing in RELIEF_OVER:
            return any(self._positions[one].standing in IN_TROUBLE for one in relief.covers)
        return False

    def groups(self, key: BandKey, nodes: Iterable[Node]) -> tuple[AgendaGroup, ...]:
        """The records of a band by side, each side in the order that the band asks for."""
        sides: dict[Whose, list[Node]] = {}
        for node in nodes:
            sides.setdefault(whose(self._docket, node), []).append(node)
        order = _ORDERS.get(key, _by_day)
        return tuple(
            AgendaGroup(side, tuple(one.id for one in sorted(sides[side], key=lambda node: order(self, node))))
            for side in _SIDES.get(key, _USUAL)
            if side in sides
        )

    def position(self, node: Node) -> Position:
        """Where a record stands."""
        return self._positions[node.id]

    @property
    def day(self) -> date:
        """The day of the agenda."""
        return self._day

    def place(self, node: Node) -> int:
        """Its place in the order of entry, by which records of the same day stand."""
        return self._docket.places[node.id]


_USUAL: tuple[Whose, ...] = ("ours", "theirs", "relief", "plan", "consequence")
_SIDES: Mapping[BandKey, tuple[Whose, ...]] = {
    "trouble": ("consequence", "ours", "theirs", "relief", "plan"),
    "risk": ("relief", "ours", "theirs", "plan", "consequence"),
}

Order = Callable[[_Sorting, Node], tuple[object, ...]]


def _by_day(sorting: _Sorting, node: Node) -> tuple[object, ...]:
    """By the day that counts, then what has none, each as entered."""
    position = sorting.position(node)
    day = position.back_on or deadline_day(position, sorting.day) or position.forecast or position.expected
    return day is None, day or date.max, sorting.place(node)


def _by_hurt(sorting: _Sorting, node: Node) -> tuple[object, ...]:
    """What is exposed; what can still be cured, the shortest time first; then the worst, the newest of it first."""
    position = sorting.position(node)
    curable = position.standing is Standing.IN_CURE
    rank = (position.standing is not Standing.EXPOSED, not curable, TROUBLE.index(position.standing))
    if curable:
        return rank, (position.last_day or date.max).toordinal(), sorting.place(node)
    day = position.since or position.due or date.min
    return rank, -day.toordinal(), sorting.place(node)


def _by_start(sorting: _Sorting, node: Node) -> tuple[object, ...]:
    """What falls due first, then by the last day to begin."""
    position = sorting.position(node)
    soon = falls_soon(position, sorting.day)
    day = deadline_day(position, sorting.day) if soon else position.act_by
    return not soon, day or date.max, sorting.place(node)


def _by_doubt(sorting: _Sorting, node: Node) -> tuple[object, ...]:
    """Open questions first, then what is still to be done by its day, what is done last."""
    position = sorting.position(node)
    return not node.question, position.standing in CLOSED, *_by_day(sorting, node)


def _by_review(sorting: _Sorting, node: Node) -> tuple[object, ...]:
    review = node.review_by if isinstance(node, Obligation) else None
    return review or date.max, sorting.place(node)


def _by_test(sorting: _Sorting, node: Node) -> tuple[object, ...]:
    """What is untested before what is suspended: it can be seen to today."""
    return sorting.position(node).standing is Standing.SUSPENDED, *_by_day(sorting, node)


_ORDERS: Mapping[BandKey, Order] = {
    "trouble": _by_hurt,
    "soon": _by_start,
    "risk": _by_test,
    "unverified": _by_doubt,
    "review": _by_review,
}
