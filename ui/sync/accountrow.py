"""One account: where it is, what is sent, how it went, and the actions on it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from model.feed.sync.account import CalendarAccount
from ui.frame.theme import Theme
from ui.inspector.flow import plain
from ui.sync.words import NO_PASSWORD, sends_words, state_words, where_words
from ui.widgets.buttons import dialog_button
from ui.widgets.icons import paint_icon
from ui.widgets.smallcaps import Hairline
from ui.widgets.workbar import WorkBar

_SIGN = 16


class Sign(QWidget):
    """The sign of what is wrong, before its words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Not in step")
        self.setFixedSize(QSize(_SIGN, 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), QRectF(0, 2, _SIGN, _SIGN), "warning", self._theme.text.first)


class AccountRow(QWidget):
    """Emits `syncAsked(password)`, `cancelled()`, `automaticChanged(on)` and `removed()`."""

    syncAsked = Signal(str)
    cancelled = Signal()
    automaticChanged = Signal(bool)
    removed = Signal()

    def __init__(self, theme: Theme, account: CalendarAccount, now: datetime, *, wanted: bool, running: bool) -> None:
        super().__init__()
        self._look = theme
        self.account = account
        self.setAccessibleName(f"{account.title}, {where_words(account)}")
        self.setObjectName(f"account.{account.id}")
        self.sync_button = self._button("Sync now", "sync")
        self.remove_button = self._button("Remove…", "remove")
        self.automatic = QCheckBox("Every 15 minutes and after changes")
        self.automatic.setObjectName("account.automatic")
        self.automatic.setChecked(account.automatic)
        self.automatic.toggled.connect(self.automaticChanged)
        self.work = WorkBar(theme)
        self.work.show_progress("Beginning", 0, 0)
        self.work.setVisible(running)
        self.work.cancelled.connect(self.cancelled)
        self.sync_button.setEnabled(not running)
        self.remove_button.setEnabled(not running)
        self.remove_button.clicked.connect(self.removed)
        self._build(now, wanted=wanted)

    def _build(self, now: datetime, *, wanted: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title(), 1)
        head.addWidget(self.sync_button)
        head.addWidget(self.remove_button)
        whole.addLayout(head)
        whole.addWidget(plain(self._look, f"{where_words(self.account)}  ·  {sends_words(self.account)}", ink="second"))
        whole.addLayout(self._state(now, wanted=wanted))
        whole.addWidget(self._ask_password() if wanted else self._no_password())
        whole.addWidget(self.work)
        whole.addWidget(self.automatic, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addSpacing(8)
        whole.addWidget(Hairline(self._look))

    def _title(self) -> QLabel:
        title = QLabel(self.account.title or self.account.user)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(self._look.font("subtitle"))
        return title

    def _state(self, now: datetime, *, wanted: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        problem = self.account.last_error or (NO_PASSWORD if wanted else "")
        if problem:
            row.addWidget(Sign(self._look), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(
            plain(self._look, problem or state_words(self.account, now), ink="first" if problem else "second")
        )
        return row

    def _no_password(self) -> QWidget:
        self.password = QLineEdit()
        self.password.hide()
        self.sync_button.clicked.connect(lambda: self.syncAsked.emit(""))
        held = QWidget()
        held.hide()
        return held

    def _ask_password(self) -> QWidget:
        """The password, for as long as Duly runs: no keyring holds it."""
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(8)
        label = QLabel("&Password")
        label.setFont(self._look.font("body"))
        label.setProperty("role", "second")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setObjectName("account.password")
        self.password.setAccessibleName("Password")
        self.password.setPlaceholderText("kept until Duly is closed")
        self.password.setMaximumWidth(320)
        label.setBuddy(self.password)
        row.addWidget(label)
        row.addWidget(self.password, 1)
        row.addStretch(1)
        self.password.returnPressed.connect(self._give)
        self.sync_button.clicked.connect(self._give)
        return held

    def _give(self) -> None:
        if self.password.text():
            self.syncAsked.emit(self.password.text())
        else:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, share: float, words: str) -> None:
        """Say how far the round is."""
        self.work.show_progress(words, round(share * 1000), 1000)

    def _button(self, words: str, name: str) -> QPushButton:
        button = dialog_button(words, f"account.{name}")
        button.setAccessibleName(f"{words.rstrip('…')}: {self.account.title}")
        return button
