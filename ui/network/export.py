"""The drawing as a file: SVG, PNG or PDF, with its title, its day and the legend, on white whatever the theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from model.errors import StoreError
from model.writing import write_whole
from ui.frame.theme import load
from ui.network.content import NodeContent
from ui.network.foot import legend_width, paint_legend
from ui.network.scene.look import SceneLook
from ui.network.scene.scene import MARGIN, NetworkScene
from ui.widgets.marks import paint_mark

_PAGE = 32.0
_HEAD = 66.0
_LINE = 26.0
_PIXELS = 48_000_000
"""So many pixels a picture has at most: four bytes each."""
_FINE = 2.0
_OUTLINED = 250
"""Up to so many records an SVG holds its letters as outlines, so that it looks alike where the faces are missing. Of
more it would be too large."""
_LONG_NUMBER = re.compile(rb"(\d+\.\d\d)\d+")
"""Hundredths of a pixel are fine enough; Qt writes a hundred-thousandth."""
FORMATS = (".svg", ".png", ".pdf")


class ExportSheet(Struct, frozen=True):
    """What stands around the drawing: its title, the words under it, and lines of records below."""

    title: str
    words: str
    groups: Sequence[tuple[str, Sequence[NodeContent]]]


def named(path: Path) -> Path:
    """The path with a suffix that says which of the formats it is."""
    return path if path.suffix.casefold() in FORMATS else path.with_name(path.name + ".svg")


Painted = bytes | QImage
"""A drawing that needs no scene any more: it may be packed and written on any thread."""


def painted(scene: NetworkScene, sheet: ExportSheet, path: Path) -> Painted:
    """The whole drawing as the suffix of ``path`` says."""
    makers: dict[str, Callable[[NetworkScene, ExportSheet], Painted]] = {".svg": _svg, ".png": _picture, ".pdf": _pdf}
    look = scene.look
    theme = look.theme
    look.theme = load("light")
    look.outlines = path.suffix.casefold() == ".svg" and len(scene.nodes) <= _OUTLINED
    try:
        return makers[path.suffix.casefold()](scene, sheet)
    finally:
        look.theme, look.outlines = theme, False


def write_painted(made: Painted, path: Path) -> Path:
    """Write it, and return the path. Raises StoreError where the file cannot be written."""
    write_whole(path, _png(made) if isinstance(made, QImage) else made)
    return path


def size_of(scene: NetworkScene, sheet: ExportSheet) -> QSizeF:
    """The size of the sheet in logical pixels."""
    whole = scene.sceneRect()
    wide = max(whole.width(), legend_width(scene.look), 480.0)
    high = _HEAD + whole.height() + _LINE * len(_lines(scene.look, sheet, wide)) + _LINE + 12
    return QSizeF(wide + 2 * _PAGE, high + 2 * _PAGE)


def paint_sheet(painter: QPainter, scene: NetworkScene, sheet: ExportSheet) -> None:
    """Paint title, drawing, records below and legend, in logical pixels."""
    look, size = scene.look, size_of(scene, sheet)
    theme = look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(QPointF(0, 0), size), theme.surface.view)
    for words, font, ink, top in (
        (sheet.title, theme.font("view"), theme.text.first, 0.0),
        (sheet.words, theme.font("body"), theme.text.second, 28.0),
    ):
        look.letters(painter, QPointF(_PAGE, theme.baseline(font, _PAGE + top, 28)), words, font, ink)
    whole = scene.sceneRect()
    top = _PAGE + _HEAD
    scene.render(painter, QRectF(_PAGE - MARGIN, top, whole.width(), whole.height()), whole)
    top += whole.height() + 12
    for line in _lines(look, sheet, size.width() - 2 * _PAGE):
        for left, (face, words) in line:
            _paint_record(painter, look, QPointF(_PAGE + left, top), face, words)
        top += _LINE
    paint_legend(painter, QPointF(_PAGE, top), _LINE, look)


_Entry = tuple[float, tuple[NodeContent | None, str]]


def _lines(look: SceneLook, sheet: ExportSheet, wide: float) -> list[list[_Entry]]:
    """The records below the drawing, wrapped: each with where it stands in its line."""
    metrics = QFontMetricsF(look.theme.font("small", 600))
    lines: list[list[_Entry]] = []
    for name, faces in sheet.groups:
        left = 0.0
        line: list[_Entry] = []
        for entry in ((None, name), *((face, face.ref) for face in faces)):
            room = metrics.horizontalAdvance(entry[1]) + (19.0 if entry[0] else 0.0)
            if line and left + room > wide:
                lines.append(line)
                left, line = 0.0, []
            line.append((left, entry))
            left += room + 16
        lines.append(line)
    return lines


def _paint_record(painter: QPainter, look: SceneLook, at: QPointF, face: NodeContent | None, words: str) -> None:
    theme, left = look.theme, at.x()
    if face is not None:
        paint_mark(painter, QRectF(left, at.y() + (_LINE - 14) / 2, 14, 14), face.mark, theme, face.share)
        left += 19
    font = theme.font("small", 600)
    look.letters(painter, QPointF(left, theme.baseline(font, at.y(), _LINE)), words, font, theme.text.first)


# ------------------------------------------------------------------------------------------------- formats


def _svg(scene: NetworkScene, sheet: ExportSheet) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    made, device = QByteArray(), QBuffer()
    device.setBuffer(made)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    size = size_of(scene, sheet)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(device)
    drawing.setResolution(96)
    drawing.setSize(size.toSize())
    drawing.setViewBox(QRectF(QPointF(0, 0), size))
    drawing.setTitle(sheet.title)
    drawing.setDescription(sheet.words)
    _paint_on(drawing, scene, sheet, 1.0)
    device.close()
    return _LONG_NUMBER.sub(rb"\1", bytes(made.data()))


def _picture(scene: NetworkScene, sheet: ExportSheet) -> QImage:
    size = size_of(scene, sheet)
    scale = min(_FINE, (_PIXELS / (size.width() * size.height())) ** 0.5)
    image = QImage((size * scale).toSize(), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(96 * scale / 0.0254))
    image.setDotsPerMeterY(round(96 * scale / 0.0254))
    _paint_on(image, scene, sheet, scale)
    return image


def _png(image: QImage) -> bytes:
    made, device = QByteArray(), QBuffer()
    device.setBuffer(made)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(device, b"PNG").write(image):
        raise StoreError("The drawing is too large for a picture. Save it as PDF or SVG, or filter it first.")
    return bytes(made.data())


def _pdf(scene: NetworkScene, sheet: ExportSheet) -> bytes:
    """One page as large as the drawing, no more than the format allows."""
    made, device = QByteArray(), QBuffer()
    device.setBuffer(made)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    size = size_of(scene, sheet)
    points = size * 0.75
    shrink = min(1.0, 14_000 / max(points.width(), points.height()))
    page = QPageSize(points * shrink, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer = QPdfWriter(device)
    writer.setTitle(sheet.title)
    writer.setCreator("Duly")
    writer.setResolution(288)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    _paint_on(writer, scene, sheet, 288 / 96 * shrink)
    device.close()
    return bytes(made.data())


def _paint_on(device: object, scene: NetworkScene, sheet: ExportSheet, scale: float) -> None:
    painter = QPainter(device)  # type: ignore[call-overload]
    try:
        painter.scale(scale, scale)
        paint_sheet(painter, scene, sheet)
    finally:
        painter.end()
