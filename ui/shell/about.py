"""Who Duly is, in which version, under which licences, and its shortcuts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.frame.theme import Theme

_PARTS: tuple[tuple[str, str, str], ...] = (
    ("PySide6_Essentials", "Qt for Python", "LGPL 3"),
    ("msgspec", "msgspec", "BSD 3-Clause"),
    ("python-dateutil", "dateutil", "Apache 2.0 and BSD 3-Clause"),
    ("rustworkx", "rustworkx", "Apache 2.0"),
    ("icalendar", "icalendar", "BSD 2-Clause"),
    ("caldav", "caldav", "Apache 2.0 or GPL 3"),
    ("keyring", "keyring", "MIT"),
    ("typst", "typst", "Apache 2.0"),
    ("pypdfium2", "pypdfium2 with PDFium", "Apache 2.0 and BSD 3-Clause"),
    ("platformdirs", "platformdirs", "MIT"),
    ("tzdata", "tzdata", "Apache 2.0; data in the public domain"),
    ("font-source-sans-pro", "Source Sans Pro", "SIL Open Font License 1.1"),
    ("font-source-serif-pro", "Source Serif Pro", "SIL Open Font License 1.1"),
)
"""What Duly stands on: package, name, licence."""


@cache
def version() -> str:
    """Duly's own version."""
    try:
        return version_of("duly")
    except PackageNotFoundError:
        return "0.1.0"


def _part_version(package: str) -> str:
    try:
        return version_of(package)
    except PackageNotFoundError:
        return "not installed"


class AboutBox(QDialog):
    """Name, version, licences."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Duly")
        column = _column(self)
        column.addWidget(_label(f"Duly {version()}", theme, "title"))
        about = _label(
            "The general counsel’s own book of obligations and deadlines. It computes and reminds; it gives no legal"
            " advice, and the executed instrument prevails over anything shown here.",
            theme,
            "body",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        stays = "Everything stays on this machine, but for what you let a calendar server hold."
        column.addWidget(_second(f"Under the MIT licence. Qt {qVersion()}. {stays}", theme))
        column.addSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for row, (package, name, licence) in enumerate(_PARTS):
            for place, words in enumerate((name, _part_version(package), licence)):
                grid.addWidget(_label(words, theme, "small") if not place else _second(words, theme), row, place)
            grid.setRowMinimumHeight(row, theme.type["small"].line)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        _close_button(self, column)
        wide = self.sizeHint().width()
        self.resize(wide, column.totalHeightForWidth(wide))


class ShortcutSheet(QDialog):
    """Every action that has a shortcut, by menu."""

    def __init__(self, theme: Theme, groups: Iterable[tuple[str, list[QAction]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(theme.at_size(520), min(theme.at_size(620), parent.window().height() - 40))
        column = _column(self)
        column.addWidget(_label("Keyboard shortcuts", theme, "title"))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(3)
        for name, actions in (*groups, ("In the docket’s table", [])):
            self._add_group(grid, theme, name, _pairs(actions) if actions else _TABLE_KEYS)
        grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setAccessibleName("Shortcuts, by menu")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setMinimumWidth(body.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        column.addWidget(area, 1)
        _close_button(self, column)

    def _add_group(self, grid: QGridLayout, theme: Theme, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        head = _label(name, theme, "strong")
        head.setContentsMargins(0, 10, 0, 2)
        grid.addWidget(head, grid.rowCount(), 0)
        for words, keys in pairs:
            row = grid.rowCount()
            grid.addWidget(_label(words, theme, "body"), row, 0)
            grid.addWidget(_second(keys, theme), row, 1, Qt.AlignmentFlag.AlignRight)


_TABLE_KEYS = (
    ("Open the record in its editor", "Enter"),
    ("Open or shut a group", "Enter or Space"),
    ("From a record to its group; shut it", "Left"),
    ("Open a group", "Right"),
    ("Select several", "Shift or Ctrl with the arrows"),
)


def _pairs(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    return [
        (
            action.text().replace("&", "").rstrip("…"),
            action.shortcut().toString(action.shortcut().SequenceFormat.NativeText),
        )
        for action in actions
        if not action.shortcut().isEmpty()
    ]


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(6)
    return column


def _close_button(dialog: QDialog, column: QVBoxLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addSpacing(8)
    column.addWidget(buttons)


def _label(words: str, theme: Theme, font: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(font))
    return label


def _second(words: str, theme: Theme) -> QLabel:
    label = _label(words, theme, "small")
    label.setProperty("role", "second")
    return label
