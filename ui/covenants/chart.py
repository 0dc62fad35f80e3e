"""The chart of one test, in one painted widget that the keyboard walks reading by reading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.covenants.chartpaint import HIGH, ChartPainting
from ui.covenants.plot import Dot, Plot
from ui.frame.theme import Theme
from ui.widgets.elided import plain_tooltip


class Chart(QWidget):
    """Left and right walk the readings, Home and End go to the first and last; each is told as it is reached."""

    picked = Signal(object)
    """The :class:`Result` of the reading that was clicked or walked to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plot: Plot | None = None
        self._painting: ChartPainting | None = None
        self._current: Dot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Chart")

    @property
    def plot(self) -> Plot | None:
        """What is shown."""
        return self._plot

    @property
    def current(self) -> Dot | None:
        """The reading that was picked last."""
        return self._current

    def show_plot(self, plot: Plot) -> None:
        """Show another chart; nothing on it is picked."""
        self._plot, self._current = plot, None
        self.setAccessibleName(f"Chart of {plot.title}")
        self.setAccessibleDescription(plot.words)
        self._renew()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self._renew()

    def sizeHint(self) -> QSize:
        """As high as the readings need."""
        return QSize(420, HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width to share."""
        super().resizeEvent(event)
        self._renew()

    def _renew(self) -> None:
        if self._plot is not None:
            self._painting = ChartPainting(self._theme, self._plot, float(self.width()), float(self.height()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it; the reading that is picked is ringed."""
        if self._painting is not None:
            self._painting.paint(QPainter(self), self._current)

    # -------------------------------------------------------------------------------------- the pointer

    def event(self, event: QEvent) -> bool:
        """The tooltip is that of the reading under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            dot = self.dot_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tooltip(dot.words if dot else ""), self)
            return True
        return super().event(event)

    def dot_at(self, x: float, y: float) -> Dot | None:
        """The reading under a point."""
        return self._painting.dot_at(x, y) if self._painting else None

    def place_of(self, dot: Dot) -> tuple[float, float]:
        """Where a reading stands."""
        return self._painting.scaling.place(dot) if self._painting else (0.0, 0.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click picks a reading."""
        super().mousePressEvent(event)
        dot = self.dot_at(event.position().x(), event.position().y())
        if dot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pick(dot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be picked."""
        over = self.dot_at(event.position().x(), event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    # ------------------------------------------------------------------------------------- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the readings."""
        stops = self._plot.stops if self._plot else ()
        here = next((place for place, dot in enumerate(stops) if dot is self._current), None)
        last = len(stops) - 1
        wanted = {
            Qt.Key.Key_Left: last if here is None else here - 1,
            Qt.Key.Key_Right: 0 if here is None else here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None or not stops:
            super().keyPressEvent(event)
        else:
            self.pick(stops[min(max(wanted, 0), last)])

    def pick(self, dot: Dot) -> None:
        """Ring a reading, say it, and tell who listens."""
        self._current = dot
        self.setAccessibleDescription(dot.words)
        self.update()
        self.picked.emit(dot.result)
