"""Who Duly is, in which version, under which licences, and its shortcuts."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from ui.frame.panel import Panel, fit, scrolled
from ui.frame.theme import Theme
from ui.shell.failure import version
from ui.widgets.text import text
from ui.workspace import Workspace

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
"""The packages that Duly uses: package, name, licence."""


def _part_version(package: str) -> str:
    try:
        return version_of(package)
    except PackageNotFoundError:
        return "not installed"


class AboutBox(Panel):
    """Name, version, licences."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(workspace, theme, parent, "about", "About Duly")
        column = _column(self)
        column.addWidget(text(theme, f"Duly {version()}", "title", wraps=False))
        about = text(
            theme,
            "The general counsel’s own book of obligations and deadlines. It computes and reminds; it gives no legal"
            " advice, and the executed instrument prevails over anything shown here.",
        )
        column.addWidget(about)
        stays = "Everything stays on this machine, but for what you let a calendar server hold."
        column.addWidget(
            text(theme, f"Under the MIT licence. Qt {qVersion()}. {stays}", "small", "second", wraps=False)
        )
        column.addSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        for row, (package, name, licence) in enumerate(_PARTS):
            for place, words in enumerate((name, _part_version(package), licence)):
                grid.addWidget(text(theme, words, "small", "second" if place else "", wraps=False), row, place)
            grid.setRowMinimumHeight(row, theme.type["small"].line)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        _close_button(self, column)
        wide = self.sizeHint().width()
        self.resize(wide, column.totalHeightForWidth(wide))


class ShortcutSheet(Panel):
    """Every action that has a shortcut, by menu."""

    def __init__(
        self, workspace: Workspace, theme: Theme, groups: Iterable[tuple[str, list[QAction]]], parent: QWidget
    ) -> None:
        super().__init__(workspace, theme, parent, "shortcuts", "Keyboard shortcuts")
        fit(self, QSize(520, 620), QSize(520, 300), theme)
        column = _column(self)
        column.addWidget(text(theme, "Keyboard shortcuts", "title", wraps=False))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(3)
        for name, actions in (*groups, ("In the docket’s table", [])):
            self._add_group(grid, theme, name, _pairs(actions) if actions else _TABLE_KEYS)
        grid.setColumnStretch(0, 1)
        area = scrolled(body, "Shortcuts, by menu")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setMinimumWidth(body.sizeHint().width() + area.verticalScrollBar().sizeHint().width())
        column.addWidget(area, 1)
        _close_button(self, column)

    def _add_group(self, grid: QGridLayout, theme: Theme, name: str, pairs: Iterable[tuple[str, str]]) -> None:
        head = text(theme, name, "strong", wraps=False)
        head.setContentsMargins(0, 10, 0, 2)
        grid.addWidget(head, grid.rowCount(), 0)
        for words, keys in pairs:
            row = grid.rowCount()
            grid.addWidget(text(theme, words, "body", wraps=False), row, 0)
            grid.addWidget(text(theme, keys, "small", "second", wraps=False), row, 1, Qt.AlignmentFlag.AlignRight)


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
