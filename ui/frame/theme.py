"""The look as a value: colours, type and sizes of one scheme, and what makes Qt's palette and style sheet of them.

A `Theme` is read from `resources/themes/duly.toml` and handed about. Whoever paints keeps the one it was given and
takes another through `set_theme`, which `apply` calls on every widget that has it when the scheme changes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any, Literal

from msgspec import Struct, field
from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from resources.themes import at_text_size, standing_look, tokens
from ui.widgets.living import all_widgets

Scheme = Literal["light", "dark"]
Choice = Literal["system", "light", "dark"]
TEXT_SIZES = (90, 100, 110, 125, 150)
"""The sizes of the text that can be chosen, in per cent of the type table."""
Ink = Literal["first", "second", "third", "accent", "on_accent"]

_FACES = {
    "font_source_sans_pro": ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Light"),
    "font_source_serif_pro": ("SourceSerifPro-Regular", "SourceSerifPro-It"),
}
"""Only the faces that the type table uses: each costs start-up time."""

_SERIF = frozenset({"source", "document", "instrument"})
_ITALIC = frozenset({"instrument"})
_SMALL_CAPS = frozenset({"label"})
_TRACKING = 0.5
_LENGTH = re.compile(r"\b(1[0-9]|[2-9][0-9])px")


class Surfaces(Struct, frozen=True):
    frame: QColor
    view: QColor
    panel: QColor
    hover: QColor
    field: QColor
    selection: QColor
    other_day: QColor
    weekend: QColor


class Lines(Struct, frozen=True):
    hair: QColor
    strong: QColor
    control: QColor
    grid: QColor


class Texts(Struct, frozen=True):
    first: QColor
    second: QColor
    third: QColor
    on_accent: QColor


class Accent(Struct, frozen=True):
    base: QColor
    hover: QColor
    soft: QColor


class Tone(Struct, frozen=True):
    """The colours of a standing: its word, its shape, and the ground of its chip."""

    fg: QColor
    mark: QColor
    bg: QColor


class TypeStyle(Struct, frozen=True):
    """A line of the type table, in pixels."""

    size: int
    line: int
    weight: int


class Space(Struct, frozen=True):
    step: int
    cell: int
    gutter: int
    view: int
    section: tuple[int, int]
    radius_control: int
    radius_chip: int
    radius_card: int
    hairline: int
    mark: int
    icon: int
    focus: int


class Heights(Struct, frozen=True):
    menu: int
    top: int
    view_head: int
    bottom: int
    row: int
    row_group: int
    table_head: int
    link_row: int
    control: int
    chip: int
    popover_button: int
    strip: int
    covenant: int
    lane_row: int
    month_chip: int
    rail_item: int


class Widths(Struct, frozen=True):
    rail: int
    inspector: int
    inspector_least: int
    inspector_folded: int
    filter: int
    margin_heads: int
    measure: int
    proposals: int
    agenda: int
    lane_head: int
    covenant_words: int
    covenant_figures: int
    weekend: float


class Theme(Struct, frozen=True, kw_only=True, eq=False):
    """The look in one scheme. Two themes are the same only if they are one object, so it can be a key."""

    scheme: Scheme
    surface: Surfaces
    line: Lines
    text: Texts
    accent: Accent
    space: Space
    height: Heights
    width: Widths
    type: Mapping[str, TypeStyle]
    tones: Mapping[str, Tone]
    network: Mapping[str, Any]
    columns: Mapping[str, int]
    fold_first: tuple[str, ...]
    sans: str
    serif: str
    text_size: int = 100
    """In per cent of the type table; every size of the theme is at it already."""
    _fonts: dict[tuple[str, int], QFont] = field(default_factory=dict)

    @property
    def dark(self) -> bool:
        return self.scheme == "dark"

    @property
    def wash(self) -> QColor:
        """What lies over any ground under the pointer: a breath of ink, so it shows on frame and view alike."""
        return faint(self.text.first, 0.055)

    @property
    def popup(self) -> QColor:
        """The ground of menus and pop-overs."""
        return self.surface.field

    @property
    def weekday_room(self) -> int:
        """From the left of a weekday's name to the two figures of the day, wherever a day stands in three parts."""
        return self.at_size(31)

    def at_size(self, length: int) -> int:
        """A length in pixels that was drawn for the usual text, at the size of this one's."""
        return round(length * self.text_size / 100)

    def tone(self, standing: str) -> Tone:
        """The colours of a standing, by its key: `tone("satisfied_late")`. Raises `KeyError` for no standing."""
        return self.tones[standing_look(standing)[0]]

    def ink(self, name: Ink) -> QColor:
        """The colour of a text, by its rank."""
        return self.accent.base if name == "accent" else getattr(self.text, name)

    def font(self, name: str, weight: int | None = None) -> QFont:
        """The font of a line of the type table (`body`, `label`, `source` and so on), or the same in another weight."""
        style = self.type[name]
        key = (name, weight or style.weight)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(name, style.size, key[1])
        return QFont(self._fonts[key])

    def baseline(self, font: QFont, top: float, height: float) -> float:
        """Where the letters of `font` stand so that their capitals are centred in a row."""
        return top + (height + QFontMetricsF(font).capHeight()) / 2

    def _make_font(self, name: str, size: int, weight: int) -> QFont:
        font = QFont([self.serif if name in _SERIF else self.sans])
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        font.setItalic(name in _ITALIC)
        # Full hinting closes the spaces between words of this face.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if name in _SMALL_CAPS:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _TRACKING)
            for feature in ("smcp", "c2sc"):
                font.setFeature(QFont.Tag(feature), 1)
        return font


