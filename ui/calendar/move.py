"""The card that moves a day of our own making: from where, to where, and always with the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from model.days.wording import say_day
from model.ledger.moving import NO_REASON, WORDS, MoveDay, OwnDay, past_legal
from model.outlook.time.almanac import AlmanacItem, Sort
from model.outlook.time.almanac_words import compact_refs, legal_words
from ui.calendar.placing import Lift
from ui.editor.fields.day import DayEdit
from ui.editor.fields.field import UnreadField
from ui.frame.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.popover import SHADOW, Popover
from ui.widgets.text import text
from ui.workspace import Workspace

_BUTTON_PAD = 13
_KEY_GAP = 8


class HintButton(QPushButton):
    """The word in 600, the key in small text; both as one name to a screen reader."""

    def __init__(self, theme: Theme, word: str, key: str, *, primary: bool = False) -> None:
        super().__init__(word)
        self._theme = theme
        self._key = key
        self._primary = primary
        if primary:
            self.setProperty("role", "primary")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{word}, key {key}")

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        word = QFontMetrics(self._theme.font("strong")).horizontalAdvance(self.text())
        key = QFontMetrics(self._theme.font("micro")).horizontalAdvance(self._key)
        return QSize(2 * _BUTTON_PAD + word + _KEY_GAP + key, self._theme.height.popover_button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame as the style draws it; then word and key."""
        theme, option, painter = self._theme, QStyleOptionButton(), QStylePainter(self)
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        text = theme.text
        ink = text.on_accent if self._primary else text.first
        word, key = theme.font("strong" if self._primary else "body"), theme.font("micro")
        painter.setFont(word)
        painter.setPen(ink if self.isEnabled() else text.third)
        high = float(self.height())
        painter.drawText(QPointF(_BUTTON_PAD, theme.baseline(word, 0, high)), self.text())
        wide = QFontMetrics(key).horizontalAdvance(self._key)
        painter.setFont(key)
        painter.setPen((ink if self._primary else text.second) if self.isEnabled() else text.third)
        painter.drawText(QPointF(self.width() - _BUTTON_PAD - wide, theme.baseline(key, 0, high)), self._key)


WIDTH = 474
_MOST_REASON = 300
_MOST_REFS = 4
_GAP = 4
_ROOM = 24
"""For a line more that may have to be said."""
NO_DAY = "Write the day on which it stands instead, such as 2 Dec 1996."
SAME_DAY = "That is the day on which it stands. Write another, or leave it."

OWN: Final[dict[Sort, OwnDay]] = {"target": "target", "review": "review", "forecast": "forecast"}
"""The sorts of items that are days of our own making."""


