"""The bands of Today: what each is called, shows and says when empty; and one band with its head and its lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from model.days.wording import say_count, say_day
from model.outlook.today.agenda import AHEAD, BANDS, SOON, Band, Whose
from ui.docket.headbar import HeadButton
from ui.frame.theme import Theme
from ui.today.columns import Needs, beside, places_in
from ui.today.rowlist import RowList
from ui.today.rows import Row
from ui.widgets.elided import ElidedLabel
from ui.widgets.icons import paint_icon

AHEAD_KEY = "ahead"
"""The band of what changes next. Its rows are days."""

ORDER: tuple[str, ...] = ("trouble", "soon", AHEAD_KEY, *(key for key in BANDS if key not in ("trouble", "soon")))
"""Top to bottom."""

TURNS = 4
"""So many days on which a standing changes are told."""


class BandSpec(Struct, frozen=True):
    """One band: its title, its words when it is empty, and how many rows of a side it shows where that is told."""

    title: str
    empty: str
    shown: Mapping[Whose, int] = {}


_ALL_UP_TO, _ELSE = 8, 5
"""Up to eight rows of a side all are shown; of more, the first five."""

SPECS: Mapping[str, BandSpec] = {
    "trouble": BandSpec("Exposed and missed", "Nothing is missed and nothing is exposed."),
    "soon": BandSpec("Next 14 days", "Nothing falls due and no work has to start up to {soon}."),
    AHEAD_KEY: BandSpec("If nothing further is done", "No standing changes up to {ahead}."),
    "waiting": BandSpec("Waiting on others", "Nothing waits for anything else to happen."),
    "risk": BandSpec(
        "Reliefs and tests at risk", "No relief is about to end or to fail, and no test lacks its reading."
    ),
    "rights": BandSpec("Rights of ours", "We have no right that is still to be used."),
    "unverified": BandSpec(
        "Unverified",
        "A second person has read every record against its source.",
        {"ours": 3, "theirs": 2, "relief": 1, "plan": 0, "consequence": 0},
    ),
    "review": BandSpec("Past their review day", "Nothing is past the day on which it was to be looked at again."),
    "undated": BandSpec("No date yet, and why", "Whatever else is open has a day."),
}


def empty_words(key: str, day: date) -> str:
    """What a band says when nothing is in it."""
    soon, ahead = day + timedelta(days=SOON), day + timedelta(days=AHEAD)
    return SPECS[key].empty.format(soon=say_day(soon), ahead=say_day(ahead))


def shown_of(key: str, whose: Whose, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The records of one side that the band shows; the docket shows them all."""
    told = SPECS[key].shown.get(whose)
    return ids[: told if told is not None else _ALL_UP_TO if len(ids) <= _ALL_UP_TO else _ELSE]


_COUNTED: Mapping[Whose, str] = {"relief": "relief", "plan": "plan", "consequence": "consequence"}


def side_words(whose: Whose, number: int) -> str:
    """How many records of a side: "2 owed by us", "1 relief". What we owe is never in one count with the rest."""
    if whose in ("ours", "theirs"):
        return f"{number:,} owed {'by' if whose == 'ours' else 'to'} us"
    return say_count(number, _COUNTED[whose])


def counts_words(band: Band) -> str:
    """Every side of a band with its number."""
    return ", ".join(side_words(group.whose, len(group.ids)) for group in band.groups)


_PAD = 5
_ICON = 14
_CAPTION = 16
_FIRST_LEAST = 48
"""Under a head that stands beside its rows, its count needs this height."""
_BUTTON_PAD = 8
SCROLL = 10
"""The scroll bar stands in the right margin, beside the rows."""


class BandSide(Struct, frozen=True):
    """The rows of one side, and the words of their number."""

    key: str
    words: str
    rows: tuple[Row, ...]


class BandHead(QAbstractButton):
    """The title of a band. A click, Space or Enter folds it; Down goes to its first row."""

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def folded(self) -> bool:
        """Whether the band is folded."""
        return self.isChecked()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the title and its chevron."""
        letters = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        return QSize(letters + _ICON + 6, self._theme.height.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a head."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.entered.emit()
        elif key == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The title; its chevron when it is folded or may be."""
        theme, painter = self._theme, QPainter(self)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.text.first)
        painter.drawText(QPointF(0, theme.baseline(painter.font(), 0, self.height())), self.text())
        if self.folded or self.underMouse() or self.hasFocus():
            left = QFontMetrics(painter.font()).horizontalAdvance(self.text()) + 4
            name = "chevron-right" if self.folded else "chevron-down"
            paint_icon(painter, QRectF(left, 1, _ICON, self.height()), name, theme.text.third)


