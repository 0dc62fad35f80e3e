"""The tour itself: which card is shown, the ring that follows its part, and what is given back at the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from model.days.wording import say_long
from model.docket import Docket
from ui.frame.theme import Theme, faint
from ui.tour.card import TourCard
from ui.tour.ended import keep_ended
from ui.tour.placing import beside, seen
from ui.tour.steps import CLOSING, EXAMPLE, STEPS, THEN, TourShell, TourTarget
from ui.widgets.popover import SHADOW

_LINE = 2
_HALO = 4


class PartRing(QWidget):
    """Two pixels of accent and a breath of it outside; within, everything stays as it is."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint by another theme."""
        self._theme = theme
        self.update()

    def put_around(self, part: QRect) -> None:
        """Ring ``part``, the line on its edges and the breath outside; nothing where it is empty."""
        self.setVisible(not part.isEmpty())
        self.setGeometry(part.adjusted(-_HALO, -_HALO, _HALO, _HALO))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, radius = self._theme.accent.base, self._theme.space.radius_card
        for ink, wide, inward in ((faint(accent, 0.16), _HALO, 0), (accent, _LINE, _HALO)):
            painter.setPen(QPen(ink, wide))
            inset = inward + wide / 2
            around = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(around, radius + _HALO - inward, radius + _HALO - inward)


_GAP = 12
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show})


def is_sample(docket: Docket) -> bool:
    """Whether a docket is the sample, or a copy of it, with what the tour shows: its own clock, USMX-8, reliefs."""
    return docket.caption.clock is not None and EXAMPLE in docket.obligations and bool(docket.reliefs)


class Tour(QObject):
    """Three cards over a window in which one may go on working: a press elsewhere goes where it was aimed.

    Where the user leaves the part that a card speaks of, its ring goes and the card steps aside into a corner; Next and
    Back bring the parts into sight. It ends with its last card, when it is skipped, and with the docket.
    """

    def __init__(self, window: TourShell) -> None:
        super().__init__(window.widget)
        self._window = window
        self._space = window.workspace
        self._held = QApplication.focusWidget()
        self._was_folded = window.dock.is_folded
        self._moved_day = False
        self._at = 0
        self._target = TourTarget(())
        self._watched: tuple[QWidget, ...] = ()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._place)
        self.is_on = True
        self.ring = PartRing(window.theme, window.widget)
        self.card = TourCard(window.theme, window.widget)
        self._connect()
        self._go(0)

    def _connect(self) -> None:
        card = self.card
        card.onAsked.connect(lambda: self._go(self._at + 1))
        card.backAsked.connect(lambda: self._go(self._at - 1))
        card.skipped.connect(self.end)
        card.newAsked.connect(self._begin_docket)
        card.dayAsked.connect(self._turn_day)
        self._space.dayChanged.connect(self._follow_day)
        self._space.opened.connect(self.end)

    @property
    def at(self) -> int:
        """Which card is shown, from 0."""
        return self._at

    def _go(self, at: int) -> None:
        """Show another card, and its part; after the last, end."""
        if at == len(STEPS):
            self.end()
            return
        self._at = at
        self._give_day_back()
        self._target = STEPS[at].show(self._window)
        self._watch()
        self._say()
        self.card.take_keyboard()

    def _say(self) -> None:
        step, space = STEPS[self._at], self._space
        last = self._at == len(STEPS) - 1
        self.card.day_button.setText(f"Show me {_plainly()}" if space.is_today else "Back to today")
        self.card.say(step.heading, step.words(space), self._at, len(STEPS), CLOSING if last else "")
        self._place()
        self.card.announce()

    def end(self) -> None:
        """Take it down, never to come of itself again; the window is as it was, and so is the keyboard."""
        if not self.is_on:
            return
        self.is_on = False
        self._give_day_back()
        self._unwatch()
        self._later.stop()
        if self._was_folded:
            self._window.dock.set_folded(folded=True)
        had_keyboard = self.card.has_keyboard
        for part in (self.ring, self.card):
            part.hide()
            part.deleteLater()
        if had_keyboard:
            self._give_keyboard_back()
        keep_ended(self._window.settings)
        self.deleteLater()

    def _give_keyboard_back(self) -> None:
        held = self._held
        if held is None or not isValid(held) or not held.isVisible() or held.window() is not self._window.widget:
            held = self._window.current_view
        held.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_docket(self) -> None:
        self.end()
        self._window.trigger("new_docket")

    # ---------------------------------------------------------------------------------------------- the day

    def _turn_day(self) -> None:
        """To the day that the tour shows, or back to today."""
        if self._space.is_today:
            self._space.set_day(THEN)
            self._moved_day = True
        else:
            self._space.back_to_today()

    def _give_day_back(self) -> None:
        """The day that the tour went to is left with its card; one that the user chose stays."""
        if self._moved_day and self._space.day == THEN:
            self._space.back_to_today()
        self._moved_day = False

    def _follow_day(self) -> None:
        if self.is_on and self._at == len(STEPS) - 1:
            self._say()

    # ------------------------------------------------------------------------------------------ the place

    def _watch(self) -> None:
        """Follow whatever moves the parts: they themselves, and all that hold them."""
        self._unwatch()
        found: dict[QWidget, None] = {}
        for part in (*self._target.parts, *self._target.clear):
            here: QWidget | None = part
            while here is not None:
                found[here] = None
                here = here.parentWidget()
        self._watched = tuple(found)
        for widget in self._watched:
            widget.installEventFilter(self)

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only to follow: every event goes on to where it was sent."""
        if event.type() == QEvent.Type.Hide:
            # Also sent while a window is taken apart, when there are no places left to ask for.
            self.ring.hide()
            self._later.start()
        elif event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        """The ring around what is in sight of the part, and the card beside it."""
        step, window = STEPS[self._at], self._window.widget
        ringed = seen(self._target.parts, window)
        if not ringed.isEmpty():
            ringed.adjust(-step.margin, -step.margin, step.margin, step.margin)
        self.ring.put_around(ringed)
        clear, size = seen(self._target.clear, window), self.card.card_size()
        self.card.put_at(beside(ringed, size, self._room(), first=step.side, gap=_GAP, clear=clear))

    def _room(self) -> QRect:
        """The view and the inspector: what stands around them stays in sight."""
        split = self._window.split
        whole = QRect(split.mapTo(self._window.widget, QPoint(0, 0)), split.size())
        return whole.adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)


def _plainly() -> str:
    """The day that the tour shows, without its weekday: it stands on a button."""
    return say_long(THEN).partition(" ")[2]
