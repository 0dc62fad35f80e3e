"""Choosing a rule: a line that searches the rulebook, the rules it finds, and the one that is chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QScrollArea, QVBoxLayout, QWidget

from model.days.rulebook import Rule, Version, rule_named
from model.days.wording import say_count
from model.errors import DayError
from ui.deadline.ruledetail import RuleDetail
from ui.deadline.rulelist import RuleDelegate, RuleModel
from ui.frame.theme import Theme
from ui.widgets.icons import icon

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
DETAIL = 340


class SearchEdit(QLineEdit):
    """A line whose up and down move in the list below it, and whose Enter takes what is chosen there."""

    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers():
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class RulePicker(QWidget):
    """The rule chosen is shown at once; Enter or a double click says that it is the one.

    ``beside``: the chosen rule stands at the right of the list, else below it. ``detail=False`` leaves it out: then
    :attr:`detail` is there to be put elsewhere.
    """

    ruleChanged = Signal(object)
    """The rule that is chosen, None where none is."""
    readingChanged = Signal(int)
    taken = Signal(object)
    """The rule taken by Enter or a double click."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, beside: bool = True, detail: bool = True
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rule: Rule | None = None
        self._day: date | None = None
        self.search = SearchEdit()
        self.search.setPlaceholderText("Search the rulebook: form, citation or subject")
        self.search.setAccessibleName("Search the rulebook")
        self.search.addAction(QAction(icon("search", "third"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(False)
        self.model = RuleModel(self)
        self.list = self._make_list()
        self.count = QLabel()
        self.count.setFont(theme.font("small"))
        self.count.setProperty("role", "third")
        self.detail = RuleDetail(theme)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._find)
        self._lay_out(beside, detail)
        self._wire()
        self._say_count()

    @property
    def rule(self) -> Rule | None:
        """The rule that is chosen."""
        return self._rule

    @property
    def reading(self) -> int:
        """Which reading of it, 0 being the conservative one."""
        return self.detail.reading

    @property
    def version(self) -> Version | None:
        """The version that holds on the trigger's day."""
        return self.detail.version()

    def show_rule(self, rule_id: str, reading: int = 0) -> None:
        """Choose a rule without telling anyone; an empty id chooses none. Raises DayError for an unknown id."""
        self._rule = rule_named(rule_id) if rule_id else None
        if rule_id and self.model.row_of(rule_id) < 0:
            self._clear_search()
        self._select(self.model.row_of(rule_id), quietly=True)
        self.detail.show_rule(self._rule, self._day, reading)

    def set_trigger(self, day: date | None) -> None:
        """The day that decides which version holds; None for the law as it is now."""
        self._day = day
        self.detail.show_rule(self._rule, day, self.detail.asked)

    def inputs(self) -> list[QWidget]:
        """What the keyboard reaches."""
        return [self.search, self.list]

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.list.setItemDelegate(RuleDelegate(theme, self.list))

    # ------------------------------------------------------------------------------------------- frame

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(RuleDelegate(self._theme, made))
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMouseTracking(True)
        made.setProperty("ring", True)
        made.setAccessibleName("Rules")
        made.setMinimumHeight(150)
        return made

    def _lay_out(self, beside: bool, detail: bool) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self.count)
        if not detail:
            left.setParent(None)
            self.setLayout(left)
            return
        whole = QHBoxLayout(self) if beside else QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(20 if beside else 10)
        whole.addLayout(left, 1)
        whole.addWidget(self._scrolled(beside), 0 if beside else 1)

    def _scrolled(self, beside: bool) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self.detail)
        inside.addStretch(1)
        area.setWidget(inner)
        if beside:
            area.setFixedWidth(DETAIL)
        return area

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.search.moved.connect(self._move_by)
        self.search.taken.connect(self._take)
        self.list.selectionModel().currentChanged.connect(self._current)
        self.list.activated.connect(lambda _: self._take())
        self.detail.readingChanged.connect(self.readingChanged)

    # ---------------------------------------------------------------------------------------- choosing

    def _find(self) -> None:
        """Once for everything typed in one go. What is chosen stays chosen while it is still found, and no longer."""
        self._soon.stop()
        self.model.search(self.search.text())
        self._say_count()
        kept = self.model.row_of(self._rule.id) if self._rule else -1
        if kept >= 0:
            self._select(kept, quietly=True)
        elif self.model.rules() and self.search.text().strip():
            self._select(0)
        elif self.search.text().strip():
            self._choose(None)
        else:
            self.list.scrollToTop()

    def _clear_search(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.model.search("")
        self._say_count()

    def _select(self, row: int, quietly: bool = False) -> None:
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        selection = self.list.selectionModel()
        held = selection.blockSignals(quietly)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(held)
        self.list.viewport().update()
        if index.isValid():
            self.list.scrollTo(index)

    def _move_by(self, rows: int) -> None:
        """On by so many rows; a head is stepped over."""
        row, onward = self.list.currentIndex().row(), 1 if rows > 0 else -1
        row = max(0, min(row + rows, self.model.rowCount() - 1)) if row >= 0 else 0
        while 0 <= row < self.model.rowCount() and self.model.rule_at(row) is None:
            row += onward
        if self.model.rule_at(row) is not None:
            self._select(row)

    def _current(self, now: QModelIndex, _before: QModelIndex) -> None:
        rule = self.model.rule_at(now.row())
        if rule is not None and rule != self._rule:
            self._choose(rule)

    def _choose(self, rule: Rule | None) -> None:
        if rule == self._rule:
            return
        self._rule = rule
        self.detail.show_rule(rule, self._day)
        self.ruleChanged.emit(rule)

    def _take(self) -> None:
        """Enter may come before what was typed last has been searched for."""
        if self._soon.isActive():
            self._find()
        if self._rule is not None:
            self.taken.emit(self._rule)

    def _say_count(self) -> None:
        found = len(self.model.rules())
        if found:
            words = say_count(found, "rule")
        else:
            words = "No rule has these words. Try the form, the citation or fewer words."
        self.count.setText(words)


def rule_or_none(rule_id: str) -> Rule | None:
    """The rule of that id; None where there is no id, or the rulebook no longer has it."""
    try:
        return rule_named(rule_id) if rule_id else None
    except DayError:
        return None
