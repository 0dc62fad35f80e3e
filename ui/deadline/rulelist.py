"""The rules found, as a flat list: title and citation, what each counts from and when it applies; families as heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from model.days.find_rule import search_rules
from model.days.provenance import say_grade
from model.days.rulebook import Rule, families
from ui.deadline.ruledetail import cases_words
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
RULE, HEAD = 48, 32
INSET = 12

Row = Rule | str
"""A rule, or the title of the family that follows."""


class RuleModel(QAbstractListModel):
    """The whole book by families, or what a search finds, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self.search("")

    @property
    def rows(self) -> Sequence[Row]:
        """Rules and heads, in the order shown."""
        return self._rows

    def rules(self) -> list[Rule]:
        """The rules alone."""
        return [row for row in self._rows if isinstance(row, Rule)]

    def search(self, text: str) -> None:
        """Show what ``text`` finds; the families where it is empty."""
        self.beginResetModel()
        self._rows = search_rules(text) if text.strip() else _by_family()
        self.endResetModel()

    def rule_at(self, row: int) -> Rule | None:
        """The rule in a row, None for a head."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Rule) else None

    def row_of(self, rule_id: str) -> int:
        """Where a rule stands, -1 where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Rule) and row.id == rule_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rule_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, Rule) else row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row) if isinstance(row, Rule) else row
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Rule):
            return plain_tooltip(f"{row.title}\n{row.applies}\n{reliance(row)}")
        return None


def spoken(rule: Rule) -> str:
    """A rule for a screen reader."""
    return f"{rule.title}, counts from {rule.counts_from}, {citation_of(rule)}. {rule.applies}. {reliance(rule)}"


def reliance(rule: Rule) -> str:
    """How far the law as it is now can be relied on: how its text was read, and who else worked it out."""
    version = rule.versions[-1]
    return f"{say_grade(version.read)} {cases_words(rule, version)}."


def citation_of(rule: Rule) -> str:
    """The citation of the law as it is now, or as it was last."""
    return rule.versions[-1].citation


def _by_family() -> tuple[Row, ...]:
    rows: list[Row] = []
    for family in families():
        rows += [family.title, *family.rules]
    return tuple(rows)


class RuleDelegate(QStyledItemDelegate):
    """Two lines a rule; a head in small caps."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        head = isinstance(model, RuleModel) and model.rule_at(index.row()) is None
        return QSize(100, HEAD if head else RULE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RuleModel):
            return
        row, rect = model.rows[index.row()], QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Rule):
            self._paint_ground(painter, rect, option)
            self._paint_rule(painter, rect.adjusted(INSET, 4, -INSET, -4), row)
        else:
            self._paint_head(painter, rect.adjusted(INSET, 0, -INSET, 0), row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme, state = self._theme, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.surface.selection)
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.accent.base)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.surface.hover)
        painter.fillRect(QRectF(rect.left() + INSET, rect.bottom() - 1, rect.width() - 2 * INSET, 1), theme.line.grid)

    def _paint_head(self, painter: QPainter, rect: QRectF, title: str) -> None:
        theme = self._theme
        font = theme.font("label")
        painter.setFont(font)
        painter.setPen(theme.text.third)
        line = rect.adjusted(0, 8, 0, -2)
        painter.drawText(line, _MIDDLE, QFontMetricsF(font).elidedText(title, _CUT, line.width()))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.line.strong)

    def _paint_rule(self, painter: QPainter, rect: QRectF, rule: Rule) -> None:
        theme, half = self._theme, rect.height() / 2
        upper, lower = QRectF(rect.topLeft(), QSize(int(rect.width()), int(half))), rect.adjusted(0, half, 0, 0)
        title = theme.font("strong")
        room = self._paint_right(painter, upper, citation_of(rule), QFontMetricsF(title).horizontalAdvance(rule.title))
        painter.setFont(title)
        painter.setPen(theme.text.first)
        painter.drawText(upper, _MIDDLE, QFontMetricsF(title).elidedText(rule.title, _CUT, room))
        small = theme.font("small")
        painter.setFont(small)
        painter.setPen(theme.text.second)
        words = f"from {rule.counts_from}  ·  {rule.applies}"
        painter.drawText(lower, _MIDDLE, QFontMetricsF(small).elidedText(words, _CUT, lower.width()))

    def _paint_right(self, painter: QPainter, line: QRectF, citation: str, title: float) -> float:
        """The citation at the right where a useful part of it has room; what is left to the title is given back."""
        theme = self._theme
        small = theme.font("small")
        room = line.width() - title - 16
        if room < _LEAST_CITATION:
            return line.width()
        words = QFontMetricsF(small).elidedText(citation, _CUT, min(room, line.width() * 0.5))
        wide = QFontMetricsF(small).horizontalAdvance(words)
        painter.setFont(small)
        painter.setPen(theme.text.second)
        painter.drawText(QRectF(line.right() - wide - 1, line.top(), wide + 2, line.height()), _MIDDLE, words)
        return line.width() - wide - 16


_LEAST_CITATION = 90
_CUT = Qt.TextElideMode.ElideRight
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
