"""The heads of a table whose columns the user can make wider and narrower, and the widths that he gave them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from ui.frame.theme import Theme
from ui.shell.settings import Settings

_GRIP = 4
"""So far from a border the pointer still takes hold of it."""
_LEAST = 44
"""No column is narrower, so that none vanishes."""
_TAKING_LEAST = 120
_MOST = 2_000
WAY_BACK = "Columns as wide as Duly sets them"


class _Held(NamedTuple):
    """The border that the pointer holds, as the edge of one column."""

    section: int
    side: int
    """1: its right edge, which makes it wider to the right. -1: its left one."""
    x: int
    width: int


class ColumnHeads(QHeaderView):
    """Drag a border to make a column wider or narrower; a double click on it gives the column back to Duly.

    One column, ``taking``, takes what the others leave. So a border belongs to the column on its far side from that
    one, and it is always the border that follows the pointer. Who owns the table lays it out whenever ``changed``.
    """

    changed = Signal()
    """A column was given another width, or was given back."""
    settled = Signal()
    """The user released the border, or a column took its usual width again: worth remembering."""

    def __init__(self, theme: Theme, keys: Sequence[str], taking: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sizes = theme
        self._keys = tuple(keys)
        self._taking = self._keys.index(taking)
        self._held: _Held | None = None
        self._chosen: dict[str, int] = {}
        self._least: dict[str, int] = {}
        self._own: dict[str, int] = {}
        self.taking_least = theme.at_size(_TAKING_LEAST)
        """What the column that takes the rest keeps, however far a border is dragged."""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    @property
    def chosen(self) -> Mapping[str, int]:
        """The widths that the user gave, by the key of the column, in pixels at this size of text."""
        return {key: self._sizes.at_size(wide) for key, wide in self._chosen.items()}

    @property
    def is_dragging(self) -> bool:
        """Whether the pointer holds a border."""
        return self._held is not None

    def set_least(self, least: Mapping[str, int]) -> None:
        """Let columns whose words must never be cut be no narrower than this."""
        self._least = dict(least)

    def least_of(self, key: str) -> int:
        """How narrow a column may be."""
        return max(self._least.get(key, 0), self._sizes.at_size(_LEAST))

    def widen(self, key: str, width: int) -> None:
        """Give a column a width in pixels."""
        bounded = min(max(width, self.least_of(key)), self._sizes.at_size(_MOST))
        self._chosen[key] = round(bounded * 100 / self._sizes.text_size)
        self.changed.emit()

    def give_back(self, key: str) -> None:
        """Let a column be as wide as Duly sets it."""
        if self._chosen.pop(key, None) is not None:
            self.changed.emit()
            self.settled.emit()

    def give_all_back(self) -> None:
        """Let every column be as wide as Duly sets it."""
        if self._chosen:
            self._chosen.clear()
            self.changed.emit()
            self.settled.emit()

    def save(self, settings: Settings, name: str) -> None:
        """Remember the widths under a name, as they are at the usual size of text."""
        settings.put(name, self._chosen)

    def restore(self, settings: Settings, name: str) -> None:
        """Take up what was remembered; what is no column or no width is left out."""
        none: dict[str, int] = {}
        kept = settings.get(name, none)
        known = {*self._keys} - {self._keys[self._taking]}
        self._chosen = {
            key: wide for key, wide in kept.items() if key in known and type(wide) is int and _LEAST <= wide <= _MOST
        }
        self.changed.emit()

    def keep_in(self, settings: Settings, name: str) -> None:
        """Take up what was remembered under a name, and remember it there from now on."""
        self.restore(settings, name)
        self.settled.connect(lambda: self.save(settings, name))

    def lay_out_by(self, own: Mapping[str, int]) -> None:
        """Lay a table out by itself: ``own`` widths and those that the user gives, and the rest for one column."""
        self._own = dict(own)
        self.changed.connect(self._lay_out)
        self.customContextMenuRequested.connect(self.offer_way_back)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """With its model, the heads know of their columns."""
        super().setModel(model)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width to share."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if not self._own or self.count() != len(self._keys):
            return
        room = self.viewport().width()
        widths = share_width(self._own, self.chosen, room, self.taking_least)
        widths[self._keys[self._taking]] = max(room - sum(widths.values()), _LEAST)
        for key, wide in widths.items():
            self.resizeSection(self._keys.index(key), wide)

    def add_way_back(self, menu: QMenu) -> None:
        """Offer in a menu to let Duly set every width."""
        action = menu.addAction(WAY_BACK)
        action.setEnabled(bool(self._chosen))
        action.triggered.connect(self.give_all_back)

    def offer_way_back(self, place: QPoint) -> None:
        """A menu of the heads alone, for a table that lets no columns be hidden."""
        menu = QMenu("Columns", self)
        self.add_way_back(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a border takes hold of it; anywhere else it is a click on a head."""
        section, side = self._border_at(event.position().toPoint().x())
        if side and event.button() == Qt.MouseButton.LeftButton:
            x = event.globalPosition().toPoint().x()
            self._held = _Held(section, side, x, self.sectionSize(section))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The border follows the pointer."""
        if self._held is None:
            _, side = self._border_at(event.position().toPoint().x())
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor if side else Qt.CursorShape.ArrowCursor)
            super().mouseMoveEvent(event)
            return
        held = self._held
        moved = (event.globalPosition().toPoint().x() - held.x) * held.side
        if moved or self._keys[held.section] in self._chosen:
            spare = max(self.sectionSize(self._taking) - self.taking_least, 0)
            self.widen(self._keys[held.section], min(held.width + moved, self.sectionSize(held.section) + spare))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Release the border."""
        if self._held is None:
            super().mouseReleaseEvent(event)
            return
        self._held = None
        self.changed.emit()
        self.settled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a border gives its column back."""
        section, side = self._border_at(event.position().toPoint().x())
        if side:
            self.give_back(self._keys[section])
        else:
            super().mouseDoubleClickEvent(event)

    def _border_at(self, x: int) -> tuple[int, int]:
        """The column that the border at ``x`` belongs to, and which of its edges it is: 0 where there is no border."""
        shown = [section for section in range(self.count()) if not self.isSectionHidden(section)]
        for left, right in pairwise(shown):
            if abs(self.sectionViewportPosition(right) - x) <= _GRIP:
                return (right, -1) if left >= self._taking else (left, 1)
        return -1, 0


def share_width(own: Mapping[str, int], chosen: Mapping[str, int], room: int, least: int) -> dict[str, int]:
    """The widths of columns beside one that takes the rest of ``room`` and must keep ``least``.

    Duly's ``own`` widths but for those that the user has ``chosen``; where the rest would be too little, what he made
    wider gives way again, no further than Duly would set it.
    """
    widths = {key: chosen.get(key, wide) for key, wide in own.items()}
    over = least - (room - sum(widths.values()))
    more = {key: wide - own[key] for key, wide in widths.items() if wide > own[key]}
    given = sum(more.values())
    if over > 0 and given:
        for key, spare in more.items():
            widths[key] -= ceil(spare * min(1.0, over / given))
    return widths
