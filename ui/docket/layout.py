"""Which columns of the docket have room, and how wide each stands: Duly's own widths, and those that the user gave."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ui.docket.columns import COLUMNS, folded
from ui.docket.widths import OFF_TITLE
from ui.frame.theme import Theme
from ui.widgets.columnheads import share_width

_TITLE_DRAGGED = 0.6
"""The share of its usual least width that the title keeps however wide the user makes other columns."""


class ColumnLayout(Struct, frozen=True):
    """The columns on the screen with their widths, and those that are wanted and have no room."""

    widths: dict[str, int]
    folded: frozenset[str]


class TitleRoom(Struct, frozen=True):
    """How much the title needs: before a column folds, and before one that the user widened gives way again."""

    usual: int
    least: int


def lay_out_columns(
    own: Mapping[str, int],
    chosen: Mapping[str, int],
    wanted: frozenset[str],
    room: int,
    title: TitleRoom,
    theme: Theme,
    *,
    kept_folded: frozenset[str] | None = None,
) -> ColumnLayout:
    """Share ``room`` among the ``wanted`` columns; while a border is dragged, ``kept_folded`` keeps the same in sight.

    A column that was made wider folds no other one: the title gives way to it. One that was made narrower makes room.
    """
    slimmest = {key: min(wide, chosen.get(key, wide)) for key, wide in own.items()}
    gone = folded(slimmest, wanted, ("instrument", *theme.fold_first), title.usual, room)
    if kept_folded is not None:
        gone = kept_folded & wanted
    beside = [column.key for column in COLUMNS if column.key in wanted - gone and column.key != "title"]
    shared = share_width({key: own[key] for key in beside}, chosen, room, title.least)
    shared["title"] = max(room - sum(shared.values()), 120)
    return ColumnLayout(shared, gone)


def title_room(own: Mapping[str, int], ref_room: float, theme: Theme) -> TitleRoom:
    """A little that long distances and names take of the room comes off the title; long refs must not."""
    tokens = theme.columns
    wider = sum(own[key] - tokens[key] for key in ("due", "owner"))
    refs = round(ref_room) - tokens["ref"]
    usual = tokens["title_least"] - min(wider, OFF_TITLE) + refs
    return TitleRoom(usual, min(round(tokens["title_least"] * _TITLE_DRAGGED) + refs, usual))
