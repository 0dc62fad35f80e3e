"""Icons from `resources/icons`, in the colours of the palette, sharp on any screen."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache

from ui.frame.theme import Ink

SIZE = 20


_ROLES: dict[Ink, QPalette.ColorRole] = {
    "first": QPalette.ColorRole.WindowText,
    "second": QPalette.ColorRole.ButtonText,
    "third": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Accent,
    "on_accent": QPalette.ColorRole.BrightText,
}
"""Where `ui.frame.theme.palette` keeps each ink."""


def icon(name: str, ink: Ink = "second") -> QIcon:
    """The icon `resources/icons/<name>.svg`. It follows the palette: nothing is to be done when the scheme changes.

    Raises `FileNotFoundError` for a name without a file.
    """
    _source(name)
    return QIcon(_Engine(name, ink))


def icon_pixmap(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon in one colour, `size` logical pixels wide, kept in Qt's cache."""
    key = f"duly icon {name} {colour.rgba():08x} {size} {ratio:g}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = _drawn(name, colour, size, ratio)
    QPixmapCache.insert(key, made)
    return made


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Paint the icon in the middle of `rect`, as large as its shorter side, on whole pixels."""
    side = int(min(rect.width(), rect.height()))
    corner = rect.center() - QRectF(0, 0, side, side).center()
    picture = icon_pixmap(name, colour, side, painter.device().devicePixelRatio())
    painter.drawPixmap(QPoint(round(corner.x()), round(corner.y())), picture)


def _drawn(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    # Loading the SVG library takes time that a start without icons need not spend.
    from PySide6.QtSvg import QSvgRenderer

    text = _source(name).replace("currentColor", colour.name())
    # A line that is not laid out yet asks for an icon of no size.
    side = max(round(size * ratio), 1)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@cache
def _source(name: str) -> str:
    return files("resources").joinpath(f"icons/{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    # Qt takes a clone over without telling Python, which would free it under Qt's hands. Clones are rare: only an icon
    # that is copied and then changed makes one.
    _clones: ClassVar[list[QIconEngine]] = []

    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink: Ink = ink

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._ink)
        self._clones.append(made)
        return made

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, QRectF(rect), self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())
        return icon_pixmap(self._name, self._colour(mode), round(side / scale), scale)

    def _colour(self, mode: QIcon.Mode) -> QColor:
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        return QGuiApplication.palette().color(group, _ROLES[self._ink])
