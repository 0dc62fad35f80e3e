"""The theme file keeps what it promises, and Qt gets all of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import chain, product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import ui.frame.appearance
from resources.themes import compiled, standing_colour, standing_look, tokens
from ui.frame.appearance import Appearance
from ui.frame.theme import Choice, Scheme, Theme, apply, load, palette, set_property, style_sheet

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SURFACES = ("frame", "view", "panel", "hover", "field", "selection", "other_day", "weekend")
TEXTS = ("first", "second", "third")
TEXT_LEAST, MARK_LEAST = 4.5, 3.0
MakeAppearance = Callable[[Choice], Appearance]


@pytest.fixture
def make_appearance(qapp: QApplication) -> Iterator[MakeAppearance]:
    made: list[Appearance] = []

    def make(choice: Choice) -> Appearance:
        made.append(Appearance(qapp, choice))
        return made[-1]

    yield make
    for appearance in made:
        appearance.deleteLater()


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_pairs(theme: Theme) -> Iterator[tuple[str, QColor, QColor]]:
    for text, ground in product(TEXTS, SURFACES):
        yield f"{text} on {ground}", getattr(theme.text, text), getattr(theme.surface, ground)
    for ground in SURFACES:
        yield f"accent on {ground}", theme.accent.base, getattr(theme.surface, ground)
    for ground in ("base", "hover"):
        yield f"on accent {ground}", theme.text.on_accent, getattr(theme.accent, ground)
    yield "accent on its soft ground", theme.accent.base, theme.accent.soft


def standing_text_pairs(theme: Theme) -> Iterator[tuple[str, QColor, QColor]]:
    for name, tone in theme.tones.items():
        for ground in SURFACES:
            yield f"{name} on {ground}", tone.fg, getattr(theme.surface, ground)
        yield f"{name} on its ground", tone.fg, tone.bg
        # Third text never stands on the ground of a standing.
        for text in ("first", "second"):
            yield f"{text} on the ground of {name}", getattr(theme.text, text), tone.bg


def mark_pairs(theme: Theme) -> Iterator[tuple[str, QColor, QColor]]:
    for name, tone in theme.tones.items():
        for ground in SURFACES:
            yield f"mark of {name} on {ground}", tone.mark, getattr(theme.surface, ground)
        yield f"mark of {name} on its ground", tone.mark, tone.bg
    for ground in ("frame", "view", "panel", "field"):
        yield f"edge of a field on {ground}", theme.line.control, getattr(theme.surface, ground)
        yield f"focus ring on {ground}", theme.accent.base, getattr(theme.surface, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_can_be_read_on_every_surface(scheme: Scheme) -> None:
    theme = load(scheme)

    weak = {
        what: round(contrast(ink, ground), 2)
        for what, ink, ground in chain(text_pairs(theme), standing_text_pairs(theme))
        if contrast(ink, ground) < TEXT_LEAST
    }

    assert weak == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mark_and_every_edge_of_a_field_can_be_seen(scheme: Scheme) -> None:
    weak = {
        what: round(contrast(ink, ground), 2)
        for what, ink, ground in mark_pairs(load(scheme))
        if contrast(ink, ground) < MARK_LEAST
    }

    assert weak == {}


def test_the_json_that_is_read_says_what_the_toml_says() -> None:
    folder = files("resources").joinpath("themes")

    assert folder.joinpath("duly.json").read_bytes() == compiled(folder.joinpath("duly.toml").read_text("utf-8"))


def test_contrast_is_measured_as_wcag_defines_it() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.005)


def test_both_schemes_have_the_same_tokens() -> None:
    light, dark = tokens()["light"], tokens()["dark"]

    assert {part: set(light[part]) for part in light} == {part: set(dark[part]) for part in dark}


@pytest.mark.parametrize("standing", tokens()["shape"])
def test_every_standing_has_a_tone_and_a_shape(standing: str) -> None:
    tone, shape = standing_look(standing)

    assert load("light").tone(standing) is not load("dark").tone(standing)
    assert shape
    assert standing_colour(standing, "mark").casefold() == load("light").tones[tone].mark.name()


def test_no_two_standings_share_both_colour_and_shape() -> None:
    looks = [tuple(look) for look in tokens()["shape"].values()]

    assert len(set(looks)) == len(looks)


def test_colour_is_never_the_only_difference_between_standings_of_a_duty() -> None:
    reliefs = {"relief_live", "relief_ended"}
    shapes = [shape for standing, (_, shape) in tokens()["shape"].items() if standing not in reliefs]

    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("name", [name for name, style in tokens()["type"].items() if isinstance(style, list)])
def test_every_type_style_is_set_in_its_own_face(qapp: QApplication, name: str) -> None:
    theme = apply(qapp, "light")
    size, _, weight = tokens()["type"][name]
    font = theme.font(name)
    info = QFontInfo(font)
    serif = name in {"source", "document", "instrument"}

    assert info.family() == ("Source Serif Pro" if serif else "Source Sans Pro")
    assert (info.pixelSize(), info.weight(), info.italic()) == (size, weight, name == "instrument")
    assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting


def test_heads_are_true_small_caps(qapp: QApplication) -> None:
    theme = apply(qapp, "light")
    heads, plain = theme.font("label"), theme.font("label")
    plain.clearFeatures()

    assert QFontMetricsF(heads).horizontalAdvance("due") > QFontMetricsF(plain).horizontalAdvance("due")
    assert QFontMetricsF(heads).horizontalAdvance("DUE") == QFontMetricsF(heads).horizontalAdvance("due")


def test_figures_are_tabular(qapp: QApplication) -> None:
    metrics = QFontMetricsF(apply(qapp, "light").font("body"))

    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_a_font_handed_out_may_be_changed_without_changing_the_theme(qapp: QApplication) -> None:
    theme = apply(qapp, "light")
    theme.font("body").setPixelSize(99)

    assert theme.font("body").pixelSize() == 14


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_palette_leaves_no_role_to_the_platform(scheme: Scheme) -> None:
    made = palette(load(scheme))
    no_roles = {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}
    roles = [role for role in QPalette.ColorRole if role not in no_roles]

    assert [role for role in roles if not made.isBrushSet(QPalette.ColorGroup.Active, role)] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_is_filled_in_and_every_picture_in_it_is_there(scheme: Scheme) -> None:
    sheet = style_sheet(load(scheme))
    pictures = set(re.findall(r"look:([\w-]+\.svg)", sheet))
    folder = files("resources").joinpath("themes", scheme)

    assert "$" not in sheet.partition("*/")[2]
    assert pictures
    assert {name for name in pictures if not folder.joinpath(name).is_file()} == set()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pictures_of_the_style_sheet_use_the_colours_of_the_tokens(scheme: Scheme) -> None:
    own = tokens()[scheme]
    known = {colour.casefold() for part in ("text", "accent") for colour in own[part].values()}
    folder = files("resources").joinpath("themes", scheme)

    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir()]
    used = {colour.casefold() for text in texts for colour in re.findall(r"#\w{6}", text)}

    assert used
    assert used <= known


def test_a_switch_reaches_widgets_that_are_already_open(qtbot: QtBot, qapp: QApplication) -> None:
    class Painted(QWidget):
        taken: Theme | None = None

        def set_theme(self, theme: Theme) -> None:
            self.taken = theme

    apply(qapp, "light")
    painted, field, header = Painted(), QLineEdit(), QHeaderView(Qt.Orientation.Horizontal)
    for widget in (painted, field, header):
        qtbot.addWidget(widget)
    header.show()

    dark = apply(qapp, "dark")

    assert painted.taken is dark
    assert field.palette().color(QPalette.ColorRole.WindowText) == dark.text.first
    assert qapp.palette().color(QPalette.ColorRole.Window) == dark.surface.view
    assert header.viewport().font().featureValue(QFont.Tag("smcp")) == 1


def test_what_was_chosen_stays_and_is_told_once(make_appearance: MakeAppearance) -> None:
    appearance = make_appearance("light")
    heard: list[Theme] = []
    appearance.changed.connect(heard.append)

    appearance.choose("dark")
    appearance.choose("dark")

    assert [theme.scheme for theme in heard] == ["dark"]
    assert (appearance.choice, appearance.theme.dark) == ("dark", True)


def test_system_follows_the_system(
    qtbot: QtBot, qapp: QApplication, make_appearance: MakeAppearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.frame.appearance, "system_scheme", lambda app: "light")
    appearance = make_appearance("system")
    fixed = make_appearance("light")

    monkeypatch.setattr(ui.frame.appearance, "system_scheme", lambda app: "dark")
    with qtbot.waitSignal(appearance.changed), qtbot.assertNotEmitted(fixed.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert appearance.theme.dark
    assert not fixed.theme.dark


def test_an_error_is_ink_and_not_red(qtbot: QtBot, qapp: QApplication) -> None:
    theme = apply(qapp, "light")
    field = QLineEdit("in 10 days")
    qtbot.addWidget(field)
    field.resize(200, 30)
    field.show()
    rest = field.grab().toImage().pixelColor(100, 1)

    set_property(field, "invalid", True)
    wrong = field.grab().toImage().pixelColor(100, 1)
    set_property(field, "invalid", False)

    assert wrong == theme.text.first
    assert field.grab().toImage().pixelColor(100, 1) == rest != wrong


def test_roles_of_labels_take_the_inks(qtbot: QtBot, qapp: QApplication) -> None:
    theme = apply(qapp, "light")
    label = QLabel("Wed")
    qtbot.addWidget(label)
    set_property(label, "role", "third")
    label.ensurePolished()

    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.text.third
