"""The line below the network: quiet causes and what has no link, as small buttons, and the legend of the edges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from ui.frame.theme import Theme, set_property
from ui.network.content import Manner, NodeContent
from ui.network.scene.look import SceneLook
from ui.widgets.elided import plain_tooltip
from ui.widgets.marks import paint_mark
from ui.widgets.rows import clear_layout
from ui.widgets.surface import Surface

HEIGHT = 40
_MARK = 14
_GAP = 5
_BUTTONS = 40
"""So many buttons are made in one group; the rest stand in the menu behind them."""
_LISTED = 200
LEGEND: tuple[tuple[Manner, str], ...] = (
    ("solid", "needs, starts, paid from, condition"),
    ("dotted", "relieves"),
    ("dashed", "if missed"),
)
BRIEFLY: tuple[tuple[Manner, str], ...] = (("solid", "needs"), *LEGEND[1:])
"""Where there is no room for the whole: needs stands for all that must come first."""
_SAMPLE = 30
_APART = 26


class RefButton(QAbstractButton):
    """A record as its shape and its ref."""

    def __init__(self, theme: Theme, face: NodeContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.face = face
        self.setCheckable(True)
        self.setAccessibleName(face.spoken)
        self.setToolTip(plain_tooltip(face.spoken))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def nextCheckState(self) -> None:
        """The selection says what is checked, not the click."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(self._theme.font("small", 600)).horizontalAdvance(self.face.ref)
        return QSize(4 + _MARK + _GAP + letters + 5, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.surface.selection if self.isChecked() else theme.wash)
            painter.drawRoundedRect(QRectF(self.rect()), theme.space.radius_chip, theme.space.radius_chip)
        mark = QRectF(4, (self.height() - _MARK) / 2, _MARK, _MARK)
        paint_mark(painter, mark, self.face.mark, theme, self.face.share)
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.text.first)
        at = QPointF(4 + _MARK + _GAP, theme.baseline(painter.font(), 0, self.height()))
        painter.drawText(at, self.face.ref)


class NetworkLegend(QWidget):
    """The manners of the edges and what they mean."""

    def __init__(self, look: SceneLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._entries = LEGEND
        whole = "; ".join(f"{manner} {words}" for manner, words in LEGEND)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Edges: {whole}")
        self.setToolTip(plain_tooltip(whole.replace("; ", "\n")))

    def shorten(self, *, briefly: bool) -> None:
        """Say less where there is less room."""
        self._entries = BRIEFLY if briefly else LEGEND
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._look.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(legend_width(self._look, self._entries)), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_legend(painter, QPointF(0, 0), self.height(), self._look, self._entries)


Entries = tuple[tuple[Manner, str], ...]


def legend_width(look: SceneLook, entries: Entries = LEGEND) -> float:
    """How wide the legend is."""
    metrics = QFontMetrics(look.theme.font("small"))
    return sum(_SAMPLE + 8 + metrics.horizontalAdvance(words) + _APART for _, words in entries) - _APART


def paint_legend(painter: QPainter, at: QPointF, height: float, look: SceneLook, entries: Entries = LEGEND) -> None:
    """Paint the legend from a point to the right."""
    theme, left = look.theme, at.x()
    font = theme.font("small")
    for manner, words in entries:
        painter.setPen(look.pen(manner, theme.text.second, lit=True))
        middle = at.y() + height / 2
        painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE, middle))
        look.letters(
            painter, QPointF(left + _SAMPLE + 8, theme.baseline(font, at.y(), height)), words, font, theme.text.second
        )
        left += _SAMPLE + 8 + QFontMetrics(font).horizontalAdvance(words) + _APART


