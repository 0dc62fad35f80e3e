"""An amount as it stands in a column: right-aligned, its qualifier before it, what is performed as a bar below."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ui.frame.theme import Theme

BAR = 3
_BAR_DROP = 12
_LEAST_BAR = 76.0


def paint_amount(
    painter: QPainter,
    rect: QRectF,
    theme: Theme,
    amount: str,
    qualifier: str = "",
    share: float | None = None,
    standing: str = "open",
    muted: bool = False,
) -> None:
    """Paint an amount at the right of `rect`, centred in its height.

    `qualifier` is ≥, ≤ or ≈; `share` (0 to 1, None for no bar) is filled in the colour of `standing`;
    `muted` paints in second text, for what is done. An amount that has no room ends in an ellipsis: without some of its
    figures it would read as another amount.
    """
    painter.save()
    painter.setFont(theme.font("body"))
    metrics = QFontMetricsF(painter.font())
    lift = 0 if share is None else 2
    baseline = theme.baseline(painter.font(), rect.top() - lift, rect.height())
    before = metrics.horizontalAdvance(qualifier + " ") if qualifier else 0.0
    amount = metrics.elidedText(amount, Qt.TextElideMode.ElideRight, max(rect.width() - before, 0.0))
    left = rect.right() - metrics.horizontalAdvance(amount)
    painter.setPen(theme.text.second if muted else theme.text.first)
    painter.drawText(QPointF(left, baseline), amount)
    if qualifier:
        left -= before
        painter.setPen(theme.text.third)
        painter.drawText(QPointF(left, baseline), qualifier)
    if share is not None:
        long = min(max(rect.right() - left, _LEAST_BAR), rect.width())
        bar = QRectF(rect.right() - long, rect.center().y() + _BAR_DROP - BAR, long, BAR)
        paint_bar(painter, bar, share, theme.tone(standing).mark, theme)
    painter.restore()


def paint_bar(painter: QPainter, bar: QRectF, share: float, colour: QColor, theme: Theme) -> None:
    """A thin bar, filled from the left by a share (0 to 1)."""
    painter.fillRect(bar, theme.line.hair)
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * min(max(share, 0.0), 1.0), bar.height()), colour)
