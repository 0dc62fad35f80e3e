"""The section of a series in the inspector: what is past and open, what comes next, and what is settled, folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from model.record.obligation import Obligation
from ui.frame.theme import Theme
from ui.inspector.occurrences.occurrencerow import OccurrenceButton
from ui.inspector.occurrences.occurrences import OccurrenceRow, Occurrences
from ui.inspector.recorder.facts import BY_TAG, FactAction, actions_for, first_offered
from ui.inspector.rowbutton import RowButton
from ui.inspector.sections import InspectorSection
from ui.series.handlers import ACTS, ActSpec, act_of_key
from ui.widgets.icons import paint_icon
from ui.widgets.smallcaps import Hairline

AT_ONCE = 150
"""Rows that are made in one go: more than a monthly series has in twelve years, and some 100 ms."""

NAMES = {True: "Test dates", False: "Occurrences"}
"""What the section is called, by whether the obligation continues."""

Carry = Callable[[str, OccurrenceRow | None, str], None]
"""An act of :data:`ui.series.handlers.ACTS`, the occurrence it is for (None: all), and the fact to record."""


class OccurrenceSection(InspectorSection):
    """Rows of a series. ``unfolded`` says whether the settled ones are shown, and its signal when that changes."""

    unfoldedChanged = Signal(bool)

    def __init__(
        self, theme: Theme, node: Obligation, shown: Occurrences, carry: Carry, *, unfolded: bool = False
    ) -> None:
        super().__init__(theme, NAMES[node.continuing], shown.note, "Change all")
        self.node = node
        self.shown = shown
        self._carry = carry
        self._likeliest = _likeliest(node)
        self.head.link.setAccessibleName(f"Change all occurrences of {node.ref}")
        self.head.linked.connect(lambda: carry("all", None, ""))
        for rows in filter(None, (shown.past, shown.coming)):
            if rows is shown.coming and shown.past:
                self._rule_off()
            self.body.addWidget(RowColumn(rows, self._button))
        self._settled: RowColumn | None = None
        if shown.settled:
            self._fold(unfolded)

    @property
    def rows(self) -> list[OccurrenceButton]:
        """The rows that are there, in their order."""
        return self.findChildren(OccurrenceButton)

    def take_keyboard(self) -> None:
        """Put the keyboard on the first row, on the settled ones where there is none."""
        first = next(iter(self.rows), None) or self.findChild(Disclosure)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _button(self, row: OccurrenceRow) -> OccurrenceButton:
        made = OccurrenceButton(self.theme, row, f"Record {self._likeliest.label.lower()}:")
        made.menuAsked.connect(lambda place: self.open_menu(row, place))
        made.recordAsked.connect(lambda: self._carry("record", row, self._likeliest.tag))
        made.strikeAsked.connect(lambda: self._strike(row))
        made.keyPressed.connect(lambda key: self._press(row, key))
        return made

    def _rule_off(self) -> None:
        """Between what is overdue and what comes: all that is above wants doing first."""
        self.body.addSpacing(4)
        self.body.addWidget(Hairline(self.theme))
        self.body.addSpacing(4)

    def _fold(self, unfolded: bool) -> None:
        self._switch = Disclosure(self.theme, self.shown.settled_words, unfolded)
        self._switch.clicked.connect(self._turn)
        self.body.addSpacing(2)
        self.body.addWidget(self._switch)
        self._show_settled(unfolded)

    def _turn(self) -> None:
        self._show_settled(not self._switch.is_open)
        self.unfoldedChanged.emit(self._switch.is_open)

    def _show_settled(self, unfolded: bool) -> None:
        self._switch.set_open(unfolded)
        if unfolded and self._settled is None:
            self._settled = RowColumn(self.shown.settled, self._button)
            self.body.addWidget(self._settled)
        if self._settled is not None:
            self._settled.setVisible(unfolded)

    # ---------------------------------------------------------------------------------------------- acts

    def _press(self, row: OccurrenceRow, key: str) -> None:
        act = act_of_key(key, frozenset(row.acts))
        fact = next((one for one in actions_for(self.node) if one.key == key), None)
        if act is not None:
            self._carry(act, row, "")
        elif fact is not None and "record" in row.acts:
            self._carry("record", row, fact.tag)

    def event(self, event: QEvent) -> bool:
        """Delete is for the occurrence that the keyboard is on, and never for the whole obligation."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_delete(event):
            event.setAccepted(isinstance(self.focusWidget(), OccurrenceButton))
            if event.isAccepted():
                return True
        return super().event(event)

    def _strike(self, row: OccurrenceRow) -> None:
        if "strike" in row.acts:
            self._carry("strike", row, "")

    def open_menu(self, row: OccurrenceRow, place: QPoint) -> None:
        """Show what can be done with an occurrence."""
        menu = self.menu_of(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_of(self, row: OccurrenceRow) -> QMenu:
        """The menu of an occurrence: what cannot be done with it stays in its place, greyed."""
        menu = QMenu(self)
        last = 0
        for spec in ACTS:
            if spec.act == "back" and "back" not in row.acts:
                continue
            if spec.section != last:
                menu.addSeparator()
                last = spec.section
            menu.addAction(self._action(menu, spec, row))
        return menu

    def _action(self, menu: QMenu, spec: ActSpec, row: OccurrenceRow) -> QAction:
        made = QAction(spec.words.format(record=self._likeliest.label.lower()), menu)
        made.setObjectName(spec.act)
        made.setEnabled(not spec.needs or spec.needs in row.acts)
        key = self._likeliest.key if spec.act == "record" else spec.key
        if key:
            made.setShortcut(QKeySequence(key))
        tag = self._likeliest.tag if spec.act == "record" else ""
        act = "record" if spec.act == "choose" else spec.act
        made.triggered.connect(lambda _=False: self._carry(act, None if act == "all" else row, tag))
        return made


class RowColumn(QWidget):
    """Rows below one another. A long series is filled in step by step: the window never waits for it."""

    def __init__(self, rows: Sequence[OccurrenceRow], make: Callable[[OccurrenceRow], OccurrenceButton]) -> None:
        super().__init__()
        self._waiting = list(reversed(rows))
        self._make = make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        for _ in range(min(AT_ONCE, len(self._waiting))):
            self._column.addWidget(self._make(self._waiting.pop()))
        if self._waiting:
            self._soon.start()


def _is_delete(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier


def _likeliest(node: Obligation) -> FactAction:
    """The fact that usually happens to an occurrence next."""
    offered = [action for action in first_offered(node) if action.tag != "verified"]
    return offered[0] if offered else BY_TAG["performed"]


class Disclosure(RowButton):
    """A chevron and words: shows and hides what stands below it."""

    def __init__(self, theme: Theme, words: str, is_open: bool) -> None:
        super().__init__(theme)
        self.is_open = is_open
        self.setText(words)
        self.setObjectName("occurrences.settled")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_open(self, is_open: bool) -> None:
        """Turn the chevron."""
        self.is_open = is_open
        self.setAccessibleName(f"{self.text()}, {'shown' if is_open else 'folded'}")
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font("small")).horizontalAdvance(self.text())
        return QSize(round(self._left + words) + 4, self._theme.height.link_row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_Right: not self.is_open, Qt.Key.Key_Left: self.is_open}
        if turns.get(Qt.Key(event.key()), False):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, high = self._theme, float(self.height())
        painter = QPainter(self)
        ink = theme.text.first if self.underMouse() else theme.text.second
        mark = theme.space.mark
        paint_icon(painter, QRectF(-1, 0, mark + 2, high), "chevron-down" if self.is_open else "chevron-right", ink)
        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(ink)
        painter.drawText(QPointF(self._left, round(theme.baseline(small, 0, high))), self.text())

    @property
    def _left(self) -> int:
        return self._theme.space.mark + 8
