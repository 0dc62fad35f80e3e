"""The top line of the window: the menus at the left, the docket's title at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from ui.frame.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.surface import Surface
from ui.workspace import Workspace


class MenuLine(Surface):
    """Menus and title on the frame, tinted with it."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "frame", (), parent)
        self._workspace = workspace
        self.setFixedHeight(theme.height.menu)
        self.bar = QMenuBar(self)
        self.bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.title = ElidedLabel(theme, font="small", ink="third")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 16, 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        row.addWidget(self.title)
        workspace.assessed.connect(lambda _: self._show())
        workspace.supposed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.set_ground("frame" if self._workspace.is_plain else "other_day")
        caption = self._workspace.docket.caption
        words = " · ".join(filter(None, (caption.title, caption.subtitle)))
        self.title.set_text(words if self._workspace.ledger else "")