class MoveCard(Popover):
    """Enter moves it, Escape leaves everything as it was. ``closed_words`` says of a day why offices are closed."""

    moved = Signal(object)
    """The :class:`model.ledger.edit.Edit` that was made."""

    def __init__(
        self, workspace: Workspace, theme: Theme, lift: Lift, closed_words: Callable[[date], str], host: QWidget
    ) -> None:
        super().__init__(theme, host)
        self._workspace = workspace
        self._look = theme
        self._item = lift.item
        self._to = lift.to
        self._closed_words = closed_words
        self.setObjectName("calendar.move")
        self._build()
        self.closed.connect(self.deleteLater)
        self._judge()

    # --------------------------------------------------------------------------------------------- frame

    def _build(self) -> None:
        self.heading = text(self._look, self.title(self._item), "subtitle", wraps=False)
        self.setAccessibleName(self.heading.text())
        self.reason = QLineEdit()
        self.reason.setObjectName("calendar.move.reason")
        self.reason.setMaxLength(_MOST_REASON)
        self.reason.textEdited.connect(lambda _: self._say(""))
        name = text(self._look, "Reason, kept in the journal", "small", "second", wraps=False)
        name.setBuddy(self.reason)
        self.reason.setAccessibleName(name.text())
        self.note = text(self._look, "", "small", "second", wraps=False)
        self.trouble = text(self._look, "", "small", "error", weight=600, wraps=False)
        for each in (self.note, self.trouble):
            each.setWordWrap(True)
            each.hide()
        page = QVBoxLayout()
        page.setContentsMargins(18, 14, 18, 14)
        page.setSpacing(6)
        page.addLayout(self._head())
        page.addSpacing(2)
        page.addWidget(name)
        page.addWidget(self.reason)
        page.addWidget(self.note)
        page.addWidget(self.trouble)
        page.addSpacing(4)
        page.addLayout(self._feet())
        self.body.addLayout(page)

    def title(self, item: AlmanacItem) -> str:
        """What moves: the target of one record, the review days of several."""
        what = WORDS[OWN[item.sort]]
        if len(item.ids) > _MOST_REFS:
            return f"Move the {what} of {len(item.ids):,} records"
        return f"Move the {what} of {compact_refs(self._workspace.docket, item.ids)}"

    def _head(self) -> QHBoxLayout:
        """The title, the day it leaves, and the day it comes to: written, where it was not set down on one."""
        was = text(self._look, _brief(self._item.day, self._to), "body", "second", wraps=False)
        font = was.font()
        font.setStrikeOut(True)
        was.setFont(font)
        self.to_label = text(self._look, say_day(self._to) if self._to else "", "strong", wraps=False)
        self.to_edit = DayEdit(self._look, lambda: self._workspace.today)
        self.to_edit.setObjectName("calendar.move.day")
        self.to_edit.setAccessibleName("New day")
        self.to_edit.setVisible(self._to is None)
        self.to_edit.textEdited.connect(lambda _: self._judge())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.heading)
        row.addSpacing(4)
        for each in (was, text(self._look, "→", "body", "third", wraps=False), self.to_label, self.to_edit):
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _feet(self) -> QHBoxLayout:
        self.leave_button = HintButton(self._look, "Leave", "Esc")
        self.move_button = HintButton(self._look, "Move", "Enter", primary=True)
        self.move_button.setObjectName("calendar.move.move")
        self.leave_button.clicked.connect(self.close_card)
        self.move_button.clicked.connect(self.move_it)
        feet = QHBoxLayout()
        feet.setSpacing(8)
        stays = self._stays()
        if stays:
            feet.addWidget(_Lock(self._look))
            feet.addWidget(text(self._look, stays, "small", "second", wraps=False))
        feet.addStretch(1)
        feet.addWidget(self.leave_button)
        feet.addWidget(self.move_button)
        return feet

    def _stays(self) -> str:
        """The legal day, beside which a target moves."""
        due = self._latest()
        if self._item.sort != "target" or due is None:
            return ""
        return f"Due {legal_words(self._workspace.docket, self._item.ids[0], due)}"

    def _latest(self) -> date | None:
        """The legal day as it is worked out; of a series, that of its next occurrence."""
        position = self._workspace.assessment.positions.get(self._item.ids[0])
        return (position.due or position.perform_by) if position else None

    def open_by(self, cell: QRect) -> None:
        """Open below a day, given in the window's coordinates, or above it where there is no room.

        The keyboard is where something is to be written.
        """
        for each in (self, *self.findChildren(QWidget)):
            each.ensurePolished()
        self.body.activate()
        size = QSize(max(WIDTH, self._wide()), self._high())
        corner = cell.bottomLeft()
        if corner.y() + size.height() + _ROOM > self._anchor.window().height():
            corner = cell.topLeft() - QPoint(0, size.height() + _GAP)
        self.open_at(QRect(corner, size))
        first = self.to_edit if self._to is None else self.reason
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _wide(self) -> int:
        return self.body.sizeHint().width() - 2 * SHADOW

    def _high(self) -> int:
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(max(WIDTH, self._wide()) + 2 * SHADOW) - 2 * SHADOW
        return self.body.sizeHint().height() - 2 * SHADOW

    # --------------------------------------------------------------------------------------------- move

    @property
    def to(self) -> date | None:
        """The day it would come to; None while none is written."""
        if self._to is not None:
            return self._to
        try:
            return self.to_edit.day()
        except UnreadField:
            return None

    def _judge(self) -> None:
        """Say at once what stands against the day, and what is to be known of it."""
        to = self.to
        refused = past_legal(OWN[self._item.sort], to, self._latest()) if to else ""
        self.move_button.setEnabled(not refused)
        self._say(refused)
        self._tell(self._to_know(to) if to else "")

    def _to_know(self, to: date) -> str:
        said = []
        if to < self._workspace.today:
            said.append(f"{say_day(to)} is past.")
        if closed := self._closed_words(to):
            said.append(closed)
        if self._item.words:
            said.append(f"The forecast is now “{self._item.words}”; the journal keeps these words.")
        return " ".join(said)

    def move_it(self) -> None:
        """Move it; what is missing or refused is said in the card."""
        if not self.move_button.isEnabled():
            return
        to = self.to
        if to is None or to == self._item.day:
            self._say(SAME_DAY if to else NO_DAY)
            (self.to_edit if self._to is None else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.reason.text().strip():
            self._say(NO_REASON)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._carry_out(to)

    def _carry_out(self, to: date) -> None:
        space, item = self._workspace, self._item
        command = MoveDay(OWN[item.sort], item.ids, item.day, to, self.reason.text(), self._latest())
        edit = space.do(command)
        if edit is not None:
            self.close_card()
            self.moved.emit(edit)
        elif space.last_failure is not None:
            self._say(space.last_failure.what)

    def _say(self, words: str) -> None:
        if not words and not self.move_button.isEnabled():
            return
        self._show(self.trouble, words)

    def _tell(self, words: str) -> None:
        self._show(self.note, words)

    def _show(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        if self.is_open:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_card() if self.focusWidget() is self.leave_button else self.move_it()
        else:
            super().keyPressEvent(event)


class _Lock(QWidget):
    """The sign of a day that stays."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(14, 18)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect().toRectF(), "lock", self._theme.text.second)


def _brief(day: date, beside: date | None) -> str:
    """A day without its year where the one beside it has the same."""
    return say_day(day).rpartition(" ")[0] if beside is not None and beside.year == day.year else say_day(day)
