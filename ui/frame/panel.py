"""What the dialogs of a docket stand in alike: their modality and size, a page that scrolls, a column without gaps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.workspace import Workspace

_AROUND = QSize(40, 40)
"""What is left in sight of the window under a panel, both edges together."""


class Panel(QDialog):
    """A dialog over its window, which waits for it. It is gone once it is closed."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget, name: str, title: str) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._look = theme
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def fit(dialog: QDialog, wanted: QSize, least: QSize, theme: Theme) -> None:
    """Make a dialog as large as is wanted, at the size of the text, within its window where that leaves it the least.

    ``wanted`` is the size with the usual text.
    """
    parent = dialog.parentWidget()
    grown = QSize(theme.at_size(wanted.width()), theme.at_size(wanted.height()))
    room = parent.window().size() - _AROUND if parent is not None else grown
    dialog.resize(grown.boundedTo(room.expandedTo(least)))


def scrolled(page: QWidget | None = None, spoken: str = "") -> QScrollArea:
    """An area in which a page scrolls down; Tab goes on to what stands in it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(spoken)
    if page is not None:
        area.setWidget(page)
        page.setAutoFillBackground(False)
    return area


def in_column(host: QWidget, *parts: QWidget | QLayout, stretched: tuple[QWidget | QLayout, ...] = ()) -> QVBoxLayout:
    """Set parts below one another, from edge to edge; the room that is left goes to the stretched ones."""
    column = QVBoxLayout(host)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        stretch = 1 if part in stretched else 0
        if isinstance(part, QLayout):
            column.addLayout(part, stretch)
        else:
            column.addWidget(part, stretch)
    return column