class _Group(QWidget):
    """A name and the buttons behind it; those without room stand in a menu."""

    picked = Signal(str)

    def __init__(self, theme: Theme, name: str, faces: Sequence[NodeContent], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces = tuple(faces)
        self.name = QLabel(name)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setFont(theme.font("small", 600))
        self.buttons = [self._button(theme, face) for face in self._faces[:_BUTTONS]]
        self.more = QPushButton()
        set_property(self.more, "role", "link")
        self.more.clicked.connect(self._drop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.name)
        row.addSpacing(6)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self.more)
        self.setAccessibleName(f"{name}: {len(self._faces)}")

    @property
    def least(self) -> int:
        """The room for its name and the way to the rest."""
        return self.name.sizeHint().width() + 8 + 60

    @property
    def whole(self) -> int:
        """The room for all of it."""
        return self.name.sizeHint().width() + 8 + sum(button.sizeHint().width() + 2 for button in self.buttons)

    def share(self, room: int) -> None:
        """Show as many buttons as have room."""
        left = room - self.name.sizeHint().width() - 8
        fits_all = self.whole <= room and len(self._faces) <= _BUTTONS
        left -= 0 if fits_all else 60
        shown = 0
        for button in self.buttons:
            left -= button.sizeHint().width() + 2
            button.setVisible(left >= 0)
            shown += left >= 0
        self.more.setVisible(shown < len(self._faces))
        self.more.setText(f"{len(self._faces) - shown:,} more" if shown else f"{len(self._faces):,}")
        self._hidden = self._faces[shown:]

    def _button(self, theme: Theme, face: NodeContent) -> RefButton:
        button = RefButton(theme, face, self)
        button.clicked.connect(lambda: self.picked.emit(face.id))
        return button

    def _drop(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for face in self._hidden[:_LISTED]:
            words = f"{face.ref}  {face.title}, {face.word}".replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda _=False, one=face.id: self.picked.emit(one))
        if len(self._hidden) > _LISTED:
            menu.addAction(f"and {len(self._hidden) - _LISTED:,} more: filter to find them").setEnabled(False)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


class Foot(Surface):
    """Groups at the left, legend at the right. Emits ``picked(id)``."""

    picked = Signal(str)

    def __init__(self, look: SceneLook, parent: QWidget | None = None) -> None:
        super().__init__(look.theme, "view", (), parent)
        self._look = look
        self._groups: list[_Group] = []
        self._shown: list[tuple[str, tuple[NodeContent, ...]]] = []
        self._before: QWidget | None = None
        self.setFixedHeight(HEIGHT)
        self.legend = NetworkLegend(look, self)
        self._left = QHBoxLayout()
        self._left.setSpacing(22)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.space.view, 1, look.theme.space.view, 0)
        row.setSpacing(24)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addWidget(self.legend)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[NodeContent]]]) -> None:
        """Show groups of records by their names."""
        wanted = [(name, tuple(faces)) for name, faces in groups]
        if wanted == self._shown:
            return
        self._shown = wanted
        clear_layout(self._left)
        self._groups = []
        for name, faces in groups:
            group = _Group(self._theme, name, faces, self)
            group.picked.connect(self.picked)
            self._left.addWidget(group)
            self._groups.append(group)
        self._order()
        self._share()

    def tab_after(self, widget: QWidget) -> None:
        """The buttons are reached after ``widget``, however late they are made."""
        self._before = widget

    def _order(self) -> None:
        last = self._before
        for group in self._groups:
            for button in (*group.buttons, group.more):
                if last is not None:
                    QWidget.setTabOrder(last, button)
                last = button

    def check(self, chosen: Sequence[str]) -> None:
        """Mark the records that are selected."""
        for group in self._groups:
            for button in group.buttons:
                button.setChecked(button.face.id in chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge = self._theme.space.view
        QPainter(self).fillRect(edge, 0, self.width() - 2 * edge, 1, self._theme.line.hair)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The legend first, since nothing else explains the edges; then the groups, each at least its name."""
        room = self.width() - 2 * self._theme.space.view
        whole, least = (sum(getattr(group, name) + 22 for group in self._groups) for name in ("whole", "least"))
        self.legend.shorten(briefly=False)
        if whole + self.legend.sizeHint().width() > room:
            self.legend.shorten(briefly=True)
        self.legend.setVisible(room >= least + self.legend.sizeHint().width())
        if self.legend.isVisibleTo(self):
            room -= self.legend.sizeHint().width() + 24
        for number, group in enumerate(self._groups):
            rest = sum(other.least + 22 for other in self._groups[number + 1 :])
            given = max(min(group.whole, room - rest), group.least)
            group.share(given)
            room -= min(given, group.whole) + 22