def faint(colour: QColor, share: float) -> QColor:
    """The colour at a share (0 to 1) of its strength, for a ground that must let another through."""
    paled = QColor(colour)
    paled.setAlphaF(share)
    return paled


def load(scheme: Scheme, text_size: int = 100) -> Theme:
    """The theme of a scheme, from the tokens, with text and what holds it at `text_size` per cent."""
    read = at_text_size(tokens(), text_size)
    own = read[scheme]
    columns = {name: size for name, size in read["docket"]["columns"].items() if isinstance(size, int)}
    return Theme(
        scheme=scheme,
        surface=Surfaces(**_colours(own["surface"])),
        line=Lines(**_colours(own["line"])),
        text=Texts(**_colours(own["text"])),
        accent=Accent(**_colours(own["accent"])),
        space=Space(**{**read["space"], "section": tuple(read["space"]["section"])}),
        height=Heights(**read["height"]),
        width=Widths(**read["width"]),
        type={name: TypeStyle(*line) for name, line in read["type"].items() if isinstance(line, list)},
        tones={name: Tone(**_colours(tone)) for name, tone in own["standing"].items()},
        network=read["network"],
        columns=columns,
        fold_first=tuple(read["docket"]["columns"]["fold_first"]),
        sans=read["type"]["sans"],
        serif=read["type"]["serif"],
        text_size=text_size,
    )


def _colours(table: Mapping[str, str]) -> dict[str, QColor]:
    return {name: QColor(value) for name, value in table.items()}


def load_fonts() -> None:
    """Make the faces known to Qt. Safe to call again: a face that is there is left alone."""
    known = set(QFontDatabase.families())
    for package, faces in _FACES.items():
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            continue
        folder = Path(next(iter(spec.submodule_search_locations))) / "files"
        if _family(faces[0]) not in known:
            for face in faces:
                QFontDatabase.addApplicationFont(str(folder / f"{face}.ttf"))


def _family(face: str) -> str:
    return {"SourceSansPro": "Source Sans Pro", "SourceSerifPro": "Source Serif Pro"}[face.partition("-")[0]]


def palette(theme: Theme) -> QPalette:
    """Every role of the palette. Second text stands in `ButtonText`, so that icons find it there."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    surface, line, text, accent = theme.surface, theme.line, theme.text, theme.accent
    made = QPalette()
    for where, colour in {
        role.Window: surface.view,
        role.Base: surface.field,
        role.AlternateBase: surface.panel,
        role.Button: surface.field,
        role.ToolTipBase: theme.popup,
        role.WindowText: text.first,
        role.Text: text.first,
        role.ButtonText: text.second,
        role.ToolTipText: text.first,
        role.PlaceholderText: text.third,
        role.BrightText: text.on_accent,
        role.Light: surface.field,
        role.Midlight: line.grid,
        role.Mid: line.strong,
        role.Dark: line.control,
        role.Shadow: line.strong,
        role.Highlight: surface.selection,
        role.HighlightedText: text.first,
        role.Accent: accent.base,
        role.Link: accent.base,
        role.LinkVisited: accent.base,
    }.items():
        made.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, where, text.third)
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of the whole window, its colours filled in."""
    parts = (theme.surface, theme.line, theme.text)
    names = {name: getattr(part, name).name() for part in parts for name in part.__struct_fields__}
    names |= {
        "accent": theme.accent.base.name(),
        "accent_hover": theme.accent.hover.name(),
        "popup": theme.popup.name(),
        "wash": theme.wash.name(QColor.NameFormat.HexArgb),
    }
    return Template(_style_template(theme)).substitute(names)


def _style_template(theme: Theme) -> str:
    """The style sheet as it is written, its lengths at the size of the text; lines and small gaps stay as fine."""
    written = files("resources").joinpath("themes/duly.qss").read_text(encoding="utf-8")
    return _LENGTH.sub(lambda found: f"{theme.at_size(int(found[1]))}px", written)


def system_scheme(app: QApplication) -> Scheme:
    """What the system asks for now; light where it does not say."""
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, scheme: Choice = "system", text_size: int = 100) -> Theme:
    """Give the application its fonts, palette and style sheet, and each widget that paints by itself the theme."""
    theme = load(system_scheme(app) if scheme == "system" else scheme, text_size)
    if not app.styleSheet():
        load_fonts()
        app.setStyle("Fusion")
    if app.font().pixelSize() != theme.type["body"].size:
        app.setFont(theme.font("body"))
    app.setPalette(palette(theme))
    QDir.setSearchPaths("look", [str(files("resources").joinpath("themes", theme.scheme))])
    app.setStyleSheet(style_sheet(theme))
    # The first style sheet forgets the fonts of single classes, as a second setStyle would: they come after it.
    for font, widgets in (("label", "QHeaderView"), ("small", "QTipLabel")):
        app.setFont(theme.font(font), widgets)  # type: ignore[arg-type]  # the stub asks for bytes, the call for text
    for widget in all_widgets():
        retheme(widget, theme)
    return theme


def retheme(widget: QWidget, theme: Theme) -> None:
    """Hand a widget the theme, if it is one that paints by itself.

    Its class is asked, and not itself: taking the theme, one widget may end another, and what Qt made for its own use
    is then gone without Python being told.
    """
    if hasattr(type(widget), "set_theme") and isValid(widget):
        widget.set_theme(theme)  # type: ignore[attr-defined]  # asked for on the line above


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads (`role`, `invalid`), and have the widget styled again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
