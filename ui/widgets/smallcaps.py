"""Section heads in true small caps, and the hairline over them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.frame.theme import Ink, Theme, set_property
from ui.widgets.elided import ElidedLabel


class SmallCaps(QLabel):
    """A short head in small caps: the face's own, from lower-case and upper-case letters alike."""

    def __init__(self, theme: Theme, text: str, ink: Ink = "third", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink: Ink = ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font("label"))
        self.setText(text)
        self.setAccessibleName(text)
        set_property(self, "role", ink)


class Hairline(QWidget):
    """A line one pixel thin, across what it stands in."""

    def __init__(self, theme: Theme, strong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = strong
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1, self._theme.space.hairline)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._theme.line
        QPainter(self).fillRect(self.rect(), line.strong if self._strong else line.hair)


class SectionHead(QWidget):
    """The head of a section: a hairline, the name in small caps, a note beside it, and a link at the right.

    `ruled=False` leaves out the hairline, for the first section. The link emits `linked()`.
    """

    linked = Signal()

    def __init__(
        self, theme: Theme, name: str, note: str = "", link: str = "", ruled: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        above, below = theme.space.section
        self.note = ElidedLabel(theme, note, font="small", ink="third")
        self.link = QPushButton(link)
        self.link.setProperty("role", "link")
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        if not link:
            self.link.hide()
        self.link.clicked.connect(self.linked)
        self.caption = SmallCaps(theme, name)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.caption)
        row.addWidget(self.note, 1)
        row.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, above if ruled else 0, 0, 0)
        column.setSpacing(below)
        if ruled:
            column.addWidget(Hairline(theme))
        column.addLayout(row)
        self.setAccessibleName(name)

    def set_note(self, note: str) -> None:
        self.note.set_text(note)

    def set_link(self, link: str) -> None:
        self.link.setText(link)
        self.link.setVisible(bool(link))
