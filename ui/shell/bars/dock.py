"""The inspector's place at the right: open with its panel, or folded to a strip with its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.widgets.icons import paint_icon
from ui.widgets.surface import Surface

EDGE = 1
"""The hairline at its left is the handle it is drawn wider by."""

_UNBOUND = 16_777_215
_ROOM_FOR_VIEW = 970
"""What the rail and a table that keeps its amounts and needs take of a window."""


class FoldedStrip(QAbstractButton):
    """The folded inspector: a chevron and the word, set upright along the edge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText("Inspector")
        self.setAccessibleName("Open the inspector")
        self.setToolTip("Open the inspector")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the tokens say."""
        return QSize(self._theme.width.inspector_folded - EDGE, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chevron and word."""
        theme, painter = self._theme, QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.wash)
        paint_icon(painter, QRectF(0, 14, self.width(), 20), "chevrons-left", theme.text.second)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.text.third)
        painter.translate(self.width() / 2, 52)
        painter.rotate(90)
        measure = painter.fontMetrics()
        painter.drawText(0, measure.capHeight() // 2, self.text())


class InspectorDock(Surface):
    """Holds the panel, which is made when it is first open."""

    folded = Signal(bool)

    def __init__(self, theme: Theme, make_panel: Callable[[QWidget], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(theme, "panel", (), parent)
        self._theme_sizes = theme.width
        self._room_for_view = theme.at_size(_ROOM_FOR_VIEW)
        self._make_panel = make_panel
        self._panel: QWidget | None = None
        self.chosen_width = 0
        """The width that the user gave it, 0 for the usual one."""
        self.strip = FoldedStrip(theme, self)
        self.strip.clicked.connect(lambda: self.set_folded(folded=False))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.strip)
        self._is_folded = True
        self._bound()

    @property
    def is_folded(self) -> bool:
        """Whether only the strip is there."""
        return self._is_folded

    @property
    def panel(self) -> QWidget | None:
        """The panel, None before it was first open."""
        return self._panel

    def width_in(self, room: int) -> int:
        """How wide it is to be, its edge included, in a window of ``room``: less in a small one."""
        sizes = self._theme_sizes
        if self._is_folded:
            return sizes.inspector_folded
        wanted = self.chosen_width or min(sizes.inspector, room - self._room_for_view)
        return max(wanted, sizes.inspector_least)

    def set_folded(self, folded: bool) -> None:
        """Fold it to the strip, or open it."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        if self.isVisible():
            self.fill()
        self.strip.setVisible(folded)
        if self._panel is not None:
            self._panel.setVisible(not folded)
        self._bound()
        self.folded.emit(folded)

    def fill(self) -> None:
        """Make the panel, if it is open and was not made yet. A window that is not painted yet can wait for it."""
        if self._panel is None and not self._is_folded:
            self._panel = self._make_panel(self)
            self._column.addWidget(self._panel, 1)

    def _bound(self) -> None:
        sizes = self._theme_sizes
        if self._is_folded:
            self.setFixedWidth(sizes.inspector_folded - EDGE)
        else:
            self.setMinimumWidth(sizes.inspector_least - EDGE)
            self.setMaximumWidth(_UNBOUND)
