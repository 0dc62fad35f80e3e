"""A card at the top of the window that shows one page after another, each as high as it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QWidget

from ui.frame.theme import Theme
from ui.widgets.popover import Popover

_TOP: Final = 96
_ASIDE: Final = 24


class PagedCard(Popover):
    """Stands at the top middle of its anchor's window, and grows and shrinks with what its page says."""

    def __init__(self, theme: Theme, anchor: QWidget, width: int) -> None:
        super().__init__(theme, anchor)
        self._width = width
        self._page: QWidget | None = None

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which goes."""
        if self._page is not None and self._page is not page:
            self._page.hide()
            self.body.removeWidget(self._page)
            self._page.deleteLater()
        self._page = page
        self.body.addWidget(page)
        page.show()
        self.place()

    def place(self) -> None:
        """Stand at the top middle of the window, as high as the page is."""
        if self._page is None:
            return
        for each in (self, *self.findChildren(QWidget)):
            each.ensurePolished()
        layout = self._page.layout()
        high = layout.totalHeightForWidth(self.wide) if layout and layout.hasHeightForWidth() else -1
        high = high if high >= 0 else self._page.sizeHint().height()
        host = self._anchor.window()
        left = (host.width() - self.wide) // 2
        self.open_at(QRect(left, min(_TOP, host.height() // 6), self.wide, high + 2))

    @property
    def wide(self) -> int:
        """Its width, within the window."""
        return min(self._width, self._anchor.window().width() - 2 * _ASIDE)

    @property
    def follows_page(self) -> bool:
        """Whether it grows and shrinks with its page now."""
        return self.is_open

    def event(self, event: QEvent) -> bool:
        """Grow and shrink with what is said."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.follows_page:
            self.place()
        return done
