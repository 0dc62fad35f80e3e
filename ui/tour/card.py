"""The card of the tour: what it says, its place among the others, and the ways on, back and out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.widgets.popover import SHADOW, paint_card
from ui.widgets.rows import clear_layout
from ui.widgets.text import text

_WIDTH = 368
_PAD = 20


class TourCard(QWidget):
    """Floats over its window and blocks nothing of it. Enter goes on, Escape skips, while the keyboard is in it.

    Its accessible name is all that it says; Tab goes through its buttons and on into the window.
    """

    onAsked = Signal()
    backAsked = Signal()
    skipped = Signal()
    dayAsked = Signal()
    """To the day that the tour shows, or back from it."""
    newAsked = Signal()
    """A docket of one's own."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        # A press on the card's own ground is none on what lies below it.
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFixedWidth(_WIDTH + 2 * SHADOW)
        self.heading = text(theme, "", "subtitle", wraps=False)
        self.place = text(theme, "", "small", "third", wraps=False)
        self.closing = text(theme, "", "body", wraps=False)
        self.day_button = _button("", "outline", "", self.dayAsked)
        self.skip_button = _button("Skip", "link", "Skip the tour (Esc)", self.skipped)
        self.back_button = _button("Back", "link", "The card before", self.backAsked)
        self.new_button = _button("New docket…", "", "Make a docket of your own", self.newAsked)
        self.on_button = _button("Next", "primary", "", self.onAsked)
        self._offer = QWidget(self)
        self._body = QVBoxLayout(self)
        self._paragraphs = QVBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 1)
        head.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        self._paragraphs.setSpacing(8)
        body = self._body
        edge = SHADOW + _PAD
        body.setContentsMargins(edge, edge, edge, edge - 4)
        body.setSpacing(0)
        body.addLayout(head)
        body.addSpacing(6)
        body.addLayout(self._paragraphs)
        body.addWidget(self._offer)
        body.addSpacing(16)
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 12, 0, 0)
        offer.setSpacing(14)
        for widget in (self.day_button, self.closing):
            offer.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        links = QHBoxLayout()
        links.setSpacing(16)
        links.addWidget(self.skip_button)
        links.addWidget(self.back_button)
        foot.addLayout(links)
        foot.addStretch(1)
        foot.addWidget(self.new_button)
        foot.addWidget(self.on_button)
        body.addLayout(foot)

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def say(self, heading: str, paragraphs: Sequence[str], at: int, of: int, closing: str = "") -> None:
        """Show card ``at`` (from 0) of ``of``; only the last has a ``closing`` and the ways that it offers."""
        last = at == of - 1
        self.heading.setText(heading)
        self.place.setText(f"{at + 1} of {of}")
        self.closing.setText(closing)
        clear_layout(self._paragraphs)
        for words in paragraphs:
            paragraph = plain(self._theme, words, "body", "second")
            self._paragraphs.addWidget(paragraph)
            # A layout leaves out what was never shown, and the card must know its height now.
            paragraph.show()
        self.skip_button.setVisible(not last)
        self.back_button.setVisible(at > 0)
        self.new_button.setVisible(last)
        self._offer.setVisible(last)
        self.on_button.setText("Go on with the sample" if last else "Next")
        more = "End the tour (Enter)" if last else "The next card (Enter)"
        self.on_button.setToolTip(more)
        self.on_button.setAccessibleDescription(more)
        self.setAccessibleName(" ".join((f"Tour, {self.place.text()}:", f"{heading}.", *paragraphs, closing)).strip())

    def announce(self) -> None:
        """Have it read out, wherever the keyboard is."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def card_size(self) -> QSize:
        """What it needs now, without its shadow."""
        self._body.activate()
        return QSize(_WIDTH, self._body.totalHeightForWidth(self.width()) - 2 * SHADOW)

    def put_at(self, card: QRect) -> None:
        """Show it with its edges at ``card``, in the window's coordinates."""
        self.setGeometry(card.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        self.show()

    def take_keyboard(self) -> None:
        """The keyboard comes to the way on."""
        self.on_button.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def has_keyboard(self) -> bool:
        """Whether what is struck comes here."""
        return self.window().focusWidget() in self.findChildren(QPushButton)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that the keyboard is on; Escape skips."""
        held = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(held, QPushButton):
            held.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card and its shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), self._theme)


def _button(words: str, role: str, more: str, pressed: SignalInstance) -> QPushButton:
    button = QPushButton(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if role:
        button.setProperty("role", role)
    if role == "link":
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setToolTip(more)
    button.setAccessibleDescription(more)
    button.clicked.connect(pressed)
    return button
