"""One feed: what it holds, what it tells, where it is, how it went, and what can be done with it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from model.feed.spec import Publication
from ui.feeds.words import LOCAL_ONLY, PRIVACY, holds_words, pause_words, removal_words, state_words, where_words
from ui.frame.theme import Theme
from ui.widgets.banner import MessageBar
from ui.widgets.buttons import dialog_button
from ui.widgets.elided import ElidedLabel
from ui.widgets.text import text

_LABEL = 64
_NEW_ADDRESS = (
    "Every address of this docket becomes a new one, and the old ones answer nothing from that moment. Each calendar"
    " that subscribed has to subscribe again."
)

_CONFIRMED = frozenset({"remove", "renew_address"})


class FeedDetail(QWidget):
    """Emits `asked(key)`: copy, edit, pause, retry, remove or renew_address; the last two only once confirmed."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._confirming = self._shown = self._removal = ""
        self.title = ElidedLabel(theme, font="subtitle")
        self.facts: dict[str, ElidedLabel] = {}
        self.note = text(self._theme, "", "small", "second")
        self.fault = MessageBar(theme, self)
        self.fault.close_button.hide()
        self.fault.acted.connect(self.asked)
        self.buttons: dict[str, QPushButton] = {}
        self._build()

    def _build(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.title)
        inside.addLayout(self._build_facts())
        inside.addWidget(self.note)
        inside.addWidget(self.fault)
        inside.addLayout(self._build_buttons())
        inside.addWidget(self._build_question())

    def _build_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, name in enumerate(("Holds", "Tells", "Where", "State")):
            label = text(self._theme, "", "small", "third", wraps=False)
            label.setText(name)
            label.setFixedWidth(_LABEL)
            middle = Qt.TextElideMode.ElideMiddle if name == "Where" else Qt.TextElideMode.ElideRight
            self.facts[name] = ElidedLabel(self._theme, mode=middle)
            grid.addWidget(label, place, 0)
            grid.addWidget(self.facts[name], place, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        for key, words in (
            ("copy", "Copy address"),
            ("edit", "Edit…"),
            ("pause", "Pause"),
            ("renew_address", "Make a new address…"),
            ("remove", "Remove…"),
        ):
            self.buttons[key] = made = dialog_button(words, f"feed.{key}")
            made.clicked.connect(lambda _=False, key=key: self._press(key))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _build_question(self) -> QWidget:
        self.question = QWidget()
        self.question_words = text(self._theme, "", "small", "first")
        self.question_words.setFont(self._theme.font("body"))
        self.yes = dialog_button("Remove", "feed.yes")
        self.no = dialog_button("Leave it as it is", "feed.no")
        self.yes.clicked.connect(self._confirmed)
        self.no.clicked.connect(self._let_be)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        inside = QVBoxLayout(self.question)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.question_words)
        inside.addLayout(row)
        self.question.hide()
        return self.question

    def show_feed(self, one: Publication, now: datetime, *, elsewhere: bool, trouble: str = "") -> None:
        """Show a publication; ``trouble`` is why none at all could be brought up to date."""
        if one.id != self._shown:
            self._let_be()
        self._shown, self._removal = one.id, removal_words(one)
        self.title.set_text(one.title)
        said = {
            "Holds": holds_words(one.spec),
            "Tells": PRIVACY[one.spec.privacy],
            "Where": where_words(one),
            "State": state_words(one, now),
        }
        for name, words in said.items():
            self.facts[name].set_text(words)
        self._show_note(one, elsewhere=elsewhere)
        self._show_fault(one, trouble)
        served = one.place == "served"
        self.buttons["copy"].setVisible(served)
        self.buttons["copy"].setEnabled(bool(one.address))
        self.buttons["renew_address"].setVisible(served)
        self.buttons["pause"].setText("Go on" if one.paused else "Pause")

    def _show_note(self, one: Publication, *, elsewhere: bool) -> None:
        notes = [pause_words(one)] if one.paused else []
        if one.place == "served" and not one.paused:
            notes.append(LOCAL_ONLY)
            if elsewhere:
                notes.append("Another Duly on this machine answers there at the moment.")
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))

    def _show_fault(self, one: Publication, trouble: str) -> None:
        words = "" if one.paused else trouble or one.last_error
        if not words:
            self.fault.hide()
            return
        happened, stop, more = words.partition(". ")
        edit = (("edit", "Choose another place"),) if one.last_error and not trouble else ()
        self.fault.report(happened + stop.strip(), more, (("retry", "Try again"), *edit))

    def _press(self, key: str) -> None:
        if key in _CONFIRMED:
            self.confirm(key)
        else:
            self.asked.emit(key)

    def confirm(self, key: str) -> None:
        """Say what would follow, and ask: none of it can be undone."""
        self._confirming = key
        self.question_words.setText(self._removal if key == "remove" else _NEW_ADDRESS)
        self.yes.setText("Remove" if key == "remove" else "Make a new address")
        self.question.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirmed(self) -> None:
        key = self._confirming
        self._let_be()
        self.asked.emit(key)

    def _let_be(self) -> None:
        held = self.no.hasFocus() or self.yes.hasFocus()
        self.question.hide()
        if held and self._confirming:
            self.buttons[self._confirming].setFocus(Qt.FocusReason.OtherFocusReason)
        self._confirming = ""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
