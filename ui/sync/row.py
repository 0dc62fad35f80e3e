"""One thing that came back from a calendar, with what can be done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from model.docket import Docket
from model.feed.sync.account import QUESTIONS, Incoming
from model.feed.sync.saying import sentence
from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.sync.words import seen_words
from ui.widgets.buttons import link
from ui.widgets.smallcaps import Hairline
from ui.widgets.wraplabel import WrapLabel


class IncomingRow(QWidget):
    """A question is applied with a reason or restored; a proposal is recorded or dismissed.

    Emits `applied(reason)`, `restored()`, `recorded()`, `dismissed()` and `followed()`.
    """

    applied = Signal(str)
    restored = Signal()
    recorded = Signal()
    dismissed = Signal()
    followed = Signal()
    left = Signal()
    """What was shown of a question that is settled was read."""

    def __init__(self, theme: Theme, docket: Docket, one: Incoming, now: datetime) -> None:
        super().__init__()
        self._look = theme
        self.incoming = one
        self.words = sentence(docket, one)
        self.setAccessibleName(self.words)
        self.setObjectName(f"incoming.{one.id}")
        self._settled = False
        self._known = one.about in docket.obligations or one.about in docket.reliefs
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inside = QHBoxLayout()
        inside.setContentsMargins(0, 9, 0, 9)
        inside.setSpacing(16)
        inside.addLayout(self._build_words(docket, now), 1)
        inside.addWidget(self._build_actions(), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(inside)
        whole.addWidget(self._build_reason())
        whole.addWidget(Hairline(theme))

    def _build_words(self, docket: Docket, now: datetime) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(plain(self._look, self.words))
        if self._known:
            title = docket.node(self.incoming.about).title
            self.title = link(title if len(title) <= 90 else f"{title[:89]}…", spoken=f"Show {title}", fixed=True)
            self.title.clicked.connect(self.followed)
            column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        if self.incoming.note:
            column.addWidget(plain(self._look, f"“{self.incoming.note}”", "body", "second"))
        column.addWidget(plain(self._look, seen_words(self.incoming, now), "small", "third"))
        return column

    def _build_actions(self) -> QWidget:
        actions = QWidget()
        row = QHBoxLayout(actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        question = self.incoming.change in QUESTIONS
        self.yes = QPushButton("Apply…" if question else "Record…")
        self.no = QPushButton("Restore" if question else "Dismiss")
        self.yes.setToolTip("Changes the docket, with a reason" if question else "Opens the recorder, filled in")
        self.no.setToolTip("Puts Duly’s item over it again")
        self.yes.clicked.connect(self._ask_reason if question else self.recorded)
        self.no.clicked.connect(self.restored if question else self.dismissed)
        self.yes.setEnabled(self._known)
        for button, name in ((self.yes, "yes"), (self.no, "no")):
            button.setObjectName(f"incoming.{name}")
            button.setAccessibleName(f"{button.text().rstrip('…')}: {self.words}")
            button.setAutoDefault(False)
            row.addWidget(button)
        return actions

    def _build_reason(self) -> QWidget:
        self.reason_box = QWidget()
        label = QLabel("&Why it moves")
        label.setFont(self._look.font("body"))
        label.setProperty("role", "second")
        self.reason = QLineEdit()
        self.reason.setObjectName("incoming.reason")
        self.reason.setPlaceholderText("kept in the journal")
        self.reason.setAccessibleName("Why it moves")
        label.setBuddy(self.reason)
        self.apply_button = QPushButton("Apply")
        self.apply_button.setObjectName("incoming.apply")
        self.apply_button.setProperty("role", "primary")
        back = QPushButton("Back")
        self.problem = WrapLabel()
        self.problem.setFont(self._look.font("small", 600))
        self.problem.setProperty("role", "error")
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (label, self.reason, self.apply_button, back):
            row.addWidget(widget, 1 if widget is self.reason else 0)
        column = QVBoxLayout(self.reason_box)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        for button in (self.apply_button, back):
            button.setAutoDefault(False)
        self.apply_button.clicked.connect(self._apply)
        self.reason.returnPressed.connect(self._apply)
        back.clicked.connect(self._end_reason)
        self.reason_box.hide()
        return self.reason_box

    @property
    def is_asking(self) -> bool:
        """Whether a reason is being typed, or stands there to be read."""
        return not self.reason_box.isHidden()

    def _ask_reason(self) -> None:
        self.reason_box.show()
        self.yes.setEnabled(False)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_reason(self) -> None:
        self.reason_box.hide()
        self.show_problem("")
        if self._settled:
            self.left.emit()
            return
        self.yes.setEnabled(True)
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply(self) -> None:
        self.applied.emit(self.reason.text())

    def show_problem(self, words: str) -> None:
        """Say why it was not applied; nothing takes that back."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.reason.setAccessibleDescription(words)

    def show_settled(self, words: str) -> None:
        """Say why nothing is to be decided any more, and let nothing be decided; what was typed stays to be read."""
        self._settled = True
        self.reason_box.show()
        self.reason.setReadOnly(True)
        self.show_problem(words)
        self.set_busy(busy=True)

    def set_busy(self, *, busy: bool) -> None:
        """While a round is under way, nothing is decided: it may be about what the round is sending."""
        free = not busy and not self._settled
        self.yes.setEnabled(free and self._known and not self.is_asking)
        self.no.setEnabled(free)
        self.apply_button.setEnabled(free)
