"""The banner over a view while something is supposed: what it is, what it comes to, and the ways on and out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.frame.theme import Theme
from ui.whatif.words import LEAD
from ui.widgets.elided import ElidedLabel, plain_tooltip
from ui.widgets.icons import icon

HEIGHT = 74
_EDGE = 3
_PAD = 14
_CHIP = 30
_CHIP_PAD = 11
_CHIP_LEAST = 150
_GAP = 12
_APART = 18
_LINE = 24
"""Of a third line, in a narrow view."""
_LINKS: tuple[tuple[str, str, str], ...] = (
    ("compare", "Compare", "List everything that would stand otherwise"),
    ("keep_scenario", "Keep…", "Keep what is supposed as a scenario, by a name"),
    ("open_scenario", "Open kept…", "Suppose again what was kept as a scenario"),
)
"""The actions beside the sentence: each key of :data:`ui.shell.actions.MENUS`, its words, and its tooltip."""


class AssumptionChip(QWidget):
    """One assumption in its box, with the cross that takes it away."""

    removed = Signal()

    def __init__(self, theme: Theme, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = words
        self.label = ElidedLabel(theme, words, parent=self)
        self.cross = QToolButton(self)
        self.cross.setIcon(icon("close"))
        self.cross.setIconSize(QSize(14, 14))
        self.cross.setAccessibleName(f"No longer suppose: {words}")
        self.cross.setToolTip(plain_tooltip("No longer suppose this"))
        self.cross.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_CHIP_PAD, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.label, 1)
        row.addWidget(self.cross)
        self.setFixedHeight(_CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def wanted(self) -> int:
        """The width of the whole sentence."""
        letters = QFontMetrics(self.label.font()).horizontalAdvance(self.words)
        return letters + 2 + _CHIP_PAD + 4 + 4 + self.cross.sizeHint().width()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box that takes input, in the accent: you can take it away."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent.base, 1))
        painter.setBrush(theme.surface.field)
        radius = theme.space.radius_control
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class WhatIfBanner(QWidget):
    """Emits ``asked(key)`` for the actions, and ``removed(number)`` for an assumption that is taken away."""

    asked = Signal(str)
    removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: tuple[str, ...] = ()
        self._sentences: tuple[str, ...] = ("",)
        self._chips: list[AssumptionChip] = []
        self.setObjectName("whatif.banner")
        self.setFixedHeight(HEIGHT)
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self.lead = QLabel(LEAD)
        self.lead.setTextFormat(Qt.TextFormat.PlainText)
        self.lead.setFont(theme.font("strong"))
        self.lead.setProperty("role", "accent")
        self.more = self._link("more", "")
        self.more.clicked.connect(self._drop_rest)
        self.add = self._link("what_if", "Suppose more…", "Suppose something of what is selected as well")
        self.end = self._link("end_what_if", "End", "Suppose nothing any more (what is recorded stays as it is)")
        self.sentence = ElidedLabel(theme)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.lead)
        self._row.addWidget(self.more)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self._row.addWidget(self.end)
        self.days = self._link("days", "Seen on…", "The days on which something comes to stand otherwise, or any other")
        self.links = {key: self._link(key, words, tip) for key, words, tip in _LINKS}
        acts = QHBoxLayout()
        acts.setSpacing(_APART)
        for link in (self.days, *self.links.values()):
            acts.addWidget(link)
        acts.addStretch(0)
        below = self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        below.setSpacing(_APART)
        below.addWidget(self.sentence, 1)
        below.addLayout(acts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE + _PAD, 7, _PAD, 6)
        whole.setSpacing(4)
        whole.addLayout(self._row)
        whole.addLayout(below)

    def _link(self, key: str, words: str, tip: str = "") -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"whatif.{key}")
        made.setProperty("role", "link")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.setToolTip(plain_tooltip(tip))
        if key not in ("more", "days"):
            made.clicked.connect(lambda: self.asked.emit(key))
        return made

    def say(self, name: str, words: Sequence[str], sentences: Sequence[str]) -> None:
        """Show the name of the scenario, where it is kept, each assumption, and what they come to.

        Of ``sentences``, the longest first, the first that has room is shown.
        """
        self._sentences = tuple(sentences)
        self.lead.setText(f"{LEAD}: “{name}”" if name else LEAD)
        self.setAccessibleName(f"{LEAD}: {'; '.join(words)}. {self._sentences[0]}")
        if tuple(words) != self._words:
            self._words = tuple(words)
            self._make_chips()
        self._share()

    @property
    def shown(self) -> tuple[str, ...]:
        """The assumptions that stand in their own boxes now."""
        return tuple(chip.words for chip in self._chips if not chip.isHidden())

    def allow(self, key: str, *, possible: bool) -> None:
        """Enable one of its actions."""
        {**self.links, "what_if": self.add}[key].setEnabled(possible)

    def _make_chips(self) -> None:
        """Anew; the keyboard stays at the place it had."""
        held = next((place for place, chip in enumerate(self._chips) if chip.cross.hasFocus()), -1)
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [AssumptionChip(self._theme, words, self) for words in self._words]
        before: QWidget = self.lead
        for number, chip in enumerate(self._chips):
            chip.removed.connect(lambda number=number: self.removed.emit(number))
            self._row.insertWidget(1 + number, chip)
            QWidget.setTabOrder(before, chip.cross)
            before = chip.cross
        if held >= 0:
            last = self._chips[min(held, len(self._chips) - 1)].cross if self._chips else self.end
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def _share(self) -> None:
        """As many assumptions in their own boxes as have room; the rest behind a menu. The first is always there."""
        left = self.width() - _EDGE - 2 * _PAD - _GAP
        left -= sum(each.sizeHint().width() + _GAP for each in (self.lead, self.end))
        wanted = self.add.sizeHint().width() + _GAP
        least = _CHIP_LEAST + _GAP + (self._more_width(len(self._chips) - 1) if len(self._chips) > 1 else 0)
        self.add.setVisible(left >= wanted + least)
        left -= 0 if self.add.isHidden() else wanted
        shown = 0
        for place, chip in enumerate(self._chips):
            rest = len(self._chips) - place - 1
            spare = self._more_width(rest) if rest else 0
            if place and left - spare < chip.wanted + _GAP:
                break
            wide = max(min(chip.wanted, left - spare - _GAP), _CHIP_LEAST)
            chip.setFixedWidth(wide)
            left -= wide + _GAP
            shown += 1
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < shown)
        hidden = len(self._chips) - shown
        self.more.setText(f"and {hidden} more" if hidden else "")
        self.more.setVisible(hidden > 0)
        self._choose_sentence()

    def _choose_sentence(self) -> None:
        """The longest that has room beside the acts; where not even the shortest has, the acts stand below it."""
        room = self.width() - _EDGE - 2 * _PAD
        beside = room - sum(link.sizeHint().width() + _APART for link in (self.days, *self.links.values()))
        wide = QFontMetrics(self.sentence.font()).horizontalAdvance
        split = wide(self._sentences[-1]) + 2 > beside
        self._below.setDirection(QBoxLayout.Direction.TopToBottom if split else QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(2 if split else _APART)
        self.setFixedHeight(HEIGHT + (_LINE if split else 0))
        fitting = (words for words in self._sentences if wide(words) + 2 <= (room if split else beside))
        self.sentence.set_text(next(fitting, self._sentences[-1]))

    def _more_width(self, number: int) -> int:
        return QFontMetrics(self._theme.font("body")).horizontalAdvance(f"and {number} more") + _GAP + 4

    def _drop_rest(self) -> None:
        menu = self.rest_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def rest_menu(self) -> QMenu:
        """Every assumption; choosing one takes it away."""
        menu = QMenu(self)
        for number, words in enumerate(self._words):
            action = menu.addAction(icon("close"), words.replace("&", "&&"))
            action.setToolTip("No longer suppose this")
            action.triggered.connect(lambda _=False, number=number: self.removed.emit(number))
        return menu

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps other boxes."""
        super().resizeEvent(event)
        self._share()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the accent, with its edge."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.accent.soft)
        painter.fillRect(0, 0, _EDGE, self.height(), theme.accent.base)
