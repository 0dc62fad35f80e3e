"""The amount of an obligation with what is performed of it, and the threshold of a test with its last reading."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from model.assess.amounts import amount_owed
from model.assess.standing import Position
from model.days.wording import say_day
from model.record.amount import Amount, Threshold
from model.record.obligation import Obligation
from model.wording.standings import BOUNDS, money_text, owed_words
from ui.frame.standing import share_of
from ui.frame.theme import Theme
from ui.inspector.reading import RecordInView
from ui.widgets.money import BAR, paint_bar


class AmountReading(NamedTuple):
    """What the line says: head, sign and figure, words beside them, and the share performed."""

    head: str
    sign: str
    figure: str
    words: str
    share: float | None = None
    standing: str = "open"


def amount_reading(sight: RecordInView) -> AmountReading | None:
    """The amount or threshold of the record, None where it has neither."""
    node = sight.node
    if not isinstance(node, Obligation):
        return None
    if node.amount is not None or node.share is not None:
        return _amount(sight, node)
    return _threshold(node.threshold) if node.threshold is not None else None


def remaining(amount: Amount | None, performed: Decimal | None) -> Decimal | None:
    """What is left of an amount; None where there is none, or where a further sum can't be known."""
    if amount is None:
        return None
    left = amount.number - (performed or Decimal(0))
    return left if left > 0 else None


def _amount(sight: RecordInView, node: Obligation) -> AmountReading:
    """The amount, the part of it that is performed, and of a sum in all what all instalments come to."""
    position, share = sight.position, share_of(sight.node, sight.position)
    tone = "satisfied" if share is not None and share >= 1 else "open"
    owed = amount_owed(node, position)
    if node.amount is not None and node.amount.in_all:
        words, figure = _in_all_words(position), f"{money_text(node.amount.number, node.amount.currency)} in all"
        return AmountReading("Amount", BOUNDS[node.amount.bound], figure, words, share, tone)
    words = f"performed {money_text(position.performed or Decimal(0), position.currency)}"
    if owed is None:
        return AmountReading("Amount", "", owed_words(sight.docket, node, position, short=True), words)
    left = remaining(owed, position.performed)
    if left is not None and position.performed and share is not None and share < 1:
        words += f", {money_text(left, owed.currency)} left"
    if position.occurrences and position.due:
        words += f", for {say_day(position.due)}"
    in_total = " in total" if owed.in_total else ""
    figure = f"{money_text(owed.number, owed.currency)}{in_total}"
    return AmountReading("Amount", BOUNDS[owed.bound], figure, words, share, tone)


def _in_all_words(position: Position) -> str:
    sums = position.sums
    if sums is None:
        return "in how many instalments is not known yet"
    paid, left = (money_text(one, sums.currency) for one in (sums.paid, sums.outstanding))
    return f"performed {paid}, {left} outstanding" if sums.outstanding else f"performed {paid}"


def _threshold(threshold: Threshold) -> AmountReading:
    number = threshold.number
    if threshold.unit == "money":
        figure = money_text(number, threshold.currency)
    else:
        figure = f"{number:,f}\N{NO-BREAK SPACE}%" if threshold.unit == "percent" else f"{number:,f}"
    return AmountReading("Test", threshold.comparator, figure, threshold.metric)


class AmountLine(QWidget):
    """The figure at the left, the words at the right, the bar below; the words go below where they have no room."""

    def __init__(self, theme: Theme, reading: AmountReading) -> None:
        super().__init__()
        self._theme = theme
        self._reading = reading
        self.setAccessibleName(f"{reading.head}: {reading.sign} {reading.figure}, {reading.words}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        bar = BAR + 5 if self._reading.share is not None else 0
        return 20 + (0 if self._fits(width) else 18) + bar

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 20)

    def _fits(self, width: float) -> bool:
        words = QFontMetricsF(self._theme.font("small")).horizontalAdvance(self._reading.words)
        return self._figure_width() + 16 + words <= width

    def _figure_width(self) -> float:
        said = f"{self._reading.sign} {self._reading.figure}"
        return QFontMetricsF(self._theme.font("strong")).horizontalAdvance(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, reading = self._theme, self._reading
        painter = QPainter(self)
        body, strong, small = theme.font("body"), theme.font("strong"), theme.font("small")
        base = round(theme.baseline(strong, 0, 20))
        x = 0.0
        if reading.sign:
            painter.setFont(body)
            painter.setPen(theme.text.third)
            painter.drawText(QPointF(0, base), reading.sign)
            x = QFontMetricsF(body).horizontalAdvance(f"{reading.sign} ")
        painter.setFont(strong)
        painter.setPen(theme.text.first)
        painter.drawText(QPointF(x, base), reading.figure)
        painter.setFont(small)
        painter.setPen(theme.text.second)
        fits = self._fits(self.width())
        metrics = QFontMetricsF(small)
        left = self.width() - metrics.horizontalAdvance(reading.words) if fits else 0.0
        painter.drawText(QPointF(left, base if fits else round(theme.baseline(small, 20, 18))), reading.words)
        if reading.share is not None:
            bar = QRectF(0, self.height() - BAR, self.width(), BAR)
            paint_bar(painter, bar, reading.share, theme.tone(reading.standing).mark, theme)