class BandView(QWidget):
    """A band. It is as high as what it shows, for the width it is given."""

    folded = Signal(bool)
    moreAsked = Signal()

    def __init__(self, theme: Theme, key: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = key
        self._needs: Needs | None = None
        self._sides: tuple[BandSide, ...] = ()
        self._empty, self._counts, self._hidden = "", "", 0
        self.head = BandHead(theme, title, self)
        self.counts = ElidedLabel(theme, font="micro", ink="third", parent=self)
        self.empty = ElidedLabel(theme, ink="third", parent=self)
        self.more = HeadButton(theme, "", accent=True, parent=self)
        self.lists: dict[str, RowList] = {}
        self.captions: dict[str, ElidedLabel] = {}
        self.head.toggled.connect(self._fold)
        self.more.clicked.connect(self.moreAsked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def show_sides(
        self, sides: Sequence[BandSide], *, counts: str, empty: str, hidden: int, needs: Needs
    ) -> tuple[RowList, ...]:
        """Show the rows of each side. Returns the lists that are new."""
        self._sides, self._needs = tuple(sides), needs
        self._empty, self._counts, self._hidden = empty, counts, hidden
        made = tuple(self._make(side) for side in self._sides if side.key not in self.lists)
        for side in self._sides:
            self.lists[side.key].show_rows(side.rows)
            self.captions[side.key].set_text(side.words)
        self._say()
        self._lay_out()
        return made

    def shown_lists(self) -> tuple[RowList, ...]:
        """The lists that are in sight, top to bottom."""
        return () if self.head.folded else tuple(self.lists[side.key] for side in self._sides)

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in its order."""
        return (self.head, *(self.lists[side.key] for side in self._sides), self.more)

    def _make(self, side: BandSide) -> RowList:
        made = self.lists[side.key] = RowList(self._theme, f"{self.head.text()}, {side.words}", self)
        self.captions[side.key] = ElidedLabel(self._theme, font="micro", ink="third", parent=self)
        made.headAsked.connect(lambda: self.head.setFocus(Qt.FocusReason.OtherFocusReason))
        return made

    def _say(self) -> None:
        state = "folded" if self.head.folded else "open"
        said = self._counts or self._empty
        self.head.setAccessibleName(f"{self.head.text()}, {state}. {said}")
        self.empty.set_text(said if self.head.folded or not self._sides else "")
        self.more.say(f"and {self._hidden:,} more: show in the docket")
        for side in self._sides:
            self.lists[side.key].setAccessibleName(f"{self.head.text()}, {side.words}")

    def _right(self) -> int:
        """Where rows and lines end."""
        return self.width() - self._theme.space.view + SCROLL

    def _fold(self, folded: bool) -> None:
        self._say()
        self._lay_out()
        self.folded.emit(folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width to share."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def _lay_out(self) -> None:
        """Place everything for the width, and take the height it needs."""
        theme, width = self._theme, self.width()
        edge, cell, row = theme.space.view, theme.space.cell, theme.height.row
        margin = beside(width, theme)
        left = edge + (theme.width.margin_heads if margin else 0)
        self.head.setGeometry(edge, _PAD, self.head.sizeHint().width(), row)
        plain = self.head.folded or not self._sides
        y = _PAD if margin else _PAD + row
        self._place_head_words(margin=margin, plain=plain, left=left)
        bottom = self._place_sides(margin=margin, left=left, top=y, hidden=plain)
        self.more.setVisible(not plain and self._hidden > 0)
        if not plain and self._hidden > 0:
            self.more.setGeometry(left - _BUTTON_PAD, bottom, self.more.sizeHint().width(), row)
            bottom += row
        if plain:
            bottom = _PAD + row
        self.setFixedHeight(bottom + _PAD + 1)
        if self._needs is not None:
            places = places_in(self._right() - left + 2 * cell, self._needs, theme)
            for side in self._sides:
                self.lists[side.key].set_places(places)

    def _place_head_words(self, *, margin: bool, plain: bool, left: int) -> None:
        """What an empty or folded band says, and over the rows the counts of its sides."""
        edge, row = self._theme.space.view, self._theme.height.row
        right = self._right()
        x = left if margin else edge + self.head.sizeHint().width() + 8
        self.empty.setVisible(plain)
        self.empty.setGeometry(x, _PAD, max(right - x, 10), row)
        self.counts.setVisible(not margin and not plain and len(self._sides) == 1)
        self.counts.setGeometry(x, _PAD + 1, max(right - x, 10), row)
        self.counts.set_text(self._counts)

    def _place_sides(self, *, margin: bool, left: int, top: int, hidden: bool) -> int:
        """The lists, each beside or under the caption of its side; where the last of them ends."""
        theme = self._theme
        edge, cell, y = theme.space.view, theme.space.cell, top
        high_caption, first_least = theme.at_size(_CAPTION), theme.at_size(_FIRST_LEAST)
        shown = {side.key for side in self._sides} if not hidden else set()
        for key, rows in self.lists.items():
            rows.setVisible(key in shown)
            self.captions[key].setVisible(key in shown and (margin or len(self._sides) > 1))
        for place, side in enumerate(self._sides if not hidden else ()):
            rows, caption = self.lists[side.key], self.captions[side.key]
            if margin:
                under = theme.at_size(26 if place == 0 else 7)
                caption.setGeometry(edge, y + under, theme.width.margin_heads - cell, high_caption)
            elif len(self._sides) > 1:
                caption.setGeometry(edge, y + 2, theme.at_size(200), high_caption)
                y += high_caption + 2
            rows.setGeometry(left - cell, y, self._right() - left + 2 * cell, rows.wanted_height)
            high = rows.wanted_height
            y += max(high, first_least - _PAD) if margin and place == 0 else high
        return y

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline over the band."""
        edge = self._theme.space.view
        QPainter(self).fillRect(QRectF(edge, 0, self._right() - edge, 1), self._theme.line.hair)
